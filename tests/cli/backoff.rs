//! `hxws backoff`: when a socket reconnects, and after how long.

use snapbox::str;

use super::support::{hxws, hxws_fed};

#[test]
fn two_for_people() {
    hxws(&["backoff", "-o", "human", "--attempts", "8"]).is(str![[r#"
close  1000 normal closure        stays closed
close  1001 going away            stays closed
close  1002 protocol error        stays closed
close  1003 unsupported data      stays closed
close  1005 no status             stays closed
close  1006 abnormal closure      reconnects
close  1007 invalid payload       stays closed
close  1008 policy violation      stays closed
close  1009 message too big       stays closed
close  1010 mandatory extension   stays closed
close  1011 internal error        reconnects
close  1012 service restart       reconnects
close  1013 try again later       reconnects
close  1014 bad gateway           stays closed
close  1015 TLS handshake         stays closed
retry  1         0 –   1000 ms
retry  2         0 –   2000 ms
retry  3         0 –   4000 ms
retry  4         0 –   8000 ms
retry  5         0 –  16000 ms
retry  6         0 –  32000 ms
retry  7         0 –  64000 ms
retry  8         0 –  64000 ms
--- stderr
--- status 0

"#]]);
}

#[test]
fn four_for_programs() {
    hxws(&["backoff", "--htmx", "4", "--attempts", "3"]).is(str![[r#"
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":true}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":true}
{"type":"close-code","code":1006,"reconnects":true}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":true}
{"type":"close-code","code":1012,"reconnects":true}
{"type":"close-code","code":1013,"reconnects":true}
{"type":"close-code","code":1014,"reconnects":true}
{"type":"close-code","code":1015,"reconnects":false}
{"type":"delay","attempt":1,"min_ms":350,"max_ms":650}
{"type":"delay","attempt":2,"min_ms":700,"max_ms":1300}
{"type":"delay","attempt":3,"min_ms":1400,"max_ms":2600}
--- stderr
--- status 0

"#]]);
}

#[test]
fn one_by_its_exact_version() {
    hxws(&["backoff", "--htmx", "1.9.10-ext", "--attempts", "1"]).is(str![[r#"
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":false}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":false}
{"type":"close-code","code":1006,"reconnects":true}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":false}
{"type":"close-code","code":1012,"reconnects":true}
{"type":"close-code","code":1013,"reconnects":true}
{"type":"close-code","code":1014,"reconnects":false}
{"type":"close-code","code":1015,"reconnects":false}
{"type":"delay","attempt":1,"min_ms":0,"max_ms":1000}
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_is_wanted_instead() {
    let given = ["backoff", "--reconnect-delay", "250ms", "--max-retries", "2", "--ws-ext", "2.0.3"];
    hxws(&given).is(str![[r#"
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":false}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":false}
{"type":"close-code","code":1006,"reconnects":true}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":false}
{"type":"close-code","code":1012,"reconnects":true}
{"type":"close-code","code":1013,"reconnects":true}
{"type":"close-code","code":1014,"reconnects":false}
{"type":"close-code","code":1015,"reconnects":false}
{"type":"delay","attempt":1,"min_ms":250,"max_ms":250}
{"type":"delay","attempt":2,"min_ms":250,"max_ms":250}
--- stderr
--- status 0

"#]]);
    hxws(&["backoff", "--no-reconnect"]).is(str![[r#"
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":false}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":false}
{"type":"close-code","code":1006,"reconnects":false}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":false}
{"type":"close-code","code":1012,"reconnects":false}
{"type":"close-code","code":1013,"reconnects":false}
{"type":"close-code","code":1014,"reconnects":false}
{"type":"close-code","code":1015,"reconnects":false}
--- stderr
--- status 0

"#]]);
}

#[test]
fn what_the_page_says() {
    let page = r#"<meta name="htmx-config" content='{"wsReconnectDelay":3000}'><div hx-ext=ws ws-connect=/ws></div>"#;
    hxws_fed(page, &["backoff", "--page", "-", "--attempts", "2"]).is(str![[r#"
{"type":"warning","code":"reconnect-delay","message":"wsReconnectDelay is neither a function nor `full-jitter`: htmx throws when the connection ends, and never reconnects; set htmx.config.wsReconnectDelay to `full-jitter` or to a function of retryCount that returns milliseconds"}
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":false}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":false}
{"type":"close-code","code":1006,"reconnects":false}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":false}
{"type":"close-code","code":1012,"reconnects":false}
{"type":"close-code","code":1013,"reconnects":false}
{"type":"close-code","code":1014,"reconnects":false}
{"type":"close-code","code":1015,"reconnects":false}
--- stderr
--- status 0

"#]]);
}

#[cfg(feature = "script")]
#[test]
fn a_function_as_it_stands_in_a_page() {
    let function = "function (retryCount) { return 250 + 500 * retryCount * Math.random(); }";
    hxws(&["backoff", "--reconnect-delay", function, "--attempts", "3", "-o", "human"]).is(str![[r#"
close  1000 normal closure        stays closed
close  1001 going away            stays closed
close  1002 protocol error        stays closed
close  1003 unsupported data      stays closed
close  1005 no status             stays closed
close  1006 abnormal closure      reconnects
close  1007 invalid payload       stays closed
close  1008 policy violation      stays closed
close  1009 message too big       stays closed
close  1010 mandatory extension   stays closed
close  1011 internal error        reconnects
close  1012 service restart       reconnects
close  1013 try again later       reconnects
close  1014 bad gateway           stays closed
close  1015 TLS handshake         stays closed
retry  1                250 ms
retry  2       250 –    750 ms
retry  3       250 –   1250 ms
--- stderr
--- status 0

"#]]);
}

#[cfg(feature = "script")]
#[test]
fn a_function_that_gives_no_delay() {
    hxws(&["backoff", "--reconnect-delay", "n => nope(n)"]).is(str![[r#"
--- stderr
error: invalid value 'n => nope(n)' for '--reconnect-delay <D>': called with 0, the function gives no delay: ReferenceError: nope is not defined

For more information, try '--help'.
--- status 2

"#]]);
}

#[cfg(feature = "script")]
#[test]
fn a_page_s_own_function() {
    let page = "<script>htmx.config.wsReconnectDelay = retryCount => 100 * (retryCount + 1)</script>\
        <div hx-ext=ws ws-connect=/ws></div>";
    hxws_fed(page, &["backoff", "--page", "-", "--attempts", "2", "-o", "human"]).is(str![[r#"
close  1000 normal closure        stays closed
close  1001 going away            stays closed
close  1002 protocol error        stays closed
close  1003 unsupported data      stays closed
close  1005 no status             stays closed
close  1006 abnormal closure      reconnects
close  1007 invalid payload       stays closed
close  1008 policy violation      stays closed
close  1009 message too big       stays closed
close  1010 mandatory extension   stays closed
close  1011 internal error        reconnects
close  1012 service restart       reconnects
close  1013 try again later       reconnects
close  1014 bad gateway           stays closed
close  1015 TLS handshake         stays closed
retry  1                100 ms
retry  2                200 ms
--- stderr
--- status 0

"#]]);
}

#[test]
fn a_socket_s_own_policy_in_htmx_4() {
    let page = "<div hx-ws:connect=/ws hx-config='ws.reconnectDelay:2s ws.reconnectMaxAttempts:2'></div>";
    hxws_fed(page, &["backoff", "--page", "-", "-o", "human"]).is(str![[r#"
close  1000 normal closure        stays closed
close  1001 going away            reconnects
close  1002 protocol error        stays closed
close  1003 unsupported data      stays closed
close  1005 no status             reconnects
close  1006 abnormal closure      reconnects
close  1007 invalid payload       stays closed
close  1008 policy violation      stays closed
close  1009 message too big       stays closed
close  1010 mandatory extension   stays closed
close  1011 internal error        reconnects
close  1012 service restart       reconnects
close  1013 try again later       reconnects
close  1014 bad gateway           reconnects
close  1015 TLS handshake         stays closed
retry  1      1400 –   2600 ms
retry  2      2800 –   5200 ms
--- stderr
--- status 0

"#]]);
}

/// What `backoff` says on standard output of delays, and on standard error.
fn delays(args: &[&str], page: &str) -> (Vec<String>, String) {
    let ran = hxws_fed(page, &[&["backoff"], args].concat());
    let lines = ran.stdout_lines().filter(|line| !line.contains("close-code")).map(str::to_owned);
    (lines.collect(), ran.stderr)
}

#[cfg(feature = "script")]
#[test]
fn what_is_no_delay_is_told_with_what_a_browser_makes_of_it() {
    let (lines, _) = delays(&["--reconnect-delay", "n => n ? -5 : undefined", "--attempts", "2"], "");
    assert_eq!(
        lines,
        [
            r#"{"type":"delay","attempt":1,"min_ms":0,"max_ms":0}"#,
            r#"{"type":"warning","code":"reconnect-delay","message":"the delay before reconnect 1 is not a number: a browser waits 0 ms; return a number of milliseconds from 0 up"}"#,
            r#"{"type":"delay","attempt":2,"min_ms":0,"max_ms":0}"#,
        ]
    );
}

#[cfg(feature = "script")]
#[test]
fn what_set_timeout_does_not_take_is_told_with_what_a_browser_makes_of_it() {
    for (function, ms, problem) in [
        ("() => Infinity", 0, "is Infinity: a browser waits 0 ms; return a number of milliseconds from 0 up"),
        ("() => -1/0", 0, "is -Infinity: a browser waits 0 ms; return a number of milliseconds from 0 up"),
        (
            "() => 2**31",
            0,
            "is 2147483648 ms, more than `setTimeout` takes: a browser waits 0 ms; return 2147483647 (24.8 days) at most",
        ),
        (
            "() => 2**32 + 2000",
            2000,
            "is 4294969296 ms, more than `setTimeout` takes: a browser waits 2000 ms; return 2147483647 (24.8 days) at most",
        ),
    ] {
        let (lines, _) = delays(&["--reconnect-delay", function, "--attempts", "1"], "");
        assert_eq!(
            lines,
            [
                format!(r#"{{"type":"delay","attempt":1,"min_ms":{ms},"max_ms":{ms}}}"#),
                format!(
                    r#"{{"type":"warning","code":"reconnect-delay","message":"the delay before reconnect 1 {problem}"}}"#
                ),
            ]
        );
    }
}

#[test]
fn sockets_of_different_policies_ask_for_a_choice() {
    let page = "<i id=a hx-ws:connect=/a hx-config='ws.reconnect:false'></i>\
        <i id=b hx-ws:connect=/b hx-config='ws.reconnectMaxAttempts:1'></i>";
    hxws_fed(page, &["backoff", "-", "-o", "human"]).is(str![[r#"
--- stderr
error: the page has 2 sockets: choose one with `--socket`
  i#a
  i#b
--- status 2

"#]]);
    let (lines, _) = delays(&["-", "--socket", "#b"], page);
    assert_eq!(lines, [r#"{"type":"delay","attempt":1,"min_ms":350,"max_ms":650}"#]);
    let alike = "<i id=a hx-ws:connect=/a></i><i id=b hx-ws:connect=/b></i>";
    let (lines, _) = delays(&["-", "--attempts", "1"], alike);
    assert_eq!(lines, [r#"{"type":"delay","attempt":1,"min_ms":350,"max_ms":650}"#]);
}

#[test]
fn a_delay_that_the_extension_cannot_use_never_reconnects_and_is_warned_of() {
    let page =
        r#"<meta name=htmx-config content='{"wsReconnectDelay":1500}'><div hx-ext=ws ws-connect=/ws></div>"#;
    let (lines, _) = delays(&["-"], page);
    assert_eq!(
        lines,
        [
            r#"{"type":"warning","code":"reconnect-delay","message":"wsReconnectDelay is neither a function nor `full-jitter`: htmx throws when the connection ends, and never reconnects; set htmx.config.wsReconnectDelay to `full-jitter` or to a function of retryCount that returns milliseconds"}"#,
        ]
    );
}

#[cfg(feature = "script")]
#[test]
fn what_is_no_delay_to_write_is_refused_with_what_is() {
    for (written, problem) in [
        (
            "n =>",
            "it is no JavaScript function; write full-jitter, a duration such as 500ms, or a function of retryCount such as 'n => 500 * (n + 1)'",
        ),
        (
            "Math.random",
            "write full-jitter, a duration such as 500ms, or a function of retryCount such as 'n => 500 * (n + 1)'",
        ),
        ("5 apples", "write a positive number of seconds, or such as 5s, 500ms, 1m30s"),
        ("n => fetch(n)", "called with 0, the function gives no delay: `fetch` needs a browser"),
    ] {
        let ran = hxws(&["backoff", "--reconnect-delay", written]);
        let told = format!(
            "error: invalid value '{written}' for '--reconnect-delay <D>': {problem}\n\nFor more information, try '--help'.\n"
        );
        assert_eq!((ran.status, ran.stderr), (Some(2), told));
    }
    assert_eq!(hxws(&["backoff", "--attempts", "99999999"]).status, Some(2));
}

#[test]
fn a_page_that_is_not_there_is_named_with_what_to_do() {
    hxws(&["backoff", "nope", "-o", "human"]).is(str![[r#"
--- stderr
error: `--page nope`: there is no such file
  check the path; for a page's address write http://nope
--- status 2

"#]]);
}

#[test]
fn there_is_nothing_to_print_but_what_it_tells() {
    for format in ["html", "raw", "page"] {
        hxws(&["backoff", "-o", format]).is(str![[r#"
--- stderr
error: `backoff` has neither fragments, messages nor a page to print
  use `-o human` or `-o json`
--- status 2

"#]]);
    }
}

#[test]
fn a_socket_has_no_policy() {
    hxws(&["backoff", "ws://app.test/ws"]).is(str![[r#"
{"type":"error","message":"`ws://app.test/ws` is a socket, and the policy is that of the page that opens it","help":"give the page's address or file, or none: htmx's own is told then"}
--- stderr
error: `ws://app.test/ws` is a socket, and the policy is that of the page that opens it
  give the page's address or file, or none: htmx's own is told then
--- status 2

"#]]);
}

#[test]
fn numbers_are_asked_for_in_words() {
    hxws(&["backoff", "--attempts", "x"]).is(str![[r#"
--- stderr
error: invalid value 'x' for '--attempts <N>': write a whole number from 1 to 10000

For more information, try '--help'.
--- status 2

"#]]);
    hxws(&["send", "ws://app.test/", "--wait", "two"]).is(str![[r#"
--- stderr
error: invalid value 'two' for '--wait <N>': write a whole number such as 3

For more information, try '--help'.
--- status 2

"#]]);
}
