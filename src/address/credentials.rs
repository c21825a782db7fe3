//! Where the credentials in addresses are, and the text without them.
//!
//! Knows neither who wrote an address nor what it is for.

use std::borrow::Cow;

use url::Url;

/// What the URL parser leaves out wherever it is (URL Standard §4.4, "ASCII tab or newline").
const UNREAD: [char; 3] = ['\t', '\n', '\r'];

/// An address as written, absolute, relative or without a scheme, and `…` in the place of its credentials. What is left
/// then is as browsers read it: without line breaks, tabs, and white space around it.
///
/// Where it does not parse, everything up to its last `@` is hidden: a password with a `/` in it, written as it is, is a
/// common reason why it does not, and nobody can tell where it ends.
#[must_use]
pub fn shown(written: &str) -> Cow<'_, str> {
    if !written.contains('@') {
        return written.into();
    }
    let read = as_read(written);
    match credentials(&read) {
        Some((start, end)) => format!("{}…{}", &read[..start], &read[end..]).into(),
        None => written.into(),
    }
}

/// A text with `…` in the place of the credentials of every address in it: what stands behind `://`, or `//` where a word
/// starts, and before an `@`.
#[must_use]
pub fn shown_within(text: &str) -> Cow<'_, str> {
    let Some(last) = text.rfind('@') else { return text.into() };
    let (mut told, mut done) = (String::new(), 0);
    while let Some(start) = next_authority(text, done).filter(|start| *start <= last) {
        told.push_str(&text[done..start]);
        done = start;
        if let Some(end) = credentials_end(text, start, last) {
            told.push('…');
            done = end;
        }
    }
    told.push_str(&text[done..]);
    told.into()
}

/// Whether `text` is a scheme (RFC 3986 §3.1).
#[must_use]
pub fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// What the URL parser reads of a text.
fn as_read(written: &str) -> String {
    // URL Standard §4.4: C0 control or space
    written.trim_matches(|c| c <= ' ').replace(UNREAD, "")
}

/// From where to where the credentials of an address are, up to the `@` behind them.
fn credentials(read: &str) -> Option<(usize, usize)> {
    let last = read.rfind('@')?;
    let scheme = scheme_of(read);
    let start = scheme + read[scheme..].len() - read[scheme..].trim_start_matches(['/', '\\']).len();
    let parsed = match scheme {
        0 if read.starts_with(['/', '\\', '?', '#', '.']) => {
            Url::parse("http://localhost/").and_then(|base| base.join(read))
        }
        0 => Url::parse(&format!("ws://{read}")),
        _ => Url::parse(read),
    };
    let end = match parsed {
        Ok(url) if url.username().is_empty() && url.password().is_none() => return None,
        Ok(url) => {
            let ends = |c: char| "/?#".contains(c) || c == '\\' && url.is_special();
            let authority = read[start..].split(ends).next().unwrap_or_default();
            authority.rfind('@').map_or(last, |at| start + at)
        }
        Err(_) => last,
    };
    Some((start.min(end), end))
}

/// The length of the scheme with its colon: of one of those whose slashes browsers do not count, or of any that is
/// followed by `//`; else 0, since what stands before the colon is a host then, or a name.
fn scheme_of(read: &str) -> usize {
    let Some((scheme, rest)) = read.split_once(':') else { return 0 };
    let is_special =
        ["http", "https", "ws", "wss", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if is_scheme(scheme) && (rest.starts_with("//") || is_special && rest.starts_with(['/', '\\'])) {
        scheme.len() + 1
    } else {
        0
    }
}

/// Where the next authority in a text starts: behind the slashes after a colon, or behind two at the start of a word.
fn next_authority(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text[at..].find(['/', '\\'])?;
        let is_of_run = |c: char| "/\\".contains(c) || UNREAD.contains(&c);
        let run = text[at..].len() - text[at..].trim_start_matches(is_of_run).len();
        let slashes = text[at..at + run].matches(['/', '\\']).count();
        let starts_word = match text[..at].trim_end_matches(UNREAD).chars().next_back() {
            Some(':') => true,
            before => slashes > 1 && before.is_none_or(|c| c <= ' ' || "<>\"'=(,;".contains(c)),
        };
        at += run;
        if starts_word {
            return Some(at);
        }
    }
}

/// Where the credentials of the authority that starts there end: at its last `@`, or at that of the whole text where what
/// is there is no host.
fn credentials_end(text: &str, start: usize, last: usize) -> Option<usize> {
    let authority = text[start..].split(['/', '\\', '?', '#']).next().unwrap_or_default();
    if let Some(at) = authority.rfind('@') {
        return Some(start + at);
    }
    let host = authority.split([' ', '<', '>', '"', '\'', ',', ';', ')']).next().unwrap_or_default();
    let is_host = host.is_empty() || Url::parse(&format!("ws://{host}/")).is_ok();
    (!is_host).then_some(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn credentials_are_hidden_wherever_a_browser_finds_them() {
        for (written, told) in [
            ("ws://u:hush@a.test/x@y", "ws://…@a.test/x@y"),
            ("HTTP://hush@a.test", "HTTP://…@a.test"),
            ("https://u:hu@sh@a.test", "https://…@a.test"),
            ("ws:/u:hush@a.test/", "ws:/…@a.test/"),
            ("ftp:/u:hush@a.test/", "ftp:/…@a.test/"),
            ("ws:\\\\u:hush@a.test/", "ws:\\\\…@a.test/"),
            ("//u:hush@a.test/x", "//…@a.test/x"),
            ("u:hush@a.test:80", "…@a.test:80"),
            ("hush@a.test", "…@a.test"),
            ("ws:u:hush@a.test", "…@a.test"),
            ("ftp://u:hush@a.test/", "ftp://…@a.test/"),
            ("tcp://u@b\\hush@a.test", "tcp://…@a.test"),
        ] {
            assert_eq!(shown(written), told);
        }
    }

    #[test]
    fn what_browsers_do_not_read_hides_no_credentials() {
        for (written, told) in [
            (" ws://u:hush@a.test", "ws://…@a.test"),
            ("\0\u{1f}ws://u:hush@a.test\n", "ws://…@a.test"),
            ("ws:\t//u:hush@h", "ws://…@h"),
            ("w\r\ns:/\t/u:hu\nsh@h/\tx", "ws://…@h/x"),
            ("/\t/u:hush@h", "//…@h"),
        ] {
            assert_eq!(shown(written), told);
        }
    }

    #[test]
    fn what_does_not_parse_is_hidden_up_to_its_last_at_sign() {
        for (written, told) in [
            ("ws://u:hush@a.test:99999/", "ws://…@a.test:99999/"),
            ("ws://u:hu/sh@a.test/", "ws://…@a.test/"),
            ("ws://u:hu?sh@a.test/@x", "ws://…@x"),
            ("u:hu://sh@a.test", "…@a.test"),
            ("connect:ws://u:hush@a.test/ws", "…@a.test/ws"),
        ] {
            assert_eq!(shown(written), told);
        }
    }

    #[test]
    fn an_at_sign_elsewhere_hides_nothing() {
        for written in
            ["http://a.test/@x", "/chat@1", "a.test/@x", "./a@b.html", "?x=a@b", "a.test", "", "\t"]
        {
            assert_eq!(shown(written), written);
        }
    }

    #[test]
    fn credentials_within_a_text_are_hidden_and_nothing_else() {
        for (text, told) in [
            ("0; url=http://u:hush@h/x@y", "0; url=http://…@h/x@y"),
            (
                "<http://u:hush@x/>; rel=a, <https://hush@y/>; rel=b",
                "<http://…@x/>; rel=a, <https://…@y/>; rel=b",
            ),
            ("{\"path\":\"http:\\/\\/u:hush@x\"}", "{\"path\":\"http:\\/\\/…@x\"}"),
            ("url=ht\ttp:\t/\t/u:hu\tsh@h", "url=ht\ttp:\t/\t/…@h"),
            ("<//u:hush@h>", "<//…@h>"),
            ("0; url=http://u:hu sh@h", "0; url=http://…@h"),
            ("http://u:hu/sh@h/", "http://…@h/"),
        ] {
            assert_eq!(shown_within(text), told);
        }
        for text in [
            "<https://unpkg.test/htmx.org@2/a//b@3>; rel=preload",
            "default-src https://a.test/ https://*.b.test:8080/; report-to ann@a.test",
            "sha256-//a@b",
            "ann@a.test",
            "://",
        ] {
            assert_eq!(shown_within(text), text);
        }
    }

    /// Text between which what the parser leaves out is sprinkled.
    fn sprinkled(texts: &[&str], between: &[String]) -> String {
        let chars = texts.iter().flat_map(|text| text.chars());
        let sprinkle = between.iter().map(String::as_str).chain(std::iter::repeat(""));
        chars.zip(sprinkle).map(|(c, strewn)| format!("{c}{strewn}")).collect()
    }

    proptest! {
        /// Only the credentials have a `q` in them.
        #[test]
        fn no_character_of_credentials_is_shown(
            lead in "[\0\n\r\t \x1f]{0,3}",
            scheme in "(http|https|HtTp|ws|wss|ftp|tcp|git\\+ssh)://|(http|ws|ftp):[/\\\\]{1,3}|[/\\\\]{2}|",
            user in "q{0,2}[-a-p%:;,&=+$!*'()@ 1-9]{0,3}q{1,2}",
            password in "(:[-qa-p%:;,&=+$!*'()@ \"<>\\[\\]^|1-9]{0,6})?",
            rest in "[a-p]{1,5}(\\.test)?(:8[0-9]{0,3})?([/?#][a-p@:/?#\\\\]{0,6})?",
            between in proptest::collection::vec("[\t\n\r]{0,2}", 0..40),
        ) {
            let written = format!("{lead}{}", sprinkled(&[&scheme, &user, &password, "@", &rest], &between));
            prop_assert!(!shown(&written).contains('q'), "{:?} is shown as {:?}", written, shown(&written));
            if scheme.contains("//") {
                for text in [format!("0;url={written}"), format!("<{written}>; rel=a, <http://a.test/@b>")] {
                    prop_assert!(!shown_within(&text).contains('q'), "{text:?} is shown as {:?}", shown_within(&text));
                }
            }
        }

        /// Whatever is written, and whatever it is relative to: outside of the credentials that are parsed, there are no
        /// fewer `q` than are shown.
        #[test]
        fn nothing_that_parses_shows_its_credentials(
            written in "((http|ws|ftp|tcp)[:a])?[/\\\\\t\n]{0,4}[q:@/\\\\\t\n ?#ah1\\[\\]]{0,12}",
        ) {
            let bases = ["http://a/", "https://a/", "ws://a/"].map(|base| Url::parse(base).unwrap());
            let joined = bases.iter().map(|base| base.join(&written));
            for mut url in joined.chain([Url::parse(&written)]).flatten() {
                if url.username().is_empty() && url.password().is_none() {
                    continue;
                }
                url.set_username("").unwrap();
                url.set_password(None).unwrap();
                let count = |text: &str| text.matches('q').count();
                let told = shown(&written);
                prop_assert!(count(&told) <= count(url.as_str()), "{written:?} is shown as {told:?}, and is {url}");
            }
        }
    }
}
