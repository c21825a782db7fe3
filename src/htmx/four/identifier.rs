//! How htmx 4 names an element to the server: `form#chat`.

use super::clobber;
use crate::htmx::selector::Found;
use crate::htmx::swap::Thrown;
use crate::page::{Document, NodeId};

/// The tag and the id (htmx 4.0.1 `#buildIdentifier`).
#[must_use]
pub fn of(page: &Document, element: NodeId) -> String {
    let tag = page.local_name(element).unwrap_or_default().to_ascii_lowercase();
    let id = clobber::hiding(page, element, "id").map(|hidden| hidden.text(page));
    let id = id.or_else(|| page.attr(element, "id").map(str::to_owned)).filter(|id| !id.is_empty());
    match id {
        Some(id) => format!("{tag}#{}", encode_uri(&id)),
        None => tag,
    }
}

/// The same of what a selector found.
///
/// # Errors
/// The document and the window have no tag: htmx throws.
pub fn of_found(page: &Document, found: Found) -> Result<String, Thrown> {
    match found {
        Found::Element(node) => Ok(of(page, node)),
        Found::Document | Found::Window => {
            Err(Thrown("`hx-target` finds the document or the window, which have no tag".into()))
        }
    }
}

/// `encodeURI` (ECMAScript §19.2.6.4).
fn encode_uri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b";,/?:@&=+$-_.!~*'()#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identifier(html: &str, tag: &str) -> String {
        let page = Document::parse(html);
        let node = page.descendants(page.root()).find(|&node| page.local_name(node) == Some(tag)).unwrap();
        of(&page, node)
    }

    #[test]
    fn the_tag_and_the_id_name_an_element() {
        assert_eq!(identifier("<span class=dot>", "span"), "span");
        assert_eq!(identifier("<form id=chat>", "form"), "form#chat");
        assert_eq!(identifier("<svg><linearGradient id=Gr>", "linearGradient"), "lineargradient#Gr");
    }

    #[test]
    fn ids_are_encoded_as_addresses() {
        assert_eq!(identifier("<p id='a b/ü%é#[x]&quot;'>", "p"), "p#a%20b/%C3%BC%25%C3%A9#%5Bx%5D%22");
    }

    #[test]
    fn a_control_named_id_takes_the_place_of_the_forms_id() {
        assert_eq!(
            identifier("<form id=chat><input name=id></form>", "form"),
            "form#%5Bobject%20HTMLInputElement%5D"
        );
    }
}
