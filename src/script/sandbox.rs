//! The engine itself: a realm for the page, made anew after it ran into a limit.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::clock::TIME;
use super::reach::{reaches_document, script_reaches_document};
use super::realm::{self, ALL_SCRIPTS, Realm};
use super::snapshot::Snapshot;
use super::worker::Worker;
use crate::htmx::script::{Engine, Failure, Kind, Member, Names, PageScripts, Ran, Scope, Walk};

/// How much longer than it may take code is waited for, which is stopped in that time if it can be.
const PATIENCE: Duration = Duration::from_secs(1);

/// The engine, with what the page's scripts left behind in it.
#[derive(Default)]
pub struct Sandbox {
    worker: RefCell<Option<Worker>>,
    /// One that nobody waits for any more; while it is at work, no other begins.
    given_up: RefCell<Option<Worker>>,
    scripts: RefCell<Arc<PageScripts>>,
    /// The limit that the page's scripts ran into, and would run into again.
    spent: RefCell<Option<Failure>>,
}

impl Sandbox {
    /// Calls into the realm; one that ran into a limit is thrown away, and the next begins with the page's scripts.
    fn with<T: Send + 'static>(
        &self,
        code: &str,
        scope: &Scope<'_>,
        call: impl FnOnce(&Realm, &str, &Snapshot) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        if let Some(limit) = self.spent.borrow().as_ref() {
            return Err(limit.clone());
        }
        let held = self.worker.borrow_mut().take();
        let worker = held.map_or_else(|| self.begin(scope).map(|(worker, _)| worker), Ok)?;
        let touches = !self.scripts.borrow().scripts.is_empty();
        let wanted = touches || scope.names != Names::Plain || reaches_document(code);
        let (code, snapshot) = (code.to_owned(), Snapshot::of(scope, wanted));
        let answer = worker.ask(TIME + PATIENCE, move |realm| {
            let result = call(realm, &code, &snapshot);
            (result, realm.is_spent())
        });
        let Some((result, spent)) = answer else { return Err(self.give_up(worker)) };
        if !spent && !matches!(result, Err(Failure::Limit(_))) {
            *self.worker.borrow_mut() = Some(worker);
        }
        result
    }

    /// A new realm in which the page's scripts ran, as far as they came.
    fn begin(&self, scope: &Scope<'_>) -> Result<(Worker, Vec<(usize, Failure)>), Failure> {
        let mut given_up = self.given_up.borrow_mut();
        if given_up.as_ref().is_some_and(|worker| !worker.has_ended()) {
            return Err(Failure::Limit("code that was given up has not come to its end".to_owned()));
        }
        *given_up = None;
        drop(given_up);
        let worker = Worker::start()?;
        let scripts = Arc::clone(&self.scripts.borrow());
        let wants_page = scripts.scripts.iter().any(script_reaches_document);
        let snapshot = Snapshot::of(scope, wants_page);
        let answer = worker.ask(ALL_SCRIPTS + PATIENCE, move |realm| {
            let failures = realm.run_scripts(&scripts, &snapshot);
            (failures, realm.is_spent())
        });
        let Some((failures, spent)) = answer else {
            let limit = self.give_up(worker);
            *self.spent.borrow_mut() = Some(limit.clone());
            return Err(limit);
        };
        if spent {
            let last = failures.last().map(|(_, failure)| failure.clone());
            *self.spent.borrow_mut() = last.or_else(|| Some(realm::ran_too_long()));
        }
        Ok((worker, failures))
    }

    fn give_up(&self, worker: Worker) -> Failure {
        *self.given_up.borrow_mut() = Some(worker);
        realm::ran_too_long()
    }
}

impl Engine for Sandbox {
    fn evaluate(&self, code: &str, scope: &Scope<'_>) -> Result<Value, Failure> {
        self.with(code, scope, Realm::evaluate)
    }

    fn members(&self, code: &str, walk: Walk, scope: &Scope<'_>) -> Result<Vec<(String, Member)>, Failure> {
        let written =
            self.with(code, scope, move |realm, code, snapshot| realm.members(code, walk, snapshot))?;
        members_of(&written)
    }

    fn call_with_number(&self, function: &str, argument: u32, scope: &Scope<'_>) -> Result<f64, Failure> {
        self.with(function, scope, move |realm, code, snapshot| realm.call(code, argument, snapshot))
    }

    fn run_scripts(&self, scripts: &PageScripts, scope: &Scope<'_>) -> Ran {
        *self.worker.borrow_mut() = None;
        *self.spent.borrow_mut() = None;
        *self.scripts.borrow_mut() = Arc::new(scripts.clone());
        if scripts.scripts.is_empty() {
            let config = scripts.config.iter().map(|(name, value)| (name.clone(), value.clone().into()));
            return Ran { config: config.collect(), failures: Vec::new() };
        }
        let (worker, failures) = match self.begin(scope) {
            Ok(begun) => begun,
            Err(failure) => return Ran { config: Vec::new(), failures: vec![(0, failure)] },
        };
        let snapshot = Snapshot::of(scope, false).plain();
        let config = worker.ask(TIME + PATIENCE, move |realm| realm.config(&snapshot));
        let config = config.and_then(|written| members_of(&written.ok()?).ok()).unwrap_or_default();
        if self.spent.borrow().is_none() {
            *self.worker.borrow_mut() = Some(worker);
        }
        Ran { config, failures }
    }
}

/// `[name, kind, JSON or null]` for each member, as the prelude writes them.
fn members_of(written: &Value) -> Result<Vec<(String, Member)>, Failure> {
    let mut members = Vec::new();
    for entry in written.as_array().into_iter().flatten() {
        let name = entry[0].as_str().unwrap_or_default().to_owned();
        let kind = match entry[1].as_str() {
            Some("nullish") => Kind::Nullish,
            Some("function") => Kind::Function,
            _ => Kind::Other,
        };
        let json = entry[2].as_str().map(realm::read_json).transpose()?;
        members.push((name, Member { json, kind }));
    }
    Ok(members)
}
