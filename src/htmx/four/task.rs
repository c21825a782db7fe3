//! What a message asks for: its tasks, each a fragment with a target and a swap (htmx 4.0.1 `swap`, up to where the
//! page changes). All of it is worked out on the page as it was; what throws here leaves the page alone.
//!
//! The out-of-band part is in `oob`, partials in `partial`; here is what they share, and the main swap.

use serde_json::Value;

use super::diagnose;
use super::doubled;
use super::fragment::Parsed;
use super::reading::js_text;
use super::selector;
use super::swap_spec::{SpecError, SwapSpec};
use crate::event::{Fragment, Kind, Outcome, SaidBy};
use crate::htmx::config::Config;
use crate::htmx::diagnose::Finding;
use crate::htmx::diagnose::page::lazy_content;
use crate::htmx::selector::Found;
use crate::page::{Document, NodeId, Selector, SelectorError};

/// One swap to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The fragment, detached, in the page's own arena.
    pub(super) fragment: NodeId,
    /// Where it goes; none where nothing was found.
    pub(super) target: Option<Found>,
    /// How.
    pub(super) spec: SwapSpec,
    /// The piece that it belongs to, where it is the piece's first: what comes of the first is told.
    pub(super) tells: Option<usize>,
}

/// A piece of a message as it is told, with what there is to say about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Without seq and index.
    pub(super) fragment: Fragment,
    pub(super) findings: Vec<Finding>,
}

/// What the message's text does not say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    /// The socket element.
    pub(super) source: Option<NodeId>,
    /// The target of the main swap; the socket element where none is given.
    pub(super) target: Option<Value>,
    /// The main swap.
    pub(super) swap: String,
    /// Whether a swap was written anywhere.
    pub(super) swap_given: bool,
    /// What of the content is swapped.
    pub(super) select: Option<String>,
    /// What of the content is swapped out of band.
    pub(super) select_oob: Option<String>,
    /// What names the target and the style.
    pub(super) said_by: SaidBy,
}

/// Why a message is not applied at all.
#[derive(Debug)]
pub(super) struct Stop {
    /// The piece at fault, where there is one.
    pub(super) piece: Option<Box<Piece>>,
    pub(super) finding: Finding,
}

/// A message's tasks in the order in which htmx does them, and its pieces likewise.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) pieces: Vec<Piece>,
    pub(super) tasks: Vec<Task>,
    /// The page's new title; empty for none.
    pub(super) title: String,
    /// What there is to say of the message as a whole.
    pub(super) findings: Vec<Finding>,
    pub(super) stopped: Option<Finding>,
}

/// Nodes that one message may copy beside four times its own, and bytes of markup that it may be told in beside eight
/// times its own: pieces may nest, and targets multiply.
const MOST_NODES: usize = 200_000;
const MOST_BYTES: usize = 32_000_000;
/// Missing targets of one message that get a hint: each costs a search of the page.
const MOST_HINTS: u32 = 16;

pub(super) struct Planner<'a> {
    /// The page, if there is one.
    pub(super) page: Option<&'a mut Document>,
    pub(super) config: &'a Config,
    pub(super) source: Option<NodeId>,
    pub(super) tree: Document,
    pub(super) top: NodeId,
    pub(super) title: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) tasks: Vec<Task>,
    /// What there is to say of elements that are no pieces.
    pub(super) stray_findings: Vec<Finding>,
    hints: u32,
    nodes_left: usize,
    bytes_left: usize,
}

/// Works out what a parsed message asks for.
pub(super) fn plan(page: Option<&mut Document>, config: &Config, parsed: Parsed, request: &Request) -> Plan {
    let Parsed { tree, top, title, markup, .. } = parsed;
    let mut planner = Planner {
        page,
        config,
        source: request.source,
        hints: 0,
        nodes_left: MOST_NODES.saturating_add(tree.node_count().saturating_mul(4)),
        bytes_left: MOST_BYTES.saturating_add(markup.len().saturating_mul(8)),
        tree,
        top,
        title,
        pieces: Vec::new(),
        tasks: Vec::new(),
        stray_findings: Vec::new(),
    };
    let result = planner.all(request);
    planner.finish(result)
}

impl Planner<'_> {
    fn all(&mut self, request: &Request) -> Result<(), Stop> {
        self.out_of_band(request.select_oob.as_deref())?;
        let oob_tasks = self.tasks.len();
        self.partials()?;
        let partial_tasks = self.tasks.len() - oob_tasks;
        let skips_empty =
            partial_tasks > 0 || (oob_tasks > 0 && !self.config.four.allow_empty_swap_after_oob);
        self.main(request, skips_empty)
    }

    fn finish(mut self, result: Result<(), Stop>) -> Plan {
        let mut stopped = None;
        if let Err(Stop { piece, finding }) = result {
            if let Some(page) = self.page.as_deref_mut() {
                self.tasks.drain(..).for_each(|task| page.remove(task.fragment));
            }
            self.pieces.iter_mut().for_each(|piece| piece.fragment.outcome = Outcome::Skipped);
            self.pieces.extend(piece.map(|piece| *piece));
            stopped = Some(finding);
        }
        let tasks = if self.page.is_some() { self.tasks } else { Vec::new() };
        Plan { pieces: self.pieces, tasks, title: self.title, findings: self.stray_findings, stopped }
    }

    /// htmx 4.0.1 `#processMainSwap`. Its task is done before all others.
    fn main(&mut self, request: &Request, skips_empty: bool) -> Result<(), Stop> {
        let spec = SwapSpec::parse(&self.config.four, &request.swap);
        let spec = spec.map_err(|error| Stop::of(diagnose::swap_refused(&request.swap, &error)))?;
        if spec.ignores_title() {
            self.title.clear();
        }
        if spec.style != "delete" && self.is_empty() && !spec.swap_empty().unwrap_or(!skips_empty) {
            return Ok(());
        }
        let content = self.selected(request.select.as_deref())?;
        let selects_none = content != self.top && self.tree.first_child(content).is_none();
        let wanted = spec.target().or(request.target.as_ref());
        let mut piece = self.piece(Kind::Main, content, &spec, wanted.map(js_text))?;
        let within = spec.target().map(|_| request.said_by.style);
        piece.fragment.said_by =
            SaidBy { target: within.unwrap_or(request.said_by.target), ..request.said_by };
        let (target, matched) = match wanted {
            None => (request.source, 1),
            Some(Value::String(wanted)) => {
                let found = self.find(wanted, Some("hx-target"));
                let found = found.map_err(|error| invalid(&mut piece, wanted, &error))?;
                match found.first() {
                    None if self.page.is_some() => {
                        let findings = self.missing(wanted, Kind::Main, None);
                        piece.findings.extend(findings);
                        (None, 0)
                    }
                    None => (None, 0),
                    Some(&Found::Element(node)) => (Some(node), 1),
                    Some(&other) => return self.push_main(piece, content, Some(other), spec, 1),
                }
            }
            Some(other) => return Err(Stop::of(diagnose::target_refused(other))),
        };
        let select = request.select.as_deref().filter(|_| selects_none);
        piece.findings.extend(select.map(diagnose::selects_none));
        if wanted.is_none() && !request.swap_given && !spec.keeps_contents() {
            piece.findings.extend(diagnose::replaces_all(self.page.as_deref(), target));
        }
        if let Some((page, target)) = self.page.as_deref().zip(target) {
            piece.findings.extend(doubled::ids(page, target, &spec.style, &self.tree, content));
        }
        self.push_main(piece, content, target.map(Found::Element), spec, matched)
    }

    fn push_main(
        &mut self,
        piece: Piece,
        content: NodeId,
        target: Option<Found>,
        spec: SwapSpec,
        matched: usize,
    ) -> Result<(), Stop> {
        let place = self.tasks.len();
        self.push(piece, content, &[target], matched, &spec)?;
        let made = self.tasks.len() - place;
        self.tasks.rotate_right(made);
        self.pieces.rotate_right(1);
        for task in &mut self.tasks {
            task.tells = task.tells.map(|piece| (piece + 1) % self.pieces.len());
        }
        Ok(())
    }

    /// Whether nothing is left for the main swap.
    fn is_empty(&self) -> bool {
        let body = self.tree.descendants(self.top).find(|&node| self.tree.local_name(node) == Some("body"));
        self.tree.child_elements(body.unwrap_or(self.top)).next().is_none()
            && super::hcon::trim(&self.tree.text_content(self.top)).is_empty()
    }

    /// What the message or the socket element selects of the content; all of it where nothing is selected.
    fn selected(&mut self, select: Option<&str>) -> Result<NodeId, Stop> {
        let Some(select) = select.filter(|select| !select.is_empty()) else { return Ok(self.top) };
        let css = Selector::parse(select)
            .map_err(|error| Stop::of(diagnose::invalid_selector("hx-select", select, &error)))?;
        let selected = self.tree.select(self.top, &css);
        let content = self.tree.create_fragment();
        selected.into_iter().for_each(|node| self.tree.append(content, node));
        Ok(content)
    }

    /// A piece before it is known what becomes of it. `content` is an element, a template or a fragment of the tree.
    pub(super) fn piece(
        &mut self,
        kind: Kind,
        content: NodeId,
        spec: &SwapSpec,
        target: Option<String>,
    ) -> Result<Piece, Stop> {
        let tree = &self.tree;
        let is_whole = kind == Kind::Oob && spec.strip != Some(true);
        let inner = tree.inner_html(content);
        let html = if kind == Kind::Main { inner.clone() } else { tree.outer_html(content) };
        let inserted = match spec.style.as_str() {
            "delete" | "none" => String::new(),
            _ if is_whole => html.clone(),
            _ => inner,
        };
        self.bytes_left = self
            .bytes_left
            .checked_sub(html.len() + inserted.len())
            .ok_or_else(|| Stop::of(diagnose::too_much()))?;
        let unknown = diagnose::unknown_swap(spec);
        let fragment = Fragment {
            seq: 0,
            index: 0,
            kind,
            tag: tree.local_name(content).unwrap_or_default().to_owned(),
            id: tree.attr(content, "id").map(str::to_owned),
            oob: None,
            swap: spec.style.clone(),
            target,
            matched: None,
            outcome: Outcome::Unknown,
            html,
            text: tree.text_content(tree.template_contents(content).unwrap_or(content)),
            inserted,
            said_by: SaidBy::default(),
        };
        Ok(Piece { fragment, findings: unknown.into_iter().collect() })
    }

    /// Takes a piece up, with a copy of its content for each target.
    pub(super) fn push(
        &mut self,
        mut piece: Piece,
        content: NodeId,
        targets: &[Option<Found>],
        matched: usize,
        spec: &SwapSpec,
    ) -> Result<(), Stop> {
        let place = self.pieces.len();
        for (i, &target) in targets.iter().enumerate() {
            let fragment = self.copy(content, piece.fragment.html.len())?;
            let tells = (i == 0).then_some(place);
            self.tasks.push(Task { fragment, target, spec: spec.clone(), tells });
        }
        if self.page.is_some() {
            piece.fragment.matched = Some(matched);
            piece.fragment.outcome = if matched == 0 { Outcome::NoTarget } else { Outcome::Skipped };
        }
        self.pieces.push(piece);
        Ok(())
    }

    /// A fragment with a copy of the content, in the page; without a page any node.
    fn copy(&mut self, content: NodeId, bytes: usize) -> Result<NodeId, Stop> {
        let Some(page) = self.page.as_deref_mut() else { return Ok(content) };
        let before = page.node_count();
        let copy = page.import(&self.tree, content);
        let fragment = if page.is_element(copy) {
            let fragment = page.create_fragment();
            page.append(fragment, copy);
            fragment
        } else {
            copy
        };
        let nodes = page.node_count() - before;
        match (self.nodes_left.checked_sub(nodes), self.bytes_left.checked_sub(bytes)) {
            (Some(nodes), Some(bytes)) => (self.nodes_left, self.bytes_left) = (nodes, bytes),
            _ => {
                page.remove(fragment);
                return Err(Stop::of(diagnose::too_much()));
            }
        }
        Ok(fragment)
    }

    /// What a selector finds on the page; nothing without one, where only its syntax is looked at.
    pub(super) fn find(&self, wanted: &str, this_attr: Option<&str>) -> Result<Vec<Found>, SelectorError> {
        match (self.page.as_deref(), self.source) {
            (Some(page), Some(source)) => selector::find_all(page, self.config, source, wanted, this_attr),
            _ => {
                let blank = Document::parse("");
                let start = blank.body().unwrap_or_else(|| blank.root());
                selector::find_all(&blank, self.config, start, wanted, this_attr).map(|_| Vec::new())
            }
        }
    }

    /// The findings that a target is missing, and that it may come later.
    pub(super) fn missing(&mut self, wanted: &str, kind: Kind, oob: Option<&str>) -> Vec<Finding> {
        self.hints += 1;
        let page = self.page.as_deref().filter(|_| self.hints <= MOST_HINTS);
        let lazy = page.and_then(|page| lazy_content(page, self.config, wanted));
        std::iter::once(diagnose::missing(page, wanted, kind, oob)).chain(lazy).collect()
    }
}

impl Stop {
    pub(super) fn of(finding: Finding) -> Self {
        Self { piece: None, finding }
    }
}

/// A piece whose target is no selector.
pub(super) fn invalid(piece: &mut Piece, wanted: &str, error: &SelectorError) -> Stop {
    let mut piece = piece.clone();
    piece.fragment.outcome = Outcome::InvalidSelector;
    Stop { piece: Some(Box::new(piece)), finding: diagnose::invalid_selector("target", wanted, error) }
}

/// A piece whose swap cannot be read.
pub(super) fn unreadable(written: &str, error: &SpecError) -> Stop {
    Stop::of(diagnose::swap_refused(written, error))
}
