//! The arguments of `hxws demo`.

use std::net::SocketAddr;

use clap::Args;

use super::{EditorArgs, OutputArgs, PromptArgs};
use crate::quantity;

/// `hxws demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Serve only, at this loopback address; port 0 takes a free one
    ///
    /// Such as 127.0.0.1:8000, localhost:8000 or :8000.
    #[arg(long, value_name = "ADDR", value_parser = quantity::listened)]
    pub listen: Option<SocketAddr>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub editor: EditorArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}
