//! A task done on the page (htmx 4.0.1 `#insertContent`), in the stages between which it waits.

use serde_json::Value;

use super::config::interval;
use super::preserve;
use super::settle::{self, Looks};
use super::sync;
use super::task::Task;
use crate::htmx::config::Config;
use crate::htmx::morph::four as morph;
use crate::htmx::selector::Found;
use crate::htmx::swap::{Thrown, add_class, remove_class};
use crate::page::{Document, NodeId};

const SWAPPING: &str = "htmx-swapping";
const SETTLING: &str = "htmx-settling";
const ADDED: &str = "htmx-added";

/// How a task begins.
#[derive(Debug, PartialEq)]
pub(super) enum Begun {
    /// There is nothing to do.
    Over,
    /// It is to be inserted after so many ms; without a number as soon as all else is done.
    Wait(Option<f64>),
    /// It is to be inserted now.
    Ready,
}

/// Content that has been inserted and is to settle.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settling {
    target: Option<NodeId>,
    content: Vec<NodeId>,
    looks: Vec<Looks>,
    /// How long it takes, in ms; it takes no time where no looks are kept.
    delay: Option<f64>,
}

impl Settling {
    /// Whether it waits, and for how long in ms.
    pub(super) fn wait(&self) -> Option<Option<f64>> {
        (!self.looks.is_empty()).then_some(self.delay)
    }
}

/// The page under the hands of tasks, and what they leave to do.
pub(super) struct Inserter<'a> {
    pub(super) page: &'a mut Document,
    pub(super) config: &'a Config,
    /// Elements that htmx cleaned up as they left the page; their ids answer no more questions.
    pub(super) cleaned: Vec<NodeId>,
    /// Elements that htmx forgot what it knew of, because their attributes changed.
    pub(super) forgotten: Vec<NodeId>,
    /// The same of a morph, with what was in them by then.
    pub(super) reinitialized: Vec<NodeId>,
    /// Elements that a morph put in the place of others, to be processed at once.
    pub(super) added: Vec<NodeId>,
}

impl<'a> Inserter<'a> {
    pub(super) fn new(page: &'a mut Document, config: &'a Config) -> Self {
        Self {
            page,
            config,
            cleaned: Vec::new(),
            forgotten: Vec::new(),
            reinitialized: Vec::new(),
            added: Vec::new(),
        }
    }

    /// Decides what of the fragment is inserted, and marks the target. `smooth` is false in a view transition.
    pub(super) fn begin(&mut self, task: &mut Task, smooth: bool) -> Begun {
        let Some(target) = task.target.filter(|_| task.spec.style != "none") else { return Begun::Over };
        let first = self.page.child_elements(task.fragment).next();
        if let Some(first) = first {
            self.unwrap_body(task, first, target);
            if task.spec.strip == Some(true) {
                self.strip(task, first);
            }
        }
        if let Some(target) = alive(self.page, target) {
            add_class(self.page, target, SWAPPING);
        }
        match task.spec.swap_delay().filter(|_| smooth) {
            Some(delay) => Begun::Wait(positive(delay)),
            None => Begun::Ready,
        }
    }

    /// A body's own element is kept only where it takes the place of the page's body.
    fn unwrap_body(&self, task: &mut Task, first: NodeId, target: Found) {
        if !self.page.is_html(first) || self.page.local_name(first) != Some("body") {
            return;
        }
        let on_body = matches!(target, Found::Element(target) if self.page.body() == Some(target));
        let keeps = on_body && task.spec.style.starts_with("outer");
        if keeps && task.spec.style == "outerHTML" {
            "outerSync".clone_into(&mut task.spec.style);
        }
        task.spec.strip = task.spec.strip.or(Some(!keeps));
    }

    /// What is in the first element takes the fragment's place.
    fn strip(&mut self, task: &mut Task, first: NodeId) {
        let stripped = self.page.create_fragment();
        let source = self.page.template_contents(first).unwrap_or(first);
        self.move_children(source, stripped, None);
        self.page.remove(task.fragment);
        task.fragment = stripped;
    }

    /// Puts the content on the page; `None` where nothing has to settle. `smooth` is false in a view transition.
    ///
    /// # Errors
    /// Where htmx throws: the page stays as it is by then.
    pub(super) fn insert(&mut self, task: &Task, smooth: bool) -> Result<Option<Settling>, Thrown> {
        let result = match task.target {
            None => Ok(None),
            Some(Found::Element(target)) if self.page.is_alive(target) => {
                self.insert_at(task, target, smooth)
            }
            Some(Found::Element(_)) => self.insert_nowhere(task).map(|()| None),
            Some(other) => self.insert_at_no_element(task, other).map(|()| None),
        };
        self.page.remove(task.fragment);
        result
    }

    fn insert_at(&mut self, task: &Task, target: NodeId, smooth: bool) -> Result<Option<Settling>, Thrown> {
        let (style, fragment) = (task.spec.style.as_str(), task.fragment);
        let parent = self.page.parent(target);
        if style == "delete" {
            if parent.is_some() {
                self.remove(target);
            }
            return Ok(None);
        }
        let settle_delay = task.spec.settle_delay(&self.config.four).filter(|_| smooth);
        let keeps_looks = style == "innerHTML" || (style == "outerHTML" && parent.is_some());
        let looks = match settle_delay.filter(|_| keeps_looks) {
            Some(_) => settle::keep_looks(self.page, fragment, target),
            None => Vec::new(),
        };
        let pantry = preserve::set_aside(self.page, self.config, fragment).ok_or_else(no_body)?;
        let placed = self.place(style, target, parent, fragment);
        let (target, content) = match placed {
            Ok(placed) => placed,
            Err(thrown) => {
                remove_class(self.page, target, SWAPPING);
                return Err(thrown);
            }
        };
        if let Some(target) = target.filter(|&target| self.page.is_element(target)) {
            remove_class(self.page, target, SWAPPING);
        }
        self.put_back(pantry);
        self.each_element(&content, |page, element| add_class(page, element, ADDED));
        let delay = settle_delay.and_then(positive);
        let settling = Settling { target, content, looks, delay };
        if let Some(target) =
            target.filter(|&target| !settling.looks.is_empty() && self.page.is_element(target))
        {
            add_class(self.page, target, SETTLING);
        }
        Ok(Some(settling))
    }

    /// The target has left the page for good: nobody sees what is done to it, but for what it takes along.
    fn insert_nowhere(&mut self, task: &Task) -> Result<(), Thrown> {
        if task.spec.style == "delete" {
            return Ok(());
        }
        let pantry = preserve::set_aside(self.page, self.config, task.fragment).ok_or_else(no_body)?;
        if !super::swap_spec::STYLES.contains(&task.spec.style.as_str()) {
            return Err(unknown(&task.spec.style));
        }
        self.put_back(pantry);
        Ok(())
    }

    /// `document` and `window` have no parent and take no elements; those of the document are cleaned up before that
    /// is found out. Content without elements and text takes the place of the whole page.
    fn insert_at_no_element(&mut self, task: &Task, target: Found) -> Result<(), Thrown> {
        let style = task.spec.style.as_str();
        if target == Found::Document && matches!(style, "innerHTML" | "textContent") {
            self.forgotten.extend(self.page.html());
        }
        let takes = |node: NodeId| !self.page.is_element(node) && !self.page.is_text(node);
        match style {
            "innerHTML" | "innerMorph"
                if target == Found::Document && self.page.children(task.fragment).all(takes) =>
            {
                self.forgotten.extend(self.page.html());
                self.replace_children(self.page.root(), task.fragment);
                Ok(())
            }
            "delete" | "outerHTML" | "beforebegin" | "afterend" => Ok(()),
            "textContent" if target == Found::Document => Ok(()),
            style if super::swap_spec::STYLES.contains(&style) => {
                Err(Thrown("the target takes no children".into()))
            }
            style => Err(unknown(style)),
        }
    }

    /// The last stage: looks come into their own, and what came in is handed over to be processed.
    pub(super) fn settle(&mut self, settling: Settling) -> Vec<NodeId> {
        for looks in &settling.looks {
            if settle::give_back(self.page, self.config, looks) {
                self.forgotten.push(looks.element);
            }
        }
        if let Some(target) = settling.target.filter(|_| !settling.looks.is_empty()) {
            self.each_element(&[target], |page, element| remove_class(page, element, SETTLING));
        }
        self.each_element(&settling.content, |page, element| remove_class(page, element, ADDED));
        settling.content
    }

    /// Does what the style says. Returns the target and the content as htmx has them afterwards.
    fn place(
        &mut self,
        style: &str,
        target: NodeId,
        parent: Option<NodeId>,
        fragment: NodeId,
    ) -> Result<(Option<NodeId>, Vec<NodeId>), Thrown> {
        let mut content: Vec<NodeId> = self.page.children(fragment).collect();
        let mut at = Some(target);
        match style {
            "innerHTML" => self.replace_children(target, fragment),
            "textContent" => {
                let text = self.page.text_content(fragment);
                self.empty(target);
                if !text.is_empty() {
                    let text = self.page.create_text(&text);
                    self.page.append(target, text);
                }
            }
            "outerHTML" => {
                if let Some(parent) = parent {
                    self.insert_nodes(parent, Some(target), fragment)?;
                    if self.page.parent(target) != Some(parent) {
                        clean_up(self.page, target, &mut self.cleaned);
                        return Err(Thrown("the target is not where it was: it is preserved itself".into()));
                    }
                    self.remove(target);
                    at = content.iter().copied().find(|&node| self.page.is_element(node)).or(Some(parent));
                }
            }
            "outerSync" => {
                let first = self.page.child_elements(fragment).next();
                let first = first.ok_or_else(|| Thrown("the content has no element to sync with".into()))?;
                let source = sync::attributes(self.page, first);
                let four = &self.config.four;
                if sync::copy_attributes(self.page, &four.morph_ignore, &four.prefix, target, &source) {
                    self.forgotten.push(target);
                }
                self.replace_children(target, first);
                content = vec![target];
            }
            "innerMorph" => {
                self.morph(target, fragment, true)?;
                content = self.page.children(target).collect();
            }
            "outerMorph" => {
                self.morph(target, fragment, false)?;
                content.push(target);
            }
            "beforebegin" => {
                if let Some(parent) = parent {
                    self.insert_nodes(parent, Some(target), fragment)?;
                }
            }
            "afterbegin" => self.move_children(fragment, target, self.page.first_child(target)),
            "beforeend" => self.move_children(fragment, target, None),
            "afterend" => {
                if let Some(parent) = parent {
                    self.insert_nodes(parent, self.page.next_sibling(target), fragment)?;
                }
            }
            _ => return Err(unknown(style)),
        }
        Ok((at, content))
    }

    fn morph(&mut self, target: NodeId, fragment: NodeId, inner: bool) -> Result<(), Thrown> {
        let four = &self.config.four;
        let options = morph::Options {
            ignore: (!four.morph_ignore_unusable).then_some(&four.morph_ignore),
            skip: &four.morph_skip,
            skip_children: &four.morph_skip_children,
            scan_limit: four.morph_scan_limit,
            prefix: &four.prefix,
        };
        let morphed = morph::morph(self.page, &options, target, fragment, inner);
        self.cleaned.extend(morphed.removed);
        self.reinitialized.extend(morphed.reinitialize);
        self.added.extend(morphed.added);
        morphed.thrown.map_or(Ok(()), Err)
    }

    /// `#insertNodes`: what comes before a node goes where that is by now. Beside the `html` element there is no place
    /// for elements or text.
    fn insert_nodes(
        &mut self,
        parent: NodeId,
        before: Option<NodeId>,
        fragment: NodeId,
    ) -> Result<(), Thrown> {
        let parent = before.and_then(|before| self.page.parent(before)).unwrap_or(parent);
        let refused = |&node: &NodeId| self.page.is_element(node) || self.page.is_text(node);
        if parent == self.page.root() && self.page.children(fragment).any(|node| refused(&node)) {
            return Err(Thrown("the document takes no second element and no text".into()));
        }
        self.move_children(fragment, parent, before);
        Ok(())
    }

    fn move_children(&mut self, from: NodeId, to: NodeId, before: Option<NodeId>) {
        while let Some(child) = self.page.first_child(from) {
            self.page.insert_before(to, child, before);
        }
    }

    fn replace_children(&mut self, target: NodeId, fragment: NodeId) {
        self.empty(target);
        self.move_children(fragment, target, None);
    }

    fn empty(&mut self, target: NodeId) {
        while let Some(child) = self.page.first_child(target) {
            self.remove(child);
        }
    }

    fn remove(&mut self, node: NodeId) {
        clean_up(self.page, node, &mut self.cleaned);
        self.page.remove(node);
    }

    fn put_back(&mut self, pantry: NodeId) {
        let cleaned = &mut self.cleaned;
        preserve::put_back(self.page, pantry, |page, node| clean_up(page, node, cleaned));
    }

    fn each_element(&mut self, nodes: &[NodeId], act: impl Fn(&mut Document, NodeId)) {
        for &node in nodes {
            if self.page.is_element(node) {
                act(self.page, node);
            }
        }
    }
}

/// htmx 4.0.1 `#cleanup`, as far as it is known here: which elements go.
fn clean_up(page: &Document, node: NodeId, cleaned: &mut Vec<NodeId>) {
    if page.is_element(node) {
        cleaned.push(node);
        cleaned.extend(page.descendants(node).filter(|&below| page.is_element(below)));
    }
}

fn alive(page: &Document, target: Found) -> Option<NodeId> {
    match target {
        Found::Element(target) => Some(target).filter(|&target| page.is_alive(target)),
        Found::Document | Found::Window => None,
    }
}

/// A delay in ms that a timer is set for (htmx 4.0.1 `timeout`).
fn positive(delay: &Value) -> Option<f64> {
    interval(delay).filter(|&ms| ms > 0.0)
}

fn no_body() -> Thrown {
    Thrown("the page has no body".into())
}

fn unknown(style: &str) -> Thrown {
    Thrown(format!("Unknown swap style: {style}"))
}
