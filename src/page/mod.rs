//! The document that the page's socket swaps into: parsed, queried, changed and serialised as a browser does.
//!
//! ```
//! use hxws::page::{Document, Selector};
//!
//! let page = Document::parse("<ul id=list><li class=done>tea<li>milk</ul>");
//! let done = page.select(page.root(), &Selector::parse("#list > .done")?);
//! assert_eq!(page.text_content(done[0]), "tea");
//! assert_eq!(page.selector_for(done[0]), "li.done");
//! # Ok::<(), hxws::page::SelectorError>(())
//! ```

// Pure: no sockets, clocks, randomness or environment. The parts, from the inside out:
//
// | module | holds |
// | --- | --- |
// | `node`, `document`, `equal`, `node_map`, `room` | the arena, what can be read from one node, whether two are the same, what is known of some, room for more |
// | `tree`, `attributes`, `mutate`, `ids` | ways through the tree, and every change to it |
// | `parse`, `sink`, `feed`, `nesting`, `containers`, `plain`, `recent`, `serialize` | markup in and out |
// | `selector`, `names`, `pseudo` | what CSS selectors are |
// | `difference` | where two documents differ |
// | `condition`, `expression` | what people ask of a page |
// | `size` | what a document takes in memory |
// | `matching`, `relative`, `states`, `query`, `naming` | what they match, and a selector for an element |
// | `control`, `value`, `select`, `form`, `focus`, `typing` | form controls: their live state, their forms, the focus, what people type |
// | `form_data`, `direction`, `wrap` | what a form submits |
// | `activation` | what clicks and the Enter key do |
// | `validity`, `pattern`, `sanitize`, `step`, `decimal`, `moment`, `integer` | what fields make of their values, and refuse |

mod activation;
mod amends;
mod attributes;
mod condition;
mod containers;
mod control;
mod decimal;
mod difference;
mod direction;
mod document;
mod equal;
mod expression;
mod fault;
mod feed;
mod focus;
mod form;
mod form_data;
mod ids;
mod integer;
mod matching;
mod moment;
mod mutate;
mod names;
mod naming;
mod nesting;
mod node;
mod node_map;
mod parse;
mod pattern;
mod plain;
mod pseudo;
mod query;
mod recent;
mod relative;
mod room;
mod sanitize;
mod select;
mod selector;
mod serialize;
mod sink;
mod size;
mod states;
mod step;
mod title;
mod tree;
mod typing;
mod validity;
mod value;
mod wrap;

#[cfg(test)]
mod tests;

pub(crate) use activation::{Activation, Enter};
#[doc(hidden)]
pub use condition::{Amount, Condition, Seen, Text, Wanted, single_spaced};
pub(crate) use difference::{Difference, differences, unmarked};
pub use document::Document;
#[doc(hidden)]
pub use expression::Expression;
pub(crate) use form_data::Entry;
pub use node::NodeId;
pub(crate) use node_map::NodeMap;
pub(crate) use parse::{Plain, Scripting};
#[doc(hidden)]
pub use plain::{Asked, Written};
pub use selector::{Selector, SelectorError};
pub(crate) use selector::{escape_identifier, is_plain_identifier};
pub(crate) use validity::Invalid;
