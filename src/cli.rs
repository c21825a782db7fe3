//! The command line: clap's definitions only. What was asked for is made of them in `config`.

#![allow(missing_docs, reason = "clap shows the comments of arguments; those of groups are their types'")]

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::quantity::{Delay, Duration, Size};
use crate::render::{ColorChoice, Format};
use crate::session::dial::Resolve;
use crate::session::headers::HeaderEdit;

/// The headless twin of htmx over WebSockets.
///
/// Connects to a `ws-connect` endpoint or to the page that holds one, sends what the page's `ws-send` form would send,
/// and shows for everything received where htmx would put it, how, and why it would not.
#[derive(Debug, Parser)]
#[command(
    name = "hxws",
    version,
    max_term_width = 100,
    args_override_self = true,
    after_help = "A bare `hxws TARGET` is `hxws connect TARGET`. First time here? Run `hxws demo`."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Talk to a socket at a prompt
    #[command(after_long_help = CONNECT_EXAMPLES)]
    Connect(Connect),
    /// Send one message, wait for the answer, exit
    #[command(after_long_help = SEND_EXAMPLES)]
    Send(Box<Send>),
    /// Print what arrives
    #[command(after_long_help = LISTEN_EXAMPLES)]
    Listen(Listen),
    /// List the page's sockets and senders; connects to no socket
    #[command(after_long_help = INSPECT_EXAMPLES)]
    Inspect(Inspect),
    /// Tell what htmx would do with messages from a file; touches no network
    #[command(after_long_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Run the embedded demo: a chat page with its socket, and a prompt connected to it
    #[command(after_long_help = DEMO_EXAMPLES)]
    Demo(Demo),
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the man page
    Man {
        /// The page of a command; without it, of the program
        command: Option<String>,
    },
}

const TARGET: &str = "ws://…, wss://…, a page's http(s):// address, an HTML file, or host[:port][/path]";

/// `hxws connect`.
#[derive(Debug, Args)]
pub struct Connect {
    #[arg(help = TARGET, value_hint = ValueHint::Url)]
    pub target: String,
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
    pub prompt: PromptArgs,
}

/// What the prompt does when its input ends.
#[derive(Debug, Args, Clone, Default)]
pub struct PromptArgs {
    /// With input from a pipe: once it has ended, wait for this many messages after the last one sent
    #[arg(long, value_name = "N")]
    pub wait: Option<u64>,
    /// With input from a pipe: once it has ended, wait this long at most [default: 5s]
    #[arg(long, value_name = "DURATION")]
    pub timeout: Option<Duration>,
}

/// `hxws send`.
#[derive(Debug, Args)]
pub struct Send {
    #[arg(help = TARGET, value_hint = ValueHint::Url)]
    pub target: String,
    /// name=value does what a person does to that control; name=@file reads the value; name:=json adds a typed value
    #[arg(value_name = "ITEM")]
    pub items: Vec<String>,
    /// The sender, by selector [default: the page's only one]
    #[arg(long, value_name = "SELECTOR")]
    pub element: Option<String>,
    /// The button that submits the form, by selector, or `none` [default: the form's default button]
    #[arg(long, value_name = "SELECTOR")]
    pub submitter: Option<String>,
    /// Print the exact text of the message and connect to nothing
    #[arg(long, conflicts_with_all = ["wait", "until", "timeout"])]
    pub dry_run: bool,
    /// Send this text as it is; @FILE reads it from a file, @- from standard input
    #[arg(long, value_name = "TEXT|@FILE", conflicts_with_all = ["items", "element", "submitter"])]
    pub raw: Option<String>,
    /// Wait for this many messages; 0 waits for none
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub wait: u64,
    /// Wait for a fragment whose target, or whose content, matches this selector
    #[arg(long, value_name = "SELECTOR", conflicts_with = "wait")]
    pub until: Option<String>,
    /// Wait this long at most
    #[arg(long, value_name = "DURATION", default_value = "5s")]
    pub timeout: Duration,
    /// Fail where a name is no control's or a warning was given
    #[arg(long)]
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
}

/// `hxws listen`.
#[derive(Debug, Args)]
pub struct Listen {
    #[arg(help = TARGET, value_hint = ValueHint::Url)]
    pub target: String,
    /// End after this many messages
    #[arg(long, value_name = "N")]
    pub count: Option<u64>,
    /// End with a fragment whose target, or whose content, matches this selector
    #[arg(long, value_name = "SELECTOR")]
    pub until: Option<String>,
    /// End after this long
    #[arg(long, value_name = "DURATION")]
    pub timeout: Option<Duration>,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
    #[command(flatten)]
    pub retry: RetryArgs,
}

/// `hxws inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// A page: its http(s):// address, an HTML file, or - for standard input
    #[arg(value_hint = ValueHint::Url)]
    pub target: String,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
}

/// `hxws explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The messages; - for standard input
    #[arg(default_value = "-", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What the file holds: `html` is one message, `jsonl` a recording of many
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub input: Input,
    /// Fail where any warning was given
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
}

/// `explain --input`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Input {
    /// The whole input is one message
    Html,
    /// Every line of type `message` is one
    Jsonl,
}

/// `hxws demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Serve only, at this loopback address; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}

/// The page and its htmx.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Page")]
pub struct PageArgs {
    /// htmx's version: 2, or an exact one such as 2.0.4 [default: found from the page, else 2]
    #[arg(long, value_name = "V")]
    pub htmx: Option<String>,
    /// The exact version of htmx-ext-ws, such as 2.0.3 [default: found from the page, else 2.0.4]
    #[arg(long, value_name = "V")]
    pub ws_ext: Option<String>,
    /// The page that holds the socket, where TARGET is the socket itself
    #[arg(long, value_name = "FILE|URL", value_hint = ValueHint::AnyPath)]
    pub page: Option<String>,
    /// The address of a page from a file [default: http://localhost/]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub url: Option<String>,
    /// The socket element, where the page has several; `all` for all of them (listen)
    #[arg(long, value_name = "SELECTOR")]
    pub socket: Option<String>,
}

/// HEADERS where there is no page to take them from.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "HEADERS")]
pub struct HeaderArgs {
    /// Another header
    #[arg(long, value_name = "NAME=VALUE")]
    pub hx_header: Vec<String>,
    /// HX-Trigger: the sender's id
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// HX-Trigger-Name: the sender's name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// HX-Target: the target's id
    #[arg(long = "target", value_name = "ID")]
    pub hx_target: Option<String>,
    /// HX-Current-URL: the page's address
    #[arg(long, value_name = "URL")]
    pub current_url: Option<String>,
    /// HX-Prompt
    #[arg(long, value_name = "TEXT")]
    pub prompt: Option<String>,
}

/// What is printed, and how.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// The format [default: human on a terminal, else json]
    #[arg(short, long, value_name = "FORMAT")]
    pub output: Option<Format>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Say less on standard error
    #[arg(short, long)]
    pub quiet: bool,
    /// Say more; twice, still more
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Print messages as they were received too
    #[arg(long)]
    pub messages: bool,
    /// Leave times out
    #[arg(long)]
    pub no_time: bool,
    /// End each piece of html and raw output with NUL, not a newline
    #[arg(short = '0', long = "null")]
    pub null: bool,
    /// Append every event of the session to a file as JSON Lines
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,
}

/// The handshake, named as curl and xh name it.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Handshake")]
pub struct HandshakeArgs {
    /// Add or replace a request header; 'Name;' removes it
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    pub header: Vec<HeaderEdit>,
    /// Cookies beside those of the page
    #[arg(long, value_name = "NAME=VALUE[; …]")]
    pub cookie: Vec<String>,
    /// The origin [default: the page's, or the socket's own]
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Option<String>,
    /// Basic authentication
    #[arg(long, value_name = "NAME:PASSWORD")]
    pub user: Option<String>,
    /// A subprotocol to ask for; may be given several times
    #[arg(long, value_name = "NAME")]
    pub subprotocol: Vec<String>,
    /// Accept any certificate
    #[arg(long)]
    pub insecure: bool,
    /// Trust the certificates of this PEM file too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub cacert: Vec<PathBuf>,
    /// Connect to this Unix socket instead of the host
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub unix_socket: Option<PathBuf>,
    /// Use this address for a host and port, as curl does
    #[arg(long, value_name = "HOST:PORT:ADDR")]
    pub resolve: Vec<Resolve>,
    /// Give up connecting after this long
    #[arg(long, value_name = "DURATION")]
    pub connect_timeout: Option<Duration>,
    /// The largest message that is taken
    #[arg(long, value_name = "BYTES", default_value = "64MiB")]
    pub max_message_size: Size,
}

/// Reconnects, instead of htmx's own policy.
#[derive(Debug, Args, Clone, Default)]
#[command(next_help_heading = "Reconnect")]
pub struct RetryArgs {
    /// Never reconnect
    #[arg(long)]
    pub no_reconnect: bool,
    /// Give up after this many reconnects in a row
    #[arg(long, value_name = "N")]
    pub max_retries: Option<u32>,
    /// The delay: `full-jitter` or a duration
    #[arg(long, value_name = "D")]
    pub reconnect_delay: Option<Delay>,
}

const CONNECT_EXAMPLES: &str = "\
Examples:
  hxws http://localhost:8000/          the page, its cookies, its socket, and a prompt
  hxws connect :8000/ws                a bare socket on localhost
  echo 'msg=hello' | hxws http://localhost:8000/
                                       the same lines from a pipe";

const SEND_EXAMPLES: &str = "\
Examples:
  hxws send http://localhost:8000/ msg=hello
  hxws send http://localhost:8000/ msg=hello --until '#msgs'
  hxws send page.html msg=hello --dry-run
  hxws send ws://localhost:8000/ws --raw @message.json -o raw";

const LISTEN_EXAMPLES: &str = "\
Examples:
  hxws listen http://localhost:8000/ | jq -r 'select(.type==\"fragment\") | .target'
  hxws listen :8000/ws --count 10 -o html
  hxws listen http://localhost:8000/ --timeout 1m -o page > after.html";

const INSPECT_EXAMPLES: &str = "\
Examples:
  hxws inspect http://localhost:8000/
  hxws inspect page.html --url https://app.example/room/7";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  echo '<p id=\"who\">ann</p>' | hxws explain --page page.html
  hxws explain fragment.html --page page.html --strict
  hxws explain session.jsonl --input jsonl --page page.html";

const DEMO_EXAMPLES: &str = "\
Examples:
  hxws demo                            the server, and a prompt connected to it
  hxws demo --listen 127.0.0.1:8000    the server alone, for a browser or another hxws";
