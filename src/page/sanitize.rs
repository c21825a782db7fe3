//! Value sanitisation: what a field makes of the text that is put into it (HTML § 4.10.5.1).
//!
//! Knows a type, a text and a way to ask for attributes; nothing of the tree.

use cssparser::color::{parse_hash_color, parse_named_color};

use super::control::InputType;
use super::decimal::{Decimal, is_number};
use super::moment::{moment, normal_date_time};
use super::step::StepRange;

/// The text as a field of that type holds it. `attr` gives the field's attributes.
pub(super) fn sanitize<'a>(kind: InputType, value: String, attr: &dyn Fn(&str) -> Option<&'a str>) -> String {
    match kind {
        InputType::Text | InputType::Search | InputType::Tel | InputType::Password => without_newlines(value),
        InputType::Url => trimmed(&without_newlines(value)),
        InputType::Email if attr("multiple").is_some() => {
            without_newlines(value).split(',').map(email).collect::<Vec<_>>().join(",")
        }
        InputType::Email => email(&without_newlines(value)),
        InputType::Number if !is_number(&value) => String::new(),
        InputType::Range => ranged(&value, attr),
        InputType::Color => color(&value),
        InputType::DateTimeLocal => normal_date_time(&value).unwrap_or_default(),
        _ if kind.is_temporal() && moment(kind, &value).is_none() => String::new(),
        _ => value,
    }
}

fn without_newlines(mut value: String) -> String {
    value.retain(|char| char != '\n' && char != '\r');
    value
}

fn trimmed(value: &str) -> String {
    value.trim_matches(|char: char| char.is_ascii_whitespace()).to_owned()
}

/// A colour by name or in hexadecimal, white space around it and its transparency dropped; black for anything else.
fn color(value: &str) -> String {
    let value = value.trim_matches(|char: char| char.is_ascii_whitespace());
    let (red, green, blue) = match value.strip_prefix('#') {
        Some(digits) => parse_hash_color(digits.as_bytes()).map(|(red, green, blue, _)| (red, green, blue)),
        None => parse_named_color(value),
    }
    .unwrap_or_default();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// An address with its domain in ASCII.
fn email(address: &str) -> String {
    let address = trimmed(address);
    match address.split_once('@') {
        Some((name, domain)) if !domain.is_ascii() => match url::Host::parse(domain) {
            Ok(url::Host::Domain(domain)) => format!("{name}@{domain}"),
            _ => address,
        },
        _ => address,
    }
}

/// A slider's value, never empty: clamped to its range and rounded to its step, the middle where there is none.
fn ranged<'a>(value: &str, attr: &dyn Fn(&str) -> Option<&'a str>) -> String {
    let range = StepRange::of(InputType::Range, attr);
    let (Some(min), Some(max)) = (range.min, range.max) else { return value.to_owned() };
    let middle = || max.minus(min).and_then(Decimal::half).and_then(|half| min.plus(half)).unwrap_or(min);
    let asked = Some(value).filter(|value| is_number(value)).map(|value| clamped_number(value, min, max));
    let wanted = asked.unwrap_or_else(middle);
    let within = if wanted.compare(min).is_lt() {
        min
    } else if wanted.compare(max).is_gt() {
        max
    } else {
        wanted
    };
    range.nearest(within, min, max).unwrap_or(within).to_string()
}

/// A number too large for exact arithmetic lies past one end of the range.
fn clamped_number(value: &str, min: Decimal, max: Decimal) -> Decimal {
    Decimal::parse(value).unwrap_or(if value.starts_with('-') { min } else { max })
}
