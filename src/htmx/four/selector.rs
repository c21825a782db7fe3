//! htmx 4's selectors: CSS with `closest`, `find`, `findAll`, `next`, `previous`, `this` and the like in front.

use std::collections::HashSet;

use super::{attribute, hcon};
use crate::htmx::config::Config;
use crate::htmx::selector::{Found, find_plain};
use crate::page::{Document, NodeId, Selector, SelectorError};

/// All that the selector finds from an element, each once, in htmx's order (htmx 4.0.1 `#findAllExt`): what words
/// find comes before what plain CSS finds. `this_attr` is the attribute that the selector is the value of, where
/// `this` means the element that has it.
///
/// # Errors
/// Where the browser throws: a part is not CSS.
pub fn find_all(
    page: &Document,
    config: &Config,
    start: NodeId,
    selector: &str,
    this_attr: Option<&str>,
) -> Result<Vec<Found>, SelectorError> {
    let mut selector = selector;
    while let Some(rest) = selector.strip_prefix("global ") {
        selector = rest;
    }
    if selector.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut plain = Vec::new();
    for part in hcon::split(selector).into_iter().map(without_brackets) {
        match word(page, start, part)? {
            Some(items) => found.extend(items),
            None if part == "this" => match this_attr {
                Some(name) => {
                    let holders = attribute::holders_of_this(page, config, start, name);
                    found.extend(holders.into_iter().map(Found::Element));
                }
                None => found.push(Found::Element(start)),
            },
            None => plain.push(part),
        }
    }
    if !plain.is_empty() {
        found.extend(find_plain(page, &plain.join(","))?);
    }
    let mut met = HashSet::new();
    found.retain(|&item| match item {
        Found::Element(node) => met.insert(Some((true, node))),
        Found::Document => met.insert(None),
        Found::Window => met.insert(Some((false, page.root()))),
    });
    Ok(found)
}

/// The first of [`find_all`] (htmx 4.0.1 `#findExt`).
///
/// # Errors
/// Where the browser throws: a part is not CSS.
pub fn find(
    page: &Document,
    config: &Config,
    start: NodeId,
    selector: &str,
    this_attr: Option<&str>,
) -> Result<Option<Found>, SelectorError> {
    Ok(find_all(page, config, start, selector, this_attr)?.into_iter().next())
}

/// What a part with a word in front finds; `None` where it has none.
fn word(page: &Document, start: NodeId, part: &str) -> Result<Option<Vec<Found>>, SelectorError> {
    let found = if let Some(css) = part.strip_prefix("closest ") {
        page.closest(start, &Selector::parse(css)?)
    } else if let Some(css) = part.strip_prefix("find ") {
        page.select_first(start, &Selector::parse(css)?)
    } else if let Some(css) = part.strip_prefix("findAll ") {
        let all = page.select(start, &Selector::parse(css)?);
        return Ok(Some(all.into_iter().map(Found::Element).collect()));
    } else if let Some(css) = part.strip_prefix("next ") {
        scan(page, start, css, Direction::Forward)?
    } else if let Some(css) = part.strip_prefix("previous ") {
        scan(page, start, css, Direction::Backward)?
    } else {
        match part {
            "next" | "nextElementSibling" => page.next_element_sibling(start),
            "previous" | "previousElementSibling" => page.prev_element_sibling(start),
            "body" => page.body(),
            "document" => return Ok(Some(vec![Found::Document])),
            "window" => return Ok(Some(vec![Found::Window])),
            "host" => None,
            _ => return Ok(None),
        }
    };
    Ok(Some(found.map(Found::Element).into_iter().collect()))
}

/// Takes `<…/>` off (htmx 4.0.1 `#stringHyperscriptStyleSelector`).
fn without_brackets(selector: &str) -> &str {
    let trimmed = hcon::trim(selector);
    trimmed.strip_prefix('<').and_then(|rest| rest.strip_suffix("/>")).unwrap_or(trimmed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// The nearest match after or before the element that neither holds it nor is in it (htmx 4.0.1
/// `#scanForwardQuery`, `#scanBackwardsQuery`: the position is exactly preceding or following).
fn scan(
    page: &Document,
    start: NodeId,
    css: &str,
    direction: Direction,
) -> Result<Option<NodeId>, SelectorError> {
    let matches: HashSet<NodeId> = page.select(page.root(), &Selector::parse(css)?).into_iter().collect();
    if !page.is_attached(start) {
        return Ok(None);
    }
    let around: HashSet<NodeId> = page.ancestors(start).collect();
    let inside: HashSet<NodeId> = page.descendants(start).collect();
    let mut started = false;
    let mut last = None;
    for node in page.descendants(page.root()) {
        if node == start {
            if direction == Direction::Backward {
                return Ok(last);
            }
            started = true;
        } else if matches.contains(&node) && !around.contains(&node) {
            if started && !inside.contains(&node) {
                return Ok(Some(node));
            }
            last = Some(node);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<section id=s><p id=a class=x></p><div id=d><i id=i class=x></i><i id=j class=x></i></div><p id=b class=x></p></section>";

    fn ids(start: &str, selector: &str) -> Vec<String> {
        let page = Document::parse(PAGE);
        let start = page.by_id(start)[0];
        let found = find_all(&page, &Config::default(), start, selector, None).unwrap();
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
    fn words_start_from_the_element() {
        assert_eq!(ids("i", "closest section"), ["s"]);
        assert_eq!(ids("d", "find .x"), ["i"]);
        assert_eq!(ids("d", "findAll .x"), ["i", "j"]);
        assert_eq!(ids("d", "next"), ["b"]);
        assert_eq!(ids("d", "next .x"), ["b"]);
        assert_eq!(ids("d", "previous .x"), ["a"]);
        assert_eq!(ids("b", "previous .x"), ["j"]);
        assert_eq!(ids("d", "global closest section"), ["s"]);
        assert_eq!(ids("d", "this, body, window, host"), ["d", "body", "Window"]);
    }

    #[test]
    fn plain_css_comes_last_and_nothing_twice() {
        assert_eq!(ids("d", "#b, next, #a, find i"), ["b", "i", "a"]);
        assert_eq!(ids("d", ""), [""; 0]);
    }

    #[test]
    fn what_is_not_css_throws() {
        let page = Document::parse(PAGE);
        let start = page.by_id("d")[0];
        for bad in ["#a,", "closest <section/>", " ", "find >"] {
            assert!(find_all(&page, &Config::default(), start, bad, None).is_err(), "{bad}");
        }
    }

    #[test]
    fn this_is_who_has_the_attribute_where_one_is_named() {
        let page = Document::parse("<div id=o hx-target:inherited=this><p id=p></p></div><p id=q></p>");
        let found = |id| {
            let start = page.by_id(id)[0];
            find_all(&page, &Config::default(), start, "this", Some("hx-target")).unwrap()
        };
        assert_eq!(found("p"), [Found::Element(page.by_id("o")[0])]);
        assert_eq!(found("q"), []);
    }
}
