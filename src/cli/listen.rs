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
    #[arg(long, value_name = "N", value_parser = quantity::at_least_one, conflicts_with = "until")]
    pub count: Option<u64>,
    #[command(flatten)]
    pub goal: GoalArgs,
    /// End after this long [default: no limit]
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds.
    #[arg(long, value_name = "DURATION", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub timeout: Option<Duration>,
    /// End once no message has come for this long
    ///
    /// Counted from the start, anew from the first open, and from every message; pings and reconnects do not count, the page
    /// has --page-timeout. Its statuses are those of --timeout.
    #[arg(long, value_name = "DURATION", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub idle_timeout: Option<Duration>,
    /// Print only what fits; can be repeated
    ///
    /// WHAT is a SELECTOR (of a fragment's target or content), /REGEX/ or /REGEX/i (of the message's text), target:SELECTOR (exactly
    /// that target), swap:STYLE, outcome:OUTCOME, warning or warning:CODE. Of several of one kind one must hold, of each kind
    /// one. A fragment that does not fit is left out with its warnings. --count, --until and --record go by all that comes.
    #[arg(long, value_name = "WHAT")]
    pub filter: Vec<String>,
    /// Fail on a warning
    ///
    /// At the end, with status 1, where any warning was given, printed or not. -o raw on a bare socket looks for warnings, and for
    /// fragments, only under this, --filter, --until, --expect, --record or -v.
    #[arg(long, hide_short_help = true)]
    pub strict: bool,
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
