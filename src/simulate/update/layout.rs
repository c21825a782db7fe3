//! Where the values of a JSON text stand in it. Takes for granted that a parser has read the text, which limits its depth.

use std::ops::Range;

/// A value's place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Its bytes.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

/// What is inside of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar,
    List(Vec<Layout>),
    Object(Vec<Member>),
}

/// A key of an object with its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    /// Where the key starts.
    pub(super) start: usize,
    pub(super) value: Layout,
}

impl Layout {
    /// The key of an object; where it is there more than once, the last, as parsers have it.
    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        match &self.kind {
            Kind::Object(members) => members.iter().rfind(|member| member.name == name),
            _ => None,
        }
    }
}

/// The values of a text, one after the other.
pub(super) fn read(text: &str) -> Option<Vec<Layout>> {
    let mut reader = Reader { text, at: 0 };
    if text.starts_with('\u{feff}') {
        reader.at = '\u{feff}'.len_utf8();
    }
    let mut values = Vec::new();
    while reader.peek().is_some() {
        values.push(reader.value()?);
    }
    Some(values)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over that byte, where it is the next.
    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self) -> Option<Layout> {
        let first = self.peek()?;
        let start = self.at;
        let kind = match first {
            b'[' => Kind::List(self.items(b']', Self::value)?),
            b'{' => Kind::Object(self.items(b'}', Self::member)?),
            b'"' => {
                self.string()?;
                Kind::Scalar
            }
            _ => {
                let rest = &self.text[start..];
                let end = rest.find([',', ':', '"', '[', ']', '{', '}', ' ', '\t', '\r', '\n']);
                self.at += end.unwrap_or(rest.len());
                (self.at > start).then_some(Kind::Scalar)?
            }
        };
        Some(Layout { span: start..self.at, kind })
    }

    fn items<T>(&mut self, end: u8, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.takes(end) {
            if !items.is_empty() && !self.takes(b',') {
                return None;
            }
            items.push(item(self)?);
        }
        Some(items)
    }

    fn member(&mut self) -> Option<Member> {
        (self.peek()? == b'"').then_some(())?;
        let start = self.at;
        let name = self.string()?;
        self.takes(b':').then_some(())?;
        Some(Member { name, start, value: self.value()? })
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        self.at = end + 1;
        serde_json::from_str(&self.text[start..self.at]).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_found_where_they_stand() {
        let text = "\u{feff}{\"a\": [1, \"\\\"}\"],\r\n\"a\":{\"é\" : true} } null";
        let values = read(text).unwrap();
        let spans: Vec<&str> = values.iter().map(|value| &text[value.span.clone()]).collect();
        assert_eq!(spans, ["{\"a\": [1, \"\\\"}\"],\r\n\"a\":{\"é\" : true} }", "null"]);
        let last = values[0].member("a").unwrap();
        assert_eq!(&text[last.start..last.value.span.end], "\"a\":{\"é\" : true}");
        assert_eq!(&text[last.value.member("é").unwrap().value.span.clone()], "true");
    }

    proptest! {
        #[test]
        fn what_is_no_json_ends_too(text in r#"[\[\]{}":, a\\é1]{0,40}"#) {
            let _read = read(&text);
        }
    }
}
