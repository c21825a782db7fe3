//! The document's title (HTML §3.1.3 `document.title`).

use html5ever::local_name;

use super::document::Document;
use super::node::NodeId;

impl Document {
    /// The text of the first `title` element, without the white space around it.
    #[must_use]
    pub(crate) fn title(&self) -> Option<String> {
        self.title_element().map(|element| self.text_content(element).trim().to_owned())
    }

    /// As `document.title = …`: the first `title` element's text, made at the end of the head where there is none.
    pub(crate) fn set_title(&mut self, title: &str) {
        let Some(element) = self.title_element().or_else(|| self.make_title_element()) else { return };
        while let Some(child) = self.first_child(element) {
            self.remove(child);
        }
        if !title.is_empty() {
            let text = self.create_text(title);
            self.append(element, text);
        }
    }

    fn title_element(&self) -> Option<NodeId> {
        self.descendants(self.root()).find(|&node| self.is_named(node, &local_name!("title")))
    }

    fn make_title_element(&mut self) -> Option<NodeId> {
        let head = self.head()?;
        let element = self.create_element("title");
        self.append(head, element);
        Some(element)
    }
}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn the_title_is_replaced_or_made() {
        let mut page = Document::parse("<title>a</title><p>");
        page.set_title("b & c");
        assert_eq!(page.to_html(), "<html><head><title>b &amp; c</title></head><body><p></p></body></html>");
        let mut bare = Document::parse("<p>");
        bare.set_title("t");
        assert_eq!(bare.to_html(), "<html><head><title>t</title></head><body><p></p></body></html>");
    }
}
