//! The arguments of `hxws demo`.

use std::net::SocketAddr;

use clap::Args;

use super::{EditorArgs, OutputArgs, PromptArgs};

/// `hxws demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Serve only, at this loopback address; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub editor: EditorArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}
