//! Tags, text and comments of serialised markup: tolerant, without a tree, borrowing all it yields.
//!
//! Not a parser of HTML (that is `page/`): it only tells apart what is shown in different ways. Every byte of the
//! input is in exactly one token.

/// A piece of markup, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name` and its attributes up to `>`.
    Start { raw: &'a str, name: &'a str },
    /// `</name>`.
    End { raw: &'a str, name: &'a str },
    /// Text between tags.
    Text(&'a str),
    /// A comment, a doctype or the like.
    Comment(&'a str),
}

impl<'a> Token<'a> {
    /// The text that it was read from.
    pub(super) fn raw(self) -> &'a str {
        match self {
            Self::Start { raw, .. } | Self::End { raw, .. } | Self::Text(raw) | Self::Comment(raw) => raw,
        }
    }
}

/// Reads tokens from the front of the text that is left.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    left: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { left: html }
    }

    /// What stands before the end tag that closes `name` (its start tag was just read); the tag itself is next.
    pub(super) fn content_of(&mut self, name: &str) -> &'a str {
        let mut depth = 1usize;
        let mut at = 0;
        while let Some(found) = self.left[at..].find('<') {
            at += found;
            let rest = &self.left[at + 1..];
            let (closes, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
            if is_named(tag, name) {
                depth = if closes { depth - 1 } else { depth + usize::from(name == "pre") };
                if depth == 0 {
                    break;
                }
            }
            at += 1;
        }
        let end = if depth == 0 { at } else { self.left.len() };
        self.take(end)
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, left) = self.left.split_at(length);
        self.left = left;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let bytes = self.left.as_bytes();
        let token = match (bytes.first()?, bytes.get(1)) {
            (b'<', Some(b'!' | b'?')) => {
                let (end, length) = if self.left.starts_with("<!--") { ("-->", 3) } else { (">", 1) };
                let length = self.left.find(end).map_or(self.left.len(), |at| at + length);
                Token::Comment(self.take(length))
            }
            (b'<', Some(b'/')) if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let length = self.left.find('>').map_or(self.left.len(), |at| at + 1);
                let raw = self.take(length);
                Token::End { raw, name: name(&raw[2..]) }
            }
            (b'<', Some(b'a'..=b'z' | b'A'..=b'Z')) => {
                let raw = self.take(start_tag_length(bytes));
                Token::Start { raw, name: name(&raw[1..]) }
            }
            _ => Token::Text(self.take(text_length(bytes))),
        };
        Some(token)
    }
}

fn is_named(tag: &str, name: &str) -> bool {
    let (tag, name) = (tag.as_bytes(), name.as_bytes());
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && tag.get(name.len()).is_none_or(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\n' | b'\t'))
}

fn name(tag: &str) -> &str {
    tag.split([' ', '\n', '\t', '/', '>']).next().unwrap_or(tag)
}

/// Up to the first `>` outside of quotes; all that is left where there is none.
fn start_tag_length(bytes: &[u8]) -> usize {
    let mut quote = None;
    for (index, &byte) in bytes.iter().enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None if byte == b'>' => return index + 1,
            None => {}
        }
    }
    bytes.len()
}

/// Up to the next `<` that starts something else.
fn text_length(bytes: &[u8]) -> usize {
    let starts = |pair: &[u8]| {
        pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!' | b'?'))
    };
    bytes.windows(2).skip(1).position(starts).map_or(bytes.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_falls_into_tags_text_and_comments() {
        let tokens: Vec<_> = Tokens::new(r#"<p id="a>b">x < y</p><!-- > --><!DOCTYPE html>"#).collect();
        assert_eq!(
            tokens,
            [
                Token::Start { raw: r#"<p id="a>b">"#, name: "p" },
                Token::Text("x < y"),
                Token::End { raw: "</p>", name: "p" },
                Token::Comment("<!-- > -->"),
                Token::Comment("<!DOCTYPE html>"),
            ]
        );
    }

    #[test]
    fn content_ends_where_its_element_does() {
        let mut tokens = Tokens::new("if (a < b) '</s'</SCRIPT>x");
        assert_eq!(tokens.content_of("script"), "if (a < b) '</s'");
        let mut tokens = Tokens::new("a<pre>b</pre>c</pre>d");
        assert_eq!(tokens.content_of("pre"), "a<pre>b</pre>c");
        let mut tokens = Tokens::new("never closed");
        assert_eq!(tokens.content_of("style"), "never closed");
    }

    proptest! {
        #[test]
        fn every_byte_is_in_one_token(html in r#"[<>/!\-?"'=a-cé \n]{0,60}"#) {
            prop_assert_eq!(Tokens::new(&html).map(Token::raw).collect::<String>(), html);
        }
    }
}
