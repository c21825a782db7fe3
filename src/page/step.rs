//! A field's range and steps: its `min`, `max` and `step` attributes as numbers (HTML § 4.10.5.3.7 and on).
//!
//! Dates and times count in their type's own number, see `moment`.

use super::control::InputType;
use super::decimal::Decimal;
use super::moment::moment;

/// The bounds and the steps between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepRange {
    pub(super) min: Option<Decimal>,
    pub(super) max: Option<Decimal>,
    /// From where steps are counted.
    base: Decimal,
    /// `None` for `step="any"`.
    step: Option<Decimal>,
}

impl StepRange {
    pub(super) fn of<'a>(kind: InputType, attr: &dyn Fn(&str) -> Option<&'a str>) -> StepRange {
        let number = |name: &str| attr(name).and_then(|text| as_number(kind, text));
        let min = number("min");
        let week_base =
            if kind == InputType::Week { Decimal::whole(-259_200_000) } else { Decimal::whole(0) };
        let base = min.or_else(|| number("value")).unwrap_or(week_base);
        let range = StepRange { min, max: number("max"), base, step: step(kind, attr("step")) };
        if kind == InputType::Range { range.of_slider() } else { range }
    }

    /// A slider has bounds in any case, and a maximum below its minimum counts for nothing.
    fn of_slider(self) -> StepRange {
        let min = self.min.unwrap_or(Decimal::whole(0));
        let max = self.max.unwrap_or(Decimal::whole(100));
        let max = if max.compare(min).is_lt() { min } else { max };
        StepRange { min: Some(min), max: Some(max), ..self }
    }

    /// Whether the number lies on a step.
    pub(super) fn is_on_step(&self, number: Decimal) -> bool {
        match (self.step, number.minus(self.base)) {
            (Some(step), Some(distance)) => distance.is_multiple_of(step),
            _ => true,
        }
    }

    /// The numbers on steps below and above one that is on none, as far as the bounds allow them.
    pub(super) fn around(&self, number: Decimal) -> Vec<Decimal> {
        let around = || {
            let step = self.step?;
            let near = self.base.plus(number.minus(self.base)?.rounded_to(step)?)?;
            let other = if near.compare(number).is_lt() { near.plus(step)? } else { near.minus(step)? };
            Some([near, other])
        };
        let within = |found: &Decimal| {
            self.min.is_none_or(|min| found.compare(min).is_ge())
                && self.max.is_none_or(|max| found.compare(max).is_le())
        };
        let mut around: Vec<Decimal> = around().into_iter().flatten().filter(within).collect();
        around.sort_by(|a, b| a.compare(*b));
        around
    }

    /// The number on a step that is nearest to `number` and within the bounds, if there is one.
    pub(super) fn nearest(&self, number: Decimal, min: Decimal, max: Decimal) -> Option<Decimal> {
        let step = self.step?;
        let rounded = self.base.plus(number.minus(self.base)?.rounded_to(step)?)?;
        let rounded = if rounded.compare(max).is_gt() {
            rounded.minus(step)?
        } else if rounded.compare(min).is_lt() {
            rounded.plus(step)?
        } else {
            rounded
        };
        (rounded.compare(min).is_ge() && rounded.compare(max).is_le()).then_some(rounded)
    }
}

/// A field's text as its type's number.
pub(super) fn as_number(kind: InputType, text: &str) -> Option<Decimal> {
    match kind {
        InputType::Number | InputType::Range => Decimal::parse(text),
        _ => moment(kind, text).map(Decimal::whole),
    }
}

/// The step in the type's number: 1, or 60 seconds for times, where the attribute is missing or makes no sense.
fn step(kind: InputType, attribute: Option<&str>) -> Option<Decimal> {
    let (default, unit) = match kind {
        InputType::Date => (1, 86_400_000),
        InputType::Week => (1, 604_800_000),
        InputType::Time | InputType::DateTimeLocal => (60, 1000),
        _ => (1, 1),
    };
    if attribute.is_some_and(|text| text.eq_ignore_ascii_case("any")) {
        return None;
    }
    let asked = attribute.and_then(Decimal::parse).filter(|step| step.is_positive());
    let whole_only = matches!(kind, InputType::Date | InputType::Week | InputType::Month);
    let asked = match asked {
        Some(step) if whole_only => step
            .rounded_to(Decimal::whole(1))
            .map(|step| if step.is_positive() { step } else { Decimal::whole(1) }),
        asked => asked,
    };
    asked.and_then(|step| step.times(unit)).or_else(|| Decimal::whole(default).times(unit))
}
