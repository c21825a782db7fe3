//! `hxws explain`.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Ran, hxws, hxws_fed, hxws_in};

/// A message explained against the room.
fn explained(message: &str, flags: &[&str]) -> Ran {
    let files = directory(&[("message.html", message.as_bytes())]);
    hxws_in(files.path(), &[&["explain", "message.html", "--page", "room.html"], flags].concat())
}

const SAID: &str = "<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>\n<p id=\"last\">now</p>";

#[test]
fn for_people() {
    explained(SAID, &["-o", "human"]).is(str![[r#"
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
   ✓ #last  outerHTML  1 match
     <p id="last">now</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn as_json_lines_without_times() {
    explained(SAID, &["--messages"]).is(str![[r##"
{"type":"message","seq":1,"bytes":75,"data":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>\n<p id=\"last\">now</p>"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"ul","id":"chat","oob":"beforeend","swap":"beforeend","target":"#chat","matched":1,"outcome":"swapped","html":"<ul id=\"chat\" hx-swap-oob=\"beforeend\"><li>hi</li></ul>","text":"hi"}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">now</p>","text":"now"}
--- stderr
--- status 0

"##]]);
}

#[test]
fn as_html() {
    explained(SAID, &["-o", "html", "-0"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul><NUL>
<p id="last">now</p><NUL>
--- stderr
--- status 0

"#]]);
}

#[test]
fn raw() {
    explained(SAID, &["-o", "raw"]).is(str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
<p id="last">now</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn as_the_page_afterwards() {
    explained(SAID, &["-o", "page"]).is(str![[r#"
<!DOCTYPE html><html><head><title>room</title>
<script src="https://unpkg.com/htmx.org@2.0.7"></script>
<script src="https://unpkg.com/htmx-ext-ws@2.0.3"></script>
</head><body><main hx-ext="ws" ws-connect="/ws">
<ul id="chat"><li>hi</li></ul>
<form id="say" ws-send=""><input id="msg" name="msg" required=""><button name="act" value="say">Say</button><button id="shout" name="act" value="shout">Shout</button></form>
<p id="last">now</p>
<table><tbody id="rows"></tbody></table>
<i class="tick"></i><i class="tick"></i>
<form id="survey" ws-send="">
<input name="text" value="old"><textarea name="area"></textarea><input type="hidden" name="token" value="t1">
<input type="checkbox" name="tos"><input type="checkbox" name="color" value="red" checked=""><input type="checkbox" name="color" value="blue">
<input type="radio" name="size" value="S"><input type="radio" name="size" value="M" checked="">
<select name="one"><option>a</option><option>b</option></select><select name="many" multiple=""><option>x</option><option selected="">y</option><option>z</option></select>
</form>
</main>
</body></html>
--- stderr
--- status 0

"#]]);
}

#[test]
fn without_a_page_nobody_knows() {
    hxws_fed(SAID, &["explain", "-o", "human"]).is(str![[r#"
1  ? #chat  beforeend  no page
     <li>hi</li>
   ? #last  outerHTML  no page
     <p id="last">now</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn against_a_page_at_an_address() {
    let demo = Demo::start();
    hxws_fed("<p id=last>x</p>", &["explain", "-", "--page", &demo.http("/"), "-o", "human"]).is(str![[r#"
1  ✓ #last  outerHTML  1 match
     <p id="last">x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn strict_fails_on_any_warning() {
    explained("<p id=lost>x</p>", &["--strict", "-o", "html"]).is(str![[r#"
<p id="lost">x</p>
--- stderr
warning[no-target]: nothing on the page matches `#lost`: htmx raises htmx:oobErrorNoTarget; did you mean `#last`?
error: `--strict`: there were warnings in `message.html`
--- status 1

"#]]);
}

#[test]
fn strict_fails_where_nothing_was_tested() {
    let nothing = |message: &str, flags: &[&str]| {
        let ran = explained(message, &[flags, &["--strict", "-q", "-o", "human"]].concat());
        ran.is(str![[r#"
--- stderr
error: `--strict`: `message.html` holds nothing that htmx would act on
--- status 1

"#]]);
    };
    nothing("", &[]);
    nothing("\n", &[]);
    nothing("{\"type\":\"open\"}\n", &["--input", "jsonl"]);
    nothing("{\"type\":\"message\",\"data\":\"\"}\n", &["--input", "jsonl"]);
    nothing("{\"log\":{\"entries\":[]}}", &["--input", "har"]);
    hxws_fed("", &["explain", "--strict", "-o", "json"]).is(str![[r#"
{"type":"error","message":"`--strict`: standard input holds nothing that htmx would act on","help":null}
--- stderr
error: `--strict`: standard input holds nothing that htmx would act on
--- status 1

"#]]);
}

#[test]
fn strict_says_how_many_of_several_files_failed_though_it_is_to_be_quiet() {
    let files = directory(&[
        ("one.html", b"<p id=last>1</p>"),
        ("two.html", b"<p id=last>1</p><p id=lost>x</p>"),
        ("three.html", b""),
    ]);
    let several = ["explain", "one.html", "two.html", "three.html", "--page", "room.html", "--strict"];
    hxws_in(files.path(), &[&several[..], &["-o", "human", "-q"]].concat()).is(str![[r#"
file   two.html
1  ✗ #lost  outerHTML  no target on the page
     <p id="lost">x</p>
   ! no-target: nothing on the page matches `#lost`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#last`?
--- stderr
error: `--strict`: `three.html` holds nothing that htmx would act on
error: `--strict`: 2 of 3 files failed
--- status 1

"#]]);
    hxws_in(files.path(), &[&several[..], &["-o", "json"]].concat()).is(str![[r##"
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">1</p>","text":"1","file":"one.html"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">1</p>","text":"1","file":"two.html"}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"lost","oob":null,"swap":"outerHTML","target":"#lost","matched":0,"outcome":"no-target","html":"<p id=\"lost\">x</p>","text":"x","file":"two.html"}
{"type":"warning","seq":1,"index":1,"code":"no-target","message":"nothing on the page matches `#lost`: htmx raises htmx:oobErrorNoTarget; did you mean `#last`?","file":"two.html"}
{"type":"error","message":"`--strict`: `three.html` holds nothing that htmx would act on","help":null,"file":"three.html"}
{"type":"error","message":"`--strict`: 2 of 3 files failed","help":null}
--- stderr
error: `--strict`: `three.html` holds nothing that htmx would act on
error: `--strict`: 2 of 3 files failed
--- status 1

"##]]);
}

#[test]
fn quiet_tells_people_only_what_is_bad() {
    let message = "<p id=last>1</p><p id=lost>x</p><td id=last>2</td>";
    explained(message, &["-q", "-o", "human"]).is(str![[r#"
1  ! text-ignored: the text `2` is outside of any element: htmx ignores it
     put it into the element that it is for
   ! parser-dropped: the parser drops <td> at this place
     an HTML parser takes <td> only where it belongs
   ✗ #lost  outerHTML  no target on the page
     <p id="lost">x</p>
   ! no-target: nothing on the page matches `#lost`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#last`?
--- stderr
--- status 0

"#]]);
    explained("<p id=last>1</p>", &["-q", "-o", "human"]).is(str![[r#"
--- stderr
--- status 0

"#]]);
    assert!(explained(message, &["-q", "-o", "json"]).stdout_lines().any(|line| line.contains("swapped")));
}

#[test]
fn strict_is_content_where_there_is_none() {
    explained("<p id=last>x</p>", &["--strict", "-o", "html"]).is(str![[r#"
<p id="last">x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn quiet_says_nothing_of_warnings() {
    explained("<p id=lost>x</p>", &["-q", "-o", "html"]).is(str![[r#"
<p id="lost">x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn an_empty_message() {
    explained("", &["-o", "human"]).is(str![[r#"
1  empty
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_recording() {
    let lines = "{\"type\":\"open\"}\n\n{\"type\":\"message\",\"data\":\"<p id=last>1</p>\"}\n\
                 {\"type\":\"message\",\"base64\":\"AP8=\"}\n";
    explained(lines, &["--input", "jsonl", "-o", "human"]).is(str![[r#"
1  ✓ #last  outerHTML  1 match
     <p id="last">1</p>
2  binary   2 B
     00 ff                                            |..|
   ! binary: a binary message is never swapped: htmx 2 throws `response.replace
     is not a function`
     these bytes are not UTF-8: send HTML as a text message
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_recording_that_is_none() {
    explained("{\"type\":\"open\"}\nx\n", &["--input", "jsonl", "-o", "human"]).is(str![[r#"
--- stderr
error: line 2 of `message.html` is not JSON: expected value at column 1
--- status 2

"#]]);
}

#[test]
fn a_recording_with_a_message_of_nothing() {
    explained("{\"type\":\"message\"}\n", &["--input", "jsonl", "-o", "human"]).is(str![[r#"
--- stderr
error: line 1 of `message.html` is a message without `data` or `base64`
--- status 2

"#]]);
}

#[test]
fn a_recording_with_bad_base64() {
    explained("{\"type\":\"message\",\"base64\":\"?\"}\n", &["--input", "jsonl", "-o", "human"]).is(str![[
        r#"
--- stderr
error: line 1 of `message.html` has `base64` that is none
--- status 2

"#
    ]]);
}

#[test]
fn a_file_that_is_not_there() {
    hxws(&["explain", "/nope/message.html", "-o", "human"]).is(str![[r#"
--- stderr
error: `/nope/message.html` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
}

#[test]
fn a_page_that_is_not_there() {
    hxws_fed("x", &["explain", "--page", "/nope/page.html", "-o", "human"]).is(str![[r#"
--- stderr
error: `/nope/page.html` cannot be read: No such file or directory (os error 2)
  check the path; for a host write its address with ws:// or http://
--- status 2

"#]]);
}

#[test]
fn a_page_that_is_a_socket() {
    hxws_fed("x", &["explain", "--page", "ws://a.test/", "-o", "human"]).is(str![[r#"
--- stderr
error: `--page ws://a.test/` is a socket's address, not a page's
--- status 2

"#]]);
}

#[test]
fn standard_input_is_read_once() {
    hxws_fed("x", &["explain", "--page", "-", "-o", "human"]).is(str![[r#"
--- stderr
error: the page and the messages cannot both come from standard input
  give one of them as a file
--- status 2

"#]]);
}

/// The differences that `--compare` tells, as JSON Lines.
fn differences(page: &str, message: &str, args: &[&str]) -> Vec<String> {
    let files = directory(&[("page.html", page.as_bytes())]);
    let file = files.path().join("page.html");
    let given = ["explain", "--page", file.to_str().unwrap(), "-o", "json"];
    let ran = hxws_fed(message, &[&given, args].concat());
    ran.stdout_lines().filter(|line| line.contains(r#""type":"difference""#)).map(str::to_owned).collect()
}

#[test]
fn a_policy_that_never_reconnects_is_compared_as_that() {
    let page =
        r#"<meta name=htmx-config content='{"wsReconnectDelay":1500}'><div hx-ext=ws ws-connect=/ws></div>"#;
    assert_eq!(
        differences(page, "", &["--htmx", "2", "--compare", "1"]).first().map(String::as_str),
        Some(
            r#"{"type":"difference","subject":"socket","element":"div","htmx":{"2":"ws://localhost/ws","1":null}}"#
        )
    );
    assert!(differences(page, "", &["--htmx", "2", "--compare", "4"]).contains(
        &r#"{"type":"difference","subject":"reconnect","htmx":{"2":"never","4":"on 1001, 1005, 1006, 1011, 1012, 1013, 1014; after 350–650, 700–1300, 1400–2600 ms, …"}}"#.to_owned()
    ));
}

#[test]
fn where_the_other_opens_no_socket_nothing_reaches_its_page() {
    let page = "<div hx-ext=ws ws-connect=/ws><p id=a>1</p></div>";
    assert_eq!(
        differences(page, "<p id=a>2</p>", &["--htmx", "2", "--compare", "1"]).last().map(String::as_str),
        Some(
            r#"{"type":"difference","seq":1,"subject":"page","element":"p#a","htmx":{"2":"<p id=\"a\">2</p>","1":"<p id=\"a\">1</p>"}}"#
        )
    );
}

#[cfg(feature = "script")]
#[test]
fn both_find_the_same_time_and_random_number() {
    let page = "<div hx-ext=ws ws-connect=/ws><form ws-send hx-vals='js:{t: Date.now(), r: Math.random()}'></form></div>";
    assert_eq!(differences(page, "", &["--htmx", "2.0.10", "--compare", "2.0.11"]), Vec::<String>::new());
}

/// A page of htmx 4 with two sockets.
const TWO: &str =
    "<p id=a>A</p><div id=s1 hx-ws:connect=/1>one</div><div id=s2 hx-ws:connect=/2 hx-target=#a>two</div>";

/// A recording explained against the two sockets.
fn recorded(lines: &str, flags: &[&str]) -> Ran {
    let files = directory(&[("two.html", TWO.as_bytes()), ("log.jsonl", lines.as_bytes())]);
    let given = ["explain", "log.jsonl", "--input", "jsonl", "--page", "two.html", "--htmx", "4"];
    hxws_in(files.path(), &[&given, flags].concat())
}

#[test]
fn a_message_comes_in_on_the_socket_that_its_line_says_else_on_the_one_that_is_chosen() {
    let lines = concat!(
        r#"{"type":"message","data":"<b>1</b>","socket":"div#s2"}"#,
        "\n",
        r#"{"type":"message","data":"<b>2</b>"}"#,
        "\n"
    );
    recorded(lines, &["-q"]).is(str![[r##"
{"type":"fragment","seq":1,"index":0,"kind":"main","tag":"","id":null,"oob":null,"swap":"innerHTML","target":"#a","matched":1,"outcome":"swapped","html":"<b>1</b>","text":"1","socket":"div#s2"}
{"type":"fragment","seq":2,"index":0,"kind":"main","tag":"","id":null,"oob":null,"swap":"innerHTML","target":null,"matched":1,"outcome":"swapped","html":"<b>2</b>","text":"2"}
{"type":"warning","seq":2,"index":0,"code":"replaces-all","message":"nothing says where this goes: htmx 4 fills the socket element with it, replacing what it held; write hx-target on the socket element, hx-swap-oob on the elements, or use <hx-partial hx-target=\"…\">"}
--- stderr
--- status 0

"##]]);
    recorded(lines, &["-o", "page", "-q"]).is(str![[r##"
<html><head></head><body><p id="a"><b>1</b></p><div id="s1" hx-ws:connect="/1" data-htmx-powered="true"><b>2</b></div><div id="s2" hx-ws:connect="/2" hx-target="#a" data-htmx-powered="true">two</div></body></html>
--- stderr
--- status 0

"##]]);
    recorded(lines, &["--socket", "#s2", "-o", "page", "-q"]).is(str![[r##"
<html><head></head><body><p id="a"><b>2</b></p><div id="s1" hx-ws:connect="/1" data-htmx-powered="true">one</div><div id="s2" hx-ws:connect="/2" hx-target="#a" data-htmx-powered="true">two</div></body></html>
--- stderr
--- status 0

"##]]);
}

#[test]
fn a_socket_that_the_page_does_not_have_is_wrong_usage() {
    let line = "{\"type\":\"open\"}\n{\"type\":\"message\",\"data\":\"x\",\"socket\":\"div#s3\"}";
    recorded(line, &["-o", "human"]).is(str![[r#"
--- stderr
error: line 2 of `log.jsonl`: `div#s3` is none of the page's sockets
  div#s1
  div#s2
--- status 2

"#]]);
    recorded(line, &["-o", "human", "--socket", "#nonsense"]).is(str![[r#"
--- stderr
error: `#nonsense` is none of the page's sockets
  div#s1
  div#s2
--- status 2

"#]]);
    hxws_fed("<p>x</p>", &["explain", "--socket", "#s1"]).is(str![[r#"
{"type":"error","message":"`--socket` chooses one of a page's sockets, and there is no page","help":"give the page's file or address with `--page FILE|URL`"}
--- stderr
error: `--socket` chooses one of a page's sockets, and there is no page
  give the page's file or address with `--page FILE|URL`
--- status 2

"#]]);
}

#[test]
fn a_socket_that_has_left_hears_nothing_more() {
    let lines = concat!(
        r##"{"type":"message","data":"{\"content\":\"\",\"target\":\"#s2\",\"swap\":\"delete\"}","socket":"div#s1"}"##,
        "\n",
        r#"{"type":"message","data":"<b>2</b>","socket":"div#s2"}"#,
        "\n"
    );
    recorded(lines, &["-o", "human"]).is(str![[r##"
1  div#s1   {"content":"","target":"#s2","swap":"delete"}
   ✓ #s2  delete  1 match  main
   ! socket-removed: the swap removes the socket element `div#s2`: htmx closes
     its socket
     swap inside of it, or into an element beside it
2  div#s2
     <b>2</b>
--- stderr
note: its socket has left the page: htmx does not hear it
--- status 0

"##]]);
}

#[test]
fn a_swap_that_takes_long_is_told_once_it_is_made() {
    let message = r##"<hx-partial hx-target="#a" hx-swap="innerHTML swap:30s">late</hx-partial>"##;
    let files = directory(&[("two.html", TWO.as_bytes())]);
    let file = files.path().join("two.html");
    let given = ["explain", "--page", file.to_str().unwrap(), "--htmx", "4", "--compare", "2", "-o", "human"];
    hxws_fed(message, &given).is(str![[r#"
≠ socket  div#s1
  4  ws://localhost/1
  2  nothing
≠ socket  div#s2
  4  ws://localhost/2
  2  nothing
≠ reconnect
  4  on 1001, 1005, 1006, 1011, 1012, 1013, 1014; after 350–650, 700–1300,
     1400–2600 ms, …
  2  on 1006, 1011, 1012, 1013; after 0–1000, 0–2000, 0–4000 ms, …
≠ queue
  4  100 messages at most wait for the socket to open, none where it stays
     closed
  2  messages wait for the socket to open, even where it stays closed
1  ✓ #a  innerHTML  1 match  hx-partial
     late
≠ page  p#a
  4  <p id="a">late</p>
  2  <p id="a">A</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_is_wrong_usage_is_told_without_a_time() {
    hxws_fed("", &["explain", "-", "--page", "-"]).is(str![[r#"
{"type":"error","message":"the page and the messages cannot both come from standard input","help":"give one of them as a file"}
--- stderr
error: the page and the messages cannot both come from standard input
  give one of them as a file
--- status 2

"#]]);
}

#[test]
fn where_the_one_opens_no_socket_nothing_reaches_its_page_either() {
    let page = "<div hx-ext=ws ws-connect=/ws><p id=a>1</p></div>";
    assert_eq!(
        differences(page, "<p id=a>2</p>", &["--htmx", "1", "--compare", "2"]).last().map(String::as_str),
        Some(
            r#"{"type":"difference","seq":1,"subject":"page","element":"p#a","htmx":{"1":"<p id=\"a\">1</p>","2":"<p id=\"a\">2</p>"}}"#
        )
    );
}

#[test]
fn extensions_of_one_htmx_are_compared_by_their_names() {
    let page = "<div hx-ext=ws ws-connect=/ws></div>";
    assert_eq!(
        differences(page, "", &["--htmx", "2", "--ws-ext", "2.0.3", "--compare", "2"]),
        [
            r#"{"type":"difference","subject":"reconnect","htmx":{"2.0.11 · ws 2.0.3":"on 1006, 1012, 1013; after 0–1000, 0–2000, 0–4000 ms, …","2.0.11 · ws 2.0.4":"on 1006, 1011, 1012, 1013; after 0–1000, 0–2000, 0–4000 ms, …"}}"#
        ]
    );
}

#[test]
fn sockets_of_their_own_policies_are_compared_one_by_one() {
    let page = "<i id=a hx-ws:connect=/a hx-config='ws.reconnect:false'></i>\
        <i id=b hx-ws:connect=/b hx-config='ws.reconnectMaxAttempts:2 ws.maxOutgoingMessagesQueueSize:5'></i>";
    let found = differences(page, "", &["--htmx", "4", "--compare", "2"]);
    let of_policies: Vec<&String> = found.iter().filter(|line| !line.contains(r#""socket""#)).collect();
    assert_eq!(
        of_policies,
        [
            r#"{"type":"difference","subject":"reconnect","element":"i#a","htmx":{"4":"never","2":null}}"#,
            r#"{"type":"difference","subject":"reconnect","element":"i#b","htmx":{"4":"on 1001, 1005, 1006, 1011, 1012, 1013, 1014; after 350–650, 700–1300 ms; 2 in a row at most","2":null}}"#,
            r#"{"type":"difference","subject":"queue","element":"i#a","htmx":{"4":"100 messages at most wait for the socket to open, none where it stays closed","2":null}}"#,
            r#"{"type":"difference","subject":"queue","element":"i#b","htmx":{"4":"5 messages at most wait for the socket to open, none where it stays closed","2":null}}"#,
        ]
    );
}

#[test]
fn differences_beyond_those_of_one_message_are_counted_and_come_with_the_next() {
    let (mut page, mut message) = ("<main hx-ext=ws ws-connect=/ws>".to_owned(), String::new());
    for number in 0..45 {
        page.push_str(&format!("<p id=p{number}>0</p>"));
        message.push_str(&format!("<p id=p{number}>1</p>"));
    }
    let line = format!("{{\"type\":\"message\",\"data\":\"{message}\"}}\n");
    let files = directory(&[("page.html", page.as_bytes()), ("log.jsonl", line.repeat(3).as_bytes())]);
    let given = ["explain", "log.jsonl", "--input", "jsonl", "--page", "page.html"];
    let ran = hxws_in(files.path(), &[&given[..], &["--htmx", "2", "--compare", "1"]].concat());
    let told = |seq: u64| {
        ran.stdout_lines().filter(|line| line.contains(&format!(r#""seq":{seq},"subject""#))).count()
    };
    assert_eq!([1, 2, 3].map(told), [20, 20, 5]);
    assert_eq!(
        ran.stderr,
        "note: and 25 more differences of the pages\nnote: and 5 more differences of the pages\n"
    );
}

#[test]
fn a_recording_that_is_not_read_as_one_is_told() {
    let recorded = "{\"type\":\"open\"}\n{\"type\":\"close\"}\n";
    hxws_fed(recorded, &["explain", "-o", "html"]).is(str![[r#"
--- stderr
note: `-` looks like a recording: `--input jsonl` reads its messages
warning[text-ignored]: the text `{"type":"open"}␊{"type":"close"}` is outside of any element: htmx ignores it; put it into the element that it is for
--- status 0

"#]]);
    hxws_fed(recorded, &["explain", "--input", "jsonl", "-o", "html"]).is(str![[r#"
--- stderr
note: no line of `-` is a message
--- status 0

"#]]);
}

#[test]
fn a_sender_is_compared_though_nobody_has_filled_it_in() {
    let page = "<div hx-ext=ws ws-connect=/ws><form id=f ws-send><input name=msg required></form></div>";
    let told = differences(page, "", &["--htmx", "2", "--compare", "4"]);
    assert!(told.iter().any(|line| line.contains(r#""subject":"message","element":"form#f""#)), "{told:?}");
}

#[test]
fn what_only_the_other_warns_of_is_told() {
    let page = "<div hx-ext=ws ws-connect=/ws><p id=a>1</p></div>";
    assert!(differences(page, "<p id=a>2</p>", &["--htmx", "2", "--compare", "4"]).iter().any(|line| {
        line.starts_with(
            r#"{"type":"difference","seq":1,"subject":"warning","htmx":{"2":null,"4":"replaces-all: "#,
        )
    }));
}

#[test]
fn each_of_several_files_is_told_by_itself_on_the_page_as_it_was_loaded() {
    let files = directory(&[
        ("one.html", b"<p id=last>1</p><p id=lost>x</p>"),
        ("two.html", b"<div id=last hx-swap-oob=delete></div>"),
        ("three.html", b"<p id=last>3</p>"),
    ]);
    let explain = |flags: &[&str]| {
        let several = ["explain", "one.html", "two.html", "three.html", "--page", "room.html", "--strict"];
        hxws_in(files.path(), &[&several[..], flags].concat())
    };
    explain(&["-o", "human"]).is(str![[r#"
file   one.html
1  ✓ #last  outerHTML  1 match
     <p id="last">1</p>
   ✗ #lost  outerHTML  no target on the page
     <p id="lost">x</p>
   ! no-target: nothing on the page matches `#lost`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#last`?
file   two.html
1  ✓ #last  delete  1 match
file   three.html
1  ✓ #last  outerHTML  1 match
     <p id="last">3</p>
--- stderr
error: `--strict`: 1 of 3 files failed
--- status 1

"#]]);
    explain(&["-o", "json"]).is(str![[r##"
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">1</p>","text":"1","file":"one.html"}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"lost","oob":null,"swap":"outerHTML","target":"#lost","matched":0,"outcome":"no-target","html":"<p id=\"lost\">x</p>","text":"x","file":"one.html"}
{"type":"warning","seq":1,"index":1,"code":"no-target","message":"nothing on the page matches `#lost`: htmx raises htmx:oobErrorNoTarget; did you mean `#last`?","file":"one.html"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"div","id":"last","oob":"delete","swap":"delete","target":"#last","matched":1,"outcome":"swapped","html":"<div id=\"last\" hx-swap-oob=\"delete\"></div>","text":"","file":"two.html"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">3</p>","text":"3","file":"three.html"}
{"type":"error","message":"`--strict`: 1 of 3 files failed","help":null}
--- stderr
error: `--strict`: 1 of 3 files failed
--- status 1

"##]]);
    explain(&["-o", "html"]).is(str![[r#"
<p id="last">1</p>
<p id="lost">x</p>
<div id="last" hx-swap-oob="delete"></div>
<p id="last">3</p>
--- stderr
warning[no-target]: one.html: nothing on the page matches `#lost`: htmx raises htmx:oobErrorNoTarget; did you mean `#last`?
error: `--strict`: 1 of 3 files failed
--- status 1

"#]]);
    explain(&["-o", "page"]).is(str![[r#"
--- stderr
error: `-o page` prints one page, and there are 3 files
  give one file
--- status 2

"#]]);
    let whole = ["explain", "two.html", "three.html", "--page", "room.html", "--strict", "-o", "raw"];
    hxws_in(files.path(), &whole).is(str![[r#"
<div id=last hx-swap-oob=delete></div>
<p id=last>3</p>
--- stderr
--- status 0

"#]]);
    hxws_in(files.path(), &["explain", "two.html", "none.html", "-o", "raw"]).is(str![[r#"
--- stderr
error: `none.html` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
    hxws_in(files.path(), &["explain", "-", "-", "-o", "raw"]).is(str![[r#"
--- stderr
error: standard input can be read only once, and `-` is given several times
--- status 2

"#]]);
}

/// Two sockets of one page, and one that is not on it, as a HAR file.
const SOCKETS: &str = r##"{"log":{"entries":[
{"request":{"url":"ws://localhost/b"},"_webSocketMessages":[{"type":"receive","time":2,"opcode":1,"data":"<p id=last>b</p>"}]},
{"request":{"url":"ws://localhost/hmr?token=1"},"_webSocketMessages":[{"type":"receive","time":3,"opcode":1,"data":"{}"}]},
{"request":{"url":"ws://localhost/a"},"_webSocketMessages":[{"type":"send","time":1,"opcode":1,"data":"x"},{"type":"receive","time":1,"opcode":1,"data":"<p id=last>a</p>"}]}
]}}"##;

#[test]
fn the_messages_of_a_har_file_come_in_on_the_sockets_of_their_addresses() {
    let page = b"<script src=https://unpkg.com/htmx.org@2></script><div hx-ext=ws id=a ws-connect=/a></div>\
        <div hx-ext=ws id=b ws-connect=/b></div><p id=last></p>";
    let files = directory(&[("two.html", page), ("x.har", SOCKETS.as_bytes())]);
    let explain = |flags: &[&str]| {
        hxws_in(
            files.path(),
            &[&["explain", "--input", "har", "x.har", "--page", "two.html", "-o", "json"], flags].concat(),
        )
    };
    explain(&["--messages"]).is(str![[r##"
{"type":"warning","code":"version-mismatch","message":"the page loads htmx 2 and no ws extension: in a browser it opens no socket; it is played as if it had one; load htmx-ext-ws after htmx: https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"}
{"type":"message","seq":1,"bytes":16,"data":"<p id=last>a</p>"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">a</p>","text":"a"}
{"type":"message","seq":2,"bytes":16,"data":"<p id=last>b</p>"}
{"type":"fragment","seq":2,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">b</p>","text":"b"}
{"type":"message","seq":3,"bytes":2,"data":"{}"}
{"type":"warning","seq":3,"code":"json","message":"this is JSON: htmx 2 parses it as HTML, finds no element and swaps nothing; send the HTML itself"}
--- stderr
note: `x.har` holds 3 sockets, `ws://localhost/b`, `ws://localhost/hmr?token=1`, `ws://localhost/a`: `--from` takes one
--- status 0

"##]]);
    explain(&["--from", "/b"]).is(str![[r##"
{"type":"warning","code":"version-mismatch","message":"the page loads htmx 2 and no ws extension: in a browser it opens no socket; it is played as if it had one; load htmx-ext-ws after htmx: https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">b</p>","text":"b"}
--- stderr
--- status 0

"##]]);
    explain(&["--from", "/c"]).is(str![[r#"
{"type":"error","message":"no socket of `x.har` is `/c`","help":"its sockets:\n- ws://localhost/b\n- ws://localhost/hmr?token=1\n- ws://localhost/a"}
--- stderr
error: no socket of `x.har` is `/c`
  its sockets:
  - ws://localhost/b
  - ws://localhost/hmr?token=1
  - ws://localhost/a
--- status 2

"#]]);
    hxws_in(files.path(), &["explain", "x.har", "-o", "raw"]).is(str![[r#"
{"log":{"entries":[
{"request":{"url":"ws://localhost/b"},"_webSocketMessages":[{"type":"receive","time":2,"opcode":1,"data":"<p id=last>b</p>"}]},
{"request":{"url":"ws://localhost/hmr?token=1"},"_webSocketMessages":[{"type":"receive","time":3,"opcode":1,"data":"{}"}]},
{"request":{"url":"ws://localhost/a"},"_webSocketMessages":[{"type":"send","time":1,"opcode":1,"data":"x"},{"type":"receive","time":1,"opcode":1,"data":"<p id=last>a</p>"}]}
]}}
--- stderr
note: `x.har` looks like a recording: `--input har` reads its messages
warning[json]: this is JSON: htmx 2 parses all of it as HTML and swaps the elements it finds in it; send the HTML itself
--- status 0

"#]]);
    hxws_fed("{\"log\":{}}", &["explain", "--input", "har", "-o", "raw"]).is(str![[r#"
--- stderr
note: no WebSocket of `-` received a message
--- status 0

"#]]);
    hxws_fed("{}", &["explain", "--input", "har", "-o", "raw"]).is(str![[r#"
--- stderr
error: `-` is not a HAR file: missing field `log` at line 1 column 2
--- status 2

"#]]);
}
