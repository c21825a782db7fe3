//! A setting of the configuration that is in force, and where it is from.

use serde::Serialize;
use serde_json::Value;

/// A setting, as `config` lists it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting {
    /// Its name; that of an alias or of a target's setting with those of its tables.
    pub key: String,
    /// What it says, secrets hidden; null where nothing is set.
    pub value: Value,
    /// What is done then, in words for people.
    #[serde(skip)]
    pub unset: Option<String>,
    /// Where it is from.
    #[serde(flatten)]
    pub source: Source,
}

/// Where a setting is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum Source {
    /// The user's own file.
    User {
        /// Its path.
        file: String,
        /// The same as people write it here.
        #[serde(skip)]
        shown: String,
        /// The line, from 1.
        line: usize,
    },
    /// A project's file.
    Project {
        /// Its path.
        file: String,
        /// The same as people write it here.
        #[serde(skip)]
        shown: String,
        /// The line, from 1.
        line: usize,
    },
    /// The command line.
    CommandLine,
    /// The environment.
    Environment {
        /// The variable.
        name: &'static str,
    },
    /// hxws itself.
    BuiltIn,
}
