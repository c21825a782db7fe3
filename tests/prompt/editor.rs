//! The line editor: history, keys, hints, colours, completion, lines of several rows, and all of it while messages come.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::server::{Heard, Witness};
use super::terminal::Terminal;
use super::{looks, pasted, text};

/// A page of an order, whose socket is the witness.
const PAGE: &str = r#"<!DOCTYPE html><html><body><main id="shop" hx-ext="ws" ws-connect="WS">
<form id="order" class="box" ws-send>
<input name="name" required><input name="pin" type="password">
<input type="radio" name="size" value="small"><input type="radio" name="size" value="extra large">
<select name="item"><option value="tea">Tea<option value="coffee">Coffee</select>
<input name="city" list="cities"><datalist id="cities"><option>Köln<option>Kyōto 京都</datalist>
</form><p id="last" class="box"></p></main></body></html>"#;

/// A directory of its own for a page and for what hxws remembers.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn state(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    /// The page, in a file.
    fn page(&self, witness: &Witness) -> String {
        let path = self.0.path().join("shop.html");
        fs::write(&path, PAGE.replace("WS", &witness.ws())).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Where the history of a socket is.
    fn history(&self, witness: &Witness) -> PathBuf {
        self.0.path().join("hxws/history").join(format!("127.0.0.1_{}", witness.address.port()))
    }

    /// hxws at a bare socket, with this home.
    fn bare(&self, witness: &Witness, flags: &[&str]) -> Terminal {
        let url = witness.ws();
        let arguments = [&["connect", &url, "--no-time"], flags].concat();
        let mut terminal = Terminal::start(100, &[("XDG_STATE_HOME", self.state())], &arguments);
        terminal.settles("101", "open    /ws ▸");
        terminal
    }
}

/// hxws at the page of an order, opened.
fn shop(home: &Home, witness: &Witness, columns: u16, environment: &[(&str, &str)]) -> Terminal {
    let page = home.page(witness);
    let mut terminal = Terminal::start(columns, environment, &["connect", &page, "--no-time"]);
    terminal.settles("101", "open    form#order ▸");
    terminal
}

/// What the browser would send of the order.
fn order(values: &str) -> Heard {
    let headers = r#""HEADERS":{"HX-Request":"true","HX-Trigger":"order","HX-Trigger-Name":null,"HX-Target":"order","HX-Current-URL":"http://localhost/"}"#;
    text(&format!("{{{values},{headers}}}"))
}

#[test]
fn tab_completes_commands_senders_controls_and_their_values() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = shop(&home, &witness, 100, &[("NO_COLOR", "1")]);
    terminal.press("/su\tfo\tna\tAnn ");
    terminal.settles("101", "open    form#order ▸ /submit form#order name=Ann");
    terminal.press("\t");
    terminal.settles("  city=", "open    form#order ▸ /submit form#order name=Ann");
    terminal.press("size=\t");
    terminal.settles("size=extra large", "open    form#order ▸ /submit form#order name=Ann size=");
    terminal.press("e\tit\tc\tci\tKy\t");
    let line = "/submit form#order name=Ann size=\"extra large\" item=coffee city=\"Kyōto 京都\"";
    terminal.settles("size=small", &format!("open    form#order ▸ {line}"));
    looks(&terminal.text(), "complete.txt");
    terminal.press("\r");
    let values = r#""name":"Ann","pin":"","size":"extra large","item":"coffee","city":"Kyōto 京都""#;
    assert_eq!(witness.next(), order(values));
}

#[test]
fn what_a_swap_brings_completes() {
    let brings = |_: &str| {
        vec![
            r#"<form id="fresh" ws-send hx-swap-oob="outerHTML:#order"><input name="brandnew"></form>"#
                .to_owned(),
        ]
    };
    let (home, witness) = (Home::new(), Witness::answering(brings));
    let mut terminal = shop(&home, &witness, 100, &[]);
    terminal.press("bra\t");
    terminal.enter("\u{15}/raw x");
    // the prompt is named for what was there when its line began
    terminal.until("the new form", |text| text.contains("brandnew") && text.ends_with('▸'));
    terminal.press("bra\tyes\r");
    assert_eq!(witness.next(), text("x"));
    let Heard::Text(sent) = witness.next() else { panic!("it closed") };
    assert!(sent.starts_with(r#"{"brandnew":"yes","HEADERS":"#), "{sent}");
}

#[test]
fn elements_headers_codes_commands_and_files_complete() {
    let (home, witness) = (Home::new(), Witness::start());
    fs::write(home.0.path().join("a message.txt"), "from a file").unwrap();
    let mut terminal = shop(&home, &witness, 100, &[]);
    let completes = |terminal: &mut Terminal, typed: &str, line: &str| {
        terminal.press(format!("\u{15}{typed}\t"));
        terminal.settles("101", &format!("open    form#order ▸ {line}"));
    };
    completes(&mut terminal, "/page main > #la", "/page main > #last");
    completes(&mut terminal, "/page p.b", "/page p.box");
    completes(&mut terminal, "/close 401", "/close 401");
    completes(&mut terminal, "/close 400", "/close 4000");
    terminal.press("\u{15}");
    completes(&mut terminal, "/help recon", "/help reconnect");
    let path = home.state();
    terminal.press(format!("\u{15}/raw @{path}/a m\t\r"));
    assert_eq!(witness.next(), text("from a file"));
    terminal.press(format!("name=@{path}/a\t\r"));
    let values = r#""name":"from a file","pin":"","item":"tea","city":"""#;
    assert_eq!(witness.next(), order(values));
}

#[test]
fn what_was_typed_is_there_the_next_time_but_no_secret() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    for line in
        ["/raw one", " /raw hidden", "password=hush", "/raw {\"token\":1}", "/raw two", "/raw two", "/quit"]
    {
        terminal.enter(line);
    }
    assert_eq!(terminal.end().status, 0);
    assert_eq!(fs::read_to_string(home.history(&witness)).unwrap(), "/raw one\n/raw two\n/raw two\n/quit\n");
    while witness.next() != Heard::Closed(1000) {}
    let mut terminal = home.bare(&witness, &[]);
    // /quit, then the two that are one
    terminal.press("\u{1b}[A\u{1b}[A\u{1b}[A");
    terminal.settles("101", "open    /ws ▸ /raw one");
    terminal.press("\u{1b}[B\r");
    assert_eq!(witness.next(), text("/raw two".strip_prefix("/raw ").unwrap()));
}

#[test]
fn the_page_tells_what_is_a_secret() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = shop(&home, &witness, 100, &[("XDG_STATE_HOME", home.state())]);
    terminal.enter("name=Ann pin=1234");
    terminal.enter("name=Ann");
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
    let directory = home.0.path().join("hxws/history");
    let names =
        fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let file = names.into_iter().find(|name| name.ends_with("shop.html")).unwrap();
    assert_eq!(fs::read_to_string(directory.join(file)).unwrap(), "name=Ann\n/quit\n");
}

#[test]
fn no_history_is_kept_where_none_is_wanted_or_can_be() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &["--no-history"]);
    terminal.enter("/raw one");
    terminal.enter("/quit");
    assert_eq!((terminal.end().status, home.0.path().join("hxws").exists()), (0, false));
    // a link is not followed
    let history = home.history(&witness);
    fs::create_dir_all(history.parent().unwrap()).unwrap();
    fs::write(home.0.path().join("victim"), "kept").unwrap();
    std::os::unix::fs::symlink(home.0.path().join("victim"), &history).unwrap();
    let mut terminal = home.bare(&witness, &[]);
    terminal.enter("/raw two");
    terminal.enter("/quit");
    let ended = terminal.end();
    assert!(ended.text.contains("note: no history is kept: `"), "{}", ended.text);
    assert_eq!(fs::read_to_string(home.0.path().join("victim")).unwrap(), "kept");
}

#[test]
fn ctrl_r_finds_a_line_and_what_comes_meanwhile_is_whole() {
    let three = |_: &str| (1..=3).map(|number| format!("<li id=n{number}>{number}</li>")).collect();
    let (home, witness) = (Home::new(), Witness::answering(three));
    let mut terminal = home.bare(&witness, &[]);
    terminal.enter("/raw first");
    terminal.settles("<li id=\"n3\">3</li>", "open    /ws ▸");
    terminal.enter("/raw second");
    terminal
        .until("three more", |text| text.matches("</li>").count() == 6 && text.ends_with("open    /ws ▸"));
    terminal.press("\u{12}fir");
    terminal.settles("second", "(reverse-i-search)`fir': /raw first");
    terminal.press("\r");
    terminal
        .until("three more", |text| text.matches("</li>").count() == 9 && text.ends_with("open    /ws ▸"));
    looks(&terminal.text(), "search.txt");
    // given up, it leaves what was typed
    terminal.press("/ra\u{12}sec\u{7}");
    terminal.settles("second", "open    /ws ▸ /raw first");
    terminal.press("w x\r");
    for line in ["first", "second", "first", "x"] {
        assert_eq!(witness.next(), text(line));
    }
}

#[test]
fn a_line_from_before_is_offered_and_taken_by_a_key() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    terminal.enter("/raw said before");
    assert_eq!(witness.next(), text("said before"));
    for key in ["\u{1b}[C", "\u{1b}[F", "\u{5}", "\u{6}"] {
        terminal.press("/raw s");
        terminal.settles("→", "open    /ws ▸ /raw said before");
        terminal.press(format!("{key}!\r"));
        assert_eq!(witness.next(), text("said before!"));
        // what is only offered is not sent
        terminal.enter("/raw said");
        assert_eq!(witness.next(), text("said"));
        terminal.enter("/raw said before");
        assert_eq!(witness.next(), text("said before"));
    }
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
    // without colour it could not be told from what is typed
    let mut plain = Terminal::start(
        100,
        &[("XDG_STATE_HOME", home.state()), ("NO_COLOR", "1")],
        &["connect", &witness.ws(), "--no-time"],
    );
    plain.settles("101", "open    /ws ▸");
    plain.press("/raw sa");
    plain.settles("101", "open    /ws ▸ /raw sa");
}

#[test]
fn the_keys_of_vi_are_there_for_the_asking() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &["--keys", "vi"]);
    terminal.press("/raw one two");
    terminal.settles("101", "open    /ws ▸ /raw one two");
    terminal.press("\u{1b}");
    terminal.press("bcwthree\r");
    assert_eq!(witness.next(), text("one three"));
}

#[test]
fn what_is_open_goes_on_in_the_next_row() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    terminal.enter("{\"HEADERS\": {},");
    terminal.enter("  \"a\": [1,");
    terminal.press("2]}");
    terminal.settles("101", "2]}");
    looks(&terminal.text(), "rows.txt");
    terminal.press("\r");
    assert_eq!(witness.next(), text(r#"{"HEADERS":{},"a":[1,2]}"#));
    terminal.settles("→ 24 B", "open    /ws ▸");
    terminal.enter("x='a");
    terminal.enter("b'");
    let Heard::Text(sent) = witness.next() else { panic!("it closed") };
    assert!(sent.starts_with(r#"{"x":"a\nb","HEADERS":{"#), "{sent}");
    // keys that mean something to the editor alone are for its prompt
    terminal.settles("→ 124 B", "open    /ws ▸");
    // Ctrl-C gives up all of it
    terminal.press("{\"b\":\r1\u{3}");
    terminal.settles("once more", "open    /ws ▸");
    // an empty row ends it as it is
    terminal.enter("{\"c\":");
    terminal.enter("");
    terminal.settles("it ends too early", "open    /ws ▸");
    terminal.enter("/raw it's {");
    assert_eq!(witness.next(), text("it's {"));
    terminal.settles("→ 6 B", "open    /ws ▸");
    // and Alt-Enter breaks any line
    terminal.press("/raw a\u{1b}\rb\r");
    assert_eq!(witness.next(), text("a\nb"));
}

#[test]
fn a_quote_that_is_open_is_told_once() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    let note = "note: a quote is open: the line goes on; an empty row sends it, Ctrl-C gives it up\nopen    /ws ▸ msg=don't";
    terminal.enter("msg=don't");
    terminal.until("the note", |text| text.contains(note));
    terminal.enter("/quit");
    terminal.press("more");
    terminal.settles(&format!("{note}\n/quit\n"), "more");
    assert_eq!(terminal.text().matches("note: ").count(), 1);
    terminal.press("\u{3}");
    terminal.settles("once more", "open    /ws ▸");
    // brackets are told by nothing
    terminal.enter("{\"a\":");
    terminal.press("1");
    terminal.settles("{\"a\":", "1");
    assert_eq!(terminal.text().matches("a quote is open").count(), 1);
}

#[test]
fn a_line_is_in_colour_and_shows_where_it_is_wrong() {
    let (home, witness) = (Home::new(), Witness::start());
    let painted = |environment: &[(&str, &str)]| {
        let mut terminal = shop(&home, &witness, 100, environment);
        terminal.press("name=漢字 size:=1 oops x=1\u{15}{\"a\": 1 2}");
        terminal.settles("101", "open    form#order ▸ {\"a\": 1 2}");
        terminal.press("\u{15}/nothing \u{15}\u{4}");
        terminal.end().raw
    };
    let raw = painted(&[]);
    for part in [
        "\u{1b}[36mname\u{1b}[0m=\u{1b}[32m漢字\u{1b}[0m",
        "\u{1b}[36msize\u{1b}[0m:=\u{1b}[33m1\u{1b}[0m",
        "\u{1b}[4m\u{1b}[31moops\u{1b}[0m",
        "{\u{1b}[36m\"a\"\u{1b}[0m: \u{1b}[33m1\u{1b}[0m \u{1b}[4m\u{1b}[31m2\u{1b}[0m}",
        "\u{1b}[4m\u{1b}[31m/nothing\u{1b}[0m",
    ] {
        assert!(raw.contains(part), "{part:?}");
    }
    let raw = painted(&[("NO_COLOR", "1")]);
    let colours = regress::Regex::new("\\u001b\\[[0-9;]*m").unwrap();
    assert_eq!(colours.find_iter(&raw).count(), 0);
}

#[test]
fn what_is_pasted_steers_no_terminal() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    terminal.press(pasted("/raw a\u{9b}31mb\u{202e}c"));
    terminal.press("\r");
    assert_eq!(witness.next(), text("a\u{9b}31mb\u{202e}c"));
    terminal.enter("/quit");
    let raw = terminal.end().raw;
    assert!(!raw.contains(['\u{9b}', '\u{202e}']), "{raw:?}");
}

#[test]
fn a_megabyte_of_json_in_many_rows_is_pasted_and_sent() {
    let (home, witness) = (Home::new(), Witness::start());
    let mut terminal = home.bare(&witness, &[]);
    let numbers: Vec<String> = (0..100_000).map(|number| format!("{number:08}").replace('0', "1")).collect();
    let json = format!("{{\"HEADERS\": {{}}, \"n\": [\n{}\n]}}", numbers.join(",\n"));
    terminal.press(pasted(&json));
    terminal.press("\r");
    assert_eq!(witness.next(), text(&format!("{{\"HEADERS\":{{}},\"n\":[{}]}}", numbers.join(","))));
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

/// Messages of a flood.
const FLOOD: usize = 3000;

#[test]
fn nothing_is_lost_or_torn_while_a_line_is_searched_completed_and_broken() {
    let flood = |text: &str| match text {
        "go" => (1..=FLOOD).map(|number| format!("<li id=\"n\">{number}</li>")).collect(),
        _ => Vec::new(),
    };
    let (home, witness) = (Home::new(), Witness::answering(flood));
    // every message whole, none folded
    let mut terminal = home.bare(&witness, &["-v"]);
    terminal.enter("/raw go");
    let keys = [
        "\u{12}g",
        "o\u{7}",
        "\u{15}/re\t",
        "\u{15}/p",
        "\t\u{15}",
        "{\"HEADERS\":{}",
        ",\r",
        "\"ty",
        "ped\":",
        "\r",
        "\u{12}raw",
        "\u{7}",
        "\"über 漢字\"",
    ];
    for (number, keys) in keys.into_iter().enumerate() {
        // a few keys for every hundred messages or so; what is searched shows nothing new before the next key
        terminal.until("the flood", |text| text.contains("reverse-i-search") || above(text, number * 100));
        terminal.press(keys);
    }
    let last = format!("<li id=\"n\">{FLOOD}</li>");
    terminal.settles(&last, "\"über 漢字\"");
    terminal.enter("}");
    assert_eq!((witness.next(), witness.next()), (text("go"), text(r#"{"HEADERS":{},"typed":"über 漢字"}"#)));
    terminal.settles("→", "open    /ws ▸");
    terminal.enter("/quit");
    let ended = terminal.end();
    let messages: Vec<&str> = ended.text.lines().filter_map(number_of).collect();
    let expected: Vec<String> = (1..=FLOOD).map(|number| number.to_string()).collect();
    assert_eq!(messages, expected);
}

/// The number of a message in a row that is nothing else.
fn number_of(row: &str) -> Option<&str> {
    row.trim().strip_prefix("<li id=\"n\">")?.strip_suffix("</li>")
}

/// Whether a message past that number is on the screen.
fn above(text: &str, number: usize) -> bool {
    text.lines().filter_map(|row| number_of(row)?.parse::<usize>().ok()).any(|shown| shown > number)
}
