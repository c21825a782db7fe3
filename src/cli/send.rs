//! The arguments of `hxws send`.

use clap::{Args, ValueHint};

use super::{GoalArgs, HandshakeArgs, HeaderArgs, OpenArgs, OutputArgs, PageArgs, RetryArgs};
use super::{LONG_TARGET, TARGET};
use crate::address::Written;
use crate::quantity::{self, Duration};

/// `hxws send`.
#[derive(Debug, Args)]
pub struct Send {
    #[arg(help = TARGET, long_help = LONG_TARGET, value_hint = ValueHint::Url)]
    pub target: Written,
    /// name=value, name=@file or name:=json
    ///
    /// What a person does to the control of that name before sending:
    /// - name=value types the text, checks the boxes of these values, selects these options; again for several
    /// - name= empties the field, or unchecks all
    /// - name=@file takes the value from a file, @- from standard input
    /// - name:=json adds a typed value, as hx-vals does
    ///
    /// A name that no control has is added as it is, and said so. Without a page the items are the values.
    /// Standard input is read only where @- or - asks for it.
    #[arg(value_name = "ITEM", verbatim_doc_comment)]
    pub items: Vec<String>,
    /// The sender [default: the only one that fits]
    ///
    /// By selector. Without it, the page's only sender, or of several the only one whose controls have the names of all items.
    #[arg(long, value_name = "SELECTOR")]
    pub element: Option<String>,
    /// The form's button [default: as by the Enter key]
    ///
    /// A form is submitted through its default button, whose name and value go along. This takes another button, by
    /// selector; `none` takes no button, as form.requestSubmit() does.
    #[arg(long, value_name = "SELECTOR", hide_short_help = true)]
    pub submitter: Option<String>,
    /// Print the message's exact text; open no socket
    #[arg(long, conflicts_with_all = ["wait", "until", "expect", "expect_page", "timeout", "jq"])]
    pub dry_run: bool,
    /// Send this text as it is; @FILE and @- read it
    ///
    /// No form's values, no HEADERS. @FILE reads the text from a file, @- from standard input.
    #[arg(long, value_name = "TEXT|@FILE", conflicts_with_all = ["items", "element", "submitter"])]
    pub raw: Option<String>,
    /// Send a binary message; @FILE and @- read it
    ///
    /// Bytes as pairs of hexadecimal digits, or what a file holds. htmx never sends one.
    #[arg(long, value_name = "HEX|@FILE", hide_short_help = true, conflicts_with_all = ["items", "element", "submitter", "raw", "dry_run"])]
    pub hex: Option<String>,
    /// Send the lines of this file, one by one; - is stdin
    ///
    /// Lines as at the prompt: items, JSON, /submit, /fill, /click, /raw, /wait, …, over one connection. A line that sends
    /// something waits before the next is done: for an answer and then 250 ms of quiet, or for --wait messages. The first line
    /// that fails ends the script; one of the file itself that cannot be read is told before anything is sent. # begins a
    /// comment, where a space or nothing follows it. After the last line everything
    /// expected must come, and --until; of these all counts that came since the open. --timeout is for each line, and once
    /// more for what is expected.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["items", "element", "submitter", "raw", "hex"])]
    pub script: Option<String>,
    /// Wait for N messages; 0 for none [default: 1]
    ///
    /// Without it, and with --expect or --expect-page, the wait is for what is expected.
    #[arg(long, value_name = "N", value_parser = quantity::number::<u64>, conflicts_with = "until")]
    pub wait: Option<u64>,
    #[command(flatten)]
    pub goal: GoalArgs,
    /// Send and wait at most this long
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds. With --wait 0, too, what the server takes slowly goes on
    /// being sent until then.
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub timeout: Duration,
    /// Fail on a warning, or a name that no control has
    #[arg(long, hide_short_help = true)]
    pub strict: bool,
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
}
