//! Scenarios: a page, what happens to it, and what is expected of it, played without a network or a real clock.
//!
//! | module | holds |
//! | --- | --- |
//! | [`scenario`], [`step`], [`key`] | the format of the contract, and what is wrong with a text that is none |
//! | [`server`] | the scripted server: sockets as the browser has them, and timers that run when told |
//! | [`player`] | plays a scenario: the person's acts, the server's acts, the clock |
//! | [`expect`] | what a scenario expects, held against what was seen |
//! | [`update`] | what was seen, written into a text of scenarios as what is expected |
//!
//! Pure: a `pageFile` is read by the caller.

pub mod expect;
pub mod key;
pub mod player;
pub mod scenario;
pub mod server;
pub mod step;
pub mod update;
