//! The members of an object literal as text, without running any of it.
//!
//! Exact for strings, templates and comments; a regular expression is taken for what it looks like, so that what comes
//! out must still be tried: a member that was cut wrongly does not parse.

/// A member of an object literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The member as written.
    pub code: &'a str,
    /// Its name, where it has one that can be read.
    pub name: Option<String>,
}

/// The members of `{…}`, or of its inside; what follows the closing brace is none.
#[must_use]
pub fn pieces(code: &str) -> Vec<Piece<'_>> {
    let code = code.trim();
    let inside = code.strip_prefix('{').map_or(code, |rest| rest.strip_suffix('}').unwrap_or(rest));
    let mut pieces = Vec::new();
    let mut cuts = Cuts { rest: inside.char_indices().peekable(), depth: 0 };
    let mut start = 0;
    while let Some(end) = cuts.next_comma() {
        push(&mut pieces, &inside[start..end]);
        start = end + 1;
    }
    push(&mut pieces, &inside[start..]);
    pieces
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, code: &'a str) {
    let code = code.trim();
    if !code.is_empty() {
        pieces.push(Piece { code, name: name_of(code) });
    }
}

struct Cuts<'a> {
    rest: std::iter::Peekable<std::str::CharIndices<'a>>,
    depth: usize,
}

impl Cuts<'_> {
    /// The next comma outside of brackets, strings, templates and comments.
    fn next_comma(&mut self) -> Option<usize> {
        while let Some((at, c)) = self.rest.next() {
            match c {
                '"' | '\'' | '`' => self.skip_string(c),
                '/' => self.skip_comment(),
                '{' | '[' | '(' => self.depth += 1,
                '}' | ']' | ')' => self.depth = self.depth.saturating_sub(1),
                ',' if self.depth == 0 => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// To the end of a string. What stands in a template's `${…}` is skipped with it, down to templates in templates.
    fn skip_string(&mut self, quote: char) {
        let mut braces = 0_usize;
        while let Some((_, c)) = self.rest.next() {
            match c {
                '\\' => drop(self.rest.next()),
                '$' if quote == '`' && self.rest.peek().is_some_and(|&(_, next)| next == '{') => braces += 1,
                '}' if quote == '`' => braces = braces.saturating_sub(1),
                c if c == quote && braces == 0 => return,
                _ => {}
            }
        }
    }

    fn skip_comment(&mut self) {
        let block = match self.rest.peek() {
            Some((_, '*')) => true,
            Some((_, '/')) => false,
            _ => return,
        };
        let mut before = ' ';
        self.rest.next();
        for (_, c) in self.rest.by_ref() {
            if (block && before == '*' && c == '/') || (!block && c == '\n') {
                return;
            }
            before = c;
        }
    }
}

/// The name of a member: what stands before the colon or the parameters, unless it is computed or spread.
fn name_of(code: &str) -> Option<String> {
    if let Some(quote) = code.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (name, _) = code[1..].split_once(quote)?;
        return Some(name.to_owned());
    }
    let key = code.split([':', '(']).next()?.trim();
    let key = ["async ", "get ", "set "].iter().find_map(|word| key.strip_prefix(word)).unwrap_or(key);
    let key = key.trim_start_matches('*').trim();
    let name = key.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
    name.then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str) -> Vec<(&str, Option<String>)> {
        pieces(code).into_iter().map(|piece| (piece.code, piece.name)).collect()
    }

    #[test]
    fn members_end_at_commas_outside_of_everything() {
        assert_eq!(
            read("{ a: f(1, [2, 3]), 'b,': \"x,\\\",\", c: `t${g({d: 1, e})},`, /* x, */ d, }"),
            [
                ("a: f(1, [2, 3])", Some("a".into())),
                ("'b,': \"x,\\\",\"", Some("b,".into())),
                ("c: `t${g({d: 1, e})},`", Some("c".into())),
                ("/* x, */ d", None),
            ]
        );
    }

    #[test]
    fn methods_have_names_and_spreads_and_computed_keys_have_none() {
        assert_eq!(
            read("get now() { return 1, 2 }, async f(a, b) {}, ...rest, [k + 1]: 2, short"),
            [
                ("get now() { return 1, 2 }", Some("now".into())),
                ("async f(a, b) {}", Some("f".into())),
                ("...rest", None),
                ("[k + 1]: 2", None),
                ("short", Some("short".into())),
            ]
        );
    }

    #[test]
    fn what_never_closes_ends_with_the_text() {
        assert_eq!(read("{a: 'x, b: 1"), [("a: 'x, b: 1", Some("a".into()))]);
        assert_eq!(read(""), []);
    }
}
