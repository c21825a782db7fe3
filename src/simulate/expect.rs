//! What a scenario expects, held against what was seen.

pub mod difference;
pub mod markup;

use serde_json::Value;

use super::key::{Keys, ScenarioError};
use super::player::Turn;
use crate::htmx::diagnose::{CODES, nearest};
use crate::page::{Document, Selector};
use difference::Difference;

/// What is expected of one step; what is absent is not looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// The step, 0 being the load.
    pub step: usize,
    /// The messages that go out, in order, exactly.
    pub sent: Option<Vec<String>>,
    /// Elements as they are after the step.
    pub html: Vec<(String, Markup)>,
    /// The codes of the warnings, in any order.
    pub warnings: Option<Vec<String>>,
}

/// What a selector is expected to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    /// Nothing.
    Nothing,
    /// The first element that it finds has this outer HTML.
    First(String),
    /// All elements that it finds have these, in order.
    All(Vec<String>),
}

impl Expectation {
    /// Reads an expectation of a scenario of so many steps; `remarks` takes what may have been meant.
    pub(super) fn read(
        place: &str,
        value: &Value,
        steps: usize,
        remarks: &mut Vec<String>,
    ) -> Result<Self, ScenarioError> {
        let keys = Keys::of(place, value)?;
        remarks.extend(keys.remarks(&["step", "sent", "html", "warnings"]));
        let most = u64::try_from(steps).unwrap_or(u64::MAX);
        let step = keys.whole("step", most)?.ok_or_else(|| keys.error("it has no `step`"))?;
        let html = keys.object("html")?;
        let expectation = Self {
            step: usize::try_from(step).unwrap_or(usize::MAX),
            sent: keys.texts("sent")?,
            html: html
                .into_iter()
                .flatten()
                .map(|(selector, markup)| Markup::read(&keys, selector, markup))
                .collect::<Result<_, _>>()?,
            warnings: keys.texts("warnings")?,
        };
        let codes = expectation.warnings.iter().flatten();
        remarks.extend(codes.filter(|code| !CODES.contains(&code.as_str())).map(|code| {
            let meant = nearest(code, CODES).map(|meant| format!(": did you mean `{meant}`?"));
            format!("{place}: `{code}` is the code of no warning{}", meant.unwrap_or_default())
        }));
        if expectation.sent.is_none() && html.is_none() && expectation.warnings.is_none() {
            return Err(keys.error("it expects nothing: write `sent`, `html` or `warnings`"));
        }
        Ok(expectation)
    }

    /// What differs from what was seen; `page` is the page after the step.
    #[must_use]
    pub fn differences(&self, turn: &Turn, page: &Document) -> Vec<Difference> {
        let mut differences = Vec::new();
        if let Some(wanted) = &self.sent {
            let seen: Vec<String> = turn.sent.iter().map(|sent| sent.data.clone()).collect();
            differences.extend(Difference::between("`sent`", wanted, &seen));
        }
        for (selector, markup) in &self.html {
            differences.extend(markup.difference(selector, page));
        }
        if let Some(wanted) = &self.warnings {
            let sorted = |mut codes: Vec<String>| {
                codes.sort_unstable();
                codes
            };
            differences.extend(Difference::between(
                "`warnings`",
                &sorted(wanted.clone()),
                &sorted(turn.warnings()),
            ));
        }
        differences
    }
}

impl Markup {
    fn read(keys: &Keys<'_>, selector: &str, value: &Value) -> Result<(String, Self), ScenarioError> {
        Selector::parse(selector).map_err(|error| keys.error(format!("`html`: {error}")))?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let markup = match value {
            Value::Null => Some(Self::Nothing),
            Value::String(html) => Some(Self::First(html.clone())),
            Value::Array(all) => all.iter().map(text).collect::<Option<_>>().map(Self::All),
            _ => None,
        };
        let markup = markup.ok_or_else(|| {
            keys.error(format!(
                "`html` of `{selector}` takes markup, a list of markup, or null for no element"
            ))
        })?;
        Ok((selector.to_owned(), markup))
    }

    fn difference(&self, selector: &str, page: &Document) -> Option<Difference> {
        let found = page.select(page.root(), &Selector::parse(selector).ok()?);
        let all = || found.iter().map(|&node| markup::normal(&page.outer_html(node)));
        let (wanted, seen): (&[String], Vec<String>) = match self {
            Self::Nothing => (&[], all().collect()),
            Self::First(html) => (std::slice::from_ref(html), all().take(1).collect()),
            Self::All(wanted) => (wanted, all().collect()),
        };
        let wanted: Vec<String> =
            wanted.iter().map(|html| markup::normal(&as_browsers_write(html))).collect();
        Difference::between(&format!("`html` of `{selector}`"), &wanted, &seen)
    }
}

/// Markup that a person wrote, as a browser serialises what it parses of it. The document's own elements stand nowhere
/// else, and are taken as they are written.
fn as_browsers_write(html: &str) -> String {
    let begins = |tag| {
        let rest: Option<&str> = html.strip_prefix(tag);
        rest.is_some_and(|rest| {
            rest.starts_with(|next: char| next.is_ascii_whitespace() || "/>".contains(next))
        })
    };
    if ["<html", "<head", "<body"].into_iter().any(begins) {
        return html.to_owned();
    }
    let parsed = Document::parse_template(html);
    parsed.inner_html(parsed.root())
}
