//! `hx-vals`, `hx-vars` and `hx-headers`: objects written on the element and its ancestors.

use serde_json::{Map, Value};

use super::attribute::{self, lineage};
use super::config::Config;
use super::dialect::Dialect;
use super::json;
use super::object_literal::pieces;
use super::script::{Failure, Kind, Member, Scope, Script, Walk};
use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// Where attributes are read, and what runs those that are JavaScript.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The page.
    pub page: &'a Document,
    /// What the version does.
    pub dialect: &'a Dialect,
    /// The page's settings.
    pub config: &'a Config,
    /// The engine.
    pub script: &'a Script,
    /// The surroundings of code; `this` is set where the dialect has it.
    pub scope: Scope<'a>,
}

/// Values read from attributes, nearest element first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// Names and values.
    pub map: Map<String, Value>,
    /// Names whose value needs a browser; they hold null in `map`, where they stand in it at all.
    pub uncomputed: Vec<String>,
    /// Names whose value JSON leaves out: undefined, or a function. They hold null in `map`.
    pub omitted: Vec<String>,
    /// Names whose value JSON writes as null, or leaves out, and that are something all the same: `NaN`, a function.
    solid: Vec<String>,
    /// Whether `unset` on the way up threw all of it away (the object is null).
    pub unset: bool,
}

impl Values {
    /// Values that are there before any attribute is read.
    #[must_use]
    pub fn of(map: Map<String, Value>) -> Self {
        Self { map, ..Self::default() }
    }

    /// `values[key] == null`: what an object has from its prototype is not.
    fn takes(&self, key: &str) -> bool {
        self.map.get(key).is_none_or(Value::is_null)
            && !self.solid.iter().any(|held| held == key)
            && !json::is_object_member(key)
    }

    fn add(&mut self, key: String, member: Member) {
        if !self.takes(&key) {
            return;
        }
        self.omitted.retain(|held| *held != key);
        self.uncomputed.retain(|held| *held != key);
        if member.json.is_none() {
            self.omitted.push(key.clone());
        }
        if member.kind != Kind::Nullish && member.json.as_ref().is_none_or(Value::is_null) {
            self.solid.push(key.clone());
        }
        self.map.insert(key, member.json.unwrap_or_default());
    }

    /// A value that needs a browser. One without a name goes by its text.
    fn add_uncomputed(&mut self, name: Option<&str>, code: &str) {
        match name {
            None => self.uncomputed.push(code.to_owned()),
            Some(name) if self.takes(name) => {
                self.add(name.to_owned(), Value::Null.into());
                self.uncomputed.push(name.to_owned());
            }
            Some(_) => {}
        }
    }

    /// Takes over another object's members, as `Object.assign` does.
    fn assign(&mut self, other: Values) {
        let known = |name: &String| !other.map.contains_key(name);
        self.uncomputed.retain(known);
        self.omitted.retain(known);
        self.solid.retain(known);
        self.uncomputed.extend(other.uncomputed);
        self.omitted.extend(other.omitted);
        self.solid.extend(other.solid);
        self.map.extend(other.map);
    }

    /// Takes over values that a person gives, in the place of what is read.
    pub fn supply(&mut self, given: &Map<String, Value>) {
        let own = |name: &String| !given.contains_key(name);
        self.uncomputed.retain(own);
        self.omitted.retain(own);
        self.map.extend(given.clone());
    }

    /// Takes out what JSON leaves out.
    pub fn drop_omitted(&mut self) {
        for name in std::mem::take(&mut self.omitted) {
            self.map.shift_remove(&name);
        }
    }
}

/// Reads one attribute from the element upward; nearer values win (htmx 2.0.11 `getValuesForElement`).
/// `evaluated` says that the attribute is JavaScript without a prefix (`hx-vars`).
///
/// # Errors
/// Where htmx throws and nothing is sent: the value is no object, or its code throws.
pub fn read(
    reading: &Reading<'_>,
    element: NodeId,
    name: &str,
    evaluated: bool,
    mut values: Values,
) -> Result<Values, Thrown> {
    for holder in lineage(reading.page, element) {
        let Some(written) = attribute::filled(reading.page, holder, name) else { continue };
        let written = written.trim();
        if written == "unset" {
            values.unset = true;
            return Ok(values);
        }
        let script = written.strip_prefix("javascript:").or_else(|| written.strip_prefix("js:"));
        match script.or(evaluated.then_some(written)) {
            Some(_) if !reading.config.allow_eval => {}
            Some(script) => add_script(&mut values, reading, holder, &in_braces(script))?,
            None => add_json(&mut values, reading, name, &in_braces(written))?,
        }
    }
    Ok(values)
}

/// `hx-vars` and `hx-vals` of a sender, merged (htmx 2.0.11 `getExpressionVars`).
///
/// # Errors
/// Where htmx throws and nothing is sent.
pub fn of_sender(reading: &Reading<'_>, sender: NodeId) -> Result<Values, Thrown> {
    let vars = read(reading, sender, "hx-vars", true, Values::default())?;
    let vals = read(reading, sender, "hx-vals", false, Values::default())?;
    match (vars.unset, vals.unset) {
        (true, false) if reading.dialect.merges_in_place && !vals.map.is_empty() => {
            Err(Thrown("hx-vars is unset and hx-vals has values: cannot set properties of null".into()))
        }
        (true, true) => Ok(Values::default()),
        (true, false) => Ok(vals),
        (false, true) => Ok(vars),
        (false, false) => {
            let mut merged = vars;
            merged.assign(vals);
            Ok(merged)
        }
    }
}

/// Code or JSON as an object, as htmx writes it where the braces are left out.
#[must_use]
pub fn in_braces(text: &str) -> String {
    if text.starts_with('{') { text.to_owned() } else { format!("{{{text}}}") }
}

fn add_json(values: &mut Values, reading: &Reading<'_>, name: &str, text: &str) -> Result<(), Thrown> {
    let members: Vec<(String, Member)> = match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(parsed) => parsed.into_iter().map(|(key, value)| (key, value.into())).collect(),
        // what JSON.parse takes and Rust does not: numbers beyond a double
        Err(error) => match parse_json(reading.script, &reading.scope, text) {
            Ok(members) => members,
            Err(_) if reading.dialect.skips_broken_values => Vec::new(),
            Err(_) => return Err(Thrown(format!("{name} is not JSON: {error}"))),
        },
    };
    members.into_iter().for_each(|(key, member)| values.add(key, member));
    Ok(())
}

fn add_script(values: &mut Values, reading: &Reading<'_>, holder: NodeId, code: &str) -> Result<(), Thrown> {
    let walk = if reading.dialect.skips_broken_values { Walk::Owned } else { Walk::Keys };
    let this = Some(holder).filter(|_| reading.dialect.values_know_this);
    let scope = Scope { this, ..reading.scope };
    for part in evaluate(reading.script, code, walk, &scope)? {
        match part {
            Part::Member(name, member) => values.add(name, member),
            Part::Uncomputed { name, code } => values.add_uncomputed(name.as_deref(), &code),
        }
    }
    Ok(())
}

/// The members of an object in JSON, as `JSON.parse` reads it.
///
/// # Errors
/// Where it throws, or there is no engine.
pub fn parse_json(script: &Script, scope: &Scope<'_>, text: &str) -> Result<Vec<(String, Member)>, Failure> {
    let code = format!("JSON.parse({})", json::stringify(&Value::from(text)));
    script.members(&code, Walk::Keys, scope)
}

/// A part of an object that code gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A member with its name.
    Member(String, Member),
    /// A member that needs a browser.
    Uncomputed {
        /// Its name, where it has one that can be read.
        name: Option<String>,
        /// As written.
        code: String,
    },
}

/// What an object is made of that the code of an attribute gives. Where something in it needs a browser, its members
/// are evaluated each by itself, so that what can be computed is: until one runs into a limit, which may be met once.
///
/// # Errors
/// Where the code throws.
pub fn evaluate(script: &Script, code: &str, walk: Walk, scope: &Scope<'_>) -> Result<Vec<Part>, Thrown> {
    let named = |(name, member)| Part::Member(name, member);
    let first = match script.members(code, walk, scope) {
        Ok(members) => return Ok(members.into_iter().map(named).collect()),
        Err(Failure::Threw(message) | Failure::NoJavaScript(message)) => return Err(Thrown(message)),
        Err(failure) => failure,
    };
    let mut limited = matches!(first, Failure::Limit(_));
    let mut parts = Vec::new();
    for piece in pieces(code) {
        let alone = || script.members(&format!("{{{}}}", piece.code), walk, scope);
        match if limited { Err(first.clone()) } else { alone() } {
            Ok(members) => parts.extend(members.into_iter().map(named)),
            Err(Failure::Threw(message)) => return Err(Thrown(message)),
            Err(failure) => {
                limited |= matches!(failure, Failure::Limit(_));
                parts.push(Part::Uncomputed { name: piece.name, code: piece.code.to_owned() });
            }
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use crate::htmx::script::{Engine, Names, PageScripts, Ran};

    fn read_with(script: &Script, dialect: &Dialect, html: &str) -> Result<Values, Thrown> {
        let page = Document::parse(html);
        let scope = Scope {
            page: Some(&page),
            this: None,
            event: None,
            href: "http://localhost/",
            random: 0.5,
            now_ms: 0.0,
            names: Names::Plain,
        };
        let reading = Reading { page: &page, dialect, config: &Config::default(), script, scope };
        read(&reading, page.by_id("e")[0], "hx-vals", false, Values::default())
    }

    fn vals(html: &str) -> Result<Values, Thrown> {
        read_with(&Script::default(), &Dialect::default(), html)
    }

    #[test]
    fn nearer_values_win_and_braces_may_be_left_out() {
        let values = vals(r#"<div hx-vals='{"a":1,"b":2}'><p id=e hx-vals='"b":3, "c":null'>"#).unwrap();
        assert_eq!(Value::Object(values.map).to_string(), r#"{"b":3,"c":null,"a":1}"#);
    }

    #[test]
    fn unset_throws_away_the_object() {
        assert!(vals(r#"<div hx-vals=unset><p id=e hx-vals='{"a":1}'>"#).unwrap().unset);
    }

    #[test]
    fn what_is_not_json_throws_and_before_2_0_11_is_nothing() {
        assert!(vals("<p id=e hx-vals='{a:1}'>").is_err());
        let older = Dialect::choose("2.0.10", None).unwrap();
        let values = read_with(&Script::default(), &older, "<p id=e hx-vals='{a:1}'>").unwrap();
        assert_eq!(values, Values::default());
    }

    #[test]
    fn without_an_engine_scripts_give_their_names_only() {
        let values =
            vals(r#"<p id=e hx-vals='js:{now: Date.now(), "two": f(1, {x: 2}), three, ...four}'>"#).unwrap();
        assert_eq!(values.uncomputed, ["now", "two", "three", "...four"]);
    }

    /// An engine in which everything runs into a limit; it counts what it is asked.
    #[derive(Default)]
    struct Limited(std::cell::Cell<usize>);

    impl Engine for Limited {
        fn evaluate(&self, _: &str, _: &Scope<'_>) -> Result<Value, Failure> {
            Err(Failure::Limit("it ran for too long".into()))
        }

        fn members(&self, _: &str, _: Walk, _: &Scope<'_>) -> Result<Vec<(String, Member)>, Failure> {
            self.0.set(self.0.get() + 1);
            Err(Failure::Limit("it ran for too long".into()))
        }

        fn call_with_number(&self, _: &str, _: u32, _: &Scope<'_>) -> Result<f64, Failure> {
            Err(Failure::Limit("it ran for too long".into()))
        }

        fn run_scripts(&self, _: &PageScripts, _: &Scope<'_>) -> Ran {
            Ran::default()
        }
    }

    #[test]
    fn after_a_limit_no_member_is_tried_by_itself() {
        let engine = Rc::new(Limited::default());
        let script = Script::new(engine.clone());
        let values = read_with(&script, &Dialect::default(), "<p id=e hx-vals='js:{a: f(), b: g(), c: 1}'>");
        assert_eq!(
            (values.unwrap().uncomputed, engine.0.get()),
            (vec!["a".into(), "b".into(), "c".into()], 1)
        );
    }

    #[cfg(feature = "script")]
    mod evaluated {
        use super::*;

        fn vals(html: &str) -> Result<Values, Thrown> {
            read_with(&crate::script::engine(), &Dialect::default(), html)
        }

        #[test]
        fn what_can_be_computed_is() {
            let values = vals(r#"<p id=e hx-vals='js:{a: 1 + 1, b: localStorage.x, c: this.id, ...d()}'>"#);
            let Err(thrown) = values else { panic!("d is not defined") };
            assert_eq!(thrown, Thrown("ReferenceError: d is not defined".into()));
            let values =
                vals(r#"<p id=e hx-vals='js:{a: 1 + 1, b: localStorage.x, c: this.id, ...navigator}'>"#)
                    .unwrap();
            assert_eq!(Value::Object(values.map).to_string(), r#"{"a":2,"b":null,"c":"e"}"#);
            assert_eq!(values.uncomputed, ["b", "...navigator"]);
        }

        #[test]
        fn undefined_gives_way_to_outer_values_and_what_json_cannot_say_does_not() {
            let mut values = vals(
                "<div hx-vals='js:{a: 1, b: 2, c: 3, d: 4}'>\
                 <p id=e hx-vals='js:{a: undefined, b: NaN, c: () => 1, d: null}'>",
            )
            .unwrap();
            assert_eq!(values.omitted, ["c"]);
            values.drop_omitted();
            assert_eq!(Value::Object(values.map).to_string(), r#"{"a":1,"b":null,"d":4}"#);
        }

        #[test]
        fn numbers_beyond_a_double_are_null() {
            let values = vals("<p id=e hx-vals='{\"a\": 1e400, \"b\": [-1e400]}'>").unwrap();
            assert_eq!(Value::Object(values.map).to_string(), r#"{"a":null,"b":[null]}"#);
        }
    }
}
