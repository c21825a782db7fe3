//! The thread of a realm.
//!
//! QuickJS looks at its clock between steps, and one step can take long: a search in a long text, a product of long
//! numbers. Nothing stops that, so who asks waits for a while and then goes on without an answer.

use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::realm::Realm;
use crate::htmx::script::Failure;

type Job = Box<dyn FnOnce(&Realm) + Send>;

/// A realm in a thread of its own, which ends when this is dropped and nothing runs in it.
pub(super) struct Worker {
    jobs: Sender<Job>,
    thread: JoinHandle<()>,
}

impl Worker {
    pub(super) fn start() -> Result<Self, Failure> {
        let (jobs, waiting) = channel::<Job>();
        let (ready, started) = channel();
        let work = move || match Realm::new() {
            Ok(realm) => {
                drop(ready.send(Ok(())));
                waiting.into_iter().for_each(|job| job(&realm));
            }
            Err(failure) => drop(ready.send(Err(failure))),
        };
        let refused = |error| Failure::Limit(format!("the engine does not start: {error}"));
        let thread = Builder::new().name("script".to_owned()).spawn(work).map_err(refused)?;
        started.recv().unwrap_or_else(|_| Err(Failure::Limit("the engine does not start".to_owned())))?;
        Ok(Self { jobs, thread })
    }

    /// Has the realm do something; none where that takes longer than one has patience.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        patience: Duration,
        call: impl FnOnce(&Realm) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = channel();
        self.jobs.send(Box::new(move |realm| drop(answer.send(call(realm))))).ok()?;
        answered.recv_timeout(patience).ok()
    }

    pub(super) fn has_ended(&self) -> bool {
        self.thread.is_finished()
    }
}
