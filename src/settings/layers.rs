//! What comes of several files and the command line: a flag before the target's setting, that before the project's, that before
//! the user's own.

use std::ffi::OsString;

use clap::parser::ValueSource;

use super::key::{ALIAS, Key};
use super::option::Options;
use super::place::Layer;
use super::read::{Entry, Place, Target};
use super::value::Value;
use super::{Asked, Settings};

/// A setting that counts.
#[derive(Debug, Clone)]
pub struct Set {
    /// Which.
    pub key: &'static Key,
    /// What it says.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
    /// How much it counts.
    rank: usize,
}

/// What the files come to, the target's settings included.
#[must_use]
pub fn in_force(settings: &Settings, target: Option<&Target>) -> Vec<Set> {
    let files = settings.files.iter().map(|file| file.entries.as_slice());
    let mut sets = Vec::new();
    for (rank, entries) in files.chain(target.map(|target| target.entries.as_slice())).enumerate() {
        for Entry { key, value, place } in entries {
            let each: Vec<Value> = match value {
                Value::Texts(texts) if key.adds => {
                    texts.iter().map(|text| Value::Texts(vec![text.clone()])).collect()
                }
                whole => vec![whole.clone()],
            };
            let each: Vec<Value> =
                each.into_iter().filter(|value| !is_the_users(key, value, place, &sets)).collect();
            // those of one list stand beside each other, as on the command line
            sets.retain(|set: &Set| set.rank == rank || !each.iter().any(|value| replaces(key, value, set)));
            sets.extend(each.into_iter().map(|value| Set { key, value, place: place.clone(), rank }));
        }
    }
    sets
}

/// Whether it is an alias of a project's that the user has another line for: nobody else says what that does.
fn is_the_users(key: &Key, value: &Value, place: &Place, sets: &[Set]) -> bool {
    key.name == ALIAS.name
        && place.layer == Layer::Project
        && sets.iter().any(|set| set.place.layer == Layer::User && replaces(key, value, set))
}

/// Whether a value of a higher layer takes a setting's place.
fn replaces(key: &Key, value: &Value, set: &Set) -> bool {
    if set.key.with == Some(key.name) {
        return true;
    }
    set.key.name == key.name
        && (!key.adds || value.texts().first().is_some_and(|text| is_of_same_name(set, text)))
}

fn is_of_same_name(set: &Set, text: &str) -> bool {
    let name = |text: &str| {
        let name = text.split([':', ';', '=']).next().unwrap_or_default().trim();
        if set.key.name == ALIAS.name { name.to_owned() } else { name.to_lowercase() }
    };
    set.value.texts().iter().any(|held| name(held) == name(text))
}

/// The settings as arguments, without those that the command line overrules.
#[must_use]
pub fn arguments(sets: &[Set], asked: &Asked<'_>, options: &Options) -> Vec<OsString> {
    let counting = sets.iter().filter(|set| (set.key.counts)(asked.command, &set.value));
    counting
        .filter(|set| !is_overruled(set, asked, options))
        .flat_map(|set| options.arguments(asked.command, set.key, &set.value))
        .map(OsString::from)
        .collect()
}

/// Whether the command line says otherwise: the same option or its opposite, one that it conflicts with, or one that it
/// goes with.
pub fn is_overruled(set: &Set, asked: &Asked<'_>, options: &Options) -> bool {
    let key = set.key;
    if key.adds {
        let given = flags(key.option, asked, options);
        return given.is_some_and(|texts| texts.iter().any(|text| is_of_same_name(set, text)));
    }
    let no = format!("no-{}", key.option);
    let same = [key.option, no.as_str()].into_iter().chain(key.with);
    same.into_iter().any(|option| flags(option, asked, options).is_some())
        || options.conflicts(asked.command, key.option).any(|id| is_given(id, asked))
}

/// What the command line says with an option; nothing where it has not got it.
#[must_use]
pub fn flags(option: &str, asked: &Asked<'_>, options: &Options) -> Option<Vec<String>> {
    let id = options.of(asked.command, option)?.get_id().as_str();
    if !is_given(id, asked) {
        return None;
    }
    let raw = asked.matches.try_get_raw(id).ok().flatten();
    Some(raw.into_iter().flatten().map(|text| text.to_string_lossy().into_owned()).collect())
}

fn is_given(id: &str, asked: &Asked<'_>) -> bool {
    // `value_source` would panic on an id that there is not
    asked.matches.try_contains_id(id).is_ok()
        && asked.matches.value_source(id) == Some(ValueSource::CommandLine)
}

#[cfg(test)]
mod tests {
    use super::super::place::Found;
    use super::super::{Settings, read};
    use super::*;

    fn settings(own: &str, project: &str) -> Settings {
        let found = |layer, text: &str| Found { path: "/f".into(), layer, text: text.to_owned() };
        let options = Options::default();
        let files = [found(Layer::User, own), found(Layer::Project, project)];
        let files = files.map(|found| read::read(&found, &options).unwrap());
        Settings { files: files.into(), ..Settings::default() }
    }

    fn come_to(own: &str, project: &str, line: &str) -> Vec<String> {
        let settings = settings(own, project);
        let matches = <crate::cli::Cli as clap::CommandFactory>::command();
        let matches = matches.get_matches_from(std::iter::once("hxws").chain(line.split(' ')));
        let (command, matches) = matches.subcommand().unwrap();
        let asked = Asked { command, matches };
        let sets = in_force(&settings, settings.targets().next());
        let arguments = arguments(&sets, &asked, &Options::default());
        arguments.into_iter().map(|text| text.into_string().unwrap()).collect()
    }

    #[test]
    fn the_project_counts_before_the_user_and_a_target_before_both() {
        let target = "[targets.a]\nurl = ':1'\nmax-retries = 3\n";
        let both = "max-retries = 1\norigin = 'http://a'\nload = true\n";
        assert_eq!(
            come_to(
                both,
                &format!("max-retries = 2\norigin = 'http://b'\nload = false\n{target}"),
                "connect @a"
            ),
            ["--origin=http://b", "--max-retries=3"]
        );
    }

    #[test]
    fn headers_add_up_and_those_of_a_name_take_each_others_place() {
        let own = "header = ['A: 1', 'A: 2', 'B;']\n";
        assert_eq!(
            come_to(own, "header = 'b: 3'\n", "connect :1"),
            ["--header=A: 1", "--header=A: 2", "--header=b: 3"]
        );
        assert_eq!(come_to(own, "", "connect :1 -H a;"), ["--header=B;"]);
        // a list that is none of names is one value
        assert_eq!(
            come_to("subprotocol = ['a', 'b']\n", "subprotocol = 'c'\n", "connect :1"),
            ["--subprotocol=c"]
        );
    }

    #[test]
    fn no_project_takes_the_place_of_an_alias_of_the_users_own() {
        let own = "[aliases]\nb = 'a=1'\n";
        assert_eq!(
            come_to(own, "[aliases]\nb = 'a=2'\nB = 'a=3'\nc = 'a=4'\n", "connect :1"),
            ["--alias=b=a=1", "--alias=B=a=3", "--alias=c=a=4"]
        );
        assert_eq!(come_to(own, "[aliases]\nb = 'a=2'\n", "connect :1 --alias b=a=5"), [""; 0]);
    }

    #[test]
    fn flags_are_written_as_the_command_has_them() {
        let own = "verbose = 2\ntime = false\ncompress = true\nproxy = false\nquiet = true\nstrict = true\ntimeout = 3\n";
        assert_eq!(
            come_to(own, "", "send :1"),
            ["--verbose", "--verbose", "--no-time", "--no-proxy", "--quiet", "--strict", "--timeout=3"]
        );
        assert_eq!(come_to(own, "", "listen :1 -v --proxy http://p"), ["--no-time", "--quiet", "--strict"]);
        assert_eq!(
            come_to(own, "", "simulate x"),
            ["--verbose", "--verbose", "--no-time", "--quiet", "--strict"]
        );
    }

    #[test]
    fn what_goes_with_another_setting_goes_with_that_of_its_place() {
        let own = "htmx = '2.0.4'\nws-ext = '2.0.3'\n";
        assert_eq!(come_to(own, "", "connect :1"), ["--htmx=2.0.4", "--ws-ext=2.0.3"]);
        assert_eq!(come_to(own, "htmx = '4'\n", "connect :1"), ["--htmx=4"]);
        assert_eq!(come_to(own, "", "connect :1 --htmx 4"), [""; 0]);
        assert_eq!(come_to(own, "", "simulate x"), [""; 0]);
    }

    #[test]
    fn a_format_counts_where_there_is_something_in_it_to_print() {
        assert_eq!(come_to("output = 'html'\n", "", "listen :1"), ["--output=html"]);
        assert_eq!(come_to("output = 'html'\n", "", "inspect x"), [""; 0]);
        assert_eq!(come_to("output = 'json'\n", "", "inspect x"), ["--output=json"]);
    }
}
