//! Which format a recording is in: by the name of its file, else by how it begins.

use serde_json::Value;

/// A format of recordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An event a line, as `--record` writes them.
    JsonLines,
    /// HTTP Archive 1.2 with Chromium's WebSocket messages.
    Har,
}

impl Format {
    /// The format of a file of this name that begins like this.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).as_deref() {
            Some("har") => Self::Har,
            Some("jsonl" | "ndjson") => Self::JsonLines,
            _ => Self::of_content(bytes),
        }
    }

    /// One object that holds a `log`, or that goes on over several lines, is HAR.
    fn of_content(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
        let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
        match serde_json::from_slice::<Value>(line) {
            Ok(value) if value.get("log").is_some() => Self::Har,
            Err(_) if line.trim_ascii_end() == b"{" => Self::Har,
            _ => Self::JsonLines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_and_else_the_beginning() {
        for (name, text, format) in [
            ("a.har", "", Format::Har),
            ("A.HAR", "{\"type\":\"open\"}", Format::Har),
            ("a.jsonl", "{\"log\":{}}", Format::JsonLines),
            ("a.ndjson", "{", Format::JsonLines),
            ("a", "{\n \"log\": {}\n}", Format::Har),
            ("a", "\u{feff}{\r\n", Format::Har),
            ("a.json", "{\"log\":{}}", Format::Har),
            ("a.json", "{\"type\":\"open\"}\n{", Format::JsonLines),
            ("a", "", Format::JsonLines),
            ("-", "not json", Format::JsonLines),
        ] {
            assert_eq!(Format::of(name, text.as_bytes()), format, "{name} {text}");
        }
    }
}
