//! What the elements of plain markup ask for.

use html5ever::{LocalName, local_name};

/// What opening an element of some name asks of those that are open (HTML § 13.2.6.4.7, "in body").
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Nothing.
    Inline,
    /// Nothing: it is a custom element.
    Custom,
    /// A paragraph around it would end, be it one itself.
    Block,
    /// Likewise, and a heading around it would end.
    Heading,
    /// Likewise, and an item of the same list would end.
    Item,
    /// No other of its name may be around it.
    Alone,
    /// No other of its name may be around it, and a paragraph would end.
    Form,
    /// It has no content.
    Void,
    /// It has no content, and a paragraph around it would end.
    Break,
}

/// Whether an element of that name asks of those around it only that no paragraph is open, and takes any plain markup.
pub(in crate::page) fn is_container(name: &LocalName) -> bool {
    rule(name) == Some(Rule::Block) && *name != local_name!("p")
}

/// Whether an element of that name has no content.
pub(in crate::page) fn is_void(name: &LocalName) -> bool {
    matches!(rule(name), Some(Rule::Void | Rule::Break))
}

pub(super) fn is_heading(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
    )
}

/// What an element of plain markup asks for; none for any other.
pub(super) fn rule(name: &LocalName) -> Option<Rule> {
    macro_rules! rules {
        ($($rule:ident [$($name:tt)+])+) => {
            match *name {
                $($(local_name!($name))|+ => Rule::$rule,)+
                _ if name.contains('-') && !is_foreign(name) && name.as_bytes()[0].is_ascii_lowercase() => Rule::Custom,
                _ => return None,
            }
        };
    }
    Some(rules! {
        Inline ["abbr" "b" "bdi" "bdo" "cite" "code" "data" "del" "dfn" "em" "i" "ins" "kbd" "label" "mark" "meter"
            "output" "progress" "q" "s" "samp" "small" "span" "strong" "sub" "sup" "time" "u" "var"]
        Block ["address" "article" "aside" "blockquote" "details" "div" "dl" "fieldset" "figcaption" "figure" "footer"
            "header" "main" "nav" "ol" "p" "section" "summary" "ul"]
        Heading ["h1" "h2" "h3" "h4" "h5" "h6"]
        Item ["dd" "dt" "li"]
        Alone ["a" "button"]
        Form ["form"]
        Void ["br" "img" "input" "wbr"]
        Break ["hr"]
    })
}

/// Names with a hyphen that are no custom elements' (HTML § 4.13.3).
fn is_foreign(name: &str) -> bool {
    name == "annotation-xml" || name.starts_with("font-") || matches!(name, "color-profile" | "missing-glyph")
}
