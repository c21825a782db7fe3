//! An event's filter: what htmx makes of the JavaScript between brackets (htmx 2.0.11 `maybeGenerateConditional`).

use super::token::Tokens;

/// The filter that is next, as the expression that htmx evaluates with `event`: names that nothing is before are looked
/// for on the event and then on the window. None without one, or where its brackets are not closed.
pub(super) fn read(tokens: &mut Tokens<'_>) -> Option<String> {
    if !tokens.take("[") {
        return None;
    }
    let mut depth = 1_usize;
    let mut code = String::new();
    let mut last: Option<&str> = None;
    while let Some(token) = tokens.shift() {
        match token {
            "]" => {
                depth -= 1;
                if depth == 0 {
                    return Some(if last.is_none() { "true".to_owned() } else { code });
                }
            }
            "[" => depth += 1,
            _ => {}
        }
        if is_reference(token) && last != Some(".") {
            code.push_str("((event.");
            code.push_str(token);
            code.push_str(") ? (event.");
            code.push_str(token);
            code.push_str(") : (window.");
            code.push_str(token);
            code.push_str("))");
        } else {
            code.push_str(token);
        }
        last = Some(token);
    }
    None
}

fn is_reference(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && !matches!(token, "true" | "false" | "this" | "event")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(filter: &str) -> Option<String> {
        read(&mut Tokens::of(filter))
    }

    #[test]
    fn names_are_looked_for_on_the_event_and_then_on_the_window() {
        assert_eq!(
            code("[ctrlKey]").as_deref(),
            Some("((event.ctrlKey) ? (event.ctrlKey) : (window.ctrlKey))")
        );
        assert_eq!(code("[this.dataset.ok=='a b']").as_deref(), Some("this.dataset.ok=='a b'"));
        assert_eq!(code("[event.detail.x[0]]").as_deref(), Some("event.detail.x[0]"));
        assert_eq!(code("[]").as_deref(), Some("true"));
        assert_eq!(code("[open"), None);
    }
}
