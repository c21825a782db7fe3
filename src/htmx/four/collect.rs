//! The names and values that a sender sends in htmx 4, as its `FormData` holds them.

use std::collections::HashSet;

use super::{attribute, clobber, member_value, selector};
use crate::htmx::attribute::lineage;
use crate::htmx::config::Config;
use crate::htmx::selector::Found;
use crate::htmx::swap::Thrown;
use crate::htmx::values::Entries;
use crate::page::{Document, Entry, NodeId};

/// The form whose values go along: `element.form || element.closest('form')`.
#[must_use]
pub fn form_of(page: &Document, element: NodeId) -> Option<NodeId> {
    let is_form = |&node: &NodeId| page.local_name(node) == Some("form") && page.is_html(node);
    let owned = if is_form(&element) { None } else { Some(labeled(page, element).unwrap_or(element)) };
    let owner = owned.and_then(|node| page.form_owner(node));
    owner.or_else(|| lineage(page, element).find(is_form))
}

/// The control of a label, whose form is the label's (HTML §4.10.4).
fn labeled(page: &Document, label: NodeId) -> Option<NodeId> {
    let labelable = |node: &NodeId| {
        !matches!(page.control_type(*node).as_str(), "" | "hidden" | "fieldset")
            && page.local_name(*node) != Some("object")
    };
    if page.local_name(label) != Some("label") {
        return None;
    }
    match page.attr(label, "for") {
        Some(id) => page.by_id(id).into_iter().next().filter(labelable),
        None => page.descendants(label).find(labelable),
    }
}

/// Collects the values of a sender (htmx 4.0.1 `#collectFormData`). `submitter` is the button of the submit event;
/// `files` are the names of file inputs for which a file was chosen.
///
/// # Errors
/// Where htmx throws and nothing is sent: `hx-include` is not a selector or finds no element, a control hides what
/// htmx asks the form for.
pub fn collect(
    page: &Document,
    config: &Config,
    sender: NodeId,
    submitter: Option<NodeId>,
    files: &[String],
) -> Result<Entries, Thrown> {
    let form = form_of(page, sender);
    let mut collector = Collector { page, files, included: HashSet::new(), entries: Entries::new() };
    match form {
        Some(form) => collector.form(sender, form)?,
        None => collector.element(sender),
    }
    let own = (form.is_some() && page.control_type(sender) == "submit").then_some(sender);
    if let Some(button) = submitter.or(own)
        && let Some(name) = page.attr(button, "name").filter(|name| !name.is_empty())
    {
        collector.entries.push((name.to_owned(), Entry::Text(page.value(button))));
        collector.included.insert(button);
    }
    for found in includes(page, config, sender)? {
        match found {
            Found::Element(node) => collector.element(node),
            Found::Document | Found::Window => {
                return Err(Thrown("hx-include finds the document or the window, which have no tag".into()));
            }
        }
    }
    Ok(collector.entries)
}

/// What `hx-include` finds.
///
/// # Errors
/// Where its value is not a selector.
pub fn includes(page: &Document, config: &Config, sender: NodeId) -> Result<Vec<Found>, Thrown> {
    let written = attribute::value(page, config, sender, "hx-include").unwrap_or_default();
    selector::find_all(page, config, sender, &written, None).map_err(|error| Thrown(error.to_string()))
}

/// The controls whose values go along with the sender's: its form's, or its own and those in it, and those that it
/// includes.
#[must_use]
pub fn controls(page: &Document, config: &Config, sender: NodeId) -> Vec<NodeId> {
    let mut controls = match form_of(page, sender) {
        Some(form) => page.form_elements(form),
        None => members(page, sender),
    };
    if page.is_submit_button(sender) {
        controls.push(sender);
    }
    for found in includes(page, config, sender).unwrap_or_default() {
        if let Found::Element(node) = found {
            controls.extend(members(page, node));
        }
    }
    let mut met = HashSet::new();
    controls.retain(|&node| !page.control_type(node).is_empty() && met.insert(node));
    controls
}

/// What an element outside of a form brings: itself where it is a button or a custom element, else what has a name and
/// is no button, itself first (htmx 4.0.1 `#addInputValues`).
fn members(page: &Document, element: NodeId) -> Vec<NodeId> {
    let tag = page.local_name(element).unwrap_or_default();
    if tag == "button" || tag.contains('-') {
        return vec![element];
    }
    if page.body() == Some(element) {
        return Vec::new();
    }
    let named = |&node: &NodeId| page.has_attr(node, "name") && page.local_name(node) != Some("button");
    std::iter::once(element).chain(page.descendants(element)).filter(named).collect()
}

struct Collector<'a> {
    page: &'a Document,
    files: &'a [String],
    included: HashSet<NodeId>,
    entries: Entries,
}

impl Collector<'_> {
    /// `new FormData(form)`, `new Set(form.elements)`.
    fn form(&mut self, sender: NodeId, form: NodeId) -> Result<(), Thrown> {
        let hides = |node, property| clobber::hiding(self.page, node, property);
        if sender == form && hides(form, "form").is_some() {
            return Err(Thrown("a control named `form` stands in place of the form".into()));
        }
        if let Some(clobber::Hidden::Element(node)) = hides(form, "elements")
            && self.page.local_name(node) != Some("select")
        {
            return Err(Thrown("a control named `elements` stands in place of the form's elements".into()));
        }
        self.entries = self.page.entry_list(form, None);
        self.included.extend(self.page.form_elements(form));
        Ok(())
    }

    /// htmx 4.0.1 `#addInputValues`.
    fn element(&mut self, element: NodeId) {
        for node in members(self.page, element) {
            let hidden = clobber::hiding(self.page, node, "name").map(|hidden| hidden.text(self.page));
            let name = hidden.or_else(|| self.page.attr(node, "name").map(str::to_owned)).unwrap_or_default();
            if !name.is_empty() && !self.page.is_disabled(node) && self.included.insert(node) {
                self.entries
                    .extend(self.values_of(node, &name).into_iter().map(|value| (name.clone(), value)));
            }
        }
    }

    fn values_of(&self, node: NodeId, name: &str) -> Vec<Entry> {
        let page = self.page;
        match page.control_type(node).as_str() {
            "checkbox" | "radio" if !page.checked(node) => Vec::new(),
            "file" => self.files.iter().filter(|held| *held == name).map(|_| Entry::File).collect(),
            "select-multiple" => {
                let chosen = page.options(node).into_iter().filter(|&option| page.selected(option));
                chosen.map(|option| Entry::Text(page.value(option))).collect()
            }
            _ => vec![Entry::Text(member_value::text(page, node))],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(html: &str) -> String {
        let page = Document::parse(html);
        let entries = collect(&page, &Config::default(), page.by_id("e")[0], None, &[]).unwrap();
        let text = |(name, entry): &(String, Entry)| match entry {
            Entry::Text(text) => format!("{name}={text}"),
            Entry::File => format!("{name}(file)"),
        };
        entries.iter().map(text).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn outside_of_a_form_everything_with_a_name_goes_along() {
        assert_eq!(
            entries(
                "<div id=e name=orders><a name=top></a><input type=submit name=sub><button name=no></button>\
                <my-el name=m></my-el><input type=checkbox name=cb checked><input type=radio name=ra>\
                <select name=se multiple><option selected>1<option selected disabled>2</select>\
                <input name='' value=z><input name=dis value=1 disabled><input type=file name=fi></div>"
            ),
            "orders=undefined&top=undefined&sub=&m=undefined&cb=on&se=1&se=2"
        );
    }

    #[test]
    fn buttons_and_custom_elements_bring_themselves_alone() {
        assert_eq!(entries("<button id=e name=n value=v>x</button>"), "n=v");
        assert_eq!(entries("<my-box id=e name=mb><input name=i value=1></my-box>"), "mb=undefined");
        assert_eq!(entries("<fieldset disabled><button id=e name=n value=v>x</button></fieldset>"), "");
    }

    #[test]
    fn a_sender_in_a_form_brings_the_forms_values_and_itself_where_it_submits() {
        let form = |sender: &str| entries(&format!("<form><input name=x value=1>{sender}</form>"));
        assert_eq!(form("<button id=e name=n value=v>"), "x=1&n=v");
        assert_eq!(form("<button id=e name=n value=v type=button>"), "x=1");
        assert_eq!(form("<input id=e name=n value=v form=nope>"), "x=1");
        assert_eq!(
            entries("<form id=f><input name=x value=1></form><input id=e name=y value=2 form=f>"),
            "x=1&y=2"
        );
    }

    #[test]
    fn what_is_included_brings_names_that_no_form_would() {
        assert_eq!(
            entries(
                "<form id=e hx-include='this, #side'><input name=x value=1><input type=image name=img value=iv>\
                <a name=anch></a></form><form id=side name=side><input name=s value=1></form>"
            ),
            "x=1&img=iv&anch=undefined&side=undefined&s=1"
        );
        assert_eq!(
            entries(
                "<button id=e hx-include='#s'></button><form id=s name=signup><input name=name value=n></form>"
            ),
            "[object HTMLInputElement]=undefined&name=n"
        );
    }
}
