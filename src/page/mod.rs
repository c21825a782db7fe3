//! The document that the page's socket swaps into: parsed, queried, changed and serialised as a browser does.
//!
//! Pure: no sockets, clocks, randomness or environment. The parts, from the inside out:
//!
//! | module | holds |
//! | --- | --- |
//! | `node`, `document` | the arena and what can be read from one node |
//! | `tree`, `attributes`, `mutate`, `ids` | ways through the tree, and every change to it |
//! | `parse`, `serialize` | markup in and out |
//! | `selector`, `names`, `pseudo` | what CSS selectors are |
//! | `matching`, `relative`, `states`, `query`, `naming` | what they match, and a selector for an element |
//! | `control` | the live state of form controls |

mod attributes;
mod control;
mod document;
mod ids;
mod matching;
mod mutate;
mod names;
mod naming;
mod node;
mod parse;
mod pseudo;
mod query;
mod relative;
mod selector;
mod serialize;
mod states;
mod tree;

#[cfg(test)]
mod tests;

pub use document::Document;
pub use node::NodeId;
pub use parse::Scripting;
pub use selector::{Selector, SelectorError, escape_identifier};
