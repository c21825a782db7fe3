//! Swaps applied to the page, with the tasks that run when the message has settled.
//!
//! Mirrors htmx's own steps, so that a message which stops half-way leaves what htmx leaves.

mod classes;
mod settling;

use std::collections::HashSet;

use super::config::Config;
use super::dialect::Dialect;
use super::extension;
use super::oob::Style;
use super::preserve;
use super::selector::Found;
use crate::page::{Document, NodeId};
pub use classes::{add_class, remove_class};
pub use settling::clone_attributes;
use settling::{Twins, settling_attributes};

/// The class of an element between insertion and settling (`htmx.config.addedClass`).
pub const ADDED_CLASS: &str = "htmx-added";

/// What stops a message: the exception that htmx throws, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thrown(pub String);

/// Settling attributes of an element, in its order.
pub type Attributes = Vec<(String, String)>;

/// Something to be done when all roots have been swapped (htmx 2.0.11 `settleInfo.tasks`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Gives a new element its own attributes back that it took over from the old one.
    RestoreAttributes(NodeId, Attributes),
    /// Takes the added class off and processes what came in.
    Load(NodeId),
}

/// Nodes that one message may copy to the page beside four times its own.
const MOST_COPIED: usize = 200_000;

/// One message's swaps in progress.
#[derive(Debug)]
pub struct Swapper<'a> {
    /// The page that they change.
    pub page: &'a mut Document,
    dialect: &'a Dialect,
    config: &'a Config,
    /// What is to be done on settling, in order.
    pub tasks: Vec<Task>,
    /// Elements that htmx cleaned up as they left the page; their ids answer no more questions.
    pub cleaned: Vec<NodeId>,
    /// Elements that were taken out of a body which gave way to new content; they have no parent.
    orphans: HashSet<NodeId>,
    /// Elements that an extension took off the page, of which htmx knows nothing.
    pub lost: Vec<NodeId>,
    /// Whether elements that leave are kept for what htmx has put off with them.
    pub keeps: bool,
    copied: usize,
    most_copied: usize,
}

impl<'a> Swapper<'a> {
    /// Starts a message.
    ///
    /// `nodes` is how many the message has; targets that multiply may copy it several times, but not without bound.
    pub fn new(page: &'a mut Document, dialect: &'a Dialect, config: &'a Config, nodes: usize) -> Self {
        let most_copied = MOST_COPIED.saturating_add(nodes.saturating_mul(4));
        Self {
            page,
            dialect,
            config,
            tasks: Vec::new(),
            cleaned: Vec::new(),
            orphans: HashSet::new(),
            lost: Vec::new(),
            keeps: false,
            copied: 0,
            most_copied,
        }
    }

    /// Swaps a root of a message into one target (the loop's body in htmx 2.0.11 `oobSwap`). `style` is the name as
    /// written. Into the last target goes the root itself, and nothing of it is left in `tree`.
    ///
    /// # Errors
    /// Where htmx throws: the rest of the message is not applied.
    pub fn swap_root(
        &mut self,
        tree: &mut Document,
        root: NodeId,
        style: &str,
        target: Found,
        is_last: bool,
    ) -> Result<(), Thrown> {
        let gone = match target {
            Found::Element(target) if !self.page.is_alive(target) => Some(target),
            _ => None,
        };
        if let Some(gone) = gone.filter(|_| !preserve::asks(tree, root)) {
            return self.swap_gone(gone, style);
        }
        let before = self.page.node_count();
        let clone = if is_last { self.page.adopt(tree, root) } else { self.page.import(tree, root) };
        self.copied += self.page.node_count() - before;
        if self.copied > self.most_copied {
            self.page.remove(clone);
            let most = self.most_copied;
            return Err(Thrown(format!(
                "more than {most} nodes from one message: hxws stops here, a browser goes on"
            )));
        }
        let loaded = &self.config.swap_extensions;
        let inline = Style::is_inline(style) || extension::is_inline(self.page, loaded, style, target);
        let fragment = if inline {
            let fragment = self.page.create_element("div");
            self.page.append(fragment, clone);
            fragment
        } else {
            clone
        };
        let result = self.swap_preserving(fragment, style, target, inline);
        self.page.remove(fragment);
        result
    }

    /// Swaps what is at the top of an answer into its target, what it asks to preserve kept (htmx 2.0.11 `swap`).
    ///
    /// # Errors
    /// Where htmx throws.
    pub fn swap_top(
        &mut self,
        tree: &Document,
        top: &[NodeId],
        style: &str,
        target: Found,
    ) -> Result<(), Thrown> {
        let fragment = self.page.create_element("div");
        for &node in top {
            let copy = self.page.import(tree, node);
            self.page.append(fragment, copy);
        }
        preserve::set_aside(self.page, fragment);
        let swapped = self.swap_named(style, target, fragment, true);
        self.page.remove(fragment);
        swapped.and_then(|()| preserve::put_back(self.page, &mut self.lost))
    }

    /// A target that an earlier target of the root took off the page: what comes to it is not seen, but without a
    /// parent it makes some versions throw.
    fn swap_gone(&self, target: NodeId, style: &str) -> Result<(), Thrown> {
        let throws = Style::applied(self.config, style) == Some(Style::OuterHtml)
            && !self.dialect.tolerates_orphan_target
            && self.orphans.contains(&target);
        if throws { Err(no_parent()) } else { Ok(()) }
    }

    fn swap_preserving(
        &mut self,
        fragment: NodeId,
        style: &str,
        target: Found,
        inline: bool,
    ) -> Result<(), Thrown> {
        if self.dialect.preserves_in_oob {
            preserve::set_aside(self.page, fragment);
        }
        self.swap_named(style, target, fragment, inline)?;
        if self.dialect.preserves_in_oob { preserve::put_back(self.page, &mut self.lost) } else { Ok(()) }
    }

    /// htmx 2.0.11 `swapWithStyle`: styles of htmx's own but `innerHTML`, those of extensions, `innerHTML`, and the
    /// default for all others. An extension that threw may swap what it left the second time.
    fn swap_named(
        &mut self,
        style: &str,
        target: Found,
        fragment: NodeId,
        inline: bool,
    ) -> Result<(), Thrown> {
        let default = self.config.default_swap_style.as_str();
        for name in [style, default, default] {
            let own = Style::named(name);
            if own.is_none_or(|own| own == Style::InnerHtml)
                && self.swap_by_extension(name, target, fragment, inline)
            {
                return Ok(());
            }
            if let Some(own) = own {
                return self.swap(own, target, fragment);
            }
        }
        Err(Thrown("Maximum call stack size exceeded".into()))
    }

    /// Whether an extension that is on for the target has swapped.
    fn swap_by_extension(&mut self, style: &str, target: Found, fragment: NodeId, inline: bool) -> bool {
        let Found::Element(target) = target else { return false };
        let loaded = &self.config.swap_extensions;
        let Some(done) = extension::swap(self.page, loaded, style, target, fragment, inline) else {
            return false;
        };
        self.lost.extend(done.removed);
        self.tasks.extend(done.added.into_iter().map(Task::Load));
        true
    }

    /// The styles of htmx's own.
    fn swap(&mut self, style: Style, target: Found, fragment: NodeId) -> Result<(), Thrown> {
        let Found::Element(target) = target else {
            return self.swap_into_no_element(target, style, fragment);
        };
        if !self.page.is_alive(target) {
            return Ok(());
        }
        match style {
            Style::None => Ok(()),
            Style::OuterHtml => self.outer(target, fragment),
            Style::InnerHtml => self.inner(target, fragment),
            Style::AfterBegin => self.insert(Some(target), self.page.first_child(target), fragment),
            Style::BeforeEnd => self.insert(Some(target), None, fragment),
            Style::BeforeBegin => self.insert(self.page.parent_element(target), Some(target), fragment),
            Style::AfterEnd => {
                self.insert(self.page.parent_element(target), self.page.next_sibling(target), fragment)
            }
            Style::Delete => {
                self.clean_up(target);
                if self.page.parent_element(target).is_some() {
                    self.let_go(target);
                } else if !self.dialect.tolerates_orphan_target {
                    return Err(no_parent());
                }
                Ok(())
            }
        }
    }

    /// `document` and `window` have no parent and take no elements.
    fn swap_into_no_element(&mut self, target: Found, style: Style, fragment: NodeId) -> Result<(), Thrown> {
        if style == Style::Delete && target == Found::Document {
            self.page.html().into_iter().for_each(|html| self.clean_up(html));
        }
        let inserts = !matches!(style, Style::None | Style::Delete | Style::OuterHtml);
        if inserts && self.page.first_child(fragment).is_some() {
            return Err(Thrown("the target takes no children".into()));
        }
        Ok(())
    }

    fn outer(&mut self, target: NodeId, fragment: NodeId) -> Result<(), Thrown> {
        if self.dialect.outer_body_is_inner && self.page.local_name(target) == Some("body") {
            self.orphans.extend(self.page.child_elements(target));
            return self.inner(target, fragment);
        }
        let parent = self.page.parent_element(target);
        if parent.is_none() && self.dialect.tolerates_orphan_target {
            return Ok(());
        }
        self.insert(parent, Some(target), fragment)?;
        self.clean_up(target);
        self.let_go(target);
        Ok(())
    }

    fn inner(&mut self, target: NodeId, fragment: NodeId) -> Result<(), Thrown> {
        let old: Vec<NodeId> = self.page.children(target).collect();
        self.insert(Some(target), old.first().copied(), fragment)?;
        for node in old {
            self.clean_up(node);
            self.let_go(node);
        }
        Ok(())
    }

    /// Takes a node off the page.
    fn let_go(&mut self, node: NodeId) {
        if self.keeps {
            self.page.detach(node);
        } else {
            self.page.remove(node);
        }
    }

    /// htmx 2.0.11 `insertNodesBefore`.
    fn insert(
        &mut self,
        parent: Option<NodeId>,
        before: Option<NodeId>,
        fragment: NodeId,
    ) -> Result<(), Thrown> {
        if let Some(parent) = parent {
            self.take_over_attributes(parent, fragment)?;
        }
        while let Some(child) = self.page.first_child(fragment) {
            if self.page.is_element(child) {
                add_class(self.page, child, ADDED_CLASS);
            }
            let parent = parent.ok_or_else(no_parent)?;
            self.page.insert_before(parent, child, before);
            if self.page.is_element(child) {
                self.tasks.push(Task::Load(child));
            }
        }
        Ok(())
    }

    /// New elements start with the old ones' settling attributes (htmx 2.0.11 `handleAttributes`).
    fn take_over_attributes(&mut self, parent: NodeId, fragment: NodeId) -> Result<(), Thrown> {
        let page = &mut *self.page;
        let mut twins = Twins::default();
        let mut named = Vec::new();
        let mut thrown = None;
        for new in page.descendants(fragment) {
            match twins.of(page, self.dialect, parent, new) {
                Ok(old) => named.extend(old.map(|old| (new, old))),
                Err(error) => {
                    thrown = Some(error);
                    break;
                }
            }
        }
        for (new, old) in named {
            let own = settling_attributes(page, self.config, new);
            let inherited = settling_attributes(page, self.config, old);
            clone_attributes(page, self.dialect, self.config, new, &inherited);
            self.tasks.push(Task::RestoreAttributes(new, own));
        }
        thrown.map_or(Ok(()), Err)
    }

    fn clean_up(&mut self, node: NodeId) {
        if self.page.is_element(node) {
            self.cleaned.push(node);
            let below = self.page.descendants(node).filter(|&below| self.page.is_element(below));
            self.cleaned.extend(below);
        }
    }
}

fn no_parent() -> Thrown {
    Thrown("the target has no parent element".into())
}
