//! The prompt acts as the page's user, and shows what became of the page.

use super::*;

#[test]
fn a_person_fills_in_clicks_and_sees_what_a_message_did() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/click '#say button'");
    terminal.settles("give it a valid value", "open    main#demo ▸");
    terminal.enter("/fill #msg hello world");
    terminal.settles("holds `hello world`", "open    main#demo ▸");
    terminal.enter("/click '#say button'");
    terminal.settles("say more", "open    form#say ▸");
    terminal.enter("/diff 1");
    terminal.settles("+   <li>", "open    form#say ▸");
    terminal.enter("/targets cha");
    terminal.settles("×1", "open    form#say ▸");
    looks(&terminal.text(), "acting.txt");
}

#[test]
fn the_state_of_boxes_and_selects_is_told_and_what_nobody_can_do() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    for (line, told) in [
        ("/check [name=rush]", "is checked"),
        ("/select [name=size] L", "has `L`"),
        ("/fill [name=size] L", "chooses an option"),
        ("/fill #mgs hi", "did you mean `#msg`?"),
        ("/headers set X-Tenant acme", "goes along"),
        ("/headers #order", "X-Tenant: acme"),
        ("/trigger refresh", "nothing is sent"),
    ] {
        terminal.enter(line);
        terminal.settles(told, "open    main#demo ▸");
    }
    looks(&terminal.text(), "told.txt");
}

#[test]
fn the_page_comes_again() {
    let demo = Demo::start();
    let mut terminal = Terminal::start(100, &[], &["connect", &demo.http("/"), "--no-time"]);
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/fill #msg hello");
    terminal.settles("holds `hello`", "open    main#demo ▸");
    terminal.enter("/reload");
    terminal.until("the new socket is open", |text| text.matches("101 ·").count() == 2);
    terminal.until("the old one is closed", |text| text.contains("1001"));
    terminal.enter("/click '#say button'");
    terminal.settles("halted", "open    main#demo ▸");
    let told = terminal.text();
    assert_eq!(told.matches("page   http://").count(), 2);
}
