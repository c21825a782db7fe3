//! PURE. The answers that go wrong on purpose: each one something that people met and lost hours with.
//!
//! A message asks for one by name, `{"do":"missing"}`; the page has a button for each.

use serde_json::{Map, Value};

use super::answer::{Reply, escaped, last, number};
use super::room::Headers;

/// How long the message of `big` is unless it says, in bytes.
const BIG: i64 = 100_000_000;

/// The longest message of `big`, in bytes.
const BIGGEST: i64 = 1 << 30;

/// How many messages `flood` sends unless it says.
const FLOOD: i64 = 1000;

/// The answer to `{"do":name}`, whose exact text was `text`; none where there is no such trick.
pub(super) fn trick(
    name: &str,
    message: &Map<String, Value>,
    text: &str,
    headers: &Headers,
) -> Option<Vec<Reply>> {
    let given = |key: &str, default: i64| message.get(key).map_or(Some(default), number);
    let reply = match name {
        "missing" => html(r#"<p id="chta">oops</p>"#),
        "noid" => html("<p>to whom it may concern</p>"),
        "emptyid" => html(r#"<p id="">to nobody</p>"#),
        "wrapped" => html(r#"<tr hx-swap-oob="beforeend:#rows"><td>lost row</td></tr>"#),
        "twice" => html(
            "<p id=\"last\">the first of two</p>\n<p hx-swap-oob=\"beforeend:#rows[\">a bad selector</p>",
        ),
        "modifiers" => html(r#"<p id="last" hx-swap-oob="true settle:0.5s">slowly</p>"#),
        "unknown" => html(r#"<ul id="chat" hx-swap-oob="append"><li>appended?</li></ul>"#),
        "nested" => html(r#"<p id="last">around <b hx-swap-oob="innerHTML:#total">99</b></p>"#),
        "many" => html(r#"<i hx-swap-oob="innerHTML:.tick">tick</i>"#),
        "json" => html(r#"{"note":"data, not HTML","count":3}"#),
        "text" => html("only words, no element"),
        "escape" => html("<p id=\"last\">\u{1b}]0;title\u{7}\u{1b}[2J\u{1b}[31mred\u{1b}[0m</p>"),
        "binary" => Reply::Binary(br#"<p id="last">in a binary frame</p>"#.to_vec()),
        "invalid-utf8" => Reply::BrokenText(b"<p id=\"last\">\xff\xfe</p>".to_vec()),
        "echo" => pre(text),
        "headers" => pre(&lines(headers)),
        "big" => big(given("bytes", BIG)?),
        "flood" => Reply::Flood(u64::try_from(given("count", FLOOD)?).ok()?),
        "restart" => Reply::Close(Some((1012, "service restart"))),
        "close" => close(message.get("code"))?,
        "drop" => Reply::Cut,
        _ => return None,
    };
    Some(vec![reply])
}

fn html(markup: &str) -> Reply {
    Reply::Text(markup.to_owned())
}

fn pre(words: &str) -> Reply {
    Reply::Text(format!(r#"<pre id="echo">{}</pre>"#, escaped(words)))
}

fn lines(headers: &Headers) -> String {
    headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}

/// A message of so many bytes, though never less than the element itself takes.
fn big(bytes: i64) -> Reply {
    const OPEN: &str = r#"<div id="big">"#;
    const CLOSE: &str = "</div>";
    match usize::try_from(bytes) {
        Ok(length) if bytes <= BIGGEST => {
            Reply::Text([OPEN, &"x".repeat(length.saturating_sub(OPEN.len() + CLOSE.len())), CLOSE].concat())
        }
        _ => last(&format!("how big? `bytes` is a whole number up to {BIGGEST}")),
    }
}

/// A close with the given code, or with none at all, which the other side calls 1005.
fn close(code: Option<&Value>) -> Option<Reply> {
    let Some(code) = code else { return Some(Reply::Close(None)) };
    Some(Reply::Close(Some((u16::try_from(number(code)?).ok()?, "as you asked"))))
}
