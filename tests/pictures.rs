//! The README's pictures of terminals are what hxws shows: each is made from a run and compared with the one that is checked
//! in. `SNAPSHOTS=overwrite` writes them anew.
//!
//! The demo listens on a free port; hxws finds it by a Unix socket, so that the address is always the same.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "support/background.rs"]
#[allow(dead_code, reason = "pictures need a relay alone")]
mod background;
#[path = "pictures/screen.rs"]
mod screen;
#[path = "readme/server.rs"]
#[allow(dead_code, reason = "nobody talks in the pictures")]
mod server;
#[path = "pictures/svg.rs"]
mod svg;
#[path = "readme/terminal.rs"]
mod terminal;

use std::path::Path;

use background::Background;
use screen::{Look, Row};
use server::Server;
use snapbox::{Assert, Data};
use terminal::Terminal;

/// A terminal as wide as the README's examples.
const COLUMNS: u16 = 96;

/// A command, and what is typed at its prompt.
#[derive(Default)]
struct Shown {
    command: &'static str,
    /// Keys, each with what the screen must hold before and what must stand at its end.
    typed: &'static [(&'static str, &'static str, &'static str)],
    /// What the screen must hold and end with in the end; nothing for a command that ends by itself.
    last: Option<(&'static str, &'static str)>,
}

const fn shown(command: &'static str) -> Shown {
    Shown { command, typed: &[], last: None }
}

#[test]
fn the_prompt_of_the_demo() {
    let prompt = Shown {
        command: "hxws http://127.0.0.1:8000/",
        typed: &[
            ("cookie demo", " ▸", "msg=hello\r"),
            ("say more", " ▸", "/submit #plus\r"),
            ("<output id=\"count\">1", " ▸", "/diff\r"),
            ("+ <output", " ▸", "item=tea qty=2 rush=on"),
        ],
        last: Some(("item=tea", "rush=on")),
    };
    let description = "The page, its socket, and a prompt. What is typed is sent as the page's form would send it, and every \
                       fragment of the answer is shown with its target, its swap and how many elements matched.";
    is("prompt", "hxws: talking to a page", description, &[], &[prompt]);
}

#[test]
fn a_fragment_without_a_target() {
    let send = shown("hxws send http://127.0.0.1:8000/ --element '#missing'");
    let explain = shown("hxws explain --page orders.html < answer.html");
    let description = "A fragment with the id chta has no target on the page: the warning no-target says so, what htmx does, \
                       and asks whether chat was meant. Then explain warns of a table row that loses its tr.";
    let files = [
        ("orders.html", "<table hx-ext=\"ws\" ws-connect=\"/orders\"><tbody id=\"rows\"></tbody></table>\n"),
        ("answer.html", "<tr id=\"r9\" hx-swap-oob=\"beforeend:#rows\"><td>tea</td></tr>\n"),
    ];
    is("diagnosis", "hxws: why nothing was swapped", description, &files, &[send, explain]);
}

#[test]
#[expect(clippy::print_stderr, reason = "what is passed over is said")]
fn a_pipeline_with_jq() {
    if std::process::Command::new("jq").arg("--version").output().is_err() {
        eprintln!("jq is not installed: its picture is passed over");
        return;
    }
    let cat = shown("cat hello.txt");
    let listen = shown(
        "hxws listen http://127.0.0.1:8000/ --on-open hello.txt --count 6 -q -o json |\n    \
         jq -r 'select(.type == \"fragment\") | [.swap, .target, .outcome] | @tsv'",
    );
    let description = "Four lines are sent once the socket is open, and jq prints a line for each fragment of the six answers: \
                       its swap style, its target and its outcome.";
    let files = [("hello.txt", "msg=hello\nitem=tea qty=2\n{\"do\":\"missing\"}\n{\"do\":\"many\"}\n")];
    is("pipeline", "hxws: lines of JSON for jq", description, &files, &[cat, listen]);
}

#[test]
fn what_htmx_4_would_do_otherwise() {
    let cat = shown("cat room.html");
    let explain = shown("echo '<p id=\"last\">hi</p>' | hxws explain --page room.html --compare 4");
    let description = "The same message on the same page with htmx 2 and with htmx 4: they differ in when they reconnect, in what \
                       waits for the socket, and in the page afterwards, since htmx 4 replaces everything in the socket's element.";
    let files =
        [("room.html", "<main id=\"room\" hx-ext=\"ws\" ws-connect=\"/ws\"><p id=\"last\"></p></main>\n")];
    is("compare", "hxws: from htmx 2 to htmx 4", description, &files, &[cat, explain]);
}

/// Holds a picture against the run of its commands.
fn is(name: &str, title: &str, description: &str, files: &[(&str, &str)], commands: &[Shown]) {
    let server = Server::start();
    let directory = tempfile::tempdir().unwrap();
    for (file, text) in files {
        std::fs::write(directory.path().join(file), text).unwrap();
    }
    let address = server.address().parse().unwrap();
    let _relay = Background::relay_unix(&directory.path().join("demo.sock"), address);
    let mut rows = Vec::new();
    for shown in commands {
        rows.extend(typed_at_the_shell(shown.command));
        rows.extend(run(shown, directory.path()));
    }
    screen::timeless(&mut rows);
    let picture = svg::drawn(title, description, COLUMNS, &rows);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}.svg"));
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(Data::text(picture).raw(), Data::read_from(&path, None).raw());
}

/// The rows of a command as the reader types it.
fn typed_at_the_shell(command: &str) -> Vec<Row> {
    let sign = |at: usize| if at == 0 { "$ " } else { "> " };
    let typed = |(at, line): (usize, &str)| {
        vec![
            (sign(at).to_owned(), Look { dim: true, ..Look::default() }),
            (line.to_owned(), Look { bold: true, ..Look::default() }),
        ]
    };
    command.lines().enumerate().map(typed).collect()
}

/// What a command shows in the end.
fn run(shown: &Shown, directory: &Path) -> Vec<Row> {
    let online =
        "case \"$1\" in explain) command hxws \"$@\";; *) command hxws \"$@\" --unix-socket demo.sock;; esac";
    let mut terminal = Terminal::run(&format!("hxws() {{ {online}; }}\n{}", shown.command), directory);
    let is_there =
        |holds: &str, end: &str, shows: &str| shows.contains(holds) && shows.trim_end().ends_with(end);
    for (holds, end, keys) in shown.typed {
        let came = terminal.wait_until(|shows| is_there(holds, end, shows));
        assert!(came, "`{holds}` never came:\n{}", terminal.shows());
        terminal.types(keys);
    }
    let Some((holds, end)) = shown.last else {
        terminal.wait_until(|_| false);
        return screen::rows(terminal.screen());
    };
    let came = terminal.wait_until(|shows| is_there(holds, end, shows));
    assert!(came, "`{holds}` never came:\n{}", terminal.shows());
    let rows = screen::rows(terminal.screen());
    // the line is given up
    terminal.types("\u{15}/quit\r");
    terminal.at_end();
    rows
}
