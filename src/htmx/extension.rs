//! Swap styles that extensions of htmx bring: which extensions a page loads, where they are on, what they do.
//!
//! htmx 1 and 2 only: htmx 4 morphs by itself. Knows pages and swaps, nothing of messages.

use super::morph::{self, Morphed, idiomorph, morphdom};
use super::process::uses_extension;
use super::selector::Found;
use super::swap::Thrown;
use crate::page::{Document, NodeId};

/// An extension that brings swap styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SwapExtension {
    /// `morphdom-swap` with its style `morphdom` (htmx 1.9.12 `ext/morphdom-swap.js`, and morphdom).
    Morphdom,
    /// `morph` with its styles `morph` and `morph:…` (idiomorph 0.8.0 `idiomorph-ext.js`).
    Idiomorph,
}

impl SwapExtension {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Morphdom, Self::Idiomorph];

    /// What `hx-ext` calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Morphdom => "morphdom-swap",
            Self::Idiomorph => "morph",
        }
    }

    /// The one that a scenario's `libs` names.
    #[must_use]
    pub fn of_lib(name: &str) -> Option<Self> {
        match name {
            "morphdom" => Some(Self::Morphdom),
            "idiomorph" => Some(Self::Idiomorph),
            _ => None,
        }
    }

    /// The one that a script's address brings. The library alone, without its htmx extension, brings none.
    #[must_use]
    pub fn of_script(address: &str) -> Option<Self> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let file = path.rsplit('/').next().unwrap_or_default();
        let is_package = path.contains("htmx-ext-morphdom-swap");
        if is_package || file.contains("morphdom-swap") {
            Some(Self::Morphdom)
        } else if file.contains("idiomorph-ext") || file.contains("idiomorph-htmx") {
            Some(Self::Idiomorph)
        } else {
            None
        }
    }

    /// Whether the fragment's root itself is swapped, not what is in it (`isInlineSwap`). idiomorph's says so of every
    /// style that it does not know, htmx's own among them.
    fn is_inline(self, style: &str) -> bool {
        match self {
            Self::Morphdom => style == "morphdom",
            Self::Idiomorph => options(style).ok().is_none_or(|options| !options.is_some_and(|it| it.inner)),
        }
    }
}

/// Those of the loaded extensions that are on for the target.
fn enabled(page: &Document, loaded: &[SwapExtension], target: Found) -> Vec<SwapExtension> {
    let Found::Element(target) = target else { return Vec::new() };
    loaded.iter().copied().filter(|extension| uses_extension(page, target, extension.name())).collect()
}

/// Whether an extension makes the style inline on the target (htmx 2.0.11 `isInlineSwap`).
#[must_use]
pub fn is_inline(page: &Document, loaded: &[SwapExtension], style: &str, target: Found) -> bool {
    enabled(page, loaded, target).into_iter().any(|extension| extension.is_inline(style))
}

/// Whether an extension that is on for the target knows the style.
#[must_use]
pub fn knows(page: &Document, loaded: &[SwapExtension], style: &str, target: Found) -> bool {
    enabled(page, loaded, target).into_iter().any(|extension| match extension {
        SwapExtension::Morphdom => style == "morphdom",
        SwapExtension::Idiomorph => matches!(options(style), Ok(Some(_))),
    })
}

/// Lets the extensions that are on for the target swap (the loop over `handleSwap` in htmx 2.0.11 `swapWithStyle`).
/// `inline` is whether the fragment stands for a list of roots. `None` where none of them did: they do not know the
/// style, or threw, which htmx logs.
pub fn swap(
    page: &mut Document,
    loaded: &[SwapExtension],
    style: &str,
    target: NodeId,
    fragment: NodeId,
    inline: bool,
) -> Option<Morphed> {
    for extension in enabled(page, loaded, Found::Element(target)) {
        let done = match extension {
            SwapExtension::Morphdom if style == "morphdom" => {
                swap_by_morphdom(page, target, fragment, inline)
            }
            SwapExtension::Morphdom => None,
            SwapExtension::Idiomorph => {
                let options = options(style).ok().flatten();
                options.map(|options| idiomorph::morph(page, options, target, fragment))
            }
        };
        if let Some(done) = done.filter(|done| done.thrown.is_none()) {
            return Some(done);
        }
    }
    None
}

/// `handleSwap` of `morphdom-swap`: a fragment's first element, or the element's markup parsed anew.
fn swap_by_morphdom(page: &mut Document, target: NodeId, fragment: NodeId, inline: bool) -> Option<Morphed> {
    let new = if inline {
        page.child_elements(fragment).next()?
    } else {
        let markup = page.outer_html(fragment);
        parsed_for(page, target, &markup)?
    };
    page.detach(new);
    let done = morphdom::morph(page, target, new);
    if page.parent(new).is_none() {
        page.remove(new);
    }
    Some(done)
}

/// What morphdom makes of a text: a whole document where the target is its root or body, else a template's contents.
fn parsed_for(page: &mut Document, target: NodeId, markup: &str) -> Option<NodeId> {
    let whole = page.is_html(target).then(|| page.local_name(target)).flatten();
    let tree = match whole {
        Some("html" | "body") => Document::parse(markup),
        _ => Document::parse_template(markup.trim()),
    };
    let node = match whole {
        Some("html") => tree.html(),
        Some("body") => tree.body(),
        _ => tree.child_elements(tree.root()).next(),
    };
    node.map(|node| page.import(&tree, node))
}

/// What idiomorph's extension makes of a style (`createMorphConfig`); nothing of one that is not its own.
///
/// # Errors
/// Where what follows `morph:` is no object of settings, or says a style that idiomorph does not understand.
fn options(style: &str) -> Result<Option<idiomorph::Options>, Thrown> {
    let outer = idiomorph::Options::default();
    match style.strip_prefix("morph") {
        Some("" | ":outerHTML") => Ok(Some(outer)),
        Some(":innerHTML") => Ok(Some(idiomorph::Options { inner: true, ..outer })),
        Some(rest) if rest.starts_with(':') => morph::settings::read(&rest[1..]).map(Some),
        _ => Ok(None),
    }
}
