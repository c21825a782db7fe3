//! Dialects: what one htmx version with its ws extension does, as data.
//!
//! A difference between versions is a field here, set in one table, so that a reader can hold each line against
//! htmx's sources. Logic elsewhere asks the field, never the version.

use thiserror::Error;

use super::version::Version;

/// The behaviour of one htmx version and its ws extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// htmx's version.
    pub htmx: Version,
    /// The version of `htmx-ext-ws`.
    pub ws_ext: Version,
    /// `oobSwap` raises `htmx:oobErrorNoTarget` when nothing matches: `if (targets.length)`; before, `if (targets)`,
    /// which a node list always is.
    pub tells_no_target: bool,
    /// `oobSwap` makes the selector with `CSS.escape(id)`; before, the id as it stands.
    pub escapes_ids: bool,
    /// `oobSwap` removes `hx-swap-oob` from what it inserts.
    pub removes_oob_attribute: bool,
    /// `oobSwap` knows `closest`, `find`, `body` and the like; before, plain `querySelectorAll`.
    pub extended_oob_selectors: bool,
    /// `querySelectorAllExt` splits its selector at commas and takes each part for itself.
    pub splits_selector_lists: bool,
    /// `oobSwap` keeps `hx-preserve` elements.
    pub preserves_in_oob: bool,
    /// `swapOuterHTML` of the body swaps its inside.
    pub outer_body_is_inner: bool,
    /// `swapOuterHTML` leaves a target without a parent alone; before, it throws.
    pub tolerates_orphan_target: bool,
    /// `makeFragment` turns `<hx-name>` into `<template hx type="name">`.
    pub hx_tags_are_templates: bool,
    /// `getInputValues` finds the form of a sender by `form=` too; before, by ancestry only.
    pub related_form_by_attribute: bool,
    /// The close codes on which the ws extension reconnects.
    pub reconnect_codes: &'static [u16],
}

/// The version that stands for `2`, and its extension's.
pub const LATEST_2: (Version, Version) = (Version::new(2, 0, 11), Version::new(2, 0, 4));

/// Why a dialect could not be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DialectError {
    /// The version is none that htmx has had.
    #[error("`{0}` is not an htmx version: write `2` or an exact one such as `2.0.4`")]
    Unknown(String),
    /// A version of htmx whose behaviour hxws does not play.
    #[error(
        "htmx `{0}` is not played yet: this hxws is the twin of htmx 2 with htmx-ext-ws; `--htmx 2` shows what that would do"
    )]
    NotPlayed(String),
    /// The extension's version is none that it has had.
    #[error("`{0}` is not a version of htmx-ext-ws: write one such as `2.0.3`")]
    UnknownExtension(String),
}

impl Dialect {
    /// The dialect for `--htmx` and `--ws-ext`; without an extension's version, its latest.
    ///
    /// # Errors
    /// When the version is not one of htmx 2.
    pub fn choose(htmx: &str, ws_ext: Option<&str>) -> Result<Self, DialectError> {
        let version = match htmx {
            "2" | "2.0" => LATEST_2.0,
            "1" | "1-ext" | "1ext" | "4" => return Err(DialectError::NotPlayed(htmx.to_owned())),
            exact => Version::parse(exact).ok_or_else(|| DialectError::Unknown(htmx.to_owned()))?,
        };
        if version.major != 2 {
            return Err(DialectError::NotPlayed(htmx.to_owned()));
        }
        let ws_ext = match ws_ext {
            None | Some("2" | "2.0") => LATEST_2.1,
            Some(text) => Version::parse(text)
                .filter(|version| version.major == 2)
                .ok_or_else(|| DialectError::UnknownExtension(text.to_owned()))?,
        };
        Ok(Self::of(version, ws_ext))
    }

    /// The table: read from the sources of htmx 2.0.0 to 2.0.11 and htmx-ext-ws 2.0.0 to 2.0.4 as npm has them.
    #[must_use]
    pub fn of(htmx: Version, ws_ext: Version) -> Self {
        let since = |minor, patch| htmx >= Version::new(2, minor, patch);
        Self {
            htmx,
            ws_ext,
            outer_body_is_inner: since(0, 1),
            tolerates_orphan_target: since(0, 2),
            removes_oob_attribute: since(0, 3),
            extended_oob_selectors: since(0, 3),
            preserves_in_oob: since(0, 3),
            splits_selector_lists: since(0, 5),
            tells_no_target: since(0, 5),
            escapes_ids: since(0, 5),
            related_form_by_attribute: since(0, 5),
            hx_tags_are_templates: since(0, 11),
            reconnect_codes: if ws_ext >= Version::new(2, 0, 4) {
                &[1006, 1011, 1012, 1013]
            } else {
                &[1006, 1012, 1013]
            },
        }
    }

    /// The name that stands for the family on the command line.
    #[must_use]
    pub fn name(&self) -> String {
        self.htmx.major.to_string()
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Self::of(LATEST_2.0, LATEST_2.1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, DialectError};

    #[test]
    fn two_is_the_latest_two() {
        let dialect = Dialect::choose("2", None).unwrap();
        assert_eq!((dialect.htmx.to_string(), dialect.ws_ext.to_string()), ("2.0.11".into(), "2.0.4".into()));
        assert_eq!(dialect.reconnect_codes, [1006, 1011, 1012, 1013]);
    }

    #[test]
    fn the_extension_before_2_0_4_stays_closed_on_1011() {
        let dialect = Dialect::choose("2", Some("2.0.3")).unwrap();
        assert_eq!(dialect.reconnect_codes, [1006, 1012, 1013]);
    }

    #[test]
    fn a_missing_target_is_told_since_2_0_5() {
        assert!(!Dialect::choose("2.0.4", None).unwrap().tells_no_target);
        assert!(Dialect::choose("2.0.5", None).unwrap().tells_no_target);
    }

    #[test]
    fn other_versions_are_refused_by_name() {
        assert_eq!(Dialect::choose("4", None), Err(DialectError::NotPlayed("4".into())));
        assert_eq!(Dialect::choose("1.9.12", None), Err(DialectError::NotPlayed("1.9.12".into())));
        assert_eq!(Dialect::choose("two", None), Err(DialectError::Unknown("two".into())));
        assert_eq!(Dialect::choose("2", Some("x")), Err(DialectError::UnknownExtension("x".into())));
    }
}
