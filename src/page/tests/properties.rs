use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::page::{Document, NodeId};

pub(super) fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i id=x>",
            "</i>",
            "<a href='q\"<'>",
            "</a>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "</td>",
            "<ul>",
            "<li>",
            "</ul>",
            "<select>",
            "<option>",
            "</select>",
            "<svg>",
            "</svg>",
            "<template>",
            "</template>",
            "<br>",
            "<!-- c -->",
            "<form>",
            "</form>",
            "<button>",
            "</button>",
            "<span class=\"a b\" title='&amp;&nbsp;'>",
            "</span>",
            "&lt;",
            "&nbsp;",
            "text",
            " ",
        ])
        .prop_map(str::to_owned),
        "[ a-z&<>\"'=/]{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Markup that parsing does not rearrange: nested plain elements and text.
fn tame() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-z ]{1,8}",
        Just("<br>".to_owned()),
        Just("<!--c-->".to_owned()),
        Just("&amp;&lt;".to_owned())
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        (
            prop::sample::select(vec!["div", "section", "template", "span", "svg"]),
            "[a-z\"&<>\u{a0}]{0,4}",
            prop::collection::vec(inner, 0..6),
        )
            .prop_map(|(tag, value, inside)| {
                let value = value.replace('&', "&amp;").replace('"', "&quot;");
                format!("<{tag} title=\"{value}\">{}</{tag}>", inside.concat())
            })
    })
}

#[derive(Clone, Debug)]
enum Op {
    Create(u8),
    Append(u8, u8),
    Insert(u8, u8, u8),
    Detach(u8),
    Remove(u8),
    Import(u8),
    Clone(u8),
    SetId(u8, u8),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        any::<u8>().prop_map(Op::Create),
        (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Op::Append(a, b)),
        (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(a, b, c)| Op::Insert(a, b, c)),
        any::<u8>().prop_map(Op::Detach),
        any::<u8>().prop_map(Op::Remove),
        any::<u8>().prop_map(Op::Import),
        any::<u8>().prop_map(Op::Clone),
        (any::<u8>(), any::<u8>()).prop_map(|(a, b)| Op::SetId(a, b)),
    ]
}

fn apply(document: &mut Document, other: &Document, known: &mut Vec<NodeId>, op: Op) {
    let at = |known: &[NodeId], pick: u8| known[pick as usize % known.len()];
    match op {
        Op::Create(0..64) => known.push(document.create_text("t")),
        Op::Create(64..100) => known.push(document.create_element("template")),
        Op::Create(_) => known.push(document.create_element("p")),
        Op::Append(parent, child) => document.append(at(known, parent), at(known, child)),
        Op::Insert(parent, child, before) => {
            document.insert_before(at(known, parent), at(known, child), Some(at(known, before)));
        }
        Op::Detach(node) => document.detach(at(known, node)),
        Op::Remove(node) => document.remove(at(known, node)),
        Op::Import(pick) => {
            let nodes: Vec<NodeId> = other.descendants(other.root()).collect();
            known.push(document.import(other, at(&nodes, pick)));
        }
        Op::Clone(node) => {
            let node = at(known, node);
            if node != document.root() && document.is_alive(node) {
                known.push(document.clone_node(node));
            }
        }
        Op::SetId(node, id) => document.set_attr(at(known, node), "id", ["a", "A", "b", ""][id as usize % 4]),
    }
}

/// Every node that can be reached from a node without parent.
fn check(document: &Document) {
    let alive: Vec<NodeId> = (0..document.nodes.len() as u32)
        .map(|index| NodeId { index, generation: document.nodes[index as usize].generation })
        .filter(|&node| document.is_alive(node))
        .collect();
    assert_eq!(document.node_count(), alive.len());
    let mut ids: BTreeMap<String, BTreeSet<NodeId>> = BTreeMap::new();
    for &node in &alive {
        let children: Vec<NodeId> = document.children(node).collect();
        let mut backward: Vec<NodeId> =
            std::iter::successors(document.last_child(node), |&child| document.prev_sibling(child)).collect();
        backward.reverse();
        assert_eq!(children, backward);
        for child in children {
            assert_eq!(document.parent(child), Some(node));
        }
        if document.parent(node).is_none() {
            assert_eq!((document.prev_sibling(node), document.next_sibling(node)), (None, None));
        }
        assert_eq!(document.is_attached(node), document.top(node) == document.root());
        match document.attr(node, "id") {
            Some(id) if document.is_attached(node) && !id.is_empty() => {
                ids.entry(id.to_ascii_lowercase()).or_default().insert(node);
            }
            _ => {}
        }
    }
    let expected: Vec<(&str, Vec<NodeId>)> =
        ids.iter().map(|(id, nodes)| (id.as_str(), nodes.iter().copied().collect())).collect();
    assert_eq!(document.ids.entries(), expected);
}

proptest! {
    #[test]
    fn what_is_adopted_is_what_a_copy_would_be(html in markup(), pick in any::<usize>()) {
        let mut from = Document::parse_template(&html);
        let nodes: Vec<NodeId> = std::iter::once(from.root()).chain(from.descendants(from.root())).collect();
        let node = nodes[pick % nodes.len()];
        let mut page = Document::parse("<p>");
        let copy = page.import(&from, node);
        let adopted = page.adopt(&mut from, node);
        prop_assert_eq!(page.outer_html(adopted), page.outer_html(copy));
        check(&page);
    }

    #[test]
    fn any_markup_parses_into_a_consistent_tree(html in markup()) {
        check(&Document::parse(&html));
        check(&Document::parse_template(&html));
        check(&Document::parse_fragment(&html, "table"));
    }

    #[test]
    fn tame_markup_is_stable_through_parsing_and_writing(html in tame()) {
        let once = Document::parse_template(&html).to_html();
        prop_assert_eq!(Document::parse_template(&once).to_html(), once);
        let page = Document::parse(&html).to_html();
        prop_assert_eq!(Document::parse(&page).to_html(), page);
    }

    #[test]
    fn any_sequence_of_changes_keeps_links_index_and_count(ops in prop::collection::vec(op(), 0..60)) {
        let other = Document::parse_template("<div id=a>x<b id=b></b><template><p id=A></p></template></div>");
        let mut document = Document::parse_fragment("<p id=a></p><div><i id=b></i></div>", "body");
        let mut known: Vec<NodeId> = std::iter::once(document.root()).chain(document.descendants(document.root())).collect();
        for op in ops {
            apply(&mut document, &other, &mut known, op);
        }
        check(&document);
    }
}

/// Everything that is said of a document, for comparing.
pub(super) fn told(document: &Document, top: NodeId) -> String {
    let mut told = format!(
        "{:?} {} {:?}\n",
        document.errors,
        document.quirks,
        document.ids.entries().iter().map(|(id, nodes)| (*id, nodes.len())).collect::<Vec<_>>()
    );
    for node in document.descendants(top) {
        let depth = document.ancestors(node).count() - document.ancestors(top).count();
        told.push_str(&format!("{depth} {:?} {}\n", document.data(node), document.is_attached(node)));
    }
    told
}
