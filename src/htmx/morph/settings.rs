//! The object of settings that may stand after `morph:` in a swap style (idiomorph 0.8.0 `createMorphConfig`).
//!
//! A browser evaluates it; here it is read as the literal that people write, without calls or names.

use super::idiomorph::Options;
use crate::htmx::swap::Thrown;

/// Reads an object literal. What changes nothing on the page (`callbacks`, `restoreFocus`, `head`) is passed over.
///
/// # Errors
/// Where it is no object, or says a `morphStyle` that idiomorph does not know.
pub fn read(literal: &str) -> Result<Options, Thrown> {
    let inside = literal.trim().strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let inside = inside.ok_or_else(|| Thrown(format!("`{literal}` is no object of settings")))?;
    let mut options = Options::default();
    for entry in entries(inside) {
        let Some((name, value)) = entry.split_once(':') else { continue };
        let value = bare(value);
        match bare(name) {
            "morphStyle" if !matches!(value, "innerHTML" | "outerHTML") => {
                return Err(Thrown(format!("Do not understand how to morph style {value}")));
            }
            "morphStyle" => options.inner = value == "innerHTML",
            "ignoreActive" => options.ignore_active = is_true(value),
            "ignoreActiveValue" => options.ignore_active_value = is_true(value),
            _ => {}
        }
    }
    Ok(options)
}

/// The parts between the commas that stand in no brackets.
fn entries(inside: &str) -> Vec<&str> {
    let (mut entries, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, next) in inside.char_indices() {
        match next {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                entries.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    entries.push(&inside[start..]);
    entries
}

fn bare(text: &str) -> &str {
    text.trim().trim_matches(['\'', '"', '`'])
}

fn is_true(value: &str) -> bool {
    !matches!(value, "false" | "0" | "null" | "undefined" | "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_people_write_them() {
        let read = |text| read(text).ok();
        let inner = Options { inner: true, ..Options::default() };
        assert_eq!(read("{morphStyle:'innerHTML'}"), Some(inner));
        assert_eq!(
            read(r#"{ head: {style: 'append', x: 1}, "morphStyle": "innerHTML", ignoreActiveValue: true }"#),
            Some(Options { ignore_active_value: true, ..inner })
        );
        assert_eq!(read("{}"), Some(Options::default()));
        assert_eq!(read("{morphStyle:'afterbegin'}"), None);
        assert_eq!(read("settings"), None);
    }
}
