//! Whether a piece of code can reach the document: only then is the page copied for it.

use crate::htmx::script::PageScript;

/// Names that lead nowhere near the document.
const HARMLESS: [&str; 59] = [
    "Array",
    "BigInt",
    "Boolean",
    "Date",
    "Infinity",
    "JSON",
    "Map",
    "Math",
    "NaN",
    "Number",
    "Object",
    "Promise",
    "RegExp",
    "Set",
    "String",
    "Symbol",
    "URLSearchParams",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "const",
    "continue",
    "decodeURI",
    "decodeURIComponent",
    "default",
    "delete",
    "do",
    "else",
    "encodeURI",
    "encodeURIComponent",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "in",
    "instanceof",
    "isFinite",
    "isNaN",
    "let",
    "location",
    "new",
    "null",
    "of",
    "parseFloat",
    "parseInt",
    "return",
    "switch",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "yield",
];

/// Names that only code in attributes and in settings has: what it begins with, and the parameter of a delay.
const GIVEN: [&str; 3] = ["js", "javascript", "n"];

/// Whether the code has a name in it that may lead to the document. Names after a dot and keys before a colon lead
/// nowhere by themselves, nor do values of one word; other words inside of strings count, which costs a copy and nothing else.
pub(super) fn reaches_document(code: &str) -> bool {
    reaches(code, &GIVEN, true)
}

/// Whether a script of the page has such a name, where elements are found by their ids.
pub(super) fn script_reaches_document(script: &PageScript) -> bool {
    reaches(&script.code, &[], script.has_htmx)
}

fn reaches(code: &str, given: &[&str], has_htmx: bool) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '\\');
    let mut rest = code;
    let mut before = ' ';
    while let Some(start) = rest.find(part) {
        let between = rest[..start].trim_end();
        before = between.chars().next_back().unwrap_or(before);
        // a number may end with a dot, and the name stand in the line below
        let member = rest[..start].ends_with('.') && !between.ends_with("...");
        let word = &rest[start..];
        let end = word.find(|c| !part(c)).unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        let key = matches!(before, '{' | ',') && after.trim_start().starts_with(':');
        let number = name.starts_with(|c: char| c.is_ascii_digit());
        // a string of one word that is a value: nothing is looked up by it there
        let value = between.trim_end_matches(['"', '\'']).trim_end().ends_with(['=', ':'])
            && matches!((before, after.chars().next()), ('"', Some('"')) | ('\'', Some('\'')));
        // `htmx.config` is an object of the page's settings; others of htmx's members find elements
        let settings = has_htmx
            && name == "htmx"
            && after.strip_prefix(".config").is_some_and(|rest| !rest.starts_with(part));
        let harmless = || HARMLESS.contains(&name) || given.contains(&name);
        if !member && !key && !number && !settings && !value && !harmless() {
            return true;
        }
        before = ' ';
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_and_the_time_do_not_reach_the_document() {
        for code in [
            "1 + 2",
            "{now: Date.now(), r: Math.random()}",
            "{a: JSON.stringify([1e3]).length, b: {c: 1}}",
            "{}",
            "htmx.config.defaultSwapStyle = 'innerHTML'; htmx.config = {a: \"document\"}",
            "htmx.config.a = true; htmx.config[1] = 2; Object.assign(htmx.config, {a: 1})",
        ] {
            assert!(!reaches_document(code), "{code}");
        }
    }

    #[test]
    fn unknown_names_may_reach_the_document() {
        for code in [
            "document.title",
            "{a: f()}",
            "{a}",
            "this.id",
            "{a: event.key}",
            "[...x]",
            "{a: b ? c : d}",
            "[]['document']",
            "[].a('document')",
            "'=' in document",
            "'='-document-'x'",
            "[].a = 'return document'",
            "[].a = 'document\"",
            "htmx",
            "htmx.find(1)",
            "htmx.configure()",
            "htmx['config']",
            "1.\ndocument",
            "// Set htmx.config.\ndocument",
        ] {
            assert!(reaches_document(code), "{code}");
        }
    }

    #[test]
    fn a_script_may_mean_elements_by_names_that_other_code_is_given() {
        let reaches = |code: &str, has_htmx| {
            script_reaches_document(&PageScript { code: code.to_owned(), element: None, has_htmx })
        };
        assert!(reaches("htmx.config.a = n", true) && !reaches_document("n => n + 1"));
        assert!(!reaches("htmx.config.a = 1", true) && reaches("htmx.config.a = 1", false));
    }
}
