//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |
//! | [`powered`], [`process`], `connections`, [`address`], [`reconnect`] | sockets and senders as elements come to the page |
//! | `reading`, `fragment`, `swap_spec` | incoming: what a message is, its HTML parsed, how it is to be swapped |
//! | `task`, `oob`, `partial` | the tasks of a message, worked out before the page changes |
//! | `insert`, `preserve`, `settle`, `sync` | a task done on the page |
//! | [`receive`], [`inbox`], [`progress`], [`transition`] | all of that, for one message after the other, each task in its time |
//! | [`collect`], [`clobber`], [`member_value`], [`payload`], [`context`], [`identifier`], `compose`, [`findings`] | outgoing: controls → values and headers → text |
//! | `diagnose` | what goes wrong with a message, in words |

pub mod address;
pub mod attribute;
pub mod clobber;
pub mod collect;
mod compose;
pub mod config;
mod connections;
pub mod context;
mod diagnose;
pub mod findings;
mod fragment;
pub mod hcon;
mod hcon_match;
pub mod identifier;
pub mod inbox;
mod insert;
pub mod member_value;
mod oob;
mod partial;
pub mod payload;
pub mod powered;
mod preserve;
pub mod process;
pub mod progress;
mod reading;
pub mod receive;
pub mod reconnect;
pub mod selector;
mod settle;
mod swap_spec;
mod sync;
mod task;
pub mod transition;
