//! `htmx.config`: the settings that a page can change, read where htmx reads them.

use serde_json::Value;

use super::extension::SwapExtension;
use super::four::config::Settings;
use crate::page::{Document, Selector};

/// The settings that change what hxws predicts (htmx 2.0.11 `htmx.config`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The style that stands in for an unknown one.
    pub default_swap_style: String,
    /// Attributes that a new element takes over from the old one of its id until settling.
    pub attributes_to_settle: Vec<String>,
    /// Elements inside of which htmx does nothing.
    pub disable_selector: String,
    /// Whether `js:` values and filters are evaluated.
    pub allow_eval: bool,
    /// Whether attributes are inherited only where `hx-inherit` says so.
    pub disable_inheritance: bool,
    /// Whether `<script>` survives in a message.
    pub allow_script_tags: bool,
    /// Whether a message is parsed in a template whatever its first tag is (htmx 1).
    pub use_template_fragments: bool,
    /// Whether the delay before a reconnect is one that the ws extension can use; where it is neither a function nor
    /// `full-jitter`, the extension throws and never reconnects.
    pub reconnect_delay_usable: bool,
    /// Extensions with swap styles that the page loads (htmx 1 and 2).
    pub swap_extensions: Vec<SwapExtension>,
    /// What only htmx 4 has.
    pub four: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            default_swap_style: "innerHTML".into(),
            attributes_to_settle: ["class", "style", "width", "height"].map(String::from).into(),
            disable_selector: "[hx-disable], [data-hx-disable]".into(),
            allow_eval: true,
            disable_inheritance: false,
            allow_script_tags: true,
            use_template_fragments: false,
            reconnect_delay_usable: true,
            swap_extensions: Vec::new(),
            four: Settings::default(),
        }
    }
}

impl Config {
    /// Reads the page's first `<meta name="htmx-config">` (htmx 2.0.11 `mergeMetaConfig`); text that is not JSON
    /// changes nothing.
    #[must_use]
    pub fn of_page(page: &Document) -> Self {
        let mut config = Self { four: Settings::of_page(page), ..Self::default() };
        let Ok(meta) = Selector::parse(r#"meta[name="htmx-config"]"#) else { return config };
        let content = page.select_first(page.root(), &meta).and_then(|node| page.attr(node, "content"));
        if let Some(Ok(Value::Object(settings))) = content.map(serde_json::from_str) {
            for (name, value) in &settings {
                config.set(name, value);
            }
        }
        config
    }

    fn set(&mut self, name: &str, value: &Value) {
        match (name, value) {
            ("defaultSwapStyle", Value::String(style)) => self.default_swap_style.clone_from(style),
            ("disableSelector", Value::String(selector)) => self.disable_selector.clone_from(selector),
            ("attributesToSettle", Value::Array(names)) => {
                self.attributes_to_settle =
                    names.iter().filter_map(|name| name.as_str().map(String::from)).collect();
            }
            ("allowEval", value) => self.allow_eval = truthy(value),
            ("disableInheritance", value) => self.disable_inheritance = truthy(value),
            ("allowScriptTags", value) => self.allow_script_tags = truthy(value),
            ("useTemplateFragments", value) => self.use_template_fragments = truthy(value),
            ("wsReconnectDelay", value) => {
                self.reconnect_delay_usable = !truthy(value) || value == "full-jitter";
            }
            _ => {}
        }
    }
}

/// What JavaScript takes for true.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meta_element_changes_the_defaults() {
        let page = Document::parse(
            r#"<meta name="htmx-config" content='{"defaultSwapStyle":"outerHTML","allowEval":false,"other":1}'>"#,
        );
        let config = Config::of_page(&page);
        assert_eq!(config.default_swap_style, "outerHTML");
        assert!(!config.allow_eval);
        assert!(config.allow_script_tags);
    }

    #[test]
    fn a_number_as_delay_is_of_no_use_to_the_extension() {
        let page = Document::parse(r#"<meta name="htmx-config" content='{"wsReconnectDelay":3000}'>"#);
        assert!(!Config::of_page(&page).reconnect_delay_usable);
    }

    #[test]
    fn text_that_is_not_json_changes_nothing() {
        let page = Document::parse(r#"<meta name="htmx-config" content="{nope">"#);
        let config = Config { four: Settings::default(), ..Config::of_page(&page) };
        assert_eq!(config, Config::default());
    }
}
