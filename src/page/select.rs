//! Options and which of them a select shows as chosen (HTML § 4.10.7).
//!
//! The selectedness that browsers update at every change is worked out here when asked: dirty options say it
//! themselves, the others by their `selected` attribute, and a drop-down with none shows its first.

use html5ever::local_name;

use super::control::Control;
use super::document::Document;
use super::integer::positive;
use super::node::NodeId;

impl Document {
    /// A select's options in tree order, those of its groups too.
    pub(crate) fn options(&self, select: NodeId) -> Vec<NodeId> {
        let mut options = Vec::new();
        let mut next = self.first_child(select);
        while let Some(node) = next {
            let is_option = self.is_named(node, &local_name!("option"));
            if is_option {
                options.push(node);
            }
            let closed = is_option
                || self.is_named(node, &local_name!("select"))
                || self.is_named(node, &local_name!("datalist"))
                || self.is_named(node, &local_name!("hr"));
            next = if closed { self.following_outside(node, select) } else { self.following(node, select) };
        }
        options
    }

    /// Whether the option is chosen; one outside a select by its own state alone.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<select><option id=a>a<option id=b>b</select>");
    /// assert!(page.selected(page.by_id("a")[0]) && !page.selected(page.by_id("b")[0]));
    /// ```
    pub fn selected(&self, option: NodeId) -> bool {
        match self.select_of(option) {
            Some(select) if !self.has_attr(select, "multiple") => self.shown_option(select) == Some(option),
            _ => self.says_selected(option),
        }
    }

    /// As `option.selected = …`. In a single select choosing one unselects the others; unselecting the only one
    /// brings a drop-down back to its first option.
    pub(crate) fn set_selected(&mut self, option: NodeId, on: bool) {
        if !self.is_named(option, &local_name!("option")) {
            return;
        }
        if let Some(select) = self.select_of(option) {
            if !self.has_attr(select, "multiple") && (on || self.selected(option)) {
                self.unselect_all(select);
            }
            if let Some(live) = self.live_mut(select) {
                live.blank = false;
            }
        }
        if let Some(live) = self.live_mut(option) {
            live.selected = Some(on);
        }
    }

    /// As `select.selectedIndex = …`: the option of that place in the list is chosen alone, or none.
    pub(crate) fn set_selected_index(&mut self, select: NodeId, index: Option<usize>) {
        let chosen = index.and_then(|index| self.options(select).get(index).copied());
        self.choose_alone(select, chosen);
    }

    /// The chosen options in tree order.
    pub(crate) fn selected_options(&self, select: NodeId) -> Vec<NodeId> {
        if self.has_attr(select, "multiple") {
            let mut options = self.options(select);
            options.retain(|&option| self.says_selected(option));
            options
        } else {
            self.shown_option(select).into_iter().collect()
        }
    }

    pub(super) fn select_value(&self, select: NodeId) -> String {
        self.selected_options(select).first().map(|&option| self.value(option)).unwrap_or_default()
    }

    pub(super) fn select_by_value(&mut self, select: NodeId, value: &str) {
        let chosen = self.options(select).into_iter().find(|&option| self.value(option) == value);
        self.choose_alone(select, chosen);
    }

    fn choose_alone(&mut self, select: NodeId, chosen: Option<NodeId>) {
        self.unselect_all(select);
        if let Some(live) = chosen.and_then(|option| self.live_mut(option)) {
            live.selected = Some(true);
        }
        if let Some(live) = self.live_mut(select) {
            live.blank = chosen.is_none();
        }
    }

    /// The select whose option it is: no other option, select or datalist between them.
    pub(super) fn select_of(&self, option: NodeId) -> Option<NodeId> {
        let barrier = self.ancestors(option).find(|&ancestor| {
            self.control(ancestor) == Some(Control::Select)
                || self.is_named(ancestor, &local_name!("option"))
                || self.is_named(ancestor, &local_name!("datalist"))
                || self.is_named(ancestor, &local_name!("hr"))
        })?;
        (self.control(barrier) == Some(Control::Select)).then_some(barrier)
    }

    /// The number of rows: the `size` attribute, else 4 for a multiple select and 1 for a single one.
    pub(super) fn display_size(&self, select: NodeId) -> usize {
        let asked = self.attr(select, "size").and_then(positive);
        asked.unwrap_or(if self.has_attr(select, "multiple") { 4 } else { 1 })
    }

    fn shown_option(&self, select: NodeId) -> Option<NodeId> {
        let options = self.options(select);
        let last = options.iter().rev().copied().find(|&option| self.says_selected(option));
        let blank = self.live(select).is_some_and(|live| live.blank);
        if last.is_some() || blank || self.display_size(select) != 1 {
            return last;
        }
        options.into_iter().find(|&option| !self.is_disabled(option))
    }

    fn says_selected(&self, option: NodeId) -> bool {
        self.live(option).and_then(|live| live.selected).unwrap_or_else(|| self.has_attr(option, "selected"))
    }

    fn unselect_all(&mut self, select: NodeId) {
        for option in self.options(select) {
            if let Some(live) = self.live_mut(option) {
                live.selected = Some(false);
            }
        }
    }
}
