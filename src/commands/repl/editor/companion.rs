//! What the editor shows around the line, and asks while it is typed: the prompt and what is printed above it, colours,
//! hints, completion, and whether Enter ends the line.

use std::borrow::Cow;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::SearchDirection;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Context, Helper};
use tokio::sync::mpsc::Sender;

use super::super::alias::Alias;
use super::super::command;
use super::super::complete::list;
use super::super::highlight::own::spans_with;
use super::super::highlight::paint;
use super::super::input::{Input, Question};
use super::super::parting::is_open;
use super::super::prompt::Prompt;
use super::super::screen::Screen;
use crate::config::editor::EditorSettings;
use crate::render::{ColorChoice, stdout_style};

/// How long the page is waited for.
const PATIENCE: Duration = Duration::from_millis(250);
/// The longest line that is offered behind what is typed, in bytes.
const LONGEST_HINT: usize = 512;

/// Told in the first row that goes on so: unlike a bracket, an apostrophe may be none that was meant.
const QUOTE_IS_OPEN: &str =
    "note: a quote is open: the line goes on; an empty row sends it, Ctrl-C gives it up\n";

/// Goes along with the editor.
pub struct Companion {
    prompt: Prompt,
    screen: Screen,
    inputs: Sender<Input>,
    aliases: Vec<Alias>,
    color: bool,
}

impl Companion {
    /// Asks the session through `inputs`, and lists what there is to choose from on `screen`.
    #[must_use]
    pub fn new(prompt: Prompt, screen: Screen, inputs: Sender<Input>, settings: &EditorSettings) -> Self {
        Self { prompt, screen, inputs, aliases: settings.aliases.clone(), color: settings.color }
    }
}

impl Helper for Companion {}

impl Highlighter for Companion {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, default: bool) -> Cow<'b, str> {
        let mut painted = self.screen.above();
        if default {
            painted.push_str(&self.prompt.painted(prompt));
        } else {
            painted.push_str(prompt);
        }
        Cow::Owned(painted)
    }

    fn highlight<'l>(&self, line: &'l str, _position: usize) -> Cow<'l, str> {
        paint::painted(line, self.color, |line| spans_with(&self.aliases, line))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(paint::dim(hint))
    }

    fn highlight_char(&self, line: &str, _position: usize, kind: CmdKind) -> bool {
        self.color && kind == CmdKind::Other && paint::is_painted(line)
    }
}

impl Completer for Companion {
    type Candidate = String;

    /// One candidate at most: what all that fit begin with. They are listed above the line.
    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let (answer, answered) = sync_channel(1);
        let question = Question { line: line.to_owned(), position, answer };
        // a session that has not taken the last question waits for the line to be painted: it must not be waited for
        if self.inputs.try_send(Input::Question(question)).is_err() {
            return Ok((position, Vec::new()));
        }
        let Ok(mut completion) = answered.recv_timeout(PATIENCE) else { return Ok((position, Vec::new())) };
        completion.add_files();
        if completion.candidates.len() > 1 {
            let room = stdout_style(ColorChoice::Never).width;
            self.screen.show(&list::listed(&completion.candidates, room, self.color));
        }
        Ok((completion.start, completion.replacement().into_iter().collect()))
    }
}

/// What a line may go on with.
pub struct Suggestion {
    text: String,
    is_taken: bool,
}

impl Hint for Suggestion {
    fn display(&self) -> &str {
        &self.text
    }

    fn completion(&self) -> Option<&str> {
        self.is_taken.then_some(&self.text)
    }
}

impl Hinter for Companion {
    type Hint = Suggestion;

    /// The rest of the newest line that begins like this one, else what the command takes. Without colour it would look
    /// as if it were typed.
    fn hint(&self, line: &str, position: usize, context: &Context<'_>) -> Option<Suggestion> {
        if !self.color || line.is_empty() || position < line.len() || line.contains('\n') {
            return None;
        }
        typed_before(line, context).or_else(|| usage(line))
    }
}

fn typed_before(line: &str, context: &Context<'_>) -> Option<Suggestion> {
    let mut last = context.history_index().min(context.history().len()).checked_sub(1)?;
    loop {
        let found = context.history().starts_with(line, last, SearchDirection::Reverse).ok()??;
        let rest = &found.entry[line.len()..];
        if !rest.is_empty() && rest.len() <= LONGEST_HINT && !rest.contains('\n') {
            return Some(Suggestion { text: rest.to_owned(), is_taken: true });
        }
        last = found.idx.checked_sub(1)?;
    }
}

/// ` [CODE [REASON]]` behind `/close`.
fn usage(line: &str) -> Option<Suggestion> {
    let name = line.strip_prefix('/')?;
    let command = command::find(name.trim_end_matches(' '))?;
    let usage = command.usage.split_once(' ').map(|(_, usage)| usage)?;
    let space = if name.ends_with(' ') { "" } else { " " };
    Some(Suggestion { text: format!("{space}{usage}"), is_taken: false })
}

impl Validator for Companion {
    /// What is open goes on in the next row, until that is left empty.
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        let is_given_up = text.rsplit_once('\n').is_some_and(|(_, row)| row.trim().is_empty());
        Ok(if is_open(text) && !is_given_up {
            if !text.contains('\n') && !text.trim_start().starts_with(['{', '[']) {
                self.screen.show(QUOTE_IS_OPEN);
            }
            ValidationResult::Incomplete
        } else {
            ValidationResult::Valid(None)
        })
    }
}
