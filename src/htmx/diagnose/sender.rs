//! What a sender's controls do not bring along, and values that only a browser computes.

use super::Finding;
use crate::htmx::dialect::Dialect;
use crate::htmx::values;
use crate::page::{Document, NodeId};

/// Controls that do not travel as people expect.
#[must_use]
pub fn about_controls(page: &Document, dialect: &Dialect, sender: NodeId) -> Vec<Finding> {
    let form = values::related_form(page, dialect, sender);
    let controls = form.map_or_else(|| vec![sender], |form| page.form_elements(form));
    let in_place = match dialect.collects_form_data {
        true => "`{}` goes in its place, or nothing where none is chosen",
        false => "`[{}]` goes in its place, or `[]` where none is chosen",
    };
    unfit(page, &controls, in_place)
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
