//! Secrets: none of them in any output, recording or Debug text.

use clap::Parser as _;
use hxws::cli::Cli;

use super::support::proxy::Proxy;
use super::support::{Demo, hxws_in};

/// `ann:hush`, as it travels.
const BASIC: &str = "YW5uOmh1c2g=";

fn flags(proxy: &str) -> Vec<String> {
    let header = ["-H", "X-Api-Key: hush", "-H", "Authorization: Bearer hush"];
    let cookies = ["--cookie", "sid=hush", "--cookie", "jar", "--cookie-jar", "jar"];
    let others = ["--user", "ann:hush", "--proxy", proxy];
    [&header[..], &cookies, &others].concat().into_iter().map(str::to_owned).collect()
}

#[test]
fn no_output_and_no_recording_tells_a_secret() {
    let (demo, proxy) = (Demo::start(), Proxy::http(Some("Basic YW5uOmh1c2g=")));
    let page = demo.http("/").replace("http://", "http://ann:hush@");
    let closed = format!("ws://ann:hush@{}/closed", demo.host());
    let nowhere = "ws://ann:hush@127.0.0.1:1/".to_owned();
    let jar = "127.0.0.1\tFALSE\t/\tFALSE\t0\tkept\thush\n";
    let mut told = Vec::new();
    for (target, format) in
        [(&page, "json"), (&page, "human"), (&closed, "json"), (&closed, "human"), (&nowhere, "human")]
    {
        let directory = tempfile::tempdir().unwrap();
        std::fs::write(directory.path().join("jar"), jar).unwrap();
        let proxy = format!("http://ann:hush@{}", proxy.host());
        let flags = flags(&proxy);
        let send = ["send", target, "--raw", "x", "-vv", "-o", format, "--record", "record", "--messages"];
        let args: Vec<&str> = send.into_iter().chain(flags.iter().map(String::as_str)).collect();
        let ran = hxws_in(directory.path(), &args);
        let record = std::fs::read_to_string(directory.path().join("record")).unwrap();
        told.push(format!("{}{record}", ran.transcript()));
    }
    assert!(told.iter().all(|told| !told.contains("hush") && !told.contains(BASIC)), "{told:#?}");
    assert!(told[1].contains("cookie"), "{}", told[1]);
    assert!(told[2].contains("403"), "{}", told[2]);
}

#[test]
fn what_was_asked_for_does_not_tell_a_secret() {
    let flags = flags("http://ann:hush@127.0.0.1:1");
    let args = ["hxws", "listen", "ws://127.0.0.1:1/"].into_iter().map(str::to_owned).chain(flags);
    let debug = format!("{:?}", Cli::try_parse_from(args).unwrap());
    assert!(!debug.contains("hush") && debug.contains("X-Api-Key"), "{debug}");
}
