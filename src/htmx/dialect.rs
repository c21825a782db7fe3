//! Dialects: what one htmx version with its ws extension does, as data.
//!
//! A difference between versions is a field here, set in one table ([`table`]), so that a reader can hold each line
//! against htmx's sources. Logic elsewhere asks the field, never the version.

pub mod table;

use thiserror::Error;

use super::version::Version;

/// What a received message is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incoming {
    /// Its top elements, each swapped out of band (htmx 1 and 2).
    Roots,
    /// Tasks: out-of-band swaps, partials and the rest (htmx 4.0.1 `swap`).
    Tasks,
}

/// How a message's text becomes elements (`makeFragment`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parsing {
    /// In the context that its first tag asks for (htmx 1).
    FirstTag,
    /// In a template (htmx 2).
    Template,
    /// In a template, with the `<hx-…>` tags of htmx 4.
    HxTemplate,
}

/// How elements become sockets and senders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Processing {
    /// `hx-ws`, by htmx 1 itself.
    Core,
    /// `ws-connect` and `ws-send` where `hx-ext` names the extension.
    Extension,
    /// `hx-ws:connect` and `hx-ws:send`.
    Four,
}

/// How the values of a message are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outgoing {
    /// `getInputValues` and `filterValues` (htmx 1 and 2).
    Parameters,
    /// `#collectFormData` (htmx 4).
    Values,
}

/// What becomes of a message while the socket is not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhileNotOpen {
    /// It is lost: `WebSocket.send` throws while connecting and does nothing after a close (htmx 1.9.12
    /// `processWebSocketSend`).
    Lose,
    /// It waits, without a limit, even where the socket never opens again (htmx-ext-ws 2.0.4 `send`).
    Queue,
    /// It waits up to a limit while the socket connects or is to be opened again; after that it is an error
    /// (htmx 4.0.1 hx-ws `sendMessage`).
    QueueWhileReconnecting,
}

/// What a socket that is opened again makes of the sockets before it, of which one may not have ended yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing: each socket counts its reconnects for itself, and the page's element is looked for only as a timer runs
    /// out (htmx 1.9.12 `ensureWebSocket`).
    Apart,
    /// It closes the one before where that is open. Their reconnects are counted together, as timers run out
    /// (htmx-ext-ws 2.0.4 `init`).
    Wrapped,
    /// It closes the one before and hears it no more. Reconnects are counted as connections end (htmx 4.0.1 hx-ws
    /// `createWebSocket`, `scheduleReconnect`).
    Single,
}

/// Whose default action `shouldCancel` prevents, beside the submission of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancels {
    /// The sender's: a form, a submit button or any other in a form, a link.
    Sender,
    /// The same, and a button with a `form` attribute (2.0.4).
    SenderWithForm,
    /// The event's target's: a form, a submit button of a form, a link (2.0.5).
    Target,
    /// The same, and a link around the target (2.0.6).
    TargetInLink,
    /// That of the element that is listened to, or of the submit button or link around it (2.0.7).
    Listened,
}

/// The behaviour of one htmx version and its ws extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// The name that stands for the family on the command line: `1`, `1-ext`, `2` or `4`.
    pub name: &'static str,
    /// htmx's version.
    pub htmx: Version,
    /// The version of the ws extension, where it is a thing apart.
    pub ws_ext: Option<Version>,
    /// What a received message is taken for.
    pub incoming: Incoming,
    /// How a message's text becomes elements.
    pub parsing: Parsing,
    /// How elements become sockets and senders.
    pub processing: Processing,
    /// How the values of a message are collected.
    pub outgoing: Outgoing,
    /// The key of the headers in a message.
    pub headers_key: &'static str,
    /// The event before a message goes out, which a listener of the page's can prevent.
    pub event_before_send: Option<&'static str>,
    /// What becomes of a message while the socket is not open.
    pub while_not_open: WhileNotOpen,
    /// What a socket that is opened again makes of the sockets before it.
    pub renewal: Renewal,
    /// A `wsReconnectDelay` that is neither a function nor `full-jitter` throws before the timer is set (the
    /// extensions know no `logError`); else the delay is undefined, which is 0.
    pub unusable_delay_throws: bool,
    /// `oobSwap` raises `htmx:oobErrorNoTarget` when nothing matches: `if (targets.length)`; before, `if (targets)`,
    /// which a node list always is.
    pub tells_no_target: bool,
    /// `oobSwap` makes the selector with `CSS.escape(id)`; before, the id as it stands.
    pub escapes_ids: bool,
    /// `oobSwap` removes `hx-swap-oob` from what it inserts.
    pub removes_oob_attribute: bool,
    /// `oobSwap` knows `closest`, `find`, `body` and the like; before, plain `querySelectorAll`.
    pub extended_oob_selectors: bool,
    /// `querySelectorAllExt` splits its selector at commas and takes each part for itself, out of its `<…/>`; before, the
    /// whole is one, and a word counts only at its very start.
    pub splits_selector_lists: bool,
    /// `oobSwap` keeps `hx-preserve` elements.
    pub preserves_in_oob: bool,
    /// `swapOuterHTML` of the body swaps its inside.
    pub outer_body_is_inner: bool,
    /// `swapOuterHTML` and `swapDelete` leave a target without a parent alone; before, they throw.
    pub tolerates_orphan_target: bool,
    /// `cloneAttributes` walks the attributes while it takes some off (`forEach(mergeTo.attributes, …)`), so that the
    /// neighbour of each one stays; since, it walks a copy.
    pub clones_attributes_live: bool,
    /// `makeFragment` takes a message's head out with all that is written in it, where it comes first.
    pub strips_head: bool,
    /// `parseHTML` reads declarative shadow roots (`parseHTMLUnsafe`), which no copy of an element has.
    pub reads_shadow_roots: bool,
    /// `makeFragment` turns `<hx-name>` into `<template hx type="name">`.
    pub hx_tags_are_templates: bool,
    /// `handleAttributes` makes its selector with `CSS.escape`; before, only the first quote of the id and the first
    /// colon of the tag are escaped.
    pub escapes_settling_names: bool,
    /// The core acts on `hx-ws` by itself (`initNode`: `processWebSocketInfo`).
    pub core_hx_ws: bool,
    /// `deInitNode` closes the element's socket, and runs before an element is initialised, too.
    pub deinit_closes_socket: bool,
    /// `deInitNode` forgets all that is kept about an element; before, its listeners only.
    pub deinit_forgets: bool,
    /// `findElementsToProcess` takes every link, where anything on the page has `hx-boost`; since, links with it.
    pub initializes_all_links: bool,
    /// `processNode` cleans up what is disabled before it initialises anything; before, it goes from one element to the
    /// next.
    pub takes_stock_first: bool,
    /// `getInputValues` finds the form of a sender by `form=` too; before, by ancestry only.
    pub related_form_by_attribute: bool,
    /// `getInputValues` collects into a `FormData`; before, into a plain object, of which `filterValues` can make
    /// lists.
    pub collects_form_data: bool,
    /// `shouldInclude` leaves out what is in a disabled `fieldset`.
    pub knows_disabled_fieldsets: bool,
    /// `overrideFormData` replaces name after name, so that a name which comes up again moves to the end; since, it
    /// takes them all out first.
    pub overrides_name_by_name: bool,
    /// `processInputValue` takes all values of a control out that a form brings again; before, its `value`.
    pub removes_every_value: bool,
    /// The extension merges `hx-vals` and `hx-vars` into the `FormData`, not into a copy of it as a plain object.
    pub merges_into_form_data: bool,
    /// What is put into the `FormData` that way is JSON where it is an object; before, its text.
    pub form_data_takes_json: bool,
    /// What is put into the `FormData` that way may be null; before, that throws.
    pub form_data_takes_null: bool,
    /// Values in `hx-vals` that are not JSON are passed over; since, `Object.keys(null)` throws.
    pub skips_broken_values: bool,
    /// `querySelectorAllExt` answers `[null]` where `closest`, `find`, `next` or `previous` find nothing, on which
    /// `hx-include` throws.
    pub finds_null: bool,
    /// `getRawAttribute` asks whether it has an element; before, an `hx-target` that is missing throws, and
    /// `document` has no id.
    pub checks_target: bool,
    /// `hx-include` knows the word `inherit`.
    pub inherits_includes: bool,
    /// `querySelectorAllExt` knows `global` and `root`.
    pub knows_global_selectors: bool,
    /// `htmx.find` and `htmx.findAll` take htmx's own selectors (htmx 4.0.1 `#findAllExt`); else those of CSS.
    pub api_finds_extended: bool,
    /// `querySelectorAllExt` knows `host`.
    pub knows_host: bool,
    /// `querySelectorAllExt` knows `nextElementSibling` and `previousElementSibling`.
    pub knows_sibling_properties: bool,
    /// `boostElement` takes forms of the method `dialog` too.
    pub boosts_dialog_forms: bool,
    /// `boostElement` looks into the `action` of a form that is submitted by `get`, and throws where it has none.
    pub boosting_reads_action: bool,
    /// `bodyContains` asks the body; since, the document.
    pub page_is_body: bool,
    /// Inheritance can be turned off by configuration (`getAttributeValueWithDisinheritance`).
    pub knows_hx_inherit: bool,
    /// A binary message is the text `[object Blob]`; since, it throws (`makeFragment`).
    pub reads_binary_as_text: bool,
    /// `parseAndCacheTrigger` knows `sse:NAME`.
    pub knows_sse_triggers: bool,
    /// `parseAndCacheTrigger` takes a comma after a space for a modifier.
    pub modifiers_take_commas: bool,
    /// `parseAndCacheTrigger` reads selectors in braces or parentheses.
    pub triggers_take_brackets: bool,
    /// Which events `shouldCancel` keeps from their default action.
    pub cancels: Cancels,
    /// `changed` remembers a value for each trigger and target; before, one for each element that is listened to.
    pub changed_by_target: bool,
    /// `load` triggers an element once, even if it is initialised anew.
    pub loads_once: bool,
    /// `getValuesForElement` calls code with the element that holds the attribute as `this`; before, without.
    pub values_know_this: bool,
    /// `mergeObjects` writes into its first argument, which throws where that is null; else into a new object.
    pub merges_in_place: bool,
    /// `maybeCloseWebSocketSource` takes an element that was cleaned up as it left for one that is there: messages are
    /// still applied, and it reconnects.
    pub hears_removed: bool,
    /// The `<meta>` element's settings are merged once the document is there, over those of scripts (htmx 1 and 2);
    /// else when htmx is loaded, before them (htmx 4).
    pub meta_over_scripts: bool,
    /// `htmx.config` as it stands in the source, as JSON.
    pub default_config: &'static str,
    /// The close codes on which a socket reconnects, unless the page's configuration says others (htmx 4).
    pub reconnect_codes: &'static [u16],
}

/// The earliest version of htmx 1.9 that is played.
pub const EARLIEST_1: Version = Version::new(1, 9, 7);
/// The version that stands for `1` and `1-ext`.
pub const LATEST_1: Version = Version::new(1, 9, 12);
/// The version that stands for `2`, and its extension's.
pub const LATEST_2: (Version, Version) = (Version::new(2, 0, 11), Version::new(2, 0, 4));
/// The version that stands for `4`.
pub const LATEST_4: Version = Version::new(4, 0, 1);

/// Why a dialect could not be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DialectError {
    /// The version is none that htmx has had.
    #[error(
        "`{0}` is not a version of htmx that hxws knows: write `1`, `1-ext`, `2` or `4`, or an exact one from {EARLIEST_1} to {LATEST_1}, \
         from 2.0.0 to {two}, or {LATEST_4}", two = LATEST_2.0
    )]
    Unknown(String),
    /// The page loads a version that is not played.
    #[error("the page loads htmx {0}, which hxws does not play")]
    OfPage(String),
    /// The extension's version is none that it has had.
    #[error("`{0}` is not a version of htmx-ext-ws that hxws knows: write one from 2.0.0 to {latest}", latest = LATEST_2.1)]
    UnknownExtension(String),
    /// The version of htmx has its ws extension built in or beside it: it cannot be chosen apart.
    #[error("htmx {0} has no ws extension with a version of its own: --ws-ext goes with htmx 2")]
    NoExtension(String),
}

impl Dialect {
    /// The versions: `2.0.11 · ws 2.0.4`.
    #[must_use]
    pub fn versions(&self) -> String {
        match self.ws_ext {
            Some(ws_ext) => format!("{} · ws {ws_ext}", self.htmx),
            None => self.htmx.to_string(),
        }
    }

    /// The dialect for `--htmx` and `--ws-ext`; without an extension's version, its latest. An exact version of
    /// htmx 1 is its core's `hx-ws`.
    ///
    /// # Errors
    /// When the version is none of htmx 1.9, 2 or 4, or the extension's none of its own.
    pub fn choose(htmx: &str, ws_ext: Option<&str>) -> Result<Self, DialectError> {
        let apart = |dialect| match ws_ext {
            None => Ok(dialect),
            Some(_) => Err(DialectError::NoExtension(htmx.to_owned())),
        };
        match htmx {
            "1" | "1.9" => apart(table::one(LATEST_1, false)),
            "1-ext" | "1ext" | "1.9-ext" => apart(table::one(LATEST_1, true)),
            "2" | "2.0" => Self::two(LATEST_2.0, ws_ext),
            "4" | "4.0" => apart(table::four(LATEST_4)),
            exact => {
                let (written, extension) =
                    exact.strip_suffix("-ext").map_or((exact, false), |core| (core, true));
                let unknown = || DialectError::Unknown(htmx.to_owned());
                let version = Version::parse(written).ok_or_else(unknown)?;
                match (version.major, version.minor, extension) {
                    (1, 9, _) if (EARLIEST_1..=LATEST_1).contains(&version) => {
                        apart(table::one(version, extension))
                    }
                    (2, 0, false) if version <= LATEST_2.0 => Self::two(version, ws_ext),
                    (4, 0, false) if version == LATEST_4 => apart(table::four(version)),
                    _ => Err(unknown()),
                }
            }
        }
    }

    fn two(htmx: Version, ws_ext: Option<&str>) -> Result<Self, DialectError> {
        let ws_ext = match ws_ext {
            None | Some("2" | "2.0") => LATEST_2.1,
            Some(text) => Version::parse(text)
                .filter(|&version| version.major == 2 && version <= LATEST_2.1)
                .ok_or_else(|| DialectError::UnknownExtension(text.to_owned()))?,
        };
        Ok(table::two(htmx, ws_ext))
    }
}

impl Default for Dialect {
    fn default() -> Self {
        table::two(LATEST_2.0, LATEST_2.1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, DialectError};

    #[test]
    fn a_major_is_its_latest() {
        let latest = |name| {
            let dialect = Dialect::choose(name, None).unwrap();
            (dialect.name, dialect.htmx.to_string(), dialect.ws_ext.map(|version| version.to_string()))
        };
        assert_eq!(latest("1"), ("1", "1.9.12".into(), None));
        assert_eq!(latest("1-ext"), ("1-ext", "1.9.12".into(), Some("1.9.12".into())));
        assert_eq!(latest("1ext"), latest("1-ext"));
        assert_eq!(latest("2"), ("2", "2.0.11".into(), Some("2.0.4".into())));
        assert_eq!(latest("4"), ("4", "4.0.1".into(), None));
        assert_eq!(latest("1.9.10-ext"), ("1-ext", "1.9.10".into(), Some("1.9.10".into())));
    }

    #[test]
    fn the_extension_before_2_0_4_stays_closed_on_1011() {
        assert_eq!(Dialect::choose("2", None).unwrap().reconnect_codes, [1006, 1011, 1012, 1013]);
        assert_eq!(Dialect::choose("2", Some("2.0.3")).unwrap().reconnect_codes, [1006, 1012, 1013]);
    }

    #[test]
    fn a_missing_target_is_told_since_2_0_5() {
        assert!(!Dialect::choose("2.0.4", None).unwrap().tells_no_target);
        assert!(Dialect::choose("2.0.5", None).unwrap().tells_no_target);
    }

    #[test]
    fn what_never_was_is_refused_by_name() {
        for never in ["two", "3", "1.8.6", "1.9.6", "2.1.0", "4.0.9", "2.0.4-ext"] {
            assert_eq!(Dialect::choose(never, None), Err(DialectError::Unknown(never.into())));
        }
        assert_eq!(Dialect::choose("2", Some("x")), Err(DialectError::UnknownExtension("x".into())));
        assert_eq!(Dialect::choose("4", Some("2.0.4")), Err(DialectError::NoExtension("4".into())));
    }
}
