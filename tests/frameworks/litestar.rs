//! Litestar with uvicorn, in both of uvicorn's implementations of WebSocket.

use std::fs;

use serde_json::{Value, json};
use snapbox::str;

use super::server::{Server, told};
use super::support::{hxws, hxws_fed};

/// What one of uvicorn's implementations of WebSocket does its own way.
struct Implementation {
    name: &'static str,
    /// Its package, as a module.
    package: &'static str,
    /// What it agrees on about compression.
    agreed: &'static str,
    /// What it answers where no handler accepts.
    refusal: &'static [&'static str],
}

const IMPLEMENTATIONS: [Implementation; 2] = [
    Implementation {
        name: "websockets-sansio",
        package: "websockets",
        agreed: "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12",
        refusal: &[
            "`403 Forbidden`",
            "connection: close",
            "content-length: 0",
            "content-type: text/plain; charset=utf-8",
        ],
    },
    Implementation {
        name: "wsproto",
        package: "wsproto",
        agreed: "permessage-deflate; client_max_window_bits=15",
        refusal: &["`403`", "content-length: 0"],
    },
];

/// Runs a test with a server of each implementation that there is.
fn each(test: impl Fn(Server, &Implementation)) {
    for implementation in &IMPLEMENTATIONS {
        let modules = ["litestar", "uvicorn", implementation.package];
        let started = Server::start("litestar_app.py", &modules, &[implementation.name]);
        started.into_iter().for_each(|server| test(server, implementation));
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
    each(|server, implementation| {
        let page = server.at("http", "/");
        let flags = ["--no-time", "-o", "json", "--record"];
        let record = tempfile::tempdir().unwrap();
        let record = record.path().join("record");
        let ran =
            hxws(&[&["send", &page, "message=hello"], &flags[..], &[record.to_str().unwrap()]].concat());
        let headers = told(&ran, "open", &["headers"])[0][0]["sec-websocket-extensions"].clone();
        assert_eq!(headers, implementation.agreed);
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
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("content");
        let echoed = |how: &str, content: &[u8], flags: &[&str]| {
            fs::write(&file, content).unwrap();
            let target = server.at("http", "/");
            let at = format!("@{}", file.display());
            let mut echo = hxws(&[&["send", &target, how, &at, "-o", "raw"], flags].concat()).stdout;
            assert_eq!(echo.pop(), Some(b'\n'));
            echo
        };
        for size in [1, 125, 126, 65_536, 1 << 20] {
            for flags in [&[][..], &["--no-compress"]] {
                let bytes = random(size);
                let mut back = echoed("--hex", &bytes, flags);
                back.reverse();
                assert!(back == bytes, "{size} bytes came back as others, with {flags:?}");
                let text = "grüße, ".repeat(size / 9 + 1);
                let back = echoed("--raw", text.as_bytes(), flags);
                assert!(back == text.as_bytes(), "text of {size} bytes came back as another, with {flags:?}");
            }
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
    each(|server, implementation| {
        for path in ["/members", "/none"] {
            let ran = hxws(&["listen", &server.at("ws", path), "-o", "human"]);
            let own = server.at("http", "");
            let refusal = format!(
                "error: the server refused the handshake with {}\n  sent `Origin: {own}` and no cookies; \
                 try `hxws {own}/…` to take the cookies of the page, or `--origin https://your.site`",
                implementation.refusal.join("\n  ")
            );
            let told = ran.stderr.lines().filter(|line| !line.starts_with("  date: "));
            assert_eq!(told.collect::<Vec<_>>().join("\n"), refusal);
            assert_eq!(ran.status, Some(3));
        }
    });
}
