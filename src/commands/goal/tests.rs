use super::*;
use crate::event::{Fragment, Kind, Outcome, SaidBy};

fn message(text: &str) -> Record {
    let payload = Payload::Text(text.to_owned());
    Record::of(Event::Message { seq: 1, bytes: text.len(), wire_bytes: None, payload })
}

fn done() -> Record {
    Record::of(Event::Done { seq: 1 })
}

fn fragment(target: &str, html: &str) -> Record {
    let content = Document::parse_template(html);
    Record::of(Event::from(Fragment {
        seq: 1,
        index: 0,
        kind: Kind::Oob,
        tag: "p".into(),
        id: None,
        oob: None,
        swap: "outerHTML".into(),
        target: Some(target.into()),
        matched: None,
        outcome: Outcome::Unknown,
        html: html.into(),
        text: content.text_content(content.root()),
        inserted: String::new(),
        said_by: SaidBy::default(),
    }))
}

fn args(until: Option<&str>, expect: &[&str], expect_page: &[&str]) -> GoalArgs {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    GoalArgs { until: until.map(str::to_owned), expect: owned(expect), expect_page: owned(expect_page) }
}

fn goal(count: Option<u64>, until: Option<&str>, expect: &[&str], expect_page: &[&str]) -> Goal {
    Goal::new(count, &args(until, expect, expect_page)).unwrap()
}

fn is_met(goal: &mut Goal, records: &[Record]) -> bool {
    goal.see(records);
    goal.is_met(None, false)
}

fn missing(option: &'static str, expected: &str, came: &[&str]) -> Missing {
    let came = came.iter().map(|&text| text.to_owned()).collect();
    Missing { option, expected: expected.to_owned(), came }
}

#[test]
fn messages_are_counted_once_htmx_is_done_with_them() {
    let mut goal = goal(Some(2), None, &[], &[]);
    assert!(!is_met(&mut goal, &[message("x"), done(), message("x")]));
    assert!(is_met(&mut goal, &[done()]));
}

#[test]
fn a_fragment_fits_by_target_or_by_content() {
    let until = |records: &[Record]| is_met(&mut goal(Some(1), Some("#msgs"), &[], &[]), records);
    assert!(!until(&[message("x"), fragment("#other", "<p>no</p>")]));
    assert!(until(&[fragment("#msgs", "<p></p>")]));
    assert!(until(&[fragment("#x", "<div><ul id=msgs></ul></div>")]));
    assert!(until(&[fragment("#x", "<ul id=msgs></ul>")]));
}

#[test]
fn a_regular_expression_is_for_the_text_of_a_fragment_or_of_a_message_that_is_none() {
    let until = |written: &str, records: &[Record]| is_met(&mut goal(None, Some(written), &[], &[]), records);
    let told = fragment("#a", "<p id=a> well\n <b>done</b></p>");
    assert!(until("/^ ?WELL done$/i", std::slice::from_ref(&told)));
    assert!(!until("/id=/", &[message("<p id=a>"), told, done()]));
    assert!(!until("/ok/", &[message("{\"ok\":1}")]));
    assert!(until("/\"ok\":1/", &[message("{\"ok\":1}"), done()]));
}

#[test]
fn what_is_expected_ends_the_wait_once_all_of_it_came() {
    let mut goal = goal(None, None, &["#a", "/two/"], &[]);
    assert!(!is_met(&mut goal, &[fragment("#b", "<p>two</p>")]));
    assert!(is_met(&mut goal, &[fragment("#a", "<p>one</p>")]));
    assert_eq!(goal.missing(None), []);
}

#[test]
fn a_page_that_is_as_expected_ends_the_wait_after_an_answer_and_once_htmx_is_done() {
    let page = Document::parse("<p id=n>5</p>");
    let mut goal = goal(None, None, &[], &["#n=5"]).after(1);
    assert!(!goal.is_met(Some(&page), false));
    assert_eq!(goal.waited().unwrap(), "1 message, 0 came");
    goal.see(&[message("x"), done()]);
    assert!(!goal.is_met(Some(&page), true));
    assert!(goal.is_met(Some(&page), false));
    assert!(!goal.is_met(Some(&Document::parse("<p id=n>6</p>")), false));
}

#[test]
fn what_is_missing_is_told_with_what_came_nearest_first() {
    let mut goal = goal(Some(1), Some("#cuont"), &["#last", "/never/"], &["#n=5", "#m", "count(p)=3"]);
    let came = ["#count", "#b", "#c", "#d"];
    goal.see(&came.map(|target| fragment(target, &format!("<p>of\n{target}</p>"))));
    goal.see(&[fragment("#last", "<input id=last>")]);
    let page = Document::parse("<p id=n> 4 </p>");
    let missing_now = goal.missing(Some(&page));
    assert_eq!(
        missing_now,
        [
            missing(
                UNTIL,
                "#cuont",
                &["#count: of #count", "#last: <input id=last>", "#d: of #d", "… and 2 more"]
            ),
            missing(EXPECT, "/never/", &["#last: <input id=last>", "#d: of #d", "#c: of #c", "… and 2 more"]),
            missing(EXPECT_PAGE, "#n=5", &["4"]),
            missing(EXPECT_PAGE, "#m", &[]),
            missing(EXPECT_PAGE, "count(p)=3", &["1"]),
        ]
    );
    assert_eq!(goal.unmet(&missing_now).unwrap(), "4 of 5 expectations were not met");
    assert_eq!(goal.hint(Some(&page)).unwrap(), "did you mean `#count`?\ndid you mean `#n`?");
}

#[test]
fn of_each_target_the_last_text_is_told_and_not_all_of_it() {
    let mut goal = goal(None, None, &["#x"], &[]);
    goal.see(&[fragment("#a", "<p>1</p>"), fragment("#a", &format!("<p>{}</p>", "y ".repeat(5000)))]);
    let long = format!("#a: {}…", "y ".repeat(100));
    assert_eq!(goal.missing(None), [missing(EXPECT, "#x", &[&long])]);
}

#[test]
fn of_a_long_target_only_the_start_is_kept() {
    let mut goal = goal(None, None, &["#x"], &[]);
    let target = |end: &str| format!("#{}{end}", "a".repeat(5000));
    goal.see(&[fragment(&target("1"), "<p>1</p>"), fragment(&target("2"), "<p>2</p>")]);
    let told = format!("#{}…: 2", "a".repeat(59));
    assert_eq!(goal.missing(None), [missing(EXPECT, "#x", &[&told])]);
}

#[test]
fn what_is_written_for_another_option_says_which() {
    let error = |args: GoalArgs| Goal::new(None, &args).unwrap_err().message;
    let wrong = |written: &str| error(args(None, &[written], &[]));
    for written in ["#last=hello", "count(#chat)=1", "#last!=/x/"] {
        let told = format!("`--expect`: `{written}` is a condition on the page: `--expect-page` takes it");
        assert_eq!(wrong(written), told);
    }
    for written in ["/hello/x", "/hello"] {
        let told = format!("`--expect`: `{written}` is no regular expression: write `/REGEX/` or `/REGEX/i`");
        assert_eq!(wrong(written), told);
    }
    assert_eq!(wrong(""), "`--expect`: there is nothing to wait for: write SELECTOR or /REGEX/");
    assert_eq!(
        error(args(None, &[], &[""])),
        "`--expect-page`: there is no condition: write SELECTOR, SELECTOR=TEXT or count(SELECTOR)=N"
    );
    assert_eq!(
        error(args(Some("#a=b["), &[], &[])),
        "`--until`: `#a=b[` is a condition on the page: `--expect-page` takes it"
    );
}

#[test]
fn what_cannot_be_read_is_wrong_usage() {
    let error = |args: GoalArgs| Goal::new(None, &args).unwrap_err();
    let until = error(args(Some("#"), &[], &[]));
    assert_eq!(until.status, crate::status::Status::Usage);
    assert_eq!(
        error(args(None, &["/(/"], &[])).message,
        "`--expect`: `/(/` is not a regular expression: unclosed group"
    );
    assert_eq!(
        error(args(None, &[], &["count(p)"])).message,
        "`--expect-page`: `count(p)` is no condition: write count(SELECTOR)=N, such as count(li)=3"
    );
}
