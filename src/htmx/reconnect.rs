//! The reconnect rule: on which close codes, after which delay. Randomness is an argument.

use super::config::Config;
use super::dialect::Dialect;

/// How long to wait before a reconnect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delay {
    /// `full-jitter`: random × 1000 × 2^min(n, 6) ms (htmx-ext-ws 2.0.4 `getWebSocketReconnectDelay`).
    FullJitter,
    /// Always the same, in ms.
    Fixed(u64),
}

/// What happens when a connection ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The close codes on which a socket reconnects.
    pub codes: &'static [u16],
    /// The delay.
    pub delay: Delay,
    /// Reconnects in a row before giving up; htmx never gives up.
    pub max_retries: Option<u32>,
    /// Whether the socket reconnects at all.
    pub enabled: bool,
}

impl Policy {
    /// htmx's own policy for a page's configuration.
    #[must_use]
    pub fn of(dialect: &Dialect, config: &Config) -> Self {
        Self {
            codes: dialect.reconnect_codes,
            delay: Delay::FullJitter,
            max_retries: None,
            enabled: config.reconnect_delay_usable,
        }
    }

    /// Whether a socket that was closed with `code` after `retries` reconnects in a row opens again.
    #[must_use]
    pub fn reconnects(&self, code: u16, retries: u32) -> bool {
        self.enabled && self.codes.contains(&code) && self.max_retries.is_none_or(|most| retries < most)
    }

    /// The bounds of the delay before the reconnect that follows `retries` others, in ms.
    #[must_use]
    pub fn bounds(&self, retries: u32) -> (u64, u64) {
        match self.delay {
            Delay::FullJitter => (0, 1000 << retries.min(6)),
            Delay::Fixed(delay) => (delay, delay),
        }
    }

    /// The delay, in ms; `random` is from 0 to 1.
    #[must_use]
    pub fn delay(&self, retries: u32, random: f64) -> u64 {
        let (min, max) = self.bounds(retries);
        #[expect(clippy::cast_precision_loss, reason = "bounds are at most 64 000 ms or what a person wrote")]
        let delay = min as f64 + (max - min) as f64 * random;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a delay is a small positive number"
        )]
        let rounded = delay.round() as u64;
        rounded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy::of(&Dialect::default(), &Config::default())
    }

    #[test]
    fn full_jitter_doubles_up_to_64_seconds() {
        let upper: Vec<u64> = (0..9).map(|retries| policy().bounds(retries).1).collect();
        assert_eq!(upper, [1000, 2000, 4000, 8000, 16000, 32000, 64000, 64000, 64000]);
        assert_eq!(policy().delay(2, 0.5), 2000);
        assert_eq!(policy().delay(0, 0.0), 0);
    }

    #[test]
    fn only_the_dialects_codes_reconnect() {
        let codes: Vec<u16> = (1000..1016).filter(|&code| policy().reconnects(code, 50)).collect();
        assert_eq!(codes, [1006, 1011, 1012, 1013]);
    }

    #[test]
    fn retries_end_where_a_person_says_so() {
        let policy = Policy { max_retries: Some(2), delay: Delay::Fixed(250), ..policy() };
        assert!(policy.reconnects(1006, 1));
        assert!(!policy.reconnects(1006, 2));
        assert_eq!(policy.delay(7, 0.9), 250);
    }
}
