//! `--record`.

use std::io::Write as _;

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Peer, Ran, command, comparable, hxws, hxws_in, same, scripted, switching};

#[test]
fn a_session_is_appended_for_its_owner_only_and_can_be_explained() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let url = demo.http("/");
    let say =
        ["send", "room.html", "--url", &url, "--record", "log.jsonl", "-o", "html", "msg=1", "--wait", "1"];
    assert_eq!(hxws_in(files.path(), &say).status, Some(0));
    let file = files.path().join("log.jsonl");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    let once = std::fs::read_to_string(&file).unwrap();
    assert_eq!(hxws_in(files.path(), &say).status, Some(0));
    let twice = std::fs::read_to_string(&file).unwrap();
    assert!(twice.starts_with(&once));
    assert_eq!(timeless(&twice[once.len()..]), timeless(&once));
    same(
        &comparable(&timeless(&once)),
        str![[r##"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,"headers":{"connection":"Upgrade","upgrade":"websocket","sec-websocket-accept":"ACCEPT"},"attempt":1}
{"type":"sent","data":"{\"msg\":\"1\",\"act\":\"say\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"say\",\"HX-Trigger-Name\":null,\"HX-Target\":\"say\",\"HX-Current-URL\":\"http://127.0.0.1:PORT/\"}}","bytes":158}
{"type":"message","seq":1,"bytes":53,"data":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>1</li></ul>"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>1</li></ul>","text":"1"}
{"type":"close","code":1000,"reason":"","by":"client","reconnects":false}

"##]],
    );
    let explain = ["explain", "log.jsonl", "--input", "jsonl", "--page", "room.html", "-o", "human"];
    hxws_in(files.path(), &explain).is(str![[r#"
1  ✓ #chat  beforeend  1 match
     <li>1</li>
2  ✓ #chat  beforeend  1 match
     <li>1</li>
--- stderr
--- status 0

"#]]);
}

/// Lines without what a clock or a key says.
fn timeless(lines: &str) -> String {
    let line = |line: &str| {
        let (rest, at) = line.rsplit_once(",\"at\":\"").unwrap();
        assert!(at.ends_with("Z\"}") && at.len() == "2026-11-14T14:02:11.204000Z\"}".len(), "{at}");
        format!("{rest}}}\n")
    };
    comparable(&lines.lines().map(line).collect::<String>())
}

#[test]
fn a_file_that_cannot_be_made() {
    hxws(&["listen", "ws://127.0.0.1:1/", "--record", "/nope/log.jsonl", "-o", "human"]).is(str![[r#"
--- stderr
error: `--record /nope/log.jsonl` cannot be opened: No such file or directory (os error 2)
--- status 2

"#]]);
}

#[cfg(unix)]
#[test]
fn what_others_could_read_is_for_its_owner_alone_from_then_on_and_a_half_line_is_ended() {
    use std::os::unix::fs::PermissionsExt as _;

    let (demo, files) = (Demo::start(), directory(&[("log.jsonl", b"{\"type\":\"mess")]));
    let file = files.path().join("log.jsonl");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let send = ["send", &demo.ws(), "msg=1", "--record", "log.jsonl", "-o", "html"];
    assert_eq!(hxws_in(files.path(), &send).status, Some(0));
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let lines = std::fs::read_to_string(&file).unwrap();
    assert!(lines.starts_with("{\"type\":\"mess\n{\"type\":\"connecting\","), "{lines}");
}

#[test]
fn two_sessions_that_write_to_one_file_leave_whole_lines() {
    let (demo, files) = (Demo::start(), directory(&[]));
    let big = r#"{"do":"big","bytes":300000}"#;
    let send = ["send", &demo.ws(), "--raw", big, "--wait", "1", "--record", "log.jsonl", "-o", "html", "-q"];
    let start = || command(&send).current_dir(files.path()).spawn().unwrap();
    let running: Vec<_> = (0..4).map(|_| start()).collect();
    for child in running {
        assert_eq!(Ran::of(child.wait_with_output().unwrap()).status, Some(0));
    }
    let text = std::fs::read_to_string(files.path().join("log.jsonl")).unwrap();
    let types: Vec<String> = text
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["type"].as_str().unwrap().to_owned()
        })
        .collect();
    for kind in ["connecting", "open", "sent", "message", "fragment", "close"] {
        assert_eq!(types.iter().filter(|found| *found == kind).count(), 4, "{kind}");
    }
}

#[test]
fn everything_both_ways_is_recorded_and_no_secret_of_the_handshake() {
    let files = directory(&[]);
    let (port, server) = scripted(|listener| {
        let mut peer = Peer::accept(listener);
        let head = peer.head();
        assert!(head.contains("hush"), "{head}");
        peer.say(&switching(
            &head,
            "Set-Cookie: sid=hush; Path=/\r\nLocation: http://u:hush@x/\r\nX-Session: hush\r\n",
        ));
        // a ping, a binary message, a text
        peer.0.write_all(b"\x89\x01p\x82\x02\x00\xff\x81\x02ok").unwrap();
        let mut frames = vec![peer.frame(), peer.frame()];
        frames.sort();
        assert_eq!(frames, [(1, b"{}".to_vec()), (10, b"p".to_vec())]);
        peer.0.write_all(b"\x88\x05\x03\xf4bye").unwrap();
        peer.closed();
    });
    let url = format!("ws://ann:hush@127.0.0.1:{port}/ws");
    let secrets = ["-H", "X-Api-Key: hush", "--cookie", "sid=hush", "-H", "Proxy-Authorization: hush"];
    let send = [
        "send",
        &url,
        "--raw",
        "{}",
        "--wait",
        "3",
        "--no-reconnect",
        "--record",
        "log.jsonl",
        "-o",
        "raw",
        "-v",
    ];
    hxws_in(files.path(), &[&send[..], &secrets].concat());
    server.join().unwrap();
    let text = std::fs::read_to_string(files.path().join("log.jsonl")).unwrap();
    assert!(!text.contains("hush"), "{text}");
    let lines = timeless(&text).replace(
        r#","headers":{"upgrade":"websocket","connection":"Upgrade","sec-websocket-accept":"ACCEPT","#,
        ",HEAD,",
    );
    let mut lines: Vec<&str> = lines
        .lines()
        .filter(|line| !line.contains("\"warning\"") && !line.contains("\"fragment\""))
        .collect();
    // which of the two is first, the network decides
    lines[2..6].sort_unstable();
    same(
        &(lines.join("\n") + "\n"),
        str![[r#"
{"type":"connecting","url":"ws://127.0.0.1:PORT/ws","attempt":1}
{"type":"open","url":"ws://127.0.0.1:PORT/ws","status":101,"subprotocol":null,HEAD,"set-cookie":"sid=…; Path=/","location":"http://…@x/","x-session":"…"},"attempt":1}
{"type":"message","seq":1,"bytes":2,"base64":"AP8="}
{"type":"message","seq":2,"bytes":2,"data":"ok"}
{"type":"ping","data":"p"}
{"type":"sent","data":"{}","bytes":2}
{"type":"close","code":1012,"reason":"bye","by":"server","reconnects":false}
{"type":"error","message":"the connection ended with 1012 before the work was done: waited for 3 messages, 2 came","help":null}

"#]],
    );
}

#[test]
fn secrets_are_recorded_where_that_is_asked_for() {
    for (flags, session) in [(&[][..], "…"), (&["--show-secrets"][..], "hush")] {
        let files = directory(&[]);
        let (port, server) = scripted(|listener| {
            let mut peer = Peer::accept(listener);
            let head = peer.head();
            peer.say(&switching(&head, "X-Session: hush\r\nServer: x\r\n"));
            assert_eq!(peer.hear(), "x");
            peer.closed();
        });
        let url = format!("ws://127.0.0.1:{port}/ws");
        let send = ["send", &url, "--raw", "x", "--wait", "0", "--record", "log.jsonl"];
        assert_eq!(hxws_in(files.path(), &[&send, flags].concat()).status, Some(0));
        server.join().unwrap();
        let text = std::fs::read_to_string(files.path().join("log.jsonl")).unwrap();
        assert!(text.contains(&format!("\"x-session\":\"{session}\",\"server\":\"x\"")), "{text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let demo = Demo::start();
    hxws(&["send", &demo.ws(), "msg=1", "--record", "/dev/full", "-o", "html"]).is(str![[r#"
--- stderr
error: the file of `--record` cannot be written to: No space left on device (os error 28)
--- status 1

"#]]);
}
