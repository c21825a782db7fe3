//! `hxws simulate`.

use snapbox::{assert_data_eq, str};

use super::page::directory;
use super::support::{Ran, hxws_fed, hxws_in, same};

/// A room with a form, and what happens in it.
const CHAT: &str = r##"{"name": "chat", "htmx": "2", "url": "http://app.test:8000/room/7",
"page": "<main hx-ext=ws ws-connect=/ws><form id=f ws-send><input name=msg id=msg required><button>Say</button></form><p id=last>old</p></main>",
"steps": [{"submit": "#f"}, {"fill": "#msg", "value": "hi"}, {"enter": "#msg"},
          {"recv": "<p id=last>hi</p><p id=gone>x</p>"}, {"drop": 1006}, {"click": "button"}, {"fire": true}, {"open": true}]"##;

/// The room, played with further keys.
fn played(more: &str, flags: &[&str]) -> Ran {
    let files = directory(&[("chat.json", format!("{CHAT}{more}}}").as_bytes())]);
    hxws_in(files.path(), &[&["simulate", "chat.json"], flags].concat())
}

#[test]
fn as_json_lines_each_with_its_step() {
    played("", &[]).is(str![[r##"
{"type":"scenario","name":"chat","file":"chat.json","htmx":"2","step":0}
{"type":"connecting","url":"ws://app.test:8000/ws","attempt":1,"step":0}
{"type":"open","url":"ws://app.test:8000/ws","status":101,"subprotocol":null,"headers":{},"attempt":1,"step":0}
{"type":"warning","code":"validation","message":"`input#msg` is not valid (required): a value is required; nothing is sent; give it a valid value, or novalidate to its form","step":1}
{"type":"halted","reason":"`input#msg` is not valid (required): a value is required","element":"input#msg","step":1}
{"type":"sent","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":3}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">hi</p>","text":"hi","step":4}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"gone","oob":null,"swap":"outerHTML","target":"#gone","matched":0,"outcome":"no-target","html":"<p id=\"gone\">x</p>","text":"x","step":4}
{"type":"warning","seq":1,"index":1,"code":"no-target","message":"nothing on the page matches `#gone`: htmx raises htmx:oobErrorNoTarget","step":4}
{"type":"close","code":1006,"reason":"","by":"network","reconnects":true,"step":5}
{"type":"reconnect","attempt":1,"delay_ms":500,"code":1006,"step":5}
{"type":"queued","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":6}
{"type":"connecting","url":"ws://app.test:8000/ws","attempt":2,"step":7}
{"type":"open","url":"ws://app.test:8000/ws","status":101,"subprotocol":null,"headers":{},"attempt":2,"step":8}
{"type":"sent","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":8}
--- stderr
halted: `input#msg` is not valid (required): a value is required
--- status 0

"##]]);
}

#[test]
fn for_people() {
    played("", &["-o", "human"]).is(str![[r#"
play   chat   htmx 2
step   0
open   ws://app.test:8000/ws   101

step   1

step   3
→ 147 B   {"msg":"hi","HEADERS":{ 5 }} · form#f

step   4
1  ✓ #last  outerHTML  1 match
     <p id="last">hi</p>
   ✗ #gone  outerHTML  no target on the page
     <p id="gone">x</p>
   ! no-target: nothing on the page matches `#gone`: htmx raises
     htmx:oobErrorNoTarget

step   5
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 500 ms (0–1000)

step   6
queued 1 waiting   147 B   {"msg":"hi","HEADERS":{ 5 }}

step   8
open   ws://app.test:8000/ws   101 · attempt 2
→ 147 B   {"msg":"hi","HEADERS":{ 5 }}
--- stderr
halted: `input#msg` is not valid (required): a value is required
--- status 0

"#]]);
}

#[test]
fn pages_follow_every_step() {
    let pages = r##"{"page": "<main hx-ext=ws ws-connect=/ws><p id=a>1</p></main>", "steps": [{"recv": "<p id=a>2</p>"}, {"click": "#none"}]}"##;
    let files = directory(&[("one.json", pages.as_bytes())]);
    hxws_in(files.path(), &["simulate", "one.json", "--pages"]).is(str![[r##"
{"type":"scenario","name":"1","file":"one.json","htmx":"2","step":0}
{"type":"connecting","url":"ws://localhost/ws","attempt":1,"step":0}
{"type":"open","url":"ws://localhost/ws","status":101,"subprotocol":null,"headers":{},"attempt":1,"step":0}
{"type":"page","html":"<main hx-ext=\"ws\" ws-connect=\"/ws\"><p id=\"a\">1</p></main>","step":0}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"a","oob":null,"swap":"outerHTML","target":"#a","matched":1,"outcome":"swapped","html":"<p id=\"a\">2</p>","text":"2","step":1}
{"type":"page","html":"<main hx-ext=\"ws\" ws-connect=\"/ws\"><p id=\"a\">2</p></main>","step":1}
{"type":"page","html":"<main hx-ext=\"ws\" ws-connect=\"/ws\"><p id=\"a\">2</p></main>","step":2}
--- stderr
note: step 2 does nothing: nothing on the page matches `#none`
--- status 0

"##]]);
}

#[test]
fn what_is_expected_and_comes_passes() {
    let sent = r##""expect": [{"step": 3, "sent": ["{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}"]},
        {"step": 4, "html": {"#last": "<p id='last'>hi</p>", "#gone": null, "p": ["<p id=last>hi"]}, "warnings": ["no-target"]},
        {"step": 0, "sent": [], "warnings": []}]"##;
    played(&format!(",{sent}"), &["-o", "human", "-q"]).is(str![[r#"
play   chat   htmx 2
step   1

step   3
→ 147 B   {"msg":"hi","HEADERS":{ 5 }} · form#f

step   4
1  ✓ #last  outerHTML  1 match
     <p id="last">hi</p>
   ✗ #gone  outerHTML  no target on the page
     <p id="gone">x</p>
   ! no-target: nothing on the page matches `#gone`: htmx raises
     htmx:oobErrorNoTarget

step   5
close  1006 abnormal closure · by network · htmx 2 reconnects

step   6
queued 1 waiting   147 B   {"msg":"hi","HEADERS":{ 5 }}

step   8
→ 147 B   {"msg":"hi","HEADERS":{ 5 }}
pass   chat   3 expectations
--- stderr
halted: `input#msg` is not valid (required): a value is required
--- status 0

"#]]);
}

#[test]
fn what_is_expected_and_does_not_come_is_told_and_ends_with_1() {
    let wrong = r##""expect": [{"step": 3, "sent": ["hi", "ho"]}, {"step": 4, "html": {"#last": "<p id=last>ho</p>", "main": null}, "warnings": []}]"##;
    played(&format!(",{wrong}"), &["-o", "human"]).is(str![[r#"
play   chat   htmx 2
step   0
open   ws://app.test:8000/ws   101

step   1

step   3
→ 147 B   {"msg":"hi","HEADERS":{ 5 }} · form#f

step   4
1  ✓ #last  outerHTML  1 match
     <p id="last">hi</p>
   ✗ #gone  outerHTML  no target on the page
     <p id="gone">x</p>
   ! no-target: nothing on the page matches `#gone`: htmx raises
     htmx:oobErrorNoTarget

step   5
close  1006 abnormal closure · by network · htmx 2 reconnects
retry  1 in 500 ms (0–1000)

step   6
queued 1 waiting   147 B   {"msg":"hi","HEADERS":{ 5 }}

step   8
open   ws://app.test:8000/ws   101 · attempt 2
→ 147 B   {"msg":"hi","HEADERS":{ 5 }}
fail   chat   2 of 2 expectations not met
--- stderr
halted: `input#msg` is not valid (required): a value is required
error: scenario `chat`, step 3: `sent` is not as expected
  - hi
  - ho
  + {"msg":"hi","HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":"f","HX-Current-URL":"http://app.test:8000/room/7"}}
error: scenario `chat`, step 4: `html` of `#last` is not as expected
  - <p id="last">ho</p>
  + <p id="last">hi</p>
error: scenario `chat`, step 4: `html` of `main` is not as expected
  + <main hx-ext="ws" ws-connect="/ws"><form id="f" ws-send=""><input id="msg" name="msg" required=""><button>Say</button></form><p id="last">hi</p></main>
error: scenario `chat`, step 4: `warnings` is not as expected
  + no-target
--- status 1

"#]]);
    played(&format!(",{wrong}"), &[]).is(str![[r##"
{"type":"scenario","name":"chat","file":"chat.json","htmx":"2","step":0}
{"type":"connecting","url":"ws://app.test:8000/ws","attempt":1,"step":0}
{"type":"open","url":"ws://app.test:8000/ws","status":101,"subprotocol":null,"headers":{},"attempt":1,"step":0}
{"type":"warning","code":"validation","message":"`input#msg` is not valid (required): a value is required; nothing is sent; give it a valid value, or novalidate to its form","step":1}
{"type":"halted","reason":"`input#msg` is not valid (required): a value is required","element":"input#msg","step":1}
{"type":"sent","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":3}
{"type":"error","message":"scenario `chat`, step 3: `sent` is not as expected","help":"- hi\n- ho\n+ {\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","step":3}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"p","id":"last","oob":null,"swap":"outerHTML","target":"#last","matched":1,"outcome":"swapped","html":"<p id=\"last\">hi</p>","text":"hi","step":4}
{"type":"fragment","seq":1,"index":1,"kind":"oob","tag":"p","id":"gone","oob":null,"swap":"outerHTML","target":"#gone","matched":0,"outcome":"no-target","html":"<p id=\"gone\">x</p>","text":"x","step":4}
{"type":"warning","seq":1,"index":1,"code":"no-target","message":"nothing on the page matches `#gone`: htmx raises htmx:oobErrorNoTarget","step":4}
{"type":"error","message":"scenario `chat`, step 4: `html` of `#last` is not as expected","help":"- <p id=\"last\">ho</p>\n+ <p id=\"last\">hi</p>","step":4}
{"type":"error","message":"scenario `chat`, step 4: `html` of `main` is not as expected","help":"+ <main hx-ext=\"ws\" ws-connect=\"/ws\"><form id=\"f\" ws-send=\"\"><input id=\"msg\" name=\"msg\" required=\"\"><button>Say</button></form><p id=\"last\">hi</p></main>","step":4}
{"type":"error","message":"scenario `chat`, step 4: `warnings` is not as expected","help":"+ no-target","step":4}
{"type":"close","code":1006,"reason":"","by":"network","reconnects":true,"step":5}
{"type":"reconnect","attempt":1,"delay_ms":500,"code":1006,"step":5}
{"type":"queued","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":6}
{"type":"connecting","url":"ws://app.test:8000/ws","attempt":2,"step":7}
{"type":"open","url":"ws://app.test:8000/ws","status":101,"subprotocol":null,"headers":{},"attempt":2,"step":8}
{"type":"sent","data":"{\"msg\":\"hi\",\"HEADERS\":{\"HX-Request\":\"true\",\"HX-Trigger\":\"f\",\"HX-Trigger-Name\":null,\"HX-Target\":\"f\",\"HX-Current-URL\":\"http://app.test:8000/room/7\"}}","bytes":147,"step":8}
{"type":"verdict","scenario":"chat","file":"chat.json","passed":false,"expectations":2,"failed":2,"step":8}
--- stderr
halted: `input#msg` is not valid (required): a value is required
error: scenario `chat`, step 3: `sent` is not as expected
  - hi
  - ho
  + {"msg":"hi","HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":"f","HX-Current-URL":"http://app.test:8000/room/7"}}
error: scenario `chat`, step 4: `html` of `#last` is not as expected
  - <p id="last">ho</p>
  + <p id="last">hi</p>
error: scenario `chat`, step 4: `html` of `main` is not as expected
  + <main hx-ext="ws" ws-connect="/ws"><form id="f" ws-send=""><input id="msg" name="msg" required=""><button>Say</button></form><p id="last">hi</p></main>
error: scenario `chat`, step 4: `warnings` is not as expected
  + no-target
--- status 1

"##]]);
}

#[test]
fn scenarios_come_one_in_an_array_or_one_a_line() {
    let one = |name: &str| format!(r#"{{"name": "{name}", "page": ""}}"#);
    let files = directory(&[
        ("one.json", one("a").as_bytes()),
        ("array.json", format!("[{},\n {}]", one("b"), one("c")).as_bytes()),
        ("lines.jsonl", format!("{}\n\n{}\n", one("d"), one("e")).as_bytes()),
    ]);
    hxws_in(files.path(), &["simulate", "one.json", "array.json", "lines.jsonl"]).is(str![[r#"
{"type":"scenario","name":"a","file":"one.json","htmx":"2","step":0}
{"type":"scenario","name":"b","file":"array.json","htmx":"2","step":0}
{"type":"scenario","name":"c","file":"array.json","htmx":"2","step":0}
{"type":"scenario","name":"d","file":"lines.jsonl","htmx":"2","step":0}
{"type":"scenario","name":"e","file":"lines.jsonl","htmx":"2","step":0}
--- stderr
--- status 0

"#]]);
    hxws_fed(one("f"), &["simulate", "-"]).is(str![[r#"
{"type":"scenario","name":"f","htmx":"2","step":0}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_page_file_lies_beside_its_scenario() {
    let files = directory(&[
        ("sub/a.json", br##"{"pageFile": "page.html", "steps": [{"recv": "<p id=x>2"}], "expect": [{"step": 1, "html": {"#x": "<p id=x>2"}}]}"##),
        ("sub/page.html", b"<body hx-ext=ws><div ws-connect=/ws><p id=x>1"),
    ]);
    hxws_in(files.path(), &["simulate", "sub/a.json", "-o", "human"]).is(str![[r#"
play   1   htmx 2
step   0
open   ws://localhost/ws   101

step   1
1  ✓ #x  outerHTML  1 match
     <p id="x">2</p>
pass   1   1 expectation
--- stderr
--- status 0

"#]]);
}

#[test]
fn another_htmx_plays_where_it_is_asked_for() {
    played("", &["--htmx", "2.0.4", "-o", "raw"]).is(str![[r#"
<p id=last>hi</p><p id=gone>x</p>
--- stderr
halted: `input#msg` is not valid (required): a value is required
warning[no-target]: nothing on the page matches `#gone`: htmx 2.0.4 says nothing
close: 1006 abnormal closure, by network
--- status 0

"#]]);
}

#[test]
fn several_sockets_are_told_apart() {
    let page = "<main hx-ext=ws><p ws-connect=/a id=a></p><p ws-connect=/b id=b></p></main>";
    let steps = r##"[{"recv": "<i id=z>", "socket": 0}, {"drop": 1000, "socket": 1}, {"fire": true}]"##;
    let scenario = format!(r#"{{"page": "{page}", "steps": {steps}}}"#);
    hxws_fed(&scenario, &["simulate", "-"]).is(str![[r##"
{"type":"scenario","name":"1","htmx":"2","step":0}
{"type":"connecting","url":"ws://localhost/a","attempt":1,"step":0,"socket":"p#a"}
{"type":"connecting","url":"ws://localhost/b","attempt":1,"step":0,"socket":"p#b"}
{"type":"open","url":"ws://localhost/a","status":101,"subprotocol":null,"headers":{},"attempt":1,"step":0,"socket":"p#a"}
{"type":"open","url":"ws://localhost/b","status":101,"subprotocol":null,"headers":{},"attempt":1,"step":0,"socket":"p#b"}
{"type":"fragment","seq":1,"index":0,"kind":"oob","tag":"i","id":"z","oob":null,"swap":"outerHTML","target":"#z","matched":0,"outcome":"no-target","html":"<i id=\"z\"></i>","text":"","step":1,"socket":"p#a"}
{"type":"warning","seq":1,"index":0,"code":"no-target","message":"nothing on the page matches `#z`: htmx raises htmx:oobErrorNoTarget; did you mean `#a`?","step":1,"socket":"p#a"}
{"type":"close","code":1000,"reason":"","by":"server","reconnects":false,"step":2,"socket":"p#b"}
--- stderr
note: step 3 does nothing: no reconnect is pending
--- status 0

"##]]);
}

#[test]
fn what_is_wrong_with_a_scenario_is_told_with_its_place() {
    let wrong = [
        r##"{"name": "a", "page": "", "steps": [{"recv": "x"}, {"rcv": "x"}]}"##,
        r##"{"page": 1}"##,
        r##"{}"##,
        r##"{"page": "", "pageFile": "p.html"}"##,
        r##"{"page": "", "steps": [{"fill": "#a"}]}"##,
        r##"{"page": "", "steps": [{"recvHex": "0"}]}"##,
        r##"{"page": "", "steps": [{"drop": 70000}]}"##,
        r##"{"page": "", "expect": [{"step": 2}]}"##,
        r##"{"page": "", "expect": [{"step": 0}]}"##,
        r##"{"page": "", "expect": [{"step": 0, "html": {"p[": "x"}}]}"##,
        r##"{"page": "", "htmx": "9"}"##,
        r##"{"page": "", "url": "here"}"##,
        "[1]",
        "nope",
        "{\"page\": \"\"}\n{",
    ];
    let told: String = wrong
        .iter()
        .map(|scenario| {
            let ran = hxws_fed(scenario, &["simulate", "-", "-o", "human"]);
            assert_eq!(ran.status, Some(2), "{scenario}");
            ran.stderr
        })
        .collect();
    assert_data_eq!(
        told,
        str![[r#"
error: `-`: scenario `a`, step 2: a step does one of `recv`, `recvHex`, `fill`, `check`, `select`, `submit`, `enter`, `click`, `change`, `event`, `drop`, `fire`, `open`, and it has `rcv`: did you mean `recv`?
error: `-`: scenario `1`: `page` is 1: it takes text
error: `-`: scenario `1`: it has no page: write `page` (the body's markup) or `pageFile`
error: `-`: scenario `1`: `page` and `pageFile` are two pages: write one of them
error: `-`: scenario `1`, step 1: `fill` needs `value` beside it
error: `-`: scenario `1`, step 1: `recvHex` takes pairs of hexadecimal digits, such as `00ff`
error: `-`: scenario `1`, step 1: `drop` is 70000: it takes a whole number up to 4999
error: `-`: scenario `1`, expectation 1: `step` is 2: it takes a whole number up to 0
error: `-`: scenario `1`, expectation 1: it expects nothing: write `sent`, `html`, `text`, `value`, `count` or `warnings`
error: `-`: scenario `1`, expectation 1: `html`: `p[` is not a valid selector: it ends too early at character 3
error: `-`: scenario `1`: `9` is not a version of htmx that hxws knows: write `1`, `1-ext`, `2` or `4`, or an exact one from 1.9.7 to 1.9.12, from 2.0.0 to 2.0.11, or 4.0.1
error: `-`: scenario `1`: `url` `here` is no address: relative URL without a base
error: `-`: scenario `1`: a number stands where an object is expected
error: `-`: it is not JSON: expected ident at line 1 column 2
error: `-`: line 2: it is not JSON: EOF while parsing an object at line 1 column 1

"#]]
    );
}

#[test]
fn what_a_scenario_says_in_vain_fails_it_where_that_is_strict() {
    let misspelt = r##"{"name": "a", "page": "<p id=p>1", "expect": [{"step": 0, "htlm": {"#p": "x"}, "text": {"#p": "1"}}]}"##;
    hxws_fed(misspelt, &["simulate", "-", "--strict", "-q", "-o", "human"]).is(str![[r#"
--- stderr
error: `--strict`: 1 remark on what the scenarios hold
  scenario `a`, expectation 1: `htlm` is passed over: did you mean `html`?
--- status 1

"#]]);
    hxws_fed(misspelt, &["simulate", "-", "--strict", "-o", "tap"]).is(str![[r#"
TAP version 13
Bail out! `--strict`: 1 remark on what the scenarios hold
--- stderr
error: `--strict`: 1 remark on what the scenarios hold
  scenario `a`, expectation 1: `htlm` is passed over: did you mean `html`?
--- status 1

"#]]);
    let only = misspelt.replace(r##", "text": {"#p": "1"}"##, "");
    hxws_fed(&only, &["simulate", "-", "-o", "human"]).is(str![[r#"
--- stderr
error: `-`: scenario `a`, expectation 1: it expects nothing, and has `htlm`: did you mean `html`?
--- status 2

"#]]);
    let right = misspelt.replace("\"htlm\": {\"#p\": \"x\"}, ", "");
    assert_eq!(hxws_fed(&right, &["simulate", "-", "--strict", "-q"]).status, Some(0));
}

#[test]
fn what_a_scenario_says_in_vain_is_told() {
    let scenario = r##"{"name": "vain", "page": "<main hx-ext=ws ws-connect=/ws><p id=a></p><form id=f ws-send></form></main>", "stepz": [], "libs": ["foo"],
        "steps": [{"recv": "<p id=a>1</p>", "click": "#a"}, {"socket": 5, "recv": "x"}, {"fire": true}, {"open": true},
            {"submit": "#a"}, {"submit": "#f", "by": "#a"}, {"fill": "#a", "value": "1", "soket": 1}],
        "expect": [{"step": 2, "warnings": [], "warning": 1}, {"step": 3, "warnings": ["no-traget"]}]}"##;
    let files = directory(&[("vain.json", scenario.as_bytes())]);
    let ran = hxws_in(files.path(), &["simulate", "vain.json"]);
    assert_eq!(ran.status, Some(1));
    same(
        &ran.stderr,
        str![[r#"
note: scenario `vain`: `stepz` is passed over: did you mean `steps`?
note: scenario `vain`: `libs` has `foo`, which is none of the swap extensions that are known: `morphdom` and `idiomorph`
note: scenario `vain`, step 1: it does `recv` and not `click`: write two steps
note: scenario `vain`, step 7: `soket` is passed over: did you mean `socket`?
note: scenario `vain`, expectation 1: `warning` is passed over: did you mean `warnings`?
note: scenario `vain`, expectation 2: `no-traget` is the code of no warning: did you mean `no-target`?
note: step 2 does nothing: there is no socket 5: the last is 0
note: step 3 does nothing: no reconnect is pending
error: scenario `vain`, step 3: `warnings` is not as expected
  - no-traget
note: step 4 does nothing: socket 0 is not connecting
note: step 5 does nothing: `p#a` is no form
note: step 6 does nothing: `p#a` is no submit button of `form#f`
note: step 7 does nothing: `p#a` is no control

"#]],
    );
}

#[test]
fn what_is_no_scenario_is_wrong_usage() {
    for (text, problem) in [
        ("[]", "it holds no scenario"),
        (
            r###"{"page": "", "steps": [{"click": "##"}]}"###,
            "scenario `1`, step 1: `click`: `##` is not a valid selector: a selector is missing at character 2",
        ),
    ] {
        let ran = hxws_fed(text, &["simulate", "-"]);
        assert_eq!((ran.status, ran.stderr), (Some(2), format!("error: `-`: {problem}\n")));
    }
    let page = r#"{"name": "room", "pageFile": "nope.html"}"#;
    let ran = hxws_fed(page, &["simulate", "-"]);
    let problem =
        "error: scenario `room`: `nope.html` cannot be read: No such file or directory (os error 2)\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(2), problem));
}

#[test]
fn one_page_is_printed_of_one_scenario() {
    let ran = hxws_fed(r#"[{"page": "a"}, {"page": "b"}]"#, &["simulate", "-", "-o", "page"]);
    ran.is(str![[r#"
--- stderr
error: `-o page` prints one page, and there are 2 scenarios
  give one scenario, or `--pages` for the page after every step
--- status 2

"#]]);
}

#[test]
fn an_element_whose_name_begins_as_the_head_s_is_parsed() {
    let scenario = r##"{"page": "<header id=h><p id=p>1</p></header>",
        "expect": [{"step": 0, "html": {"#h": "<header id=h><p id='p'>1</header>"}}]}"##;
    hxws_fed(scenario, &["simulate", "-", "-q", "-o", "human"]).is(str![[r#"
play   1   htmx 2
step   0
pass   1   1 expectation
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_a_control_of_another_kind_cannot_do_is_told() {
    let scenario = r##"{"page": "<input id=t><select id=s><option>1</select><input type=checkbox id=c>",
        "steps": [{"check": "#t"}, {"check": "#s"}, {"select": "#t", "values": ["1"]}, {"select": "#c", "values": []},
                  {"check": "#c"}, {"select": "#s", "values": ["1"]}]}"##;
    hxws_fed(scenario, &["simulate", "-", "-o", "human"]).is(str![[r#"
play   1   htmx 2
step   1

step   2

step   3

step   4
--- stderr
note: step 1 does nothing: `input#t` is no checkbox or radio button
note: step 2 does nothing: `select#s` is no checkbox or radio button
note: step 3 does nothing: `input#t` is no select
note: step 4 does nothing: `input#c` is no select
--- status 0

"#]]);
}

#[test]
fn a_random_number_that_none_could_be_is_wrong_usage() {
    for (random, status) in [("-0.1", Some(2)), ("1.5", Some(2)), ("0", Some(0)), ("1", Some(0))] {
        let ran = hxws_fed(format!(r#"{{"page": "", "random": {random}}}"#), &["simulate", "-"]);
        assert_eq!(ran.status, status, "{random}");
        if status == Some(2) {
            let problem = format!("scenario `1`: `random` takes a number from 0 to 1, not {random}");
            assert_eq!(ran.stderr, format!("error: `-`: {problem}\n"));
        }
    }
}

#[test]
fn of_several_files_it_is_told_which_failed_and_how_many_passed() {
    let scenario = |expected: &str| {
        format!(
            r##"{{"page": "<main hx-ext=ws ws-connect=/ws><p id=a>1</p></main>", "steps": [{{"drop": 1000}}, {{"recv": "<p id=a>2</p>"}}],
            "expect": [{{"step": 2, "html": {{"#a": "<p id=a>{expected}</p>"}}}}]}}"##
        )
    };
    let files = directory(&[("one.json", scenario("2").as_bytes()), ("two.json", scenario("3").as_bytes())]);
    let ran = hxws_in(files.path(), &["simulate", "one.json", "two.json", "-o", "json"]);
    let verdicts: Vec<&str> = ran.stdout_lines().filter(|line| line.contains("\"verdict\"")).collect();
    assert_eq!(
        verdicts,
        [
            r#"{"type":"verdict","scenario":"one.json 1","file":"one.json","passed":true,"expectations":1,"failed":0,"step":2}"#,
            r#"{"type":"verdict","scenario":"two.json 1","file":"two.json","passed":false,"expectations":1,"failed":1,"step":2}"#,
        ]
    );
    same(
        &ran.stderr,
        str![[r##"
note: step 2: socket 0 is closed, on which no server sends
note: step 2: socket 0 is closed, on which no server sends
error: scenario `two.json 1`, step 2: `html` of `#a` is not as expected
  - <p id="a">3</p>
  + <p id="a">2</p>
note: 1 of 2 scenarios passed

"##]],
    );
}
