//! Tests of the document, a file for each part.

mod activation;
mod controls;
mod entries;
mod parsing;
mod plain;
mod properties;
mod queries;
mod tree;
mod validation;

use super::{Document, NodeId, Selector};

/// The first element that matches; the test fails without one.
fn one(document: &Document, selector: &str) -> NodeId {
    document.select_first(document.root(), &css(selector)).unwrap()
}

/// The ids of all elements that match, in order.
fn ids<'a>(document: &'a Document, selector: &str) -> Vec<&'a str> {
    let nodes = document.select(document.root(), &css(selector));
    nodes.into_iter().map(|node| document.attr(node, "id").unwrap_or("-")).collect()
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}
