//! The headers that htmx 4 sends along: those of a request's context.

use serde_json::{Map, Value};

use super::{attribute, hcon, identifier, selector};
use crate::htmx::config::Config;
use crate::htmx::selector::Found;
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// The headers of a sender, in order (htmx 4.0.1 `#createRequestContext`, without `Accept`, which the extension
/// deletes). `boosted` is the `hx-boost` of a boosted element; `href` is `location.href`.
///
/// # Errors
/// Where htmx throws and nothing is sent: `hx-target` is no selector or finds no element, `hx-config` is not JSON.
pub fn headers(
    page: &Document,
    config: &Config,
    sender: NodeId,
    boosted: Option<&str>,
    href: &str,
) -> Result<Map<String, Value>, Thrown> {
    let mut context = Map::new();
    context.extend(
        attribute::value(page, config, sender, "hx-target").map(|target| ("target".into(), target.into())),
    );
    context.insert("request".into(), request(page, sender, boosted.is_some(), href));
    if let Some(boost) = boosted {
        hcon::merge(&read("hx-boost", boost)?, &mut context);
    }
    if let Some(target) = target(page, config, sender, boosted.is_some(), context.get("target"))? {
        let identifier = identifier::of_found(page, target)?;
        let headers = context.get_mut("request").and_then(|request| request.get_mut("headers"));
        match headers {
            Some(Value::Object(headers)) => headers.insert("HX-Target".into(), identifier.into()),
            Some(Value::Array(_)) => None,
            _ => return Err(Thrown("hx-boost leaves no headers that HX-Target could go into".into())),
        };
    }
    let mut request = match context.remove("request") {
        Some(Value::Object(request)) => request,
        _ => Map::new(),
    };
    if let Some(written) = attribute::value(page, config, sender, "hx-config").filter(|it| !it.is_empty()) {
        hcon::merge(&read("hx-config", &written)?, &mut request);
    }
    let mut headers = spread(request.remove("headers"));
    headers.shift_remove("Accept");
    Ok(headers)
}

/// htmx 4.0.1 `#createCoreHeaders`, as the part of the context that holds it.
fn request(page: &Document, sender: NodeId, boosted: bool, href: &str) -> Value {
    let mut headers = Map::new();
    headers.insert("HX-Request".into(), "true".into());
    headers.insert("HX-Source".into(), identifier::of(page, sender).into());
    headers.insert("HX-Current-URL".into(), href.into());
    headers.insert("Accept".into(), "text/html".into());
    if boosted {
        headers.insert("HX-Boosted".into(), "true".into());
    }
    Value::Object(Map::from_iter([("headers".to_owned(), Value::Object(headers))]))
}

/// The target (htmx 4.0.1 `#resolveTarget`): none where the selector finds nothing.
fn target(
    page: &Document,
    config: &Config,
    sender: NodeId,
    boosted: bool,
    written: Option<&Value>,
) -> Result<Option<Found>, Thrown> {
    match written {
        Some(Value::String(written)) => selector::find(page, config, sender, written, Some("hx-target"))
            .map_err(|error| Thrown(error.to_string())),
        None | Some(Value::Null) if boosted => Ok(page.body().map(Found::Element)),
        None | Some(Value::Null) => Ok(Some(Found::Element(sender))),
        Some(other) => Err(Thrown(format!("the target `{other}` is no selector"))),
    }
}

fn read(name: &str, written: &str) -> Result<Map<String, Value>, Thrown> {
    hcon::parse(written).map_err(|error| Thrown(format!("{name}: {error}")))
}

/// `{...value}`.
pub(super) fn spread(value: Option<Value>) -> Map<String, Value> {
    let numbered = |values: Vec<Value>| {
        values.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
    };
    match value {
        Some(Value::Object(map)) => map,
        Some(Value::Array(values)) => numbered(values),
        Some(Value::String(text)) => numbered(text.chars().map(|c| c.to_string().into()).collect()),
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "http://app.test/";

    fn sent(html: &str, boosted: Option<&str>) -> Result<String, Thrown> {
        let page = Document::parse(html);
        let sender = page.by_id("f")[0];
        headers(&page, &Config::default(), sender, boosted, URL)
            .map(|headers| Value::Object(headers).to_string().replace(URL, "URL"))
    }

    fn on(attributes: &str) -> String {
        sent(&format!("<div id=live><form id=f {attributes}></form></div>"), None).unwrap()
    }

    const CORE: &str = r#""HX-Request":"true","HX-Source":"form#f","HX-Current-URL":"URL""#;

    #[test]
    fn the_target_is_named_where_it_is_found() {
        assert_eq!(on(""), format!(r##"{{{CORE},"HX-Target":"form#f"}}"##));
        assert_eq!(on("hx-target='closest div'"), format!(r##"{{{CORE},"HX-Target":"div#live"}}"##));
        assert_eq!(on("hx-target='#nope'"), format!("{{{CORE}}}"));
        assert_eq!(on("hx-target=''"), format!("{{{CORE}}}"));
    }

    #[test]
    fn hx_config_changes_the_headers() {
        assert_eq!(
            on(r#"hx-config='{"headers":{"X-A":1,"HX-Request":"no","Accept":"t"}}'"#),
            r#"{"HX-Request":"no","HX-Source":"form#f","HX-Current-URL":"URL","HX-Target":"form#f","X-A":1}"#
        );
        assert_eq!(
            on("hx-config='headers.X-B:yes'"),
            format!(r##"{{{CORE},"HX-Target":"form#f","X-B":"yes"}}"##)
        );
        assert_eq!(on(r#"hx-config='{"headers":"ab"}'"#), r#"{"0":"a","1":"b"}"#);
        assert_eq!(on("hx-config=headers:5"), "{}");
        assert_eq!(on("hx-headers='X:1'"), format!(r##"{{{CORE},"HX-Target":"form#f"}}"##));
    }

    #[test]
    fn a_boosted_element_says_so_and_targets_the_body() {
        let boosted = |boost| sent("<div id=live><form id=f></form></div>", Some(boost));
        assert_eq!(
            boosted("true").unwrap(),
            format!(r##"{{{CORE},"HX-Boosted":"true","HX-Target":"body"}}"##)
        );
        assert_eq!(
            boosted("target:#live, request.headers.X-Q:1").unwrap(),
            format!(r##"{{{CORE},"HX-Boosted":"true","X-Q":1,"HX-Target":"div#live"}}"##)
        );
        assert!(boosted("request:5").is_err());
    }

    #[test]
    fn what_has_no_tag_and_what_is_no_selector_throws() {
        assert!(sent("<form id=f hx-target=document>", None).is_err());
        assert!(sent("<form id=f hx-target='##'>", None).is_err());
        assert!(sent("<form id=f hx-config='{bad'>", None).is_err());
    }
}
