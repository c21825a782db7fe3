//! The ids that the old tree and the new one share, and the elements of both that hold them somewhere inside
//! (htmx 4.0.1 `#createIdMaps`, idiomorph 0.8.0 `createIdMaps`: the same rule).
//!
//! Knows nothing of what a morph does with them.

use std::collections::{HashMap, HashSet};

use super::{id, tag};
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// Entries of all sets together. Deep trees full of ids would need one for each id on each level; past this bound,
/// which no real page comes near, elements further up are not told of the ids inside.
const MOST_ENTRIES: usize = 4_000_000;

/// An id that persists: one element of the old tree and one of the new have it, and they have the same tag.
#[derive(Debug, Clone, Copy)]
struct Persistent {
    number: u32,
    old: NodeId,
}

/// Ids that persist, and for each element which of them it holds, on itself or below.
#[derive(Debug, Default)]
pub struct IdSets {
    persistent: HashMap<String, Persistent>,
    sets: HashMap<NodeId, HashSet<u32>>,
    entries: usize,
}

impl IdSets {
    /// Holds the old tree, its root included, against what is below the new root.
    #[must_use]
    pub fn of(page: &Document, old: NodeId, new: NodeId) -> Self {
        let named = |nodes: Vec<NodeId>| nodes.into_iter().filter(|&node| id(page, node).is_some()).collect();
        let old_named: Vec<NodeId> = named(std::iter::once(old).chain(page.descendants(old)).collect());
        let new_named: Vec<NodeId> = named(page.descendants(new).collect());
        let mut sets = Self { persistent: persistent(page, &old_named, &new_named), ..Self::default() };
        sets.enter(page, old, &old_named);
        sets.enter(page, new, &new_named);
        sets
    }

    /// Tells the elements and their ancestors up to the root of the ids that persist.
    fn enter(&mut self, page: &Document, root: NodeId, named: &[NodeId]) {
        for &element in named {
            let Some(persistent) = id(page, element).and_then(|id| self.persistent.get(id)) else { continue };
            let number = persistent.number;
            let mut current = Some(element);
            while let Some(node) = current.filter(|_| self.entries < MOST_ENTRIES) {
                self.entries += usize::from(self.sets.entry(node).or_default().insert(number));
                current = page.parent_element(node).filter(|_| node != root);
            }
        }
    }

    /// Whether the element holds an id that persists.
    #[must_use]
    pub fn has(&self, node: NodeId) -> bool {
        self.sets.contains_key(&node)
    }

    /// How many ids that persist the element holds.
    #[must_use]
    pub fn count(&self, node: NodeId) -> usize {
        self.sets.get(&node).map_or(0, HashSet::len)
    }

    /// Whether both hold one same id.
    #[must_use]
    pub fn share(&self, one: NodeId, other: NodeId) -> bool {
        match (self.sets.get(&one), self.sets.get(&other)) {
            (Some(one), Some(other)) => !one.is_disjoint(other),
            _ => false,
        }
    }

    /// The old element with the id of a new one, if that id persists, to be moved into `parent`: its ancestors hold
    /// the id no more. It is looked for in `places`, the target and the pantry.
    ///
    /// # Errors
    /// Where it is not there any more, or would go inside itself.
    pub fn fetch(
        &mut self,
        page: &Document,
        new: NodeId,
        places: [NodeId; 2],
        parent: NodeId,
    ) -> Result<Option<NodeId>, Thrown> {
        let persistent = id(page, new).and_then(|id| self.persistent.get(id));
        let Some(old) = persistent.map(|persistent| persistent.old) else { return Ok(None) };
        let found = places.into_iter().any(|place| page.contains(place, old));
        if !found || id(page, old) != id(page, new) {
            return Err(Thrown("an element that the morph looks for has gone".into()));
        }
        self.forget_above(page, old);
        if page.contains(old, parent) {
            return Err(Thrown("the morph would put an element inside itself".into()));
        }
        Ok(Some(old))
    }

    /// Takes an old element's id from the sets of its ancestors, because it is about to move away.
    fn forget_above(&mut self, page: &Document, element: NodeId) {
        let Some(persistent) = id(page, element).and_then(|id| self.persistent.get(id)) else { return };
        for above in page.ancestors(element) {
            if let Some(set) = self.sets.get_mut(&above) {
                set.remove(&persistent.number);
                if set.is_empty() {
                    self.sets.remove(&above);
                }
            }
        }
    }
}

/// Ids that one element of each tree has, of the same tag.
fn persistent(page: &Document, old: &[NodeId], new: &[NodeId]) -> HashMap<String, Persistent> {
    let (mut twice, mut olds) = (HashSet::new(), HashMap::new());
    for &element in old {
        let Some(id) = id(page, element) else { continue };
        if olds.insert(id, element).is_some() {
            twice.insert(id);
        }
    }
    let mut found: HashMap<&str, NodeId> = HashMap::new();
    for &element in new {
        let Some(id) = id(page, element) else { continue };
        let same_tag = |&&old: &&NodeId| tag(page, old) == tag(page, element);
        if found.contains_key(id) {
            twice.insert(id);
        } else if let Some(&old) = olds.get(id).filter(same_tag) {
            found.insert(id, old);
        }
    }
    let once = found.into_iter().filter(|(id, _)| !twice.contains(id));
    once.zip(0..).map(|((id, old), number)| (id.to_owned(), Persistent { number, old })).collect()
}
