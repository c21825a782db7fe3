//! Tables of help and man pages beside the options: what scenarios hold, warnings, the settings of reconnects. Data.

/// A table: its heading, and its rows of a name and what it means.
pub type Table = (&'static str, &'static [(&'static str, &'static str)]);

/// The tables of a command.
#[must_use]
pub fn of(command: &str) -> &'static [Table] {
    match command {
        "simulate" => &[("Scenario", SCENARIO), ("Steps", STEPS), ("Expectations", EXPECTATIONS)],
        "explain" => &[("Warnings", WARNINGS)],
        "backoff" => &[("Settings of a page", SETTINGS)],
        _ => &[],
    }
}

const SCENARIO: &[(&str, &str)] = &[
    ("name, htmx", "what it is called, and the version as --htmx takes it"),
    ("page, head", "the inner markup of the body and of the head"),
    ("pageFile", "in their place: a whole page in a file beside the scenario's"),
    ("url", "the page's address"),
    ("libs", "swap extensions that the page loads: morphdom, idiomorph"),
    ("scripts", "inline scripts of the page"),
    ("random", "what stands for every random number [default: 0.5]"),
    ("steps", "an array of steps; the first is 1, the load is 0"),
    ("expect", "an array of expectations"),
];

const STEPS: &[(&str, &str)] = &[
    ("recv, recvHex", "a text or a binary message arrives"),
    ("fill, value", "a selector, and what its control then holds"),
    ("check, on", "a selector of a box or a radio; `on` is true where it is left out"),
    ("select, values", "a selector, and the values that are chosen"),
    ("submit, by", "a form is submitted, by that button where there is one"),
    ("enter, click, change", "a selector: the Enter key, a click, the event"),
    ("event, on", "the event of that name on that element"),
    ("drop", "the connection ends with that close code; 1006 without a closing handshake"),
    ("fire", "true: the oldest reconnect timer runs out"),
    ("open", "true: the socket that is connecting opens"),
    ("socket, wait", "beside any: the number of the socket, the ms that pass [default: 40]"),
];

const EXPECTATIONS: &[(&str, &str)] = &[
    ("step", "the number of the step after which it is looked at"),
    ("sent", "the exact texts of the messages that the step sent"),
    ("html", "an object: selectors, and the outer HTML of what each finds"),
    ("warnings", "the codes of the step's warnings"),
];

/// The codes of all warnings, by what they are about.
const WARNINGS: &[(&str, &str)] = &[
    ("targets", "no-target, no-id, empty-id, invalid-selector, invalid-target, many-targets"),
    ("", "doubled-id, lazy-content"),
    ("swaps", "unknown-swap, modifiers, invalid-swap, wrapper-stripped, nested-oob"),
    ("", "template-ignored, replaces-all, no-selection"),
    ("messages", "parser-dropped, text-ignored, json, payload-deprecated, binary, redirect-header"),
    ("", "script-not-run"),
    ("pages", "version-mismatch, invalid-config, needs-browser, no-socket, socket-removed"),
    ("", "sender-removed"),
    ("sending", "validation, unnamed-control, file-control, disabled-control, headers-value"),
    ("", "hidden-id, hx-confirm, hx-headers, hx-prompt, lost-value"),
    ("connections", "handshake, reconnect-delay, close-stays-closed, close-code-forbidden"),
];

const SETTINGS: &[(&str, &str)] = &[
    ("htmx 1, 2", "htmx.config.wsReconnectDelay: full-jitter, or a function of retryCount"),
    ("htmx 4", "htmx.config.ws, or ws in hx-config: reconnect, reconnectCodes, reconnectDelay"),
    ("", "(500 ms), reconnectMaxDelay (60000), reconnectMaxAttempts, reconnectJitter (0.3)"),
];

#[cfg(test)]
mod tests {
    use super::WARNINGS;
    use crate::htmx::diagnose::CODES;

    #[test]
    fn every_warning_is_in_the_table() {
        let mut listed: Vec<&str> = WARNINGS.iter().flat_map(|(_, codes)| codes.split(", ")).collect();
        listed.sort_unstable();
        assert_eq!(listed, CODES);
    }
}
