//! The target: missing, not a selector, or more than one.

use std::collections::BTreeSet;

use super::{Finding, nearest, tag};
use crate::htmx::dialect::Dialect;
use crate::htmx::oob::Instruction;
use crate::page::{Document, NodeId, SelectorError};

/// A root without an id that names no target either; `matched` is how many elements have the id `null`.
#[must_use]
pub fn no_id(
    dialect: &Dialect,
    tree: &Document,
    root: NodeId,
    instruction: &Instruction,
    matched: usize,
) -> Option<Finding> {
    if instruction.selector_written || tree.has_attr(root, "id") {
        return None;
    }
    let outcome = match (matched, dialect.tells_no_target) {
        (0, true) => "raises htmx:oobErrorNoTarget".to_owned(),
        (0, false) => "drops it without a word".to_owned(),
        (1, _) => "swaps the element of that id".to_owned(),
        (many, _) => format!("swaps the {many} elements of that id"),
    };
    Some(Finding::new(
        "no-id",
        format!(
            "{} has no id and names no target: htmx {} looks for `#null` and {outcome}",
            tag(tree, root),
            dialect.htmx
        ),
        "give it the id of the element it is for, or write hx-swap-oob=\"beforeend:#target\"",
    ))
}

/// A target that is not CSS; the message ends there. `left` is how many roots follow.
#[must_use]
pub fn invalid(
    tree: &Document,
    root: NodeId,
    instruction: &Instruction,
    error: &SelectorError,
    left: usize,
) -> Finding {
    let stops = match left {
        0 => "it is not applied".to_owned(),
        1 => "it and the fragment after it are not applied".to_owned(),
        more => format!("it and the {more} fragments after it are not applied"),
    };
    if !instruction.selector_written && tree.attr(root, "id") == Some("") {
        return Finding::new(
            "empty-id",
            format!("{} has an empty id: htmx looks for `#`, which throws; {stops}", tag(tree, root)),
            "give it the id of the element it is for",
        );
    }
    Finding::new(
        "invalid-selector",
        format!("the target `{}` is not a selector, so htmx throws; {stops}", instruction.selector),
        error.to_string(),
    )
}

/// A target that is not on the page; with `hint`, what is near it, for which the page is searched.
#[must_use]
pub fn missing(dialect: &Dialect, page: &Document, instruction: &Instruction, hint: bool) -> Finding {
    let what = if dialect.tells_no_target {
        format!("nothing on the page matches `{}`: htmx raises htmx:oobErrorNoTarget", instruction.selector)
    } else {
        format!("nothing on the page matches `{}`: htmx {} says nothing", instruction.selector, dialect.htmx)
    };
    let near = if hint { near(page, &instruction.selector) } else { None };
    let advice = near.map(|name| format!("did you mean `{name}`?"));
    Finding::new("no-target", what, advice.unwrap_or_default())
}

/// A selector for what is on the page and close to what was looked for.
pub fn near(page: &Document, selector: &str) -> Option<String> {
    let mark = selector.chars().next().filter(|mark| matches!(mark, '#' | '.'))?;
    let name = &selector[1..];
    let elements = || page.descendants(page.root()).filter(|&node| page.is_element(node));
    let ids: BTreeSet<&str> = elements().filter_map(|node| page.attr(node, "id")).collect();
    let classes: BTreeSet<&str> =
        elements().filter_map(|node| page.attr(node, "class")).flat_map(str::split_whitespace).collect();
    let (own, own_mark, other, other_mark) =
        if mark == '#' { (&ids, '#', &classes, '.') } else { (&classes, '.', &ids, '#') };
    if other.contains(&name) {
        return Some(format!("{other_mark}{name}"));
    }
    nearest(name, own.iter().copied()).map(|name| format!("{own_mark}{name}"))
}

/// More than one target.
#[must_use]
pub fn many(instruction: &Instruction, matched: usize) -> Option<Finding> {
    (matched > 1).then(|| {
        let advice = if instruction.selector_written {
            "every one of them gets a copy; narrow the selector if one is meant"
        } else {
            "an id should be on one element only"
        };
        Finding::new(
            "many-targets",
            format!("`{}` matches {matched} elements, and htmx swaps all of them", instruction.selector),
            advice,
        )
    })
}

/// A target that cannot take the fragment, on which htmx throws.
#[must_use]
pub fn refuses(instruction: &Instruction, thrown: &str) -> Finding {
    Finding::new(
        "invalid-target",
        format!("htmx throws on `{}` ({thrown}): the message ends here", instruction.selector),
        "target an element that can hold the fragment",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::oob;

    #[test]
    fn a_root_without_an_id_says_what_becomes_of_the_id_null() {
        let tree = Document::parse_template("<p>x</p>");
        let root = tree.child_elements(tree.root()).next().unwrap();
        let told = |htmx, matched| {
            let dialect = Dialect::choose(htmx, None).unwrap();
            let finding = no_id(&dialect, &tree, root, &oob::read(&dialect, &tree, root), matched).unwrap();
            finding.what.split_once(" looks for ").unwrap().1.to_owned()
        };
        assert_eq!(
            [told("2", 0), told("1", 0), told("2", 1), told("1", 2)],
            [
                "`#null` and raises htmx:oobErrorNoTarget",
                "`#null` and drops it without a word",
                "`#null` and swaps the element of that id",
                "`#null` and swaps the 2 elements of that id"
            ]
        );
    }

    fn near_on(selector: &str) -> Option<String> {
        let page = Document::parse("<ul id=chat></ul><p id=rows class='tick tock'></p>");
        near(&page, selector)
    }

    #[test]
    fn the_nearest_id_is_named() {
        assert_eq!(near_on("#chta").as_deref(), Some("#chat"));
        assert_eq!(near_on("#sidebar"), None);
    }

    #[test]
    fn a_class_taken_for_an_id_is_named_as_a_class() {
        assert_eq!(near_on("#tick").as_deref(), Some(".tick"));
        assert_eq!(near_on(".chat").as_deref(), Some("#chat"));
    }
}
