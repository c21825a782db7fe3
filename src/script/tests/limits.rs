//! Code that would not end by itself, takes too much memory, or breaks what is around it.

use super::*;

#[test]
fn endless_code_memory_bombs_and_deep_recursion_come_to_an_end() {
    let script = engine();
    let page = Document::parse(PAGE);
    for code in [
        "(() => { while (true) {} })()",
        "(() => { for (;;) { try { while (true) {} } catch {} } })()",
        "(() => { const l = []; for (;;) l.push(new Array(1000).fill('x')) })()",
        "'x'.repeat(1e9)",
        "(function f() { return f() + 1 })()",
        "/^(a+)+$/.test('a'.repeat(64) + 'b')",
        "[].indexOf.call({length: 1e15}, 1)",
        "new Array(4e9).fill(0)",
        "[...'a'.repeat(1e6)].length",
        "Object.fromEntries(Array.from({length: 4e5}, (_, i) => ['k' + i, i]))",
        "(() => { for (const l = {get a() { return this.a + 1 }};;) l.a })()",
        "(() => { const p = new Proxy({}, {get: (t, k, self) => self[k]}); return p.x })()",
        "({toJSON() { return [this] }})",
        "(() => { const o = {toString() { return `${this}` }}; return `${o}` })()",
        "(async () => { for await (const x of (async function*() { for (;;) yield 1 })()); })()",
        "(() => { for (const l of (function*() { for (;;) yield 1 })()); })()",
        "(() => { a: for (;;) { for (;;) continue a } })()",
        "'x'.padStart(1e9)",
        "JSON.stringify(Array.from({length: 1e7}, (_, i) => i))",
        "(() => { let f = () => 1; for (;;) f = f.bind(null) })()",
        "(() => { const s = new Set([1]); for (const x of s) { s.delete(x); s.add(x + 1) } })()",
    ] {
        let failure = script.evaluate(code, &scope(&page));
        assert!(matches!(failure, Err(Failure::Limit(_))), "{code}: {failure:?}");
        assert_eq!(script.evaluate("1", &scope(&page)), Ok(json!(1)), "after {code}");
    }
    for nested in [
        format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        "(".repeat(100_000),
        format!("JSON.parse('{}')", "[".repeat(100_000)),
        format!("/{}/.test('')", "(".repeat(100_000)),
    ] {
        assert!(script.evaluate(&nested, &scope(&page)).is_err());
    }
}

#[test]
fn long_loops_inside_of_the_engine_do_not_begin() {
    let script = engine();
    let page = Document::parse(PAGE);
    for code in [
        "'a'.repeat(1e7).indexOf('a'.repeat(5e6) + 'b')",
        "'a'.repeat(1e7).lastIndexOf('a'.repeat(5e6) + 'b')",
        "'a'.repeat(1e7).replaceAll('a'.repeat(5e6) + 'b', 'x')",
        "'a'.repeat(1e7).replace('a'.repeat(5e6) + 'b', 'x')",
        "'a'.repeat(1e7).split('a'.repeat(5e6) + 'b')",
        "'a'.repeat(1e7).replace(/a/g, 'b')",
        "'a'.repeat(1e7).match(/a/g)",
        "String.raw({raw: {length: 1e9}})",
        "[].concat({length: 4e8, [Symbol.isConcatSpreadable]: true})",
        "[].sort.call({length: 1e9})",
        "[].join.call({length: 1e9})",
        "new Uint8Array(2e7).sort()",
        "new Float64Array(2e6).indexOf(1)",
    ] {
        let failure = script.evaluate(code, &scope(&page));
        assert!(matches!(failure, Err(Failure::Limit(_))), "{code}: {failure:?}");
        assert_eq!(script.evaluate("1", &scope(&page)), Ok(json!(1)), "after {code}");
    }
}

#[test]
fn many_steps_that_are_long_each_are_stopped_all_the_same() {
    let page = Document::parse(PAGE);
    for code in [
        "Array(1e6).fill('b').map(String.prototype.includes, 'a'.repeat(3e6))",
        "(() => { const s = 'a'.repeat(1e7); for (;;) s.toUpperCase() })()",
        "(() => { const s = 'a'.repeat(1e7); for (;;) { try { s.trim() } catch {} } })()",
        "(() => { const l = Array(1e5).fill(1); for (;;) l.indexOf(2) })()",
    ] {
        let script = engine();
        let failure = script.evaluate(code, &scope(&page));
        assert_eq!(failure, Err(Failure::Limit("it ran for more than 200 ms".into())), "{code}");
        assert_eq!(script.evaluate("1", &scope(&page)), Ok(json!(1)), "after {code}");
    }
}

#[test]
fn promises_that_go_on_for_ever_are_stopped() {
    let page = Document::parse(PAGE);
    let script = engine();
    let code = "(() => { const go = () => Promise.resolve().then(go); for (let i = 0; i < 5e4; i++) go(); return 1 })()";
    for names in [Names::Plain, Names::Api] {
        let failure = script.evaluate(code, &Scope { names, ..scope(&page) });
        assert!(matches!(failure, Err(Failure::Limit(_))), "{failure:?}");
        assert_eq!(script.evaluate("1", &scope(&page)), Ok(json!(1)));
    }
}

#[test]
fn what_nothing_stops_is_given_up() {
    let page = Document::parse(PAGE);
    let script = engine();
    let code = "(() => { const a = 'a'.repeat(4e6) + 'b', b = 'a'.repeat(4e6) + 'c'; for (;;) a < b })()";
    assert_eq!(
        script.evaluate(code, &scope(&page)),
        Err(Failure::Limit("it ran for more than 200 ms".into()))
    );
}

#[test]
fn scripts_of_a_page_that_run_into_a_limit_do_so_once() {
    let (script, _, failures) = scripts(&["var a = 1", "while (true) {}", "var b = 2"], false);
    let limit = Failure::Limit("it ran for more than 200 ms".into());
    assert_eq!(failures, [(1, limit.clone())]);
    let page = Document::parse(PAGE);
    assert_eq!(script.evaluate("a", &scope(&page)), Err(limit));
}

#[test]
fn a_page_with_a_script_may_hand_out_elements_for_ever() {
    let (script, _, failures) = scripts(&["var held; const keep = (e) => held ??= e; let calls = 0"], false);
    assert_eq!(failures, []);
    let fresh = Document::parse(&format!("<ul id=l><li id=f>{}</ul>", "<li>".repeat(99)));
    let mut page = Document::parse("");
    for round in 1..=1200 {
        page.by_id("l").into_iter().for_each(|list| page.remove(list));
        let list = page.import(&fresh, fresh.by_id("l")[0]);
        page.append(page.body().unwrap(), list);
        let scope = Scope { this: None, ..scope(&page) };
        let code = "[document.querySelectorAll('li').length, keep(f) === held, held === f, ++calls]";
        assert_eq!(script.evaluate(code, &scope), Ok(json!([100, true, round == 1, round])));
    }
}
