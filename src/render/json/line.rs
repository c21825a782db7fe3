//! The line of a fragment, which comes by the million, written by hand: the same as serde's, in half the time.

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

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
    /// A time in RFC 3339 without what is after its second, which is given too.
    fn of(&mut self, at: SystemTime, second: u64) -> &str {
        if self.second != Some(second) {
            self.text.clear();
            // a year beyond 9999 is none
            let _written = write!(self.text, "{}", humantime::format_rfc3339_micros(at));
            self.text.truncate(self.text.len().saturating_sub(MICROS.len()));
            self.second = Some(second);
        }
        &self.text
    }
}

/// What a line takes beside the texts in it, at the most: keys, numbers, a time, and a block that is copied in vain.
const BESIDE: usize = 512;

/// Appends a fragment's line, without its end, with what JSON Lines carry beside every event. False, and nothing is appended,
/// where most of it is to be escaped: the line is serde's then.
pub(super) fn fragment(fragment: &Fragment, record: &Record, stamp: &mut Stamp, out: &mut Vec<u8>) -> bool {
    let Fragment { tag, id, oob, swap, target, html, text, .. } = fragment;
    let texts = [id, oob, target, &record.socket].map(|text| text.as_ref().map_or(0, String::len));
    let texts = tag.len() + swap.len() + html.len() + text.len() + texts.iter().sum::<usize>();
    let start = out.len();
    out.resize(start + BESIDE + 2 * texts, 0);
    let mut room = Room { bytes: &mut out[start..], at: 0 };
    let is_whole = room.fragment(fragment, record, stamp).is_some();
    let end = start + room.at;
    out.truncate(if is_whole { end } else { start });
    is_whole
}

/// Where a line is written; what does not fit is none.
struct Room<'a> {
    bytes: &'a mut [u8],
    /// So much is written.
    at: usize,
}

impl Room<'_> {
    fn fragment(&mut self, fragment: &Fragment, record: &Record, stamp: &mut Stamp) -> Option<()> {
        self.put(br#"{"type":"fragment","seq":"#)?;
        self.number(fragment.seq)?;
        self.put(br#","index":"#)?;
        self.number(fragment.index as u64)?;
        self.put(br#","kind":"#)?;
        self.text(fragment.kind.name())?;
        self.put(br#","tag":"#)?;
        self.text(&fragment.tag)?;
        self.put(br#","id":"#)?;
        self.text_or_null(fragment.id.as_deref())?;
        self.put(br#","oob":"#)?;
        self.text_or_null(fragment.oob.as_deref())?;
        self.put(br#","swap":"#)?;
        self.text(&fragment.swap)?;
        self.put(br#","target":"#)?;
        self.text_or_null(fragment.target.as_deref())?;
        self.put(br#","matched":"#)?;
        match fragment.matched {
            Some(matched) => self.number(matched as u64)?,
            None => self.put(b"null")?,
        }
        self.put(br#","outcome":"#)?;
        self.text(fragment.outcome.name())?;
        self.put(br#","html":"#)?;
        self.text(&fragment.html)?;
        self.put(br#","text":"#)?;
        self.text(&fragment.text)?;
        if let Some(step) = record.step {
            self.put(br#","step":"#)?;
            self.number(step as u64)?;
        }
        if let Some(socket) = &record.socket {
            self.put(br#","socket":"#)?;
            self.text(socket)?;
        }
        if let Some(at) = record.at {
            self.put(br#","at":""#)?;
            self.time(at, stamp)?;
            self.put(b"\"")?;
        }
        self.put(b"}")
    }

    /// Bytes of a length that is known: there is nothing to call for them.
    #[inline]
    fn put<const N: usize>(&mut self, bytes: &[u8; N]) -> Option<()> {
        *self.take(N)?.first_chunk_mut()? = *bytes;
        Some(())
    }

    fn copy(&mut self, bytes: &[u8]) -> Option<()> {
        self.take(bytes.len())?.copy_from_slice(bytes);
        Some(())
    }

    /// The next bytes, to write to.
    #[inline]
    fn take(&mut self, bytes: usize) -> Option<&mut [u8]> {
        let taken = self.bytes.get_mut(self.at..)?.get_mut(..bytes)?;
        self.at += bytes;
        Some(taken)
    }

    fn number(&mut self, number: u64) -> Option<()> {
        let digits = number.checked_ilog10().unwrap_or_default() + 1;
        let mut left = number;
        for digit in self.take(digits as usize)?.iter_mut().rev() {
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
        }
        Some(())
    }

    /// In RFC 3339 with its microseconds.
    fn time(&mut self, at: SystemTime, stamp: &mut Stamp) -> Option<()> {
        let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut micros = *MICROS;
        let mut left = since.subsec_micros();
        for digit in micros[..6].iter_mut().rev() {
            *digit += (left % 10) as u8;
            left /= 10;
        }
        self.copy(stamp.of(at, since.as_secs()).as_bytes())?;
        self.put(&micros)
    }

    fn text_or_null(&mut self, text: Option<&str>) -> Option<()> {
        match text {
            Some(text) => self.text(text),
            None => self.put(b"null"),
        }
    }

    fn text(&mut self, text: &str) -> Option<()> {
        // what a string of JSON does not hold as it is (RFC 8259 § 7), and what may be hidden
        let stops = |block| below(block, b' ') | is(block, b'"') | is(block, b'\\') | beyond(block, b'\x7f');
        let start = self.at;
        self.put(b"\"")?;
        let mut rest = text.as_bytes();
        loop {
            let clean = bytes::copy_to_first(rest, self.bytes.get_mut(self.at..)?, stops)?;
            self.at += clean;
            match &rest[clean..] {
                [] => return self.put(b"\""),
                [b'\x7f'..=u8::MAX, ..] => {
                    self.at = start;
                    return self.copy(guarded(text).as_bytes());
                }
                [stop, behind @ ..] => {
                    self.escape(*stop)?;
                    rest = behind;
                }
            }
        }
    }

    /// As serde_json escapes it.
    fn escape(&mut self, byte: u8) -> Option<()> {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\x08' => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            b'\x0c' => b'f',
            b'\r' => b'r',
            _ => return self.copy(format!("\\u{byte:04x}").as_bytes()),
        };
        self.put(&[b'\\', short])
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;
    use serde::Serialize as _;

    use super::super::Guarded;
    use super::*;
    use crate::event::{Event, Kind, Outcome};
    use crate::render::samples;

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof!["[ -~]{0,40}", "[\\x00-\\x7f]{0,20}", "\\PC{0,10}", any::<String>()]
    }

    proptest! {
        #[test]
        fn it_is_the_line_that_serde_writes_or_none(
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
                let (mut by_hand, mut by_serde) = (b"before".to_vec(), Vec::new());
                let is_written = super::fragment(&fragment, &record, &mut stamp, &mut by_hand);
                record.serialize(&mut serde_json::Serializer::with_formatter(&mut by_serde, Guarded)).unwrap();
                let expected = [&b"before"[..], if is_written { &by_serde } else { b"" }].concat();
                prop_assert_eq!(String::from_utf8(by_hand).unwrap(), String::from_utf8(expected).unwrap());
            }
        }
    }

    #[test]
    fn only_where_much_is_escaped_it_is_no_line() {
        let line = |text: &str| {
            let fragment = Fragment { text: text.repeat(1000), ..samples::fragment(1, 0, "#a", "x") };
            let record =
                Record { event: Event::Fragment(fragment.clone()), step: None, socket: None, at: None };
            super::fragment(&fragment, &record, &mut Stamp::default(), &mut Vec::new())
        };
        assert_eq!(["a", "é", "\"", "\u{1}"].map(line), [true, true, true, false]);
    }
}
