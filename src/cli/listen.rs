//! The arguments of `hxws listen`.

use clap::{Args, ValueHint};

use super::{GoalArgs, HandshakeArgs, OpenArgs, OutputArgs, PageArgs, RetryArgs};
use super::{LONG_TARGET, TARGET};
use crate::address::Written;
use crate::quantity::{self, Duration};

/// `hxws listen`.
#[derive(Debug, Args)]
pub struct Listen {
    #[arg(help = TARGET, long_help = LONG_TARGET, value_hint = ValueHint::Url)]
    pub target: Written,
    /// End after N messages [default: no limit]
    #[arg(long, value_name = "N", value_parser = quantity::number::<u64>)]
    pub count: Option<u64>,
    #[command(flatten)]
    pub goal: GoalArgs,
    /// End after this long [default: no limit]
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds.
    #[arg(long, value_name = "DURATION", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub timeout: Option<Duration>,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
    #[command(flatten)]
    pub retry: RetryArgs,
    #[command(flatten)]
    pub open: OpenArgs,
}
