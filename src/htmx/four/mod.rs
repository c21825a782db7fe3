//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |
//! | [`trigger`], `listen` | the events that start something, and what becomes of them |
//! | [`powered`], [`process`], `connections`, [`address`], [`reconnect`] | sockets and senders as elements come to the page |
//! | [`collect`], [`clobber`], [`member_value`], [`payload`], [`context`], [`identifier`], `compose`, [`findings`] | outgoing: controls → values and headers → text |

pub mod address;
pub mod attribute;
pub mod clobber;
pub mod collect;
mod compose;
pub mod config;
mod connections;
pub mod context;
pub mod findings;
pub mod hcon;
mod hcon_match;
pub mod identifier;
mod listen;
pub mod member_value;
pub mod payload;
pub mod powered;
pub mod process;
pub mod reconnect;
pub mod selector;
pub mod trigger;
