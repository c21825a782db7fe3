//! What help and man pages say beside the options: examples, exit statuses, the environment. Data and its layout;
//! the tests run every example on the demo.

use std::fmt::Write as _;

use super::tables::{self, Table};

/// A command line and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it does, in a few words.
    pub does: &'static str,
    /// The line as typed into a shell.
    pub line: &'static str,
}

const fn example(does: &'static str, line: &'static str) -> Example {
    Example { does, line }
}

/// The exit statuses, and when they are given.
pub const STATUSES: &[(&str, &str)] = &[
    ("0", "done"),
    (
        "1",
        "an expectation failed: --wait, --count, --until, --expect, --expect-page, --strict, expect; an answer that replay did not get as recorded; or htmx would send nothing, the page has no sender, or --jq failed on a line",
    ),
    ("2", "wrong usage: a flag, a file, a selector, or a line of a pipe that cannot be read"),
    (
        "3",
        "could not connect, or the handshake was refused: the first one for send and listen, all of them for connect; or the page cannot be had, or has no socket that opens",
    ),
    ("4", "the connection ended before the work was done"),
    ("129", "SIGHUP"),
    ("130", "Ctrl-C; at the prompt, the second within two seconds"),
    ("143", "SIGTERM"),
];

/// The environment variables that are read.
pub const VARIABLES: &[(&str, &str)] = &[
    ("HXWS_CONFIG", "the configuration to read, as --config; empty: none"),
    ("XDG_CONFIG_HOME", "where hxws/config.toml is, your own configuration [default: ~/.config]"),
    ("NO_COLOR", "when set and not empty: no colour, unless --color always"),
    ("CLICOLOR_FORCE", "when set and not 0: colour even where standard output is no terminal"),
    ("TERM", "dumb: no colour"),
];

/// The files that are read and written by themselves.
pub const FILES: &[(&str, &str)] = &[
    ("~/.config/hxws/config.toml", "your own configuration: settings, targets, aliases for the prompt"),
    (".hxws.toml", "a project's, in the folder or above it up to the repository's root"),
    (
        "~/.local/state/hxws/history",
        "what was typed at the prompt, a file for each host; --no-history keeps none",
    ),
];

/// The examples of a command; of none, those of the program.
#[must_use]
pub fn all(command: &str) -> &'static [Example] {
    match command {
        "connect" => CONNECT,
        "send" => SEND,
        "listen" => LISTEN,
        "inspect" => INSPECT,
        "explain" => EXPLAIN,
        "replay" => REPLAY,
        "simulate" => SIMULATE,
        "backoff" => BACKOFF,
        "config" => CONFIG,
        "demo" => DEMO,
        "schema" => SCHEMA,
        "completions" => COMPLETIONS,
        "man" => MAN,
        _ => PROGRAM,
    }
}

/// The examples of a command as its `--help` ends with them.
#[must_use]
pub fn of(command: &str) -> String {
    let mut text = "Examples:".to_owned();
    for Example { does, line } in all(command) {
        // writing to a string does not fail
        let _written = write!(text, "\n  {does}\n      {line}");
    }
    add_tables(&mut text, tables::of(command));
    text
}

/// How the program's own `--help` ends.
#[must_use]
pub fn program() -> String {
    let mut text = of("");
    add_tables(&mut text, &[("Exit status", STATUSES), ("Environment", VARIABLES)]);
    text
}

fn add_tables(text: &mut String, tables: &[Table]) {
    for (heading, rows) in tables {
        let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        text.push_str("\n\n");
        text.push_str(heading);
        text.push(':');
        for (name, means) in *rows {
            let _written = write!(text, "\n  {name:width$}  {means}");
        }
    }
}

const PROGRAM: &[Example] = &[
    example("Play first: an embedded page, its socket and a prompt", "hxws demo"),
    example("A page's socket: `hxws TARGET` is `hxws connect TARGET`", "hxws http://localhost:8000/"),
    example("What one message does, for a script", "hxws send http://localhost:8000/ msg=hello"),
];

const CONNECT: &[Example] = &[
    example("A page: its cookies, its socket, its form", "hxws http://localhost:8000/"),
    example("A bare socket on this machine", "hxws connect :8000/ws"),
    example("A target of the configuration", "hxws @staging"),
    example(
        "The same lines from a pipe; ends when three messages came",
        "echo 'msg=hello' | hxws http://localhost:8000/ --wait 3",
    ),
    example(
        "A page in a file, its socket elsewhere",
        "hxws ws://localhost:8000/ws --page page.html --url http://localhost:8000/",
    ),
];

const SEND: &[Example] = &[
    example("Submit the page's form, print the first answer", "hxws send http://localhost:8000/ msg=hello"),
    example(
        "Wait for the answer that swaps #last, print it as HTML",
        "hxws send http://localhost:8000/ msg=hello --until '#last' -o html",
    ),
    example(
        "In a test: fail unless the page then shows it",
        "hxws send http://localhost:8000/ msg=hi --expect-page '#last=last: hi'",
    ),
    example(
        "Several messages, from lines as at the prompt",
        "hxws send http://localhost:8000/ --script say.txt --expect '#count'",
    ),
    example("Click a button, by selector", "hxws send http://localhost:8000/ --element '#plus'"),
    example("Print what the browser would send", "hxws send page.html msg=hello --dry-run"),
    example(
        "Text from a file to a bare socket, messages as received",
        "hxws send ws://localhost:8000/ws --raw @message.json -o raw",
    ),
];

const LISTEN: &[Example] = &[
    example(
        "The targets of everything that comes, as it comes",
        "hxws listen http://localhost:8000/ | jq -r '.target // empty'",
    ),
    example(
        "The same without jq, until nothing has come for a minute",
        "hxws listen :8000/ws --jq '.target // empty' --idle-timeout 1m",
    ),
    example("What is warned of in the chat", "hxws listen :8000/ws --filter warning --filter 'target:#chat'"),
    example("The HTML of ten messages", "hxws listen :8000/ws --count 10 -o html"),
    example(
        "The page as it is once #count was swapped",
        "hxws listen http://localhost:8000/ --until '#count' -o page > after.html",
    ),
    example(
        "Wait until the page shows it",
        "hxws listen http://localhost:8000/ --expect-page '#count=/[1-9]/'",
    ),
];

const INSPECT: &[Example] = &[
    example("What the page opens and sends", "hxws inspect http://localhost:8000/"),
    example(
        "A page in a file, as if it were there",
        "hxws inspect page.html --url https://app.example/room/7",
    ),
    example("The names of all fields", "hxws inspect page.html -o json | jq -r '.fields[]?.name'"),
];

const EXPLAIN: &[Example] = &[
    example(
        "See whether this lands on the page",
        "echo '<p id=\"last\">hi</p>' | hxws explain --page page.html",
    ),
    example(
        "In a hook or a test: fail on any warning",
        "hxws explain fragments/*.html --page page.html --strict",
    ),
    example("Moving to htmx 4: what would differ", "hxws explain fragment.html --page page.html --compare 4"),
    example(
        "A recording made with --record, once more",
        "hxws explain session.jsonl --input jsonl --page page.html",
    ),
    example(
        "What a browser received, saved as HAR by its developer tools",
        "hxws explain session.har --input har --page page.html",
    ),
];

const REPLAY: &[Example] = &[
    example(
        "The server's side, to a browser that opens the page",
        "hxws replay session.jsonl --serve 127.0.0.1:8000 --page page.html",
    ),
    example(
        "The client's side: fail where the server answers otherwise",
        "hxws replay session.jsonl http://localhost:8000/",
    ),
    example("The same, whatever the time is", "hxws replay session.jsonl :8000/ws --ignore time"),
    example("For a browser's developer tools", "hxws replay session.jsonl --har > session.har"),
];

const SIMULATE: &[Example] = &[
    example("What a page's htmx does, step by step", "hxws simulate chat.json"),
    example("In a test: all below a folder; fail where an `expect` is not met", "hxws simulate tests/"),
    example("The same for a build server", "hxws simulate 'tests/**/*.json' -o junit > report.xml"),
    example("What happens now is what is expected from now on", "hxws simulate chat.json --update"),
    example(
        "The page after the last step",
        "hxws simulate chat.json --pages | jq -r '.html // empty' | tail -n 1",
    ),
    example("The same page under another htmx", "hxws simulate chat.json --htmx 4"),
];

const BACKOFF: &[Example] = &[
    example("The close codes on which htmx 4 reconnects, and its delays", "hxws backoff --htmx 4"),
    example("The policy of a page, as its configuration has it", "hxws backoff --page page.html"),
    example(
        "The longest wait before the sixth reconnect",
        "hxws backoff -o json | jq 'select(.attempt == 6).max_ms'",
    ),
];

const CONFIG: &[Example] = &[
    example("What is set, and where", "hxws config"),
    example("What counts for a target, with what is built in", "hxws config @staging --all"),
    example("Your own file, for an editor", "hxws config --path | head -n 1"),
];

const DEMO: &[Example] = &[
    example("The server, and a prompt connected to it", "hxws demo"),
    example("The server alone, for a browser or another hxws", "hxws demo --listen 127.0.0.1:8000"),
];

const SCHEMA: &[Example] = &[
    example(
        "For an editor: a scenario names it by \"$schema\"",
        "hxws schema scenario > scenario.schema.json",
    ),
    example("The types of lines", "hxws schema lines | jq -r '.oneOf[].\"$ref\"'"),
];

const COMPLETIONS: &[Example] = &[
    example("bash", "hxws completions bash > ~/.local/share/bash-completion/completions/hxws"),
    example("zsh, where ~/.zfunc is in fpath", "hxws completions zsh > ~/.zfunc/_hxws"),
    example("fish", "hxws completions fish > ~/.config/fish/completions/hxws.fish"),
];

const MAN: &[Example] = &[
    example("Read one", "hxws man send | man -l -"),
    example("Install one", "hxws man > ~/.local/share/man/man1/hxws.1"),
];
