//! The live value and checkedness of form controls.
//!
//! Changes fire no event. Selects have a file of their own.

use html5ever::{LocalName, local_name};

use super::control::{Control, InputType};
use super::document::Document;
use super::integer::non_negative;
use super::node::NodeId;
use super::sanitize::sanitize;

impl Document {
    /// What `el.value` is: the live value of a field as its type sanitises it, the `value` attribute of buttons and
    /// options (an option's text without one), `on` for a box without a value, the selected option's value.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<select id=s><option>a<option value=2 selected>b</select>");
    /// assert_eq!(page.value(page.by_id("s")[0]), "2");
    /// ```
    pub fn value(&self, node: NodeId) -> String {
        let attribute = || self.attr(node, "value").unwrap_or_default().to_owned();
        match self.control(node) {
            Some(Control::Input(kind)) => self.input_value(node, kind),
            Some(Control::Textarea) => self.textarea_value(node),
            Some(Control::Select) => self.select_value(node),
            Some(Control::Output) => self.text_content(node),
            Some(Control::Button(_)) => attribute(),
            Some(Control::Fieldset | Control::Object) => String::new(),
            None if self.is_named(node, &local_name!("option")) => self.option_value(node),
            None => attribute(),
        }
    }

    /// As `el.value = …` in a script: `minlength` and `maxlength` do not ask about it. A select shows its first
    /// option of that value, or none.
    pub(crate) fn set_value(&mut self, node: NodeId, value: &str) {
        match self.control(node) {
            Some(Control::Input(InputType::File) | Control::Fieldset | Control::Object) => {}
            Some(Control::Input(kind)) if kind.has_own_value() => self.change_value(node, value, false),
            Some(Control::Textarea) => self.change_value(node, value, false),
            Some(Control::Select) => self.select_by_value(node, value),
            Some(Control::Output) => {
                while let Some(child) = self.first_child(node) {
                    self.remove(child);
                }
                let text = self.create_text(value);
                self.append(node, text);
            }
            Some(_) => self.set_attr(node, "value", value),
            None if self.reflects_value(node) => self.set_attr(node, "value", value),
            None => {}
        }
    }

    /// Whether an element that is no control has a `value` of its attribute; what a script sets on others stays the
    /// script's.
    #[must_use]
    pub(crate) fn reflects_value(&self, node: NodeId) -> bool {
        const REFLECTING: [&str; 6] = ["data", "li", "meter", "option", "param", "progress"];
        self.is_html(node) && self.local_name(node).is_some_and(|name| REFLECTING.contains(&name))
    }

    /// As a person types into a text field: `minlength` and `maxlength` ask about it. Elsewhere as
    /// [`Document::set_value`].
    pub(crate) fn type_value(&mut self, node: NodeId, value: &str) {
        match self.control(node) {
            Some(Control::Input(kind)) if kind.has_own_value() => self.change_value(node, value, true),
            Some(Control::Textarea) => self.change_value(node, value, true),
            _ => self.set_value(node, value),
        }
    }

    /// As the Enter key does in a text area that was given the focus: the caret is before its own text, or behind what
    /// a script has set. False where that is not to be changed, or full.
    pub(crate) fn break_line(&mut self, node: NodeId) -> bool {
        if self.control(node) != Some(Control::Textarea)
            || self.has_attr(node, "readonly")
            || self.is_disabled(node)
        {
            return false;
        }
        let value = self.textarea_value(node);
        let limit = self.attr(node, "maxlength").and_then(non_negative);
        if limit.is_some_and(|limit| value.encode_utf16().count() >= limit) {
            return false;
        }
        let before = self.live(node).is_none_or(|live| live.value.is_none() || live.caret_before);
        let value = if before { format!("\n{value}") } else { format!("{value}\n") };
        self.change_value(node, &value, true);
        if let Some(live) = self.live_mut(node) {
            live.caret_before = before;
        }
        true
    }

    /// Whether a checkbox or radio button is checked; false for everything else. Of a radio group whose markup
    /// checks several, the last is.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<input id=i type=checkbox checked>");
    /// assert!(page.checked(page.by_id("i")[0]));
    /// ```
    pub fn checked(&self, node: NodeId) -> bool {
        match self.input_type(node) {
            Some(InputType::Checkbox) => self.says_checked(node),
            Some(InputType::Radio) => {
                self.says_checked(node)
                    && self.radio_group(node).into_iter().rfind(|&other| self.says_checked(other))
                        == Some(node)
            }
            _ => false,
        }
    }

    /// As `el.checked = …`: checking a radio button unchecks the others of its group.
    pub(crate) fn set_checked(&mut self, node: NodeId, on: bool) {
        if !self.input_type(node).is_some_and(InputType::is_checkable) {
            return;
        }
        if on && self.input_type(node) == Some(InputType::Radio) {
            for other in self.radio_group(node) {
                if let Some(live) = self.live_mut(other) {
                    live.checked = Some(false);
                }
            }
        }
        if let Some(live) = self.live_mut(node) {
            live.checked = Some(on);
        }
    }

    /// The radio buttons of the button's group, itself among them, in tree order: same form owner, same name in the
    /// same tree. One without a name is alone.
    pub(super) fn radio_group(&self, node: NodeId) -> Vec<NodeId> {
        let Some(name) = self.attr(node, "name").filter(|name| !name.is_empty()) else { return vec![node] };
        let owner = self.form_owner(node);
        let in_group = |&other: &NodeId| {
            self.input_type(other) == Some(InputType::Radio)
                && self.attr(other, "name") == Some(name)
                && self.form_owner(other) == owner
        };
        let top = self.top(node);
        std::iter::once(top).chain(self.descendants(top)).filter(in_group).collect()
    }

    /// The value a reset goes back to: the `value` attribute, or a textarea's own text (`el.defaultValue`).
    pub(crate) fn default_value(&self, node: NodeId) -> String {
        match self.control(node) {
            Some(Control::Textarea) => self.children(node).filter_map(|child| self.text(child)).collect(),
            _ => self.attr(node, "value").unwrap_or_default().to_owned(),
        }
    }

    fn says_checked(&self, node: NodeId) -> bool {
        self.live(node).and_then(|live| live.checked).unwrap_or_else(|| self.has_attr(node, "checked"))
    }

    fn change_value(&mut self, node: NodeId, value: &str, typed: bool) {
        if let Some(live) = self.live_mut(node) {
            live.value = Some(value.to_owned());
            live.typed = typed;
            live.caret_before = false;
        }
    }

    fn raw_value(&self, node: NodeId) -> String {
        let dirty = self.live(node).and_then(|live| live.value.clone());
        dirty.unwrap_or_else(|| self.default_value(node))
    }

    fn input_value(&self, node: NodeId, kind: InputType) -> String {
        if kind.has_own_value() {
            return sanitize(kind, self.raw_value(node), &|name| self.attr(node, name));
        }
        match (kind, self.attr(node, "value")) {
            (InputType::File, _) => String::new(),
            (_, Some(value)) => value.to_owned(),
            (InputType::Checkbox | InputType::Radio, None) => "on".to_owned(),
            _ => String::new(),
        }
    }

    fn textarea_value(&self, node: NodeId) -> String {
        let raw = self.raw_value(node);
        if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n") } else { raw }
    }

    fn option_value(&self, node: NodeId) -> String {
        self.attr(node, "value").map_or_else(|| self.option_text(node), str::to_owned)
    }

    /// What people read of an option (`option.label`).
    pub(crate) fn shows(&self, option: NodeId) -> String {
        let label = self.attr(option, "label").filter(|label| !label.is_empty());
        label.map_or_else(|| self.option_text(option), str::to_owned)
    }

    /// The text with white space stripped and collapsed, scripts' left out (`option.text`).
    fn option_text(&self, node: NodeId) -> String {
        let mut text = String::new();
        let mut next = self.first_child(node);
        while let Some(current) = next {
            text.push_str(self.text(current).unwrap_or_default());
            let is_script = self.element(current).is_some_and(|element| element.name.local == SCRIPT);
            next =
                if is_script { self.following_outside(current, node) } else { self.following(current, node) };
        }
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}

const SCRIPT: LocalName = local_name!("script");
