//! `querySelectorAll` and its relatives.
//!
//! One pass in document order carries, for every element, which beginnings of the selector its ancestors and
//! earlier siblings have matched, so that a query costs the same whatever its combinators and however deep or
//! wide the page is.

use selectors::context::SelectorCaches;
use selectors::parser::{Combinator, Selector as Complex};

use super::document::Document;
use super::matching::Context;
use super::node::NodeId;
use super::relative::{Compound, compounds};
use super::selector::{Dialect, Selector};

/// Bit n says that the first n + 1 compounds of a complex selector match, ending at some element.
/// Wide enough for `MAX_COMPOUNDS`.
type Beginnings = u128;

/// What an element inherits from its surroundings, for one complex selector.
#[derive(Clone, Copy, Default)]
struct Around {
    ancestors: Beginnings,
    parent: Beginnings,
    earlier: Beginnings,
    previous: Beginnings,
}

impl Around {
    fn below(self, own: Beginnings) -> Around {
        Around { ancestors: self.ancestors | own, parent: own, ..Around::default() }
    }

    fn after(&mut self, own: Beginnings) {
        self.earlier |= own;
        self.previous = own;
    }

    fn allows(self, compound: Compound, before: usize) -> bool {
        let beginnings = match compound.combinator {
            None => return true,
            Some(Combinator::Descendant) => self.ancestors,
            Some(Combinator::Child) => self.parent,
            Some(Combinator::LaterSibling) => self.earlier,
            Some(Combinator::NextSibling) => self.previous,
            Some(Combinator::PseudoElement | Combinator::SlotAssignment | Combinator::Part) => return false,
        };
        before.checked_sub(1).is_some_and(|before| beginnings >> before & 1 == 1)
    }
}

struct Pattern<'a> {
    selector: &'a Complex<Dialect>,
    compounds: Vec<Compound>,
}

impl Pattern<'_> {
    fn beginnings(
        &self,
        document: &Document,
        node: NodeId,
        around: Around,
        context: &mut Context<'_>,
    ) -> Beginnings {
        let mut own = 0;
        for (place, &compound) in self.compounds.iter().enumerate() {
            if around.allows(compound, place)
                && document.matches_compound(node, self.selector, compound, context)
            {
                own |= 1 << place;
            }
        }
        own
    }

    /// Whether it ends in a pseudo-element, which no element is.
    fn is_of_elements(&self) -> bool {
        !self.compounds.iter().any(|compound| {
            matches!(
                compound.combinator,
                Some(Combinator::PseudoElement | Combinator::SlotAssignment | Combinator::Part)
            )
        })
    }

    fn is_whole(&self, own: Beginnings) -> bool {
        own >> (self.compounds.len() - 1) & 1 == 1
    }
}

/// A pass over a tree in document order. `open` holds, for the root and every open element, what its next child
/// sees: one entry a pattern.
struct Pass<'a, 'c> {
    document: &'a Document,
    patterns: Vec<Pattern<'a>>,
    open: Vec<Around>,
    context: Context<'c>,
}

impl Pass<'_, '_> {
    /// Opens the next child of the innermost open element and says whether it matches.
    fn open(&mut self, node: NodeId) -> bool {
        let mut matched = false;
        let base = self.open.len().saturating_sub(self.patterns.len());
        for (place, pattern) in self.patterns.iter().enumerate() {
            let around = self.open.get(base + place).copied().unwrap_or_default();
            let own = pattern.beginnings(self.document, node, around, &mut self.context);
            matched |= pattern.is_whole(own);
            self.open.push(around.below(own));
            if let Some(around) = self.open.get_mut(base + place) {
                around.after(own);
            }
        }
        matched
    }

    fn close(&mut self) {
        self.open.truncate(self.open.len().saturating_sub(self.patterns.len()));
    }

    /// Brings the pass to just before the first child of `scope`: only ancestors and their earlier siblings count.
    fn enter(&mut self, scope: NodeId) {
        let document = self.document;
        let mut path: Vec<NodeId> = document.ancestors(scope).collect();
        path.reverse();
        path.push(scope);
        for node in path {
            if !document.is_element(node) {
                continue;
            }
            let siblings = document.parent(node).and_then(|parent| document.first_child(parent));
            let earlier = std::iter::successors(siblings, |&sibling| document.next_sibling(sibling))
                .take_while(|&sibling| sibling != node)
                .filter(|&sibling| document.is_element(sibling));
            for sibling in earlier {
                self.open(sibling);
                self.close();
            }
            self.open(node);
        }
    }

    /// Walks what is below `scope` and gives every match to `found`, until it says false.
    fn walk(&mut self, scope: NodeId, mut found: impl FnMut(NodeId) -> bool) {
        let document = self.document;
        let mut next = document.first_child(scope);
        while let Some(node) = next {
            if document.is_element(node) {
                if self.open(node) && !found(node) {
                    return;
                }
                if let Some(child) = document.first_child(node) {
                    next = Some(child);
                    continue;
                }
                self.close();
            }
            let mut current = node;
            next = document.next_sibling(current);
            while next.is_none() {
                match document.parent(current) {
                    Some(parent) if parent != scope => {
                        self.close();
                        current = parent;
                        next = document.next_sibling(current);
                    }
                    _ => return,
                }
            }
        }
    }
}

impl Document {
    /// The elements below `scope` that match, in document order (`scope.querySelectorAll`). Template contents are
    /// a tree of their own. A lone `#id` below the root is looked up, not searched.
    ///
    /// ```
    /// use hxws::page::{Document, Selector};
    ///
    /// let page = Document::parse("<ul><li>1<li class=on>2</ul>");
    /// assert_eq!(page.select(page.root(), &Selector::parse("li")?).len(), 2);
    /// # Ok::<(), hxws::page::SelectorError>(())
    /// ```
    pub fn select(&self, scope: NodeId, selector: &Selector) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.search(scope, selector, |node| {
            found.push(node);
            true
        });
        found
    }

    /// The first of [`Document::select`].
    ///
    /// ```
    /// use hxws::page::{Document, Selector};
    ///
    /// let page = Document::parse("<ul><li>1<li>2</ul>");
    /// let first = page.select_first(page.root(), &Selector::parse("li")?);
    /// assert_eq!(first.map(|item| page.text_content(item)).as_deref(), Some("1"));
    /// # Ok::<(), hxws::page::SelectorError>(())
    /// ```
    pub fn select_first(&self, scope: NodeId, selector: &Selector) -> Option<NodeId> {
        let mut first = None;
        self.search(scope, selector, |node| {
            first = Some(node);
            false
        });
        first
    }

    /// Whether the element matches (`element.matches`).
    ///
    /// ```
    /// use hxws::page::{Document, Selector};
    ///
    /// let page = Document::parse("<input id=i required>");
    /// assert!(page.matches(page.by_id("i")[0], &Selector::parse("input:invalid")?));
    /// # Ok::<(), hxws::page::SelectorError>(())
    /// ```
    pub fn matches(&self, node: NodeId, selector: &Selector) -> bool {
        let mut caches = SelectorCaches::default();
        self.matches_list(node, &selector.list, &mut self.matching(node, &mut caches))
    }

    /// The nearest of the element and its ancestors that matches (`element.closest`).
    ///
    /// ```
    /// use hxws::page::{Document, Selector};
    ///
    /// let page = Document::parse("<main hx-ext=ws><p id=p></p></main>");
    /// let main = page.closest(page.by_id("p")[0], &Selector::parse("[hx-ext]")?);
    /// assert_eq!(main.and_then(|main| page.local_name(main)), Some("main"));
    /// # Ok::<(), hxws::page::SelectorError>(())
    /// ```
    pub fn closest(&self, node: NodeId, selector: &Selector) -> Option<NodeId> {
        let mut caches = SelectorCaches::default();
        let mut context = self.matching(node, &mut caches);
        std::iter::once(node)
            .chain(self.ancestors(node))
            .find(|&candidate| self.matches_list(candidate, &selector.list, &mut context))
    }

    pub(super) fn search(&self, scope: NodeId, selector: &Selector, mut found: impl FnMut(NodeId) -> bool) {
        if let Some(id) = selector.lone_id()
            && self.is_attached(scope)
        {
            let inside = |node: NodeId| scope == self.root || (node != scope && self.contains(scope, node));
            let mut nodes = self.select_id(id).into_iter().filter(|&node| inside(node));
            nodes.all(&mut found);
            return;
        }
        let mut caches = SelectorCaches::default();
        let selectors = selector.list.slice();
        let patterns: Vec<Pattern<'_>> = selectors
            .iter()
            .map(|selector| Pattern { selector, compounds: compounds(selector) })
            .filter(Pattern::is_of_elements)
            .collect();
        let open = vec![Around::default(); patterns.len()];
        let mut pass = Pass { document: self, patterns, open, context: self.matching(scope, &mut caches) };
        pass.enter(scope);
        pass.walk(scope, found);
    }
}
