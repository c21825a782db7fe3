use crate::page::{Document, NodeId};

use super::{css, ids, one};

fn page(html: &str) -> Document {
    Document::parse_fragment(html, "body")
}

#[test]
fn relatives_are_found_with_and_without_text_between() {
    let document = page("<ul id=u>a<li id=x></li>b<li id=y></li></ul>");
    let (ul, x, y) = (one(&document, "#u"), one(&document, "#x"), one(&document, "#y"));
    assert_eq!(document.next_element_sibling(x), Some(y));
    assert_eq!(document.prev_element_sibling(y), Some(x));
    assert_eq!(document.text(document.prev_sibling(y).unwrap()), Some("b"));
    assert_eq!(document.next_sibling(y), None);
    assert_eq!(document.child_elements(ul).collect::<Vec<_>>(), [x, y]);
    assert_eq!(document.children(ul).count(), 4);
    assert_eq!(document.parent_element(x), Some(ul));
    assert_eq!(document.parent_element(ul), None);
    assert_eq!(document.ancestors(x).collect::<Vec<_>>(), [ul, document.root()]);
    assert_eq!(document.last_child(ul), Some(y));
    assert!(document.contains(ul, x) && document.contains(x, x) && !document.contains(x, ul));
    assert_eq!(document.text_content(ul), "ab");
}

#[test]
fn a_freed_id_answers_nothing_even_when_its_place_is_used_again() {
    let mut document = page("<p id=a title=t>x</p>");
    let gone = one(&document, "p");
    document.remove(gone);
    let new = document.create_element("b");
    assert_eq!(document.node_count(), 2);
    assert!(!document.is_alive(gone) && document.is_alive(new));
    assert_eq!(document.attr(gone, "title"), None);
    assert_eq!(document.local_name(gone), None);
    assert_eq!(document.outer_html(gone), "");
    assert!(document.by_id("a").is_empty());
    document.set_attr(gone, "id", "b");
    document.append(gone, new);
    document.append(document.root(), gone);
    document.remove(gone);
    assert_eq!(document.parent(new), None);
    assert_eq!(document.to_html(), "");
}

#[test]
fn a_long_session_of_swaps_grows_no_arena() {
    let mut document = page("<div id=a></div>");
    for turn in 0..1000 {
        let fragment = Document::parse_template("<p>a<b>c</b></p><template><i></i></template>");
        let target = one(&document, "#a");
        for child in fragment.children(fragment.root()).collect::<Vec<_>>() {
            let copy = document.import(&fragment, child);
            document.append(target, copy);
        }
        let old: Vec<NodeId> = document.children(target).take(if turn > 0 { 2 } else { 0 }).collect();
        old.into_iter().for_each(|node| document.remove(node));
    }
    assert_eq!(
        document.inner_html(document.root()),
        "<div id=\"a\"><p>a<b>c</b></p><template><i></i></template></div>"
    );
    assert_eq!(document.node_count(), 9);
    assert!(document.nodes.len() <= 16, "{}", document.nodes.len());
}

#[test]
fn children_move_before_a_reference_and_never_into_themselves() {
    let mut document = page("<p id=a><b id=b></b></p><p id=c></p>");
    let (a, b, c) = (one(&document, "#a"), one(&document, "#b"), one(&document, "#c"));
    document.insert_before(document.root(), c, Some(a));
    assert_eq!(ids(&document, "*"), ["c", "a", "b"]);
    document.insert_before(a, c, Some(b));
    assert_eq!(document.to_html(), "<p id=\"a\"><p id=\"c\"></p><b id=\"b\"></b></p>");
    document.append(b, a);
    document.append(a, a);
    document.insert_before(a, c, Some(c));
    assert_eq!(ids(&document, "*"), ["a", "c", "b"]);
    document.detach(c);
    assert_eq!((document.parent(c), document.is_attached(c)), (None, false));
    assert_eq!(document.outer_html(c), "<p id=\"c\"></p>");
}

#[test]
fn the_id_index_follows_moves_attributes_and_removal() {
    let mut document = page("<p id=a></p><div><p id=a class=second></p></div>");
    let [first, second] = document.by_id("a")[..] else { panic!() };
    assert_eq!(document.attr(second, "class"), Some("second"));
    let div = one(&document, "div");
    document.insert_before(document.root(), div, Some(first));
    assert_eq!(document.by_id("a"), [second, first]);
    document.set_attr(second, "id", "b");
    assert_eq!((document.by_id("a"), document.by_id("b")), (vec![first], vec![second]));
    document.detach(div);
    assert!(document.by_id("b").is_empty());
    document.append(first, div);
    assert_eq!(document.by_id("b"), [second]);
    document.remove_attr(second, "id");
    document.remove(first);
    assert!(document.ids.entries().is_empty());
    assert_eq!(document.node_count(), 1);
}

#[test]
fn ids_inside_template_contents_are_not_the_pages() {
    let mut document = page("<template><p id=a></p></template>");
    assert!(document.by_id("a").is_empty());
    let template = one(&document, "template");
    let contents = document.template_contents(template).unwrap();
    let inner = document.first_child(contents).unwrap();
    document.append(document.root(), inner);
    assert_eq!(document.by_id("a"), [inner]);
    document.append(contents, inner);
    assert!(document.by_id("a").is_empty());
}

#[test]
fn copies_are_deep_and_detached_and_go_into_templates() {
    let mut document = page("<div id=d><p>a</p><template><b>c</b></template></div>");
    let div = one(&document, "div");
    let html = document.outer_html(div);
    let copy = document.clone_node(div);
    assert_eq!(document.outer_html(copy), html);
    assert_eq!((document.parent(copy), document.by_id("d")), (None, vec![div]));
    let mut other = page("");
    let imported = other.import(&document, div);
    assert_eq!(other.outer_html(imported), html);
    let fragment = other.import(&document, document.root());
    assert_eq!(other.outer_html(fragment), html);
}

#[test]
fn attributes_keep_their_order_and_html_names_their_case() {
    let mut document = page("<p b=1 a=2></p>");
    let p = one(&document, "p");
    document.set_attr(p, "B", "3");
    document.set_attr(p, "c", "\"");
    assert_eq!(document.outer_html(p), "<p b=\"3\" a=\"2\" c=\"&quot;\"></p>");
    document.remove_attr(p, "A");
    assert_eq!(document.attrs(p).collect::<Vec<_>>(), [("b", "3"), ("c", "\"")]);
    assert!(document.has_attr(p, "b") && !document.has_attr(p, "a"));
}

#[test]
fn a_hundred_thousand_levels_are_walked_copied_and_freed_without_recursion() {
    let mut document = page("<div id=top></div>");
    let mut inner = one(&document, "#top");
    for _ in 0..100_000 {
        let next = document.create_element("div");
        document.append(inner, next);
        inner = next;
    }
    let text = document.create_text("x");
    document.append(inner, text);
    let top = one(&document, "#top");
    let copy = document.clone_node(top);
    assert_eq!(document.text_content(copy), "x");
    assert_eq!(document.outer_html(copy).len(), "<div></div>".len() * 100_001 + " id=\"top\"x".len());
    assert_eq!(document.select(document.root(), &css("#top div div:not(:has(div)), span div")).len(), 1);
    assert_eq!(document.select(document.root(), &css("div:has(span)")).len(), 0);
    document.remove(copy);
    document.remove(top);
    assert_eq!(document.node_count(), 1);
}

#[test]
fn documents_and_selectors_may_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Document>();
    crosses::<crate::page::SelectorError>();
}

#[test]
fn what_is_inside_is_found_in_the_whole() {
    let html =
        "<p id=a title='<\">'>x&nbsp;<b>é¢</b></p><br class=b><svg><a/></svg><template><i></i></template>t";
    let document = Document::parse_template(html);
    for node in document.children(document.root()) {
        let (outer, inside) = document.outer_and_inner_html(node);
        assert_eq!((&*outer, &outer[inside]), (&*document.outer_html(node), &*document.inner_html(node)));
    }
}
