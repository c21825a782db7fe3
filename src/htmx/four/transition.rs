//! View transitions (htmx 4.0.1 `#submitTransitionTask`, `#processTransitionQueue`): the browser takes its time before
//! it lets the page change, and shows the change for a while; one transition waits for the other.

use std::collections::VecDeque;

use super::inbox::Socket;
use super::progress::{Delayed, Next};
use crate::htmx::receive::Report;
use crate::htmx::timers::Job;
use crate::htmx::twin::{Effect, Twin};

/// How long Chromium takes to call back, about a frame, in ms.
const BEFORE_CHANGE_MS: f64 = 16.0;
/// How long it goes on after that: two frames and the cross-fade of 250 ms.
const AFTER_CHANGE_MS: f64 = 284.0;

/// The tasks of one message that make up a transition.
#[derive(Debug, Clone)]
struct Transition {
    socket: Socket,
    seq: u64,
    tasks: Vec<Delayed>,
}

/// The transitions that have not ended; the first is under way.
#[derive(Debug, Clone, Default)]
pub struct Transitions(VecDeque<Transition>);

impl Transitions {
    /// Whether a message waits for one of them.
    pub fn holds(&self, seq: u64) -> bool {
        self.0.iter().any(|transition| transition.seq == seq)
    }
}

impl Twin {
    /// Puts tasks of a message into a transition.
    pub(super) fn submit_transition(&mut self, socket: Socket, seq: u64, tasks: Vec<Delayed>) {
        self.transitions.0.push_back(Transition { socket, seq, tasks });
        if self.transitions.0.len() == 1 {
            self.timers.set(BEFORE_CHANGE_MS, Job::TransitionChanges);
        }
    }

    /// The browser lets the page change: the tasks are done one after the other, until one throws; nobody hears of it.
    pub(in crate::htmx) fn transition_changes(&mut self) -> Vec<Effect> {
        let Some(transition) = self.transitions.0.front_mut() else { return Vec::new() };
        let (seq, tasks) = (transition.seq, std::mem::take(&mut transition.tasks));
        let mut report = Report { seq, effects: Vec::new() };
        let Some(mut page) = self.page.take() else { return report.effects };
        let mut thrown = false;
        for mut task in tasks {
            if thrown {
                task.skip(&mut page, &mut report);
            } else {
                thrown = matches!(self.step(&mut page, &mut task, &mut report), Next::Failed);
            }
        }
        self.follow_sender(&page, &mut report);
        self.page = Some(page);
        let mut effects = report.effects;
        if thrown {
            // the transition is called off
            effects.extend(self.transition_ends());
        } else {
            self.timers.set(AFTER_CHANGE_MS, Job::TransitionEnds);
        }
        effects
    }

    /// The transition is over: its message goes on, and the next transition begins.
    pub(in crate::htmx) fn transition_ends(&mut self) -> Vec<Effect> {
        let Some(Transition { socket, seq, .. }) = self.transitions.0.pop_front() else { return Vec::new() };
        if !self.transitions.0.is_empty() {
            self.timers.set(BEFORE_CHANGE_MS, Job::TransitionChanges);
        }
        self.task_done(socket, seq)
    }
}
