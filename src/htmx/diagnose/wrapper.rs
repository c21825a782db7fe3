//! The wrapper: a root whose children are inserted without it, where the root itself was meant.

use super::{Finding, tag};
use crate::htmx::oob::{Instruction, Style};
use crate::page::{Document, NodeId};

/// A row, cell, list item or option that is lost: it would be a proper child where its children end up, and they
/// are not. `holder` is the tag of the element that they are inserted into, where there is a page to tell.
#[must_use]
pub fn stripped(
    tree: &Document,
    root: NodeId,
    instruction: &Instruction,
    style: Style,
    holder: Option<&str>,
) -> Option<Finding> {
    if Style::is_inline(&instruction.style) || matches!(style, Style::Delete | Style::None) {
        return None;
    }
    let name = tree.local_name(root)?;
    let parents = parents_of(name)?;
    match holder {
        Some(holder) if !parents.contains(&holder) => return None,
        Some(holder) if proper_content(tree, root, holder) => return None,
        None if !instruction.selector_written || style == Style::InnerHtml => return None,
        _ => {}
    }
    let wrapper = holder.filter(|holder| *holder != "table").unwrap_or(parents[0]);
    let written = format!("{}:{}", style.name(), instruction.selector);
    let id = tree.attr(root, "id").map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
    Some(Finding::new(
        "wrapper-stripped",
        format!(
            "{} inserts what is inside {}: the {name} is lost and its content lands in `{}`",
            style.name(),
            tag(tree, root),
            instruction.selector
        ),
        format!("write <{wrapper} hx-swap-oob=\"{written}\"><{name}{id}>…</{name}></{wrapper}>"),
    ))
}

/// The tags that an element of this name belongs into; the first is the usual one.
fn parents_of(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "tr" => &["tbody", "thead", "tfoot", "table"],
        "td" | "th" => &["tr"],
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => &["table"],
        "col" => &["colgroup"],
        "li" => &["ul", "ol", "menu"],
        "option" => &["select", "datalist", "optgroup"],
        "optgroup" => &["select"],
        "dt" | "dd" => &["dl"],
        _ => return None,
    })
}

/// Whether all that is in the root may stand in the holder by itself.
fn proper_content(tree: &Document, root: NodeId, holder: &str) -> bool {
    tree.children(root).all(|child| match tree.local_name(child) {
        Some(name) => parents_of(name).is_some_and(|parents| parents.contains(&holder)),
        None => tree.text(child).is_none_or(|text| text.trim().is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::{dialect::Dialect, oob};

    fn advice(html: &str, holder: Option<&str>) -> Option<String> {
        let tree = Document::parse_template(html);
        let root = tree.child_elements(tree.root()).next().unwrap();
        let instruction = oob::read(&Dialect::default(), &tree, root);
        let style = Style::named(&instruction.style).unwrap();
        stripped(&tree, root, &instruction, style, holder).map(|finding| finding.advice)
    }

    #[test]
    fn rows_and_items_that_lose_themselves_are_told() {
        assert_eq!(
            advice("<tr id=r9 hx-swap-oob='beforeend:#rows'><td>1</td></tr>", Some("tbody")).as_deref(),
            Some("write <tbody hx-swap-oob=\"beforeend:#rows\"><tr id=\"r9\">…</tr></tbody>")
        );
        assert_eq!(
            advice("<li hx-swap-oob='afterbegin:#list'>x</li>", Some("ol")).as_deref(),
            Some("write <ol hx-swap-oob=\"afterbegin:#list\"><li>…</li></ol>")
        );
    }

    #[test]
    fn wrappers_that_are_only_wrappers_are_right() {
        assert_eq!(advice("<ul hx-swap-oob='beforeend:#list'><li>x</li></ul>", Some("ul")), None);
        assert_eq!(advice("<tbody hx-swap-oob='beforeend:#rows'><tr></tr></tbody>", Some("tbody")), None);
        assert_eq!(advice("<tbody hx-swap-oob='beforeend:#t'><tr></tr></tbody>", Some("table")), None);
        assert_eq!(advice("<div hx-swap-oob='beforeend:#x'>t</div>", Some("div")), None);
        assert_eq!(advice("<li id=x hx-swap-oob='innerHTML'>t</li>", Some("li")), None);
    }

    #[test]
    fn without_a_page_only_the_plain_cases_are_told() {
        assert!(advice("<tr hx-swap-oob='beforeend:#rows'><td>1</td></tr>", None).is_some());
        assert_eq!(advice("<li id=x hx-swap-oob='beforeend'>t</li>", None), None);
    }
}
