//! Several sockets of one page, talked to in turn.

use super::chat;
use super::server::Demo;

#[test]
fn the_prompt_says_which_socket_it_talks_to() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    terminal.enter("/sockets");
    terminal.settles("not opened", "open    form#say ▸");
    terminal.enter("/socket #a");
    terminal.settles("101 · Origin", "open    section#a button#plus ▸");
    terminal.enter("/raw hi");
    terminal.settles("I do not know: hi", "open    section#a button#plus ▸");
    terminal.enter("/socket #b");
    terminal.settles("/socket #b", "open    section#b form#say ▸");
    terminal.enter("/sockets");
    terminal.until("the list", |text| text.matches("section#b  ws://").count() == 2);
    terminal.settles("▸ section#b", "open    section#b form#say ▸");
    assert!(terminal.text().contains("  section#a  ws://"), "{}", terminal.text());
    terminal.enter("/quit");
    assert_eq!(terminal.end().status, 0);
}

#[test]
fn the_prompt_names_a_sender_and_a_queue_of_the_socket_that_it_talks_to() {
    let demo = Demo::start();
    let mut terminal = chat(&demo, 100, &[]);
    terminal.enter("msg=1");
    terminal.settles("last: 1", "open    form#say ▸");
    terminal.enter("/socket #a");
    terminal.settles("101 · Origin", "open    section#a button#plus ▸");
    terminal.enter("/close 4000");
    terminal.settles("4000 private use", "closed  section#a button#plus ▸");
    terminal.enter("/raw later");
    terminal.settles("queued 1 waiting", "closed 4000, queued 1 section#a button#plus ▸");
    terminal.enter("/socket #b");
    terminal.settles("/socket #b", "open    section#b form#say ▸");
    terminal.enter("/quit");
    terminal.end();
}
