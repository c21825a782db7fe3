//! Messages with fragments and warnings, and what filters leave of them.

use super::*;
use crate::event::{Kind, Outcome, SaidBy};

pub fn fragment(index: usize, target: &str, outcome: Outcome) -> Record {
    Record::of(Event::from(Fragment {
        seq: 1,
        index,
        kind: Kind::Oob,
        tag: "p".into(),
        id: None,
        oob: None,
        swap: "outerHTML".into(),
        target: Some(target.into()),
        matched: None,
        outcome,
        html: format!("<p class=c{index}>x</p>"),
        text: "x".into(),
        inserted: String::new(),
        said_by: SaidBy::default(),
    }))
}

pub fn warning(index: Option<usize>, code: &'static str) -> Record {
    let (what, advice) = ("w".to_owned(), String::new());
    Record::of(Event::Warning(Warning { seq: Some(1), index, code, what, advice }))
}

const NOTHING: [usize; 0] = [];

/// Two fragments, the second without a target.
fn records() -> [Record; 3] {
    [fragment(0, "#a", Outcome::Swapped), fragment(1, "#b", Outcome::NoTarget), warning(Some(1), "no-target")]
}

/// The records that are left, by their places.
fn left(written: &[&str], records: &[Record]) -> Vec<usize> {
    let written: Vec<String> = written.iter().map(|&one| one.to_owned()).collect();
    let filter = Filter::of_fragments(&written).unwrap().unwrap();
    let shown = filter.shown(&records.iter().collect::<Vec<_>>());
    (0..records.len()).filter(|&at| filter.shows(&shown, &records[at])).collect()
}

#[test]
fn fragments_are_left_with_their_warnings() {
    assert_eq!(left(&["target:#a"], &records()), [0]);
    assert_eq!(left(&["target:#b"], &records()), [1, 2]);
    assert_eq!(left(&["outcome:no-target"], &records()), [1, 2]);
    assert_eq!(left(&["warning"], &records()), [1, 2]);
    assert_eq!(left(&["warning:json"], &records()), NOTHING);
    assert_eq!(left(&["swap:outerHTML"], &records()), [0, 1, 2]);
    assert_eq!(left(&[".c0"], &records()), [0]);
}

#[test]
fn of_each_kind_one_must_hold() {
    assert_eq!(left(&["target:#a", "target:#b"], &records()), [0, 1, 2]);
    assert_eq!(left(&["target:#a", "outcome:no-target"], &records()), NOTHING);
    assert_eq!(left(&["target:#a", "target:#b", "warning"], &records()), [1, 2]);
}

#[test]
fn a_warning_of_the_message_is_one_of_every_fragment() {
    let records = [fragment(0, "#a", Outcome::Swapped), warning(None, "json")];
    assert_eq!(left(&["warning:json"], &records), [0, 1]);
    assert_eq!(left(&["warning:json", "target:#b"], &records), NOTHING);
    assert_eq!(left(&["warning:json"], &records[1..]), [0]);
}

#[test]
fn a_filter_of_messages_leaves_them_whole() {
    let filter = Filter::of_messages(vec!["target:#b".into()]).unwrap();
    let records = records();
    let shown = filter.shown(&records.iter().collect::<Vec<_>>());
    assert!(records.iter().all(|record| filter.shows(&shown, record)));
}

#[test]
fn an_expression_is_held_against_the_text() {
    let takes = |filter: &str, message: &str| {
        let filter = Filter::of_messages(vec![filter.to_owned()]).unwrap();
        filter.takes_text(&Payload::Text(message.to_owned()))
    };
    assert!(takes("/l+o$/", "hello"));
    assert!(!takes("/HELLO/", "hello"));
    assert!(takes("/HELLO/i", "hello"));
    assert!(takes("/a/b/", "a/b"));
    assert!(takes("#hello", "hello"));
    let binary = Payload::Binary(b"hello".to_vec());
    assert!(!Filter::of_messages(vec!["/hello/".into()]).unwrap().takes_text(&binary));
}
