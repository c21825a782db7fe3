//! Declarative shadow roots: templates that the parser makes their parent's shadow root (HTML §13.2.6.4.4).
//!
//! Only takes them out: a shadow root is in no serialised text, and htmx swaps copies, which have none.

use std::collections::HashSet;

use crate::page::{Document, NodeId};

/// Elements that may have one, beside custom elements (DOM §4.2.14 `attachShadow`).
const HOSTS: [&str; 18] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "main",
    "nav",
    "p",
    "section",
    "span",
];

/// Takes each out that is below `top`; of several in one element the first is its shadow root.
pub(in crate::htmx) fn take_out(tree: &mut Document, top: NodeId) {
    let mut hosts = HashSet::new();
    let mut roots = vec![top];
    while let Some(root) = roots.pop() {
        let is_template = |&node: &NodeId| tree.local_name(node) == Some("template");
        let templates: Vec<NodeId> = tree.descendants(root).filter(is_template).collect();
        for template in templates {
            match host(tree, template).filter(|host| !hosts.contains(host)) {
                Some(host) => {
                    hosts.insert(host);
                    tree.remove(template);
                }
                None => roots.extend(tree.template_contents(template)),
            }
        }
    }
}

/// The element whose shadow root a template is.
fn host(tree: &Document, template: NodeId) -> Option<NodeId> {
    let mode = tree.attr(template, "shadowrootmode")?;
    let parent = tree.parent_element(template)?;
    let name = tree.local_name(parent).filter(|_| tree.is_html(parent))?;
    let known = mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed");
    (known && (HOSTS.contains(&name) || name.contains('-'))).then_some(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(html: &str) -> String {
        let mut tree = Document::parse(html);
        let Some(body) = tree.body() else { return String::new() };
        take_out(&mut tree, body);
        tree.inner_html(body)
    }

    #[test]
    fn a_template_that_is_a_shadow_root_is_in_no_text() {
        assert_eq!(left("<div><template shadowrootmode=OPEN>s</template>l</div>"), "<div>l</div>");
        assert_eq!(left("<x-y><template shadowrootmode=closed>s</template></x-y>"), "<x-y></x-y>");
    }

    #[test]
    fn others_stay() {
        for stays in [
            r#"<b><template shadowrootmode="open"></template></b>"#,
            r#"<div><template shadowrootmode="x"></template></div>"#,
            "<div><template>t</template></div>",
        ] {
            assert_eq!(left(stays), stays);
        }
        let second =
            "<div><template shadowrootmode=open></template><template shadowrootmode=open></template></div>";
        assert_eq!(left(second), r#"<div><template shadowrootmode="open"></template></div>"#);
    }
}
