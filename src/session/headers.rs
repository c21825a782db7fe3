//! Request headers in the order they are sent, `-H` edits of them, and headers as people may see them.
//!
//! Three files: what a `-H` says, the headers, and what is told of them. Knows no request and no connection.

mod edit;
mod told;

use super::secret::Secret;
pub use edit::{HeaderEdit, HeaderEditError};
pub use told::{Secrets, hide_unknown, is_public, shown_response};

/// Whether `text` is an RFC 9110 §5.6.2 token, as header names and subprotocols are.
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether `text` may be a header's value: no line break, NUL or other control character but the tab.
#[must_use]
pub fn is_value(text: &str) -> bool {
    !text.chars().any(|c| c.is_ascii_control() && c != '\t')
}

/// Request headers, in the order in which they are sent.
#[derive(Debug, Clone, Default)]
pub struct RequestHeaders(Vec<RequestHeader>);

#[derive(Debug, Clone)]
struct RequestHeader {
    name: String,
    value: Secret,
    /// Whether a `-H` set it.
    is_given: bool,
}

/// Of names and values, in order.
impl FromIterator<(String, String)> for RequestHeaders {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(headers: I) -> Self {
        let mut held = Self::default();
        headers.into_iter().for_each(|(name, value)| held.push(&name, value));
        held
    }
}

impl RequestHeaders {
    /// Adds a header at the end.
    pub fn push(&mut self, name: &str, value: impl Into<Secret>) {
        self.0.push(RequestHeader { name: name.to_owned(), value: value.into(), is_given: false });
    }

    /// Gives the headers of a name another, in their places.
    pub fn rename(&mut self, name: &str, to: &str) {
        for held in self.0.iter_mut().filter(|held| held.name.eq_ignore_ascii_case(name)) {
            to.clone_into(&mut held.name);
        }
    }

    /// Applies `edits` in turn. The first `Set` of a name replaces the default in its place,
    /// a further one of the same name is sent beside it, as curl does.
    pub fn apply<'e>(&mut self, edits: impl IntoIterator<Item = &'e HeaderEdit>) {
        let mut set: Vec<&str> = Vec::new();
        for edit in edits {
            match edit {
                HeaderEdit::Remove { name } => self.0.retain(|held| !held.name.eq_ignore_ascii_case(name)),
                HeaderEdit::Set { name, value } => {
                    let given = RequestHeader { name: name.clone(), value: value.clone(), is_given: true };
                    let place = self.0.iter().position(|held| held.name.eq_ignore_ascii_case(name));
                    match place {
                        Some(at) if !set.iter().any(|known| known.eq_ignore_ascii_case(name)) => {
                            self.0[at] = given;
                        }
                        _ => self.0.push(given),
                    }
                    set.push(name);
                }
            }
        }
    }

    /// The first value of `name`, whatever its case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values, for the wire.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|held| (held.name.as_str(), held.value.expose()))
    }

    /// A request's head as it goes over the wire, from its first line on.
    #[must_use]
    pub fn written(&self, line: &str) -> Secret {
        let mut text = format!("{line}\r\n");
        for (name, value) in self.iter() {
            text.push_str(name);
            text.push_str(": ");
            text.push_str(value);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
        text.into()
    }

    /// The name of the first header that must not be sent as it is: not a token, or a control character in its value.
    #[must_use]
    pub fn unsendable(&self) -> Option<&str> {
        self.iter().find(|(name, value)| !is_token(name) || !is_value(value)).map(|(name, _)| name)
    }

    /// Names and values as people may see them: of cookies the names, of authorization the scheme, of what is
    /// known to hold no secret all, of anything else nothing; or all of it.
    #[must_use]
    pub fn shown(&self, secrets: Secrets) -> Vec<(String, String)> {
        self.0.iter().map(|held| (held.name.clone(), told::shown_request(held, secrets))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_replace_in_place_then_add_and_remove_by_name_in_any_case() {
        let mut headers = RequestHeaders::default();
        headers.push("Origin", "http://a");
        headers.push("Pragma", "no-cache");
        headers.apply(
            &["origin: http://b", "X: 1", "X: 2", "PRAGMA;"].map(|text| text.parse::<HeaderEdit>().unwrap()),
        );
        let sent: Vec<_> = headers.iter().collect();
        assert_eq!(sent, [("origin", "http://b"), ("X", "1"), ("X", "2")]);
    }
}
