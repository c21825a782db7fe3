//! One element as the `selectors` crate sees it.
//!
//! Knows the tree and its attributes; states of form controls come from `states`.

use std::fmt;

use html5ever::{LocalName, Namespace};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector_list};
use selectors::{Element, OpaqueElement, SelectorList};

use super::document::Document;
use super::names::{AttrText, Ident, Name, Space};
use super::node::{self, Data, NodeId};
use super::pseudo::{PseudoClass, PseudoElement};
use super::selector::Dialect;
use super::states::is_link;

pub(super) type Context<'a> = MatchingContext<'a, Dialect>;

/// An element of a document, to match against.
#[derive(Clone, Copy)]
pub(super) struct ElementRef<'a> {
    pub(super) document: &'a Document,
    pub(super) id: NodeId,
}

impl Document {
    pub(super) fn as_element(&self, id: NodeId) -> Option<ElementRef<'_>> {
        self.is_element(id).then_some(ElementRef { document: self, id })
    }

    /// A context for matching below `scope`: `:scope` is that element, or the root element without one.
    pub(super) fn matching<'a>(&self, scope: NodeId, caches: &'a mut SelectorCaches) -> Context<'a> {
        let quirks = if self.quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            caches,
            quirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        context.scope_element = self.as_element(scope).map(|element| element.opaque());
        context
    }

    pub(super) fn matches_list(
        &self,
        node: NodeId,
        list: &SelectorList<Dialect>,
        context: &mut Context<'_>,
    ) -> bool {
        self.as_element(node).is_some_and(|element| matches_selector_list(list, element, context))
    }
}

impl<'a> ElementRef<'a> {
    fn element(self) -> Option<&'a node::Element> {
        self.document.element(self.id)
    }

    fn at(self, id: Option<NodeId>) -> Option<ElementRef<'a>> {
        id.map(|id| ElementRef { id, ..self })
    }
}

impl fmt::Debug for ElementRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.document.local_name(self.id).unwrap_or("?"))
    }
}

impl Element for ElementRef<'_> {
    type Impl = Dialect;

    fn opaque(&self) -> OpaqueElement {
        match self.document.node(self.id) {
            Some(node) => OpaqueElement::new(node),
            None => OpaqueElement::new(self.document),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        self.at(self.document.parent_element(self.id))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.at(self.document.prev_element_sibling(self.id))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.at(self.document.next_element_sibling(self.id))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.at(self.document.child_elements(self.id).next())
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.document.is_html(self.id)
    }

    fn has_local_name(&self, local_name: &LocalName) -> bool {
        self.element().is_some_and(|element| same_name(element, &element.name.local, local_name))
    }

    fn has_namespace(&self, ns: &Namespace) -> bool {
        self.element().is_some_and(|element| element.name.ns == *ns)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        match (self.element(), other.element()) {
            (Some(one), Some(other)) => one.name.local == other.name.local && one.name.ns == other.name.ns,
            _ => false,
        }
    }

    fn attr_matches(
        &self,
        ns: &NamespaceConstraint<&Space>,
        local_name: &Name,
        operation: &AttrSelectorOperation<&AttrText>,
    ) -> bool {
        let Some(element) = self.element() else { return false };
        let in_namespace = |attr: &node::Attr| match ns {
            NamespaceConstraint::Any => true,
            NamespaceConstraint::Specific(space) => attr.ns == space.0,
        };
        element
            .attrs
            .iter()
            .filter(|attr| same_name(element, &attr.local, &local_name.0) && in_namespace(attr))
            .any(|attr| operation.eval_str(&attr.value))
    }

    fn match_non_ts_pseudo_class(&self, class: &PseudoClass, context: &mut Context<'_>) -> bool {
        let document = self.document;
        match class {
            PseudoClass::State(state) => document.is_in_state(self.id, *state),
            PseudoClass::Never(_) => false,
            PseudoClass::Has(list) => document.has_relative(self.id, list, context),
            PseudoClass::Lang(range) => document.is_in_language(self.id, range),
            PseudoClass::Dir(direction) => document.direction(self.id).as_str() == direction,
        }
    }

    fn match_pseudo_element(&self, _element: &PseudoElement, _context: &mut Context<'_>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.element().is_some_and(is_link)
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Ident, case: CaseSensitivity) -> bool {
        self.document.attr(self.id, "id").is_some_and(|own| case.eq(own.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Ident, case: CaseSensitivity) -> bool {
        self.document.attr(self.id, "class").is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
        })
    }

    fn has_custom_state(&self, _name: &Ident) -> bool {
        false
    }

    fn imported_part(&self, _name: &Ident) -> Option<Ident> {
        None
    }

    fn is_part(&self, _name: &Ident) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.document.children(self.id).all(|child| match self.document.data(child) {
            Some(Data::Element(_)) => false,
            Some(Data::Text(text)) => text.is_empty(),
            _ => true,
        })
    }

    fn is_root(&self) -> bool {
        self.document
            .parent(self.id)
            .is_some_and(|parent| matches!(self.document.data(parent), Some(Data::Document)))
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}

/// HTML's names are in lower case, and so is the selector's; SVG's match in any case, as Chromium has it.
fn same_name(element: &node::Element, own: &LocalName, asked: &LocalName) -> bool {
    own == asked || (!element.is_html() && own.eq_ignore_ascii_case(asked))
}
