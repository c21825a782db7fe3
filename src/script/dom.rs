//! What the prelude asks of the document: one question by name about one element, one answer.

use std::collections::HashMap;

use rquickjs::{Ctx, IntoJs, Result, Value};
use url::Url;

use super::host::Host;
use crate::htmx::config::Config;
use crate::htmx::four::selector::find_all;
use crate::htmx::process::Location;
use crate::htmx::selector::Found;
use crate::page::{Document, NodeId, Selector, escape_identifier};

/// An answer as the prelude takes it; elements are their numbers.
pub(super) enum Answer {
    Nothing,
    Flag(bool),
    Text(String),
    Element(i32),
    Elements(Vec<i32>),
    Pairs(Vec<(String, String)>),
}

impl<'js> IntoJs<'js> for Answer {
    fn into_js(self, ctx: &Ctx<'js>) -> Result<Value<'js>> {
        match self {
            Self::Nothing => Ok(Value::new_null(ctx.clone())),
            Self::Flag(flag) => flag.into_js(ctx),
            Self::Text(text) => text.into_js(ctx),
            Self::Element(handle) => handle.into_js(ctx),
            Self::Elements(handles) => handles.into_js(ctx),
            Self::Pairs(pairs) => {
                let pairs: Vec<Vec<String>> =
                    pairs.into_iter().map(|(name, value)| vec![name, value]).collect();
                pairs.into_js(ctx)
            }
        }
    }
}

impl Host {
    /// Answers a question about an element, or about the document (0).
    ///
    /// # Errors
    /// Where the argument is no selector: the message of the exception.
    pub(super) fn ask(&self, handle: i32, what: &str, argument: &str) -> std::result::Result<Answer, String> {
        let page = self.page.borrow();
        let Some(page) = page.as_ref() else {
            if what == "global" {
                return Ok(Answer::Elements(Vec::new()));
            }
            self.need("document");
            return Err("there is no page".to_owned());
        };
        let Some(node) = self.node(page, handle) else {
            self.need("an element that has left the page");
            return Err("the element has left the page".to_owned());
        };
        match what {
            "query" | "queryAll" | "matches" | "closest" => self.select(page, node, what, argument),
            "extended" => self.extended(page, node, argument),
            "byTag" | "byClass" | "byId" | "byName" | "named" | "global" => {
                Ok(self.find(page, node, what, argument))
            }
            "body" | "head" | "html" | "parent" | "next" | "previous" | "form" | "children" | "elements"
            | "options" | "selectedOptions" => Ok(self.step(page, node, what)),
            _ => Ok(self.property(page, node, what, argument)),
        }
    }

    fn one(&self, node: Option<NodeId>) -> Answer {
        let there = node.filter(|&node| self.is_there(node));
        there.map_or(Answer::Nothing, |node| Answer::Element(self.handle(node)))
    }

    fn many(&self, nodes: impl IntoIterator<Item = NodeId>) -> Answer {
        let there = nodes.into_iter().filter(|&node| self.is_there(node));
        Answer::Elements(there.map(|node| self.handle(node)).collect())
    }

    fn select(
        &self,
        page: &Document,
        node: NodeId,
        what: &str,
        argument: &str,
    ) -> std::result::Result<Answer, String> {
        let selector = Selector::parse(argument).map_err(|error| error.to_string())?;
        Ok(match what {
            "query" => self.one(page.select(node, &selector).into_iter().find(|&node| self.is_there(node))),
            "queryAll" => self.many(page.select(node, &selector)),
            "matches" => Answer::Flag(page.matches(node, &selector)),
            _ => self.one(page.closest(node, &selector)),
        })
    }

    /// What htmx 4's selectors find; the document is 0.
    fn extended(&self, page: &Document, node: NodeId, argument: &str) -> std::result::Result<Answer, String> {
        let found =
            find_all(page, &Config::default(), node, argument, None).map_err(|error| error.to_string())?;
        let handles = found.into_iter().filter_map(|found| match found {
            Found::Element(node) => self.is_there(node).then(|| self.handle(node)),
            Found::Document => Some(0),
            Found::Window => {
                self.need("find(`window`)");
                None
            }
        });
        Ok(Answer::Elements(handles.collect()))
    }

    fn find(&self, page: &Document, node: NodeId, what: &str, argument: &str) -> Answer {
        let elements = || page.descendants(node).filter(|&node| page.is_element(node));
        match what {
            "byTag" => self.many(elements().filter(|&node| {
                argument == "*"
                    || page.local_name(node).is_some_and(|name| name.eq_ignore_ascii_case(argument))
            })),
            "byClass" => {
                let wanted: String = argument
                    .split_ascii_whitespace()
                    .map(|name| format!(".{}", escape_identifier(name)))
                    .collect();
                match Selector::parse(&wanted) {
                    Ok(selector) if !wanted.is_empty() => self.many(page.select(node, &selector)),
                    _ => Answer::Elements(Vec::new()),
                }
            }
            "byId" => self.one(page.by_id(argument).into_iter().find(|&node| self.is_there(node))),
            "byName" => self.many(elements().filter(|&node| page.attr(node, "name") == Some(argument))),
            "named" => {
                let controls = page.form_elements(node).into_iter().filter(|&node| {
                    page.attr(node, "id") == Some(argument) || page.attr(node, "name") == Some(argument)
                });
                if argument.is_empty() { Answer::Elements(Vec::new()) } else { self.many(controls) }
            }
            _ => self.many(self.globals(page, argument)),
        }
    }

    /// Whether the window has elements by that name.
    pub(super) fn has_global(&self, page: &Document, name: &str) -> bool {
        self.globals(page, name).into_iter().any(|node| self.is_there(node))
    }

    /// The elements that the window has by a name: their id, or the `name` of some (HTML §7.2.2.3 `named objects`).
    fn globals(&self, page: &Document, name: &str) -> Vec<NodeId> {
        let mut held = self.by_name.borrow_mut();
        let by_name = held.get_or_insert_with(|| by_name(page)).get(name);
        let by_id = page.by_id(name);
        let Some(by_name) = by_name else { return by_id };
        if by_name.iter().any(|&node| page.local_name(node) == Some("iframe")) {
            self.need(name);
        }
        let is_one = |node: &NodeId| by_id.contains(node) || by_name.contains(node);
        page.descendants(page.root()).filter(is_one).collect()
    }

    fn step(&self, page: &Document, node: NodeId, what: &str) -> Answer {
        match what {
            "body" => self.one(page.body()),
            "head" => self.one(page.head()),
            "html" => self.one(page.html()),
            "parent" => self.one(page.parent_element(node)),
            "next" => self.one(page.next_element_sibling(node)),
            "previous" => self.one(page.prev_element_sibling(node)),
            "form" => self.one(page.form_owner(node)),
            "children" => self.many(page.child_elements(node)),
            "elements" => {
                let listed = |&node: &NodeId| page.control_type(node) != "image";
                self.many(page.form_elements(node).into_iter().filter(listed))
            }
            "options" => self.many(page.options(node)),
            _ => self.many(page.selected_options(node)),
        }
    }

    fn property(&self, page: &Document, node: NodeId, what: &str, argument: &str) -> Answer {
        let text = |text: &str| Answer::Text(text.to_owned());
        match what {
            "attribute" => page.attr(node, argument).map_or(Answer::Nothing, text),
            "attributes" => Answer::Pairs(
                page.attrs(node).map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            ),
            "tag" => text(page.local_name(node).unwrap_or_default()),
            "namespace" => page.namespace(node).map_or(Answer::Nothing, text),
            "isHtml" => Answer::Flag(page.is_html(node)),
            "text" => Answer::Text(page.text_content(node)),
            "inner" => Answer::Text(page.inner_html(node)),
            "outer" => Answer::Text(page.outer_html(node)),
            "connected" => Answer::Flag(page.is_attached(node)),
            "contains" => {
                let other = argument.parse().ok().and_then(|handle| self.node(page, handle));
                Answer::Flag(other.is_some_and(|other| page.contains(node, other) || node == other))
            }
            "value" => Answer::Text(page.value(node)),
            "type" => Answer::Text(page.control_type(node)),
            "checked" => Answer::Flag(page.checked(node)),
            "selected" => Answer::Flag(page.selected(node)),
            "valid" => Answer::Flag(is_valid(page, node)),
            "willValidate" => Answer::Flag(page.will_validate(node)),
            "address" => self.address(page, node, argument),
            "title" => {
                let title = page.descendants(node).find(|&node| page.local_name(node) == Some("title"));
                let text = title.map(|node| page.text_content(node)).unwrap_or_default();
                Answer::Text(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
            }
            "base" => Answer::Text(self.base(page)),
            "mode" => text(if page.is_quirks() { "BackCompat" } else { "CSS1Compat" }),
            _ => Answer::Nothing,
        }
    }

    /// `document.baseURI`.
    fn base(&self, page: &Document) -> String {
        let href = self.href.borrow();
        Url::parse(&href).map_or_else(|_| href.clone(), |href| Location { href }.base(page).into())
    }

    /// An attribute that is an address, resolved against the page's. One of a form that is empty or missing is the
    /// page's own (HTML §4.10.18.6 `action`, `formAction`).
    fn address(&self, page: &Document, node: NodeId, name: &str) -> Answer {
        let href = self.href.borrow();
        let written = page.attr(node, name).unwrap_or_default();
        if matches!(name, "action" | "formaction") && written.is_empty() {
            return Answer::Text(href.clone());
        }
        if !page.has_attr(node, name) {
            return Answer::Text(String::new());
        }
        let resolved = Url::parse(&self.base(page)).ok().and_then(|base| base.join(written).ok());
        if resolved.is_none() {
            self.need(&format!("element.{name}"));
        }
        resolved.map_or(Answer::Nothing, |url| Answer::Text(url.into()))
    }
}

/// The elements that can be named by their `name` alone.
fn by_name(page: &Document) -> HashMap<String, Vec<NodeId>> {
    let mut found: HashMap<String, Vec<NodeId>> = HashMap::new();
    for node in page.descendants(page.root()) {
        let named = matches!(page.local_name(node), Some("embed" | "form" | "iframe" | "img" | "object"));
        if let Some(name) = page.attr(node, "name").filter(|name| named && !name.is_empty()) {
            found.entry(name.to_owned()).or_default().push(node);
        }
    }
    found
}

/// Whether a control is valid, or all controls of a form or a fieldset are.
fn is_valid(page: &Document, node: NodeId) -> bool {
    let valid = |node: NodeId| page.validity(node).is_none();
    match page.local_name(node) {
        Some("form") => page.form_elements(node).into_iter().all(valid),
        _ => valid(node),
    }
}
