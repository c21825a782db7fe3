//! What the prelude asks besides the document: the time, addresses, and where it tells what needs a browser.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use rquickjs::prelude::{Coerced, Func};
use rquickjs::{Ctx, Exception, IntoJs, Object, Result, Value};
use url::Url;
use url::form_urlencoded;

use super::clock::Clock;
use super::dom::Answer;
use crate::page::{Document, Entry, NodeId};

/// The globals that a browser has and the language has not.
static BROWSER_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("browser_names.txt").lines().collect());

/// The surroundings of the code that runs, shared with the functions that it calls.
#[derive(Default)]
pub(super) struct Host {
    pub(super) page: RefCell<Option<Arc<Document>>>,
    /// While a script of the page runs: the script, and the nodes that the parser has made so far.
    pub(super) parsed: RefCell<Option<(NodeId, HashSet<NodeId>)>>,
    pub(super) loading: Cell<bool>,
    /// Whether all scripts of the page ran to their end, so that what is not defined is not there.
    pub(super) complete: Cell<bool>,
    pub(super) href: RefCell<String>,
    pub(super) random: Cell<f64>,
    pub(super) now_ms: Cell<f64>,
    /// The first thing that was asked for and only a browser has.
    pub(super) needs: RefCell<Option<String>>,
    pub(super) too_long: Cell<bool>,
    /// What the engine says of code that does not parse.
    pub(super) broken: RefCell<Option<String>>,
    pub(super) clock: Clock,
    /// Whether there is code that may throw what it likes.
    pub(super) may_throw: Cell<bool>,
    /// The words of the page's scripts, any of which may be the id of an element.
    words: RefCell<HashSet<String>>,
    /// The elements that the window has by their `name`, collected when the first is asked for.
    pub(super) by_name: RefCell<Option<HashMap<String, Vec<NodeId>>>>,
    handles: RefCell<Handles>,
}

/// Elements as numbers; 0 is the document.
#[derive(Default)]
struct Handles {
    nodes: HashMap<i32, NodeId>,
    numbers: HashMap<NodeId, i32>,
    last: i32,
    /// How many were kept when they were last gone through.
    kept: usize,
}

impl Host {
    pub(super) fn handle(&self, node: NodeId) -> i32 {
        let mut handles = self.handles.borrow_mut();
        if let Some(&number) = handles.numbers.get(&node) {
            return number;
        }
        let number = handles.last.saturating_add(1);
        handles.last = number;
        handles.nodes.insert(number, node);
        handles.numbers.insert(node, number);
        number
    }

    /// Whether so many nodes have a handle that it is time to forget those that nothing holds.
    pub(super) fn is_full(&self) -> bool {
        const SOME: usize = 10_000;
        let handles = self.handles.borrow();
        handles.nodes.len() > SOME.max(handles.kept * 2)
    }

    /// Forgets all handles but these. No number is given out again.
    pub(super) fn keep(&self, kept: &[i32]) {
        let kept: HashSet<i32> = kept.iter().copied().collect();
        let mut handles = self.handles.borrow_mut();
        handles.nodes.retain(|number, _| kept.contains(number));
        handles.numbers.retain(|_, number| kept.contains(number));
        handles.kept = kept.len();
    }

    /// Whether the numbers come to an end.
    pub(super) fn is_worn(&self) -> bool {
        self.handles.borrow().last > i32::MAX / 2
    }

    pub(super) fn node(&self, page: &Document, handle: i32) -> Option<NodeId> {
        if handle == 0 {
            return Some(page.root());
        }
        let node = self.handles.borrow().nodes.get(&handle).copied()?;
        page.is_alive(node).then_some(node)
    }

    /// Whether the parser has come to the node yet.
    pub(super) fn is_there(&self, node: NodeId) -> bool {
        self.parsed.borrow().as_ref().is_none_or(|(_, nodes)| nodes.contains(&node))
    }

    pub(super) fn need(&self, what: &str) {
        self.needs.borrow_mut().get_or_insert_with(|| what.to_owned());
    }

    /// The words of a piece of code, and of the page's scripts, that are names of elements; `lasting` says that it is
    /// a script. Where there is code that makes code, all names of elements.
    fn named(&self, code: &str, lasting: bool) -> Vec<String> {
        let page = self.page.borrow();
        let mut lasts = self.words.borrow_mut();
        if lasting {
            lasts.extend(words(code).map(str::to_owned));
        }
        let mut names: HashSet<&str> = words(code).chain(lasts.iter().map(String::as_str)).collect();
        let makes_code = ["eval", "Function"].iter().any(|word| names.contains(word));
        let throws = ["throw", "reject", "constructor"].iter().any(|word| names.contains(word));
        self.may_throw.set(throws || makes_code);
        let Some(page) = page.as_ref() else { return Vec::new() };
        if makes_code {
            names.extend(page.descendants(page.root()).filter_map(|node| page.attr(node, "id")));
            names.extend(page.descendants(page.root()).filter_map(|node| page.attr(node, "name")));
        }
        names.into_iter().filter(|name| self.has_global(page, name)).map(str::to_owned).collect()
    }

    /// What the engine says of an error. A name that is not defined needs a browser where an element has it, or a
    /// script which did not run may define it; so does a number that only here is too long.
    fn hear(&self, words: &str) {
        if words.starts_with("BigInt is too large") {
            self.need("a BigInt of that length");
        }
        let Some(name) = words.strip_suffix(" is not defined") else { return };
        let name = name.trim_matches('\'');
        let page = self.page.borrow();
        if !self.complete.get() || page.as_ref().is_some_and(|page| self.has_global(page, name)) {
            self.need(name);
        }
    }

    /// The functions that the prelude calls.
    pub(super) fn object<'js>(self: &Rc<Self>, ctx: &Ctx<'js>) -> Result<Object<'js>> {
        let host = Object::new(ctx.clone())?;
        let this = || Rc::clone(self);
        let at = this();
        host.set("needs", Func::from(move |what: String| at.need(&what)))?;
        let at = this();
        host.set("leaves", Func::from(move || at.complete.set(at.complete.get() && !at.loading.get())))?;
        let at = this();
        host.set("limit", Func::from(move || at.too_long.set(true)))?;
        let at = this();
        host.set("late", Func::from(move || at.clock.strikes()))?;
        let at = this();
        host.set("broken", Func::from(move |words: String| *at.broken.borrow_mut() = Some(words)))?;
        let at = this();
        host.set("says", Func::from(move |words: String| at.hear(&words)))?;
        host.set("isBrowserName", Func::from(|name: String| BROWSER_NAMES.contains(name.as_str())))?;
        host.set("browserNames", Func::from(|code: String| browser_names(&code)))?;
        let at = this();
        host.set("named", Func::from(move |code: String, lasting: bool| at.named(&code, lasting)))?;
        let at = this();
        host.set("href", Func::from(move || at.href.borrow().clone()))?;
        let at = this();
        host.set("now", Func::from(move || at.now_ms.get()))?;
        let at = this();
        host.set("random", Func::from(move || at.random.get()))?;
        let at = this();
        host.set("loading", Func::from(move || at.loading.get()))?;
        let at = this();
        host.set("complete", Func::from(move || at.complete.get()))?;
        let at = this();
        host.set(
            "current",
            Func::from(move || at.parsed.borrow().as_ref().map(|(node, _)| at.handle(*node))),
        )?;
        let at = this();
        host.set("entries", Func::from(move |form: i32, submitter: i32| at.entries(form, submitter)))?;
        let at = this();
        host.set(
            "ask",
            Func::from(move |ctx: Ctx<'js>, handle: i32, what: String, argument: Coerced<String>| {
                at.ask(handle, &what, &argument.0).map_err(|message| Exception::throw_syntax(&ctx, &message))
            }),
        )?;
        host.set("parse", Func::from(|address: String, base: String| parse(&address, &base)))?;
        host.set("decode", Func::from(|text: String| decode(&text)))?;
        host.set("encode", Func::from(|pairs: Vec<Vec<String>>| encode(&pairs)))?;
        Ok(host)
    }

    /// A form's entries; null for a file.
    fn entries(&self, form: i32, submitter: i32) -> Vec<Vec<Option<String>>> {
        let page = self.page.borrow();
        let Some(page) = page.as_ref() else { return Vec::new() };
        let Some(form) = self.node(page, form) else { return Vec::new() };
        let list = page.entry_list(form, self.node(page, submitter).filter(|_| submitter > 0));
        let entry = |(name, entry)| match entry {
            Entry::Text(text) => vec![Some(name), Some(text)],
            Entry::File => vec![Some(name), None],
        };
        list.into_iter().map(entry).collect()
    }
}

/// The words of a piece of code that only a browser knows.
fn browser_names(code: &str) -> Vec<String> {
    let found: HashSet<&str> = words(code).filter(|word| BROWSER_NAMES.contains(word)).collect();
    found.into_iter().map(str::to_owned).collect()
}

/// The words of a piece of code that can be names.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))
        .filter(|word| word.starts_with(|c: char| !c.is_ascii_digit()))
}

/// The parts of an address as `URL` has them; none where it is not valid.
fn parse(address: &str, base: &str) -> Option<Parts> {
    let base = if base.is_empty() { None } else { Some(Url::parse(base).ok()?) };
    let url = Url::options().base_url(base.as_ref()).parse(address).ok()?;
    let prefixed = |mark: char, part: Option<&str>| {
        part.filter(|part| !part.is_empty()).map_or_else(String::new, |part| format!("{mark}{part}"))
    };
    let port = url.port().map(|port| port.to_string()).unwrap_or_default();
    let hostname = url.host_str().unwrap_or_default().to_owned();
    let host = if port.is_empty() { hostname.clone() } else { format!("{hostname}:{port}") };
    Some(Parts(vec![
        ("href", url.as_str().to_owned()),
        ("origin", url.origin().ascii_serialization()),
        ("protocol", format!("{}:", url.scheme())),
        ("username", url.username().to_owned()),
        ("password", url.password().unwrap_or_default().to_owned()),
        ("host", host),
        ("hostname", hostname),
        ("port", port),
        ("pathname", url.path().to_owned()),
        ("search", prefixed('?', url.query())),
        ("hash", prefixed('#', url.fragment())),
    ]))
}

struct Parts(Vec<(&'static str, String)>);

impl<'js> IntoJs<'js> for Parts {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        let object = Object::new(ctx.clone())?;
        for (name, value) in self.0 {
            object.set(name, value)?;
        }
        object.into_js(ctx)
    }
}

fn decode(text: &str) -> Answer {
    let pairs = form_urlencoded::parse(text.as_bytes());
    Answer::Pairs(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

fn encode(pairs: &[Vec<String>]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    for pair in pairs {
        if let [name, value] = pair.as_slice() {
            text.append_pair(name, value);
        }
    }
    text.finish()
}
