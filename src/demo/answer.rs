//! PURE. What a message is answered with: the chat, the orders, the counter.
//!
//! Knows htmx's markup and no socket: [`Reply`] says what is to be done, `socket` and `room` do it.

use serde_json::{Map, Value};

use super::room::Headers;
use super::trick::trick;

/// What all clients of a server share.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Board {
    /// The counter.
    count: i64,
    /// How many orders came in; the last one's number.
    orders: u64,
    /// How many pieces they are together.
    total: u64,
}

/// One thing to do in answer to a message.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// A text message to every client, the one that asked included.
    Everyone(String),
    /// A text message.
    Text(String),
    /// A binary message.
    Binary(Vec<u8>),
    /// A text message whose payload is not UTF-8.
    BrokenText(Vec<u8>),
    /// So many chat lines, a message each.
    Flood(u64),
    /// The end by a closing handshake, with a code and a reason or with neither.
    Close(Option<(u16, &'static str)>),
    /// The end of the TCP connection without a closing handshake.
    Cut,
}

/// The answer to the message `text` of a client whose handshake had `headers`. Never empty.
pub(super) fn answer(text: &str, board: &mut Board, headers: &Headers) -> Vec<Reply> {
    let message: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
    let known = if let Some(name) = message.get("do").and_then(Value::as_str) {
        trick(name, &message, text, headers)
    } else if let Some(said) = message.get("msg") {
        Some(chat(&plain(said)))
    } else if let Some(item) = message.get("item") {
        Some(order(&plain(item), &message, board))
    } else {
        message.get("step").and_then(number).map(|step| counter(step, board))
    };
    known.unwrap_or_else(|| vec![last(&format!("I do not know: {text}"))])
}

fn chat(said: &str) -> Vec<Reply> {
    let input =
        r#"<input id="msg" name="msg" placeholder="say more" required autocomplete="off">"#.to_owned();
    vec![Reply::Everyone(chat_line(said)), last(&format!("last: {said}")), Reply::Text(input)]
}

fn order(item: &str, message: &Map<String, Value>, board: &mut Board) -> Vec<Reply> {
    let quantity = message.get("qty").and_then(number).and_then(|quantity| u64::try_from(quantity).ok());
    let Some(quantity) = quantity.filter(|quantity| *quantity > 0) else {
        return vec![last("how many? `qty` is a whole number from 1")];
    };
    board.orders += 1;
    board.total = board.total.saturating_add(quantity);
    let size = message.get("size").map(plain).unwrap_or_default();
    let rush = if message.contains_key("rush") { "rush" } else { "" };
    let cells = [&board.orders.to_string(), item, &quantity.to_string(), &size, rush]
        .map(|cell| format!("<td>{}</td>", escaped(cell)))
        .concat();
    let row = format!(r#"<tr id="row-{}">{cells}</tr>"#, board.orders);
    let total = format!(r#"<output id="total">{}</output>"#, board.total);
    vec![Reply::Text(format!("<tbody hx-swap-oob=\"beforeend:#rows\">{row}</tbody>\n{total}"))]
}

fn counter(step: i64, board: &mut Board) -> Vec<Reply> {
    board.count = board.count.saturating_add(step);
    vec![Reply::Everyone(format!(r#"<output id="count">{}</output>"#, board.count))]
}

/// A line of the chat, to be added at its end.
pub(super) fn chat_line(said: &str) -> String {
    format!(r#"<ul id="chat" hx-swap-oob="beforeend"><li>{}</li></ul>"#, escaped(said))
}

/// The paragraph under the chat.
pub(super) fn last(words: &str) -> Reply {
    Reply::Text(format!(r#"<p id="last">{}</p>"#, escaped(words)))
}

/// A whole number, typed into a field or given as JSON.
pub(super) fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(typed) => typed.trim().parse().ok(),
        _ => None,
    }
}

/// What a person would call the value: a text without its quotes, anything else as JSON.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// `text` as HTML that shows it, in an element or in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

#[cfg(test)]
mod tests;
