//! Which htmx a page loads: from the addresses of its scripts, else from the attributes it uses.

use super::attribute;
use super::extension::SwapExtension;
use super::version::Version;
use crate::page::{Document, NodeId};

/// What a page tells of its htmx.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detected {
    /// What `--htmx` would take: `2.0.7`, `2`, `1`, `4`, …
    pub htmx: Option<String>,
    /// The version of `htmx-ext-ws`.
    pub ws_ext: Option<String>,
    /// Whether the address of a script named htmx's version; else the attributes did.
    pub by_address: bool,
    /// Whether the page has what only a ws extension acts on: `ws-connect` or `ws-send`.
    pub extended: bool,
    /// Whether it loads the ws extension that came with htmx 1.
    pub ext_of_1: bool,
}

/// The extensions with swap styles that the page's scripts bring.
#[must_use]
pub fn swap_extensions(page: &Document) -> Vec<SwapExtension> {
    let scripts = page.descendants(page.root()).filter(|&node| page.local_name(node) == Some("script"));
    let sources = scripts.filter_map(|script| page.attr(script, "src"));
    let mut found: Vec<SwapExtension> = sources.filter_map(SwapExtension::of_script).collect();
    found.dedup();
    found
}

/// Looks at the page's scripts in order, then at its attributes.
#[must_use]
pub fn detect(page: &Document) -> Detected {
    let mut found = Detected::default();
    let scripts = page.descendants(page.root()).filter(|&node| page.local_name(node) == Some("script"));
    for source in scripts.filter_map(|script| page.attr(script, "src")) {
        if is_extension_of_1(source) {
            found.ext_of_1 = true;
        }
        if let Some(version) = version_after(source, &["htmx-ext-ws@"]) {
            found.ws_ext.get_or_insert(version);
        } else if let Some(version) = version_after(source, &["htmx.org@", "/htmx/", "/htmx-", "htmx.org/"]) {
            found.htmx.get_or_insert(version);
        }
    }
    found.by_address = found.htmx.is_some();
    if !found.by_address {
        found.htmx = by_attributes(page).map(str::to_owned);
    }
    found.extended = found.ext_of_1
        || page.descendants(page.root()).any(|node| {
            page.is_element(node)
                && (attribute::has(page, node, "ws-connect") || attribute::has(page, node, "ws-send"))
        });
    found
}

/// `…/ext/ws.js`, as htmx 1 holds it.
fn is_extension_of_1(source: &str) -> bool {
    let path = source.split(['?', '#']).next().unwrap_or_default();
    ["/ext/ws.js", "/ext/ws.min.js"].iter().any(|end| path.ends_with(end)) && !path.contains("htmx-ext-ws")
}

/// The version that follows one of the marks: three numbers, or the major alone.
fn version_after(source: &str, marks: &[&str]) -> Option<String> {
    let start = marks.iter().find_map(|mark| source.find(mark).map(|at| at + mark.len()))?;
    let rest = &source[start..];
    let written: String =
        rest.trim_start_matches('v').chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let written = written.trim_end_matches('.');
    if let Some(version) = Version::parse(written) {
        return Some(version.to_string());
    }
    let major = written.split('.').next()?;
    matches!(major, "1" | "2" | "4").then(|| major.to_owned())
}

fn by_attributes(page: &Document) -> Option<&'static str> {
    let all: Vec<NodeId> = page.descendants(page.root()).filter(|&node| page.is_element(node)).collect();
    let any = |test: &dyn Fn(NodeId) -> bool| all.iter().any(|&node| test(node));
    if any(&|node| ["hx-ws:connect", "hx-ws:send"].iter().any(|name| attribute::has(page, node, name))) {
        Some("4")
    } else if any(&|node| attribute::has(page, node, "ws-connect") || attribute::has(page, node, "ws-send")) {
        Some("2")
    } else if any(&|node| attribute::has(page, node, "hx-ws")) {
        Some("1")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> (Option<String>, Option<String>) {
        let detected = detect(&Document::parse(html));
        (detected.htmx, detected.ws_ext)
    }

    fn pair(htmx: &str, ws_ext: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (some(htmx), some(ws_ext))
    }

    #[test]
    fn script_addresses_name_the_versions() {
        assert_eq!(
            found(
                "<script src=https://cdn.jsdelivr.net/npm/htmx.org@2.0.7/dist/htmx.js></script>\
                 <script src=https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.3/ws.js></script>"
            ),
            pair("2.0.7", "2.0.3")
        );
        assert_eq!(found("<script src=https://unpkg.com/htmx.org@1.9.12></script>"), pair("1.9.12", ""));
        assert_eq!(
            found("<script src=//cdnjs.cloudflare.com/ajax/libs/htmx/2.0.4/htmx.min.js></script>"),
            pair("2.0.4", "")
        );
        assert_eq!(found("<script src=/static/htmx-2.0.6.min.js></script>"), pair("2.0.6", ""));
        assert_eq!(found("<script src=https://unpkg.com/htmx.org@2></script>"), pair("2", ""));
    }

    #[test]
    fn without_script_addresses_the_attributes_tell() {
        assert_eq!(found("<script src=/js/htmx.min.js></script><p ws-connect=/ws>"), pair("2", ""));
        assert_eq!(found("<p hx-ws='connect:/ws'>"), pair("1", ""));
        assert_eq!(found("<p hx-ws:connect='/ws'>"), pair("4", ""));
        assert_eq!(found("<p>nothing</p>"), pair("", ""));
    }

    #[test]
    fn script_addresses_name_extensions_with_swap_styles() {
        let loaded =
            |address: &str| swap_extensions(&Document::parse(&format!("<script src='{address}'></script>")));
        assert_eq!(
            loaded("https://unpkg.com/idiomorph@0.3.0/dist/idiomorph-ext.min.js"),
            [SwapExtension::Idiomorph]
        );
        assert_eq!(
            loaded("https://unpkg.com/htmx.org@1.9.12/dist/ext/morphdom-swap.js?v=2"),
            [SwapExtension::Morphdom]
        );
        assert_eq!(loaded("https://unpkg.com/htmx-ext-morphdom-swap@2.0.0"), [SwapExtension::Morphdom]);
        assert_eq!(loaded("https://unpkg.com/idiomorph/dist/idiomorph.min.js"), []);
        assert_eq!(loaded("https://unpkg.com/morphdom/dist/morphdom-umd.js"), []);
    }
}
