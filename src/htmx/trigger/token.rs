//! The tokens of an `hx-trigger` (htmx 2.0.11 `tokenizeString`), and ways to take them.

/// What is left of a trigger's tokens. Names, quoted text (and what stands between slashes) are one token each, all
/// else a character.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    all: Vec<&'a str>,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut all = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (token, after) = rest.split_at(length(rest, first));
            all.push(token);
            rest = after;
        }
        Self { all, at: 0 }
    }

    pub(super) fn first(&self) -> Option<&'a str> {
        self.all.get(self.at).copied()
    }

    /// `tokens.shift()`.
    pub(super) fn shift(&mut self) -> Option<&'a str> {
        let first = self.first()?;
        self.at += 1;
        Some(first)
    }

    /// How many were taken.
    pub(super) fn taken(&self) -> usize {
        self.at
    }

    /// Takes the token if it is this one.
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_it = self.first() == Some(token);
        self.at += usize::from(is_it);
        is_it
    }

    /// All up to the first token in which `stops` finds a character (htmx 2.0.11 `consumeUntil`).
    pub(super) fn until(&mut self, stops: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(token) = self.first().filter(|token| !token.contains(&stops)) {
            text.push_str(token);
            self.at += 1;
        }
        text
    }

    pub(super) fn skip_space(&mut self) {
        self.until(|c| !is_space(c));
    }

    /// A modifier's value.
    pub(super) fn word(&mut self) -> String {
        self.until(|c| c == ',' || is_space(c))
    }

    /// A selector: a word, or what stands in braces or parentheses where those count (htmx 2.0.11
    /// `consumeCSSSelector`).
    pub(super) fn selector(&mut self, brackets: bool) -> String {
        if !brackets || !self.opens() {
            return self.word();
        }
        self.at += 1;
        let selector = self.until(|c| matches!(c, '}' | ')'));
        self.at += 1;
        selector.trim_matches(is_space).to_owned()
    }

    /// Whether a selector in braces or parentheses is next.
    pub(super) fn opens(&self) -> bool {
        self.first().is_some_and(|token| token.contains(['{', '(']))
    }
}

/// JavaScript's `\s`.
pub(super) fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

fn length(text: &str, first: char) -> usize {
    match first {
        '_' | '$' | 'a'..='z' | 'A'..='Z' => {
            text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$').unwrap_or(text.len())
        }
        '"' | '\'' | '/' => {
            let mut escaped = false;
            let end = text.char_indices().skip(1).find(|&(_, c)| {
                let closes = c == first && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            end.map_or(text.len(), |(at, _)| at + 1)
        }
        other => other.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_quoted_text_are_one_token() {
        let tokens = Tokens::of(r#"key_up[a=='x\'y'] d:1s "#).all;
        assert_eq!(tokens, ["key_up", "[", "a", "=", "=", r"'x\'y'", "]", " ", "d", ":", "1", "s", " "]);
        assert_eq!(Tokens::of("a\"b").all, ["a", "\"b"]);
    }
}
