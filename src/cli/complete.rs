//! The arguments of what the completion scripts of shells ask; people see none of it.

use clap::Args;

/// Shells that there is a completion script for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

/// `hxws __complete`.
#[derive(Debug, Args)]
pub struct Complete {
    /// Who asks
    pub shell: Shell,
    /// The word at the cursor, behind a `=`: some shells pass no empty arguments
    pub current: String,
    /// The words before it, without hxws; of bash the line up to the cursor
    #[arg(last = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
}
