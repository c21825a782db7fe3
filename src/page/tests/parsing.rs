use crate::page::{Asked, Document, Scripting};

use super::one;

fn round(html: &str) -> String {
    Document::parse_fragment(html, "body").to_html()
}

#[test]
fn a_whole_document_gets_its_missing_parts_and_keeps_its_doctype() {
    let document = Document::parse("<!doctype html><title>a</title><p id=x>b");
    assert_eq!(
        document.to_html(),
        "<!DOCTYPE html><html><head><title>a</title></head><body><p id=\"x\">b</p></body></html>"
    );
    assert_eq!(document.local_name(document.html().unwrap()), Some("html"));
    assert_eq!(document.inner_html(document.head().unwrap()), "<title>a</title>");
    assert_eq!(document.inner_html(document.body().unwrap()), "<p id=\"x\">b</p>");
    assert!(!document.is_quirks());
    assert!(Document::parse("<p>").is_quirks());
}

#[test]
fn table_rows_survive_as_template_contents_and_are_lost_in_a_body() {
    let document = Document::parse_template("<tr><td>1</td></tr><p>2");
    assert_eq!(document.to_html(), "<tr><td>1</td></tr><p>2</p>");
    assert_eq!(
        Document::parse_template("<tr id=a><tr id=b>").to_html(),
        "<tr id=\"a\"></tr><tr id=\"b\"></tr>"
    );
    assert_eq!(round("<tr><td>1</td></tr><p>2"), "1<p>2</p>");
    assert_eq!(Document::parse_fragment("<td>1", "tr").to_html(), "<td>1</td>");
}

#[test]
fn only_the_tree_is_left_of_a_parse() {
    assert_eq!(Document::parse_template("<p>a</p>b").node_count(), 4);
    assert_eq!(Document::parse("<!doctype html><p>a").node_count(), 7);
    assert_eq!(Document::parse("<frameset><frame></frameset>").body().map(|_| ()), Some(()));
}

#[test]
fn attribute_values_and_text_are_escaped_as_chromium_does() {
    let html = "<p title=\"&amp;&nbsp;&quot;&lt;&gt;'\">&amp;&nbsp;\"&lt;&gt;'</p>";
    assert_eq!(round(html), "<p title=\"&amp;&nbsp;&quot;&lt;&gt;'\">&amp;&nbsp;\"&lt;&gt;'</p>");
}

#[test]
fn raw_text_elements_are_written_as_they_are() {
    for name in ["style", "script", "xmp", "iframe", "noembed", "noframes", "noscript"] {
        let html = format!("<{name}>a < b & c</{name}>");
        assert_eq!(round(&html), html);
    }
    assert_eq!(round("<plaintext>a < b"), "<plaintext>a < b</plaintext>");
    assert_eq!(round("<textarea>a < b</textarea>"), "<textarea>a &lt; b</textarea>");
}

#[test]
fn void_elements_have_no_end_tag() {
    assert_eq!(
        round("<br><input name=a><img><svg><path/></svg>"),
        "<br><input name=\"a\"><img><svg><path></path></svg>"
    );
}

#[test]
fn a_first_newline_dropped_by_the_parser_is_not_written_again() {
    assert_eq!(round("<pre>\n\na</pre><textarea>\nb</textarea>"), "<pre>\na</pre><textarea>b</textarea>");
}

#[test]
fn template_contents_are_a_tree_of_their_own_and_written_inside() {
    let html = "<template id=\"t\"><p>a</p><template><b></b></template></template>";
    let document = Document::parse_fragment(html, "body");
    assert_eq!(document.to_html(), html);
    let template = one(&document, "template");
    assert_eq!(document.first_child(template), None);
    assert_eq!(document.inner_html(template), "<p>a</p><template><b></b></template>");
    let contents = document.template_contents(template).unwrap();
    assert_eq!(document.outer_html(contents), document.inner_html(template));
    assert!(!document.is_attached(contents));
}

#[test]
fn comments_and_foreign_attributes_are_kept_as_written() {
    let html = "<!-- a --><svg viewBox=\"0 0 1 1\" xmlns:xlink=\"x\"><a xlink:href=\"#\"></a></svg>";
    let document = Document::parse_fragment(html, "body");
    assert_eq!(document.to_html(), html);
    let link = one(&document, "a");
    assert_eq!(document.attr(link, "xlink:href"), Some("#"));
    assert!(!document.is_html(link));
    assert_eq!(document.attrs(link).collect::<Vec<_>>(), [("xlink:href", "#")]);
}

#[test]
fn noscript_is_text_with_scripting_and_markup_without() {
    let html = "<noscript><p>a</p></noscript>";
    let with = Document::parse_fragment(html, "body");
    let without = Document::parse_fragment_with(html, "body", Scripting::Disabled);
    assert_eq!((with.to_html(), without.to_html()), (html.to_owned(), html.to_owned()));
    assert!(with.is_text(with.first_child(one(&with, "noscript")).unwrap()));
    assert!(without.is_element(without.first_child(one(&without, "noscript")).unwrap()));
}

#[test]
fn parse_errors_are_kept_up_to_a_bound() {
    assert!(Document::parse_template("<p>a</p>").parse_errors().is_empty());
    let errors = Document::parse_fragment("<td>", "body").parse_errors().to_vec();
    assert!(errors.iter().any(|error| error.contains("td")), "{errors:?}");
    assert_eq!(Document::parse_fragment(&"<td>".repeat(100), "body").parse_errors().len(), 64);
}

#[test]
fn late_attributes_of_html_and_body_are_added_and_indexed() {
    let document = Document::parse("<body class=a><body id=b class=c>");
    assert_eq!(document.to_html(), "<html><head></head><body class=\"a\" id=\"b\"></body></html>");
    assert_eq!(document.by_id("b"), [document.body().unwrap()]);
}

#[test]
fn elements_nest_as_deep_as_chromium_lets_them() {
    let document = Document::parse_template(&format!("{}x<b>y", "<div>".repeat(516)));
    let depth = |selector: &str| document.ancestors(one(&document, selector)).count();
    assert_eq!(depth("b"), 512);
    let text = document.descendants(document.root()).find(|&node| document.text(node) == Some("x")).unwrap();
    assert_eq!(document.ancestors(text).count(), 513);
}

#[test]
fn endless_nesting_parses_in_linear_time_and_loses_nothing() {
    let html = format!("{}x{}<p id=after>y", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let document = Document::parse_template(&html);
    assert_eq!(
        document.descendants(document.root()).filter(|&node| document.is_element(node)).count(),
        20_001
    );
    assert_eq!(document.parent(one(&document, "#after")), Some(document.root()));
    assert_eq!(document.text_content(document.root()), "xy");
}

#[test]
fn a_slash_right_after_a_value_without_quotes_is_of_the_value() {
    let value = |html: &str| {
        let document = Document::parse_template(html);
        document.attr(document.first_child(document.root()).unwrap(), "value").map(str::to_owned)
    };
    assert_eq!(value("<input value=n/>").as_deref(), Some("n/"));
    assert_eq!(value("<input value=n />").as_deref(), Some("n"));
    assert_eq!(value("<input value='n'/>").as_deref(), Some("n"));
    assert_eq!(value("<input value=/>").as_deref(), Some("/"));
}

#[test]
fn what_templates_usually_render_is_plain() {
    let plain = [
        "",
        "text &amp; <b>bold</b>",
        "<div id=\"chat\" hx-swap-oob=\"beforeend\"><p class='m' data-n=1>a &lt; b<br>c</p>\n</div>",
        "<ul id=list><li>1</li><li>2<ul><li>3</li></ul></li></ul><dl><dt>a</dt><dd>b</dd></dl>",
        "<form ws-send><label>n <input name=n required></label><button disabled>go</button></form><hr/>",
        "<h1>é</h1><my-element @click=x :a=\"b\"><a href=\"/x?a=1&amp;b=2\">x</a></my-element>",
    ];
    for html in plain {
        assert!(Document::parse_plain(html, Asked::default()).is_some(), "{html}");
    }
    let other = [
        "<p>a<div>b</div></p>",
        "<p>a",
        "a</p>",
        "<b><i>x</b></i>",
        "<li>1<li>2</li></li>",
        "<h1><h2>x</h2></h1>",
        "<a><b><a>x</a></b></a>",
        "<form><form></form></form>",
        "<div/>",
        "<DIV></DIV>",
        "<p id=a id=b></p>",
        "<p a=\"b\"c></p>",
        "<input name=n/>",
        "<p title=\"<hx-x>\"></p>",
        "a & b",
        "a\0b",
        "a\rb",
        "\u{feff}a",
        "<!--c-->",
        "<tr><td>1</td></tr>",
        "<template></template>",
        "<svg></svg>",
        "<textarea>\nx</textarea>",
        "<script>1</script>",
        "<font-face></font-face>",
    ];
    for html in other {
        assert!(Document::parse_plain(html, Asked::default()).is_none(), "{html}");
    }
}
