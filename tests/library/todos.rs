use hxws::htmx::{Tab, TabError};

#[test]
fn a_todo_that_was_added_is_on_the_list() -> Result<(), TabError> {
    let page = r#"<main hx-ext="ws" ws-connect="/ws"><ul id="todos"></ul>
        <form id="add" ws-send><input name="title" required></form></main>"#;
    let mut tab = Tab::open(page)?;

    // the exact text that htmx would send
    let message = tab.submit("#add", &[("title", "tea")])?;
    assert_eq!(message.json()["title"], "tea");

    // what the application answers with
    let landing = tab.receive(r#"<ul id="todos" hx-swap-oob="beforeend"><li>tea</li></ul>"#);
    assert!(landing.landed(), "{landing}");
    assert_eq!(tab.text("#todos li")?, "tea");
    Ok(())
}
