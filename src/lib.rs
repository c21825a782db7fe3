//! hxws: the headless twin of htmx over WebSockets.
//!
//! Data goes one way. In: socket → message → fragments → swaps → page → events → renderer → standard output.
//! Out: line or arguments → items → message → queue → socket. `explain` and `--dry-run` are the same path with the
//! socket left out. The map of the house, from the edge inward:
//!
//! | module | holds |
//! | --- | --- |
//! | [`cli`], [`quantity`] | clap's definitions; durations and sizes as people write them |
//! | [`address`] | addresses whose name and password nothing tells |
//! | [`config`] | flags, environment and terminal → what was asked for |
//! | [`settings`] | configuration files → arguments below those of the command line |
//! | [`status`] | exit statuses, and errors that carry one |
//! | [`commands`] | thin: a file per command; the prompt beside them |
//! | [`render`] | one trait, a file per format; the only code that knows terminals |
//! | [`session`] | the only async code: transport, cookies, pages, htmx's state machine in real time |
//! | [`simulate`] | pure: scenarios, played without a network or a real clock |
//! | [`htmx`] | pure: what htmx decides |
//! | [`page`] | pure: the document and its form controls |
//! | [`script`] | a JavaScript engine for what `htmx` asks of one (feature `script`) |
//! | [`event`] | the one event type that everything prints from |
//! | [`recording`] | pure: what went over sockets, read from JSON Lines or HAR and written as HAR |
//! | [`serve`] | a small server on loopback: pages, and sockets of the server's side |
//! | [`demo`] | the embedded server that newcomers play with and tests start |

pub mod address;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
pub mod event;
pub mod htmx;
pub mod page;
pub mod quantity;
pub mod recording;
pub mod render;
pub mod script;
pub mod serve;
pub mod session;
pub mod settings;
pub mod simulate;
pub mod status;
