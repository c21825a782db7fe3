//! Items: what a person does to the controls of a sender. `--dry-run` shows the message, byte for byte.

use snapbox::str;

use super::page::directory;
use super::support::{Demo, Ran, hxws, hxws_fed, hxws_in};

/// The message of the survey.
fn survey(items: &[&str]) -> Ran {
    let files = directory(&[("note.txt", b"two\nlines \"quoted\"\n"), ("latin.txt", b"\xe9")]);
    hxws_in(files.path(), &[&["send", "room.html", "--element", "#survey", "--dry-run"], items].concat())
}

#[test]
fn untouched_controls_go_as_they_are() {
    survey(&[]).is(str![[r#"
{"text":"old","area":"","token":"t1","color":"red","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn text_is_typed() {
    survey(&["text=a=b \"c\" é\u{1f600}", "area=x\ny", "token=t2"]).is(str![[r#"
{"text":"a=b \"c\" é😀","area":"x\ny","token":"t2","color":"red","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn boxes_are_checked_exactly() {
    survey(&["tos=on", "color=blue"]).is(str![[r#"
{"text":"old","area":"","token":"t1","tos":"on","color":"blue","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn boxes_are_checked_several_at_a_time() {
    survey(&["color=blue", "color=red"]).is(str![[r#"
{"text":"old","area":"","token":"t1","color":["red","blue"],"size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn boxes_are_all_unchecked() {
    survey(&["color="]).is(str![[r#"
{"text":"old","area":"","token":"t1","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn radios_and_options_are_chosen() {
    survey(&["size=S", "one=b", "many=x", "many=z"]).is(str![[r#"
{"text":"old","area":"","token":"t1","color":"red","size":"S","one":"b","many":["x","z"],"HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn options_are_all_unselected() {
    survey(&["many="]).is(str![[r#"
{"text":"old","area":"","token":"t1","color":"red","size":"M","one":"a","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_choice_that_is_not_there_is_wrong_usage() {
    for item in ["size=L", "one=c", "many=q", "color=green"] {
        let ran = survey(&[item]);
        assert_eq!((ran.stdout.as_slice(), ran.status), (&b""[..], Some(2)), "{item}");
    }
    survey(&["size=L"]).is(str![[r#"
--- stderr
error: `size` has no choice `L`: it has `S`, `M`
--- status 2

"#]]);
}

#[test]
fn a_name_without_a_control_is_added_and_said_so() {
    survey(&["text=a", "who=me", "what=x"]).is(str![[r#"
{"text":"a","area":"","token":"t1","color":"red","size":"M","one":"a","many":"y","who":"me","what":"x","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
note: no control of `form#survey` is named `who` or `what`: they are added as they are
--- status 0

"#]]);
}

#[test]
fn a_name_without_a_control_is_an_error_where_it_must_not_be() {
    survey(&["text=a", "who=me", "--strict"]).is(str![[r#"
--- stderr
error: no control of `form#survey` is named `who`
  check the name, or add it without `--strict`
--- status 1

"#]]);
}

#[test]
fn values_are_typed_by_json() {
    survey(&["n:=1.50", "list:=[1,\"a\",null]", "text:=true"]).is(str![[r#"
{"text":true,"area":"","token":"t1","color":"red","size":"M","one":"a","many":"y","n":1.5,"list":[1,"a",null],"HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn json_that_is_none_is_wrong_usage() {
    survey(&["n:={1"]).is(str![[r#"
--- stderr
error: `{1` after `n:=` is not JSON: key must be a string at line 1 column 2; for plain text write `n={1`
--- status 2

"#]]);
}

#[test]
fn a_value_is_read_from_a_file() {
    survey(&["area=@note.txt"]).is(str![[r#"
{"text":"old","area":"two\nlines \"quoted\"\n","token":"t1","color":"red","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_file_that_is_not_there() {
    survey(&["area=@nope.txt"]).is(str![[r#"
--- stderr
error: `area=@nope.txt` cannot be read: No such file or directory (os error 2)
--- status 2

"#]]);
}

#[test]
fn a_file_that_is_no_text() {
    survey(&["area=@latin.txt"]).is(str![[r#"
--- stderr
error: `area=@latin.txt` is not UTF-8 text
--- status 2

"#]]);
}

#[test]
fn a_word_is_no_item() {
    survey(&["hello"]).is(str![[r#"
--- stderr
error: `hello` is not an item: write `name=value`, `name=@file` or `name:=json`
--- status 2

"#]]);
}

#[test]
fn without_a_page_the_items_are_the_values() {
    hxws(&["send", "ws://app.test/ws", "--dry-run", "b=1", "2=x", "a:=null", "1=y", "b=2"]).is(str![[r#"
{"1":"y","2":"x","b":["1","2"],"a":null,"HEADERS":{"HX-Request":"true","HX-Trigger":null,"HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":null}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn without_a_page_flags_fill_headers() {
    let flags = [
        "--id",
        "form",
        "--name",
        "n",
        "--target",
        "out",
        "--current-url",
        "http://app.test/",
        "--prompt",
        "sure?",
        "--hx-header",
        "X-CSRF=a=b",
        "--hx-header",
        "HX-Request=no",
    ];
    hxws(&[&["send", "ws://app.test/ws", "--dry-run", "a=1"], &flags[..]].concat()).is(str![[r#"
{"a":"1","HEADERS":{"HX-Request":"no","HX-Trigger":"form","HX-Trigger-Name":"n","HX-Target":"out","HX-Current-URL":"http://app.test/","HX-Prompt":"sure?","X-CSRF":"a=b"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_header_needs_a_name_and_a_value() {
    hxws(&["send", "ws://app.test/ws", "--dry-run", "--hx-header", "x"]).is(str![[r#"
--- stderr
error: `--hx-header` takes `NAME=VALUE`, and was given something else
--- status 2

"#]]);
}

#[test]
fn the_default_button_goes_along() {
    let files = directory(&[]);
    let say = ["send", "room.html", "--element", "#say", "--dry-run", "msg=hi"];
    hxws_in(files.path(), &say).is(str![[r#"
{"msg":"hi","act":"say","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn another_button_goes_along_instead() {
    let files = directory(&[]);
    let say = ["send", "room.html", "--element", "#say", "--dry-run", "msg=hi", "--submitter", "#shout"];
    hxws_in(files.path(), &say).is(str![[r#"
{"msg":"hi","act":"shout","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn no_button_goes_along() {
    let files = directory(&[]);
    let say = ["send", "room.html", "--element", "#say", "--dry-run", "msg=hi", "--submitter", "none"];
    hxws_in(files.path(), &say).is(str![[r#"
{"msg":"hi","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_button_of_another_form_submits_nothing() {
    let files = directory(&[]);
    let survey = ["send", "room.html", "--element", "#survey", "--dry-run", "--submitter", "#shout"];
    hxws_in(files.path(), &survey).is(str![[r#"
--- stderr
error: `button#shout` is no submit button of `form#survey`
--- status 2

"#]]);
}

#[test]
fn what_is_no_button_submits_nothing() {
    let files = directory(&[]);
    let say = ["send", "room.html", "--element", "#say", "--dry-run", "msg=hi", "--submitter", "#msg"];
    hxws_in(files.path(), &say).is(str![[r#"
--- stderr
error: `#msg` is none of the page's submit buttons
  form#say > button:nth-of-type(1)
  button#shout
--- status 2

"#]]);
}

#[test]
fn the_names_of_the_items_choose_the_sender() {
    let files = directory(&[]);
    hxws_in(files.path(), &["send", "room.html", "--dry-run", "msg=hi"]).is(str![[r#"
{"msg":"hi","act":"say","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn where_the_sender_is_not_clear_it_must_be_chosen() {
    let files = directory(&[]);
    hxws_in(files.path(), &["send", "room.html", "--dry-run"]).is(str![[r#"
--- stderr
error: the page has 2 senders: choose one with `--element`
  form#say
  form#survey
--- status 2

"#]]);
}

#[test]
fn an_element_that_is_no_sender() {
    let files = directory(&[]);
    hxws_in(files.path(), &["send", "room.html", "--dry-run", "--element", "#chat"]).is(str![[r#"
--- stderr
error: `#chat` is none of the page's senders
  form#say
  form#survey
--- status 2

"#]]);
}

#[test]
fn a_page_without_a_sender() {
    hxws_fed("<p hx-ext=ws ws-connect=/ws>", &["send", "-", "--dry-run", "a=1"]).is(str![[r#"
--- stderr
error: the page has no sender: no element with `ws-send` in a part where `hx-ext="ws"` is on
--- status 1

"#]]);
}

#[test]
fn validation_halts_and_names_the_control() {
    let files = directory(&[]);
    hxws_in(files.path(), &["send", "room.html", "--dry-run", "--element", "#say"]).is(str![[r#"
--- stderr
halted: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
}

#[test]
fn validation_halts_before_anything_is_connected_to() {
    let files = directory(&[]);
    // nothing listens on port 1
    hxws_in(files.path(), &["send", "room.html", "--url", "http://127.0.0.1:1/", "msg="]).is(str![[r#"
{"type":"warning","code":"validation","message":"`input#msg` is not valid (required): a value is required; nothing is sent; give it a valid value, or novalidate to its form","at":"TIME"}
{"type":"halted","reason":"`input#msg` is not valid (required): a value is required","element":"input#msg","at":"TIME"}
--- stderr
halted: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
}

#[test]
fn standard_input_is_read_once() {
    hxws_fed("x", &["send", "-", "--dry-run", "a=@-"]).is(str![[r#"
--- stderr
error: standard input can be read only once, and `-` is given several times
--- status 2

"#]]);
}

#[test]
fn a_value_is_read_from_standard_input() {
    hxws_fed("x\n", &["send", "ws://app.test/ws", "--dry-run", "a=@-"]).is(str![[r#"
{"a":"x\n","HEADERS":{"HX-Request":"true","HX-Trigger":null,"HX-Trigger-Name":null,"HX-Target":null,"HX-Current-URL":null}}
--- stderr
--- status 0

"#]]);
}

#[test]
fn one_choice_takes_one_value() {
    for (item, other, name) in [("size=S", "size=M", "size"), ("one=a", "one=b", "one")] {
        let ran = survey(&[item, other]);
        assert_eq!(
            ran.transcript(),
            format!("--- stderr\nerror: `{name}` takes 1 value, and 2 were given\n--- status 2\n")
        );
    }
    survey(&["one="]).is(str![[r#"
--- stderr
error: `one` has no choice ``: it has `a`, `b`
--- status 2

"#]]);
}

#[test]
fn a_button_that_its_item_does_not_press_says_how() {
    let demo = Demo::start();
    let page = demo.http("/");
    hxws(&["send", &page, "--element=#say", "msg=a", "act=no", "--dry-run", "-o", "human"]).is(str![[r#"
{"msg":"a","act":"no","HEADERS":{"HX-Request":"true","HX-Trigger":"say","HX-Trigger-Name":null,"HX-Target":"say","HX-Current-URL":"http://127.0.0.1:PORT/"}}
--- stderr
note: `act` is a button, and has the value `say`: the item is added as it is; `act=say` presses it
--- status 0

"#]]);
    hxws(&["send", &page, "--element=#say", "msg=a", "act=no", "--dry-run", "--strict"]).is(str![[r#"
--- stderr
error: `act` is a button, and has the value `say`
  press it with `act=say`, or add the item without `--strict`
--- status 1

"#]]);
}

#[test]
fn a_name_without_a_control_is_said_where_the_form_halts() {
    let demo = Demo::start();
    hxws(&["send", &demo.http("/"), "--element=#say", "Msg=a", "--dry-run", "-o", "human"]).is(str![[r#"
--- stderr
note: no control of `form#say` is named `Msg`: it is added as it is
halted: `input#msg` is not valid (required): a value is required
  give it a valid value, or novalidate to its form
--- status 1

"#]]);
}

#[test]
fn a_typed_value_does_not_choose_the_sender() {
    let demo = Demo::start();
    let ran = hxws(&["send", &demo.http("/"), "item=tea", "n:=5", "--dry-run"]);
    assert_eq!((ran.stdout_lines().count(), ran.status), (1, Some(0)));
    hxws(&["send", &demo.http("/two"), "n:=5", "--dry-run", "-o", "human"]).is(str![[r#"
--- stderr
error: the page has 2 senders: choose one with `--element`
  button#plus
  form#say
--- status 2

"#]]);
}

#[test]
fn an_object_is_no_item_and_says_what_sends_it() {
    survey(&[r#"{"a":1}"#]).is(str![[r#"
--- stderr
error: `{"a":1}` is not an item: write `name=value`, `name=@file` or `name:=json`
  write its members as items, `name:=json`, or send the text as it is with `--raw`
--- status 2

"#]]);
}

#[test]
fn flags_for_headers_are_said_to_be_for_a_bare_socket() {
    survey(&["--id=x", "--current-url=http://y/"]).is(str![[r#"
{"text":"old","area":"","token":"t1","color":"red","size":"M","one":"a","many":"y","HEADERS":{"HX-Request":"true","HX-Trigger":"survey","HX-Trigger-Name":null,"HX-Target":"survey","HX-Current-URL":"http://localhost/"}}
--- stderr
note: `--id`, `--current-url` are for a bare socket: the page's senders have their own; `--hx-header HX-Trigger=…` sets another
--- status 0

"#]]);
}
