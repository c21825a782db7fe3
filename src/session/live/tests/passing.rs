//! Messages that are passed on without htmx.

use proptest::prelude::*;

use super::*;
use crate::session::frames::samples::frame;
use crate::session::live::passing::{MOST, MOST_BYTES};

/// What a server may send: frames of messages, some in pieces, and pings between them.
fn sent() -> impl Strategy<Value = Vec<u8>> {
    let fragmented = |(start, end): (String, String)| {
        [frame(0x01, start.as_bytes()), frame(0x89, b"p"), frame(0x80, end.as_bytes())].concat()
    };
    let one = prop_oneof![
        8 => ".{0,60}".prop_map(|text| frame(0x81, text.as_bytes())),
        2 => (".{0,9}", 0_usize..70_000).prop_map(|(text, size)| frame(0x81, (text + &"x".repeat(size)).as_bytes())),
        1 => any::<[u8; 3]>().prop_map(|bytes| frame(0x82, &bytes)),
        1 => (".{0,9}", ".{0,9}").prop_map(fragmented),
        1 => Just(frame(0x89, b"ping")),
    ];
    prop::collection::vec(one, 0..20).prop_map(|frames| frames.concat())
}

/// A bare session that is open, and the other end of its connection.
async fn open_session() -> (Session, TcpStream) {
    let (listener, port) = listener().await;
    let mut session = bare(&format!("ws://127.0.0.1:{port}/"));
    session.connect();
    let accepting = async { accept(&listener).await.into_inner() };
    let (stream, ()) = tokio::join!(accepting, opened(&mut session, 1));
    (session, stream)
}

/// What is told in one go, what is passed on first.
async fn told(session: &mut Session) -> Vec<String> {
    let records = session.next().await;
    let message = |bytes: &[u8]| format!("message {}", String::from_utf8_lossy(bytes));
    let mut told: Vec<String> = session.passed().into_iter().flat_map(Passed::iter).map(message).collect();
    for record in &records {
        match &record.event {
            Event::Message { payload, .. } => told.push(message(payload.as_bytes())),
            // what htmx makes of them
            Event::Warning(_) | Event::Fragment(_) => {}
            _ => told.extend(named(std::slice::from_ref(record))),
        }
    }
    told
}

/// All that is told of these bytes and a close, where they come in pieces of that size.
async fn all_told(bytes: &[u8], size: usize, together: Option<bool>) -> Vec<String> {
    let (mut session, mut stream) = open_session().await;
    if let Some(together) = together {
        session.pass_over(together);
    }
    let bytes = [bytes, b"\x88\x02\x03\xe8"].concat();
    let talk = async {
        for piece in bytes.chunks(size) {
            stream.write_all(piece).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    let listen = async {
        let mut all = Vec::new();
        while session.ending().is_none() {
            all.extend(told(&mut session).await);
        }
        all
    };
    tokio::join!(talk, listen).1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn passed_on_or_not_the_same_is_told_in_the_same_order(bytes in sent(), size in 1_usize..300_000) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let size = size.max(bytes.len() / 500);
        let all = |together| runtime.block_on(all_told(&bytes, size, together));
        let heard = all(None);
        prop_assert_eq!(&all(Some(true)), &heard);
        prop_assert_eq!(&all(Some(false)), &heard);
    }
}

#[tokio::test]
async fn what_came_before_the_end_is_told_before_it() {
    let bytes = b"\x81\x01a\x81\x00\x01\x01b\x89\x01p\x80\x01c\x82\x02\x00\xff\x81\x01d";
    let told = all_told(bytes, usize::MAX, Some(true)).await;
    let expected =
        ["message a", "message ", "Ping { data: \"p\" }", "message bc", "message \0\u{fffd}", "message d"];
    let close = "close 1000 Server false";
    assert_eq!(told, [&expected[..], &[close]].concat());
}

#[tokio::test]
async fn so_many_messages_and_bytes_go_together_and_no_more() {
    for (bytes, count) in [(1, 4 * MOST), (MOST_BYTES / 4, 16)] {
        let (mut session, mut stream) = open_session().await;
        session.pass_over(true);
        let frames = frame(0x81, &vec![b'x'; bytes]).repeat(count);
        let listen = async {
            let (mut came, mut most, mut size) = (0, 0, 0);
            while came < count {
                assert!(session.next().await.is_empty());
                let passed = session.passed().unwrap();
                came += passed.count();
                (most, size) = (most.max(passed.count()), size.max(passed.size()));
            }
            (came, most, size)
        };
        let (written, (came, most, size)) = tokio::join!(stream.write_all(&frames), listen);
        written.unwrap();
        assert_eq!((came, session.received()), (count, count as u64));
        assert!(most <= MOST && size <= MOST_BYTES + bytes, "{most} {size}");
    }
}

#[tokio::test]
async fn what_was_passed_on_is_forgotten_by_the_next_wait() {
    let (mut session, mut stream) = open_session().await;
    session.pass_over(true);
    stream.write_all(b"\x81\x01a").await.unwrap();
    assert_eq!(told(&mut session).await, ["message a"]);
    assert_eq!(session.passed().map(Passed::count), Some(1));
    assert!(session.next().now_or_never().is_none());
    assert!(session.passed().is_none());
}
