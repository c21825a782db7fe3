//! The engine itself: a realm for the page, made anew after it ran into a limit.

use std::cell::RefCell;

use serde_json::Value;

use super::realm::{self, Realm};
use crate::htmx::script::{Engine, Failure, Kind, Member, Names, PageScripts, Ran, Scope, Walk};

/// The engine, with what the page's scripts left behind in it.
#[derive(Default)]
pub struct Sandbox {
    realm: RefCell<Option<Realm>>,
    scripts: RefCell<PageScripts>,
}

impl Sandbox {
    /// Calls into the realm; one that ran into a limit is thrown away, and the next begins with the page's scripts. So
    /// is one that is worn, where the page has no scripts that may hold elements.
    fn with<T>(
        &self,
        call: impl FnOnce(&Realm) -> Result<T, Failure>,
        scope: &Scope<'_>,
    ) -> Result<T, Failure> {
        let mut held = self.realm.borrow_mut();
        if held.is_none() {
            let realm = Realm::new()?;
            realm.run_scripts(&self.scripts.borrow(), scope);
            *held = Some(realm);
        }
        let Some(realm) = held.as_ref() else {
            return Err(Failure::Limit("the engine does not start".into()));
        };
        let result = call(realm);
        let worn = self.scripts.borrow().scripts.is_empty() && realm.is_worn();
        if worn || realm.is_spent() || matches!(result, Err(Failure::Limit(_))) {
            *held = None;
        }
        result
    }
}

impl Engine for Sandbox {
    fn evaluate(&self, code: &str, scope: &Scope<'_>) -> Result<Value, Failure> {
        self.with(|realm| realm.evaluate(code, scope), scope)
    }

    fn members(&self, code: &str, walk: Walk, scope: &Scope<'_>) -> Result<Vec<(String, Member)>, Failure> {
        let written = self.with(|realm| realm.members(code, walk, scope), scope)?;
        members_of(&written)
    }

    fn call_with_number(&self, function: &str, argument: u32, scope: &Scope<'_>) -> Result<f64, Failure> {
        self.with(|realm| realm.call(function, argument, scope), scope)
    }

    fn run_scripts(&self, scripts: &PageScripts, scope: &Scope<'_>) -> Ran {
        *self.realm.borrow_mut() = None;
        self.scripts.borrow_mut().clone_from(scripts);
        if scripts.scripts.is_empty() {
            let config = scripts.config.iter().map(|(name, value)| (name.clone(), value.clone().into()));
            return Ran { config: config.collect(), failures: Vec::new() };
        }
        let realm = match Realm::new() {
            Ok(realm) => realm,
            Err(failure) => return Ran { config: Vec::new(), failures: vec![(0, failure)] },
        };
        let failures = realm.run_scripts(scripts, scope);
        let plain = Scope { page: None, this: None, event: None, names: Names::Plain, ..*scope };
        let config = realm.config(&plain).and_then(|written| members_of(&written)).unwrap_or_default();
        if !realm.is_spent() {
            *self.realm.borrow_mut() = Some(realm);
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
