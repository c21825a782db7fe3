//! A link with compression.

use super::*;

const DEFLATE: Deflate =
    Deflate { server_takeover: true, client_takeover: true, server_bits: 15, client_bits: 15 };

#[tokio::test]
async fn compressed_messages_go_both_ways_with_their_sizes() {
    let (mut link, mut server) = raw_with(Some(DEFLATE)).await;
    assert_eq!(link.queue_text("Hello".into()), Some(7));
    link.queue_ping(vec![1]);
    assert_eq!(link.queue_binary(b"Hello".to_vec()), Some(5));
    assert_eq!(link.unsent(), Unsent { messages: 2, bytes: 10 });
    link.flush().await;
    assert!(link.unsent().is_none());
    let mut bytes = [0; 13 + 7 + 11];
    server.read_exact(&mut bytes).await.unwrap();
    let heads = [&bytes[..2], &bytes[13..15], &bytes[20..22]];
    assert_eq!(heads, [&[0xc1, 0x87], &[0x89, 0x81], &[0xc2, 0x85]]);
    let unmasked = |at: usize, length: usize| -> Vec<u8> {
        (0..length).map(|i| bytes[at + 4 + i] ^ bytes[at + i % 4]).collect()
    };
    // RFC 7692 §7.2.3.2
    assert_eq!(unmasked(2, 7), b"\xf2\x48\xcd\xc9\xc9\x07\x00");
    assert_eq!(unmasked(22, 5), b"\xf2\x00\x11\x00\x00");

    server
        .write_all(b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00\x81\x01a\xc2\x05\xf2\x00\x11\x00\x00")
        .await
        .unwrap();
    let message = |payload: Payload, wire_bytes| Incoming::Message { payload, wire_bytes };
    assert_eq!(link.next().await, message(Payload::Text("Hello".into()), Some(7)));
    assert_eq!(link.next().await, text("a"));
    assert_eq!(link.next().await, message(Payload::Binary(b"Hello".to_vec()), Some(5)));
    server.write_all(b"\x88\x05\x03\xf6bye").await.unwrap();
    assert_eq!(link.next().await, closed(1014, "bye", By::Server, None, 1014));
    assert_eq!(link.queue_text("too late".into()), None);
}

#[tokio::test]
async fn texts_that_are_taken_as_they_lie_leave_their_sizes_to_no_other() {
    let (mut link, mut server) = raw_with(Some(DEFLATE)).await;
    assert_eq!(link.whole_text(), None);
    let hello = b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00";
    server
        .write_all(&[&hello[..], hello, b"\x81\x01a", hello, b"\x82\x01b\x81\x01c"].concat())
        .await
        .unwrap();
    assert!(matches!(link.next().await, Incoming::Message { wire_bytes: Some(7), .. }));
    assert_eq!(link.whole_text(), Some(&b"Hello"[..]));
    assert_eq!(link.next().await, text("a"));
    assert_eq!(link.whole_text(), Some(&b"Hello"[..]));
    assert_eq!(link.whole_text(), None);
    assert_eq!(link.next().await, binary(b"b"));
    assert_eq!(link.whole_text(), Some(&b"c"[..]));
    assert_eq!(link.whole_text(), None);
}

#[tokio::test]
async fn a_message_that_inflates_past_the_limit_is_1009() {
    let (mut link, mut server) = raw_with(Some(DEFLATE)).await;
    let bomb = Compressor::new(DEFLATE).compressed(&vec![0; 1 << 20]).unwrap();
    let length = u16::try_from(bomb.len()).unwrap().to_be_bytes();
    let bytes = [b"\xc1\x07\xf2\x48\xcd\xc9\xc9\x07\x00\xc2\x7e", &length[..], &bomb].concat();
    server.write_all(&bytes).await.unwrap();
    assert!(matches!(link.next().await, Incoming::Message { wire_bytes: Some(7), .. }));
    let detail = format!(
        "message of {} bytes compressed inflates to more than `--max-message-size` 65536: try `--max-message-size 131072`",
        bomb.len()
    );
    assert_eq!(link.next().await, closed(1009, "", By::Client, Some(&detail), 1006));
    let hung_up = tokio::spawn(async move { rest(&mut server).await });
    link.shutdown(1000, Duration::from_secs(5)).await;
    assert_eq!(close_code(&hung_up.await.unwrap()), 1009);
}
