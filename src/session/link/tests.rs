//! A link against a peer that is in the process.

mod answered;
mod compressed;

use std::future::poll_fn;
use std::net::Ipv4Addr;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::*;
use crate::session::deflate::Deflate;
use crate::session::dial::Stream;

const LIMIT: usize = 64 << 10;

/// A link and the other end of its connection, with no handshake between them.
async fn raw() -> (Link, TcpStream) {
    raw_with(None).await
}

async fn raw_with(deflate: Option<Deflate>) -> (Link, TcpStream) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (server, _) = listener.accept().await.unwrap();
    let wire = Wire::new(Stream::Plain(client), Vec::new(), LIMIT, deflate);
    (Link::new(wire), server)
}

async fn linked() -> (Link, WebSocketStream<TcpStream>) {
    let (link, server) = raw().await;
    (link, WebSocketStream::from_raw_socket(server, Role::Server, None).await)
}

fn text(data: &str) -> Incoming {
    Incoming::Message { payload: Payload::Text(data.into()), wire_bytes: None }
}

fn binary(data: &[u8]) -> Incoming {
    Incoming::Message { payload: Payload::Binary(data.into()), wire_bytes: None }
}

fn closed(code: u16, reason: &str, by: By, detail: Option<&str>, browser_code: u16) -> Incoming {
    let (reason, detail) = (reason.into(), detail.map(str::to_owned));
    Incoming::Closed { code, reason, by, detail, browser_code, browser_reason: None }
}

/// Whether nothing more comes.
fn is_silent(link: &mut Link) -> bool {
    let mut next = std::pin::pin!(link.next());
    let mut cx = Context::from_waker(std::task::Waker::noop());
    next.as_mut().poll(&mut cx).is_pending()
}

/// What the server reads until the connection ends.
async fn rest(server: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = server.read_to_end(&mut bytes).await;
    bytes
}

/// The code of a client's close frame at the end of these bytes.
fn close_code(bytes: &[u8]) -> u16 {
    let frame = &bytes[bytes.len() - 8..];
    assert_eq!(frame[..2], [0x88, 0x82]);
    u16::from_be_bytes([frame[6] ^ frame[2], frame[7] ^ frame[3]])
}

#[tokio::test]
async fn messages_go_both_ways_in_order_and_pings_are_answered() {
    let (mut link, mut server) = linked().await;
    link.queue_text("one".into());
    link.queue_binary(vec![1, 2]);
    assert!(link.has_unsent());
    assert_eq!(link.unsent(), Unsent { messages: 2, bytes: 5 });
    link.flush().await;
    assert!(!link.has_unsent());
    assert!(link.unsent().is_none());
    assert_eq!(server.next().await.unwrap().unwrap(), Message::text("one"));
    assert_eq!(server.next().await.unwrap().unwrap(), Message::binary(vec![1, 2]));

    server.feed(Message::Ping(vec![7].into())).await.unwrap();
    server.feed(Message::binary(vec![3])).await.unwrap();
    server.send(Message::text("two")).await.unwrap();
    assert_eq!(link.next().await, Incoming::Ping(vec![7]));
    // The pong is there before the link is asked for more.
    assert_eq!(server.next().await.unwrap().unwrap(), Message::Pong(vec![7].into()));
    assert_eq!(link.next().await, binary(&[3]));
    assert_eq!(link.next().await, text("two"));

    link.queue_ping(vec![9]);
    link.flush().await;
    assert_eq!(server.next().await.unwrap().unwrap(), Message::Ping(vec![9].into()));
    server.flush().await.unwrap();
    assert_eq!(link.next().await, Incoming::Pong(vec![9]));
}

#[tokio::test]
async fn a_server_s_close_is_told_once_and_answered() {
    let (mut link, mut server) = linked().await;
    let frame = CloseFrame { code: CloseCode::Restart, reason: "deploy".into() };
    server.send(Message::Close(Some(frame.clone()))).await.unwrap();
    assert_eq!(link.next().await, closed(1012, "deploy", By::Server, None, 1012));
    assert_eq!(server.next().await.unwrap().unwrap(), Message::Close(Some(frame)));
    link.queue_text("too late".into());
    assert!(is_silent(&mut link) && !link.has_unsent());
}

#[tokio::test]
async fn close_frames_keep_the_codes_that_tungstenite_hides() {
    const NO_CODE: &str = "the server broke the protocol: a close frame with the reserved code `999` (RFC 6455 §7.4) · bytes `88 02 03 e7`";
    for (bytes, expected) in [
        (&b"\x88\x00"[..], closed(1005, "", By::Server, None, 1005)),
        (b"\x88\x05\x03\xf6bye", closed(1014, "bye", By::Server, None, 1014)),
        (b"\x88\x02\x03\xe7", closed(999, "", By::Server, Some(NO_CODE), 999)),
        (b"\x88\x02\x13\x87", closed(4999, "", By::Server, None, 4999)),
    ] {
        let (mut link, mut server) = raw().await;
        server.write_all(bytes).await.unwrap();
        assert_eq!(link.next().await, expected);
    }
}

#[tokio::test]
async fn an_end_without_a_close_frame_is_1006() {
    let (mut link, server) = raw().await;
    drop(server);
    let detail = "the connection ended without a close frame";
    assert_eq!(link.next().await, closed(1006, "", By::Network, Some(detail), 1006));
    assert!(is_silent(&mut link));
}

#[tokio::test]
async fn what_arrived_before_a_reset_is_read_first() {
    let (mut link, mut server) = raw().await;
    server.write_all(b"\x81\x02hi").await.unwrap();
    assert_eq!(link.next().await, text("hi"));
    server.set_zero_linger().unwrap();
    drop(server);
    let Incoming::Closed { code: 1006, by: By::Network, browser_code: 1006, .. } = link.next().await else {
        panic!()
    };
}

#[tokio::test]
async fn a_message_over_the_limit_is_1009_before_it_is_read() {
    let (mut link, mut server) = raw().await;
    server.write_all(&[0x82, 127, 0, 0, 0, 0, 0x05, 0xf5, 0xe1, 0x00]).await.unwrap();
    let detail =
        "message of 100000000 bytes exceeds `--max-message-size` 65536: try `--max-message-size 128MiB`";
    assert_eq!(link.next().await, closed(1009, "", By::Client, Some(detail), 1006));
    let hung_up = tokio::spawn(async move { rest(&mut server).await });
    assert_eq!(link.shutdown(1000, Duration::from_secs(5)).await, None);
    assert_eq!(close_code(&hung_up.await.unwrap()), 1009);
}

#[tokio::test]
async fn a_flood_over_the_limit_does_not_keep_the_close_frame_from_the_peer() {
    let (mut link, server) = raw().await;
    let (mut reading, mut writing) = server.into_split();
    let flood = tokio::spawn(async move {
        let head = [0x82, 127, 0, 0, 0, 0, 0x05, 0xf5, 0xe1, 0x00];
        writing.write_all(&head).await?;
        writing.write_all(&vec![0; 100_000_000]).await
    });
    let read = tokio::spawn(async move {
        let mut bytes = Vec::new();
        reading.read_to_end(&mut bytes).await.unwrap();
        bytes
    });
    assert!(matches!(link.next().await, Incoming::Closed { code: 1009, .. }));
    link.shutdown(1000, Duration::from_secs(60)).await;
    flood.await.unwrap().unwrap();
    assert_eq!(close_code(&read.await.unwrap()), 1009);
}

#[tokio::test]
async fn fragments_over_the_limit_together_are_1009() {
    let (mut link, mut server) = raw().await;
    let part = [&[0x02, 126, 0xff, 0xff][..], &[0; 65535]].concat();
    let next = [&[0x00, 126, 0xff, 0xff][..], &[0; 65535]].concat();
    let sent = tokio::spawn(async move { (server.write_all(&[part, next].concat()).await, server) });
    let detail =
        "message of 131070 bytes exceeds `--max-message-size` 65536: try `--max-message-size 131072`";
    assert_eq!(link.next().await, closed(1009, "", By::Client, Some(detail), 1006));
    sent.await.unwrap().0.unwrap();
}

#[tokio::test]
async fn faults_of_the_peer_are_told_with_section_and_bytes_and_closed_with_their_codes() {
    let broken = "the server broke the protocol:";
    for (bytes, code, detail) in [
        (
            &b"\x81\x04abc\xc3\x81\x01d"[..],
            1007,
            "the server sent a text message that is not UTF-8 at byte 3 (RFC 6455 §8.1) · bytes `c3`".to_owned(),
        ),
        (
            b"\x01\x02\xe2\x82\x80\x02\x28a",
            1007,
            "the server sent a text message that is not UTF-8 at byte 0 (RFC 6455 §8.1) · bytes `e2 82 28 61`".to_owned(),
        ),
        (
            b"\x88\x05\x03\xe8ab\xff",
            1007,
            "the server sent a close reason that is not UTF-8 at byte 2 (RFC 6455 §8.1) · bytes `ff`".to_owned(),
        ),
        (
            b"\xc1\x02hi",
            1002,
            format!("{broken} a compressed frame, though no compression was agreed on (RFC 6455 §5.2) · bytes `c1 02 68 69`"),
        ),
        (b"\xa1\x00", 1002, format!("{broken} a frame with the reserved bit RSV2 (RFC 6455 §5.2) · bytes `a1 00`")),
        (b"\xd9\x00", 1002, format!("{broken} a frame with the reserved bit RSV1 (RFC 6455 §5.2) · bytes `d9 00`")),
        (
            b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f",
            1002,
            format!("{broken} a masked frame (RFC 6455 §5.1) · bytes `81 85 37 fa 21 3d 7f 9f`"),
        ),
        (b"\x83\x00", 1002, format!("{broken} a frame with the reserved opcode 0x3 (RFC 6455 §5.2) · bytes `83 00`")),
        (b"\x09\x00", 1002, format!("{broken} a fragmented ping frame (RFC 6455 §5.5) · bytes `09 00`")),
        (
            b"\x8a\x7e\x00",
            1002,
            format!("{broken} a pong frame of more than 125 bytes (RFC 6455 §5.5) · bytes `8a 7e 00`"),
        ),
        (b"\x88\x01\x03", 1002, format!("{broken} a close frame of one byte (RFC 6455 §5.5.1) · bytes `88 01 03`")),
        (
            b"\x88\x02\x03\xee",
            1002,
            format!("{broken} a close frame with the reserved code `1006` (RFC 6455 §7.4) · bytes `88 02 03 ee`"),
        ),
        (
            b"\x80\x00",
            1002,
            format!("{broken} a continuation frame with nothing to continue (RFC 6455 §5.4) · bytes `80 00`"),
        ),
        (
            b"\x01\x00\x82\x00",
            1002,
            format!("{broken} a binary frame in the middle of a fragmented message (RFC 6455 §5.4) · bytes `82 00`"),
        ),
        (
            b"\x82\x7e\x00\x7d",
            1002,
            format!("{broken} a frame whose length 125 is not written as it must be (RFC 6455 §5.2) · bytes `82 7e 00 7d`"),
        ),
    ] {
        let (mut link, mut server) = raw().await;
        server.write_all(bytes).await.unwrap();
        assert_eq!(link.next().await, closed(code, "", By::Client, Some(&detail), 1006));
        drop(link);
        assert_eq!(close_code(&rest(&mut server).await), code, "{bytes:?}");
    }
}

#[tokio::test]
async fn what_was_sent_before_a_fault_is_given_first() {
    let (mut link, mut server) = raw().await;
    server.write_all(b"\x81\x02hi\x82\x01\x07\xc1\x00\x81\x04late").await.unwrap();
    assert_eq!(link.next().await, text("hi"));
    assert_eq!(link.next().await, binary(&[7]));
    assert!(matches!(link.next().await, Incoming::Closed { code: 1002, .. }));
    assert!(is_silent(&mut link));
}

#[tokio::test]
async fn our_close_goes_out_after_what_was_queued_and_is_confirmed() {
    let (mut link, mut server) = linked().await;
    link.queue_text("last".into());
    link.queue_close(4000, &"ä".repeat(100));
    link.queue_text("dropped".into());
    let peer = tokio::spawn(async move {
        let mut seen = Vec::new();
        while let Some(Ok(message)) = server.next().await {
            seen.push(message);
        }
        seen
    });
    let reason = "ä".repeat(61);
    assert_eq!(link.next().await, closed(4000, &reason, By::Client, None, 4000));
    drop(link);
    let frame = CloseFrame { code: 4000.into(), reason: reason.as_str().into() };
    assert_eq!(peer.await.unwrap(), [Message::text("last"), Message::Close(Some(frame))]);
}

#[tokio::test]
async fn of_a_close_that_is_answered_with_another_code_both_are_known() {
    let (mut link, server) = raw().await;
    link.queue_close(1000, "");
    link.flush().await;
    drop(server);
    let Incoming::Closed { code: 1006, by: By::Network, .. } = link.next().await else { panic!() };

    let (mut link, mut server) = raw().await;
    link.queue_close(1000, "");
    link.flush().await;
    server.write_all(b"\x81\x02hi\x88\x02\x03\xf4").await.unwrap();
    assert_eq!(link.next().await, text("hi"));
    assert_eq!(link.next().await, closed(1000, "", By::Client, None, 1012));
}

#[tokio::test]
async fn a_peer_that_never_reads_does_not_stop_the_reading() {
    let (mut link, mut server) = raw().await;
    link.queue_binary(vec![0; 32 << 20]);
    link.queue_text("waits".into());
    for sent in [b"\x81\x01a", b"\x81\x01b"] {
        server.write_all(sent).await.unwrap();
        let expected = text(&char::from(sent[2]).to_string());
        assert_eq!(link.next().await, expected);
    }
    assert!(link.has_unsent());
    let unsent = Unsent { messages: 2, bytes: (32 << 20) + 5 };
    assert_eq!(link.unsent(), unsent);
    server.write_all(b"\x88\x02\x03\xe8").await.unwrap();
    assert_eq!(link.next().await, closed(1000, "", By::Server, None, 1000));
    assert!(!link.has_unsent());
    assert_eq!(link.unsent(), unsent);
}

#[tokio::test]
async fn a_dropped_next_loses_nothing() {
    let (mut link, mut server) = raw().await;
    let message = [&b"\x81\x7e\x03\xe8"[..], &[b'x'; 1000]].concat();
    let mut expected = 0;
    for piece in message.chunks(7) {
        server.write_all(piece).await.unwrap();
        expected += piece.len();
        if expected < message.len() {
            tokio::select! {
                biased;
                incoming = link.next() => panic!("{incoming:?}"),
                () = tokio::task::yield_now() => {}
            }
        }
    }
    assert_eq!(link.next().await, text(&"x".repeat(1000)));
}

#[tokio::test]
async fn shutdown_passes_over_what_still_arrives_and_waits_for_the_answer() {
    let (mut link, mut server) = linked().await;
    server.send(Message::text("unread")).await.unwrap();
    let peer = tokio::spawn(async move { while let Some(Ok(_)) = server.next().await {} });
    let end = link.shutdown(1000, Duration::from_secs(5)).await;
    assert_eq!(end, Some(closed(1000, "", By::Client, None, 1000)));
    peer.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn shutdown_gives_up_on_a_peer_that_does_not_answer() {
    let (mut link, _server) = raw().await;
    let end = link.shutdown(1000, Duration::from_secs(2)).await;
    let detail = "the server did not answer the close within 2s";
    assert_eq!(end, Some(closed(1000, "", By::Client, Some(detail), 1006)));
}

#[tokio::test]
async fn what_nobody_wants_to_know_is_read_one_piece_a_poll() {
    let (mut link, mut server) = raw().await;
    server.write_all(b"\x83\x00").await.unwrap();
    assert!(matches!(link.next().await, Incoming::Closed { code: 1002, .. }));
    server.write_all(&[0; 1 + 2 * PASSED_OVER]).await.unwrap();
    // by now it is here
    link.wire.read_exact(&mut [0]).await.unwrap();
    let mut hanging_up = Box::pin(link.hang_up());
    assert!(poll_fn(|cx| Poll::Ready(hanging_up.as_mut().poll(cx))).await.is_pending());
    drop(hanging_up);
    link.wire.read_exact(&mut [0; PASSED_OVER]).await.unwrap();
    let mut more = Box::pin(link.wire.read_u8());
    assert!(poll_fn(|cx| Poll::Ready(more.as_mut().poll(cx))).await.is_pending());
}
