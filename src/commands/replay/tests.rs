//! What clients get of a recording, on a clock that stands still, and who may ask.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::DuplexStream;
use tokio::time::Instant;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::player::{Ended, Pace, play};
use crate::recording::{Connection, Format, Recording};
use crate::serve::socket::End;

const LINES: &str = r#"
{"type":"open","url":"ws://h/ws","at":"2026-11-26T10:00:00Z"}
{"type":"message","data":"<p>hi</p>","at":"2026-11-26T10:00:02Z"}
{"type":"sent","data":"a","at":"2026-11-26T10:00:03Z"}
{"type":"message","base64":"AP8=","at":"2026-11-26T10:00:04Z"}
{"type":"ping","data":"p","at":"2026-11-26T09:00:00Z"}
{"type":"sent","data":"b","at":"2026-11-26T10:00:05Z"}
{"type":"message","data":"","at":"2026-11-26T10:00:09Z"}
{"type":"close","code":4001,"reason":"bye","by":"server","at":"2026-11-26T10:00:10Z"}
"#;

fn connection(lines: &str) -> Connection {
    Recording::read(lines.as_bytes(), Format::JsonLines).unwrap().connections.remove(0)
}

/// Both sides of a socket.
async fn sockets() -> (WebSocketStream<DuplexStream>, WebSocketStream<DuplexStream>) {
    let (server, client) = tokio::io::duplex(1 << 16);
    let server = WebSocketStream::from_raw_socket(server, Role::Server, None).await;
    (server, WebSocketStream::from_raw_socket(client, Role::Client, None).await)
}

fn said() -> [Message; 4] {
    let ping = Message::Ping(b"p"[..].into());
    [Message::text("<p>hi</p>"), Message::binary(&b"\x00\xff"[..]), ping, Message::text("")]
}

/// After how many ms each thing came, and how it ended.
async fn heard_at(pace: Pace) -> (Vec<u128>, Ended) {
    let (mut server, mut client) = sockets().await;
    let connection = connection(LINES);
    let started = Instant::now();
    let hear = async {
        let mut times = Vec::new();
        for expected in said() {
            assert_eq!(client.next().await.unwrap().unwrap(), expected);
            times.push(started.elapsed().as_millis());
        }
        times
    };
    let (times, end) = tokio::join!(hear, play(&mut server, &connection, pace));
    (times, end)
}

#[tokio::test(start_paused = true)]
async fn everything_is_said_at_its_time_whatever_the_client_does() {
    let end = Ended::AsRecorded(End::closed(4001, "bye"));
    assert_eq!(heard_at(Pace::Recorded(1.0)).await, (vec![2000, 4000, 4000, 9000], end.clone()));
    assert_eq!(heard_at(Pace::Recorded(4.0)).await, (vec![500, 1000, 1000, 2250], end.clone()));
    assert_eq!(heard_at(Pace::Recorded(0.5)).await, (vec![4000, 8000, 8000, 18000], end.clone()));
    assert_eq!(heard_at(Pace::AtOnce).await, (vec![0, 0, 0, 0], end));
}

#[tokio::test(start_paused = true)]
async fn step_by_step_each_message_of_the_client_brings_what_was_recorded_after_it() {
    let (mut server, mut client) = sockets().await;
    let connection = connection(LINES);
    let talk = async {
        let [hi, bytes, ping, empty] = said();
        assert_eq!(client.next().await.unwrap().unwrap(), hi);
        // nothing more comes by itself, however long it is waited for
        assert!(tokio::time::timeout(Duration::from_secs(3600), client.next()).await.is_err());
        client.send(Message::Ping(b"no message"[..].into())).await.unwrap();
        assert!(matches!(client.next().await.unwrap().unwrap(), Message::Pong(_)));
        client.send(Message::text("anything")).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), bytes);
        assert_eq!(client.next().await.unwrap().unwrap(), ping);
        assert!(tokio::time::timeout(Duration::from_secs(3600), client.next()).await.is_err());
        client.send(Message::binary(&b"\x01"[..])).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), empty);
    };
    let ((), end) = tokio::join!(talk, play(&mut server, &connection, Pace::Steps));
    assert_eq!(end, Ended::AsRecorded(End::closed(4001, "bye")));
}

#[tokio::test(start_paused = true)]
async fn a_connection_ends_as_it_did_where_a_close_frame_may_say_so() {
    let end = async |code: u16, reason: &str| {
        let (mut server, _client) = sockets().await;
        let line = format!(r#"{{"type":"close","code":{code},"reason":"{reason}","by":"server"}}"#);
        let connection = connection(&format!("{{\"type\":\"open\"}}\n{line}"));
        match play(&mut server, &connection, Pace::Recorded(1.0)).await {
            Ended::AsRecorded(end) => end,
            otherwise @ Ended::Otherwise(_) => panic!("{otherwise:?}"),
        }
    };
    assert_eq!(end(1005, "").await, End::Close(None));
    for code in [0, 999, 1004, 1006, 1015, 1016, 2999, 5000, 65535] {
        assert_eq!(end(code, "bye").await, End::Cut, "{code}");
    }
    for code in [1000, 1003, 1007, 1014, 3000, 4999] {
        assert_eq!(end(code, "bye").await, End::closed(code, "bye"));
    }
    // 125 bytes less those of the code, and no half character
    let long = ["x".repeat(122), "éé".to_owned()].concat();
    assert_eq!(end(1000, &long).await, End::closed(1000, &"x".repeat(122)));
}

#[tokio::test(start_paused = true)]
async fn of_a_ping_that_is_too_long_for_a_frame_as_much_is_sent_as_may_be() {
    let (mut server, mut client) = sockets().await;
    let long = ["x".repeat(124), "éé".to_owned()].concat();
    let connection = connection(&format!("{{\"type\":\"open\"}}\n{{\"type\":\"ping\",\"data\":\"{long}\"}}"));
    tokio::select! {
        end = play(&mut server, &connection, Pace::AtOnce) => panic!("{end:?}"),
        ping = client.next() => assert_eq!(ping.unwrap().unwrap(), Message::Ping("x".repeat(124).into())),
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_the_client_ended_stays_open_until_the_client_goes() {
    for end in [r#"{"type":"close","code":1000,"by":"client"}"#, ""] {
        let (mut server, mut client) = sockets().await;
        let connection = connection(&format!("{{\"type\":\"open\"}}\n{end}"));
        let go = async {
            assert!(tokio::time::timeout(Duration::from_secs(3600), client.next()).await.is_err());
            client.close(None).await.unwrap();
            while client.next().await.is_some() {}
        };
        let play = async {
            let end = play(&mut server, &connection, Pace::AtOnce).await;
            drop(server);
            end
        };
        assert_eq!(tokio::join!(go, play).1, Ended::Otherwise(End::Gone));
    }
}

#[test]
fn programs_and_pages_of_this_machine_may_ask_and_others_where_they_are_named() {
    let welcome = |origin: &str| crate::serve::handshake::is_local(origin);
    for origin in [
        "http://localhost:8000",
        "http://127.0.0.1:1",
        "https://[::1]:5",
        "http://app.localhost",
        "http://127.9.9.9",
    ] {
        assert!(welcome(origin), "{origin}");
    }
    for origin in
        ["https://app.example", "null", "http://localhost.example", "http://128.0.0.1", "", "file://"]
    {
        assert!(!welcome(origin), "{origin}");
    }
}
