//! Elements of the main swap whose id another element of the page has: htmx 4 does not swap those by id.

use crate::htmx::diagnose::{Finding, tag};
use crate::page::{Document, NodeId};

/// The first of the content's elements that would come to the page beside the one that has its id. `target` is where
/// they go.
pub(super) fn ids(
    page: &Document,
    target: NodeId,
    style: &str,
    tree: &Document,
    content: NodeId,
) -> Option<Finding> {
    let replaced = Replaced::of(style)?;
    let body = tree.child_elements(content).find(|&node| tree.local_name(node) == Some("body"));
    let roots = tree.child_elements(body.unwrap_or(content));
    let stays = |node| !replaced.holds(page, target, node);
    let mut doubled = roots.filter_map(|root| {
        let id = tree.attr(root, "id").filter(|id| !id.is_empty() && !tree.has_attr(root, "hx-preserve"))?;
        page.by_id(id).into_iter().any(stays).then_some((root, id))
    });
    let (root, id) = doubled.next()?;
    Some(Finding {
        code: "doubled-id",
        what: format!(
            "{} is swapped into the main target, beside the `#{id}` that is on the page: htmx 4 swaps nothing by its id alone",
            tag(tree, root)
        ),
        advice: "write hx-swap-oob=\"true\" on it to replace the other".to_owned(),
    })
}

/// What a style takes off the page before it inserts anything.
#[derive(Clone, Copy)]
enum Replaced {
    Nothing,
    Inside,
    All,
}

impl Replaced {
    /// None for a style that inserts no elements.
    fn of(style: &str) -> Option<Self> {
        match style {
            "innerHTML" | "innerMorph" => Some(Self::Inside),
            "outerHTML" | "outerMorph" => Some(Self::All),
            "beforebegin" | "afterbegin" | "beforeend" | "afterend" => Some(Self::Nothing),
            _ => None,
        }
    }

    fn holds(self, page: &Document, target: NodeId, node: NodeId) -> bool {
        let inside = || page.ancestors(node).any(|above| above == target);
        match self {
            Self::Nothing => false,
            Self::Inside => node != target && inside(),
            Self::All => node == target || inside(),
        }
    }
}
