//! hxws: the headless twin of htmx over WebSockets.
//!
//! The map of the house, in the order in which data goes through it:
//!
//! | module | holds |
//! | --- | --- |
//! | [`event`] | the one event type that everything prints from |
//! | [`htmx`] | pure: what htmx decides |
//! | [`page`] | pure: the document and its form controls |
//! | [`demo`] | the embedded server that newcomers play with and tests start |

pub mod demo;
pub mod event;
pub mod htmx;
pub mod page;
