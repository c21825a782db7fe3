//! What htmx 4 does with elements as they come to the page: marks those it takes up, and its extension opens sockets
//! and takes senders.

use std::cell::OnceCell;
use std::collections::HashSet;

use url::Url;

use super::hcon::HconError;
use super::trigger::{self, From, Spec, TriggerError};
use super::{address, attribute, clobber, powered, reconnect, selector};
use crate::address::Address;
use crate::htmx::address::AddressError;
use crate::htmx::attribute::lineage;
use crate::htmx::config::Config;
use crate::htmx::process::{Action, Handler, Location, MOST_SOCKETS, Registry, Sender, Socket, Wire};
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// The names of attributes that htmx looks for, as they may stand on elements of this page.
struct Names {
    ignore: Vec<String>,
    on: Vec<String>,
    acting: Vec<String>,
    extension: Vec<String>,
}

impl Names {
    fn of(config: &Config) -> Self {
        let both = |name: &str| {
            let prefix = &config.four.prefix;
            let other = (!prefix.is_empty()).then(|| name.replacen("hx-", prefix, 1).to_ascii_lowercase());
            std::iter::once(name.to_ascii_lowercase()).chain(other).collect::<Vec<_>>()
        };
        const ACTING: [&str; 7] =
            ["hx-action", "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-query"];
        let mut extension = both(&config.four.adjusted("hx-ws:connect"));
        extension.extend(both(&config.four.adjusted("hx-ws:send")));
        extension.extend(["ws-connect".to_owned(), "ws-send".to_owned()]);
        Self {
            ignore: both("hx-ignore"),
            on: both("hx-on"),
            acting: ACTING.into_iter().flat_map(both).collect(),
            extension,
        }
    }

    fn has(page: &Document, element: NodeId, names: &[String]) -> bool {
        page.attrs(element).any(|(name, _)| names.iter().any(|wanted| wanted == name))
    }

    fn listens(&self, page: &Document, element: NodeId) -> bool {
        page.attrs(element).any(|(name, _)| self.on.iter().any(|start| name.starts_with(start.as_str())))
    }
}

/// The element whose socket a sender uses: the nearest, itself included, with the attribute `hx-ws:connect` (htmx 4.0.1
/// hx-ws `sendMessage`), whether it has opened one or not.
#[must_use]
pub fn owner(page: &Document, config: &Config, sender: NodeId) -> Option<NodeId> {
    let name = config.four.adjusted("hx-ws:connect");
    lineage(page, sender).find(|&node| attribute::name_of(page, config, node, &name).is_some())
}

/// The events that make a sender send, or a socket element connect, as written, or its natural one.
#[must_use]
pub fn trigger(page: &Document, config: &Config, sender: NodeId) -> String {
    let written = attribute::value(page, config, sender, "hx-trigger").filter(|value| !value.is_empty());
    written.unwrap_or_else(|| {
        let kind = page.attr(sender, "type").unwrap_or_default().to_ascii_lowercase();
        let natural = match page.local_name(sender) {
            Some("form") => "submit",
            Some("input") if kind == "button" || kind == "submit" => "click",
            Some("input" | "select" | "textarea") => "change",
            _ => "click",
        };
        natural.to_owned()
    })
}

/// The elements from `root` down.
fn elements(page: &Document, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::once(root).chain(page.descendants(root).filter(|&node| page.is_element(node)))
}

impl Registry {
    /// Initialises an element and what is in it (htmx 4.0.1 `process`).
    ///
    /// # Errors
    /// Where htmx throws: what follows is not initialised.
    pub(in crate::htmx) fn process_four(
        &mut self,
        page: &mut Document,
        config: &Config,
        location: &Location,
        root: NodeId,
    ) -> Result<(), Thrown> {
        let names = Names::of(config);
        let ignored = |node| Names::has(page, node, &names.ignore);
        if !page.is_attached(root) || !page.is_element(root) || config.four.refused.is_some() {
            return Ok(());
        }
        if lineage(page, root).any(ignored) {
            return Ok(());
        }
        let thrown = |error: TriggerError| Thrown(error.to_string());
        self.take_up_core(page, config, location, &names, root).map_err(thrown)?;
        if asks_in_vain(page, root) {
            return Err(Thrown("`getAttribute` of a form is one of its controls".into()));
        }
        if !config.four.allows("ws") {
            return Ok(());
        }
        let named = elements(page, root).skip(1).filter(|&node| Names::has(page, node, &names.extension));
        let nodes: Vec<NodeId> = std::iter::once(root).chain(named).collect();
        nodes.into_iter().try_for_each(|node| self.take_up(page, config, location, node)).map_err(thrown)
    }

    /// Elements that htmx itself takes up: those that act, that listen by `hx-on`, that are boosted. It ends where a
    /// trigger throws.
    fn take_up_core(
        &mut self,
        page: &mut Document,
        config: &Config,
        location: &Location,
        names: &Names,
        root: NodeId,
    ) -> Result<(), TriggerError> {
        let nodes: Vec<NodeId> = elements(page, root).collect();
        let mut ignored = HashSet::new();
        let base = OnceCell::new();
        for node in nodes {
            let within = page.parent(node).is_some_and(|parent| ignored.contains(&parent));
            if within || Names::has(page, node, &names.ignore) {
                ignored.insert(node);
                continue;
            }
            if names.listens(page, node) {
                self.powered.take_up(page, node);
            }
            if self.powered.memory(node).is_some_and(|memory| memory.initialized) {
                continue;
            }
            let boost = if Names::has(page, node, &names.acting) {
                None
            } else {
                match boosting(page, config, location, &base, node) {
                    None => continue,
                    boost => boost,
                }
            };
            let memory = self.powered.take_up(page, node);
            memory.initialized = true;
            memory.boosted = boost;
            let written = attribute::declared(page, config, node, "hx-trigger").unwrap_or_default();
            trigger::parse(&written)?.iter().try_for_each(|spec| attach(page, config, node, spec))?;
        }
        Ok(())
    }

    /// htmx 4.0.1 hx-ws `processNode`.
    fn take_up(
        &mut self,
        page: &mut Document,
        config: &Config,
        location: &Location,
        node: NodeId,
    ) -> Result<(), TriggerError> {
        translate_legacy(page, config, node);
        let sends = attribute::value(page, config, node, "hx-ws:send").is_some();
        if let Some(address) = attribute::value(page, config, node, "hx-ws:connect") {
            self.take_up_socket(page, config, location, node, address)?;
        }
        if sends && !self.powered.take_up(page, node).sends {
            let written = attribute::value(page, config, node, "hx-trigger").unwrap_or_default();
            let specs = trigger::parse(&written)?;
            self.powered.take_up(page, node).sends = true;
            self.sending.insert(node);
            self.senders.push(Sender {
                element: node,
                socket: owner(page, config, node),
                handler: Handler::Extension,
            });
            self.wired.push(Wire { element: node, action: Action::Send });
            specs.iter().try_for_each(|spec| attach(page, config, node, spec))?;
        }
        Ok(())
    }

    /// htmx 4.0.1 hx-ws `initializeElement`.
    fn take_up_socket(
        &mut self,
        page: &mut Document,
        config: &Config,
        location: &Location,
        node: NodeId,
        address: String,
    ) -> Result<(), TriggerError> {
        if self.powered.take_up(page, node).address.is_some() || address.is_empty() {
            return Ok(());
        }
        let written = attribute::value(page, config, node, "hx-trigger").unwrap_or_default();
        let specs = trigger::parse(&written)?;
        let attached = if written.is_empty() {
            self.connect(page, config, location, node, &address).map(drop).map_err(TriggerError::from)
        } else {
            self.wired.push(Wire { element: node, action: Action::Connect });
            specs.iter().try_for_each(|spec| {
                attach(page, config, node, spec)?;
                if spec.comes_at_once() {
                    self.connect(page, config, location, node, &address)?;
                }
                Ok(())
            })
        };
        self.powered.take_up(page, node).address = Some(address);
        attached
    }

    /// Opens the element's socket, unless it has one (htmx 4.0.1 hx-ws `getOrCreateConnection`). One whose address the
    /// browser refuses is there too, and never opens.
    pub(in crate::htmx) fn connect(
        &mut self,
        page: &Document,
        config: &Config,
        location: &Location,
        element: NodeId,
        written: &str,
    ) -> Result<bool, HconError> {
        if self.holding.contains_key(&element) {
            return Ok(false);
        }
        reconnect::settings(page, config, element)?;
        let is_full = self.refuses_more();
        if is_full && self.told_that_full() {
            // told already
            self.holding.insert(element, false);
            return Ok(false);
        }
        let address = address::normalize(written, &location.href);
        let url = match is_full {
            true => Err(AddressError::TooMany(MOST_SOCKETS)),
            false => {
                crate::htmx::address::resolve(&address, &location.href, &location.href).map(Address::from)
            }
        };
        self.holding.insert(element, url.is_ok());
        self.sockets.push(Socket {
            element,
            selector: page.selector_for(element),
            attribute: written.into(),
            url,
            left: false,
            raw: false,
            dropped: false,
        });
        Ok(true)
    }

    /// Whether the element has a connection: one that is open, or will open again, or waits for a refused address.
    pub(in crate::htmx) fn is_connected(&self, element: NodeId) -> bool {
        self.holding.contains_key(&element)
    }

    /// The element's connection has ended for good (htmx 4.0.1 hx-ws `cleanupConnection`).
    pub(in crate::htmx) fn end_connection(&mut self, element: NodeId) {
        self.holding.remove(&element);
    }

    /// Takes the mark off an element and off what htmx has taken up in it, so that they are initialised anew when they
    /// are processed again (htmx 4.0.1 `#cleanup` with `force`). Returns them, to be cleaned up.
    pub(in crate::htmx) fn unmark_within(&self, page: &mut Document, element: NodeId) -> Vec<NodeId> {
        self.unmark(page, self.powered.within(page, element))
    }

    /// The same of these elements alone.
    pub(in crate::htmx) fn unmark(&self, page: &mut Document, mut elements: Vec<NodeId>) -> Vec<NodeId> {
        elements.retain(|&node| self.powered.memory(node).is_some());
        elements.iter().for_each(|&node| page.remove_attr(node, powered::MARK));
        elements
    }
}

/// Whether a control hides a form's `getAttribute`, which htmx calls on every form, so that it throws.
fn asks_in_vain(page: &Document, root: NodeId) -> bool {
    let hides = |&node: &NodeId| {
        ["name", "id"].iter().any(|name| page.attr(node, name) == Some("getAttribute"))
            && !matches!(page.control_type(node).as_str(), "" | "image")
    };
    elements(page, root).filter(hides).any(|node| page.form_owner(node).is_some())
}

/// What throws as a trigger is attached (htmx 4.0.1 `#onTrigger`), but for a filter.
fn attach(page: &Document, config: &Config, node: NodeId, spec: &Spec) -> Result<(), TriggerError> {
    if let From::Selector(from) = &spec.from {
        selector::find_all(page, config, node, from, None)
            .map_err(|_| TriggerError::NoSelector(from.clone()))?;
    }
    if spec.comes_at_once() && spec.changed { Err(TriggerError::NothingToChange) } else { Ok(()) }
}

/// Gives elements with the extension's old attributes the new ones (htmx 4.0.1 hx-ws `checkLegacyAttributes`).
fn translate_legacy(page: &mut Document, config: &Config, node: NodeId) {
    let prefix = if config.four.prefix.is_empty() { "hx-" } else { &config.four.prefix };
    for (old, new) in [("ws-connect", "ws:connect"), ("ws-send", "ws:send")] {
        let Some(value) = page.attr(node, old) else { continue };
        let value = if old == "ws-connect" { value.to_owned() } else { String::new() };
        let name = format!("{prefix}{}", config.four.adjusted(new));
        if !page.has_attr(node, &name.to_ascii_lowercase()) {
            page.set_attr(node, &name, &value);
        }
    }
}

/// The `hx-boost` that makes htmx boost the element, if it does (htmx 4.0.1 `#maybeBoost`, `#shouldBoost`).
/// `base` is the page's base address, once it was asked for.
fn boosting(
    page: &Document,
    config: &Config,
    location: &Location,
    base: &OnceCell<Url>,
    node: NodeId,
) -> Option<String> {
    if !page.is_html(node) || !matches!(page.local_name(node), Some("a" | "form")) {
        return None;
    }
    let written = attribute::value(page, config, node, "hx-boost")?;
    if written.is_empty() || written == "false" {
        return None;
    }
    let resolves_here = |address: &str| {
        let url = base.get_or_init(|| location.base(page)).join(address);
        url.is_ok_and(|url| {
            url.origin().ascii_serialization() == location.href.origin().ascii_serialization()
        })
    };
    let boosts = match page.local_name(node)? {
        "a" => {
            let href = page.attr(node, "href");
            matches!(page.attr(node, "target"), None | Some("" | "_self"))
                && !page.has_attr(node, "download")
                && href.is_none_or(|href| !href.starts_with('#') && resolves_here(href))
        }
        "form" => {
            let is_dialog = page.attr(node, "method").is_some_and(|it| it.eq_ignore_ascii_case("dialog"));
            let hides = |property| clobber::hiding(page, node, property).is_some();
            let action = page.attr(node, "action").filter(|action| !action.is_empty());
            (!is_dialog || hides("method")) && (action.is_none_or(resolves_here) || hides("action"))
        }
        _ => false,
    };
    boosts.then_some(written)
}

#[cfg(test)]
#[path = "process/tests.rs"]
mod tests;
