//! What htmx decides, without a socket, a clock, randomness or an environment of its own.
//!
//! | module | holds |
//! | --- | --- |
//! | [`dialect`], [`version`], [`detect`], [`library`] | what differs between versions, as data; which one a page loads |
//! | [`config`], [`attribute`], [`selector`], [`trigger`] | how htmx reads a page |
//! | [`process`], [`survey`], [`address`] | sockets and senders as elements come to the page |
//! | [`message`], [`oob`], [`swap`], [`extension`], [`preserve`], [`receive`] | incoming: text → fragments → swaps → page |
//! | [`item`], [`act`], [`values`], [`form_data`], [`expression`], [`object_literal`], [`parameters`], [`headers`], [`target`], [`boost`], [`json`], [`compose`], [`describe`] | outgoing: what a person enters → values → text |
//! | [`morph`] | swaps that keep what is alike: htmx 4's own, idiomorph's, morphdom's |
//! | [`connection`], [`reconnect`] | a socket's life as a state machine |
//! | [`person`], [`listen`] | what a person does to the page, and what htmx hears of it |
//! | [`load`] | what the page fetches by itself after it was loaded |
//! | [`timers`] | what is put off, on a clock that is told |
//! | [`script`], [`page_scripts`], [`surroundings`] | what is asked of a JavaScript engine, the page's scripts, and what they find |
//! | [`diagnose`] | what goes wrong, in words |
//! | [`four`] | what only htmx 4 does |
//! | [`choice`] | which of the page's elements a person means |
//! | [`twin`], [`still`] | all of it on one page, and as it was at one time |
//! | [`compare`], [`explain`] | where two dialects differ on it; why a message did what it did, in words |

pub mod act;
pub mod address;
pub mod attribute;
pub mod boost;
pub mod choice;
pub mod compare;
pub mod compose;
pub mod config;
pub mod connection;
pub mod describe;
pub mod detect;
pub mod diagnose;
pub mod dialect;
pub mod explain;
pub mod expression;
pub mod extension;
pub mod form_data;
pub mod four;
pub mod headers;
pub mod interval;
pub mod item;
pub mod json;
pub mod library;
pub mod listen;
pub mod load;
pub mod message;
pub mod morph;
pub mod object_literal;
pub mod oob;
pub mod page_scripts;
pub mod parameters;
pub mod person;
pub mod preserve;
pub mod process;
pub mod receive;
pub mod reconnect;
pub mod script;
pub mod selector;
pub mod still;
pub mod surroundings;
pub mod survey;
pub mod swap;
pub mod target;
pub mod timers;
pub mod trigger;
pub mod twin;
pub mod values;
pub mod version;
