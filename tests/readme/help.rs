//! The examples that `--help` ends with run on the demo, and the short help fits a screen.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use clap::CommandFactory as _;
use hxws::cli::Cli;
use hxws::cli::examples::all;

use super::server::{HXWS, Server, Talker};
use super::terminal::path;
use super::{has, tell};

/// The files that examples read.
const CHAT: &str = r##"{"name": "chat", "page": "<form id=f hx-ext=ws ws-connect=/ws ws-send><input name=msg></form><p id=last></p>",
    "steps": [{"fill": "[name=msg]", "value": "hi"}, {"submit": "#f"}, {"recv": "<p id=last>hi</p>"}],
    "expect": [{"step": 3, "html": {"#last": "<p id=last>hi</p>"}}]}"##;
/// A message to the demo, and its answer.
const SESSION: &str = r#"{"type":"sent","data":"{\"do\":\"many\"}"}
{"type":"message","data":"<i hx-swap-oob=\"innerHTML:.tick\">tick</i>"}
"#;
const FILES: [(&str, &str); 10] = [
    (".hxws.toml", "[targets.staging]\nurl = \"http://localhost:8000/\"\n"),
    ("page.html", include_str!("../../src/demo/page.html")),
    ("chat.json", CHAT),
    ("tests/chat.json", CHAT),
    ("fragment.html", "<p id=\"last\">hi</p>\n"),
    ("say.txt", "msg=hello\n/click #plus\n"),
    ("message.json", "{\"do\":\"echo\"}"),
    ("fragments/last.html", "<p id=\"last\">hi</p>\n"),
    ("session.jsonl", SESSION),
    ("session.har", include_str!("../har/chromium.har")),
];

/// The directories that examples read from and write to.
const DIRECTORIES: [&str; 6] = [
    "tests",
    "fragments",
    ".local/share/bash-completion/completions",
    ".local/share/man/man1",
    ".zfunc",
    ".config/fish/completions",
];

#[test]
fn every_example_of_help_runs_on_the_demo() {
    let mut wrong = String::new();
    for command in std::iter::once(String::new()).chain(commands()) {
        let lines = examples(&command);
        let all: Vec<&str> = all(&command).iter().map(|example| example.line).collect();
        assert_eq!(lines, all, "`hxws {command} --help` shows its examples, each on a line");
        for line in lines {
            if line.contains("| jq") && !has("jq") {
                tell(&format!("`{line}` is passed over: jq is not installed"));
            } else if let Err(problem) = run(&line) {
                wrong += &format!("$ {line}\n{problem}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn short_help_fits_a_screen_of_80_by_40() {
    for command in std::iter::once(String::new()).chain(commands()) {
        let help = help(&command, "-h");
        let (lines, widest) = (help.lines().count(), help.lines().map(|line| line.chars().count()).max());
        assert!(lines <= 40, "`hxws {command} -h` has {lines} lines");
        assert!(widest <= Some(80), "`hxws {command} -h` has a line of {widest:?} columns");
    }
}

/// The commands of hxws that people use.
pub fn commands() -> Vec<String> {
    let program = Cli::command();
    let shown = program.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

fn help(command: &str, flag: &str) -> String {
    let mut hxws = Command::new(HXWS);
    hxws.args(Some(command).filter(|command| !command.is_empty()))
        .arg(flag)
        .env("COLUMNS", "80")
        .env("HXWS_CONFIG", "");
    String::from_utf8(hxws.output().expect("hxws to run").stdout).expect("UTF-8")
}

/// The command lines under `Examples:`.
fn examples(command: &str) -> Vec<String> {
    let help = help(command, "--help");
    let after = help.split_once("\nExamples:\n").map_or("", |(_, after)| after);
    let section = after.lines().take_while(|line| !line.is_empty());
    section.filter_map(|line| line.strip_prefix("      ")).map(str::to_owned).collect()
}

/// Runs an example on a demo of its own; what is wrong with it, if anything is.
fn run(line: &str) -> Result<(), String> {
    let home = tempfile::tempdir().expect("a directory");
    for name in DIRECTORIES {
        std::fs::create_dir_all(home.path().join(name)).expect("a directory");
    }
    let server = Server::start();
    for (name, text) in FILES {
        let text = text.replace("localhost:8000", &server.address());
        std::fs::write(home.path().join(name), text).expect("a file");
    }
    let serves = line.contains("--listen") || line.contains("--serve");
    let line = if serves {
        line.replace("127.0.0.1:8000", "127.0.0.1:0")
    } else {
        let port = format!(":{}", server.address().rsplit(':').next().unwrap_or_default());
        line.replace("localhost:8000", &server.address()).replace(" :8000", &format!(" localhost{port}"))
    };
    // the pager needs someone to read; jq holds back what does not go to a terminal
    let line = line.split(" | man ").next().unwrap_or_default().replace("| jq ", "| jq --unbuffered ");
    let talker = line
        .contains("hxws listen")
        .then(|| Talker::start(&server, &[&["msg=hello"], &["--element", "#plus"]]));
    let endless = serves
        || (talker.is_some() && !["--count", "--until", "--expect"].iter().any(|end| line.contains(end)));
    let child = start(&line, home.path());
    if endless {
        return first_line(child, serves, (server, talker));
    }
    let output = child.wait_with_output().expect("a shell that ends");
    verdict(&output)
}

fn start(line: &str, home: &Path) -> Child {
    // so that killing the child ends the program, not only the shell
    let line = if line.contains('|') { line.to_owned() } else { format!("exec {line}") };
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(home).env("HOME", home).env("PATH", path());
    // the configuration is that of the directory
    shell.env_remove("HXWS_CONFIG").env_remove("XDG_CONFIG_HOME");
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell.spawn().expect("a shell")
}

/// What is endless has to print a line; then it is killed, or ended by the end of the server.
pub fn first_line(mut child: Child, kill: bool, server: (Server, Option<Talker>)) -> Result<(), String> {
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    stdout.read_line(&mut line).map_err(|error| error.to_string())?;
    if kill {
        child.kill().map_err(|error| error.to_string())?;
    }
    let (server, talker) = server;
    drop(talker);
    drop(server);
    std::io::copy(&mut stdout, &mut std::io::sink()).map_err(|error| error.to_string())?;
    let mut told = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut told).map_err(|error| error.to_string())?;
    child.wait().map_err(|error| error.to_string())?;
    if line.is_empty() { Err(format!("nothing was printed\n{told}")) } else { Ok(()) }
}

pub fn verdict(output: &Output) -> Result<(), String> {
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(format!("{}\n{told}{}", output.status, String::from_utf8_lossy(&output.stdout)))
}
