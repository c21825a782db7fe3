use crate::page::Document;

use super::{ids, one};

fn page(html: &str) -> Document {
    Document::parse_fragment(html, "body")
}

/// The value of an input with these attributes.
fn value(attributes: &str) -> String {
    let document = page(&format!("<input {attributes}>"));
    document.value(one(&document, "input"))
}

#[test]
fn input_values_are_sanitised_by_type() {
    assert_eq!(value("value='a\nb'"), "ab");
    assert_eq!(value("type=hidden value='a\nb'"), "a\nb");
    assert_eq!(value("type=email value=' a@b '"), "a@b");
    assert_eq!(value("type=email multiple value=' a@b , c@ü.de'"), "a@b,c@xn--tda.de");
    assert_eq!(value("type=url value=' http://x/ '"), "http://x/");
    assert_eq!((value("type=number value=1e3"), value("type=number value=x")), ("1e3".into(), String::new()));
    assert_eq!(value("type=date value=2023-02-29"), "");
    assert_eq!(value("type=datetime-local value='2023-02-28 10:00:00'"), "2023-02-28T10:00");
    assert_eq!((value("type=color value=RED"), value("type=color")), ("#ff0000".into(), "#000000".into()));
    assert_eq!((value("type=checkbox"), value("type=radio value=x")), ("on".into(), "x".into()));
    assert_eq!((value("type=file value=x"), value("type=submit")), (String::new(), String::new()));
}

#[test]
fn a_slider_always_has_a_value_on_a_step_within_its_range() {
    assert_eq!(value("type=range"), "50");
    assert_eq!(value("type=range value=500"), "100");
    assert_eq!(value("type=range min=10 max=0"), "10");
    assert_eq!(value("type=range min=0 max=1 step=.1 value=.25"), "0.3");
    assert_eq!(value("type=range min=0 max=10 step=3 value=11"), "9");
    assert_eq!(value("type=range max=1 step=any value=.317"), "0.317");
    assert_eq!(value("type=range value=1e300"), "100");
}

#[test]
fn a_changed_value_lives_apart_from_the_attribute() {
    let mut document =
        page("<input value=a><input type=hidden id=h value=b><textarea id=t>\nc\r\nd</textarea>");
    let (text, hidden, area) = (one(&document, "input"), one(&document, "#h"), one(&document, "#t"));
    document.set_value(text, "new");
    document.set_value(hidden, "new");
    assert_eq!((document.value(text), document.attr(text, "value")), ("new".into(), Some("a")));
    assert_eq!((document.value(hidden), document.attr(hidden, "value")), ("new".into(), Some("new")));
    assert_eq!(document.value(area), "c\nd");
    document.set_value(area, "x\r\ny\rz");
    assert_eq!((document.value(area), document.text_content(area)), ("x\ny\nz".into(), "c\nd".into()));
    let copy = document.clone_node(text);
    let mut other = page("");
    let imported = other.import(&document, area);
    assert_eq!((document.value(copy), other.value(imported)), ("new".into(), "x\ny\nz".into()));
}

#[test]
fn outputs_and_buttons_have_values_too() {
    let mut document = page("<output>a<b>b</b></output><button value=v>t</button>");
    let (output, button) = (one(&document, "output"), one(&document, "button"));
    assert_eq!((document.value(output), document.value(button)), ("ab".into(), "v".into()));
    document.set_value(output, "c");
    document.set_value(button, "w");
    assert_eq!(document.to_html(), "<output>c</output><button value=\"w\">t</button>");
}

#[test]
fn checking_a_radio_button_unchecks_its_group_only() {
    let mut document = page(
        "<form><input type=radio id=a name=r checked><input type=radio id=b name=r checked></form>\
         <input type=radio id=c name=r checked><input type=radio id=d checked>",
    );
    assert_eq!(ids(&document, ":checked"), ["b", "c", "d"]);
    document.set_checked(one(&document, "#a"), true);
    assert_eq!(ids(&document, ":checked"), ["a", "c", "d"]);
    document.set_checked(one(&document, "#a"), false);
    assert_eq!(ids(&document, ":checked"), ["c", "d"]);
    assert_eq!(ids(&document, ":indeterminate"), ["a", "b"]);
}

#[test]
fn a_drop_down_shows_its_first_enabled_option_until_one_is_chosen() {
    let mut document = page(
        "<select><option disabled>a<optgroup disabled><option>b</optgroup><option>c</option><option value=D>d</select>",
    );
    let select = one(&document, "select");
    let options = document.options(select);
    assert_eq!(document.value(select), "c");
    document.set_selected(options[3], true);
    assert_eq!(document.value(select), "D");
    document.set_selected(options[3], false);
    assert_eq!(document.value(select), "c");
    document.set_value(select, "a");
    assert_eq!((document.value(select), document.selected(options[0])), ("a".into(), true));
    document.set_value(select, "none such");
    assert_eq!((document.value(select), document.selected_options(select)), (String::new(), vec![]));
    document.set_selected(options[2], true);
    assert_eq!(document.selected_options(select), [options[2]]);
}

#[test]
fn of_several_selected_options_a_single_select_shows_the_last() {
    let document = page(
        "<select><option selected>a<option selected>b<option>c</select><select size=2><option>x</select>",
    );
    assert_eq!(document.value(one(&document, "select")), "b");
    assert_eq!(document.value(one(&document, "[size]")), "");
}

#[test]
fn a_multiple_select_keeps_each_choice() {
    let mut document = page("<select multiple><option selected>a<option>b<option selected>c</select>");
    let select = one(&document, "select");
    let options = document.options(select);
    document.set_selected(options[1], true);
    document.set_selected(options[0], false);
    assert_eq!(document.selected_options(select), [options[1], options[2]]);
    assert_eq!(document.control_type(select), "select-multiple");
}

#[test]
fn an_options_value_is_its_attribute_or_its_collapsed_text() {
    let document = page("<select><option>  a \n b <option value=''>c<option label=l>d</select>");
    let values: Vec<String> =
        document.options(one(&document, "select")).into_iter().map(|option| document.value(option)).collect();
    assert_eq!(values, ["a b", "", "d"]);
}

#[test]
fn fieldsets_disable_all_but_their_first_legend() {
    let document = page(
        "<fieldset disabled><legend><input id=a></legend><legend><input id=b></legend><p><button id=c></button></p>\
         <fieldset id=d></fieldset></fieldset><input id=e disabled><output id=o disabled></output>",
    );
    assert_eq!(ids(&document, ":disabled"), ["-", "b", "c", "d", "e"]);
    assert_eq!(ids(&document, ":enabled"), ["a"]);
}

#[test]
fn forms_own_what_is_inside_and_what_names_them() {
    let document = page(
        "<button form=f id=early></button><form id=f><input id=a><input type=image id=i><input id=b form=g>\
         <fieldset id=s><input id=c form=nobody></fieldset><img><label></label></form><output form=f id=o></output>\
         <form id=g></form><div id=h></div><input form=h id=x>",
    );
    let form = one(&document, "#f");
    let names = |nodes: Vec<crate::page::NodeId>| -> Vec<String> {
        nodes.into_iter().map(|node| document.attr(node, "id").unwrap().to_owned()).collect()
    };
    assert_eq!(names(document.form_elements(form)), ["early", "a", "s", "o"]);
    assert_eq!(names(document.form_elements(one(&document, "#g"))), ["b"]);
    assert_eq!(document.default_button(form), Some(one(&document, "#early")));
    assert_eq!(document.form_owner(one(&document, "#c")), None);
    assert_eq!(document.form_owner(one(&document, "#x")), None);
    assert_eq!(document.form_owner(one(&document, "#b")), Some(one(&document, "#g")));
    assert_eq!(document.form_owner(one(&document, "#i")), Some(form));
}

#[test]
fn control_types_are_what_el_type_says() {
    let document = page(
        "<input><input type=NUMBER><input type=zz><button></button><button type=reset></button><select></select><textarea></textarea><fieldset></fieldset><output></output><p></p>",
    );
    let types: Vec<String> =
        document.descendants(document.root()).map(|node| document.control_type(node)).collect();
    assert_eq!(
        types,
        ["text", "number", "text", "submit", "reset", "select-one", "textarea", "fieldset", "output", ""]
    );
}

#[test]
fn a_control_belongs_to_the_form_that_it_names_since_it_does() {
    let mut page = Document::parse("<form id=f><input name=a></form><form id=g></form><input name=b>");
    let names = |page: &Document, form: &str| -> String {
        let form = one(page, form);
        page.form_elements(form).into_iter().filter_map(|control| page.attr(control, "name")).collect()
    };
    assert_eq!((names(&page, "#f"), names(&page, "#g")), ("a".to_owned(), String::new()));
    let control = one(&page, "[name=b]");
    page.set_attr(control, "form", "f");
    assert_eq!((names(&page, "#f"), names(&page, "#g")), ("ab".to_owned(), String::new()));
    let (a, more) = (one(&page, "[name=a]"), Document::parse_template("<input name=c form=g>"));
    let copy = page.import(&more, more.first_child(more.root()).unwrap());
    page.insert_before(page.parent(a).unwrap(), copy, Some(a));
    assert_eq!((names(&page, "#f"), names(&page, "#g")), ("ab".to_owned(), "c".to_owned()));
}
