//! What is known of nodes, in the order of their places in the arena: of nodes that came one after another it lies side by
//! side. For what most nodes have.

use std::num::NonZeroU32;

use super::node::NodeId;
use super::room;

/// A value for each of some nodes.
#[derive(Debug, Clone)]
pub(crate) struct NodeMap<V> {
    /// By the place, with the generation.
    held: Vec<Option<(NonZeroU32, V)>>,
}

impl<V> Default for NodeMap<V> {
    fn default() -> Self {
        Self { held: Vec::new() }
    }
}

impl<V: Copy> NodeMap<V> {
    pub(crate) fn get(&self, node: NodeId) -> Option<V> {
        of(node, *self.held.get(node.index as usize)?)
    }

    /// Sets a node's value and gives the one before. What is known of a node that had the place before is forgotten.
    pub(crate) fn insert(&mut self, node: NodeId, value: V) -> Option<V> {
        let at = node.index as usize;
        if at >= self.held.len() {
            room::make(&mut self.held);
            self.held.resize(at + 1, None);
        }
        of(node, self.held.get_mut(at)?.replace((node.generation, value)))
    }

    pub(crate) fn remove(&mut self, node: NodeId) -> Option<V> {
        let held = self.held.get_mut(node.index as usize)?;
        of(node, held.take_if(|(generation, _)| *generation == node.generation))
    }
}

fn of<V>(node: NodeId, held: Option<(NonZeroU32, V)>) -> Option<V> {
    held.filter(|(generation, _)| *generation == node.generation).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Document;

    #[test]
    fn a_node_has_what_was_set_for_it_and_not_for_another_in_its_place() {
        let mut document = Document::parse("");
        let (one, other) = (document.create_element("p"), document.create_element("p"));
        let mut map = NodeMap::default();
        assert_eq!((map.get(other), map.insert(other, 1), map.insert(other, 2)), (None, None, Some(1)));
        assert_eq!((map.get(other), map.get(one), map.remove(one)), (Some(2), None, None));
        document.remove(other);
        let next = document.create_element("p");
        assert_eq!((next.index, map.get(next), map.remove(next)), (other.index, None, None));
        assert_eq!((map.get(other), map.insert(next, 3)), (Some(2), None));
        assert_eq!((map.get(other), map.remove(next), map.get(next)), (None, Some(3), None));
    }
}
