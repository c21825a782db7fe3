//! Where two documents differ, as htmx's users see them: htmx's own marks, comments and the order of attributes
//! aside.

use std::borrow::Cow;

use super::{Document, NodeId};

/// A place where two documents differ.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Difference {
    /// A selector of the element in the first document.
    pub selector: String,
    /// The element's markup in the first.
    pub one: String,
    /// The element's markup in the other.
    pub other: String,
}

/// The smallest elements that differ below two nodes, in document order.
pub(crate) fn differences<'a>(
    (page, top): (&'a Document, NodeId),
    (against, counterpart): (&'a Document, NodeId),
) -> impl Iterator<Item = Difference> + 'a {
    let mut waiting = vec![(top, counterpart)];
    std::iter::from_fn(move || {
        while let Some((node, twin)) = waiting.pop() {
            let (children, twins) = (counted(page, node), counted(against, twin));
            let alike = is_like(page, node, against, twin)
                && children.len() == twins.len()
                && children.iter().zip(&twins).all(|(child, twin)| child.is_kin(page, twin, against));
            if !alike {
                let selector = page.selector_for(node);
                return Some(Difference {
                    selector,
                    one: unmarked(page, node),
                    other: unmarked(against, twin),
                });
            }
            let pairs = children.iter().zip(&twins).rev();
            waiting.extend(pairs.filter_map(|(child, twin)| child.element().zip(twin.element())));
        }
        None
    })
}

/// An element's markup without the marks that do not count.
#[must_use]
pub fn unmarked(page: &Document, node: NodeId) -> String {
    let mut copy = Document::parse_template("");
    let (root, clone) = (copy.root(), copy.import(page, node));
    copy.append(root, clone);
    let elements: Vec<NodeId> = copy.descendants(root).filter(|&node| copy.is_element(node)).collect();
    for element in elements {
        let marks: Vec<String> = copy
            .attrs(element)
            .filter(|(name, value)| shown(name, value).is_none())
            .map(|(name, _)| name.to_owned())
            .collect();
        marks.iter().for_each(|name| copy.remove_attr(element, name));
    }
    copy.inner_html(root)
}

/// A child that counts.
enum Child<'a> {
    Element(NodeId),
    Text(Cow<'a, str>),
}

impl Child<'_> {
    fn element(&self) -> Option<NodeId> {
        match self {
            Self::Element(node) => Some(*node),
            Self::Text(_) => None,
        }
    }

    /// Whether two children can stand for each other: the same text, or elements of the same name.
    fn is_kin(&self, page: &Document, twin: &Child<'_>, against: &Document) -> bool {
        match (self, twin) {
            (Self::Text(text), Child::Text(other)) => text == other,
            (Self::Element(node), Child::Element(twin)) => {
                page.local_name(*node) == against.local_name(*twin)
            }
            _ => false,
        }
    }
}

/// The children that count: elements, and text in one piece; what a template holds is its children here.
fn counted(page: &Document, node: NodeId) -> Vec<Child<'_>> {
    let holder = page.template_contents(node).unwrap_or(node);
    let mut counted = Vec::new();
    for child in page.children(holder) {
        match (page.text(child).filter(|_| page.is_text(child)), counted.last_mut()) {
            (Some(text), Some(Child::Text(held))) => held.to_mut().push_str(text),
            (Some(text), _) => counted.push(Child::Text(Cow::Borrowed(text))),
            (None, _) if page.is_element(child) => counted.push(Child::Element(child)),
            (None, _) => {}
        }
    }
    counted
}

/// Whether two elements are the same but for what they hold.
fn is_like(page: &Document, node: NodeId, against: &Document, twin: NodeId) -> bool {
    page.local_name(node) == against.local_name(twin)
        && (page.attrs(node).eq(against.attrs(twin)) || attributes(page, node) == attributes(against, twin))
}

fn attributes(page: &Document, node: NodeId) -> Vec<(String, String)> {
    let mut attributes: Vec<(String, String)> =
        page.attrs(node).filter_map(|(name, value)| Some((name.to_owned(), shown(name, value)?))).collect();
    attributes.sort_unstable();
    attributes
}

/// An attribute's value without the classes that htmx sets and takes away; none where nothing is left.
fn shown(name: &str, value: &str) -> Option<String> {
    match name {
        // htmx 4's marks: what it has taken up, and its own names for the attributes of htmx 2's extension
        "data-htmx-powered" | "data-hx-ws:connect" | "data-hx-ws:send" => None,
        "class" => {
            let classes: Vec<&str> =
                value.split_whitespace().filter(|class| !class.starts_with("htmx-")).collect();
            (!classes.is_empty()).then(|| classes.join(" "))
        }
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, other: &str) -> Vec<(String, String, String)> {
        let (one, other) = (Document::parse(one), Document::parse(other));
        let found = differences((&one, one.body().unwrap()), (&other, other.body().unwrap()));
        found.map(|found| (found.selector, found.one, found.other)).collect()
    }

    fn triple(selector: &str, one: &str, other: &str) -> (String, String, String) {
        (selector.to_owned(), one.to_owned(), other.to_owned())
    }

    #[test]
    fn the_smallest_elements_are_named() {
        let (one, other) =
            ("<ul><li id=a>1<li id=b>2</ul><p id=p>x", "<ul><li id=a>1<li id=b>3</ul><p id=p class=y>x");
        assert_eq!(
            between(one, other),
            [
                triple("li#b", r#"<li id="b">2</li>"#, r#"<li id="b">3</li>"#),
                triple("p#p", r#"<p id="p">x</p>"#, r#"<p id="p" class="y">x</p>"#),
            ]
        );
    }

    #[test]
    fn a_missing_child_is_its_parents_difference() {
        assert_eq!(
            between("<ul id=u><li>1</ul>", "<ul id=u></ul>"),
            [triple("ul#u", r#"<ul id="u"><li>1</li></ul>"#, r#"<ul id="u"></ul>"#)]
        );
    }

    #[test]
    fn marks_of_htmx_comments_and_the_order_of_attributes_do_not_count() {
        let other = "<p data-htmx-powered=true data-hx-ws:send title=t class='htmx-added'>x";
        assert_eq!(between("<p class='' title=t>x<!-- c -->", other), []);
    }
}
