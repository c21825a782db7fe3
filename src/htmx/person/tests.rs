//! What a person does by hand, and what htmx makes of it.

use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;

/// A page with its htmx 2 and the messages that went out.
struct Hands(Twin);

impl Hands {
    fn on(inner: &str) -> Self {
        let page = Document::parse(&format!("<main hx-ext=ws ws-connect=/ws>{inner}</main>"));
        let url = Url::parse("http://app.test/").unwrap();
        let mut twin = Twin::load(Dialect::default(), page, url, Given::default());
        twin.begin();
        Self(twin)
    }

    fn of(&self, id: &str) -> NodeId {
        self.0.page().unwrap().first_by_id(id).unwrap()
    }

    /// The values that went out.
    fn sent(effects: &[Effect]) -> Vec<String> {
        let sent = effects.iter().filter_map(|effect| match effect {
            Effect::Send { composed, .. } => composed.text.split("\"HEADERS\"").next(),
            _ => None,
        });
        sent.map(|text| text.trim_end_matches(',').to_owned()).collect()
    }

    fn types(&mut self, id: &str, text: &str) -> Vec<String> {
        Self::sent(&self.0.type_by_hand(self.of(id), text).unwrap())
    }

    fn value(&self, id: &str) -> String {
        self.0.page().unwrap().value(self.of(id))
    }
}

#[test]
fn typing_is_one_key_one_input_and_a_change_where_the_value_is_new() {
    let triggers = ["keydown", "keyup", "input", "change", "blur", "focus", "keyup[key==\"Enter\"]"];
    let sent = |trigger: &str, text: &str| {
        let mut hands = Hands::on(&format!("<input id=q name=q value=a ws-send hx-trigger='{trigger}'>"));
        hands.types("q", text)
    };
    let told = triggers.map(|trigger| (sent(trigger, "bc").concat(), sent(trigger, "a").concat()));
    let (before, after) = (r#"{"q":"a""#, r#"{"q":"bc""#);
    assert_eq!(
        told.map(|(new, same)| (new.replace(before, "a").replace(after, "bc"), same.replace(before, "a"))),
        [("a", "a"), ("bc", "a"), ("bc", "a"), ("bc", ""), ("bc", "a"), ("a", "a"), ("", "")]
            .map(|(new, same)| (new.to_owned(), same.to_owned()))
    );
}

#[test]
fn a_field_takes_what_it_has_room_for_and_cleans_it_as_its_type_says() {
    let mut hands = Hands::on("<input id=t maxlength=2><input id=n type=number><input id=u type=email>");
    hands.types("t", "abc");
    hands.types("n", "4x");
    hands.types("u", " a@b ");
    assert_eq!([hands.value("t"), hands.value("n"), hands.value("u")], ["ab", "", "a@b"]);
}

#[test]
fn a_click_moves_the_focus_first() {
    let mut hands = Hands::on(
        "<input id=q name=q ws-send hx-trigger=blur><button id=b name=b ws-send hx-trigger='focus'>x</button>",
    );
    let q = hands.of("q");
    hands.0.click_by_hand(q).unwrap();
    assert_eq!(hands.0.page().unwrap().focused(), Some(q));
    let b = hands.of("b");
    assert_eq!(Hands::sent(&hands.0.click_by_hand(b).unwrap()), [r#"{"q":"""#, r#"{"b":"""#]);
}

#[test]
fn boxes_are_clicked_until_they_are_as_they_should_be() {
    let mut hands = Hands::on(
        "<form id=f ws-send hx-trigger=change><input type=checkbox id=c name=c><input type=radio id=r name=r></form>",
    );
    let (c, r) = (hands.of("c"), hands.of("r"));
    let mut check = |node, on| hands.0.check_by_hand(node, on).map(|effects| Hands::sent(&effects));
    assert_eq!(check(c, false), Ok(vec![]));
    assert_eq!(check(c, true), Ok(vec![r#"{"c":"on""#.to_owned()]));
    assert_eq!(check(c, true), Ok(vec![]));
    assert_eq!(check(r, true).map(|sent| sent.len()), Ok(1));
    assert_eq!(
        check(r, false).unwrap_err().to_string(),
        "`input#r` is a radio button: it is checking another one that unchecks it"
    );
}

#[test]
fn options_are_chosen_by_value_or_by_what_they_show() {
    let mut hands = Hands::on(
        "<select id=s name=s ws-send><option value=1>One<option value=2 disabled>Two<option value=3>Three</select>\
         <select id=m name=m multiple ws-send><option>a<option>b<option>c</select>",
    );
    let (s, m) = (hands.of("s"), hands.of("m"));
    let mut choose = |select, values: &[&str]| {
        let values: Vec<String> = values.iter().map(|&value| value.to_owned()).collect();
        hands
            .0
            .choose_by_hand(select, &values)
            .map_err(|cannot| cannot.to_string())
            .map(|effects| Hands::sent(&effects))
    };
    assert_eq!(choose(s, &["Three"]), Ok(vec![r#"{"s":"3""#.to_owned()]));
    assert_eq!(choose(s, &["3"]), Ok(vec![]));
    assert_eq!(choose(m, &["c", "a"]), Ok(vec![r#"{"m":["a","c"]"#.to_owned()]));
    assert_eq!(choose(m, &[""]), Ok(vec!["{".to_owned()]));
    let refused = |told: &str| Err(told.to_owned());
    assert_eq!(choose(s, &["2"]), refused("the option `2` of `select#s` is disabled: nobody can choose it"));
    assert_eq!(choose(s, &["4"]), refused("`select#s` has no choice `4`: it has `1`, `2`, `3`"));
    assert_eq!(choose(s, &["1", "3"]), refused("`select#s` takes 1 value, and 2 were given"));
}

#[test]
fn what_no_browser_lets_a_person_do_is_refused() {
    let mut hands = Hands::on(
        "<button id=b disabled>x</button><input id=r readonly><input id=h type=hidden><p id=p>x</p><input id=c type=checkbox>",
    );
    let refused = |result: Result<Vec<Effect>, Cannot>| result.unwrap_err().to_string();
    let of = |hands: &Hands, ids: [&str; 5]| ids.map(|id| hands.of(id));
    let [b, r, h, p, c] = of(&hands, ["b", "r", "h", "p", "c"]);
    assert_eq!(refused(hands.0.click_by_hand(b)), "`button#b` is disabled: nobody can use it");
    assert_eq!(refused(hands.0.type_by_hand(r, "x")), "`input#r` is read-only: nobody can type into it");
    let told = [h, p, c].map(|node| refused(hands.0.type_by_hand(node, "x")));
    assert_eq!(
        told,
        [
            "`input#h` is no field to type into: it is an input of type `hidden`",
            "`p#p` is no field to type into: it is `<p>`",
            "`input#c` is no field to type into: it is an input of type `checkbox`",
        ]
    );
    assert_eq!(refused(hands.0.check_by_hand(p, true)), "`p#p` is no checkbox or radio button: it is `<p>`");
    assert_eq!(refused(hands.0.choose_by_hand(b, &[])), "`button#b` is disabled: nobody can use it");
}

#[test]
fn a_label_gives_its_control_the_focus_with_the_click_as_chromium_does() {
    let mut hands = Hands::on(
        "<div id=d ws-send hx-trigger='mousedown, mouseup, click, focusin, focusout, input, change'><label id=l>n <input type=checkbox id=c></label><input id=q></div>",
    );
    let (q, l, c) = (hands.of("q"), hands.of("l"), hands.of("c"));
    hands.0.click_by_hand(q).unwrap();
    let effects = hands.0.click_by_hand(l).unwrap();
    assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Send { .. })).count(), 8);
    assert_eq!((hands.0.page().unwrap().focused(), hands.0.page().unwrap().checked(c)), (Some(c), true));
}
