//! Commands of the user's own: what stands for a line at the prompt. Pure.

use std::borrow::Cow;
use std::str::FromStr;

use super::command;
use super::help;
use super::history::secret::may_be_kept;
use super::parting::SPACE;
use crate::htmx::diagnose::nearest;
use crate::page::Document;
use crate::session::headers::Secrets;

/// A command of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Its name, without the slash.
    pub name: String,
    /// What it stands for: a line of hxws's own commands, so that none can stand for itself.
    pub line: String,
}

impl FromStr for Alias {
    type Err = String;

    /// Reads `NAME=LINE`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (name, line) = text.split_once('=').ok_or("write NAME=LINE, such as 'b=/submit #buy qty=1'")?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty() || !name.chars().all(is_name) {
            return Err(format!("a name is of letters, digits, `-` and `_`, not `{name}`"));
        }
        if command::find(name).is_some() {
            return Err(format!("`/{name}` is a command of hxws; take another name"));
        }
        let line = line.trim_matches(SPACE);
        if line.is_empty() || line.contains('\n') {
            return Err("an alias stands for one line".to_owned());
        }
        if let Some(command) = line.strip_prefix('/') {
            let known = command.split(char::is_whitespace).next().unwrap_or_default();
            if command::find(known).is_none() {
                let near = nearest(known, command::all().map(|command| command.name));
                let near = near.map(|near| format!("; did you mean `/{near}`?")).unwrap_or_default();
                return Err(format!("it stands for `/{known}`, which is no command of hxws{near}"));
            }
        }
        Ok(Self { name: name.to_owned(), line: line.to_owned() })
    }
}

impl Alias {
    /// What it stands for, as people may see it: nothing of a line that no history would keep.
    #[must_use]
    pub fn shown(&self, secrets: Secrets, page: Option<&Document>) -> &str {
        if secrets == Secrets::Shown || may_be_kept(&self.line, page) { &self.line } else { "…" }
    }
}

/// A line that begins with an alias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it stands for.
    pub line: String,
    /// Where the alias ends in what was typed.
    pub name_end: usize,
    /// Where what follows it begins, in what was typed and in what it stands for.
    rest: (usize, usize),
}

impl Opened {
    /// Whether a place in what it stands for is in what was typed behind the alias.
    #[must_use]
    pub fn is_typed(&self, at: usize) -> bool {
        at >= self.rest.1
    }

    /// Where such a place is in what was typed.
    #[must_use]
    pub fn typed_at(&self, at: usize) -> usize {
        at.saturating_sub(self.rest.1) + self.rest.0
    }

    /// Where a place in what was typed is in what it stands for, if it is behind the alias.
    #[must_use]
    pub fn stands_at(&self, at: usize) -> Option<usize> {
        Some(at.checked_sub(self.rest.0)? + self.rest.1)
    }
}

/// A line that begins with an alias, with what follows its name behind what it stands for. The last of a name counts.
#[must_use]
pub fn open(aliases: &[Alias], line: &str) -> Option<Opened> {
    let start = line.len() - line.trim_start_matches(SPACE).len();
    let written = line[start..].strip_prefix('/')?;
    let (name, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    let alias = aliases.iter().rev().find(|alias| alias.name == name)?;
    let name_end = start + 1 + name.len();
    let opened = if name_end == line.len() { alias.line.clone() } else { format!("{} {rest}", alias.line) };
    Some(Opened { name_end, rest: (line.len() - rest.len(), opened.len() - rest.len()), line: opened })
}

/// The aliases that may come of this start of a name, with its slash.
pub fn starting<'a>(aliases: &'a [Alias], typed: &str) -> impl Iterator<Item = &'a Alias> {
    let typed = typed.trim_start_matches(SPACE).strip_prefix('/').map(str::to_owned);
    aliases.iter().filter(move |alias| typed.as_ref().is_some_and(|typed| alias.name.starts_with(typed)))
}

/// What a line stands for: that of the alias that it begins with, else itself.
#[must_use]
pub fn expand<'l>(aliases: &[Alias], line: &'l str) -> Cow<'l, str> {
    open(aliases, line).map_or(line.into(), |opened| opened.line.into())
}

/// What `/help` says where there are aliases: they follow the commands, and each is told by its name.
#[must_use]
pub fn help(
    aliases: &[Alias],
    name: Option<&str>,
    secrets: Secrets,
    page: Option<&Document>,
) -> Option<String> {
    let row = |alias: &Alias| format!("/{}  {}", alias.name, alias.shown(secrets, page));
    match name {
        Some(name) => aliases.iter().rev().find(|alias| alias.name == name).map(row),
        None if aliases.is_empty() => None,
        None => {
            let rows = aliases.iter().map(|alias| format!("  {}", row(alias)));
            let list = help::text(None).into_iter().chain(["your own".to_owned()]);
            Some(list.chain(rows).collect::<Vec<_>>().join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        text.parse::<Alias>().unwrap_err()
    }

    #[test]
    fn an_alias_is_a_name_and_a_line() {
        let alias: Alias = "b = /submit".replace(" = ", "=").parse().unwrap();
        assert_eq!(alias, Alias { name: "b".into(), line: "/submit".into() });
        assert_eq!(problem("b"), "write NAME=LINE, such as 'b=/submit #buy qty=1'");
        assert_eq!(problem("/b=x=1"), "a name is of letters, digits, `-` and `_`, not `/b`");
        assert_eq!(problem("page=/forms"), "`/page` is a command of hxws; take another name");
        assert_eq!(problem("b= "), "an alias stands for one line");
        assert_eq!(
            problem("b=/sbumit x"),
            "it stands for `/sbumit`, which is no command of hxws; did you mean `/submit`?"
        );
    }

    #[test]
    fn an_alias_is_expanded_once_with_what_follows_behind() {
        let aliases = ["b=/submit #buy", "raw2=/raw a", "s=msg=hi", "b=/submit #sell"]
            .map(|text| text.parse().unwrap());
        assert_eq!(expand(&aliases, " /b qty=2"), "/submit #sell qty=2");
        assert_eq!(expand(&aliases, "/raw2   x "), "/raw a   x ");
        assert_eq!((expand(&aliases, "/s"), expand(&aliases, "/s ")), ("msg=hi".into(), "msg=hi ".into()));
        for line in ["/bb", "b", "/submit /b", "msg=/b", ""] {
            assert_eq!(expand(&aliases, line), line);
        }
    }

    #[test]
    fn a_line_with_a_secret_is_told_only_where_secrets_are() {
        let aliases = ["in=/submit #f password=hunter2", "b=/submit #buy"].map(|text| text.parse().unwrap());
        let help = |name, secrets| help(&aliases, Some(name), secrets, None).unwrap();
        assert_eq!(help("in", Secrets::Hidden), "/in  …");
        assert_eq!(help("in", Secrets::Shown), "/in  /submit #f password=hunter2");
        assert_eq!(help("b", Secrets::Hidden), "/b  /submit #buy");
    }

    #[test]
    fn no_alias_stands_for_an_alias() {
        assert_eq!(problem("c=/b"), "it stands for `/b`, which is no command of hxws");
    }
}
