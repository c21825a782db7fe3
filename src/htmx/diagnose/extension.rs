//! A page that loads htmx and not its ws extension, which is played as if it did.

use super::Finding;
use crate::htmx::attribute;
use crate::htmx::detect::Detected;
use crate::htmx::dialect::{Dialect, Processing};
use crate::htmx::library::Library;
use crate::page::{Document, NodeId};

/// Words in an inline script that may bring the extension by itself.
const BRINGING: [&str; 4] = ["script", "import", "Extension", "eval"];

/// Attributes that no htmx acts on without its extension, by its major.
fn attributes(major: &str) -> &'static [&'static str] {
    match major {
        "1" => &["ws-connect", "ws-send"],
        "2" => &["ws-connect", "ws-send", "hx-ws"],
        "4" => &["hx-ws:connect", "hx-ws:send", "ws-connect", "ws-send"],
        _ => &[],
    }
}

/// The extension is missing; nothing is said where a script may hold it that hxws cannot see into. What a htmx that
/// is played without any makes of the page is told elsewhere.
#[must_use]
pub fn missing(dialect: &Dialect, page: &Document, loaded: &Detected) -> Option<Finding> {
    let htmx = loaded.htmx.as_deref().filter(|_| loaded.by_address)?;
    let major = htmx.split('.').next()?;
    let uses = |node: NodeId| attributes(major).iter().any(|name| attribute::has(page, node, name));
    let mut elements = page.descendants(page.root()).filter(|&node| page.is_element(node));
    if dialect.processing == Processing::Core || !elements.any(uses) || !sees_all(page) {
        return None;
    }
    let advice = match major {
        "1" => "load dist/ext/ws.js of htmx 1 after htmx",
        "2" => "load htmx-ext-ws after htmx: https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4",
        _ => "load dist/ext/hx-ws.js of htmx 4 after htmx",
    };
    let what = format!(
        "the page loads htmx {htmx} and no ws extension: in a browser it opens no socket; it is played as if it had one"
    );
    Some(Finding::new("version-mismatch", what, advice))
}

/// Whether the page's scripts are all known, and none of them brings the extension.
fn sees_all(page: &Document) -> bool {
    let scripts = page.descendants(page.root()).filter(|&node| page.local_name(node) == Some("script"));
    scripts.into_iter().all(|script| match page.attr(script, "src") {
        Some(src) => matches!(Library::of(src), Library::Htmx | Library::Other),
        None => {
            let code = page.text_content(script);
            !BRINGING.iter().any(|word| code.contains(word))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::detect;

    const SOCKET: &str = "<div hx-ext=ws ws-connect=/ws></div>";

    fn told(htmx: &str, scripts: &str, body: &str) -> Option<String> {
        let page = Document::parse(&format!("{scripts}{body}"));
        let dialect = Dialect::choose(htmx, None).unwrap();
        missing(&dialect, &page, &detect::detect(&page)).map(|finding| finding.advice)
    }

    fn script(src: &str) -> String {
        format!("<script src='{src}'></script>")
    }

    #[test]
    fn each_htmx_names_its_own_extension() {
        let of = |version: &str| script(&format!("https://unpkg.com/htmx.org@{version}"));
        assert_eq!(
            told("2", &of("2.0.4"), SOCKET).as_deref(),
            Some("load htmx-ext-ws after htmx: https://cdn.jsdelivr.net/npm/htmx-ext-ws@2.0.4")
        );
        assert_eq!(
            told("1-ext", &of("1.9.12"), SOCKET).as_deref(),
            Some("load dist/ext/ws.js of htmx 1 after htmx")
        );
        assert_eq!(
            told("4", &of("4.0.1"), "<div hx-ws:connect=/ws></div>").as_deref(),
            Some("load dist/ext/hx-ws.js of htmx 4 after htmx")
        );
        assert_eq!(told("1", &of("1.9.12"), "<div hx-ws='connect:/ws'></div>"), None);
        assert_eq!(told("2", &of("2.0.4"), "<p>no socket</p>"), None);
    }

    #[test]
    fn a_page_whose_scripts_cannot_be_seen_into_is_not_accused() {
        let htmx = script("https://unpkg.com/htmx.org@2.0.4");
        let beside = |other: &str| told("2", &format!("{htmx}{other}"), SOCKET).is_some();
        assert!(beside("<script>htmx.config.defaultSwapStyle = 'outerHTML'</script>"));
        assert!(beside(&script("https://unpkg.com/hyperscript.org@0.9.12")));
        assert!(!beside(&script("/static/app.js")));
        assert!(!beside(&script("/static/ws.js")));
        assert!(!beside("<script type=module>import './app.js'</script>"));
        assert!(!beside("<script>htmx.defineExtension('ws', {})</script>"));
        assert_eq!(told("2", &script("/static/htmx.min.js"), SOCKET), None);
    }
}
