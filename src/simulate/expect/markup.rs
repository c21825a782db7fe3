//! Serialised markup in a form that can be compared: attributes sorted, without what htmx marks elements with for a while
//! (`htmx-*` classes, `data-htmx-powered`) and comments.
//!
//! Works on text that a serialiser wrote, so that trees which no parser would build survive.

use crate::page::Document;

/// The markup without what does not count.
#[must_use]
pub fn normal(html: &str) -> String {
    counting(html, |attributes| attributes.sort_unstable())
}

/// The same with attributes as they stand, as people write it.
#[must_use]
pub fn bare(html: &str) -> String {
    counting(html, |_| {})
}

fn counting(html: &str, arrange: fn(&mut [String])) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest[1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            rest = push_tag(rest, arrange, &mut out);
        } else {
            out.push('<');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Writes one start tag and returns what follows it.
fn push_tag<'a>(text: &'a str, arrange: fn(&mut [String]), out: &mut String) -> &'a str {
    let name_end = text.find([' ', '>']).unwrap_or(text.len());
    out.push_str(&text[..name_end]);
    let mut rest = &text[name_end..];
    let mut attributes = Vec::new();
    while let Some(attribute) = rest.strip_prefix(' ') {
        let Some((name, after)) = attribute.split_once("=\"") else { break };
        let Some((value, after)) = after.split_once('"') else { break };
        attributes.extend(counted(name, value));
        rest = after;
    }
    arrange(&mut attributes);
    attributes.iter().for_each(|attribute| out.push_str(attribute));
    rest
}

fn counted(name: &str, value: &str) -> Option<String> {
    if name == "data-htmx-powered" {
        return None;
    }
    if name != "class" {
        return Some(format!(" {name}=\"{value}\""));
    }
    let classes: Vec<&str> = value.split_whitespace().filter(|class| !class.starts_with("htmx-")).collect();
    (!classes.is_empty()).then(|| format!(" class=\"{}\"", classes.join(" ")))
}

/// Markup that a person wrote, as a browser serialises what it parses of it. The document's own elements stand nowhere
/// else, and are taken as they are written.
pub(super) fn as_browsers_write(html: &str) -> String {
    let begins = |tag| {
        let rest: Option<&str> = html.strip_prefix(tag);
        rest.is_some_and(|rest| {
            rest.starts_with(|next: char| next.is_ascii_whitespace() || "/>".contains(next))
        })
    };
    if ["<html", "<head", "<body"].into_iter().any(begins) {
        return html.to_owned();
    }
    let parsed = Document::parse_template(html);
    parsed.inner_html(parsed.root())
}

#[cfg(test)]
mod tests {
    use super::{bare, normal};

    #[test]
    fn the_order_of_attributes_and_what_htmx_marks_do_not_count() {
        assert_eq!(
            normal(r#"<p id="a" class="htmx-added x" data-htmx-powered="true">1<!-- c --><br></p>"#),
            r#"<p class="x" id="a">1<br></p>"#
        );
        assert_eq!(normal(r#"<p class="htmx-added">a < b</p>"#), "<p>a < b</p>");
        assert_eq!(bare(r#"<p id="a" class="htmx-added x">1<!-- c --></p>"#), r#"<p id="a" class="x">1</p>"#);
    }

    #[test]
    fn text_of_any_kind_ends() {
        assert_eq!(
            ["<", "<p", "<p a", "<!-- open", "<p a=\"x"].map(normal),
            ["<", "<p", "<p a", "", "<p a=\"x"]
        );
    }
}
