//! `--record`.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, comparable, hxws, hxws_in, same};

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
