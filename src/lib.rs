//! hxws: the headless twin of htmx over WebSockets.
//!
//! The map of the house, in the order in which data goes through it:
//!
//! | module | holds |
//! | --- | --- |
//! | [`event`] | the one event type that everything prints from |
//! | [`session`] | the only async code: dialing, cookies, the page, the handshake, one open WebSocket |

pub mod event;
pub mod session;
