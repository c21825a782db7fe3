//! htmx's selectors: CSS with `closest`, `find`, `next`, `previous`, `body` and the like in front.

use super::dialect::Dialect;
use crate::page::{self, Document, NodeId, Selector, SelectorError};

/// What a selector can find: an element, or one of the browser's objects that take no swap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// An element of the page.
    Element(NodeId),
    /// `document` (or `root`).
    Document,
    /// `window`.
    Window,
}

/// Where a selector starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The document, as for out-of-band swaps.
    Document,
    /// An element, as for `hx-target` and `hx-include`.
    Element(NodeId),
}

/// All that the selector finds, in htmx's order (htmx 2.0.11 `querySelectorAllExt`).
///
/// # Errors
/// Where `querySelectorAll` throws: the selector is not CSS.
pub fn find_all(
    page: &Document,
    dialect: &Dialect,
    start: Start,
    selector: &str,
) -> Result<Vec<Found>, SelectorError> {
    if plain_id(selector).is_some() {
        return find_plain(page, selector);
    }
    let global = selector.strip_prefix("global ").filter(|_| dialect.knows_global_selectors);
    let selector = global.unwrap_or(selector);
    let parts = if dialect.splits_selector_lists {
        split(selector).into_iter().map(normalize).collect()
    } else {
        vec![selector]
    };
    let mut found = Vec::new();
    let mut plain = Vec::new();
    for part in parts {
        match extended(page, dialect, start, part)? {
            Extended::No => plain.push(normalize(part)),
            Extended::Found(item) => found.extend(item),
        }
    }
    if !plain.is_empty() {
        found.extend(find_plain(page, &plain.join(","))?);
    }
    Ok(found)
}

/// Whether the selector begins with a word that finds one element or nothing.
#[must_use]
pub fn finds_one(dialect: &Dialect, selector: &str) -> bool {
    const WORDS: [&str; 4] = ["closest ", "find ", "next ", "previous "];
    matches!(selector, "next" | "previous")
        || (dialect.knows_host && selector == "host")
        || WORDS.iter().any(|word| selector.starts_with(word))
}

/// What is said where a word finds nothing and htmx goes on with null ([`Dialect::finds_null`]), on which it throws.
#[must_use]
pub fn found_null(selector: &str) -> SelectorError {
    let problem = "it finds nothing, of which htmx asks more, so that it throws".to_owned();
    SelectorError { selector: selector.to_owned(), problem, position: 1 }
}

/// `querySelectorAll` on the document, without htmx's words.
///
/// # Errors
/// Where the selector is not CSS.
pub fn find_plain(page: &Document, selector: &str) -> Result<Vec<Found>, SelectorError> {
    if let Some(id) = plain_id(selector) {
        return Ok(page.select_id(id).into_iter().map(Found::Element).collect());
    }
    let css = Selector::parse(selector)?;
    Ok(page.select(page.root(), &css).into_iter().map(Found::Element).collect())
}

/// The id of a selector that is nothing but `#id`, without an escape: CSS by sight, as nearly all are.
fn plain_id(selector: &str) -> Option<&str> {
    selector.strip_prefix('#').filter(|id| page::is_plain_identifier(id))
}

/// Whether each part of the selector is one that [`find_all`] would not throw on, without a page to look at.
///
/// # Errors
/// Names the part that is not CSS.
pub fn check(dialect: &Dialect, selector: &str) -> Result<(), SelectorError> {
    if plain_id(selector).is_some() {
        return Ok(());
    }
    find_all(&Document::parse_template(""), dialect, Start::Document, selector).map(|_| ())
}

enum Extended {
    No,
    Found(Option<Found>),
}

fn extended(page: &Document, dialect: &Dialect, start: Start, part: &str) -> Result<Extended, SelectorError> {
    let element = match start {
        Start::Document => None,
        Start::Element(node) => Some(node),
    };
    let as_found = |node: Option<NodeId>| Extended::Found(node.map(Found::Element));
    Ok(if let Some(rest) = part.strip_prefix("closest ") {
        let css = Selector::parse(normalize(rest));
        match element {
            None => Extended::Found(None),
            Some(node) => as_found(page.closest(node, &css?)),
        }
    } else if let Some(rest) = part.strip_prefix("find ") {
        let scope = element.unwrap_or_else(|| page.root());
        as_found(page.select_first(scope, &Selector::parse(normalize(rest))?))
    } else if let Some(rest) = part.strip_prefix("next ") {
        as_found(scan(page, element, rest, Direction::Forward)?)
    } else if let Some(rest) = part.strip_prefix("previous ") {
        as_found(scan(page, element, rest, Direction::Backward)?)
    } else {
        match part {
            "root" if !dialect.knows_global_selectors => Extended::No,
            "host" if !dialect.knows_host => Extended::No,
            "nextElementSibling" | "previousElementSibling" if !dialect.knows_sibling_properties => {
                Extended::No
            }
            "next" | "nextElementSibling" => {
                as_found(page.next_element_sibling(element.ok_or_else(|| no_sibling(part))?))
            }
            "previous" | "previousElementSibling" => {
                as_found(page.prev_element_sibling(element.ok_or_else(|| no_sibling(part))?))
            }
            "body" => as_found(page.body()),
            "document" | "root" => Extended::Found(Some(Found::Document)),
            "window" => Extended::Found(Some(Found::Window)),
            "host" => Extended::Found(None),
            _ => Extended::No,
        }
    })
}

/// The document has no siblings: `asElement(document).nextElementSibling` throws.
fn no_sibling(word: &str) -> SelectorError {
    let problem = "the document has no siblings, so that htmx throws".to_owned();
    SelectorError { selector: word.to_owned(), problem, position: 1 }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// The nearest match after or before the element that neither holds it nor is held by it
/// (htmx 2.0.11 `scanForwardQuery`, `scanBackwardsQuery`: the position is exactly preceding or following).
fn scan(
    page: &Document,
    start: Option<NodeId>,
    selector: &str,
    direction: Direction,
) -> Result<Option<NodeId>, SelectorError> {
    let css = Selector::parse(normalize(selector))?;
    let Some(start) = start else { return Ok(None) };
    let matches = page.select(page.root(), &css);
    let mut before = Vec::new();
    let mut after = Vec::new();
    let order: Vec<NodeId> = page.descendants(page.root()).collect();
    let place = |node: NodeId| order.iter().position(|&other| other == node);
    let here = place(start);
    for node in matches {
        if node == start || page.contains(node, start) || page.contains(start, node) {
            continue;
        }
        if place(node) < here { before.push(node) } else { after.push(node) }
    }
    Ok(match direction {
        Direction::Forward => after.first().copied(),
        Direction::Backward => before.last().copied(),
    })
}

/// Splits at commas outside of `<…/>` (htmx 2.0.11 `querySelectorAllExt`).
fn split(selector: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_i32;
    let mut offset = 0;
    let bytes = selector.as_bytes();
    for (i, &byte) in bytes.iter().enumerate() {
        match byte {
            b',' if depth == 0 => {
                parts.push(&selector[offset..i]);
                offset = i + 1;
            }
            b'<' => depth += 1,
            b'/' if bytes.get(i + 1) == Some(&b'>') => depth -= 1,
            _ => {}
        }
    }
    if offset < selector.len() {
        parts.push(&selector[offset..]);
    }
    parts
}

/// Takes `<…/>` off (htmx 2.0.11 `normalizeSelector`).
fn normalize(selector: &str) -> &str {
    let trimmed = selector.trim();
    trimmed.strip_prefix('<').and_then(|rest| rest.strip_suffix("/>")).unwrap_or(trimmed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "<section id=s><p id=a class=x></p><div id=d><i id=i class=x></i></div><p id=b class=x></p></section>";

    fn ids(start: Option<&str>, selector: &str) -> Vec<String> {
        let page = Document::parse(PAGE);
        let start = start.map_or(Start::Document, |id| Start::Element(page.by_id(id)[0]));
        let found = find_all(&page, &Dialect::default(), start, selector).unwrap();
        found
            .into_iter()
            .map(|item| match item {
                Found::Element(node) => {
                    page.attr(node, "id").or_else(|| page.local_name(node)).unwrap_or_default().to_owned()
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn plain_css_finds_all_in_document_order() {
        assert_eq!(ids(None, ".x"), ["a", "i", "b"]);
        assert_eq!(ids(None, "#b, #a"), ["a", "b"]);
    }

    #[test]
    fn words_start_from_the_element() {
        assert_eq!(ids(Some("i"), "closest section"), ["s"]);
        assert_eq!(ids(Some("d"), "find .x"), ["i"]);
        assert_eq!(ids(Some("d"), "next"), ["b"]);
        assert_eq!(ids(Some("d"), "next .x"), ["b"]);
        assert_eq!(ids(Some("d"), "previous .x"), ["a"]);
        assert_eq!(ids(Some("d"), "closest <section/>"), ["s"]);
    }

    #[test]
    fn from_the_document_most_words_find_nothing() {
        assert_eq!(ids(None, "next .x"), [""; 0]);
        assert_eq!(ids(None, "closest section"), [""; 0]);
        assert!(check(&Dialect::default(), "next").is_err());
        assert_eq!(ids(None, "find .x"), ["a"]);
        assert_eq!(ids(None, "body"), ["body"]);
        assert_eq!(ids(None, "window, #a"), ["Window", "a"]);
    }

    #[test]
    fn an_id_is_css_by_sight_only_where_it_is_an_identifier() {
        for plain in ["#a", "#_", "#Z9", "#a-b_c1"] {
            assert_eq!(plain_id(plain), Some(&plain[1..]));
        }
        // an identifier begins with no digit, with no hyphen before one, and has nothing to be escaped (CSS Syntax § 4.3.9)
        for other in
            ["#1", "#1a", "#-", "#-1", "#--", "#-a", "#", "#a.b", "#a b", "# a", "#\u{e9}", "a", "#a\\b", ""]
        {
            assert_eq!(plain_id(other), None, "{other}");
        }
        let page = Document::parse("<p id=1a></p><p id=-1></p>");
        for throws in ["#1a", "#-1", "#1"] {
            assert!(find_plain(&page, throws).is_err(), "{throws}");
            assert!(check(&Dialect::default(), throws).is_err(), "{throws}");
        }
        assert_eq!(find_plain(&page, "#\\31 a").map(|found| found.len()), Ok(1));
    }

    proptest! {
        #[test]
        fn an_id_finds_what_css_finds(id in "[a-zA-Z0-9_.\u{e9} -]{0,3}", quirks: bool) {
            let doctype = if quirks { "" } else { "<!doctype html>" };
            let page = Document::parse(&format!("{doctype}<p id='{id}'><b id='{}'></b><i id=a></i>", id.to_uppercase()));
            let selector = format!("#{id}");
            let css = Selector::parse(&selector);
            let walked = css.map(|css| page.descendants(page.root()).filter(|&node| page.matches(node, &css)).collect());
            let walked: Result<Vec<NodeId>, SelectorError> = walked;
            let found = find_plain(&page, &selector);
            prop_assert_eq!(found, walked.map(|nodes| nodes.into_iter().map(Found::Element).collect()));
        }
    }

    #[test]
    fn an_empty_selector_finds_nothing_and_a_blank_one_throws() {
        let page = Document::parse(PAGE);
        assert_eq!(find_all(&page, &Dialect::default(), Start::Document, ""), Ok(vec![]));
        assert!(find_all(&page, &Dialect::default(), Start::Document, " ").is_err());
        assert!(find_all(&page, &Dialect::default(), Start::Document, "#").is_err());
    }
}
