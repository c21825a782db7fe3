//! Decimal numbers as number fields hold them, exact where the arithmetic of `step` needs it.
//!
//! Like Chromium's own: 0.3 is a multiple of 0.1 here, which it is not in binary.

use std::cmp::Ordering;

/// `digits × 10^-scale`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal {
    digits: i128,
    scale: u32,
}

/// Digits after the point that are kept, and powers of ten that a number may have.
const MAX_SCALE: u32 = 18;
const MAX_DIGITS: usize = 18;

impl Decimal {
    pub(super) fn whole(number: i64) -> Decimal {
        Decimal { digits: i128::from(number), scale: 0 }
    }

    /// A valid floating-point number (HTML § 2.3.4.3). Digits past the eighteenth after the point are cut.
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = split_number(text)?;
        let negative = mantissa.starts_with('-');
        let (whole, fraction) = mantissa
            .trim_start_matches('-')
            .split_once('.')
            .unwrap_or((mantissa.trim_start_matches('-'), ""));
        let joined = format!("{whole}{fraction}");
        let significant = joined.trim_start_matches('0');
        let kept = significant.get(..MAX_DIGITS).unwrap_or(significant);
        let cut = i64::try_from(significant.len() - kept.len()).ok()?;
        let digits: i128 = if kept.is_empty() { 0 } else { kept.parse().ok()? };
        let shift = exponent.saturating_sub(i64::try_from(fraction.len()).ok()?).saturating_add(cut);
        let digits = if negative { -digits } else { digits };
        Decimal::shifted(digits, shift)
    }

    /// `digits × 10^shift`; `None` past what fits.
    fn shifted(digits: i128, shift: i64) -> Option<Decimal> {
        if digits == 0 {
            return Some(Decimal::whole(0));
        }
        if let Ok(up) = u32::try_from(shift) {
            let factor = 10i128.checked_pow(up).filter(|_| up <= MAX_SCALE)?;
            return Some(Decimal { digits: digits.checked_mul(factor)?, scale: 0 });
        }
        let mut scale = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
        let mut digits = digits;
        while scale > MAX_SCALE && digits != 0 {
            digits /= 10;
            scale -= 1;
        }
        Some(if digits == 0 { Decimal::whole(0) } else { Decimal { digits, scale } })
    }

    /// The digits of both at one scale.
    fn aligned(self, other: Decimal) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        let at = |number: Decimal| number.digits.checked_mul(10i128.checked_pow(scale - number.scale)?);
        Some((at(self)?, at(other)?, scale))
    }

    pub(super) fn compare(self, other: Decimal) -> Ordering {
        match self.aligned(other) {
            Some((one, other, _)) => one.cmp(&other),
            None => self.as_f64().total_cmp(&other.as_f64()),
        }
    }

    pub(super) fn minus(self, other: Decimal) -> Option<Decimal> {
        let (one, other, scale) = self.aligned(other)?;
        Some(Decimal { digits: one.checked_sub(other)?, scale })
    }

    pub(super) fn plus(self, other: Decimal) -> Option<Decimal> {
        let (one, other, scale) = self.aligned(other)?;
        Some(Decimal { digits: one.checked_add(other)?, scale })
    }

    pub(super) fn times(self, factor: i64) -> Option<Decimal> {
        Some(Decimal { digits: self.digits.checked_mul(i128::from(factor))?, ..self })
    }

    pub(super) fn half(self) -> Option<Decimal> {
        if self.digits % 2 == 0 {
            return Some(Decimal { digits: self.digits / 2, ..self });
        }
        Some(Decimal { digits: self.digits.checked_mul(5)?, scale: self.scale + 1 })
    }

    /// The nearest multiple of `step`, halves away from zero.
    pub(super) fn rounded_to(self, step: Decimal) -> Option<Decimal> {
        let (number, step, scale) = self.aligned(step)?;
        let (whole, rest) = (number.checked_div(step)?, number.checked_rem(step)?);
        let away = if rest.checked_abs()?.checked_mul(2)? >= step { number.signum() } else { 0 };
        Some(Decimal { digits: (whole + away).checked_mul(step)?, scale })
    }

    pub(super) fn is_multiple_of(self, step: Decimal) -> bool {
        match self.aligned(step) {
            Some((number, step, _)) => number.checked_rem(step) == Some(0),
            None => true,
        }
    }

    pub(super) fn is_positive(self) -> bool {
        self.digits > 0
    }

    pub(super) fn as_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(i32::try_from(self.scale).unwrap_or(i32::MAX))
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

/// Whether the text is a valid floating-point number that a double can hold.
pub(super) fn is_number(text: &str) -> bool {
    split_number(text).is_some() && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// `-12.5e-3` as `-12.5` and `-3`, where it follows HTML's grammar.
fn split_number(text: &str) -> Option<(&str, i64)> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, "0"),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)) {
        return None;
    }
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let well_formed = match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(fraction) && (whole.is_empty() || digits(whole)),
        None => digits(unsigned),
    };
    well_formed
        .then(|| (mantissa, exponent.parse().unwrap_or(if exponent.starts_with('-') { -9999 } else { 9999 })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_htmls_grammar() {
        for valid in ["0", "-1", "1.5", ".5", "1e3", "1E-3", "00.50", "1e+2"] {
            assert!(is_number(valid), "{valid}");
        }
        for invalid in ["", "+1", "1.", "e3", "1e", "0x1", " 1", "1 ", "--1", "1e999", "NaN", "inf", "-"] {
            assert!(!is_number(invalid), "{invalid}");
        }
    }

    #[test]
    fn steps_are_exact_in_decimal() {
        let decimal = |text: &str| Decimal::parse(text).unwrap();
        assert!(decimal("0.3").is_multiple_of(decimal("0.1")));
        assert!(!decimal("0.35").is_multiple_of(decimal("0.1")));
        assert_eq!(decimal("7.5").rounded_to(decimal("5")).unwrap().to_string(), "10");
        assert_eq!(decimal("-7.4").rounded_to(decimal("5")).unwrap().to_string(), "-5");
        assert_eq!(decimal("25").half().unwrap().to_string(), "12.5");
        assert_eq!(decimal("-0.050").to_string(), "-0.05");
        assert_eq!(decimal("1e3").to_string(), "1000");
        assert_eq!(decimal("1e-30").to_string(), "0");
        assert!(Decimal::parse("1e30").is_none());
        assert!(decimal("1.50").compare(decimal("1.5")).is_eq());
    }
}
