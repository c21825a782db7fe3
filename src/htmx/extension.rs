//! Swap styles that extensions of htmx bring: which extensions a page loads, where they are on, what they do.
//!
//! htmx 1 and 2 only: htmx 4 morphs by itself. Knows pages and swaps, nothing of messages.

use super::config::Config;
use super::morph::{self, Morphed, idiomorph, morphdom};
use super::oob::Style;
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

    /// What a scenario's `libs` can name.
    pub const LIBS: [&str; 2] = ["morphdom", "idiomorph"];

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

    /// Whether the style is one of its own.
    #[must_use]
    pub fn knows(self, style: &str) -> bool {
        match self {
            Self::Morphdom => style == "morphdom",
            Self::Idiomorph => matches!(options(style), Ok(Some(_))),
        }
    }

    /// Whether the fragment's root itself is swapped, not what is in it (`isInlineSwap`). idiomorph's says so of every
    /// style that it does not know, htmx's own among them.
    fn is_inline(self, style: &str) -> bool {
        match self {
            Self::Morphdom => style == "morphdom",
            Self::Idiomorph => options(style).is_ok_and(|options| !options.is_some_and(|it| it.inner)),
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

/// What a style comes to on a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied<'a> {
    /// A style of htmx's own.
    Own(Style),
    /// One that an extension brings, by its name.
    Extension(&'a str),
}

/// What a style comes to on a target: itself, else the default. `None` where neither is known, on which htmx overflows
/// its stack.
#[must_use]
pub fn applied<'a>(
    page: &Document,
    config: &'a Config,
    style: &'a str,
    target: Found,
) -> Option<Applied<'a>> {
    let enabled = enabled(page, &config.swap_extensions, target);
    [style, config.default_swap_style.as_str()].into_iter().find_map(|name| {
        let extended = || enabled.iter().any(|extension| extension.knows(name)).then_some(name);
        Style::named(name).map(Applied::Own).or_else(|| extended().map(Applied::Extension))
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
            SwapExtension::Morphdom if extension.knows(style) => {
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

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [SwapExtension; 2] = SwapExtension::ALL;

    #[test]
    fn a_style_is_an_extensions_where_the_target_has_it_on() {
        let page =
            Document::parse("<main hx-ext='x, morph'><p id=a></p><p id=b hx-ext='ignore:morph'></p></main>");
        let config = Config { swap_extensions: BOTH.into(), ..Config::default() };
        let on = |id| applied(&page, &config, "morph", Found::Element(page.first_by_id(id).unwrap()));
        assert_eq!(on("a"), Some(Applied::Extension("morph")));
        assert_eq!(on("b"), Some(Applied::Own(Style::InnerHtml)));
    }

    #[test]
    fn idiomorphs_extension_makes_every_style_but_its_inner_one_inline() {
        let page = Document::parse("<p id=a hx-ext=morph></p><p id=b hx-ext=morphdom-swap></p>");
        let inline =
            |id, style| is_inline(&page, &BOTH, style, Found::Element(page.first_by_id(id).unwrap()));
        assert!(inline("a", "beforeend") && inline("a", "morph") && !inline("a", "morph:innerHTML"));
        assert!(inline("b", "morphdom") && !inline("b", "beforeend"));
    }

    #[test]
    fn a_config_that_does_not_evaluate_is_no_style() {
        assert!(!SwapExtension::Idiomorph.knows("morph:nonsense"));
        assert!(SwapExtension::Idiomorph.knows("morph:{morphStyle:'innerHTML'}"));
        assert!(!SwapExtension::Idiomorph.knows("morphed"));
    }
}
