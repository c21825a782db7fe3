//! Settling: new elements keep the looks of the old ones of their ids for a moment (htmx 4.0.1
//! `#startCSSTransitions`).

use std::collections::HashMap;

use super::sync;
use crate::htmx::config::Config;
use crate::page::{Document, NodeId};

/// The attributes that make up an element's looks.
const LOOKS: [&str; 4] = ["class", "style", "width", "height"];

/// A new element with the attributes that it is to have in the end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Looks {
    pub(super) element: NodeId,
    own: Vec<(String, String)>,
}

/// Gives elements of the fragment the looks of those in the target that have the same id and tag.
pub(super) fn keep_looks(page: &mut Document, fragment: NodeId, target: NodeId) -> Vec<Looks> {
    let with_id = |root| page.descendants(root).filter_map(|node| Some((page.attr(node, "id")?, node)));
    let tag = |node| (page.is_html(node), page.local_name(node));
    if with_id(fragment).next().is_none() {
        return Vec::new();
    }
    let existing: HashMap<&str, NodeId> = with_id(target).collect();
    let pairs: Vec<(NodeId, NodeId)> = with_id(fragment)
        .filter_map(|(id, new)| Some((new, *existing.get(id)?)))
        .filter(|&(new, old)| tag(new) == tag(old))
        .collect();
    let mut kept = Vec::with_capacity(pairs.len());
    for (new, old) in pairs {
        kept.push(Looks { element: new, own: sync::attributes(page, new) });
        for name in LOOKS {
            match page.attr(old, name).map(str::to_owned) {
                Some(value) => page.set_attr(new, name, &value),
                None => page.remove_attr(new, name),
            }
        }
    }
    kept
}

/// Gives an element its own attributes back; true where that changed one of htmx's.
pub(super) fn give_back(page: &mut Document, config: &Config, looks: &Looks) -> bool {
    let four = &config.four;
    page.is_alive(looks.element)
        && sync::copy_attributes(page, &four.morph_ignore, &four.prefix, looks.element, &looks.own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_kept_for_the_same_id_and_tag_only() {
        let mut page = Document::parse(
            "<div id=t><p id=a class=o width=1></p><p id=b class=o></p></div><div id=f><p id=a class=n title=x></p><i id=b class=n></i></div>",
        );
        let (target, fragment) = (page.by_id("t")[0], page.by_id("f")[0]);
        let kept = keep_looks(&mut page, fragment, target);
        assert_eq!(
            page.inner_html(fragment),
            r#"<p id="a" class="o" title="x" width="1"></p><i id="b" class="n"></i>"#
        );
        kept.iter().for_each(|looks| assert!(!give_back(&mut page, &Config::default(), looks)));
        assert_eq!(
            page.inner_html(fragment),
            r#"<p id="a" class="n" title="x"></p><i id="b" class="n"></i>"#
        );
    }
}
