//! permessage-deflate (RFC 7692): what inflates is what an inflater of the whole gives, however the bytes are cut, and never
//! more than the limit; what is compressed here comes out again.
#![no_main]

use flate2::{Decompress, FlushDecompress, Status};
use hxws::session::deflate::{Compressor, Deflate, Unpacker};
use hxws::session::frames::{Checker, Fault, Piece};
use hxws_fuzz::{memory, split};
use libfuzzer_sys::fuzz_target;

/// The largest message, in bytes.
const LIMIT: usize = 32 << 10;

fuzz_target!(|data: &[u8]| {
    let (how, rest) = split(data);
    let (size, rest) = split(rest);
    let (takeover, bits, size) = (how & 4 != 0, 8 + (how >> 4 & 7), usize::from(size) + 1);
    let deflate = Deflate {
        server_takeover: takeover,
        client_takeover: takeover,
        server_bits: bits,
        client_bits: bits,
    };
    memory::within(8 << 20, || match how & 3 {
        0 => {
            messages(deflate, rest, size);
        }
        1 | 2 => one(deflate, rest, size),
        _ => round(deflate, rest, size),
    });
});

/// The messages of these bytes, cut and uncut: the same.
fn messages(deflate: Deflate, bytes: &[u8], size: usize) -> (Vec<Vec<u8>>, Option<Fault>) {
    let whole = unpacked(deflate, [bytes]);
    let pieces = unpacked(deflate, bytes.chunks(size));
    assert!(pieces.0 == whole.0, "other messages");
    // why it does not inflate zlib tells as far as it has come
    let is_alike = match (&pieces.1, &whole.1) {
        (Some(Fault::Inflate { .. }), Some(Fault::Inflate { .. })) => true,
        // of a broken frame as much is told as has come
        (Some(Fault::Protocol { broken, .. }), Some(Fault::Protocol { broken: other, .. })) => {
            broken == other
        }
        // and so it is of a broken character
        (Some(Fault::Utf8 { place, at }), Some(Fault::Utf8 { place: other, at: there })) => {
            (place, at.offset) == (other, there.offset)
        }
        (one, other) => one == other,
    };
    assert!(is_alike, "{:?} and {:?}", pieces.1, whole.1);
    whole
}

/// A message whose payload these bytes are, in frames of some size.
fn one(deflate: Deflate, packed: &[u8], size: usize) {
    let mut bytes = Vec::new();
    let mut parts = packed.chunks(size * 16).peekable();
    let mut first = 0x42;
    while let Some(part) = parts.next() {
        write_frame(first | if parts.peek().is_none() { 0x80 } else { 0 }, part, &mut bytes);
        first = 0;
    }
    let (messages, fault) = messages(deflate, &bytes, size);
    let Some(plain) = inflated(packed).filter(|_| !packed.is_empty()) else { return };
    match &messages[..] {
        [message] => assert!(*message == plain, "another message"),
        _ if plain.len() > LIMIT => {
            assert!(matches!(fault, Some(Fault::InflatesTooLong { .. })), "{fault:?}")
        }
        // a narrower window does not reach as far back
        _ => assert!(bits_are_fewer(deflate) && fault.is_some(), "{fault:?}"),
    }
}

fn bits_are_fewer(deflate: Deflate) -> bool {
    deflate.server_bits < 15
}

/// What an inflater with the widest window makes of a message at once; none where that is nothing, or where the stream ends.
fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    let mut zlib = Decompress::new(false);
    let mut plain = Vec::with_capacity(LIMIT + 1);
    for part in [packed, &[0, 0, 0xff, 0xff]] {
        let mut left = part;
        while !left.is_empty() && plain.len() < plain.capacity() {
            let before = (zlib.total_in(), plain.len());
            let status = zlib.decompress_vec(left, &mut plain, FlushDecompress::Sync).ok()?;
            left = &left[(zlib.total_in() - before.0) as usize..];
            if status == Status::StreamEnd || before == (zlib.total_in(), plain.len()) {
                return None;
            }
        }
        if plain.len() == plain.capacity() {
            return Some(plain);
        }
    }
    Some(plain)
}

/// Messages of these bytes, compressed as the client does, come out as they were.
fn round(deflate: Deflate, bytes: &[u8], size: usize) {
    let mut compressor = Compressor::new(deflate);
    let plain: Vec<&[u8]> = bytes.chunks(size * 64).take(20).collect();
    let mut sent = Vec::new();
    for message in &plain {
        let packed = compressor.compressed(message).expect("anything can be compressed");
        write_frame(0xc2, &packed, &mut sent);
    }
    let (messages, fault) = messages(deflate, &sent, size);
    assert_eq!(fault, None);
    assert!(messages == plain, "other messages");
}

fn write_frame(first: u8, payload: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(first);
    match payload.len() {
        short @ ..126 => bytes.push(short as u8),
        long @ 126..0x1_0000 => {
            bytes.push(126);
            bytes.extend_from_slice(&(long as u16).to_be_bytes());
        }
        longer => {
            bytes.push(127);
            bytes.extend_from_slice(&(longer as u64).to_be_bytes());
        }
    }
    bytes.extend_from_slice(payload);
}

/// The whole messages that come of bytes in these pieces, and what is wrong then.
fn unpacked<'p>(
    deflate: Deflate,
    pieces: impl IntoIterator<Item = &'p [u8]>,
) -> (Vec<Vec<u8>>, Option<Fault>) {
    let (mut checker, mut unpacker) = (Checker::new(LIMIT, true), Unpacker::new(deflate));
    let (mut out, mut fault) = (Vec::new(), None);
    for mut piece in pieces {
        while !piece.is_empty() && fault.is_none() {
            let mut some = Vec::new();
            fault = unpacker.unpack(&mut checker, &mut piece, &mut some).err();
            out.append(&mut some);
        }
    }
    let messages = whole(&out);
    for message in &messages {
        assert!(message.len() <= LIMIT, "{} bytes", message.len());
    }
    // a size for each message that is complete
    assert_eq!(std::iter::from_fn(|| unpacker.pop_size()).count(), messages.len());
    (messages, fault)
}

/// The messages of plain frames, which have no fault of their own.
fn whole(mut plain: &[u8]) -> Vec<Vec<u8>> {
    let mut checker = Checker::new(LIMIT, false);
    let (mut messages, mut message) = (Vec::new(), Vec::new());
    let mut is_control = false;
    while !plain.is_empty() && checker.received_close().is_none() {
        match checker.next(&mut plain, usize::MAX).expect("plain frames") {
            Piece::Head(head) => is_control = head.opcode().is_control(),
            Piece::Payload(payload) => {
                checker.content(payload).expect("plain frames");
                if !is_control {
                    message.extend_from_slice(payload);
                }
            }
            Piece::Nothing => {}
        }
        if checker.complete().is_some_and(|head| head.is_final() && !head.opcode().is_control()) {
            messages.push(std::mem::take(&mut message));
        }
        checker.end().expect("plain frames");
    }
    messages
}
