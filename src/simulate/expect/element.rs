//! What a selector is expected to find on the page: markup, text, the state of a control, so many elements.

use serde_json::Value;

use super::difference::{Difference, Place, between};
use super::markup::{as_browsers_write, bare, normal};
use crate::page::{Document, NodeId, Selector, Text, single_spaced};
use crate::simulate::key::{Keys, ScenarioError};
use crate::simulate::player::person::{is_checkable, is_select};

/// A selector, and what it is expected to find.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    selector: String,
    look: Look,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq)]
enum Look {
    Html(Wanted),
    Text(Wanted),
    Value(Held),
    Count(u64),
}

/// Texts that are expected.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// No element.
    Nothing,
    /// That of the first element that is found.
    First(String),
    /// Those of all, in order.
    All(Vec<String>),
}

/// What a control is expected to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    /// There is no element.
    Nothing,
    /// Its value.
    Value(String),
    /// Whether it is checked.
    Checked(bool),
    /// The values that are chosen in a select.
    Chosen(Vec<String>),
}

/// The keys of an expectation that hold selectors.
pub(super) const KEYS: [&str; 4] = ["html", "text", "value", "count"];

impl Element {
    pub(super) fn read_all(keys: &Keys<'_>) -> Result<Vec<Self>, ScenarioError> {
        let mut elements = Vec::new();
        for key in KEYS {
            for (selector, value) in keys.object(key)?.into_iter().flatten() {
                Selector::parse(selector).map_err(|error| keys.error(format!("`{key}`: {error}")))?;
                let look = Look::read(key, value)
                    .map_err(|problem| keys.error(format!("`{key}` of `{selector}` {problem}")))?;
                elements.push(Self { selector: selector.clone(), look });
            }
        }
        Ok(elements)
    }

    pub(super) fn difference(&self, page: &Document) -> Option<Difference> {
        let found = page.select(page.root(), &Selector::parse(&self.selector).ok()?);
        let (lines, seen) = match &self.look {
            Look::Html(wanted) => wanted.html(page, &found)?,
            Look::Text(wanted) => wanted.text(page, &found)?,
            Look::Value(held) => held.difference(page, found.first().copied())?,
            Look::Count(wanted) => {
                (between(&[wanted.to_string()], &[found.len().to_string()])?, found.len().into())
            }
        };
        let place = Place { key: self.look.key(), selector: Some(self.selector.clone()) };
        Some(Difference { place, lines, seen })
    }
}

impl Look {
    fn read(key: &str, value: &Value) -> Result<Self, String> {
        Ok(match key {
            "html" => {
                let kinds = "takes markup, a list of markup, or null for no element";
                Self::Html(Wanted::read(value).ok_or(kinds)?)
            }
            "text" => {
                let wanted =
                    Wanted::read(value).ok_or("takes text, a list of texts, or null for no element")?;
                wanted.texts().iter().try_for_each(|text| Text::read(text).map(drop))?;
                Self::Text(wanted)
            }
            "value" => {
                let kinds = "takes text, true or false, a list of texts, or null for no element";
                Self::Value(Held::read(value).ok_or(kinds)?)
            }
            _ => Self::Count(value.as_u64().ok_or("takes a whole number")?),
        })
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Html(_) => "html",
            Self::Text(_) => "text",
            Self::Value(_) => "value",
            Self::Count(_) => "count",
        }
    }
}

/// What differs, as lines, and what would be right.
type Told = Option<(Vec<String>, Value)>;

impl Wanted {
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::Nothing),
            Value::String(text) => Some(Self::First(text.clone())),
            Value::Array(all) => texts(all).map(Self::All),
            _ => None,
        }
    }

    fn texts(&self) -> &[String] {
        match self {
            Self::Nothing => &[],
            Self::First(text) => std::slice::from_ref(text),
            Self::All(texts) => texts,
        }
    }

    /// Those of the elements that it looks at; where none is expected, it looks at all.
    fn looked_at<'n>(&self, found: &'n [NodeId]) -> &'n [NodeId] {
        match self {
            Self::First(_) => &found[..found.len().min(1)],
            Self::Nothing | Self::All(_) => found,
        }
    }

    /// What is seen, as this is written.
    fn rewritten(&self, mut seen: Vec<String>) -> Value {
        match self {
            Self::All(_) => seen.into(),
            Self::Nothing | Self::First(_) if seen.is_empty() => Value::Null,
            Self::Nothing | Self::First(_) => seen.swap_remove(0).into(),
        }
    }

    fn html(&self, page: &Document, found: &[NodeId]) -> Told {
        let found = self.looked_at(found);
        let seen: Vec<String> = found.iter().map(|&node| normal(&page.outer_html(node))).collect();
        // a tree that no parser builds is written as it is serialised
        let written = |(at, html): (usize, &String)| {
            let as_is = normal(html);
            if seen.get(at) == Some(&as_is) { as_is } else { normal(&as_browsers_write(html)) }
        };
        let wanted: Vec<String> = self.texts().iter().enumerate().map(written).collect();
        let lines = between(&wanted, &seen)?;
        Some((lines, self.rewritten(found.iter().map(|&node| bare(&page.outer_html(node))).collect())))
    }

    fn text(&self, page: &Document, found: &[NodeId]) -> Told {
        let seen: Vec<String> = self.looked_at(found).iter().map(|&node| page.shown_text(node)).collect();
        let mut rewritten = seen.clone();
        let told = |(at, wanted): (usize, &String)| {
            let fits = |seen: &&String| Text::read(wanted).is_ok_and(|wanted| wanted.takes(seen));
            let Some(fitting) = seen.get(at).filter(fits) else { return single_spaced(wanted) };
            rewritten[at].clone_from(wanted);
            fitting.clone()
        };
        let wanted: Vec<String> = self.texts().iter().enumerate().map(told).collect();
        Some((between(&wanted, &seen)?, self.rewritten(rewritten)))
    }
}

impl Held {
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::Nothing),
            Value::String(text) => Some(Self::Value(text.clone())),
            Value::Bool(checked) => Some(Self::Checked(*checked)),
            Value::Array(all) => texts(all).map(Self::Chosen),
            _ => None,
        }
    }

    /// As `null` and the like are told.
    fn told(&self) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Value(text) => vec![text.clone()],
            Self::Checked(checked) => vec![checked.to_string()],
            Self::Chosen(values) => values.clone(),
        }
    }

    fn written(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Value(text) => text.as_str().into(),
            Self::Checked(checked) => (*checked).into(),
            Self::Chosen(values) => values.clone().into(),
        }
    }

    /// What a control holds, told as this is where it is of that kind.
    fn seen(&self, page: &Document, node: NodeId) -> Self {
        match self {
            Self::Chosen(_) if is_select(page, node) => {
                Self::Chosen(page.selected_options(node).iter().map(|&option| page.value(option)).collect())
            }
            Self::Checked(_) | Self::Nothing if is_checkable(page, node) => Self::Checked(page.checked(node)),
            _ => Self::Value(page.value(node)),
        }
    }

    fn difference(&self, page: &Document, node: Option<NodeId>) -> Told {
        let seen = node.map_or(Self::Nothing, |node| self.seen(page, node));
        if *self == seen {
            return None;
        }
        let (wanted, found) = (self.told(), seen.told());
        // such as the text `true` where something is checked
        let lines = between(&wanted, &found)
            .unwrap_or_else(|| vec![format!("- {}", self.written()), format!("+ {}", seen.written())]);
        Some((lines, seen.written()))
    }
}

fn texts(values: &[Value]) -> Option<Vec<String>> {
    values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<ul><li> a\n b<li class=htmx-added>c</ul><input id=i value=v><input type=checkbox id=c checked>\
        <select id=s multiple><option selected>1<option>2<option selected>3</select>";

    /// The lines and what would be right, as JSON.
    fn told(expectation: &str) -> Option<(Vec<String>, String)> {
        let value: Value = serde_json::from_str(expectation).unwrap();
        let elements = Element::read_all(&Keys::of("here", &value).unwrap()).unwrap();
        let [element] = &*elements else { panic!("{expectation}") };
        let difference = element.difference(&Document::parse(PAGE))?;
        Some((difference.lines, difference.seen.to_string()))
    }

    fn differs(expectation: &str, lines: &[&str], seen: &str) {
        let lines = lines.iter().map(ToString::to_string).collect();
        assert_eq!(told(expectation), Some((lines, seen.to_owned())), "{expectation}");
    }

    #[test]
    fn what_is_there_is_as_expected() {
        for expectation in [
            r#"{"html": {"li + li": "<li>c"}}"#,
            r#"{"html": {"b": null}}"#,
            r#"{"text": {"li": "a  b "}}"#,
            r#"{"text": {"li": ["/^a/", "c"]}}"#,
            r##"{"text": {"#i": "v"}}"##,
            r#"{"count": {"li": 2}}"#,
            r#"{"count": {"b": 0}}"#,
            r##"{"value": {"#i": "v"}}"##,
            r##"{"value": {"#c": true}}"##,
            r##"{"value": {"#c": "on"}}"##,
            r##"{"value": {"#s": ["1", "3"]}}"##,
            r##"{"value": {"#s": "1"}}"##,
            r##"{"value": {"#none": null}}"##,
        ] {
            assert_eq!(told(expectation), None, "{expectation}");
        }
    }

    #[test]
    fn what_differs_is_told_and_written_in_the_same_way() {
        differs(r#"{"html": {"li + li": "<li>d"}}"#, &["- <li>d</li>", "+ <li>c</li>"], r#""<li>c</li>""#);
        differs(r#"{"html": {"b": "<b>"}}"#, &["- <b></b>"], "null");
        differs(r#"{"text": {"li": null}}"#, &["+ a b", "+ c"], r#""a b""#);
        differs(r#"{"text": {"li": "ab"}}"#, &["- ab", "+ a b"], r#""a b""#);
        differs(r#"{"text": {"li": ["/^a/", "/d/"]}}"#, &["  a b", "- /d/", "+ c"], r#"["/^a/","c"]"#);
        differs(r#"{"count": {"li": 3}}"#, &["- 3", "+ 2"], "2");
        differs(r##"{"value": {"#c": false}}"##, &["- false", "+ true"], "true");
        differs(r##"{"value": {"#i": true}}"##, &["- true", "+ v"], r#""v""#);
        differs(r##"{"value": {"#i": ["v"]}}"##, &[r#"- ["v"]"#, r#"+ "v""#], r#""v""#);
        differs(r##"{"value": {"#s": ["2"]}}"##, &["- 2", "+ 1", "+ 3"], r#"["1","3"]"#);
        differs(r##"{"value": {"#c": null}}"##, &["+ true"], "true");
        differs(r##"{"value": {"#none": "v"}}"##, &["- v"], "null");
    }

    #[test]
    fn what_none_of_them_takes_is_an_error() {
        let error = |expectation: &str| {
            let value: Value = serde_json::from_str(expectation).unwrap();
            Element::read_all(&Keys::of("here", &value).unwrap()).unwrap_err().to_string()
        };
        assert_eq!(
            error(r#"{"html": {"p": 1}}"#),
            "here: `html` of `p` takes markup, a list of markup, or null for no element"
        );
        assert_eq!(
            error(r#"{"text": {"p": [1]}}"#),
            "here: `text` of `p` takes text, a list of texts, or null for no element"
        );
        assert_eq!(
            error(r#"{"text": {"p": "/(/"}}"#),
            "here: `text` of `p` `/(/` is not a regular expression: unclosed group"
        );
        assert_eq!(
            error(r#"{"value": {"p": 1}}"#),
            "here: `value` of `p` takes text, true or false, a list of texts, or null for no element"
        );
        assert_eq!(error(r#"{"count": {"p": -1}}"#), "here: `count` of `p` takes a whole number");
        assert!(error(r#"{"count": {"p[": 1}}"#).starts_with("here: `count`: `p[` is not a valid selector"));
    }
}
