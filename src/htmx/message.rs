//! A received text as htmx parses it: the document fragment whose element children are the roots.
//!
//! Knows nothing of the page that it will be swapped into.

mod first_tag;
pub(super) mod shadow;
pub(super) mod tag;

use super::config::Config;
use super::dialect::{Dialect, Parsing};
use crate::page::{Asked, Document, NodeId, Plain, Scripting, Written};

/// A parsed message.
#[derive(Debug)]
pub struct Parsed {
    /// The tree that holds it.
    pub tree: Document,
    /// The node whose children are the message's top level.
    pub top: NodeId,
    /// `<script>` elements that htmx leaves in; a browser would run them.
    pub scripts: usize,
    /// Why the message is lost as a whole (htmx 1).
    pub lost: Option<Lost>,
    /// Whether the text is such that no parser moves or drops anything of it.
    pub plain: bool,
    /// The markup of the roots in the text, in order, where all of it is as a browser writes it.
    pub(super) written: Vec<Written>,
}

/// Why nothing of a message, or only what happens to stand first in it, is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The parser put something else in front of what the first tag, of this name, asks for.
    Astray(String),
    /// A script at the top, which is to be removed from its parent and has none: htmx throws.
    TopScript,
}

impl Parsed {
    fn of(tree: Document, top: NodeId) -> Self {
        Self { tree, top, scripts: 0, lost: None, plain: false, written: Vec::new() }
    }

    /// The top level's elements: what the ws extension swaps, in order.
    #[must_use]
    pub fn roots(&self) -> Vec<NodeId> {
        self.tree.child_elements(self.top).collect()
    }

    /// What the parser put into the head of a page, where no root is (htmx 1).
    #[must_use]
    pub fn headed(&self) -> Vec<NodeId> {
        let head = self.tree.head().filter(|_| self.tree.body() == Some(self.top));
        head.map(|head| self.tree.child_elements(head).collect()).unwrap_or_default()
    }

    /// Takes the first title out where it stands at the top.
    fn without_title(mut self) -> Self {
        let tree = &mut self.tree;
        let title = tree.descendants(self.top).find(|&node| tree.local_name(node) == Some("title"));
        if let Some(title) = title.filter(|&node| tree.parent(node) == Some(self.top)) {
            tree.remove(title);
        }
        self
    }
}

/// What shape the text has by its first tag, which decides how it is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Document,
    Body,
    Partial,
}

/// Parses a message (`makeFragment`).
#[must_use]
pub fn parse(dialect: &Dialect, config: &Config, text: &str) -> Parsed {
    match dialect.parsing {
        Parsing::FirstTag => first_tag::parse(dialect, config, text),
        Parsing::Template | Parsing::HxTemplate => parse_in_template(dialect, config, text),
    }
}

/// htmx 2.0.11 `makeFragment`.
fn parse_in_template(dialect: &Dialect, config: &Config, text: &str) -> Parsed {
    if let Some(Plain { document: tree, contents: top, written }) = plain(text, true) {
        return Parsed { plain: true, written, ..Parsed::of(tree, top) };
    }
    let text = if dialect.hx_tags_are_templates { hx_tags_to_templates(text) } else { text.to_owned() };
    let headless = without_head(&text);
    let shape = match start_tag(headless.as_deref().unwrap_or(&text)).as_str() {
        "html" => Shape::Document,
        "body" => Shape::Body,
        _ => Shape::Partial,
    };
    let headless = headless.unwrap_or_else(|| text.clone());
    let mut parsed = match shape {
        Shape::Document => in_body(&text),
        Shape::Body => in_body(&headless),
        Shape::Partial => in_template(&headless).without_title(),
    };
    if dialect.reads_shadow_roots {
        shadow::take_out(&mut parsed.tree, parsed.top);
    }
    normalize_scripts(config, &mut parsed);
    parsed
}

/// The text's tree, where it is plain markup ([`Document::parse_plain`]) without tags that htmx may make templates of.
pub(super) fn plain(text: &str, written: bool) -> Option<Plain> {
    Document::parse_plain(text, Asked { but: Some("hx-"), written })
}

fn in_body(text: &str) -> Parsed {
    let tree = Document::parse_with(text, Scripting::Disabled);
    let top = tree.body().unwrap_or_else(|| tree.root());
    Parsed::of(tree, top)
}

/// The wrapper is closed by a stray `</template>` of the message: what follows it is lost, as in the browser.
fn in_template(text: &str) -> Parsed {
    let before = r#"<body><template class="internal-htmx-wrapper">"#;
    let (tree, top) = Document::parse_in_template(before, text, "</template></body>");
    Parsed::of(tree, top)
}

fn normalize_scripts(config: &Config, parsed: &mut Parsed) {
    let tree = &parsed.tree;
    let scripts: Vec<NodeId> =
        tree.descendants(parsed.top).filter(|&node| tree.local_name(node) == Some("script")).collect();
    if config.allow_script_tags {
        parsed.scripts = scripts.into_iter().filter(|&script| is_javascript(tree, script)).count();
    } else {
        scripts.into_iter().for_each(|script| parsed.tree.remove(script));
    }
}

/// htmx 2.0.11 `isJavaScriptScriptNode`.
fn is_javascript(tree: &Document, script: NodeId) -> bool {
    matches!(tree.attr(script, "type").unwrap_or_default(), "" | "text/javascript" | "module")
}

/// `response.replace(/<hx-([a-z]+)((?:\s[^>]*)?)>/gi, '<template hx type="$1"$2>')` and the end tags likewise.
fn hx_tags_to_templates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let last_end = text.rfind('>').unwrap_or_default();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let may_end = text.len() - tag.len() < last_end;
        let replaced = may_end.then(|| hx_start_tag(tag).or_else(|| tag::hx_end(tag))).flatten();
        let (replacement, used) = replaced.unwrap_or_else(|| ("<".to_owned(), 1));
        out.push_str(&replacement);
        rest = &tag[used..];
    }
    out.push_str(rest);
    out
}

fn hx_start_tag(text: &str) -> Option<(String, usize)> {
    let name_at = tag::prefix_ignoring_case(text, "<hx-")?;
    let name_end = name_at + tag::letters(&text[name_at..])?;
    if !tag::is_end(&text[name_end..]) {
        return None;
    }
    let end = name_end + text[name_end..].find('>')?;
    let attributes = &text[name_end..end];
    Some((format!(r#"<template hx type="{}"{attributes}>"#, &text[name_at..name_end]), end + 1))
}

/// `response.replace(/<head(\s[^>]*)?>[\s\S]*?<\/head>/i, '')`; `None` where there is nothing to take out.
fn without_head(text: &str) -> Option<String> {
    tag::head(text).map(|head| [&text[..head.start], &text[head.end..]].concat())
}

/// The first thing that looks like a tag, in lower case (htmx 2.0.11 `getStartTag`).
fn start_tag(text: &str) -> String {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let end = rest.find(['/', '\0', '>', ' ', '\t', '\r', '\n', '\x0c']).unwrap_or(rest.len());
            return rest[..end].to_lowercase();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(text: &str) -> Vec<String> {
        let parsed = parse(&Dialect::default(), &Config::default(), text);
        parsed.roots().into_iter().map(|root| parsed.tree.outer_html(root)).collect()
    }

    #[test]
    fn table_parts_survive_at_the_top() {
        assert_eq!(roots("<tr id=r><td>1</td></tr><p>2"), [r#"<tr id="r"><td>1</td></tr>"#, "<p>2</p>"]);
    }

    #[test]
    fn text_and_comments_are_no_roots() {
        assert_eq!(roots("a <!-- c --> <b>1</b> d"), ["<b>1</b>"]);
    }

    #[test]
    fn a_head_and_a_title_are_taken_out() {
        assert_eq!(roots("<HEAD x><title>t</title></head><p>1</p>"), ["<p>1</p>"]);
        assert_eq!(roots("<title>t</title><p>1</p>"), ["<p>1</p>"]);
        assert_eq!(roots("<header>h</header>"), ["<header>h</header>"]);
    }

    #[test]
    fn whole_documents_and_bodies_give_what_is_in_the_body() {
        assert_eq!(roots("<!doctype html><html><body><p>1</p></body></html>"), ["<p>1</p>"]);
        assert_eq!(roots("<body class=x><p>1</p></body>"), ["<p>1</p>"]);
    }

    #[test]
    fn hx_tags_become_templates() {
        assert_eq!(
            roots("<hx-partial hx-target='#x'><p>1</p></hx-partial>"),
            [r##"<template hx="" type="partial" hx-target="#x"><p>1</p></template>"##]
        );
        assert_eq!(roots("<hx-1>x</hx-1>"), ["<hx-1>x</hx-1>"]);
    }

    #[test]
    fn a_stray_template_end_loses_the_rest() {
        assert_eq!(roots("<p>1</p></template><p>2</p>"), ["<p>1</p>"]);
    }

    #[test]
    fn scripts_are_counted_or_removed_as_configured() {
        let text = "<div><script>1</script><script type=json>{}</script></div>";
        assert_eq!(parse(&Dialect::default(), &Config::default(), text).scripts, 1);
        let config = Config { allow_script_tags: false, ..Config::default() };
        let parsed = parse(&Dialect::default(), &config, text);
        assert_eq!(parsed.tree.inner_html(parsed.top), "<div></div>");
    }

    #[test]
    fn cutting_is_safe_beside_wide_characters() {
        assert_eq!(roots("é<hx-é>ü</hx-é><head ü"), ["<hx-é>ü</hx-é>"]);
    }
}
