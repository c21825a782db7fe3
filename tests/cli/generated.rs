//! `hxws completions`, `hxws man`, `--version`, `--help`: what is checked in is what the program prints.

use std::path::Path;

use snapbox::str;

use super::support::hxws;

const SHELLS: [(&str, &str); 5] = [
    ("bash", "hxws.bash"),
    ("elvish", "hxws.elv"),
    ("fish", "hxws.fish"),
    ("powershell", "_hxws.ps1"),
    ("zsh", "_hxws"),
];

const COMMANDS: [&str; 13] = [
    "backoff",
    "completions",
    "config",
    "connect",
    "demo",
    "explain",
    "inspect",
    "listen",
    "man",
    "replay",
    "schema",
    "send",
    "simulate",
];

/// The names of the files in a directory of the project.
fn names(directory: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let mut names: Vec<String> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Compares a file with what the program prints.
fn holds(directory: &str, name: &str, args: &[&str]) {
    let ran = hxws(args);
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)), "{args:?}");
    let held = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(directory).join(name)).unwrap();
    let command = args.join(" ");
    assert!(
        held == ran.stdout,
        "{directory}/{name} is out of date: `hxws {command} > {directory}/{name}` writes it"
    );
}

#[test]
fn completions_hold_what_the_program_prints() {
    let mut expected: Vec<&str> = SHELLS.iter().map(|(_, file)| *file).collect();
    expected.sort_unstable();
    assert_eq!(names("completions"), expected);
    for (shell, file) in SHELLS {
        holds("completions", file, &["completions", shell]);
    }
}

#[test]
fn man_holds_what_the_program_prints() {
    let mut expected: Vec<String> = COMMANDS.iter().map(|command| format!("hxws-{command}.1")).collect();
    expected.push("hxws.1".to_owned());
    expected.sort();
    assert_eq!(names("man"), expected);
    holds("man", "hxws.1", &["man"]);
    for command in COMMANDS {
        holds("man", &format!("hxws-{command}.1"), &["man", command]);
    }
}

#[test]
fn every_command_has_its_page() {
    let help = String::from_utf8(hxws(&["--help"]).stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let mut listed: Vec<&str> = listed.filter(|name| *name != "help").collect();
    listed.sort_unstable();
    assert_eq!(listed, COMMANDS);
}

#[test]
fn a_command_that_is_none_has_no_page() {
    hxws(&["man", "simulat"]).is(str![[r#"
--- stderr
error: `simulat` is no command of hxws
  did you mean `simulate`? the commands are connect, send, listen, inspect, explain, replay, simulate, backoff, config, demo, schema, completions, man
--- status 2

"#]]);
    hxws(&["man", "nope"]).is(str![[r#"
--- stderr
error: `nope` is no command of hxws
  the commands are connect, send, listen, inspect, explain, replay, simulate, backoff, config, demo, schema, completions, man
--- status 2

"#]]);
}

#[test]
fn a_shell_that_is_none_has_no_script() {
    hxws(&["completions", "tcsh"]).is(str![[r#"
--- stderr
error: invalid value 'tcsh' for '<SHELL>'
  [possible values: bash, elvish, fish, powershell, zsh]

  tip: a similar value exists: 'zsh'

For more information, try '--help'.
--- status 2

"#]]);
}

#[test]
fn the_version() {
    hxws(&["--version"]).is(str![[r#"
hxws VERSION
--- stderr
--- status 0

"#]]);
}

#[test]
fn the_help() {
    hxws(&["--help"]).is(str![[r#"
The headless twin of htmx over WebSockets

Connects to a `ws-connect` endpoint, or to the page that holds one, sends what the page's `ws-send`
form would send, and shows of everything received where htmx would put it, how, and why it would
not.

Usage: hxws <TARGET>
       hxws <COMMAND>

Commands:
  connect      Talk to a socket at a prompt
  send         Send a message or a script, wait for the answer, exit
  listen       Print what arrives
  inspect      List the page's sockets and senders; open no socket
  explain      Tell what htmx would do with messages from files
  replay       Play one side of a recording again, or print it as HAR
  simulate     Play scenarios: a page, what happens to it, what is expected
  backoff      Tell when a socket reconnects, and after how long
  config       Show the configuration that is in force, and from where
  demo         Run the embedded demo: a page, its socket, and a prompt
  schema       Print the JSON Schema of scenarios or of JSON Lines
  completions  Print the completion script of a shell
  man          Print a man page
  help         Print this message or the help of the given subcommand(s)

Options:
  -h, --help
          Print help (see a summary with '-h')

  -V, --version
          Print version

Configuration:
      --config <FILE>
          Read this configuration, and neither your own nor the project's
          
          $HXWS_CONFIG does the same; empty, it is --no-config.

      --no-config
          Read no configuration

Examples:
  Play first: an embedded page, its socket and a prompt
      hxws demo
  A page's socket: `hxws TARGET` is `hxws connect TARGET`
      hxws http://localhost:8000/
  What one message does, for a script
      hxws send http://localhost:8000/ msg=hello

Exit status:
  0    done
  1    an expectation failed: --wait, --count, --until, --expect, --expect-page, --strict, expect;
  an answer that replay did not get as recorded; or htmx would send nothing, the page has no sender,
  or --jq failed on a line
  2    wrong usage: a flag, a file, a selector, or a line of a pipe that cannot be read
  3    could not connect, or the handshake was refused: the first one for send and listen, all of
  them for connect; or the page cannot be had, or has no socket that opens
  4    the connection ended before the work was done
  129  SIGHUP
  130  Ctrl-C; at the prompt, the second within two seconds
  143  SIGTERM

Environment:
  HXWS_CONFIG      the configuration to read, as --config; empty: none
  XDG_CONFIG_HOME  where hxws/config.toml is, your own configuration [default: ~/.config]
  NO_COLOR         when set and not empty: no colour, unless --color always
  CLICOLOR_FORCE   when set and not 0: colour even where standard output is no terminal
  TERM             dumb: no colour
--- stderr
--- status 0

"#]]);
}
