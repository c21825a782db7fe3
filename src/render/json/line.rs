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
struct Stamp {
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

/// So much room is kept at the most, in bytes.
const MOST_ROOM: usize = 1 << 20;

/// Writes fragments' lines.
#[derive(Default)]
pub(super) struct Writer {
    stamp: Stamp,
    /// The line that was written last, and what was there before it.
    room: Vec<u8>,
}

impl Writer {
    /// A fragment's line, with its end, and with what JSON Lines carry beside every event. None where it is long, or most of
    /// it is to be escaped: the line is serde's then.
    pub(super) fn line(&mut self, fragment: &Fragment, record: &Record) -> Option<&[u8]> {
        let Fragment { tag, id, oob, swap, target, html, text, .. } = fragment;
        let texts = [id, oob, target, &record.socket].map(|text| text.as_ref().map_or(0, String::len));
        let texts = tag.len() + swap.len() + html.len() + text.len() + texts.iter().sum::<usize>();
        let most = BESIDE + 2 * texts;
        if most > MOST_ROOM {
            return None;
        }
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let mut room = Room { bytes: &mut self.room[..most], at: 0 };
        room.fragment(fragment, record, &mut self.stamp)?;
        let length = room.at;
        Some(&self.room[..length])
    }
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
        self.put(b"}\n")
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
        if let Some(copied) = bytes::copy(text.as_bytes(), self.bytes.get_mut(self.at..)?, stops, escape) {
            self.at += copied;
            return self.put(b"\"");
        }
        self.at = start;
        self.copy(guarded(text).as_bytes())
    }
}

/// As serde_json escapes it; none beyond ASCII.
fn escape(byte: u8, room: &mut [u8]) -> Option<usize> {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\x08' => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        b'\x0c' => b'f',
        b'\r' => b'r',
        b'\x7f'.. => return None,
        _ => {
            let escaped = format!("\\u{byte:04x}");
            room.get_mut(..escaped.len())?.copy_from_slice(escaped.as_bytes());
            return Some(escaped.len());
        }
    };
    *room.first_chunk_mut()? = [b'\\', short];
    Some(2)
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
            let mut record = Record { step, socket, ..Record::of(Event::from(fragment.clone())) };
            let mut writer = Writer::default();
            for time in times {
                record.at = time.map(|micros| UNIX_EPOCH + Duration::from_micros(1_795_000_000_000_000 + micros));
                let by_hand = writer.line(&fragment, &record).map(<[u8]>::to_vec);
                let mut by_serde = Vec::new();
                record.serialize(&mut serde_json::Serializer::with_formatter(&mut by_serde, Guarded)).unwrap();
                by_serde.push(b'\n');
                if let Some(by_hand) = by_hand {
                    prop_assert_eq!(String::from_utf8(by_hand).unwrap(), String::from_utf8(by_serde).unwrap());
                }
            }
        }
    }

    #[test]
    fn only_where_it_is_long_or_much_is_escaped_it_is_serdes() {
        let is_written = |text: &str, times| {
            let fragment = Fragment { text: text.repeat(times), ..samples::fragment(1, 0, "#a", "x") };
            let record = Record::of(Event::from(fragment.clone()));
            Writer::default().line(&fragment, &record).is_some()
        };
        assert_eq!(["a", "é", "\"", "\u{1}"].map(|text| is_written(text, 1000)), [true, true, true, false]);
        assert_eq!([400_000, 600_000].map(|times| is_written("a", times)), [true, false]);
    }
}
