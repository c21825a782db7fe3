use crate::page::Document;

use super::{ids, one};

/// The rule that the first control breaks, and what is said of it.
fn broken(html: &str) -> Option<(&'static str, String)> {
    let document = Document::parse_fragment(html, "body");
    let invalid = document.validity(one(&document, "input,select,textarea,button"))?;
    Some((invalid.rule, invalid.message))
}

fn rule(html: &str) -> Option<&'static str> {
    broken(html).map(|(rule, _)| rule)
}

fn typed(html: &str, value: &str) -> Option<(&'static str, String)> {
    let mut document = Document::parse_fragment(html, "body");
    let control = one(&document, "input,textarea");
    document.type_value(control, value);
    document.validity(control).map(|invalid| (invalid.rule, invalid.message))
}

#[test]
fn required_controls_need_a_value_a_tick_or_a_choice() {
    assert_eq!(broken("<input required>"), Some(("required", "a value is required".into())));
    assert_eq!(rule("<input required value=x>"), None);
    assert_eq!(rule("<input type=checkbox required>"), Some("required"));
    assert_eq!(rule("<input type=radio name=r><input type=radio name=r required>"), Some("required"));
    assert_eq!(rule("<input type=radio name=r required><input type=radio name=r checked>"), None);
    assert_eq!(rule("<input type=file required>"), Some("required"));
    assert_eq!(rule("<textarea required></textarea>"), Some("required"));
    assert_eq!(rule("<select required><option value=''>pick<option>a</select>"), Some("required"));
    assert_eq!(rule("<select required><optgroup><option value=''>pick</optgroup></select>"), None);
    assert_eq!(rule("<select required size=2><option>a</select>"), Some("required"));
    assert_eq!(rule("<input type=range required><input type=color required>"), None);
}

#[test]
fn email_and_url_fields_want_an_address() {
    assert_eq!(
        broken("<input type=email value=x>"),
        Some(("type=email", "value `x` is not an email address".into()))
    );
    assert_eq!(rule("<input type=email value=a@b>"), None);
    assert_eq!(rule("<input type=email multiple value='a@b, c'>"), Some("type=email"));
    assert_eq!(rule("<input type=email multiple value='a@b, c@d.e'>"), None);
    assert_eq!(rule("<input type=url value=/a>"), Some("type=url"));
    assert_eq!(rule("<input type=url value=x:y>"), None);
}

#[test]
fn a_pattern_is_held_against_the_whole_value() {
    assert_eq!(
        broken("<input pattern='[0-9]{4}' value=abc>"),
        Some(("pattern", "value `abc` does not match pattern `[0-9]{4}`".into()))
    );
    assert_eq!(rule("<input pattern='[0-9]{4}' value=1234>"), None);
    assert_eq!(rule("<input pattern='[0-9]{4}' value=''>"), None);
    assert_eq!(rule("<input pattern='[' value=x>"), None);
    assert_eq!(rule("<input type=number pattern=x value=1>"), None);
}

#[test]
fn numbers_and_dates_keep_their_range_and_steps() {
    assert_eq!(
        broken("<input type=number min=1 value=0>"),
        Some(("min", "value `0` is below the minimum `1`".into()))
    );
    assert_eq!(rule("<input type=number max=10 value=11>"), Some("max"));
    assert_eq!(
        typed("<input type=number>", ".5"),
        Some(("step", "value `.5` is not on a step; the step is its default, nearest `0` and `1`".into()))
    );
    for (bounds, near) in [("min=1", ", nearest `1` and `3`"), ("min=1 max=2", ", nearest `1`"), ("", "")] {
        let field = format!("<input type=number {bounds} step=2>");
        let message =
            (!near.is_empty()).then(|| format!("value `2` is not on a step; the step is `2`{near}"));
        assert_eq!(typed(&field, "2").map(|(_, message)| message), message);
    }
    assert_eq!(rule("<input type=number step=0.1 value=0.3>"), None);
    assert_eq!(rule("<input type=number step=any value=0.123>"), None);
    assert_eq!(rule("<input type=number min=1 step=2 value=4>"), Some("step"));
    assert_eq!(rule("<input type=date min=2020-01-10 step=7 value=2020-01-18>"), Some("step"));
    assert_eq!(rule("<input type=time min=22:00 max=06:00 value=23:00>"), None);
    assert_eq!(rule("<input type=time min=22:00 max=06:00 value=12:00>"), Some("min"));
    assert_eq!(rule("<input type=month max=2020-05 value=2020-06>"), Some("max"));
    assert_eq!(rule("<input type=week min=2020-W10 value=2020-W09>"), Some("min"));
    assert_eq!(
        rule("<input type=datetime-local min=2020-01-01T00:00 step=3600 value=2020-01-01T00:30>"),
        Some("step")
    );
    assert_eq!(rule("<input type=number value=.5>"), None);
}

#[test]
fn only_typed_text_can_be_too_long_or_too_short() {
    let html = "<input maxlength=3 minlength=2 value=abcdef>";
    assert_eq!(rule(html), None);
    assert_eq!(
        typed(html, "abcd"),
        Some(("maxlength", "value has 4 characters, more than the 3 allowed".into()))
    );
    assert_eq!(
        typed(html, "a"),
        Some(("minlength", "value has 1 characters, fewer than the 2 required".into()))
    );
    assert_eq!((typed(html, "ab"), typed(html, "")), (None, None));
    assert_eq!(typed("<textarea maxlength=1></textarea>", "😀").map(|(rule, _)| rule), Some("maxlength"));
}

#[test]
fn text_typed_into_a_number_field_is_told_of() {
    let said = Some(("type=number", "value `abc` is not a number".to_owned()));
    assert_eq!(typed("<input type=number>", "abc"), said);
    assert_eq!(typed("<input type=number required>", "abc"), said);
    assert_eq!(typed("<input type=number>", "5"), None);
}

#[test]
fn barred_controls_are_never_invalid() {
    for html in [
        "<input required disabled>",
        "<input required readonly>",
        "<input type=hidden required>",
        "<button type=button required></button>",
        "<datalist><input required></datalist>",
        "<fieldset disabled><input required></fieldset>",
    ] {
        let document = Document::parse_fragment(html, "body");
        let control = one(&document, "input,button");
        assert_eq!((document.will_validate(control), document.validity(control)), (false, None), "{html}");
    }
}

#[test]
fn forms_and_fieldsets_are_as_valid_as_their_controls() {
    let document = Document::parse_fragment(
        "<form id=f><fieldset id=s><input id=a required></fieldset></form><form id=g><input id=b></form><p id=p>",
        "body",
    );
    assert_eq!(ids(&document, ":invalid"), ["f", "s", "a"]);
    assert_eq!(ids(&document, ":valid"), ["g", "b"]);
}

#[test]
fn novalidate_is_the_forms_or_the_buttons() {
    let document = Document::parse_fragment(
        "<form id=f><button formnovalidate></button></form><form id=g novalidate></form>",
        "body",
    );
    let form = one(&document, "#f");
    assert!(!document.no_validate(form, None));
    assert!(document.no_validate(form, Some(one(&document, "button"))));
    assert!(document.no_validate(one(&document, "#g"), None));
}
