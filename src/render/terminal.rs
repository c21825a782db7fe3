//! What the terminal and the environment say about standard output. Knows no event.

use std::io::{self, IsTerminal as _};

use super::Style;

/// The narrowest line that is laid out; a narrower terminal wraps by itself.
const NARROWEST: usize = 20;

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` is set
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The style for standard output: colour by choice, environment and terminal, width and height of the terminal
/// (80 columns where there is none); and the width of the terminal that standard error is. The caller fills in what its
/// flags say.
#[must_use]
pub fn stdout_style(choice: ColorChoice) -> Style {
    let terminal = io::stdout().is_terminal();
    let size = stdout_size();
    let columns = |(width, _): (terminal_size::Width, _)| usize::from(width.0).max(NARROWEST);
    Style {
        color: colored(choice, terminal, |name| std::env::var(name).ok()),
        width: size.map_or(80, |(width, _)| width),
        error_width: terminal_size::terminal_size_of(io::stderr()).map_or(usize::MAX, columns),
        height: size.map(|(_, height)| height),
        terminal,
        ..Style::default()
    }
}

/// The columns and rows of the terminal that standard output is, as it is now.
#[must_use]
pub fn stdout_size() -> Option<(usize, usize)> {
    let out = io::stdout();
    let (width, height) = out.is_terminal().then(|| terminal_size::terminal_size_of(out)).flatten()?;
    Some((usize::from(width.0).max(NARROWEST), usize::from(height.0)))
}

/// Whether the terminal can be told to write over a line.
#[must_use]
pub fn can_replace_lines() -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb" || term.is_empty());
    io::stdout().is_terminal() && !dumb
}

/// <https://no-color.org> before <https://bixense.com/clicolors>, as most programs have it.
fn colored(choice: ColorChoice, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        ColorChoice::Auto
            if variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") =>
        {
            true
        }
        ColorChoice::Auto => terminal && variable("TERM").is_none_or(|value| value != "dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(terminal: bool, variables: &[(&str, &str)]) -> bool {
        colored(ColorChoice::Auto, terminal, |name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_terminal_is_coloured_and_a_pipe_is_not() {
        assert!(auto(true, &[]));
        assert!(!auto(false, &[]));
    }

    #[test]
    fn no_color_and_a_dumb_terminal_turn_colour_off() {
        assert!(!auto(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(auto(true, &[("NO_COLOR", "")]));
        assert!(!auto(true, &[("TERM", "dumb")]));
    }

    #[test]
    fn clicolor_force_colours_a_pipe() {
        assert!(auto(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "0")]));
    }

    #[test]
    fn a_flag_beats_the_environment() {
        assert!(colored(ColorChoice::Always, false, |_| Some("1".into())));
        assert!(!colored(ColorChoice::Never, true, |_| None));
    }
}
