use crate::page::{Document, Selector, escape_identifier};

use super::{css, ids, one};

const LIST: &str = "<ul id=u class='x Y'><li id=1 class=a></li><li id=2></li>t<li id=3 class='a b'><b id=4></b></li></ul><p id=p lang=en-GB></p>";

fn page() -> Document {
    Document::parse(&format!("<!doctype html>{LIST}"))
}

#[test]
fn combinators_match_in_document_order() {
    let document = page();
    assert_eq!(ids(&document, "ul li"), ["1", "2", "3"]);
    assert_eq!(ids(&document, "body > ul > li b, p"), ["4", "p"]);
    assert_eq!(ids(&document, ".a ~ li"), ["2", "3"]);
    assert_eq!(ids(&document, ".a + li"), ["2"]);
    assert_eq!(ids(&document, "li + li + li > b"), ["4"]);
    assert_eq!(ids(&document, "li ~ li b"), ["4"]);
    assert_eq!(ids(&document, "ul > b"), [""; 0]);
    assert_eq!(ids(&document, "p, b, li.a"), ["1", "3", "4", "p"]);
    assert_eq!(ids(&document, "ul ~ p, ul + p"), ["p"]);
}

#[test]
fn structural_and_logical_pseudo_classes_match() {
    let document = page();
    assert_eq!(ids(&document, "li:nth-child(2n+1)"), ["1", "3"]);
    assert_eq!(ids(&document, "li:nth-child(2 of .a)"), ["3"]);
    assert_eq!(ids(&document, "li:not(.a)"), ["2"]);
    assert_eq!(ids(&document, ":is(p, b)"), ["4", "p"]);
    assert_eq!(ids(&document, ":where(li):empty"), ["1", "2"]);
    assert_eq!(ids(&document, "li:first-of-type, li:last-child"), ["1", "3"]);
    assert_eq!(document.select(document.root(), &css(":root")), [document.html().unwrap()]);
    assert_eq!(ids(&document, ":is(:nonsense, p)"), ["p"]);
}

#[test]
fn has_follows_every_combinator() {
    let document = page();
    assert_eq!(ids(&document, "li:has(b)"), ["3"]);
    assert_eq!(ids(&document, "ul:has(> b)"), [""; 0]);
    assert_eq!(ids(&document, "ul:has(> li > b)"), ["u"]);
    assert_eq!(ids(&document, "li:has(+ li > b)"), ["2"]);
    assert_eq!(ids(&document, "li:has(~ li b)"), ["1", "2"]);
    assert_eq!(ids(&document, "li:has(~ .a, b)"), ["1", "2", "3"]);
    assert_eq!(ids(&document, "ul:has(ul b)"), [""; 0]);
    assert!(document.matches(one(&document, "ul"), &css(":has(b)")));
}

#[test]
fn attribute_selectors_match_and_take_case_flags() {
    let document = Document::parse("<!doctype html><input id=a TYPE=Text data-x='A b'><p id=b title=q></p>");
    assert_eq!(ids(&document, "[type=text]"), ["a"]);
    assert_eq!(ids(&document, "[data-x='a b']"), [""; 0]);
    assert_eq!(ids(&document, "[data-x='a b' i]"), ["a"]);
    assert_eq!(ids(&document, "[data-x~=b], [title^=q]"), ["a", "b"]);
    assert_eq!(ids(&document, "[DATA-X]"), ["a"]);
    assert_eq!(ids(&document, "INPUT"), ["a"]);
}

#[test]
fn classes_and_ids_match_any_case_in_quirks_mode_only() {
    let quirks = Document::parse("<p id=A class=B></p>");
    let strict = Document::parse("<!doctype html><p id=A class=B></p>");
    assert_eq!((ids(&quirks, "#a"), ids(&quirks, ".b")), (vec!["A"], vec!["A"]));
    assert_eq!((ids(&strict, "#a").len(), ids(&strict, ".b").len()), (0, 0));
    assert!(quirks.by_id("a").is_empty());
    assert_eq!(ids(&quirks, "p#a"), ["A"]);
}

#[test]
fn a_scope_limits_the_results_not_the_match() {
    let document = page();
    let ul = one(&document, "ul");
    let names = |selector: &str| -> Vec<&str> {
        document.select(ul, &css(selector)).into_iter().filter_map(|node| document.attr(node, "id")).collect()
    };
    assert_eq!(names("body li.b"), ["3"]);
    assert_eq!(names(":scope > li"), ["1", "2", "3"]);
    assert_eq!(names("ul"), [""; 0]);
    assert_eq!(names("#u"), [""; 0]);
}

#[test]
fn closest_includes_the_element_itself() {
    let document = page();
    let b = one(&document, "b");
    assert_eq!(document.closest(b, &css("b")), Some(b));
    assert_eq!(document.closest(b, &css("ul")), Some(one(&document, "ul")));
    assert_eq!(document.closest(b, &css("p")), None);
    assert_eq!(document.select_first(document.root(), &css("li")), document.by_id("1").first().copied());
}

#[test]
fn template_contents_are_searched_only_from_inside() {
    let document = Document::parse_template("<template id=t><p id=a></p></template>");
    assert_eq!(ids(&document, "p"), [""; 0]);
    let contents = document.template_contents(one(&document, "#t")).unwrap();
    assert_eq!(document.select(contents, &css("p")).len(), 1);
    assert_eq!(document.select(contents, &css("#a")).len(), 1);
}

#[test]
fn what_browsers_refuse_is_an_error_that_says_what_and_where() {
    let error = |selector: &str| Selector::parse(selector).unwrap_err().to_string();
    assert!(Selector::parse(":is(p").is_ok() && Selector::parse("[a").is_ok());
    assert_eq!(error(""), "`` is not a valid selector: a selector is missing at character 1");
    assert_eq!(error("p >"), "`p >` is not a valid selector: nothing follows the combinator at character 4");
    assert_eq!(
        error("p:nonsense"),
        "`p:nonsense` is not a valid selector: unknown pseudo-class or pseudo-element `:nonsense` at character 3"
    );
    let place = |selector: &str| Selector::parse(selector).unwrap_err().position;
    for (selector, at) in [
        ("#last=hello", 6),
        ("ul.x, p:nope b", 9),
        ("é, p:nope", 6),
        ("p:nope()", 3),
        ("p::nope", 4),
        ("a > > b", 5),
        ("a,, b", 3),
        ("> a", 1),
        ("p { color: red }", 3),
        ("[a='b' =c] p", 8),
        ("ul:not(li, [x=1], p) b", 15),
        (":not(:is(a), :has(> b):nope) c", 24),
        ("ns|a", 3),
        ("[*|href] p:nope", 12),
        ("p:nth-child(2n + 1 of .a) x:nth-child(b)", 39),
        ("#1", 1),
        ("p /* : */ q)", 12),
        ("p:not(", 7),
        ("p:", 3),
    ] {
        assert_eq!(place(selector), at, "{selector}");
    }
    for refused in [
        "p,",
        "#",
        "#1",
        "..a",
        "p::nonsense",
        "[a=]",
        "ns|p",
        ":not()",
        ":has(:has(p))",
        "p p]",
        "1s",
        "p:x(y)",
        ":nth-child(x)",
        "@a",
    ] {
        assert!(Selector::parse(refused).is_err(), "{refused}");
    }
}

#[test]
fn pseudo_elements_and_user_states_parse_and_match_nothing() {
    let document = page();
    for selector in [
        "p::before",
        "p:after",
        "::selection",
        "p:hover",
        ":target",
        ":visited",
        "::-webkit-scrollbar",
        "::part(x)",
    ] {
        assert_eq!(ids(&document, selector), [""; 0], "{selector}");
    }
}

#[test]
fn hostile_selectors_are_refused_before_they_overflow() {
    let nested = format!("{}p{}", ":not(".repeat(100_000), ")".repeat(100_000));
    assert!(Selector::parse(&nested).is_err());
    assert!(Selector::parse(&format!("/*\"*/{nested}")).is_err());
    assert!(Selector::parse("p /*((((((((((((((((((((((((((((((((((*/ b").is_ok());
    assert!(Selector::parse(&"p ".repeat(100_000)).is_err());
    assert!(Selector::parse(&"p ".repeat(128)).is_ok());
    assert!(Selector::parse(&format!("p{}", ".a".repeat(100_000))).is_ok());
}

#[test]
fn identifiers_are_escaped_as_css_escape_does() {
    assert_eq!(escape_identifier("a.b:c"), "a\\.b\\:c");
    assert_eq!(escape_identifier("1a"), "\\31 a");
    assert_eq!(escape_identifier("-"), "\\-");
}

#[test]
fn an_element_is_named_by_id_class_name_or_path() {
    let document = Document::parse(
        "<form id=chat><input name=msg><input name=to><p></p><p></p></form><div class='card x'></div><p class=q></p><p class=q></p><i id=d></i><i id=d></i>",
    );
    let name = |selector: &str, nth: usize| {
        document.selector_for(document.select(document.root(), &css(selector))[nth])
    };
    assert_eq!(name("form", 0), "form#chat");
    assert_eq!(name("input", 1), "input[name=\"to\"]");
    assert_eq!(name("div", 0), "div.card");
    assert_eq!(name("p", 1), "form#chat > p:nth-of-type(2)");
    assert_eq!(name(".q", 1), "html > body > p:nth-of-type(2)");
    assert_eq!(name("i", 1), "html > body > i:nth-of-type(2)");
    for node in document.select(document.root(), &css("*")) {
        assert_eq!(document.select(document.root(), &css(&document.selector_for(node))), [node]);
    }
}
