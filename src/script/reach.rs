//! Whether a piece of code can reach the document: only then is the page copied for it.

/// Names that lead nowhere near the document.
const HARMLESS: [&str; 62] = [
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
    "js",
    "javascript",
    "n",
];

/// Whether the code has a name in it that may lead to the document. Names after a dot and keys before a colon lead
/// nowhere by themselves, nor do values of one word; other words inside of strings count, which costs a copy and nothing else.
pub(super) fn reaches_document(code: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '\\');
    let mut rest = code;
    let mut before = ' ';
    while let Some(start) = rest.find(part) {
        let between = rest[..start].trim_end();
        before = between.chars().next_back().unwrap_or(before);
        let member = before == '.' && !between.ends_with("...");
        let word = &rest[start..];
        let end = word.find(|c| !part(c)).unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        let key = matches!(before, '{' | ',') && after.trim_start().starts_with(':');
        let number = name.starts_with(|c: char| c.is_ascii_digit());
        // a string of one word that is a value: nothing is looked up by it there
        let value = between.trim_end_matches(['"', '\'']).trim_end().ends_with(['=', ':'])
            && matches!((before, after.chars().next()), ('"', Some('"')) | ('\'', Some('\'')));
        // `htmx.config` is an object of the page's settings; others of htmx's members find elements
        let settings =
            name == "htmx" && after.strip_prefix(".config").is_some_and(|rest| !rest.starts_with(part));
        if !member && !key && !number && !settings && !value && !HARMLESS.contains(&name) {
            return true;
        }
        before = ' ';
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::reaches_document;

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
        ] {
            assert!(reaches_document(code), "{code}");
        }
    }
}
