//! morphdom's morph, with the defaults that its htmx extension leaves (morphdom 2.7.8 `dist/morphdom-umd.js`).
//!
//! Knows the two trees, nothing of messages or of what asks for it.

use std::collections::HashMap;

use super::{Morphed, elements_of, fields, id, is_html_named};
use crate::page::{Document, NodeId};

/// Morphs the target into a detached element of the same document, whose children move (`morphdom(target, new)`).
/// `added` is the target, which the extension hands back whether it stayed or gave way to another element. The caller
/// frees what is left of the new element.
pub fn morph(page: &mut Document, target: NodeId, new: NodeId) -> Morphed {
    let mut lookup = HashMap::new();
    for node in page.descendants(target) {
        if let Some(id) = id(page, node) {
            lookup.insert(id.to_owned(), node);
        }
    }
    let mut morph = Morph { page, lookup, deferred: Vec::new(), discarded: Vec::new() };
    let place = morph.successor(target, new);
    morph.run(place, new);
    morph.remove_deferred();
    if place != target {
        if let Some(parent) = morph.page.parent(target) {
            morph.page.insert_before(parent, place, Some(target));
        }
        morph.discard(target);
    }
    let mut removed = Vec::new();
    for node in morph.discarded {
        if page.is_alive(node) && page.parent(node).is_none() {
            removed.extend(elements_of(page, node));
            page.remove(node);
        }
    }
    Morphed { added: vec![target], removed, ..Morphed::default() }
}

/// What is left to do, innermost last.
enum Work {
    Children(Children),
    /// `handleNodeAdded`, before one of the nodes in what was added.
    Added {
        root: NodeId,
        node: Option<NodeId>,
    },
}

/// One call of `morphChildren`, between two new children.
struct Children {
    old: NodeId,
    new: NodeId,
    old_child: Option<NodeId>,
    new_child: Option<NodeId>,
}

/// What becomes of a new child and an old one (the inner loop's body).
enum Verdict {
    /// The old one, which this is now, becomes the new one.
    Match(NodeId),
    /// The old one, which this is now, gives way.
    Differ(NodeId),
}

struct Morph<'a> {
    page: &'a mut Document,
    /// Old elements by id that have found no place yet (`fromNodesLookup`).
    lookup: HashMap<String, NodeId>,
    /// Ids of old elements that go at the end, if they find no place (`keyedRemovalList`).
    deferred: Vec<String>,
    /// Taken out of the tree. What they hold may still find a place.
    discarded: Vec<NodeId>,
}

impl Morph<'_> {
    /// The target, or an element of the new one's name that takes its children over.
    fn successor(&mut self, target: NodeId, new: NodeId) -> NodeId {
        if same_names(self.page, target, new) {
            return target;
        }
        let Some(place) = self.page.create_like(new) else { return target };
        while let Some(child) = self.page.first_child(target) {
            self.page.append(place, child);
        }
        place
    }

    fn run(&mut self, old: NodeId, new: NodeId) {
        let mut stack = Vec::from_iter(self.morph_element(old, new));
        while let Some(work) = stack.pop() {
            match work {
                Work::Children(mut children) => match children.new_child {
                    Some(new_child) => {
                        let deeper = self.place(&mut children, new_child);
                        stack.push(Work::Children(children));
                        stack.extend(deeper);
                    }
                    None => {
                        self.remove_rest(children.old_child);
                        fields::handle_specially(self.page, children.old, children.new);
                    }
                },
                Work::Added { root, node: Some(node) } => {
                    let (next, deeper) = self.look_up_added(root, node);
                    stack.push(Work::Added { root, node: next });
                    stack.extend(deeper);
                }
                Work::Added { node: None, .. } => {}
            }
        }
    }

    /// `morphEl`; returns what is to be done with the children.
    fn morph_element(&mut self, old: NodeId, new: NodeId) -> Option<Work> {
        if let Some(id) = id(self.page, new) {
            self.lookup.remove(id);
        }
        copy_attributes(self.page, old, new);
        if is_html_named(self.page, old, "textarea") {
            fields::handle_textarea(self.page, old, new);
            return None;
        }
        let (old_child, new_child) = (self.page.first_child(old), self.page.first_child(new));
        Some(Work::Children(Children { old, new, old_child, new_child }))
    }

    /// Finds a new child's place (the outer loop's body of `morphChildren`).
    fn place(&mut self, children: &mut Children, new: NodeId) -> Option<Work> {
        children.new_child = self.page.next_sibling(new);
        while let Some(old) = children.old_child {
            let next = self.page.next_sibling(old);
            children.old_child = next;
            match self.compare(children.old, old, next, new) {
                Verdict::Match(old) if self.page.is_element(old) => return self.morph_element(old, new),
                Verdict::Match(old) => {
                    let text = self.page.text_content(new);
                    self.page.set_text(old, &text);
                    return None;
                }
                Verdict::Differ(old) => self.give_way(old),
            }
        }
        let found = self.looked_up(new).filter(|&found| same_names(self.page, found, new));
        self.page.append(children.old, found.unwrap_or(new));
        match found {
            Some(found) => self.morph_element(found, new),
            None => Some(Work::Added { root: new, node: self.page.first_child(new) }),
        }
    }

    /// Holds an old child against a new one; another old element with the new one's id may take its place.
    fn compare(&mut self, parent: NodeId, old: NodeId, next: Option<NodeId>, new: NodeId) -> Verdict {
        if !self.page.is_element(old) || !self.page.is_element(new) {
            let alike = self.page.is_text(old) && self.page.is_text(new)
                || self.page.is_comment(old) && self.page.is_comment(new);
            return if alike { Verdict::Match(old) } else { Verdict::Differ(old) };
        }
        let mut old = old;
        if id(self.page, old) != id(self.page, new) {
            let Some(found) = self.looked_up(new).filter(|&found| Some(found) != next) else {
                return Verdict::Differ(old);
            };
            self.page.insert_before(parent, found, Some(old));
            self.give_way(old);
            old = found;
        }
        if same_names(self.page, old, new) { Verdict::Match(old) } else { Verdict::Differ(old) }
    }

    fn looked_up(&self, new: NodeId) -> Option<NodeId> {
        self.lookup.get(id(self.page, new)?).copied()
    }

    /// An old child has no place here: one with an id may have one elsewhere, others go at once.
    fn give_way(&mut self, old: NodeId) {
        match id(self.page, old) {
            Some(id) => self.deferred.push(id.to_owned()),
            None => self.remove(old),
        }
    }

    /// `cleanupFromEl`.
    fn remove_rest(&mut self, first: Option<NodeId>) {
        let mut next = first;
        while let Some(old) = next {
            next = self.page.next_sibling(old);
            self.give_way(old);
        }
    }

    /// `removeNode` with `skipKeyedNodes`: the topmost elements with ids in it are deferred.
    fn remove(&mut self, node: NodeId) {
        let mut next = self.page.first_child(node);
        while let Some(below) = next {
            next = match id(self.page, below) {
                Some(id) => {
                    self.deferred.push(id.to_owned());
                    self.page.following_outside(below, node)
                }
                None => self.page.following(below, node),
            };
        }
        self.discard(node);
    }

    fn discard(&mut self, node: NodeId) {
        self.page.detach(node);
        self.discarded.push(node);
    }

    fn remove_deferred(&mut self) {
        for id in std::mem::take(&mut self.deferred) {
            if let Some(&node) = self.lookup.get(&id) {
                self.discard(node);
            }
        }
    }

    /// Puts an old element in the place of an added one with its id; returns what is next in what was added.
    fn look_up_added(&mut self, root: NodeId, node: NodeId) -> (Option<NodeId>, Option<Work>) {
        let found = self.looked_up(node).filter(|&found| same_names(self.page, found, node));
        let (Some(found), Some(parent)) = (found, self.page.parent(node)) else {
            return (self.page.following(node, root), None);
        };
        self.page.insert_before(parent, found, Some(node));
        self.discard(node);
        (self.page.following_outside(found, root), self.morph_element(found, node))
    }
}

/// `compareNodeNames`: those of HTML are in upper case.
fn same_names(page: &Document, one: NodeId, other: NodeId) -> bool {
    let (Some(first), Some(second)) = (page.local_name(one), page.local_name(other)) else { return false };
    if page.is_html(one) == page.is_html(other) {
        first == second
    } else {
        first.eq_ignore_ascii_case(second)
    }
}

/// `morphAttrs`.
fn copy_attributes(page: &mut Document, old: NodeId, new: NodeId) {
    let differs = |&(name, value): &(&str, &str)| page.attr(old, name) != Some(value);
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let coming: Vec<(String, String)> = page.attrs(new).filter(differs).map(owned).collect();
    let gone = |&(name, _): &(&str, &str)| !page.has_attr(new, name);
    let going: Vec<String> = page.attrs(old).filter(gone).map(|(name, _)| name.to_owned()).collect();
    coming.iter().rev().for_each(|(name, value)| page.set_attr(old, name, value));
    going.iter().rev().for_each(|name| page.remove_attr(old, name));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morphed(old: &str, new: &str) -> (String, usize) {
        let mut page = Document::parse(&format!("<body>{old}"));
        let tree = Document::parse_template(new);
        let root = tree.child_elements(tree.root()).next().unwrap();
        let new = page.import(&tree, root);
        let target = page.first_by_id("t").unwrap();
        let done = morph(&mut page, target, new);
        (page.body().map(|body| page.inner_html(body)).unwrap(), done.removed.len())
    }

    #[test]
    fn elements_with_ids_find_their_places_wherever_they_were() {
        let (html, removed) = morphed(
            "<p id=t><i><b id=b>1</b></i><u id=u>2</u></p>",
            "<p id=t><s><u id=u>3</u></s><b id=b>4</b></p>",
        );
        assert_eq!(html, r#"<p id="t"><s><u id="u">3</u></s><b id="b">4</b></p>"#);
        assert_eq!(removed, 2, "the `i`, and the new `u` that the old one stands for");
    }

    #[test]
    fn an_element_of_another_name_takes_the_children_over() {
        let (html, _) = morphed("<p id=t><b id=b>1</b></p>", "<div id=t><b id=b>2</b></div>");
        assert_eq!(html, r#"<div id="t"><b id="b">2</b></div>"#);
    }
}
