//! The inline scripts of a page, in the order in which a browser runs them.

use super::dialect::Dialect;
use super::script::{PageScript, PageScripts};
use crate::page::{Document, NodeId};

/// The scripts of a page that hxws can run: those that stand in it. `config` is `htmx.config` before the first.
#[must_use]
pub fn of_page(
    page: &Document,
    dialect: &Dialect,
    config: serde_json::Map<String, serde_json::Value>,
) -> PageScripts {
    let elements: Vec<NodeId> =
        page.descendants(page.root()).filter(|&node| page.local_name(node) == Some("script")).collect();
    let htmx = elements.iter().position(|&node| page.attr(node, "src").is_some_and(is_htmx));
    let deferred = htmx.is_some_and(|at| waits(page, elements[at]));
    let mut scripts = PageScripts {
        version: dialect.htmx.to_string(),
        finds_extended: dialect.api_finds_extended,
        config,
        ..PageScripts::default()
    };
    let mut modules = Vec::new();
    for (at, &element) in elements.iter().enumerate() {
        let kind = kind(page, element);
        if kind == Kind::Data {
            continue;
        }
        if let Some(src) = page.attr(element, "src") {
            scripts.others |= !is_known(src);
            continue;
        }
        let code = page.text_content(element);
        if kind == Kind::Module {
            let code = format!("(async () => {{ 'use strict'; {code}\n}})()");
            modules.push(PageScript { code, element: None, has_htmx: true });
        } else if !code.trim().is_empty() {
            let has_htmx = htmx.is_none_or(|htmx| at > htmx && !deferred);
            scripts.scripts.push(PageScript { code, element: Some(element), has_htmx });
        }
    }
    scripts.scripts.append(&mut modules);
    scripts
}

#[derive(PartialEq)]
enum Kind {
    Classic,
    Module,
    Data,
}

/// HTML §4.12.1.1 `prepare the script element`.
fn kind(page: &Document, element: NodeId) -> Kind {
    let written = match (page.attr(element, "type"), page.attr(element, "language")) {
        (Some(kind), _) => kind.trim().to_ascii_lowercase(),
        (None, Some(language)) if !language.is_empty() => format!("text/{}", language.to_ascii_lowercase()),
        (None, _) => String::new(),
    };
    match written.as_str() {
        "module" => Kind::Module,
        _ if page.has_attr(element, "nomodule") => Kind::Data,
        "" => Kind::Classic,
        kind if kind.ends_with("javascript") || kind.ends_with("ecmascript") => Kind::Classic,
        _ => Kind::Data,
    }
}

/// Whether a script that is fetched runs after the inline ones.
fn waits(page: &Document, element: NodeId) -> bool {
    page.has_attr(element, "defer")
        || page.has_attr(element, "async")
        || page.attr(element, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("module"))
}

fn file_name(src: &str) -> &str {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// htmx itself, by the usual names of its file.
fn is_htmx(src: &str) -> bool {
    let name = file_name(src);
    let package = src.contains("htmx.org") && !src.contains("/ext/");
    (package || name.starts_with("htmx")) && !src.contains("htmx-ext-")
}

/// A script of which hxws knows what it does: htmx and its extensions for sockets and swaps.
fn is_known(src: &str) -> bool {
    const EXTENSIONS: [&str; 5] = ["ws", "hx-ws", "morphdom-swap", "idiomorph-ext", "morphdom-umd"];
    let stem = file_name(src).trim_end_matches(".js").trim_end_matches(".min");
    is_htmx(src) || src.contains("htmx-ext-ws") || EXTENSIONS.contains(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> (Vec<(String, bool)>, bool) {
        let scripts = of_page(&Document::parse(html), &Dialect::default(), serde_json::Map::new());
        let listed = scripts.scripts.into_iter().map(|script| (script.code, script.has_htmx));
        (listed.collect(), scripts.others)
    }

    #[test]
    fn scripts_before_htmx_do_not_find_it() {
        let page = "<script>a</script><script src=/js/htmx.min.js?v=1></script><script>b</script>";
        assert_eq!(found(page), (vec![("a".into(), false), ("b".into(), true)], false));
        let deferred = page.replace("<script src", "<script defer src");
        assert_eq!(found(&deferred), (vec![("a".into(), false), ("b".into(), false)], false));
        assert_eq!(found("<script>a</script>"), (vec![("a".into(), true)], false));
    }

    #[test]
    fn data_is_no_script_and_modules_come_last() {
        let (scripts, others) = found(
            "<script type=importmap>{}</script><script type=module>m</script><script type='text/JavaScript'>a</script>\
             <script type=text/template>t</script><script> </script><script nomodule>n</script>",
        );
        let codes: Vec<_> = scripts.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["a", "(async () => { 'use strict'; m\n})()"]);
        assert!(!others);
    }

    #[test]
    fn scripts_that_are_fetched_and_not_known_are_others() {
        assert!(found("<script src=/app.js></script>").1);
        assert!(!found("<script src=https://unpkg.com/htmx-ext-ws@2.0.4/ws.js></script>").1);
        assert!(
            !found("<script src=/static/ext/ws.js></script><script src=//unpkg.com/htmx.org@2.0.4></script>")
                .1
        );
    }
}
