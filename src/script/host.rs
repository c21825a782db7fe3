//! What the prelude asks besides the document: the time, addresses, and where it tells what needs a browser.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use rquickjs::prelude::{Coerced, Func};
use rquickjs::{Ctx, Exception, IntoJs, Object, Result, Value};
use url::Url;
use url::form_urlencoded;

use super::dom::Answer;
use crate::page::{Document, Entry, NodeId};

/// The surroundings of the code that runs, shared with the functions that it calls.
#[derive(Default)]
pub(super) struct Host {
    pub(super) page: RefCell<Option<Rc<Document>>>,
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
    handles: RefCell<Handles>,
}

/// Elements as numbers; 0 is the document.
#[derive(Default)]
struct Handles {
    nodes: Vec<NodeId>,
    numbers: HashMap<NodeId, i32>,
}

impl Host {
    pub(super) fn handle(&self, node: NodeId) -> i32 {
        let mut handles = self.handles.borrow_mut();
        if let Some(&number) = handles.numbers.get(&node) {
            return number;
        }
        handles.nodes.push(node);
        let number = i32::try_from(handles.nodes.len()).unwrap_or(i32::MAX);
        handles.numbers.insert(node, number);
        number
    }

    /// How many nodes have a handle.
    pub(super) fn handed_out(&self) -> usize {
        self.handles.borrow().nodes.len()
    }

    pub(super) fn node(&self, page: &Document, handle: i32) -> Option<NodeId> {
        if handle == 0 {
            return Some(page.root());
        }
        let at = usize::try_from(handle).ok()?.checked_sub(1)?;
        let node = self.handles.borrow().nodes.get(at).copied()?;
        page.is_alive(node).then_some(node)
    }

    /// Whether the parser has come to the node yet.
    pub(super) fn is_there(&self, node: NodeId) -> bool {
        self.parsed.borrow().as_ref().is_none_or(|(_, nodes)| nodes.contains(&node))
    }

    pub(super) fn need(&self, what: &str) {
        self.needs.borrow_mut().get_or_insert_with(|| what.to_owned());
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
