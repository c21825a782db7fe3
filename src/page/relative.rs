//! `:has()`, found for all elements of a tree at once.
//!
//! The crate's own `:has()` walks every anchor's subtree again and recurses as deep as the page nests. Here the
//! relative selector is followed from its right end: from the set of elements that match its last compound to
//! those they can be reached from, until the anchors are left. Linear in the tree, and without recursion.

use std::collections::{HashMap, HashSet};

use selectors::matching::{CompoundSelectorMatchingResult, matches_compound_selector_from};
use selectors::parser::{Combinator, Component, Selector, SelectorKey, SelectorList};

use super::document::Document;
use super::matching::Context;
use super::node::NodeId;
use super::selector::Dialect;

/// The anchors of each relative selector met so far in one query.
#[derive(Default)]
pub struct HasSets(HashMap<SelectorKey, HashSet<NodeId>>);

/// One compound of a complex selector, left to right, with the combinator before it.
#[derive(Clone, Copy)]
pub(super) struct Compound {
    pub(super) offset: usize,
    pub(super) combinator: Option<Combinator>,
}

/// The compounds of a complex selector, left to right.
pub(super) fn compounds(selector: &Selector<Dialect>) -> Vec<Compound> {
    let mut compounds = vec![Compound { offset: 0, combinator: None }];
    for (at, component) in selector.iter_raw_parse_order_from(0).enumerate() {
        if let Component::Combinator(combinator) = component {
            compounds.push(Compound { offset: at + 1, combinator: Some(*combinator) });
        }
    }
    compounds
}

impl Document {
    pub(super) fn has_relative(
        &self,
        anchor: NodeId,
        list: &SelectorList<Dialect>,
        context: &mut Context<'_>,
    ) -> bool {
        list.slice().iter().any(|selector| {
            let key = SelectorKey::new(selector);
            if !context.extra_data.0.contains_key(&key) {
                let anchors = self.anchors(self.top(anchor), selector, context);
                context.extra_data.0.insert(key, anchors);
            }
            context.extra_data.0.get(&key).is_some_and(|anchors| anchors.contains(&anchor))
        })
    }

    pub(super) fn matches_compound(
        &self,
        node: NodeId,
        selector: &Selector<Dialect>,
        compound: Compound,
        context: &mut Context<'_>,
    ) -> bool {
        self.as_element(node).is_some_and(|element| {
            let result = matches_compound_selector_from(selector, compound.offset, context, element);
            !matches!(result, CompoundSelectorMatchingResult::NotMatched)
        })
    }

    fn anchors(
        &self,
        top: NodeId,
        selector: &Selector<Dialect>,
        context: &mut Context<'_>,
    ) -> HashSet<NodeId> {
        let mut found: HashSet<NodeId> = std::iter::once(top).chain(self.descendants(top)).collect();
        for compound in compounds(selector).into_iter().rev() {
            let Some(combinator) = compound.combinator else { break };
            found.retain(|&node| self.matches_compound(node, selector, compound, context));
            found = self.reached_from(&found, combinator);
        }
        found
    }

    /// The elements from which the combinator leads to one of `targets`.
    fn reached_from(&self, targets: &HashSet<NodeId>, combinator: Combinator) -> HashSet<NodeId> {
        let mut sources = HashSet::new();
        for &target in targets {
            let step = |node| match combinator {
                Combinator::Descendant | Combinator::Child => self.parent_element(node),
                Combinator::LaterSibling | Combinator::NextSibling => self.prev_element_sibling(node),
                Combinator::PseudoElement | Combinator::SlotAssignment | Combinator::Part => None,
            };
            let far = matches!(combinator, Combinator::Descendant | Combinator::LaterSibling);
            let mut next = step(target);
            while let Some(source) = next {
                if !sources.insert(source) || !far {
                    break;
                }
                next = step(source);
            }
        }
        sources
    }
}
