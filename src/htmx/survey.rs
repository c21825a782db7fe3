//! What htmx asks of every element that it processes, found for a whole subtree in one pass.
//!
//! htmx asks each element and climbs for the answer; here the answers go down, so that the cost does not grow with
//! the depth of what a server sends.

use super::attribute::{self, lineage};
use super::config::{Config, DISABLE_SELECTOR};
use super::dialect::Dialect;
use super::process::{extension_verdict, names_action};
use crate::page::{Document, NodeId, Selector};

/// Most subtrees have fewer elements.
const FEW: usize = 8;

/// One element of the subtree.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The element.
    pub node: NodeId,
    /// The place after the last one below it.
    pub end: usize,
    /// Inside of what `htmx.config.disableSelector` finds.
    pub disabled: bool,
    /// Whether the ws extension is on here (htmx 2.0.11 `getExtensions`).
    pub enabled: bool,
    /// Below or on an `hx-boost`.
    boosted: bool,
}

/// The subtree's elements in document order, the topmost first, and those of them that have the extension's attributes.
#[derive(Debug, Default)]
pub struct Survey {
    /// All of them.
    pub places: Vec<Place>,
    /// Places with `ws-connect`, or the legacy `hx-ws`.
    connecting: Vec<usize>,
    /// Places with `ws-send`, or the legacy `hx-ws`.
    sending: Vec<usize>,
}

impl Survey {
    /// Looks through the subtree of an element.
    #[must_use]
    pub fn of(page: &Document, config: &Config, top: NodeId) -> Self {
        let usual = config.disable_selector == DISABLE_SELECTOR;
        let disabling = if usual { None } else { Selector::parse(&config.disable_selector).ok() };
        let disables = |node| match &disabling {
            None => usual && attribute::has(page, node, "hx-disable"),
            Some(selector) => page.matches(node, selector),
        };
        let (connecting, sending) = (Vec::new(), Vec::new());
        let mut survey = Self { places: Vec::with_capacity(FEW), connecting, sending };
        let mut open: Vec<usize> = Vec::with_capacity(FEW);
        let below = page.descendants(top).filter(|&node| page.is_element(node));
        for node in std::iter::once(top).chain(below) {
            let parent = page.parent(node);
            while let Some(&last) = open.last().filter(|&&last| Some(survey.places[last].node) != parent) {
                survey.places[last].end = survey.places.len();
                open.pop();
            }
            let above = open.last().map(|&last| survey.places[last]);
            let at = survey.places.len();
            let named = attribute::has_any(page, node);
            survey.places.push(match above {
                Some(above) if usual && !named => Place { node, end: at + 1, ..above },
                Some(above) => Place {
                    node,
                    end: at + 1,
                    disabled: above.disabled || disables(node),
                    enabled: extension_verdict(page, node, "ws").unwrap_or(above.enabled),
                    boosted: above.boosted || attribute::has(page, node, "hx-boost"),
                },
                None => {
                    let (mut disabled, mut enabled, mut boosted) = (false, None, false);
                    for holder in lineage(page, node) {
                        let named = attribute::has_any(page, holder);
                        // a selector may find what has no attribute of htmx's
                        disabled = disabled || ((named || !usual) && disables(holder));
                        if named {
                            enabled = enabled.or_else(|| extension_verdict(page, holder, "ws"));
                            boosted = boosted || attribute::has(page, holder, "hx-boost");
                        }
                    }
                    Place { node, end: at + 1, disabled, enabled: enabled.unwrap_or_default(), boosted }
                }
            });
            if named {
                survey.connecting.extend(has(page, node, "ws-connect").then_some(at));
                survey.sending.extend(has(page, node, "ws-send").then_some(at));
            }
            open.push(at);
        }
        let end = survey.places.len();
        open.into_iter().for_each(|last| survey.places[last].end = end);
        survey
    }

    /// The places that htmx initialises one by one, or cleans up where they are disabled: the topmost, and what
    /// `findElementsToProcess` finds.
    pub fn to_initialize<'a>(
        &'a self,
        page: &'a Document,
        dialect: &'a Dialect,
    ) -> impl Iterator<Item = usize> + 'a {
        let boosts = |node| attribute::has(page, node, "hx-boost");
        let all_links = dialect.initializes_all_links && page.descendants(page.root()).any(boosts);
        (0..self.places.len()).filter(move |&at| {
            let place = self.places[at];
            at == 0
                || names_action(page, dialect, place.node)
                || ((place.boosted || all_links) && page.local_name(place.node) == Some("a"))
        })
    }

    /// The elements at and below a place that ask for a socket (htmx-ext-ws 2.0.4 `queryAttributeOnThisOrChildren`).
    pub fn connecting(&self, at: usize) -> impl Iterator<Item = NodeId> + '_ {
        self.within(&self.connecting, at)
    }

    /// The elements at and below a place that ask to send.
    pub fn sending(&self, at: usize) -> impl Iterator<Item = NodeId> + '_ {
        self.within(&self.sending, at)
    }

    fn within<'a>(&'a self, places: &'a [usize], at: usize) -> impl Iterator<Item = NodeId> + 'a {
        let end = self.places.get(at).map_or(at, |place| place.end);
        let from = places.partition_point(|&place| place < at);
        let to = places.partition_point(|&place| place < end);
        places[from..to].iter().map(|&place| self.places[place].node)
    }
}

fn has(page: &Document, node: NodeId, name: &str) -> bool {
    attribute::has(page, node, name) || attribute::has(page, node, "hx-ws")
}
