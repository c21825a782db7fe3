//! Tags in a message's text before it is parsed, found as htmx's regular expressions find them. Knows no tree.

use std::ops::Range;

use crate::htmx::four::hcon::is_space;

/// The first match of `/<head(\s[^>]*)?>[\s\S]*?<\/head>/i`.
#[must_use]
pub fn head(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find("<head") {
        let start = from + found;
        let after = start + "<head".len();
        if is_end(&lower[after..]) {
            let opened = after + lower[after..].find('>')?;
            let end = opened + lower[opened..].find("</head>")? + "</head>".len();
            return Some(start..end);
        }
        from = after;
    }
    None
}

/// Whether a tag's name ends here. Asked before its `>` is looked for, so that no text is searched twice.
#[must_use]
pub fn is_end(text: &str) -> bool {
    text.starts_with(|next: char| next == '>' || is_space(next))
}

/// Where the text goes on after a prefix, whatever its case.
#[must_use]
pub fn prefix_ignoring_case(text: &str, prefix: &str) -> Option<usize> {
    let start = text.as_bytes().get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix.as_bytes()).then_some(prefix.len())
}

/// What takes the place of an end tag `</hx-name>` at the start of the text, and how many bytes it replaces.
#[must_use]
pub fn hx_end(text: &str) -> Option<(String, usize)> {
    let name_at = prefix_ignoring_case(text, "</hx-")?;
    let end = name_at + letters(&text[name_at..])?;
    text[end..].starts_with('>').then(|| ("</template>".to_owned(), end + 1))
}

/// How many ASCII letters the text begins with, where there are any.
#[must_use]
pub fn letters(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    (length > 0).then_some(length)
}
