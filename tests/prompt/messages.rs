//! Messages that have gone by: listed, explained, and edited in an editor that has the terminal.

use super::looks;
use super::server::Demo;
use super::terminal::Terminal;

#[test]
fn messages_are_listed_and_explained() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(80, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/submit #say msg=hello");
    terminal.settles("say more", "open    form#say ▸");
    terminal.enter("/history");
    terminal.settles("←    3", "open    form#say ▸");
    terminal.enter("/explain 1");
    terminal.settles("/diff 1 shows how", "open    form#say ▸");
    terminal.enter("/as 4 1");
    terminal.settles("htmx 4.0.1", "open    form#say ▸");
    looks(&terminal.text(), "messages.txt");
}

/// hxws at a bare socket of the demo, with an editor.
fn with_editor(demo: &Demo, editor: &str) -> Terminal {
    let environment = [("VISUAL", ""), ("EDITOR", editor)];
    let mut terminal = Terminal::start(80, &environment, &["connect", &demo.ws("/ws"), "--no-time"]);
    terminal.settles("101", "open    /ws ▸");
    terminal
}

#[test]
fn a_message_is_edited_and_sent() {
    let demo = Demo::start();
    let mut terminal = with_editor(&demo, "sed -i -e 's/one/a second/'");
    terminal.enter("/edit");
    terminal.settles("no message has been sent yet", "open    /ws ▸");
    terminal.enter(r#"/raw {"do":"echo","x":"one"}"#);
    terminal.settles("<pre", "open    /ws ▸");
    terminal.enter("/edit");
    terminal.until("the answer", |text| text.matches("<pre").count() == 2 && text.ends_with("▸"));
    terminal.enter("/edit");
    terminal.settles("nothing was changed: nothing is sent", "open    /ws ▸");
    looks(&terminal.text(), "edit.txt");
}

#[test]
fn an_editor_that_fails_or_is_not_there_sends_nothing() {
    let demo = Demo::start();
    let mut terminal = with_editor(&demo, "false");
    terminal.enter(r#"/raw {"do":"echo"}"#);
    terminal.settles("<pre", "open    /ws ▸");
    terminal.enter("/edit s1");
    terminal.settles("exit status: 1", "open    /ws ▸");
    let mut terminal = with_editor(&demo, "truncate -s 0");
    terminal.enter(r#"/raw {"do":"echo"}"#);
    terminal.settles("<pre", "open    /ws ▸");
    terminal.enter("/edit");
    terminal.settles("the text is empty: nothing is sent", "open    /ws ▸");
}

#[test]
fn the_editor_has_the_terminal_and_what_comes_meanwhile_is_shown_afterwards() {
    let demo = Demo::start();
    let editor = r#"sh -c 'echo "editor: $(stty -a | grep -o "[-]*icanon\|[-]*echo ")"; read line; sed -i "s/one/$line/" "$1"' editor"#;
    let mut terminal = with_editor(&demo, editor);
    terminal.enter(r#"/raw {"do":"echo","x":"one"}"#);
    terminal.settles("<pre", "open    /ws ▸");
    terminal.enter("/edit");
    terminal.until("the editor runs", |text| text.contains("editor: icanon"));
    demo.hears(r#"{"msg":"from elsewhere"}"#);
    terminal.press("two\r");
    terminal.until("what came meanwhile", |text| text.contains("came meanwhile"));
    terminal.until("the answer", |text| text.matches("<pre").count() == 2 && text.ends_with("▸"));
    let told = terminal.text();
    let (meanwhile, sent) = (told.find("<li>from elsewhere"), told.find(r#""x":"two""#));
    assert!(meanwhile.is_some() && meanwhile < sent, "{told}");
}
