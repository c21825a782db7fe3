//! A received text as htmx 4 parses it: a document fragment and a title (htmx 4.0.1 `#makeFragment`).
//!
//! Knows nothing of the page that it will be swapped into.

use crate::htmx::message::{self, shadow, tag};
use crate::page::{Document, NodeId, Plain, Scripting};

/// A parsed message.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The tree that holds it.
    pub(super) tree: Document,
    /// The fragment.
    pub(super) top: NodeId,
    /// The title for the page; empty for none.
    pub(super) title: String,
    /// The markup that was parsed.
    pub(super) markup: String,
    /// Whether the text is such that no parser moves or drops anything of it.
    pub(super) plain: bool,
}

/// Parses a message.
pub(super) fn parse(text: &str) -> Parsed {
    if let Some(Plain { document: tree, contents: top, .. }) = message::plain(text, false) {
        return Parsed { tree, top, title: String::new(), markup: text.to_owned(), plain: true };
    }
    let mut markup = hx_tags_to_templates(text);
    let mut title = String::new();
    if let Some(head) = tag::head(&markup) {
        title = title_of(&markup[head.clone()]);
        markup.replace_range(head, "");
    }
    let (mut tree, top) = match start_tag(&markup).as_str() {
        "html" | "body" => in_body(&markup),
        _ => in_template(&markup),
    };
    shadow::take_out(&mut tree, top);
    if title.is_empty()
        && let Some(element) = title_element(&tree, top)
    {
        title = tree.text_content(element);
        tree.remove(element);
    }
    Parsed { tree, top, title, markup, plain: false }
}

/// A whole document: the fragment holds its body element.
fn in_body(markup: &str) -> (Document, NodeId) {
    let mut tree = Document::parse_with(markup, Scripting::Disabled);
    let top = tree.create_fragment();
    if let Some(body) = tree.body() {
        tree.append(top, body);
    }
    (tree, top)
}

/// The wrapper is closed by a stray `</template>` of the message: what follows it is lost, as in the browser.
fn in_template(markup: &str) -> (Document, NodeId) {
    let parsed = template_of(markup);
    if !ends_table_parts(&parsed.0, parsed.1) {
        return parsed;
    }
    let (mut tree, top) = template_of(&format!("<b></b>{markup}"));
    if let Some(first) = tree.first_child(top) {
        tree.remove(first);
    }
    (tree, top)
}

fn template_of(markup: &str) -> (Document, NodeId) {
    Document::parse_in_template("<template>", markup, "</template>")
}

/// Whether Chromium takes no table parts in a template behind its first element, as behind most others, where the HTML
/// Standard goes on as before (§13.2.6.4.18).
fn ends_table_parts(tree: &Document, top: NodeId) -> bool {
    let names = tree.child_elements(top).filter_map(|node| tree.local_name(node));
    let mut others =
        names.skip_while(|name| matches!(*name, "link" | "meta" | "script" | "style" | "template"));
    matches!(others.next(), Some("title" | "base" | "basefont" | "bgsound" | "noframes"))
}

/// `document.title` of a head.
fn title_of(head: &str) -> String {
    let tree = Document::parse_with(head, Scripting::Disabled);
    let is_title = |&node: &NodeId| tree.is_html(node) && tree.local_name(node) == Some("title");
    let title = tree.descendants(tree.root()).find(is_title);
    let text = title.map(|title| tree.text_content(title)).unwrap_or_default();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// `title:not(svg title)`.
fn title_element(tree: &Document, top: NodeId) -> Option<NodeId> {
    let in_svg = |node| tree.ancestors(node).any(|above| tree.local_name(above) == Some("svg"));
    let mut titles = tree.descendants(top).filter(|&node| tree.local_name(node) == Some("title"));
    titles.find(|&title| !in_svg(title))
}

/// `<hx-partial …>` becomes `<template hx type="partial" …>`:
/// `.replace(/<hx-([a-z]+)(\s+|>)/gi, '<template hx type="$1"$2').replace(/<\/hx-[a-z]+>/gi, '</template>')`.
fn hx_tags_to_templates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let (replacement, used) =
            hx_start_tag(tag).or_else(|| tag::hx_end(tag)).unwrap_or_else(|| ("<".to_owned(), 1));
        out.push_str(&replacement);
        rest = &tag[used..];
    }
    out.push_str(rest);
    out
}

/// The beginning of a start tag, and how much of the text it replaces: all up to the end of its name.
fn hx_start_tag(text: &str) -> Option<(String, usize)> {
    let name = &text[tag::prefix_ignoring_case(text, "<hx-")?..];
    let name = &name[..tag::letters(name)?];
    let used = "<hx-".len() + name.len();
    tag::is_end(&text[used..]).then(|| (format!(r#"<template hx type="{name}""#), used))
}

/// The first thing that looks like a tag, in lower case: `/<([a-z][^\/>\x20\t\r\n\f]*)/i`.
fn start_tag(text: &str) -> String {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let end = rest.find(['/', '>', ' ', '\t', '\r', '\n', '\x0c']).unwrap_or(rest.len());
            return rest[..end].to_lowercase();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (String, String) {
        let parsed = parse(text);
        (parsed.tree.inner_html(parsed.top), parsed.title)
    }

    fn html(text: &str) -> String {
        parsed(text).0
    }

    #[test]
    fn text_comments_and_table_parts_survive_at_the_top() {
        assert_eq!(html("a <!-- c --> <tr><td>1</td></tr>"), "a <!-- c --> <tr><td>1</td></tr>");
    }

    #[test]
    fn hx_tags_become_templates() {
        assert_eq!(
            html("<hx-partial hx-target='#x'>1</hx-partial><HX-Foo\n>2</hx-a><hx-b/>"),
            "<template hx=\"\" type=\"partial\" hx-target=\"#x\">1</template><template hx=\"\" type=\"Foo\">2</template><hx-b></hx-b>"
        );
    }

    #[test]
    fn the_title_comes_from_the_head_or_from_the_first_title_outside_of_svg() {
        assert_eq!(
            parsed("<head><title> A\n b </title></head><title>C</title>x"),
            ("<title>C</title>x".into(), "A b".into())
        );
        assert_eq!(
            parsed("<svg><title>S</title></svg><i><title> T </title></i>"),
            ("<svg><title>S</title></svg><i></i>".into(), " T ".into())
        );
        assert_eq!(parsed("<header>h</header>"), ("<header>h</header>".into(), String::new()));
    }

    #[test]
    fn behind_a_title_table_parts_are_lost() {
        assert_eq!(html("<title>T</title><tr><td>1</td></tr>"), "1");
        assert_eq!(html("<tr><td>1</td></tr><title>T</title>"), "<tr><td>1</td></tr>");
        assert_eq!(html("<template></template><tr></tr>"), "<template></template><tr></tr>");
        assert_eq!(html("<meta>a<base><tr><td>1</td></tr>"), "<meta>a<base>1");
    }

    #[test]
    fn documents_keep_their_body() {
        assert_eq!(html("<!doctype html><html><body class=x>1</body></html>"), "<body class=\"x\">1</body>");
        assert_eq!(html("<!-- <p> --><body>1</body>"), "<!-- <p> -->1");
    }

    #[test]
    fn shadow_roots_are_no_part_of_the_fragment() {
        assert_eq!(
            html(
                "<div><template shadowrootmode=open>1</template><template shadowrootmode=open>2</template></div>"
            ),
            "<div><template shadowrootmode=\"open\">2</template></div>"
        );
        assert_eq!(
            html(
                "<template shadowrootmode=open>1</template><i><template shadowrootmode=open>2</template></i>"
            ),
            "<template shadowrootmode=\"open\">1</template><i><template shadowrootmode=\"open\">2</template></i>"
        );
    }

    #[test]
    fn a_stray_template_end_loses_the_rest() {
        assert_eq!(html("<p>1</p></hx-partial><p>2</p>"), "<p>1</p>");
    }

    #[test]
    fn cutting_is_safe_beside_wide_characters() {
        assert_eq!(html("é<hx-é>ü</hx-é><head ü"), "é<hx-é>ü</hx-é>");
    }
}
