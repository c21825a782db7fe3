//! `htmx.config`: the settings that a page can change, read where htmx reads them.

use serde_json::{Map, Value};

use super::expression::Reading;
use super::extension::SwapExtension;
use super::four::config::{self as four, Settings};
use super::four::hcon;
use super::page_scripts;
use super::script::{Failure, Kind, Member, PageScripts, Ran};
use crate::page::{Document, NodeId};

/// `htmx.config.disableSelector` where no page sets it.
pub const DISABLE_SELECTOR: &str = "[hx-disable], [data-hx-disable]";

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
    /// The delay before a reconnect (htmx 1 and 2).
    pub reconnect_delay: ReconnectDelay,
    /// Extensions with swap styles that the page loads (htmx 1 and 2).
    pub swap_extensions: Vec<SwapExtension>,
    /// How inline scripts that set `htmx.config` ended before their end: what they set after that is not known.
    pub unread: Vec<String>,
    /// How the page's settings are written, as far as that goes wrong for people.
    pub written: Written,
    /// Whether what the page fetches by itself after it was loaded has been fetched (`--load`).
    pub has_loaded: bool,
    /// What only htmx 4 has.
    pub four: Settings,
}

/// What a page writes about its settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The names that the `<meta>` element and scripts set.
    pub names: Vec<String>,
    /// What scripts that set `htmx.config` throw.
    pub thrown: Vec<String>,
    /// Whether a script names `wsReconnectDelay` and has run to its end without setting it.
    pub delay_is_open: bool,
    /// Whether any script, or the `<meta>` element, names it.
    pub names_delay: bool,
}

/// `htmx.config.wsReconnectDelay`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReconnectDelay {
    /// `full-jitter`.
    FullJitter,
    /// Neither that nor a function: the ws extension throws and never reconnects.
    Unusable,
    /// A function of `retryCount` that a script of the page set.
    Function {
        /// An expression that gives it to the engine.
        code: String,
        /// Whether the page's scripts reach for the document, so that it may too.
        reads_page: bool,
    },
}

impl Default for Config {
    fn default() -> Self {
        Self {
            default_swap_style: "innerHTML".into(),
            attributes_to_settle: ["class", "style", "width", "height"].map(String::from).into(),
            disable_selector: DISABLE_SELECTOR.into(),
            allow_eval: true,
            disable_inheritance: false,
            allow_script_tags: true,
            use_template_fragments: false,
            reconnect_delay: ReconnectDelay::FullJitter,
            swap_extensions: Vec::new(),
            unread: Vec::new(),
            written: Written::default(),
            has_loaded: false,
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
        if let Some(Ok(meta)) = meta(page).map(serde_json::from_str::<Map<_, _>>) {
            meta.iter().for_each(|(name, value)| config.set(name, value));
        }
        config
    }

    /// Reads the settings of the `<meta>` element and those that the page's inline scripts set, which run here.
    #[must_use]
    pub fn load(reading: &Reading<'_>) -> Self {
        let mut config = Self { four: Settings::of_page(reading.page), ..Self::default() };
        let late = reading.dialect.meta_over_scripts;
        let meta = if late { meta(reading.page) } else { four::meta(reading.page) }.unwrap_or_default();
        let mut before: Map<String, Value> =
            serde_json::from_str(reading.dialect.default_config).unwrap_or_default();
        let mut names = Vec::new();
        if !late && let Ok(meta) = hcon::parse(meta) {
            names.extend(meta.keys().cloned());
            hcon::merge(&meta, &mut before);
        }
        let scripts = page_scripts::of_page(reading.page, reading.dialect, before.clone());
        let ran = reading.script.run_scripts(&scripts, &reading.scope);
        let reads_page = scripts.scripts.iter().any(|script| script.code.contains("document"));
        config.written = written(&scripts, &ran, &before);
        config.written.names.append(&mut names);
        config.take_over(ran.config, &before, reads_page);
        let sets =
            |at: usize| scripts.scripts.get(at).is_some_and(|script| script.code.contains("htmx.config"));
        let unread =
            ran.failures.into_iter().filter(|(at, _)| sets(*at)).filter_map(|(_, failure)| match failure {
                Failure::Threw(_) | Failure::NoJavaScript(_) => None,
                Failure::NeedsBrowser(what) => Some(format!("ends at `{what}`, which needs a browser")),
                Failure::Limit(limit) => Some(format!("was stopped, as {limit}")),
            });
        config.unread = unread.collect();
        if late && let Ok(meta) = serde_json::from_str::<Map<_, _>>(meta) {
            config.written.names.extend(meta.keys().cloned());
            config.apply(&meta);
        }
        config.written.names_delay |= config.written.names.iter().any(|name| name == DELAY);
        config.disable_inheritance &= reading.dialect.knows_hx_inherit;
        config
    }

    /// What scripts made of the settings, as far as they changed them.
    fn take_over(&mut self, members: Vec<(String, Member)>, before: &Map<String, Value>, reads_page: bool) {
        for (name, member) in members {
            if member.kind == Kind::Function && name == DELAY {
                let code = "htmx.config.wsReconnectDelay".to_owned();
                self.reconnect_delay = ReconnectDelay::Function { code, reads_page };
                continue;
            }
            let value = member.json.unwrap_or_default();
            if before.get(&name) != Some(&value) {
                if name == "ws" {
                    self.four.ws.clear();
                }
                self.apply(&Map::from_iter([(name, value)]));
            }
        }
    }

    /// Takes over these settings, and leaves the others as they are.
    pub fn apply(&mut self, settings: &Map<String, Value>) {
        for (name, value) in settings {
            self.set(name, value);
        }
        self.four.merge(settings);
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
            ("wsReconnectDelay", value) if value == "full-jitter" => {
                self.reconnect_delay = ReconnectDelay::FullJitter;
            }
            ("wsReconnectDelay", _) => self.reconnect_delay = ReconnectDelay::Unusable,
            _ => {}
        }
    }
}

const DELAY: &str = "wsReconnectDelay";

/// What scripts write about the settings, after they ran.
fn written(scripts: &PageScripts, ran: &Ran, before: &Map<String, Value>) -> Written {
    let is_set = |(name, member): &&(String, Member)| {
        member.kind == Kind::Function || before.get(name) != member.json.as_ref()
    };
    let names: Vec<String> = ran.config.iter().filter(is_set).map(|(name, _)| name.clone()).collect();
    let code = |at: usize| scripts.scripts.get(at).map_or("", |script| script.code.as_str());
    let thrown = ran.failures.iter().filter_map(|(at, failure)| match failure {
        Failure::Threw(error) if code(*at).contains("htmx.config") => Some(error.clone()),
        _ => None,
    });
    let failed = |at| ran.failures.iter().any(|(failed, _)| *failed == at);
    let open = |at: usize| code(at).contains(DELAY) && !code(at).contains("full-jitter") && !failed(at);
    let is_set = names.iter().any(|name| name == DELAY);
    Written {
        thrown: thrown.collect(),
        delay_is_open: !is_set && (0..scripts.scripts.len()).any(open),
        names_delay: (0..scripts.scripts.len()).any(|at| code(at).contains(DELAY)),
        names,
    }
}

/// The content of the page's first `<meta name="htmx-config">`.
pub(super) fn meta(page: &Document) -> Option<&str> {
    let is_meta = |&node: &NodeId| {
        page.local_name(node) == Some("meta") && page.attr(node, "name") == Some("htmx-config")
    };
    page.descendants(page.root()).find(is_meta).and_then(|node| page.attr(node, "content"))
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
    use crate::htmx::dialect::Dialect;
    use crate::htmx::headers::Given;
    use crate::htmx::script::Script;
    use crate::htmx::surroundings::Moment;
    use crate::htmx::twin::Twin;

    fn with(script: Script, htmx: &str, html: &str) -> Config {
        let dialect = Dialect::choose(htmx, None).unwrap();
        let location = url::Url::parse("http://localhost/").unwrap();
        let page = Document::parse(html);
        Twin::load_with(dialect, page, location, Given::default(), script, Moment::default()).config().clone()
    }

    fn read(html: &str) -> Config {
        with(Script::default(), "2", html)
    }

    #[test]
    fn the_meta_element_changes_the_defaults() {
        let config = read(
            r#"<meta name="htmx-config" content='{"defaultSwapStyle":"outerHTML","allowEval":false,"other":1}'>"#,
        );
        assert_eq!(config.default_swap_style, "outerHTML");
        assert!(!config.allow_eval);
        assert!(config.allow_script_tags);
    }

    #[test]
    fn a_number_as_delay_is_of_no_use_to_the_extension() {
        for delay in ["3000", "0", "null", "\"slow\""] {
            let meta = format!(r#"<meta name="htmx-config" content='{{"wsReconnectDelay":{delay}}}'>"#);
            assert_eq!(read(&meta).reconnect_delay, ReconnectDelay::Unusable, "{delay}");
        }
    }

    #[test]
    fn text_that_is_not_json_changes_nothing() {
        let config = read(r#"<meta name="htmx-config" content="{nope">"#);
        assert_eq!(Config { four: Settings::default(), ..config }, Config::default());
    }

    #[cfg(feature = "script")]
    #[test]
    fn scripts_set_what_they_come_to_and_the_meta_element_is_over_them() {
        let page = r#"<meta name="htmx-config" content='{"allowEval":true}'><script>
            htmx.config.wsReconnectDelay = n => n; htmx.config.allowEval = false;
            htmx.config = {...htmx.config, defaultSwapStyle: 'outerHTML'}; document.body.id; htmx.config.disableInheritance = true
            </script>"#;
        let config = with(crate::script::engine(), "2", page);
        assert_eq!(
            config.reconnect_delay,
            ReconnectDelay::Function { code: "htmx.config.wsReconnectDelay".into(), reads_page: true }
        );
        assert_eq!(config.default_swap_style, "outerHTML");
        assert_eq!((config.allow_eval, config.disable_inheritance), (true, false));
    }

    #[cfg(feature = "script")]
    #[test]
    fn in_htmx_4_scripts_are_over_the_meta_element() {
        let page = "<meta name=htmx-config content='ws.reconnectDelay:40 prefix:x-'><script>\
            htmx.config.ws.reconnectJitter = 0; htmx.config.prefix = 'y-'; htmx.config.ws.reconnectMaxAttempts = Infinity</script>";
        let four = with(crate::script::engine(), "4", page).four;
        assert_eq!(four.prefix, "y-");
        assert_eq!(four.ws.get("reconnectDelay"), Some(&Value::from(40)));
        assert_eq!(four.ws.get("reconnectJitter"), Some(&Value::from(0)));
        assert_eq!(four.ws.get("reconnectMaxAttempts"), Some(&Value::from(f64::MAX)));
    }
}
