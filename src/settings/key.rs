//! The settings: where each may stand, which option it is, and to which commands it counts. Data.

use super::value::Value;

/// A setting.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name in a file.
    pub name: &'static str,
    /// The option whose values it takes: `--NAME`, or `--no-NAME` for false.
    pub option: &'static str,
    /// Whether it stands in targets only: what it holds is for one server.
    pub of_target: bool,
    /// Why a project's file may not have it.
    pub own: Option<&'static str>,
    /// Whether its values are paths, from the file's directory on.
    pub path: bool,
    /// Whether a value adds to those of lower layers, unless they are of the same name.
    pub adds: bool,
    /// The setting that it goes with: without that of the same place it does not count.
    pub with: Option<&'static str>,
    /// Whether it counts to a command.
    pub counts: fn(command: &str, value: &Value) -> bool,
}

const ROUTE: &str = "a project's file must not say which way messages take, nor whom to trust";
const FILES: &str = "a project's file must not name files to read or to write";
const SECRETS: &str = "a project's file must not make secrets visible";
const TASTE: &str = "how your terminal looks and works is up to you";

const fn key(name: &'static str) -> Key {
    Key {
        name,
        option: name,
        of_target: false,
        own: None,
        path: false,
        adds: false,
        with: None,
        counts: |_, _| true,
    }
}

impl Key {
    const fn of_target(self) -> Self {
        Self { of_target: true, ..self }
    }

    const fn own(self, why: &'static str) -> Self {
        Self { own: Some(why), ..self }
    }

    const fn path(self) -> Self {
        Self { path: true, ..self.own(FILES) }
    }

    const fn adds(self) -> Self {
        Self { adds: true, ..self }
    }

    const fn option(self, option: &'static str) -> Self {
        Self { option, ..self }
    }

    const fn with(self, other: &'static str) -> Self {
        Self { with: Some(other), ..self }
    }

    const fn counts(self, counts: fn(&str, &Value) -> bool) -> Self {
        Self { counts, ..self }
    }
}

/// All of them, in the order in which `hxws config` lists them.
pub const KEYS: &[Key] = &[
    // scenarios have their own
    key("htmx").counts(|command, _| command != "simulate"),
    key("ws-ext").with("htmx").counts(|command, _| command != "simulate"),
    // what a replay serves is another page
    key("page").of_target().counts(|command, _| command != "replay"),
    key("page-url").option("url").of_target(),
    key("socket").of_target(),
    key("load"),
    key("page-timeout"),
    key("header").adds(),
    key("cookie").of_target().adds(),
    key("cookie-jar").of_target().path(),
    key("origin"),
    key("user").of_target(),
    key("subprotocol"),
    key("compress"),
    key("insecure").own(ROUTE),
    key("cacert").path(),
    key("cert").of_target().path(),
    key("key").of_target().path().with("cert"),
    key("proxy").own(ROUTE),
    key("unix-socket").of_target().path(),
    key("resolve").own(ROUTE),
    key("connect-timeout"),
    key("max-message-size"),
    key("show-secrets").own(SECRETS),
    key("hx-header").of_target().adds(),
    key("id").of_target(),
    key("name").of_target(),
    key("hx-target").option("target").of_target(),
    key("current-url").of_target(),
    key("reconnect"),
    key("max-retries"),
    key("reconnect-delay"),
    key("ping-interval"),
    key("pong-timeout"),
    key("on-open").of_target().path(),
    // how long answers are waited for; `listen --timeout` is how long it listens
    key("timeout").counts(|command, _| command != "listen"),
    key("strict"),
    // the rest print no fragments, and some no page
    key("output").counts(|command, value| {
        let is_report = value.texts().iter().any(|text| text == "tap" || text == "junit");
        if is_report {
            return command == "simulate";
        }
        matches!(command, "connect" | "send" | "listen" | "explain" | "demo")
            || value.texts().iter().any(|text| text == "human" || text == "json")
    }),
    key("color").own(TASTE),
    key("keys").own(TASTE),
    key("history").own(TASTE),
    key("time"),
    key("messages"),
    key("quiet"),
    key("verbose"),
    key("record").path(),
];

/// The aliases of the prompt, each a value of `--alias`; a table of their own in a file.
pub const ALIAS: Key = key("alias").adds();

/// The setting of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}
