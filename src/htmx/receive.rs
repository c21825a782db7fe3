//! A received message on its way to the page: fragments, what becomes of each, and what to say about it.

mod part;
mod piece;

use std::cell::Cell;
use std::collections::HashMap;

use super::config::Config;
use super::diagnose::{self, Finding};
use super::dialect::{Dialect, Incoming};
use super::extension::{self, Applied};
use super::message::{self, Parsed};
use super::oob::{Instruction, Style};
use super::selector::{self, Found, Start};
use super::swap::{self, Swapper, Task};
use super::timers::Job;
use super::twin::{Effect, Twin};
use crate::event::{Event, Fragment, Outcome, Payload, Warning};
use crate::page::{Document, NodeId, Selector, SelectorError};
use piece::Piece;

impl Twin {
    /// What htmx does with a message of the page's first socket, as [`Twin::receive_on`] says.
    pub fn receive(&mut self, seq: u64, payload: &Payload) -> Vec<Effect> {
        self.receive_on(None, seq, payload)
    }

    /// What htmx does with a message that came in on the socket of an element (the page's first, where none is
    /// named). `seq` is its number. Effects come in the order in which they happen; some come later, with the clock.
    pub fn receive_on(&mut self, socket: Option<NodeId>, seq: u64, payload: &Payload) -> Vec<Effect> {
        let mut effects = match self.dialect.incoming {
            Incoming::Roots => self.receive_roots(seq, payload),
            Incoming::Tasks => self.receive_tasks(socket, seq, payload),
        };
        self.attach(&mut effects);
        effects
    }

    /// The ws extension's `message` listener (htmx-ext-ws 2.0.4).
    fn receive_roots(&mut self, seq: u64, payload: &Payload) -> Vec<Effect> {
        match payload {
            Payload::Text(text) => self.receive_text(seq, text),
            Payload::Binary(bytes) => {
                let mut report = Report { seq, effects: Vec::new() };
                report.warn(None, diagnose::payload::binary(&self.dialect, bytes));
                report.effects
            }
        }
    }

    fn receive_text(&mut self, seq: u64, text: &str) -> Vec<Effect> {
        let mut parsed = message::parse(&self.dialect, &self.config, text);
        let mut report = Report { seq, effects: Vec::new() };
        report.warn_all(None, diagnose::response_header::redirect_header(text));
        report.warn_all(None, about_message(&self.dialect, &parsed, text));
        let pieces = Piece::all(&self.dialect, &self.config, &mut parsed, text);
        let rules =
            Rules { dialect: &self.dialect, config: &self.config, adopts: true, hints: Cell::default() };
        let Some(mut page) = self.page.take() else {
            rules.without_page(&parsed.tree, pieces, &mut report);
            return report.effects;
        };
        let mut swapper = Swapper::new(&mut page, &self.dialect, &self.config, parsed.tree.node_count());
        swapper.keeps = self.timers.waiting().any(Job::outlives_element);
        let stopped = rules.swap_all(&mut parsed.tree, pieces, &mut swapper, &mut report);
        let Swapper { tasks, cleaned, lost, .. } = swapper;
        self.forget(&cleaned, &mut report);
        self.registry.lose(&lost);
        if !stopped {
            self.settle(&mut page, &tasks, &mut report);
        }
        self.follow_sender(&page, &mut report);
        self.page = Some(page);
        report.effects
    }

    /// Elements that htmx cleaned up as they left the page (all of it where `html` was to be deleted, which stays):
    /// their sockets close.
    pub(super) fn forget(&mut self, cleaned: &[NodeId], report: &mut Report) {
        let held = self.registry.clean_up(cleaned);
        if held.is_empty() {
            return;
        }
        let sockets = self.registry.sockets.iter();
        let selectors: HashMap<NodeId, &str> =
            sockets.map(|socket| (socket.element, socket.selector.as_str())).collect();
        for element in held {
            let selector = selectors.get(&element).copied().unwrap_or_default();
            report.warn(
                None,
                Finding {
                    code: "socket-removed",
                    what: format!("the swap removes the socket element `{selector}`: htmx closes its socket"),
                    advice: "swap inside of it, or into an element beside it".to_owned(),
                },
            );
            report.effects.push(Effect::CloseSocket(element));
        }
    }

    /// htmx 2.0.11 `settleImmediately`: attributes come into their own, and what came in is processed.
    fn settle(&mut self, page: &mut Document, tasks: &[Task], report: &mut Report) {
        let known = self.registry.begin();
        for task in tasks {
            let done = match task {
                Task::RestoreAttributes(node, own) => {
                    swap::clone_attributes(page, &self.dialect, &self.config, *node, own);
                    Ok(())
                }
                Task::Load(node) if page.is_alive(*node) => {
                    swap::remove_class(page, *node, swap::ADDED_CLASS);
                    self.registry.process(page, &self.dialect, &self.config, &self.location, *node)
                }
                Task::Load(_) => Ok(()),
            };
            if done.is_err() {
                break;
            }
        }
        report.effects.extend(self.registry.take_dropped().into_iter().map(Effect::CloseSocket));
        let opened =
            self.registry.sockets[known..].iter().filter(|socket| socket.url.is_ok() && !socket.dropped);
        report.effects.extend(opened.map(|socket| Effect::OpenSocket(socket.element)));
    }

    /// The sender in use may have been replaced by another that its selector finds, or be gone.
    pub(super) fn follow_sender(&mut self, page: &Document, report: &mut Report) {
        let Some((element, selector)) = self.in_use.take() else { return };
        let successor = || {
            let found = page.select_first(page.root(), &Selector::parse(&selector).ok()?)?;
            self.registry.sender(found).map(|sender| sender.element)
        };
        let alive = self.registry.sender(element).map(|sender| sender.element).or_else(successor);
        if alive.is_none() {
            report.warn(
                None,
                Finding {
                    code: "sender-removed",
                    what: format!("the sender in use, `{selector}`, has left the page"),
                    advice: "bring it back in the same message, or send with another".to_owned(),
                },
            );
        }
        self.in_use = alive.map(|element| (element, selector));
    }
}

/// What happens, as it is found out.
pub(super) struct Report {
    pub(super) seq: u64,
    pub(super) effects: Vec<Effect>,
}

impl Report {
    pub(super) fn warn(&mut self, index: Option<usize>, finding: Finding) {
        let Finding { code, what, advice } = finding;
        let warning = Warning { seq: Some(self.seq), index, code, what, advice };
        self.effects.push(Effect::Event(Event::Warning(warning)));
    }

    pub(super) fn warn_all(&mut self, index: Option<usize>, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.warn(index, finding));
    }

    fn fragment(&mut self, index: usize, piece: Piece, outcome: Outcome, matched: Option<usize>) {
        let fragment = Fragment { seq: self.seq, index, outcome, matched, ..piece.fragment };
        self.effects.push(Effect::Event(Event::from(fragment)));
    }
}

/// Findings on the message as a whole.
fn about_message(dialect: &Dialect, parsed: &Parsed, text: &str) -> Vec<Finding> {
    if let Some(finding) = diagnose::payload::json(dialect, text, || parsed.roots().len()) {
        return vec![finding];
    }
    if let Some(lost) = &parsed.lost {
        return vec![diagnose::markup::lost(dialect, lost)];
    }
    let text_ignored = diagnose::payload::text_ignored(&parsed.tree, parsed.top);
    let in_head: Vec<Finding> = parsed
        .headed()
        .into_iter()
        .filter_map(|node| diagnose::markup::template_ignored(&parsed.tree, node))
        .collect();
    if !in_head.is_empty() {
        return in_head.into_iter().chain(text_ignored).collect();
    }
    let dropped =
        if parsed.plain { None } else { diagnose::markup::parser_dropped(text, &parsed.tree, parsed.top) };
    let scripts = diagnose::payload::script_not_run(parsed.scripts);
    [text_ignored, dropped, scripts].into_iter().flatten().collect()
}

/// The rules that a message's roots are held against.
struct Rules<'a> {
    dialect: &'a Dialect,
    config: &'a Config,
    /// Whether nothing of a root is asked for any more once it has been swapped: none is inside of another.
    adopts: bool,
    /// Missing targets for which the page has been searched for a near one.
    hints: Cell<u32>,
}

/// Missing targets of one message that get a hint: each costs a search of the page.
const MOST_HINTS: u32 = 16;

impl Rules<'_> {
    fn may_hint(&self) -> bool {
        self.hints.replace(self.hints.get().saturating_add(1)) < MOST_HINTS
    }

    /// Swaps root after root; true where one of them stopped the message.
    fn swap_all(
        &self,
        tree: &mut Document,
        pieces: Vec<Piece>,
        swapper: &mut Swapper<'_>,
        report: &mut Report,
    ) -> bool {
        let mut pieces = pieces.into_iter().enumerate();
        while let Some((index, piece)) = pieces.next() {
            if self.swap(tree, (index, pieces.len()), piece, swapper, report) {
                pieces.for_each(|(index, piece)| report.fragment(index, piece, Outcome::Skipped, None));
                return true;
            }
        }
        false
    }

    /// Swaps one root into its targets; true where that stops the message. `left` roots follow.
    fn swap(
        &self,
        tree: &mut Document,
        (index, left): (usize, usize),
        piece: Piece,
        swapper: &mut Swapper<'_>,
        report: &mut Report,
    ) -> bool {
        let targets = match self.targets(swapper.page, &piece.instruction) {
            Ok(targets) => targets,
            Err(error) => {
                let findings = self.about(tree, &piece, Some((&error, left)), None);
                report.fragment(index, piece, Outcome::InvalidSelector, None);
                report.warn_all(Some(index), findings);
                return true;
            }
        };
        let mut findings = self.about(tree, &piece, None, Some((swapper.page, &targets)));
        let style = &piece.instruction.style;
        let extended = self.extended(tree, &piece, swapper.page, &targets);
        let mut to_come = targets.len();
        let thrown = targets.iter().find_map(|&target| {
            to_come -= 1;
            swapper.swap_root(tree, piece.root, style, target, self.adopts && to_come == 0).err()
        });
        let outcome = match (&thrown, targets.is_empty(), Style::applied(self.config, style)) {
            (None, true, _) => Outcome::NoTarget,
            (None, ..) if extended.as_ref().is_some_and(|piece| piece.by_extension) => Outcome::Swapped,
            (Some(_), ..) | (None, _, Some(Style::None) | None) => Outcome::Skipped,
            _ => Outcome::Swapped,
        };
        findings.extend(thrown.as_ref().map(|error| diagnose::target::refuses(&piece.instruction, &error.0)));
        report.fragment(index, extended.unwrap_or(piece), outcome, Some(targets.len()));
        report.warn_all(Some(index), findings);
        thrown.is_some()
    }

    /// A root as extensions that are on for its first target make it, if they do: swapped as a whole, by a style of
    /// theirs or of htmx's own.
    fn extended(&self, tree: &Document, piece: &Piece, page: &Document, targets: &[Found]) -> Option<Piece> {
        if self.config.swap_extensions.is_empty() {
            return None;
        }
        let (config, style, &target) = (self.config, piece.instruction.style.as_str(), targets.first()?);
        let applied = extension::applied(page, config, style, target)?;
        let inserts = !matches!(applied, Applied::Own(Style::Delete | Style::None));
        let by_extension = match applied {
            Applied::Extension(name) => Some(name),
            Applied::Own(_)
                if inserts && extension::is_inline(page, &config.swap_extensions, style, target) =>
            {
                None
            }
            Applied::Own(_) => return None,
        };
        let swap = by_extension.map_or_else(|| piece.fragment.swap.clone(), str::to_owned);
        let inserted = tree.outer_html(piece.root);
        let fragment = Fragment { swap, inserted, ..piece.fragment.clone() };
        let instruction = piece.instruction.clone();
        Some(Piece { root: piece.root, instruction, fragment, by_extension: by_extension.is_some() })
    }

    /// What can be said of the roots where there is no page.
    fn without_page(&self, tree: &Document, pieces: Vec<Piece>, report: &mut Report) {
        let mut stopped = false;
        let mut pieces = pieces.into_iter().enumerate();
        while let Some((index, piece)) = pieces.next() {
            if stopped {
                report.fragment(index, piece, Outcome::Skipped, None);
                continue;
            }
            let error = selector::check(self.dialect, &piece.instruction.selector).err();
            stopped = error.is_some();
            let outcome = if stopped { Outcome::InvalidSelector } else { Outcome::Unknown };
            let error = error.as_ref().map(|error| (error, pieces.len()));
            let findings = self.about(tree, &piece, error, None);
            report.fragment(index, piece, outcome, None);
            report.warn_all(Some(index), findings);
        }
    }

    fn targets(&self, page: &Document, instruction: &Instruction) -> Result<Vec<Found>, SelectorError> {
        let written = instruction.selector.as_str();
        if !self.dialect.extended_oob_selectors {
            return selector::find_plain(page, written);
        }
        let found = selector::find_all(page, self.dialect, Start::Document, written)?;
        if self.dialect.finds_null && found.is_empty() && selector::finds_one(self.dialect, written) {
            return Err(selector::found_null(written));
        }
        Ok(found)
    }

    /// Findings on a root. `error` is why its target is no selector, with the number of roots that follow; `on_page`
    /// the page before the swap with the targets on it.
    fn about(
        &self,
        tree: &Document,
        piece: &Piece,
        error: Option<(&SelectorError, usize)>,
        on_page: Option<(&Document, &[Found])>,
    ) -> Vec<Finding> {
        let (root, instruction) = (piece.root, &piece.instruction);
        let modifiers = diagnose::style::modifiers(self.dialect, instruction);
        let error = error.filter(|_| modifiers.is_none());
        let matched = on_page.map_or(0, |(_, targets)| targets.len());
        let no_id = diagnose::target::no_id(self.dialect, tree, root, instruction, matched);
        let missing = on_page.filter(|(_, targets)| targets.is_empty() && no_id.is_none());
        let hint = missing.is_some() && self.may_hint();
        let extended = on_page.and_then(|(page, targets)| self.extended(tree, piece, page, targets));
        let style = instruction.style.as_str();
        let known = match on_page {
            Some((_, [_, ..])) => extended.as_ref().is_some_and(|piece| piece.fragment.swap == style),
            _ => self.config.swap_extensions.iter().any(|extension| extension.knows(style)),
        };
        let unknown = || diagnose::style::unknown(self.dialect, self.config, instruction);
        let mut found = Vec::new();
        found.extend(if known { None } else { unknown() });
        found.extend(
            error.map(|(error, left)| diagnose::target::invalid(tree, root, instruction, error, left)),
        );
        found.extend(modifiers);
        if let Some((page, _)) = missing {
            found.push(diagnose::target::missing(self.dialect, page, instruction, hint));
            let lazy = || diagnose::page::lazy_content(page, self.config, &instruction.selector);
            found.extend(if hint { lazy() } else { None });
        }
        found.extend(on_page.and_then(|(_, targets)| diagnose::target::many(instruction, targets.len())));
        found.extend(no_id);
        found.extend(if extended.is_some() { None } else { self.about_wrapper(tree, piece, on_page) });
        found.extend(diagnose::markup::nested_oob(tree, root));
        found.extend(diagnose::markup::template_ignored(tree, root));
        found
    }

    fn about_wrapper(
        &self,
        tree: &Document,
        piece: &Piece,
        on_page: Option<(&Document, &[Found])>,
    ) -> Option<Finding> {
        let instruction = &piece.instruction;
        let style = Style::applied(self.config, &instruction.style)?;
        let Some((page, targets)) = on_page else {
            return diagnose::wrapper::stripped(tree, piece.root, instruction, style, None);
        };
        let Some(&Found::Element(target)) = targets.first() else { return None };
        let holder = match style {
            Style::BeforeBegin | Style::AfterEnd => page.parent_element(target)?,
            _ => target,
        };
        diagnose::wrapper::stripped(tree, piece.root, instruction, style, page.local_name(holder))
    }
}
