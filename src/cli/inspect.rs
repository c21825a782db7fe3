//! The arguments of `hxws inspect`.

use clap::{Args, ValueHint};

use super::{HandshakeArgs, OutputArgs, PageArgs};
use crate::address::Written;

/// `hxws inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// A page: its http(s):// address, an HTML file, or - for stdin
    #[arg(value_hint = ValueHint::Url)]
    pub target: Written,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
}
