//! JUnit's XML as build servers read it: a `testsuite` a file, a `testcase` a scenario, written at the end.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use super::report::{Problem, Report};
use super::{Output, Renderer, Style, sanitize};
use crate::event::{Record, Verdict};

/// Writes JUnit XML.
pub(super) struct Junit {
    style: Style,
    report: Report,
    cases: Vec<(Verdict, Vec<Problem>)>,
}

/// What standard input is called.
const STDIN: &str = "standard input";

impl Junit {
    pub(super) fn new(style: Style) -> Self {
        Self { style, report: Report::default(), cases: Vec::new() }
    }

    fn document(&mut self) -> String {
        let stopped = self.report.rest();
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hxws\"".to_owned();
        self.count(&mut xml, &self.cases, !stopped.is_empty());
        xml.push_str(">\n");
        for cases in self.cases.chunk_by(|(one, _), (other, _)| one.file == other.file) {
            self.suite(&mut xml, cases);
        }
        if let Some(problem) = stopped.first() {
            let suite = r#"  <testsuite name="hxws" tests="1" failures="0" errors="1" skipped="0">"#;
            xml.push_str(suite);
            xml.push_str("\n    <testcase name=\"simulate\" classname=\"hxws\">\n");
            told(&mut xml, "error", &stopped, problem);
            xml.push_str("    </testcase>\n  </testsuite>\n");
        }
        xml.push_str("</testsuites>\n");
        xml
    }

    fn suite(&self, xml: &mut String, cases: &[(Verdict, Vec<Problem>)]) {
        let file = cases.first().and_then(|(verdict, _)| verdict.file.as_deref());
        attribute(xml, "  <testsuite name", file.unwrap_or(STDIN));
        self.count(xml, cases, false);
        xml.push_str(">\n");
        for (verdict, problems) in cases {
            attribute(xml, "    <testcase name", &verdict.scenario);
            // consumers take what follows the last dot for a class, and what is before it for its package
            let class = file.map(|file| Path::new(file).with_extension(""));
            let class = class.as_deref().map_or(STDIN.into(), Path::to_string_lossy);
            attribute(xml, " classname", &class);
            if let Some(file) = file {
                attribute(xml, " file", file);
            }
            self.time(xml, verdict.took);
            match problems.first() {
                _ if verdict.expectations == 0 => {
                    xml.push_str(">\n      <skipped message=\"no expectations\"/>\n    </testcase>\n");
                }
                Some(problem) => {
                    xml.push_str(">\n");
                    told(xml, "failure", problems, problem);
                    xml.push_str("    </testcase>\n");
                }
                None => xml.push_str("/>\n"),
            }
        }
        xml.push_str("  </testsuite>\n");
    }

    fn count(&self, xml: &mut String, cases: &[(Verdict, Vec<Problem>)], stopped: bool) {
        let counted = |is: fn(&Verdict) -> bool| cases.iter().filter(|(verdict, _)| is(verdict)).count();
        let (failures, skipped) =
            (counted(|verdict| !verdict.passed), counted(|verdict| verdict.expectations == 0));
        let errors = usize::from(stopped);
        let tests = cases.len() + errors;
        // writing to a string does not fail
        let _written =
            write!(xml, r#" tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}""#);
        self.time(xml, cases.iter().map(|(verdict, _)| verdict.took).sum());
    }

    fn time(&self, xml: &mut String, took: Duration) {
        if self.style.times {
            let _written = write!(xml, r#" time="{:.3}""#, took.as_secs_f64());
        }
    }
}

impl Renderer for Junit {
    fn record(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        if let Some((verdict, problems)) = self.report.take(record, &self.style, out)? {
            self.cases.push((verdict.clone(), problems));
        }
        Ok(())
    }

    fn restyle(&mut self, style: &Style) {
        self.style = style.clone();
    }

    fn finish(&mut self, out: &mut Output) -> io::Result<()> {
        let document = self.document();
        out.data().write_all(document.as_bytes())?;
        out.flush()
    }
}

/// Several problems as one element, since consumers read one: the first as its message, all of them as its text.
fn told(xml: &mut String, element: &str, problems: &[Problem], first: &Problem) {
    let more = match problems.len() {
        0 | 1 => String::new(),
        many => format!(" (and {} more)", many - 1),
    };
    attribute(xml, &format!("      <{element} message"), &format!("{}{more}", first.message));
    let kind = if element == "failure" { "expectation" } else { "usage" };
    let lines = problems.iter().flat_map(|problem| std::iter::once(&problem.message).chain(&problem.lines));
    let lines: Vec<String> = lines.map(|line| escaped(line)).collect();
    let _written = writeln!(xml, " type=\"{kind}\">{}</{element}>", lines.join("\n"));
}

fn attribute(xml: &mut String, name: &str, value: &str) {
    let _written = write!(xml, "{name}=\"{}\"", escaped(value));
}

/// Text of one line for an attribute or an element. What steers a terminal is made visible; what XML 1.0 has no place for
/// (its §2.2, Char) is among that, but for two noncharacters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in sanitize::line(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push(char::REPLACEMENT_CHARACTER),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::render::samples::{plain, rendered, verdict};

    fn error(message: &str, help: &str) -> Record {
        plain(Event::Error { message: message.into(), help: Some(help.into()) })
    }

    #[test]
    fn a_suite_a_file_and_a_case_a_scenario() {
        let records = [
            plain(verdict("chat", Some("tests/a.json"), (2, 0))),
            error("`sent` is not as expected", "- a\n+ <b> & \"c\""),
            error("`html` of `p` is not as expected", "+ <p>"),
            plain(verdict("<>&\"'\n", Some("tests/a.json"), (2, 2))),
            plain(verdict("1", None, (0, 0))),
        ];
        assert_eq!(
            rendered(Junit::new(Style { times: false, ..Style::default() }), &records).0,
            r##"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="3" failures="1" errors="0" skipped="1">
  <testsuite name="tests/a.json" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="chat" classname="tests/a" file="tests/a.json"/>
    <testcase name="&lt;&gt;&amp;&quot;'␊" classname="tests/a" file="tests/a.json">
      <failure message="`sent` is not as expected (and 1 more)" type="expectation">`sent` is not as expected
- a
+ &lt;b&gt; &amp; &quot;c&quot;
`html` of `p` is not as expected
+ &lt;p&gt;</failure>
    </testcase>
  </testsuite>
  <testsuite name="standard input" tests="1" failures="0" errors="0" skipped="1">
    <testcase name="1" classname="standard input">
      <skipped message="no expectations"/>
    </testcase>
  </testsuite>
</testsuites>
"##
        );
    }

    #[test]
    fn only_the_ending_of_a_file_s_name_is_left_out_of_the_class() {
        let class = |file| {
            let (data, _) =
                rendered(Junit::new(Style::default()), &[plain(verdict("a", Some(file), (1, 0)))]);
            let (_, rest) = data.split_once(" classname=\"").unwrap();
            rest.split_once('"').unwrap().0.to_owned()
        };
        assert_eq!(class("tests.d/chat"), "tests.d/chat");
        assert_eq!(class("./tests.d/chat.ws.json"), "./tests.d/chat.ws");
    }

    #[test]
    fn times_are_told_in_seconds() {
        let (data, _) = rendered(Junit::new(Style::default()), &[plain(verdict("a", None, (1, 0)))]);
        assert_eq!(data.matches(" time=\"0.002\"").count(), 3, "{data}");
    }

    #[test]
    fn what_ends_it_early_is_an_error() {
        let (data, diagnostics) = rendered(Junit::new(Style::default()), &[error("no `a`", "look")]);
        assert_eq!(
            data,
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxws" tests="1" failures="0" errors="1" skipped="0" time="0.000">
  <testsuite name="hxws" tests="1" failures="0" errors="1" skipped="0">
    <testcase name="simulate" classname="hxws">
      <error message="no `a`" type="usage">no `a`
look</error>
    </testcase>
  </testsuite>
</testsuites>
"#
        );
        assert_eq!(diagnostics, "error: no `a`\n  look\n");
    }

    #[test]
    fn characters_that_xml_has_no_place_for_are_shown_as_others() {
        let hostile: String =
            (0..0x20u8).map(char::from).chain("\u{7f}\u{9b}\u{fffe}\u{ffff}]]>".chars()).collect();
        let is_char =
            |c: char| c >= ' ' && !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' | '<' | '>');
        assert!(escaped(&hostile).chars().all(is_char), "{}", escaped(&hostile));
    }
}
