//! The arguments of `hxws explain`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{HandshakeArgs, OutputArgs, PageArgs};

/// `hxws explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The messages; - for standard input
    #[arg(default_value = "-", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What the file holds
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub input: Input,
    /// Fail on a warning, or a difference
    #[arg(long)]
    pub strict: bool,
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
}
