//! How the commands that send are written and read. Opens no file that they name, and knows no sender.

use super::super::line::{Line, LineError, items, start_of};
use super::super::parting::{SPACE, words};
use super::{Command, Group, Takes, file};
use crate::htmx::item::Item;
use crate::quantity;

/// What is to be sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Sending {
    /// `/submit [SELECTOR] [ITEM…]`.
    Submit(Option<String>, Vec<Item>),
    /// `/raw TEXT`.
    Raw(String),
    /// `/raw @FILE`.
    RawFile(String),
    /// `/hex BYTES`.
    Binary(Vec<u8>),
    /// `/hex @FILE`.
    BinaryFile(String),
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "send",
    commands: &[
        Command {
            name: "submit",
            aliases: &[],
            usage: "/submit [SELECTOR] [ITEM…]",
            does: "use that sender: submit the form, click the button",
            more: "As by the Enter key: a form's default button goes along; another one is named itself. \
                   Without a selector: the page's only sender, or the only one that has these names.",
            examples: "/submit form#say msg=hello\n/submit #plus",
            takes: &[Takes::Sender, Takes::Items],
            read: submit,
        },
        Command {
            name: "raw",
            aliases: &[],
            usage: "/raw TEXT|@FILE",
            does: "send this text, or that of a file, as it is",
            more: "Nothing is added, nothing taken away: no values, no HEADERS, all white space. \
                   Text of several lines can be pasted.",
            examples: "/raw {\"msg\":\"hi\"}\n/raw @message.json",
            takes: &[Takes::TextOrFile],
            read: raw,
        },
        Command {
            name: "hex",
            aliases: &[],
            usage: "/hex BYTES|@FILE",
            does: "send a binary message",
            more: "Bytes as pairs of hexadecimal digits, with spaces between them or not, or what a file \
                   holds. htmx never sends one, and does nothing with one that comes.",
            examples: "/hex 00 ff 7b\n/hex @image.png",
            takes: &[Takes::TextOrFile],
            read: hex,
        },
    ],
};

/// `SELECTOR ITEM…`: the words up to the first item are the selector, so that `form .row` needs no quotes.
fn submit(rest: &str) -> Result<Line, LineError> {
    let words = words(rest)?;
    let is_item = |word: &String| is_written_as_item(word) && Item::parse(word).is_ok();
    let first = words.iter().position(is_item).unwrap_or(words.len());
    let selector = words[..first].join(" ");
    let selector = (!selector.is_empty()).then_some(selector);
    Ok(Line::Sending(Sending::Submit(selector, items(&words[first..])?)))
}

/// Whether a word is written as an item, and is no selector with an attribute in it.
pub(in super::super) fn is_written_as_item(word: &str) -> bool {
    word.contains('=') && !word.contains(['[', '"'])
}

/// `/raw TEXT`, where the line is that: all of the text behind the first white space.
pub(in super::super) fn raw_of(line: &str) -> Option<Result<Line, LineError>> {
    let rest = line.strip_prefix("/raw")?;
    match rest.chars().next() {
        None => Some(raw("")),
        Some(space) if SPACE.contains(&space) => Some(raw(&rest[space.len_utf8()..])),
        Some(_) => None,
    }
}

fn raw(text: &str) -> Result<Line, LineError> {
    if text.is_empty() {
        return Err(LineError::Arguments("there is no text to send: write /raw TEXT".to_owned()));
    }
    Ok(Line::Sending(match file(text) {
        Some(path) => Sending::RawFile(path),
        None => Sending::Raw(text.to_owned()),
    }))
}

/// `/hex BYTES|@FILE`.
fn hex(rest: &str) -> Result<Line, LineError> {
    if let Some(path) = file(rest) {
        return Ok(Line::Sending(Sending::BinaryFile(path)));
    }
    if rest.is_empty() {
        let message = "there are no bytes to send: write /hex 00 ff, or /hex @FILE".to_owned();
        return Err(LineError::Arguments(message));
    }
    let bytes = quantity::hex(rest).filter(|bytes| !bytes.is_empty());
    bytes.map(|bytes| Line::Sending(Sending::Binary(bytes))).ok_or_else(|| {
        LineError::Arguments(format!(
            "`{}` is no bytes: write pairs of hexadecimal digits, /hex 00 ff, or /hex @FILE",
            start_of(rest)
        ))
    })
}
