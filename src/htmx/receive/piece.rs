//! One root of a message, read: what it asks for, and what is told of it. Changes no page.

use std::mem;
use std::ops::Range;

use crate::event::{Fragment, Kind, Outcome};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::message::Parsed;
use crate::htmx::oob::{self, Instruction, Style};
use crate::page::{Document, NodeId, Written};

/// A root's markup, and where in it what is inside of the root is.
struct Markup {
    html: String,
    inside: Range<usize>,
}

impl Markup {
    fn of(tree: &Document, root: NodeId) -> Self {
        let (html, inside) = tree.outer_and_inner_html(root);
        Self { html, inside }
    }

    /// As it is in the message.
    fn written(text: &str, Written { outer, inner }: &Written) -> Self {
        let inside = inner.start - outer.start..inner.end - outer.start;
        Self { html: text[outer.clone()].to_owned(), inside }
    }
}

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
    /// All roots of a message's text, read in order. htmx takes the instruction off the element before it is cloned.
    pub(super) fn all(dialect: &Dialect, config: &Config, parsed: &mut Parsed, text: &str) -> Vec<Self> {
        let roots = parsed.roots();
        let mut written = mem::take(&mut parsed.written).into_iter();
        let take = |root| {
            let markup = match written.next() {
                Some(written) => Markup::written(text, &written),
                None => Markup::of(&parsed.tree, root),
            };
            let instruction = oob::read(dialect, &parsed.tree, root);
            Self::take_with(dialect, config, &mut parsed.tree, root, instruction, markup)
        };
        roots.into_iter().map(take).collect()
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
        let markup = Markup::of(tree, root);
        Self::take_with(dialect, config, tree, root, instruction, markup)
    }

    fn take_with(
        dialect: &Dialect,
        config: &Config,
        tree: &mut Document,
        root: NodeId,
        instruction: Instruction,
        Markup { html, inside }: Markup,
    ) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::message;

    fn fragments(text: &str) -> Vec<Fragment> {
        let (dialect, config) = (Dialect::default(), Config::default());
        let mut parsed = message::parse(&dialect, &config, text);
        Piece::all(&dialect, &config, &mut parsed, text).into_iter().map(|piece| piece.fragment).collect()
    }

    #[test]
    fn markup_that_is_as_a_browser_writes_it_says_the_same_as_other_markup() {
        let text = r#"é<ul id="a" hx-swap-oob="beforeend"><li>1</li></ul> <p id="b">2</p><br id="c">"#;
        let read = fragments(text);
        let markup: Vec<(&str, &str)> =
            read.iter().map(|fragment| (fragment.html.as_str(), fragment.inserted.as_str())).collect();
        assert_eq!(
            markup,
            [
                (r#"<ul id="a" hx-swap-oob="beforeend"><li>1</li></ul>"#, "<li>1</li>"),
                (r#"<p id="b">2</p>"#, r#"<p id="b">2</p>"#),
                (r#"<br id="c">"#, r#"<br id="c">"#),
            ]
        );
        assert_eq!(fragments(&text.replace('"', "'")), read);
    }
}
