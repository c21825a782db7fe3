//! Settings: a line each, with its value and where it is from.

use serde_json::Value;

use super::Human;
use crate::event::{Setting, Source};
use crate::render::{pen::Role, sanitize};

/// Where values begin: behind the longest name of a setting.
const VALUE: usize = 18;
/// Where the places of values begin, where they are not longer.
const SOURCE: usize = 48;

impl Human {
    pub(super) fn setting(&mut self, setting: &Setting) {
        let Setting { key, value, unset, source } = setting;
        let is_said = *source != Source::BuiltIn;
        let name = if is_said { Role::Strong } else { Role::Dim };
        self.pen.put(name, &sanitize::line(key)).pad_to(VALUE, 2);
        let value = match value {
            Value::Null => unset.clone().unwrap_or("none".to_owned()),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let role = if is_said { Role::Value } else { Role::Dim };
        self.pen.wrapped(role, &sanitize::line(&value), VALUE, self.style.width);
        let from = match source {
            Source::User { shown, line, .. } | Source::Project { shown, line, .. } => {
                format!("{shown}:{line}")
            }
            Source::CommandLine => "command line".to_owned(),
            Source::Environment { name } => (*name).to_owned(),
            Source::BuiltIn => "built in".to_owned(),
        };
        self.pen.pad_to(SOURCE, 2).put(Role::Dim, &sanitize::line(&from)).end();
    }
}
