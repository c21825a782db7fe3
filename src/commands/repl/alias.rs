//! Commands of the user's own: what stands for a line at the prompt. Pure.

use std::borrow::Cow;
use std::str::FromStr;

use super::command;
use super::help;
use super::parting::SPACE;
use crate::htmx::diagnose::nearest;

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

/// What a line stands for: that of the alias with what follows its name, else itself. The last of a name counts.
#[must_use]
pub fn expand<'l>(aliases: &[Alias], line: &'l str) -> Cow<'l, str> {
    let Some(written) = line.trim_start_matches(SPACE).strip_prefix('/') else { return line.into() };
    let (name, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    match aliases.iter().rev().find(|alias| alias.name == name) {
        Some(alias) if rest.is_empty() => alias.line.clone().into(),
        Some(alias) => format!("{} {rest}", alias.line).into(),
        None => line.into(),
    }
}

/// What `/help` says where there are aliases: they follow the commands, and each is told by its name.
#[must_use]
pub fn help(aliases: &[Alias], name: Option<&str>) -> Option<String> {
    let row = |alias: &Alias| format!("/{}  {}", alias.name, alias.line);
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
        assert_eq!(expand(&aliases, "/s"), "msg=hi");
        for line in ["/bb", "b", "/submit /b", "msg=/b", ""] {
            assert_eq!(expand(&aliases, line), line);
        }
    }

    #[test]
    fn no_alias_stands_for_an_alias() {
        assert_eq!(problem("c=/b"), "it stands for `/b`, which is no command of hxws");
    }
}
