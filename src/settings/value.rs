//! A setting's value as the text of its option.

use std::fmt;

use toml::de::DeValue;

/// What a setting says.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// What the option takes; several where it may be given several times.
    Texts(Vec<String>),
    /// Yes or no.
    Is(bool),
}

/// Without the texts: they may be secrets.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Texts(texts) => write!(f, "{} texts", texts.len()),
            Self::Is(is) => is.fmt(f),
        }
    }
}

impl Value {
    /// The texts; none of yes and no.
    #[must_use]
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Texts(texts) => texts,
            Self::Is(_) => &[],
        }
    }

    /// Of TOML: text and numbers as they are written, an array of them, or a boolean.
    pub(super) fn read(value: &DeValue<'_>) -> Option<Self> {
        match value {
            DeValue::Boolean(is) => Some(Self::Is(*is)),
            DeValue::Array(values) => {
                let texts: Option<Vec<String>> = values.iter().map(|value| text(value.get_ref())).collect();
                texts.map(Self::Texts)
            }
            value => text(value).map(|text| Self::Texts(vec![text])),
        }
    }
}

fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// What a value of TOML is called.
pub(super) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
