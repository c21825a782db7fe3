//! What a page says about its encoding in its first 1024 bytes (HTML §13.2.3.2 "prescan a byte stream").
//!
//! Follows the standard's steps over bytes; knows no HTML beyond them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far the standard looks, in bytes.
const REACH: usize = 1024;

/// The encoding that a `<meta>` declares; none where there is none.
pub(super) fn prescan(body: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan { bytes: &body[..body.len().min(REACH)], at: 0 };
    while !scan.rest().is_empty() {
        if scan.starts_with(b"<!--") {
            // The two hyphens may be those that opened it.
            scan.at += 2;
            scan.skip_past(b"-->")?;
        } else if scan.starts_with(b"<meta") && scan.peek(5).is_some_and(|b| is_space(b) || b == b'/') {
            scan.at += 5;
            if let Some(encoding) = declared(&mut scan) {
                return Some(encoding);
            }
        } else if scan.opens_tag() {
            scan.at += scan.rest().iter().position(|&b| is_space(b) || b == b'>')?;
            while scan.attribute().is_some() {}
        } else if [&b"<!"[..], b"</", b"<?"].iter().any(|start| scan.starts_with(start)) {
            scan.skip_past(b">")?;
        } else {
            scan.at += 1;
        }
    }
    None
}

/// The attributes of one `<meta>`, and the encoding they declare together.
fn declared(scan: &mut Scan<'_>) -> Option<&'static Encoding> {
    let mut seen: Vec<Vec<u8>> = Vec::new();
    let (mut pragma, mut needs_pragma, mut found) = (false, None, None);
    while let Some((name, value)) = scan.attribute() {
        if seen.contains(&name) {
            continue;
        }
        match name.as_slice() {
            b"http-equiv" => pragma |= value == b"content-type",
            b"content" if found.is_none() => {
                found = in_content(&value).and_then(Encoding::for_label);
                needs_pragma = found.map(|_| true).or(needs_pragma);
            }
            b"charset" => {
                found = Encoding::for_label(&value);
                needs_pragma = Some(false);
            }
            _ => {}
        }
        seen.push(name);
    }
    if needs_pragma? && !pragma {
        return None;
    }
    found.map(|encoding| match encoding {
        wide if wide == UTF_16BE || wide == UTF_16LE => UTF_8,
        user if user == X_USER_DEFINED => WINDOWS_1252,
        other => other,
    })
}

/// HTML §2.4.2 "extracting a character encoding from a `meta` element".
fn in_content(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        let at = rest.windows(7).position(|window| window == b"charset")?;
        rest = rest[at + 7..].trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = after.trim_ascii_start();
            break;
        }
    }
    match rest.first()? {
        quote @ (b'"' | b'\'') => {
            let end = rest[1..].iter().position(|b| b == quote)?;
            Some(&rest[1..=end])
        }
        _ => rest.split(|&b| is_space(b) || b == b';').next(),
    }
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.rest().get(ahead).copied()
    }

    fn starts_with(&self, start: &[u8]) -> bool {
        self.rest().get(..start.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(start))
    }

    fn opens_tag(&self) -> bool {
        let name = if self.starts_with(b"</") { 2 } else { 1 };
        self.starts_with(b"<") && self.peek(name).is_some_and(|b| b.is_ascii_alphabetic())
    }

    fn skip_past(&mut self, end: &[u8]) -> Option<()> {
        let at = self.rest().windows(end.len()).position(|window| window == end)?;
        self.at += at + end.len();
        Some(())
    }

    fn skip_while(&mut self, skipped: impl Fn(u8) -> bool) {
        self.at += self.rest().iter().take_while(|&&b| skipped(b)).count();
    }

    fn taken_until(&mut self, ends: impl Fn(u8) -> bool) -> Vec<u8> {
        let taken: Vec<u8> = self.rest().iter().copied().take_while(|&b| !ends(b)).collect();
        self.at += taken.len();
        taken.to_ascii_lowercase()
    }

    /// "Get an attribute": name and value in lower case; none at the end of the tag.
    fn attribute(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        self.skip_while(|b| is_space(b) || b == b'/');
        if matches!(self.peek(0), None | Some(b'>')) {
            return None;
        }
        let start = self.at;
        // An equals sign may begin a name, not end an empty one.
        self.at += 1;
        self.skip_while(|b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
        let name = self.bytes[start..self.at].to_ascii_lowercase();
        self.skip_while(is_space);
        if self.peek(0) != Some(b'=') {
            return Some((name, Vec::new()));
        }
        self.at += 1;
        self.skip_while(is_space);
        let value = match self.peek(0)? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.taken_until(|b| b == quote);
                self.peek(0)?;
                self.at += 1;
                value
            }
            _ => self.taken_until(|b| is_space(b) || b == b'>'),
        };
        Some((name, value))
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::prescan;

    fn found(html: &str) -> Option<&'static str> {
        prescan(html.as_bytes()).map(encoding_rs::Encoding::name)
    }

    #[test]
    fn meta_charset_is_found_in_every_spelling() {
        assert_eq!(found("<!doctype html><html lang=de><head><meta charset=\"koi8-r\">"), Some("KOI8-R"));
        assert_eq!(found("<META x=y CHARSET = 'Latin1' />"), Some("windows-1252"));
        assert_eq!(found("<meta/charset=utf8>"), Some("UTF-8"));
        assert_eq!(found("<meta charset=utf-16le>"), Some("UTF-8"));
        assert_eq!(found("<meta charset=x-user-defined>"), Some("windows-1252"));
    }

    #[test]
    fn http_equiv_needs_its_pragma() {
        let content = "content='text/html; charset=big5'";
        assert_eq!(found(&format!("<meta http-equiv=Content-Type {content}>")), Some("Big5"));
        assert_eq!(found(&format!("<meta {content}>")), None);
        assert_eq!(
            found("<meta http-equiv=content-type content='charset x; charset = \"gbk\"'>"),
            Some("GBK")
        );
    }

    #[test]
    fn comments_and_attributes_of_other_tags_do_not_count() {
        assert_eq!(found("<!-- <meta charset=big5> --><meta charset=gbk>"), Some("GBK"));
        assert_eq!(found("<!--><meta charset=gbk>"), Some("GBK"));
        assert_eq!(found("<p title='<meta charset=big5>'><metadata charset=big5>"), None);
        assert_eq!(found("<? <meta charset=big5> ?><meta charset=nonsense><meta charset=gbk>"), Some("GBK"));
    }

    #[test]
    fn nothing_is_found_beyond_1024_bytes_or_in_what_never_ends() {
        assert_eq!(found(&format!("{}<meta charset=big5>", " ".repeat(1024))), None);
        assert_eq!(["<!--", "<meta charset=\"x", "<", "<a", "<meta charset", "<meta "].map(found), [None; 6]);
    }
}
