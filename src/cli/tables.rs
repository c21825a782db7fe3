//! Tables of help and man pages beside the options: what scenarios hold, warnings, the settings of reconnects. Data.

/// A table: its heading, and its rows of a name and what it means.
pub type Table = (&'static str, &'static [(&'static str, &'static str)]);

/// The tables of a command.
#[must_use]
pub fn of(command: &str) -> &'static [Table] {
    match command {
        "simulate" => &[("Scenario", SCENARIO), ("Steps", STEPS), ("Expectations", EXPECTATIONS)],
        "send" | "listen" => {
            &[("What --until and --expect take", WHAT), ("What --expect-page takes", CONDITION)]
        }
        "explain" => &[("Warnings", WARNINGS)],
        "config" => &[
            ("Settings of every file", EVERYWHERE),
            ("Settings of your own file", OWN),
            ("Settings of a target", OF_TARGET),
            ("Tables", TABLES),
        ],
        "backoff" => &[("Settings of a page", SETTINGS)],
        _ => &[],
    }
}

const WHAT: &[(&str, &str)] = &[
    ("SELECTOR", "a fragment with that target, or with such an element in it"),
    ("/REGEX/, /REGEX/i", "text of a fragment, or of a message that is none"),
];

const CONDITION: &[(&str, &str)] = &[
    ("SELECTOR", "the page has such an element"),
    ("SELECTOR=TEXT", "the first one has that text, but for white space"),
    ("SELECTOR=/REGEX/", "the first one has text in which that is found"),
    ("SELECTOR!=TEXT, SELECTOR!=/REGEX/", "there is a first one, and its text is another"),
    ("count(SELECTOR)=N", "the page has so many of them; != >= <= > < too"),
];

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
    ("sent", "the messages that the step sent: texts exactly, of objects only the keys that are written"),
    ("html", "an object: selectors, and the outer HTML of what each finds first; null for nothing"),
    ("text", "likewise the text, or a /regex/; white space counts as one space"),
    ("value", "likewise what a control holds: a text, true or false, or a list of what is chosen"),
    ("count", "likewise how many elements each finds"),
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

/// Settings are named as options; each row, those that belong together.
const EVERYWHERE: &[(&str, &str)] = &[
    ("htmx, ws-ext", "as --htmx and --ws-ext; not of `simulate`"),
    ("load, strict, messages, quiet", "true: as the option"),
    ("header", "as -H: 'Name: value', or a list of them; one of the same name elsewhere replaces it"),
    ("origin, subprotocol", "as the option; the latter takes a list too"),
    ("compress, reconnect, time", "false: as --no-compress, --no-reconnect, --no-time"),
    ("connect-timeout, page-timeout", "as the option, a duration"),
    ("max-message-size", "as the option, such as '64MiB'"),
    ("max-retries, reconnect-delay", "as the option"),
    ("ping-interval, pong-timeout", "as the option, a duration"),
    ("timeout", "as the option, a duration; not of `listen`"),
    ("output", "as -o; html, raw and page where there are messages to print"),
    ("verbose", "as -v: how often"),
];

const OWN: &[(&str, &str)] = &[
    ("color, keys", "as the option"),
    ("history", "false: as --no-history"),
    ("cacert, record", "as the option, a path; the former takes a list too"),
    ("insecure, show-secrets", "true: as the option"),
    ("proxy", "as the option; false: as --no-proxy"),
    ("resolve", "as the option, or a list"),
];

const OF_TARGET: &[(&str, &str)] = &[
    ("url", "what it connects to, as TARGET; files begin where the configuration is"),
    ("page, page-url, socket", "as --page, --url, --socket"),
    ("cookie, user", "as the option; the former takes a list too"),
    ("hx-header", "as the option, or a list"),
    ("id, name, hx-target", "as --id, --name, --target"),
    ("current-url", "as the option"),
    ("cookie-jar, on-open", "as the option, a path; in your own file only"),
    ("cert, key, unix-socket", "as the option, a path; in your own file only"),
    ("", "and all of the settings above"),
];

const TABLES: &[(&str, &str)] = &[
    ("[targets.NAME]", "a target: `url`, and settings that count for `@NAME` only"),
    ("[aliases]", "commands for the prompt: `b = \"/submit #buy qty=1\"` makes it /b"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::diagnose::CODES;
    use crate::settings::key::{KEYS, Key};

    #[test]
    fn every_setting_is_in_the_table_of_where_it_may_stand() {
        let listed = |rows: &'static [(&str, &str)]| {
            let names = rows.iter().flat_map(|(names, _)| names.split(", "));
            let mut names: Vec<&str> = names.filter(|name| !name.is_empty() && *name != "url").collect();
            names.sort_unstable();
            names
        };
        let those = |belongs: fn(&Key) -> bool| {
            let mut names: Vec<&str> = KEYS.iter().filter(|key| belongs(key)).map(|key| key.name).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(listed(EVERYWHERE), those(|key| !key.of_target && key.own.is_none()));
        assert_eq!(listed(OWN), those(|key| !key.of_target && key.own.is_some()));
        assert_eq!(listed(OF_TARGET), those(|key| key.of_target));
    }

    #[test]
    fn every_warning_is_in_the_table() {
        let mut listed: Vec<&str> = WARNINGS.iter().flat_map(|(_, codes)| codes.split(", ")).collect();
        listed.sort_unstable();
        assert_eq!(listed, CODES);
    }
}
