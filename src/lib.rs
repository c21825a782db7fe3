//! hxws: the headless twin of [htmx](https://htmx.org) over WebSockets.
//!
//! hxws is a program that talks to htmx pages from a terminal. As a library it is for the
//! tests of an application that is written in Rust: they can assert, without a browser and without a server, that what the
//! application's templates render lands on the page, and that the page sends what the application's handlers read. htmx 1
//! (its core's `hx-ws`, and its ws extension), 2 and 4 are played, each as it is.
//!
//! ```
//! use hxws::htmx::{Tab, TabError};
//!
//! // what the application renders
//! fn page() -> String {
//!     r#"<main hx-ext="ws" ws-connect="/ws"><ul id="todos"></ul>
//!        <form id="add" ws-send><input name="title" required></form></main>"#.to_owned()
//! }
//! fn added(title: &str) -> String {
//!     format!(r#"<ul id="todos" hx-swap-oob="beforeend"><li>{title}</li></ul>"#)
//! }
//!
//! # fn main() -> Result<(), TabError> {
//! let mut tab = Tab::open(&page())?;
//! let message = tab.submit("#add", &[("title", "tea")])?; // the exact text that htmx would send
//! let landing = tab.receive(&added(message.json()["title"].as_str().unwrap_or_default()));
//! assert!(landing.landed(), "{landing}");
//! assert_eq!(tab.html("#todos")?, r#"<ul id="todos"><li>tea</li></ul>"#);
//! # Ok(())
//! # }
//! ```
//!
//! [`htmx`] has the tab and what comes of messages, [`page`] the document in it. That is all of the library, and what
//! versions of it are about; other modules can be seen by the program and its tests only because they are crates of their
//! own, and may change with every release.
//!
//! # Features
//!
//! The library needs none of the default features:
//!
//! ```toml
//! [dev-dependencies]
//! hxws = { path = "../hxws", default-features = false }
//! ```
//!
//! | feature | brings |
//! | --- | --- |
//! | `script` (default) | QuickJS, which needs a C compiler: `js:` values, `hx-vars`, trigger filters and scripts that set `htmx.config` are run, in a sandbox. Without it values of that kind are left out, with the warning `needs-browser` |
//! | `jq` (default) | jaq, for the program's `--jq`: the library has no use for it |
//! | `mimalloc` (default) | the program's allocator, which needs a C compiler: the library uses that of the test |
//! | `tls` (default) | rustls, for `wss://` and `https://`: the library opens no connections, and has no use for it |

#[doc(hidden)]
pub mod address;
mod bytes;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod commands;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod demo;
mod edits;
#[doc(hidden)]
pub mod event;
pub mod htmx;
pub mod page;
#[doc(hidden)]
pub mod quantity;
#[doc(hidden)]
pub mod recording;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod script;
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod session;
#[doc(hidden)]
pub mod settings;
#[doc(hidden)]
pub mod simulate;
#[doc(hidden)]
pub mod status;
mod tab;
