//! htmx 4's morph, line by line (htmx 4.0.1 `#morph` and what it calls).
//!
//! Knows the two trees and the settings that a morph asks for, nothing of tasks or of what is done with what came in.

use std::collections::HashSet;

use super::ids::IdSets;
use super::{MOST_LOOKS, Morphed, elements_of, id, is_html_named, parents_of_children, tag};
use crate::htmx::four::preserve::make_pantry;
use crate::htmx::four::{powered, sync};
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId, Selector};

/// What a morph asks the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// `morphIgnore`: beginnings of attributes that stay as they are; `None` where it is no list, upon which htmx throws.
    pub ignore: Option<&'a [String]>,
    /// `morphSkip`: old elements that stay as they are; empty for none.
    pub skip: &'a str,
    /// `morphSkipChildren`: old elements whose children stay as they are; empty for none.
    pub skip_children: &'a str,
    /// `morphScanLimit`: how many siblings are held against a new one.
    pub scan_limit: i64,
    /// `prefix`: the other beginning of htmx's attributes; empty for none.
    pub prefix: &'a str,
}

/// Morphs the target into what the fragment holds, or, with `inner`, the target's children. The fragment is a node of
/// the same document; what it holds moves. Where htmx throws, the page stays as it is by then, with the pantry after
/// the body.
pub fn morph(
    page: &mut Document,
    options: &Options<'_>,
    target: NodeId,
    fragment: NodeId,
    inner: bool,
) -> Morphed {
    let thrown = |error: &str| Morphed { thrown: Some(Thrown(error.to_owned())), ..Morphed::default() };
    let (Ok(skip), Ok(skip_children)) = (selector(options.skip), selector(options.skip_children)) else {
        return thrown("`morphSkip` or `morphSkipChildren` is not a valid selector");
    };
    let ids = IdSets::of(page, target, fragment);
    let typing = page.focused().filter(|&field| page.has_selection(field));
    let Some(pantry) = make_pantry(page) else { return thrown("the page has no body") };
    let level = if inner {
        Level::within(page, target, fragment)
    } else {
        let Some(parent) = page.parent(target) else { return thrown("the target has no parent") };
        Level {
            parent,
            new: page.first_child(fragment),
            point: Some(target),
            end: page.next_sibling(target),
            pending: None,
        }
    };
    let mut morph = Morph {
        page,
        options,
        skip,
        skip_children,
        target,
        ids,
        pantry,
        awaited: HashSet::new(),
        typing,
        looks: 0,
        done: Morphed::default(),
    };
    match morph.run(level) {
        Ok(()) => morph.clean_up_and_remove(pantry),
        Err(error) => morph.done.thrown = Some(error),
    }
    morph.done
}

fn selector(written: &str) -> Result<Option<Selector>, ()> {
    if written.is_empty() { Ok(None) } else { Selector::parse(written).map(Some).map_err(|_| ()) }
}

/// One call of `#morphChildren`, between two of its new children.
struct Level {
    parent: NodeId,
    /// The new child that comes next.
    new: Option<NodeId>,
    /// `insertionPoint`.
    point: Option<NodeId>,
    /// `endPoint`.
    end: Option<NodeId>,
    /// The old node that the level below morphs.
    pending: Option<Pending>,
}

struct Pending {
    node: NodeId,
    placeholder: bool,
}

impl Level {
    fn within(page: &Document, old: NodeId, new: NodeId) -> Self {
        let (parent, new) = parents_of_children(page, old, new);
        Self { parent, new: page.first_child(new), point: page.first_child(parent), end: None, pending: None }
    }

    /// The old child to look at, unless the end is reached.
    fn old(&self) -> Option<NodeId> {
        self.point.filter(|_| self.point != self.end)
    }
}

struct Morph<'a> {
    page: &'a mut Document,
    options: &'a Options<'a>,
    skip: Option<Selector>,
    skip_children: Option<Selector>,
    target: NodeId,
    ids: IdSets,
    pantry: NodeId,
    /// Old elements that equal a new one further on (`futureMatches`).
    awaited: HashSet<NodeId>,
    /// The field with the focus, where text can be selected in it.
    typing: Option<NodeId>,
    looks: u32,
    done: Morphed,
}

impl Morph<'_> {
    /// `#morphChildren`, with a stack of its own in place of calls.
    fn run(&mut self, top: Level) -> Result<(), Thrown> {
        let mut levels = vec![top];
        while let Some(mut level) = levels.pop() {
            if let Some(pending) = level.pending.take() {
                self.done.added.extend(pending.placeholder.then_some(pending.node));
                level.point = self.page.next_sibling(pending.node);
            }
            let Some(new) = level.new else {
                self.remove_rest(&level);
                continue;
            };
            level.new = self.page.next_sibling(new);
            let deeper = self.place(&mut level, new)?;
            levels.push(level);
            levels.extend(deeper);
        }
        Ok(())
    }

    fn remove_rest(&mut self, level: &Level) {
        let mut point = level.point;
        while let Some(node) = point.filter(|_| point != level.end) {
            point = self.page.next_sibling(node);
            self.remove(node);
        }
    }

    /// Finds a new child's place: in an old node, or as a node of its own. Returns the level below, if there is one.
    fn place(&mut self, level: &mut Level, new: NodeId) -> Result<Option<Level>, Thrown> {
        let mut matched = None;
        if let Some(start) = level.old() {
            matched = self.best_match(new, start, level.end);
            if let Some(found) = matched {
                self.clear(level, found, new);
            }
        }
        if matched.is_none() {
            matched = self.fetch(level, new)?;
        }
        if let Some(node) = matched {
            level.pending = Some(Pending { node, placeholder: false });
            return self.morph_node(node, new);
        }
        if self.ids.has(new) {
            let name = self.page.local_name(new).unwrap_or_default().to_owned();
            let node = self.page.create_element(&name);
            self.page.insert_before(level.parent, node, level.point);
            level.pending = Some(Pending { node, placeholder: true });
            return self.morph_node(node, new);
        }
        self.page.insert_before(level.parent, new, level.point);
        level.point = self.page.next_sibling(new);
        Ok(None)
    }

    /// Takes away what stands before the match, or to the end what a later new child may want.
    fn clear(&mut self, level: &Level, matched: NodeId, new: NodeId) {
        let mut cursor = level.point;
        while let Some(node) = cursor.filter(|&node| node != matched) {
            cursor = self.page.next_sibling(node);
            if self.page.is_element(node) && (self.ids.has(node) || self.is_awaited(node, new)) {
                self.page.insert_before(level.parent, node, level.end);
            } else {
                self.remove(node);
            }
        }
    }

    /// The old element with the new one's id, from wherever it is.
    fn fetch(&mut self, level: &Level, new: NodeId) -> Result<Option<NodeId>, Thrown> {
        let places = [self.target, self.pantry];
        let old = self.ids.fetch(self.page, new, places, level.parent)?;
        if let Some(old) = old {
            self.page.insert_before(level.parent, old, level.point);
        }
        Ok(old)
    }

    /// `#matchesUpcomingSibling`.
    fn is_awaited(&mut self, old: NodeId, new: NodeId) -> bool {
        let page = &*self.page;
        let limit = usize::try_from(self.options.scan_limit).unwrap_or_default();
        let mut siblings =
            std::iter::successors(page.next_sibling(new), |&node| page.next_sibling(node)).take(limit);
        self.awaited.contains(&old)
            || siblings.any(|next| page.is_element(next) && page.is_equal(old, next))
                && self.awaited.insert(old)
    }

    /// `#findBestMatch`.
    fn best_match(&mut self, new: NodeId, start: NodeId, end: Option<NodeId>) -> Option<NodeId> {
        if self.page.is_text(new) {
            return self.page.is_text(start).then_some(start);
        }
        let wanted = self.ids.count(new);
        if !self.page.is_element(new) || (id(self.page, new).is_some() && !self.ids.has(new)) {
            return None;
        }
        let (mut soft, mut displaced, mut left) = (None, 0, self.options.scan_limit);
        let mut cursor = Some(start);
        while let Some(old) = cursor.filter(|_| cursor != end) {
            if self.is_soft_match(old, new) {
                if self.ids.share(old, new) {
                    return Some(old);
                }
                if !self.ids.has(old) {
                    if left > 0 && self.page.is_equal(old, new) {
                        return Some(old);
                    }
                    soft = soft.or(Some(old));
                }
            }
            displaced += self.ids.count(old);
            left -= 1;
            self.looks = self.looks.saturating_add(1);
            let in_focus = self.typing.is_some_and(|field| self.page.contains(old, field));
            let far = left < 1 && (wanted == 0 || self.looks > MOST_LOOKS);
            if displaced > wanted || in_focus || far {
                break;
            }
            cursor = self.page.next_sibling(old);
        }
        soft.filter(|&old| !self.is_awaited(old, new))
    }

    /// `#isSoftMatch`.
    fn is_soft_match(&self, old: NodeId, new: NodeId) -> bool {
        let page = &*self.page;
        let same_tag = page.is_element(old) && tag(page, old) == tag(page, new);
        let other_script = || is_html_named(page, old, "script") && !page.is_equal(old, new);
        same_tag && !other_script() && (id(page, old).is_none() || id(page, old) == id(page, new))
    }

    /// `#removeNode`.
    fn remove(&mut self, node: NodeId) {
        if self.ids.has(node) {
            self.page.append(self.pantry, node);
        } else {
            self.clean_up_and_remove(node);
        }
    }

    fn clean_up_and_remove(&mut self, node: NodeId) {
        self.done.removed.extend(elements_of(self.page, node));
        self.page.remove(node);
    }

    /// `#morphNode`; returns the level for its children, where they are to be morphed.
    fn morph_node(&mut self, old: NodeId, new: NodeId) -> Result<Option<Level>, Thrown> {
        if let Some(text) = self.page.text(new).map(str::to_owned) {
            self.page.set_text(old, &text);
            return Ok(None);
        }
        let matches = |page: &Document, selector: &Option<Selector>| {
            selector.as_ref().is_some_and(|selector| page.matches(old, selector))
        };
        if matches(self.page, &self.skip) {
            return Ok(None);
        }
        self.copy_attributes(old, new)?;
        let page = &mut *self.page;
        let is_textarea = is_html_named(page, old, "textarea") && page.focused() != Some(old);
        if is_textarea && page.default_value(old) != page.default_value(new) {
            let value = page.value(new);
            page.set_value(old, &value);
        }
        let has_template =
            || elements_of(page, new).iter().any(|&node| page.local_name(node) == Some("template"));
        let descends = !matches(page, &self.skip_children) && (!page.is_equal(old, new) || has_template());
        Ok(descends.then(|| Level::within(page, old, new)))
    }

    /// `#copyAttributes`.
    fn copy_attributes(&mut self, old: NodeId, new: NodeId) -> Result<(), Thrown> {
        let source = sync::attributes(self.page, new);
        let Options { ignore, prefix, .. } = *self.options;
        let Some(ignore) = ignore else {
            let asks = !source.is_empty() || self.page.attrs(old).next().is_some();
            return if asks { Err(Thrown("`morphIgnore` is no list".into())) } else { Ok(()) };
        };
        if sync::copy_attributes(self.page, ignore, prefix, old, &source) {
            let marked = self.page.descendants(old).filter(|&node| self.page.has_attr(node, powered::MARK));
            self.done.reinitialize.extend(std::iter::once(old).chain(marked));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn morphed(old: &str, new: &str, inner: bool) -> (String, Morphed) {
        let mut page = Document::parse(&format!("<body><div id=t>{old}</div>"));
        let tree = Document::parse_template(new);
        let fragment = page.import(&tree, tree.root());
        let ignore = ["data-htmx-powered".to_owned()];
        let options = Options {
            ignore: Some(&ignore),
            skip: "[hx-morph-skip]",
            skip_children: "",
            scan_limit: 10,
            prefix: "data-hx-",
        };
        let target = page.first_by_id("t").unwrap();
        let done = morph(&mut page, &options, target, fragment, inner);
        (page.body().map(|body| page.inner_html(body)).unwrap(), done)
    }

    #[test]
    fn elements_with_ids_are_kept_and_others_give_way() {
        let (html, done) = morphed("<p id=a>a</p><i>i</i><p id=b>b</p>", "<p id=b>c</p><p id=a>a</p>", true);
        assert_eq!(html, r#"<div id="t"><p id="b">c</p><p id="a">a</p></div>"#);
        assert_eq!((done.removed.len(), done.thrown), (2, None), "the `i`, and the pantry");
    }

    #[test]
    fn changed_htmx_attributes_make_htmx_forget_the_element() {
        let (_, done) = morphed("<p hx-a=1>x</p><p class=b>y</p>", "<p hx-a=2>x</p><p class=c>y</p>", true);
        assert_eq!(done.reinitialize.len(), 1);
    }

    #[test]
    fn a_new_parent_of_a_kept_element_is_processed_at_once() {
        let (html, done) = morphed("<p id=a>a</p>", "<section><p id=a>b</p></section>", true);
        assert_eq!(html, r#"<div id="t"><section><p id="a">b</p></section></div>"#);
        assert_eq!(done.added.len(), 1);
    }

    #[test]
    fn a_target_inside_itself_throws_and_leaves_the_page_as_it_is() {
        let (html, done) = morphed("<b>b</b>", "<div id=t></div>", true);
        assert_eq!(html, r#"<div id="t"><b>b</b></div>"#);
        assert!(done.thrown.is_some());
    }
}
