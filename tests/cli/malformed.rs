//! Values that cannot be used: the option is named and the rule is told, and what may be a secret is not repeated.

use super::support::{hxws_in, same};

/// What is told of these arguments behind `listen`, in an empty directory.
fn told(args: &[&str]) -> (String, Option<i32>) {
    let directory = tempfile::tempdir().unwrap();
    let ran = hxws_in(directory.path(), &[&["listen"], args, &["-o", "html"]].concat());
    assert_eq!(ran.stdout, b"");
    (ran.stderr, ran.status)
}

#[test]
fn a_malformed_value_is_wrong_usage_and_its_secret_is_not_told() {
    let header = "error: invalid value '…' for '--header <HEADER>': a header is written `Name: value`, or `Name;` to leave it out";
    let name = "error: invalid value '…' for '--header <HEADER>': what stands before the first `:` or `;` is not a header's name";
    let cookie = "error: `--cookie` cannot be used: a cookie is written `name=value`, several as `a=1; b=2`";
    let proxy = "error: `--proxy` does not name a proxy: it is not `http://HOST:PORT`";
    for (args, line) in [
        (&["ws://h", "-H", "Authorization Bearer hush"][..], header),
        (&["ws://h", "-H", "X-Key; hush"], header),
        (&["ws://h", "-H", "Authorization Bearer hush:x"], name),
        (
            &["ws://h", "-H", "X-Key: hush\nx"],
            "error: invalid value '…' for '--header <HEADER>': the value of `X-Key` has a control character in it",
        ),
        (&["ws://h", "--cookie", "=hush"], cookie),
        (&["ws://h", "--cookie", "a=1; hush"], cookie),
        (
            &["ws://h", "--cookie", "hush"],
            "error: `--cookie` has no `=` in it, and names no file: No such file or directory (os error 2)",
        ),
        (&["ws://h", "--proxy", "http://ann:hu/hush@h:1"], proxy),
        (&["ws://h", "--proxy", "ann:hu://hush@h"], proxy),
        (&["ws://h", "--proxy", "http://ann:hush@h:99999"], proxy),
        (
            &["ws://ann:hush@h:99999/"],
            "error: `ws://…@h:99999/` is neither an address nor a file: invalid port number",
        ),
        (
            &["ws://ann:hu/hush@h/"],
            "error: `ws://…@h/` is neither an address nor a file: invalid port number",
        ),
        (&["ann:hush@h:99999"], "error: `…@h:99999` is neither an address nor a file: invalid port number"),
        (&["ftp://ann:hush@h/"], "error: `ftp://…@h/` has the scheme `ftp`"),
        (
            &["ws://ann:hush@h/#x"],
            "error: `ws://…@h/#x` has a `#fragment`, which a socket's address may not have",
        ),
        (
            &["ann:hush@h/x.html"],
            "error: `…@h/x.html` cannot be read: No such file or directory (os error 2)",
        ),
        (&["ws://h", "ws://ann:hush@h"], "error: unexpected argument 'ws://…@h' found"),
        (
            &["ws://h", "--no-proxy=http://ann:hush@h"],
            "error: unexpected value 'http://…@h' for '--no-proxy' found; no more were expected",
        ),
        (
            &["ws://h", "--page", "ws://ann:hush@h"],
            "error: `--page ws://…@h` is a socket's address, not a page's",
        ),
        (&["ws://h", "--page", "ann:hush@h"], "error: `--page …@h`: there is no such file"),
        (
            &["page.html", "--url", "http://ann:hush@h:99999/"],
            "error: `--url http://…@h:99999/` is not an address: invalid port number",
        ),
    ] {
        let (told, status) = told(args);
        assert_eq!((told.lines().next(), status), (Some(line), Some(2)), "{told}");
        assert!(!told.contains("hush"), "{told}");
    }
}

#[test]
fn an_origin_with_a_control_character_is_wrong_usage_and_told_without_its_credentials() {
    for (origin, shown) in [("http://h\nx", "http://h\\nx"), ("http://ann:hush@h\u{1}", "http://…@h")] {
        let error = format!("error: `--origin \"{shown}\"` has a control character in it\n");
        assert_eq!(told(&["ws://127.0.0.1:1/", "--origin", origin]), (error, Some(2)));
    }
}

#[test]
fn a_subprotocol_is_a_token_and_asked_for_once() {
    let told = |names: &[&str]| {
        let flags = names.iter().flat_map(|name| ["--subprotocol", name]);
        told(&["ws://127.0.0.1:1/"].into_iter().chain(flags).collect::<Vec<_>>())
    };
    let token = "RFC 6455 §4.1 of subprotocols: it is a token of letters, digits and `!#$%&'*+-.^_|~`";
    for name in ["", "a b", "a,b", "é"] {
        let line = format!("error: `--subprotocol {name:?}` is not a name\n  {token}\n");
        assert_eq!(told(&["ok", name]), (line, Some(2)));
    }
    let twice = "error: `--subprotocol \"v1\"` is given twice\n  RFC 6455 §4.1 of subprotocols: each is asked for once\n";
    assert_eq!(told(&["v1", "v2", "v1"]), (twice.to_owned(), Some(2)));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_option() {
    let missing = "No such file or directory (os error 2)";
    for flag in ["--cacert", "--cert", "--on-open"] {
        let (told, status) = told(&["ws://127.0.0.1:1/", flag, "nope"]);
        assert_eq!((told, status), (format!("error: `{flag} nope` cannot be read: {missing}\n"), Some(2)));
    }
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("lines"), "/wait\n").unwrap();
    std::fs::write(directory.path().join("latin"), b"\xe9").unwrap();
    let told = |args: &[&str]| hxws_in(directory.path(), &[args, &["-o", "html"]].concat()).transcript();
    let send = ["send", "ws://127.0.0.1:1/"];
    let lines = [
        told(&["listen", "ws://127.0.0.1:1/", "--on-open", "lines"]),
        told(&["listen", "ws://127.0.0.1:1/", "--cert", "lines", "--key", "nope"]),
        told(&["listen", "ws://127.0.0.1:1/", "--cookie", ""]),
        told(&["listen", "ws://127.0.0.1:1/", "--cookie", "lines"]),
        told(&["listen", "ws://127.0.0.1:1/", "--cookie", "."]),
        told(&[&send[..], &["--hex", "@nope"]].concat()),
        told(&[&send[..], &["--raw", "@latin"]].concat()),
        told(&[&send[..], &["a=@latin"]].concat()),
    ];
    same(
        &lines.concat(),
        snapbox::str![[r#"
--- stderr
error: `--on-open lines`, line 1: `/wait` and `/quit` are for the prompt's own lines
--- status 2
--- stderr
error: `--key nope` cannot be read: No such file or directory (os error 2)
--- status 2
--- stderr
error: `--cookie` was given nothing
  `--cookie` takes `name=value`, or the path of a file of cookies
--- status 2
--- stderr
error: `--cookie lines`: line 1 is no cookie in Netscape's format: it has 7 fields, parted by tabs
--- status 2
--- stderr
error: `--cookie .` cannot be read: Is a directory (os error 21)
  `--cookie` takes `name=value`, or the path of a file of cookies
--- status 2
--- stderr
error: `--hex @nope` cannot be read: No such file or directory (os error 2)
--- status 2
--- stderr
error: `--raw @latin` is not UTF-8 text
--- status 2
--- stderr
error: `a=@latin` is not UTF-8 text
--- status 2

"#]],
    );
}
