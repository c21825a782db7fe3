//! Where frames begin and end in a stream of bytes, however it is cut (RFC 6455 §5.2). Judges nothing.

/// The longest head: two bytes, eight of length, four of the mask.
const LONGEST_HEAD: usize = 14;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opcode {
    /// More of a message.
    Continuation,
    /// A text message, or the first fragment of one.
    Text,
    /// A binary message, or the first fragment of one.
    Binary,
    /// The end.
    Close,
    /// A question.
    Ping,
    /// Its answer.
    Pong,
    /// Any other: 3 to 7 and 11 to 15.
    Reserved(u8),
}

impl Opcode {
    /// Of a frame's first byte.
    #[must_use]
    #[inline]
    pub fn of(first: u8) -> Self {
        match first & 0x0f {
            0 => Self::Continuation,
            1 => Self::Text,
            2 => Self::Binary,
            8 => Self::Close,
            9 => Self::Ping,
            10 => Self::Pong,
            other => Self::Reserved(other),
        }
    }

    /// Close, ping, pong.
    #[must_use]
    #[inline]
    pub fn is_control(self) -> bool {
        matches!(self, Self::Close | Self::Ping | Self::Pong)
    }

    /// As people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Continuation => "continuation",
            Self::Text => "text",
            Self::Binary => "binary",
            Self::Close => "close",
            Self::Ping => "ping",
            Self::Pong => "pong",
            Self::Reserved(_) => "reserved",
        }
    }
}

/// The head of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The first byte: the final bit, three reserved ones, the opcode.
    pub first: u8,
    /// The second byte's length: 126 and 127 say that the length follows in two or eight bytes.
    pub short_length: u8,
    /// The length of the payload.
    pub length: u64,
}

impl Head {
    /// What it is.
    #[must_use]
    #[inline]
    pub fn opcode(&self) -> Opcode {
        Opcode::of(self.first)
    }

    /// Whether its message ends with it.
    #[must_use]
    #[inline]
    pub fn is_final(&self) -> bool {
        self.first & 0x80 != 0
    }

    /// RSV1, the bit of a compressed message (RFC 7692 §6).
    #[must_use]
    pub fn has_rsv1(&self) -> bool {
        self.first & 0x40 != 0
    }
}

/// Cuts bytes into heads and payloads.
#[derive(Debug, Default)]
pub struct Cutter {
    head: [u8; LONGEST_HEAD],
    have: usize,
    /// Payload bytes still to come of the frame whose head is complete.
    left: u64,
    in_payload: bool,
}

impl Cutter {
    /// Takes bytes of a head; gives it once it is complete.
    #[inline]
    pub fn head(&mut self, bytes: &mut &[u8]) -> Option<Head> {
        if self.in_payload {
            (self.in_payload, self.have) = (false, 0);
        }
        if let (0, Some(all)) = (self.have, bytes.first_chunk()) {
            // it is there as a whole, whatever its length
            (self.head, self.have) = (*all, 2);
            self.have = self.head_size();
            *bytes = &bytes[self.have..];
            return Some(self.complete());
        }
        while let [byte, rest @ ..] = *bytes {
            self.head[self.have] = *byte;
            self.have += 1;
            *bytes = rest;
            if self.have == self.head_size() {
                return Some(self.complete());
            }
        }
        None
    }

    /// Takes as much of the payload as there is, `most` bytes at most.
    #[inline]
    pub fn payload<'b>(&mut self, bytes: &mut &'b [u8], most: usize) -> &'b [u8] {
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        let (payload, rest) = bytes.split_at(left.min(bytes.len()).min(most));
        self.left -= payload.len() as u64;
        *bytes = rest;
        payload
    }

    /// Whether the frame whose head came last has more payload to come.
    #[must_use]
    #[inline]
    pub fn is_in_payload(&self) -> bool {
        self.in_payload && self.left > 0
    }

    /// Whether the next byte begins a frame.
    #[must_use]
    #[inline]
    pub fn is_between(&self) -> bool {
        self.have == 0 || self.in_payload && self.left == 0
    }

    /// The head that came last, as far as it came.
    #[must_use]
    #[inline]
    pub fn raw_head(&self) -> &[u8] {
        &self.head[..self.have]
    }

    /// As far as it is known.
    #[inline]
    fn head_size(&self) -> usize {
        let Some(second) = self.raw_head().get(1) else { return 2 };
        let length = match second & 0x7f {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        2 + length + if second & 0x80 != 0 { 4 } else { 0 }
    }

    #[inline]
    fn complete(&mut self) -> Head {
        let short_length = self.head[1] & 0x7f;
        let number = |bytes: &[u8]| bytes.iter().fold(0, |length, &byte| length << 8 | u64::from(byte));
        let length = match short_length {
            126 => number(&self.head[2..4]),
            127 => number(&self.head[2..10]),
            short => u64::from(short),
        };
        (self.left, self.in_payload) = (length, true);
        Head { first: self.head[0], short_length, length }
    }
}

/// The first byte of a text message's only frame, without reserved bits.
const TEXT_FRAME: u8 = 0x81;

/// A text message of up to 65,535 bytes that the bytes begin with, in one frame without a mask, and what follows it; none where
/// they do not hold all of it, or begin with anything else.
#[must_use]
#[inline]
pub fn whole_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = match bytes {
        [TEXT_FRAME, short @ 0..126, rest @ ..] => (usize::from(*short), rest),
        [TEXT_FRAME, 126, high, low, rest @ ..] => {
            (usize::from(u16::from_be_bytes([*high, *low])), Some(rest).filter(|_| *high > 0 || *low > 125)?)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

/// Counts the messages that were written whole: each is one frame.
#[derive(Debug, Default)]
pub struct Written {
    cutter: Cutter,
    is_message: bool,
    /// Complete data frames.
    pub messages: u64,
    /// Bytes of all frames.
    pub bytes: u64,
}

impl Written {
    /// Looks at what goes out.
    pub fn pass(&mut self, mut bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        while !bytes.is_empty() {
            if self.cutter.is_in_payload() {
                self.cutter.payload(&mut bytes, usize::MAX);
            } else if let Some(head) = self.cutter.head(&mut bytes) {
                self.is_message = matches!(head.opcode(), Opcode::Text | Opcode::Binary);
            }
            if self.is_message && self.cutter.is_between() {
                self.messages += 1;
                self.is_message = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_count_when_they_are_complete_however_the_bytes_are_cut() {
        let mut bytes = b"\x81\x82\x01\x02\x03\x04ab\x89\x04ping\x82\x7e\x00\xc8".to_vec();
        bytes.resize(bytes.len() + 200, 0x82);
        for size in [1, 2, 7, bytes.len()] {
            let mut written = Written::default();
            bytes[..bytes.len() - 1].chunks(size).for_each(|chunk| written.pass(chunk));
            assert_eq!(written.messages, 1);
            written.pass(&[0x82]);
            assert_eq!(written.messages, 2);
            written.pass(b"\x81\x80\x00\x00\x00\x00");
            assert_eq!(written.messages, 3);
        }
    }

    #[test]
    fn a_text_in_one_frame_is_seen_where_all_of_it_is_there() {
        let of = |length: u8, size: usize| [&[0x81, 126, 0, length][..], &vec![b'x'; size]].concat();
        assert_eq!(whole_text(b"\x81\x02ab\x81"), Some((&b"ab"[..], &b"\x81"[..])));
        assert_eq!(whole_text(b"\x81\x00"), Some((&b""[..], &b""[..])));
        assert_eq!(whole_text(&of(126, 127)), Some((&[b'x'; 126][..], &b"x"[..])));
        let others =
            [&b""[..], b"\x81", b"\x81\x02a", b"\x01\x00", b"\xc1\x00", b"\x82\x00", b"\x81\x80\0\0\0\0"];
        let others = others.map(<[u8]>::to_vec).into_iter().chain([of(126, 125), of(125, 125)]);
        others.for_each(|other| assert_eq!(whole_text(&other), None, "{other:?}"));
    }

    #[test]
    fn a_frame_of_eight_length_bytes_is_passed_over() {
        let mut cutter = Cutter::default();
        let mut bytes = &b"\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff\x88\x00"[..];
        assert_eq!(cutter.head(&mut bytes).map(|head| head.length), Some(u64::MAX));
        assert_eq!(cutter.payload(&mut bytes, usize::MAX), b"\x88\x00");
        assert!(cutter.is_in_payload() && !cutter.is_between());
    }
}
