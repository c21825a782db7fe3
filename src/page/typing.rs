//! What people can type into a field, and how much of it the field takes.
//!
//! Knows no keys and no events: what is typed is a whole text.

use super::control::{Control, InputType};
use super::document::Document;
use super::integer::non_negative;
use super::node::NodeId;

impl Document {
    /// Whether people enter a value of their own: by keys, or by what stands beside a colour or a slider.
    pub(crate) fn takes_typing(&self, node: NodeId) -> bool {
        match self.control(node) {
            Some(Control::Textarea) => true,
            Some(Control::Input(kind)) => kind.has_own_value(),
            _ => false,
        }
    }

    /// The part of a text that the field takes as it is typed: `maxlength` UTF-16 units, no half of a character.
    pub(crate) fn within_limit<'a>(&self, node: NodeId, text: &'a str) -> &'a str {
        let limited = match self.control(node) {
            Some(Control::Textarea) => true,
            Some(Control::Input(kind)) => kind.is_textual(),
            _ => false,
        };
        let limit = self.attr(node, "maxlength").filter(|_| limited).and_then(non_negative);
        let Some(mut left) = limit else { return text };
        let end = text.char_indices().find(|(_, typed)| {
            let fits = typed.len_utf16() <= left;
            left = left.saturating_sub(typed.len_utf16());
            !fits
        });
        end.map_or(text, |(end, _)| &text[..end])
    }

    /// Whether text is entered by keys.
    pub(crate) fn is_typed_by_keys(&self, node: NodeId) -> bool {
        self.takes_typing(node) && !matches!(self.input_type(node), Some(InputType::Color | InputType::Range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_take_what_they_have_room_for() {
        let page = Document::parse(
            "<input id=a maxlength=3><textarea id=b maxlength=2></textarea><input id=c type=number maxlength=1>",
        );
        let within = |id, text| page.within_limit(page.first_by_id(id).unwrap(), text);
        assert_eq!([within("a", "abcd"), within("a", "a😀b"), within("a", "ab😀")], ["abc", "a😀", "ab"]);
        assert_eq!([within("b", "ü\nx"), within("c", "123")], ["ü\n", "123"]);
    }

    #[test]
    fn only_fields_take_typing() {
        let page = Document::parse(
            "<input><input type=range><input type=hidden><input type=checkbox><select></select><textarea></textarea>\
             <output></output><button>",
        );
        let body = page.body().unwrap();
        let taking: Vec<bool> = page.child_elements(body).map(|node| page.takes_typing(node)).collect();
        assert_eq!(taking, [true, true, false, false, false, true, false, false]);
    }
}
