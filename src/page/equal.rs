//! Whether two nodes are the same markup (DOM `isEqualNode`).
//!
//! Knows nothing of live state, nor of template contents, which are no children.

use super::document::Document;
use super::node::{Attr, Data, NodeId};

impl Document {
    /// Whether two nodes of this document are equal with everything in them: kinds, names, attributes in any order,
    /// characters and children (DOM `isEqualNode`). Template contents and live values do not count.
    pub(crate) fn is_equal(&self, one: NodeId, other: NodeId) -> bool {
        let mut pairs = vec![(one, other)];
        while let Some((one, other)) = pairs.pop() {
            if one == other {
                continue;
            }
            if !self.is_equal_alone(one, other) {
                return false;
            }
            let (mut left, mut right) = (self.first_child(one), self.first_child(other));
            while let (Some(a), Some(b)) = (left, right) {
                pairs.push((a, b));
                (left, right) = (self.next_sibling(a), self.next_sibling(b));
            }
            if left.is_some() || right.is_some() {
                return false;
            }
        }
        true
    }

    fn is_equal_alone(&self, one: NodeId, other: NodeId) -> bool {
        match (self.data(one), self.data(other)) {
            (Some(Data::Element(one)), Some(Data::Element(other))) => {
                one.name == other.name
                    && one.attrs.len() == other.attrs.len()
                    && one.attrs.iter().all(|attr| other.attrs.iter().any(|held| is_same(held, attr)))
            }
            (Some(Data::Text(one)), Some(Data::Text(other)))
            | (Some(Data::Comment(one)), Some(Data::Comment(other)))
            | (Some(Data::Doctype { name: one }), Some(Data::Doctype { name: other })) => one == other,
            (Some(Data::Instruction(one)), Some(Data::Instruction(other))) => one == other,
            (Some(Data::Document), Some(Data::Document)) | (Some(Data::Fragment), Some(Data::Fragment)) => {
                true
            }
            _ => false,
        }
    }
}

fn is_same(one: &Attr, other: &Attr) -> bool {
    one.local == other.local && one.value == other.value && one.ns == other.ns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(one: &str, other: &str) -> bool {
        let page = Document::parse_template(&format!("<main>{one}</main><main>{other}</main>"));
        let roots: Vec<NodeId> = page.children(page.root()).collect();
        page.is_equal(roots[0], roots[1])
    }

    #[test]
    fn equal_markup_is_equal_whatever_the_order_of_attributes() {
        assert!(equal("<p id=a class=b>x<b>y</b></p>", "<p class=b id=a>x<b>y</b></p>"));
        assert!(!equal("<p>x</p>", "<p>y</p>"));
        assert!(!equal("<p>x</p>", "<p>x</p>y"));
        assert!(!equal("<p a=1>", "<p a=1 b=2>"));
        assert!(!equal("<!--x-->", "x"));
        assert!(!equal("<a></a>", "<svg><a></a></svg>"));
    }

    #[test]
    fn the_contents_of_templates_do_not_count() {
        assert!(equal("<template>x</template>", "<template>y</template>"));
    }
}
