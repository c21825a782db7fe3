//! HCON, htmx 4's notation of settings: the reader in linear time finds what htmx's own regular expressions find.
#![no_main]

use hxws::htmx::hcon;
use hxws_fuzz::{memory, text};
use libfuzzer_sys::fuzz_target;
use regress::Regex;
use serde_json::{Map, Value};

/// htmx 4.0.1 `HCON.parse`.
const PAIRS: &str = r#"(?:"([^"]+)"|'([^']+)'|([^\s,:]+))(?:\s*:\s*(?:"([^"]*)"|'([^']*)'|<((?:[^/]|\/(?!>))+)\/>|([^\s,]+)))?(?=\s|,|$)"#;

/// htmx 4.0.1 `HCON.split`.
const COMMAS: &str = r#",(?![^\[]*\])(?![^(]*\))(?![^<]*\/>)(?=(?:[^"']|"[^"]*"|'[^']*')*$)"#;

/// Longer texts are read by hxws alone: regular expressions go back and forth.
const MOST_COMPARED: usize = 160;

const TOKENS: [&str; 40] = [
    "a:1",
    "a.b:2",
    "target:#a",
    "settle:1ms",
    "swap:",
    "'",
    "\"",
    "<",
    "/>",
    ">",
    "/",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ", ",
    ":",
    " : ",
    " ",
    "\n",
    "\t",
    "\u{feff}",
    "\u{a0}",
    "\u{85}",
    "é",
    ".",
    "..",
    "__proto__",
    "constructor",
    "prototype",
    "true",
    "null",
    "1e5",
    "\"x y\"",
    "'a.b'",
    "<div > p/>",
    "{\"a\":[1,{\"b\":null}]}",
];

thread_local! {
    static COMPILED: [Regex; 2] = [PAIRS, COMMAS].map(|pattern| Regex::new(pattern).expect("a pattern"));
}

fuzz_target!(|data: &[u8]| {
    let text = text(data, &TOKENS);
    memory::within(64 << 20, || {
        let parts = hcon::split(&text);
        assert_eq!(parts.join(","), text);
        let parsed = hcon::parse(&text);
        if let Ok(settings) = &parsed {
            check_merge(settings);
        }
        if text.len() <= MOST_COMPARED {
            COMPILED.with(|[pairs, commas]| {
                assert_eq!(parts, split(commas, &text));
                if let (false, Ok(settings)) = (text.starts_with('{'), parsed) {
                    assert_eq!(settings, parse(pairs, &text));
                }
            });
        }
    });
});

/// Merged into nothing, settings are themselves but for the names of prototypes; merged again nothing changes.
fn check_merge(settings: &Map<String, Value>) {
    let mut once = Map::new();
    hcon::merge(settings, &mut once);
    let mut twice = once.clone();
    hcon::merge(&once.clone(), &mut twice);
    assert_eq!(once, twice);
    let names =
        settings.keys().filter(|name| !matches!(name.as_str(), "__proto__" | "constructor" | "prototype"));
    assert!(names.eq(once.keys()));
}

fn split<'t>(commas: &Regex, text: &'t str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for comma in commas.find_iter(text) {
        parts.push(&text[start..comma.start()]);
        start = comma.end();
    }
    parts.push(&text[start..]);
    parts
}

/// What htmx makes of the pairs.
fn parse(pairs: &Regex, text: &str) -> Map<String, Value> {
    let mut result = Map::new();
    for found in pairs.find_iter(text) {
        let group = |number| found.group(number).map(|range| &text[range]);
        let key = group(1).or_else(|| group(2)).or_else(|| group(3)).unwrap_or_default();
        let value = (4..=7).find_map(group).unwrap_or("true");
        let value = hcon::trim(value);
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        let is_path = group(3).is_some_and(|bare| bare.contains('.'));
        let segments = if is_path { key.rsplit('.').collect() } else { vec![key] };
        let pair = segments
            .into_iter()
            .fold(value, |inner, name| Value::Object(Map::from_iter([(name.to_owned(), inner)])));
        if let Value::Object(pair) = pair {
            hcon::merge(&pair, &mut result);
        }
    }
    result
}
