//! Times as htmx 1 and 2 read them.

/// A time in ms: a number, of seconds with `s`, of minutes with `m` (htmx 2.0.11 `parseInterval`); `None` where it is
/// none.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (number, unit) = if let Some(number) = text.strip_suffix("ms") {
        (number, 1.0)
    } else if let Some(number) = text.strip_suffix('s') {
        (number, 1000.0)
    } else if let Some(number) = text.strip_suffix('m') {
        (number, 60_000.0)
    } else {
        (text, 1.0)
    };
    parse_float(number).map(|number| number * unit)
}

/// JavaScript's `parseFloat`: the number that a text begins with.
#[must_use]
pub fn parse_float(text: &str) -> Option<f64> {
    let text = text.trim_start();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    if unsigned.starts_with("Infinity") {
        return Some(sign * f64::INFINITY);
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(unsigned);
    let fraction = unsigned[whole..].strip_prefix('.').map(digits);
    if whole + fraction.unwrap_or_default() == 0 {
        return None;
    }
    let mut end = whole + fraction.map_or(0, |fraction| fraction + 1);
    if let Some(exponent) = unsigned[end..].strip_prefix(['e', 'E']) {
        let signed = usize::from(exponent.starts_with(['+', '-']));
        let count = digits(&exponent[signed..]);
        end += if count > 0 { 1 + signed + count } else { 0 };
    }
    unsigned[..end].parse::<f64>().ok().map(|number| sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_milliseconds_seconds_and_minutes() {
        let read = ["60ms", "1.5s", "2m", "250", "1e2ms", "s", "soon", "3 s", ".5s"].map(parse);
        let none = None;
        assert_eq!(
            read,
            [
                Some(60.0),
                Some(1500.0),
                Some(120_000.0),
                Some(250.0),
                Some(100.0),
                none,
                none,
                Some(3000.0),
                Some(500.0)
            ]
        );
    }

    #[test]
    fn numbers_are_read_as_far_as_they_go() {
        let read = ["12px", "-1.e", "+Infinityx", "1.2.3", "e5", "1e+"].map(parse_float);
        assert_eq!(read, [Some(12.0), Some(-1.0), Some(f64::INFINITY), Some(1.2), None, Some(1.0)]);
    }
}
