//! The names that a page's code finds.

use super::*;

/// What ECMAScript 2025 has, and what this engine has of later editions.
const ECMASCRIPT: &str = "Infinity NaN undefined globalThis eval isFinite isNaN parseFloat parseInt decodeURI \
    decodeURIComponent encodeURI encodeURIComponent escape unescape AggregateError Array ArrayBuffer AsyncDisposableStack Atomics \
    BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError Float16Array Float32Array \
    Float64Array Function Int8Array Int16Array Int32Array Iterator Map Number Object Promise Proxy RangeError \
    ReferenceError RegExp Set String SuppressedError Symbol SyntaxError TypeError Uint8Array \
    Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakSet JSON Math Reflect";
/// What the prelude gives.
const OURS: &str = "window self frames document FormData URLSearchParams URL NodeList HTMLCollection RadioNodeList \
    addEventListener removeEventListener queueMicrotask clearTimeout clearInterval setTimeout setInterval \
    requestAnimationFrame requestIdleCallback console location event origin htmx";
/// What the engine has as a browser has it.
const AS_IN_A_BROWSER: &str = "atob btoa";

#[test]
fn there_is_no_global_beyond_those_of_the_language_and_the_prelude() {
    let names = value("Object.getOwnPropertyNames((function () { return this })())").unwrap();
    let known: Vec<&str> =
        [ECMASCRIPT, OURS, AS_IN_A_BROWSER].into_iter().flat_map(str::split_whitespace).collect();
    let beyond: Vec<_> = names.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let beyond: Vec<_> = beyond.into_iter().filter(|name| !known.contains(name)).collect();
    assert_eq!(beyond, Vec::<&str>::new());
}

#[test]
fn elements_go_by_their_names_for_as_long_as_they_are_there() {
    let (script, ..) = scripts(&["const get = () => mine.value, kind = () => typeof mine"], false);
    let with = Document::parse("<input id=mine value=42><img name=pic><form name=frm></form><input name=no>");
    let without = Document::parse("<p>");
    let on = |page: &Document, code: &str| script.evaluate(code, &Scope { this: None, ..scope(page) });
    let gone = threw("ReferenceError: mine is not defined");
    assert_eq!(on(&without, "get()"), gone);
    assert_eq!(on(&with, "[get(), kind(), mine.value]"), Ok(json!(["42", "object", "42"])));
    assert_eq!(
        on(&with, "[typeof pic, typeof window.frm, typeof no]"),
        Ok(json!(["object", "object", "undefined"]))
    );
    assert_eq!(on(&without, "get()"), gone);
    assert_eq!(on(&without, "mine?.value ?? 'none'"), gone);
    assert_eq!(on(&without, "[kind(), typeof window.mine]"), Ok(json!(["undefined", "undefined"])));
    assert_eq!(
        on(&with, "[eval('mi' + 'ne.value'), Function('return mi' + 'ne.value')()]"),
        Ok(json!(["42", "42"]))
    );
    let unseen = "get.constructor('return mi' + 'ne.value')()";
    let (script, ..) = scripts(&["const get = () => 1"], false);
    let on = |page: &Document, code: &str| script.evaluate(code, &Scope { this: None, ..scope(page) });
    assert_eq!(on(&with, unseen), needs("mine"));
    assert_eq!(
        on(&with, &format!("(() => {{ try {{ return {unseen} }} catch {{ return 1 }} }})()")),
        needs("mine")
    );
    assert_eq!(on(&without, unseen), gone);
}

#[test]
fn a_frame_by_its_name_needs_a_browser() {
    let page = Document::parse("<iframe name=inner></iframe>");
    let of = |code: &str| engine().evaluate(code, &Scope { this: None, ..scope(&page) });
    assert_eq!(of("inner.document"), needs("inner"));
    assert_eq!(of("window.inner"), needs("inner"));
}

#[test]
fn properties_that_are_no_plain_attributes_need_a_browser() {
    let page = Document::parse(
        "<meter id=m min=1></meter><progress id=p max=3></progress><output id=o for=a></output><p id=h hidden=until-found></p>\
         <style id=s disabled></style><svg id=v class=c></svg><p id=plain hidden></p><p id=shown></p>",
    );
    let of = |code: &str| engine().evaluate(code, &Scope { this: None, ..scope(&page) });
    for (code, what) in [
        ("m.min", "meter.min"),
        ("p.max", "progress.max"),
        ("o.htmlFor", "output.htmlFor"),
        ("o.defaultValue", "output.defaultValue"),
        ("h.hidden", "p.hidden"),
        ("s.disabled", "style.disabled"),
        ("v.className", "element.className"),
    ] {
        assert_eq!(of(code), needs(what), "{code}");
    }
    assert_eq!(
        of("[plain.hidden, shown.hidden, v.id, typeof plain.min]"),
        Ok(json!([true, false, "v", "undefined"]))
    );
}
