//! One runtime with its limits, the prelude in it, and calls into it.

use std::rc::Rc;
use std::time::{Duration, Instant};

use rquickjs::context::EvalOptions;
use rquickjs::function::IntoArgs;
use rquickjs::{CatchResultExt, CaughtError, Context, Ctx, FromJs, Function, Object, Persistent, Runtime};
use serde_json::Value;

use super::clock::TIME;
use super::host::Host;
use super::parser::Parser;
use super::snapshot::Snapshot;
use crate::htmx::json;
use crate::htmx::script::{EventScope, Failure, Names, PageScript, PageScripts, Walk};
use crate::page::NodeId;

/// What the scripts of one page may take together.
pub(super) const ALL_SCRIPTS: Duration = Duration::from_secs(2);
const MEMORY: usize = 32 << 20;
const STACK: usize = 256 << 10;

/// One function, in pieces: each file goes on where the one before it ends.
const PRELUDE: &str = concat!(
    include_str!("prelude/start.js"),
    include_str!("prelude/errors.js"),
    include_str!("prelude/elements.js"),
    include_str!("prelude/document.js"),
    include_str!("prelude/forms.js"),
    include_str!("prelude/htmx.js"),
    include_str!("prelude/events.js"),
    include_str!("prelude/window.js"),
    include_str!("prelude/natives.js"),
    include_str!("prelude/run.js"),
);

/// A runtime with one context, which keeps the globals of one page.
pub(super) struct Realm {
    // dropped before the runtime that it is of
    api: Persistent<Object<'static>>,
    context: Context,
    host: Rc<Host>,
}

impl Realm {
    pub(super) fn new() -> Result<Self, Failure> {
        let start = |error: rquickjs::Error| Failure::Limit(format!("the engine does not start: {error}"));
        let runtime = Runtime::new().map_err(start)?;
        runtime.set_memory_limit(MEMORY);
        runtime.set_max_stack_size(STACK);
        let host = Rc::new(Host::default());
        host.complete.set(true);
        let watched = Rc::clone(&host);
        runtime.set_interrupt_handler(Some(Box::new(move || watched.clock.strikes())));
        let context = Context::full(&runtime).map_err(start)?;
        let api = context.with(|ctx| {
            let prelude: Function<'_> = ctx.eval(PRELUDE)?;
            let api: Object<'_> = prelude.call((host.object(&ctx)?,))?;
            Ok(Persistent::save(&ctx, api))
        });
        let api = api.map_err(start)?;
        Ok(Self { api, context, host })
    }

    /// Whether it ran into a limit, after which nothing in it can be relied on.
    pub(super) fn is_spent(&self) -> bool {
        self.host.clock.struck.get() || self.host.too_long.get() || self.host.is_worn()
    }

    /// Runs the page's scripts one after the other; each ends where it throws or needs a browser.
    pub(super) fn run_scripts(&self, scripts: &PageScripts, scope: &Snapshot) -> Vec<(usize, Failure)> {
        self.host.complete.set(!scripts.others);
        let config = Value::Object(scripts.config.clone()).to_string();
        let until = Instant::now() + ALL_SCRIPTS;
        let mut parser = scope.page.as_deref().map(Parser::new);
        let mut failures = Vec::new();
        let mut present = None;
        for (at, script) in scripts.scripts.iter().enumerate() {
            if present != Some(script.has_htmx) {
                present = Some(script.has_htmx);
                let set = self.set_htmx(script.has_htmx, scripts, &config, scope);
                failures.extend(set.err().map(|failure| (at, failure)));
            }
            if let Err(failure) = self.run_script(script, parser.as_mut(), scope) {
                self.host.complete.set(false);
                failures.push((at, failure));
            }
            if self.is_spent() {
                break;
            }
            let next = at + 1;
            if next < scripts.scripts.len() && Instant::now() >= until {
                self.host.complete.set(false);
                let limit = format!("the page's scripts ran for more than {} s", ALL_SCRIPTS.as_secs());
                failures.push((next, Failure::Limit(limit)));
                break;
            }
        }
        if present != Some(true) {
            let set = self.set_htmx(true, scripts, &config, scope);
            failures.extend(set.err().map(|failure| (scripts.scripts.len(), failure)));
        }
        failures
    }

    /// Runs a script of the page, with what the parser has made by then.
    fn run_script(
        &self,
        script: &PageScript,
        parser: Option<&mut Parser<'_>>,
        scope: &Snapshot,
    ) -> Result<(), Failure> {
        let mut at = parser.zip(script.element);
        if let Some((parser, element)) = &mut at {
            *self.host.parsed.borrow_mut() = Some((*element, parser.up_to(*element)));
        }
        self.host.loading.set(true);
        let ran = self.run(&script.code, &scope.plain());
        self.host.loading.set(false);
        let parsed = self.host.parsed.take();
        if let (Some((parser, _)), Some((_, parsed))) = (at, parsed) {
            parser.parsed = parsed;
        }
        ran
    }

    /// Runs a script in the global scope.
    fn run(&self, code: &str, scope: &Snapshot) -> Result<(), Failure> {
        let options = || {
            let mut options = EvalOptions::default();
            options.strict = false;
            options
        };
        self.within(scope, |ctx, api, written| {
            let prepare: Function<'_> = api.get("prepare")?;
            prepare.call::<_, ()>((code, written))?;
            ctx.eval_with_options::<rquickjs::Value<'_>, _>(code, options()).map(drop)
        })
    }

    fn set_htmx(
        &self,
        present: bool,
        scripts: &PageScripts,
        config: &str,
        scope: &Snapshot,
    ) -> Result<(), Failure> {
        let plain = Snapshot { page: None, ..scope.plain() };
        let extended = scripts.finds_extended;
        self.call_api("htmx", "", &plain, |_, _| (present, scripts.version.as_str(), extended, config))
    }

    /// The members of `htmx.config`, as `members` writes them.
    pub(super) fn config(&self, scope: &Snapshot) -> Result<Value, Failure> {
        let written: String = self.call_api("config", "", scope, |_, _| ())?;
        read_json(&written)
    }

    pub(super) fn evaluate(&self, code: &str, scope: &Snapshot) -> Result<Value, Failure> {
        self.settle("evaluate", code, scope, |code, scope| (code, scope))
    }

    pub(super) fn members(&self, code: &str, walk: Walk, scope: &Snapshot) -> Result<Value, Failure> {
        let walk = match walk {
            Walk::Keys => "keys",
            Walk::Owned => "owned",
            Walk::Assigned => "assigned",
        };
        self.settle("members", code, scope, |code, scope| (code, walk, scope))
    }

    pub(super) fn call(&self, function: &str, argument: u32, scope: &Snapshot) -> Result<f64, Failure> {
        self.call_api("call", function, scope, |code, scope| (code, argument, scope))
    }

    /// Calls what answers with a holder of a value, which a promise may fill later.
    fn settle<'a, A>(
        &self,
        name: &str,
        code: &'a str,
        scope: &Snapshot,
        arguments: impl FnOnce(&'a str, String) -> A,
    ) -> Result<Value, Failure>
    where
        A: for<'js> IntoArgs<'js>,
    {
        let settled: Settled = self.call_api(name, code, scope, arguments)?;
        match settled {
            Settled { done: false, .. } => {
                Err(Failure::NeedsBrowser("a promise that nothing settles".to_owned()))
            }
            Settled { thrown: Some(words), .. } if words == "null" => Err(self.failure(Uncaught::Null)),
            Settled { thrown: Some(message), .. } => Err(thrown(message)),
            Settled { value: Some(written), .. } => read_json(&written),
            Settled { value: None, .. } => Ok(Value::Null),
        }
    }

    /// Calls a function of the prelude with the code and its scope.
    fn call_api<'a, T, A>(
        &self,
        name: &str,
        code: &'a str,
        scope: &Snapshot,
        arguments: impl FnOnce(&'a str, String) -> A,
    ) -> Result<T, Failure>
    where
        T: for<'js> FromJs<'js>,
        A: for<'js> IntoArgs<'js>,
    {
        self.within(scope, |ctx, api, written| {
            let function: Function<'_> = api.get(name)?;
            let value: rquickjs::Value<'_> = function.call(arguments(code, written))?;
            self.run_jobs(ctx);
            T::from_js(ctx, value)
        })
    }

    /// Does something in the context, with the limits and the surroundings of the scope.
    fn within<T>(
        &self,
        scope: &Snapshot,
        act: impl for<'js> FnOnce(&Ctx<'js>, &Object<'js>, String) -> rquickjs::Result<T>,
    ) -> Result<T, Failure> {
        self.forget();
        let written = self.enter(scope);
        let result = self.context.with(|ctx| {
            let done = self.api.clone().restore(&ctx).and_then(|api| act(&ctx, &api, written));
            let done = done.catch(&ctx).map_err(|error| self.uncaught(&ctx, error));
            self.run_jobs(&ctx);
            done
        });
        self.host.clock.stop();
        self.leave(result.map_err(|uncaught| self.failure(uncaught)))
    }

    /// Runs what promises have put off, until its time is over.
    fn run_jobs(&self, ctx: &Ctx<'_>) {
        while !self.host.clock.strikes() && ctx.execute_pending_job() {}
    }

    /// Forgets elements that no code holds, once there are many.
    fn forget(&self) {
        if !self.host.is_full() {
            return;
        }
        let kept = self.context.with(|ctx| {
            let api = self.api.clone().restore(&ctx)?;
            api.get::<_, Function<'_>>("kept")?.call::<_, Vec<i32>>(())
        });
        if let Ok(kept) = kept {
            self.host.keep(&kept);
        }
    }

    /// Sets the surroundings; the scope as the prelude reads it.
    fn enter(&self, scope: &Snapshot) -> String {
        let host = &self.host;
        host.href.borrow_mut().replace_range(.., &scope.href);
        host.random.set(scope.random);
        host.now_ms.set(scope.now_ms);
        host.needs.borrow_mut().take();
        host.broken.borrow_mut().take();
        host.by_name.borrow_mut().take();
        host.page.borrow_mut().clone_from(&scope.page);
        host.clock.start();
        let names = match scope.names {
            Names::Plain => "plain",
            Names::Api => "api",
            Names::Filter => "filter",
        };
        let number = |node: Option<NodeId>| node.map(|node| host.handle(node));
        let event = scope.event.as_ref().map(|event: &EventScope| {
            serde_json::json!({
                "type": event.kind, "target": number(event.target), "currentTarget": number(event.current_target),
                "submitter": number(event.submitter), "properties": event.properties,
                "complete": event.complete,
            })
        });
        serde_json::json!({ "self": number(scope.this), "event": event, "names": names }).to_string()
    }

    /// What comes before the result: a limit, or that the code asked for what only a browser has.
    fn leave<T>(&self, result: Result<T, Failure>) -> Result<T, Failure> {
        *self.host.page.borrow_mut() = None;
        if self.host.clock.struck.get() {
            return Err(ran_too_long());
        }
        if self.host.too_long.get() {
            return Err(Failure::Limit("it goes through a list that is too long".to_owned()));
        }
        if let Some(words) = self.host.broken.borrow_mut().take() {
            return Err(Failure::NoJavaScript(words));
        }
        match self.host.needs.borrow_mut().take() {
            Some(what) => Err(Failure::NeedsBrowser(what)),
            None => result,
        }
    }

    fn uncaught<'js>(&self, ctx: &Ctx<'js>, error: CaughtError<'js>) -> Uncaught {
        let value = match error {
            CaughtError::Error(error) => return Uncaught::Engine(error.to_string()),
            CaughtError::Exception(exception) => exception.into_value(),
            CaughtError::Value(value) if value.is_null() => return Uncaught::Null,
            CaughtError::Value(value) => value,
        };
        let described = self.api.clone().restore(ctx).and_then(|api| {
            let describe: Function<'_> = api.get("describe")?;
            describe.call::<_, String>((value,))
        });
        described.map_or_else(|error| Uncaught::Engine(error.to_string()), Uncaught::Words)
    }

    fn failure(&self, uncaught: Uncaught) -> Failure {
        match uncaught {
            Uncaught::Engine(error) => Failure::Limit(error),
            Uncaught::Null if !self.host.may_throw.get() || self.is_full() => out_of_memory(),
            Uncaught::Null => Failure::Threw("null".to_owned()),
            Uncaught::Words(words) => thrown(words),
        }
    }

    /// Whether most of the memory is taken: an exception for which none is left is null.
    fn is_full(&self) -> bool {
        let taken = self.context.runtime().memory_usage().malloc_size;
        usize::try_from(taken).is_ok_and(|taken| taken > MEMORY / 2)
    }
}

/// What was thrown, out of the engine's hands.
enum Uncaught {
    Words(String),
    Null,
    Engine(String),
}

/// An exception by its text: limits are told apart.
fn thrown(words: String) -> Failure {
    if words == "InternalError: out of memory" {
        return out_of_memory();
    }
    if words.contains("stack overflow") || words.contains("call stack size exceeded") {
        return Failure::Limit("it recursed too deeply".to_owned());
    }
    Failure::Threw(words)
}

/// That code took longer than it may.
pub(super) fn ran_too_long() -> Failure {
    Failure::Limit(format!("it ran for more than {} ms", TIME.as_millis()))
}

fn out_of_memory() -> Failure {
    Failure::Limit(format!("it took more than {} MB", MEMORY >> 20))
}

/// What a call left in its holder.
struct Settled {
    done: bool,
    value: Option<String>,
    thrown: Option<String>,
}

impl<'js> FromJs<'js> for Settled {
    fn from_js(ctx: &Ctx<'js>, value: rquickjs::Value<'js>) -> rquickjs::Result<Self> {
        let holder = Object::from_js(ctx, value)?;
        Ok(Self { done: holder.get("done")?, value: holder.get("value")?, thrown: holder.get("thrown")? })
    }
}

/// JSON text as JavaScript wrote it.
///
/// # Errors
/// Where it is nested more deeply than hxws reads.
pub(super) fn read_json(written: &str) -> Result<Value, Failure> {
    json::parse_well_formed(written)
        .map_err(|error| Failure::Limit(format!("its value cannot be read: {error}")))
}
