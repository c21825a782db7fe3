//! What `element.value` is as text, for any element: htmx 4 asks whatever has a name for it.

use super::clobber;
use crate::page::{Document, NodeId};

/// The value as `FormData.append` takes it; elements that have none say `undefined`.
#[must_use]
pub fn text(page: &Document, node: NodeId) -> String {
    const UNDEFINED: &str = "undefined";
    if !page.is_html(node) {
        return UNDEFINED.to_owned();
    }
    let number = |name: &str| page.attr(node, name).and_then(|text| text.trim().parse::<f64>().ok());
    match page.local_name(node).unwrap_or_default() {
        "input" | "textarea" | "select" | "button" | "output" | "option" | "data" | "param" => {
            page.value(node)
        }
        "li" => page.attr(node, "value").map_or(0, leading_integer).to_string(),
        "progress" => {
            let most = number("max").filter(|&most| most > 0.0).unwrap_or(1.0);
            printed(number("value").unwrap_or_default().clamp(0.0, most))
        }
        "meter" => {
            let least = number("min").unwrap_or_default();
            let most = number("max").unwrap_or(1.0).max(least);
            printed(number("value").unwrap_or_default().clamp(least, most))
        }
        "form" => {
            clobber::hiding(page, node, "value").map_or(UNDEFINED.to_owned(), |hidden| hidden.text(page))
        }
        _ => UNDEFINED.to_owned(),
    }
}

fn printed(number: f64) -> String {
    ryu_js::Buffer::new().format(number).to_owned()
}

/// HTML §2.3.4.1, the rules for parsing integers; 0 where there is none.
fn leading_integer(text: &str) -> i32 {
    let text = text.trim_ascii_start();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let number: i64 = digits[..end].parse().unwrap_or_default();
    i32::try_from(if negative { -number } else { number }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(html: &str) -> String {
        let page = Document::parse(&format!("<body>{html}"));
        let node = page.first_child(page.body().unwrap()).unwrap();
        text(&page, node)
    }

    #[test]
    fn elements_without_a_value_say_undefined() {
        for html in ["<a name=x>", "<fieldset>", "<object>", "<my-el value=1>", "<svg value=1>", "<form>"] {
            assert_eq!(value(html), "undefined", "{html}");
        }
    }

    #[test]
    fn numbers_are_kept_within_their_bounds() {
        assert_eq!(
            (value("<li value=3>"), value("<li>"), value("<li value=-2x>")),
            ("3".into(), "0".into(), "-2".into())
        );
        assert_eq!((value("<progress value=0.5>"), value("<progress>")), ("0.5".into(), "0".into()));
        assert_eq!((value("<meter value=2 max=1>"), value("<meter min=3>")), ("1".into(), "3".into()));
    }

    #[test]
    fn what_holds_text_says_it() {
        assert_eq!((value("<data value=dv>"), value("<output>out</output>")), ("dv".into(), "out".into()));
        assert_eq!(value("<form><input name=value>"), "[object HTMLInputElement]");
    }
}
