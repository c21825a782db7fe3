//! What people should know about a sender of htmx 4 and the message that it sends.

use super::payload::Payload;
use super::{attribute, clobber, collect, identifier};
use crate::htmx::config::Config;
use crate::htmx::diagnose::lost_value;
use crate::htmx::diagnose::{self, Finding};
use crate::htmx::dialect::Dialect;
use crate::page::{Document, NodeId};

/// About a message that is about to go out.
#[must_use]
pub fn about_message(
    page: &Document,
    (dialect, config): (&Dialect, &Config),
    sender: NodeId,
    payload: &Payload,
    uncomputed: &[String],
) -> Vec<Finding> {
    let mut findings = about_sender(page, (dialect, config), sender);
    findings.extend(diagnose::sender::needs_browser(uncomputed));
    let included = attribute::value(page, config, sender, "hx-include").filter(|it| !it.is_empty());
    let finds_none = collect::includes(page, config, sender).is_ok_and(|found| found.is_empty());
    findings.extend(included.filter(|_| finds_none).map(|written| lost_value::include(&written)));
    findings.extend(payload.has("headers").then(|| Finding {
        code: "headers-value",
        what: "the value named `headers` is deleted: htmx puts the headers in its place".to_owned(),
        advice: "give it another name".to_owned(),
    }));
    findings
}

/// About the sender as the page has it: its controls, and attributes that do something else than people expect.
#[must_use]
pub fn about_sender(page: &Document, (dialect, config): (&Dialect, &Config), sender: NodeId) -> Vec<Finding> {
    let controls = match collect::form_of(page, sender) {
        Some(form) => page.form_elements(form),
        None => collect::controls(page, config, sender),
    };
    let mut findings = diagnose::sender::unfit(page, &controls, "`{}` goes in its place");
    let headers = attribute::value(page, config, sender, "hx-headers").filter(|it| !it.is_empty());
    findings.extend(
        headers.map(|_| Finding {
            code: "hx-headers",
            what: "hx-headers is not part of a message in htmx 4".to_owned(),
            advice: "write what the server needs into hx-vals, or into hx-config as `headers.X-Name:value`"
                .to_owned(),
        }),
    );
    let asks = |name| attribute::value(page, config, sender, name).filter(|it| !it.is_empty());
    let (confirm, prompt) = (asks("hx-confirm"), asks("hx-prompt"));
    findings.extend(diagnose::sender::unasked(dialect, confirm.as_deref(), prompt.as_deref()));
    findings.extend(clobber::hiding(page, sender, "id").map(|_| Finding {
        code: "hidden-id",
        what: format!(
            "a control named `id` stands in place of the form's own id: HX-Source is `{}`",
            identifier::of(page, sender)
        ),
        advice: "give the control another name".to_owned(),
    }));
    findings
}
