//! Durations, sizes and delays as people write them on a command line, and counts as they read them.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;

use crate::htmx::script::Failure;

/// The longest span that is taken: clocks can add it to any moment.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(10 * 366 * 24 * 3600);

/// A span of time: `5s`, `500ms`, `1m30s`, or a number of seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Duration(pub std::time::Duration);

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let written = match text.parse::<f64>() {
            Ok(seconds) => std::time::Duration::try_from_secs_f64(seconds).ok(),
            Err(_) => humantime::parse_duration(text).ok(),
        };
        match written {
            Some(duration) if duration <= LONGEST => Ok(Self(duration)),
            Some(_) => Err("that is longer than ten years".to_owned()),
            None => Err("write a positive number of seconds, or such as 5s, 500ms, 1m30s".to_owned()),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        humantime::format_duration(self.0).fmt(f)
    }
}

/// A span of time that something is waited for, or that passes between two things.
///
/// # Errors
/// Where it is none, or no time at all.
pub fn lasting(text: &str) -> Result<Duration, String> {
    let duration: Duration = text.parse()?;
    if duration.0.is_zero() {
        return Err("that is no time at all: write such as 5s, 500ms, 1m30s".to_owned());
    }
    Ok(duration)
}

/// A whole number, from 0.
///
/// # Errors
/// Where it is none, or too large.
pub fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| "write a whole number such as 3".to_owned())
}

/// A whole number, from 1.
///
/// # Errors
/// Where it is none, 0, or too large.
pub fn at_least_one(text: &str) -> Result<u64, String> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| "write a whole number from 1".to_owned())
}

/// The attempts that `backoff` lists.
///
/// # Errors
/// Where that is no number, or out of bounds.
pub fn attempts(text: &str) -> Result<u32, String> {
    let within = text.parse().ok().filter(|number| (1..=10_000).contains(number));
    within.ok_or_else(|| "write a whole number from 1 to 10000".to_owned())
}

/// An address to listen on: `127.0.0.1:8000`, `[::1]:8000`, `localhost:8000` or `:8000`.
///
/// # Errors
/// Where it is none of these.
pub fn listened(text: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    let port =
        text.strip_prefix("localhost").unwrap_or(text).strip_prefix(':').and_then(|port| port.parse().ok());
    let port: u16 =
        port.ok_or("write a loopback address with its port such as 127.0.0.1:8000, localhost:8000 or :8000")?;
    Ok((Ipv4Addr::LOCALHOST, port).into())
}

/// How many times as fast something is played: a number above 0, or `max`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speed {
    /// So many times.
    Times(f64),
    /// Without any pause.
    Max,
}

impl Default for Speed {
    /// As it was.
    fn default() -> Self {
        Self::Times(1.0)
    }
}

impl FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "max" {
            return Ok(Self::Max);
        }
        let times = text.parse::<f64>().ok().filter(|times| times.is_finite() && *times > 0.0);
        times.map(Self::Times).ok_or_else(|| "write a number above 0 such as 2 or 0.5, or max".to_owned())
    }
}

/// A number of bytes: `1000`, `64MiB`, `10MB`, `512k`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub usize);

impl Default for Size {
    /// 64 MiB, the largest message that is taken where nothing else is said.
    fn default() -> Self {
        Self(64 << 20)
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(digits);
        let factor: Option<usize> = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => Some(1),
            "k" | "kib" => Some(1 << 10),
            "kb" => Some(1_000),
            "m" | "mib" => Some(1 << 20),
            "mb" => Some(1_000_000),
            "g" | "gib" => Some(1 << 30),
            "gb" => Some(1_000_000_000),
            _ => None,
        };
        let size =
            number.parse::<usize>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
        size.filter(|&size| size > 0)
            .map(Self)
            .ok_or_else(|| "write a number of bytes such as 1000, 64MiB or 10MB".to_owned())
    }
}

/// Bytes as pairs of hexadecimal digits, with white space between the pairs or not.
#[must_use]
pub fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> =
        text.split_whitespace().flat_map(str::chars).map(|digit| digit.to_digit(16)).collect();
    let whole = text.split_whitespace().all(|part| part.len() % 2 == 0);
    let digits = digits.filter(|_| whole)?;
    Some(digits.chunks(2).filter_map(|pair| u8::try_from(pair[0] * 16 + pair[1]).ok()).collect())
}

/// The delay before a reconnect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delay {
    /// htmx's own.
    FullJitter,
    /// Always the same.
    Fixed(Duration),
    /// What a JavaScript function of `retryCount` returns, in ms; its source.
    Function(String),
}

impl FromStr for Delay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "full-jitter" {
            return Ok(Self::FullJitter);
        }
        if text.contains("=>") || text.trim_start().starts_with("function") {
            return match crate::script::delay(text)(0, 0.5) {
                Ok(_) => Ok(Self::Function(text.to_owned())),
                Err(Failure::NoJavaScript(_)) => Err(format!("it is no JavaScript function; {KINDS}")),
                Err(failure) => Err(format!("called with 0, the function gives no delay: {failure}")),
            };
        }
        match text.parse() {
            Ok(fixed) => Ok(Self::Fixed(fixed)),
            Err(error) if text.starts_with(|first: char| first.is_ascii_digit()) => Err(error),
            Err(_) => Err(KINDS.to_owned()),
        }
    }
}

/// `1 message`, `2 messages`.
pub fn counted<N: fmt::Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    let plural = if count == N::from(1) { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// How a delay can be written.
const KINDS: &str =
    "write full-jitter, a duration such as 500ms, or a function of retryCount such as 'n => 500 * (n + 1)'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        let millis = |text: &str| text.parse::<Duration>().map(|duration| duration.0.as_millis());
        assert_eq!(millis("5s"), Ok(5000));
        assert_eq!(millis("0.25"), Ok(250));
        assert_eq!(millis("1m30s"), Ok(90_000));
        assert!(millis("soon").is_err());
        assert!(millis("-1").is_err());
        assert!(millis("9999999999999999999s").is_err());
        assert_eq!(millis("1000000000"), Err("that is longer than ten years".into()));
    }

    #[test]
    fn what_is_listened_on_needs_no_more_than_a_port() {
        let listened = |text: &str| super::listened(text).map(|address| address.to_string());
        for (written, address) in [
            ("127.0.0.1:0", "127.0.0.1:0"),
            ("[::1]:80", "[::1]:80"),
            ("0.0.0.0:1", "0.0.0.0:1"),
            ("localhost:8000", "127.0.0.1:8000"),
            (":8000", "127.0.0.1:8000"),
        ] {
            assert_eq!(listened(written), Ok(address.to_owned()));
        }
        let help = "write a loopback address with its port such as 127.0.0.1:8000, localhost:8000 or :8000";
        for written in ["", ":", "localhost", "8000", ":65536", "app.test:80", "localhost8000"] {
            assert_eq!(listened(written), Err(help.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_waited_for_takes_some_time() {
        assert_eq!(lasting("1ms"), Ok(Duration(std::time::Duration::from_millis(1))));
        for none in ["0", "0s", "0.0"] {
            let said = Err("that is no time at all: write such as 5s, 500ms, 1m30s".to_owned());
            assert_eq!(lasting(none), said, "{none}");
        }
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(
            (counted(0_u64, "message"), counted(1_u32, "message")),
            ("0 messages".into(), "1 message".into())
        );
        assert_eq!(counted(2_usize, "message"), "2 messages");
    }

    #[test]
    fn sizes_have_binary_and_decimal_units() {
        let bytes = |text: &str| text.parse::<Size>().map(|size| size.0);
        assert_eq!(bytes("64MiB"), Ok(64 << 20));
        assert_eq!(bytes("10MB"), Ok(10_000_000));
        assert_eq!(bytes("512"), Ok(512));
        assert!(bytes("0").is_err());
        assert!(bytes("99999999999999999999").is_err());
        assert!(bytes("64 apples").is_err());
    }

    #[test]
    fn bytes_are_pairs_of_digits() {
        assert_eq!(hex("00ff 7B"), Some(vec![0, 255, 0x7b]));
        assert_eq!((hex(""), hex("0"), hex("0 0"), hex("zz")), (Some(Vec::new()), None, None, None));
    }

    #[test]
    fn delays_are_full_jitter_or_fixed() {
        assert_eq!("full-jitter".parse(), Ok(Delay::FullJitter));
        assert_eq!("250ms".parse(), Ok(Delay::Fixed(Duration(std::time::Duration::from_millis(250)))));
        assert!("jitter".parse::<Delay>().is_err());
    }
}
