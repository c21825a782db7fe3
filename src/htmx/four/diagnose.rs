//! What htmx 4 does with a message that goes wrong, in words, with what to write instead.
//!
//! Looks at messages and pages, changes neither.

use serde_json::Value;

use super::attribute;
use super::reading::js_text;
use super::swap_spec::{STYLES, SpecError, SwapSpec};
use crate::event::Kind;
use crate::htmx::config::Config;
use crate::htmx::diagnose::{Finding, nearest, payload, style, tag, target, wrapper};
use crate::htmx::oob::{Instruction, Style};
use crate::page::{Document, NodeId, SelectorError};

fn finding(code: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Finding {
    Finding { code, what: what.into(), advice: advice.into() }
}

/// A binary message.
pub(super) fn binary(bytes: &[u8]) -> Finding {
    finding(
        "binary",
        "a binary message is never swapped: htmx 4 hands it to the page's own scripts only",
        payload::instead_of(bytes),
    )
}

/// JSON without `content`.
pub(super) fn data_only() -> Finding {
    finding(
        "json",
        "this is JSON without `content`: htmx 4 takes it for data and swaps nothing",
        "put the HTML into `content`, or send the HTML itself",
    )
}

/// A text that begins as JSON does and is none.
pub(super) fn broken_json(text: &str) -> Option<Finding> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let error = serde_json::from_str::<Value>(text).err()?;
    Some(finding(
        "json",
        format!("this begins as JSON does and is none (`{error}`): htmx 4 swaps it as text"),
        "send valid JSON with the HTML in `content`, or the HTML itself",
    ))
}

/// `payload` in place of `content`.
pub(super) fn payload_deprecated() -> Finding {
    finding(
        "payload-deprecated",
        "`payload` is deprecated: htmx 4 swaps it, with a warning in the console",
        "name it `content`",
    )
}

/// Content that is no text. `None` where htmx does nothing with it.
pub(super) fn content_refused(content: &Value) -> Option<Finding> {
    let what = match content {
        Value::String(_) => return None,
        Value::Null => return Some(finding("json", "`content` is null: htmx 4 swaps nothing", "")),
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    Some(finding(
        "json",
        format!(
            "`content` is {what}: htmx 4 throws `text.replace is not a function`, and nothing is swapped"
        ),
        "send the HTML as a string",
    ))
}

/// HTML that fills the socket element, where nobody said so.
pub(super) fn replaces_all(page: Option<&Document>, source: Option<NodeId>) -> Option<Finding> {
    let held = match (page, source) {
        (Some(page), Some(source)) => {
            page.child_elements(source).next().is_some() || !page.text_content(source).trim().is_empty()
        }
        _ => true,
    };
    held.then(|| {
        finding(
            "replaces-all",
            "nothing says where this goes: htmx 4 fills the socket element with it, replacing what it held",
            "write hx-target on the socket element, hx-swap-oob on the elements, or use <hx-partial hx-target=\"…\">",
        )
    })
}

/// A target that is not text.
pub(super) fn target_refused(target: &Value) -> Finding {
    finding(
        "invalid-selector",
        format!("the target `{}` is no text, so htmx throws: the message is not applied", js_text(target)),
        "write a selector",
    )
}

/// A style that is not text.
pub(super) fn style_refused(style: &str) -> Finding {
    finding(
        "unknown-swap",
        format!("the swap style `{style}` is no text, so htmx throws: the message is not applied"),
        format!("the styles are {}", STYLES.join(", ")),
    )
}

/// A swap that htmx cannot read.
pub(super) fn swap_refused(written: &str, error: &SpecError) -> Finding {
    finding(
        "invalid-swap",
        format!("the swap `{}` cannot be read, so htmx throws: the message is not applied", written.trim()),
        error.to_string(),
    )
}

/// What is no selector; the message is not applied.
pub(super) fn invalid_selector(what: &str, selector: &str, error: &SelectorError) -> Finding {
    finding(
        "invalid-selector",
        format!("the {what} `{selector}` is not a selector, so htmx throws: the message is not applied"),
        error.to_string(),
    )
}

/// Modifiers behind `style:selector`, which htmx reads as part of the selector.
pub(super) fn modifiers(value: &str, selector: Option<&str>) -> Option<Finding> {
    let selector = selector?;
    let modifier = style::modifier(selector, "strip")?;
    let written = value.split(':').next().unwrap_or_default();
    let plain = selector.split_whitespace().next().unwrap_or_default();
    Some(finding(
        "modifiers",
        format!(
            "`{modifier}` is not a modifier here: htmx 4 reads all after the colon, `{selector}`, as the target"
        ),
        format!("write hx-swap-oob=\"{written} target:{plain} {modifier}\""),
    ))
}

/// A target that is not on the page; the page is searched for what is near it, where there is one.
pub(super) fn missing(page: Option<&Document>, wanted: &str, kind: Kind, oob: Option<&str>) -> Finding {
    let what = match kind {
        Kind::Main => format!("nothing on the page matches `{wanted}`: htmx 4 says so in the console only"),
        Kind::Oob | Kind::Partial => format!("nothing on the page matches `{wanted}`: htmx 4 says nothing"),
    };
    let split = oob.filter(|value| {
        let word = value.split_whitespace().next().unwrap_or_default();
        word.matches(':').count() > 1 && value.ends_with(&format!(":{wanted}"))
    });
    let advice = match split.and_then(|value| value.split_once(':')) {
        Some((style, selector)) => {
            format!("htmx 4 splits hx-swap-oob at its last colon; write `{style} target:{selector}`")
        }
        None => page
            .and_then(|page| target::near(page, wanted))
            .map(|name| format!("did you mean `{name}`?"))
            .unwrap_or_default(),
    };
    finding("no-target", what, advice)
}

/// More than one target.
pub(super) fn many(wanted: &str, matched: usize, written: bool) -> Option<Finding> {
    (matched > 1).then(|| {
        finding(
            "many-targets",
            format!("`{wanted}` matches {matched} elements, and htmx swaps all of them"),
            if written {
                "every one of them gets a copy; narrow the selector if one is meant"
            } else {
                "an id should be on one element only"
            },
        )
    })
}

/// An out-of-band element that says nowhere where it goes.
pub(super) fn no_id(tree: &Document, element: NodeId) -> Finding {
    finding(
        "no-id",
        format!(
            "{} has hx-swap-oob, but no id and no target: htmx 4 leaves it in the main content",
            tag(tree, element)
        ),
        "give it the id of the element it is for, or write hx-swap-oob=\"beforeend:#target\"",
    )
}

/// A partial that says nowhere where it goes.
pub(super) fn no_partial_target() -> Finding {
    finding(
        "no-target",
        "an <hx-partial> has no hx-target and no id: htmx 4 drops it",
        "write hx-target=\"#target\"",
    )
}

/// What stands in a template, where htmx looks for no instruction: the first element that has one.
fn instructed(tree: &Document, config: &Config, template: NodeId) -> Option<NodeId> {
    let contents = tree.template_contents(template)?;
    tree.descendants(contents).find(|&node| attribute::own(tree, config, node, "hx-swap-oob").is_some())
}

/// The first partial in a template, which is a template itself by now.
fn partial_in(tree: &Document, template: NodeId) -> Option<NodeId> {
    let contents = tree.template_contents(template)?;
    tree.descendants(contents).find(|&node| {
        tree.local_name(node) == Some("template")
            && tree.has_attr(node, "hx")
            && tree.attr(node, "type") == Some("partial")
    })
}

/// Instructions in a partial: they are not followed.
pub(super) fn in_partial(tree: &Document, config: &Config, partial: NodeId) -> Vec<Finding> {
    let nested = instructed(tree, config, partial).map(|element| {
        finding(
            "nested-oob",
            format!(
                "hx-swap-oob on {} is inside an <hx-partial>: htmx 4 does not look there, it stays an attribute",
                tag(tree, element)
            ),
            "send it as an element of its own, beside the <hx-partial>",
        )
    });
    let inert = partial_in(tree, partial).map(|_| {
        finding(
            "template-ignored",
            "an <hx-partial> is inside another: htmx 4 does not look there, and inserts an inert <template>",
            "send it beside the other",
        )
    });
    nested.into_iter().chain(inert).collect()
}

/// Instructions in a `<template>`: htmx inserts it as it stands.
pub(super) fn template_ignored(tree: &Document, config: &Config, template: NodeId) -> Option<Finding> {
    if tree.has_attr(template, "hx") {
        return None;
    }
    let inside = match instructed(tree, config, template) {
        Some(element) => tag(tree, element),
        None => partial_in(tree, template).map(|_| "<hx-partial>".to_owned())?,
    };
    Some(finding(
        "template-ignored",
        format!("{inside} is inside a <template>: htmx 4 does not look there"),
        "leave the <template> out: table parts may stand at the top of a message",
    ))
}

/// A style that htmx does not know.
pub(super) fn unknown_swap(spec: &SwapSpec) -> Option<Finding> {
    let style = spec.style.as_str();
    if STYLES.contains(&style) {
        return None;
    }
    let what = format!("`{style}` is not a swap style of htmx 4: it throws, and this is not swapped");
    let advice = match style {
        "morph" => "write `outerMorph` or `innerMorph`".to_owned(),
        "false" => "there is no way to say no: leave the attribute out".to_owned(),
        _ => match nearest(style, STYLES) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("the styles are {}", STYLES.join(", ")),
        },
    };
    Some(finding("unknown-swap", what, advice))
}

/// A row, cell, list item or option of which only the inside is inserted.
pub(super) fn wrapper_stripped(
    tree: &Document,
    element: NodeId,
    spec: &SwapSpec,
    wanted: &str,
    target: Option<(&Document, NodeId)>,
) -> Option<Finding> {
    if spec.strip != Some(true) {
        return None;
    }
    let style = Style::named(&spec.style)?;
    let holder = match target {
        Some((page, target)) if matches!(style, Style::BeforeBegin | Style::AfterEnd) => {
            page.local_name(page.parent_element(target)?)
        }
        Some((page, target)) => page.local_name(target),
        None => None,
    };
    let instruction = Instruction {
        written: None,
        style: spec.style.clone(),
        selector: wanted.to_owned(),
        selector_written: true,
    };
    wrapper::stripped(tree, element, &instruction, style, holder)
}

/// More than one message may hold.
pub(super) fn too_much() -> Finding {
    finding(
        "invalid-target",
        "the message multiplies without bound: hxws stops here, a browser goes on",
        "narrow the selectors",
    )
}

/// A socket element that lives on with other attributes.
pub(super) fn reconnected(selector: &str) -> Finding {
    finding(
        "socket-removed",
        format!(
            "the swap changes htmx's attributes around the socket element `{selector}`: htmx closes its socket"
        ),
        "keep those attributes as they are, or swap inside of it",
    )
}

/// A swap on which htmx throws.
pub(super) fn refuses(wanted: Option<&str>, thrown: &str) -> Finding {
    finding(
        "invalid-target",
        format!(
            "htmx throws on `{}` ({thrown}): this is not swapped",
            wanted.unwrap_or("the socket element")
        ),
        "target an element that can hold the content",
    )
}
