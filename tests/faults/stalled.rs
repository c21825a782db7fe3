//! Servers that take nothing of what goes out before a close: those that take nothing at all are given up, and their
//! number has a bound. Time passes only where a test says so.

use std::time::Duration;

use futures_util::FutureExt as _;
use hxws::event::Record;
use hxws::session::live::{Session, Stall};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::frames::{Heard, Reader};
use crate::session::{Place, Served, TURNS, accepted, connecting, happened, meanwhile, named, timeless};
use crate::silence::after;

/// How long a server may take nothing.
const TAKES_NOTHING: Duration = Duration::from_secs(10);

/// More than the system keeps of a connection that nobody reads, in bytes.
const LARGE: usize = 4 << 20;

/// An open session with a large message on its way to a server that does not read.
async fn sending() -> (Place, Session, Served) {
    let (place, mut session) = connecting("2");
    let (_, stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
    session.send("x".repeat(LARGE), None);
    (place, session, stream)
}

#[test]
fn a_close_that_cannot_go_out_is_given_up() {
    timeless(async {
        let (_place, mut session, _stream) = sending().await;
        session.close(4000, "");
        assert_eq!(named(&happened(&mut session).await), [""; 0]);
        let expected = [
            "error the server took nothing for 10s: the close could not go out",
            "error 1 sent message did not go out: 4194304 bytes",
            "close 1006 Client true",
            "reconnect 1 0",
            "connecting 2",
        ];
        assert_eq!(named(&after(&mut session, TAKES_NOTHING).await), expected);
    });
}

#[test]
fn a_connection_that_was_left_is_given_up_where_nothing_of_it_goes_out() {
    timeless(async {
        let (place, mut session, _stream) = sending().await;
        session.reconnect();
        let (records, _second) = meanwhile(&mut session, accepted(&place, false, None)).await;
        assert_eq!(named(&records), ["open"]);
        let expected = [
            "error the server took nothing for 10s: the close could not go out",
            "error 1 sent message did not go out: 4194304 bytes",
            "close 1006 Client false",
        ];
        assert_eq!(named(&after(&mut session, TAKES_NOTHING).await), expected);
        assert!(!session.has_unsent());
    });
}

#[test]
fn a_close_waits_for_what_was_sent_before_it_as_long_as_some_of_it_is_taken() {
    timeless(async {
        let (_place, mut session, mut stream) = sending().await;
        session.close(1000, "");
        let mut part = vec![0; 512 << 10];
        for _ in 0..7 {
            assert_eq!(named(&after(&mut session, Duration::from_secs(9)).await), [""; 0]);
            let (records, _) = meanwhile(&mut session, stream.read_exact(&mut part)).await;
            assert_eq!(named(&records), [""; 0]);
        }
        let hearing = async {
            let mut rest = vec![0; LARGE + 14 - 7 * part.len()];
            stream.read_exact(&mut rest).await.unwrap();
            Reader::new().heard(&mut *stream).await
        };
        let (_, heard) = meanwhile(&mut session, hearing).await;
        assert_eq!(heard, Some(Heard::Close(1000)));
        let expected = ["error the server did not answer the close within 2s", "close 1000 Client true"];
        assert_eq!(named(&after(&mut session, Duration::from_secs(2)).await)[..2], expected);
    });
}

/// Sends what is left until nothing more goes out by itself; none where it has stalled.
async fn sent_out(session: &mut Session, stall: &mut Stall) -> Option<Vec<Record>> {
    let (mut records, mut quiet) = (Vec::new(), 0);
    while quiet < TURNS {
        match session.send_out(Some(stall)).now_or_never() {
            Some(more) => {
                records.extend(more?);
                quiet = 0;
            }
            None => quiet += 1,
        }
        tokio::task::yield_now().await;
    }
    Some(records)
}

#[test]
fn what_is_left_goes_out_as_long_as_some_of_it_is_taken_and_what_comes_meanwhile_is_passed_over() {
    timeless(async {
        const PATIENCE: Duration = Duration::from_secs(5);
        let (_place, mut session, mut stream) = sending().await;
        let mut stall = Stall::new(PATIENCE);
        let mut left = LARGE + 14;
        while left > 0 {
            stream.write_all(b"\x81\x04late").await.unwrap();
            tokio::time::advance(Duration::from_secs(4)).await;
            assert_eq!(sent_out(&mut session, &mut stall).await, Some(Vec::new()));
            let mut part = vec![0; left.min(512 << 10)];
            let mut taking = std::pin::pin!(stream.read_exact(&mut part));
            loop {
                tokio::select! {
                    biased;
                    sent = session.send_out(Some(&mut stall)) => assert_eq!(sent, Some(Vec::new())),
                    taken = &mut taking => break left -= taken.unwrap(),
                }
            }
        }
        assert!(!session.has_unsent());
        session.send("x".repeat(LARGE), None);
        assert_eq!(sent_out(&mut session, &mut stall).await, Some(Vec::new()));
        tokio::time::advance(PATIENCE).await;
        assert_eq!(sent_out(&mut session, &mut stall).await, None);
        assert!(session.has_unsent());
    });
}

#[test]
fn of_many_connections_that_were_left_and_go_on_closing_the_oldest_is_given_up() {
    timeless(async {
        const MOST: usize = 16;
        let (place, mut session) = connecting("2");
        let mut streams = Vec::new();
        for count in 0..=MOST + 1 {
            let (_, stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
            streams.push(stream);
            let seen = named(&session.reconnect());
            if count < MOST {
                assert_eq!(seen, ["connecting 1"], "{count}");
            } else {
                let given_up = [
                    "error 16 connections are closing: the oldest was given up",
                    "close 1005 Client false",
                    "connecting 1",
                ];
                assert_eq!(seen, given_up, "{count}");
                // after its close nothing more comes
                let mut oldest = Vec::new();
                streams[count - MOST].read_to_end(&mut oldest).await.unwrap();
                assert_eq!(oldest.len(), 6);
            }
        }
    });
}
