//! Litestar with uvicorn, in both of uvicorn's implementations of WebSocket.

use std::fs;

use serde_json::{Value, json};
use snapbox::str;

use super::server::{Server, told};
use super::support::{hxws, hxws_fed};

/// A server of each implementation, and what it agrees on about compression.
fn each(test: impl Fn(Server, &str)) {
    for (implementation, package, agreed) in [
        (
            "websockets-sansio",
            "websockets",
            "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12",
        ),
        ("wsproto", "wsproto", "permessage-deflate; client_max_window_bits=15"),
    ] {
        let modules = ["litestar", "uvicorn", package];
        let Some(server) = Server::start("litestar_app.py", &modules, &[implementation]) else { return };
        test(server, agreed);
    }
}

/// Bytes that do not repeat themselves.
fn random(size: usize) -> Vec<u8> {
    let mut number = 1_u32;
    let mut next = || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        number.to_be_bytes()[0]
    };
    (0..size).map(|_| next()).collect()
}

#[test]
fn the_form_of_a_page_is_sent_compressed_and_answered_compressed() {
    each(|server, agreed| {
        let page = server.at("http", "/");
        let flags = ["--no-time", "-o", "json", "--record"];
        let record = tempfile::tempdir().unwrap();
        let record = record.path().join("record");
        let ran =
            hxws(&[&["send", &page, "message=hello"], &flags[..], &[record.to_str().unwrap()]].concat());
        let headers = told(&ran, "open", &["headers"])[0][0]["sec-websocket-extensions"].clone();
        assert_eq!(headers, agreed);
        let sent = &told(&ran, "sent", &["data", "bytes", "wire_bytes"])[0];
        let expected = format!(
            r#"{{"message":"hello","HEADERS":{{"HX-Request":"true","HX-Trigger":"form","HX-Trigger-Name":null,"HX-Target":"form","HX-Current-URL":"{page}"}}}}"#
        );
        assert_eq!((&sent[0], &sent[1]), (&json!(expected), &json!(expected.len())));
        assert!(sent[2].as_u64().unwrap() < sent[1].as_u64().unwrap(), "{sent}");
        let recorded = super::support::Ran { stdout: fs::read(&record).unwrap(), ..ran };
        let message = &told(&recorded, "message", &["bytes", "wire_bytes"])[0];
        assert_eq!(message[0], "<p id=\"said\"></p>".len() + 20 * "hello".len());
        assert!(message[1].as_u64().unwrap() < 50, "{message}");
        let swapped = told(&recorded, "fragment", &["target", "swap", "outcome", "text"]);
        assert_eq!(swapped, [json!(["#said", "outerHTML", "swapped", "hello".repeat(20)])]);
    });
}

#[test]
fn text_and_bytes_of_any_size_come_back() {
    each(|server, _| {
        let (page, folder) = (server.at("http", "/"), tempfile::tempdir().unwrap());
        for (flag, size) in ["--compress", "--no-compress"].iter().flat_map(|flag| [(flag, 3), (flag, 1 << 20)]) {
            let bytes = random(size);
            let file = folder.path().join("bytes");
            fs::write(&file, &bytes).unwrap();
            let at = format!("@{}", file.display());
            let compress: &[&str] = if *flag == "--no-compress" { &[flag] } else { &[] };
            let sent = hxws(&[&["send", &page, "--hex", &at, "-o", "raw"], compress].concat());
            let reversed: Vec<u8> = bytes.iter().rev().copied().chain(*b"\n").collect();
            assert!(sent.stdout == reversed, "{size} bytes came back as others {compress:?}");
            let text = "grüße ".repeat(size / 7);
            fs::write(&file, &text).unwrap();
            let sent = hxws(&[&["send", &page, "--raw", &at, "-o", "raw"], compress].concat());
            assert!(sent.stdout == format!("{text}\n").into_bytes(), "text came back as another {compress:?}");
        }
    });
}

#[test]
fn a_close_comes_with_its_code_and_reason() {
    each(|server, _| {
        let page = server.at("http", "/");
        for (message, code, reason) in [
            ("close 4001 go away", 4001, "go away"),
            ("close 1000 grüße", 1000, "grüße"),
            // what Litestar makes of an exception
            ("crash", 4500, "Internal Server Error"),
        ] {
            let ran = hxws(&["send", &page, "--raw", message, "-o", "json", "--no-time"]);
            let keys = ["code", "reason", "by", "reconnects"];
            assert_eq!(told(&ran, "close", &keys), [json!([code, reason, "server", false])]);
            assert_eq!(ran.status, Some(4));
        }
    });
}

#[test]
fn a_subprotocol_is_chosen_or_none() {
    each(|server, _| {
        let page = server.at("http", "/");
        let asked = ["--subprotocol", "v1", "--subprotocol", "v2"];
        let ran = hxws_fed("", &[&["connect", &page, "-o", "json", "--no-time"], &asked[..]].concat());
        assert_eq!(told(&ran, "open", &["subprotocol"]), [json!(["v2"])]);
        let ran = hxws_fed("", &["connect", &page, "-o", "json", "--no-time"]);
        assert_eq!(told(&ran, "open", &["subprotocol"]), [json!([Value::Null])]);
        hxws(&["listen", &page, "-o", "html", "--subprotocol", "v1"]).is(str![[r#"
--- stderr
error: the server chose none of the subprotocols `v1`
  browsers refuse this too: the server must choose one of those asked for
--- status 3

"#]]);
    });
}

#[test]
fn handlers_that_do_not_accept_and_paths_without_one_are_refusals() {
    each(|server, _| {
        for path in ["/members", "/none"] {
            let ran = hxws(&["listen", &server.at("ws", path), "-o", "html"]);
            // of what is told the headers differ, the first one is the date
            let told: Vec<&str> = ran.stderr.lines().collect();
            assert!(told[0].starts_with("error: the server refused the handshake with `403"), "{told:?}");
            assert_eq!(ran.status, Some(3));
        }
    });
}
