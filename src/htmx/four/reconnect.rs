//! The settings of one socket: when it reconnects, how many messages wait for it, which subprotocols it asks for.
//!
//! What a setting that makes no sense comes to is JavaScript's arithmetic; randomness and time are not known here.

use serde_json::{Map, Value};

use super::config::{interval, truthy};
use super::{attribute, hcon};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::htmx::reconnect::{Delay, Policy};
use crate::page::{Document, NodeId};

/// How many messages wait where nothing else is said.
const QUEUE_LIMIT: usize = 100;

/// What the page says about the sockets of an element: `htmx.config.ws`, and over it the `ws` of its `hx-config`
/// (htmx 4.0.1 hx-ws `getConfig`, without the defaults).
///
/// # Errors
/// Where htmx throws and opens nothing: `hx-config` begins with a brace and is not JSON.
pub fn settings(
    page: &Document,
    config: &Config,
    element: NodeId,
) -> Result<Map<String, Value>, hcon::HconError> {
    let written = attribute::value(page, config, element, "hx-config").unwrap_or_default();
    let own = hcon::parse(&written)?;
    let mut settings = config.four.ws.clone();
    if let Some(Value::Object(own)) = own.get("ws") {
        settings.extend(own.clone());
    }
    Ok(settings)
}

/// The policy that settings come to (htmx 4.0.1 hx-ws `scheduleReconnect`, `sendMessage`). One that throws when the
/// connection ends never reconnects.
#[must_use]
pub fn policy(dialect: &Dialect, config: &Config, settings: &Map<String, Value>) -> Policy {
    let codes = settings.get("reconnectCodes").map_or_else(|| Some(dialect.reconnect_codes.to_vec()), codes);
    let first = settings.get("reconnectDelay").map_or(Some(500.0), milliseconds);
    let most = settings.get("reconnectMaxDelay").map_or(Some(60_000.0), milliseconds);
    let jitter = settings.get("reconnectJitter").map_or(0.3, number);
    let throws = codes.is_none() || first.is_none() || most.is_none();
    // what is not a number makes `Math.min` not a number, which is no delay
    let no_number = [first, most].iter().flatten().any(|delay| delay.is_nan());
    let delay = Delay::Doubling {
        first_ms: first.filter(|_| !no_number).unwrap_or_default(),
        most_ms: most.filter(|_| !no_number).unwrap_or_default(),
        jitter: if jitter > 0.0 { jitter } else { 0.0 },
    };
    Policy {
        codes: codes.unwrap_or_default(),
        delay,
        max_retries: settings.get("reconnectMaxAttempts").and_then(|most| at_most(number(most).floor())),
        enabled: settings.get("reconnect").is_none_or(truthy) && !throws,
        queue_limit: match settings.get("maxOutgoingMessagesQueueSize") {
            None => Some(QUEUE_LIMIT),
            Some(limit) => at_most(number(limit).ceil()).map(|limit| limit as usize),
        },
        ..Policy::of(dialect, config)
    }
}

/// The subprotocols that the socket asks for (`new WebSocket(url, config.protocols)`), in order.
#[must_use]
pub fn protocols(settings: &Map<String, Value>) -> Vec<String> {
    match settings.get("protocols") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(several)) => {
            several.iter().map(|name| name.as_str().map_or_else(|| name.to_string(), str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

/// The codes of which `includes(code)` is true: members of an array, or what stands somewhere in a text. `None` where
/// it throws.
fn codes(value: &Value) -> Option<Vec<u16>> {
    match value {
        Value::Array(members) => {
            let exact = |member: &Value| {
                let number = member.as_f64().filter(|number| number.fract() == 0.0)?;
                u16::try_from(number as i64).ok()
            };
            Some(members.iter().filter_map(exact).collect())
        }
        Value::String(text) => {
            let windows = text.as_bytes().windows(4).filter_map(|digits| str::from_utf8(digits).ok());
            let mut codes: Vec<u16> = windows.filter_map(|digits| digits.parse().ok()).collect();
            codes.sort_unstable();
            codes.dedup();
            Some(codes)
        }
        _ => None,
    }
}

/// `htmx.parseInterval(value) ?? value`, as a number. `None` where it throws: the value has no `match`.
fn milliseconds(value: &Value) -> Option<f64> {
    match value {
        Value::Number(_) | Value::Null => Some(number(value)),
        Value::String(_) => Some(interval(value).unwrap_or_else(|| number(value))),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A limit as a count; without one where the number is none, or endless.
fn at_most(limit: f64) -> Option<u32> {
    if limit.is_nan() || limit >= f64::from(u32::MAX) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within u32")]
    let count = limit.max(0.0) as u32;
    Some(count)
}

/// A value as a number (ECMAScript §7.1.4 `ToNumber`, without hexadecimal and its kin).
fn number(value: &Value) -> f64 {
    match value {
        Value::Null => 0.0,
        Value::Bool(flag) => f64::from(u8::from(*flag)),
        Value::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Value::String(text) => match hcon::trim(text) {
            "" => 0.0,
            "Infinity" | "+Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            text if text.bytes().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) => {
                f64::NAN
            }
            text => text.parse().unwrap_or(f64::NAN),
        },
        Value::Array(members) => match members.as_slice() {
            [] => 0.0,
            [one @ (Value::Number(_) | Value::String(_) | Value::Null)] => number(one),
            _ => f64::NAN,
        },
        Value::Object(_) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(settings: Value) -> Policy {
        let dialect = Dialect::choose("4", None).unwrap();
        policy(&dialect, &Config::default(), settings.as_object().unwrap())
    }

    /// The delays of the first three reconnects where `Math.random` is 0.75, and whether it reconnects on 1006.
    fn delays(settings: Value) -> Option<[u64; 3]> {
        let policy = of(settings);
        policy.reconnects(1006, 0).then(|| [0, 1, 2].map(|retries| policy.delay(retries, 0.75).unwrap()))
    }

    #[test]
    fn delays_double_with_jitter_up_to_the_most() {
        assert_eq!(delays(json!({})), Some([575, 1150, 2300]));
        assert_eq!(delays(json!({"reconnectDelay": "2s", "reconnectJitter": 0})), Some([2000, 4000, 8000]));
        let capped = json!({"reconnectDelay": "1.5s", "reconnectMaxDelay": "2s"});
        assert_eq!(delays(capped), Some([1725, 2300, 2300]));
        assert_eq!(delays(json!({"reconnectDelay": "100"})), Some([115, 230, 460]));
        assert_eq!(delays(json!({"reconnectJitter": 3})), Some([1250, 2500, 5000]));
        assert_eq!(delays(json!({"reconnectJitter": -1})), Some([500, 1000, 2000]));
        assert_eq!(delays(json!({"reconnectJitter": "x"})), Some([500, 1000, 2000]));
    }

    #[test]
    fn what_is_no_delay_is_none() {
        for settings in [
            json!({"reconnectDelay": "soon"}),
            json!({"reconnectDelay": -500}),
            json!({"reconnectDelay": null}),
            json!({"reconnectMaxDelay": null}),
        ] {
            assert_eq!(delays(settings), Some([0, 0, 0]));
        }
    }

    #[test]
    fn what_throws_never_reconnects() {
        for settings in [
            json!({"reconnectDelay": [700]}),
            json!({"reconnectDelay": true}),
            json!({"reconnectCodes": 1006}),
            json!({"reconnect": false}),
            json!({"reconnectMaxAttempts": -1}),
            json!({"reconnectCodes": [4000]}),
        ] {
            assert_eq!(delays(settings), None);
        }
    }

    #[test]
    fn codes_are_members_or_stand_in_a_text() {
        assert_eq!(of(json!({"reconnectCodes": ["1006", 1006.0, 1.5]})).codes, [1006]);
        assert_eq!(of(json!({"reconnectCodes": "1006, 1011"})).codes, [1006, 1011]);
        assert_eq!(of(json!({})).codes, [1001, 1005, 1006, 1011, 1012, 1013, 1014]);
    }

    #[test]
    fn limits_are_numbers_or_none() {
        let most = |most: Value| of(json!({ "reconnectMaxAttempts": most })).max_retries;
        assert_eq!((most(json!(1)), most(json!("2.5")), most(json!("none"))), (Some(1), Some(2), None));
        let queue = |limit: Value| of(json!({ "maxOutgoingMessagesQueueSize": limit })).queue_limit;
        assert_eq!((queue(json!(2.5)), queue(json!("x")), queue(json!(-1))), (Some(3), None, Some(0)));
        assert_eq!(of(json!({})).queue_limit, Some(100));
    }

    #[test]
    fn an_element_has_the_pages_settings_and_its_own_over_them() {
        let page = Document::parse(
            "<p id=e hx-config='{\"ws\":{\"reconnectDelay\":\"1s\",\"protocols\":[\"a\",\"b\"]}}'>",
        );
        let mut config = Config::default();
        config.four.merge(json!({"ws": {"reconnectDelay": 5, "reconnect": false}}).as_object().unwrap());
        let settings = settings(&page, &config, page.by_id("e")[0]).unwrap();
        assert_eq!(settings.get("reconnectDelay"), Some(&json!("1s")));
        assert_eq!(
            (settings.get("reconnect"), protocols(&settings)),
            (Some(&json!(false)), vec!["a".into(), "b".into()])
        );
    }
}
