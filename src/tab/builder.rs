//! How a tab is opened. Knows the JavaScript engine of this build, where it has one.

use url::Url;

use super::{Reaction, Tab, TabError};
use crate::event::Warning;
use crate::htmx::extension::SwapExtension;
use crate::htmx::headers::Given;
use crate::htmx::surroundings::Moment;
use crate::htmx::twin::Twin;
use crate::page::Document;
use crate::script;

/// How long the page has been there when it is looked at first, in ms: what it does at load has been done.
const LOAD_MS: u64 = 50;

/// A page that is about to be opened in a tab; see [`Tab::builder`].
#[derive(Debug, Clone)]
#[must_use = "`open` opens it"]
pub struct Builder {
    html: String,
    htmx: Option<String>,
    ws_ext: Option<String>,
    url: String,
    libs: Vec<String>,
}

impl Builder {
    pub(super) fn new(html: &str) -> Self {
        let url = "http://localhost/".to_owned();
        Self { html: html.to_owned(), htmx: None, ws_ext: None, url, libs: Vec::new() }
    }

    /// The htmx, instead of the one that is found from the page: `1` (1.9 and the `hx-ws` of its core), `1-ext` (1.9 with its
    /// ws extension), `2`, `4`, or an exact version such as `2.0.4` or `1.9.10-ext`.
    pub fn htmx(mut self, version: &str) -> Self {
        self.htmx = Some(version.to_owned());
        self
    }

    /// The exact version of `htmx-ext-ws`, beside htmx 2: `2.0.3`.
    pub fn ws_ext(mut self, version: &str) -> Self {
        self.ws_ext = Some(version.to_owned());
        self
    }

    /// The page's address, which it sends as `HX-Current-URL`; `http://localhost/` unless it is said.
    pub fn url(mut self, url: &str) -> Self {
        url.clone_into(&mut self.url);
        self
    }

    /// An extension with swap styles that the page loads, beside those whose scripts it names: `idiomorph` or `morphdom`.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws, morph" ws-connect="/ws"><ul id="list"><li>a</li></ul></main>"#;
    /// let mut tab = Tab::builder(page).lib("idiomorph").open()?;
    /// let landing = tab.receive(r#"<ul id="list" hx-swap-oob="morph"><li>b</li></ul>"#);
    /// assert_eq!(landing.fragments()[0].swap, "morph");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    pub fn lib(mut self, name: &str) -> Self {
        self.libs.push(name.to_owned());
        self
    }

    /// Opens it: htmx reads its configuration, finds sockets and senders, and does what is to be done at load.
    ///
    /// ```
    /// use hxws::htmx::{Tab, TabError};
    ///
    /// let refused = Tab::builder("<p></p>").htmx("3").open();
    /// assert!(matches!(refused, Err(TabError::Version(_))));
    /// ```
    ///
    /// # Errors
    /// [`TabError::Version`] where such an htmx is not played, [`TabError::Url`] where the address is none,
    /// [`TabError::Lib`] where an extension is not known.
    pub fn open(self) -> Result<Tab, TabError> {
        let page = Document::parse(&self.html);
        let dialect = Twin::dialect_of(&page, self.htmx.as_deref(), self.ws_ext.as_deref())
            .map_err(|error| TabError::Version(error.to_string()))?;
        let url = Url::parse(&self.url)
            .map_err(|error| TabError::Url { url: self.url, problem: error.to_string() })?;
        let (given, engine, moment) = (Given::default(), script::engine(), Moment::default());
        let mut twin = Twin::load_with(dialect, page, url, given, engine, moment);
        if let Some(name) = self.libs.iter().find(|name| SwapExtension::of_lib(name).is_none()) {
            return Err(TabError::Lib(name.clone()));
        }
        twin.load_libs(self.libs.iter().map(String::as_str));
        let mut findings = twin.about_page();
        findings.extend(twin.without_socket());
        let mut effects = twin.begin();
        effects.extend(twin.advance(LOAD_MS));
        let mut load = Reaction::of(effects);
        load.warnings.splice(0..0, findings.into_iter().map(Warning::from));
        Ok(Tab { twin, blank: Document::parse(""), received: 0, load })
    }
}
