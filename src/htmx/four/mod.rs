//! What only htmx 4 does.
//!
//! | module | holds |
//! | --- | --- |
//! | [`hcon`] | htmx 4's way to write settings in an attribute |
//! | [`config`] | its part of `htmx.config` |
//! | [`attribute`], [`selector`] | how it reads a page |

pub mod attribute;
pub mod config;
pub mod hcon;
mod hcon_match;
pub mod selector;
