//! Markup into the tokenizer, with no more attributes a tag than it can take in time.
//!
//! html5ever looks through the attributes before at each, so a million of them in one tag would take hours. Those beyond a
//! limit never reach it. Plain markup of a page does not either: it is made at once ([`plain`]). Where a tag begins is asked
//! of the tokenizer, which is given the markup in pieces that each begin with a `<`: what looks like a tag in a comment, a
//! script or a value is left alone.

use std::ops::Range;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TokenSink as _, Tokenizer};

use super::nesting::Guard;
use super::plain;

/// Attributes of one tag beyond these are left out.
pub(super) const MOST_ATTRIBUTES: usize = 1024;

/// Gives the tokenizer the markup, with at most so many attributes a tag.
pub(super) fn feed(tokenizer: &Tokenizer<Guard>, html: &str, most: usize) {
    let takes_plain = tokenizer.sink.takes_plain();
    let mut feeder = Feeder {
        tokenizer,
        whole: StrTendril::from(html),
        input: BufferQueue::default(),
        fed: 0,
        may_be_plain: takes_plain && plain::may_be(html),
        begun: Vec::new(),
    };
    // an attribute takes two bytes at least
    if html.len() > 2 * most || takes_plain {
        feeder.feed_in_pieces(html, most);
    }
    feeder.push(html.len());
}

struct Feeder<'a> {
    tokenizer: &'a Tokenizer<Guard>,
    whole: StrTendril,
    input: BufferQueue,
    /// The bytes that the tokenizer has, or does not get.
    fed: usize,
    /// Whether there is nothing in the markup that is plain nowhere.
    may_be_plain: bool,
    /// Where elements begin that are not plain as a whole, the next one last: nothing is tried again with them, so that no byte
    /// is looked at more than twice.
    begun: Vec<usize>,
}

impl Feeder<'_> {
    fn push(&mut self, end: usize) {
        if end > self.fed {
            self.input.push_back(self.whole.subtendril(self.fed as u32, (end - self.fed) as u32));
            while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
            self.fed = end;
        }
    }

    /// Has what is plain from a start tag on made past the tokenizer; false where nothing is.
    fn take_plain(&mut self, html: &str, start: usize) -> bool {
        while self.begun.last().is_some_and(|&begun| begun < start) {
            self.begun.pop();
        }
        let end = self.begun.last().copied().unwrap_or(html.len());
        if !self.may_be_plain || start == end || !is_afresh(html.as_bytes(), start) {
            return false;
        }
        let Some(taken) = self.tokenizer.sink.take_plain(&html[start..end]) else { return false };
        self.begun.extend(taken.begun.iter().rev().map(|begun| start + begun));
        if taken.bytes > 0 {
            self.fed = start + taken.bytes;
        }
        taken.bytes > 0
    }

    fn feed_in_pieces(&mut self, html: &str, most: usize) {
        let (bytes, guard) = (html.as_bytes(), &self.tokenizer.sink);
        // whether the tokenizer is in a tag, a comment or a doctype
        let mut inside = false;
        let next_from = |at: usize| html[at..].find('<').map(|found| at + found);
        let mut next = next_from(0);
        while let Some(start) = next {
            self.push(start);
            inside = inside && !guard.take_said();
            let rest = &bytes[start + 1..];
            let is_tag = !inside && guard.is_tag(rest);
            if is_tag && !rest.starts_with(b"/") && self.take_plain(html, start) {
                next = next_from(self.fed);
                continue;
            }
            // what looks like the end tag of a script may be none: what comes is asked anew
            let opens = !inside && !guard.is_raw() && (is_tag || opens_comment(rest));
            guard.take_said();
            inside |= opens;
            let mut at = start + 1;
            match is_tag.then(|| crowd(bytes, start + 1, most)).flatten() {
                Some(crowd) => {
                    self.push(crowd.start);
                    (self.fed, at) = (crowd.end, crowd.end);
                }
                None if opens && rest.starts_with(b"![CDATA[") => {
                    self.push(start + "<![CDATA[".len());
                    // elsewhere it is a comment
                    if guard.adjusted_current_node_present_but_not_in_html_namespace() {
                        at = html[self.fed..].find("]]>").map_or(html.len(), |end| self.fed + end);
                        inside = false;
                    }
                }
                None => {}
            }
            next = next_from(at);
        }
    }
}

/// Whether the tokenizer has done with all that is before a place: no reference and no tag may have begun there.
fn is_afresh(bytes: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| bytes.get(before));
    before.is_some_and(|&byte| byte == b'>' || is_space(byte))
}

/// Whether a comment, a doctype or what becomes a comment begins with a `<` before this.
fn opens_comment(rest: &[u8]) -> bool {
    matches!(rest, [b'!' | b'?', ..]) || matches!(rest, [b'/', other, ..] if *other != b'>')
}

/// Where the attributes of a tag are that are too many, up to its `>` (HTML §13.2.5.32 to 40). `at` is behind its `<`.
fn crowd(bytes: &[u8], at: usize, most: usize) -> Option<Range<usize>> {
    let until = |at: usize, ends: fn(u8) -> bool| {
        bytes[at..].iter().position(|&byte| ends(byte)).map_or(bytes.len(), |found| at + found)
    };
    let after_space = |at: usize| until(at, |byte| !is_space(byte));
    let mut at = until(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    let (mut count, mut start) = (0, None);
    loop {
        at = until(at, |byte| !is_space(byte) && byte != b'/');
        if matches!(bytes.get(at), None | Some(b'>')) {
            return start.map(|start| start..at);
        }
        count += 1;
        if count == most + 1 {
            start = Some(at);
        }
        // an equals sign that comes first is of the name
        at = after_space(until(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'=')));
        if bytes.get(at) == Some(&b'=') {
            at = after_space(at + 1);
            at = match bytes.get(at) {
                Some(b'"') => until(at + 1, |byte| byte == b'"') + 1,
                Some(b'\'') => until(at + 1, |byte| byte == b'\'') + 1,
                _ => until(at, |byte| is_space(byte) || byte == b'>'),
            }
            .min(bytes.len());
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use crate::page::Document;
    use crate::page::parse::Scripting;

    fn parsed(html: &str, most: usize) -> String {
        Document::parse_standard(html, Scripting::Enabled, most).to_html()
    }

    #[test]
    fn attributes_beyond_the_limit_are_left_out_and_what_follows_stays() {
        let start = "<!DOCTYPE html><html><head></head><body>";
        let body = |html: &str| {
            parsed(&format!("{start}{html}"), 2).replace(start, "").replace("</body></html>", "")
        };
        assert_eq!(body("<p a=1 b='>' c d=\"<i>\" e>x"), "<p a=\"1\" b=\"&gt;\">x</p>");
        assert_eq!(body("<b a b c/><i d>x</i a b c d='>'>y"), "<b a=\"\" b=\"\"><i d=\"\">x</i>y</b>");
        assert_eq!(body("<b a b c=<p q=1>x</b><i>"), "<b a=\"\" b=\"\">x</b><i></i>");
        assert_eq!(body("<svg><![CDATA[<p a b c d>]]></svg>"), "<svg>&lt;p a b c d&gt;</svg>");
        assert_eq!(body("x<b a b c d='"), "x");
    }

    #[test]
    fn what_only_looks_like_a_tag_is_left_alone() {
        for same in [
            "<!-- <p a b c d> --><p a=\"<p a b c d>\">",
            "<script>if (a<b) { '<p a b c d>' }</script><textarea><p a b c d></textarea>",
            "<title><p a b c d></title a><style><p a b c d></style><? <p a b c d>",
        ] {
            assert_eq!(parsed(same, 3), parsed(same, usize::MAX / 2), "{same}");
        }
        let hidden = "<script>if(x<y z=\"</script><p a b c d>";
        assert_eq!(parsed(hidden, 3).matches(" d").count(), 0);
    }

    #[test]
    fn a_million_attributes_are_read_in_time() {
        let many: String = (0..1_000_000).map(|number| format!(" a{number}")).collect();
        for tag in [format!("<p id=x{many}>"), format!("<i></i{many}>"), format!("<body{many}>").repeat(2)] {
            let page = Document::parse(&tag);
            let most = page.descendants(page.root()).map(|node| page.attrs(node).count()).max();
            assert!(most.is_some_and(|most| most <= super::MOST_ATTRIBUTES));
        }
    }

    proptest! {
        #[test]
        fn in_pieces_as_in_one(pieces in prop::collection::vec(select(&[
            "<p a b=c>", "</p>", "<script>", "</script x>", "<!--", "-->", "<svg>", "</svg>", "<![CDATA[", "]]>", "<", ">", "/",
            "\"", "'", "=", " a='", "<b c=\"", "x", "</", "<?", "<!d", "&am", "p;", "<textarea>", "</textarea>", "<template>", " q w e r t",
            "<plaintext>", "</script q w e r t ", "<p q w='>' e r t>", "<title>", "</title>", "<style ", "</style>", "\r", "\n", "\0",
        ][..]), 0..30)) {
            let html = pieces.concat();
            let parse = |most| Document::parse_standard(&html, Scripting::Enabled, most);
            // as many attributes as there is room for, and in pieces all the same
            let (whole, fed) = (parse(html.len()), parse(html.len().saturating_sub(1) / 2));
            let few = parse(3);
            prop_assert!(few.descendants(few.root()).all(|node| few.attrs(node).count() <= 3), "{}", few.to_html());
            prop_assert_eq!(whole.to_html(), fed.to_html());
        }
    }
}
