//! Completion in real shells: each in a pseudo-terminal with its script from `completions/`, Tab pressed, and the line run. What
//! stands for hxws there prints the words that the shell read, so that quoting counts. Shells that are not there are passed over.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on should panic, and tells what it skips"
)]

#[path = "prompt/terminal.rs"]
#[allow(dead_code, reason = "the tests of the prompt use the rest")]
mod terminal;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use terminal::Terminal;

const OWN: &str = "[targets.staging]\nurl = 'wss://bob:secret@staging.example/ws'\n";
const PAGE: &str = r#"<body hx-ext="ws"><main id="chat" ws-connect="/a"></main><main id="$(touch pwned)" ws-connect="/b"></main>
<main id="'; touch pwned; '" ws-connect="/c"></main>"#;

/// A shell, and how it reads what it is to know at its start.
#[derive(Clone, Copy, PartialEq)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Zsh,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Elvish => "elvish",
            Self::Fish => "fish",
            Self::Zsh => "zsh",
        }
    }

    /// What it reads first: the completions, and a `hxws` that prints its words.
    fn setup(self, home: &Path) -> String {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
        let (scripts, home) = (scripts.display(), home.display());
        match self {
            Self::Bash => format!(
                "unset HXWS_CONFIG\ncd '{home}'\nPS1='$ '\nsource '{scripts}/hxws.bash'\n\
                 hxws() {{ printf 'got'; printf '<%s>' \"$@\"; echo; }}\n"
            ),
            Self::Zsh => format!(
                "unset HXWS_CONFIG\ncd '{home}'\nPS1='$ '\nunsetopt prompt_sp\nfpath=('{scripts}' $fpath)\n\
                 autoload -U compinit\ncompinit -u -D\nhxws() {{ printf 'got'; printf '<%s>' \"$@\"; echo; }}\n"
            ),
            Self::Fish => format!(
                "set -e HXWS_CONFIG\ncd '{home}'\nfunction fish_prompt; echo -n '$ '; end\n\
                 source '{scripts}/hxws.fish'\nfunction hxws; printf 'got'; printf '<%s>' $argv; echo; end\n"
            ),
            Self::Elvish => format!(
                "unset-env HXWS_CONFIG\ncd '{home}'\nset edit:prompt = {{ put '$ ' }}\nset edit:rprompt = {{ }}\n\
                 eval (slurp < '{scripts}/hxws.elv')\n\
                 fn hxws {{|@words| print got; each {{|word| print '<'$word'>' }} $words; echo }}\n"
            ),
        }
    }

    fn start(self, home: &Path) -> Terminal {
        let setup = home.join(if self == Self::Zsh { ".zshrc" } else { "setup" });
        std::fs::write(&setup, self.setup(home)).unwrap();
        let setup = setup.to_str().unwrap();
        let source = format!("source '{setup}'");
        let arguments = match self {
            Self::Bash => vec!["--noprofile", "--rcfile", setup, "-i"],
            Self::Elvish => vec!["-rc", setup],
            Self::Fish => vec!["--no-config", "-i", "-C", &source],
            Self::Zsh => vec!["-i"],
        };
        let program = Path::new(env!("CARGO_BIN_EXE_hxws")).parent().unwrap().display();
        let path = format!("{program}:{}", std::env::var("PATH").unwrap());
        let home = home.to_str().unwrap();
        let environment = [
            ("PATH", path.as_str()),
            ("HOME", home),
            ("ZDOTDIR", home),
            ("XDG_CONFIG_HOME", home),
            ("XDG_DATA_HOME", home),
        ];
        let mut terminal = Terminal::run(100, &environment, self.name(), &arguments);
        terminal.until("a prompt", |text| text.lines().last() == Some("$"));
        terminal
    }
}

/// A home with a configuration, a page and files, some with names that a shell would run.
fn home(project: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| std::fs::write(home.path().join(path), text).unwrap();
    std::fs::create_dir(home.path().join("hxws")).unwrap();
    write("hxws/config.toml", OWN);
    write(".hxws.toml", project);
    write("other.toml", "[targets.other]\nurl = ':1'\n");
    write("page.html", PAGE);
    for file in ["rec.jsonl", "notes.txt", "b c.html", "x$(touch pwned).html"] {
        write(file, "");
    }
    home
}

fn is_there(shell: Shell) -> bool {
    let there = Command::new(shell.name()).arg("--version").output().is_ok();
    if !there {
        eprintln!("skipped: {} is not there; `.ci/run` installs it", shell.name());
    }
    there
}

/// Types a line, presses Tab, runs it, and looks at what the shell read.
#[track_caller]
fn completes(shell: Shell, terminal: &mut Terminal, line: &str, words: &str) {
    terminal.press(format!("{line}\t"));
    if shell == Shell::Elvish {
        // what must be quoted it inserts once it is chosen
        let (list, typed) = ("COMPLETING", format!("$ {line}"));
        let is_longer = |text: &str| {
            text.lines().last().is_some_and(|last| last.len() > typed.len() && last.starts_with(&typed))
        };
        terminal.until("a word", |text| text.contains(list) || is_longer(text));
        if terminal.text().contains(list) {
            terminal.press("\r");
        }
    }
    terminal.press("\r");
    let got = format!("got{words}");
    terminal.until(&got, |text| text.contains(&got) && text.lines().last() == Some("$"));
}

fn holds(shell: Shell) {
    if !is_there(shell) {
        return;
    }
    let home = home("[targets.shop]\nurl = ':8000'\n");
    let mut terminal = shell.start(home.path());
    for (line, words) in [
        ("hxws lis", "<listen>"),
        ("hxws @st", "<@staging>"),
        ("hxws listen @sh", "<listen><@shop>"),
        ("hxws listen --config other.toml @o", "<listen><--config><other.toml><@other>"),
        ("hxws send page.html --output=js", "<send><page.html><--output=json>"),
        ("hxws send page.html -o ra", "<send><page.html><-o><raw>"),
        ("hxws simulate x -o ju", "<simulate><x><-o><junit>"),
        ("hxws listen page.html --socket m", "<listen><page.html><--socket><main#chat>"),
        ("hxws replay re", "<replay><rec.jsonl>"),
        ("hxws listen :1 --record re", "<listen><:1><--record><rec.jsonl>"),
        ("hxws send :1 msg=@no", "<send><:1><msg=@notes.txt>"),
        ("hxws listen b", "<listen><b c.html>"),
        ("hxws listen x", "<listen><x$(touch pwned).html>"),
    ] {
        completes(shell, &mut terminal, line, words);
    }
    assert!(!home.path().join("pwned").exists());
}

/// A configuration that is wrong, or none, and no hxws at all: nothing is told, and nothing is run.
fn is_silent(shell: Shell) {
    if !is_there(shell) {
        return;
    }
    let names = ["$(touch pwned)", "`touch pwned`", "'; touch pwned; '", "a\\nb", "\\u001b]0;x\\u0007"];
    for name in names {
        let home = home(&format!("[targets.\"{name}\"]\nurl = ':1'\n"));
        let mut terminal = shell.start(home.path());
        // of the file that cannot be read nothing, of the others all
        completes(shell, &mut terminal, "hxws listen @", "<listen><@staging>");
        let text = terminal.text();
        assert!(!text.contains("error") && !text.contains("pwned"), "{text}");
        assert!(!home.path().join("pwned").exists());
    }
}

#[test]
fn bash_completes_what_the_program_knows() {
    holds(Shell::Bash);
}

#[test]
fn zsh_completes_what_the_program_knows() {
    holds(Shell::Zsh);
}

#[test]
fn fish_completes_what_the_program_knows() {
    holds(Shell::Fish);
}

#[test]
fn elvish_completes_what_the_program_knows() {
    holds(Shell::Elvish);
}

#[test]
fn no_shell_runs_or_tells_what_a_project_calls_its_targets() {
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Elvish] {
        is_silent(shell);
    }
}

/// The answer to what a script asks.
fn answer(home: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hxws"));
    command.arg("__complete").args(args).current_dir(home);
    command.env_remove("HXWS_CONFIG").env("HOME", home).env("XDG_CONFIG_HOME", home);
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn targets_are_told_with_their_addresses_and_without_credentials() {
    let home = home("[targets.shop]\nurl = 'http://a.example/\\u202e'\n".replace('\'', "\"").as_str());
    let told = "words\t\n@staging\twss://…@staging.example/ws\n@shop\thttp://a.example/%E2%80%AE\n";
    assert_eq!(answer(home.path(), &["zsh", "=@", "--", "listen"]), told);
    assert_eq!(answer(home.path(), &["zsh", "=@", "--", "listen", "--no-config"]), "words\t\n");
    let missing = PathBuf::from("nope.toml");
    let args = ["zsh", "=@", "--", "listen", "--config", missing.to_str().unwrap()];
    assert_eq!(answer(home.path(), &args), "words\t\n");
}

#[test]
fn a_page_offers_only_what_no_shell_would_run() {
    let home = home("");
    let told = "words\t\nall\tevery socket of the page\nmain#chat\t\n";
    assert_eq!(answer(home.path(), &["fish", "=", "--", "listen", "page.html", "--socket"]), told);
    // no page is fetched: nobody listens there, and nothing is told of it
    let told = "words\t\nall\tevery socket of the page\n";
    assert_eq!(answer(home.path(), &["fish", "=", "--", "listen", "http://127.0.0.1:9/", "--socket"]), told);
}

#[test]
fn powershell_gets_targets_in_quotes() {
    let home = home("");
    let told = "words\t\n'@staging'\twss://…@staging.example/ws\n";
    assert_eq!(answer(home.path(), &["powershell", "=@", "--", "listen"]), told);
}
