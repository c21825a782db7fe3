//! Servers that stop answering: how long that is waited for, and what comes then. Time passes only where a test says so.

use std::time::Duration;

use hxws::event::Record;
use hxws::session::live::{KeepAlive, Session};
use tokio::io::AsyncWriteExt as _;

use crate::frames::{Heard, Reader, frame};
use crate::queue::hears;
use crate::session::{Place, accepted, at_once, connecting, happened, meanwhile, named, timeless};

/// What is told by the end of a span of time in which nothing is told before it.
pub async fn after(session: &mut Session, span: Duration) -> Vec<Record> {
    let last = Duration::from_millis(1);
    tokio::time::advance(span - last).await;
    assert_eq!(named(&happened(session).await), [""; 0]);
    tokio::time::advance(last).await;
    happened(session).await
}

#[test]
fn a_handshake_that_nobody_answers_is_given_up_and_tried_again() {
    timeless(async {
        // Chromium's own limit, where none is given
        for (given, limit) in [(None, 240_000), (Some(400), 400)] {
            let place = Place::new();
            let client = place.client(given.map(Duration::from_millis));
            let mut session = place.session_by(client, "2", at_once());
            session.connect();
            session.send("patient".to_owned(), None);
            let limit = Duration::from_millis(limit);
            for attempt in 1..=2 {
                let (records, _silent) = meanwhile(&mut session, accepted(&place, false, Some(40))).await;
                assert_eq!(named(&records), [""; 0]);
                let expected = [
                    format!(
                        "error `ws://app.test/ws` has not opened within {}: connected, but the answer is not complete",
                        humantime::format_duration(limit)
                    ),
                    "close 1006 Network true".to_owned(),
                    format!("reconnect {attempt} 0"),
                    format!("connecting {}", attempt + 1),
                ];
                assert_eq!(named(&after(&mut session, limit).await), expected);
            }
            let (_, heard, _stream) = hears(&mut session, &place, false, 1).await;
            assert_eq!(heard, ["patient"]);
        }
    });
}

#[test]
fn a_connection_is_taken_for_dead_once_a_pong_is_late_and_kept_while_they_come() {
    timeless(async {
        const INTERVAL: Duration = Duration::from_secs(20);
        const TIMEOUT: Duration = Duration::from_secs(5);
        let place = Place::new();
        let keep_alive = KeepAlive { interval: Some(INTERVAL), timeout: Some(TIMEOUT) };
        let mut session = place.session("2", at_once()).with_keep_alive(keep_alive);
        session.connect();
        let stopping = async {
            let mut stream = accepted(&place, false, None).await;
            stream.write_all(b"\x81\x10half").await.unwrap();
            stream
        };
        let (_, mut silent) = meanwhile(&mut session, stopping).await;
        assert_eq!(named(&after(&mut session, INTERVAL).await), [""; 0]);
        assert_eq!(Reader::new().heard(&mut *silent).await, Some(Heard::Ping(b"hxws 1".to_vec())));
        let expected = [
            "error no pong came within 5s: the connection is taken for dead",
            "close 1006 Network true",
            "reconnect 1 0",
            "connecting 2",
        ];
        assert_eq!(named(&after(&mut session, TIMEOUT).await), expected);

        let (_, mut stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
        for count in 1..=100 {
            assert_eq!(named(&after(&mut session, INTERVAL).await), [""; 0]);
            let answering = async {
                let Some(Heard::Ping(data)) = Reader::new().heard(&mut *stream).await else { panic!() };
                stream.write_all(&frame(0x8a, &data)).await.unwrap();
                data
            };
            let (records, data) = meanwhile(&mut session, answering).await;
            assert_eq!(data, format!("hxws {count}").into_bytes());
            assert_eq!(named(&records), [""; 0]);
        }
    });
}

#[test]
fn a_close_that_nobody_answers_is_given_up_after_two_seconds() {
    timeless(async {
        let (place, mut session) = connecting("2");
        let (_, _silent) = meanwhile(&mut session, accepted(&place, false, None)).await;
        session.close(1000, "");
        session.send("waits".to_owned(), None);
        assert_eq!(named(&happened(&mut session).await), [""; 0]);
        tokio::time::advance(Duration::from_secs(2)).await;
        let expected = [
            "error the server did not answer the close within 2s",
            "close 1000 Client true",
            "reconnect 1 0",
            "connecting 2",
        ];
        assert_eq!(named(&happened(&mut session).await), expected);
        let (_, heard, _stream) = hears(&mut session, &place, false, 1).await;
        assert_eq!(heard, ["waits"]);
    });
}

#[test]
fn a_close_that_is_not_answered_is_waited_for_no_longer_though_messages_come() {
    timeless(async {
        let (place, mut session) = connecting("2");
        let (_, mut stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
        session.close(1000, "");
        assert_eq!(named(&happened(&mut session).await), [""; 0]);
        stream.write_all(b"\x81\x01a\x81\x01b").await.unwrap();
        assert_eq!(named(&happened(&mut session).await), ["message a", "message b"]);
        stream.write_all(&b"\x81\x01c".repeat(99)).await.unwrap();
        tokio::time::advance(Duration::from_secs(2)).await;
        let expected = ["error the server did not answer the close within 2s", "close 1000 Client true"];
        assert_eq!(named(&happened(&mut session).await)[..2], expected);
    });
}
