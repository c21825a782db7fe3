//! The message as a whole: binary, JSON, or text that no element holds.

use super::Finding;
use crate::htmx::dialect::Dialect;
use crate::page::{Document, NodeId};

/// A binary message.
#[must_use]
pub fn binary(dialect: &Dialect, bytes: &[u8]) -> Finding {
    let does = if dialect.reads_binary_as_text {
        "takes it for the text `[object Blob]`"
    } else {
        "throws `response.replace is not a function`"
    };
    let what = format!("a binary message is never swapped: htmx {} {does}", dialect.htmx.major);
    Finding::new("binary", what, instead_of(bytes))
}

/// What to send instead of a binary message.
#[must_use]
pub fn instead_of(bytes: &[u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('<') && text.contains('>') => {
            "these bytes are valid UTF-8 HTML: send them as a text message"
        }
        Ok(_) => "these bytes are valid UTF-8: send HTML as a text message",
        Err(_) => "these bytes are not UTF-8: send HTML as a text message",
    }
}

/// A JSON message, in which htmx finds so many roots.
#[must_use]
pub fn json(dialect: &Dialect, text: &str, roots: impl FnOnce() -> usize) -> Option<Finding> {
    if !text.trim_start().starts_with(['{', '[', '"'])
        || serde_json::from_str::<serde::de::IgnoredAny>(text).is_err()
    {
        return None;
    }
    let major = dialect.htmx.major;
    let what = match roots() {
        0 => format!("this is JSON: htmx {major} parses it as HTML, finds no element and swaps nothing"),
        _ => format!(
            "this is JSON: htmx {major} parses all of it as HTML and swaps the elements it finds in it"
        ),
    };
    Some(Finding::new("json", what, "send the HTML itself"))
}

/// Text or comments outside of any element.
#[must_use]
pub fn text_ignored(tree: &Document, top: NodeId) -> Option<Finding> {
    let texts: Vec<&str> = tree
        .children(top)
        .filter_map(|child| tree.text(child))
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .collect();
    if let Some(first) = texts.first() {
        return Some(Finding::new(
            "text-ignored",
            format!("the text `{}` is outside of any element: htmx ignores it", start_of(first)),
            "put it into the element that it is for",
        ));
    }
    let comment = tree.children(top).any(|child| tree.is_comment(child));
    comment.then(|| Finding::new("text-ignored", "a comment outside of any element: htmx ignores it", ""))
}

/// The first words of a text.
fn start_of(text: &str) -> String {
    const MOST: usize = 40;
    let short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// Scripts, which a browser runs and hxws does not.
#[must_use]
pub fn script_not_run(scripts: usize) -> Option<Finding> {
    (scripts > 0).then(|| {
        let what =
            if scripts == 1 { "a <script>".to_owned() } else { format!("{scripts} <script> elements") };
        Finding::new(
            "script-not-run",
            format!("{what} came in: a browser runs it when it is swapped in, hxws does not"),
            "",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_with_what_htmx_makes_of_it() {
        let dialect = Dialect::default();
        assert!(
            json(&dialect, r#"{"a":1}"#, || 0).unwrap().what.ends_with("finds no element and swaps nothing")
        );
        assert!(
            json(&dialect, r#"{"html":"<p id=a>"}"#, || 1)
                .unwrap()
                .what
                .ends_with("swaps the elements it finds in it")
        );
        assert_eq!(json(&dialect, "{not json}", || 0), None);
        assert_eq!(json(&dialect, "<p>1</p>", || 1), None);
    }

    #[test]
    fn binary_says_whether_it_should_have_been_text() {
        let advice = |bytes: &[u8]| binary(&Dialect::default(), bytes).advice;
        assert_eq!(advice(b"<p>1</p>"), "these bytes are valid UTF-8 HTML: send them as a text message");
        assert_eq!(advice(&[0, 255]), "these bytes are not UTF-8: send HTML as a text message");
    }

    #[test]
    fn stray_text_is_quoted() {
        let tree = Document::parse_template("\n hello <p id=a></p>");
        assert_eq!(
            text_ignored(&tree, tree.root()).unwrap().what,
            "the text `hello` is outside of any element: htmx ignores it"
        );
        let blank = Document::parse_template("\n <p id=a></p> ");
        assert_eq!(text_ignored(&blank, blank.root()), None);
    }
}
