//! The prompt: lines typed at a terminal or read from a pipe, and what they do to a session.
//!
//! | module | holds |
//! | --- | --- |
//! | [`line`] | a line → a command, pure |
//! | `parting` | what was entered at once → lines → words, pure |
//! | [`command`] | the commands: how each is written and what it does, pure |
//! | [`alias`] | commands of the user's own, pure |
//! | [`complete`] | what a line can go on with, from the page |
//! | [`help`] | what `/help` says |
//! | [`highlight`] | the line in colour, pure |
//! | [`history`] | what was typed before, kept in a file per host |
//! | [`editor`] | the editor of lines at a terminal |
//! | [`input`] | where lines come from: the editor or a pipe, each on a thread of its own |
//! | [`log`] | what was sent and what came, pure |
//! | [`copy`] | a message as arguments of `hxws send`, pure |
//! | [`shell`] | words as a shell takes them, pure |
//! | [`countdown`] | how long it is until the next attempt, pure |
//! | [`prompt`] | the prompt's text and the state in it |
//! | [`quiet`] | the terminal's modes around the editor's |
//! | [`rows`] | rows of a pipe → lines, pure |
//! | [`screen`] | what is printed above the line being typed |
//! | [`source`] | files of lines, done as if they were typed |
//! | [`stranger`] | what a line may be that a stranger wrote, pure |
//! | [`swaps`] | how often each target was swapped, pure |
//! | [`tally`] | what was sent and what came back, pure |
//! | [`act`] | a line → the session |
//! | [`drive`] | lines and happenings, until one of them ends it |

pub mod act;
pub mod alias;
pub mod command;
pub mod complete;
pub mod copy;
pub mod countdown;
pub mod drive;
pub mod editor;
pub mod help;
pub mod highlight;
pub mod history;
pub mod input;
pub mod line;
pub mod log;
pub mod parting;
pub mod prompt;
pub mod quiet;
pub mod rows;
pub mod screen;
pub mod shell;
pub mod source;
pub mod stranger;
pub mod swaps;
pub mod tally;
