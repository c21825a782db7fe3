//! What a person does to the page in a tab.

use std::time::Duration;

use super::{Message, Reaction, Tab, TabError};
use crate::htmx::compose::Submitter;
use crate::htmx::item::Item;
use crate::htmx::person::Cannot;
use crate::htmx::timers::MOST_MOMENTS;
use crate::htmx::twin::{Effect, Twin};
use crate::page::NodeId;

impl Tab {
    /// Enters values into the controls of a sender and uses it: submits the form as by the Enter key, clicks the button.
    /// The message is what this htmx sends, byte for byte.
    ///
    /// A value is typed into a field, checks the box or the radio button that has it, or selects that option; several of one
    /// name check or select several. The values stay on the page.
    ///
    /// ```
    /// use hxws::htmx::{Tab, TabError};
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><form id="order" ws-send>
    ///     <input name="qty" type="number" min="1" value="1">
    ///     <label><input name="extra" type="checkbox" value="milk"> milk</label>
    ///     <label><input name="extra" type="checkbox" value="sugar"> sugar</label>
    ///     <button name="act" value="order">Order</button></form></main>"#;
    /// let mut tab = Tab::open(page)?;
    /// let message = tab.submit("#order", &[("qty", "2"), ("extra", "milk"), ("extra", "sugar")])?;
    /// assert!(message.text().starts_with(r#"{"qty":"2","extra":["milk","sugar"],"act":"order","HEADERS":{"#));
    ///
    /// let halted = tab.submit("#order", &[("qty", "0")]).unwrap_err();
    /// assert_eq!(
    ///     halted.to_string(),
    ///     "nothing is sent: `input[name=\"qty\"]` is not valid (min): value `0` is below the minimum `1`"
    /// );
    /// # Ok::<(), TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NotThat`] where the selector finds no sender, [`TabError::NoControl`] and [`TabError::Cannot`] where a value
    /// cannot be entered, [`TabError::Halted`] where htmx would send nothing: a value is not valid, the socket is gone, …,
    /// [`TabError::Selector`] where the selector is not CSS.
    pub fn submit(&mut self, sender: &str, values: &[(&str, &str)]) -> Result<Message, TabError> {
        self.tell_time();
        let element = self.twin.choose_sender(Some(sender), None)?;
        let item = |&(name, value): &(&str, &str)| Item::Text(name.to_owned(), value.to_owned());
        let items: Vec<Item> = values.iter().map(item).collect();
        let acted = self.twin.act(Some(element), &items).map_err(Cannot::from)?;
        if let Some(name) = acted.unknown.into_iter().next() {
            return Err(TabError::NoControl { sender: self.page().selector_for(element), name });
        }
        if let Some(unpressed) = acted.unpressed.first() {
            return Err(TabError::Cannot(unpressed.describe("Tab::click").0));
        }
        if let Some(name) = acted.disabled.first() {
            return Err(TabError::Cannot(format!("the control `{name}` is disabled: its value is not sent")));
        }
        let submitter = acted.submitter.map_or(Submitter::Default, Submitter::Button);
        let composed = self.twin.compose(element, submitter, &acted.extras);
        composed.map(Message::from).map_err(|halt| TabError::from(*halt))
    }

    /// Clicks an element: a button, a box, a label, anything.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws">
    ///     <form id="f" ws-send><input name="msg" value="hi"><button id="b">Send</button></form></main>"#;
    /// assert_eq!(Tab::open(page)?.click("#b")?.message()?.json()["msg"], "hi");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`], [`TabError::Selector`], and [`TabError::Cannot`] where it is disabled.
    pub fn click(&mut self, selector: &str) -> Result<Reaction, TabError> {
        self.by_hand(selector, Twin::click_by_hand)
    }

    /// Types a text into a field, in place of what it holds, and leaves the field.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws">
    ///     <input id="q" name="q" ws-send hx-trigger="input changed delay:300ms"></main>"#;
    /// let mut tab = Tab::open(page)?;
    /// assert!(tab.fill("#q", "tea")?.sent().is_empty());
    /// let message = tab.wait(std::time::Duration::from_millis(300)).message()?;
    /// assert_eq!(message.json()["q"], "tea");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tab::click`], also where it takes no text.
    pub fn fill(&mut self, selector: &str, text: &str) -> Result<Reaction, TabError> {
        self.by_hand(selector, |twin, field| twin.type_by_hand(field, text))
    }

    /// Checks a box or a radio button, or unchecks a box.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<form id="f" hx-ext="ws" ws-connect="/ws" ws-send><input id="c" name="c" type="checkbox"></form>"#;
    /// let mut tab = Tab::open(page)?;
    /// tab.check("#c", true)?;
    /// assert_eq!(tab.submit("#f", &[])?.json()["c"], "on");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tab::click`], also where it is neither.
    pub fn check(&mut self, selector: &str, on: bool) -> Result<Reaction, TabError> {
        self.by_hand(selector, |twin, element| twin.check_by_hand(element, on))
    }

    /// Selects exactly the options of a `<select>` that have these values, or show these texts.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><select id="size" name="size" ws-send>
    ///     <option value="s">Small</option><option value="l">Large</option></select></main>"#;
    /// assert_eq!(Tab::open(page)?.select("#size", &["Large"])?.message()?.json()["size"], "l");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Tab::click`], also where there is no such option.
    pub fn select(&mut self, selector: &str, values: &[&str]) -> Result<Reaction, TabError> {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        self.by_hand(selector, |twin, element| twin.choose_by_hand(element, &values))
    }

    /// Presses the Enter key in a field.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<form hx-ext="ws" ws-connect="/ws" ws-send><input id="i" name="msg" value="hi"></form>"#;
    /// assert_eq!(Tab::open(page)?.enter("#i")?.message()?.json()["msg"], "hi");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn enter(&mut self, selector: &str) -> Result<Reaction, TabError> {
        self.by_hand(selector, |twin, field| Ok(twin.press_enter(field)))
    }

    /// Dispatches an event on an element, as a script of the page may do; it bubbles.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><b id="list" ws-send hx-trigger="refresh"></b></main>"#;
    /// assert_eq!(Tab::open(page)?.dispatch("refresh", "#list")?.sent().len(), 1);
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn dispatch(&mut self, event: &str, selector: &str) -> Result<Reaction, TabError> {
        self.by_hand(selector, |twin, element| Ok(twin.dispatch(event, element)))
    }

    /// Lets time go by: what htmx has put off until then (`delay:`, `throttle:`, `every`) is done.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ws:connect="/ws"><b hx-ws:send hx-trigger="every 1s"></b></main>"#;
    /// assert_eq!(Tab::open(page)?.wait(std::time::Duration::from_secs(3)).sent().len(), 3);
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// Of a page that polls that may be more than a test can want: after 100,000 times at which something was due, time
    /// stands still, and goes on with the next `wait`.
    pub fn wait(&mut self, time: Duration) -> Reaction {
        let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.let_pass(ms, MOST_MOMENTS)
    }

    /// Lets that many ms go by, or fewer where something is due at more moments than are let go by.
    fn let_pass(&mut self, ms: u64, moments: usize) -> Reaction {
        let until_ms = self.twin.now_ms().saturating_add(ms);
        let mut effects = Vec::new();
        for _ in 0..moments {
            let due_ms = self
                .twin
                .next_deadline()
                .map_or(until_ms, |due_ms| due_ms.clamp(self.twin.now_ms(), until_ms));
            self.tell_time_at(due_ms);
            effects.extend(self.twin.advance(due_ms));
            if due_ms == until_ms {
                break;
            }
        }
        Reaction::of(effects)
    }

    fn by_hand(
        &mut self,
        selector: &str,
        act: impl FnOnce(&mut Twin, NodeId) -> Result<Vec<Effect>, Cannot>,
    ) -> Result<Reaction, TabError> {
        self.tell_time();
        let element = self.find(selector)?;
        Ok(Reaction::of(act(&mut self.twin, element)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stands_still_where_a_page_polls_too_often_and_goes_on_later() {
        let page = r#"<main hx-ws:connect="/ws"><b hx-ws:send hx-trigger="every 1ms"></b></main>"#;
        let mut tab = Tab::open(page).unwrap();
        // what came due while the page was loaded
        tab.wait(Duration::ZERO);
        let before_ms = tab.twin.now_ms();
        assert_eq!(tab.let_pass(u64::MAX, 5).sent().len(), 5);
        assert_eq!(tab.twin.now_ms(), before_ms + 5);
        assert_eq!(tab.wait(Duration::from_millis(2)).sent().len(), 2);
    }
}
