//! The page's JavaScript, as far as htmx runs it: what is asked of an engine, and what it answers.
//!
//! Knows no engine: one that implements [`Engine`] is handed in (`crate::script` has one), and without it everything
//! needs a browser.

use std::fmt;
use std::rc::Rc;

use serde_json::{Map, Value};
use thiserror::Error;

use crate::page::{Document, NodeId};

/// Which names a piece of code sees besides the globals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// None (htmx 1 and 2: `Function("return (…)")`).
    Plain,
    /// htmx's public methods, in an async function whose promise is awaited (htmx 4.0.1 `#executeJavaScript`).
    Api,
    /// htmx's public methods and the properties of the event, in a plain function (htmx 4's trigger filters).
    Filter,
}

/// The surroundings of a piece of code.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The page; code that reaches for it needs a browser where there is none.
    pub page: Option<&'a Document>,
    /// `this`; the window without it.
    pub this: Option<NodeId>,
    /// `window.event`: undefined without it, as outside of a listener.
    pub event: Option<&'a EventScope>,
    /// `location.href`.
    pub href: &'a str,
    /// What `Math.random()` gives.
    pub random: f64,
    /// What `Date.now()` gives, in ms since 1970.
    pub now_ms: f64,
    /// Which names there are besides the globals.
    pub names: Names,
}

/// An event as a page's code sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EventScope {
    /// `event.type`.
    pub kind: String,
    /// `event.target`.
    pub target: Option<NodeId>,
    /// `event.currentTarget`.
    pub current_target: Option<NodeId>,
    /// `event.submitter`, of an event that has one.
    pub submitter: Option<NodeId>,
    /// Other properties, such as `detail`, `ctrlKey`, `key` and `button`.
    pub properties: Map<String, Value>,
    /// Whether the event has no properties but these and those of every event: others are undefined. Else they need a
    /// browser.
    pub complete: bool,
}

impl EventScope {
    /// The event that starts a listener, of which no more than its type is known.
    #[must_use]
    pub fn unknown(kind: &str, target: NodeId) -> Self {
        Self { kind: kind.to_owned(), target: Some(target), current_target: Some(target), ..Self::default() }
    }
}

/// What goes on while a message is composed.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Happening {
    /// An event of which only the type is known: that of the sender's first trigger.
    #[default]
    Unknown,
    /// No event: a delay has run out, or the element was polled (`window.event` is undefined).
    Nothing,
    /// This event.
    Event(EventScope),
}

/// Why there is no value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failure {
    /// The code asks for what only a browser has.
    #[error("`{0}` needs a browser")]
    NeedsBrowser(String),
    /// The code throws, here as in a browser.
    #[error("{0}")]
    Threw(String),
    /// The code does not parse, so that none of it ran.
    #[error("{0}")]
    NoJavaScript(String),
    /// The code ran longer, or took more memory, than it may.
    #[error("{0}")]
    Limit(String),
}

/// How the members of an object are gone through, and what happens where there is no object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walk {
    /// `Object.keys`: null and undefined throw (htmx 2).
    Keys,
    /// `for … in` with `hasOwnProperty`: null and undefined have none (htmx 1).
    Owned,
    /// `Object.assign`: own members, null and undefined have none (htmx 4).
    Assigned,
}

/// What a member is, beyond what JSON can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null` or `undefined`.
    Nullish,
    /// A function.
    Function,
    /// Anything else: `NaN` too, which JSON writes as null.
    Other,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// What `JSON.stringify` makes of it; none where it leaves it out.
    pub json: Option<Value>,
    /// What it is.
    pub kind: Kind,
}

impl From<Value> for Member {
    fn from(value: Value) -> Self {
        let kind = if value.is_null() { Kind::Nullish } else { Kind::Other };
        Self { json: Some(value), kind }
    }
}

/// A script that stands in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageScript {
    /// Its text.
    pub code: String,
    /// The `script` element: while it runs, nothing that comes after it is there. None for one that runs when the
    /// document is whole.
    pub element: Option<NodeId>,
    /// Whether htmx has been loaded before it.
    pub has_htmx: bool,
}

/// The page's scripts with what they find.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageScripts {
    /// Those that hxws can run, in the order in which a browser runs them.
    pub scripts: Vec<PageScript>,
    /// Whether there are others, so that a name that nothing defines may be theirs.
    pub others: bool,
    /// `htmx.version`.
    pub version: String,
    /// Whether `htmx.find` and `findAll` know htmx's own selectors.
    pub finds_extended: bool,
    /// `htmx.config` before the first script.
    pub config: Map<String, Value>,
}

/// What the page's scripts left behind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ran {
    /// The members of `htmx.config`.
    pub config: Vec<(String, Member)>,
    /// The places of scripts that ended before their end, and why, in order.
    pub failures: Vec<(usize, Failure)>,
}

/// A JavaScript engine without I/O, with limits of time and memory. It keeps what the page's code leaves behind in
/// globals, as the page does.
pub trait Engine {
    /// The value of an expression as `JSON.stringify` sees it; null for what JSON leaves out.
    ///
    /// # Errors
    /// Where there is no value.
    fn evaluate(&self, code: &str, scope: &Scope<'_>) -> Result<Value, Failure>;

    /// The members of the object that an expression gives, in JavaScript's order.
    ///
    /// # Errors
    /// Where there is no value, or none that has members.
    fn members(&self, code: &str, walk: Walk, scope: &Scope<'_>) -> Result<Vec<(String, Member)>, Failure>;

    /// Calls a function, given by its source text or by an expression, with one number; what it returns is made a
    /// number as `setTimeout` does.
    ///
    /// # Errors
    /// Where it is no function, or gives nothing back.
    fn call_with_number(&self, function: &str, argument: u32, scope: &Scope<'_>) -> Result<f64, Failure>;

    /// Begins anew with the scripts of a page.
    fn run_scripts(&self, scripts: &PageScripts, scope: &Scope<'_>) -> Ran;
}

/// The engine that a twin was given, or none.
#[derive(Clone, Default)]
pub struct Script(Option<Rc<dyn Engine>>);

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Script").field(&self.0.is_some()).finish()
    }
}

impl Script {
    /// This engine.
    #[must_use]
    pub fn new(engine: Rc<dyn Engine>) -> Self {
        Self(Some(engine))
    }

    /// See [`Engine::evaluate`].
    ///
    /// # Errors
    /// Where there is no value.
    pub fn evaluate(&self, code: &str, scope: &Scope<'_>) -> Result<Value, Failure> {
        self.engine()?.evaluate(code, scope)
    }

    /// See [`Engine::members`].
    ///
    /// # Errors
    /// Where there is no value, or none that has members.
    pub fn members(
        &self,
        code: &str,
        walk: Walk,
        scope: &Scope<'_>,
    ) -> Result<Vec<(String, Member)>, Failure> {
        self.engine()?.members(code, walk, scope)
    }

    /// See [`Engine::call_with_number`].
    ///
    /// # Errors
    /// Where it is no function, or gives nothing back.
    pub fn call_with_number(&self, function: &str, argument: u32, scope: &Scope<'_>) -> Result<f64, Failure> {
        self.engine()?.call_with_number(function, argument, scope)
    }

    /// See [`Engine::run_scripts`]; without an engine they change nothing.
    #[must_use]
    pub fn run_scripts(&self, scripts: &PageScripts, scope: &Scope<'_>) -> Ran {
        match &self.0 {
            Some(engine) => engine.run_scripts(scripts, scope),
            None => {
                let failed = |at| (at, Failure::NeedsBrowser("JavaScript".to_owned()));
                Ran { failures: (0..scripts.scripts.len()).map(failed).collect(), ..Ran::default() }
            }
        }
    }

    fn engine(&self) -> Result<&Rc<dyn Engine>, Failure> {
        self.0.as_ref().ok_or_else(|| Failure::NeedsBrowser("JavaScript".to_owned()))
    }
}
