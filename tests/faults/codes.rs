//! Every close code of RFC 6455 in every dialect: whether the session reconnects is what htmx does, and what `hxws backoff`
//! says.

use std::collections::BTreeMap;

use tokio::io::AsyncWriteExt as _;

use crate::frames::{self, Reader, close};
use crate::session::{accepted, connecting, meanwhile, named, timeless};
use crate::support::hxws;

/// The codes on which htmx reconnects, as recorded in `tests/conformance/own-versions.json`: htmx-ext-ws 2.0.4
/// `socket.onclose`, htmx 4.0.1 hx-ws `reconnectCodes`.
const RECONNECTS: [(&str, &[u16]); 4] = [
    ("1", &[1006, 1012, 1013]),
    ("1-ext", &[1006, 1012, 1013]),
    ("2", &[1006, 1011, 1012, 1013]),
    ("4", &[1001, 1005, 1006, 1011, 1012, 1013, 1014]),
];

/// Those that a close frame may have (RFC 6455 §7.4.1), 1005 for one without a code, and some of applications.
const SENT: [u16; 16] =
    [1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4000, 4999];

/// Those that none may have: the client fails the connection, and the page hears 1006.
const FORBIDDEN: [u16; 2] = [1006, 1015];

/// What is told of a server's close frame, and how the client answers it.
async fn after(htmx: &str, code: u16) -> (Vec<String>, Option<frames::Heard>) {
    let (place, mut session) = connecting(htmx);
    let serving = async {
        let mut stream = accepted(&place, false, None).await;
        let frame =
            if FORBIDDEN.contains(&code) { frames::frame(0x88, &code.to_be_bytes()) } else { close(code) };
        stream.write_all(&frame).await.unwrap();
        Reader::new().heard(&mut *stream).await
    };
    let (records, heard) = meanwhile(&mut session, serving).await;
    (named(&records), heard)
}

#[test]
fn a_close_frame_reconnects_where_htmx_does() {
    timeless(async {
        for (htmx, codes) in RECONNECTS {
            for code in SENT {
                let reconnects = codes.contains(&code);
                let mut expected = vec!["open".to_owned(), format!("close {code} Server {reconnects}")];
                if reconnects {
                    expected.extend(["reconnect 1 0".to_owned(), "connecting 2".to_owned()]);
                }
                let answered = Some(frames::Heard::Close(code));
                assert_eq!(after(htmx, code).await, (expected, answered), "{htmx} {code}");
            }
        }
    });
}

#[test]
fn a_code_that_no_close_frame_may_have_fails_the_connection() {
    timeless(async {
        for (htmx, _) in RECONNECTS {
            for code in FORBIDDEN {
                let [high, low] = code.to_be_bytes();
                let expected = [
                    "open".to_owned(),
                    format!(
                        "error the server broke the protocol: a close frame with the reserved code `{code}` \
                         (RFC 6455 §7.4) · bytes `88 02 {high:02x} {low:02x}`"
                    ),
                    "close 1002 Client true".to_owned(),
                    "reconnect 1 0".to_owned(),
                    "connecting 2".to_owned(),
                ];
                let answered = Some(frames::Heard::Close(1002));
                assert_eq!(after(htmx, code).await, (expected.to_vec(), answered), "{htmx} {code}");
            }
        }
    });
}

#[test]
fn backoff_tells_the_same_codes() {
    for (htmx, codes) in RECONNECTS {
        let ran = hxws(&["backoff", "--htmx", htmx, "-o", "json"]);
        let told: BTreeMap<u16, bool> = ran
            .stdout_lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .filter(|line| line["type"] == "close-code")
            .map(|line| {
                let code = u16::try_from(line["code"].as_u64().unwrap()).unwrap();
                (code, line["reconnects"].as_bool().unwrap())
            })
            .collect();
        let expected: Vec<u16> =
            told.iter().filter(|(_, reconnects)| **reconnects).map(|(code, _)| *code).collect();
        assert_eq!((ran.status, expected.as_slice()), (Some(0), codes), "{htmx}");
    }
}
