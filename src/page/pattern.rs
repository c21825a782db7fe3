//! The `pattern` attribute: a JavaScript regular expression with the `v` flag that the whole value must match.

use regress::{Flags, Regex};

/// Groups and classes within each other beyond this make no pattern; its parser recurses.
const MAX_NESTING: usize = 64;

/// What a pattern says about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Match,
    Mismatch,
    /// The pattern is no regular expression; browsers then ask for nothing.
    NoPattern,
}

/// Whether the whole value matches.
pub(super) fn matches_pattern(pattern: &str, value: &str) -> Verdict {
    let flags = Flags { unicode: true, unicode_sets: true, ..Flags::default() };
    if nests_too_deep(pattern) || Regex::with_flags(pattern, flags).is_err() {
        return Verdict::NoPattern;
    }
    match Regex::with_flags(&format!("^(?:{pattern})$"), flags) {
        Ok(regex) if regex.find(value).is_some() => Verdict::Match,
        Ok(_) => Verdict::Mismatch,
        Err(_) => Verdict::NoPattern,
    }
}

fn nests_too_deep(pattern: &str) -> bool {
    let mut depth = 0usize;
    let mut escaped = false;
    for byte in pattern.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_value_must_match() {
        assert_eq!(matches_pattern("[0-9]{4}", "1234"), Verdict::Match);
        assert_eq!(matches_pattern("[0-9]{4}", "12345"), Verdict::Mismatch);
        assert_eq!(matches_pattern("a|b", "ab"), Verdict::Mismatch);
        assert_eq!(matches_pattern(r"\p{Lu}(?=x)x", "Éx"), Verdict::Match);
    }

    #[test]
    fn what_is_no_expression_under_the_v_flag_asks_for_nothing() {
        for pattern in ["(", "[", "a)(b", r"\-", "[(]"] {
            assert_eq!(matches_pattern(pattern, "x"), Verdict::NoPattern, "{pattern}");
        }
        assert_eq!(matches_pattern(&"(".repeat(100_000), "x"), Verdict::NoPattern);
        assert_eq!(matches_pattern(&"[".repeat(100_000), "x"), Verdict::NoPattern);
    }
}
