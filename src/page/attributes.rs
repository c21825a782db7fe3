//! An element's attributes: read, set, removed, with the id index kept right.
//!
//! Knows nothing of what an attribute means.

use html5ever::{LocalName, local_name};

use super::document::Document;
use super::node::{Attr, Element, NodeId};
use super::recent;

impl Document {
    /// An attribute's value by its name as written (`href`, `xlink:href`). HTML's names are in lower case.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<p id=p class=on>");
    /// assert_eq!(page.attr(page.by_id("p")[0], "class"), Some("on"));
    /// ```
    #[inline]
    pub fn attr(&self, node: NodeId, name: &str) -> Option<&str> {
        self.element(node)?.attr(name)
    }

    /// Whether the element has that attribute, empty or not.
    ///
    /// ```
    /// use hxws::page::Document;
    ///
    /// let page = Document::parse("<input id=i disabled>");
    /// assert!(page.has_attr(page.by_id("i")[0], "disabled"));
    /// ```
    #[inline]
    pub fn has_attr(&self, node: NodeId, name: &str) -> bool {
        self.attr(node, name).is_some()
    }

    /// All attributes, name as written and value, in source order.
    #[doc(hidden)]
    #[inline]
    pub fn attrs(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> + '_ {
        let attrs = self.element(node).map(|element| element.attrs.as_slice()).unwrap_or_default();
        attrs.iter().map(|attr| (&*attr.name, attr.value.as_str()))
    }

    /// Sets an attribute: in its place if it is there, else at the end. HTML elements take the name in lower case.
    pub(crate) fn set_attr(&mut self, node: NodeId, name: &str, value: &str) {
        let Some(name) = self.element(node).map(|element| attribute_name(element, name)) else { return };
        self.unindex_id(node, &name);
        self.names_forms |= name == local_name!("form");
        if let Some(element) = self.element_mut(node) {
            match element.attrs.iter_mut().find(|attr| attr.name == name) {
                Some(attr) => value.clone_into(&mut attr.value),
                None => element.attrs.push(Attr::plain(name.clone(), value.to_owned())),
            }
        }
        if &*name == "id" && self.is_attached(node) {
            self.ids.insert(value, node);
        }
    }

    /// Removes an attribute; without it nothing happens.
    pub(crate) fn remove_attr(&mut self, node: NodeId, name: &str) {
        // a name that is on no element of late takes long to make: those that are there are looked at
        let named = |element: &Element| {
            let is_html = element.is_html();
            let lowered = |own: &str| own.bytes().eq(name.bytes().map(|byte| byte.to_ascii_lowercase()));
            let is_it = |attr: &&Attr| {
                let own = &*attr.name;
                own.len() == name.len() && if is_html { own == name || lowered(own) } else { own == name }
            };
            element.attrs.iter().find(is_it).map(|attr| attr.name.clone())
        };
        let Some(name) = self.element(node).and_then(named) else { return };
        self.unindex_id(node, &name);
        if let Some(element) = self.element_mut(node) {
            element.attrs.retain(|attr| attr.name != name);
        }
    }

    fn unindex_id(&mut self, node: NodeId, name: &LocalName) {
        if &**name == "id"
            && self.is_attached(node)
            && let Some(old) = self.attr(node, "id").map(str::to_owned)
        {
            self.ids.remove(&old, node);
        }
    }
}

#[inline]
fn attribute_name(element: &Element, name: &str) -> LocalName {
    let lowers = element.is_html() && name.bytes().any(|byte| byte.is_ascii_uppercase());
    if lowers { LocalName::from(name.to_ascii_lowercase()) } else { recent::name(name) }
}
