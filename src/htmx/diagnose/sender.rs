//! What a sender's controls do not bring along, what is not asked before, and values that only a browser computes.

use super::Finding;
use crate::htmx::attribute;
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::values;
use crate::page::{Document, NodeId};

/// Controls that do not travel as people expect, and questions that are not asked.
#[must_use]
pub fn about(page: &Document, dialect: &Dialect, config: &Config, sender: NodeId) -> Vec<Finding> {
    let form = values::related_form(page, dialect, sender);
    let controls = form.map_or_else(|| vec![sender], |form| page.form_elements(form));
    let in_place = match dialect.collects_form_data {
        true => "`{}` goes in its place, or nothing where none is chosen",
        false => "`[{}]` goes in its place, or `[]` where none is chosen",
    };
    let mut findings = unfit(page, &controls, in_place);
    let asks = |name| attribute::inherited(page, config, sender, name);
    findings.extend(unasked(dialect, asks("hx-confirm"), asks("hx-prompt")));
    findings
}

/// Questions that htmx asks before a request, and not before a message: no version's `sendMessage` or
/// `processWebSocketSend` looks for them (recorded for 1.9.12, htmx-ext-ws 2.0.4 and 4.0.1).
pub fn unasked(
    dialect: &Dialect,
    confirm: Option<&str>,
    prompt: Option<&str>,
) -> impl Iterator<Item = Finding> {
    let advice = match dialect.event_before_send {
        Some(event) => {
            format!("ask in a listener of {event} that calls preventDefault() where the answer is no")
        }
        None => "ask in a listener of the page's own that hears the event before htmx does".to_owned(),
    };
    let confirm = confirm.map(|question| Finding {
        code: "hx-confirm",
        what: format!("`{question}` is not asked: hx-confirm is for requests, a message goes out without it"),
        advice,
    });
    let prompt = prompt.map(|question| Finding {
        code: "hx-prompt",
        what: format!(
            "`{question}` is not asked: hx-prompt is for requests, a message goes out without HX-Prompt"
        ),
        advice: "put a field for the answer into the form".to_owned(),
    });
    confirm.into_iter().chain(prompt)
}

/// Controls without a name, and those of files; `in_place` says what is sent in place of a file.
#[must_use]
pub fn unfit(page: &Document, controls: &[NodeId], in_place: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for &control in controls {
        let kind = page.control_type(control);
        let name = page.attr(control, "name").unwrap_or_default();
        let silent =
            matches!(kind.as_str(), "" | "submit" | "button" | "reset" | "image" | "fieldset" | "output");
        if silent {
            continue;
        }
        let selector = page.selector_for(control);
        if name.is_empty() {
            findings.push(Finding {
                code: "unnamed-control",
                what: format!("the control `{selector}` has no name: its value is not sent"),
                advice: "give it a name".to_owned(),
            });
        } else if kind == "file" {
            findings.push(Finding {
                code: "file-control",
                what: format!("the file of `{selector}` never travels over a socket: {in_place}"),
                advice: "upload it by a request, and send its name".to_owned(),
            });
        }
    }
    findings
}

/// Values that only the page's own JavaScript could compute.
#[must_use]
pub fn needs_browser(names: &[String]) -> Option<Finding> {
    let first = names.first()?;
    Some(Finding {
        code: "needs-browser",
        what: format!(
            "{} computed by the page's JavaScript and left out: `{}`",
            if names.len() == 1 { "a value is" } else { "values are" },
            names.join("`, `")
        ),
        advice: format!("supply what a browser would compute: `{first}:=JSON`"),
    })
}
