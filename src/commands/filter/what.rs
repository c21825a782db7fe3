//! One thing that a filter asks for, as it is written: `SELECTOR`, `/REGEX/`, `target:`, `swap:`, `outcome:`, `warning`.

use crate::event::Outcome;
use crate::htmx::diagnose::{CODES, nearest, style};
use crate::page::{Expression, Selector};

/// What asks for any warning.
const WARNING: &str = "warning";

/// What a fragment, a message or a warning must be.
#[derive(Debug, Clone)]
pub enum What {
    /// A fragment whose target is written so, or in which the selector finds something.
    Fragment(Selector),
    /// A message whose text matches.
    Text(Expression),
    /// A fragment with exactly this target.
    Target(String),
    /// A fragment that is swapped in this style.
    Swap(String),
    /// A fragment of which this came.
    Outcome(Outcome),
    /// What there is a warning of: of this code, or any.
    Warning(Option<&'static str>),
}

impl What {
    /// Reads one.
    ///
    /// # Errors
    /// Where it is none, with what was likely meant.
    pub fn read(written: &str) -> Result<Self, String> {
        if let Some(expression) = Expression::read_beside_selectors(written) {
            return expression.map(Self::Text);
        }
        if written == WARNING {
            return Ok(Self::Warning(None));
        }
        // no element has a name like that, but for one with a hyphen
        if written.chars().all(char::is_alphabetic) && nearest(written, [WARNING]).is_some() {
            return Err(format!("`{written}` is no element: did you mean `{WARNING}`?"));
        }
        match written.split_once(':') {
            Some(("target", target)) => filled(written, target).map(|target| Self::Target(target.to_owned())),
            Some(("swap", style)) if style == "morph" || style.starts_with("morph:") => {
                Ok(Self::Swap(style.to_owned()))
            }
            Some(("swap", style)) => {
                one_of("swap style", style, style::all()).map(|style| Self::Swap(style.to_owned()))
            }
            Some(("outcome", outcome)) => {
                let name = one_of("outcome", outcome, Outcome::ALL.map(Outcome::name))?;
                let outcome = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
                outcome.map(Self::Outcome).ok_or_else(|| name.to_owned())
            }
            Some((WARNING, code)) => one_of("warning", code, CODES).map(|code| Self::Warning(Some(code))),
            _ => Selector::parse(written).map(Self::Fragment).map_err(|error| error.to_string()),
        }
    }

    /// Whether something is written as one that begins with a word and a colon, or is that word.
    #[must_use]
    pub fn is_named(written: &str) -> bool {
        let name = written.split_once(':').map_or(written, |(name, _)| name);
        match name {
            "target" | "swap" | "outcome" => name.len() < written.len(),
            name => name == WARNING,
        }
    }

    /// Whether two are of a kind.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

fn filled<'a>(written: &str, value: &'a str) -> Result<&'a str, String> {
    if value.is_empty() { Err(format!("nothing stands behind `{written}`")) } else { Ok(value) }
}

/// The known one of that name, or what is said of it.
fn one_of(
    kind: &str,
    written: &str,
    known: impl IntoIterator<Item = &'static str> + Clone,
) -> Result<&'static str, String> {
    if let Some(name) = known.clone().into_iter().find(|name| *name == written) {
        return Ok(name);
    }
    let help = match nearest(written, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let all: Vec<_> = known.into_iter().collect();
            format!("they are {}", all.join(", "))
        }
    };
    Err(format!("`{written}` is no {kind}: {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(written: &str) -> String {
        What::read(written).unwrap_err()
    }

    #[test]
    fn what_is_no_selector_and_no_expression_says_why() {
        assert_eq!(wrong("/a(/"), "`/a(/` is not a regular expression: unclosed group");
        assert_eq!(wrong("#["), "`#[` is not a valid selector: a selector is missing at character 2");
        for written in ["/", "/tick", "/tick/x"] {
            let told = format!("`{written}` is no regular expression: write `/REGEX/` or `/REGEX/i`");
            assert_eq!(wrong(written), told);
        }
        assert!(What::read("/* any */ p").is_ok());
    }

    #[test]
    fn names_that_are_not_known_are_told_with_those_that_are() {
        assert_eq!(wrong("warning:no-taget"), "`no-taget` is no warning: did you mean `no-target`?");
        assert_eq!(wrong("swap:innerhtml"), "`innerhtml` is no swap style: did you mean `innerHTML`?");
        assert_eq!(
            wrong("outcome:lost"),
            "`lost` is no outcome: they are swapped, no-target, invalid-selector, skipped, unknown"
        );
        assert_eq!(wrong("target:"), "nothing stands behind `target:`");
    }

    #[test]
    fn a_word_that_is_nearly_warning_is_no_element() {
        for written in ["warnings", "Warning", "wraning"] {
            let told = format!("`{written}` is no element: did you mean `warning`?");
            assert_eq!(wrong(written), told);
        }
        assert!(matches!(What::read("x-warning"), Ok(What::Fragment(_))));
    }

    #[test]
    fn styles_of_every_htmx_and_of_its_extensions_are_known() {
        for written in ["beforeend", "outerMorph", "morph", "morph:innerHTML", "morphdom"] {
            assert!(What::read(&format!("swap:{written}")).is_ok(), "{written}");
        }
    }

    #[test]
    fn a_selector_with_a_colon_is_a_selector() {
        assert!(matches!(What::read("li:first-child"), Ok(What::Fragment(_))));
        assert!(!What::is_named("li:first-child") && !What::is_named("target"));
        assert!(What::is_named("target:#a") && What::is_named("warning") && What::is_named("warning:json"));
    }
}
