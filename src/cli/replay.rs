//! The arguments of `hxws replay`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueHint};

use super::{HandshakeArgs, OutputArgs};
use crate::address::Written;
use crate::quantity::{self, Duration, Speed};

/// `hxws replay`.
#[derive(Debug, Args)]
#[command(override_usage = "hxws replay <FILE> <TARGET|--serve <ADDR>|--har> [OPTIONS]")]
#[command(group = ArgGroup::new("what").args(["target", "serve", "har"]).required(true))]
pub struct Replay {
    /// The recording, JSON Lines or HAR; - for standard input
    ///
    /// What --record wrote, or a HAR file that was saved from a browser's developer tools. Which it is, the file's name tells
    /// (.jsonl, .har), else its beginning.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Play the client's side to this server
    ///
    /// As send takes it: the address of a socket or of a page, an HTML file, host:port, or @NAME. Every message that was sent is sent
    /// again, as it is and once the answers came that were recorded before it; then the answers are compared.
    #[arg(value_hint = ValueHint::Url)]
    pub target: Option<Written>,
    /// Play the server's side at this loopback address
    ///
    /// Such as 127.0.0.1:8000, localhost:8000 or :8000. Port 0 takes a free one; the address is printed. Every client gets the recording from its start; one that comes after a
    /// close that was recorded gets what followed it.
    #[arg(long, value_name = "ADDR", value_parser = quantity::listened)]
    pub serve: Option<SocketAddr>,
    /// Print the recording as HAR
    ///
    /// HTTP Archive 1.2, which Chromium's developer tools import. It has no place for closes and pings.
    #[arg(long)]
    pub har: bool,
    /// Only from sockets with this selector or address
    ///
    /// The selector that the recording has for the socket element, or any part of the socket's address.
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub from: Option<String>,
    /// Which session, where the recording holds several [default: the first]
    ///
    /// A session is a connection and those that htmx opened in its place. In a HAR file each connection is one.
    #[arg(long, value_name = "N", conflicts_with = "har", value_parser = quantity::number::<std::num::NonZeroUsize>)]
    pub session: Option<std::num::NonZeroUsize>,
    /// How many times as fast as recorded, or max [default: 1]
    #[arg(long, value_name = "N", conflicts_with_all = ["target", "har"], help_heading = "With --serve")]
    pub speed: Option<Speed>,
    /// Play step by step with what the client sends
    ///
    /// What was recorded before the first message of the client at once, and after each of its messages, whatever it says, what
    /// was recorded after that one.
    #[arg(long, conflicts_with_all = ["target", "har", "speed"], help_heading = "With --serve")]
    pub step: bool,
    /// A page to serve at /, read anew each time
    #[arg(id = "served-page", long = "page", value_name = "FILE", conflicts_with_all = ["target", "har"], value_hint = ValueHint::FilePath, help_heading = "With --serve")]
    pub served_page: Option<PathBuf>,
    /// Let pages of this origin connect too; may be given several times
    ///
    /// With its scheme and its port, as browsers send it. Without it those of this machine may: programs, and pages from localhost.
    #[arg(
        long,
        value_name = "ORIGIN",
        conflicts_with_all = ["target", "har"],
        hide_short_help = true,
        help_heading = "With --serve"
    )]
    pub allow_origin: Vec<String>,
    /// Leave this out of the comparison; may be given several times
    ///
    /// Elements by SELECTOR, or what matches /REGEX/ (/REGEX/i for any case): times, numbers, tokens. Without it every byte
    /// counts; with a selector, messages are compared as a browser serialises them.
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["serve", "har"], help_heading = "With TARGET")]
    pub ignore: Vec<String>,
    /// Wait this long for each answer
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds.
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = quantity::lasting, allow_hyphen_values = true, help_heading = "With TARGET")]
    pub timeout: Duration,
    /// The page's socket, by selector, where TARGET is a page with several
    #[arg(
        long,
        value_name = "SELECTOR",
        conflicts_with_all = ["serve", "har"],
        hide_short_help = true,
        help_heading = "With TARGET"
    )]
    pub socket: Option<String>,
    /// The address of a page in a file [default: http://localhost/]
    #[arg(long, value_name = "URL", conflicts_with_all = ["serve", "har"], value_hint = ValueHint::Url, hide_short_help = true, help_heading = "With TARGET")]
    pub url: Option<Written>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
}
