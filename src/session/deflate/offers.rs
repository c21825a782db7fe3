//! `Sec-WebSocket-Extensions` as a list of names and parameters (RFC 6455 §9.1). Knows no extension.

use crate::session::headers::is_token;

/// One extension with its parameters, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extension {
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
}

/// `name` or `name=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) value: Option<String>,
}

/// Reads a header's value; none where it is not what the grammar wants.
pub(super) fn read(header: &str) -> Option<Vec<Extension>> {
    // RFC 9110 §5.6.1: empty elements of a list count for nothing.
    let elements = split(header, ',')?.into_iter().map(trimmed).filter(|element| !element.is_empty());
    elements.map(extension).collect()
}

fn extension(text: &str) -> Option<Extension> {
    let mut parts = split(text, ';')?.into_iter().map(trimmed);
    let name = parts.next().filter(|name| is_token(name))?.to_owned();
    Some(Extension { name, parameters: parts.map(parameter).collect::<Option<_>>()? })
}

fn parameter(text: &str) -> Option<Parameter> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (trimmed(name), Some(unquoted(trimmed(value))?)),
        None => (text, None),
    };
    is_token(name).then(|| Parameter { name: name.to_owned(), value })
}

/// A token, or one in quotes.
fn unquoted(value: &str) -> Option<String> {
    let bare = match value.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"')?.replace('\\', ""),
        None => value.to_owned(),
    };
    is_token(&bare).then_some(bare)
}

/// The parts between separators that are not in quotes; none where quotes stay open.
fn split(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c == separator && !quoted => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!quoted).then_some(parts)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_parameters_and_values_are_read_in_or_out_of_quotes() {
        let parameter = |name: &str, value: Option<&str>| Parameter {
            name: name.into(),
            value: value.map(str::to_owned),
        };
        let read = read("a ; b;c=1 ; d = \"e\" ,, \t f").unwrap();
        let parameters = vec![parameter("b", None), parameter("c", Some("1")), parameter("d", Some("e"))];
        assert_eq!(
            read,
            [Extension { name: "a".into(), parameters }, Extension { name: "f".into(), parameters: vec![] }]
        );
    }

    #[test]
    fn what_is_no_list_is_none() {
        for text in ["a b", "a;", "a;=1", "a;b=", "a;b=\"", "a;b=\"x y\"", "a;b=c=d", "\"a\""] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(" , "), Some(vec![]));
    }
}
