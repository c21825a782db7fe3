//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |
//! | [`receive`], `reading`, `fragment`, `oob`, `partial`, `swap_spec`, `task` | incoming: text → tasks |
//! | `insert`, `settle`, `preserve`, `sync` | a task done to the page, in its time |
//! | [`powered`], [`process`], `connections`, [`address`], [`reconnect`] | sockets and senders as elements come to the page |
//! | [`collect`], [`clobber`], [`member_value`], [`payload`], [`context`], [`identifier`], `compose`, [`findings`] | outgoing: controls → values and headers → text |

mod compose;
mod connections;
mod diagnose;
mod fragment;
mod hcon_match;
mod insert;
mod oob;
mod partial;
mod preserve;
mod reading;
mod settle;
mod swap_spec;
mod sync;
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
pub mod member_value;
pub mod payload;
pub mod powered;
pub mod process;
pub mod receive;
pub mod reconnect;
pub mod selector;
