//! The direction of an element's text (HTML § 3.2.6.4), for `dirname` and `:dir()`, and its language for `:lang()`.

use html5ever::local_name;

use super::control::{Control, InputType};
use super::document::Document;
use super::node::NodeId;

/// Left to right or right to left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The direction of the first character that has one.
    fn of_text(text: &str) -> Option<Direction> {
        text.chars().find_map(|char| match char {
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{200f}' => {
                Some(Direction::Rtl)
            }
            '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => Some(Direction::Rtl),
            '\u{200e}' => Some(Direction::Ltr),
            char if char.is_alphabetic() => Some(Direction::Ltr),
            _ => None,
        })
    }
}

impl Document {
    /// By the nearest `dir` attribute; `auto` reads the text, or a field's value.
    pub(super) fn direction(&self, node: NodeId) -> Direction {
        for element in std::iter::once(node).chain(self.ancestors(node)) {
            let dir = self.attr(element, "dir").unwrap_or_default();
            if dir.eq_ignore_ascii_case("ltr")
                || (dir.is_empty() && self.input_type(element) == Some(InputType::Tel))
            {
                return Direction::Ltr;
            }
            if dir.eq_ignore_ascii_case("rtl") {
                return Direction::Rtl;
            }
            if dir.eq_ignore_ascii_case("auto") || self.is_named(element, &local_name!("bdi")) {
                return self.automatic_direction(element);
            }
        }
        Direction::Ltr
    }

    fn automatic_direction(&self, node: NodeId) -> Direction {
        let text = match self.control(node) {
            Some(Control::Input(_) | Control::Textarea) => self.value(node),
            _ => self.text_content(node),
        };
        Direction::of_text(&text).unwrap_or(Direction::Ltr)
    }

    /// Whether the nearest `lang` attribute is that language or begins with it and a hyphen.
    pub(super) fn is_in_language(&self, node: NodeId, range: &str) -> bool {
        let nearest =
            std::iter::once(node).chain(self.ancestors(node)).find_map(|node| self.attr(node, "lang"));
        let Some(language) = nearest.filter(|language| !language.is_empty()) else { return false };
        let (start, rest) = language.split_at_checked(range.len()).unwrap_or((language, ""));
        start.eq_ignore_ascii_case(range) && (rest.is_empty() || rest.starts_with('-'))
    }
}
