//! hxws: the headless twin of htmx over WebSockets.
//!
//! The map of the house, in the order in which data goes through it:
//!
//! | module | holds |
//! | --- | --- |
//! | [`event`] | the one event type that everything prints from |

pub mod event;
pub mod render;
