//! The rules that a server's frames must keep, held against them as they arrive: what is wrong is told at the first byte
//! that shows it, so that a message is never given out with a fault in it.

use encoding_rs::Encoding;

use super::{Broken, Cutter, Fault, Head, Opcode, Place, Utf8, whole_text};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'b> {
    /// The bytes end within a head.
    Nothing,
    /// A head.
    Head(Head),
    /// Some payload.
    Payload(&'b [u8]),
}

/// The message whose frames are arriving.
#[derive(Debug, Clone, Copy)]
struct Message {
    is_text: bool,
    is_compressed: bool,
    /// As its frames announce it.
    size: u64,
    /// What has come of it, in bytes of the wire.
    came: u64,
}

/// Follows a server's frames until the first close frame is complete.
#[derive(Debug)]
pub struct Checker {
    cutter: Cutter,
    /// The head of the frame whose payload is arriving.
    head: Option<Head>,
    message: Option<Message>,
    text: Utf8,
    /// The payload of the close frame.
    close: Vec<u8>,
    closed: bool,
    limit: u64,
    deflate: bool,
}

impl Checker {
    /// Takes messages up to `limit` bytes, compressed ones only where `deflate` was agreed on.
    #[must_use]
    pub fn new(limit: usize, deflate: bool) -> Self {
        Self {
            cutter: Cutter::default(),
            head: None,
            message: None,
            text: Utf8::default(),
            close: Vec::new(),
            closed: false,
            limit: limit as u64,
            deflate,
        }
    }

    /// The payload of the close frame, once it has arrived: empty, or a code and a reason. At most 125 bytes.
    #[must_use]
    pub fn received_close(&self) -> Option<&[u8]> {
        self.closed.then_some(self.close.as_slice())
    }

    /// How many bytes of the wire have come of a message whose end has not; none between messages.
    #[must_use]
    pub fn unfinished(&self) -> Option<u64> {
        self.message.map(|message| message.came)
    }

    /// The head that [`Checker::next`] took last, as it was sent.
    #[must_use]
    pub fn raw_head(&self) -> &[u8] {
        self.cutter.raw_head()
    }

    /// Whether the frame that came last is of a compressed message.
    #[must_use]
    pub fn is_compressed(&self) -> bool {
        self.message.is_some_and(|message| message.is_compressed)
            && self.head.is_some_and(|head| !head.opcode().is_control())
    }

    /// The largest message, in bytes.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Passes bytes that go on as they are: how many of them are good, up to the frame that has a fault.
    ///
    /// Of compressed messages only the frames are looked at.
    pub fn pass(&mut self, bytes: &[u8]) -> (usize, Option<Fault>) {
        let (mut left, mut good) = (bytes, 0);
        while !left.is_empty() && !self.closed {
            if self.cutter.is_between() {
                left = self.pass_texts(left);
                good = bytes.len() - left.len();
                if left.is_empty() {
                    break;
                }
            }
            let piece = self.next(&mut left, usize::MAX).and_then(|piece| match piece {
                Piece::Payload(payload) => self.content(payload),
                Piece::Head(_) | Piece::Nothing => Ok(()),
            });
            if let Err(fault) = piece.and_then(|()| self.end()) {
                return (good, Some(fault));
            }
        }
        (bytes.len(), None)
    }

    /// Passes over text messages that are there as a whole and have no fault: most of what comes.
    fn pass_texts<'b>(&self, mut bytes: &'b [u8]) -> &'b [u8] {
        while let (None, Some((text, rest))) = (self.message, whole_text(bytes)) {
            // the standard library takes longer, and knows better only where something is wrong
            if text.len() as u64 > self.limit || Encoding::utf8_valid_up_to(text) < text.len() {
                break;
            }
            bytes = rest;
        }
        bytes
    }

    /// Takes the next piece off `bytes`, which are not empty; of a payload at most `most` bytes. Then [`Checker::content`] is to
    /// be told what the payload holds, and [`Checker::end`] asked.
    ///
    /// # Errors
    /// Where a head breaks a rule, or announces too long a message.
    pub fn next<'b>(&mut self, bytes: &mut &'b [u8], most: usize) -> Result<Piece<'b>, Fault> {
        if self.cutter.is_in_payload() {
            let payload = self.cutter.payload(bytes, most);
            let is_data = self.head.is_some_and(|head| !head.opcode().is_control());
            if let Some(message) = self.message.as_mut().filter(|_| is_data) {
                message.came += payload.len() as u64;
            }
            return Ok(Piece::Payload(payload));
        }
        let head = self.cutter.head(bytes);
        let checked = match (self.cutter.raw_head(), &head) {
            (&[first, second, ..], None) => self.check_start(first, second),
            (&[first, second, ..], Some(head)) => {
                self.check_start(first, second).and_then(|()| check_length(head))
            }
            _ => Ok(()),
        };
        checked.map_err(|broken| Fault::protocol(broken, self.cutter.raw_head().iter().chain(*bytes)))?;
        let Some(head) = head else { return Ok(Piece::Nothing) };
        self.begin(head)?;
        Ok(Piece::Head(head))
    }

    /// What the frame in progress holds, inflated where it is compressed.
    ///
    /// # Errors
    /// Where it is text and not UTF-8.
    pub fn content(&mut self, plain: &[u8]) -> Result<(), Fault> {
        match self.head.map(|head| head.opcode()) {
            Some(Opcode::Close) => self.close.extend_from_slice(plain),
            Some(opcode) if opcode.is_control() => {}
            _ if self.message.is_some_and(|message| message.is_text) => {
                self.text.push(plain).map_err(|at| Fault::Utf8 { place: Place::Message, at })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The frame that is complete with the piece that was taken last, before [`Checker::end`].
    #[must_use]
    pub fn complete(&self) -> Option<Head> {
        self.head.filter(|_| !self.cutter.is_in_payload())
    }

    /// Asked after each piece, once its content was told: ends the frame that is complete.
    ///
    /// # Errors
    /// Where a text ends within a character, or a close frame says what it may not.
    pub fn end(&mut self) -> Result<(), Fault> {
        let Some(head) = self.complete() else { return Ok(()) };
        self.head = None;
        match head.opcode() {
            Opcode::Close => {
                self.check_close()?;
                self.closed = true;
            }
            opcode if !opcode.is_control() && head.is_final() => {
                self.message = None;
                self.text.end().map_err(|at| Fault::Utf8 { place: Place::Message, at })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// What the first two bytes of a frame tell.
    fn check_start(&self, first: u8, second: u8) -> Result<(), Broken> {
        let opcode = Opcode::of(first);
        let begins = matches!(opcode, Opcode::Text | Opcode::Binary);
        let fits = |bit: u8| first & (0x80 >> bit) == 0;
        if !(fits(1) || self.deflate && begins) {
            return Err(match opcode {
                Opcode::Reserved(_) => Broken::ReservedBit { bit: 1 },
                opcode if self.deflate => Broken::CompressedPart { opcode },
                _ if begins => Broken::Compressed,
                _ => Broken::ReservedBit { bit: 1 },
            });
        }
        if let Some(bit) = [2, 3].into_iter().find(|&bit| !fits(bit)) {
            return Err(Broken::ReservedBit { bit });
        }
        match opcode {
            Opcode::Reserved(opcode) => return Err(Broken::ReservedOpcode { opcode }),
            opcode if opcode.is_control() && first & 0x80 == 0 => {
                return Err(Broken::FragmentedControl { opcode });
            }
            opcode if opcode.is_control() && second & 0x7f > 125 => {
                return Err(Broken::LongControl { opcode });
            }
            Opcode::Continuation if self.message.is_none() => return Err(Broken::NothingToContinue),
            opcode if begins && self.message.is_some() => return Err(Broken::InsideMessage { opcode }),
            _ => {}
        }
        if second & 0x80 != 0 { Err(Broken::Masked) } else { Ok(()) }
    }

    fn begin(&mut self, head: Head) -> Result<(), Fault> {
        self.head = Some(head);
        let opcode = head.opcode();
        if opcode.is_control() {
            return Ok(());
        }
        let (is_text, is_compressed) = (opcode == Opcode::Text, head.has_rsv1());
        let message = self.message.get_or_insert(Message { is_text, is_compressed, size: 0, came: 0 });
        if !message.is_compressed {
            message.size = message.size.saturating_add(head.length);
            if message.size > self.limit {
                return Err(Fault::TooLong { size: message.size, limit: self.limit });
            }
        }
        Ok(())
    }

    fn check_close(&self) -> Result<(), Fault> {
        let [high, low, reason @ ..] = self.close.as_slice() else {
            return if self.close.is_empty() { Ok(()) } else { Err(self.broken_close(Broken::HalfCode)) };
        };
        let code = u16::from_be_bytes([*high, *low]);
        // These say that there was no close frame. Any other code, 0 and 999 too, reaches the page in Chromium.
        if matches!(code, 1005 | 1006 | 1015) {
            return Err(self.broken_close(Broken::CloseCode { code }));
        }
        let mut text = Utf8::default();
        text.push(reason).and_then(|()| text.end()).map_err(|at| Fault::Utf8 { place: Place::Reason, at })
    }

    /// A fault of the close frame that is complete.
    fn broken_close(&self, broken: Broken) -> Fault {
        Fault::protocol(broken, self.cutter.raw_head().iter().chain(&self.close))
    }
}

/// The fewest bytes, and no highest bit (RFC 6455 §5.2).
fn check_length(head: &Head) -> Result<(), Broken> {
    let least = match head.short_length {
        126 => 126,
        127 => 1 << 16,
        _ => 0,
    };
    let fits = head.length >= least && head.length >> 63 == 0;
    if fits { Ok(()) } else { Err(Broken::Length { length: head.length }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Frames of a server, good ones and bad ones.
    fn frame() -> impl Strategy<Value = Vec<u8>> {
        let text = prop_oneof![
            "[a-zé]{0,4}".prop_map(String::into_bytes),
            Just(b"\xc3".to_vec()),
            Just(vec![b'x'; 130])
        ];
        let first = prop_oneof![6 => Just(0x81), 1 => Just(0x01), 1 => Just(0x80), 1 => Just(0x82), 1 => Just(0x89), 1 => Just(0xc1), 1 => Just(0x88)];
        (first, text, 0..8_u8).prop_map(|(first, text, odd)| {
            let length = text.len() as u8;
            let head = match odd {
                0 => vec![first, 126, 0, length],
                _ if length > 125 => vec![first, 126, 0, length],
                _ => vec![first, length],
            };
            [head, text].concat()
        })
    }

    /// What is wrong, without the bytes around it.
    fn cause(fault: Fault) -> String {
        match fault {
            Fault::Protocol { broken, .. } => format!("{broken:?}"),
            Fault::Utf8 { place, at } => format!("{place:?} {}", at.offset),
            other => format!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn it_says_the_same_however_the_bytes_are_cut(
            frames in prop::collection::vec(frame(), 1..8),
            limit in prop_oneof![Just(100), Just(1000)],
        ) {
            let bytes = frames.concat();
            let (mut whole, mut stepped) = (Checker::new(limit, false), Checker::new(limit, false));
            let (good, fault) = whole.pass(&bytes);
            let (mut expected, mut found) = (0, None);
            for frame in &frames {
                // a byte is never a whole text that has some
                found = frame.iter().find_map(|byte| stepped.pass(std::slice::from_ref(byte)).1);
                if found.is_some() {
                    break;
                }
                expected += frame.len();
            }
            prop_assert_eq!(good, expected);
            prop_assert_eq!(fault.map(cause), found.map(cause));
            prop_assert_eq!(whole.received_close(), stepped.received_close());
            prop_assert!(good < bytes.len() || whole.unfinished() == stepped.unfinished());
        }
    }
}
