//! The command line: clap's definitions only, a file per command. What was asked for is made of them in `config`.

#![allow(missing_docs, reason = "clap shows the comments of arguments; those of groups are their types'")]

mod backoff;
mod complete;
mod config;
mod connect;
mod demo;
pub mod examples;
mod explain;
mod goal;
mod inspect;
mod listen;
mod named;
mod replay;
mod schema;
mod send;
mod shared;
mod simulate;
pub mod tables;
mod unrepeated;

use clap::{Parser, Subcommand};

pub use backoff::Backoff;
pub use complete::{Complete, Shell};
pub use config::Config;
pub use connect::Connect;
pub use demo::Demo;
pub use explain::{Explain, Input};
pub use goal::GoalArgs;
pub use inspect::Inspect;
pub use listen::Listen;
pub use replay::Replay;
pub use send::Send;
pub use shared::{
    ConfigArgs, EditorArgs, HandshakeArgs, HeaderArgs, Keys, OpenArgs, OutputArgs, PageArgs, PromptArgs,
    RetryArgs,
};
pub use simulate::Simulate;

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
    /// Send a message or a script, wait for the answer, exit
    ///
    /// A form is submitted as by the Enter key, a button as by a click, after the items were typed, checked or chosen.
    #[command(after_long_help = examples::of("send"))]
    Send(Box<Send>),
    /// Print what arrives
    ///
    /// Ends with the connection, or with what --count, --until, --expect, --expect-page, --timeout or --idle-timeout say. After
    /// close codes that htmx reconnects on, such as 1006 and 1012, it goes on for ever: --no-reconnect, --max-retries or a
    /// timeout ends that. At the end it sums up on standard error what came.
    #[command(after_long_help = examples::of("listen"))]
    Listen(Listen),
    /// List the page's sockets and senders; open no socket
    ///
    /// Each socket with the address it would open, each sender with its fields, its trigger and its HEADERS.
    #[command(after_long_help = examples::of("inspect"))]
    Inspect(Inspect),
    /// Tell what htmx would do with messages from files
    ///
    /// Touches no network, unless --page is an address.
    #[command(after_long_help = examples::of("explain"))]
    Explain(Explain),
    /// Play one side of a recording again, or print it as HAR
    ///
    /// With --serve the server's side, to any client, a browser too; with TARGET the client's side, to any server, whose answers
    /// are held against those that were recorded: status 1 where one differs.
    #[command(after_long_help = examples::of("replay"))]
    Replay(Box<Replay>),
    /// Play scenarios: a page, what happens to it, what is expected
    ///
    /// No network and no real clock: a scripted server sends, drops and opens, a person fills, clicks and submits, and
    /// hxws tells what htmx makes of it, step by step.
    #[command(after_long_help = examples::of("simulate"), mut_arg("output", simulate::with_reports))]
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
    /// Print the JSON Schema of scenarios or of JSON Lines
    ///
    /// For editors, which read it where a scenario names it by "$schema", and for tests of what reads the lines.
    #[command(after_long_help = examples::of("schema"))]
    Schema {
        /// What it is of
        #[arg(value_name = "WHAT")]
        of: crate::schema::Schema,
    },
    /// Print the completion script of a shell
    #[command(after_long_help = examples::of("completions"))]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a man page
    #[command(after_long_help = examples::of("man"))]
    Man {
        /// The command; without one, the page of hxws itself
        command: Option<String>,
    },
    /// What completion scripts ask
    #[command(name = "__complete", hide = true)]
    Complete(Complete),
}

/// What `hxws --version` prints.
pub const VERSION: &str = concat!("hxws ", env!("CARGO_PKG_VERSION"), "\n");

const TARGET: &str = "ws(s)://…, an http(s)://… page, an HTML file, host[:port], or @NAME";
const LONG_TARGET: &str = "\
What to connect to:
- ws://… or wss://…: that socket
- http://… or https://…: the page there; its sockets, senders, cookies and origin are used
- a path to an HTML file, or - for standard input (but not to connect): the page; --url says where it would be
- host[:port][/path] or :port[/path]: ws:// is put in front; a file of that name wins
- @NAME: a target of the configuration, with its settings; `hxws config` lists them";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Cli, VERSION};

    #[test]
    fn the_version_is_the_one_that_clap_knows() {
        assert_eq!(Cli::command().render_version(), VERSION);
    }
}
