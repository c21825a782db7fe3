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
{"type":"delay","attempt":1,"min_ms":0,"max_ms":1000}
{"type":"delay","attempt":2,"min_ms":0,"max_ms":2000}
{"type":"delay","attempt":3,"min_ms":0,"max_ms":4000}
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
