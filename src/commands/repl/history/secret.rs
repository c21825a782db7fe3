//! Which lines hold a secret, and are not kept. Pure.
//!
//! A line is left out rather than kept where it is not clear: what is lost is a line that is typed again.

use super::super::parting::{SPACE, first_word, words};
use crate::page::{Document, NodeId, Selector};
use crate::session::headers::is_public;

/// Words in the name of what holds a secret.
const TELLING: [&str; 16] = [
    "apikey",
    "authorization",
    "bearer",
    "cookie",
    "credential",
    "csrf",
    "jwt",
    "onetimecode",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "secret",
    "sessionid",
    "signature",
    "token",
];

/// Names of what holds a secret, and words that a name of several is made of: in longer words they mean nothing.
const NAMES: [&str; 7] = ["auth", "cvc", "cvv", "otp", "pass", "pin", "pwd"];

/// Words of a command that are taken for a selector at most.
const SELECTORS: usize = 4;

/// Whether a line is kept: not where it begins with a space, as in shells, and not where it holds a secret.
#[must_use]
pub fn may_be_kept(line: &str, page: Option<&Document>) -> bool {
    !line.starts_with(SPACE)
        && !line.trim().is_empty()
        && !tells(line)
        && !has_name(line)
        && !sets_header(line)
        && !page.is_some_and(|page| names_password(line, page))
}

/// Whether a name that stands for a secret is in the line, however it is written: `api_key=`, `"X-Api-Key":`.
fn tells(line: &str) -> bool {
    let letters = line.chars().filter(|character| !matches!(character, '-' | '_' | ' '));
    let letters: String = letters.map(|character| character.to_ascii_lowercase()).collect();
    TELLING.iter().any(|word| letters.contains(word))
}

/// Whether one of the short names is in the line, as that of an item, a key of JSON or a parameter of an address, or as
/// what is filled.
fn has_name(line: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_between = |c: char| c.is_whitespace() || matches!(c, ':' | '"' | '\'' | '\\' | ']');
    let named = line
        .match_indices(['=', ':'])
        .filter_map(|(at, _)| line[..at].trim_end_matches(is_between).rsplit(|c| !is_word(c)).next());
    let filled = ["/fill", "/type"].iter().find_map(|command| {
        let rest = line.strip_prefix(command).filter(|rest| rest.starts_with(char::is_whitespace))?;
        Some(first_word(rest.trim_start()).map_or(rest, |(selector, _)| selector))
    });
    named.chain(filled.unwrap_or_default().split(|c| !is_word(c))).any(is_secret)
}

fn is_secret(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|word| NAMES.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Whether the line sets a header that may hold a secret.
fn sets_header(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_set = words.next() == Some("/headers") && words.next() == Some("set");
    is_set && words.next().is_some_and(|name| !is_public(name))
}

/// Whether the line names a control of the page that hides what is typed: an item, a key of JSON, or a selector.
fn names_password(line: &str, page: &Document) -> bool {
    let hides = |node: &NodeId| is_hiding(page, *node);
    let hiding: Vec<NodeId> = page.descendants(page.root()).filter(hides).collect();
    if hiding.is_empty() {
        return false;
    }
    let named = |name: &str| {
        let places = [format!("{name}="), format!("{name}:="), format!("\"{name}\""), format!("'{name}'")];
        !name.is_empty() && places.iter().any(|place| line.contains(place.as_str()))
    };
    if hiding.iter().any(|&node| page.attr(node, "name").is_some_and(named)) {
        return true;
    }
    let Some(command) = line.strip_prefix('/') else { return false };
    let arguments =
        words(command).unwrap_or_else(|_| command.split_whitespace().map(str::to_owned).collect());
    let selects = |word: &String| {
        Selector::parse(word).is_ok_and(|selector| hiding.iter().any(|&node| page.matches(node, &selector)))
    };
    arguments.iter().skip(1).take(SELECTORS).any(selects)
}

/// Whether a control hides what is typed, or asks for what should be.
fn is_hiding(page: &Document, node: NodeId) -> bool {
    let asks_for = |wanted: &str| page.attr(node, "autocomplete").is_some_and(|kinds| kinds.contains(wanted));
    page.control_type(node) == "password"
        || ["current-password", "new-password", "one-time-code", "cc-"].into_iter().any(asks_for)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_but_secrets_and_lines_behind_a_space() {
        for kept in ["msg=hello", "/page #chat", "{\"a\": 1}", "/headers", "/raw hi", "n:=1"] {
            assert!(may_be_kept(kept, None), "{kept}");
        }
        for left in [
            "",
            "  ",
            " msg=hidden",
            "password=x",
            "user=a Pass_Word=x",
            "api-key=x",
            "/headers set Authorization Bearer x",
            "/headers set cookie a=b",
            "{\"access_token\": \"x\"}",
            "/raw {\"a\":{\"Secret\":1}}",
        ] {
            assert!(!may_be_kept(left, None), "{left}");
        }
    }

    #[test]
    fn short_names_are_whole_names_or_words_of_them() {
        for kept in [
            "spinning=1",
            "author=ann",
            "compass=north",
            "msg=pass me the pin",
            "/fill #spinner pin",
            "/click #pin",
            "{\"author\": 1}",
        ] {
            assert!(may_be_kept(kept, None), "{kept}");
        }
        for left in [
            "user=a pwd=x",
            "pass=x",
            "Otp:=1",
            "/submit #f 'auth'=x",
            "user[pin]=1",
            "user_pin=1",
            "passcode=1",
            "x-signature=1",
            "cvv=1",
            "{\"cvc\" : 1}",
            "/raw {\\\"pin\\\": 1}",
            "msg=http://h/?a=1&otp=2",
            "/fill #pin 1234",
            "/type  'form [name=otp]' 1234",
        ] {
            assert!(!may_be_kept(left, None), "{left}");
        }
    }

    #[test]
    fn headers_that_are_not_known_to_be_public_are_left_out() {
        for kept in
            ["/headers set Accept-Language de", "/headers unset X-Key", "/headers form#say", "/headers set"]
        {
            assert!(may_be_kept(kept, None), "{kept}");
        }
        for left in ["/headers set X-Key hush", "/headers  set 'Accept' x", "/headers\u{a0}set X-Tenant acme"]
        {
            assert!(!may_be_kept(left, None), "{left}");
        }
    }

    #[test]
    fn what_a_control_of_the_page_hides_is_left_out() {
        let page = Document::parse(
            "<form ws-send><input name=user><input id=pin name=pin type=password>\
             <input name=code autocomplete=one-time-code><input type=password id=bare></form>",
        );
        for kept in ["user=ann", "/submit form user=a", "/page #nothing", "spinning=1 user=x"] {
            assert!(may_be_kept(kept, Some(&page)), "{kept}");
        }
        for left in [
            "user=ann pin=1234",
            "pin:=1234",
            "{\"pin\": \"1234\"}",
            "code=123",
            "/submit form 'pin'=1234",
            "/fill #bare 1234",
            "/fill 'input[type=password]' 1234",
        ] {
            assert!(!may_be_kept(left, Some(&page)), "{left}");
        }
    }
}
