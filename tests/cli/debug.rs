//! Debug text of what was asked for, from the arguments to the requests: names, and no secret.

use clap::Parser as _;
use hxws::address::Written;
use hxws::cli::{Cli, Command};
use hxws::config::{self, Target};
use hxws::session::fetch::{PageRequest, PartOf};
use hxws::session::handshake::HandshakeRequest;
use url::Url;

const COMMON: [&str; 26] = [
    "-H",
    "X-Api-Key: hush",
    "-H",
    "Authorization: Bearer hush",
    "--cookie",
    "sid=hush",
    "--cookie",
    "hush",
    "--user",
    "ann:hush",
    "--proxy",
    "http://ann:hush@127.0.0.1:1",
    "--origin",
    "http://ann:hush@a.test",
    "--page",
    "http://ann:hush@a.test/",
    "--url",
    "http://ann:hush@a.test/",
    "--subprotocol",
    "v1",
    "--cookie-jar",
    "jar",
    "--htmx",
    "2",
    "--socket",
    "#s",
];

const HEADERS: [&str; 8] = [
    "--hx-header",
    "X-CSRFToken=hush",
    "--current-url",
    "http://ann:hush@a.test/",
    "--prompt",
    "hush",
    "--id",
    "chat",
];

/// Every way to write an address with a secret in it.
const TARGETS: [&str; 8] = [
    "ws://ann:hush@a.test/",
    "http://ann:hush@a.test/",
    "ws://ann:hu/hush@a.test/",
    "ws:/ann:hush@a.test/",
    "//ann:hush@a.test/",
    "ann:hush@a.test",
    "hush@a.test:80",
    "ann:hush@a.test/x.html",
];

fn parsed(command: &str, args: &[&str]) -> Cli {
    let all = ["hxws", command].into_iter().chain(args.iter().copied());
    Cli::try_parse_from(all).unwrap()
}

#[track_caller]
fn hides(debug: &str, but: &[&str]) {
    // `ann:hush`, as it travels
    assert!(!debug.contains("hush") && !debug.contains("YW5uOmh1c2g"), "{debug}");
    assert!(but.iter().all(|name| debug.contains(name)), "{debug}");
}

#[test]
fn arguments_of_every_command() {
    for target in TARGETS {
        for command in ["connect", "send", "listen", "inspect"] {
            let with_headers: &[&str] = if matches!(command, "connect" | "send") { &HEADERS } else { &[] };
            let cli = parsed(command, &[&[target][..], &COMMON, with_headers].concat());
            hides(&format!("{cli:?} {cli:#?}"), &["X-Api-Key", "Authorization", "a.test"]);
        }
        hides(&format!("{:?}", parsed("backoff", &[target])), &["a.test"]);
    }
    hides(&format!("{:?}", parsed("explain", &COMMON)), &["X-Api-Key", "a.test"]);
}

#[test]
fn what_the_configuration_makes_of_them() {
    for target in TARGETS {
        let target = Target::read(&Written::from(target));
        hides(&format!("{target:?}"), &["a.test"]);
    }
    let cli = parsed("connect", &[&["ws://a.test/"][..], &COMMON, &HEADERS].concat());
    let Command::Connect(args) = cli.command else { panic!("{cli:?}") };
    let dial = config::dial(&args.handshake).unwrap();
    hides(&format!("{dial:?}"), &["127.0.0.1"]);
    let request = config::request(&args.handshake).unwrap();
    hides(&format!("{request:?}"), &["X-Api-Key", "Authorization", "http://…@a.test", "v1"]);
    hides(&format!("{:?}", config::page_url(&args.page).unwrap()), &["a.test"]);
    hides(
        &format!("{:?}", config::given(&args.headers).unwrap()),
        &["X-CSRFToken", "HX-Prompt", "HX-Current-URL"],
    );
    let others = (config::retry(&args.retry), config::keep_alive(&args.open), config::output(&args.output));
    hides(&format!("{others:?}"), &[]);
}

#[test]
fn what_is_asked_of_servers() {
    let url = |scheme: &str| Url::parse(&format!("{scheme}://ann:hush@a.test/x")).unwrap();
    let mut page = PageRequest::new(url("http"));
    page.user = Some("ann:hush".into());
    page.headers = vec!["X-Api-Key: hush".parse().unwrap()];
    let headers = [("X-CSRFToken".to_owned(), "hush".to_owned())].into_iter().collect();
    page.part = Some(PartOf { page: Url::parse("http://a.test/").unwrap(), headers, accept: "*/*" });
    hides(&format!("{page:?}"), &["http://…@a.test/x", "X-Api-Key", "X-CSRFToken"]);
    let mut handshake = HandshakeRequest::new(url("ws"));
    handshake.origin = Some("http://ann:hush@a.test".into());
    handshake.cookie = Some("sid=hush".into());
    hides(&format!("{handshake:?}"), &["http://…@a.test"]);
}
