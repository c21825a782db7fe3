//! A page in a tab: a thin face on the twin for tests of Rust applications, which public users find in `htmx`.
//!
//! Decides nothing of its own: what htmx does is asked of the twin, what came of it is put into words by `htmx::explain`.
//! Knows no network: who uses it brings what the server sent, and takes what goes to the server.
//!
//! | module | holds |
//! | --- | --- |
//! | `builder` | which htmx, which address: how a tab is opened |
//! | `receive` | messages from the server, and plans of them |
//! | `person` | what a person does to the page |
//! | `view` | what there is to see on it |
//! | `landing`, `reaction`, `message` | what came of it, as plain data |
//! | `error` | why something could not be done |

mod builder;
mod error;
mod landing;
mod message;
mod person;
mod reaction;
mod receive;
mod view;

use std::fmt;

use crate::event::Warning;
use crate::htmx::surroundings::Moment;
use crate::htmx::twin::Twin;
use crate::page::Document;

pub use builder::Builder;
pub use error::TabError;
pub use landing::Landing;
pub use message::Message;
pub use reaction::Reaction;
pub use receive::parse;

/// A page as it stands open in a browser's tab, with its htmx and its WebSocket, but without either a browser or a socket.
///
/// What the server would send goes into [`receive`](Tab::receive), which swaps it as that htmx does; what the page would
/// send comes out of [`submit`](Tab::submit), [`click`](Tab::click) and the like. In between the page can be looked at.
///
/// ```
/// use hxws::htmx::{Outcome, Tab};
///
/// let page = r#"
///     <main hx-ext="ws" ws-connect="/ws">
///       <p id="status">waiting</p>
///       <form id="say" ws-send><input name="msg" required></form>
///     </main>"#;
/// let mut tab = Tab::open(page)?;
///
/// let landing = tab.receive(r#"<p id="status">ready</p>"#);
/// assert!(landing.landed(), "{landing}");
/// assert_eq!(landing.fragments()[0].outcome, Outcome::Swapped);
/// assert_eq!(tab.text("#status")?, "ready");
///
/// let message = tab.submit("#say", &[("msg", "hi")])?;
/// assert_eq!(message.json()["msg"], "hi");
/// # Ok::<(), hxws::htmx::TabError>(())
/// ```
///
/// Time stands still but for [`wait`](Tab::wait). What htmx puts off while it swaps (`swap:` and `settle:` delays, view
/// transitions) has been done when [`receive`](Tab::receive) returns. Scripts find `Math.random()` to be 0.5 and the time to
/// be the first moments of 1970, so that every run is like every other.
///
/// A tab keeps to the thread that opened it: it is neither `Send` nor `Sync`.
pub struct Tab {
    twin: Twin,
    /// What there is to see where there is no page.
    blank: Document,
    /// Messages that have come so far.
    received: u64,
    /// What happened at load.
    load: Reaction,
}

impl Tab {
    /// Opens a page: a whole document, or a part of one, which is put into a body. Its htmx is found from the addresses of its
    /// scripts, else from the attributes that it uses, else it is the latest htmx 2; [`Tab::builder`] chooses another.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open(r#"<div hx-ws:connect="/ws"></div>"#)?;
    /// assert_eq!(tab.htmx(), "4.0.1");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    ///
    /// # Errors
    /// [`TabError::Version`] where the page loads an htmx that is not played.
    pub fn open(html: &str) -> Result<Self, TabError> {
        Self::builder(html).open()
    }

    /// A page that is to be opened with another htmx than is found from it, or at another address.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let page = r#"<div hx-ws="connect:/ws"></div>"#;
    /// let tab = Tab::builder(page).htmx("1").url("https://app.test/room/7").open()?;
    /// assert_eq!(tab.htmx(), "1.9.12");
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    pub fn builder(html: &str) -> Builder {
        Builder::new(html)
    }

    /// The versions in force: `2.0.11 · ws 2.0.4` for htmx and its ws extension, `4.0.1` where the extension has none of its
    /// own.
    #[must_use]
    pub fn htmx(&self) -> String {
        self.twin.dialect().versions()
    }

    /// What happened as the page was loaded: messages that it sent by itself (`hx-trigger="load"`), and what is to be known
    /// about the page before anything is sent or received, such as that it opens no socket.
    ///
    /// ```
    /// use hxws::htmx::Tab;
    ///
    /// let tab = Tab::open(r#"<main ws-connect="/ws"></main>"#)?;
    /// assert_eq!(tab.load().warnings()[0].code, "no-socket"); // hx-ext="ws" is missing
    /// # Ok::<(), hxws::htmx::TabError>(())
    /// ```
    #[must_use]
    pub fn load(&self) -> &Reaction {
        &self.load
    }

    /// The page has no socket that a message could come in on.
    fn no_socket(&self) -> Option<Warning> {
        self.twin.without_socket().map(Warning::from)
    }

    /// Tells the page's scripts what time it is by the tab's clock.
    fn tell_time(&mut self) {
        self.tell_time_at(self.twin.now_ms());
    }

    fn tell_time_at(&mut self, now_ms: u64) {
        #[expect(clippy::cast_precision_loss, reason = "2^53 ms are 285,000 years")]
        let now_ms = now_ms as f64;
        self.twin.set_moment(Moment { now_ms, ..Moment::default() });
    }
}

/// The versions, the address and the page.
impl fmt::Debug for Tab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tab")
            .field("htmx", &self.htmx())
            .field("url", &self.twin.location().as_str())
            .field("page", &self.page().to_html())
            .finish()
    }
}
