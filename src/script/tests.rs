#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod globals;
mod limits;

use serde_json::{Map, Value, json};

use super::engine;
use crate::htmx::script::{
    EventScope, Failure, Kind, Member, Names, PageScript, PageScripts, Scope, Script, Walk,
};
use crate::page::Document;

const PAGE: &str = r#"<!DOCTYPE html><title> A  chat </title><meta name="csrf" content="tok">
<div id="live" data-room-id="7" class="a b"><form id="f" name="chat"><input id="msg" name="msg" value="hi" required>
<input type="checkbox" name="tos" value="yes" checked><input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
<select name="s" multiple><option value="x" selected>X<option selected>Y<option>Z</select><textarea name="t">
one</textarea><button id="go" value="v">Go</button></form><p class="n">1</p><p class="n">2</p></div>"#;

fn scope(page: &Document) -> Scope<'_> {
    Scope {
        page: Some(page),
        this: page.by_id("f").first().copied(),
        event: None,
        href: "http://app.test:8000/room/7?x=1&y=a%20b#top",
        random: 0.25,
        now_ms: 86_400_000.0,
        names: Names::Plain,
    }
}

fn value(code: &str) -> Result<Value, Failure> {
    let page = Document::parse(PAGE);
    engine().evaluate(code, &scope(&page))
}

fn needs(what: &str) -> Result<Value, Failure> {
    Err(Failure::NeedsBrowser(what.to_owned()))
}

fn threw(message: &str) -> Result<Value, Failure> {
    Err(Failure::Threw(message.to_owned()))
}

#[test]
fn values_are_those_that_json_makes_of_them() {
    for (code, expected) in [
        ("1 + 2", json!(3)),
        (
            "({a: undefined, f() {}, n: NaN, i: 1/0, z: -0, d: new Date(0), l: [undefined, [1]]})",
            json!({"n": null, "i": null, "z": 0, "d": "1970-01-01T00:00:00.000Z", "l": [null, [1]]}),
        ),
        ("undefined", Value::Null),
        ("12345678901234567890", json!(12_345_678_901_234_567_000_u64)),
        (
            "[Math.random(), Date.now(), new Date().toISOString(), +new Date]",
            json!([0.25, 86_400_000, "1970-01-02T00:00:00.000Z", 86_400_000]),
        ),
        ("new Date(2020, 0).constructor === Date && new Date instanceof Date", json!(true)),
    ] {
        assert_eq!(value(code), Ok(expected), "{code}");
    }
}

#[test]
fn the_page_is_there_to_be_read() {
    for (code, expected) in [
        ("document.getElementById('msg').value", json!("hi")),
        (
            "[this.id, this.tagName, this.name, this.elements.length, this.length]",
            json!(["f", "FORM", "chat", 7, 7]),
        ),
        (
            "[this.msg.value, this.elements['msg'].value, this.elements[0].id, msg.value]",
            json!(["hi", "hi", "msg", "hi"]),
        ),
        ("[this.r.value, this.elements.r.length, this.tos.checked]", json!(["2", 2, true])),
        ("[...document.querySelectorAll('.n')].map(p => p.textContent)", json!(["1", "2"])),
        ("document.querySelector('meta[name=csrf]').content", json!("tok")),
        ("[document.title, document.body.children.length, document.nope === null]", json!(null)),
        ("live.dataset.roomId + live.classList.contains('b') + live.className", json!("7truea b")),
        ("Array.from(this.s.selectedOptions, o => o.value)", json!(["x", "Y"])),
        ("this.closest('#live').getAttribute('data-room-id')", json!("7")),
        ("[document.querySelector('#none'), document.getElementById('none')]", json!([null, null])),
        ("document.querySelector('p').value", Value::Null),
        (
            "Object.fromEntries(new FormData(this))",
            json!({"msg": "hi", "tos": "yes", "r": "2", "s": "Y", "t": "one"}),
        ),
        ("new FormData(this).getAll('s')", json!(["x", "Y"])),
        ("new URLSearchParams(location.search).get('y')", json!("a b")),
        (
            "[location.host, location.hostname, location.port, location.pathname, location.hash, location.protocol, location.origin, location + '']",
            json!([
                "app.test:8000",
                "app.test",
                "8000",
                "/room/7",
                "#top",
                "http:",
                "http://app.test:8000",
                "http://app.test:8000/room/7?x=1&y=a%20b#top"
            ]),
        ),
        ("new URL('../z?q=1', location.href).searchParams.get('q') + window.location.port", json!("18000")),
        ("window.msg.form === this && this.parentElement === live && window === self", json!(true)),
        ("new URLSearchParams({a: 'b c', d: 1}).toString()", json!("a=b+c&d=1")),
        ("document.forms[0].querySelectorAll('option').length", json!(3)),
        (
            "[URL.canParse('x'), URL.canParse('x', 'http://a/'), URL.parse('http://a/b').pathname]",
            json!([false, true, "/b"]),
        ),
        ("new FormData(this, go).get('msg')", json!("hi")),
        ("typeof nothing + typeof window.nothing", json!("undefinedundefined")),
    ] {
        if code.contains("document.nope") {
            assert_eq!(value(code), needs("document.nope"));
        } else {
            assert_eq!(value(code), Ok(expected), "{code}");
        }
    }
}

#[test]
fn what_only_a_browser_has_is_named() {
    for (code, what) in [
        ("localStorage.getItem('x')", "localStorage"),
        ("window.localStorage", "localStorage"),
        ("window['navi' + 'gator'].language", "navigator"),
        ("document.cookie", "document.cookie"),
        ("document.body.offsetWidth", "element.offsetWidth"),
        ("this.innerText", "element.innerText"),
        ("crypto.randomUUID()", "crypto"),
        ("new Intl.DateTimeFormat().format()", "Intl"),
        ("new Date().toLocaleDateString()", "Date.toLocaleDateString"),
        ("'' + new Date()", "Date.toString"),
        ("(() => { try { return localStorage.x } catch { return 1 } })()", "localStorage"),
        ("this.msg.value = 'x'", "element.value = …"),
        ("document.body.innerHTML = ''", "element.innerHTML = …"),
        ("JSON.stringify({a: this})", "element.toJSON"),
        ("fetch('/x')", "fetch"),
        ("location.reload()", "location.reload"),
        ("performance.now()", "performance"),
        ("new WeakRef({}).deref()", "WeakRef"),
        ("(1n << 900000n) ** 2n > 0n", "a BigInt of that length"),
        ("Object.keys(window)", "Object.keys(window)"),
        ("Object.keys(htmx)", "Object.keys(htmx)"),
        ("/(a)/.test('a') && RegExp.$1", "RegExp.$1"),
        ("URL.createObjectURL({})", "URL.createObjectURL"),
        ("new Uint8Array(1).toLocaleString()", "TypedArray.toLocaleString"),
        ("this.constructor", "element.constructor"),
        ("new DOMException('x').name", "DOMException"),
        ("document['\\ud800']", "document.\u{fffd}"),
        ("(() => { try { null.x } catch (e) { return e.message } })()", "error.message"),
        ("(() => { try { null.x } catch (e) { return `${e}` } })()", "error.message"),
        ("new Error('x').stack.length", "error.stack"),
        ("Object.prototype.toString.call(this)", "Object.prototype.toString.call(element)"),
    ] {
        assert_eq!(value(code), needs(what), "{code}");
    }
}

#[test]
fn code_that_throws_says_so() {
    assert_eq!(
        value("document.querySelector('#none').value"),
        threw("TypeError: cannot read property 'value' of null")
    );
    assert_eq!(value("nope + 1"), threw("ReferenceError: nope is not defined"));
    assert_eq!(
        value("{a: "),
        Err(Failure::NoJavaScript("SyntaxError: unexpected token in expression: ')'".into()))
    );
    for (code, message) in [
        ("(() => { throw 'x' })()", "x"),
        ("(() => { throw null })()", "null"),
        ("(() => { throw undefined })()", "undefined"),
        ("(() => { throw Symbol('x') })()", "Symbol(x)"),
        ("(() => { throw '\\ud800' })()", "\u{fffd}"),
        ("(() => { throw {} })()", "an object was thrown"),
        ("(() => { const e = new Error('x'); e.name = Symbol('y'); throw e })()", "an object was thrown"),
        ("(() => { throw new RangeError('mine') })()", "RangeError: mine"),
        ("new FormData(this, msg)", "TypeError: The specified element is not a submit button."),
    ] {
        assert_eq!(value(code), threw(message), "{code}");
    }
    for code in ["JSON.parse('{')", "eval('1 +')", "Function('1 +')", "new RegExp('[')"] {
        let failure = value(code);
        assert!(
            matches!(&failure, Err(Failure::Threw(words)) if words.starts_with("SyntaxError")),
            "{code}: {failure:?}"
        );
    }
    assert!(
        matches!(value("document.querySelector('##')"), Err(Failure::Threw(message)) if message.starts_with("SyntaxError"))
    );
}

#[test]
fn members_tell_nullish_from_what_json_leaves_out() {
    let page = Document::parse(PAGE);
    let kinds = |code: &str, walk| {
        let members = engine().members(code, walk, &scope(&page))?;
        Ok(members
            .into_iter()
            .map(|(name, member)| (name, member.json.map(|json| json.to_string()), member.kind))
            .collect::<Vec<_>>())
    };
    assert_eq!(
        kinds("{b: undefined, 1: null, n: NaN, f() {}, s: ''}", Walk::Keys),
        Ok(vec![
            ("1".into(), Some("null".into()), Kind::Nullish),
            ("b".into(), None, Kind::Nullish),
            ("n".into(), Some("null".into()), Kind::Other),
            ("f".into(), None, Kind::Function),
            ("s".into(), Some("\"\"".into()), Kind::Other),
        ])
    );
    assert_eq!(kinds("{}.x", Walk::Owned), Ok(vec![]));
    assert_eq!(kinds("{}.x", Walk::Assigned), Ok(vec![]));
    assert_eq!(
        kinds("{}.x", Walk::Keys),
        Err(Failure::Threw("TypeError: Cannot convert undefined or null to object".into()))
    );
}

#[test]
fn an_event_has_what_is_known_of_it() {
    let page = Document::parse(PAGE);
    let mut event = EventScope::unknown("click", page.by_id("go")[0]);
    event.properties.insert("ctrlKey".into(), json!(true));
    let with = |code: &str, event: &EventScope| {
        engine().evaluate(code, &Scope { event: Some(event), ..scope(&page) })
    };
    assert_eq!(
        with("[event.type, event.target.value, event.ctrlKey]", &event),
        Ok(json!(["click", "v", true]))
    );
    assert_eq!(with("event.clientX", &event), needs("event.clientX"));
    assert_eq!(with("typeof event.key", &event), Ok(json!("undefined")));
    assert_eq!(
        with("[typeof event.JSON, typeof event.document]", &event),
        Ok(json!(["undefined", "undefined"]))
    );
    let mut complete = EventScope { complete: true, ..event.clone() };
    complete.properties.insert("detail".into(), json!({"n": 1}));
    assert_eq!(with("[event.detail.n, typeof event.key]", &complete), Ok(json!([1, "undefined"])));
    assert_eq!(value("typeof event"), Ok(json!("undefined")));
}

#[test]
fn htmx_4_gives_its_methods_and_awaits() {
    let page = Document::parse(PAGE);
    let api = Scope { names: Names::Api, ..scope(&page) };
    let scripts = PageScripts { version: "4.0.1".into(), finds_extended: true, ..PageScripts::default() };
    let engine = || {
        let script = engine();
        let _ = script.run_scripts(&scripts, &scope(&page));
        script
    };
    assert_eq!(
        engine()
            .evaluate("[find('this').id, findAll('closest div')[0].id, find('next p').textContent]", &api),
        Ok(json!(["f", "live", "1"]))
    );
    assert_eq!(engine().evaluate("{a: await Promise.resolve(find('#msg').value), b: findAll('option').length, c: parseInterval('2s')}", &api),
        Ok(json!({"a": "hi", "b": 3, "c": 2000})));
    assert_eq!(engine().evaluate("trigger('x')", &api), needs("htmx.trigger"));
    assert_eq!(
        engine().evaluate("await new Promise(() => {})", &api),
        needs("a promise that nothing settles")
    );
    assert_eq!(engine().evaluate("null.x", &api), threw("TypeError: cannot read property 'x' of null"));
    let event = EventScope { complete: true, ..EventScope::unknown("click", page.by_id("go")[0]) };
    let filter = Scope { names: Names::Filter, event: Some(&event), ..scope(&page) };
    assert_eq!(engine().evaluate("type === 'click' && target.id", &filter), Ok(json!("go")));
}

type Members = Vec<(String, Member)>;

fn scripts(codes: &[&str], others: bool) -> (Script, Members, Vec<(usize, Failure)>) {
    let page = Document::parse(PAGE);
    let mut config = Map::new();
    config.insert("wsReconnectDelay".into(), json!("full-jitter"));
    let one = |code: &&str| PageScript { code: (*code).to_owned(), element: None, has_htmx: true };
    let scripts = PageScripts {
        scripts: codes.iter().map(one).collect(),
        others,
        version: "2.0.11".into(),
        config,
        ..PageScripts::default()
    };
    let script = engine();
    let ran = script.run_scripts(&scripts, &scope(&page));
    (script, ran.config, ran.failures)
}

#[test]
fn scripts_set_the_configuration_as_far_as_they_come() {
    let (script, config, failures) = scripts(
        &[
            "let base = 500; htmx.config.wsReconnectDelay = n => Math.min(8000, base * 2 ** n)",
            "document.addEventListener('x', () => 1); htmx.on('y', () => 2); console.log(1); htmx.config.a = 1; localStorage.x; htmx.config.b = 2",
            "htmx.config = {...htmx.config, c: [1]}; Object.assign(htmx.config, {d: true})",
        ],
        false,
    );
    let names: Vec<_> =
        config.iter().map(|(name, member)| (name.as_str(), member.json.clone(), member.kind)).collect();
    assert_eq!(
        names,
        [
            ("wsReconnectDelay", None, Kind::Function),
            ("a", Some(json!(1)), Kind::Other),
            ("c", Some(json!([1])), Kind::Other),
            ("d", Some(json!(true)), Kind::Other),
        ]
    );
    assert_eq!(failures, [(1, Failure::NeedsBrowser("localStorage".into()))]);
    let page = Document::parse(PAGE);
    let delays: Vec<_> = (0..6)
        .map(|n| script.call_with_number("htmx.config.wsReconnectDelay", n, &scope(&page)).unwrap())
        .collect();
    assert_eq!(delays, [500.0, 1000.0, 2000.0, 4000.0, 8000.0, 8000.0]);
}

#[test]
fn what_scripts_define_is_there_for_values_and_comes_back_after_a_limit() {
    let (script, _, failures) =
        scripts(&["function double(n) { return n * 2 } const who = 'me'; var count = 0"], false);
    assert_eq!(failures, []);
    let page = Document::parse(PAGE);
    assert_eq!(script.evaluate("[double(4), who, ++count]", &scope(&page)), Ok(json!([8, "me", 1])));
    assert_eq!(script.evaluate("[double(4), who, ++count]", &scope(&page)), Ok(json!([8, "me", 2])));
    assert!(script.evaluate("(() => { while (1); })()", &scope(&page)).is_err());
    assert_eq!(script.evaluate("[double(4), who, ++count]", &scope(&page)), Ok(json!([8, "me", 1])));
}

#[test]
fn names_that_scripts_which_did_not_run_may_define_need_a_browser() {
    let page = Document::parse(PAGE);
    let (script, ..) = scripts(&["1"], true);
    assert_eq!(script.evaluate("appState.user", &scope(&page)), needs("appState"));
    assert_eq!(script.evaluate("window.appState", &scope(&page)), needs("appState"));
    assert_eq!(script.evaluate("typeof window.ctrlKey", &scope(&page)), Ok(json!("undefined")));
}

#[test]
fn a_function_is_called_by_its_source() {
    let page = Document::parse(PAGE);
    let call = |source: &str, n| engine().call_with_number(source, n, &scope(&page));
    assert_eq!(call("function(retryCount){ return retryCount * 1000 }", 3), Ok(3000.0));
    assert_eq!(call("n => 1000 * Math.random()", 3), Ok(250.0));
    assert!(call("() => {}", 3).unwrap().is_nan());
    assert_eq!(call("() => '40'", 3), Ok(40.0));
    assert!(matches!(call("5", 3), Err(Failure::Threw(_))));
}
