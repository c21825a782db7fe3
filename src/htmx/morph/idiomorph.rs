//! idiomorph's morph, as its htmx extension calls it (idiomorph 0.8.0 `dist/idiomorph-ext.js`).
//!
//! Knows the two trees and the extension's settings, nothing of messages or of what asks for it. What it does to a
//! `<head>` is left out: no fragment of a message holds one.

use std::collections::HashSet;

use super::fields;
use super::ids::IdSets;
use super::{MOST_LOOKS, Morphed, elements_of, id, parents_of_children, tag};
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// The settings in `morph:…` that change the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// `morphStyle: 'innerHTML'`: the target's children are morphed, not the target.
    pub inner: bool,
    /// `ignoreActive`: the element with the focus stays as it is.
    pub ignore_active: bool,
    /// `ignoreActiveValue`: the value and the children of the element with the focus stay as they are.
    pub ignore_active_value: bool,
}

/// Morphs the target into the elements that the fragment holds (`Idiomorph.morph(target, fragment.children, …)`).
/// They leave the fragment, text stays in it. `added` is what it hands back. Where it throws, the page stays as it is
/// by then, with the pantry at its end.
pub fn morph(page: &mut Document, options: Options, target: NodeId, fragment: NodeId) -> Morphed {
    let content = page.create_element("div");
    let elements: Vec<NodeId> = page.child_elements(fragment).collect();
    elements.into_iter().for_each(|element| page.append(content, element));
    let ids = IdSets::of(page, target, content);
    let (Some(parent), Some(pantry)) = (page.parent(target), make_pantry(page)) else {
        page.remove(content);
        return Morphed::default();
    };
    let slice = if options.inner {
        Slice { parent: target, before: None, after: None }
    } else {
        Slice { parent, before: page.prev_sibling(target), after: page.next_sibling(target) }
    };
    let level = Level {
        parent: slice.parent,
        new: page.first_child(content),
        point: if options.inner { page.first_child(target) } else { Some(target) },
        end: slice.after,
        pending: None,
    };
    let active = active_path(page, target);
    let mut morph = Morph { page, options, target, ids, pantry, active, looks: 0, done: Morphed::default() };
    match morph.run(level) {
        Ok(()) => {
            morph.discard(pantry);
            morph.done.added = slice.elements(morph.page);
        }
        Err(error) => morph.done.thrown = Some(error),
    }
    morph.page.remove(content);
    morph.done
}

/// `document.documentElement.append(pantry)`.
fn make_pantry(page: &mut Document) -> Option<NodeId> {
    let html = page.html()?;
    let pantry = page.create_element("div");
    page.set_attr(pantry, "hidden", "");
    page.append(html, pantry);
    Some(pantry)
}

/// The element with the focus, if the target holds it, and those around it.
fn active_path(page: &Document, target: NodeId) -> HashSet<NodeId> {
    let focused = page.focused().filter(|&focused| page.contains(target, focused));
    focused.into_iter().flat_map(|focused| std::iter::once(focused).chain(page.ancestors(focused))).collect()
}

/// Children of a parent between two of them (`SlicedParentNode`).
struct Slice {
    parent: NodeId,
    before: Option<NodeId>,
    after: Option<NodeId>,
}

impl Slice {
    fn elements(&self, page: &Document) -> Vec<NodeId> {
        let first = self.before.map_or_else(|| page.first_child(self.parent), |node| page.next_sibling(node));
        let nodes = std::iter::successors(first, |&node| page.next_sibling(node));
        nodes.take_while(|&node| Some(node) != self.after).filter(|&node| page.is_element(node)).collect()
    }
}

/// One call of `morphChildren`, between two of its new children.
struct Level {
    parent: NodeId,
    /// The new child that comes next.
    new: Option<NodeId>,
    /// `insertionPoint`.
    point: Option<NodeId>,
    /// `endPoint`.
    end: Option<NodeId>,
    /// The old node that the level below morphs.
    pending: Option<NodeId>,
}

struct Morph<'a> {
    page: &'a mut Document,
    options: Options,
    target: NodeId,
    ids: IdSets,
    pantry: NodeId,
    active: HashSet<NodeId>,
    looks: u32,
    done: Morphed,
}

impl Morph<'_> {
    /// `morphChildren`, with a stack of its own in place of calls.
    fn run(&mut self, top: Level) -> Result<(), Thrown> {
        let mut levels = vec![top];
        while let Some(mut level) = levels.pop() {
            if let Some(node) = level.pending.take() {
                level.point = self.page.next_sibling(node);
            }
            let Some(new) = level.new else {
                self.remove_between(level.point, level.end);
                continue;
            };
            level.new = self.page.next_sibling(new);
            let deeper = self.place(&mut level, new)?;
            levels.push(level);
            levels.extend(deeper);
        }
        Ok(())
    }

    /// Finds a new child's place: in an old node, or as a node of its own. Returns the level below, if there is one.
    fn place(&mut self, level: &mut Level, new: NodeId) -> Result<Option<Level>, Thrown> {
        let start = level.point.filter(|_| level.point != level.end);
        let matched = start.and_then(|start| self.best_match(new, start, level.end));
        if matched.is_some() {
            self.remove_between(level.point, matched);
        }
        let old = matched.map_or_else(|| self.fetch(level, new), |matched| Ok(Some(matched)))?;
        let node = match old {
            Some(old) => old,
            None if self.ids.has(new) => {
                let Some(node) = self.page.create_like(new) else { return Ok(None) };
                self.page.insert_before(level.parent, node, level.point);
                node
            }
            None => {
                let copy = self.page.clone_node(new);
                self.page.insert_before(level.parent, copy, level.point);
                level.point = self.page.next_sibling(copy);
                return Ok(None);
            }
        };
        level.pending = Some(node);
        Ok(self.morph_node(node, new))
    }

    /// `moveBeforeById`: the old element with the new one's id, from wherever it is.
    fn fetch(&mut self, level: &Level, new: NodeId) -> Result<Option<NodeId>, Thrown> {
        let places = [self.target, self.pantry];
        let old = self.ids.fetch(self.page, new, places, level.parent)?;
        if let Some(old) = old {
            self.page.insert_before(level.parent, old, level.point);
        }
        Ok(old)
    }

    /// `findBestMatch`.
    fn best_match(&mut self, new: NodeId, start: NodeId, end: Option<NodeId>) -> Option<NodeId> {
        let holds_ids = self.ids.has(new);
        let (mut soft, mut blocked, mut claims) = (None, false, 0);
        let mut next_new = self.page.next_sibling(new);
        let mut cursor = Some(start);
        while let Some(old) = cursor.filter(|_| cursor != end) {
            if self.is_soft_match(old, new) {
                if self.ids.share(old, new) {
                    return Some(old);
                }
                if soft.is_none() && !blocked && !self.ids.has(old) {
                    soft = Some(old);
                }
            }
            if let Some(next) = next_new.filter(|_| soft.is_none() && !blocked)
                && self.is_soft_match(old, next)
            {
                claims += 1;
                next_new = self.page.next_sibling(next);
                blocked = claims >= 2;
            }
            self.looks = self.looks.saturating_add(1);
            // nothing further on could match better, or be a match at all
            let decided = (soft.is_some() || blocked) && !holds_ids;
            if decided || self.active.contains(&old) || self.looks > MOST_LOOKS {
                break;
            }
            cursor = self.page.next_sibling(old);
        }
        soft
    }

    /// `isSoftMatch`.
    fn is_soft_match(&self, old: NodeId, new: NodeId) -> bool {
        let page = &*self.page;
        let kind = |node| (page.is_element(node), page.is_text(node), page.is_comment(node));
        kind(old) == kind(new)
            && tag(page, old) == tag(page, new)
            && (id(page, old).is_none() || id(page, old) == id(page, new))
    }

    /// `removeNodesBetween`: from a node on, up to another.
    fn remove_between(&mut self, start: Option<NodeId>, end: Option<NodeId>) {
        let mut cursor = start;
        while let Some(node) = cursor.filter(|_| cursor != end) {
            cursor = self.page.next_sibling(node);
            if node == self.pantry {
                continue;
            }
            if self.ids.has(node) {
                self.page.append(self.pantry, node);
            } else {
                self.discard(node);
            }
        }
    }

    fn discard(&mut self, node: NodeId) {
        self.done.removed.extend(elements_of(self.page, node));
        self.page.remove(node);
    }

    /// `morphNode`; returns the level for its children.
    fn morph_node(&mut self, old: NodeId, new: NodeId) -> Option<Level> {
        let page = &mut *self.page;
        let is_active = page.focused() == Some(old);
        if self.options.ignore_active && is_active {
            return None;
        }
        if !page.is_element(new) {
            let text = page.text_content(new);
            page.set_text(old, &text);
            return None;
        }
        let keeps_value = self.options.ignore_active_value && is_active;
        copy_attributes(page, old, new, keeps_value);
        if keeps_value {
            return None;
        }
        fields::sync(page, old, new);
        let (parent, new) = parents_of_children(page, old, new);
        let point = page.first_child(parent);
        Some(Level { parent, new: page.first_child(new), point, end: None, pending: None })
    }
}

/// `morphAttributes`, the attributes' part.
fn copy_attributes(page: &mut Document, old: NodeId, new: NodeId, keeps_value: bool) {
    let differs = |&(name, value): &(&str, &str)| {
        page.attr(old, name) != Some(value) && !(keeps_value && name == "value")
    };
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let coming: Vec<(String, String)> = page.attrs(new).filter(differs).map(owned).collect();
    let stays = |name: &str| page.has_attr(new, name) || (keeps_value && name == "value");
    let gone = |&(name, _): &(&str, &str)| !stays(name);
    let going: Vec<String> = page.attrs(old).filter(gone).map(|(name, _)| name.to_owned()).collect();
    coming.iter().for_each(|(name, value)| page.set_attr(old, name, value));
    going.iter().rev().for_each(|name| page.remove_attr(old, name));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morphed(old: &str, new: &str, inner: bool) -> (String, Morphed) {
        let mut page = Document::parse(&format!("<body>{old}"));
        let tree = Document::parse_template(new);
        let fragment = page.import(&tree, tree.root());
        let target = page.first_by_id("t").unwrap();
        let done = morph(&mut page, Options { inner, ..Options::default() }, target, fragment);
        (page.body().map(|body| page.inner_html(body)).unwrap(), done)
    }

    #[test]
    fn a_target_may_be_wrapped() {
        let (html, done) = morphed("<p id=t>a</p>", "<div><p id=t>b</p></div>", false);
        assert_eq!(html, r#"<div><p id="t">b</p></div>"#);
        assert_eq!(done.added.len(), 1);
    }

    #[test]
    fn an_old_element_with_an_id_is_not_made_another() {
        let (html, done) = morphed("<p id=t><b id=x>1</b></p>", "<b id=y>1</b><b>2</b>", true);
        assert_eq!(html, r#"<p id="t"><b id="y">1</b><b>2</b></p>"#);
        assert_eq!(done.removed.len(), 2, "the old `b`, and the pantry");
    }

    #[test]
    fn new_texts_of_the_fragment_itself_do_not_count() {
        assert_eq!(morphed("<p id=t>a</p>", "x<p id=t>b</p>y", false).0, r#"<p id="t">b</p>"#);
    }

    #[test]
    fn trees_are_morphed_however_deep_they_are() {
        let deep = |text: &str| format!("<div id=t>{}{text}", "<b>".repeat(400));
        let (html, _) = morphed(&deep("old"), &deep("new"), false);
        assert!(html.contains("new") && !html.contains("old"));
    }
}
