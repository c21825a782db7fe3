//! A short selector that names an element for people.
//!
//! Built from what a reader of the page's source would look for: its id, its classes, its name; a path otherwise.

use super::document::Document;
use super::node::NodeId;
use super::selector::{MAX_COMPOUNDS, Selector, escape_identifier};

impl Document {
    /// A selector that matches exactly that element: `form#chat`, else `tag.class` or `tag[name="…"]` where the
    /// page has one only, else a path of `tag:nth-of-type(n)` from the nearest ancestor with an id of its own.
    /// Empty for what is no element; below 128 levels without an id the path starts in mid-tree.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<main><p id=p>");
    /// assert_eq!(page.selector_for(page.by_id("p")[0]), "p#p");
    /// ```
    pub fn selector_for(&self, node: NodeId) -> String {
        if self.local_name(node).is_none() {
            return String::new();
        }
        if let Some(short) = self.short_name(node) {
            return short;
        }
        let mut steps = vec![self.step(node)];
        for ancestor in self.ancestors(node).take(MAX_COMPOUNDS - 1) {
            if !self.is_element(ancestor) {
                break;
            }
            if let Some(anchor) = self.name_by_id(ancestor) {
                steps.push(anchor);
                break;
            }
            steps.push(self.step(ancestor));
        }
        steps.reverse();
        steps.join(" > ")
    }

    fn short_name(&self, node: NodeId) -> Option<String> {
        if let Some(named) = self.name_by_id(node) {
            return Some(named);
        }
        let tag = self.tag(node);
        let class = self.attr(node, "class").and_then(|classes| classes.split_ascii_whitespace().next());
        let candidates = [
            class.map(|class| format!("{tag}.{}", escape_identifier(class))),
            self.attr(node, "name").map(|name| format!("{tag}[name={}]", quoted(name))),
            Some(tag.clone()),
        ];
        candidates.into_iter().flatten().find(|candidate| self.names_only(node, candidate))
    }

    fn name_by_id(&self, node: NodeId) -> Option<String> {
        let id = self.attr(node, "id").filter(|id| !id.is_empty())?;
        let named = format!("{}#{}", self.tag(node), escape_identifier(id));
        let is_name = if self.select_id(id) == [node] {
            Selector::parse(&named).is_ok_and(|selector| self.matches(node, &selector))
        } else {
            self.is_attached(node) && self.names_only(node, &named)
        };
        is_name.then_some(named)
    }

    fn names_only(&self, node: NodeId, candidate: &str) -> bool {
        Selector::parse(candidate).is_ok_and(|selector| {
            self.matches(node, &selector) && {
                let mut alone = true;
                self.search(self.top(node), &selector, |found| {
                    alone = found == node;
                    alone
                });
                alone
            }
        })
    }

    fn tag(&self, node: NodeId) -> String {
        escape_identifier(self.local_name(node).unwrap_or("*"))
    }

    /// `tag`, with its place among siblings of that type where there are several.
    fn step(&self, node: NodeId) -> String {
        let tag = self.tag(node);
        let same = |other: &NodeId| self.local_name(*other) == self.local_name(node);
        let siblings = self.parent(node).map(|parent| self.child_elements(parent).filter(same));
        let (mut place, mut count) = (1, 0);
        for sibling in siblings.into_iter().flatten() {
            count += 1;
            if sibling == node {
                place = count;
            }
        }
        if count > 1 { format!("{tag}:nth-of-type({place})") } else { tag }
    }
}

/// A CSS string.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    match cssparser::serialize_string(text, &mut out) {
        Ok(()) => out,
        Err(std::fmt::Error) => text.to_owned(),
    }
}
