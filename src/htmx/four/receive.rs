//! A received message in htmx 4: read, planned, and its tasks done, each in its own time. One socket's messages wait
//! for each other (htmx 4.0.1 hx-ws `connection.receiving`).

use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::attribute;
use super::diagnose;
use super::fragment;
use super::insert::{Begun, Inserter, Settling};
use super::reading::{self, Content, Reading};
use super::task::{self, Piece, Plan, Request, Task};
use crate::event::{Event, Fragment, Outcome, Payload};
use crate::htmx::diagnose::{Finding, markup, payload};
use crate::htmx::receive::Report;
use crate::htmx::swap::Thrown;
use crate::htmx::timers::Job;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

/// The messages of each socket that are not done with.
#[derive(Debug, Clone, Default)]
pub struct Inboxes(HashMap<Option<NodeId>, Inbox>);

#[derive(Debug, Clone, Default)]
struct Inbox {
    /// The message whose tasks are being done.
    current: Option<Current>,
    waiting: VecDeque<(u64, Payload)>,
    /// The warning about `payload` has been given.
    told_payload: bool,
}

#[derive(Debug, Clone)]
struct Current {
    seq: u64,
    /// Tasks that are not done.
    left: usize,
    title: String,
}

/// A task that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Delayed {
    socket: Option<NodeId>,
    seq: u64,
    task: Task,
    /// The piece to be told with it, and its place among the message's.
    piece: Option<Box<(usize, Piece)>>,
    stage: Stage,
}

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Begin,
    Insert,
    Settle(Settling),
}

/// What became of a task's stage.
enum Next {
    /// The next is due after so many ms; without a number as soon as all else is done.
    Later(Option<f64>),
    Done,
    Failed,
}

impl Twin {
    /// What htmx 4 does with a message of the socket, at once or, where the one before is not done with, later.
    pub(in crate::htmx) fn receive_tasks(
        &mut self,
        socket: Option<NodeId>,
        seq: u64,
        payload: &Payload,
    ) -> Vec<Effect> {
        let first = || self.sockets().first().map(|socket| socket.element);
        let body = || self.page.as_ref().and_then(Document::body);
        let socket = socket.or_else(first).or_else(body);
        let inbox = self.inboxes.0.entry(socket).or_default();
        inbox.waiting.push_back((seq, payload.clone()));
        let mut effects = Vec::new();
        self.take_up(socket, &mut effects);
        effects
    }

    /// Goes on with a task whose time has come.
    pub(in crate::htmx) fn resume(&mut self, delayed: Delayed) -> Vec<Effect> {
        let mut effects = Vec::new();
        let socket = delayed.socket;
        let Some(mut page) = self.page.take() else { return effects };
        self.run(&mut page, VecDeque::from([delayed]), &mut effects);
        self.page = Some(page);
        self.take_up(socket, &mut effects);
        effects
    }

    /// Takes up message after message, as long as none has to wait for a task.
    fn take_up(&mut self, socket: Option<NodeId>, effects: &mut Vec<Effect>) {
        loop {
            let inbox = self.inboxes.0.entry(socket).or_default();
            if inbox.current.is_some() {
                return;
            }
            let Some((seq, payload)) = inbox.waiting.pop_front() else { return };
            let gone = self.page.as_ref().zip(socket).is_some_and(|(page, socket)| !page.is_attached(socket));
            if !gone {
                let mut report = Report { seq, effects: std::mem::take(effects) };
                self.open_message(socket, &payload, &mut report);
                *effects = report.effects;
            }
        }
    }

    /// htmx 4.0.1 hx-ws `handleMessage`.
    fn open_message(&mut self, socket: Option<NodeId>, payload: &Payload, report: &mut Report) {
        let text = match payload {
            Payload::Text(text) => text,
            Payload::Binary(bytes) => return report.warn(None, diagnose::binary(bytes)),
        };
        match reading::read(text) {
            Reading::Html => self.swap_message(socket, text, None, report),
            Reading::Data => report.warn(None, diagnose::data_only()),
            Reading::Content(content) => {
                let told = content.deprecated
                    && std::mem::replace(&mut self.inboxes.0.entry(socket).or_default().told_payload, true);
                if content.deprecated && !told {
                    report.warn(None, diagnose::payload_deprecated());
                }
                match (&content.html, diagnose::content_refused(&content.html)) {
                    (Value::String(html), _) => self.swap_message(socket, html, Some(&content), report),
                    (_, finding) => finding.into_iter().for_each(|finding| report.warn(None, finding)),
                }
            }
        }
    }

    fn swap_message(
        &mut self,
        socket: Option<NodeId>,
        html: &str,
        content: Option<&Content>,
        report: &mut Report,
    ) {
        let request = match self.request(socket, content) {
            Ok(request) => request,
            Err(finding) => return report.warn(None, finding),
        };
        let parsed = fragment::parse(html);
        let dropped = markup::parser_dropped(&parsed.markup, &parsed.tree, parsed.top);
        let scripts = payload::script_not_run(scripts(&parsed.tree, parsed.top));
        dropped.into_iter().chain(scripts).for_each(|finding| report.warn(None, finding));
        let mut page = self.page.take();
        let plan = task::plan(page.as_mut(), &self.config, parsed, &request);
        if let Some(mut page) = page {
            self.act_upon(&mut page, socket, plan, report);
            self.page = Some(page);
        } else {
            tell_all(plan, report);
        }
    }

    /// What the message asks for beside its HTML: its own settings, else those of the socket element.
    fn request(&self, socket: Option<NodeId>, content: Option<&Content>) -> Result<Request, Finding> {
        let attribute = |name| attribute::value(self.page.as_ref()?, &self.config, socket?, name);
        let filled = |name| attribute(name).filter(|value| !value.is_empty());
        let swap = content.and_then(|content| content.swap.clone());
        let swap = swap.or_else(|| filled("hx-swap").map(Value::String));
        let swap_given = swap.is_some();
        let swap = swap.unwrap_or_else(|| Value::from(self.config.four.default_swap.as_str()));
        let target = content.and_then(|content| content.target.clone());
        let select = content.and_then(|content| content.select.clone());
        Ok(Request {
            source: socket,
            target: target.or_else(|| filled("hx-target").map(Value::String)),
            swap_given,
            swap: reading::with_swap_empty(&swap)
                .ok_or_else(|| diagnose::style_refused(&reading::js_text(&swap)))?,
            select: select.or_else(|| attribute("hx-select")),
            select_oob: attribute("hx-select-oob"),
        })
    }

    /// Begins all tasks of a message, one after the other (htmx 4.0.1 `swap`).
    fn act_upon(&mut self, page: &mut Document, socket: Option<NodeId>, plan: Plan, report: &mut Report) {
        if plan.stopped.is_some() {
            return tell_all(plan, report);
        }
        let Plan { pieces, tasks, title, findings, .. } = plan;
        findings.into_iter().for_each(|finding| report.warn(None, finding));
        let seq = report.seq;
        let mut told: HashMap<usize, Piece> = pieces.into_iter().enumerate().collect();
        let place = |task: &Task| task.tells;
        let tasks: VecDeque<Delayed> = tasks
            .into_iter()
            .map(|task| {
                let piece = place(&task).and_then(|at| Some(Box::new((at, told.remove(&at)?))));
                Delayed { socket, seq, task, piece, stage: Stage::Begin }
            })
            .collect();
        let current = Current { seq, left: tasks.len(), title };
        let mut targetless: Vec<(usize, Piece)> = told.into_iter().collect();
        targetless.sort_by_key(|(at, _)| *at);
        for (at, piece) in targetless {
            tell(report, at, piece);
        }
        let inbox = self.inboxes.0.entry(socket).or_default();
        inbox.current = Some(current);
        let mut effects = std::mem::take(&mut report.effects);
        self.close_if_done(page, socket, seq);
        self.run(page, tasks, &mut effects);
        report.effects = effects;
    }

    /// Does tasks as far as they go without waiting.
    fn run(&mut self, page: &mut Document, mut tasks: VecDeque<Delayed>, effects: &mut Vec<Effect>) {
        while let Some(mut delayed) = tasks.pop_front() {
            let (socket, seq) = (delayed.socket, delayed.seq);
            let mut report = Report { seq, effects: std::mem::take(effects) };
            let next = self.step(page, &mut delayed, &mut report);
            self.follow_sender(page, &mut report);
            *effects = report.effects;
            match next {
                Next::Later(Some(ms)) => {
                    self.timers.set(ms, Job::Swap(Box::new(delayed)));
                }
                Next::Later(None) => tasks.push_back(delayed),
                Next::Done => {
                    let current = self.inboxes.0.entry(socket).or_default().current.as_mut();
                    if let Some(current) = current.filter(|current| current.seq == seq) {
                        current.left -= 1;
                    }
                    self.close_if_done(page, socket, seq);
                }
                Next::Failed => {
                    let inbox = self.inboxes.0.entry(socket).or_default();
                    inbox.current.take_if(|current| current.seq == seq);
                }
            }
        }
    }

    /// The end of a message: its title becomes the page's.
    fn close_if_done(&mut self, page: &mut Document, socket: Option<NodeId>, seq: u64) {
        let inbox = self.inboxes.0.entry(socket).or_default();
        let done = inbox.current.take_if(|current| current.seq == seq && current.left == 0);
        if let Some(current) = done.filter(|current| !current.title.is_empty()) {
            page.set_title(&current.title);
        }
    }

    /// One task, from the stage that it is at to where it has to wait.
    fn step(&mut self, page: &mut Document, delayed: &mut Delayed, report: &mut Report) -> Next {
        let mut inserter = Inserter::new(page, &self.config);
        if delayed.stage == Stage::Begin {
            match inserter.begin(&mut delayed.task, true) {
                Begun::Over => {
                    inserter.page.remove(delayed.task.fragment);
                    delayed.tell(report, None);
                    return Next::Done;
                }
                Begun::Wait(ms) => {
                    delayed.stage = Stage::Insert;
                    return Next::Later(ms);
                }
                Begun::Ready => delayed.stage = Stage::Insert,
            }
        }
        if delayed.stage == Stage::Insert {
            let inserted = inserter.insert(&delayed.task, true);
            let Inserter { cleaned, forgotten, added, .. } = inserter;
            delayed.tell(report, Some(inserted.as_ref().err()));
            self.forget(&cleaned, report);
            self.forget(&forgotten, report);
            self.process_new(page, &added, report);
            match inserted {
                Err(_) => return Next::Failed,
                Ok(None) => return Next::Done,
                Ok(Some(settling)) => {
                    let wait = settling.wait();
                    delayed.stage = Stage::Settle(settling);
                    if let Some(ms) = wait {
                        return Next::Later(ms);
                    }
                }
            }
            inserter = Inserter::new(page, &self.config);
        }
        if let Stage::Settle(settling) = std::mem::replace(&mut delayed.stage, Stage::Begin) {
            let content = inserter.settle(settling);
            let forgotten = inserter.forgotten;
            self.forget(&forgotten, report);
            self.process_new(page, &content, report);
        }
        Next::Done
    }

    /// What came in is processed: new sockets open.
    fn process_new(&mut self, page: &mut Document, content: &[NodeId], report: &mut Report) {
        let known = self.registry.sockets.len();
        for &node in content {
            if page.is_element(node) && page.is_attached(node) {
                // htmx 4 tells of what it cannot take up and goes on
                let _done = self.registry.process(page, &self.dialect, &self.config, &self.location, node);
            }
        }
        let opened = self.registry.sockets[known..].iter().filter(|socket| socket.url.is_ok());
        report.effects.extend(opened.map(|socket| Effect::OpenSocket(socket.element)));
    }
}

impl Delayed {
    /// Tells the piece that goes with this task: inserted, not at all, or with what was thrown.
    fn tell(&mut self, report: &mut Report, inserted: Option<Option<&Thrown>>) {
        let Some((at, mut piece)) = self.piece.take().map(|piece| *piece) else { return };
        match inserted {
            Some(None) => piece.fragment.outcome = Outcome::Swapped,
            Some(Some(thrown)) if piece.findings.iter().all(|finding| finding.code != "unknown-swap") => {
                piece.findings.push(diagnose::refuses(piece.fragment.target.as_deref(), &thrown.0));
            }
            _ => {}
        }
        tell(report, at, piece);
    }
}

fn tell(report: &mut Report, index: usize, piece: Piece) {
    let fragment = Fragment { seq: report.seq, index, ..piece.fragment };
    report.effects.push(Effect::Event(Box::new(Event::Fragment(fragment))));
    piece.findings.into_iter().for_each(|finding| report.warn(Some(index), finding));
}

/// Tells the pieces of a message that is not applied, or has no page to be applied to.
fn tell_all(plan: Plan, report: &mut Report) {
    plan.findings.into_iter().for_each(|finding| report.warn(None, finding));
    let last = plan.pieces.len().saturating_sub(1);
    let at_fault = plan.pieces.last().is_some_and(|piece| piece.fragment.outcome == Outcome::InvalidSelector);
    for (at, piece) in plan.pieces.into_iter().enumerate() {
        tell(report, at, piece);
    }
    if let Some(finding) = plan.stopped {
        report.warn(at_fault.then_some(last), finding);
    }
}

/// Scripts that a browser would run.
fn scripts(tree: &Document, top: NodeId) -> usize {
    let mut waiting = vec![top];
    let mut count = 0;
    while let Some(root) = waiting.pop() {
        for node in tree.descendants(root) {
            waiting.extend(tree.template_contents(node));
            let kind = tree.attr(node, "type").unwrap_or_default();
            let runs = matches!(kind, "" | "text/javascript" | "module");
            count += usize::from(runs && tree.local_name(node) == Some("script"));
        }
    }
    count
}
