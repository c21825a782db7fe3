//! What is queued arrives exactly once and in order, whatever failed before; what is not sent is told.

use hxws::event::Record;
use hxws::session::link::Unsent;
use hxws::session::live::{Finished, Session};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixStream;

use crate::frames::{self, Heard, Reader};
use crate::session::{Place, Served, accepted, connecting, happened, meanwhile, named, timeless};

/// The next texts that a server hears.
async fn texts(stream: &mut UnixStream, count: usize) -> Vec<String> {
    let mut reader = Reader::new();
    let mut texts = Vec::new();
    while texts.len() < count {
        match reader.heard(stream).await {
            Some(Heard::Text(text)) => texts.push(text),
            other => panic!("{other:?} after {texts:?}"),
        }
    }
    texts
}

/// What is told while a server accepts a connection and hears its first texts; those, and the connection.
pub async fn hears(
    session: &mut Session,
    place: &Place,
    compressed: bool,
    count: usize,
) -> (Vec<Record>, Vec<String>, Served) {
    let serving = async {
        let mut stream = accepted(place, compressed, None).await;
        (texts(&mut stream, count).await, stream)
    };
    let (records, (heard, stream)) = meanwhile(session, serving).await;
    (records, heard, stream)
}

fn numbered(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("message {number}")).collect()
}

#[test]
fn what_is_queued_through_failed_handshakes_arrives_once_and_in_order() {
    timeless(async {
        for htmx in ["1-ext", "2", "4"] {
            for compressed in [false, true] {
                let (place, mut session) = connecting(htmx);
                let sent = numbered(20);
                for (at, text) in sent.iter().enumerate() {
                    assert_eq!(named(&session.send(text.clone(), None)), [format!("queued {text}")]);
                    let failing = accepted(&place, compressed, Some(at * 6));
                    let (records, stream) = meanwhile(&mut session, failing).await;
                    drop(stream);
                    assert_eq!(named(&records), [""; 0]);
                    let seen = named(&happened(&mut session).await);
                    assert_eq!(seen[1..3], ["close 1006 Network true", &format!("reconnect {} 0", at + 1)]);
                }
                let (records, heard, mut stream) = hears(&mut session, &place, compressed, sent.len()).await;
                assert_eq!(heard, sent, "{htmx} {compressed}");
                let told = sent.iter().map(|text| format!("sent {text}"));
                let expected: Vec<String> = std::iter::once("open".to_owned()).chain(told).collect();
                assert_eq!(named(&records), expected);
                assert_eq!(session.queued(), 0);
                let mut rest = Vec::new();
                let (finished, read) = tokio::join!(session.finish(1000), async {
                    // all that is left is the close frame
                    let read = stream.read_buf(&mut rest).await;
                    drop(stream);
                    read
                });
                assert_eq!((read.unwrap(), finished.unsent, finished.lost), (8, Unsent::default(), 0));
            }
        }
    });
}

#[test]
fn what_was_sent_over_a_connection_that_dies_at_any_byte_is_not_sent_again() {
    timeless(async {
        let sent = numbered(3);
        for compressed in [false, true] {
            for taken in 0.. {
                let (place, mut session) = connecting("2");
                sent.iter().for_each(|text| drop(session.send(text.clone(), None)));
                let serving = async {
                    let mut stream = accepted(&place, compressed, None).await;
                    let mut kept = Vec::new();
                    let mut limited = (&mut *stream).take(taken);
                    limited.read_to_end(&mut kept).await.unwrap();
                    kept
                };
                let (records, kept) = meanwhile(&mut session, serving).await;
                let told: Vec<String> = sent.iter().map(|text| format!("sent {text}")).collect();
                let seen = named(&records);
                assert_eq!(seen[1..4], told);
                assert!(seen.contains(&"close 1006 Network true".to_owned()), "{seen:?}");

                session.send("later".to_owned(), None);
                let (_, heard, _stream) = hears(&mut session, &place, compressed, 1).await;
                assert_eq!(heard, ["later"], "{compressed} {taken}");
                let mut reader = Reader::new();
                let (mut left, mut whole) = (&kept[..], Vec::new());
                while let Some(Heard::Text(text)) = reader.heard(&mut left).await {
                    whole.push(text);
                }
                assert_eq!(whole, sent[..whole.len()]);
                if whole.len() == sent.len() {
                    break;
                }
            }
        }
    });
}

#[test]
fn a_peer_that_stops_reading_is_told_of_once_the_connection_ends() {
    timeless(async {
        let (place, mut session) = connecting("2");
        let (_, stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
        let large = "x".repeat(4 << 20);
        for text in [&large, "small"] {
            session.send(text.to_owned(), None);
        }
        assert_eq!(named(&happened(&mut session).await), [""; 0]);
        assert!(session.has_unsent());
        drop(stream);
        let seen = named(&happened(&mut session).await);
        assert!(seen.contains(&"error 2 sent messages did not go out: 4194309 bytes".to_owned()), "{seen:?}");
        assert!(seen.contains(&"reconnect 1 0".to_owned()), "{seen:?}");
        let finished = session.finish(1000).await;
        assert_eq!(finished.unsent, Unsent { messages: 2, bytes: 4_194_309 });
    });
}

#[test]
fn htmx_4_tells_a_full_queue_and_what_it_forgets() {
    timeless(async {
        let (place, mut session) = connecting("4");
        for text in numbered(100) {
            assert_eq!(named(&session.send(text.clone(), None)), [format!("queued {text}")]);
        }
        let full = "halted `Outgoing messages queue is full`: 100 messages wait already";
        assert_eq!(named(&session.send("one more".to_owned(), None)), [full]);
        let (_, heard, mut stream) = hears(&mut session, &place, false, 100).await;
        assert_eq!(heard, numbered(100));

        assert!(session.close(1000, ""));
        assert_eq!(named(&session.send("late".to_owned(), None)), ["queued late"]);
        let closing = async {
            assert_eq!(Reader::new().heard(&mut *stream).await, Some(Heard::Close(1000)));
            stream.write_all(&frames::close(1000)).await.unwrap();
        };
        let (records, ()) = meanwhile(&mut session, closing).await;
        let end =
            ["close 1000 Client false", "error 1 queued message was never sent: htmx gave the connection up"];
        assert_eq!(named(&records), end);
        assert_eq!(session.finish(1000).await.lost, 1);
    });
}

#[test]
fn htmx_1_queues_nothing_and_says_so() {
    timeless(async {
        let (place, mut session) = connecting("1");
        let early = "halted the socket is still connecting: `WebSocket.send` throws, and htmx does not queue";
        assert_eq!(named(&session.send("early".to_owned(), None)), [early]);
        let (_, stream) = meanwhile(&mut session, accepted(&place, false, None)).await;
        assert!(session.close(1000, ""));
        let late = "halted the socket is not open: `WebSocket.send` drops it, and htmx does not queue";
        assert_eq!(named(&session.send("late".to_owned(), None)), [late]);
        drop(stream);
        assert_eq!(session.finish(1000).await.lost, 0);
    });
}

#[test]
fn what_waits_at_the_end_is_told() {
    timeless(async {
        for htmx in ["1-ext", "2", "4"] {
            let (_place, mut session) = connecting(htmx);
            numbered(2).into_iter().for_each(|text| drop(session.send(text, None)));
            let Finished { records, unsent, lost, .. } = session.finish(1000).await;
            let told = ["error 2 queued messages were never sent: the socket did not open again"];
            assert_eq!(
                (named(&records).as_slice(), unsent, lost),
                (&told.map(str::to_owned)[..], Unsent::default(), 2)
            );
        }
    });
}
