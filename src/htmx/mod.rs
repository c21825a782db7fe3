//! What htmx does with a page's WebSocket: [`Tab`] is a page that stands open, [`Landing`] what came of a message to it.
//!
//! | to | there is |
//! | --- | --- |
//! | open a page with its htmx | [`Tab::open`], [`Tab::builder`] |
//! | take a message apart | [`parse`] |
//! | plan where its fragments go | [`Tab::plan`] |
//! | apply it to the page | [`Tab::receive`] |
//! | build the message that a form sends | [`Tab::submit`] |
//! | do what a person does | [`Tab::click`], [`Tab::fill`], [`Tab::check`], [`Tab::select`], [`Tab::enter`], [`Tab::wait`] |
//! | look at the page | [`Tab::text`], [`Tab::html`], [`Tab::attr`], [`Tab::value`], [`Tab::count`], [`Tab::page`] |

// All of it is decided here, without a socket, a clock, randomness or an environment of its own; the tab, which knows the
// JavaScript engine of the build, is only shown here. The parts:
//
// | module | holds |
// | --- | --- |
// | `dialect`, `version`, `detect`, `library` | what differs between versions, as data; which one a page loads |
// | `config`, `attribute`, `selector`, `trigger` | how htmx reads a page |
// | `process`, `survey`, `address` | sockets and senders as elements come to the page |
// | `message`, `oob`, `swap`, `extension`, `preserve`, `receive` | incoming: text → fragments → swaps → page |
// | `item`, `act`, `values`, `form_data`, `expression`, `object_literal`, `parameters`, `headers`, `target`, `boost`, `json`, `compose`, `describe` | outgoing: what a person enters → values → text |
// | `morph` | swaps that keep what is alike: htmx 4's own, idiomorph's, morphdom's |
// | `connection`, `reconnect` | a socket's life as a state machine |
// | `person`, `listen` | what a person does to the page, and what htmx hears of it |
// | `load` | what the page fetches by itself after it was loaded |
// | `timers` | what is put off, on a clock that is told |
// | `script`, `page_scripts`, `surroundings` | what is asked of a JavaScript engine, the page's scripts, and what they find |
// | `diagnose` | what goes wrong, in words |
// | `four` | what only htmx 4 does |
// | `choice` | which of the page's elements a person means |
// | `twin`, `still` | all of it on one page, and as it was at one time |
// | `compare`, `explain` | where two dialects differ on it; why a message did what it did, in words |

pub(crate) mod act;
pub(crate) mod address;
pub(crate) mod attribute;
pub(crate) mod boost;
pub(crate) mod choice;
pub(crate) mod compare;
pub(crate) mod compose;
pub(crate) mod config;
#[doc(hidden)]
pub mod connection;
pub(crate) mod describe;
pub(crate) mod detect;
#[doc(hidden)]
pub mod diagnose;
#[doc(hidden)]
pub mod dialect;
pub(crate) mod explain;
pub(crate) mod expression;
pub(crate) mod extension;
pub(crate) mod form_data;
pub(crate) mod four;
#[doc(hidden)]
pub mod headers;
pub(crate) mod interval;
pub(crate) mod item;
pub(crate) mod json;
pub(crate) mod library;
pub(crate) mod listen;
pub(crate) mod load;
pub(crate) mod message;
pub(crate) mod morph;
pub(crate) mod object_literal;
pub(crate) mod oob;
pub(crate) mod page_scripts;
pub(crate) mod parameters;
pub(crate) mod person;
pub(crate) mod preserve;
pub(crate) mod process;
pub(crate) mod receive;
#[doc(hidden)]
pub mod reconnect;
pub(crate) mod script;
#[doc(hidden)]
pub mod selector;
pub(crate) mod still;
pub(crate) mod surroundings;
pub(crate) mod survey;
pub(crate) mod swap;
pub(crate) mod target;
pub(crate) mod timers;
pub(crate) mod trigger;
#[doc(hidden)]
pub mod twin;
pub(crate) mod values;
pub(crate) mod version;

pub use crate::event::{Fragment, Kind, Outcome, Warning};
pub use crate::tab::{Builder, Landing, Message, Reaction, Tab, TabError, parse};
#[doc(hidden)]
pub use four::hcon;
