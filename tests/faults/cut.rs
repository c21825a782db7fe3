//! Everything that a server writes, cut at every byte: in two pieces, byte by byte, and with the end of the connection there.

use tokio::io::AsyncWriteExt as _;

use crate::frames::{self, Reader, Writer, close, frame};
use crate::session::{Place, at_once, meanwhile, named, timeless};

/// The messages of one connection.
const MESSAGES: [&str; 4] =
    ["<p id=a>one one one</p>", "", "<p id=b>zwei — naïve ☃</p>", "<p id=c>three</p>"];

/// What a server writes after the handshake, and where each message ends in it.
fn written(compressed: bool) -> (Vec<u8>, Vec<usize>) {
    let mut writer = Writer::new(compressed);
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    for (at, text) in MESSAGES.into_iter().enumerate() {
        bytes.extend(frame(0x89, b"ping"));
        bytes.extend(if at == 2 { writer.fragments(text, 7) } else { writer.text(text) });
        ends.push(bytes.len());
    }
    (bytes, ends)
}

/// How many bytes of payload these hold of a message that they do not end, in frames of less than 126 bytes.
fn came_of(mut bytes: &[u8]) -> Option<usize> {
    let mut came = None;
    while let [first, length, rest @ ..] = bytes {
        let payload = rest.len().min((*length).into());
        if first & 0x08 == 0 {
            came = Some(came.unwrap_or(0) + payload);
            if first & 0x80 != 0 && payload == usize::from(*length) {
                came = None;
            }
        }
        bytes = &rest[payload..];
    }
    came
}

/// The length of the answer to a handshake: only its key differs.
fn answer_length(compressed: bool) -> usize {
    frames::answer("Sec-WebSocket-Key: AAAA", compressed).len()
}

/// What a session makes of a server's bytes that come in pieces: with a close frame behind them, or up to `end` and then the
/// end of the connection.
async fn made_of(compressed: bool, cuts: &[usize], end: Option<usize>) -> Vec<String> {
    let place = Place::new();
    let mut session = place.session("2", at_once());
    let mut records = session.connect();
    let served = async {
        let mut stream = place.accept().await;
        let head = frames::head(&mut *stream).await.unwrap();
        let mut bytes = frames::answer(&head, compressed);
        bytes.extend(written(compressed).0);
        match end {
            Some(end) => bytes.truncate(end),
            None => bytes.extend(close(1008)),
        }
        let mut from = 0;
        for &to in cuts.iter().filter(|&&cut| cut < bytes.len()).chain([&bytes.len()]) {
            stream.write_all(&bytes[from..to]).await.unwrap();
            from = to;
            for _ in 0..3 {
                tokio::task::yield_now().await;
            }
        }
        if end.is_some() {
            stream.shutdown().await.unwrap();
        }
        let mut reader = Reader::new();
        while reader.heard(&mut *stream).await.is_some() {}
    };
    records.extend(meanwhile(&mut session, served).await.0);
    named(&records)
}

/// What is told of a connection over which so many of the messages came.
fn begun(messages: usize) -> Vec<String> {
    let messages = MESSAGES.iter().take(messages).map(|text| format!("message {text}"));
    ["connecting 1", "open"].into_iter().map(str::to_owned).chain(messages).collect()
}

#[test]
fn a_split_at_any_byte_changes_nothing() {
    timeless(async {
        let whole = [begun(MESSAGES.len()), vec!["close 1008 Server false".to_owned()]].concat();
        for compressed in [false, true] {
            let length = answer_length(compressed) + written(compressed).0.len() + 4;
            for at in 1..length {
                assert_eq!(made_of(compressed, &[at], None).await, whole, "{compressed} {at}");
            }
            let everywhere: Vec<usize> = (1..length).collect();
            assert_eq!(made_of(compressed, &everywhere, None).await, whole, "{compressed}");
        }
    });
}

#[test]
fn an_end_at_any_byte_of_the_answer_is_a_failed_handshake() {
    timeless(async {
        for compressed in [false, true] {
            for end in 0..answer_length(compressed) {
                let why = if end == 0 { "without an answer" } else { "in the middle of its answer" };
                let expected = [
                    "connecting 1".to_owned(),
                    format!("error the server closed the connection {why}"),
                    "close 1006 Network true".to_owned(),
                    "reconnect 1 0".to_owned(),
                    "connecting 2".to_owned(),
                ];
                assert_eq!(made_of(compressed, &[], Some(end)).await, expected, "{compressed} {end}");
            }
        }
    });
}

#[test]
fn an_end_at_any_byte_of_the_messages_loses_only_the_one_it_cuts() {
    timeless(async {
        for compressed in [false, true] {
            let (bytes, ends) = written(compressed);
            for end in 0..=bytes.len() {
                let whole = ends.iter().filter(|message_end| **message_end <= end).count();
                let bytes_of_it = match came_of(&bytes[..end]) {
                    None => String::new(),
                    // what is compressed is counted as it is inflated
                    Some(_) if compressed => ", in the middle of a message".to_owned(),
                    Some(1) => ", in the middle of a message: 1 byte of it had come".to_owned(),
                    Some(came) => format!(", in the middle of a message: {came} bytes of it had come"),
                };
                let after = [
                    format!("error the connection ended without a close frame{bytes_of_it}"),
                    "close 1006 Network true".to_owned(),
                    "reconnect 1 0".to_owned(),
                    "connecting 2".to_owned(),
                ];
                let expected = [begun(whole), after.to_vec()].concat();
                let end = answer_length(compressed) + end;
                let mut made = made_of(compressed, &[], Some(end)).await;
                if compressed {
                    made.iter_mut()
                        .for_each(|line| _ = line.split_off(line.find(": ").unwrap_or(line.len())));
                }
                assert_eq!(made, expected, "{compressed} {end}");
            }
        }
    });
}
