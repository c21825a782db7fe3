//! What is offered, and whether the server's answer is one that a client may take (RFC 7692 §5.1 and §7.1).

use super::offers::{self, Extension, Parameter};

/// What browsers offer.
pub const OFFER: &str = "permessage-deflate; client_max_window_bits";

const NAME: &str = "permessage-deflate";
const SERVER_TAKEOVER: &str = "server_no_context_takeover";
const CLIENT_TAKEOVER: &str = "client_no_context_takeover";
const SERVER_BITS: &str = "server_max_window_bits";
const CLIENT_BITS: &str = "client_max_window_bits";

/// What was agreed on. Windows in bits, 8 to 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deflate {
    /// Whether the server's messages may refer back to earlier ones.
    pub server_takeover: bool,
    /// Whether the client's may.
    pub client_takeover: bool,
    /// How far the server's refer back.
    pub server_bits: u8,
    /// How far the client's may refer back.
    pub client_bits: u8,
}

/// Why the server's choice of extensions is none that a client may take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Not the grammar.
    #[error("which is no list of extensions (RFC 6455 §9.1)")]
    Malformed,
    /// An extension that nobody asked for.
    #[error("and `{name}` was not offered (RFC 6455 §9.1)")]
    NotOffered {
        /// The extension.
        name: String,
    },
    /// The extension more than once.
    #[error("with `{NAME}` twice (RFC 7692 §5)")]
    Twice,
    /// A parameter that permessage-deflate does not have.
    #[error("and `{name}` is no parameter of `{NAME}` (RFC 7692 §7.1)")]
    Unknown {
        /// The parameter.
        name: String,
    },
    /// A parameter more than once.
    #[error("with `{name}` twice (RFC 7692 §7.1)")]
    Doubled {
        /// The parameter.
        name: String,
    },
    /// Another value than the parameter can have.
    #[error("where `{name}` has {} (RFC 7692 §7.1)", wrong_value(name, value.as_deref()))]
    Value {
        /// The parameter.
        name: String,
        /// What it has.
        value: Option<String>,
    },
    /// A parameter that only answers one of the offer's.
    #[error("and `{name}` was not offered (RFC 7692 §7.1.2.2)")]
    ParameterNotOffered {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter that was asked for is missing, or allows more than was asked for.
    #[error("which does not grant `{asked}` (RFC 7692 §7.1)")]
    NotGranted {
        /// The parameter as it was offered.
        asked: String,
    },
}

/// What the server's answer `got` to the offers in `sent` agrees on; both are values of `Sec-WebSocket-Extensions`.
///
/// # Errors
/// Where a client must fail the connection.
pub fn agreed(sent: Option<&str>, got: Option<&str>) -> Result<Option<Deflate>, AnswerError> {
    let chosen = offers::read(got.unwrap_or_default()).ok_or(AnswerError::Malformed)?;
    let offers = sent.and_then(offers::read).unwrap_or_default();
    let offers: Vec<&Extension> = offers.iter().filter(|offer| offer.name == NAME).collect();
    if let Some(other) = chosen.iter().find(|extension| extension.name != NAME || offers.is_empty()) {
        return Err(AnswerError::NotOffered { name: other.name.clone() });
    }
    let answer = match chosen.as_slice() {
        [] => return Ok(None),
        [answer] => answer,
        _ => return Err(AnswerError::Twice),
    };
    let terms = Terms::of(answer)?;
    let granted: Result<Vec<()>, AnswerError> = offers.iter().map(|offer| terms.grant(offer)).collect();
    // one of several offers is enough; where none is granted, the first tells what is missing
    match granted {
        Err(error) if !offers.iter().any(|offer| terms.grant(offer).is_ok()) => Err(error),
        _ => Ok(Some(terms.deflate())),
    }
}

/// The parameters of an answer.
#[derive(Debug, Default)]
struct Terms {
    server_no_takeover: bool,
    client_no_takeover: bool,
    server_bits: Option<u8>,
    client_bits: Option<u8>,
}

impl Terms {
    fn of(answer: &Extension) -> Result<Self, AnswerError> {
        let mut terms = Self::default();
        for parameter in &answer.parameters {
            let Parameter { name, value } = parameter;
            let fresh = match (name.as_str(), value.as_deref()) {
                (SERVER_TAKEOVER, None) => !std::mem::replace(&mut terms.server_no_takeover, true),
                (CLIENT_TAKEOVER, None) => !std::mem::replace(&mut terms.client_no_takeover, true),
                (SERVER_BITS, Some(value)) => terms.server_bits.replace(bits(name, value)?).is_none(),
                (CLIENT_BITS, Some(value)) => terms.client_bits.replace(bits(name, value)?).is_none(),
                (SERVER_TAKEOVER | CLIENT_TAKEOVER | SERVER_BITS | CLIENT_BITS, _) => {
                    return Err(AnswerError::Value { name: name.clone(), value: value.clone() });
                }
                _ => return Err(AnswerError::Unknown { name: name.clone() }),
            };
            if !fresh {
                return Err(AnswerError::Doubled { name: name.clone() });
            }
        }
        Ok(terms)
    }

    /// Whether it answers this offer, as Chromium's `WebSocketDeflateParameters::IsCompatibleWith` decides.
    fn grant(&self, offer: &Extension) -> Result<(), AnswerError> {
        let offered = |name: &str| offer.parameters.iter().find(|parameter| parameter.name == name);
        if self.client_bits.is_some() && offered(CLIENT_BITS).is_none() {
            return Err(AnswerError::ParameterNotOffered { name: CLIENT_BITS });
        }
        let within = |bits: Option<u8>, asked: &Parameter| match asked.value.as_deref().map(str::parse) {
            Some(Ok(most)) => bits.is_some_and(|bits| bits <= most),
            _ => true,
        };
        let missing = [
            offered(SERVER_TAKEOVER).filter(|_| !self.server_no_takeover),
            offered(SERVER_BITS).filter(|asked| !within(self.server_bits, asked)),
            // without it in the answer the client keeps to what it has offered by itself
            offered(CLIENT_BITS)
                .filter(|asked| self.client_bits.is_some() && !within(self.client_bits, asked)),
        ];
        match missing.into_iter().flatten().next() {
            Some(Parameter { name, value: Some(value) }) => {
                Err(AnswerError::NotGranted { asked: format!("{name}={value}") })
            }
            Some(Parameter { name, value: None }) => Err(AnswerError::NotGranted { asked: name.clone() }),
            None => Ok(()),
        }
    }

    fn deflate(&self) -> Deflate {
        Deflate {
            server_takeover: !self.server_no_takeover,
            client_takeover: !self.client_no_takeover,
            server_bits: self.server_bits.unwrap_or(15),
            client_bits: self.client_bits.unwrap_or(15),
        }
    }
}

/// 8 to 15 without leading zeros (RFC 7692 §7.1.2).
fn bits(name: &str, value: &str) -> Result<u8, AnswerError> {
    let bits = value.parse().ok().filter(|bits: &u8| (8..=15).contains(bits) && bits.to_string() == value);
    bits.ok_or_else(|| AnswerError::Value { name: name.to_owned(), value: Some(value.to_owned()) })
}

fn wrong_value(name: &str, value: Option<&str>) -> String {
    match value {
        None => "no value, not 8 to 15".to_owned(),
        Some(value) if name.ends_with("_bits") => format!("the value `{value}`, not 8 to 15"),
        Some(value) => format!("the value `{value}`, though it takes none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(got: &str) -> Result<Option<Deflate>, String> {
        agreed(Some(OFFER), Some(got)).map_err(|error| error.to_string())
    }

    fn deflate(
        server_takeover: bool,
        client_takeover: bool,
        server_bits: u8,
        client_bits: u8,
    ) -> Option<Deflate> {
        Some(Deflate { server_takeover, client_takeover, server_bits, client_bits })
    }

    #[test]
    fn what_the_server_grants_is_taken() {
        assert_eq!(agreed(Some(OFFER), None), Ok(None));
        assert_eq!(answered(" "), Ok(None));
        assert_eq!(answered("permessage-deflate"), Ok(deflate(true, true, 15, 15)));
        assert_eq!(
            answered("permessage-deflate; server_no_context_takeover; client_max_window_bits=8"),
            Ok(deflate(false, true, 15, 8))
        );
        assert_eq!(
            answered("permessage-deflate;client_no_context_takeover;server_max_window_bits=\"9\""),
            Ok(deflate(true, false, 9, 15))
        );
    }

    #[test]
    fn what_a_client_may_not_take_is_named() {
        for (got, said) in [
            ("permessage-deflate;;", "which is no list of extensions (RFC 6455 §9.1)"),
            ("x-gzip", "and `x-gzip` was not offered (RFC 6455 §9.1)"),
            ("permessage-deflate, x-gzip", "and `x-gzip` was not offered (RFC 6455 §9.1)"),
            ("Permessage-Deflate", "and `Permessage-Deflate` was not offered (RFC 6455 §9.1)"),
            ("permessage-deflate, permessage-deflate", "with `permessage-deflate` twice (RFC 7692 §5)"),
            ("permessage-deflate; foo", "and `foo` is no parameter of `permessage-deflate` (RFC 7692 §7.1)"),
            (
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "with `server_no_context_takeover` twice (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9",
                "with `server_max_window_bits` twice (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; server_max_window_bits=16",
                "where `server_max_window_bits` has the value `16`, not 8 to 15 (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; server_max_window_bits=09",
                "where `server_max_window_bits` has the value `09`, not 8 to 15 (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; client_max_window_bits=7",
                "where `client_max_window_bits` has the value `7`, not 8 to 15 (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; client_max_window_bits",
                "where `client_max_window_bits` has no value, not 8 to 15 (RFC 7692 §7.1)",
            ),
            (
                "permessage-deflate; client_no_context_takeover=true",
                "where `client_no_context_takeover` has the value `true`, though it takes none (RFC 7692 §7.1)",
            ),
        ] {
            assert_eq!(answered(got), Err(said.to_owned()), "{got}");
        }
    }

    #[test]
    fn an_offer_of_the_users_own_must_be_granted_as_it_is() {
        let refused = |sent: Option<&str>, got| agreed(sent, Some(got)).unwrap_err().to_string();
        assert_eq!(
            refused(None, "permessage-deflate"),
            "and `permessage-deflate` was not offered (RFC 6455 §9.1)"
        );
        assert_eq!(
            refused(Some("permessage-deflate"), "permessage-deflate; client_max_window_bits=12"),
            "and `client_max_window_bits` was not offered (RFC 7692 §7.1.2.2)"
        );
        let sent = "permessage-deflate; server_no_context_takeover; server_max_window_bits=10";
        assert_eq!(
            refused(Some(sent), "permessage-deflate; server_max_window_bits=10"),
            "which does not grant `server_no_context_takeover` (RFC 7692 §7.1)"
        );
        let larger = "permessage-deflate; server_no_context_takeover; server_max_window_bits=11";
        assert_eq!(
            refused(Some(sent), larger),
            "which does not grant `server_max_window_bits=10` (RFC 7692 §7.1)"
        );
        // a second offer that asks for less
        let both = format!("{sent}, permessage-deflate");
        assert_eq!(agreed(Some(&both), Some(larger)), Ok(deflate(false, true, 11, 15)));
    }
}
