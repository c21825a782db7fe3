//! The arguments of `hxws connect`.

use clap::{Args, ValueHint};

use super::{EditorArgs, HandshakeArgs, HeaderArgs, OpenArgs, OutputArgs, PageArgs, PromptArgs, RetryArgs};
use super::{LONG_TARGET, TARGET};
use crate::address::Written;

/// `hxws connect`.
#[derive(Debug, Args)]
pub struct Connect {
    #[arg(help = TARGET, long_help = LONG_TARGET, value_hint = ValueHint::Url)]
    pub target: Written,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub headers: HeaderArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
    #[command(flatten)]
    pub retry: RetryArgs,
    #[command(flatten)]
    pub open: OpenArgs,
    #[command(flatten)]
    pub editor: EditorArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}
