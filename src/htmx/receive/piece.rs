//! One root of a message, read: what it asks for, and what is told of it. Changes no page.

use crate::event::{Fragment, Kind, Outcome};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::message::Parsed;
use crate::htmx::oob::{self, Instruction, Style};
use crate::page::{Document, NodeId};

/// One root of a message with what it asks for.
pub(super) struct Piece {
    pub(super) root: NodeId,
    pub(super) instruction: Instruction,
    /// Without seq, index, matched and outcome.
    pub(super) fragment: Fragment,
    /// Whether an extension brings the style.
    pub(super) by_extension: bool,
}

impl Piece {
    /// All roots, read in order. htmx takes the instruction off the element before it is cloned.
    pub(super) fn all(dialect: &Dialect, config: &Config, parsed: &mut Parsed) -> Vec<Self> {
        let roots = parsed.roots();
        roots.into_iter().map(|root| Self::take(dialect, config, &mut parsed.tree, root)).collect()
    }

    pub(super) fn take(dialect: &Dialect, config: &Config, tree: &mut Document, root: NodeId) -> Self {
        let instruction = oob::read(dialect, tree, root);
        Self::take_as(dialect, config, tree, root, instruction)
    }

    /// A root with this instruction.
    pub(super) fn take_as(
        dialect: &Dialect,
        config: &Config,
        tree: &mut Document,
        root: NodeId,
        instruction: Instruction,
    ) -> Self {
        let (html, inside) = tree.outer_and_inner_html(root);
        if dialect.removes_oob_attribute {
            tree.remove_attr(root, "hx-swap-oob");
            tree.remove_attr(root, "data-hx-swap-oob");
        }
        let style = Style::applied(config, &instruction.style);
        let inserted = match style {
            Some(Style::Delete | Style::None) | None => String::new(),
            Some(_) if Style::is_inline(&instruction.style) => tree.outer_html(root),
            Some(_) => html[inside].to_owned(),
        };
        let fragment = Fragment {
            seq: 0,
            index: 0,
            kind: Kind::Oob,
            tag: tree.local_name(root).unwrap_or_default().to_owned(),
            id: tree.attr(root, "id").map(str::to_owned),
            oob: instruction.written.clone(),
            swap: style.map_or_else(|| instruction.style.clone(), |style| style.name().to_owned()),
            target: Some(instruction.selector.clone()),
            matched: None,
            outcome: Outcome::Skipped,
            html,
            text: tree.text_content(root),
            inserted,
            said_by: instruction.said_by(),
        };
        Self { root, instruction, fragment, by_extension: false }
    }
}
