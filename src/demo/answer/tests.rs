//! What each message is answered with.

use super::*;

fn ask(text: &str) -> Vec<Reply> {
    answer(text, &mut Board::default(), &Headers::new())
}

fn text(markup: &str) -> Reply {
    Reply::Text(markup.to_owned())
}

#[test]
fn a_chat_message_goes_to_everyone_then_the_sender_gets_the_last_line_and_an_empty_input() {
    assert_eq!(
        ask(r#"{"msg":"hello","act":"say","HEADERS":{"HX-Request":"true"}}"#),
        [
            Reply::Everyone(r#"<ul id="chat" hx-swap-oob="beforeend"><li>hello</li></ul>"#.to_owned()),
            text(r#"<p id="last">last: hello</p>"#),
            text(r#"<input id="msg" name="msg" placeholder="say more" required autocomplete="off">"#),
        ]
    );
}

#[test]
fn what_people_type_is_escaped() {
    let replies = ask(r#"{"msg":"<b id=\"x\">&'"}"#);
    assert_eq!(replies[1], text(r#"<p id="last">last: &lt;b id=&quot;x&quot;&gt;&amp;&#39;</p>"#));
}

#[test]
fn a_message_that_is_no_text_is_shown_as_json() {
    assert_eq!(ask(r#"{"msg":["a",1]}"#)[1], text(r#"<p id="last">last: [&quot;a&quot;,1]</p>"#));
}

#[test]
fn an_order_is_a_row_and_the_total_in_one_message_and_rows_are_numbered_per_server() {
    let mut board = Board::default();
    let mut order = |text: &str| answer(text, &mut board, &Headers::new());
    assert_eq!(
        order(r#"{"item":"tea","qty":"2","size":"M","rush":"on"}"#),
        [text(concat!(
            r##"<tbody hx-swap-oob="beforeend:#rows"><tr id="row-1"><td>1</td><td>tea</td><td>2</td>"##,
            "<td>M</td><td>rush</td></tr></tbody>\n<output id=\"total\">2</output>"
        ))]
    );
    assert_eq!(
        order(r#"{"item":"<i>","qty":3}"#),
        [text(concat!(
            r##"<tbody hx-swap-oob="beforeend:#rows"><tr id="row-2"><td>2</td><td>&lt;i&gt;</td><td>3</td>"##,
            "<td></td><td></td></tr></tbody>\n<output id=\"total\">5</output>"
        ))]
    );
}

#[test]
fn an_order_without_a_quantity_is_asked_for_one_and_takes_no_number() {
    let mut board = Board::default();
    for quantity in ["0", "-1", "1.5", "\"\"", "\"many\"", "null"] {
        let order = format!(r#"{{"item":"tea","qty":{quantity}}}"#);
        assert_eq!(
            answer(&order, &mut board, &Headers::new()),
            [text(r#"<p id="last">how many? `qty` is a whole number from 1</p>"#)]
        );
    }
    assert_eq!(board, Board::default());
}

#[test]
fn the_counter_steps_for_everyone_and_stops_at_its_bounds() {
    let mut board = Board::default();
    let mut count = |step: &str| answer(step, &mut board, &Headers::new());
    let shows = |n: i64| [Reply::Everyone(format!(r#"<output id="count">{n}</output>"#))];
    assert_eq!(count(r#"{"step":1}"#), shows(1));
    assert_eq!(count(r#"{"step":"-3"}"#), shows(-2));
    assert_eq!(count(r#"{"step":9223372036854775807}"#), shows(i64::MAX - 2));
    assert_eq!(count(r#"{"step":5}"#), shows(i64::MAX));
}

#[test]
fn what_is_not_known_is_said_back() {
    let deep = "[".repeat(100_000);
    let mut asked = vec!["hello", "7", "[]", "{}", r#"{"step":"x"}"#, r#"{"do":"dance"}"#, r#"{"do":3}"#];
    asked.extend([r#"{"do":"close","code":70000}"#, r#"{"do":"flood","count":-1}"#, deep.as_str()]);
    for message in asked {
        let words = escaped(message);
        assert_eq!(ask(message), [text(&format!(r#"<p id="last">I do not know: {words}</p>"#))]);
    }
}

#[test]
fn the_ends_are_with_a_code_without_one_or_without_a_word() {
    assert_eq!(ask(r#"{"do":"restart"}"#), [Reply::Close(Some((1012, "service restart")))]);
    assert_eq!(ask(r#"{"do":"close","code":"4001"}"#), [Reply::Close(Some((4001, "as you asked")))]);
    assert_eq!(ask(r#"{"do":"close"}"#), [Reply::Close(None)]);
    assert_eq!(ask(r#"{"do":"drop"}"#), [Reply::Cut]);
}

#[test]
fn big_is_as_many_bytes_as_asked_for() {
    let length = |message: &str| match &ask(message)[..] {
        [Reply::Text(text)] => text.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(length(r#"{"do":"big"}"#), 100_000_000);
    assert_eq!(length(r#"{"do":"big","bytes":"1000"}"#), 1000);
    assert_eq!(ask(r#"{"do":"big","bytes":23}"#), [text(r#"<div id="big">xxx</div>"#)]);
    assert_eq!(ask(r#"{"do":"big","bytes":1}"#), [text(r#"<div id="big"></div>"#)]);
    let refusal = r#"<p id="last">how big? `bytes` is a whole number up to 1073741824</p>"#;
    assert_eq!(ask(r#"{"do":"big","bytes":1073741825}"#), [text(refusal)]);
    assert_eq!(ask(r#"{"do":"big","bytes":-1}"#), [text(refusal)]);
}

#[test]
fn echo_and_headers_show_what_came() {
    let message = r#"{"do":"echo", "x":"<"}"#;
    let shown = r#"<pre id="echo">{&quot;do&quot;:&quot;echo&quot;, &quot;x&quot;:&quot;&lt;&quot;}</pre>"#;
    assert_eq!(ask(message), [text(shown)]);
    let headers =
        vec![("host".to_owned(), "x:1".to_owned()), ("cookie".to_owned(), "demo=<visitor>".to_owned())];
    assert_eq!(
        answer(r#"{"do":"headers"}"#, &mut Board::default(), &headers),
        [text("<pre id=\"echo\">host: x:1\ncookie: demo=&lt;visitor&gt;\n</pre>")]
    );
}

#[test]
fn the_payloads_that_are_no_html_text_are_as_promised() {
    assert_eq!(ask(r#"{"do":"flood"}"#), [Reply::Flood(1000)]);
    assert_eq!(ask(r#"{"do":"flood","count":3}"#), [Reply::Flood(3)]);
    let [Reply::Binary(bytes)] = &ask(r#"{"do":"binary"}"#)[..] else { panic!() };
    assert_eq!(std::str::from_utf8(bytes), Ok(r#"<p id="last">in a binary frame</p>"#));
    let [Reply::BrokenText(bytes)] = &ask(r#"{"do":"invalid-utf8"}"#)[..] else { panic!() };
    assert!(std::str::from_utf8(bytes).is_err());
    let [Reply::Text(json)] = &ask(r#"{"do":"json"}"#)[..] else { panic!() };
    assert!(serde_json::from_str::<Value>(json).is_ok());
    let [Reply::Text(escape)] = &ask(r#"{"do":"escape"}"#)[..] else { panic!() };
    assert!(escape.contains("\u{1b}]0;title\u{7}"));
}
