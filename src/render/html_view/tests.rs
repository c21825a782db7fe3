//! How markup is laid out, line by line.

use proptest::prelude::*;

use super::*;

fn shown(html: &str, width: usize) -> String {
    let mut pen = Pen::new(false);
    write(&mut pen, html, Frame { indent: 0, width, skip: 0, limit: usize::MAX });
    pen.take()
}

#[test]
fn an_element_with_inline_content_is_one_line() {
    assert_eq!(shown("<li>hello <b>you</b>, \n all</li>", 80), "<li>hello <b>you</b>, all</li>\n");
    assert_eq!(shown("<li> <i>a</i> </li>", 80), "<li><i>a</i></li>\n");
    assert_eq!(shown("<div id=\"x\"></div>", 80), "<div id=\"x\"></div>\n");
    assert_eq!(shown("just text", 80), "just text\n");
    assert_eq!(shown("", 80), "");
}

#[test]
fn blocks_are_nested_by_two() {
    assert_eq!(
        shown("<table><tr id=\"r9\">\n<td>new</td> <td>5</td></tr></table><p>end</p>", 80),
        "<table>\n  <tr id=\"r9\">\n    <td>new</td>\n    <td>5</td>\n  </tr>\n</table>\n<p>end</p>\n"
    );
    assert_eq!(shown("<div>a<hr>b<p>c</p></div>", 80), "<div>\n  a\n  <hr>\n  b\n  <p>c</p>\n</div>\n");
}

#[test]
fn long_text_is_wrapped_inside_its_element() {
    assert_eq!(
        shown("<p>one two three <b>four</b></p>", 14),
        "<p>\n  one two\n  three\n  <b>four</b>\n</p>\n"
    );
}

#[test]
fn long_tags_are_broken_between_attributes() {
    assert_eq!(
        shown("<div id=\"abc\" class=\"one two\" hidden=\"\">x</div>", 22),
        "<div id=\"abc\"\n    class=\"one two\"\n    hidden=\"\">\n  x\n</div>\n"
    );
}

#[test]
fn content_that_keeps_its_space_is_verbatim() {
    assert_eq!(
        shown("<div><pre>a\n  b\tc\n\n<i>d</i>\n</pre></div>", 80),
        "<div>\n  <pre>a\n    b       c\n\n  <i>d</i>\n  </pre>\n</div>\n"
            .replace("    b       c", "    b     c")
    );
    assert_eq!(shown("<script>if (a<b) {\n}</script>", 80), "<script>if (a<b) {\n}</script>\n");
}

#[test]
fn controls_are_made_visible_wherever_they_are() {
    assert_eq!(
        shown("<p title=\"\u{1b}\n\">\u{9b}2J</p><!--\u{7}-->", 80),
        "<p title=\"␛␊\">\\u{9b}2J</p>\n<!--␇-->\n"
    );
}

#[test]
fn lines_past_the_limit_are_only_counted() {
    let mut pen = Pen::new(false);
    let frame = Frame { indent: 2, width: 80, skip: 0, limit: 2 };
    assert_eq!(write(&mut pen, "<p>1</p><p>2</p><p>3</p><p>4</p>", frame), 4);
    assert_eq!(pen.take(), "  <p>1</p>\n  <p>2</p>\n");
}

#[test]
fn pages_one_after_another_are_the_whole() {
    let html = "<ul><li>one</li><li>two words</li><li><pre>a\n\nb</pre></li></ul>".repeat(3);
    let mut pen = Pen::new(false);
    for page in 0..9 {
        write(&mut pen, &html, Frame { indent: 0, width: 12, skip: page * 5, limit: 5 });
    }
    assert_eq!(pen.take(), shown(&html, 12));
}

#[test]
fn the_shape_of_markup_is_its_tags_and_the_names_of_its_attributes() {
    let shape = |html: &str| {
        let mut hasher = std::hash::DefaultHasher::new();
        super::shape(html, &mut hasher);
        hasher.finish()
    };
    let one = shape("<li class=\"a\" id=\"m1\">one <b>two</b></li>");
    assert_eq!(one, shape("<li class=\"a b\" id=\"m2\"><b>x = y &lt; z</b></li>"));
    for other in [
        "<li id=\"m1\">one <b>two</b></li>",
        "<li class=\"a\" id=\"m1\">one <i>two</i></li>",
        "<li class=\"a\" id=\"m1\">one <b>two</b></li><li></li>",
        "<li class=\"a\" id=\"m1\"><b></b>one",
    ] {
        assert_ne!(one, shape(other), "{other}");
    }
}

#[test]
fn tags_attributes_and_values_have_colours() {
    let mut pen = Pen::new(true);
    write(&mut pen, "<p id=\"a\">b</p>", Frame { indent: 0, width: 80, skip: 0, limit: 9 });
    assert_eq!(
        pen.take(),
        "\u{1b}[34m<p \u{1b}[0m\u{1b}[36mid\u{1b}[0m\u{1b}[35m=\"a\"\u{1b}[0m\u{1b}[34m>\u{1b}[0mb\u{1b}[34m</p>\u{1b}[0m\n"
    );
}

#[test]
fn a_hostile_depth_costs_no_more_than_its_length() {
    let deep = "<div>".repeat(100_000);
    let text = shown(&deep, 80);
    assert_eq!(text.lines().count(), 100_000);
    assert_eq!(text.lines().map(str::len).max(), Some(45));
    let wide = "<b>".repeat(100_000);
    assert_eq!(shown(&wide, 80).replace('\n', "").len(), 300_000);
}

/// Everything but white space, as the sanitiser shows it.
fn solid(text: &str) -> String {
    sanitize::lines(text).replace([' ', '\n', '\t', '␊', '␉'], "")
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-e é日<>\"'=/&;\n\t]{0,12}",
        1 => any::<String>(),
        4 => prop::sample::select(vec![
            "<div>", "</div>", "<p id=\"a b\">", "</p>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "<script>", "</script>",
            "<textarea>", "</textarea>", "<!-- ", " -->", "<td class='x y  z'>", "</td>", "<a href=", "<hr>", "👩\u{200d}👧",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_but_white_space_is_lost(html in markup(), width in 1usize..60) {
        prop_assert_eq!(solid(&shown(&html, width)), solid(&html));
    }

    #[test]
    fn lines_fit_the_width(html in markup(), width in 20usize..60) {
        for line in shown(&html, width).lines() {
            prop_assert!(super::super::width::columns(line) <= width, "{line:?}");
        }
    }

    #[test]
    fn what_is_counted_is_what_would_be_written(html in markup(), skip in 0usize..3, limit in 0usize..6) {
        let mut pen = Pen::new(false);
        let lines = write(&mut pen, &html, Frame { indent: 3, width: 30, skip, limit });
        let text = pen.take();
        prop_assert_eq!(text.matches('\n').count(), lines.saturating_sub(skip).min(limit));
    }
}
