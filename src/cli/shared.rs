//! Options that several commands share, a group each. clap's definitions only.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::unrepeated::Unrepeated;
use crate::address::Written;
use crate::commands::Alias;
use crate::quantity::{self, Delay, Duration, Size};
use crate::render::{ColorChoice, Format};
use crate::session::dial::Resolve;
use crate::session::headers::HeaderEdit;
use crate::session::secret::Secret;

/// Which configuration is read.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigArgs {
    /// Read this configuration, and neither your own nor the project's
    ///
    /// $HXWS_CONFIG does the same; empty, it is --no-config.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, global = true, hide_short_help = true)]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config", global = true, hide_short_help = true)]
    pub no_config: bool,
}

/// The page and its htmx.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Page")]
pub struct PageArgs {
    /// htmx's version [default: the page's, else 2]
    ///
    /// 1 (the hx-ws of htmx 1.9 itself), 1-ext (1.9 with its ws extension), 2, 4, or an exact one such as 2.0.4 or 1.9.10-ext.
    /// The page's scripts tell which htmx it loads, else the attributes that it uses.
    #[arg(long, value_name = "V")]
    pub htmx: Option<String>,
    /// The exact version of htmx-ext-ws, such as 2.0.3 [default: the page's, else 2.0.4]
    #[arg(long, value_name = "V", hide_short_help = true)]
    pub ws_ext: Option<String>,
    /// The page, where no TARGET names it
    #[arg(long, value_name = "FILE|URL", value_hint = ValueHint::AnyPath)]
    pub page: Option<Written>,
    /// A file's address [default: http://localhost/]
    ///
    /// What location.href is on the page; relative addresses of sockets resolve against it.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, hide_short_help = true)]
    pub url: Option<Written>,
    /// Fetch what the page fetches by itself after it was loaded
    ///
    /// Elements with hx-get whose hx-trigger is load, revealed or intersect (all of the page counts as in view), and what comes with
    /// them, before the socket opens.
    #[arg(long, hide_short_help = true)]
    pub load: bool,
    /// Give up fetching the page after this long [default: 30s]
    ///
    /// Redirects included; what --load fetches may take as long again. Such as 500ms, 5s or 1m30s; a number by itself is seconds.
    #[arg(long, value_name = "DURATION", hide_short_help = true, allow_hyphen_values = true)]
    pub page_timeout: Option<Duration>,
    /// The socket element, or `all` (listen only)
    ///
    /// By selector; needed where the page has several.
    #[arg(long, value_name = "SELECTOR")]
    pub socket: Option<String>,
}

/// HEADERS where there is no page to take them from.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "HEADERS, where there is no page")]
pub struct HeaderArgs {
    /// One more header; may be given several times
    #[arg(long, value_name = "NAME=VALUE", hide_short_help = true)]
    pub hx_header: Vec<Secret>,
    /// HX-Trigger, the sender's id [default: null]
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub id: Option<String>,
    /// HX-Trigger-Name, the sender's name [default: null]
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub name: Option<String>,
    /// HX-Target, the target's id [default: null]
    #[arg(long = "target", value_name = "ID", hide_short_help = true)]
    pub hx_target: Option<String>,
    /// HX-Current-URL, the page's address [default: null]
    #[arg(long, value_name = "URL", hide_short_help = true)]
    pub current_url: Option<Written>,
    /// HX-Prompt [default: left out]
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub prompt: Option<Secret>,
}

/// What is printed, and how.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// The format [default: human on a terminal, else json]
    #[arg(short, long, value_name = "FORMAT")]
    pub output: Option<Format>,
    /// Print JSON lines through a filter of jq's language
    ///
    /// Of each line the results, one a line: strings as they are, anything else as compact JSON. A line that the filter fails on is
    /// told, and makes the exit status 1. The language is jaq's, which differs from jq's in little; no file is read.
    #[arg(long, value_name = "FILTER", hide_short_help = true)]
    pub jq: Option<String>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", hide_short_help = true)]
    pub color: ColorChoice,
    /// Say less: leave out notes and what is routine
    ///
    /// With -o html, raw and page, warnings too; of what explain and simulate tell people, all that is well. Errors are always told.
    #[arg(short, long, hide_short_help = true)]
    pub quiet: bool,
    /// Say more: messages in full, both sides of requests
    ///
    /// In human output: the addresses and proxies that are connected to, and the heads of requests and answers. Cookies and
    /// credentials are … unless --show-secrets is given. Nothing is cut, and repeats are not folded.
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Print messages as they were received too
    #[arg(long, hide_short_help = true)]
    pub messages: bool,
    /// Leave times out
    #[arg(long, hide_short_help = true)]
    pub no_time: bool,
    /// End each piece of html, raw and --jq output with NUL, not a newline
    #[arg(short = '0', long = "null", hide_short_help = true)]
    pub null: bool,
    /// Append every event to a file, as JSON Lines
    ///
    /// `hxws replay` and `hxws explain --input jsonl` read such a file. Cookies, credentials and secret headers of the handshake are
    /// … in it unless --show-secrets is given. Addresses are as they are, with their queries (?token=…), and so are messages, with
    /// passwords and tokens that were typed or that HEADERS hold: only its owner may read it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub record: Option<PathBuf>,
}

/// The handshake, named as curl and xh name it.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Handshake")]
pub struct HandshakeArgs {
    /// Set a header, 'Name: value'; 'Name;' removes it
    ///
    /// Of the page's request and of the handshake; may be given several times. 'Name:' removes it too, as in curl, which sends
    /// 'Name;' with an empty value; hxws sends none.
    #[arg(short = 'H', long = "header", value_name = "HEADER", value_parser = Unrepeated::<HeaderEdit>::new())]
    pub header: Vec<HeaderEdit>,
    /// A cookie, name=value, or a file of cookies
    ///
    /// Beside those of the page. Several are parted by semicolons, or the option is given several times. Without an equals sign it
    /// is the path of a file in Netscape's format, as curl, wget and browsers' extensions write them.
    #[arg(long, value_name = "COOKIE|FILE")]
    pub cookie: Vec<Secret>,
    /// Keep cookies in this file, in Netscape's format
    ///
    /// Those that answers set and those of --cookie FILE, which may be the same file. It is replaced as a whole, so that a link does
    /// not stay a link and what it leads to stays as it is. Only its owner may read it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub cookie_jar: Option<PathBuf>,
    /// Origin [default: the page's, or the socket's own]
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<Written>,
    /// Basic authentication, to page and socket
    #[arg(long, value_name = "NAME:PASSWORD")]
    pub user: Option<Secret>,
    /// A subprotocol to ask for; may be given several times
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub subprotocol: Vec<String>,
    /// Offer no compression [default: permessage-deflate, as browsers do]
    #[arg(long, hide_short_help = true)]
    pub no_compress: bool,
    /// Accept any certificate
    #[arg(long)]
    pub insecure: bool,
    /// Trust the certificates of this PEM file too; may be given several times
    ///
    /// Authorities, and servers' own certificates: one that is in the file is taken though nobody known signed it, or though it
    /// is an authority's, where its names and dates fit.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub cacert: Vec<PathBuf>,
    /// The client's certificate, PEM, for servers that ask for one
    ///
    /// With those between it and the authority after it; its key may be in the same file.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub cert: Option<PathBuf>,
    /// The key of --cert, PEM [default: in the file of --cert]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "cert", hide_short_help = true)]
    pub key: Option<PathBuf>,
    /// Connect through this proxy [default: the environment's]
    ///
    /// An address such as http://name:password@host:3128, where the scheme is http, https, socks5, or socks5h, which looks names up at the
    /// proxy. Without it, http_proxy counts for http:// and ws://, https_proxy for https:// and wss://, all_proxy for both; hosts
    /// in no_proxy are connected to without one. All as in curl.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, hide_short_help = true)]
    pub proxy: Option<Secret>,
    /// Use no proxy, whatever the environment says
    #[arg(long, conflicts_with = "proxy", hide_short_help = true)]
    pub no_proxy: bool,
    /// Connect to this Unix socket instead of the host
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, conflicts_with = "proxy", hide_short_help = true)]
    pub unix_socket: Option<PathBuf>,
    /// Use this address for a host and port, as curl does; may be given several times
    #[arg(long, value_name = "HOST:PORT:ADDR", hide_short_help = true)]
    pub resolve: Vec<Resolve>,
    /// Give up connecting after this long [default: the system's]
    ///
    /// Looking the name up, TCP, the proxy, TLS, and of a socket the answer to its handshake; without it that is waited for 240 s, as
    /// Chromium does. For a page's answer see --page-timeout. Such as 500ms, 5s or 1m30s; a number by itself is seconds.
    #[arg(long, value_name = "DURATION", hide_short_help = true, value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub connect_timeout: Option<Duration>,
    /// The largest message that is taken, in bytes or such as 10MB, 64MiB
    #[arg(long, value_name = "BYTES", default_value = "64MiB", hide_short_help = true)]
    pub max_message_size: Size,
    /// Show cookies and credentials of the handshake as they are
    ///
    /// Without it their values are … in everything that is printed or recorded.
    #[arg(long, hide_short_help = true)]
    pub show_secrets: bool,
}

/// Reconnects, instead of htmx's own policy.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Reconnect")]
pub struct RetryArgs {
    /// Never reconnect [default: as htmx does]
    #[arg(long, conflicts_with = "max_retries")]
    pub no_reconnect: bool,
    /// Give up after N reconnects in a row [default: no limit]
    ///
    /// A socket that opens starts the count anew, as in htmx.
    #[arg(long, value_name = "N", hide_short_help = true, value_parser = quantity::number::<u32>)]
    pub max_retries: Option<u32>,
    /// The delay: a duration, full-jitter, or a function [default: as htmx does]
    ///
    /// A duration such as 500ms or 5s; full-jitter, as htmx 1 and 2 have it: random, up to 1 s before the first reconnect and
    /// twice as much before each that follows, up to 64 s; or a JavaScript function of retryCount that returns milliseconds,
    /// as htmx.config.wsReconnectDelay takes: 'n => 500 * (n + 1)'.
    #[arg(long, value_name = "D", hide_short_help = true, allow_hyphen_values = true)]
    pub reconnect_delay: Option<Delay>,
}

/// What a connection does while it is open.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "While it is open")]
pub struct OpenArgs {
    /// Send a ping this often [default: --pong-timeout, else never]
    ///
    /// Such as 20s; a number by itself is seconds. The round-trip time of each is told.
    #[arg(long, value_name = "DURATION", hide_short_help = true, value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub ping_interval: Option<Duration>,
    /// Take the connection for dead when a pong is this late [default: --ping-interval]
    ///
    /// The page hears 1006, and reconnects as htmx does. Without --ping-interval, a ping goes out this often, too.
    #[arg(long, value_name = "DURATION", hide_short_help = true, value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub pong_timeout: Option<Duration>,
    /// Send the lines of this file after every open
    ///
    /// Lines as at the prompt: items, JSON, /raw, /submit, …; after every reconnect too, behind what was queued. One that fails
    /// makes the exit status 1, except at a prompt.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    pub on_open: Option<PathBuf>,
}

/// How lines are edited at a terminal.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "At the prompt")]
pub struct EditorArgs {
    /// Edit lines with these keys
    #[arg(long, value_name = "KEYS", default_value = "emacs", hide_short_help = true)]
    pub keys: Keys,
    /// Keep no history of what is typed
    ///
    /// Without it lines are kept for the next time, 2,000 for each host, in $XDG_STATE_HOME/hxws/history or
    /// ~/.local/state/hxws/history, for their owner alone. Lines that begin with a space are left out, and so are those that
    /// hold a password, a cookie, a token or the like.
    #[arg(long, hide_short_help = true)]
    pub no_history: bool,
}

/// `--keys`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Keys {
    /// As in Emacs, bash and readline
    #[default]
    Emacs,
    /// As in vi: Esc, then what vi has
    Vi,
}

/// What the prompt does when its input ends.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "After the last line of a pipe")]
pub struct PromptArgs {
    /// Wait for N messages [default: the answer]
    ///
    /// Messages after the last one that was sent. Without it, the end comes once there was one, and then 250 ms of
    /// quiet; that none came in time is a note, not a failure.
    #[arg(long, value_name = "N", value_parser = quantity::number::<u64>)]
    pub wait: Option<u64>,
    /// Wait this long at most [default: 5s]
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds. It is also how long `/wait` waits.
    #[arg(long, value_name = "DURATION", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub timeout: Option<Duration>,
    /// A command of your own for the prompt: what stands for /NAME
    ///
    /// What follows /NAME goes behind LINE. May be given several times; the configuration has a table of them.
    #[arg(long, value_name = "NAME=LINE", hide_short_help = true)]
    pub alias: Vec<Alias>,
}
