//! The arguments of `hxws config`.

use std::path::PathBuf;

use clap::Args;

use super::{EditorArgs, HandshakeArgs, HeaderArgs, OpenArgs, OutputArgs, PageArgs, PromptArgs, RetryArgs};
use crate::event::Setting;

/// `hxws config`.
#[derive(Debug, Args)]
pub struct Config {
    /// A target of the configuration: what is in force with it
    #[arg(value_name = "@NAME")]
    pub target: Option<String>,
    /// List what nothing sets too, with what is done then
    #[arg(long)]
    pub all: bool,
    /// Print the paths of the files that are read
    ///
    /// Your own first, even where it is not there yet.
    #[arg(long)]
    pub path: bool,
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
    pub prompt: PromptArgs,
    #[command(flatten)]
    pub editor: EditorArgs,
    /// What is in force; filled in where the files are read.
    #[arg(skip)]
    pub settings: Vec<Setting>,
    /// The files; likewise.
    #[arg(skip)]
    pub paths: Vec<PathBuf>,
}
