//! The class attribute as `classList` changes it: its tokens, each once.

use std::collections::HashSet;

use super::ADDED_CLASS;
use crate::page::{Document, NodeId};

/// A class attribute of so many bytes is gone through again for each of its tokens; of more, a server may make anything.
const SHORT_CLASS: usize = 32;

/// `classList.add`.
pub fn add_class(page: &mut Document, element: NodeId, class: &str) {
    let mut classes = without(page, element, None);
    if !classes.split(' ').any(|held| held == class) {
        push_class(&mut classes, class);
    }
    page.set_attr(element, "class", &classes);
}

/// `classList.remove`, and the attribute with the last class (htmx 2.0.11 `removeClassFromElement`).
pub fn remove_class(page: &mut Document, element: NodeId, class: &str) {
    match without(page, element, Some(class)) {
        none if none.is_empty() => page.remove_attr(element, "class"),
        classes => page.set_attr(element, "class", &classes),
    }
}

/// The class attribute's tokens but this one, each once, with a space between them.
fn without(page: &Document, element: NodeId, class: Option<&str>) -> String {
    let held = page.attr(element, "class").unwrap_or_default();
    let mut tokens = String::with_capacity(held.len() + 1 + ADDED_CLASS.len());
    // one token, mostly, and behind it what htmx added
    let only = class.and_then(|class| held.strip_suffix(class)?.strip_suffix(' ')).unwrap_or(held);
    if Some(only) != class && !only.bytes().any(|byte| byte.is_ascii_whitespace()) {
        tokens.push_str(only);
        return tokens;
    }
    let (is_long, mut seen) = (held.len() > SHORT_CLASS, HashSet::new());
    for token in held.split_ascii_whitespace().filter(|token| Some(*token) != class) {
        let is_new = if is_long { seen.insert(token) } else { !tokens.split(' ').any(|seen| seen == token) };
        if is_new {
            push_class(&mut tokens, token);
        }
    }
    tokens
}

fn push_class(tokens: &mut String, class: &str) {
    if !tokens.is_empty() {
        tokens.push(' ');
    }
    tokens.push_str(class);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The class attribute after `change`, of an element that had this one.
    fn changed(class: &str, change: fn(&mut Document, NodeId, &str)) -> Option<String> {
        let mut page = Document::parse("<p id=p>");
        let p = page.by_id("p")[0];
        page.set_attr(p, "class", class);
        change(&mut page, p, "x");
        page.attr(p, "class").map(str::to_owned)
    }

    #[test]
    fn tokens_stay_in_order_and_each_comes_once_however_many_they_are() {
        let many: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
        for tokens in
            [vec!["a"], vec!["ax"], vec!["a", "b-c", "é"], many.iter().map(String::as_str).collect()]
        {
            let (once, again) = (tokens.join(" "), tokens.join("\t\n\x0c"));
            assert_eq!(changed(&again, add_class), Some(format!("{once} x")));
            assert_eq!(changed(&format!(" {again} x {once}"), add_class), Some(format!("{once} x")));
            assert_eq!(changed(&again, remove_class), Some(once.clone()));
            for with in [format!("x {again}"), format!("{again}\nx {once}"), format!("{again} x")] {
                assert_eq!(changed(&with, remove_class), Some(once.clone()));
            }
        }
    }

    #[test]
    fn the_attribute_goes_with_its_last_token() {
        for class in ["", " ", "x", "x x", " x", " x\nx "] {
            assert_eq!(changed(class, remove_class), None);
            assert_eq!(changed(class, add_class).as_deref(), Some("x"));
        }
    }
}
