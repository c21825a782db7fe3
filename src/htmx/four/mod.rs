//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |
//! | [`trigger`], `listen` | the events that start something, and what becomes of them |
//! | [`powered`], [`process`], `connections`, [`address`], [`reconnect`] | sockets and senders as elements come to the page |
//! | `reading`, `fragment`, `swap_spec` | incoming: what a message is, its HTML parsed, how it is to be swapped |
//! | `task`, `oob`, `partial` | the tasks of a message, worked out before the page changes |
//! | `insert`, `preserve`, `settle`, `sync` | a task done on the page |
//! | [`receive`], [`inbox`], [`progress`], [`transition`] | all of that, for one message after the other, each task in its time |
//! | [`collect`], [`clobber`], [`member_value`], [`payload`], [`context`], [`identifier`], `compose`, [`findings`] | outgoing: controls → values and headers → text |
//! | `load` | what a page fetches by itself |
//! | `diagnose` | what goes wrong with a message, in words |

mod compose;
mod connections;
mod diagnose;
mod doubled;
mod fragment;
mod hcon_match;
mod insert;
mod listen;
pub(in crate::htmx) mod load;
mod oob;
mod partial;
pub(in crate::htmx) mod preserve;
pub(in crate::htmx) mod reading;
mod settle;
mod swap_spec;
pub mod sync;
mod task;

pub mod address;
pub mod attribute;
pub mod clobber;
pub mod collect;
pub mod config;
pub mod context;
pub mod findings;
pub mod hcon;
pub mod identifier;
pub mod inbox;
pub mod member_value;
pub mod payload;
pub mod powered;
pub mod process;
pub mod progress;
pub mod receive;
pub mod reconnect;
pub mod selector;
pub mod transition;
pub mod trigger;

pub use swap_spec::STYLES;

#[cfg(test)]
mod tests;
