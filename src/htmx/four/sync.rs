//! One element's attributes made those of another (htmx 4.0.1 `#copyAttributes`).

use crate::page::{Document, NodeId};

/// Gives an element the attributes that the source lists, in its order, and takes the others off; attributes that
/// begin with one of `ignore` stay. `prefix` is the other beginning of htmx's attributes, empty for none. Returns
/// whether one of htmx's attributes changed, upon which htmx forgets what it knew of the element.
pub fn copy_attributes(
    page: &mut Document,
    ignore: &[String],
    prefix: &str,
    element: NodeId,
    source: &[(String, String)],
) -> bool {
    let ignored = |name: &str| ignore.iter().any(|start| name.starts_with(start.as_str()));
    let is_htmx = |name: &str| name.starts_with("hx-") || (!prefix.is_empty() && name.starts_with(prefix));
    let mut changed = false;
    for (name, value) in source {
        if ignored(name) || page.attr(element, name) == Some(value) {
            continue;
        }
        changed |= is_htmx(name);
        page.set_attr(element, name, value);
        let is_input = page.is_html(element) && page.local_name(element) == Some("input");
        let is_input = is_input && page.focused() != Some(element);
        if name == "value" && is_input && page.control_type(element) != "file" {
            page.set_value(element, value);
        }
    }
    let stays = |name: &str| ignored(name) || source.iter().any(|(kept, _)| kept == name);
    let going: Vec<String> =
        page.attrs(element).map(|(name, _)| name.to_owned()).filter(|name| !stays(name)).collect();
    for name in going {
        changed |= is_htmx(&name);
        page.remove_attr(element, &name);
    }
    changed
}

/// An element's attributes, for [`copy_attributes`].
pub fn attributes(page: &Document, element: NodeId) -> Vec<(String, String)> {
    page.attrs(element).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_takes_over_what_the_source_has_and_no_more() {
        let mut page =
            Document::parse("<i id=a class=x data-k=1 hx-y></i><i id=b title=t></i><i id=c class=y></i>");
        let (a, b, c) = (page.by_id("a")[0], page.by_id("b")[0], page.by_id("c")[0]);
        let ignore = ["data-k".to_owned()];
        let source = attributes(&page, b);
        assert!(copy_attributes(&mut page, &ignore, "", a, &source));
        assert_eq!(page.outer_html(a), r#"<i id="b" data-k="1" title="t"></i>"#);
        let source = attributes(&page, c);
        assert!(!copy_attributes(&mut page, &ignore, "", a, &source));
        assert_eq!(page.outer_html(a), r#"<i id="c" data-k="1" class="y"></i>"#);
    }
}
