//! Content codings (RFC 9110 §8.4.1) undone within a limit: gzip and deflate, which is what hxws asks for.
//!
//! Knows bytes only. The limit is on what comes out, so that a small body cannot fill the memory.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

/// More codings over one another than this are an attack.
const MOST_CODINGS: usize = 4;

/// Why a body could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// More than `limit` bytes came out.
    #[error("it holds more than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A coding that was not asked for.
    #[error("it is encoded with `{coding}`, which hxws did not ask for")]
    Unknown {
        /// The `Content-Encoding`.
        coding: String,
    },
    /// The bytes are not what the header says.
    #[error("it is not valid `{coding}`: {reason}")]
    Corrupt {
        /// The coding.
        coding: String,
        /// What the decoder said.
        reason: String,
    },
}

/// The body without its codings. `codings` is the value of `Content-Encoding`, applied from right to left.
pub fn decoded(body: Vec<u8>, codings: &str, limit: usize) -> Result<Vec<u8>, ContentError> {
    let mut body = body;
    let codings = listed(codings);
    if codings.len() > MOST_CODINGS {
        return Err(ContentError::Unknown { coding: format!("{} codings", codings.len()) });
    }
    for coding in codings.into_iter().rev() {
        let (out, ended) = undone(&body, &coding, limit)?;
        if out.len() > limit {
            return Err(ContentError::TooLarge { limit });
        }
        ended.map_err(|error| ContentError::Corrupt { coding, reason: error.to_string() })?;
        body = out;
    }
    if body.len() > limit { Err(ContentError::TooLarge { limit }) } else { Ok(body) }
}

/// At most `limit` bytes of what the start of a body decodes to; none where the coding is unknown.
#[must_use]
pub fn decoded_start(start: &[u8], codings: &str, limit: usize) -> Vec<u8> {
    let mut body = start.to_vec();
    for coding in listed(codings).into_iter().rev().take(MOST_CODINGS) {
        body = match undone(&body, &coding, limit) {
            Ok((out, _)) => out,
            Err(_) => return Vec::new(),
        };
    }
    body.truncate(limit);
    body
}

fn listed(codings: &str) -> Vec<String> {
    let names = codings.split(',').map(|coding| coding.trim().to_ascii_lowercase());
    names.filter(|coding| !coding.is_empty() && coding != "identity").collect()
}

/// What came out (at most `limit` + 1 bytes) and how it ended.
fn undone(body: &[u8], coding: &str, limit: usize) -> Result<(Vec<u8>, io::Result<()>), ContentError> {
    if body.is_empty() {
        return Ok((Vec::new(), Ok(())));
    }
    let mut out = Vec::new();
    let most = limit as u64 + 1;
    let ended = match coding {
        "gzip" | "x-gzip" => GzDecoder::new(body).take(most).read_to_end(&mut out),
        "deflate" if is_zlib(body) => ZlibDecoder::new(body).take(most).read_to_end(&mut out),
        "deflate" => DeflateDecoder::new(body).take(most).read_to_end(&mut out),
        _ => return Err(ContentError::Unknown { coding: coding.to_owned() }),
    };
    Ok((out, ended.map(|_| ())))
}

/// `deflate` is zlib, though some servers send it raw (RFC 9110 §8.4.1.2): the first two bytes tell (RFC 1950 §2.2).
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn raw(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_and_both_kinds_of_deflate_are_undone_from_right_to_left() {
        let text = b"hello, hello, hello".to_vec();
        assert_eq!(decoded(gzip(&text), "gzip", 100), Ok(text.clone()));
        assert_eq!(decoded(zlib(&text), "deflate", 100), Ok(text.clone()));
        assert_eq!(decoded(raw(&text), "Deflate", 100), Ok(text.clone()));
        assert_eq!(decoded(gzip(&zlib(&text)), "deflate, gzip", 100), Ok(text.clone()));
        assert_eq!(decoded(text.clone(), "identity", 100), Ok(text));
        assert_eq!(decoded(Vec::new(), "gzip", 100), Ok(Vec::new()));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(bomb.len() < 1 << 16);
        assert_eq!(decoded(bomb.clone(), "gzip", 1000), Err(ContentError::TooLarge { limit: 1000 }));
        assert_eq!(decoded_start(&bomb, "gzip", 10), [0; 10]);
    }

    #[test]
    fn what_was_not_asked_for_or_is_broken_is_said() {
        let unknown = ContentError::Unknown { coding: "br".into() };
        assert_eq!(decoded(vec![1], "br", 10), Err(unknown));
        assert!(matches!(decoded(vec![1, 2, 3], "gzip", 10), Err(ContentError::Corrupt { .. })));
        let whole = gzip(b"hello, hello, hello");
        assert_eq!(decoded_start(&whole[..whole.len() - 8], "gzip", 5), b"hello");
    }
}
