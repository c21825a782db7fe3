//! Servers that do not read what they are sent, and bytes of theirs that the client has no use for.

use std::io::ErrorKind;
use std::time::Duration;

use hxws::htmx::reconnect::Override;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::frames::{Heard, Reader, frame};
use crate::session::{Place, accepted, at_once, connecting, meanwhile, named, timeless};

/// More than the system keeps of a connection that nobody reads.
const PINGS: u32 = 40_000;

/// More than the system keeps, too, in bytes.
const FLOOD: usize = 4 << 20;

/// A ping of as many bytes as one can have, that begins with its number.
fn ping(number: u32) -> Vec<u8> {
    let mut data = [0; 125];
    data[..4].copy_from_slice(&number.to_be_bytes());
    frame(0x89, &data)
}

#[test]
fn of_pings_that_come_while_the_server_does_not_read_the_latest_is_answered() {
    timeless(async {
        let (place, mut session) = connecting("2");
        let pinging = async {
            let mut stream = accepted(&place, false, None).await;
            for number in 0..PINGS {
                stream.write_all(&ping(number)).await.unwrap();
            }
            stream
        };
        // what the client did not read would hold the server up
        let (_, mut stream) = meanwhile(&mut session, pinging).await;
        assert!(!session.has_unsent());
        session.send("behind".to_owned(), None);
        let hearing = async {
            let (mut reader, mut pongs) = (Reader::new(), Vec::new());
            loop {
                match reader.heard(&mut *stream).await {
                    Some(Heard::Pong(data)) => pongs.push(u32::from_be_bytes(*data.first_chunk().unwrap())),
                    other => break (other, pongs),
                }
            }
        };
        let (_, (heard, pongs)) = meanwhile(&mut session, hearing).await;
        assert_eq!(heard, Some(Heard::Text("behind".to_owned())));
        assert!(pongs.is_sorted(), "{pongs:?}");
        assert_eq!(pongs.last(), Some(&(PINGS - 1)));
        // the system's buffer and one more
        assert!(pongs.len() < 10_000, "{}", pongs.len());
    });
}

#[test]
fn a_server_that_does_wrong_is_heard_to_its_end_and_hears_why() {
    timeless(async {
        for (fault, code) in [(&b"\x83\x00"[..], 1002), (b"\x81\x01\xff", 1007)] {
            let (place, mut session) = connecting("2");
            let serving = async {
                let mut first = accepted(&place, false, None).await;
                first.write_all(fault).await.unwrap();
                let flood = first.write_all(&vec![0; FLOOD]).await.map_err(|error| error.kind());
                let heard = Reader::new().heard(&mut *first).await;
                // the client has ended its side
                let mut rest = Vec::new();
                first.read_to_end(&mut rest).await.unwrap();
                (flood, heard, rest)
            };
            let (records, (flood, heard, rest)) = meanwhile(&mut session, serving).await;
            assert_eq!((flood, heard, rest), (Ok(()), Some(Heard::Close(code)), Vec::new()));
            let seen = named(&records);
            assert_eq!(
                seen[2..],
                [format!("close {code} Client true"), "reconnect 1 0".to_owned(), "connecting 2".to_owned()]
            );
        }
    });
}

#[test]
fn the_end_of_a_session_hears_a_server_that_did_wrong_for_a_second() {
    timeless(async {
        let place = Place::new();
        let mut session = place.session("2", Override { never: true, ..at_once() });
        session.connect();
        let faulty = async {
            let mut stream = accepted(&place, false, None).await;
            stream.write_all(b"\x83\x00").await.unwrap();
            stream
        };
        let (records, mut stream) = meanwhile(&mut session, faulty).await;
        assert_eq!(named(&records).last().map(String::as_str), Some("close 1002 Client false"));
        assert!(session.ending().is_some());
        let serving = async {
            assert_eq!(Reader::new().heard(&mut *stream).await, Some(Heard::Close(1002)));
            stream.write_all(&vec![0; FLOOD]).await.unwrap();
            tokio::time::advance(Duration::from_secs(1)).await;
        };
        let (finished, ()) = tokio::join!(session.finish(1000), serving);
        assert_eq!(named(&finished.records), [""; 0]);
        assert_eq!(stream.write(&[0]).await.unwrap_err().kind(), ErrorKind::BrokenPipe);
    });
}
