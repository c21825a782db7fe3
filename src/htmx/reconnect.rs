//! The reconnect rule: on which close codes, after which delay. Randomness is an argument.

use std::fmt;
use std::rc::Rc;

use super::config::{Config, ReconnectDelay};
use super::dialect::{Dialect, Renewal, WhileNotOpen};
use super::script::Failure;
use crate::event::KeptClosed;

/// The number of retries so far and a random number in, ms out; or why there is no number.
pub type DelayFunction = Rc<dyn Fn(u32, f64) -> Result<f64, Failure>>;

/// How long to wait before a reconnect.
#[derive(Clone)]
pub enum Delay {
    /// `full-jitter`: random × 1000 × 2^min(n, 6) ms (htmx-ext-ws 2.0.4 `getWebSocketReconnectDelay`).
    FullJitter,
    /// Always the same, in ms.
    Fixed(u64),
    /// Doubles from the first up to the most, in ms, give or take a share of it (htmx 4.0.1 hx-ws `scheduleReconnect`).
    Doubling {
        /// Before the first reconnect.
        first_ms: f64,
        /// Never longer than that, but for the jitter.
        most_ms: f64,
        /// The share, from 0 to 1.
        jitter: f64,
    },
    /// What a function of `retryCount` returns.
    Function(DelayFunction),
}

impl fmt::Debug for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FullJitter => f.write_str("FullJitter"),
            Self::Fixed(delay) => write!(f, "Fixed({delay})"),
            Self::Doubling { first_ms, most_ms, jitter } => {
                write!(f, "Doubling({first_ms}, {most_ms}, {jitter})")
            }
            Self::Function(_) => f.write_str("Function"),
        }
    }
}

/// What happens when a connection ends, and to messages meanwhile.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The close codes on which a socket reconnects.
    pub codes: Vec<u16>,
    /// The delay.
    pub delay: Delay,
    /// Reconnects in a row before giving up; without it never.
    pub max_retries: Option<u32>,
    /// Whether the socket reconnects at all.
    pub enabled: bool,
    /// What becomes of messages while the socket is not open.
    pub while_not_open: WhileNotOpen,
    /// How many messages may wait, where there is a limit.
    pub queue_limit: Option<usize>,
    /// What a socket that is opened again makes of the sockets before it.
    pub renewal: Renewal,
}

/// What a person wants instead of htmx's policy.
#[derive(Debug, Clone, Default)]
pub struct Override {
    /// The delay.
    pub delay: Option<Delay>,
    /// Reconnects in a row before giving up.
    pub max_retries: Option<u32>,
    /// No reconnects at all.
    pub never: bool,
}

impl Override {
    /// htmx's policy with what is wanted instead.
    #[must_use]
    pub fn apply(&self, htmx: Policy) -> Policy {
        Policy {
            enabled: (htmx.enabled || self.delay.is_some()) && !self.never,
            max_retries: self.max_retries.or(htmx.max_retries),
            delay: self.delay.clone().unwrap_or(htmx.delay),
            ..htmx
        }
    }

    /// What keeps a socket closed that ended with `code` after `retries` reconnects in a row, where `htmx`, its own policy,
    /// would open it again.
    #[must_use]
    pub fn keeps_closed(&self, htmx: &Policy, code: u16, retries: u32) -> Option<KeptClosed> {
        let wanted = if self.never {
            Some(KeptClosed::NoReconnect)
        } else {
            self.max_retries.map(KeptClosed::MaxRetries)
        };
        let reconnects = |policy: &Policy| policy.reconnects(code, retries);
        wanted.filter(|_| reconnects(htmx) && !reconnects(&self.apply(htmx.clone())))
    }
}

/// Just below 1: the largest number that JavaScript's `Math.random` gives.
const ALMOST_ONE: f64 = 1.0 - f64::EPSILON / 2.0;

impl Policy {
    /// htmx's own policy for a page's configuration (htmx 1 and 2: it is the same for all sockets).
    #[must_use]
    pub fn of(dialect: &Dialect, config: &Config) -> Self {
        let usable = config.reconnect_delay != ReconnectDelay::Unusable;
        Self {
            codes: dialect.reconnect_codes.to_vec(),
            delay: if usable { Delay::FullJitter } else { Delay::Fixed(0) },
            max_retries: None,
            enabled: usable || !dialect.unusable_delay_throws,
            while_not_open: dialect.while_not_open,
            queue_limit: None,
            renewal: dialect.renewal,
        }
    }

    /// Whether a socket that was closed with `code` after `retries` reconnects in a row opens again.
    #[must_use]
    pub fn reconnects(&self, code: u16, retries: u32) -> bool {
        self.enabled && self.codes.contains(&code) && self.max_retries.is_none_or(|most| retries < most)
    }

    /// Whether sockets of both open again after the same closes, the same delays and as often.
    #[must_use]
    pub fn reconnects_like(&self, other: &Self) -> bool {
        let told = |policy: &Self| {
            format!("{:?}", (policy.enabled, &policy.codes, &policy.delay, policy.max_retries))
        };
        told(self) == told(other)
    }

    /// Whether a socket ever opens again by itself.
    #[must_use]
    pub fn ever_reconnects(&self) -> bool {
        self.codes.iter().any(|&code| self.reconnects(code, 0))
    }

    /// The bounds of the delay before the reconnect that follows `retries` others, in ms. Those of a function are what
    /// it returns for the least and the greatest random number.
    #[must_use]
    pub fn bounds(&self, retries: u32) -> (u64, u64) {
        let bound = |random| self.delay(retries, random).unwrap_or_default();
        let (one, other) = (bound(0.0), bound(ALMOST_ONE));
        (one.min(other), one.max(other))
    }

    /// The delay in whole ms; `random` is from 0 to 1. What is not a number is 0. None where the page's function
    /// throws: no timer is set. One that needs a browser gives way to htmx's own delay.
    #[must_use]
    pub fn delay(&self, retries: u32, random: f64) -> Option<u64> {
        self.whole(&self.number(retries, random), retries, random)
    }

    /// The whole ms that are waited where [`Policy::number`] gave that: what a browser makes of it, but for the delay
    /// that a person wants instead.
    #[must_use]
    pub fn whole(&self, number: &Result<f64, Failure>, retries: u32, random: f64) -> Option<u64> {
        match (&self.delay, number) {
            (Delay::Fixed(delay), _) => Some(*delay),
            (_, Ok(delay)) => Some(waited(*delay)),
            (_, Err(Failure::Threw(_) | Failure::NoJavaScript(_))) => None,
            (_, Err(_)) => Some(waited(full_jitter(retries, random))),
        }
    }

    /// The number that htmx hands to `setTimeout`, in ms; `random` is from 0 to 1.
    ///
    /// # Errors
    /// Where the page's function gives none.
    pub fn number(&self, retries: u32, random: f64) -> Result<f64, Failure> {
        Ok(match &self.delay {
            Delay::FullJitter => full_jitter(retries, random),
            #[expect(clippy::cast_precision_loss, reason = "2^53 ms are 285,000 years")]
            Delay::Fixed(delay) => *delay as f64,
            Delay::Doubling { first_ms, most_ms, jitter } => {
                let delay = (first_ms * 2_f64.powf(f64::from(retries))).min(*most_ms);
                let jittered = delay + (random * 2.0 - 1.0) * delay * jitter;
                if *jitter > 0.0 { jittered.max(0.0) } else { delay }
            }
            Delay::Function(function) => function(retries, random)?,
        })
    }
}

/// The longest that `setTimeout` waits, in ms.
pub const LONGEST_MS: f64 = 2_147_483_647.0;

/// The whole ms that `setTimeout` waits: its argument is a `long`, which begins anew after 2^32 and in which what is not
/// finite is 0; below 0 it waits 0 ms (HTML §8.6, Web IDL `ConvertToInt`).
#[must_use]
pub fn waited(delay: f64) -> u64 {
    const RANGE: f64 = 4_294_967_296.0;
    let within = if delay.is_finite() { delay.round().rem_euclid(RANGE) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within 31 bits")]
    let ms = if within > LONGEST_MS { 0 } else { within as u64 };
    ms
}

fn full_jitter(retries: u32, random: f64) -> f64 {
    f64::from(1000_u32 << retries.min(6)) * random
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
        assert_eq!(policy().delay(2, 0.5), Some(2000));
        assert_eq!(policy().delay(0, 0.0), Some(0));
    }

    #[test]
    fn doubling_is_jittered_even_above_its_most() {
        let delay = Delay::Doubling { first_ms: 500.0, most_ms: 60_000.0, jitter: 0.3 };
        let policy = Policy { delay, ..policy() };
        assert_eq!((policy.bounds(0), policy.bounds(1)), ((350, 650), (700, 1300)));
        assert_eq!((policy.bounds(9), policy.delay(3, 0.5)), ((42_000, 78_000), Some(4000)));
    }

    #[test]
    fn a_function_is_asked_and_what_is_no_number_is_0() {
        let delay = Delay::Function(Rc::new(|retries, _| Ok(if retries > 1 { f64::NAN } else { 10.4 })));
        let policy = Policy { delay, ..policy() };
        assert_eq!((policy.delay(0, 0.5), policy.delay(2, 0.5)), (Some(10), Some(0)));
    }

    #[test]
    fn what_is_no_32_bit_number_is_what_set_timeout_makes_of_it() {
        let handed = [f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -5.0, 1e20, 2_147_483_647.0];
        assert_eq!(handed.map(waited), [0, 0, 0, 0, 1_661_992_960, 2_147_483_647]);
        let handed = [2_147_483_648.0, 4_294_969_296.0, -4_294_964_296.0, 12_884_905_888.0];
        assert_eq!(handed.map(waited), [0, 2000, 3000, 4000]);
    }

    #[test]
    fn a_delay_that_a_person_wants_instead_is_no_browsers() {
        let policy = Policy { delay: Delay::Fixed(2_592_000_000), ..policy() };
        assert_eq!(policy.delay(0, 0.5), Some(2_592_000_000));
    }

    #[test]
    fn only_the_dialects_codes_reconnect() {
        let codes: Vec<u16> = (1000..1016).filter(|&code| policy().reconnects(code, 50)).collect();
        assert_eq!(codes, [1006, 1011, 1012, 1013]);
    }

    #[test]
    fn who_keeps_a_socket_closed_is_told_where_htmx_does_not() {
        let never = Override { never: true, ..Override::default() };
        let limited = Override { max_retries: Some(2), ..Override::default() };
        assert_eq!(never.keeps_closed(&policy(), 1006, 0), Some(KeptClosed::NoReconnect));
        assert_eq!(never.keeps_closed(&policy(), 1000, 0), None);
        assert_eq!(limited.keeps_closed(&policy(), 1006, 2), Some(KeptClosed::MaxRetries(2)));
        assert_eq!(limited.keeps_closed(&policy(), 1006, 1), None);
    }

    #[test]
    fn retries_end_where_a_person_says_so() {
        let policy = Policy { max_retries: Some(2), delay: Delay::Fixed(250), ..policy() };
        assert!(policy.reconnects(1006, 1));
        assert!(!policy.reconnects(1006, 2));
        assert_eq!(policy.delay(7, 0.9), Some(250));
    }
}
