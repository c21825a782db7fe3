//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |

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

pub mod attribute;
pub mod config;
pub mod hcon;
pub mod receive;
pub mod selector;
