//! Repeats are folded, what is cut can be seen in full, and text is wrapped.

use super::*;
use crate::render::REPLACE;
use crate::render::samples::Capture;
use crate::render::width;

/// A message with one fragment, told at a time.
fn told(ms: u64, seq: u64, target: &str, inserted: &str) -> Vec<Record> {
    let fragment = Event::from(fragment(seq, 0, target, inserted));
    vec![at(ms, text(seq, "<p>")), at(ms, fragment), at(ms, Event::Done { seq })]
}

fn item(ms: u64, seq: u64) -> Vec<Record> {
    told(ms, seq, "#a", &format!("<li>{seq}</li>"))
}

fn folding(width: usize) -> Style {
    Style { folds: true, width, ..timed() }
}

/// What a terminal shows in the end.
fn seen(style: Style, records: &[Record]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in shown(style, records).lines() {
        match line.strip_prefix(REPLACE) {
            Some(line) => *lines.last_mut().unwrap() = line.to_owned(),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn repeats_are_one_line_that_counts_them_and_shows_the_last() {
    let records: Vec<Record> = (1..=38).flat_map(|seq| item(seq * 100, seq)).collect();
    assert_eq!(
        seen(folding(80), &records),
        "\
← 14:02:11.100     3 B
  ✓ #a  beforeend  1 match
      <li>1</li>
← 14:02:14.800   ×37 in 3700 ms   <li>38</li>
"
    );
    assert_eq!(
        seen(Style { times: false, ..folding(80) }, &records),
        "1  ✓ #a  beforeend  1 match\n     <li>1</li>\n2–38  ×37   <li>38</li>\n"
    );
    assert_eq!(seen(Style { folds: false, ..folding(80) }, &records).lines().count(), 3 * 38);
}

#[test]
fn a_narrow_terminal_gets_a_line_that_fits() {
    let records: Vec<Record> =
        (1..=9).flat_map(|seq| told(0, seq, "#a", &"<li>word</li>".repeat(9))).collect();
    for width in [20, 30, 40, 60] {
        let text = seen(folding(width), &records);
        let line = text.lines().last().unwrap();
        assert!(line.contains("×8") && width::columns(line) <= width, "{width}: {line}");
    }
}

#[test]
fn what_is_different_late_or_sent_between_begins_anew() {
    let folds = |records: Vec<Record>| seen(folding(80), &records).matches('×').count();
    assert_eq!(folds([item(0, 1), item(0, 2)].concat()), 1);
    assert_eq!(folds([item(0, 1), told(0, 2, "#b", "<li>2</li>")].concat()), 0);
    assert_eq!(folds([item(0, 1), told(0, 2, "#a", "<li><b>2</b></li>")].concat()), 0);
    assert_eq!(folds([item(0, 1), item(2001, 2), item(4002, 3)].concat()), 0);
    assert_eq!(folds([item(0, 1), vec![at(0, sent("x"))], item(0, 2)].concat()), 0);
    assert_eq!(
        folds(
            [item(0, 1), vec![at(0, Event::Error { message: "m".into(), help: None })], item(0, 2)].concat()
        ),
        0
    );
    // what is not shown comes between nothing
    assert_eq!(folds([item(0, 1), vec![at(0, Event::Ping { data: "p".into() })], item(0, 2)].concat()), 1);
}

#[test]
fn a_warning_that_is_new_is_shown() {
    let warned = |seq, what: &str| {
        let mut records = item(0, seq);
        records.insert(2, at(0, warning(Some(seq), Some(0), "many-targets", what, "")));
        records
    };
    let records = [item(0, 1), warned(2, "one"), warned(3, "one"), warned(4, "other")].concat();
    assert_eq!(
        seen(Style { times: false, ..folding(80) }, &records),
        "\
1  ✓ #a  beforeend  1 match
     <li>1</li>
2  ✓ #a  beforeend  1 match
     <li>2</li>
   ! many-targets: one
3  ×1   <li>3</li>
4  ✓ #a  beforeend  1 match
     <li>4</li>
   ! many-targets: other
"
    );
}

#[test]
fn a_run_of_misses_is_marked() {
    let missed = |seq| {
        let miss = Fragment { outcome: Outcome::NoTarget, ..fragment(seq, 0, "#x", "<p>x</p>") };
        vec![plain(text(seq, "<p>")), plain(Event::from(miss)), plain(Event::Done { seq })]
    };
    let text = seen(Style { times: false, ..folding(80) }, &[missed(1), missed(2), missed(3)].concat());
    assert_eq!(text.lines().last(), Some("2–3  ×2 ✗   <p>x</p>"));
}

/// What is written at first, and by every further page.
fn pages(style: Style, records: &[Record], count: usize) -> Vec<String> {
    let data = Capture::default();
    let mut out = Output::to(Box::new(data.clone()), Box::new(io::sink()));
    let mut human = human(style);
    human.records(records, &mut out).unwrap();
    out.flush().unwrap();
    let mut pages = vec![data.text()];
    for _ in 0..count {
        let before = data.text().len();
        let any = human.more(&mut out).unwrap();
        out.flush().unwrap();
        pages.push(if any { data.text()[before..].to_owned() } else { "nothing".to_owned() });
    }
    pages
}

#[test]
fn what_is_cut_goes_on_page_by_page() {
    let items: String = (1..=20).map(|number| format!("<li>{number}</li>")).collect();
    let style = Style { height: Some(9), times: false, ..timed() };
    let pages = pages(style, &told(0, 1, "#a", &items), 4);
    let range = |from, to| (from..=to).map(|number| format!("     <li>{number}</li>\n")).collect::<String>();
    assert_eq!(pages[0], format!("1  ✓ #a  beforeend  1 match\n{}     … 14 more lines\n", range(1, 6)));
    assert_eq!(pages[1], format!("{}     … 8 more lines\n", range(7, 12)));
    assert_eq!(pages[2], format!("{}     … 2 more lines\n", range(13, 18)));
    assert_eq!(pages[3], range(19, 20));
    assert_eq!(pages[4], "nothing");
}

#[test]
fn texts_and_bytes_that_are_cut_go_on_too() {
    let style = Style { width: 40, ..timed() };
    let json = r#"{"note":"more than a line has room for","n":1}"#;
    assert_eq!(
        pages(style.clone(), &[at(0, text(1, json))], 2)[1..],
        [
            "      {\n        \"note\": \"more than a line has ro\n      om for\",\n        \"n\": 1\n      }\n",
            "nothing"
        ]
    );
    assert_eq!(
        pages(style, &[at(0, binary(1, &[0x61; 52]))], 2)[1..],
        ["      61 61 61 61  |aaaa|\n", "nothing"]
    );
}

#[test]
fn the_last_of_a_run_can_be_seen_whole() {
    let long = |seq| told(0, seq, "#a", &format!("<li>{seq}{}</li>", " word".repeat(20)));
    let pages = pages(folding(60), &[long(1), long(2)].concat(), 1);
    assert!(pages[1].contains("<li>") && pages[1].contains("2 word"), "{}", pages[1]);
}

#[test]
fn text_is_wrapped_on_a_terminal_under_what_it_belongs_to() {
    let help =
        "send\n  /raw TEXT|@FILE  send this text, or that of a file, as it is\nplain words that go on and on";
    let told = |style: Style| shown(style, &[plain(Event::Text { text: help.into() })]);
    let narrow = |width| Style { terminal: true, width, ..timed() };
    assert_eq!(told(timed()), format!("{help}\n"));
    assert_eq!(
        told(narrow(48)),
        "\
send
  /raw TEXT|@FILE  send this text, or that of a
                   file, as it is
plain words that go on and on
"
    );
    assert_eq!(
        told(narrow(25)),
        "\
send
  /raw TEXT|@FILE
      send this text, or
      that of a file, as
      it is
plain words that go on
  and on
"
    );
}

#[test]
fn a_tiny_terminal_is_not_filled() {
    let items = "<li>x</li>".repeat(20);
    let style = Style { height: Some(5), width: 20, ..timed() };
    let records =
        [vec![at(0, sent(HELLO))], told(5, 1, "#messages", &items), vec![at(9, binary(2, b"abc"))]].concat();
    assert_eq!(
        shown(style, &records),
        "\
→ 14:02:11.000 67 B
      {\"msg\":\"hello…
← 14:02:11.005 3 B
      +5 ms
  ✓ #messages
    beforeend
    1 match
      <li>x</li>
      <li>x</li>
      … 18 more
← 14:02:11.009 3 B
      +9 ms   binary
      61 62  |ab|
      63     |c|
"
    );
}
