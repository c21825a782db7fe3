//! What a page sends by itself: its triggers are heard as long as its socket is.

#[cfg(feature = "script")]
use snapbox::str;

use super::support::{Demo, hxws_fed};

const ECHO: &str = "<input type=hidden name=do value=echo>";

fn listened(htmx: &str, page: &str, count: &str) -> super::support::Ran {
    let demo = Demo::start();
    let url = demo.http("/");
    let given = ["listen", "-", "--url", &url, "--htmx", htmx, "--count", count, "--timeout", "5s"];
    let ran = hxws_fed(page, &[&given[..], &["--no-time", "-q"]].concat());
    let types: Vec<&str> = ran.stdout_lines().map(kind).collect();
    assert_eq!(ran.status, Some(0), "{types:?} {}", ran.stderr);
    ran
}

/// The value of `type`.
fn kind(line: &str) -> &str {
    line.split('"').nth(3).unwrap_or_default()
}

#[test]
fn a_message_at_load_waits_for_the_socket() {
    let page = format!(
        "<div hx-ext=ws ws-connect=/ws><form ws-send hx-trigger=load>{ECHO}</form><pre id=echo></pre></div>"
    );
    let ran = listened("2", &page, "1");
    let types: Vec<&str> = ran.stdout_lines().map(kind).collect();
    assert_eq!(types, ["connecting", "queued", "open", "sent", "fragment", "close"]);
}

#[test]
fn polling_goes_on_in_real_time() {
    let page = format!(
        "<div hx-ws:connect=/ws hx-swap=none><form hx-ws:send hx-trigger='every 50ms'>{ECHO}</form><pre id=echo></pre></div>"
    );
    let ran = listened("4", &page, "3");
    assert_eq!(ran.stdout_lines().filter(|line| kind(line) == "fragment").count(), 3);
}

#[cfg(feature = "script")]
#[test]
fn scripts_that_need_a_browser_are_told_before_anything_is_sent() {
    let page = "<div hx-ext=ws ws-connect=/ws><form id=f ws-send hx-vals='js:{w: window.innerWidth, n: 1 + 1}'>\
        <input name=msg value=x></form></div>";
    hxws_fed(page, &["send", "-", "--dry-run"]).is(str![[r#"
{"msg":"x","n":2,"HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":"f","HX-Current-URL":"http://localhost/"}}
--- stderr
warning[needs-browser]: a value is computed by the page's JavaScript and left out: `w`; supply what a browser would compute: `w:=JSON`
--- status 0

"#]]);
}

#[cfg(feature = "script")]
#[test]
fn scripts_that_throw_null_end_nothing_but_themselves() {
    let form = "<div hx-ext=ws ws-connect=/ws><form id=f ws-send hx-vals='js:{n: THROWS 1}'></form></div>";
    let page = form.replace("THROWS", "") + "<script>throw null</script>";
    hxws_fed(&page, &["send", "-", "--dry-run"]).is(str![[r#"
{"n":1,"HEADERS":{"HX-Request":"true","HX-Trigger":"f","HX-Trigger-Name":null,"HX-Target":"f","HX-Current-URL":"http://localhost/"}}
--- stderr
--- status 0

"#]]);
    hxws_fed(form.replace("THROWS 1", "(() => { throw null })()"), &["send", "-", "--dry-run"]).is(str![[
        r#"
--- stderr
halted: htmx throws and sends nothing: hx-vals of `form#f`: null
--- status 1

"#
    ]]);
}

/// What `send --dry-run` makes of a sender with that trigger.
#[cfg(feature = "script")]
fn used(htmx: &str, trigger: &str) -> super::support::Ran {
    let (connect, send) = if htmx == "4" {
        ("hx-ws:connect=/ws", "hx-ws:send")
    } else {
        ("hx-ext=ws ws-connect=/ws", "ws-send")
    };
    let page = format!(
        "<div {connect}><button id=b {send} hx-trigger=\"{trigger}\" name=x value=1>x</button></div>"
    );
    hxws_fed(&page, &["send", "-", "--dry-run", "--htmx", htmx])
}

#[cfg(feature = "script")]
#[test]
fn a_sender_whose_filter_a_plain_click_does_not_meet_sends_nothing() {
    used("2", "click[ctrlKey] delay:500ms").is(str![[r#"
--- stderr
halted: a plain click does not meet the filter of `click[ctrlKey]` of `button#b`: htmx sends nothing; change its hx-trigger, or send a text as it is (`--raw`, `/raw`)
--- status 1

"#]]);
    assert_eq!(used("4", "click[ctrlKey]").status, Some(1));
    for met in ["click[!ctrlKey]", "click[ctrlKey], click[target.id=='b']", "keyup[key=='Enter']", "refresh"]
    {
        for htmx in ["2", "4"] {
            let ran = used(htmx, met);
            assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{htmx} {met}");
        }
    }
}

#[cfg(feature = "script")]
#[test]
fn a_filter_that_throws_refuses_and_one_that_is_no_javascript_filters_nothing_before_htmx_4() {
    for (htmx, filter, status) in [
        ("2", "JSON.parse('{').on", 1),
        ("4", "JSON.parse('{').on", 1),
        ("2", "eval('1 +')", 1),
        ("2", "1 +", 0),
        ("4", "1 +", 1),
    ] {
        let ran = used(htmx, &format!("click[{filter}]"));
        assert_eq!(ran.status, Some(status), "{htmx} {filter}: {}", ran.stderr);
    }
}

#[cfg(feature = "script")]
#[test]
fn a_filter_that_takes_a_browser_is_taken_to_be_met_and_said_so() {
    for (htmx, what) in [("2", "event.clientX"), ("4", "clientX")] {
        let ran = used(htmx, "click[clientX>5]");
        let warning = format!(
            "warning[needs-browser]: the filter `clientX>5` of `button#b` is taken to be met: `{what}` needs a browser; \
             filter by what the event and the page hold\n"
        );
        let deprecated = ran.stderr.lines().filter(|line| !line.contains("version-mismatch"));
        assert_eq!(deprecated.map(|line| format!("{line}\n")).collect::<String>(), warning);
        assert_eq!(ran.status, Some(0));
    }
}
