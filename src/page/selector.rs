//! CSS selectors: parsed once, with errors in words.
//!
//! Holds the grammar; what matches is decided in `matching`. A selector may come from a server, so its nesting
//! and length are bounded: past the bounds it is an error, never an overflow.

use std::cell::Cell;
use std::fmt;

use cssparser::{BasicParseErrorKind, ParseError, ParseErrorKind, Parser as CssParser};
use html5ever::{LocalName, Namespace};
use selectors::parser::{
    Component, ParseRelative, Parser, SelectorImpl, SelectorList, SelectorParseErrorKind as Kind,
};

use super::fault;
use super::names::{AttrText, Ident, Name, Space};
use super::pseudo::{PseudoClass, PseudoElement};
use super::relative::HasSets;
use crate::bytes;

/// Brackets within brackets beyond this are an error.
const MAX_NESTING: usize = 32;
/// Compound selectors joined by combinators beyond this are an error.
pub(super) const MAX_COMPOUNDS: usize = 128;

/// A selector list, as `querySelectorAll` takes.
///
/// ```
/// use hxws::page::Selector;
///
/// assert_eq!(Selector::parse("#a > b, .c")?.as_str(), "#a > b, .c");
/// assert!(Selector::parse("#1").is_err());
/// # Ok::<(), hxws::page::SelectorError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Selector {
    text: String,
    pub(super) list: SelectorList<Dialect>,
}

/// A selector that browsers refuse.
///
/// ```
/// use hxws::page::Selector;
///
/// let error = Selector::parse("p:nope").unwrap_err();
/// assert_eq!(error.to_string(), "`p:nope` is not a valid selector: unknown pseudo-class or pseudo-element `:nope` at character 3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{selector}` is not a valid selector: {problem} at character {position}")]
pub struct SelectorError {
    /// The selector as written.
    pub selector: String,
    /// What is wrong, in words.
    pub problem: String,
    /// Where it goes wrong: characters from the start, the first is 1; one more than it has where it ends too early.
    pub position: usize,
}

impl Selector {
    /// Parses a selector list with Chromium's rules.
    ///
    /// # Errors
    /// Empty selectors, syntax errors, unknown pseudo-classes and pseudo-elements, and nesting past 32 levels or
    /// more than 128 compounds in a row.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<title>t</title><p>1");
    /// assert_eq!(page.to_html(), "<html><head><title>t</title></head><body><p>1</p></body></html>");
    /// ```
    pub fn parse(text: &str) -> Result<Selector, SelectorError> {
        let error = |problem: String, byte: usize| SelectorError {
            selector: text.to_owned(),
            problem,
            position: text.get(..byte).map_or(0, |before| before.chars().count()) + 1,
        };
        if let Some(byte) = too_deep(text) {
            return Err(error(format!("brackets nest deeper than {MAX_NESTING} levels"), byte));
        }
        let grammar = Grammar::default();
        match grammar.read(text) {
            Ok(list) if is_too_long(&list) => {
                Err(error(format!("more than {MAX_COMPOUNDS} steps in a row"), text.len()))
            }
            Ok(list) => Ok(Selector { text: text.to_owned(), list }),
            Err(failure) => {
                let problem = describe(&failure.kind, grammar.unknown.take());
                let is_selector = |text: &str| Grammar::default().read(text).is_ok();
                Err(error(problem, fault::place(text, MAX_NESTING, is_selector)))
            }
        }
    }

    /// The selector as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The id, where the selector is nothing but `#id`.
    pub(super) fn lone_id(&self) -> Option<&str> {
        let [selector] = self.list.slice() else { return None };
        let mut components = selector.iter_raw_match_order();
        match (components.next(), components.next()) {
            (Some(Component::ID(id)), None) => Some(&id.0),
            _ => None,
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An identifier as CSS writes it (`CSS.escape`).
pub(crate) fn escape_identifier(name: &str) -> String {
    if is_plain_identifier(name) {
        return name.to_owned();
    }
    let mut out = String::new();
    match cssparser::serialize_identifier(name, &mut out) {
        Ok(()) => out,
        Err(fmt::Error) => name.to_owned(),
    }
}

/// Whether it is an identifier that is written as it is, of ASCII.
pub(crate) fn is_plain_identifier(name: &str) -> bool {
    let begins = name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_');
    begins && name.bytes().all(|byte| IN_PLAIN_IDENTIFIERS[usize::from(byte)])
}

/// Which bytes are in such an identifier.
const IN_PLAIN_IDENTIFIERS: [bool; 256] =
    bytes::among(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

/// Where brackets nest deeper than the bound, if they do.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut escaped = false;
    let mut passed = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if at < passed => {}
            _ if escaped => escaped = false,
            b'/' if quote.is_none() && text[at..].starts_with("/*") => {
                passed = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
            }
            b'\\' => escaped = true,
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            b'\n' => quote = None,
            _ if quote == Some(byte) => quote = None,
            b'(' | b'[' | b'{' if quote.is_none() => depth += 1,
            b')' | b']' | b'}' if quote.is_none() => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            return Some(at);
        }
    }
    None
}

fn is_too_long(list: &SelectorList<Dialect>) -> bool {
    list.slice().iter().any(|selector| {
        let combinators = selector.iter_raw_match_order().filter(|part| part.is_combinator()).count();
        combinators >= MAX_COMPOUNDS
    })
}

fn describe(kind: &ParseErrorKind<Kind>, unknown: Option<String>) -> String {
    let words = match kind {
        ParseErrorKind::Basic(BasicParseErrorKind::EndOfInput) => "it ends too early",
        ParseErrorKind::Basic(_) => "unexpected text",
        ParseErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector => "a selector is missing",
            Kind::DanglingCombinator => "nothing follows the combinator",
            Kind::UnsupportedPseudoClassOrElement => match unknown {
                Some(name) => return format!("unknown pseudo-class or pseudo-element `{name}`"),
                None => "unknown pseudo-class or pseudo-element",
            },
            Kind::InvalidState => "that is not allowed here",
            Kind::ClassNeedsIdent => "a class name must follow the `.`",
            Kind::NoIdentForPseudo | Kind::PseudoElementExpectedIdent => "a name must follow the `:`",
            Kind::PseudoElementExpectedColon => "unexpected text after the `:`",
            Kind::ExpectedNamespace => "namespace prefixes are not declared on a page",
            Kind::NoQualifiedNameInAttributeSelector | Kind::InvalidQualNameInAttr => {
                "an attribute name must follow the `[`"
            }
            Kind::UnexpectedTokenInAttributeSelector | Kind::ExpectedBarInAttr => {
                "unexpected text inside the `[…]`"
            }
            Kind::BadValueInAttr => "an attribute value needs quotes",
            _ => "unexpected text",
        },
    };
    words.to_owned()
}

/// The types that our selectors are made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dialect;

impl SelectorImpl for Dialect {
    type ExtraMatchingData<'a> = HasSets;
    type AttrValue = AttrText;
    type Identifier = Ident;
    type LocalName = Name;
    type NamespaceUrl = Space;
    type NamespacePrefix = Ident;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = LocalName;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

#[derive(Default)]
struct Grammar {
    /// `:has()` within `:has()` is an error.
    inside_has: Cell<bool>,
    /// The name of the first pseudo-class nobody knows, for the error.
    unknown: Cell<Option<String>>,
}

impl Grammar {
    fn read(&self, text: &str) -> Result<SelectorList<Dialect>, ParseError<Kind>> {
        SelectorList::parse(self, &mut CssParser::new(text), ParseRelative::No)
    }

    fn unsupported(&self, name: &str) -> ParseError<Kind> {
        let first = self.unknown.take().unwrap_or_else(|| name.to_owned());
        self.unknown.set(Some(first));
        ParseError::custom(Kind::UnsupportedPseudoClassOrElement)
    }

    fn parse_relative(&self, input: &mut CssParser<'_>) -> Result<PseudoClass, ParseError<Kind>> {
        if self.inside_has.replace(true) {
            return Err(ParseError::custom(Kind::InvalidState));
        }
        let list = SelectorList::parse_disallow_pseudo(self, input, ParseRelative::ForHas);
        self.inside_has.set(false);
        let list = list?;
        if is_too_long(&list) {
            Err(ParseError::custom(Kind::InvalidState))
        } else {
            Ok(PseudoClass::Has(list))
        }
    }
}

impl<'i> Parser<'i> for Grammar {
    type Impl = Dialect;
    type Error = Kind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_slotted(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn parse_part(&self) -> bool {
        true
    }

    fn parse_host(&self) -> bool {
        true
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("-webkit-any")
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<PseudoClass, ParseError<Kind>> {
        PseudoClass::named(name).ok_or_else(|| self.unsupported(&format!(":{name}")))
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        input: &mut CssParser<'i>,
        after_part: bool,
    ) -> Result<PseudoClass, ParseError<Kind>> {
        match name.to_ascii_lowercase().as_str() {
            "has" if !after_part => self.parse_relative(input),
            "lang" => Ok(PseudoClass::Lang(parse_word(input)?)),
            "dir" => Ok(PseudoClass::Dir(parse_word(input)?.to_ascii_lowercase())),
            _ => match PseudoClass::named_with_arguments(name) {
                Some(class) => pass_arguments(input).map(|()| class),
                None => Err(self.unsupported(&format!(":{name}()"))),
            },
        }
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<PseudoElement, ParseError<Kind>> {
        PseudoElement::named(name).ok_or_else(|| self.unsupported(&format!("::{name}")))
    }

    fn parse_functional_pseudo_element(
        &self,
        name: &str,
        arguments: &mut CssParser<'i>,
    ) -> Result<PseudoElement, ParseError<Kind>> {
        let element = PseudoElement::named_with_arguments(name);
        let element = element.ok_or_else(|| self.unsupported(&format!("::{name}()")))?;
        pass_arguments(arguments).map(|()| element)
    }
}

fn parse_word(input: &mut CssParser<'_>) -> Result<String, ParseError<Kind>> {
    Ok(input.expect_ident()?.to_string())
}

/// Passes over arguments that decide nothing; there must be some.
fn pass_arguments(input: &mut CssParser<'_>) -> Result<(), ParseError<Kind>> {
    input.next()?;
    while input.next().is_ok() {}
    Ok(())
}
