//! The parts of a line that begins with one of the user's own commands. Pure.

use super::super::alias::{self, Alias};
use super::{Part, Span, spans};

/// The parts of a line where there are these aliases too: what follows one is coloured as it is in what it stands for.
#[must_use]
pub fn spans_with(aliases: &[Alias], line: &str) -> Vec<Span> {
    let Some(opened) = alias::open(aliases, line) else {
        let may_become = alias::starting(aliases, line).next().is_some();
        return if may_become { Vec::new() } else { spans(line) };
    };
    let start = line.len() - line.trim_start().len();
    let name = (start..opened.name_end, Part::Command);
    let rest = spans(&opened.line).into_iter().filter(|(range, _)| opened.is_typed(range.start));
    let moved = rest.map(|(range, part)| (opened.typed_at(range.start)..opened.typed_at(range.end), part));
    std::iter::once(name).chain(moved).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aliases() -> [Alias; 2] {
        ["tea=/submit #order item=tea", "r=/raw"].map(|text| text.parse().unwrap())
    }

    fn parts(line: &str) -> Vec<(&str, Part)> {
        spans_with(&aliases(), line).into_iter().map(|(range, part)| (&line[range], part)).collect()
    }

    #[test]
    fn what_follows_an_alias_has_the_colours_of_what_it_stands_for() {
        assert_eq!(parts(" /tea qty=3"), [("/tea", Part::Command), ("qty", Part::Name), ("3", Part::Value)]);
        assert_eq!(parts("/te"), []);
        assert_eq!(parts("/tee"), [("/tee", Part::Wrong)]);
        assert_eq!(parts("/forms"), [("/forms", Part::Command)]);
    }

    proptest! {
        #[test]
        fn parts_are_of_the_line(rest in "\\PC*") {
            let line = format!("/tea {rest}");
            for (range, _) in spans_with(&aliases(), &line) {
                prop_assert!(line.get(range).is_some());
            }
        }
    }
}
