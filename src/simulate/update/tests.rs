//! What is updated, and what stays.

use serde_json::json;

use super::*;
use crate::simulate::expect::difference::Place;

fn value(
    scenario: usize,
    expectation: usize,
    (key, selector): (&'static str, Option<&str>),
    seen: Value,
) -> (usize, Update) {
    let place = Place { key, selector: selector.map(str::to_owned) };
    (scenario, Update::Values(vec![(expectation, Difference { place, lines: Vec::new(), seen })]))
}

#[test]
fn a_value_is_replaced_and_all_else_stays() {
    let text = "[\n  {\"page\": \"\", \"odd\":1e0, \"expect\": [\n    {\"step\": 0, \"html\": {\"#a\":\"<p>\", \"b\": null}},\n    {\"step\": 1, \"sent\": [\"x\"]}\n  ]},\n  {\"expect\":[{\"step\":0,\"warnings\":[]}]}\n]\n";
    let updates = [
        value(0, 0, ("html", Some("b")), json!("\"é\"")),
        value(0, 1, ("sent", None), json!([{"a": [1, {}]}, "y"])),
        value(1, 0, ("warnings", None), json!(["json", "no-id"])),
    ];
    let expected = text
        .replace("null", r#""\"é\"""#)
        .replace(r#"["x"]"#, r#"[{"a": [1, {}]}, "y"]"#)
        .replace(r#""warnings":[]"#, r#""warnings":["json","no-id"]"#);
    assert_eq!(updated(text, &updates), Some(expected));
}

#[test]
fn a_list_with_an_item_a_line_stays_one() {
    let text = "{\"page\": \"\", \"expect\": [{\"step\": 0, \"sent\": [\r\n\t\"a\",\r\n\t\"b\"\r\n      ]}]}";
    let update = |seen| updated(text, &[value(0, 0, ("sent", None), seen)]).unwrap();
    assert_eq!(update(json!(["c"])), text.replace("\"a\",\r\n\t\"b\"", "\"c\""));
    assert_eq!(update(json!(["a", "b", {"c": 1}])), text.replace("\"b\"", "\"b\",\r\n\t{\"c\": 1}"));
    assert_eq!(update(json!([])), text.replace("[\r\n\t\"a\",\r\n\t\"b\"\r\n      ]", "[]"));
}

fn first(text: &str) -> String {
    updated(text, &[(0, Update::All(vec![json!({"step": 0, "sent": ["a"]}), json!({"step": 1})]))]).unwrap()
}

#[test]
fn expectations_are_added_in_the_shape_of_the_scenario() {
    assert_eq!(
        first("{\n    \"name\": \"a\",\n    \"page\": \"\"\n}\n"),
        "{\n    \"name\": \"a\",\n    \"page\": \"\",\n    \"expect\": [\n        {\"step\": 0, \"sent\": [\"a\"]},\n        {\"step\": 1}\n    ]\n}\n"
    );
    assert_eq!(
        first("{\"page\":\"\"}\n{\"page\":\"\"}"),
        "{\"page\":\"\",\"expect\":[{\"step\":0,\"sent\":[\"a\"]},{\"step\":1}]}\n{\"page\":\"\"}"
    );
    assert_eq!(
        first("[ {\"name\": \"a\", \"page\": \"\" } ]"),
        "[ {\"name\": \"a\", \"page\": \"\", \"expect\": [{\"step\": 0, \"sent\": [\"a\"]}, {\"step\": 1}] } ]"
    );
    assert_eq!(
        first("[\r\n\t{\r\n\t\t\"page\": \"\"\r\n\t}\r\n]"),
        "[\r\n\t{\r\n\t\t\"page\": \"\",\r\n\t\t\"expect\": [\r\n\t\t\t{\"step\": 0, \"sent\": [\"a\"]},\r\n\t\t\t{\"step\": 1}\r\n\t\t]\r\n\t}\r\n]"
    );
}

#[test]
fn an_empty_list_of_expectations_is_filled_where_it_stands() {
    assert_eq!(
        first("{\"expect\": [], \"page\": \"\"}"),
        "{\"expect\": [{\"step\": 0, \"sent\": [\"a\"]}, {\"step\": 1}], \"page\": \"\"}"
    );
    assert_eq!(
        first("{\n  \"expect\": null,\n  \"page\": \"\"\n}"),
        "{\n  \"expect\": [\n    {\"step\": 0, \"sent\": [\"a\"]},\n    {\"step\": 1}\n  ],\n  \"page\": \"\"\n}"
    );
}

#[test]
fn a_text_of_other_scenarios_is_not_touched() {
    assert_eq!(updated("[{}]", &[value(1, 0, ("sent", None), json!([]))]), None);
    assert_eq!(updated("[{}]", &[value(0, 0, ("sent", None), json!([]))]), None);
    assert_eq!(updated("1", &[(0, Update::All(Vec::new()))]), None);
}
