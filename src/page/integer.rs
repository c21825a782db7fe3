//! Integers in attributes, as HTML reads them.

/// A non-negative integer (HTML § 2.3.4.2): white space before it, anything after it. `None` where there is none.
pub(super) fn non_negative(text: &str) -> Option<usize> {
    let text = text.trim_start_matches(|char: char| char.is_ascii_whitespace());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
    let number = digits.get(..end)?.parse().ok()?;
    (!negative || number == 0).then_some(number)
}

/// As [`non_negative`], zero left out.
pub(super) fn positive(text: &str) -> Option<usize> {
    non_negative(text).filter(|&number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_may_be_followed_by_anything() {
        let numbers = ["5", " +5px", "-0", "-1", "x", "", "5.9", "99999999999999999999999"].map(non_negative);
        assert_eq!(numbers, [Some(5), Some(5), Some(0), None, None, None, Some(5), None]);
        assert_eq!(positive("0"), None);
    }
}
