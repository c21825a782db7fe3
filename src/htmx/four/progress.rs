//! A message's tasks on their way: begun one after the other, each going on when its time has come (htmx 4.0.1 `swap`,
//! from where the page changes).

use std::collections::{HashMap, HashSet, VecDeque};

use super::diagnose;
use super::inbox::Socket;
use super::insert::{Begun, Inserter, Settling};
use super::receive::{tell, tell_all};
use super::task::{Piece, Plan, Task};
use crate::event::Outcome;
use crate::htmx::receive::Report;
use crate::htmx::swap::Thrown;
use crate::htmx::timers::Job;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

/// A task that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Delayed {
    socket: Socket,
    seq: u64,
    task: Task,
    /// The pieces to be told with it, with their places among the message's: the last is its own, those before it have
    /// no tasks.
    pieces: Vec<(usize, Piece)>,
    stage: Stage,
    /// Whether it may wait: not in a view transition.
    smooth: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Begin,
    Insert,
    Settle(Settling),
}

/// What became of a task.
pub(super) enum Next {
    /// It goes on after so many ms; without a number as soon as all else is done.
    Later(Option<f64>),
    Done,
    Failed,
}

impl Twin {
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

    /// Begins all tasks of a message, one after the other.
    pub(super) fn act_upon(&mut self, page: &mut Document, socket: Socket, plan: Plan, report: &mut Report) {
        if plan.stopped.is_some() {
            return tell_all(plan, report);
        }
        let Plan { pieces, tasks, title, findings, .. } = plan;
        findings.into_iter().for_each(|finding| report.warn(None, finding));
        let (mut with_tasks, without_tasks) = by_task(pieces, &tasks);
        let seq = report.seq;
        let delayed = |task: Task| {
            let pieces = task.tells.and_then(|at| with_tasks.remove(&at)).unwrap_or_default();
            let smooth = task.spec.transition() != Some(true);
            Delayed { socket, seq, task, pieces, stage: Stage::Begin, smooth }
        };
        let tasks: Vec<Delayed> = tasks.into_iter().map(delayed).collect();
        let (tasks, transition): (VecDeque<Delayed>, VecDeque<Delayed>) =
            tasks.into_iter().partition(|task| task.smooth);
        let left = tasks.len() + usize::from(!transition.is_empty());
        self.inboxes.begin(socket, seq, left, title);
        self.run(page, tasks, &mut report.effects);
        for (at, piece) in without_tasks {
            tell(report, at, piece);
        }
        if !transition.is_empty() {
            self.submit_transition(socket, seq, transition.into());
        }
        self.finish(page, socket, seq);
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
                    self.inboxes.task_done(socket, seq);
                    self.finish(page, socket, seq);
                }
                Next::Failed => self.inboxes.fail(socket, seq),
            }
        }
    }

    /// One task of a message is done, of which nothing else is known here.
    pub(super) fn task_done(&mut self, socket: Socket, seq: u64) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.inboxes.task_done(socket, seq);
        if let Some(mut page) = self.page.take() {
            self.finish(&mut page, socket, seq);
            self.page = Some(page);
        }
        self.take_up(socket, &mut effects);
        effects
    }

    /// The end of a message, if all its tasks are done: its title becomes the page's.
    fn finish(&mut self, page: &mut Document, socket: Socket, seq: u64) {
        if let Some(title) = self.inboxes.finish(socket, seq).filter(|title| !title.is_empty()) {
            page.set_title(&title);
        }
    }

    /// One task, from the stage that it is at to where it has to wait.
    pub(super) fn step(&mut self, page: &mut Document, delayed: &mut Delayed, report: &mut Report) -> Next {
        loop {
            let stage = std::mem::replace(&mut delayed.stage, Stage::Insert);
            let next = match stage {
                Stage::Begin => self.begin_task(page, delayed, report),
                Stage::Insert => self.insert_task(page, delayed, report),
                Stage::Settle(settling) => {
                    let mut inserter = Inserter::new(page, &self.config);
                    let content = inserter.settle(settling);
                    let forgotten = inserter.forgotten;
                    self.forget_changed(page, &forgotten, report);
                    let processed = self.process_new(page, &content, report);
                    Some(if processed.is_ok() { Next::Done } else { Next::Failed })
                }
            };
            if let Some(next) = next {
                return next;
            }
        }
    }

    /// The first stage; nothing where the next follows at once.
    fn begin_task(
        &mut self,
        page: &mut Document,
        delayed: &mut Delayed,
        report: &mut Report,
    ) -> Option<Next> {
        let mut inserter = Inserter::new(page, &self.config);
        match inserter.begin(&mut delayed.task, delayed.smooth) {
            Begun::Over => {
                delayed.skip(page, report);
                Some(Next::Done)
            }
            Begun::Wait(ms) => Some(Next::Later(ms)),
            Begun::Ready => None,
        }
    }

    /// The second stage; nothing where the next follows at once.
    fn insert_task(
        &mut self,
        page: &mut Document,
        delayed: &mut Delayed,
        report: &mut Report,
    ) -> Option<Next> {
        let mut inserter = Inserter::new(page, &self.config);
        let inserted = inserter.insert(&delayed.task, delayed.smooth);
        let Inserter { cleaned, forgotten, reinitialized, added, .. } = inserter;
        delayed.tell(report, Some(inserted.as_ref().err()));
        self.forget(&cleaned, report);
        self.forget_changed(page, &forgotten, report);
        let reinitialized = self.registry.unmark(page, reinitialized);
        self.close_held(&reinitialized, report);
        let processed = self.process_new(page, &added, report);
        let settling = match processed.and(inserted) {
            Err(_) => return Some(Next::Failed),
            Ok(None) => return Some(Next::Done),
            Ok(Some(settling)) => settling,
        };
        let wait = settling.wait();
        delayed.stage = Stage::Settle(settling);
        wait.map(Next::Later)
    }

    /// Elements whose htmx attributes changed, and what is in them: their sockets close, until they are processed again
    /// (htmx 4.0.1 `#cleanup` with `force`).
    fn forget_changed(&mut self, page: &mut Document, changed: &[NodeId], report: &mut Report) {
        for &element in changed {
            let within = self.registry.unmark_within(page, element);
            self.close_held(&within, report);
        }
    }

    fn close_held(&mut self, elements: &[NodeId], report: &mut Report) {
        for held in self.registry.clean_up(elements) {
            let selector = self.registry.socket_of(held).map_or("", |socket| socket.selector.as_str());
            report.warn(None, diagnose::reconnected(selector));
            report.effects.push(Effect::CloseSocket(held));
        }
    }

    /// What came in is processed, up to where htmx throws: new sockets open.
    fn process_new(
        &mut self,
        page: &mut Document,
        content: &[NodeId],
        report: &mut Report,
    ) -> Result<(), Thrown> {
        let known = self.registry.sockets.len();
        let processed = content.iter().try_for_each(|&node| {
            if page.is_element(node) && page.is_attached(node) {
                self.registry.process(page, &self.dialect, &self.config, &self.location, node)
            } else {
                Ok(())
            }
        });
        let opened = self.registry.sockets[known..].iter().filter(|socket| socket.url.is_ok());
        report.effects.extend(opened.map(|socket| Effect::OpenSocket(socket.element)));
        processed
    }
}

impl Delayed {
    /// The message that the task is of.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Gives the task up.
    pub(super) fn skip(&mut self, page: &mut Document, report: &mut Report) {
        page.remove(self.task.fragment);
        self.tell(report, None);
    }

    /// Tells the pieces that go with this task: inserted, not at all, or with what was thrown.
    fn tell(&mut self, report: &mut Report, inserted: Option<Option<&Thrown>>) {
        if let Some((_, piece)) = self.pieces.last_mut() {
            match inserted {
                Some(None) => piece.fragment.outcome = Outcome::Swapped,
                Some(Some(thrown)) if piece.findings.iter().all(|finding| finding.code != "unknown-swap") => {
                    piece.findings.push(diagnose::refuses(piece.fragment.target.as_deref(), &thrown.0));
                }
                _ => {}
            }
        }
        for (at, piece) in self.pieces.drain(..) {
            tell(report, at, piece);
        }
    }
}

/// Pieces with their places among the message's.
type Placed = Vec<(usize, Piece)>;

/// The pieces by the place of the first piece from them on that has tasks, and those after the last such.
fn by_task(pieces: Vec<Piece>, tasks: &[Task]) -> (HashMap<usize, Placed>, Placed) {
    let telling: HashSet<usize> = tasks.iter().filter_map(|task| task.tells).collect();
    let (mut with_tasks, mut pending) = (HashMap::new(), Vec::new());
    for (at, piece) in pieces.into_iter().enumerate() {
        pending.push((at, piece));
        if telling.contains(&at) {
            with_tasks.insert(at, std::mem::take(&mut pending));
        }
    }
    (with_tasks, pending)
}
