//! Response headers of htmx in a message, where nobody reads them.

use serde_json::Value;

use super::Finding;

/// The response headers that htmx knows, in lower case.
const KNOWN: [&str; 11] = [
    "hx-location",
    "hx-push-url",
    "hx-redirect",
    "hx-refresh",
    "hx-replace-url",
    "hx-reselect",
    "hx-reswap",
    "hx-retarget",
    "hx-trigger",
    "hx-trigger-after-settle",
    "hx-trigger-after-swap",
];

/// A message that carries response headers: as keys of a JSON object or of its `headers`, or as lines before the HTML.
#[must_use]
pub fn redirect_header(text: &str) -> Option<Finding> {
    if text.starts_with('<') {
        return None;
    }
    let name = in_json(text).or_else(|| in_lines(text))?;
    Some(Finding::new(
        "redirect-header",
        format!(
            "the message holds `{name}`: a message over a socket has no response headers, and htmx does not read it"
        ),
        "swap in what should change; a redirect needs a script, or a response to a request",
    ))
}

fn known(name: &str) -> bool {
    KNOWN.contains(&name.trim().to_ascii_lowercase().as_str())
}

fn in_json(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let inner = ["headers", "HEADERS"].iter().find_map(|key| value.get(key)?.as_object());
    let mut names = value.as_object()?.keys().chain(inner.into_iter().flat_map(|map| map.keys()));
    names.find(|name| known(name)).cloned()
}

fn in_lines(text: &str) -> Option<String> {
    let lines = text.lines().take_while(|line| !line.trim_start().starts_with('<'));
    lines
        .take(32)
        .find_map(|line| line.split_once(':').map(|(name, _)| name.trim()).filter(|name| known(name)))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::redirect_header;

    #[test]
    fn headers_are_found_in_json_and_before_the_html() {
        let found =
            |text| redirect_header(text).map(|finding| finding.what.split('`').nth(1).unwrap().to_owned());
        assert_eq!(found(r#"{"HX-Redirect":"/login"}"#).as_deref(), Some("HX-Redirect"));
        assert_eq!(found(r#"{"headers":{"hx-trigger":"saved"}}"#).as_deref(), Some("hx-trigger"));
        assert_eq!(found("HX-Refresh: true\n\n<p id=a>x</p>").as_deref(), Some("HX-Refresh"));
        assert_eq!(found("<p id=a>HX-Refresh: true</p>"), None);
        assert_eq!(found(r#"{"content":"<p>"}"#), None);
    }
}
