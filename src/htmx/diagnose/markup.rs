//! The markup: what the HTML parser drops, and instructions where htmx does not look for them.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::{Finding, tag};
use crate::htmx::attribute;
use crate::htmx::dialect::Dialect;
use crate::htmx::message::Lost;
use crate::page::{Document, NodeId};

/// `hx-swap-oob` below a root: not an instruction.
#[must_use]
pub fn nested_oob(tree: &Document, root: NodeId) -> Option<Finding> {
    let nested = tree.descendants(root).find(|&node| attribute::has(tree, node, "hx-swap-oob"))?;
    Some(Finding::new(
        "nested-oob",
        format!(
            "hx-swap-oob on {} is inside {}: over a socket it stays an attribute",
            tag(tree, nested),
            tag(tree, root)
        ),
        "send it as an element of its own, beside the other",
    ))
}

/// A root that is a `<template>`: the trick for table rows in responses, which does not work over a socket.
#[must_use]
pub fn template_ignored(tree: &Document, root: NodeId) -> Option<Finding> {
    let contents = tree.template_contents(root)?;
    let inside = tree.child_elements(contents).next()?;
    if tree.has_attr(root, "id") || attribute::has(tree, root, "hx-swap-oob") {
        return None;
    }
    Some(Finding::new(
        "template-ignored",
        format!("{} is inside a <template>: over a socket htmx does not look there", tag(tree, inside)),
        "leave the <template> out: table parts may stand at the top of a message",
    ))
}

/// A message that is lost as a whole.
#[must_use]
pub fn lost(dialect: &Dialect, lost: &Lost) -> Finding {
    let major = dialect.htmx.major;
    match lost {
        Lost::Astray(first) => Finding::new(
            "parser-dropped",
            format!(
                "the first tag is <{first}>, so htmx {major} parses the message inside a table; something that does not \
                 belong there ends up in front of the table and is taken for the message: the rest is lost"
            ),
            format!("send <{first}> in a message of its own"),
        ),
        Lost::TopScript => Finding::new(
            "parser-dropped",
            format!(
                "a <script> stands at the top of the message, where the page allows none: htmx {major} throws as it \
                 takes it out, and nothing is applied"
            ),
            "leave the <script> out",
        ),
    }
}

/// Tags of the message that the parser dropped: table parts outside of tables, `<html>`, `<head>` and `<body>`
/// in the middle, end tags without a start.
#[must_use]
pub fn parser_dropped(text: &str, tree: &Document, top: NodeId) -> Option<Finding> {
    let tags = tags_of(text);
    let lost = lost_start_tags(&tags, tree, top);
    let stray = stray_end_tags(&tags);
    let (what, advice) = match (lost.first(), stray.first()) {
        (Some((name, Some(holder))), _) => (
            format!("the parser drops <{name}> inside <{holder}>"),
            format!("an HTML parser takes <{name}> only where it belongs; send it as an element of its own"),
        ),
        (Some((name, None)), _) => (
            format!("the parser drops <{name}> at this place"),
            format!("an HTML parser takes <{name}> only where it belongs"),
        ),
        (None, Some(name)) => (
            format!("the parser drops </{name}>, which closes nothing"),
            "check which element is closed twice".into(),
        ),
        (None, None) => return None,
    };
    let more = lost.len() + stray.len() - 1;
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Some(Finding::new("parser-dropped", format!("{what}{more}"), advice))
}

/// A tag in the text: its kind, name, and the element it stands in as written.
type WrittenTag = (TagKind, String, Option<String>);

/// Start tags that left no element, each with the element it stood in. An `<html>` or `<body>` that opens the
/// message is the shape of a whole document, and taken off on purpose.
fn lost_start_tags(tags: &[WrittenTag], tree: &Document, top: NodeId) -> Vec<(String, Option<String>)> {
    let mut held: HashMap<&str, usize> = HashMap::new();
    let mut pending = vec![top];
    while let Some(node) = pending.pop() {
        for below in tree.descendants(node) {
            if let Some(name) = tree.local_name(below) {
                *held.entry(name).or_default() += 1;
            }
            pending.extend(tree.template_contents(below));
        }
    }
    let whole = matches!(tags.first(), Some((_, name, _)) if is_frame(name));
    let starts = tags.iter().filter(|(kind, name, _)| {
        *kind == TagKind::StartTag && !(whole && is_frame(name)) && !is_renamed(name)
    });
    let mut written: Vec<(&str, Vec<Option<&str>>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (_, name, holder) in starts {
        let place = *places.entry(name).or_insert(written.len());
        match written.get_mut(place) {
            Some((_, holders)) => holders.push(holder.as_deref()),
            None => written.push((name, vec![holder.as_deref()])),
        }
    }
    let mut lost = Vec::new();
    for (name, mut holders) in written {
        let missing = holders.len().saturating_sub(held.get(name).copied().unwrap_or_default());
        holders.sort_by_key(|holder| !misplaced(name, *holder));
        lost.extend(
            holders.into_iter().take(missing).map(|holder| (name.to_owned(), holder.map(str::to_owned))),
        );
    }
    lost
}

/// Parts of a whole document: taken off with its frame.
fn is_frame(name: &str) -> bool {
    matches!(name, "html" | "head" | "body" | "title" | "meta" | "link" | "base" | "style" | "script")
}

/// Tags that become another element or none on purpose (`<image>` is `<img>`, titles and `<hx-…>` are taken out).
fn is_renamed(name: &str) -> bool {
    matches!(name, "image" | "title") || name.starts_with("hx-")
}

/// Table parts that stand where the parser does not take them.
fn misplaced(name: &str, holder: Option<&str>) -> bool {
    let Some(holder) = holder else { return matches!(name, "html" | "head" | "body") };
    let proper: &[&str] = match name {
        "tr" => &["table", "tbody", "thead", "tfoot", "template"],
        "td" | "th" => &["tr", "tbody", "thead", "tfoot", "table", "template"],
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => &["table", "template"],
        "col" => &["colgroup", "table", "template"],
        "html" | "head" | "body" => &[],
        _ => return false,
    };
    !proper.contains(&holder)
}

/// End tags without a start tag of their name; `</p>` and `</br>` make elements of their own.
fn stray_end_tags(tags: &[WrittenTag]) -> Vec<String> {
    let mut open: HashMap<&str, i64> = HashMap::new();
    let mut stray = Vec::new();
    for (kind, name, _) in tags {
        let count = open.entry(name).or_default();
        match kind {
            TagKind::StartTag => *count += 1,
            TagKind::EndTag if *count > 0 => *count -= 1,
            TagKind::EndTag if !matches!(name.as_str(), "p" | "br") => stray.push(name.clone()),
            TagKind::EndTag => {}
        }
    }
    stray
}

fn tags_of(text: &str) -> Vec<WrittenTag> {
    let sink = TagSink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(text.into());
    // a script end tag asks for a pause: the rest is still in the queue
    while !input.is_empty() {
        let _paused = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.tags.into_inner()
}

/// Collects tags, following the tokenizer into raw text as a tree builder would.
#[derive(Default)]
struct TagSink {
    tags: RefCell<Vec<WrittenTag>>,
    open: RefCell<OpenTags>,
}

/// The elements that are open at a place of the text, as written.
#[derive(Default)]
struct OpenTags {
    stack: Vec<String>,
    /// How many of each name: end tags that close nothing are told without a look at the stack.
    counts: HashMap<String, usize>,
}

impl OpenTags {
    fn push(&mut self, name: String) {
        *self.counts.entry(name.clone()).or_default() += 1;
        self.stack.push(name);
    }

    /// Closes the last one of that name and all in it.
    fn close(&mut self, name: &str) {
        while self.counts.get(name).is_some_and(|&count| count > 0)
            && let Some(last) = self.stack.pop()
        {
            if let Some(count) = self.counts.get_mut(&last) {
                *count -= 1;
            }
            if last == name {
                return;
            }
        }
    }
}

impl TokenSink for TagSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let name = tag.name.to_string();
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            open.close(&name);
            self.tags.borrow_mut().push((tag.kind, name, None));
            return TokenSinkResult::Continue;
        }
        self.tags.borrow_mut().push((tag.kind, name.clone(), open.stack.last().cloned()));
        let next = raw_state(&tag);
        if !is_void(&name) && !tag.self_closing {
            open.push(name);
        }
        next
    }
}

fn raw_state(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => TokenSinkResult::RawData(Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dropped(text: &str) -> Option<String> {
        let tree = Document::parse_template(text);
        parser_dropped(text, &tree, tree.root()).map(|finding| finding.what)
    }

    #[test]
    fn table_parts_outside_of_tables_are_named_with_their_holder() {
        assert_eq!(
            dropped("<div hx-swap-oob='beforeend:#t'><tbody><tr><td>1</td></tr></tbody></div>").as_deref(),
            Some("the parser drops <tbody> inside <div> and 2 more")
        );
        assert_eq!(dropped("<div><tr></tr></div>").as_deref(), Some("the parser drops <tr> inside <div>"));
    }

    #[test]
    fn stray_end_tags_and_frames_are_named() {
        assert_eq!(
            dropped("<p id=a>1</p></div>").as_deref(),
            Some("the parser drops </div>, which closes nothing")
        );
        assert_eq!(
            dropped("<p>1</p><body>2</body>").as_deref(),
            Some("the parser drops <body> at this place")
        );
    }

    #[test]
    fn good_markup_is_left_alone() {
        for good in [
            "<tr id=r><td>1<td>2</tr>",
            "<table><tr><td>1</table>",
            "<ul id=a><li>1<li>2</ul><p>3",
            "<textarea></div></textarea><script>'</p><tr>'</script><!-- <tr></div> -->",
            "<template><tr><td>1</td></tr></template>",
            "<svg><path d='M0'/></svg><br><input value='<tr>'>",
            "<select id=s><option>1<option>2</select>",
            "<html><head><title>t</title></head><body><p>1</p></body></html>",
        ] {
            assert_eq!(dropped(good), None, "{good}");
        }
    }

    #[test]
    fn nested_instructions_are_found() {
        let tree = Document::parse_template("<div id=a><p id=b hx-swap-oob=true></p></div>");
        let root = tree.child_elements(tree.root()).next().unwrap();
        assert_eq!(
            nested_oob(&tree, root).unwrap().what,
            "hx-swap-oob on <p id=\"b\"> is inside <div id=\"a\">: over a socket it stays an attribute"
        );
    }
}
