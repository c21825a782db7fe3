//! What a document takes in memory. Reckons, and measures nothing of the allocator's.

use super::document::Document;
use super::node::{Attr, Data, Element};

/// About what a node takes beside its texts and attributes: its place, its element, and what others hold of it.
const NODE_BYTES: usize = 256;

impl Document {
    /// About how many bytes a copy takes, those of texts and attributes among them. O(n).
    #[must_use]
    pub(crate) fn byte_size(&self) -> usize {
        let places = self.node_count().saturating_mul(NODE_BYTES);
        self.nodes.iter().map(|node| node.data.byte_size()).fold(places, usize::saturating_add)
    }
}

impl Data {
    fn byte_size(&self) -> usize {
        match self {
            Data::Free | Data::Document | Data::Fragment => 0,
            Data::Doctype { name } => name.len(),
            Data::Text(text) | Data::Comment(text) => text.len(),
            Data::Instruction(instruction) => instruction.target.len() + instruction.data.len(),
            Data::Element(element) => element.byte_size(),
        }
    }
}

impl Element {
    fn byte_size(&self) -> usize {
        let attributes: usize = self.attrs.iter().map(|attr| size_of::<Attr>() + attr.value.len()).sum();
        let typed = self.live.as_ref().and_then(|live| live.value.as_ref()).map_or(0, String::len);
        attributes + typed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grown_by(short: &str, long: &str) -> usize {
        Document::parse(long).byte_size() - Document::parse(short).byte_size()
    }

    #[test]
    fn texts_comments_and_attributes_count_with_their_bytes() {
        let long = "é".repeat(500);
        assert_eq!(grown_by("<pre>x", &format!("<pre>x{long}")), 1000);
        assert_eq!(grown_by("<!--x-->", &format!("<!--x{long}-->")), 1000);
        assert_eq!(grown_by("<p title=x>", &format!("<p title=x{long}>")), 1000);
        assert_eq!(grown_by("<p>", "<p><b>"), NODE_BYTES);
    }

    #[test]
    fn what_was_typed_counts_too() {
        let mut page = Document::parse("<input id=i>");
        let (before, input) = (page.byte_size(), page.first_by_id("i").unwrap());
        page.set_value(input, &"x".repeat(700));
        assert_eq!(page.byte_size() - before, 700);
    }
}
