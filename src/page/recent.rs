//! Names that came of late: to make a name anew takes a lock and a search, and messages have the same ones again and again.

use std::cell::RefCell;

use html5ever::LocalName;

/// How many names are kept, each in the one place that its letters lead to.
const KEPT: usize = 128;

/// Longer names are not kept, in bytes.
const LONGEST: usize = 32;

thread_local! {
    static RECENT: RefCell<[LocalName; KEPT]> = RefCell::new(std::array::from_fn(|_| LocalName::default()));
}

/// The name that is written so.
pub(super) fn name(text: &str) -> LocalName {
    let (Some(first), Some(last)) = (text.bytes().next(), text.bytes().last()) else {
        return LocalName::default();
    };
    if text.len() > LONGEST {
        return LocalName::from(text);
    }
    // of HTML's and htmx's names hardly two that are often together have the same place
    let place = (usize::from(first) + 39 * usize::from(last) + 20 * text.len()) % KEPT;
    RECENT.with_borrow_mut(|recent| {
        let kept = &mut recent[place];
        if **kept != *text {
            *kept = LocalName::from(text);
        }
        kept.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_whatever_came_before() {
        let long = "x".repeat(LONGEST + 1);
        let names = ["class", "hx-swap-oob", "class", "", "data-n", "id", &long, "hx-swap-oob"];
        let made: Vec<LocalName> = names.iter().map(|text| name(text)).collect();
        assert_eq!(made, names.map(LocalName::from));
    }

    #[test]
    fn names_of_one_place_take_turns() {
        // the same letters at both ends, and as long
        for text in ["aba", "aca", "aba"] {
            assert_eq!(&*name(text), text);
        }
    }
}
