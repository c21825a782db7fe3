//! What the prompt says, and that it stays as wide as it was.

use proptest::prelude::*;

use super::*;

fn standing(state: State, name: &str) -> Standing {
    Standing { state, retry_in: None, queued: 0, paused: false, filtered: false, name: name.to_owned() }
}

fn retry_in(attempt: u32, seconds: u64, name: &str) -> Standing {
    Standing { retry_in: Some(Duration::from_secs(seconds)), ..standing(State::Waiting(attempt), name) }
}

fn plain(standing: &Standing, width: usize) -> String {
    let prompt = Prompt::new(false);
    prompt.set(standing);
    prompt.begin(width);
    prompt.plain()
}

#[test]
fn the_state_the_queue_and_the_name_are_told_where_a_line_begins() {
    assert_eq!(plain(&standing(State::Open, "form#say"), 100), "open    form#say ▸ ");
    assert_eq!(plain(&retry_in(3, 4, "form#say"), 100), "retry 3 in 4 s form#say ▸ ");
    assert_eq!(plain(&standing(State::Closed(1000), "/ws"), 100), "closed 1000 /ws ▸ ");
    let waits = Standing { queued: 2, ..retry_in(12, 30, "form#say") };
    assert_eq!(plain(&waits, 100), "retry 12 in 30 s, queued 2 form#say ▸ ");
    let held = Standing { paused: true, filtered: true, ..standing(State::Open, "/ws") };
    assert_eq!(plain(&held, 100), "open, paused, filter /ws ▸ ");
}

#[test]
fn the_state_changes_in_place_while_a_line_is_typed() {
    let prompt = Prompt::new(false);
    assert!(prompt.set(&standing(State::Open, "form#say")));
    assert!(!prompt.set(&standing(State::Open, "form#say")));
    prompt.begin(100);
    let started = prompt.plain();
    let painted = |standing: &Standing| {
        prompt.set(standing);
        prompt.painted(&started)
    };
    assert_eq!(painted(&retry_in(3, 4, "form#say")), "retry 4s form#s… ▸ ");
    assert_eq!(painted(&retry_in(12, 30, "form#say")), "retry 30s form#… ▸ ");
    assert_eq!(painted(&standing(State::Closed(1000), "form#say")), "closed  form#say ▸ ");
    let waits = Standing { queued: 2, ..standing(State::Closed(1000), "form#say") };
    assert_eq!(painted(&waits), "closed 1000, q2  ▸ ");
    assert_eq!(painted(&Standing { queued: 2, ..retry_in(3, 4, "form#say") }), "retry 3 4s, q2   ▸ ");
    assert_eq!(painted(&standing(State::Open, "form#say")), started);
}

#[test]
fn names_are_harmless_and_short() {
    assert_eq!(plain(&standing(State::Open, "form#\u{1b}[2J"), 100), "open    form#␛[2J ▸ ");
    let long = plain(&standing(State::Open, &"x".repeat(99)), 100);
    assert_eq!(width::columns(&long), STATE_COLUMNS + NAME_COLUMNS + 3);
    assert_eq!(plain(&standing(State::Open, "form#subscription"), 40), "open    form#sub… ▸ ");
}

#[test]
fn narrow_terminals_are_told_less() {
    assert_eq!(plain(&standing(State::Open, "form#say"), 20), "open    ▸ ");
    assert_eq!(plain(&retry_in(3, 4, "form#say"), 40), "retry 4s form#say ▸ ");
    assert_eq!(plain(&Standing { queued: 2, ..retry_in(3, 4, "form#say") }, 40), "retry 3 4s, q2 ▸ ");
    assert_eq!(plain(&Standing { queued: 2, ..retry_in(3, 4, "form#say") }, 20), "retry 3 ▸ ");
    assert_eq!(plain(&standing(State::Open, "form#say"), 12), "op… ▸ ");
    assert_eq!(plain(&standing(State::Open, "form#say"), 5), " ▸ ");
}

#[test]
fn colour_takes_no_columns() {
    let prompt = Prompt::new(true);
    prompt.set(&Standing { queued: 1, ..standing(State::Open, "/ws") });
    prompt.begin(100);
    let started = prompt.plain();
    assert_eq!(started, "open, queued 1 /ws ▸ ");
    assert_eq!(
        prompt.painted(&started),
        "\u{1b}[32mopen\u{1b}[0m\u{1b}[33m, queued 1\u{1b}[0m\u{1b}[1m /ws ▸ \u{1b}[0m"
    );
}

fn any_standing() -> impl Strategy<Value = Standing> {
    let state = prop_oneof![
        Just(State::Open),
        Just(State::Closing),
        Just(State::Connecting),
        (1000u16..5000).prop_map(State::Closed),
        (1u32..9999).prop_map(State::Waiting),
    ];
    (state, prop::option::of(0u64..9999), 0usize..9999, any::<bool>(), any::<bool>(), "[a-z#日]{0,40}")
        .prop_map(|(state, retry_in, queued, paused, filtered, name)| Standing {
            state,
            retry_in: retry_in.map(Duration::from_secs),
            queued,
            paused,
            filtered,
            name,
        })
}

proptest! {
    #[test]
    fn what_is_painted_is_as_wide_as_what_the_line_began_with(
        first in any_standing(),
        then in any_standing(),
        width in 4usize..200,
    ) {
        let word = match then.state {
            State::Open => "open",
            State::Closing => "closing",
            State::Connecting => "opening",
            State::Closed(_) => "closed",
            State::Waiting(_) => "retry",
        };
        let prompt = Prompt::new(false);
        prompt.set(&first);
        prompt.begin(width);
        let started = prompt.plain();
        prop_assert!(width::columns(&started) <= (width / 2).max(3));
        prompt.set(&then);
        let painted = prompt.painted(&started);
        prop_assert_eq!(width::columns(&painted), width::columns(&started));
        // in 20 columns the longest of them has room
        prop_assert!(width < 20 || painted.starts_with(word), "{painted}");
    }
}
