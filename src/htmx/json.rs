//! JSON text as `JSON.stringify` writes it: JavaScript's order of keys, number formatting and string escapes.

use serde_json::{Map, Value};

/// The text of a value (ECMAScript §25.5.2 `JSON.stringify`, without a replacer and without indentation).
#[must_use]
pub fn stringify(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(text) => quote(text, out),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (i, (key, item)) in in_key_order(map).into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                quote(key, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

/// A number as JavaScript prints it, every number being an IEEE 754 double.
fn number_text(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(number) if number.is_finite() => ryu_js::Buffer::new().format(number).to_owned(),
        _ => "null".to_owned(),
    }
}

/// Array indices ascending, then the other keys as they were added (ECMAScript §10.1.11 `OrdinaryOwnPropertyKeys`).
#[must_use]
pub fn in_key_order(map: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut indices: Vec<(u32, (&String, &Value))> =
        map.iter().filter_map(|entry| Some((array_index(entry.0)?, entry))).collect();
    indices.sort_unstable_by_key(|(index, _)| *index);
    let named = map.iter().filter(|(key, _)| array_index(key).is_none());
    indices.into_iter().map(|(_, entry)| entry).chain(named).collect()
}

/// Whether every object has a member of that name from its prototype (ECMAScript §20.1.3).
#[must_use]
pub fn is_object_member(name: &str) -> bool {
    const MEMBERS: [&str; 12] = [
        "__proto__",
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    ];
    MEMBERS.contains(&name)
}

/// The index that a key is, if it is one in canonical form (0 to 2³² − 2).
fn array_index(key: &str) -> Option<u32> {
    let canonical = key == "0" || !key.starts_with(['0', '+']);
    key.parse::<u32>().ok().filter(|&index| canonical && index < u32::MAX)
}

/// Where the 2048 lone surrogates stand in Rust's strings, which cannot hold them: at the end of the last plane, which
/// is for private use and used by nobody.
const LONE: char = '\u{10f800}';

/// JSON text in which every escape of a surrogate is one of a lone surrogate, as `JSON.stringify` writes it, read with
/// [`stringify()`]'s stand-ins for them.
///
/// # Errors
/// Where it is not JSON, or nested too deeply.
#[cfg(any(feature = "script", test))]
pub fn parse_well_formed(text: &str) -> Result<Value, serde_json::Error> {
    if !text.contains("\\ud") {
        return serde_json::from_str(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let digits = escape.strip_prefix("\\u").and_then(|digits| digits.get(..4));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let lone = code.and_then(|code| code.checked_sub(0xd800)).filter(|&offset| offset < 0x800);
        let length = match lone.and_then(|offset| char::from_u32(u32::from(LONE) + offset)) {
            Some(stand_in) => {
                whole.push(stand_in);
                6
            }
            None => {
                let length = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
                whole.push_str(&escape[..length]);
                length
            }
        };
        rest = &escape[length..];
    }
    whole.push_str(rest);
    serde_json::from_str(&whole)
}

/// ECMAScript §25.5.2.3 `QuoteJSONString`.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c >= LONE => out.push_str(&format!("\\u{:04x}", u32::from(c) - u32::from(LONE) + 0xd800)),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(json: &str) -> String {
        stringify(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn integer_like_keys_come_first_in_order() {
        assert_eq!(
            text(r#"{"b":1,"10":2,"a":3,"2":4,"01":5,"-1":6,"4294967295":7,"4294967294":8}"#),
            r#"{"2":4,"10":2,"4294967294":8,"b":1,"a":3,"01":5,"-1":6,"4294967295":7}"#
        );
    }

    #[test]
    fn numbers_are_javascripts() {
        assert_eq!(
            text("[1.0,1e21,1e-7,-0,0.1,12345678901234567890,100000000000000000000]"),
            "[1,1e+21,1e-7,0,0.1,12345678901234567000,100000000000000000000]"
        );
    }

    #[test]
    fn only_what_json_must_escape_is_escaped() {
        assert_eq!(
            text(r#""\u0000\u001f\u007f\u2028\/é<\"\\\b\f\n\r\t""#),
            "\"\\u0000\\u001f\u{7f}\u{2028}/é<\\\"\\\\\\b\\f\\n\\r\\t\""
        );
    }

    #[test]
    fn lone_surrogates_come_back_as_they_were() {
        for text in [r#"{"a":"\ud800x\udfff"}"#, r#"["\\ud800",1,"\n\udc00\\"]"#, r#"{"\ud83d":"é"}"#] {
            assert_eq!(stringify(&parse_well_formed(text).unwrap()), text);
        }
        assert!(parse_well_formed(r#""\ud8"#).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(text in ".*", number in proptest::num::f64::NORMAL) {
            let value = serde_json::json!({ "t": text, "l": [null, true] });
            let read = parse_well_formed(&stringify(&value)).unwrap();
            prop_assert_eq!(read, value);
            let read: f64 = stringify(&Value::from(number)).parse().unwrap();
            prop_assert_eq!(read, number);
        }
    }
}
