//! The tree as markup, as Chromium 138 and later write it (HTML § 13.3 with `<` and `>` escaped in attributes).
//!
//! Knows nothing of how the markup is shown to people.

use std::ops::Range;

use html5ever::{local_name, ns};

use super::document::Document;
use super::node::{Data, Element, NodeId};
use crate::bytes::{self, is};

/// The first byte of a no-break space in UTF-8, and of some other characters.
pub(super) const NBSP_LEAD: u8 = 0xc2;

/// How much room the markup of an element gets at first, in bytes: as much as that of most fragments takes.
const SHORT: usize = 256;

/// What is left to write, last first.
enum Step {
    Node(NodeId),
    EndTag(NodeId),
}

impl Document {
    /// The element with its tags (`outerHTML`); other nodes likewise, a document node or fragment as its children.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p id=p>1");
    /// assert_eq!(page.outer_html(page.by_id("p")[0]), r#"<p id="p">1</p>"#);
    /// ```
    pub fn outer_html(&self, node: NodeId) -> String {
        let mut out = String::with_capacity(SHORT);
        self.write(vec![Step::Node(node)], &mut out);
        out
    }

    /// The element with its tags, and where in it is what [`Document::inner_html`] gives.
    pub(crate) fn outer_and_inner_html(&self, node: NodeId) -> (String, Range<usize>) {
        let Some(element) = self.element(node) else {
            let html = self.outer_html(node);
            let inside = html.len() - self.inner_html(node).len()..html.len();
            return (html, inside);
        };
        let mut html = String::with_capacity(SHORT);
        write_start_tag(element, &mut html);
        let start = html.len();
        self.write_children(node, &mut html);
        let end = html.len();
        if !is_void(element) {
            write_end_tag(element, &mut html);
        }
        (html, start..end)
    }

    /// What is inside the node (`innerHTML`): a template's contents, nothing for void elements.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p id=p><b>1</b>");
    /// assert_eq!(page.inner_html(page.by_id("p")[0]), "<b>1</b>");
    /// ```
    pub fn inner_html(&self, node: NodeId) -> String {
        let mut out = String::new();
        self.write_children(node, &mut out);
        out
    }

    /// The whole document, doctype first, or the whole fragment.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let fragment = Document::parse_template("<p>1<p>2");
    /// assert_eq!(fragment.to_html(), "<p>1</p><p>2</p>");
    /// ```
    pub fn to_html(&self) -> String {
        self.outer_html(self.root)
    }

    fn write_children(&self, node: NodeId, out: &mut String) {
        let mut steps = Vec::new();
        self.push_children(node, &mut steps);
        self.write(steps, out);
    }

    fn write(&self, mut steps: Vec<Step>, out: &mut String) {
        while let Some(step) = steps.pop() {
            match step {
                Step::Node(node) => self.write_node(node, &mut steps, out),
                Step::EndTag(node) => {
                    if let Some(element) = self.element(node) {
                        write_end_tag(element, out);
                    }
                }
            }
        }
    }

    #[inline]
    fn write_node(&self, node: NodeId, steps: &mut Vec<Step>, out: &mut String) {
        match self.data(node) {
            None | Some(Data::Free) => {}
            Some(Data::Document | Data::Fragment) => self.push_children(node, steps),
            Some(Data::Doctype { name }) => out.extend(["<!DOCTYPE ", name, ">"]),
            Some(Data::Comment(text)) => out.extend(["<!--", text, "-->"]),
            Some(Data::Instruction(instruction)) => {
                out.extend(["<?", &instruction.target, " ", &instruction.data, ">"]);
            }
            Some(Data::Text(text)) => {
                if self.parent(node).is_some_and(|parent| self.holds_raw_text(parent)) {
                    out.push_str(text);
                } else {
                    escape(text, false, out);
                }
            }
            Some(Data::Element(element)) => {
                write_start_tag(element, out);
                if !is_void(element) {
                    steps.push(Step::EndTag(node));
                    self.push_children(node, steps);
                }
            }
        }
    }

    /// Whether the text of an element is written as it is; that of `noscript` only in the page, which runs scripts, and
    /// not in a template, which does not.
    fn holds_raw_text(&self, node: NodeId) -> bool {
        let Some(element) = self.element(node).filter(|element| is_raw_text(element)) else { return false };
        element.name.local != local_name!("noscript") || self.ancestors(node).last() == Some(self.root())
    }

    #[inline]
    fn push_children(&self, node: NodeId, steps: &mut Vec<Step>) {
        if self.element(node).is_some_and(is_void) {
            return;
        }
        let place = self.template_contents(node).unwrap_or(node);
        let last_first = std::iter::successors(self.last_child(place), |&child| self.prev_sibling(child));
        steps.extend(last_first.map(Step::Node));
    }
}

#[inline]
fn write_start_tag(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name.local);
    for attr in &element.attrs {
        out.push(' ');
        out.push_str(&attr.name);
        out.push_str("=\"");
        escape(&attr.value, true, out);
        out.push('"');
    }
    out.push('>');
}

#[inline]
fn write_end_tag(element: &Element, out: &mut String) {
    out.push_str("</");
    out.push_str(&element.name.local);
    out.push('>');
}

#[inline]
fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let mut from = 0;
    let bytes = text.as_bytes();
    let escaped =
        |block| is(block, b'<') | is(block, b'>') | is(block, b'&') | is(block, b'"') | is(block, NBSP_LEAD);
    for at in bytes::all(bytes, escaped) {
        let (written, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if in_attribute => ("&quot;", 1),
            NBSP_LEAD if text[at..].starts_with('\u{a0}') => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + length;
    }
    out.push_str(&text[from..]);
}

/// Elements that serialise without children and end tag, the obsolete ones among them (HTML § 13.3).
#[inline]
fn is_void(element: &Element) -> bool {
    element.name.ns == ns!(html)
        && matches!(
            element.name.local,
            local_name!("area")
                | local_name!("base")
                | local_name!("basefont")
                | local_name!("bgsound")
                | local_name!("br")
                | local_name!("col")
                | local_name!("embed")
                | local_name!("frame")
                | local_name!("hr")
                | local_name!("img")
                | local_name!("input")
                | local_name!("keygen")
                | local_name!("link")
                | local_name!("meta")
                | local_name!("param")
                | local_name!("source")
                | local_name!("track")
                | local_name!("wbr")
        )
}

/// Elements whose text is written as it is where scripts run.
#[inline]
fn is_raw_text(element: &Element) -> bool {
    element.name.ns == ns!(html)
        && matches!(
            element.name.local,
            local_name!("style")
                | local_name!("script")
                | local_name!("xmp")
                | local_name!("iframe")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("plaintext")
                | local_name!("noscript")
        )
}
