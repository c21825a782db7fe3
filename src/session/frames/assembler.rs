//! Messages out of frames that keep the rules: fragments are put together, control frames between them come at once
//! (RFC 6455 §5.4). Judges nothing: what it is given, a [`Checker`](super::Checker) has passed.

use super::{Cutter, Head, Opcode, whole_text};

/// What is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole {
    /// A text message, of UTF-8 as the checker has seen to.
    Text(Vec<u8>),
    /// A binary message.
    Binary(Vec<u8>),
    /// A ping.
    Ping(Vec<u8>),
    /// A pong.
    Pong(Vec<u8>),
    /// The close frame; what it says, the checker knows.
    Close,
}

/// Puts messages together.
#[derive(Debug, Default)]
pub struct Assembler {
    cutter: Cutter,
    /// The head of the frame that is arriving.
    head: Option<Head>,
    message: Vec<u8>,
    is_text: bool,
    /// The payload of a control frame.
    control: Vec<u8>,
}

impl Assembler {
    /// Takes bytes until something is whole; none where they do not reach.
    #[inline]
    pub fn next(&mut self, bytes: &mut &[u8]) -> Option<Whole> {
        if let Some(text) = self.whole_text(bytes) {
            return Some(Whole::Text(text.to_vec()));
        }
        loop {
            let head = match self.head {
                Some(head) => head,
                None => self.begin(bytes)?,
            };
            let payload = self.cutter.payload(bytes, usize::MAX);
            let to = if head.opcode().is_control() { &mut self.control } else { &mut self.message };
            to.extend_from_slice(payload);
            if self.cutter.is_in_payload() {
                return None;
            }
            self.head = None;
            if let Some(whole) = self.end(head) {
                return Some(whole);
            }
        }
    }

    /// Takes a text message that the bytes begin with and hold all of, in one short frame; none where anything else comes
    /// next.
    #[inline]
    pub fn whole_text<'b>(&self, bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
        let (text, rest) = whole_text(bytes)?;
        // none begins within another
        let is_between = self.head.is_none() && self.cutter.is_between();
        is_between.then(|| {
            *bytes = rest;
            text
        })
    }

    #[inline]
    fn begin(&mut self, bytes: &mut &[u8]) -> Option<Head> {
        let head = self.cutter.head(bytes)?;
        self.head = Some(head);
        match head.opcode() {
            Opcode::Text => self.is_text = true,
            Opcode::Binary => self.is_text = false,
            _ => {}
        }
        Some(head)
    }

    /// What ends with a frame.
    #[inline]
    fn end(&mut self, head: Head) -> Option<Whole> {
        let opcode = head.opcode();
        if opcode.is_control() {
            let payload = std::mem::take(&mut self.control);
            return Some(match opcode {
                Opcode::Ping => Whole::Ping(payload),
                Opcode::Pong => Whole::Pong(payload),
                _ => Whole::Close,
            });
        }
        head.is_final().then(|| {
            let message = std::mem::take(&mut self.message);
            if self.is_text { Whole::Text(message) } else { Whole::Binary(message) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of bytes that arrive in pieces of so many.
    fn assembled(bytes: &[u8], size: usize) -> Vec<Whole> {
        let mut assembler = Assembler::default();
        let mut whole = Vec::new();
        for mut piece in bytes.chunks(size) {
            whole.extend(std::iter::from_fn(|| assembler.next(&mut piece)));
            assert!(piece.is_empty());
        }
        whole
    }

    #[test]
    fn fragments_become_one_message_and_control_frames_come_between_them() {
        let bytes = b"\x01\x02ab\x89\x01p\x00\x00\x80\x01c\x82\x00\x8a\x00\x81\x00\x88\x02\x03\xe8";
        let expected = [
            Whole::Ping(b"p".to_vec()),
            Whole::Text(b"abc".to_vec()),
            Whole::Binary(Vec::new()),
            Whole::Pong(Vec::new()),
            Whole::Text(Vec::new()),
            Whole::Close,
        ];
        for size in [1, 2, 3, bytes.len()] {
            assert_eq!(assembled(bytes, size), expected, "pieces of {size}");
        }
    }

    #[test]
    fn lengths_of_two_and_eight_bytes_are_read() {
        let short = [&b"\x81\x7e\x00\xc8"[..], &[b'x'; 200]].concat();
        let long = [&b"\x82\x7f\0\0\0\0\0\x01\0\0"[..], &[1; 65536]].concat();
        let bytes = [short, long].concat();
        for size in [7, 4096, bytes.len()] {
            assert_eq!(
                assembled(&bytes, size),
                [Whole::Text(vec![b'x'; 200]), Whole::Binary(vec![1; 65536])]
            );
        }
    }

    #[test]
    fn what_looks_like_a_message_within_another_is_none() {
        let inner = b"\x81\x01a\x81\x01b";
        let bytes = [&b"\x82\x06"[..], inner, b"\x01\x06", inner, b"\x80\x00\x89\x03", &inner[..3]].concat();
        let message = inner.to_vec();
        let expected = [
            Whole::Binary(message.clone()),
            Whole::Text(message.clone()),
            Whole::Ping(message[..3].to_vec()),
        ];
        for size in 1..=bytes.len() {
            assert_eq!(assembled(&bytes, size), expected, "pieces of {size}");
        }
        // a length that looks like a head, where the bytes in front of it came before
        let message = vec![b'a'; 0x8105];
        let bytes = [&b"\x82\x7e\x81\x05"[..], &message].concat();
        let (mut before, mut then) = bytes.split_at(2);
        let mut assembler = Assembler::default();
        let whole = [assembler.next(&mut before), assembler.next(&mut then)];
        assert_eq!(whole, [None, Some(Whole::Binary(message))]);
    }

    #[test]
    fn what_is_not_whole_is_not_given() {
        for bytes in [&b""[..], b"\x81", b"\x81\x02a", b"\x01\x02ab", b"\x81\x7e\x00"] {
            assert_eq!(assembled(bytes, 8), []);
        }
    }
}
