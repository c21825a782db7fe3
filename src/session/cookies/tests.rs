//! Cookies kept, sent, read from files and written to them.

use std::time::Duration;

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn jar(from: &str, set: &[&str]) -> Jar {
    let mut jar = Jar::new();
    for header in set {
        jar.insert_header(header, &url(from), None);
    }
    jar
}

fn sent(jar: &Jar, to: &str) -> String {
    jar.header_for(&url(to), None).map_or_else(String::new, |header| header.expose().to_owned())
}

#[test]
fn a_page_s_cookies_go_to_the_sockets_of_its_host_on_any_port() {
    let jar = jar("http://app.test:8000/", &["sid=abc; HttpOnly; SameSite=Lax", "a=1"]);
    assert_eq!(sent(&jar, "ws://app.test:9000/ws"), "sid=abc; a=1");
    assert_eq!(sent(&jar, "ws://other.test/ws"), "");
    assert_eq!(sent(&jar, "ws://sub.app.test/ws"), "");
    assert_eq!(jar.names_for(&url("ws://app.test/")), ["sid", "a"]);
}

#[test]
fn longer_paths_come_first_then_the_older_ones() {
    let set = ["b=1; Path=/", "c=2; Path=/ws", "a=3; Path=/", "b=4; Path=/"];
    assert_eq!(sent(&jar("http://app.test/", &set), "ws://app.test/ws/room"), "c=2; b=4; a=3");
    assert_eq!(sent(&jar("http://app.test/", &set), "ws://app.test/wsx"), "b=4; a=3");
}

#[test]
fn secure_cookies_go_to_tls_and_to_loopback_only() {
    let https = jar("https://app.test/", &["s=1; Secure"]);
    assert_eq!(sent(&https, "wss://app.test/ws"), "s=1");
    assert_eq!(sent(&https, "ws://app.test/ws"), "");
    assert_eq!(sent(&jar("http://localhost/", &["s=1; Secure"]), "ws://localhost:8000/ws"), "s=1");
    assert_eq!(sent(&jar("http://app.test/", &["s=1; Secure"]), "wss://app.test/ws"), "");
}

#[test]
fn an_expired_cookie_is_gone_and_a_new_one_of_its_name_is_the_youngest() {
    let mut jar = jar("http://app.test/", &["a=1", "b=2", "a=; Max-Age=0"]);
    assert_eq!(sent(&jar, "http://app.test/"), "b=2");
    jar.insert_header("a=3", &url("http://app.test/"), None);
    assert_eq!(sent(&jar, "http://app.test/"), "b=2; a=3");
    jar.insert_header("b=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", &url("http://app.test/"), None);
    assert_eq!(sent(&jar, "http://app.test/"), "a=3");
}

#[test]
fn a_socket_of_another_site_gets_only_what_says_same_site_none() {
    let set = ["l=1; Secure", "n=2; Secure; SameSite=None", "s=3; SameSite=Strict", "i=4; SameSite=None"];
    let jar = jar("https://api.test/", &set);
    let to = |page: &str| {
        jar.header_for(&url("wss://api.test/ws"), Some(&url(page))).map(|h| h.expose().to_owned())
    };
    assert_eq!(to("https://app.test/"), Some("n=2".into()));
    assert_eq!(to("https://www.api.test/"), Some("l=1; n=2; s=3".into()));
}

#[test]
fn a_socket_of_another_site_sets_only_what_it_would_be_sent() {
    let mut jar = Jar::new();
    for set in ["l=1", "s=2; SameSite=Strict; Secure", "n=3; SameSite=None; Secure"] {
        jar.insert_header(set, &url("wss://api.test/ws"), Some(&url("https://app.test/")));
    }
    assert_eq!(sent(&jar, "https://api.test/"), "n=3");
    jar.insert_header("l=1", &url("wss://api.test/ws"), Some(&url("https://www.api.test/")));
    assert_eq!(sent(&jar, "https://api.test/"), "n=3; l=1");
}

#[test]
fn what_came_without_tls_does_not_stand_in_for_what_is_for_tls() {
    let mut jar =
        jar("https://app.test/", &["sid=1; Secure; Path=/a", "t=2; Secure; Domain=app.test; Path=/"]);
    for set in ["sid=x; Path=/a", "sid=x; Path=/a/b", "t=x; Path=/", "sid=y; Path=/", "other=3; Path=/"] {
        jar.insert_header(set, &url("http://app.test/"), None);
    }
    jar.insert_header("t=x; Path=/", &url("http://sub.app.test/"), None);
    assert_eq!(sent(&jar, "https://app.test/a/b"), "sid=1; t=2; sid=y; other=3");
    jar.insert_header("t=4; Secure; Domain=app.test; Path=/", &url("https://app.test/"), None);
    assert_eq!(sent(&jar, "https://sub.app.test/"), "t=4");
}

#[test]
fn a_flood_of_cookies_drives_out_the_oldest_of_its_site_and_none_of_the_users() {
    let mut jar = jar("https://other.test/", &["o=1"]);
    jar.insert_flag("mine=1", &url("https://app.test/")).unwrap();
    for number in 0..200 {
        jar.insert_header(
            &format!("c{number}={number}; Domain=app.test"),
            &url("https://www.app.test/"),
            None,
        );
    }
    let names = jar.names_for(&url("https://app.test/"));
    assert_eq!((names.len(), &*names[0], &*names[1]), (MOST_OF_SITE + 1, "mine", "c20"));
    assert_eq!(sent(&jar, "https://other.test/"), "o=1");
    for site in 0..19 {
        let from = url(&format!("https://s{site}.test/"));
        (0..MOST_OF_SITE).for_each(|number| jar.insert_header(&format!("c{number}=1"), &from, None));
    }
    assert_eq!(jar.store.iter_unexpired().count(), MOST + 1);
    assert_eq!((jar.created.len(), sent(&jar, "https://other.test/")), (MOST + 1, String::new()));
}

#[test]
fn attributes_that_are_too_long_count_as_not_there() {
    let long = format!("a=1; Path=/{}; Domain={}.test", "x".repeat(1024), "y".repeat(1024));
    assert_eq!(sent(&jar("https://app.test/", &[&long]), "https://app.test/"), "a=1");
}

#[test]
fn the_names_of_this_machine_are_as_good_as_tls() {
    for host in ["localhost", "app.localhost", "127.0.0.1", "[::1]"] {
        let jar = jar(&format!("http://{host}:1/"), &["s=1; Secure", "__Host-t=2; Secure; Path=/"]);
        assert_eq!(sent(&jar, &format!("ws://{host}:2/ws")), "s=1; __Host-t=2");
    }
}

#[test]
fn domains_prefixes_and_sizes_that_browsers_refuse_are_refused() {
    let long = format!("long={}", "x".repeat(LARGEST));
    let set = ["a=1; Domain=test", "b=2; Domain=other.test", "__Host-c=3; Secure; Domain=app.test", &long];
    assert_eq!(sent(&jar("https://app.test/", &set), "https://app.test/"), "");
    let kept = ["__Host-c=3; Secure; Path=/", "d=4; Domain=.app.test"];
    assert_eq!(sent(&jar("https://app.test/", &kept), "https://app.test/"), "__Host-c=3; d=4");
    assert_eq!(sent(&jar("https://app.test/", &kept), "https://x.app.test/"), "d=4");
}

#[test]
fn flags_hold_several_cookies_and_say_what_is_wrong_without_the_value() {
    let mut jar = Jar::new();
    assert_eq!(jar.insert_flag("a=1; b=x=y;", &url("ws://app.test/deep/ws")), Ok(()));
    assert_eq!(sent(&jar, "ws://app.test/"), "a=1; b=x=y");
    assert_eq!(jar.insert_flag("secret", &url("ws://app.test/")), Err(CookieFlagError::Shape));
    let refused = CookieFlagError::Refused { name: "a".into() };
    assert_eq!(jar.insert_flag("a=1\r\nX: y", &url("ws://app.test/")), Err(refused));
    assert!(!format!("{jar:?}").contains("x=y"));
}

/// 2026-11-26.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000)
}

fn read(text: &str) -> Result<Jar, CookieFlagError> {
    let mut jar = Jar::new();
    jar.insert_netscape(text, now()).map(|()| jar)
}

#[test]
fn a_file_s_cookies_go_where_its_fields_say() {
    let file = "# Netscape HTTP Cookie File\n\n\
                app.test\tFALSE\t/\tFALSE\t0\tone\t1\r\n\
                .app.test\tTRUE\t/deep\tFALSE\t0\ttwo\t2\n\
                app.test\tTRUE\t/\ttrue\t0\tthree\t3=x\n\
                #HttpOnly_app.test\tFALSE\t/\tFALSE\t4102444800\tfour\ta\tb\n\
                app.test\tFALSE\t/\tFALSE\t1000\tgone\t5\n\
                app.test\tFALSE\t/\tFALSE\t0\tempty\n\
                127.0.0.1\tTRUE\t/\tFALSE\t0\tip\t6\n\
                ::1\tFALSE\t/\tFALSE\t0\tsix\t7\n";
    let jar = read(file).unwrap();
    assert_eq!(sent(&jar, "ws://app.test/"), "one=1; four=a\tb; empty=");
    assert_eq!(sent(&jar, "ws://www.app.test/deep/ws"), "two=2");
    assert_eq!(sent(&jar, "wss://www.app.test/"), "three=3=x");
    assert_eq!(sent(&jar, "ws://127.0.0.1/"), "ip=6");
    assert_eq!(sent(&jar, "ws://[::1]/"), "six=7");
}

#[test]
fn a_line_that_is_no_cookie_is_named_by_its_number() {
    let error = |line: usize| Some(CookieFlagError::Line { line });
    assert_eq!(read("# x\nsecret").err(), error(2));
    assert_eq!(read("a.test FALSE / FALSE 0 n v").err(), error(1));
    assert_eq!(read("a.test\tFALSE\t/\tFALSE\tnever\tn\tv").err(), error(1));
    assert_eq!(read("a.test\tMAYBE\t/\tFALSE\t0\tn\tv").err(), error(1));
    assert_eq!(read("a.test\tFALSE\t/\tFALSE\t0\t\tv").err(), error(1));
    assert_eq!(read("a.test\tFALSE\tx\tFALSE\t0\tn\tv").err(), error(1));
    assert_eq!(read("a.test\tFALSE\t/\tFALSE\t0\tn\tv\u{1b}").err(), error(1));
    assert_eq!(read("a b\tFALSE\t/\tFALSE\t0\tn\tv").err(), error(1));
    assert_eq!(read("").err(), None);
}

#[test]
fn what_is_written_reads_the_same() {
    let mut jar =
        jar("https://app.test/deep/page", &["a=1; HttpOnly", "b=2; Secure; Domain=app.test; Path=/", "c=3"]);
    jar.insert_flag("mine=4; c=5", &url("https://app.test/")).unwrap();
    jar.insert_header("mine=5; Path=/; Max-Age=4102444800", &url("https://app.test/"), None);
    let text = jar.to_netscape();
    let (line, expiry) = text.lines().last().and_then(|line| line.rsplit_once("\tFALSE\t")).unwrap();
    assert_eq!(line, "app.test\tFALSE\t/");
    assert!(expiry.ends_with("\tmine\t5") && !expiry.starts_with('0'), "{expiry}");
    assert_eq!(
        text.lines().take(5).collect::<Vec<_>>(),
        [
            "# Netscape HTTP Cookie File",
            "",
            "#HttpOnly_app.test\tFALSE\t/deep\tFALSE\t0\ta\t1",
            ".app.test\tTRUE\t/\tTRUE\t0\tb\t2",
            "app.test\tFALSE\t/deep\tFALSE\t0\tc\t3"
        ]
    );
    let again = read(&text).unwrap();
    assert_eq!(
        again.to_netscape().lines().take(5).collect::<Vec<_>>(),
        text.lines().take(5).collect::<Vec<_>>()
    );
}

#[cfg(unix)]
#[test]
fn a_cookie_file_is_its_owner_s_alone_and_replaced_as_a_whole() {
    use std::os::unix::fs::PermissionsExt as _;

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("jar");
    std::fs::write(&path, "old").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let jar = jar("http://app.test/", &["a=1"]);
    CookieFile::new(path.clone()).keep(&jar).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), jar.to_netscape());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 1);

    let missing = directory.path().join("missing/jar");
    assert!(CookieFile::new(missing).keep(&jar).is_err());
}
