//! How much is shown: verbose, quiet, long, in colour, and nothing that steers a terminal.

use super::*;

#[test]
fn verbose_shows_whole_messages_and_headers() {
    let style = Style { verbose: 1, ..timed() };
    let records = [
        at(0, Event::Connecting { url: "ws://h/".into(), attempt: 1 }),
        at(
            0,
            Event::Trace(Trace::Asked {
                line: "GET / HTTP/1.1".into(),
                headers: Headers(vec![("Host".into(), "h\u{1b}".into())]),
            }),
        ),
        at(
            0,
            Event::Open {
                url: "ws://h/".into(),
                status: 101,
                subprotocol: Some("chat".into()),
                headers: Headers(vec![("server".into(), "x".into())]),
                attempt: 1,
                took_ms: 0,
                sent: vec![],
            },
        ),
        at(0, sent(r#"{"a":1,"HEADERS":{"b":null}}"#)),
        at(0, text(1, r#"{"a":[]}"#)),
        at(0, Event::Ping { data: "\u{1b}c".into() }),
        at(0, Event::Pong { data: "x".into(), round_trip: None, answers: 0 }),
    ];
    assert_eq!(
        shown(style, &records),
        "\
dial   ws://h/
     > GET / HTTP/1.1
     > Host: h␛
open   ws://h/   101 in 0 ms · subprotocol chat
→ 14:02:11.000    28 B · form#form
      {
        \"a\": 1,
        \"HEADERS\": {
          \"b\": null
        }
      }
← 14:02:11.000     8 B   +0 ms   json
      {
        \"a\": []
      }
ping   ␛c   14:02:11.000
pong   x   14:02:11.000
"
    );
}

#[test]
fn messages_are_shown_as_received_where_they_are_asked_for() {
    let style = Style { messages: true, ..timed() };
    let records = [at(0, text(1, "<p>\u{1b}\n\n  a</p>")), at(0, Event::from(fragment(1, 0, "#a", "a")))];
    assert_eq!(
        shown(style, &records),
        "← 14:02:11.000    13 B   text\n      <p>␛\n\n        a</p>\n  ✓ #a  beforeend  1 match\n      a\n"
    );
}

#[test]
fn long_fragments_are_cut_to_what_a_terminal_shows() {
    let items = |count: usize| Event::from(fragment(1, 0, "#a", &"<li>x</li>".repeat(count)));
    let lines = |style: Style, count| shown(style, &[plain(text(1, "<p>")), plain(items(count))]);
    assert_eq!(lines(untimed(), 25).lines().last(), Some("     … 5 more lines"));
    assert_eq!(lines(untimed(), 21).lines().count(), 22);
    assert_eq!(
        lines(Style { height: Some(9), ..untimed() }, 25).lines().last(),
        Some("     … 19 more lines")
    );
    assert_eq!(lines(Style { verbose: 1, ..untimed() }, 99).lines().count(), 100);
}

#[test]
fn quiet_leaves_out_what_is_routine() {
    let style = Style { quiet: true, ..timed() };
    let records = [
        at(0, open(1)),
        at(0, Event::Ping { data: "a".into() }),
        at(0, Event::Note { message: "a remark".into() }),
        at(0, close(1006, "", By::Network, true)),
    ];
    let (data, diagnostics) = rendered(human(style), &records);
    assert_eq!(data, "close  1006 abnormal closure · by network · htmx 2 reconnects · 14:02:11.000\n");
    assert_eq!(diagnostics, "");
}

#[test]
fn errors_and_notes_go_to_standard_error() {
    let records = [
        plain(Event::Note { message: "no control is called `x`".into() }),
        plain(Event::Error { message: "refused".into(), help: Some("try   `--origin`".into()) }),
    ];
    assert_eq!(
        rendered(human(timed()), &records),
        (String::new(), "note: no control is called `x`\nerror: refused\n  try   `--origin`\n".to_owned())
    );
}

#[test]
fn the_page_is_laid_out() {
    let html = "<html><head></head><body><p>x</p></body></html>";
    assert_eq!(
        shown(timed(), &[at(0, Event::Page { html: html.into() })]),
        "<html>\n  <head></head>\n  <body>\n    <p>x</p>\n  </body>\n</html>\n"
    );
}

#[test]
fn colour_is_where_it_says_something() {
    let miss = Fragment { outcome: Outcome::NoTarget, ..fragment(1, 1, "#b", "") };
    let records = [
        at(0, text(1, "<p>")),
        at(0, Event::from(fragment(1, 0, "#a", "x"))),
        at(0, Event::from(miss)),
        at(0, warning(Some(1), Some(1), "no-target", "missed", "")),
    ];
    assert_eq!(
        shown(Style { color: true, ..timed() }, &records),
        "\
\u{1b}[1m← \u{1b}[0m\u{1b}[2m14:02:11.000     3 B\u{1b}[0m
  \u{1b}[32m✓ \u{1b}[0m\u{1b}[1m#a  \u{1b}[0mbeforeend  \u{1b}[2m1 match\u{1b}[0m
      x
  \u{1b}[31m✗ \u{1b}[0m\u{1b}[1m#b  \u{1b}[0mbeforeend  \u{1b}[31mno target on the page\u{1b}[0m
  \u{1b}[33m! no-target: missed\u{1b}[0m
"
    );
}

proptest::proptest! {
    #[test]
    fn nothing_a_server_sends_reaches_the_terminal_as_a_control(data in "(?s).{0,80}", width in 20usize..100) {
        let mut swapped = fragment(1, 0, &data, &data);
        (swapped.id, swapped.oob, swapped.tag, swapped.swap) =
            (Some(data.clone()), Some(data.clone()), data.clone(), data.clone());
        let records = [
            at(0, text(1, &data)),
            at(0, Event::from(swapped)),
            at(0, warning(Some(1), Some(0), "json", &data, &data)),
            at(0, sent(&data)),
            at(0, close(1000, &data, By::Server, false)),
            at(0, Event::Error { message: data.clone(), help: Some(data.clone()) }),
        ];
        let (out, err) = rendered(human(Style { width, verbose: 1, ..timed() }), &records);
        proptest::prop_assert!(!out.chars().chain(err.chars()).any(|c| c.is_control() && c != '\n'), "{out:?} {err:?}");
    }
}

#[test]
fn in_full_a_text_that_does_not_fit_goes_under_its_row() {
    let narrow = |verbose| Style { width: 30, times: false, verbose, ..Style::default() };
    let long = "one two three four five six seven";
    let records =
        [plain(sent(long)), plain(text(1, long)), plain(text(2, &format!("<p>{long}"))), plain(text(3, "x"))];
    let cut = "→ 33 B   one two three four f…\n1  one two three four five si…\n2  <p>one two three four fi…\n3  x\n";
    assert_eq!(shown(narrow(0), &records), cut);
    let under = "      one two three four five \n      six seven\n";
    let whole = format!(
        "→ 33 B · form#form\n{under}1  \n{under}2  \n     <p>one two three four fiv\n     e six seven\n3  x\n"
    );
    assert_eq!(shown(narrow(1), &records), whole);
}
