//! How what arrives is read: repeats, what is cut, filters, pauses, sizes of the terminal, and the prompt's state.

use super::server::{Demo, Witness};
use super::terminal::Terminal;
use super::{bare, looks};

#[test]
fn repeats_are_folded_into_a_line_that_counts_them() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    terminal.press(r#"/raw {"do":"flood","count":38}"#);
    terminal.press("\rhalf a li");
    terminal.settles("×37   <li>38</li>", "open    /ws ▸ half a li");
    looks(&terminal.text(), "fold.txt");
}

#[test]
fn a_flood_is_one_line_under_which_somebody_types() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    terminal.enter(r#"/raw {"do":"flood","count":20000}"#);
    let line = r#"/raw {"do":"echo","typed":"meanwhile"}"#;
    for key in line.chars() {
        terminal.press(key.to_string());
    }
    terminal.settles("2–20000  ×19999   <li>20000</li>", &format!("open    /ws ▸ {line}"));
    terminal.enter("");
    terminal.settles("id=\"echo\"", "open    /ws ▸");
    terminal.enter("/quit");
    let ended = terminal.end();
    assert_eq!(ended.text.matches("×").count(), 1, "{}", ended.text);
    assert_eq!((ended.text.matches("▸").count(), ended.text.matches(line).count()), (3, 1));
}

#[test]
fn a_line_that_was_entered_is_not_written_over() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    for (number, told) in [(1, "<li>1</li>"), (2, "2  ×1   <li>2</li>"), (3, "2–3  ×2   <li>3</li>")] {
        demo.hears(&format!(r#"{{"msg":"{number}"}}"#));
        terminal.settles(told, "open    /ws ▸");
    }
    terminal.enter("");
    terminal.settles("<li>3</li>\nopen    /ws ▸\nopen", "open    /ws ▸");
    demo.hears(r#"{"msg":"4"}"#);
    terminal.settles("2–4  ×3   <li>4</li>", "open    /ws ▸");
    looks(&terminal.text(), "covered.txt");
}

#[test]
fn what_is_cut_is_shown_page_by_page() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    terminal.resize(60, 12);
    terminal.enter(&format!(r#"/raw {{"do":"echo","x":"{}"}}"#, "<i>x</i>".repeat(30)));
    terminal.settles("more lines", "open    /ws ▸");
    terminal.enter("/more");
    terminal.until("the next page", |text| text.contains("▸ /more\n") && text.ends_with("▸"));
    looks(&terminal.text(), "more.txt");
}

#[test]
fn messages_are_filtered_held_back_and_shown_otherwise() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    terminal.enter("/filter #chta");
    terminal.settles("/filter #chta", "open, filter /ws ▸");
    terminal.enter(r#"/raw {"do":"text"}"#);
    terminal.enter(r#"/raw {"do":"missing"}"#);
    terminal.settles("oops", "open, filter /ws ▸");
    terminal.enter("/filter");
    terminal.settles("1 message was hidden", "open    /ws ▸");
    terminal.enter("/pause");
    terminal.settles("/pause", "open, paused /ws ▸");
    terminal.enter(r#"/raw {"do":"text"}"#);
    terminal.enter("/wait");
    terminal.enter("/resume");
    terminal.settles("words, no", "open    /ws ▸");
    terminal.enter("/output html");
    terminal.enter(r#"/raw {"do":"missing"}"#);
    terminal.settles("\n<p id=\"chta\">oops</p>", "open    /ws ▸");
    terminal.enter("/output human");
    for line in ["/filter /(/", "/output xml", "/time maybe", "/record", "/more", "/resume", "/record off"] {
        terminal.enter(line);
    }
    terminal.settles("nothing is being recorded", "open    /ws ▸");
    looks(&terminal.text(), "reading.txt");
}

#[test]
fn the_retry_is_counted_down_under_a_line_that_is_typed() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &["--reconnect-delay", "4s"]);
    terminal.enter(r#"/raw {"do":"restart"}"#);
    terminal.settles("1012", "retry 1 4s  ▸");
    terminal.press("/raw é");
    terminal.settles("1012", "retry 1 3s  ▸ /raw é");
    terminal.press("ü");
    terminal.settles("1012", "retry 1 2s  ▸ /raw éü");
    terminal.settles("attempt 2", "open    /ws ▸ /raw éü");
}

#[test]
fn the_terminal_may_change_its_size() {
    let demo = Demo::start();
    let mut terminal = bare(&demo.ws("/ws"), &[]);
    terminal.resize(40, 10);
    terminal.enter(r#"/raw {"do":"text"}"#);
    terminal.settles("words, no", "open    /ws ▸");
    terminal.enter("/help record");
    terminal.settles("/record off", "open    /ws ▸");
    looks(&terminal.text(), "resized.txt");
}

#[test]
fn a_tiny_terminal_shows_what_fits() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("");
    terminal.resize(20, 5);
    terminal.enter("/page #say");
    terminal.until("a short prompt", |text| text.ends_with("open    ▸"));
    terminal.enter("msg=漢字👩\u{200d}👧");
    terminal.until("the answers", |text| text.contains("more") && text.ends_with("open    ▸"));
    terminal.enter("/submit #missing");
    terminal.until("a warning", |text| text.contains("`#chat`?") && text.ends_with("open    ▸"));
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn help_fits_eighty_and_forty_columns() {
    let witness = Witness::start();
    for (columns, golden) in [(80, "help-80.txt"), (40, "help-40.txt")] {
        let mut terminal = Terminal::start(columns, &[], &["connect", &witness.ws(), "--no-time"]);
        terminal.settles("101", "open    /ws ▸");
        terminal.resize(columns, 200);
        terminal.enter("/help");
        terminal.settles("Ctrl-D does", "open    /ws ▸");
        looks(&terminal.text(), golden);
    }
}
