//! Test Anything Protocol: a line a scenario, and what differs as YAML below it.
//!
//! It is a document of TAP 14 that says 13, since `prove` takes a higher number for an error.

use std::io::{self, Write as _};

use super::json::guarded;
use super::report::{Problem, Report};
use super::{Output, Renderer, Style, sanitize};
use crate::event::{Record, Verdict};

/// Writes TAP.
pub(super) struct Tap {
    style: Style,
    report: Report,
    /// How many test points there are.
    points: usize,
    begun: bool,
}

impl Tap {
    pub(super) fn new(style: Style) -> Self {
        Self { style, report: Report::default(), points: 0, begun: false }
    }

    fn begin(&mut self, out: &mut Output) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        out.data().write_all(b"TAP version 13\n")
    }

    fn point(&mut self, verdict: &Verdict, problems: &[Problem], out: &mut Output) -> io::Result<()> {
        self.begin(out)?;
        self.points += 1;
        let no = if verdict.passed { "" } else { "not " };
        let directive = if verdict.expectations == 0 { " # SKIP no expectations" } else { "" };
        let name = match &verdict.file {
            Some(file) if !verdict.scenario.starts_with(file.as_str()) => {
                format!("{file}: {}", verdict.scenario)
            }
            _ => verdict.scenario.clone(),
        };
        let name = escaped(&name);
        writeln!(out.data(), "{no}ok {} - {name}{directive}", self.points)?;
        if problems.is_empty() {
            return Ok(());
        }
        let mut yaml = "  ---\n  problems:\n".to_owned();
        for Problem { message, lines } in problems {
            yaml.push_str(&format!("    - message: {}\n", guarded(message)));
            if !lines.is_empty() {
                yaml.push_str("      diff:\n");
            }
            lines.iter().for_each(|line| yaml.push_str(&format!("        - {}\n", guarded(line))));
        }
        yaml.push_str("  ...\n");
        out.data().write_all(yaml.as_bytes())
    }
}

impl Renderer for Tap {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        match self.report.take(record, &self.style, out)? {
            Some((verdict, problems)) => self.point(verdict, &problems, out),
            None => Ok(()),
        }
    }

    fn restyle(&mut self, style: &Style) {
        self.style = style.clone();
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        self.begin(out)?;
        match self.report.rest().first() {
            Some(Problem { message, .. }) => writeln!(out.data(), "Bail out! {}", escaped(message))?,
            None => writeln!(out.data(), "1..{}", self.points)?,
        }
        out.flush()
    }
}

/// A description on one line, in which no `#` begins a directive (TAP 14, "Escaping").
fn escaped(text: &str) -> String {
    sanitize::line(text).replace('\\', "\\\\").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::render::samples::{plain, rendered, verdict};

    fn error(message: &str, help: Option<&str>) -> Record {
        plain(Event::Error { message: message.into(), help: help.map(str::to_owned) })
    }

    #[test]
    fn a_point_a_scenario_and_the_plan_at_the_end() {
        let records = [
            plain(verdict("chat", Some("a.json"), (2, 0))),
            error(
                "scenario `b`, step 1: `sent` is not as expected",
                Some("- \"a\"\n+ \u{1b}[2J\u{202e}: # é"),
            ),
            error("no lines", None),
            plain(verdict("b", None, (2, 1))),
            plain(verdict("c.json 1", Some("c.json"), (0, 0))),
        ];
        let (data, diagnostics) = rendered(Tap::new(Style::default()), &records);
        assert_eq!(
            data,
            r##"TAP version 13
ok 1 - a.json: chat
not ok 2 - b
  ---
  problems:
    - message: "scenario `b`, step 1: `sent` is not as expected"
      diff:
        - "- \"a\""
        - "+ \u001b[2J\u202e: # é"
    - message: "no lines"
  ...
ok 3 - c.json 1 # SKIP no expectations
1..3
"##
        );
        assert_eq!(
            diagnostics,
            "error: scenario `b`, step 1: `sent` is not as expected\n  - \"a\"\n  + ␛[2J\\u{202e}: # é\nerror: no lines\n"
        );
    }

    #[test]
    fn a_name_is_one_line_and_no_directive() {
        let records = [plain(verdict("a\n# SKIP \\", None, (1, 0)))];
        assert_eq!(
            rendered(Tap::new(Style::default()), &records).0,
            "TAP version 13\nok 1 - a␊\\# SKIP \\\\\n1..1\n"
        );
    }

    #[test]
    fn what_ends_it_early_is_told() {
        let (data, _) = rendered(Tap::new(Style::default()), &[error("`a.json`: it is not JSON", None)]);
        assert_eq!(data, "TAP version 13\nBail out! `a.json`: it is not JSON\n");
        assert_eq!(rendered(Tap::new(Style::default()), &[]).0, "TAP version 13\n1..0\n");
    }
}
