//! A scenario as the contract writes it: one, an array of them, or one a line.

use serde_json::Value;
use url::Url;

use super::expect::Expectation;
use super::key::{Keys, ScenarioError};
use super::step::Step;
use crate::htmx::dialect::Dialect;
use crate::htmx::extension::SwapExtension;
use crate::page::Document;

/// One page, what happens to it, and what is expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its name; where it has none, its number.
    pub name: String,
    /// Whether it has a name of its own.
    pub is_named: bool,
    /// htmx's version as `--htmx` takes it; without it the page's.
    pub htmx: Option<String>,
    /// The version of the ws extension as `--ws-ext` takes it.
    pub ws_ext: Option<String>,
    /// The page's address.
    pub url: Url,
    /// The page.
    pub markup: Markup,
    /// Stands for every random number, from 0 to 1.
    pub random: f64,
    /// The swap extensions that the page loads.
    pub libs: Vec<String>,
    /// Inline scripts of the page, after those of its head.
    pub scripts: Vec<String>,
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// What is expected.
    pub expect: Vec<Expectation>,
    /// What is passed over, and may have been meant.
    pub remarks: Vec<String>,
}

/// Where the page's markup comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    /// The inner markup of head and body.
    Parts {
        /// Of the head.
        head: String,
        /// Of the body.
        body: String,
    },
    /// A whole document in a file, as written in `pageFile`.
    File(String),
}

/// The keys of a scenario; the last six are for people, editors, and those who record.
const KEYS: [&str; 18] = [
    "name", "htmx", "wsExt", "url", "head", "page", "pageFile", "random", "libs", "scripts", "steps",
    "expect", "result", "note", "needs", "digest", "category", "$schema",
];

const DEFAULT_URL: &str = "http://localhost/";

impl Scenario {
    /// All scenarios of a text, in order.
    ///
    /// # Errors
    /// Says which scenario, step and key is wrong.
    pub fn read_all(text: &str) -> Result<Vec<Self>, ScenarioError> {
        let values = values(without_mark(text))?;
        if values.is_empty() {
            return Err(ScenarioError::of_text("it holds no scenario"));
        }
        (1..).zip(&values).map(|(number, value)| Self::read(number, value)).collect()
    }

    /// Whether a text that nobody called one of scenarios has some: objects with keys that only those have.
    ///
    /// # Errors
    /// Where it is not JSON.
    pub fn are_in(text: &str) -> Result<bool, ScenarioError> {
        let keys = ["page", "pageFile", "steps", "expect"];
        let is_one = |value: &Value| keys.iter().any(|key| value.get(key).is_some());
        Ok(values(without_mark(text))?.iter().any(is_one))
    }

    fn read(number: usize, value: &Value) -> Result<Self, ScenarioError> {
        let name = match value.get("name") {
            Some(Value::String(name)) => name.clone(),
            _ => number.to_string(),
        };
        let place = format!("scenario `{name}`");
        let keys = Keys::of(&place, value)?;
        let url = keys.text("url")?.unwrap_or(DEFAULT_URL);
        let url =
            Url::parse(url).map_err(|error| keys.error(format!("`url` `{url}` is no address: {error}")))?;
        let steps = keys.list("steps")?.unwrap_or_default();
        let libs = keys.texts("libs")?.unwrap_or_default();
        let mut remarks: Vec<String> = keys.remarks(&KEYS).collect();
        remarks.extend(libs.iter().filter(|lib| SwapExtension::of_lib(lib).is_none()).map(|lib| {
            let known = SwapExtension::LIBS.join("` and `");
            format!(
                "{place}: `libs` has `{lib}`, which is none of the swap extensions that are known: `{known}`"
            )
        }));
        let expect = keys.list("expect")?.unwrap_or_default();
        let at = |what, number: usize| format!("scenario `{name}`, {what} {number}");
        Ok(Self {
            htmx: keys.text("htmx")?.map(str::to_owned),
            ws_ext: keys.text("wsExt")?.map(str::to_owned),
            url,
            markup: Markup::read(&keys)?,
            random: random(&keys)?,
            libs,
            scripts: keys.texts("scripts")?.unwrap_or_default(),
            steps: (1..)
                .zip(steps)
                .map(|(number, step)| Step::read(&at("step", number), step, &mut remarks))
                .collect::<Result<_, _>>()?,
            expect: (1..)
                .zip(expect)
                .map(|(number, wanted)| {
                    Expectation::read(&at("expectation", number), wanted, steps.len(), &mut remarks)
                })
                .collect::<Result<_, _>>()?,
            is_named: value.get("name").is_some_and(Value::is_string),
            name,
            remarks,
        })
    }

    /// The page as a document; `file` is the text of its `pageFile`, where it has one.
    #[must_use]
    pub fn document(&self, file: Option<&str>) -> Document {
        let mut page = match (&self.markup, file) {
            (Markup::Parts { head, body }, _) => Document::parse(&format!(
                "<!DOCTYPE html><html><head><title>t</title>{head}</head><body>{body}</body></html>"
            )),
            (Markup::File(_), file) => Document::parse(file.unwrap_or_default()),
        };
        if let Some(head) = page.head() {
            for script in &self.scripts {
                let element = page.create_element("script");
                let text = page.create_text(script);
                page.append(element, text);
                page.append(head, element);
            }
        }
        page
    }

    /// The htmx that plays it: `htmx` and `ws_ext` where they are given, else its own, else the page's, else htmx 2.
    ///
    /// # Errors
    /// Where there is no such version.
    pub fn dialect(
        &self,
        page: &Document,
        htmx: Option<&str>,
        ws_ext: Option<&str>,
    ) -> Result<Dialect, ScenarioError> {
        let own = |text: &Option<String>| text.clone();
        let (htmx, ws_ext) = match htmx {
            Some(htmx) => (Some(htmx.to_owned()), ws_ext.map(str::to_owned)),
            None => (own(&self.htmx), ws_ext.map(str::to_owned).or_else(|| own(&self.ws_ext))),
        };
        let chosen = crate::htmx::twin::Twin::dialect_of(page, htmx.as_deref(), ws_ext.as_deref());
        chosen.map_err(|error| ScenarioError {
            place: format!("scenario `{}`: ", self.name),
            problem: error.to_string(),
        })
    }
}

/// Stands for `Math.random()`, which gives no other number.
fn random(keys: &Keys<'_>) -> Result<f64, ScenarioError> {
    let random = keys.number("random", 0.5)?;
    let within = (0.0..=1.0).contains(&random);
    within
        .then_some(random)
        .ok_or_else(|| keys.error(format!("`random` takes a number from 0 to 1, not {random}")))
}

impl Markup {
    fn read(keys: &Keys<'_>) -> Result<Self, ScenarioError> {
        let text = |key| keys.text(key).map(|text| text.unwrap_or_default().to_owned());
        let file = keys.text("pageFile")?;
        match (file, keys.get("page"), keys.get("head")) {
            (Some(_), Some(_), _) => {
                Err(keys.error("`page` and `pageFile` are two pages: write one of them"))
            }
            (Some(_), None, Some(_)) => {
                Err(keys.error("`head` goes with `page`: a `pageFile` is a whole document"))
            }
            (Some(file), None, None) => Ok(Self::File(file.to_owned())),
            (None, None, _) => {
                Err(keys.error("it has no page: write `page` (the body's markup) or `pageFile`"))
            }
            (None, Some(_), _) => Ok(Self::Parts { head: text("head")?, body: text("page")? }),
        }
    }
}

/// A text without the mark that some editors put before it.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The scenarios of a text as JSON: one, an array, or one a line.
fn values(text: &str) -> Result<Vec<Value>, ScenarioError> {
    match serde_json::from_str(text) {
        Ok(Value::Array(values)) => return Ok(values),
        Ok(value) => return Ok(vec![value]),
        Err(error) if !one_a_line(text) => return Err(ScenarioError::of_text(not_json(&error))),
        Err(_) => {}
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| ScenarioError {
                place: format!("line {number}: "),
                problem: not_json(&error),
            })
        })
        .collect()
}

/// Whether the first line that is not empty is a value by itself.
fn one_a_line(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| serde_json::from_str::<Value>(line).is_ok())
}

fn not_json(error: &serde_json::Error) -> String {
    format!("it is not JSON: {error}")
}
