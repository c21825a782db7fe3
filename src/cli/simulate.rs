//! The arguments of `hxws simulate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::OutputArgs;

/// `hxws simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// A file of scenarios; - for standard input
    ///
    /// JSON: one scenario, an array of them, or one a line. A scenario's `pageFile` is looked for beside its file.
    #[arg(required = true, value_name = "SCENARIO", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Print the page after every step: the body's inner HTML
    #[arg(long)]
    pub pages: bool,
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
