//! The part of `htmx.config` that only htmx 4 has.

use serde_json::{Map, Value};

use super::hcon::{self, HconError};
use crate::page::{Document, NodeId};

/// htmx 4's settings (htmx 4.0.1 `#initHtmxConfig`), those that change what hxws predicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The other beginning that attributes may have in place of `hx-`; empty for none.
    pub prefix: String,
    /// What stands in place of the colon in attributes and events.
    pub meta_character: Option<String>,
    /// The swap of a message that names none: a whole `hx-swap` value.
    pub default_swap: String,
    /// Whether attributes are inherited without `:inherited`.
    pub implicit_inheritance: bool,
    /// How long new elements keep the looks of the old ones: ms or a text such as `1s`.
    pub default_settle_delay: Value,
    /// Beginnings of attributes that a morph leaves alone.
    pub morph_ignore: Vec<String>,
    /// Whether `morphIgnore` is no list but, say, a text, upon which a morph throws.
    pub morph_ignore_unusable: bool,
    /// What a morph leaves alone; empty for nothing.
    pub morph_skip: String,
    /// Whose children a morph leaves alone; empty for nothing.
    pub morph_skip_children: String,
    /// How many siblings a morph looks at.
    pub morph_scan_limit: i64,
    /// Whether a message that holds nothing but out-of-band swaps empties the target.
    pub allow_empty_swap_after_oob: bool,
    /// The nonce that scripts in messages get; empty for none.
    pub inline_script_nonce: String,
    /// The extensions that may register, separated by commas; empty for all.
    pub extensions: String,
    /// Whether swaps are view transitions.
    pub transitions: bool,
    /// The settings of sockets.
    pub ws: Map<String, Value>,
    /// Why htmx does not start, if it does not: the settings in the page begin with a brace and are not JSON.
    pub refused: Option<HconError>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            prefix: "data-hx-".into(),
            meta_character: None,
            default_swap: "innerHTML".into(),
            implicit_inheritance: false,
            default_settle_delay: Value::from(1),
            morph_ignore: vec!["data-htmx-powered".into()],
            morph_ignore_unusable: false,
            morph_skip: "[hx-morph-skip]".into(),
            morph_skip_children: "[hx-morph-skip-children]".into(),
            morph_scan_limit: 10,
            allow_empty_swap_after_oob: false,
            inline_script_nonce: String::new(),
            extensions: String::new(),
            transitions: false,
            ws: Map::new(),
            refused: None,
        }
    }
}

impl Settings {
    /// Reads the `<meta name="htmx-config">` that is there when htmx's script runs, written in HCON or JSON.
    #[must_use]
    pub fn of_page(page: &Document) -> Self {
        let mut settings = Self::default();
        match hcon::parse(meta(page).unwrap_or_default()) {
            Ok(source) => settings.merge(&source),
            Err(error) => settings.refused = Some(error),
        }
        settings
    }

    /// Takes over what the source sets (htmx 4.0.1 `HCON.merge` into `htmx.config`).
    pub fn merge(&mut self, source: &Map<String, Value>) {
        for (name, value) in source {
            self.set(name, value);
        }
    }

    fn set(&mut self, name: &str, value: &Value) {
        match (name, value) {
            ("prefix", value) => self.prefix = text(value),
            ("metaCharacter", value) => self.meta_character = Some(text(value)).filter(|it| !it.is_empty()),
            ("defaultSwap", value) => self.default_swap = text(value),
            ("implicitInheritance", value) => self.implicit_inheritance = truthy(value),
            ("defaultSettleDelay", value) => self.default_settle_delay = value.clone(),
            ("morphIgnore", Value::Array(names)) => {
                self.morph_ignore_unusable = false;
                self.morph_ignore = names.iter().filter_map(Value::as_str).map(String::from).collect();
            }
            ("morphIgnore", value) => {
                self.morph_ignore = Vec::new();
                self.morph_ignore_unusable = truthy(value);
            }
            ("morphSkip", value) => self.morph_skip = text(value),
            ("morphSkipChildren", value) => self.morph_skip_children = text(value),
            ("morphScanLimit", Value::Number(limit)) => {
                self.morph_scan_limit = limit.as_i64().unwrap_or(self.morph_scan_limit);
            }
            ("allowEmptySwapAfterOOB", value) => self.allow_empty_swap_after_oob = truthy(value),
            ("inlineScriptNonce", value) => self.inline_script_nonce = text(value),
            ("extensions", value) => self.extensions = text(value),
            ("transitions", value) => self.transitions = truthy(value),
            ("ws", Value::Object(source)) => hcon::merge(source, &mut self.ws),
            _ => {}
        }
    }

    /// Whether the extension may register (htmx 4.0.1 `registerExtension`).
    #[must_use]
    pub fn allows(&self, extension: &str) -> bool {
        let names = || self.extensions.split(',').map(|name| name.trim_start_matches(hcon::is_space));
        self.extensions.is_empty() || names().any(|name| name == extension)
    }

    /// `:` replaced by what stands in its place (htmx 4.0.1 `#maybeAdjustMetaCharacter`).
    #[must_use]
    pub fn adjusted(&self, name: &str) -> String {
        match &self.meta_character {
            Some(meta) => name.replace(':', meta),
            None => name.to_owned(),
        }
    }
}

/// The content of the first `<meta name="htmx-config">` that comes before htmx's own script, which reads it where it
/// stands; before the body, where the page does not say where htmx comes from.
#[must_use]
pub fn meta(page: &Document) -> Option<&str> {
    let is_htmx = |&node: &NodeId| {
        let address = page.attr(node, "src").filter(|_| page.local_name(node) == Some("script"));
        address.is_some_and(|address| address.contains("htmx"))
    };
    let is_put_off = |node| page.has_attr(node, "defer") || page.attr(node, "type") == Some("module");
    let script = page.descendants(page.root()).find(is_htmx);
    let end = match script {
        Some(script) => Some(script).filter(|&script| !is_put_off(script)),
        None => page.body(),
    };
    let is_meta = |&node: &NodeId| {
        page.local_name(node) == Some("meta") && page.attr(node, "name") == Some("htmx-config")
    };
    let meta = page.descendants(page.root()).take_while(|&node| Some(node) != end).find(is_meta)?;
    page.attr(meta, "content")
}

/// A setting that is used as text; what JavaScript takes for false is empty.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value if truthy(value) => super::super::json::stringify(value),
        _ => String::new(),
    }
}

/// What JavaScript takes for true.
#[must_use]
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// A time in ms (htmx 4.0.1 `parseInterval`); `None` where it is none.
#[must_use]
pub fn interval(value: &Value) -> Option<f64> {
    let text = match value {
        Value::Number(number) => return number.as_f64(),
        Value::String(text) => text,
        _ => return None,
    };
    let digits =
        text.len() - text.trim_start_matches(|next: char| next.is_ascii_digit() || next == '.').len();
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "" | "ms" => 1.0,
        "s" => 1000.0,
        "m" => 60_000.0,
        _ => return None,
    };
    // parseFloat stops at the second point
    let second = number.match_indices('.').nth(1).map_or(number.len(), |(at, _)| at);
    number[..second].parse::<f64>().ok().map(|number| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings(content: &str) -> Settings {
        Settings::of_page(&Document::parse(&format!("<meta name=htmx-config content='{content}'>")))
    }

    #[test]
    fn settings_come_as_hcon_or_as_json() {
        let hcon = settings("defaultSwap:beforeend, ws.reconnect:false metaCharacter:-");
        assert_eq!((hcon.default_swap.as_str(), hcon.meta_character.as_deref()), ("beforeend", Some("-")));
        assert_eq!(Value::Object(hcon.ws), json!({"reconnect": false}));
        let json = settings(r#"{"prefix": "", "ws": {"reconnectDelay": "1s"}}"#);
        assert_eq!((json.prefix.as_str(), json.ws.get("reconnectDelay")), ("", Some(&json!("1s"))));
        assert!(settings("{nope").refused.is_some());
    }

    #[test]
    fn settings_after_the_script_come_too_late() {
        let swap = |html: &str| Settings::of_page(&Document::parse(html)).default_swap;
        let meta = "<meta name=htmx-config content='defaultSwap:none'>";
        assert_eq!(swap(&format!("<body>{meta}")), "innerHTML");
        assert_eq!(swap(&format!("{meta}<script src=htmx.js></script>")), "none");
        assert_eq!(swap(&format!("<script src=/js/htmx.min.js></script>{meta}")), "innerHTML");
        assert_eq!(swap(&format!("<script defer src=htmx.js></script><body>{meta}")), "none");
    }

    #[test]
    fn extensions_register_where_the_list_names_them_or_there_is_none() {
        assert!(Settings::default().allows("ws"));
        assert!(settings("extensions:\"sse, ws\"").allows("ws"));
        assert!(!settings("extensions:sse").allows("ws"));
    }

    #[test]
    fn intervals_have_units() {
        let ms = |text: &str| interval(&json!(text));
        assert_eq!(
            (ms("1.5s"), ms("20ms"), ms("2m"), ms("7")),
            (Some(1500.0), Some(20.0), Some(120_000.0), Some(7.0))
        );
        assert_eq!((ms("1.2.3"), ms("."), ms("1h"), ms("")), (Some(1.2), None, None, None));
        assert_eq!(interval(&json!(3)), Some(3.0));
    }
}
