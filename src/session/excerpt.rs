//! The start of a body as text, for people who need to see what a server said instead of what was asked for.
//!
//! Knows no status and no connection. What it gives is hostile text: whoever prints it sanitises it.

use encoding_rs::{Encoding, UTF_8};

use super::content::decoded_start;

/// How much of a body is shown, in bytes.
pub const EXCERPT: usize = 2048;

/// How much of a body is read for it, in bytes: as much may be needed before an answer is worth showing.
pub const READ: usize = 4 * EXCERPT;

/// At most [`EXCERPT`] bytes of a body that starts with `start`, decoded as its headers say (UTF-8 by default).
#[must_use]
pub fn excerpt(start: &[u8], codings: &str, content_type: Option<&str>) -> String {
    let bytes = decoded_start(start, codings, EXCERPT);
    let encoding = content_type.and_then(charset).unwrap_or(UTF_8);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(EXCERPT));
    // A character that is cut off at the end stays in the decoder.
    let _ = decoder.decode_to_string(&bytes, &mut text, false);
    text.truncate(text.floor_char_boundary(EXCERPT));
    text
}

/// The most lines of a body that are shown beside an error, and the most characters of them.
const MOST_LINES: usize = 8;
const MOST_CHARACTERS: usize = 480;

/// The first lines of a body, cut where they are long: it may be all in one line.
#[must_use]
pub fn first_lines(body: &str) -> Vec<String> {
    let mut room = MOST_CHARACTERS;
    let mut lines = Vec::new();
    for line in body.lines().take(MOST_LINES) {
        match line.char_indices().nth(room) {
            Some((end, _)) => {
                lines.push(format!("{}…", &line[..end]));
                break;
            }
            None => lines.push(line.to_owned()),
        }
        room -= line.chars().count();
    }
    lines
}

/// How TLS begins to say that it did not understand (RFC 8446 §5.1, §6).
pub const TLS_ALERT: &[u8] = b"\x15\x03";

/// Whether a body is what nginx, Go and Apache answer to plain http on a TLS port.
#[must_use]
pub fn names_a_tls_port(body: &str) -> bool {
    let body = body.to_ascii_lowercase();
    ["https port", "https server", "ssl-enabled server port"].iter().any(|said| body.contains(said))
}

/// The encoding that a `Content-Type` names, by the labels of the Encoding Standard.
#[must_use]
pub fn charset(content_type: &str) -> Option<&'static Encoding> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| Encoding::for_label(value.as_bytes())).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_of_a_content_type_is_found_in_quotes_and_in_any_case() {
        assert_eq!(charset("text/html; Charset=\"latin1\"").map(Encoding::name), Some("windows-1252"));
        assert_eq!(charset("text/html;a=b;charset=utf8").map(Encoding::name), Some("UTF-8"));
        assert_eq!(charset("text/html; charset=nonsense"), None);
        assert_eq!(charset("text/html"), None);
    }

    #[test]
    fn the_first_lines_are_few_and_not_long() {
        assert_eq!(first_lines("a\n\nb"), ["a", "", "b"]);
        assert_eq!(first_lines(&"a\n".repeat(9)), ["a"; 8]);
        let long = "ä".repeat(300);
        assert_eq!(
            first_lines(&format!("{long}\n{long}\nb")),
            [long.clone(), format!("{}…", "ä".repeat(180))]
        );
        assert_eq!(first_lines(&"a".repeat(480)), ["a".repeat(480)]);
    }

    #[test]
    fn an_excerpt_is_cut_at_a_character_and_never_longer_than_its_limit() {
        assert_eq!(excerpt("äöü".as_bytes(), "", None), "äöü");
        assert_eq!(excerpt(&[0xe4], "", Some("text/plain; charset=latin1")), "ä");
        let long = format!("x{}", "ä".repeat(EXCERPT));
        assert_eq!(excerpt(long.as_bytes(), "", None), format!("x{}", "ä".repeat((EXCERPT - 1) / 2)));
        assert_eq!(excerpt(b"\x1b\x02", "br", None), "");
    }
}
