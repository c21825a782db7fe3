//! What there is to see on the page in a tab.

use super::{Tab, TabError};
use crate::htmx::diagnose::nearest;
use crate::page::{Document, NodeId, Selector};

impl Tab {
    /// The page as it is now.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open("<p>1</p>")?;
    /// assert_eq!(tab.page().to_html(), "<html><head></head><body><p>1</p></body></html>");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn page(&self) -> &Document {
        self.twin.page().unwrap_or(&self.blank)
    }

    /// The text in the first element that matches (`textContent`).
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open(r#"<main hx-ext="ws" ws-connect="/ws"><p id="count">5 <b>new</b></p></main>"#)?;
    /// assert_eq!(tab.text("#count")?, "5 new");
    /// let error = tab.text("#cuont").unwrap_err();
    /// assert_eq!(error.to_string(), "nothing on the page matches `#cuont`: did you mean `#count`?");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn text(&self, selector: &str) -> Result<String, TabError> {
        self.find(selector).map(|node| self.page().text_content(node))
    }

    /// The markup of the first element that matches (`outerHTML`).
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open("<p class=a>1")?;
    /// assert_eq!(tab.html(".a")?, r#"<p class="a">1</p>"#);
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn html(&self, selector: &str) -> Result<String, TabError> {
        self.find(selector).map(|node| self.page().outer_html(node))
    }

    /// An attribute of the first element that matches, if it has it.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open("<input id=i disabled>")?;
    /// assert_eq!((tab.attr("#i", "disabled")?, tab.attr("#i", "required")?), (Some(""), None));
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn attr(&self, selector: &str, name: &str) -> Result<Option<&str>, TabError> {
        self.find(selector).map(|node| self.page().attr(node, name))
    }

    /// What the first control that matches holds at this moment (`element.value`).
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let mut tab = Tab::open("<input id=i value=1>")?;
    /// tab.fill("#i", "2")?;
    /// assert_eq!((tab.value("#i")?.as_str(), tab.attr("#i", "value")?), ("2", Some("1")));
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NoMatch`] and [`TabError::Selector`].
    pub fn value(&self, selector: &str) -> Result<String, TabError> {
        self.find(selector).map(|node| self.page().value(node))
    }

    /// How many elements match.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let mut tab = Tab::open(r#"<main hx-ext="ws" ws-connect="/ws"><ul id="chat"></ul></main>"#)?;
    /// tab.receive(r#"<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>"#);
    /// assert_eq!(tab.count("#chat > li")?, 1);
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::Selector`].
    pub fn count(&self, selector: &str) -> Result<usize, TabError> {
        Ok(self.page().select(self.page().root(), &Selector::parse(selector)?).len())
    }

    /// The first element that matches.
    pub(super) fn find(&self, selector: &str) -> Result<NodeId, TabError> {
        let page = self.page();
        let parsed = Selector::parse(selector)?;
        page.select_first(page.root(), &parsed).ok_or_else(|| {
            let ids = page.descendants(page.root()).filter_map(|node| page.attr(node, "id"));
            let near = selector.strip_prefix('#').and_then(|id| nearest(id, ids));
            TabError::NoMatch { selector: selector.to_owned(), near: near.map(|id| format!("#{id}")) }
        })
    }
}
