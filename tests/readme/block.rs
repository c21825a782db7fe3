//! The examples of README.md: each fenced block that is marked `console`, cut into commands and what they print.

/// A command of a block, with what it prints.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The command as typed into a shell, without `$ `; continued lines are kept.
    pub command: String,
    /// What follows, line by line.
    pub prints: Vec<String>,
}

/// The blocks, each a list of commands.
pub fn blocks(markdown: &str) -> Vec<Vec<Shown>> {
    let mut blocks: Vec<Vec<Shown>> = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(markdown.lines()) {
        match line {
            "```console" => {
                inside = true;
                blocks.push(Vec::new());
            }
            "```" => inside = false,
            _ if !inside => {}
            line => add(blocks.last_mut().expect("a block"), number, line),
        }
    }
    blocks
}

fn add(block: &mut Vec<Shown>, line: usize, text: &str) {
    if let Some(command) = text.strip_prefix("$ ") {
        return block.push(Shown { line, command: command.to_owned(), prints: Vec::new() });
    }
    let shown = block.last_mut().expect("a block begins with `$ `");
    if shown.prints.is_empty() && shown.command.ends_with('\\') {
        shown.command.push('\n');
        shown.command.push_str(text);
    } else {
        shown.prints.push(text.to_owned());
    }
}

#[test]
fn blocks_are_cut_into_commands_and_what_they_print() {
    let found = blocks("# a\n```console\n$ one \\\n    more\nout\n$ two\n```\n```json\n$ no\n```\n");
    let shown = |line, command: &str, prints: &[&str]| Shown {
        line,
        command: command.to_owned(),
        prints: prints.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(found, [[shown(3, "one \\\n    more", &["out"]), shown(6, "two", &[])]]);
}
