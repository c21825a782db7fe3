//! Cookies from files and into them, and those that a handshake sets.

use snapbox::str;

use super::support::{Demo, Peer, Ran, hxws, hxws_in, same, scripted};

/// A directory with a cookie file for the demo in it.
fn directory(jar: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("jar"), jar).unwrap();
    directory
}

/// The cookies that the demo's socket gets.
fn got(directory: &tempfile::TempDir, target: &str, flags: &[&str]) -> String {
    let ask = ["send", target, "--raw", r#"{"do":"headers"}"#, "-o", "raw"];
    let ran = hxws_in(directory.path(), &[&ask, flags].concat());
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let cookies = ran.stdout_lines().find_map(|line| line.strip_prefix("cookie: "));
    cookies.unwrap_or_default().to_owned()
}

#[test]
fn a_cookie_without_an_equals_sign_is_a_file() {
    let demo = Demo::start();
    let lines = "# Netscape HTTP Cookie File\n\n127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\tabc\n\
                 #HttpOnly_127.0.0.1\tFALSE\t/ws\tTRUE\t4102444800\tdeep\tx=y\n\
                 127.0.0.1\tFALSE\t/\tFALSE\t1000\tgone\t1\nother.test\tTRUE\t/\tFALSE\t0\tforeign\t1\n";
    let directory = directory(lines);
    assert_eq!(got(&directory, &demo.ws(), &["--cookie", "jar"]), "deep=x=y; sid=abc");
    assert_eq!(
        got(&directory, &demo.http("/"), &["--cookie", "jar", "--cookie", "a=1"]),
        "deep=x=y; sid=abc; a=1; demo=visitor"
    );
}

#[test]
fn a_cookie_file_that_is_none() {
    let directory = directory("127.0.0.1 FALSE / FALSE 0 sid hush\n");
    hxws_in(directory.path(), &["listen", "ws://127.0.0.1:1/", "--cookie", "jar", "-o", "human"]).is(str![[
        r#"
--- stderr
error: `--cookie jar`: line 1 is no cookie in Netscape's format: it has 7 fields, parted by tabs
--- status 2

"#
    ]]);
    hxws_in(directory.path(), &["listen", "ws://127.0.0.1:1/", "--cookie", "hush", "-o", "human"]).is(str![
        [r#"
--- stderr
error: `--cookie` has no `=` in it, and names no file: No such file or directory (os error 2)
  `--cookie` takes `name=value`, or the path of a file of cookies
--- status 2

"#]
    ]);
}

/// Answers a page that sets a cookie, refuses the first handshake with another, and opens on the second with a third: the
/// cookies of the three requests.
fn cookies_on_the_way(listener: &std::net::TcpListener) -> [Option<String>; 3] {
    let cookie = |head: &str| head.lines().find_map(|line| line.strip_prefix("Cookie: ").map(str::to_owned));
    let mut page = Peer::accept(listener);
    let first = cookie(&page.head());
    page.say(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: page=1; HttpOnly; Path=/\r\nConnection: close\r\n\r\n\
         <div hx-ext=ws ws-connect=/ws></div>",
    );
    drop(page);
    let mut refused = Peer::accept(listener);
    let second = cookie(&refused.head());
    refused.say(
        "HTTP/1.1 503 Busy\r\nSet-Cookie: refused=2; Max-Age=4102444800; Path=/\r\nContent-Length: 0\r\n\r\n",
    );
    drop(refused);
    let mut open = Peer::accept(listener);
    let head = open.head();
    let third = cookie(&head);
    let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap();
    let accept = tokio_tungstenite::tungstenite::handshake::derive_accept_key(key.as_bytes());
    open.say(&format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\nSet-Cookie: open=3; Path=/\r\n\r\n"
    ));
    open.text("hi");
    open.closed();
    [first, second, third]
}

#[test]
fn answers_of_every_kind_set_cookies_and_the_jar_keeps_them() {
    let directory = directory("other.test\tFALSE\t/\tFALSE\t0\told\t0\n");
    let (port, served) = scripted(cookies_on_the_way);
    let page = format!("http://127.0.0.1:{port}/");
    let connect = ["connect", &page, "--wait", "1", "--reconnect-delay", "0ms", "-o", "raw"];
    let cookies = ["--cookie", "jar", "--cookie-jar", "jar", "--cookie", "mine=4"];
    let ran = hxws_in(directory.path(), &[&connect[..], &cookies].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.transcript());
    assert_eq!(
        served.join().unwrap().map(Option::unwrap_or_default),
        ["mine=4", "mine=4; page=1", "mine=4; page=1; refused=2"]
    );
    let kept = std::fs::read_to_string(directory.path().join("jar")).unwrap();
    let (start, rest) = kept.split_once("\trefused").unwrap();
    let start = start.trim_end_matches(|c: char| c.is_ascii_digit());
    same(
        &format!("{start}TIME\trefused{rest}"),
        str![[r#"
# Netscape HTTP Cookie File

other.test	FALSE	/	FALSE	0	old	0
#HttpOnly_127.0.0.1	FALSE	/	FALSE	0	page	1
127.0.0.1	FALSE	/	FALSE	TIME	refused	2
127.0.0.1	FALSE	/	FALSE	0	open	3

"#]],
    );
}

#[test]
fn a_jar_that_is_not_there_yet_is_empty_and_made() {
    let (demo, directory) = (Demo::start(), tempfile::tempdir().unwrap());
    let flags = ["--cookie", "new", "--cookie-jar", "new"];
    assert_eq!(got(&directory, &demo.http("/"), &flags), "demo=visitor");
    let kept = std::fs::read_to_string(directory.path().join("new")).unwrap();
    same(
        &kept,
        str![[r#"
# Netscape HTTP Cookie File

#HttpOnly_127.0.0.1	FALSE	/	FALSE	0	demo	visitor

"#]],
    );
    assert_eq!(got(&directory, &demo.ws(), &flags), "demo=visitor");
}

#[test]
fn a_jar_that_cannot_be_written_is_told_before_anything_is_sent() {
    let jar = "/dev/null/jar";
    let ran: Ran = hxws(&["listen", "ws://127.0.0.1:1/", "--cookie-jar", jar, "-o", "human"]);
    ran.is(str![[r#"
--- stderr
error: `--cookie-jar /dev/null/jar` cannot be written: Not a directory (os error 20)
--- status 2

"#]]);
}
