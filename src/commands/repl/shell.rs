//! Words as a POSIX shell takes them. Pure.
//!
//! What steers or hides text on a terminal is written as `printf` has it, so that what is printed can be copied.

use crate::render::sanitize;

/// A word, in quotes where it needs them.
#[must_use]
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    let (mut written, mut open) = (String::new(), false);
    for character in word.chars() {
        let hidden = is_hidden(character);
        if open == hidden {
            written.push('\'');
            open = !hidden;
        }
        match character {
            '\'' => written.push_str(r"'\''"),
            _ if hidden => {
                written.push_str("\"$(printf '");
                octal(character, &mut written);
                written.push_str("')\"");
            }
            other => written.push(other),
        }
    }
    if open || word.is_empty() {
        written.push_str(if word.is_empty() { "''" } else { "'" });
    }
    written
}

/// A command that prints this text and nothing else.
#[must_use]
pub fn printed(text: &str) -> String {
    let mut format = String::new();
    for character in text.chars() {
        match character {
            '%' => format.push_str("%%"),
            '\\' => format.push_str(r"\\"),
            '\'' => format.push_str(r"\047"),
            hidden if is_hidden(hidden) => octal(hidden, &mut format),
            other => format.push(other),
        }
    }
    format!("printf '{format}'")
}

/// Whether a terminal does not show it as it is.
fn is_hidden(character: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    sanitize::lines(text) != text
}

fn octal(character: char, written: &mut String) {
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        written.push_str(&format!("\\{byte:03o}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_they_need_it() {
        for (word, written) in [
            ("msg=hello", "msg=hello"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("a\u{1b}[2Jb\u{202e}", "'a'\"$(printf '\\033')\"'[2Jb'\"$(printf '\\342\\200\\256')\""),
            ("\r", "\"$(printf '\\015')\""),
        ] {
            assert_eq!(quoted(word), written);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_shell_reads_what_was_meant() {
        let texts = ["a'b\"c$d`e\\f%s\n\n", "@x\u{1b}\r\t\u{9b}é\u{200d}'", "*?[~ !#&;|<>(){}", "\\n%d\\\\"];
        let said = |command: String| {
            std::process::Command::new("sh").args(["-c", &command]).output().unwrap().stdout
        };
        for text in texts {
            assert_eq!(said(format!("printf %s {}", quoted(text))), text.as_bytes(), "{}", quoted(text));
            assert_eq!(said(printed(text)), text.as_bytes(), "{}", printed(text));
        }
        assert_eq!(said(printed("a\0b")), b"a\0b");
    }
}
