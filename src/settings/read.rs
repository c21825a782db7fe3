//! A file's text → its settings, each with its line. What cannot be read is an error that names file, line and key.

use std::cell::Cell;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{self, ALIAS, KEYS, Key};
use super::option::Options;
use super::place::{Found, Layer};
use super::value::{Value, kind};
use super::{check, strangers};
use crate::address::Written;
use crate::commands::{Alias, stranger_may_write};
use crate::htmx::diagnose::nearest;
use crate::render::sanitize;
use crate::status::Stop;

/// What a file says.
#[derive(Debug, Clone)]
pub struct File {
    /// Whose it is.
    pub layer: Layer,
    /// Settings of every session.
    pub entries: Vec<Entry>,
    /// Targets.
    pub targets: Vec<Target>,
}

/// A setting in a file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which.
    pub key: &'static Key,
    /// What it says; paths are whole.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: std::rc::Rc<Path>,
    /// Whose it is.
    pub layer: Layer,
    /// The line, from 1.
    pub line: usize,
}

/// A named target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its name, without `@`.
    pub name: String,
    /// What it is, as TARGET on the command line.
    pub url: Written,
    /// Where that stands.
    pub place: Place,
    /// Its settings.
    pub entries: Vec<Entry>,
}

/// Reads a file.
///
/// # Errors
/// Where it is no TOML, has a key that there is not, or a value that cannot be read; and where a project's file says what
/// only the user may.
pub fn read(found: &Found, options: &Options) -> Result<File, Stop> {
    let left = Cell::new(if found.layer == Layer::Project { MOST } else { usize::MAX });
    let reader = Reader { found, path: found.path.as_path().into(), options, left };
    let table = DeTable::parse(&found.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let problem = error.message().lines().next().unwrap_or_default().to_owned();
        reader.wrong(at, format!("this is not TOML: {problem}"))
    })?;
    let mut file = File { layer: found.layer, entries: Vec::new(), targets: Vec::new() };
    for (name, value) in in_order(table.get_ref()) {
        match name.get_ref().as_ref() {
            "targets" => {
                for (name, target) in in_order(reader.table(name, value)?) {
                    file.targets.push(reader.target(name, target)?);
                }
            }
            "aliases" => {
                for (name, line) in in_order(reader.table(name, value)?) {
                    file.entries.push(reader.alias(name, line)?);
                }
            }
            _ => file.entries.push(reader.entry(name, value, false)?),
        }
    }
    Ok(file)
}

/// Settings, values in lists, targets and aliases of a project's file at most: each takes its time to read.
const MOST: usize = 400;

type Name<'t> = Spanned<std::borrow::Cow<'t, str>>;

/// A table as it is written.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(&'t Name<'i>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_unstable_by_key(|(name, _)| name.span().start);
    entries
}

struct Reader<'a> {
    found: &'a Found,
    path: std::rc::Rc<Path>,
    options: &'a Options,
    /// How much more the file may say.
    left: Cell<usize>,
}

impl Reader<'_> {
    /// Counts what the file says.
    fn count(&self, at: usize, how_many: usize) -> Result<(), Stop> {
        let left = self.left.get().checked_sub(how_many).ok_or_else(|| {
            self.wrong(at, format!("a project's file holds at most {MOST} settings, targets and aliases"))
        })?;
        self.left.set(left);
        Ok(())
    }

    fn place(&self, at: usize) -> Place {
        let before = &self.found.text.as_bytes()[..at.min(self.found.text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Place { path: self.path.clone(), layer: self.found.layer, line }
    }

    fn wrong(&self, at: usize, problem: String) -> Stop {
        let Place { path, line, .. } = self.place(at);
        Stop::usage(format!("`{}`, line {line}: {problem}", path.display()))
    }

    fn table<'t, 'i>(
        &self,
        name: &Name<'_>,
        value: &'t Spanned<DeValue<'i>>,
    ) -> Result<&'t DeTable<'i>, Stop> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            other => {
                let (name, kind) = (name.get_ref(), kind(other));
                Err(self.wrong(value.span().start, format!("`{name}` takes a table, not {kind}")))
            }
        }
    }

    fn target(&self, name: &Name<'_>, value: &Spanned<DeValue<'_>>) -> Result<Target, Stop> {
        let at = name.span().start;
        self.count(at, 1)?;
        let named = name.get_ref().as_ref();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        // some letters are not shown
        if named.is_empty() || !named.chars().all(is_part) || sanitize::hidden(named).next().is_some() {
            let problem = format!("a target is named by letters, digits, `-`, `_` and `.`, not `{named}`");
            return Err(self.wrong(at, problem));
        }
        let (mut url, mut entries) = (None, Vec::new());
        for (key, value) in in_order(self.table(name, value)?) {
            if key.get_ref() == "url" {
                url = Some((self.url(value)?, self.place(key.span().start)));
            } else {
                entries.push(self.entry(key, value, true)?);
            }
        }
        let Some((url, place)) = url else {
            let help = "give it `url`, what it connects to: ws://…, http://… or the path of an HTML file";
            return Err(self.wrong(at, format!("the target `{named}` has no `url`")).help(help.to_owned()));
        };
        Ok(Target { name: named.to_owned(), url, place, entries })
    }

    fn url(&self, value: &Spanned<DeValue<'_>>) -> Result<Written, Stop> {
        let wrong = |problem| self.wrong(value.span().start, problem);
        let DeValue::String(written) = value.get_ref() else {
            return Err(wrong(format!("`url` takes text, not {}", kind(value.get_ref()))));
        };
        let directory = self.path.parent().unwrap_or(Path::new(""));
        let target = check::target(directory, written)
            .map_err(|stop| Stop { message: wrong(stop.message).message, ..stop })?;
        if self.found.layer == Layer::Project {
            strangers::file(directory, target.expose())
                .map_err(|problem| wrong(format!("`url` {problem}")))?;
        }
        Ok(target)
    }

    fn alias(&self, name: &Name<'_>, value: &Spanned<DeValue<'_>>) -> Result<Entry, Stop> {
        self.count(name.span().start, 1)?;
        let DeValue::String(line) = value.get_ref() else {
            let (name, kind) = (name.get_ref(), kind(value.get_ref()));
            return Err(self.wrong(value.span().start, format!("`{name}` takes a line as text, not {kind}")));
        };
        let wrong =
            |problem| self.wrong(name.span().start, format!("the alias `{}` {problem}", name.get_ref()));
        let text = format!("{}={line}", name.get_ref());
        let alias: Alias = text.parse().map_err(|problem| wrong(format!("cannot be read: {problem}")))?;
        if self.found.layer == Layer::Project {
            stranger_may_write(&alias.line).map_err(wrong)?;
        }
        let value = Value::Texts(vec![text]);
        Ok(Entry { key: &ALIAS, value, place: self.place(name.span().start) })
    }

    fn entry(&self, name: &Name<'_>, value: &Spanned<DeValue<'_>>, in_target: bool) -> Result<Entry, Stop> {
        let (at, named) = (name.span().start, name.get_ref().as_ref());
        let key = key::find(named).ok_or_else(|| {
            self.wrong(at, format!("there is no setting `{named}`")).help(meant(named, in_target))
        })?;
        if key.of_target && !in_target {
            let help = "what it holds is for one server: put it into `[targets.NAME]`".to_owned();
            return Err(self.wrong(at, format!("`{named}` is a setting of targets")).help(help));
        }
        if let (Some(why), Layer::Project) = (key.own, self.found.layer) {
            let help = format!("{why}; it is a setting of your own configuration, or an option");
            return Err(self.wrong(at, format!("`{named}` is not for a project's file")).help(help));
        }
        let wrong = |problem: String| self.wrong(value.span().start, format!("`{named}` {problem}"));
        let read = Value::read(value.get_ref())
            .ok_or_else(|| wrong(format!("takes no {}", kind(value.get_ref()).trim_start_matches("a "))))?;
        self.count(at, read.texts().len().max(1))?;
        self.options.check(key, &read).map_err(wrong)?;
        if !in_target && let Some(header) = check::credential(key, &read) {
            let help = "it would go to every server: put it into `[targets.NAME]`".to_owned();
            return Err(wrong(format!("holds `{header}`, which is for one server")).help(help));
        }
        let directory = self.path.parent().unwrap_or(Path::new(""));
        let whole = check::whole(key, read, directory).map_err(wrong)?;
        if self.found.layer == Layer::Project {
            strangers::value(key, &whole, directory).map_err(wrong)?;
        }
        Ok(Entry { key, value: whole, place: self.place(at) })
    }
}

/// What was meant by a name that is none.
fn meant(named: &str, in_target: bool) -> Option<String> {
    if let Some(key) = named.strip_prefix("no-").and_then(key::find) {
        return Some(format!("write `{} = false`", key.name));
    }
    let names = KEYS.iter().filter(|key| in_target || !key.of_target).map(|key| key.name);
    let tables: &[&str] = if in_target { &["url"] } else { &["targets", "aliases"] };
    let near = nearest(named, names.chain(tables.iter().copied()));
    near.map(|near| format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_as(layer: Layer, text: &str) -> Result<File, Stop> {
        let found = Found { path: "/shop/.hxws.toml".into(), layer, text: text.to_owned() };
        read(&found, &Options::default())
    }

    fn lines(text: &str) -> Vec<(&'static str, usize)> {
        let file = read_as(Layer::User, text).unwrap();
        file.entries.iter().map(|entry| (entry.key.name, entry.place.line)).collect()
    }

    #[test]
    fn settings_come_in_the_order_of_the_file_each_with_its_line() {
        let text = "# mine\nverbose = 1\nheader = [\n  'A: b',\n]\n\n[aliases]\nz = 'a=1'\nb = 'a=2'\n";
        assert_eq!(lines(text), [("verbose", 2), ("header", 3), ("alias", 8), ("alias", 9)]);
    }

    #[test]
    fn paths_begin_where_the_file_is() {
        let text =
            "cacert = 'ca.pem'\nrecord = '/var/log'\n[targets.a]\nurl = './room'\ncookie = ['a=b', 'jar']\n";
        let file = read_as(Layer::User, text).unwrap();
        let texts = |entries: &[Entry]| -> Vec<String> {
            entries.iter().flat_map(|entry| entry.value.texts().to_vec()).collect()
        };
        assert_eq!(texts(&file.entries), ["/shop/ca.pem", "/var/log"]);
        assert_eq!(file.targets[0].url.expose(), "/shop/./room");
        assert_eq!(texts(&file.targets[0].entries), ["a=b", "/shop/jar"]);
    }

    #[test]
    fn addresses_are_whole() {
        let url = |written: &str| {
            let file = read_as(Layer::Project, &format!("[targets.a]\nurl = '{written}'\n"));
            file.map(|file| file.targets[0].url.expose().to_owned()).map_err(|stop| stop.message)
        };
        assert_eq!(url(":8000/ws"), Ok("ws://localhost:8000/ws".into()));
        assert_eq!(url("HTTPS://a.example"), Ok("https://a.example/".into()));
        assert_eq!(url("-"), Err("`/shop/.hxws.toml`, line 2: `-` is no target".into()));
    }

    #[test]
    fn no_target_stands_for_another() {
        let told = "`@demo` is a target's name, and no target stands for another";
        for layer in [Layer::User, Layer::Project] {
            let stop = read_as(layer, "[targets.a]\nurl = '@demo'\n").unwrap_err();
            assert_eq!(stop.message, format!("`/shop/.hxws.toml`, line 2: {told}"));
        }
        let page = read_as(Layer::User, "[targets.a]\nurl = ':1'\npage = '@demo'\n").unwrap_err().message;
        assert_eq!(page, format!("`/shop/.hxws.toml`, line 3: `page` cannot be read: {told}"));
        let file = read_as(Layer::User, "[targets.a]\nurl = './@demo'\n").unwrap();
        assert_eq!(file.targets[0].url.expose(), "/shop/./@demo");
    }

    #[test]
    fn a_project_says_so_much_and_no_more() {
        let many = |head: &str, line: fn(usize) -> String| {
            let lines: Vec<String> = (0..=MOST).map(line).collect();
            format!("{head}{}", lines.concat())
        };
        let problem = |line| {
            format!(
                "`/shop/.hxws.toml`, line {line}: a project's file holds at most 400 settings, targets and aliases"
            )
        };
        let aliases = many("[aliases]\n", |at| format!("a{at} = 'x=1'\n"));
        let targets = many("", |at| format!("[targets.t{at}]\nurl = ':1'\n"));
        let values = many("header = [\n", |at| format!("'A{at}: 1',\n")) + "]\n";
        for (text, line) in [(&aliases, MOST + 2), (&targets, 2 * MOST + 1), (&values, 1)] {
            assert_eq!(read_as(Layer::Project, text).unwrap_err().message, problem(line));
        }
        let fits = aliases.rsplit_once("a400").unwrap().0;
        assert_eq!(read_as(Layer::Project, fits).unwrap().entries.len(), MOST);
        assert_eq!(read_as(Layer::User, &aliases).unwrap().entries.len(), MOST + 1);
    }

    #[test]
    fn what_is_nested_without_end_is_no_toml() {
        let deep = format!("a = {}", "[".repeat(100_000));
        assert!(read_as(Layer::Project, &deep).unwrap_err().message.contains("this is not TOML"));
    }

    /// A line of a file, right or nearly so.
    fn line() -> impl Strategy<Value = String> {
        let names: Vec<&str> =
            KEYS.iter().map(|key| key.name).chain(["url", "b", "targets", "no-time"]).collect();
        let values = [
            "true",
            "false",
            "3",
            "0x3",
            "1.5",
            "nan",
            "'5s'",
            "'a=b'",
            "['x', 1]",
            "{}",
            "'@x'",
            "1979-05-27",
            "'n => n'",
        ];
        let setting = (prop::sample::select(names), prop::sample::select(values.to_vec()));
        prop_oneof![
            setting.prop_map(|(name, value)| format!("{name} = {value}")),
            prop::sample::select(vec!["[targets.a]", "[targets.b]\nurl = ':1'", "[aliases]", "[[targets]]"])
                .prop_map(str::to_owned),
            "\\PC*",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_file_panics(lines in prop::collection::vec(line(), 0..6), is_own in any::<bool>()) {
            let layer = if is_own { Layer::User } else { Layer::Project };
            let _read = read_as(layer, &lines.join("\n"));
        }
    }
}
