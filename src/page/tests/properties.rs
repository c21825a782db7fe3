use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::page::node::Data;
use crate::page::{Document, NodeId, Scripting, plain};

fn markup() -> impl Strategy<Value = String> {
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
fn told(document: &Document, top: NodeId) -> String {
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

/// Every rule of plain markup for what may be in what has names here.
const NAMES: [&str; 30] = [
    "a",
    "button",
    "form",
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "dl",
    "dd",
    "dt",
    "h1",
    "h2",
    "h6",
    "hr",
    "br",
    "img",
    "input",
    "wbr",
    "span",
    "b",
    "label",
    "x-y",
    "section",
    "summary",
    "fieldset",
    "option",
    "nobr",
    "td",
    "font-face",
];

/// Elements of two or three names in each other, and nothing else: what is not plain is so for what is in what.
fn nested() -> impl Strategy<Value = String> {
    prop::sample::subsequence(&NAMES[..], 1..4).prop_flat_map(|names| {
        let leaf = prop_oneof![Just(String::new()), Just("t".to_owned())];
        leaf.prop_recursive(6, 16, 3, move |inner| {
            (prop::sample::select(names.clone()), prop::collection::vec(inner, 0..3)).prop_map(
                |(name, inside)| match name {
                    "hr" | "br" | "img" | "input" | "wbr" => format!("<{name}>{}", inside.concat()),
                    _ => format!("<{name}>{}</{name}>", inside.concat()),
                },
            )
        })
    })
}

/// Markup that is often plain, with what makes it otherwise now and then.
fn often_plain() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "div",
        "p",
        "span",
        "b",
        "i",
        "a",
        "ul",
        "li",
        "ol",
        "dl",
        "dd",
        "dt",
        "h1",
        "h2",
        "form",
        "button",
        "label",
        "em",
        "section",
        "x-y",
        "code",
        "table",
        "tr",
        "td",
        "template",
        "select",
        "option",
        "nobr",
        "u",
        "small",
        "details",
        "font-face",
        "svg",
        "title",
        "hx-partial",
        "Div",
        "main",
        "output",
    ]);
    let attribute = prop_oneof![
        Just(String::new()),
        (
            prop::sample::select(vec!["id", "class", "hx-swap-oob", "data-n", "@x", "a:b", "ID"]),
            "[a-z&;#\"' <>=/é]{0,5}",
            0..4u8
        )
            .prop_map(|(name, value, how)| match how {
                0 => format!(" {name}=\"{}\"", value.replace('"', "&quot;")),
                1 => format!(" {name}='{}'", value.replace('\'', "&#39;")),
                2 => format!(" {name}"),
                _ => format!(" {name}={value}"),
            }),
    ];
    let attributes = prop::collection::vec(attribute, 0..3).prop_map(|all| all.concat());
    let leaf = prop_oneof![
        3 => "[a-z é\n]{0,8}",
        1 => "[a-z&;<>\"'\\x00\r/!=]{0,4}",
        1 => prop::sample::select(vec!["&amp;", "&lt;", "&nbsp;", "&#39;", "&#x27;", "&notit;", "&amp", "<br>", "<br/>", "<hr>", "<img src=x>", "<input name='a' value=\"b\" />", "<input name=a/>", "<hr id=b/>", "<wbr></wbr>", "<!--c-->", "\u{feff}", "<div/>"]).prop_map(str::to_owned),
    ];
    let tree = leaf.prop_recursive(7, 40, 4, move |inner| {
        (
            tag.clone(),
            attributes.clone(),
            prop::collection::vec(inner, 0..4),
            prop::sample::select(vec!["", "", "", "", "", " ", "x"]),
        )
            .prop_map(|(tag, attributes, inside, end)| {
                format!("<{tag}{attributes}>{}</{tag}{end}>", inside.concat())
            })
    });
    prop::collection::vec(tree, 0..4).prop_map(|trees| trees.concat())
}

/// A page: plain markup, what is nearly so, and what is not, in containers that have their ends or not.
fn page() -> impl Strategy<Value = String> {
    let piece = || {
        prop_oneof![
            4 => often_plain(),
            2 => nested(),
            1 => markup(),
            2 => prop::sample::select(&[
                "<div>", "</div>", "<main id=m>", "</main>", "<ul>", "</ul>", "<section\n>", "<form>", "<p>", "<!--<p>-->", "text",
                "&am", "&amp", "&", "<", "</", "\n", " ", "<script>'<p>x</p>'</script>", "<style>p{}</style>", "<script>", "<textarea>",
                "<table><tr>", "</table>", "<b><p>", "<a>", "<svg>", "</svg>", "<template>", "</template>", "<select>", "</body>", "</html>",
                "<body class=b>", "<html lang=e>", "<head>", "<title>t</title>", "<frameset>", "<noscript><p>x</p></noscript>", "<link>",
                "<meta charset=utf-8>", "<input name=a disabled>", "<br/>", "<hr>", "<plaintext>", "\r", "\0", "\u{feff}",
            ][..]).prop_map(str::to_owned),
        ]
    };
    let start = prop::sample::select(
        &[
            "<!doctype html><html><head><title>t</title></head><body>",
            "<body>",
            "<!doctype html><body hx-ext=ws>\n",
            "",
            "<html><head><script>'<body>'</script><body>",
            "<head></head><!-- <body> --><body>",
            "<template><body>",
            "<p><body>",
            " <body>",
        ][..],
    );
    let end = prop::sample::select(&["", "</body></html>", "</body>\n</html>\n", "</div></body>"][..]);
    (start, prop::collection::vec(piece(), 0..12), end)
        .prop_map(|(start, pieces, end)| format!("{start}{}{end}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn plain_markup_makes_the_tree_that_the_standard_makes(html in prop_oneof![4 => often_plain(), 3 => nested(), 1 => markup()]) {
        let mut document = Document::empty(Data::Fragment);
        let root = document.root;
        if plain::fill(&mut document, root, &html) {
            let standard = Document::parse_fragment_standard(&html, "template", Scripting::Enabled);
            prop_assert_eq!(told(&document, document.root), told(&standard, standard.root));
        }
        let mut document = Document::empty(Data::Document);
        document.quirks = true;
        let contents = document.create_fragment();
        if plain::fill(&mut document, contents, &html) {
            let mut standard = Document::parse_with(&format!("<body><template>{html}</template></body>"), Scripting::Disabled);
            // of the page around it: it has no doctype
            standard.errors.remove(0);
            let inside = standard.descendants(standard.root).find_map(|node| standard.template_contents(node)).unwrap();
            prop_assert_eq!(told(&document, contents), told(&standard, inside));
        }
    }

    #[test]
    fn a_page_with_plain_markup_in_it_is_the_tree_that_the_standard_makes(html in page()) {
        // in pieces, as a page is, with room for as many attributes as there can be
        let most = html.len().saturating_sub(1) / 2;
        let parse = |scripting| (Document::parse_with(&html, scripting), Document::parse_standard(&html, scripting, most));
        for (page, standard) in [parse(Scripting::Enabled), parse(Scripting::Disabled)] {
            prop_assert_eq!(told(&page, page.root), told(&standard, standard.root));
            prop_assert_eq!(page.node_count(), standard.node_count());
        }
    }
}
