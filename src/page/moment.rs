//! Dates and times as fields hold them (HTML § 2.3.5): parsed to a number that `min`, `max` and `step` compare.
//!
//! No clock and no time zone: the values are strings that say a day or an hour of nowhere.

use super::control::InputType;

/// What a date or time field's value says, as its type's number (HTML § 4.10.5.1.7 and on): milliseconds since
/// 1970 or midnight, months since January 1970 for `month`. `None` where the value is not valid.
pub(super) fn moment(kind: InputType, text: &str) -> Option<i64> {
    match kind {
        InputType::Date => Some(date(text)? * DAY),
        InputType::Month => month(text).map(|(year, month)| (year - 1970) * 12 + month - 1),
        InputType::Week => week(text).map(|day| day * DAY),
        InputType::Time => time(text),
        InputType::DateTimeLocal => {
            let (day, hour) = text.split_once(['T', ' '])?;
            Some(date(day)? * DAY + time(hour)?)
        }
        _ => None,
    }
}

/// A valid local date and time in its normal form: `T` between the parts, seconds only where they are not zero.
pub(super) fn normal_date_time(text: &str) -> Option<String> {
    moment(InputType::DateTimeLocal, text)?;
    let (day, hour) = text.split_once(['T', ' '])?;
    let ms = time(hour)?;
    let (minutes, seconds, millis) = (hour.get(..5)?, ms / 1000 % 60, ms % 1000);
    Some(match (seconds, millis) {
        (0, 0) => format!("{day}T{minutes}"),
        (seconds, 0) => format!("{day}T{minutes}:{seconds:02}"),
        (seconds, millis) => {
            format!("{day}T{minutes}:{seconds:02}.{}", format!("{millis:03}").trim_end_matches('0'))
        }
    })
}

const DAY: i64 = 86_400_000;

fn number(text: &str, width: usize) -> Option<i64> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A year of four digits or more, from 1 to what a JavaScript date can hold.
fn year(text: &str) -> Option<i64> {
    let year = number(text, text.len())?;
    (text.len() >= 4 && (1..=275_760).contains(&year)).then_some(year)
}

fn month(text: &str) -> Option<(i64, i64)> {
    let (year_text, month) = text.split_once('-')?;
    let month = number(month, 2)?;
    (1..=12).contains(&month).then_some((year(year_text)?, month))
}

/// Days since 1970-01-01.
fn date(text: &str) -> Option<i64> {
    let (before, day) = text.rsplit_once('-')?;
    let (year, month) = month(before)?;
    let day = number(day, 2)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=length).contains(&day).then(|| days(year, month, day))
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The Monday of an ISO week, in days since 1970-01-01.
fn week(text: &str) -> Option<i64> {
    let (year_text, week) = text.split_once("-W")?;
    let (year, week) = (year(year_text)?, number(week, 2)?);
    let first = first_monday(year);
    let weeks = (first_monday(year + 1) - first) / 7;
    (1..=weeks).contains(&week).then(|| first + (week - 1) * 7)
}

/// The Monday of the week with the year's fourth of January.
fn first_monday(year: i64) -> i64 {
    let fourth = days(year, 1, 4);
    fourth - (fourth + 3).rem_euclid(7)
}

/// Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or with one to three digits of a second's fraction.
fn time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hours, minutes) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let (seconds, millis) = match parts.next() {
        None => (0, 0),
        Some(seconds) => match seconds.split_once('.') {
            None => (number(seconds, 2)?, 0),
            Some((seconds, fraction)) => {
                let scale = [100, 10, 1].get(fraction.len().checked_sub(1)?).copied()?;
                (number(seconds, 2)?, number(fraction, fraction.len())? * scale)
            }
        },
    };
    let valid = parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60;
    valid.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_numbers_since_1970() {
        assert_eq!(moment(InputType::Date, "1970-01-02"), Some(DAY));
        assert_eq!(moment(InputType::Date, "2000-02-29"), Some(951_782_400_000));
        assert_eq!(moment(InputType::Month, "1971-03"), Some(14));
        assert_eq!(moment(InputType::Week, "1970-W01"), Some(-3 * DAY));
        assert_eq!(moment(InputType::Week, "2020-W53"), Some(1_609_113_600_000));
        assert_eq!(moment(InputType::Time, "01:02:03.04"), Some(3_723_040));
        assert_eq!(moment(InputType::DateTimeLocal, "1970-01-01 00:01"), Some(60_000));
    }

    #[test]
    fn days_and_hours_that_are_none_are_refused() {
        for date in [
            "1999-02-29",
            "1900-02-29",
            "2020-13-01",
            "2020-00-01",
            "0000-01-01",
            "20-01-01",
            "2020-1-1",
            "x",
        ] {
            assert_eq!(moment(InputType::Date, date), None, "{date}");
        }
        for time in ["24:00", "1:00", "00:60", "00:00:60", "00:00:00.1234", "00:00:00.", "00:00:00:00"] {
            assert_eq!(moment(InputType::Time, time), None, "{time}");
        }
        assert_eq!(moment(InputType::Week, "2021-W53"), None);
    }

    #[test]
    fn local_dates_and_times_have_one_normal_form() {
        assert_eq!(normal_date_time("2020-01-01 10:00:00").as_deref(), Some("2020-01-01T10:00"));
        assert_eq!(normal_date_time("2020-01-01T10:00:05.50").as_deref(), Some("2020-01-01T10:00:05.5"));
        assert_eq!(normal_date_time("2020-01-01"), None);
    }
}
