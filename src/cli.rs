//! The command line: clap's definitions only. What was asked for is made of them in `config`.

#![allow(missing_docs, reason = "clap shows the comments of arguments; those of groups are their types'")]

pub mod examples;
mod named;
mod shared;
pub mod tables;
mod unrepeated;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use crate::address::Written;
use crate::event::Setting;
use crate::quantity::{self, Duration};
pub use shared::{
    ConfigArgs, EditorArgs, HandshakeArgs, HeaderArgs, Keys, OpenArgs, OutputArgs, PageArgs, PromptArgs,
    RetryArgs,
};

/// The headless twin of htmx over WebSockets
///
/// Connects to a `ws-connect` endpoint, or to the page that holds one, sends what the page's `ws-send` form would
/// send, and shows of everything received where htmx would put it, how, and why it would not.
#[derive(Debug, Parser)]
#[command(
    name = "hxws",
    version,
    max_term_width = 100,
    args_override_self = true,
    override_usage = "hxws <TARGET>\n       hxws <COMMAND>",
    after_help = "A bare `hxws TARGET` is `hxws connect TARGET`. First time here? Run `hxws demo`.",
    after_long_help = examples::program()
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub config: ConfigArgs,
    /// What is said of the configuration; filled in where it is read.
    #[arg(skip)]
    pub notes: Vec<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Talk to a socket at a prompt
    ///
    /// The page's sender takes `name=value` items, JSON objects are sent with HEADERS, and `/help` lists the rest.
    /// Where standard input is not a terminal, its lines are read as if they were typed, and the answers are waited for.
    /// A handshake that fails is tried again as htmx does, the first one too; `send` and `listen` end with the first. At the
    /// prompt Ctrl-C gives up the line, and a second one within two seconds leaves. SIGTERM and SIGHUP leave at once.
    #[command(after_long_help = examples::of("connect"))]
    Connect(Connect),
    /// Send one message, wait for the answer, exit
    ///
    /// A form is submitted as by the Enter key, a button as by a click, after the items were typed, checked or chosen.
    #[command(after_long_help = examples::of("send"))]
    Send(Box<Send>),
    /// Print what arrives
    ///
    /// Ends with the connection, or with what --count, --until or --timeout say.
    #[command(after_long_help = examples::of("listen"))]
    Listen(Listen),
    /// List the page's sockets and senders; open no socket
    ///
    /// Each socket with the address it would open, each sender with its fields, its trigger and its HEADERS.
    #[command(after_long_help = examples::of("inspect"))]
    Inspect(Inspect),
    /// Tell what htmx would do with messages from a file
    ///
    /// Touches no network, unless --page is an address.
    #[command(after_long_help = examples::of("explain"))]
    Explain(Explain),
    /// Play scenarios: a page, what happens to it, what is expected
    ///
    /// No network and no real clock: a scripted server sends, drops and opens, a person fills, clicks and submits, and
    /// hxws tells what htmx makes of it, step by step.
    #[command(after_long_help = examples::of("simulate"))]
    Simulate(Simulate),
    /// Tell when a socket reconnects, and after how long
    ///
    /// Which close codes reconnect, and the bounds of each delay: htmx's own policy, the page's, or what --reconnect-delay and
    /// the like say instead. Opens no socket.
    #[command(after_long_help = examples::of("backoff"))]
    Backoff(Backoff),
    /// Show the configuration that is in force, and from where
    ///
    /// Every setting with its value and its place: a file and a line, the command line, the environment. Secrets are hidden,
    /// unless --show-secrets is given. A file that cannot be read ends it with 2, and says which line. What a file sets to
    /// true and no --no-… undoes, such as strict, is undone for one command by --no-config.
    #[command(after_long_help = examples::of("config"))]
    Config(Box<Config>),
    /// Run the embedded demo: a page, its socket, and a prompt
    ///
    /// The server listens on loopback only, and ends with the prompt. With --listen it serves until Ctrl-C, for a
    /// browser or another hxws.
    #[command(after_long_help = examples::of("demo"))]
    Demo(Demo),
    /// Print the completion script of a shell
    #[command(after_long_help = examples::of("completions"))]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a man page
    #[command(after_long_help = examples::of("man"))]
    Man {
        /// The command; without one, the page of hxws itself
        command: Option<String>,
    },
}

const TARGET: &str = "ws(s)://…, an http(s)://… page, an HTML file, host[:port], or @NAME";
const LONG_TARGET: &str = "\
What to connect to:
- ws://… or wss://…: that socket
- http://… or https://…: the page there; its sockets, senders, cookies and origin are used
- a path to an HTML file, or - for standard input (but not to connect): the page; --url says where it would be
- host[:port][/path] or :port[/path]: ws:// is put in front; a file of that name wins
- @NAME: a target of the configuration, with its settings; `hxws config` lists them";

/// `hxws connect`.
#[derive(Debug, Args)]
pub struct Connect {
    #[arg(help = TARGET, long_help = LONG_TARGET, value_hint = ValueHint::Url)]
    pub target: Written,
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
    pub editor: EditorArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}

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
    #[arg(long, value_name = "SELECTOR")]
    pub submitter: Option<String>,
    /// Print the message's exact text; open no socket
    #[arg(long, conflicts_with_all = ["wait", "until", "timeout"])]
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
    /// Wait for N messages; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = quantity::number::<u64>)]
    pub wait: u64,
    /// Wait for a fragment with this target or content
    ///
    /// The first fragment whose target is this selector, or in which the selector finds an element.
    #[arg(long, value_name = "SELECTOR", conflicts_with = "wait")]
    pub until: Option<String>,
    /// Send and wait at most this long
    ///
    /// Such as 500ms, 5s or 1m30s; a number by itself is seconds. With --wait 0, too, what the server takes slowly goes on
    /// being sent until then.
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = quantity::lasting, allow_hyphen_values = true)]
    pub timeout: Duration,
    /// Fail on a warning, or a name that no control has
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
    #[command(flatten)]
    pub open: OpenArgs,
}

/// `hxws listen`.
#[derive(Debug, Args)]
pub struct Listen {
    #[arg(help = TARGET, long_help = LONG_TARGET, value_hint = ValueHint::Url)]
    pub target: Written,
    /// End after N messages [default: no limit]
    #[arg(long, value_name = "N", value_parser = quantity::number::<u64>)]
    pub count: Option<u64>,
    /// End with a fragment with this target or content
    ///
    /// The first fragment whose target is this selector, or in which the selector finds an element.
    #[arg(long, value_name = "SELECTOR")]
    pub until: Option<String>,
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

/// `hxws inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// A page: its http(s):// address, an HTML file, or - for stdin
    #[arg(value_hint = ValueHint::Url)]
    pub target: Written,
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
    /// What the file holds
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub input: Input,
    /// Fail on a warning, or a difference
    #[arg(long)]
    pub strict: bool,
    /// Tell where another version of htmx differs
    ///
    /// As --htmx takes it, such as 4. Compared are the page's sockets, what its senders send, when sockets reconnect, what
    /// waits for them, and the page after each message.
    #[arg(long, value_name = "V")]
    pub compare: Option<String>,
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
    /// One message
    Html,
    /// A recording: every line of type `message` is one
    Jsonl,
}

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

/// `hxws backoff`.
#[derive(Debug, Args)]
pub struct Backoff {
    /// The page, as --page names it [default: none]
    #[arg(value_name = "PAGE", conflicts_with = "page", value_hint = ValueHint::AnyPath)]
    pub target: Option<Written>,
    /// How many delays to tell
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = quantity::attempts)]
    pub attempts: u32,
    #[command(flatten)]
    pub page: PageArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub handshake: HandshakeArgs,
    #[command(flatten)]
    pub retry: RetryArgs,
}

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

/// `hxws demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Serve only, at this loopback address; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub editor: EditorArgs,
    #[command(flatten)]
    pub prompt: PromptArgs,
}
