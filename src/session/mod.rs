//! The only async code: what goes over the network, and nothing of what htmx makes of it.
//!
//! From the outside in:
//!
//! | module | holds |
//! | --- | --- |
//! | [`secret`] | text that Debug and Display hide |
//! | [`limits`], [`user_agent`] | how much is taken from a server; how hxws names itself |
//! | [`headers`] | request headers, `-H` edits, and how headers are shown without their secrets |
//! | [`authorization`] | `name:password` and the credentials of an address as Basic authorization |
//! | [`dial`] | an address → a connected byte stream (TCP, Unix socket, TLS) |
//! | [`trail`] | how far a connection has come, and what was seen on the way |
//! | [`site`], [`cookies`] | which cookies a browser would send where |
//! | [`content`], [`excerpt`] | bodies: content codings undone within a limit; the start of one as text |
//! | [`fetch`] | an http address → the page behind it |
//! | [`handshake`] | a ws address → an open WebSocket, or everything the server said instead |
//! | [`target`] | one socket to be opened, without its credentials |
//! | [`frames`] | frames as bytes, and what is wrong with those that a server sends |
//! | [`deflate`] | permessage-deflate: agreed on, compressed, inflated |
//! | [`wire`] | what lies between the byte stream and the frames |
//! | [`link`] | one open WebSocket: queue, send, receive, end |
//! | [`client`] | what every request of a session carries, and its cookies |
//! | [`live`] | htmx's state machine in real time, over one socket or several |

pub mod authorization;
pub mod client;
pub mod content;
pub mod cookies;
pub mod deflate;
pub mod dial;
pub mod excerpt;
pub mod fetch;
pub mod frames;
pub mod handshake;
pub mod headers;
pub mod limits;
pub mod link;
pub mod live;
pub mod secret;
pub mod site;
pub mod target;
pub mod trail;
pub mod user_agent;
pub mod wire;

#[cfg(test)]
mod scripted;
