//! The library as the tests of an application use it: an outside crate, which knows `hxws::htmx` and `hxws::page` alone. The
//! application is a list of tea that its guests order from; it has templates for each of the four stacks.

#[path = "library/todos.rs"]
mod todos;

use std::time::Duration;

use hxws::htmx::{Kind, Outcome, Tab, TabError, parse};
use hxws::page::Selector;

/// What differs between the stacks in the application's templates.
struct Stack {
    /// As `Builder::htmx` takes it.
    htmx: &'static str,
    /// What loads htmx.
    scripts: &'static str,
    /// The attributes of the socket's element.
    socket: &'static str,
    /// The attribute of what sends.
    send: &'static str,
    /// What asks for a swap by the element's own id.
    oob: &'static str,
    /// The key of the headers in a message.
    headers: &'static str,
}

const STACKS: [Stack; 4] = [
    Stack {
        htmx: "1",
        scripts: "<script src=https://unpkg.com/htmx.org@1.9.12></script>",
        socket: "hx-ws='connect:/ws'",
        send: "hx-ws=send",
        oob: "",
        headers: "HEADERS",
    },
    Stack {
        htmx: "1-ext",
        scripts: "<script src=https://unpkg.com/htmx.org@1.9.12></script>\
                  <script src=https://unpkg.com/htmx.org@1.9.12/dist/ext/ws.js></script>",
        socket: "hx-ext=ws ws-connect=/ws",
        send: "ws-send",
        oob: "",
        headers: "HEADERS",
    },
    Stack {
        htmx: "2",
        scripts: "<script src=https://unpkg.com/htmx.org@2.0.11></script>\
                  <script src=https://unpkg.com/htmx-ext-ws@2.0.4></script>",
        socket: "hx-ext=ws ws-connect=/ws",
        send: "ws-send",
        oob: "",
        headers: "HEADERS",
    },
    Stack {
        htmx: "4",
        scripts: "<script src=https://unpkg.com/htmx.org@4.0.1></script>\
                  <script src=https://unpkg.com/htmx.org@4.0.1/dist/ext/hx-ws.js></script>",
        socket: "hx-ws:connect=/ws",
        send: "hx-ws:send",
        oob: " hx-swap-oob=true",
        headers: "headers",
    },
];

/// The application's templates.
impl Stack {
    fn page(&self) -> String {
        let Self { scripts, socket, send, .. } = self;
        format!(
            r#"<!doctype html><title>Tea</title>{scripts}
            <main {socket}>
              <p id="status">open</p>
              <ul id="orders"></ul>
              <form id="order" {send}>
                <input name="tea" required>
                <input name="cups" type="number" min="1" value="1">
                <label><input name="with" type="checkbox" value="milk"> milk</label>
                <button name="act" value="order">Order</button>
              </form>
            </main>"#
        )
    }

    fn status(&self, status: &str) -> String {
        format!(r#"<p id="status"{}>{status}</p>"#, self.oob)
    }

    fn ordered(tea: &str) -> String {
        format!(r##"<ul hx-swap-oob="beforeend:#orders"><li class="order">{tea}</li></ul>"##)
    }

    fn open(&self) -> Result<Tab, TabError> {
        Tab::builder(&self.page()).url("http://tea.test/").open()
    }
}

/// What the application's handler reads from a message, and what it answers.
fn answer(message: &str) -> Result<String, serde_json::Error> {
    let message: serde_json::Value = serde_json::from_str(message)?;
    Ok(Stack::ordered(message["tea"].as_str().unwrap_or("nothing")))
}

#[test]
fn an_order_goes_to_the_handler_and_its_answer_lands() -> Result<(), Box<dyn std::error::Error>> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        let message = tab.submit("#order", &[("tea", "Assam"), ("with", "milk")])?;
        let landing = tab.receive(&answer(message.text())?);
        assert!(landing.landed(), "htmx {}: {landing:#}", stack.htmx);
        assert_eq!(tab.html("#orders")?, r#"<ul id="orders"><li class="order">Assam</li></ul>"#);
    }
    Ok(())
}

#[test]
fn the_htmx_is_found_from_the_page_or_said() -> Result<(), TabError> {
    for stack in &STACKS {
        let found = stack.open()?.htmx();
        assert_eq!(found, Tab::builder("<p></p>").htmx(stack.htmx).open()?.htmx());
    }
    let versions: Vec<String> =
        STACKS.iter().map(|stack| stack.open().map(|tab| tab.htmx())).collect::<Result<_, _>>()?;
    assert_eq!(versions, ["1.9.12", "1.9.12 · ws 1.9.12", "2.0.11 · ws 2.0.4", "4.0.1"]);
    Ok(())
}

#[test]
fn a_page_has_nothing_to_be_warned_of() -> Result<(), TabError> {
    for stack in &STACKS {
        let tab = stack.open()?;
        assert_eq!(tab.load().warnings(), [], "htmx {}", stack.htmx);
    }
    Ok(())
}

#[test]
fn a_message_is_what_the_form_holds_with_the_headers() -> Result<(), TabError> {
    for stack in &STACKS {
        let message = stack.open()?.submit("#order", &[("tea", "Assam"), ("cups", "2")])?;
        assert_eq!(message.sender(), Some("form#order"));
        assert_eq!(message.warnings(), []);
        let json = message.json();
        assert_eq!(json[stack.headers]["HX-Current-URL"], "http://tea.test/", "{message}");
        assert_eq!((&json["tea"], json.get("with")), (&"Assam".into(), None), "{message}");
    }
    Ok(())
}

#[test]
fn what_a_browser_would_refuse_is_not_sent() -> Result<(), TabError> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        let refused = tab.submit("#order", &[("tea", "Assam"), ("cups", "0")]).unwrap_err();
        assert!(
            matches!(&refused, TabError::Halted { element: Some(element), .. } if element == r#"input[name="cups"]"#)
        );
        assert_eq!(
            tab.click("button")?.message().unwrap_err().to_string(),
            "nothing is sent: `input[name=\"cups\"]` is not valid (min): value `0` is below the minimum `1`",
            "htmx {}",
            stack.htmx
        );
    }
    Ok(())
}

#[test]
fn a_person_fills_checks_and_clicks() -> Result<(), TabError> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        tab.fill("[name=tea]", "Darjeeling")?;
        tab.check("[name=with]", true)?;
        let message = tab.click("#order button")?.message()?;
        let json = message.json();
        assert_eq!((&json["tea"], &json["with"]), (&"Darjeeling".into(), &"milk".into()), "{message}");
        assert_eq!(tab.value("[name=tea]")?, "Darjeeling");
        assert_eq!(tab.enter("[name=tea]")?.sent().len(), 1, "htmx {}", stack.htmx);
    }
    Ok(())
}

#[test]
fn a_plan_leaves_the_page_alone() -> Result<(), TabError> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        let plan = tab.plan(&stack.status("closed"));
        assert_eq!(tab.text("#status")?, "open");
        assert_eq!(plan, tab.receive(&stack.status("closed")), "htmx {}", stack.htmx);
        assert_eq!(tab.text("#status")?, "closed");
    }
    Ok(())
}

#[test]
fn a_fragment_without_a_target_says_where_it_may_belong() -> Result<(), TabError> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        let landing = tab.receive(r##"<ul hx-swap-oob="beforeend:#order-list"><li>Assam</li></ul><p id="statsu" hx-swap-oob="true"></p>"##);
        assert!(!landing.landed());
        let outcomes: Vec<Outcome> = landing.fragments().iter().map(|fragment| fragment.outcome).collect();
        assert_eq!(outcomes, [Outcome::NoTarget; 2], "htmx {}: {landing}", stack.htmx);
        assert_eq!(landing.codes(), ["no-target"; 2]);
        assert!(landing.to_string().contains("did you mean `#status`?"), "{landing}");
    }
    Ok(())
}

#[test]
fn a_message_is_taken_apart_without_a_page() -> Result<(), TabError> {
    for stack in &STACKS {
        let landing = parse(stack.htmx, &Stack::ordered("Assam"))?;
        let [fragment] = landing.fragments() else { panic!("one fragment, not {landing:?}") };
        assert_eq!((fragment.kind, fragment.outcome), (Kind::Oob, Outcome::Unknown));
        assert_eq!((fragment.target.as_deref(), fragment.swap.as_str()), (Some("#orders"), "beforeend"));
        assert_eq!(fragment.text, "Assam");
    }
    Ok(())
}

#[test]
fn the_document_can_be_asked_with_selectors() -> Result<(), Box<dyn std::error::Error>> {
    for stack in &STACKS {
        let mut tab = stack.open()?;
        for tea in ["Assam", "Sencha"] {
            tab.receive(&Stack::ordered(tea));
        }
        assert_eq!(tab.count("#orders > .order")?, 2);
        let page = tab.page();
        let last = page.select_first(page.root(), &Selector::parse("#orders > :last-child")?);
        assert_eq!(last.map(|item| page.text_content(item)).as_deref(), Some("Sencha"));
        assert_eq!(tab.attr("#orders li", "class")?, Some("order"));
    }
    Ok(())
}

#[test]
fn what_htmx_4_puts_off_while_it_swaps_has_been_done() -> Result<(), TabError> {
    let mut tab = STACKS[3].open()?;
    let landing = tab.receive(r#"<p id="status" hx-swap-oob="outerHTML swap:2s settle:1s">closed</p>"#);
    assert!(landing.landed(), "{landing}");
    assert_eq!(tab.html("#status")?, r#"<p id="status">closed</p>"#);
    Ok(())
}

#[test]
fn what_triggers_put_off_waits_for_its_time() -> Result<(), TabError> {
    let page = r#"<main hx-ext="ws" ws-connect="/ws">
        <input id="q" name="q" ws-send hx-trigger="input changed delay:300ms"></main>"#;
    let mut tab = Tab::open(page)?;
    assert_eq!(tab.fill("#q", "tea")?.sent(), []);
    assert_eq!(tab.wait(Duration::from_millis(299)).sent(), []);
    assert_eq!(tab.wait(Duration::from_millis(1)).message()?.json()["q"], "tea");
    Ok(())
}

#[cfg(feature = "script")]
#[test]
fn a_trigger_sees_the_time_at_which_it_is_due() -> Result<(), TabError> {
    let page = r#"<main hx-ws:connect="/ws"><b hx-ws:send hx-trigger="every 1s" hx-vals="js:{at: Date.now()}"></b></main>"#;
    let mut tab = Tab::open(page)?;
    let sent = tab.wait(Duration::from_secs(2));
    let at: Vec<_> = sent.sent().iter().map(|message| message.json()["at"].clone()).collect();
    assert_eq!(at, [1000, 2000]);
    Ok(())
}

#[test]
fn a_page_that_lost_its_socket_hears_nothing() -> Result<(), TabError> {
    let page = r#"<body><main id="m" hx-ext="ws" ws-connect="/ws"></main><p id="p">1</p></body>"#;
    let mut tab = Tab::open(page)?;
    let landing = tab.receive(r#"<div id="m"></div>"#);
    assert_eq!(landing.codes(), ["socket-removed"]);
    assert!(landing.to_string().ends_with("the socket of `main#m` is closed"), "{landing}");
    let deaf = tab.receive(r#"<p id="p">2</p>"#);
    assert_eq!((deaf.fragments(), deaf.codes()), ([].as_slice(), vec!["no-socket"]));
    assert_eq!(tab.text("#p")?, "1");
    Ok(())
}

#[test]
fn what_cannot_be_done_says_why() -> Result<(), TabError> {
    let mut tab = STACKS[2].open()?;
    let told = |error: TabError| error.to_string();
    assert_eq!(
        tab.text("#ordres").map_err(told),
        Err("nothing on the page matches `#ordres`: did you mean `#orders`?".into())
    );
    assert_eq!(
        tab.click("main >").map(|_| ()).map_err(told),
        Err("`main >` is not a valid selector: nothing follows the combinator at character 7".into())
    );
    assert_eq!(
        tab.submit("#orders", &[]).map(|_| ()).map_err(told),
        Err("`#orders` is no sender of the page; it has `form#order`".into())
    );
    assert_eq!(
        tab.submit("#order", &[("sugar", "2")]).map(|_| ()).map_err(told),
        Err("no control of `form#order` is named `sugar`".into())
    );
    assert_eq!(
        tab.submit("#order", &[("with", "rum")]).map(|_| ()).map_err(told),
        Err("`with` has no choice `rum`: it has `milk`".into())
    );
    assert_eq!(
        tab.fill("#status", "x").map(|_| ()).map_err(told),
        Err("`p#status` is no field to type into: it is `<p>`".into())
    );
    assert_eq!(
        Tab::builder("").lib("nprogress").open().map(|_| ()).map_err(told),
        Err("`nprogress` is no extension with swap styles that hxws plays: write `idiomorph` or `morphdom`"
            .into())
    );
    assert_eq!(
        Tab::builder("").url("/room").open().map(|_| ()).map_err(told),
        Err("`/room` is no address: relative URL without a base".into())
    );
    Ok(())
}

#[test]
fn the_example_of_the_readme_is_the_test_beside_this_one() {
    let example = include_str!("library/todos.rs");
    assert!(
        include_str!("../README.md").contains(&format!("\n```rust\n{example}```\n")),
        "README.md has another example"
    );
}
