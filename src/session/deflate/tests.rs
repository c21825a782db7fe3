//! Messages through both sides: what is compressed here inflates there, however the bytes are cut.

use std::io::{self, Read, Write};

use proptest::prelude::*;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocket, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::inflater::{Failed, Inflater};
use super::*;
use crate::session::frames::samples::frame;
use crate::session::frames::{Broken, Checker, Fault, Opcode};

const LIMIT: usize = 1 << 20;

const ALL: Deflate =
    Deflate { server_takeover: true, client_takeover: true, server_bits: 15, client_bits: 15 };

/// What comes of a server's bytes that arrive in these pieces: plain frames, compressed sizes, and a fault.
fn unpacked<'p>(
    deflate: Deflate,
    limit: usize,
    pieces: impl IntoIterator<Item = &'p [u8]>,
) -> (Vec<u8>, Vec<Option<usize>>, Option<Fault>) {
    let (mut checker, mut unpacker) = (Checker::new(limit, true), Unpacker::new(deflate));
    let (mut out, mut fault) = (Vec::new(), None);
    for mut piece in pieces {
        while !piece.is_empty() && fault.is_none() {
            let mut some = Vec::new();
            fault = unpacker.unpack(&mut checker, &mut piece, &mut some).err();
            out.append(&mut some);
        }
    }
    let sizes = std::iter::from_fn(|| unpacker.pop_size()).collect();
    (out, sizes, fault)
}

/// Plain frames to be read; the pongs to their pings go nowhere.
struct Plain<'p>(&'p [u8]);

impl Read for Plain<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl Write for Plain<'_> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        Ok(buf.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The messages in plain frames.
fn messages(plain: &[u8]) -> Vec<Message> {
    let config = WebSocketConfig::default().max_frame_size(None);
    let mut socket = WebSocket::from_raw_socket(Plain(plain), Role::Client, Some(config));
    let mut read = Vec::new();
    loop {
        match socket.read() {
            Ok(message) => {
                let last = message.is_close();
                read.push(message);
                if last {
                    return read;
                }
            }
            Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => return read,
            Err(error) => panic!("{error}"),
        }
    }
}

fn inflated(payload: &[u8]) -> Vec<Message> {
    let (plain, sizes, fault) = unpacked(ALL, LIMIT, [frame(0xc1, payload).as_slice()]);
    assert_eq!((sizes, fault), (vec![Some(payload.len())], None));
    messages(&plain)
}

#[test]
fn the_examples_of_the_rfc_inflate() {
    // RFC 7692 §7.2.3.1 and §7.2.3.3 to §7.2.3.5
    for payload in [
        &b"\xf2\x48\xcd\xc9\xc9\x07\x00"[..],
        b"\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00",
        b"\xf3\x48\xcd\xc9\xc9\x07\x00\x00",
        b"\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00",
    ] {
        assert_eq!(inflated(payload), [Message::text("Hello")], "{payload:02x?}");
    }
    // §7.2.3.6
    assert_eq!(inflated(b"\x00"), [Message::text("")]);
    assert_eq!(inflated(b"\x02\x00"), [Message::text("")]);
    // §7.2.3.2: the second refers to the first; without its context there is nothing to refer to
    let two = [frame(0xc1, b"\xf2\x48\xcd\xc9\xc9\x07\x00"), frame(0xc1, b"\xf2\x00\x11\x00\x00")].concat();
    let (plain, sizes, fault) = unpacked(ALL, LIMIT, [two.as_slice()]);
    assert_eq!((sizes, fault), (vec![Some(7), Some(5)], None));
    assert_eq!(messages(&plain), [Message::text("Hello"), Message::text("Hello")]);
    let (plain, _, fault) = unpacked(Deflate { server_takeover: false, ..ALL }, LIMIT, [two.as_slice()]);
    assert_eq!(messages(&plain), [Message::text("Hello")]);
    assert!(matches!(fault, Some(Fault::Inflate { .. })), "{fault:?}");
}

#[test]
fn a_message_after_one_whose_block_was_the_last_is_read_too() {
    let last = frame(0xc1, b"\xf3\x48\xcd\xc9\xc9\x07\x00");
    let next = frame(0xc1, b"\xf2\x48\xcd\xc9\xc9\x07\x00");
    let (plain, _, fault) = unpacked(ALL, LIMIT, [[last, next].concat().as_slice()]);
    assert_eq!((messages(&plain).len(), fault), (2, None));
}

#[test]
fn compressed_messages_are_as_the_rfc_writes_them() {
    let mut compressor = Compressor::new(ALL);
    assert_eq!(compressor.compressed(b"Hello").unwrap(), b"\xf2\x48\xcd\xc9\xc9\x07\x00");
    assert_eq!(compressor.compressed(b"").unwrap(), b"\x02\x00");
    assert_eq!(compressor.compressed(b"Hello").unwrap(), b"\xf2\x00\x11\x00\x00");
    let mut compressor = Compressor::new(Deflate { client_takeover: false, ..ALL });
    for _ in 0..2 {
        assert_eq!(compressor.compressed(b"Hello").unwrap(), b"\xf2\x48\xcd\xc9\xc9\x07\x00");
    }
}

#[test]
fn control_frames_between_fragments_are_given_as_they_came() {
    let bytes = [
        frame(0x41, b"\xf2\x48\xcd"),
        frame(0x89, b"now"),
        frame(0x00, b""),
        frame(0x80, b"\xc9\xc9\x07\x00"),
        frame(0x02, b"pl"),
        frame(0x8a, b""),
        frame(0x80, b"ain"),
        frame(0x88, b"\x03\xe8"),
        frame(0xff, b"nobody looks at this"),
    ]
    .concat();
    for size in 1..bytes.len() {
        let (plain, sizes, fault) = unpacked(ALL, LIMIT, bytes.chunks(size));
        assert_eq!((sizes, fault), (vec![Some(7), None], None));
        let read = messages(&plain);
        assert_eq!(
            read[..4],
            [
                Message::Ping(b"now".to_vec().into()),
                Message::text("Hello"),
                Message::Pong(Vec::new().into()),
                Message::binary(b"plain".to_vec())
            ]
        );
        assert!(matches!(read[4..], [Message::Close(Some(_))]));
    }
}

#[test]
fn reserved_bits_are_for_the_first_frame_of_a_message_only() {
    let fault = |frames: &[Vec<u8>]| match unpacked(ALL, LIMIT, [frames.concat().as_slice()]).2 {
        Some(Fault::Protocol { broken, .. }) => broken,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(&[frame(0xc9, b"")]), Broken::CompressedPart { opcode: Opcode::Ping });
    let first = frame(0x41, b"\xf2\x48\xcd");
    assert_eq!(
        fault(&[first.clone(), frame(0xc0, b"\xc9")]),
        Broken::CompressedPart { opcode: Opcode::Continuation }
    );
    assert_eq!(fault(&[frame(0xe1, b"")]), Broken::ReservedBit { bit: 2 });
    assert_eq!(fault(&[frame(0x91, b"")]), Broken::ReservedBit { bit: 3 });
    assert_eq!(fault(&[frame(0xc3, b"")]), Broken::ReservedBit { bit: 1 });
    assert_eq!(fault(&[first, frame(0xc2, b"")]), Broken::InsideMessage { opcode: Opcode::Binary });
}

#[test]
fn text_is_checked_inflated_and_a_broken_message_is_not_given_out() {
    let mut compressor = Compressor::new(ALL);
    let (cut, wrong) = (compressor.compressed(b"ab\xe2\x82").unwrap(), b"\x80".to_vec());
    let bytes = [frame(0x81, b"good"), frame(0xc1, &cut)].concat();
    let (plain, _, fault) = unpacked(ALL, LIMIT, [bytes.as_slice()]);
    assert_eq!(messages(&plain), [Message::text("good")]);
    let said = "the server sent a text message that is not UTF-8 at byte 2 (RFC 6455 §8.1) · bytes `e2 82`";
    assert_eq!(fault.unwrap().to_string(), said);
    let bytes = [frame(0x82, b"\xff"), frame(0x81, &wrong)].concat();
    let (plain, _, fault) = unpacked(ALL, LIMIT, [bytes.as_slice()]);
    assert_eq!(messages(&plain), [Message::binary(b"\xff".to_vec())]);
    assert_eq!(fault.unwrap().code(), 1007);
}

#[test]
fn a_bomb_stops_at_the_limit_with_little_memory() {
    let mut compressor = Compressor::new(ALL);
    let bomb = compressor.compressed(&vec![0; 64 << 20]).unwrap();
    assert!(bomb.len() < 100 << 10);
    let mut plain = Vec::new();
    let failed = Inflater::new(15, true).inflate(&bomb, &mut plain, 100_000);
    assert_eq!(failed, Err(Failed::TooLong));
    assert!(plain.capacity() <= 256 << 10, "{}", plain.capacity());

    let (plain, _, fault) = unpacked(ALL, 100_000, [frame(0xc2, &bomb).as_slice()]);
    let fault = fault.unwrap();
    assert_eq!(
        fault.to_string(),
        format!(
            "message of {} bytes compressed inflates to more than `--max-message-size` 100000: try `--max-message-size 131072`",
            bomb.len()
        )
    );
    assert_eq!((fault.code(), messages(&plain)), (1009, vec![]));
    // exactly as much as is allowed
    let (plain, _, fault) = unpacked(ALL, 64 << 20, [frame(0xc2, &bomb).as_slice()]);
    assert_eq!(fault, None);
    assert_eq!(messages(&plain), [Message::binary(vec![0; 64 << 20])]);
}

#[test]
fn what_is_not_deflate_is_1007() {
    let (_, _, fault) = unpacked(ALL, LIMIT, [frame(0xc1, b"\xff\xff\xff\xff").as_slice()]);
    let fault = fault.unwrap();
    assert_eq!(fault.code(), 1007);
    assert_eq!(
        fault.to_string(),
        "the server sent a compressed message that does not inflate: invalid block type (RFC 7692 §7.2.2)"
    );
}

#[test]
fn what_is_wrong_is_told_by_what_is_there_wherever_the_decompressor_looks() {
    let mut compressor = Compressor::new(ALL);
    let bytes: Vec<u8> = (0..600_u32).map(|n| (n * n % 251) as u8 ^ (n / 3) as u8).collect();
    compressor.compressed(&bytes).unwrap();
    // it refers back to a message that never came
    let again = compressor
        .compressed(&[&bytes[..], &bytes[..40], b"more than a little of other bytes"].concat())
        .unwrap();
    let whole = frame(0xc2, &again);
    let told = |size: usize| unpacked(ALL, LIMIT, whole.chunks(size)).2.map(|fault| fault.to_string());
    let said = |reason: &str| {
        Some(format!(
            "the server sent a compressed message that does not inflate: {reason} (RFC 7692 §7.2.2)"
        ))
    };
    assert_eq!(told(1), said("invalid distance too far back"));
    assert_eq!(told(whole.len()), said("invalid code or distance"));
}

/// A message as a server may send it: so many letters, of so many kinds.
#[derive(Debug, Clone)]
struct Sent {
    text: bool,
    letters: usize,
    kinds: u32,
    compress: bool,
    /// Where it is cut into fragments.
    fragment: usize,
}

impl Sent {
    fn data(&self) -> String {
        let mut random = self.letters as u32;
        let mut letter = |_| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0xd0 + (random >> 16) % self.kinds).unwrap()
        };
        (0..self.letters).map(&mut letter).collect()
    }

    fn message(&self) -> Message {
        if self.text { Message::text(self.data()) } else { Message::binary(self.data().into_bytes()) }
    }
}

fn sent() -> impl Strategy<Value = Sent> {
    let sizes = prop_oneof![4 => (0_usize..300, 1_usize..400), 1 => (300_usize..40_000, 200_usize..50_000)];
    (any::<bool>(), sizes, 1_u32..50, any::<bool>()).prop_map(
        |(text, (letters, fragment), kinds, compress)| Sent { text, letters, kinds, compress, fragment },
    )
}

fn written(sent: &[Sent], compressor: &mut Compressor) -> Vec<u8> {
    let mut bytes = Vec::new();
    for message in sent {
        let plain = message.data().into_bytes();
        let payload = if message.compress { compressor.compressed(&plain).unwrap() } else { plain };
        let pieces: Vec<&[u8]> =
            if payload.is_empty() { vec![&[]] } else { payload.chunks(message.fragment).collect() };
        for (at, piece) in pieces.iter().enumerate() {
            let opcode = if message.text { 1 } else { 2 };
            let start = if at == 0 { opcode | if message.compress { 0x40 } else { 0 } } else { 0 };
            bytes.extend(frame(start | if at + 1 == pieces.len() { 0x80 } else { 0 }, piece));
            if at % 3 == 2 {
                bytes.extend(frame(0x89, b"between"));
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_was_compressed_comes_back_however_the_bytes_are_cut(
        sent in prop::collection::vec(sent(), 1..8),
        takeover: bool,
        bits in 8_u8..=15,
        size in 5_usize..5000,
    ) {
        let (server, client) = (
            Deflate { client_takeover: takeover, client_bits: bits, ..ALL },
            Deflate { server_takeover: takeover, server_bits: bits, ..ALL },
        );
        let bytes = written(&sent, &mut Compressor::new(server));
        let (plain, sizes, fault) = unpacked(client, LIMIT, bytes.chunks(size));
        prop_assert_eq!(fault, None);
        let expected: Vec<bool> = sent.iter().map(|message| message.compress).collect();
        prop_assert_eq!(sizes.iter().map(Option::is_some).collect::<Vec<_>>(), expected);
        let read = messages(&plain).into_iter().filter(|message| !message.is_ping());
        let expected: Vec<Message> = sent.iter().map(Sent::message).collect();
        let read: Vec<Message> = read.collect();
        prop_assert_eq!(read.len(), expected.len());
        for (read, expected) in read.iter().zip(&expected) {
            prop_assert!(read == expected);
        }
    }

    #[test]
    fn garbage_is_a_fault_or_nothing_and_the_same_however_it_is_cut(
        good in prop::collection::vec(sent(), 0..2),
        garbage in prop::collection::vec(any::<u8>(), 0..300),
        at in any::<prop::sample::Index>(),
        bits in 8_u8..=15,
        size in 1_usize..40,
    ) {
        let deflate = Deflate { server_bits: bits, client_bits: bits, ..ALL };
        let mut bytes = written(&good, &mut Compressor::new(deflate));
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..at, garbage);
        let outcome = |(plain, sizes, fault): (Vec<u8>, Vec<Option<usize>>, Option<Fault>)| {
            (messages(&plain), sizes, fault.map(|fault| std::mem::discriminant(&fault)))
        };
        let whole = outcome(unpacked(deflate, LIMIT, [bytes.as_slice()]));
        prop_assert_eq!(outcome(unpacked(deflate, LIMIT, bytes.chunks(size))), whole);
    }

    #[test]
    fn garbage_does_not_inflate_and_does_not_end_the_program(
        payloads in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..20),
        bits in 8_u8..=15,
        takeover: bool,
    ) {
        let mut inflater = Inflater::new(bits, takeover);
        let mut plain = Vec::new();
        for payload in payloads {
            plain.clear();
            let read = inflater.inflate(&payload, &mut plain, 1 << 20).and_then(|()| inflater.end(&mut plain, 1 << 20));
            if read.is_err() {
                break;
            }
        }
    }
}
