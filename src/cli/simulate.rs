//! The arguments of `hxws simulate`.

use std::path::PathBuf;

use clap::{Arg, Args, ValueHint};

use super::OutputArgs;

/// `--output` of the only command that has reports of tests.
pub(super) fn with_reports(output: Arg) -> Arg {
    output.help("The format, or a report: tap, junit [default: human on a terminal, else json]")
}

/// `hxws simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// A file of scenarios, a folder or a glob; - for standard input
    ///
    /// JSON: one scenario, an array of them, or one a line. A scenario's `pageFile` is looked for beside its file. Of a folder all
    /// *.json and *.jsonl below it, by name, without hidden ones and node_modules. A glob in quotes is found likewise, with ** for
    /// folders of any depth. What is found and holds no scenario, such as a package.json, is passed over, and said so.
    #[arg(required = true, value_name = "SCENARIO", value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Print the page after every step: the body's inner HTML
    #[arg(long)]
    pub pages: bool,
    /// Write what happens into the files, as what is expected
    ///
    /// Values that differ are replaced, and what else a file has stays as it is written. A scenario without `expect` gets one for
    /// every step that sends, changes or warns.
    #[arg(long, conflicts_with_all = ["htmx", "ws_ext", "watch", "pages"])]
    pub update: bool,
    /// Fail on what is passed over in a scenario
    ///
    /// A key that may be misspelt, a code that no warning has, and the like, of which there is but a note otherwise. The exit status
    /// is then 1, and nothing is played. What `schema scenario` prints finds all unknown keys.
    #[arg(long)]
    pub strict: bool,
    /// Play again when a file changes, until Ctrl-C
    #[arg(long)]
    pub watch: bool,
    /// htmx's version, whatever the scenarios say
    ///
    /// 1, 1-ext, 2, 4 or an exact one such as 2.0.4. Without it each scenario's own, else what its page loads.
    #[arg(long, value_name = "V")]
    pub htmx: Option<String>,
    /// The exact version of htmx-ext-ws, whatever the scenarios say
    #[arg(long, value_name = "V", hide_short_help = true)]
    pub ws_ext: Option<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}
