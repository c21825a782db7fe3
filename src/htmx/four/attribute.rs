//! htmx 4's attributes on elements: the other prefix, the character in place of the colon, and inheritance.

use super::config::Settings;
use super::hcon;
use crate::htmx::config::Config;
use crate::page::{Document, NodeId};

/// The attribute or its prefixed form; an empty one counts (htmx 4.0.1 `#attr`).
#[must_use]
pub fn own<'a>(page: &'a Document, config: &Config, element: NodeId, name: &str) -> Option<&'a str> {
    get(page, element, name).or_else(|| get(page, element, &prefixed(&config.four, name)?))
}

/// The name under which the attribute stands on the element (htmx 4.0.1 `#attrName`).
#[must_use]
pub fn name_of(page: &Document, config: &Config, element: NodeId, name: &str) -> Option<String> {
    let held = |name: &String| get(page, element, name).is_some();
    Some(name.to_owned()).filter(held).or_else(|| prefixed(&config.four, name).filter(held))
}

/// The value from the element or, where `:inherited` or the page's configuration says so, from an ancestor, with
/// what `:append` adds (htmx 4.0.1 `#attributeValue`).
#[must_use]
pub fn value(page: &Document, config: &Config, element: NodeId, name: &str) -> Option<String> {
    joined(chain(page, config, element, name, config.four.implicit_inheritance))
}

/// Like [`value`], where the page's configuration does not make it inherit (htmx 4.0.1 `#attributeValue` with
/// `allowInheritance` false).
#[must_use]
pub fn declared(page: &Document, config: &Config, element: NodeId, name: &str) -> Option<String> {
    joined(chain(page, config, element, name, false))
}

/// The elements at which the attribute that counts for `element` says `this` (htmx 4.0.1 `#findThisElements`).
#[must_use]
pub fn holders_of_this(page: &Document, config: &Config, element: NodeId, name: &str) -> Vec<NodeId> {
    let links = chain(page, config, element, name, config.four.implicit_inheritance);
    links.iter().filter(|link| says_this(link.value)).map(|link| link.holder).collect()
}

/// Whether one of the parts between commas and colons is `this`; space counts only beside those.
fn says_this(value: &str) -> bool {
    let marks = |character: char| matches!(character, ',' | ':');
    let last = value.matches(marks).count();
    value.split(marks).enumerate().any(|(i, part)| {
        let part = if i > 0 { part.trim_start_matches(hcon::is_space) } else { part };
        let part = if i < last { part.trim_end_matches(hcon::is_space) } else { part };
        part == "this"
    })
}

/// One attribute that has a part in a value.
struct Link<'a> {
    holder: NodeId,
    value: &'a str,
    /// Whether it is added to what comes from above.
    appends: bool,
}

/// The attributes that make up the value, from the element upward.
fn chain<'a>(
    page: &'a Document,
    config: &Config,
    element: NodeId,
    name: &str,
    inherits: bool,
) -> Vec<Link<'a>> {
    let four = &config.four;
    let name = four.adjusted(name);
    let (inherited, append) = (four.adjusted(":inherited"), four.adjusted(":append"));
    let passed_on = format!("{name}{inherited}");
    let passed_on_append = format!("{passed_on}{append}");
    let own_append = format!("{name}{append}");
    let mut inherits = inherits;
    let mut links = Vec::new();
    let mut next = Some(element);
    while let Some(holder) = next {
        let find = |name: &str| own(page, config, holder, name);
        if let Some(value) = find(&name).or_else(|| find(&passed_on)) {
            links.push(Link { holder, value, appends: false });
            break;
        }
        next = parent_with(
            page,
            config,
            holder,
            &[if inherits { &name } else { &passed_on }, &passed_on_append],
        );
        match find(&own_append).or_else(|| find(&passed_on_append)) {
            Some(value) => links.push(Link { holder, value, appends: true }),
            None => inherits = four.implicit_inheritance,
        }
    }
    links
}

/// The nearest ancestor with one of the attributes.
fn parent_with(page: &Document, config: &Config, element: NodeId, names: &[&str]) -> Option<NodeId> {
    let holds = |&node: &NodeId| names.iter().any(|name| own(page, config, node, name).is_some());
    std::iter::successors(page.parent_element(element), |&node| page.parent_element(node)).find(holds)
}

fn joined(links: Vec<Link<'_>>) -> Option<String> {
    let mut value: Option<String> = None;
    for link in links.into_iter().rev() {
        let above = value.take().filter(|above| link.appends && !above.is_empty());
        value = Some(match above {
            Some(above) => format!("{above},{}", link.value).replace(['{', '}'], ""),
            None => link.value.to_owned(),
        });
    }
    value
}

/// `name.replace('hx-', prefix)`.
fn prefixed(four: &Settings, name: &str) -> Option<String> {
    (!four.prefix.is_empty()).then(|| name.replacen("hx-", &four.prefix, 1))
}

/// `getAttribute`: HTML elements have their names in lower case.
fn get<'a>(page: &'a Document, element: NodeId, name: &str) -> Option<&'a str> {
    if page.is_html(element) && name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        page.attr(element, &name.to_ascii_lowercase())
    } else {
        page.attr(element, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(html: &str, configure: impl Fn(&mut Settings)) -> (Document, Config, NodeId) {
        let page = Document::parse(html);
        let mut config = Config::default();
        configure(&mut config.four);
        let element = page.by_id("e")[0];
        (page, config, element)
    }

    fn target(html: &str) -> Option<String> {
        let (page, config, element) = on(html, |_| {});
        value(&page, &config, element, "hx-target")
    }

    #[test]
    fn only_what_says_so_is_inherited() {
        assert_eq!(target("<div hx-target='#a'><p id=e>"), None);
        assert_eq!(target("<div hx-target:inherited='#a'><p id=e>").as_deref(), Some("#a"));
        assert_eq!(target("<div data-hx-target:inherited='#a'><p id=e>").as_deref(), Some("#a"));
        assert_eq!(target("<div hx-target:inherited='#a'><p id=e hx-target=''>").as_deref(), Some(""));
    }

    #[test]
    fn implicit_inheritance_takes_the_plain_attribute_only() {
        let (page, config, element) =
            on("<div hx-target='#a'><div hx-target:inherited='#b'><p id=e>", |four| {
                four.implicit_inheritance = true;
            });
        assert_eq!(value(&page, &config, element, "hx-target").as_deref(), Some("#a"));
        assert_eq!(declared(&page, &config, element, "hx-target").as_deref(), Some("#b"));
    }

    #[test]
    fn what_is_appended_comes_after_what_is_inherited() {
        let html = "<div hx-vals:inherited='{\"a\":1}'><p hx-vals:inherited:append='b:2'><b id=e hx-vals:append='{c:3}'>";
        let (page, config, element) = on(html, |_| {});
        assert_eq!(value(&page, &config, element, "hx-vals").as_deref(), Some("\"a\":1,b:2,c:3"));
        assert_eq!(target("<p id=e hx-target:append='{x}'>").as_deref(), Some("{x}"));
    }

    #[test]
    fn another_character_may_stand_for_the_colon() {
        let (page, config, element) = on("<div hx-target-inherited='#a'><p id=e hx-ws-connect=/x>", |four| {
            four.meta_character = Some("-".into());
        });
        assert_eq!(value(&page, &config, element, "hx-target").as_deref(), Some("#a"));
        assert_eq!(value(&page, &config, element, "hx-ws:connect").as_deref(), Some("/x"));
    }

    #[test]
    fn this_is_the_element_that_says_it() {
        let (page, config, element) =
            on("<div id=d hx-include:inherited='#x, this'><p id=e hx-include:append=this>", |_| {});
        let ids: Vec<_> = holders_of_this(&page, &config, element, "hx-include")
            .into_iter()
            .map(|node| page.attr(node, "id").unwrap())
            .collect();
        assert_eq!(ids, ["e", "d"]);
    }
}
