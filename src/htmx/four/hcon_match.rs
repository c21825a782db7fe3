//! The pairs that HCON's regular expression finds in a text, found in linear time (htmx 4.0.1 `HCON.parse`):
//!
//! `/(?:"([^"]+)"|'([^']+)'|([^\s,:]+))(?:\s*:\s*(?:"([^"]*)"|'([^']*)'|<((?:[^/]|\/(?!>))+)\/>|([^\s,]+)))?(?=\s|,|$)/g`
//!
//! Each part of it can match in one way only once its start is fixed, so that no way has to be tried twice.

use super::hcon::is_space;

/// A name with its value, both as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) key: &'a str,
    pub(super) value: Option<&'a str>,
    /// Whether the name stood without quotes.
    pub(super) bare_key: bool,
}

/// What may follow a name: a value or none, and where the match ends.
type Tail<'a> = Option<(Option<&'a str>, usize)>;

struct Scanner<'a> {
    text: &'a str,
    /// The tail after the last place that was asked for.
    known_tail: Option<(usize, Tail<'a>)>,
    /// The first `/>` from some place on, as long as it is ahead.
    known_close: Option<(usize, Option<usize>)>,
    /// The end of the bare run that was looked at last.
    run_end: usize,
}

/// The pairs of a text, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut scanner = Scanner { text, known_tail: None, known_close: None, run_end: 0 };
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        match scanner.pair_at(at, first) {
            Some((pair, end)) => {
                pairs.push(pair);
                at = end;
            }
            None => at += first.len_utf8(),
        }
    }
    pairs
}

impl<'a> Scanner<'a> {
    fn pair_at(&mut self, at: usize, first: char) -> Option<(Pair<'a>, usize)> {
        let quoted = if matches!(first, '"' | '\'') { self.quoted(at, first, 1) } else { None };
        if let Some((key, end)) = quoted
            && let Some((value, end)) = self.tail(end)
        {
            return Some((Pair { key, value, bare_key: false }, end));
        }
        if is_space(first) || matches!(first, ',' | ':') {
            return None;
        }
        let end = self.end_of_run(at);
        let (value, match_end) = self.tail(end)?;
        Some((Pair { key: &self.text[at..end], value, bare_key: true }, match_end))
    }

    fn end_of_run(&mut self, at: usize) -> usize {
        if self.run_end <= at {
            let ends = |character: char| is_space(character) || matches!(character, ',' | ':');
            self.run_end = self.text[at..].find(ends).map_or(self.text.len(), |length| at + length);
        }
        self.run_end
    }

    /// What is in quotes that open at `at`, of at least that many bytes, and where they have closed.
    fn quoted(&self, at: usize, quote: char, least: usize) -> Option<(&'a str, usize)> {
        let inside = self.text.get(at + 1..)?;
        let length = inside.find(quote).filter(|&length| length >= least)?;
        Some((&inside[..length], at + length + 2))
    }

    fn tail(&mut self, at: usize) -> Tail<'a> {
        if let Some((known, tail)) = self.known_tail
            && known == at
        {
            return tail;
        }
        let tail = self.value_after(at).map(|(value, end)| (Some(value), end));
        let tail = tail.or_else(|| self.may_end(at).then_some((None, at)));
        self.known_tail = Some((at, tail));
        tail
    }

    /// Whether a match may end here: `(?=\s|,|$)`.
    fn may_end(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_none_or(|next| is_space(next) || next == ',')
    }

    fn skip_spaces(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start_matches(is_space).len()
    }

    fn value_after(&mut self, at: usize) -> Option<(&'a str, usize)> {
        let colon = self.skip_spaces(at);
        if !self.text[colon..].starts_with(':') {
            return None;
        }
        let start = self.skip_spaces(colon + 1);
        let first = self.text[start..].chars().next()?;
        let enclosed = match first {
            '"' | '\'' => self.quoted(start, first, 0),
            '<' => self.bracketed(start),
            _ => None,
        };
        enclosed.filter(|&(_, end)| self.may_end(end)).or_else(|| {
            let bare = &self.text[start..];
            let length = bare.find(|next| is_space(next) || next == ',').unwrap_or(bare.len());
            (length > 0).then(|| (&bare[..length], start + length))
        })
    }

    /// `<…/>` that opens at `at`.
    fn bracketed(&mut self, at: usize) -> Option<(&'a str, usize)> {
        let inside = at + 1;
        let first = match self.known_close {
            Some((_, None)) => None,
            Some((from, Some(close))) if from <= inside && inside <= close => Some(close),
            _ => {
                let close = self.text[inside..].find("/>").map(|length| inside + length);
                self.known_close = Some((inside, close));
                close
            }
        };
        let close = first.filter(|&close| close > inside)?;
        Some((&self.text[inside..close], close + 2))
    }
}

#[cfg(test)]
mod tests {
    use super::pairs;
    use regress::Regex;

    const PATTERN: &str = r#"(?:"([^"]+)"|'([^']+)'|([^\s,:]+))(?:\s*:\s*(?:"([^"]*)"|'([^']*)'|<((?:[^/]|\/(?!>))+)\/>|([^\s,]+)))?(?=\s|,|$)"#;

    /// What JavaScript's own regular expression finds.
    fn judged(text: &str) -> Vec<(String, Option<String>, bool)> {
        let pattern = Regex::new(PATTERN).unwrap();
        let matches = pattern.find_iter(text).map(|found| {
            let group = |n| found.group(n).map(|range| text[range].to_owned());
            let key = group(1).or_else(|| group(2));
            let bare = key.is_none();
            let value = (4..=7).find_map(group);
            (key.or_else(|| group(3)).unwrap(), value, bare)
        });
        matches.collect()
    }

    fn found(text: &str) -> Vec<(String, Option<String>, bool)> {
        let own = |pair: super::Pair<'_>| (pair.key.to_owned(), pair.value.map(str::to_owned), pair.bare_key);
        pairs(text).into_iter().map(own).collect()
    }

    #[test]
    fn every_short_text_is_read_as_the_regular_expression_reads_it() {
        let alphabet = ['a', ':', '"', '\'', ' ', ',', '<', '/', '>'];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| alphabet.map(|next| format!("{text}{next}"));
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                assert_eq!(found(text), judged(text), "{text}");
            }
        }
    }

    #[test]
    fn longer_texts_too() {
        for text in [
            "a:<b/>c d:</> e:<f /g/>",
            "\"a\":\"b\"c 'd' : 'e f',g",
            "a\u{a0}:\u{a0}b\u{feff}c \u{85}d:1",
            "swap:1s:2 :x y: z",
            "a:\"b 'c\" d' e\"f g\":h",
        ] {
            assert_eq!(found(text), judged(text), "{text}");
        }
    }

    #[test]
    fn a_hostile_text_takes_linear_time() {
        for unit in ["a\"", "\"a\":<", "aaaa", "'x':\"", "a:<a", "\"\"'"] {
            let text = format!("{}:", unit.repeat(200_000));
            pairs(&text);
        }
    }
}
