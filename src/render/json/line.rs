//! The line of a fragment, which comes by the million, written by hand: the same as serde's, in half the time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::guarded;
use crate::bytes::{self, below, beyond, is};
use crate::event::{Fragment, Record};

/// What follows the second of a time.
const MICROS: &[u8; 7] = b"000000Z";

/// The time that was written last: most that follow are of the same second.
#[derive(Default)]
pub(super) struct Stamp {
    /// Seconds since 1970.
    second: Option<u64>,
    text: String,
}

impl Stamp {
    /// Writes a time in RFC 3339 with its microseconds.
    fn write(&mut self, at: SystemTime, out: &mut Vec<u8>) {
        let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
        if self.second != Some(since.as_secs()) {
            self.text.clear();
            // a year beyond 9999 is none
            let _written = write!(self.text, "{}", humantime::format_rfc3339_micros(at));
            self.second = Some(since.as_secs());
        }
        let (mut micros, mut left) = (*MICROS, since.subsec_micros());
        for digit in micros[..6].iter_mut().rev() {
            *digit += (left % 10) as u8;
            left /= 10;
        }
        out.extend_from_slice(&self.text.as_bytes()[..self.text.len().saturating_sub(MICROS.len())]);
        out.extend_from_slice(&micros);
    }
}

/// Writes a fragment's line, without its end, with what JSON Lines carry beside every event.
pub(super) fn fragment(fragment: &Fragment, record: &Record, stamp: &mut Stamp, out: &mut Vec<u8>) {
    number(out, br#"{"type":"fragment","seq":"#, Some(fragment.seq));
    number(out, br#","index":"#, u64::try_from(fragment.index).ok());
    value(out, br#","kind":"#, &fragment.kind);
    text(out, br#","tag":"#, Some(&fragment.tag));
    text(out, br#","id":"#, fragment.id.as_deref());
    text(out, br#","oob":"#, fragment.oob.as_deref());
    text(out, br#","swap":"#, Some(&fragment.swap));
    text(out, br#","target":"#, fragment.target.as_deref());
    number(out, br#","matched":"#, fragment.matched.and_then(|matched| u64::try_from(matched).ok()));
    text(out, br#","outcome":"#, Some(fragment.outcome.name()));
    text(out, br#","html":"#, Some(&fragment.html));
    text(out, br#","text":"#, Some(&fragment.text));
    if let Some(step) = record.step {
        value(out, br#","step":"#, &step);
    }
    if let Some(socket) = &record.socket {
        text(out, br#","socket":"#, Some(socket));
    }
    if let Some(at) = record.at {
        out.extend_from_slice(br#","at":""#);
        stamp.write(at, out);
        out.push(b'"');
    }
    out.push(b'}');
}

fn value(out: &mut Vec<u8>, key: &[u8], value: &impl Serialize) {
    out.extend_from_slice(key);
    // these are words and numbers, and writing to memory does not fail
    let _written = serde_json::to_writer(out, value);
}

fn number(out: &mut Vec<u8>, key: &[u8], number: Option<u64>) {
    value(out, key, &number);
}

fn text(out: &mut Vec<u8>, key: &[u8], text: Option<&str>) {
    out.extend_from_slice(key);
    match text {
        None => out.extend_from_slice(b"null"),
        Some(text) if !ascii(out, text.as_bytes()) => out.extend_from_slice(guarded(text).as_bytes()),
        Some(_) => {}
    }
}

/// A text; false, and nothing is written, where some of it is beyond ASCII or is DEL.
fn ascii(out: &mut Vec<u8>, text: &[u8]) -> bool {
    // what a string of JSON does not hold as it is (RFC 8259 § 7), and what may be hidden
    let stops = |block| below(block, b' ') | is(block, b'"') | is(block, b'\\') | beyond(block, b'\x7f');
    let start = out.len();
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut copied = 0;
    for at in bytes::all(text, stops) {
        if text[at] >= b'\x7f' {
            out.truncate(start);
            return false;
        }
        out.extend_from_slice(&text[copied..at]);
        escape(out, text[at]);
        copied = at + 1;
    }
    out.extend_from_slice(&text[copied..]);
    out.push(b'"');
    true
}

/// As serde_json escapes it.
fn escape(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\x08' => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        b'\x0c' => b'f',
        b'\r' => b'r',
        _ => {
            let _written = write!(out, "\\u{byte:04x}");
            return;
        }
    };
    out.push(b'\\');
    out.push(short);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::super::Guarded;
    use super::*;
    use crate::event::{Event, Kind, Outcome};
    use crate::render::samples;

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["[ -~]{0,40}", "[\\x00-\\x7f]{0,20}", "\\PC{0,10}", any::<String>()]
    }

    proptest! {
        #[test]
        fn it_is_the_line_that_serde_writes(
            (html, inside, tag, swap) in (texts(), texts(), texts(), texts()),
            (id, oob, target) in (prop::option::of(texts()), prop::option::of(texts()), prop::option::of(texts())),
            (seq, index, matched) in (any::<u64>(), any::<usize>(), prop::option::of(any::<usize>())),
            (kind, outcome) in (0..3_usize, 0..Outcome::ALL.len()),
            (step, socket) in (prop::option::of(any::<usize>()), prop::option::of(texts())),
            times in prop::collection::vec(prop::option::of(0..4_000_000_u64), 1..4),
        ) {
            let fragment = Fragment {
                seq, index, matched, tag, id, oob, swap, target, html, text: inside,
                kind: [Kind::Oob, Kind::Partial, Kind::Main][kind],
                outcome: Outcome::ALL[outcome],
                ..samples::fragment(1, 0, "#a", "x")
            };
            let mut record = Record { event: Event::Fragment(fragment.clone()), step, socket, at: None };
            let mut stamp = Stamp::default();
            for time in times {
                record.at = time.map(|micros| UNIX_EPOCH + Duration::from_micros(1_795_000_000_000_000 + micros));
                let (mut by_hand, mut by_serde) = (Vec::new(), Vec::new());
                super::fragment(&fragment, &record, &mut stamp, &mut by_hand);
                record.serialize(&mut serde_json::Serializer::with_formatter(&mut by_serde, Guarded)).unwrap();
                prop_assert_eq!(String::from_utf8(by_hand).unwrap(), String::from_utf8(by_serde).unwrap());
            }
        }
    }
}
