//! `classList`, as htmx uses it on elements that come and go.

use crate::page::{Document, NodeId};

/// `classList.add`.
pub fn add_class(page: &mut Document, element: NodeId, class: &str) {
    let mut classes = classes(page, element);
    if !classes.iter().any(|held| held == class) {
        classes.push(class.to_owned());
    }
    page.set_attr(element, "class", &classes.join(" "));
}

/// `classList.remove`, and the attribute with the last class (htmx 2.0.11 `removeClassFromElement`).
pub fn remove_class(page: &mut Document, element: NodeId, class: &str) {
    let mut classes = classes(page, element);
    classes.retain(|held| held != class);
    if classes.is_empty() {
        page.remove_attr(element, "class");
    } else {
        page.set_attr(element, "class", &classes.join(" "));
    }
}

/// The class attribute's tokens, each once.
fn classes(page: &Document, element: NodeId) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for token in page.attr(element, "class").unwrap_or_default().split_ascii_whitespace() {
        if !tokens.iter().any(|held| held == token) {
            tokens.push(token.to_owned());
        }
    }
    tokens
}
