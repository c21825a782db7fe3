//! Plain markup, in messages and in pages: the trees of the scanner beside html5ever's.

use proptest::prelude::*;

use super::properties::{markup, told};
use crate::page::node::Data;
use crate::page::{Asked, Document, NodeId, Scripting, Written, plain};

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
                "<div>", "</div>", "<div><ul>", "<main id=m>", "</main>", "<ul>", "</ul>", "<section\n>", "<form>", "<p>", "<!--<p>-->", "text",
                "&am", "&amp", "&", "<", "</", "\n", " ", "<script>'<p>x</p>'</script>", "<style>p{}</style>", "<script>", "<textarea>",
                "<table><tr>", "</table>", "<b><p>", "<a>", "<svg>", "</svg>", "<template>", "</template>", "<select>", "</body>", "</html>",
                "<body class=b>", "<html lang=e>", "<head>", "<title>t</title>", "<frameset>", "<noscript><p>x</p></noscript>", "<link>",
                "<meta charset=utf-8>", "<input name=a disabled>", "<br/>", "<hr>", "<plaintext>", "\r", "\r\n", "\0", "\u{feff}",
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

#[test]
fn what_is_written_as_a_browser_writes_it_is_known() {
    let html = r#"<p id="a" class="b">x <b data-n="1">y</b><br></p> <my-tag title="é"></my-tag><hr>"#;
    let asked = Asked { written: true, ..Asked::default() };
    let written = Document::parse_plain(html, asked).unwrap().written;
    let markup: Vec<(&str, &str)> =
        written.iter().map(|written| (&html[written.outer.clone()], &html[written.inner.clone()])).collect();
    assert_eq!(
        markup,
        [
            (r#"<p id="a" class="b">x <b data-n="1">y</b><br></p>"#, r#"x <b data-n="1">y</b><br>"#),
            (r#"<my-tag title="é"></my-tag>"#, ""),
            ("<hr>", ""),
        ]
    );
    for other in [
        "<p id='a'></p>",
        "<p id=a></p>",
        "<p hidden></p>",
        "<p  id=\"a\"></p>",
        "<p\nid=\"a\"></p>",
        "<p id=\"a\" ></p>",
        "<p ></p>",
        "<p></p >",
        "<p title=\">\"></p>",
        "<p title=\"&amp;\"></p>",
        "<p>&lt;</p>",
        "<p>></p>",
        "<p>\u{a0}</p>",
        "<br/>",
        "<p></p>&amp;",
    ] {
        assert!(Document::parse_plain(other, asked).unwrap().written.is_empty(), "{other}");
    }
}

#[test]
fn of_a_page_no_more_is_made_in_vain_than_there_is() {
    // each of the containers around it has what is not plain, and is tried
    let inside = format!("{}<!--c-->", "<b>x</b>".repeat(100));
    let page = Document::parse(&format!("<body>{}{inside}{}", "<div>".repeat(40), "</div>".repeat(40)));
    let in_vain: u32 = page.nodes.iter().map(|node| node.generation.get() - 1).sum();
    assert!((1..=page.node_count()).contains(&(in_vain as usize)), "{in_vain} of {}", page.node_count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn plain_markup_makes_the_tree_that_the_standard_makes(html in prop_oneof![4 => often_plain(), 3 => nested(), 1 => markup()]) {
        let mut document = Document::empty(Data::Fragment);
        let root = document.root;
        let asked = Asked { but: Some("x-"), written: true };
        if let Some(written) = plain::fill(&mut document, root, &html, asked) {
            let roots: Vec<NodeId> = document.child_elements(root).collect();
            prop_assert!(written.is_empty() || written.len() == roots.len());
            for (root, Written { outer, inner }) in roots.into_iter().zip(written) {
                prop_assert_eq!(document.outer_html(root), &html[outer]);
                prop_assert_eq!(document.inner_html(root), &html[inner]);
            }
            prop_assert!(document.descendants(root).all(|node| document.local_name(node) != Some("x-y")));
        }
        let mut document = Document::empty(Data::Fragment);
        let root = document.root;
        if let Some(written) = plain::fill(&mut document, root, &html, Asked::default()) {
            prop_assert!(written.is_empty());
            let standard = Document::parse_fragment_standard(&html, "template", Scripting::Enabled);
            prop_assert_eq!(told(&document, document.root), told(&standard, standard.root));
        }
        let mut document = Document::empty(Data::Document);
        document.quirks = true;
        let contents = document.create_fragment();
        if plain::fill(&mut document, contents, &html, Asked::default()).is_some() {
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
        for (mut page, mut standard) in [parse(Scripting::Enabled), parse(Scripting::Disabled)] {
            if html.contains('\r') {
                // html5ever tells of the text around one by itself
                [&mut page, &mut standard].into_iter().for_each(|document| document.errors.clear());
            }
            prop_assert_eq!(told(&page, page.root), told(&standard, standard.root));
            prop_assert_eq!(page.node_count(), standard.node_count());
        }
    }
}
