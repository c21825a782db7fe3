//! The page as a whole: versions that do not go together, parts that come later.

use super::{Finding, extension, tag};
use crate::htmx::attribute;
use crate::htmx::config::Config;
use crate::htmx::detect::{self, Detected};
use crate::htmx::dialect::{Dialect, EARLIEST_1, LATEST_1, LATEST_2, LATEST_4, Processing};
use crate::htmx::version::Version;
use crate::page::{Document, NodeId};

/// An htmx with a ws extension that was made for another, and attributes that this htmx does not want.
#[must_use]
pub fn version_mismatch(dialect: &Dialect, page: &Document) -> Vec<Finding> {
    let loaded = detect::detect(page);
    let missing = extension::missing(dialect, page, &loaded);
    let Detected { htmx, ws_ext, ext_of_1, .. } = loaded;
    let major = htmx.as_deref().and_then(|version| version.chars().next());
    let mut found = Vec::new();
    match (major, &ws_ext, ext_of_1) {
        (Some(major @ ('1' | '4')), Some(ws_ext), _) => found.push(Finding::new(
            "version-mismatch",
            format!("the page loads htmx {major} and htmx-ext-ws {ws_ext}, which is made for htmx 2"),
            if major == '1' { "load dist/ext/ws.js of htmx 1" } else { "load dist/ext/hx-ws.js of htmx 4" },
        )),
        (Some(major @ ('2' | '4')), None, true) => found.push(Finding::new(
            "version-mismatch",
            format!("the page loads htmx {major} and the ws extension of htmx 1"),
            if major == '2' { "load htmx-ext-ws" } else { "load dist/ext/hx-ws.js of htmx 4" },
        )),
        _ => {}
    }
    found.extend(missing);
    found.extend(htmx.as_deref().and_then(|htmx| not_played(dialect, htmx)));
    found.extend(ws_ext.as_deref().and_then(|ws_ext| extension_not_played(dialect, ws_ext)));
    found.extend(attributes_of_another(dialect, page));
    found
}

/// A page whose htmx is older or newer than what is played of its line.
fn not_played(dialect: &Dialect, htmx: &str) -> Option<Finding> {
    let loaded = Version::parse(htmx).filter(|loaded| loaded.major == dialect.htmx.major)?;
    let (earliest, latest) = match loaded.major {
        1 => (EARLIEST_1, LATEST_1),
        2 => (Version::new(2, 0, 0), LATEST_2.0),
        4 => (LATEST_4, LATEST_4),
        _ => return None,
    };
    let what = format!("the page loads htmx {loaded}, which is not played: this is htmx {}", dialect.htmx);
    let major = loaded.major;
    let advice = if loaded < earliest {
        format!("load htmx {latest}; {earliest} is the earliest of htmx {major} that is played")
    } else {
        format!("load htmx {latest}, the latest of htmx {major} that is played")
    };
    (!(earliest..=latest).contains(&loaded)).then(|| Finding::new("version-mismatch", what, advice))
}

/// The same of htmx-ext-ws.
fn extension_not_played(dialect: &Dialect, ws_ext: &str) -> Option<Finding> {
    let played = dialect.ws_ext.filter(|played| played.major == LATEST_2.1.major)?;
    let loaded = Version::parse(ws_ext).filter(|&loaded| loaded > LATEST_2.1)?;
    let what = format!("the page loads htmx-ext-ws {loaded}, which is not played: this is {played}");
    let advice = format!("load {0}, which is the latest that is played", LATEST_2.1);
    Some(Finding::new("version-mismatch", what, advice))
}

fn attributes_of_another(dialect: &Dialect, page: &Document) -> Option<Finding> {
    let first = |names: &[&'static str], has: fn(&Document, NodeId, &str) -> bool| {
        page.descendants(page.root()).filter(|&node| page.is_element(node)).find_map(|node| {
            let name = names.iter().find(|name| has(page, node, name))?;
            Some((node, *name))
        })
    };
    let about = |(node, name): (NodeId, &str), what: &str, advice: &str| {
        Some(Finding::new("version-mismatch", format!("{} has {name}: {what}", tag(page, node)), advice))
    };
    let extended = ["ws-connect", "ws-send"];
    let of_four = ["hx-ws:connect", "hx-ws:send"];
    match dialect.processing {
        Processing::Four => match first(&extended, Document::has_attr) {
            Some(found) => {
                let what = "htmx 4 takes it up, and calls it deprecated";
                about(found, what, "write hx-ws:connect and hx-ws:send")
            }
            None => about(
                first(&["hx-ws", "data-ws-connect", "data-ws-send"], Document::has_attr)?,
                "htmx 4 does not act on it",
                "write hx-ws:connect and hx-ws:send",
            ),
        },
        Processing::Core => match first(&extended, attribute::has) {
            Some(found) => {
                let advice = "load dist/ext/ws.js and choose --htmx 1-ext, or write hx-ws";
                about(found, "htmx 1 acts on it only with its ws extension", advice)
            }
            None => {
                let advice = "write hx-ws=\"connect:/path\" and hx-ws=\"send\"";
                about(first(&of_four, attribute::has)?, "only htmx 4 acts on it", advice)
            }
        },
        Processing::Extension => {
            about(first(&of_four, attribute::has)?, "only htmx 4 acts on it", "write ws-connect and ws-send")
        }
    }
}

/// Parts of the page that it fetches by itself after it was loaded, of which the missing target may be one.
#[must_use]
pub fn lazy_content(page: &Document, config: &Config, selector: &str) -> Option<Finding> {
    let comes = |node: NodeId, name: &str, events: &[&str]| {
        if !attribute::has(page, node, name) {
            return false;
        }
        let trigger = attribute::filled(page, node, "hx-trigger").unwrap_or_default();
        let mut specs = trigger.split(',').filter_map(|spec| spec.split_whitespace().next());
        specs.any(|spec| spec.split('[').next().is_some_and(|event| events.contains(&event)))
    };
    let loads = |node| !config.has_loaded && comes(node, "hx-get", &["load", "revealed", "intersect"]);
    let others = |node| {
        comes(node, "hx-get", &["every"])
            || comes(node, "hx-post", &["load", "revealed", "intersect", "every"])
    };
    let lazy = page.descendants(page.root()).find(|&node| loads(node) || others(node))?;
    let advice = if loads(lazy) {
        "`--load` fetches it before the socket opens"
    } else {
        "hxws does not fetch it: save the page from the browser once it is complete, and give that with `--page`"
    };
    Some(Finding::new(
        "lazy-content",
        format!("`{selector}` may come with what {} fetches after the page was loaded", tag(page, lazy)),
        advice,
    ))
}

/// Messages without a socket that they could come by; `hint` says why there is none.
#[must_use]
pub fn no_socket(dialect: &Dialect, hint: &str) -> Finding {
    Finding::new(
        "no-socket",
        format!(
            "htmx {} opens no socket when this page is loaded, and no message arrives{hint}",
            dialect.htmx.major
        ),
        "",
    )
}

/// A script that sets `htmx.config` asks for what only a browser has, or runs into a limit; `how` it ended.
#[must_use]
pub fn unread_config(how: &str) -> Finding {
    Finding::new(
        "needs-browser",
        format!("an inline script that sets htmx.config {how}: what it sets after that is not known"),
        "set htmx.config in an inline script of its own, or by the htmx-config meta element",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mismatches(htmx: &str, html: &str) -> Vec<String> {
        let dialect = Dialect::choose(htmx, None).unwrap();
        version_mismatch(&dialect, &Document::parse(html)).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_extension_for_another_htmx_is_told() {
        let one = "<script src=https://unpkg.com/htmx.org@1.9.12></script>";
        let two = "<script src=https://unpkg.com/htmx.org@2.0.4></script>";
        let ext_of_2 = "<script src=https://unpkg.com/htmx-ext-ws@2.0.3/ws.js></script>";
        let ext_of_1 = "<script src=https://unpkg.com/htmx.org@1.9.12/dist/ext/ws.js></script>";
        assert_eq!(
            mismatches("1-ext", &format!("{one}{ext_of_2}")),
            ["the page loads htmx 1 and htmx-ext-ws 2.0.3, which is made for htmx 2"]
        );
        assert_eq!(
            mismatches("2", &format!("{two}{ext_of_1}")),
            ["the page loads htmx 2 and the ws extension of htmx 1"]
        );
        assert_eq!(mismatches("2", &format!("{two}{ext_of_2}")), [""; 0]);
        assert_eq!(mismatches("1-ext", &format!("{one}{ext_of_1}")), [""; 0]);
    }

    #[test]
    fn attributes_of_another_htmx_are_told() {
        assert_eq!(
            mismatches("4", "<div ws-connect=/ws>"),
            ["<div> has ws-connect: htmx 4 takes it up, and calls it deprecated"]
        );
        assert_eq!(
            mismatches("2", "<form id=f hx-ws:send>"),
            ["<form id=\"f\"> has hx-ws:send: only htmx 4 acts on it"]
        );
        assert_eq!(mismatches("4", "<form hx-ws:send>"), [""; 0]);
        assert_eq!(
            mismatches("4", "<p data-ws-connect=/ws>"),
            ["<p> has data-ws-connect: htmx 4 does not act on it"]
        );
        assert_eq!(mismatches("4", "<p hx-ws=send>"), ["<p> has hx-ws: htmx 4 does not act on it"]);
        assert_eq!(mismatches("1", "<p hx-ws:send>"), ["<p> has hx-ws:send: only htmx 4 acts on it"]);
        assert_eq!(
            mismatches("1", "<p ws-send>"),
            ["<p> has ws-send: htmx 1 acts on it only with its ws extension"]
        );
    }

    #[test]
    fn what_a_page_fetches_later_is_named() {
        let page = Document::parse("<div id=later hx-get=/part hx-trigger='load delay:1s'></div>");
        let mut config = Config::default();
        let told = lazy_content(&page, &config, "#x").unwrap();
        assert_eq!(told.what, "`#x` may come with what <div id=\"later\"> fetches after the page was loaded");
        assert_eq!(told.advice, "`--load` fetches it before the socket opens");
        let fetches = |trigger: &str| {
            let page = Document::parse(&format!("<div hx-get=/part hx-trigger=\"{trigger}\"></div>"));
            lazy_content(&page, &Config::default(), "#x").is_some()
        };
        assert_eq!(["click, load[ready]", "every 2s", "revealed once"].map(fetches), [true; 3]);
        assert_eq!(["loaded-custom", "everyone", "click"].map(fetches), [false; 3]);
        assert_eq!(lazy_content(&Document::parse("<div hx-get=/part></div>"), &config, "#x"), None);
        let polling = Document::parse("<div hx-get=/part hx-trigger='load, every 1s'></div>");
        config.has_loaded = true;
        assert_eq!(lazy_content(&page, &config, "#x"), None);
        let advice = lazy_content(&polling, &config, "#x").unwrap().advice;
        assert!(advice.starts_with("hxws does not fetch it"), "{advice}");
    }
}
