//! How content is to be swapped: the value of `hx-swap`, and of `hx-swap-oob` without its selector.

use serde_json::{Map, Value};
use thiserror::Error;

use super::config::{Settings, truthy};
use super::hcon::{self, HconError};
use super::reading::js_text;

/// A swap style with its modifiers (htmx 4.0.1 `#parseSwapSpec`).
#[derive(Debug, Clone, PartialEq)]
pub struct SwapSpec {
    /// The style that htmx looks for, whether or not it knows it.
    pub style: String,
    /// Whether the style is text: a modifier `style:5` makes it a number, on which `startsWith` throws.
    pub style_is_text: bool,
    /// Whether only what is in the first element is inserted; decided later where nothing says it.
    pub strip: Option<bool>,
    modifiers: Map<String, Value>,
}

/// Why a swap cannot be read, on which htmx throws.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SpecError {
    /// The modifiers begin with a brace and are not JSON.
    #[error(transparent)]
    Hcon(#[from] HconError),
    /// The modifiers go on over several lines, which the regular expression behind them does not match.
    #[error("the modifiers of a swap must be on one line")]
    Lines,
}

impl SwapSpec {
    /// Reads a swap.
    ///
    /// # Errors
    /// Where htmx throws.
    pub fn parse(settings: &Settings, text: &str) -> Result<Self, SpecError> {
        let text = hcon::trim(text);
        let end = text.find(hcon::is_space).unwrap_or(text.len());
        let (first, rest) = text.split_at(end);
        let (style, rest) = if first.is_empty() || first.contains(':') {
            (settings.default_swap.as_str(), text)
        } else {
            (first, rest.trim_start_matches(hcon::is_space))
        };
        if rest.len() < text.len() && rest.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
            return Err(SpecError::Lines);
        }
        let mut modifiers = hcon::parse(rest)?;
        let given = modifiers.shift_remove("style");
        let style_is_text = given.as_ref().is_none_or(Value::is_string);
        let style = given.map_or_else(|| normal(style).to_owned(), |given| js_text(&given));
        let strip = modifiers.get("strip").filter(|value| !value.is_null()).map(truthy);
        Ok(Self { style, style_is_text, strip, modifiers })
    }

    /// `target:`, where it counts.
    #[must_use]
    pub fn target(&self) -> Option<&Value> {
        self.modifiers.get("target").filter(|value| truthy(value))
    }

    /// Whether what the target held stays.
    #[must_use]
    pub fn keeps_contents(&self) -> bool {
        matches!(normal(&self.style), "beforebegin" | "afterbegin" | "beforeend" | "afterend" | "none")
    }

    /// `swap:`, how long to wait before the swap: where it counts.
    #[must_use]
    pub fn swap_delay(&self) -> Option<&Value> {
        self.modifiers.get("swap").filter(|value| truthy(value))
    }

    /// How long new elements keep the looks of the old ones; `None` for not at all.
    #[must_use]
    pub fn settle_delay<'a>(&'a self, settings: &'a Settings) -> Option<&'a Value> {
        let given = self.modifiers.get("settle").filter(|value| !value.is_null());
        Some(given.unwrap_or(&settings.default_settle_delay)).filter(|value| truthy(value))
    }

    /// `swapEmpty:`: whether content that is empty is swapped; `None` where nothing is said.
    #[must_use]
    pub fn swap_empty(&self) -> Option<bool> {
        self.modifiers.get("swapEmpty").filter(|value| !value.is_null()).map(truthy)
    }

    /// `ignoreTitle:`.
    #[must_use]
    pub fn ignores_title(&self) -> bool {
        self.modifiers.get("ignoreTitle").is_some_and(truthy)
    }

    /// `transition:`: whether the swap is a view transition.
    #[must_use]
    pub fn transition(&self) -> Option<bool> {
        self.modifiers.get("transition").filter(|value| !value.is_null()).map(truthy)
    }
}

/// The styles that htmx 4 has by itself.
pub const STYLES: [&str; 12] = [
    "innerHTML",
    "outerHTML",
    "innerMorph",
    "outerMorph",
    "outerSync",
    "textContent",
    "beforebegin",
    "afterbegin",
    "beforeend",
    "afterend",
    "delete",
    "none",
];

/// htmx 4.0.1 `#normalizeSwapStyle`.
fn normal(style: &str) -> &str {
    match style {
        "before" => "beforebegin",
        "after" => "afterend",
        "prepend" => "afterbegin",
        "append" => "beforeend",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn spec(text: &str) -> SwapSpec {
        SwapSpec::parse(&Settings::default(), text).unwrap()
    }

    #[test]
    fn the_style_comes_first_or_is_the_default() {
        assert_eq!(spec("").style, "innerHTML");
        assert_eq!(spec(" append  swap:1s ").style, "beforeend");
        assert_eq!(spec("swap:1s").style, "innerHTML");
        assert_eq!(spec("swap:1s").swap_delay(), Some(&json!("1s")));
        assert_eq!(spec("innerHTML style:before").style, "before");
        assert!(!spec("style:5").style_is_text);
    }

    #[test]
    fn modifiers_count_as_javascript_takes_them() {
        let spec = spec("innerHTML swap:0 settle:0 strip:no swapEmpty target:\"\" ignoreTitle:false");
        assert_eq!((spec.swap_delay(), spec.settle_delay(&Settings::default())), (None, None));
        assert_eq!((spec.strip, spec.swap_empty(), spec.target()), (Some(true), Some(true), None));
        assert!(!spec.ignores_title());
        assert_eq!(super::SwapSpec::parse(&Settings::default(), "a strip:null").unwrap().strip, None);
    }

    #[test]
    fn modifiers_over_several_lines_throw() {
        assert_eq!(SwapSpec::parse(&Settings::default(), "a\nb:1\nc:1"), Err(SpecError::Lines));
        assert!(SwapSpec::parse(&Settings::default(), "a\n b:1").is_ok());
        assert!(SwapSpec::parse(&Settings::default(), "b:1\nc:1").is_ok());
        assert!(SwapSpec::parse(&Settings::default(), "a {b").is_err());
    }
}
