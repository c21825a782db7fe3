//! The prompt: lines typed at a terminal or read from a pipe, and what they do to a session.
//!
//! | module | holds |
//! | --- | --- |
//! | [`line`] | a line → a command, pure |
//! | `parting` | what was entered at once → lines → words, pure |
//! | [`command`] | the commands: how each is written and what it does, pure |
//! | [`help`] | what `/help` says |
//! | [`input`] | where lines come from: a terminal's editor or a pipe, each on a thread of its own |
//! | [`countdown`] | how long it is until the next attempt, pure |
//! | [`prompt`] | the prompt's text and the state in it |
//! | [`quiet`] | the terminal's modes around the editor's |
//! | [`screen`] | what is printed above the line being typed |
//! | [`tally`] | what was sent and what came back, pure |
//! | [`act`] | a line → the session |
//! | [`drive`] | lines and happenings, until one of them ends it |

pub mod act;
pub mod command;
pub mod countdown;
pub mod drive;
pub mod help;
pub mod input;
pub mod line;
pub mod parting;
pub mod prompt;
pub mod quiet;
pub mod screen;
pub mod tally;
