//! The arguments of `hxws explain`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{HandshakeArgs, OutputArgs, PageArgs};

/// `hxws explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The messages; - for standard input
    ///
    /// Of several files each is told by itself, on the page as it was loaded: what one does is not there for the next.
    #[arg(value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What the file holds
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub input: Input,
    /// Fail on a warning, a difference, or no fragment
    ///
    /// The exit status is then 1. A file without any fragment holds no message, or none in which htmx would act on anything.
    #[arg(long)]
    pub strict: bool,
    /// Of a recording: only from sockets with this selector or address
    ///
    /// The selector that the recording has for the socket element, or any part of the socket's address.
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub from: Option<String>,
    /// Tell where another version of htmx differs
    ///
    /// As --htmx takes it, such as 4. Compared are the page's sockets, what its senders send, when sockets reconnect, what
    /// waits for them, and the page after each message.
    #[arg(long, value_name = "V")]
    pub compare: Option<String>,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
}

/// `explain --input`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Input {
    /// One message
    Html,
    /// A recording: every line of type `message` is one
    Jsonl,
    /// A HAR file of a browser: every message that a WebSocket received is one
    Har,
}
