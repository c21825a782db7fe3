//! Secrets: none of them in any output or recording, whatever the command, the format and the failure; unless they are asked for.

use super::support::proxy::Proxy;
use super::support::site::Site;
use super::support::{Demo, Peer, hxws_in, scripted};

/// What no output may have in it: a password, `ann:hush` as it travels, and `hush` in base64.
const SECRETS: [&str; 3] = ["hush", "YW5uOmh1c2g=", "aHVzaA=="];

fn flags(proxy: &str) -> Vec<String> {
    let header = ["-H", "X-Api-Key: hush", "-H", "Authorization: Bearer hush", "-H", "HX-Request: hush"];
    let referer = ["-H", "Referer: http://ann:hush@a.test/"];
    let cookies = ["--cookie", "sid=hush", "--cookie", "jar", "--cookie-jar", "jar"];
    let others = ["--user", "ann:hush", "--proxy", proxy];
    [&header[..], &referer, &cookies, &others].concat().into_iter().map(str::to_owned).collect()
}

/// What a run tells and records, in a directory with a jar, a page and what is said to a server in it.
fn told(args: &[&str]) -> String {
    let directory = tempfile::tempdir().unwrap();
    let jar = "127.0.0.1\tFALSE\t/\tFALSE\t0\tkept\thush\n";
    let files =
        [("jar", jar), ("page.html", PAGE), ("hello", "/raw x\n"), ("message.html", "<p id=\"x\"></p>")];
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let ran = hxws_in(directory.path(), &[args, &["--record", "record"]].concat());
    let record = std::fs::read_to_string(directory.path().join("record")).unwrap_or_default();
    format!("{}{record}", ran.transcript())
}

/// A page whose sockets' addresses hold credentials: one that opens, one that the browser refuses.
const PAGE: &str = "<body hx-ext=\"ws\"><div id=\"a\" ws-connect=\"ws://ann:hush@127.0.0.1:1/@here\"></div>\
                    <div id=\"c\" ws-connect=\"/@c\"></div><div id=\"b\" ws-connect=\"ws://ann:hu/hush@127.0.0.1/\"></div>";

#[track_caller]
fn tells_no_secret(told: &str, but: &str) {
    assert!(SECRETS.iter().all(|secret| !told.contains(secret)), "{told}");
    assert!(told.contains(but), "`{but}` is not in {told}");
}

#[test]
fn no_output_and_no_recording_tells_a_secret() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOmh1c2g=")));
    let proxy = format!("http://ann:hush@{}", proxy.host());
    let flags = flags(&proxy);
    let flags: Vec<&str> = flags.iter().map(String::as_str).chain(["-vv", "--messages"]).collect();
    let page = demo.http("/").replace("http://", "http://ann:hush@");
    let socket = demo.ws().replace("ws://", "ws://ann:hush@");
    let closed = format!("ws://ann:hush@{}/closed", demo.host());
    let nowhere = "ws://ann:hush@127.0.0.1:1/";
    for format in ["json", "human"] {
        let shown = |json: &'static str, human: &'static str| if format == "json" { json } else { human };
        for (args, but) in [
            (&["send", &page, "--raw", "x"][..], shown("\"status\":101", "authorization")),
            (&["send", &closed, "--raw", "x"], "403"),
            (
                &["listen", &page, "--on-open", "hello", "--count", "1"],
                shown("\"type\":\"open\"", "authorization"),
            ),
            (&["listen", nowhere], "502"),
            (&["listen", &socket, "--page", &page, "--on-open", "hello", "--count", "1"], "/ws"),
            (&["connect", &page, "--wait", "0"], shown("\"type\":\"open\"", "authorization")),
            (&["inspect", &page], "socket"),
            (&["inspect", &socket], "is a socket"),
            (&["inspect", "page.html", "--url", "http://ann:hush@app.test/"], "app.test/@c"),
            (&["backoff", &socket], "is a socket"),
            (&["send", "page.html", "--socket", "#a", "--url", &page, "--raw", "x"], "127.0.0.1"),
        ] {
            tells_no_secret(&told(&[args, &flags, &["-o", format]].concat()), but);
        }
    }
}

#[test]
fn the_credentials_in_a_page_s_own_addresses_are_listed_where_they_are_asked_for() {
    let listed =
        |more: &[&str]| told(&[&["inspect", "page.html", "--url", "http://app.test/"], more].concat());
    for format in ["human", "json"] {
        let hidden = listed(&["-o", format]);
        tells_no_secret(&hidden, "ws://…@127.0.0.1:PORT/@here");
        tells_no_secret(&hidden, "ws://app.test/@c");
        tells_no_secret(
            &hidden,
            "the browser refuses the address of `div#b`: `ws://…@127.0.0.1/` is not a URL",
        );
        let shown = listed(&["-o", format, "--show-secrets"]);
        assert_eq!(shown.matches("ws://ann:hush@127.0.0.1:").count(), 4, "{shown}");
        assert!(shown.contains("ws://ann:hu/hush@127.0.0.1/"), "{shown}");
    }
    let compared = told(&["explain", "message.html", "--page", "page.html", "--compare", "1", "-o", "json"]);
    tells_no_secret(&compared, "\"2\":\"ws://…@127.0.0.1:PORT/@here\"");
}

/// What answers with redirects, to be asked for by path.
const REDIRECTS: [(&str, &str); 6] = [
    ("/scheme", "302 Found\nLocation: ftp://ann:hush@app.test/x\n\n"),
    ("/nowhere", "302 Found\nLocation: http://ann:hush@app.test:99999/\n\n"),
    ("/refused", "404 Not Found\nLocation: http://ann:hush@app.test/\n\n"),
    ("/away", "302 Found\nLocation: http://ann:hush@127.0.0.1:1/\n\n"),
    ("/tab", "302 Found\nLocation: ht\ttp:\t//ann:hush@127.0.0.1:1/\n\n"),
    ("/link", "403 Forbidden\nLink: <http://ann:hush@app.test/>; rel=next\n\n"),
];

#[test]
fn where_a_server_redirects_is_told_without_credentials() {
    let demo = Demo::start();
    let site = Site::start(&REDIRECTS, demo.address());
    for (scheme, path, but) in [
        ("http", "/scheme", "redirects to `ftp://…@app.test/x`"),
        ("http", "/nowhere", "redirects to `http://…@app.test:99999/`"),
        ("http", "/refused", "location: http://…@app.test/"),
        ("http", "/away", "127.0.0.1:"),
        ("ws", "/away", "it points to `http://…@127.0.0.1:"),
        ("ws", "/tab", "where the socket has moved there, use `ws://127.0.0.1:"),
        ("ws", "/link", "link: <http://…@app.test/>; rel=next"),
        ("http", "/link", "link: <http://…@app.test/>; rel=next"),
    ] {
        for format in ["human", "json"] {
            let args = ["listen", &site.url(scheme, path), "-vv", "-o", format];
            tells_no_secret(&told(&args), but);
            let shown = told(&[&args[..], &["--show-secrets"]].concat());
            // what a page says on the way is for people
            let unsaid = (scheme, path, format) == ("http", "/away", "json");
            assert_eq!(shown.contains("ann:hush@"), !unsaid, "{shown}");
        }
    }
}

#[test]
fn what_becomes_of_a_page_s_parts_is_told_without_credentials() {
    const PARTS: &str = "Content-Type: text/html\n\n<body hx-ext=\"ws\"><div ws-connect=\"/ws\"></div>\
        <p id=\"p1\" hx-get=\"/scheme\" hx-trigger=\"load\"></p><p id=\"p2\" hx-get=\"/nowhere\" hx-trigger=\"load\"></p>\
        <p id=\"p3\" hx-get=\"/away\" hx-trigger=\"load\"></p><p id=\"p4\" hx-get=\"http://ann:hush@app.test/\" hx-trigger=\"load\"></p>\
        <p id=\"p5\" hx-get=\"http://ann:hu/hush@app.test/\" hx-trigger=\"load\"></p>";
    let demo = Demo::start();
    let site = Site::start(&[&[("/parts", PARTS)], &REDIRECTS[..]].concat(), demo.address());
    let page = site.url("http", "/parts").replace("http://", "http://ann:hush@");
    for format in ["human", "json"] {
        let told = told(&["inspect", &page, "--load", "-o", format, "--user", "ann:hush"]);
        for but in [
            "`p#p1` was not loaded: `http://127.0.0.1:PORT/scheme` redirects to `ftp://…@app.test/x`",
            "`p#p2` was not loaded: `http://127.0.0.1:PORT/nowhere` redirects to `http://…@app.test:99999/`",
            "`p#p3` was not loaded: `http://127.0.0.1:PORT/away` redirects to another origin, `http://127.0.0.1:PORT`",
            "`p#p4` was not loaded: `http://…@app.test/` is of another origin",
            "`p#p5` was not loaded: `http://…@app.test/` is no address",
        ] {
            tells_no_secret(&told, but);
        }
    }
}

#[test]
fn secrets_are_shown_where_that_is_asked_for() {
    let demo = Demo::start();
    let socket = demo.ws().replace("ws://", "ws://ann:hush@");
    let args = [
        "send",
        &socket,
        "--raw",
        "x",
        "-vv",
        "-o",
        "human",
        "--cookie",
        "sid=hush",
        "-H",
        "X-Api-Key: hush",
    ];
    let shown = told(&[&args[..], &["--show-secrets"]].concat());
    for line in ["Authorization: Basic YW5uOmh1c2g=", "Cookie: sid=hush", "X-Api-Key: hush"] {
        assert!(shown.contains(line), "{shown}");
    }
    tells_no_secret(&told(&args), "X-Api-Key: …");
}

#[test]
fn a_server_that_sends_a_location_with_an_open_socket_is_told_without_its_credentials() {
    let (port, served) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        peer.head();
        peer.say("HTTP/1.1 301 Moved\r\nHX-Redirect: http://ann:hush@a.test/\r\nContent-Length: 0\r\n\r\n");
    });
    tells_no_secret(
        &told(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "human", "-vv"]),
        "hx-redirect: http://…@a.test/",
    );
    served.join().unwrap();
}
