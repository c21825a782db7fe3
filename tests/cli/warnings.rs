//! Warnings as people read them, one of each kind of finding; all codes in all dialects are in `tests/diagnostics.rs`.

use snapbox::str;

use super::page::directory;
use super::support::{Ran, hxws_in};

fn explained(message: &[u8]) -> Ran {
    let files = directory(&[("message.html", message)]);
    hxws_in(files.path(), &["explain", "message.html", "--page", "room.html", "-o", "human"])
}

#[test]
fn no_id() {
    explained(b"<p>x</p>").is(str![[r#"
1  ✗ #null  outerHTML  no target on the page  <p>
     <p>x</p>
   ! no-id: <p> has no id and names no target: htmx 2.0.7 looks for `#null` and
     raises htmx:oobErrorNoTarget
     give it the id of the element it is for, or write
     hx-swap-oob="beforeend:#target"
--- stderr
--- status 0

"#]]);
}

#[test]
fn empty_id() {
    explained(b"<p id=''>x</p><p id=last>y</p>").is(str![[r#"
1  ✗ #  outerHTML  not a selector
     <p id="">x</p>
   ! empty-id: <p> has an empty id: htmx looks for `#`, which throws; it and the
     fragment after it are not applied
     give it the id of the element it is for
   · #last  outerHTML  skipped
     <p id="last">y</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn no_target_with_the_nearest_id() {
    explained(b"<ul id=chta>x</ul>").is(str![[r#"
1  ✗ #chta  outerHTML  no target on the page
     <ul id="chta">x</ul>
   ! no-target: nothing on the page matches `#chta`: htmx raises
     htmx:oobErrorNoTarget
     did you mean `#chat`?
--- stderr
--- status 0

"#]]);
}

#[test]
fn no_target_and_nothing_near() {
    explained(b"<ul id=elsewhere>x</ul>").is(str![[r#"
1  ✗ #elsewhere  outerHTML  no target on the page
     <ul id="elsewhere">x</ul>
   ! no-target: nothing on the page matches `#elsewhere`: htmx raises
     htmx:oobErrorNoTarget
--- stderr
--- status 0

"#]]);
}

#[test]
fn many_targets() {
    explained(b"<i hx-swap-oob='innerHTML:.tick'>x</i>").is(str![[r#"
1  ✓ .tick  innerHTML  2 matches  <i>
     x
   ! many-targets: `.tick` matches 2 elements, and htmx swaps all of them
     every one of them gets a copy; narrow the selector if one is meant
--- stderr
--- status 0

"#]]);
}

#[test]
fn text_ignored() {
    explained(b"hello <p id=last>x</p>").is(str![[r#"
1  ! text-ignored: the text `hello` is outside of any element: htmx ignores it
     put it into the element that it is for
   ✓ #last  outerHTML  1 match
     <p id="last">x</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn invalid_selector() {
    explained(b"<p hx-swap-oob='innerHTML:#rows['>x</p><p id=last>y</p>").is(str![[r#"
1  ✗ #rows[  innerHTML  not a selector  <p>
     x
   ! invalid-selector: the target `#rows[` is not a selector, so htmx throws; it
     and the fragment after it are not applied
     `#rows[` is not a valid selector: it ends too early at character 7
   · #last  outerHTML  skipped
     <p id="last">y</p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn modifiers() {
    explained(b"<p id=last hx-swap-oob='true settle:0.5s'>x</p>").is(str![[r#"
1  ✗ 0.5s  innerHTML  not a selector  <p id="last">
     x
   ! modifiers: `settle:0.5s` is not a modifier here: htmx 2 reads all after the
     first colon, `0.5s`, as the target
     write hx-swap-oob="true"
--- stderr
--- status 0

"#]]);
}

#[test]
fn modifiers_of_a_style() {
    explained(b"<p id=last hx-swap-oob='beforeend swap:1s'>x</p>").is(str![[r#"
1  ✗ 1s  innerHTML  not a selector  <p id="last">
     x
   ! modifiers: `swap:1s` is not a modifier here: htmx 2 reads all after the
     first colon, `1s`, as the target
     write hx-swap-oob="beforeend"
--- stderr
--- status 0

"#]]);
}

#[test]
fn unknown_swap() {
    explained(b"<ul id=chat hx-swap-oob='append'><li>x</li></ul>").is(str![[r#"
1  ✓ #chat  innerHTML  1 match
     <li>x</li>
   ! unknown-swap: `append` is not a swap style of htmx 2 over a socket: it acts
     as `innerHTML`
     did you mean `beforeend`?
--- stderr
--- status 0

"#]]);
}

#[test]
fn unknown_swap_in_another_case() {
    explained(b"<ul id=chat hx-swap-oob='innerHtml'><li>x</li></ul>").is(str![[r#"
1  ✓ #chat  innerHTML  1 match
     <li>x</li>
   ! unknown-swap: `innerHtml` is not a swap style of htmx 2 over a socket: it
     acts as `innerHTML`
     did you mean `innerHTML`?
--- stderr
--- status 0

"#]]);
}

#[test]
fn nested_oob() {
    explained(b"<p id=last>a <b hx-swap-oob='innerHTML:#chat'>x</b></p>").is(str![[r#"
1  ✓ #last  outerHTML  1 match
     <p id="last">a <b hx-swap-oob="innerHTML:#chat">x</b></p>
   ! nested-oob: hx-swap-oob on <b> is inside <p id="last">: over a socket it
     stays an attribute
     send it as an element of its own, beside the other
--- stderr
--- status 0

"#]]);
}

#[test]
fn wrapper_stripped() {
    explained(b"<tr hx-swap-oob='beforeend:#rows'><td>x</td></tr>").is(str![[r#"
1  ✓ #rows  beforeend  1 match  <tr>
     <td>x</td>
   ! wrapper-stripped: beforeend inserts what is inside <tr>: the tr is lost and
     its content lands in `#rows`
     write <tbody hx-swap-oob="beforeend:#rows"><tr>…</tr></tbody>
--- stderr
--- status 0

"#]]);
}

#[test]
fn wrapper_stripped_of_a_list() {
    explained(b"<li hx-swap-oob='beforeend:#chat'>x</li>").is(str![[r#"
1  ✓ #chat  beforeend  1 match  <li>
     x
   ! wrapper-stripped: beforeend inserts what is inside <li>: the li is lost and
     its content lands in `#chat`
     write <ul hx-swap-oob="beforeend:#chat"><li>…</li></ul>
--- stderr
--- status 0

"#]]);
}

#[test]
fn parser_dropped() {
    explained(b"<div id=last><tbody><tr><td>x</td></tr></tbody></div>").is(str![[r#"
1  ! parser-dropped: the parser drops <tbody> inside <div> and 2 more
     an HTML parser takes <tbody> only where it belongs; send it as an element
     of its own
   ✓ #last  outerHTML  1 match
     <div id="last">x</div>
--- stderr
--- status 0

"#]]);
}

#[test]
fn binary() {
    explained(b"\x00\xff").is(str![[r#"
1  binary   2 B
     00 ff                                            |..|
   ! binary: a binary message is never swapped: htmx 2 throws `response.replace
     is not a function`
     these bytes are not UTF-8: send HTML as a text message
--- stderr
--- status 0

"#]]);
}

#[test]
fn json() {
    explained(b"{\"a\": [1, 2]}").is(str![[r#"
1  {"a":[1,2]}
   ! json: this is JSON: htmx 2 parses it as HTML, finds no element and swaps
     nothing
     send the HTML itself
--- stderr
--- status 0

"#]]);
}

#[test]
fn script_not_run() {
    explained(b"<p id=last><script>go()</script></p>").is(str![[r#"
1  ! script-not-run: a <script> came in: a browser runs it when it is swapped
     in, hxws does not
   ✓ #last  outerHTML  1 match
     <p id="last">
       <script>go()</script>
     </p>
--- stderr
--- status 0

"#]]);
}

#[test]
fn socket_removed() {
    explained(b"<main id=m hx-swap-oob='outerHTML:main'>x</main>").is(str![[r#"
1  ✓ main  outerHTML  1 match  <main id="m">
     <main id="m">x</main>
   ! socket-removed: the swap removes the socket element `main`: htmx closes its
     socket
     swap inside of it, or into an element beside it
--- stderr
--- status 0

"#]]);
}
