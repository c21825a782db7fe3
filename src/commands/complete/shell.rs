//! How shells write words: what stands on the command line → words, and words → what may stand there. Data of shells only.

use crate::cli::{Complete, Shell};

/// What a shell asks.
#[derive(Debug)]
pub struct Question {
    /// The words before the one at the cursor.
    pub words: Vec<String>,
    /// That one.
    pub current: String,
    shell: Shell,
    /// The bytes of it that the shell does not replace.
    kept: usize,
    /// It is in quotes, and stays there.
    is_quoted: bool,
}

/// Reads what a shell's script passes on.
#[must_use]
pub fn read(args: &Complete) -> Question {
    let shell = args.shell;
    let typed = args.current.strip_prefix('=').unwrap_or(&args.current);
    let (mut words, token) = match shell {
        // its own words end at each of `"'@><=;|&(:`, so that the script passes the line
        Shell::Bash => {
            let mut tokens = tokens(args.words.first().map_or("", String::as_str));
            let last = tokens.pop().unwrap_or_default();
            (tokens.into_iter().skip(1).map(|token| token.text).collect(), last)
        }
        Shell::PowerShell => (args.words.iter().map(|word| bare(word)).collect(), Token::bare(bare(typed))),
        Shell::Fish => (args.words.clone(), last(typed)),
        Shell::Elvish | Shell::Zsh => (args.words.clone(), Token::bare(typed.to_owned())),
    };
    words.retain(|word: &String| !word.is_empty());
    let Token { text: current, is_quoted } = token;
    let replaced = if shell == Shell::Bash { last(typed).text } else { current.clone() };
    let kept = current.strip_suffix(&replaced).map_or(0, str::len);
    Question { words, current, shell, kept, is_quoted }
}

impl Question {
    /// A word that is offered, as the shell takes it for what is replaced.
    #[must_use]
    pub fn written(&self, word: &str) -> String {
        match self.shell {
            Shell::Bash => {
                let rest = word.get(self.kept..).unwrap_or(word);
                if self.is_quoted { rest.to_owned() } else { escaped(rest) }
            }
            Shell::PowerShell if !word.chars().all(is_plain) => format!("'{}'", word.replace('\'', "''")),
            // they quote what they insert
            _ => word.to_owned(),
        }
    }
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "_-./:=+%".contains(c)
}

/// bash's own way of quoting what it inserts.
fn escaped(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        if !is_plain(c) && c != '@' {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// A word of PowerShell's without the quotes around it.
fn bare(word: &str) -> String {
    let within = |quote: char| {
        let inner = word.strip_prefix(quote)?;
        Some(inner.strip_suffix(quote).unwrap_or(inner))
    };
    within('\'').or_else(|| within('"')).unwrap_or(word).to_owned()
}

#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    /// A quote is open at its end.
    is_quoted: bool,
}

impl Token {
    fn bare(text: String) -> Self {
        Self { text, is_quoted: false }
    }
}

fn last(typed: &str) -> Token {
    tokens(typed).pop().unwrap_or_default()
}

/// The words of a line, without their quotes (POSIX, XCU 2.2); nothing is expanded. The last is at the line's end, and empty behind
/// white space.
fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut text, mut quote, mut is_word) = (String::new(), None, false);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, ' ' | '\t' | '\n') => {
                if std::mem::take(&mut is_word) {
                    tokens.push(Token::bare(std::mem::take(&mut text)));
                }
                continue;
            }
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None | Some('"'), '\\') => text.extend(chars.next()),
            _ => text.push(c),
        }
        is_word = true;
    }
    tokens.push(Token { text, is_quoted: quote.is_some() });
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(shell: Shell, current: &str, words: &[&str]) -> Question {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        read(&Complete { shell, current: format!("={current}"), words })
    }

    #[test]
    fn bash_replaces_what_stands_behind_its_last_word_break() {
        let asked = asks(Shell::Bash, "st", &["hxws listen @st"]);
        assert_eq!((asked.words.as_slice(), asked.current.as_str()), (&["listen".to_owned()][..], "@st"));
        assert_eq!(asked.written("@staging"), "staging");
        let asked = asks(Shell::Bash, "js", &["hxws send --output=js"]);
        assert_eq!(asked.written("--output=json"), "json");
        let asked = asks(Shell::Bash, "", &["hxws send "]);
        assert_eq!((asked.current.as_str(), asked.written("@staging")), ("", "@staging".to_owned()));
    }

    #[test]
    fn what_bash_would_read_as_something_else_is_escaped_unless_a_quote_is_open() {
        let asked = asks(Shell::Bash, "", &["hxws listen --socket "]);
        assert_eq!(asked.written("#a"), r"\#a");
        assert_eq!(asked.written("$(x) `y` '\"\n"), "\\$\\(x\\)\\ \\`y\\`\\ \\'\\\"\\\n");
        let asked = asks(Shell::Bash, "#", &["hxws listen --socket '#"]);
        assert_eq!((asked.current.as_str(), asked.written("#a")), ("#", "#a".to_owned()));
        let asked = asks(Shell::Bash, r"\#", &[r"hxws listen --socket \#"]);
        assert_eq!(asked.written("#a"), r"\#a");
    }

    #[test]
    fn powershell_gets_words_in_quotes_where_it_would_read_them_as_its_own() {
        let asked = asks(Shell::PowerShell, "'@st", &["listen", "\"a b\""]);
        assert_eq!((asked.words.join("|"), asked.current.as_str()), ("listen|a b".to_owned(), "@st"));
        assert_eq!(asked.written("@staging"), "'@staging'");
        assert_eq!(asked.written("it's"), "'it''s'");
        assert_eq!(asked.written("--output=json"), "--output=json");
    }

    #[test]
    fn a_line_has_words_as_posix_reads_them() {
        let read = |line: &str| -> Vec<String> { tokens(line).into_iter().map(|token| token.text).collect() };
        assert_eq!(read(r#"a  "b \"c" 'd\'e\ f"#), ["a", "b \"c", r"d\e f"]);
        assert_eq!(read("a ''  "), ["a", "", ""]);
        assert!(last("'a").is_quoted && last("'a\"").is_quoted && !last("'a'").is_quoted);
    }
}
