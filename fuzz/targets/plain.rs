//! The scanner for plain markup against html5ever: of all that it takes it makes the same tree, and so of what it takes of a page.
#![no_main]

use hxws::page::{Asked, Document, NodeId};
use hxws_fuzz::{memory, text};
use libfuzzer_sys::fuzz_target;

const TOKENS: [&str; 80] = [
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<span id=a>",
    "</span>",
    "<a href='#'>",
    "</a>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<dl>",
    "</dl>",
    "<dd>",
    "</dd>",
    "<dt>",
    "</dt>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<hr>",
    "<br/>",
    "<img src=x>",
    "<input value=\"",
    "<x-y>",
    "</x-y>",
    "<template>",
    "</template>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td></tr>",
    "<svg>",
    "</svg>",
    "<select>",
    "</select>",
    "<option>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<nobr>",
    "&amp;",
    "&nbsp;",
    "&#39;",
    "&lt",
    "é",
    "\u{feff}",
    "<div id=\"",
    "\">",
    " hx-swap-oob='",
    "'>",
    "<font-face>",
    "<section class=c>",
    "</section>",
    "<main id=m>",
    "</main>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<textarea>",
    "<body class=b>",
    "</body>",
    "<frameset>",
    "<noscript>",
    "<meta charset=utf-8>",
    "&am",
    "</",
];

fuzz_target!(|data: &[u8]| {
    let html = text(data, &TOKENS);
    memory::within(256 << 20, || {
        as_a_page(&html);
        let asked = Asked { written: true, ..Asked::default() };
        let Some(parsed) = Document::parse_plain(&html, asked) else { return };
        let (plain, contents) = (parsed.document, parsed.contents);
        let roots = plain.children(contents).filter(|&node| plain.local_name(node).is_some());
        for (root, written) in roots.zip(parsed.written) {
            assert_eq!(plain.outer_html(root), &html[written.outer]);
            assert_eq!(plain.inner_html(root), &html[written.inner]);
        }
        let (page, template) = Document::parse_in_template("<body><template>", &html, "</template></body>");
        assert_eq!(told(&plain, contents), told(&page, template));
        // the page around it has no doctype, which is the first error of all
        assert_eq!(plain.parse_errors(), &page.parse_errors()[1..]);
        let fragment = Document::parse_template(&html);
        assert_eq!(told(&plain, contents), told(&fragment, fragment.root()));
        for node in fragment.descendants(fragment.root()) {
            if let Some(id) = fragment.attr(node, "id").filter(|id| !id.is_empty()) {
                assert!(fragment.by_id(id).contains(&node));
            }
        }
        assert_eq!(plain.is_quirks(), page.is_quirks());
    });
});

/// A NUL has html5ever make all of a page, and is a sign of its own in a comment.
fn as_a_page(html: &str) {
    let parsed =
        |end| Document::parse(&format!("<!doctype html><body>{}<!--{end}-->", html.replace('\0', "")));
    let (page, standard) = (parsed('\u{fffd}'), parsed('\0'));
    assert_eq!(told(&page, page.root()), told(&standard, standard.root()));
    assert_eq!(page.node_count(), standard.node_count());
}

/// All that is below a node, a line each.
fn told(document: &Document, top: NodeId) -> Vec<String> {
    let mut told = Vec::new();
    let mut waiting = vec![(0, top)];
    while let Some((depth, node)) = waiting.pop() {
        let children: Vec<NodeId> = document.children(node).collect();
        waiting.extend(children.iter().rev().map(|&child| (depth + 1, child)));
        let held = document.template_contents(node);
        waiting.extend(held.map(|contents| (depth + 1, contents)));
        let what = match document.local_name(node) {
            Some(name) => {
                let attrs: Vec<(&str, &str)> = document.attrs(node).collect();
                format!("{depth} {name} {:?} {attrs:?} {}", document.namespace(node), held.is_some())
            }
            None if depth == 0 => String::new(),
            None => format!("{depth} {}", document.outer_html(node)),
        };
        told.push(what);
    }
    told
}
