//! A server's frames (RFC 6455) as bytes that arrive in pieces, over a socket: the messages are those of a reader that sees
//! all of them at once, none is longer than its limit, and what comes after the end is not heard.
#![no_main]

use std::cell::LazyCell;

use futures_util::future::join;
use hxws::event::Payload;
use hxws::session::dial::Stream;
use hxws::session::link::{Incoming, Link};
use hxws::session::wire::Wire;
use hxws_fuzz::{memory, split};
use libfuzzer_sys::fuzz_target;
use tokio::io::AsyncWriteExt as _;
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Runtime};

/// The largest message, in bytes.
const LIMIT: usize = 4096;

thread_local! {
    static RUNTIME: LazyCell<Runtime> =
        LazyCell::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime"));
}

fuzz_target!(|data: &[u8]| {
    let (size, bytes) = split(data);
    let pieces: Vec<&[u8]> = match size {
        0 => vec![bytes],
        size => bytes.chunks(usize::from(size)).collect(),
    };
    let heard = RUNTIME.with(|runtime| memory::within(4 << 20, || runtime.block_on(heard(&pieces))));
    let (end, heard) = heard.split_last().expect("an end at least");
    let (expected, close) = read(bytes);
    assert_eq!(heard, expected);
    let Incoming::Closed { code, reason, browser_code, .. } = end else { panic!("no end: {end:?}") };
    match close {
        Ok(Some((wanted, why))) => assert_eq!((*code, reason.as_str()), (wanted, why.as_str())),
        Ok(None) => assert!(matches!(code, 1002 | 1006 | 1007 | 1009), "{code}"),
        Err(()) => assert!(matches!((code, browser_code), (1002 | 1007 | 1009, 1006)), "{code}"),
    }
});

async fn heard(pieces: &[&[u8]]) -> Vec<Incoming> {
    let (client, mut server) = UnixStream::pair().expect("a pair of sockets");
    let (first, rest) = pieces.split_first().map_or((&[][..], pieces), |(&first, rest)| (first, rest));
    let wire = Wire::new(Stream::Unix(client), first.to_vec(), LIMIT, None);
    let mut link = Link::new(wire);
    let write = async move {
        for piece in rest {
            // it may have gone
            if server.write_all(piece).await.is_err() {
                break;
            }
            tokio::task::yield_now().await;
        }
        let _ = server.shutdown().await;
        server
    };
    let read = async {
        let mut heard = Vec::new();
        loop {
            let incoming = link.next().await;
            let is_end = matches!(incoming, Incoming::Closed { .. });
            heard.push(incoming);
            if is_end {
                // what is left in the socket is not waited for
                drop(link);
                return heard;
            }
        }
    };
    join(read, write).await.0
}

/// How it ends: with a close frame's code and reason, without one, or for a fault.
type End = Result<Option<(u16, String)>, ()>;

/// What a reader gets that has all the bytes and takes its time.
fn read(mut bytes: &[u8]) -> (Vec<Incoming>, End) {
    let mut heard = Vec::new();
    let mut message: Option<(bool, Vec<u8>)> = None;
    loop {
        let (head, payload) = match frame(&mut bytes, message.as_ref().map(|(_, held)| held.len())) {
            Ok(Some(frame)) => frame,
            Ok(None) => return (heard, Ok(None)),
            Err(()) => return (heard, Err(())),
        };
        match head & 0x0f {
            8 => return (heard, close(payload)),
            9 => heard.push(Incoming::Ping(payload.to_vec())),
            10 => heard.push(Incoming::Pong(payload.to_vec())),
            kind => {
                let (is_text, held) = message.get_or_insert_with(|| (kind == 1, Vec::new()));
                held.extend_from_slice(payload);
                // a fault is told at the first byte that shows it
                if is_broken(*is_text, held) {
                    return (heard, Err(()));
                }
            }
        }
        if head & 0x80 == 0 || head & 0x0f > 2 {
            continue;
        }
        let Some((is_text, held)) = message.take() else { continue };
        let payload = match String::from_utf8(held) {
            Ok(text) if is_text => Payload::Text(text),
            Err(_) if is_text => return (heard, Err(())),
            Ok(text) => Payload::Binary(text.into_bytes()),
            Err(error) => Payload::Binary(error.into_bytes()),
        };
        heard.push(Incoming::Message { payload, wire_bytes: None });
    }
}

/// The first byte of a frame, and its payload; none where the bytes end within it.
#[expect(clippy::type_complexity, reason = "a frame, the end or a fault")]
fn frame<'b>(bytes: &mut &'b [u8], held: Option<usize>) -> Result<Option<(u8, &'b [u8])>, ()> {
    let &[first, second, ref rest @ ..] = *bytes else { return Ok(None) };
    let (opcode, length) = (first & 0x0f, second & 0x7f);
    let is_control = opcode > 7;
    let is_known = matches!(opcode, 0..=2 | 8..=10);
    let is_in_order = is_control || (opcode == 0) == held.is_some();
    let is_whole = !is_control || first & 0x80 != 0 && length < 126;
    if first & 0x70 != 0 || second & 0x80 != 0 || !is_known || !is_in_order || !is_whole {
        return Err(());
    }
    let (size, least) = match length {
        126 => (2, 126),
        127 => (8, 1 << 16),
        _ => (0, 0),
    };
    let Some((written, rest)) = rest.split_at_checked(size) else { return Ok(None) };
    let number = written.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
    let length = if size == 0 { u64::from(length) } else { number };
    let held = if is_control { 0 } else { held.unwrap_or_default() };
    if length < least || length.saturating_add(held as u64) > LIMIT as u64 {
        return Err(());
    }
    let Some((payload, rest)) = rest.split_at_checked(length as usize) else { return Ok(None) };
    *bytes = rest;
    Ok(Some((first, payload)))
}

/// Whether nothing that follows makes a text of these bytes.
fn is_broken(is_text: bool, bytes: &[u8]) -> bool {
    is_text && str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some())
}

fn close(payload: &[u8]) -> End {
    match payload {
        [] => Ok(Some((1005, String::new()))),
        [_] => Err(()),
        [high, low, reason @ ..] => match (u16::from_be_bytes([*high, *low]), str::from_utf8(reason)) {
            (1005 | 1006 | 1015, _) | (_, Err(_)) => Err(()),
            (code, Ok(reason)) => Ok(Some((code, reason.to_owned()))),
        },
    }
}
