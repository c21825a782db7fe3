//! Lines on a page, and what they can go on with.

use proptest::prelude::*;
use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;
use crate::page::Document;

const PAGE: &str = r#"<main id="demo" hx-ext="ws" ws-connect="/ws">
  <form id="say" ws-send>
    <input name="msg" value="draft one" required>
    <input name="to" list="people"><datalist id="people"><option value="ann"><option value="bob b">Bob</datalist>
    <input type="password" name="pin" value="1234">
    <input type="hidden" name="hid" value="x"><input name="evil&#27;[2J" value="x"><input name="tab" value="a&#9;b">
  </form>
  <form id="order" class="box wide" ws-send>
    <label><input type="radio" name="size" value="s" checked>small</label>
    <input type="radio" name="size" value="xl">
    <input type="checkbox" name="extra" value="hot"><input type="checkbox" name="extra" value="o'clock">
    <select name="item"><option value="tea">Tea<option value="ice tea">Ice tea<option disabled>none</select>
    <button name="go" value="now">Go</button>
  </form>
  <button id="plus" class="box" ws-send>+1</button>
</main>"#;

fn twin(page: &str) -> Twin {
    let dialect = Dialect::choose("2", None).unwrap();
    Twin::load(dialect, Document::parse(page), Url::parse("http://app.test/").unwrap(), Given::default())
}

fn completed(line: &str) -> Completion {
    let twin = twin(PAGE);
    complete(line, line.len(), Surroundings { twin: &twin, socket: None })
}

/// What there is to choose from.
fn offers(line: &str) -> Vec<String> {
    completed(line).candidates.into_iter().map(|candidate| candidate.text).collect()
}

/// The line with what Tab makes of it.
fn tab(line: &str) -> String {
    let completion = completed(line);
    match completion.replacement() {
        Some(replacement) => format!("{}{replacement}", &line[..completion.start]),
        None => line.to_owned(),
    }
}

#[test]
fn commands_are_completed_and_their_arguments_by_what_they_take() {
    assert_eq!(tab("/su"), "/submit ");
    assert_eq!(offers("/rec"), ["/reconnect", "/record"]);
    assert_eq!(offers("/exi"), ["/exit"]);
    assert_eq!(tab("/help clo"), "/help close ");
    assert_eq!(tab("/close 101"), "/close 101");
    assert_eq!(offers("/close 101"), ["1011", "1012", "1013"]);
    assert_eq!(completed("/close 1012").candidates[0].about, "service restart");
    for line in ["/nothing ", "/drop ", "/ping x", "/raw x", "/close 1000 x"] {
        assert_eq!(offers(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn words_are_completed_where_a_command_takes_some() {
    assert_eq!(offers("/output "), ["human", "json", "html", "raw"]);
    assert_eq!(offers("/time "), ["on", "off"]);
    assert_eq!(tab("/headers se"), "/headers set ");
    assert_eq!(tab("/headers unset HX-Tri"), "/headers unset HX-Trigger");
    assert_eq!(offers("/record o"), ["off"]);
    assert_eq!(offers("/check '[name=\"extra\"]' o"), ["on", "off"]);
}

#[test]
fn senders_are_completed_and_then_their_controls() {
    assert_eq!(offers("/headers "), ["set", "unset", "form#say", "form#order", "button#plus"]);
    assert_eq!(tab("/submit form#s"), "/submit form#say ");
    assert_eq!(tab("/submit #s"), "/submit #say ");
    assert_eq!(offers("/headers #"), ["#say", "#order", "#plus"]);
    assert_eq!(offers("/submit form#say "), ["msg=", "to=", "pin=", "tab="]);
    assert_eq!(tab("/submit form#order it"), "/submit form#order item=");
    // a button of a form stands for the form
    assert_eq!(tab("/submit '#order button' si"), "/submit '#order button' size=");
    assert_eq!(tab("/submit it"), "/submit item=");
}

#[test]
fn a_line_of_items_is_for_the_senders_that_have_its_names() {
    assert_eq!(offers(""), ["msg=", "to=", "pin=", "tab=", "size=", "extra=", "item="]);
    assert_eq!(tab("ms"), "msg=");
    assert_eq!(tab("MS"), "msg=");
    assert_eq!(offers("size=s "), ["extra=", "item="]);
    // boxes are given again for another
    assert_eq!(offers("extra=hot e"), ["extra="]);
    assert_eq!(offers("nothing=x "), Vec::<String>::new());
}

#[test]
fn values_are_those_that_can_be_chosen() {
    assert_eq!(offers("size="), ["size=s", "size=xl"]);
    assert_eq!(completed("size=").candidates[0].about, "checked");
    assert_eq!(tab("size=x"), "size=xl ");
    assert_eq!(offers("item="), ["item=tea", "item=ice tea"]);
    assert_eq!(tab("item=i"), "item=\"ice tea\" ");
    assert_eq!(tab("extra=o"), "extra=\"o'clock\" ");
    assert_eq!(offers("to="), ["to=ann", "to=bob b"]);
    assert_eq!(tab("to=\"bob"), "to=\"bob b\" ");
    assert_eq!(completed("to=b").candidates[0].about, "Bob");
    assert_eq!(tab("msg=d"), "msg=\"draft one\" ");
    assert_eq!(offers("msg:=t"), ["msg:=true"]);
}

#[test]
fn what_is_hidden_or_hostile_is_not_offered() {
    assert_eq!(offers("pin="), Vec::<String>::new());
    assert_eq!(completed("pi").candidates[0].about, "password");
    assert_eq!(offers("tab="), Vec::<String>::new());
    assert!(offers("").iter().all(|name| !name.contains("evil") && !name.contains("hid")));
}

#[test]
fn controls_events_headers_and_sockets_are_offered() {
    let twin = twin(PAGE);
    let around = Surroundings { twin: &twin, socket: None };
    let texts = |found: Vec<Candidate>| found.into_iter().map(|found| found.text).collect::<Vec<_>>();
    let controls = texts(controls::selectors(around));
    assert_eq!(controls[..3], ["input[name=\"msg\"]", "input[name=\"to\"]", "input[name=\"pin\"]"]);
    let values = |selector: &str| controls::values_of(around, selector);
    assert_eq!(values("[name=item]")[1], ("ice tea".to_owned(), "Ice tea".to_owned()));
    assert_eq!((values("[name=pin]"), values("#[")), (vec![], vec![]));
    assert_eq!(texts(elements::events(around)), ["click", "change", "input", "keyup", "submit"]);
    assert_eq!(
        texts(controls::headers(around)),
        ["HX-Request", "HX-Trigger", "HX-Trigger-Name", "HX-Target", "HX-Current-URL"]
    );
    assert_eq!(elements::sockets(around), [Candidate::new("main#demo", "/ws")]);
}

#[test]
fn elements_are_completed_by_id_class_and_tag() {
    assert_eq!(offers("/page #"), ["#demo", "#say", "#people", "#order", "#plus"]);
    assert_eq!(tab("/page main > #pl"), "/page main > #plus ");
    assert_eq!(offers("/page ."), [".box", ".wide"]);
    assert_eq!(completed("/page .b").candidates[0].about, "2 elements");
    assert_eq!(tab("/page form.wi"), "/page form.wide ");
    assert_eq!(tab("/page data"), "/page datalist ");
    assert_eq!(offers("/page [na"), Vec::<String>::new());
}

#[test]
fn keys_and_values_of_an_object_are_completed() {
    assert_eq!(tab("{\"ms"), "{\"msg\": ");
    assert_eq!(tab("{\"msg\": \"x\", \"si"), "{\"msg\": \"x\", \"size\": ");
    assert_eq!(tab("{\"size\": \"x"), "{\"size\": \"xl\"");
    assert_eq!(offers("{\"size\": \"s\", \"s"), Vec::<String>::new());
    assert_eq!(offers("{\"a\": {\"m"), Vec::<String>::new());
    assert_eq!(tab("{\"item\": \"i"), "{\"item\": \"ice tea\"");
}

#[test]
fn as_much_is_filled_in_as_all_have_in_common() {
    let page =
        "<form hx-ext=ws ws-connect=/ws ws-send><input name='first name'><input name='first date'></form>";
    let twin = twin(page);
    let line = "fi";
    let completion = complete(line, line.len(), Surroundings { twin: &twin, socket: None });
    assert_eq!(completion.replacement().as_deref(), Some("\"first "));
    let line = "\"first n";
    let completion = complete(line, line.len(), Surroundings { twin: &twin, socket: None });
    assert_eq!((completion.start, completion.replacement().as_deref()), (0, Some("\"first name\"=")));
}

#[test]
fn only_what_is_before_the_cursor_counts() {
    let twin = twin(PAGE);
    let completion = complete("ms=hello", 2, Surroundings { twin: &twin, socket: None });
    assert_eq!((completion.start, completion.replacement().as_deref()), (0, Some("msg=")));
}

#[test]
fn files_are_asked_for_behind_an_at_sign() {
    let files = |line: &str| completed(line).files;
    assert_eq!(files("msg=@no"), Some(("msg=@".into(), "no".into())));
    assert_eq!(files("/raw @a b"), Some(("@".into(), "a b".into())));
    assert_eq!(files("/raw a"), None);
    assert_eq!(files("/submit form#say msg=@x/"), Some(("msg=@".into(), "x/".into())));
}

#[test]
fn without_a_page_there_are_commands_only() {
    let dialect = Dialect::choose("2", None).unwrap();
    let bare = Twin::bare(dialect, Url::parse("ws://app.test/").unwrap(), Given::default());
    let around = Surroundings { twin: &bare, socket: None };
    assert_eq!(complete("ms", 2, around).candidates, []);
    assert_eq!(complete("/page #", 7, around).candidates, []);
    assert_eq!(complete("/qui", 4, around).replacement().as_deref(), Some("/quit "));
}

proptest! {
    #[test]
    fn what_is_filled_in_reads_as_the_candidate(value in "[a-z'\"\\\\ =/{é]{1,12}") {
        let candidate = Candidate::new(format!("n={value}"), "");
        let completion = Completion { writing: Writing::Item, candidates: vec![candidate], ..Completion::default() };
        let written = completion.replacement().unwrap();
        let words = placed_words(&written);
        prop_assert_eq!(words.len(), 1, "{}", written);
        prop_assert_eq!(&words[0].text, &format!("n={value}"));
    }

    #[test]
    fn no_line_panics(line in "[/a-z#.\\[\\]{}\"'=:@ \n漢]{0,30}", at in 0usize..40) {
        let at = line.floor_char_boundary(at.min(line.len()));
        let twin = twin(PAGE);
        let completion = complete(&line, at, Surroundings { twin: &twin, socket: None });
        prop_assert!(completion.start <= at);
        let _replacement = completion.replacement();
    }
}

#[test]
fn what_messages_are_filtered_by_is_completed_by_its_kind() {
    assert_eq!(tab("/filter targ"), "/filter target:");
    assert_eq!(tab("/filter target:#pl"), "/filter target:#plus ");
    assert_eq!(tab("/filter #pl"), "/filter #plus ");
    assert_eq!(tab("/filter target:#plus outcome:no"), "/filter target:#plus outcome:no-target ");
    assert_eq!(offers("/filter swap:outer"), ["swap:outerHTML", "swap:outerMorph", "swap:outerSync"]);
    assert_eq!(offers("/filter warning:no-s"), ["warning:no-selection", "warning:no-socket"]);
    assert_eq!(offers("/filter warn"), ["warning:", "warning"]);
}
