//! The arguments of `hxws backoff`.

use clap::{Args, ValueHint};

use super::{HandshakeArgs, OutputArgs, PageArgs, RetryArgs};
use crate::address::Written;
use crate::quantity;

/// `hxws backoff`.
#[derive(Debug, Args)]
pub struct Backoff {
    /// The page, as --page names it [default: none]
    #[arg(value_name = "PAGE", conflicts_with = "page", value_hint = ValueHint::AnyPath)]
    pub target: Option<Written>,
    /// How many delays to tell
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = quantity::attempts)]
    pub attempts: u32,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
    #[command(flatten)]
    pub retry: RetryArgs,
}
