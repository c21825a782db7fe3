//! What is in force and from where, as `hxws config` tells it. What is secret is hidden here.

use std::path::Path;

use clap::ArgAction;
use serde_json::Value as Json;

use super::key::{KEYS, Key};
use super::layers::{self, Set};
use super::option::Options;
use super::place::Layer;
use super::read::{Place, Target};
use super::value::Value;
use super::{Asked, Settings};
use crate::address;
use crate::commands::Alias;
use crate::event::{Setting, Source};
use crate::session::authorization::public_name;
use crate::session::headers::{HeaderEdit, RequestHeaders, Secrets};

/// What is in force on a command line: every setting with its value, then what files say beside it.
#[must_use]
pub fn report(
    settings: &Settings,
    sets: &[Set],
    (asked, options): (&Asked<'_>, &Options),
    secrets: Secrets,
) -> Vec<Setting> {
    let target = asked.name("target").and_then(|name| settings.target(name).ok());
    let mut rows: Vec<Setting> = target.map(|target| url("url", target, secrets)).into_iter().collect();
    for key in KEYS.iter().filter(|key| target.is_some() || !key.of_target || is_given(key, asked, options)) {
        rows.extend(of_key(key, sets, asked, options, secrets));
    }
    let aliases = sets.iter().filter(|set| set.key.name == "alias");
    rows.extend(
        aliases.flat_map(|set| set.value.texts().iter().filter_map(|text| alias(text, &set.place, secrets))),
    );
    if target.is_none() {
        rows.extend(settings.targets().flat_map(|target| of_target(target, secrets)));
    }
    rows
}

fn is_given(key: &Key, asked: &Asked<'_>, options: &Options) -> bool {
    layers::flags(key.option, asked, options).is_some()
}

/// A setting: what counts of the files, what the command line says, else what is built in.
fn of_key(key: &Key, sets: &[Set], asked: &Asked<'_>, options: &Options, secrets: Secrets) -> Vec<Setting> {
    let row = |value, source| Setting { key: key.name.to_owned(), value, unset: None, source };
    let counting = sets.iter().filter(|set| set.key.name == key.name);
    let counting = counting.filter(|set| !layers::is_overruled(set, asked, options));
    let mut rows: Vec<Setting> = counting
        .flat_map(|set| {
            each(key, &set.value, secrets).into_iter().map(|value| row(value, source(&set.place)))
        })
        .collect();
    let no = format!("no-{}", key.option);
    if layers::flags(&no, asked, options).is_some() {
        rows.push(row(false.into(), Source::CommandLine));
    } else if let Some(texts) = layers::flags(key.option, asked, options) {
        let is_flag = matches!(
            options.of(asked.command, key.option).map(clap::Arg::get_action),
            Some(ArgAction::SetTrue)
        );
        let value = if is_flag { Value::Is(true) } else { Value::Texts(texts) };
        rows.extend(each(key, &value, secrets).into_iter().map(|value| row(value, Source::CommandLine)));
    }
    if rows.is_empty() {
        rows.push(match environment(key) {
            Some((name, value)) => row(value, Source::Environment { name }),
            None => {
                let (value, unset) = options.built_in(key);
                Setting { unset, ..row(value, Source::BuiltIn) }
            }
        });
    }
    rows
}

/// What the environment says, where nothing else does.
fn environment(key: &Key) -> Option<(&'static str, Json)> {
    let set = |name: &'static str, value: &str| {
        let held = std::env::var(name).ok().filter(|held| !held.is_empty() && held != "0");
        held.map(|_| (name, Json::from(value)))
    };
    match key.name {
        "color" => set("NO_COLOR", "never").or_else(|| set("CLICOLOR_FORCE", "always")).or_else(|| {
            let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
            dumb.then(|| ("TERM", Json::from("never")))
        }),
        _ => None,
    }
}

fn of_target(target: &Target, secrets: Secrets) -> Vec<Setting> {
    let name = &target.name;
    let mut rows = vec![url(&format!("targets.{name}.url"), target, secrets)];
    for entry in &target.entries {
        let key = format!("targets.{name}.{}", entry.key.name);
        let values = each(entry.key, &entry.value, secrets).into_iter();
        rows.extend(values.map(|value| Setting {
            key: key.clone(),
            value,
            unset: None,
            source: source(&entry.place),
        }));
    }
    rows
}

fn url(key: &str, target: &Target, secrets: Secrets) -> Setting {
    let url = secrets.address(target.url.expose()).into_owned();
    Setting { key: key.to_owned(), value: url.into(), unset: None, source: source(&target.place) }
}

fn alias(text: &str, place: &Place, secrets: Secrets) -> Option<Setting> {
    let alias: Alias = text.parse().ok()?;
    let (key, value) = (format!("aliases.{}", alias.name), alias.shown(secrets, None).into());
    Some(Setting { key, value, unset: None, source: source(place) })
}

fn source(Place { path, layer, line }: &Place) -> Source {
    let (file, shown, line) = (path.display().to_string(), as_written_here(path), *line);
    match layer {
        Layer::User => Source::User { file, shown, line },
        Layer::Project => Source::Project { file, shown, line },
    }
}

/// A path from the working directory or from home on.
fn as_written_here(path: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
    let from_home = || Some(Path::new("~").join(path.strip_prefix(etcetera::home_dir().ok()?).ok()?));
    here.or_else(from_home).as_deref().unwrap_or(path).display().to_string()
}

/// The values of a setting as people may see them.
fn each(key: &Key, value: &Value, secrets: Secrets) -> Vec<Json> {
    match value {
        Value::Is(is) => vec![(*is).into()],
        Value::Texts(texts) if secrets == Secrets::Shown => {
            texts.iter().map(|text| text.as_str().into()).collect()
        }
        Value::Texts(texts) => texts.iter().map(|text| shown(key, text).into()).collect(),
    }
}

fn shown(key: &Key, text: &str) -> String {
    match key.name {
        "header" => match text.parse() {
            Ok(HeaderEdit::Set { name, value }) => {
                let mut headers = RequestHeaders::default();
                headers.push(&name, value);
                let shown = headers.shown(Secrets::Hidden);
                shown.into_iter().map(|(name, value)| format!("{name}: {value}")).collect()
            }
            _ => text.to_owned(),
        },
        "cookie" if text.contains('=') => {
            let mut headers = RequestHeaders::default();
            headers.push("cookie", text);
            headers.shown(Secrets::Hidden).into_iter().map(|(_, pairs)| pairs).collect()
        }
        "hx-header" => text.split_once('=').map_or_else(|| "…".to_owned(), |(name, _)| format!("{name}=…")),
        "user" => public_name(text).map_or_else(|| "…".to_owned(), |name| format!("{name}:…")),
        "proxy" | "page" | "page-url" | "current-url" | "origin" => address::shown(text).into_owned(),
        _ => text.to_owned(),
    }
}
