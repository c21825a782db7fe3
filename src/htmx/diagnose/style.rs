//! The swap style: unknown names, and modifiers that out-of-band swaps do not have.

use super::{Finding, nearest};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::four::STYLES;
use crate::htmx::oob::{Instruction, Style};

/// The modifiers of `hx-swap` in every htmx.
const MODIFIERS: [&str; 7] = ["swap", "settle", "scroll", "show", "transition", "ignoreTitle", "target"];

/// Names that people write for a style.
const MEANT: [(&str, &str); 10] = [
    ("append", "beforeend"),
    ("prepend", "afterbegin"),
    ("before", "beforebegin"),
    ("after", "afterend"),
    ("replace", "outerHTML"),
    ("outer", "outerHTML"),
    ("inner", "innerHTML"),
    ("update", "innerHTML"),
    ("remove", "delete"),
    ("textContent", "innerHTML"),
];

/// The styles of every htmx, and those of extensions that have one name.
#[must_use]
pub fn all() -> Vec<&'static str> {
    let of_four = STYLES.into_iter().filter(|name| Style::named(name).is_none());
    Style::ALL.into_iter().map(Style::name).chain(of_four).chain(["morph", "morphdom"]).collect()
}

/// The first modifier of `hx-swap` behind the first word of a text; `own` is one that this htmx has beside the others'.
pub fn modifier<'a>(text: &'a str, own: &str) -> Option<&'a str> {
    if !text.contains(':') {
        return None;
    }
    let is_one = |name: &str| MODIFIERS.contains(&name) || name == own;
    text.split_whitespace().skip(1).find(|word| word.split_once(':').is_some_and(|(name, _)| is_one(name)))
}

/// `hx-swap`'s modifiers in `hx-swap-oob`.
#[must_use]
pub fn modifiers(dialect: &Dialect, instruction: &Instruction) -> Option<Finding> {
    let written = instruction.written.as_deref()?;
    let modifier = modifier(written, "focus-scroll")?;
    let what = if instruction.selector_written {
        format!(
            "`{modifier}` is not a modifier here: htmx {} reads all after the first colon, `{}`, as the target",
            dialect.htmx.major, instruction.selector
        )
    } else {
        format!("`{modifier}` is not a modifier here: htmx {} has none in hx-swap-oob", dialect.htmx.major)
    };
    let plain = written.split_whitespace().next().unwrap_or("true");
    Some(Finding::new("modifiers", what, format!("write hx-swap-oob=\"{plain}\"")))
}

/// A style that is none.
#[must_use]
pub fn unknown(dialect: &Dialect, config: &Config, instruction: &Instruction) -> Option<Finding> {
    let style = instruction.style.as_str();
    if Style::named(style).is_some() || modifiers(dialect, instruction).is_some() {
        return None;
    }
    let major = dialect.htmx.major;
    let default = Style::applied(config, style).map_or("nothing", Style::name);
    let what = format!("`{style}` is not a swap style of htmx {major} over a socket: it acts as `{default}`");
    Some(Finding::new("unknown-swap", what, advice(style, instruction)))
}

fn advice(style: &str, instruction: &Instruction) -> String {
    let target =
        if instruction.selector_written { format!(":{}", instruction.selector) } else { String::new() };
    if style == "morph" || style.starts_with("morph:") || style == "morphdom" {
        return "the page must load and enable the extension that brings it".to_owned();
    }
    if let Some((name, selector)) = apart(style) {
        return format!("write hx-swap-oob=\"{name}:{selector}\"");
    }
    if style.starts_with(':') {
        return format!("write a style in front of the colon: hx-swap-oob=\"beforeend{style}\"");
    }
    if style == "true" {
        return format!("write hx-swap-oob=\"outerHTML{target}\" to replace the target");
    }
    if style == "false" {
        return "there is no way to say no: leave the element out of the message".to_owned();
    }
    let meant = MEANT.iter().find(|(written, _)| *written == style).map(|(_, meant)| *meant);
    let known = Style::ALL.into_iter().map(Style::name);
    match meant.or_else(|| nearest(style, known.clone())) {
        Some(name) => format!("did you mean `{name}{target}`?"),
        None => format!("the styles are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// A style and a selector with a space between them, or a selector alone.
fn apart(written: &str) -> Option<(&str, &str)> {
    let (name, selector) = written.split_once(' ').unwrap_or(("beforeend", written));
    let selector = selector.trim_start();
    (Style::named(name).is_some() && selector.starts_with(['#', '.'])).then_some((name, selector))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::htmx::oob;
    use crate::page::Document;

    fn instruction(value: &str) -> Instruction {
        let tree = Document::parse_template(&format!("<p id=a hx-swap-oob='{value}'>"));
        let root = tree.child_elements(tree.root()).next().unwrap();
        oob::read(&Dialect::default(), &tree, root)
    }

    fn unknown_advice(value: &str) -> Option<String> {
        unknown(&Dialect::default(), &Config::default(), &instruction(value)).map(|finding| finding.advice)
    }

    #[test]
    fn modifiers_are_named_with_what_to_write() {
        let finding = modifiers(&Dialect::default(), &instruction("beforeend swap:1s")).unwrap();
        assert_eq!(
            finding.what,
            "`swap:1s` is not a modifier here: htmx 2 reads all after the first colon, `1s`, as the target"
        );
        assert_eq!(finding.advice, "write hx-swap-oob=\"beforeend\"");
        assert_eq!(modifiers(&Dialect::default(), &instruction("beforeend:#x")), None);
        assert_eq!(
            modifiers(&Dialect::default(), &instruction("beforeend:#x swap:1s")).unwrap().advice,
            "write hx-swap-oob=\"beforeend:#x\""
        );
    }

    #[test]
    fn unknown_styles_get_the_nearest_known_one() {
        assert_eq!(unknown_advice("append:#x").as_deref(), Some("did you mean `beforeend:#x`?"));
        assert_eq!(unknown_advice("innerHtml").as_deref(), Some("did you mean `innerHTML`?"));
        assert_eq!(
            unknown_advice("true:#x").as_deref(),
            Some("write hx-swap-oob=\"outerHTML:#x\" to replace the target")
        );
        assert_eq!(unknown_advice("true"), None);
        assert_eq!(unknown_advice("none"), None);
        let written = Some("write hx-swap-oob=\"beforeend:#x\"");
        assert_eq!(unknown_advice("beforeend #x").as_deref(), written);
        assert_eq!(unknown_advice("#x").as_deref(), written);
        assert_eq!(unknown_advice("beforeend swap:1s"), None);
    }
}
