//! The value of `hx-swap-oob`: which style, on which target.

use super::attribute;
use super::config::Config;
use super::dialect::Dialect;
use crate::event::SaidBy;
use crate::page::{self, Document, NodeId};

/// What a root of a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// `hx-swap-oob` as written; none where the root has none or an empty one.
    pub written: Option<String>,
    /// The style as htmx reads it: `outerHTML` for `true`, else what is written before the first colon.
    pub style: String,
    /// The selector that htmx looks for.
    pub selector: String,
    /// Whether the selector was written, not made from the root's id.
    pub selector_written: bool,
}

impl Instruction {
    /// What names the target and the style.
    #[must_use]
    pub fn said_by(&self) -> SaidBy {
        let target = if self.selector_written { "from hx-swap-oob" } else { "from its id" };
        let is_written = self.written.as_deref().is_some_and(|written| written != "true");
        SaidBy { target, style: if is_written { "from hx-swap-oob" } else { "as nothing else is written" } }
    }
}

/// Reads a root's instruction (htmx 2.0.11 `oobSwap`; htmx-ext-ws takes `true` where there is no attribute).
#[must_use]
pub fn read(dialect: &Dialect, tree: &Document, root: NodeId) -> Instruction {
    let written = attribute::filled(tree, root, "hx-swap-oob").map(str::to_owned);
    read_as(dialect, tree, root, written)
}

/// The same, as if this were written.
#[must_use]
pub fn read_as(dialect: &Dialect, tree: &Document, root: NodeId, written: Option<String>) -> Instruction {
    let id = tree.attr(root, "id").unwrap_or("null");
    let own = || match dialect.escapes_ids {
        true => ["#", &page::escape_identifier(id)].concat(),
        false => ["#", id].concat(),
    };
    let value = written.as_deref().unwrap_or("true");
    let (style, selector, selector_written) = match value.find(':') {
        _ if value == "true" => ("outerHTML", own(), false),
        Some(colon) if colon > 0 => (&value[..colon], value[colon + 1..].to_owned(), true),
        _ => (value, own(), false),
    };
    Instruction { style: style.to_owned(), selector, selector_written, written }
}

/// The swap styles of htmx's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The target gives way to the fragment.
    OuterHtml,
    /// What is in the target gives way to it.
    InnerHtml,
    /// Before the target.
    BeforeBegin,
    /// First in the target.
    AfterBegin,
    /// Last in the target.
    BeforeEnd,
    /// After the target.
    AfterEnd,
    /// The target goes, nothing comes.
    Delete,
    /// Nothing happens.
    None,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::OuterHtml,
        Self::InnerHtml,
        Self::BeforeBegin,
        Self::AfterBegin,
        Self::BeforeEnd,
        Self::AfterEnd,
        Self::Delete,
        Self::None,
    ];

    /// The style of that name, case and all.
    #[must_use]
    #[inline]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "outerHTML" => Self::OuterHtml,
            "innerHTML" => Self::InnerHtml,
            "beforebegin" => Self::BeforeBegin,
            "afterbegin" => Self::AfterBegin,
            "beforeend" => Self::BeforeEnd,
            "afterend" => Self::AfterEnd,
            "delete" => Self::Delete,
            "none" => Self::None,
            _ => return None,
        })
    }

    /// The style that htmx applies for a name: an unknown one gives way to the configured default
    /// (htmx 2.0.11 `swapWithStyle`); `None` where that is unknown too, on which htmx overflows its stack.
    #[must_use]
    pub fn applied(config: &Config, name: &str) -> Option<Self> {
        Self::named(name).or_else(|| Self::named(&config.default_swap_style))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OuterHtml => "outerHTML",
            Self::InnerHtml => "innerHTML",
            Self::BeforeBegin => "beforebegin",
            Self::AfterBegin => "afterbegin",
            Self::BeforeEnd => "beforeend",
            Self::AfterEnd => "afterend",
            Self::Delete => "delete",
            Self::None => "none",
        }
    }

    /// Whether the fragment's root itself is inserted, not what is in it (htmx 2.0.11 `isInlineSwap`: asked of the
    /// name as written, so that a default of `outerHTML` still inserts the children).
    #[must_use]
    pub fn is_inline(name: &str) -> bool {
        name == "outerHTML"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instruction(html: &str) -> (String, String) {
        let tree = Document::parse_template(html);
        let root = tree.child_elements(tree.root()).next().unwrap();
        let read = read(&Dialect::default(), &tree, root);
        (read.style, read.selector)
    }

    fn pair(style: &str, selector: &str) -> (String, String) {
        (style.to_owned(), selector.to_owned())
    }

    #[test]
    fn every_style_has_its_name() {
        let names = [
            "outerHTML",
            "innerHTML",
            "beforebegin",
            "afterbegin",
            "beforeend",
            "afterend",
            "delete",
            "none",
        ];
        assert_eq!(Style::ALL.map(Style::name), names);
        assert_eq!(names.map(Style::named), Style::ALL.map(Some));
        assert_eq!(["outerhtml", "", "beforeEnd"].map(Style::named), [None; 3]);
    }

    #[test]
    fn without_the_attribute_the_element_replaces_its_twin() {
        assert_eq!(instruction("<p id=a>"), pair("outerHTML", "#a"));
        assert_eq!(instruction("<p id=a hx-swap-oob>"), pair("outerHTML", "#a"));
        assert_eq!(instruction("<p id=a data-hx-swap-oob=beforeend>"), pair("beforeend", "#a"));
    }

    #[test]
    fn the_value_splits_at_its_first_colon() {
        assert_eq!(instruction("<p hx-swap-oob='beforeend:#x:y'>"), pair("beforeend", "#x:y"));
        assert_eq!(instruction("<p id=a hx-swap-oob=':#x'>"), pair(":#x", "#a"));
        assert_eq!(instruction("<p hx-swap-oob='true settle:1s'>"), pair("true settle", "1s"));
        assert_eq!(instruction("<p id=a hx-swap-oob='beforeend:'>"), pair("beforeend", ""));
    }

    #[test]
    fn a_root_without_id_looks_for_null() {
        assert_eq!(instruction("<p>"), pair("outerHTML", "#null"));
        assert_eq!(instruction("<p id=''>"), pair("outerHTML", "#"));
    }

    #[test]
    fn ids_are_escaped_where_the_version_does() {
        assert_eq!(instruction("<p id='1.a'>"), pair("outerHTML", r"#\31 \.a"));
        let tree = Document::parse_template("<p id='1.a'>");
        let root = tree.child_elements(tree.root()).next().unwrap();
        let dialect = Dialect::choose("2.0.4", None).unwrap();
        assert_eq!(read(&dialect, &tree, root).selector, "#1.a");
    }

    #[test]
    fn unknown_styles_act_as_the_default() {
        let config = Config::default();
        assert_eq!(Style::applied(&config, "append"), Some(Style::InnerHtml));
        assert_eq!(Style::applied(&config, "outerhtml"), Some(Style::InnerHtml));
        let outer = Config { default_swap_style: "outerHTML".into(), ..Config::default() };
        assert_eq!(Style::applied(&outer, "true"), Some(Style::OuterHtml));
    }
}
