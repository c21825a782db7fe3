//! Settings that do not come to what their page means.

use serde_json::{Map, Value};

use super::Finding;
use crate::htmx::config::{self, Config};
use crate::htmx::dialect::{Dialect, Processing};
use crate::page::Document;

/// The settings of sockets in htmx 4 (htmx 4.0.1 hx-ws `getConfig`).
const SOCKET_SETTINGS: [&str; 8] = [
    "maxOutgoingMessagesQueueSize",
    "pauseOnBackground",
    "reconnect",
    "reconnectCodes",
    "reconnectDelay",
    "reconnectJitter",
    "reconnectMaxAttempts",
    "reconnectMaxDelay",
];

/// What is wrong with the settings that the page writes.
#[must_use]
pub fn about(dialect: &Dialect, config: &Config, page: &Document) -> Vec<Finding> {
    let thrown = config.written.thrown.iter().map(|error| {
        let then = match error.starts_with("SyntaxError") {
            true => "nothing of it runs",
            false => "what it sets after that is not set",
        };
        let what = format!("an inline script that sets htmx.config throws `{error}`: {then}");
        Finding::new("invalid-config", what, "")
    });
    let broken = broken_meta(dialect, config, page);
    thrown.chain(broken).chain(misspelt(dialect, config)).chain(delay(dialect, config)).collect()
}

/// A `<meta name="htmx-config">` that cannot be read.
fn broken_meta(dialect: &Dialect, config: &Config, page: &Document) -> Option<Finding> {
    let (error, then) = if dialect.meta_over_scripts {
        let error = serde_json::from_str::<Map<String, Value>>(config::meta(page)?).err()?;
        (error.to_string(), "htmx passes over all of it")
    } else {
        (config.four.refused.as_ref()?.to_string(), "htmx throws and does not start")
    };
    let what = format!("the htmx-config meta element is not JSON ({error}): {then}");
    Some(Finding::new(
        "invalid-config",
        what,
        "write JSON: names and texts in double quotes, no comma at the end",
    ))
}

/// Names that are nearly those of settings.
fn misspelt(dialect: &Dialect, config: &Config) -> Vec<Finding> {
    let defaults: Map<String, Value> = serde_json::from_str(dialect.default_config).unwrap_or_default();
    let settings: Vec<&str> = defaults.keys().map(String::as_str).collect();
    let major = dialect.htmx.major;
    let tell = |written: &str, meant: String| {
        let what = format!("`{written}` is no setting of htmx {major}: it changes nothing");
        Finding::new("invalid-config", what, format!("did you mean `{meant}`?"))
    };
    let names = config.written.names.iter();
    let mut found: Vec<Finding> =
        names.filter_map(|name| Some(tell(name, close(name, &settings)?.to_owned()))).collect();
    if dialect.processing == Processing::Four {
        let of_sockets = config.four.ws.keys();
        found.extend(of_sockets.filter_map(|name| {
            Some(tell(&format!("ws.{name}"), format!("ws.{}", close(name, &SOCKET_SETTINGS)?)))
        }));
    }
    found
}

/// The known name within two edits of one that is not known.
fn close<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    const WITHIN: usize = 2;
    let lower = written.to_lowercase();
    let is_near = |name: &&&str| {
        name.len().abs_diff(written.len()) <= WITHIN
            && strsim::damerau_levenshtein(&lower, &name.to_lowercase()) <= WITHIN
    };
    if known.contains(&written) { None } else { known.iter().find(is_near).copied() }
}

/// The delay before a reconnect, where another htmx would read it or a script may set it later.
fn delay(dialect: &Dialect, config: &Config) -> Option<Finding> {
    if dialect.processing == Processing::Four {
        return config.written.names_delay.then(|| {
            Finding::new(
                "reconnect-delay",
                "htmx 4 does not read wsReconnectDelay",
                "set htmx.config.ws.reconnectDelay, reconnectMaxDelay and reconnectJitter",
            )
        });
    }
    config.written.delay_is_open.then(|| {
        Finding::new(
            "needs-browser",
            "a script of the page names wsReconnectDelay and has not set it when the page is loaded: what it sets later is not known",
            "give it with `--reconnect-delay`",
        )
    })
}
