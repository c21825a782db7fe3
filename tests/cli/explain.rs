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
--- status 1

"#]]);
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
