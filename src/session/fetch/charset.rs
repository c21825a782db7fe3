//! Which character encoding a page is in, and the page decoded (HTML §13.2.3.2).
//!
//! Knows bytes and a `Content-Type`. One thing differs from browsers on purpose: bytes that say nothing of themselves
//! and are valid UTF-8 are UTF-8.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::prescan::prescan;
use crate::session::excerpt::charset;

/// The page as text: by its byte order mark, else by `Content-Type`, else by what its `<meta>` says, else as UTF-8
/// where that fits, else as windows-1252.
pub(super) fn decoded(body: &[u8], content_type: Option<&str>) -> String {
    let undeclared = || if std::str::from_utf8(body).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let (encoding, mark) = match Encoding::for_bom(body) {
        Some(marked) => marked,
        None => (content_type.and_then(charset).or_else(|| prescan(body)).unwrap_or_else(undeclared), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&body[mark..]);
    text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_byte_order_mark_wins_over_everything() {
        assert_eq!(decoded(b"\xef\xbb\xbf\xc3\xa4", Some("text/html; charset=latin1")), "ä");
        assert_eq!(decoded(b"\xff\xfe\xe4\x00", None), "ä");
    }

    #[test]
    fn the_content_type_wins_over_the_page() {
        assert_eq!(
            decoded(b"<meta charset=utf-8>\xe4", Some("text/html;charset=latin1")),
            "<meta charset=utf-8>ä"
        );
        assert_eq!(decoded(b"\xc3\xa4", Some("text/html; charset=windows-1252")), "Ã¤");
    }

    #[test]
    fn the_page_says_it_else_utf_8_where_it_fits_else_windows_1252() {
        assert_eq!(decoded(b"<meta charset=koi8-r>\xc1", None), "<meta charset=koi8-r>а");
        assert_eq!(decoded("ä".as_bytes(), Some("text/html")), "ä");
        assert_eq!(decoded(b"\xe4\x80", Some("text/html")), "ä€");
    }
}
