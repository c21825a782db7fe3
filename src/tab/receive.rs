//! Messages from the server: what htmx does with them, or would do.

use url::Url;

use super::{Landing, Tab, TabError};
use crate::event::{Event, Payload};
use crate::htmx::dialect::Dialect;
use crate::htmx::explain::Heard;
use crate::htmx::headers::Given;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

impl Tab {
    /// Lets htmx have a message from the server, on the page's first socket, and lets it finish with it.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ext="ws" ws-connect="/ws"><ul id="chat"></ul></main>"#;
    /// let mut tab = Tab::open(page)?;
    /// let landing = tab.receive(r#"<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>"#);
    /// let fragment = &landing.fragments()[0];
    /// assert_eq!((fragment.target.as_deref(), fragment.swap.as_str()), (Some("#chat"), "beforeend"));
    /// assert_eq!(tab.html("#chat")?, r#"<ul id="chat"><li>hi</li></ul>"#);
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// Where the page opens no socket at all the message is swapped nevertheless, with the warning `no-socket`; where a swap
    /// has taken the socket off the page, htmx hears nothing any more, and no fragment is there.
    pub fn receive(&mut self, message: &str) -> Landing {
        let first = self.twin.sockets().first().map(|socket| socket.element);
        self.receive_by(first, message)
    }

    /// The same on the socket of the element that the selector finds, for pages with several.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<main hx-ws:connect="/a"></main><aside hx-ws:connect="/b"></aside>"#;
    /// let mut tab = Tab::open(page)?;
    /// tab.receive_on("aside", "<p>filled</p>")?; // htmx 4 fills the socket's element
    /// assert_eq!(tab.text("aside")?, "filled");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::NotThat`] where it is no socket of the page, [`TabError::Selector`] where the selector is not CSS.
    pub fn receive_on(&mut self, socket: &str, message: &str) -> Result<Landing, TabError> {
        let element = self.twin.choose_socket(Some(socket))?.element;
        Ok(self.receive_by(Some(element), message))
    }

    /// What [`Tab::receive`] would do, on the page as it is now, which stays so.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open(r#"<main hx-ext="ws" ws-connect="/ws"><p id="a">1</p></main>"#)?;
    /// assert!(tab.plan(r#"<p id="a">2</p>"#).landed());
    /// assert_eq!(tab.text("#a")?, "1");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn plan(&self, message: &str) -> Landing {
        let twin = match self.twin.still() {
            Some(still) => self.twin.going_on_from(&still),
            None => Twin::bare(self.twin.dialect().clone(), self.twin.location().clone(), Given::default()),
        };
        let (blank, load) = (self.blank.clone(), self.load.clone());
        Tab { twin, blank, received: self.received, load }.receive(message)
    }

    fn receive_by(&mut self, socket: Option<NodeId>, message: &str) -> Landing {
        self.received += 1;
        self.tell_time();
        let (payload, before) = (Payload::Text(message.to_owned()), self.page().clone());
        let missing = self.no_socket();
        let heard = socket.is_some() || self.twin.all_sockets().is_empty();
        let mut effects: Vec<Effect> =
            missing.map(|warning| Effect::Event(Event::Warning(warning))).into_iter().collect();
        if heard {
            effects.extend(self.twin.receive_on(socket, self.received, &payload));
            effects.extend(self.twin.play_out());
        }
        landing(self.twin.dialect(), &payload, effects, Some((&before, self.page())))
    }
}

/// Takes a message apart as an htmx does, with no page to swap it into: the outcome of every fragment is
/// [`Outcome::Unknown`](super::super::htmx::Outcome::Unknown). `htmx` is a version as [`Builder::htmx`](super::Builder::htmx)
/// takes.
///
/// ```
/// use hxws::htmx::{Kind, parse};
///
/// let message = r##"<hx-partial hx-target="#status"><b>ok</b></hx-partial>"##;
/// let landing = parse("4", message)?;
/// let fragment = &landing.fragments()[0];
/// assert_eq!((fragment.kind, fragment.target.as_deref()), (Kind::Partial, Some("#status")));
/// assert_eq!(fragment.text, "ok");
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
///
/// # Errors
/// [`TabError::Version`] where that htmx is not played.
pub fn parse(htmx: &str, message: &str) -> Result<Landing, TabError> {
    let dialect = Dialect::choose(htmx, None).map_err(|error| TabError::Version(error.to_string()))?;
    let here = "http://localhost/";
    let location =
        Url::parse(here).map_err(|error| TabError::Url { url: here.into(), problem: error.to_string() })?;
    let mut twin = Twin::bare(dialect, location, Given::default());
    let payload = Payload::Text(message.to_owned());
    let mut effects = twin.receive(1, &payload);
    effects.extend(twin.play_out());
    Ok(landing(twin.dialect(), &payload, effects, None))
}

fn landing(
    dialect: &Dialect,
    payload: &Payload,
    effects: Vec<Effect>,
    pages: Option<(&Document, &Document)>,
) -> Landing {
    let heard = Heard { dialect, payload, effects: &effects, pages };
    let (read, outcome) = (heard.read(), heard.outcome());
    Landing::new(effects, read, outcome)
}
