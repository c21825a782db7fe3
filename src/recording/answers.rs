//! What a server said when it was recorded, beside what it says now.

use similar::DiffOp;

use crate::edits;
use crate::event::{Answer, Payload, Said};

/// How what came is beside what was recorded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// What differs, in order.
    pub differing: Vec<Answer>,
    /// Messages that came after the last thing that was recorded. Where the recording ends because its client did, nobody knows
    /// whether they would have come then.
    pub later: usize,
}

/// Compares: one more or one less in the middle does not make all that follow differ. Of texts what `compared` makes of
/// them counts.
#[must_use]
pub fn compare(recorded: &[Said], came: &[Said], compared: impl Fn(&str) -> String) -> Comparison {
    let plain = |said: &[Said]| said.iter().map(|said| comparable(said, &compared)).collect::<Vec<_>>();
    let (before, after) = (plain(recorded), plain(came));
    let mut comparison = Comparison::default();
    for op in edits::between(&before, &after, None) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        for step in 0..old.len().max(new.len()) {
            let before = recorded[old.clone()].get(step).cloned();
            let came = came[new.clone()].get(step).cloned();
            if before.is_none() && old.end == recorded.len() && matches!(came, Some(Said::Message(_))) {
                comparison.later += 1;
                continue;
            }
            let answer = if before.is_some() { old.start + step + 1 } else { new.start + step + 1 };
            comparison.differing.push(Answer { answer, recorded: before, came });
        }
    }
    comparison
}

/// What is held against the other side's.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Comparable {
    Text(String),
    Binary(Vec<u8>),
    Close(u16, String),
}

fn comparable(said: &Said, compared: impl Fn(&str) -> String) -> Comparable {
    match said {
        Said::Message(Payload::Text(text)) => Comparable::Text(compared(text)),
        Said::Message(Payload::Binary(bytes)) => Comparable::Binary(bytes.clone()),
        Said::Close { code, reason } => Comparable::Close(*code, reason.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(texts: &[&str]) -> Vec<Said> {
        texts.iter().map(|text| Said::Message(Payload::Text((*text).to_owned()))).collect()
    }

    fn numbers(recorded: &[&str], came: &[&str], later: usize) -> Vec<(usize, bool, bool)> {
        let comparison = compare(&said(recorded), &said(came), str::to_owned);
        assert_eq!(comparison.later, later);
        comparison
            .differing
            .iter()
            .map(|one| (one.answer, one.recorded.is_some(), one.came.is_some()))
            .collect()
    }

    #[test]
    fn one_more_or_one_less_does_not_make_what_follows_differ() {
        assert_eq!(numbers(&["a", "b", "c"], &["a", "b", "c"], 0), []);
        assert_eq!(numbers(&["a", "b", "c"], &["a", "x", "c"], 0), [(2, true, true)]);
        assert_eq!(numbers(&["a", "b", "c"], &["a", "c"], 0), [(2, true, false)]);
        assert_eq!(numbers(&["a", "c"], &["a", "b", "c"], 0), [(2, false, true)]);
        assert_eq!(numbers(&["a"], &[], 0), [(1, true, false)]);
    }

    #[test]
    fn what_comes_after_the_last_that_was_recorded_is_counted_and_no_difference_unless_it_is_a_close() {
        assert_eq!(numbers(&[], &["a"], 1), []);
        assert_eq!(numbers(&["a"], &["x", "b"], 1), [(1, true, true)]);
        let close = Said::Close { code: 1011, reason: String::new() };
        let came = [said(&["a", "b"]), vec![close.clone()]].concat();
        let expected = Answer { answer: 3, recorded: None, came: Some(close) };
        let comparison = compare(&said(&["a"]), &came, str::to_owned);
        assert_eq!(comparison, Comparison { differing: vec![expected], later: 1 });
    }

    #[test]
    fn bytes_are_not_the_text_that_they_would_be_and_closes_count() {
        let text = said(&["a"]);
        let bytes = [Said::Message(Payload::Binary(b"a".to_vec()))];
        assert_eq!(compare(&text, &bytes, str::to_owned).differing.len(), 1);
        let close = |code| [Said::Close { code, reason: "bye".to_owned() }];
        assert_eq!(compare(&close(1000), &close(1000), str::to_owned), Comparison::default());
        assert_eq!(compare(&close(1000), &close(1001), str::to_owned).differing.len(), 1);
    }
}
