//! A line at the prompt, read: items, JSON, or a command with a slash.

use serde_json::{Map, Value};
use thiserror::Error;

use super::command;
use super::command::acting::Acting;
use super::command::connection::Connection;
use super::command::control::Control;
use super::command::messages::Messages;
use super::command::page::Look;
use super::command::reading::Reading;
use super::command::sending::{Sending, raw_of};
use super::parting::{SPACE, Unclosed, is_comment, words};
use crate::htmx::diagnose::nearest;
use crate::htmx::item::{Item, ItemError};

/// What a line asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Nothing: no text, or a comment.
    Empty,
    /// Items for the page's sender.
    Items(Vec<Item>),
    /// A JSON object: the values of a message.
    Json(Map<String, Value>),
    /// To send a message.
    Sending(Sending),
    /// To do what the page's user does.
    Acting(Acting),
    /// To show the page.
    Look(Look),
    /// To see to messages that have gone by.
    Messages(Messages),
    /// To act on the socket.
    Connection(Connection),
    /// To show otherwise what arrives.
    Reading(Reading),
    /// To the prompt itself.
    Control(Control),
}

/// Why a line could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LineError {
    /// Neither items nor JSON nor a command.
    #[error("`{0}` is neither an item, JSON nor a command: write name=value, {{\"name\": …}} or /help{1}")]
    Unknown(String, String),
    /// There is no such command.
    #[error("there is no command `{0}`: {1}")]
    Command(String, String),
    /// A quote is open at the end.
    #[error("a quote is not closed: write values with quotes in them as msg=\"don't\"")]
    Quote,
    /// A bad item.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Text that starts like JSON and is none: what is wrong, and where.
    #[error("this is not JSON: {0}")]
    Json(String),
    /// A command's arguments are off.
    #[error("{0}")]
    Arguments(String),
}

/// Characters of a line that are quoted when it is not understood.
const QUOTED: usize = 40;

impl From<Unclosed> for LineError {
    fn from(_: Unclosed) -> Self {
        Self::Quote
    }
}

/// Reads a line.
///
/// # Errors
/// Where it is none that hxws understands; nothing has been done.
pub fn parse(line: &str) -> Result<Line, LineError> {
    let line = line.trim_start_matches(SPACE);
    if let Some(text) = raw_of(line) {
        return text;
    }
    let line = line.trim_end_matches(SPACE);
    if line.is_empty() || is_comment(line) {
        return Ok(Line::Empty);
    }
    if let Some(command) = line.strip_prefix('/') {
        let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        return slash(name, rest.trim_start());
    }
    if line.starts_with(['{', '[']) {
        return json(line).map(Line::Json);
    }
    let words = words(line)?;
    let first = words.first().map(String::as_str).unwrap_or_default();
    if !first.contains('=') {
        let nearest = nearest(first, command::all().map(|command| command.name));
        let hint = nearest.map(|name| format!("; did you mean /{name}?")).unwrap_or_default();
        return Err(LineError::Unknown(start_of(line), hint));
    }
    items(&words).map(Line::Items)
}

fn slash(name: &str, rest: &str) -> Result<Line, LineError> {
    let Some(command) = command::find(name) else {
        let hint = match nearest(name, command::all().map(|command| command.name)) {
            Some(name) => format!("did you mean `/{name}`?"),
            None => "`/help` lists them".to_owned(),
        };
        return Err(LineError::Command(format!("/{name}"), hint));
    };
    if command.takes.is_empty() && !rest.is_empty() {
        let message = format!("`/{name}` takes nothing after it: `{}`", start_of(rest));
        return Err(LineError::Arguments(message));
    }
    (command.read)(rest)
}

pub(super) fn items(words: &[String]) -> Result<Vec<Item>, LineError> {
    words.iter().map(|word| Item::parse(word).map_err(LineError::from)).collect()
}

fn json(text: &str) -> Result<Map<String, Value>, LineError> {
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(LineError::Arguments(
            "a message is an object: write {\"name\": …}, or /raw for other JSON".to_owned(),
        )),
        Err(error) => Err(LineError::Json(problem(text, &error))),
    }
}

/// What is wrong with the text as JSON, and where.
fn problem(text: &str, error: &serde_json::Error) -> String {
    let told = error.to_string();
    let what = told.split(" at line").next().unwrap_or_default();
    if error.is_eof() {
        return format!("it ends too early: {what}");
    }
    let (before, near) = text.split_at(place_of(text, error));
    let (above, before) = before.rsplit_once('\n').unwrap_or(("", before));
    let place = if text.contains('\n') {
        let is_first = text.len() == before.len() + near.len();
        format!("line {}, column ", above.matches('\n').count() + if is_first { 1 } else { 2 })
    } else {
        "column ".to_owned()
    };
    let near = near.split('\n').next().unwrap_or_default();
    format!("{what} at {place}{}: `{}`", before.chars().count() + 1, start_of(near))
}

/// Where JSON breaks: the byte at which it does.
#[must_use]
pub fn place_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n');
    let above: usize = lines.take(error.line().saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary(above + error.column().saturating_sub(1))
}

/// The start of a text, to quote it.
pub(super) fn start_of(text: &str) -> String {
    text.chars().take(QUOTED).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn item(name: &str, value: &str) -> Item {
        Item::Text(name.into(), value.into())
    }

    fn error(line: &str) -> String {
        parse(line).unwrap_err().to_string()
    }

    #[test]
    fn items_are_words_with_an_equals_sign() {
        assert_eq!(
            parse(r#"msg="hello world" n=1"#),
            Ok(Line::Items(vec![item("msg", "hello world"), item("n", "1")]))
        );
        assert_eq!(parse("n:=[1,2]"), Ok(Line::Items(vec![Item::Json("n".into(), json!([1, 2]))])));
        for nothing in ["  ", "#", " # msg=don't", "#\tx"] {
            assert_eq!(parse(nothing), Ok(Line::Empty), "{nothing}");
        }
        assert!(parse("#msg").is_err());
    }

    #[test]
    fn an_object_is_a_message() {
        assert_eq!(parse(r#"{"a": 1}"#), Ok(Line::Json(json!({"a": 1}).as_object().unwrap().clone())));
        assert_eq!(error(r#"{"a": 1,}"#), "this is not JSON: trailing comma at column 9: `}`");
        assert_eq!(error(r#"{"é": nul}"#), "this is not JSON: expected ident at column 10: `}`");
        assert_eq!(
            error("{\n  \"a\": 1\n  \"b\": 2}"),
            "this is not JSON: expected `,` or `}` at line 3, column 3: `\"b\": 2}`"
        );
        assert_eq!(error(r#"{"a":1"#), "this is not JSON: it ends too early: EOF while parsing an object");
        assert_eq!(error("[1]"), "a message is an object: write {\"name\": …}, or /raw for other JSON");
    }

    #[test]
    fn submit_takes_a_selector_and_items() {
        assert_eq!(
            parse("/submit form.a .b x=1"),
            Ok(Line::Sending(Sending::Submit(Some("form.a .b".into()), vec![item("x", "1")])))
        );
        assert_eq!(
            parse("/submit '[name=\"q\"]' x=1"),
            Ok(Line::Sending(Sending::Submit(Some("[name=\"q\"]".into()), vec![item("x", "1")])))
        );
        assert_eq!(parse("/submit"), Ok(Line::Sending(Sending::Submit(None, vec![]))));
        assert_eq!(parse("/submit x=1"), Ok(Line::Sending(Sending::Submit(None, vec![item("x", "1")]))));
    }

    #[test]
    fn a_selector_may_be_quoted_as_in_a_shell() {
        for written in ["#a b", "'#a b'", "\"#a b\""] {
            assert_eq!(parse(&format!("/page {written}")), Ok(Line::Look(Look::Page(Some("#a b".into())))));
        }
        assert_eq!(parse("/page [a='b c']"), Ok(Line::Look(Look::Page(Some("[a='b c']".into())))));
    }

    #[test]
    fn raw_text_is_taken_as_it_stands() {
        assert_eq!(parse("/raw it's <b> \"x\""), Ok(Line::Sending(Sending::Raw("it's <b> \"x\"".into()))));
        assert_eq!(parse("/raw  a\n b \n"), Ok(Line::Sending(Sending::Raw(" a\n b \n".into()))));
        assert_eq!(error("/raw"), "there is no text to send: write /raw TEXT");
        assert_eq!(error("/raw "), "there is no text to send: write /raw TEXT");
        assert_eq!(error("/rawx"), "there is no command `/rawx`: did you mean `/raw`?");
    }

    #[test]
    fn bytes_are_written_in_hexadecimal_and_files_behind_an_at_sign() {
        assert_eq!(parse("/hex 00 ff7B"), Ok(Line::Sending(Sending::Binary(vec![0, 255, 0x7b]))));
        assert_eq!(parse("/hex @a b.bin"), Ok(Line::Sending(Sending::BinaryFile("a b.bin".into()))));
        assert_eq!(parse("/raw @'a b.txt'"), Ok(Line::Sending(Sending::RawFile("a b.txt".into()))));
        assert_eq!(parse("/raw @"), Ok(Line::Sending(Sending::Raw("@".into()))));
        let problem = "`0x1` is no bytes: write pairs of hexadecimal digits, /hex 00 ff, or /hex @FILE";
        assert_eq!(error("/hex 0x1"), problem);
        assert_eq!(error("/hex"), "there are no bytes to send: write /hex 00 ff, or /hex @FILE");
        assert_eq!(
            (parse("/ping"), parse("/ping a b")),
            (
                Ok(Line::Connection(Connection::Ping(None))),
                Ok(Line::Connection(Connection::Ping(Some("a b".into()))))
            )
        );
        assert_eq!(error("/drop it"), "`/drop` takes nothing after it: `it`");
    }

    #[test]
    fn commands_take_what_they_can_use() {
        assert_eq!(error("/forms x"), "`/forms` takes nothing after it: `x`");
        assert_eq!(error("/quit 1"), "`/quit` takes nothing after it: `1`");
        assert_eq!(error("/reconnect now"), "`/reconnect` takes nothing after it: `now`");
        assert_eq!(error("/wait a"), "`a` is not a number of messages: write /wait 2");
        assert_eq!(parse("/headers form#a"), Ok(Line::Look(Look::Headers(Some("form#a".into())))));
        assert_eq!(parse("/help /raw"), Ok(Line::Control(Control::Help(Some("raw".into())))));
    }

    #[test]
    fn close_takes_a_code_and_a_reason() {
        assert_eq!(parse("/close"), Ok(Line::Connection(Connection::Close(1000, String::new()))));
        assert_eq!(
            parse("/close 4000 see you"),
            Ok(Line::Connection(Connection::Close(4000, "see you".into())))
        );
        let (longest, longer) = ("é".repeat(61) + "x", "é".repeat(62));
        assert_eq!(
            parse(&format!("/close 4000 {longest} ")),
            Ok(Line::Connection(Connection::Close(4000, longest)))
        );
        assert_eq!(
            error(&format!("/close 4000 {longer}")),
            "the reason is 124 bytes long: a close frame takes at most 123 (RFC 6455 §5.5)"
        );
        assert_eq!(error("/close x"), "`x` is not a close code: write /close 1000 or /close 4000 reason");
    }

    #[test]
    fn what_is_not_understood_says_what_is_near() {
        assert_eq!(error("/pgae"), "there is no command `/pgae`: did you mean `/page`?");
        assert_eq!(error("/xyzzy"), "there is no command `/xyzzy`: `/help` lists them");
        assert_eq!(
            error("msg=don't"),
            "a quote is not closed: write values with quotes in them as msg=\"don't\""
        );
        assert_eq!(
            error("help"),
            "`help` is neither an item, JSON nor a command: write name=value, {\"name\": …} or /help; did you mean /help?"
        );
        assert_eq!(
            error("msg=hello world"),
            "`world` is not an item: write `name=value`, `name=@file` or `name:=json`"
        );
    }

    proptest! {
        #[test]
        fn no_line_panics(line in ".*") {
            let _read = parse(&line);
        }
    }
}
