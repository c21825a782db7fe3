//! Aliases of the configuration at the prompt.

use super::server::{Demo, Witness};
use super::terminal::Terminal;
use super::{looks, text};

/// hxws at an address with the configuration of that text.
fn configured(text: &str, address: &str) -> (Terminal, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    let environment = [("HXWS_CONFIG", file.to_str().unwrap())];
    (Terminal::start(100, &environment, &["connect", address]), directory)
}

#[test]
fn an_alias_is_a_command_with_what_follows_behind() {
    let demo = Demo::start();
    let aliases = "time = false\n[aliases]\ntea = '/submit #order item=tea'\nhi = 'msg=hello'\n";
    let (mut terminal, _directory) = configured(aliases, &demo.http("/"));
    terminal.settles("101", "open    main#demo ▸");
    terminal.enter("/tea qty=3");
    terminal.settles("<output id=\"total\">3</output>", "open    form#order ▸");
    terminal.enter("/hi");
    terminal.settles("say more", "open    form#say ▸");
    terminal.enter("/help tea");
    terminal.settles("/tea  /submit #order item=tea\nopen", "open    form#say ▸");
    looks(&terminal.text(), "aliases.txt");
}

#[test]
fn an_alias_for_raw_text_sends_it_as_it_stands() {
    let witness = Witness::start();
    let (mut terminal, _directory) = configured("time = false\n[aliases]\nr = '/raw'\n", &witness.ws());
    terminal.settles("101", "open    /ws ▸");
    terminal.enter("/r  {\"a\": 'b}");
    assert_eq!(witness.next(), text(" {\"a\": 'b}"));
}

#[test]
fn aliases_are_completed_and_what_follows_them_too() {
    let demo = Demo::start();
    let aliases = "time = false\n[aliases]\ntea = '/submit #order item=tea'\n";
    let (mut terminal, _directory) = configured(aliases, &demo.http("/"));
    terminal.settles("101", "open    main#demo ▸");
    terminal.press("/te\t");
    terminal.settles("101", "open    main#demo ▸ /tea");
    terminal.press("rus\t");
    terminal.settles("101", "open    main#demo ▸ /tea rush=");
}

#[test]
fn the_path_of_a_configuration_steers_no_terminal() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("a\u{1b}]0;b\u{7}.toml");
    std::fs::write(&file, "").unwrap();
    let path = file.to_str().unwrap();
    let terminal = Terminal::start(200, &[], &["config", "--path", "--config", path]);
    let ended = terminal.end();
    assert!(ended.text.ends_with("/a␛]0;b␇.toml"), "{}", ended.text);
    assert!(!ended.raw.contains('\u{1b}'), "{:?}", ended.raw);
}
