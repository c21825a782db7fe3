//! Out-of-band swaps of a message: `hx-swap-oob` in it, and `hx-select-oob` on the socket element.

use serde_json::Value;

use super::attribute;
use super::diagnose;
use super::swap_spec::SwapSpec;
use super::task::{Planner, Stop, invalid, unreadable};
use crate::event::{Kind, SaidBy};
use crate::htmx::selector::Found;
use crate::page::{NodeId, Selector, escape_identifier};

/// `hx-swap-oob` as htmx takes it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Instruction<'a> {
    /// Style and modifiers.
    swap: &'a str,
    /// The selector that is written behind the style.
    selector: Option<&'a str>,
}

impl<'a> Instruction<'a> {
    /// `/^(\S+):(.+)/`: the last colon in the first word that something follows on its line.
    fn read(value: &'a str) -> Self {
        let word = value.find(super::hcon::is_space).unwrap_or(value.len());
        let follows = |at: usize| value[at + 1..].chars().next().is_some_and(|next| !ends_line(next));
        let colon = value[..word].rmatch_indices(':').map(|(at, _)| at).find(|&at| at > 0 && follows(at));
        let (swap, selector) = match colon {
            Some(at) => {
                let rest = &value[at + 1..];
                (&value[..at], Some(&rest[..rest.find(ends_line).unwrap_or(rest.len())]))
            }
            None => (value, None),
        };
        Self { swap: if matches!(swap, "true" | "") { "outerHTML" } else { swap }, selector }
    }
}

fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

impl Planner<'_> {
    /// htmx 4.0.1 `#processOOB`.
    pub(super) fn out_of_band(&mut self, select_oob: Option<&str>) -> Result<(), Stop> {
        for spec in select_oob.filter(|list| !list.is_empty()).into_iter().flat_map(|list| list.split(',')) {
            let (selector, value) = spec.split_once(':').unwrap_or((spec, "true"));
            let value = &value[..value.find(ends_line).unwrap_or(value.len())];
            let css = Selector::parse(selector)
                .map_err(|error| Stop::of(diagnose::invalid_selector("hx-select-oob", selector, &error)))?;
            for element in self.tree.select(self.top, &css) {
                self.out_of_band_task(element, value, None)?;
            }
        }
        let is_marked =
            |&node: &NodeId| attribute::own(&self.tree, self.config, node, "hx-swap-oob").is_some();
        let marked: Vec<NodeId> = self.tree.descendants(self.top).filter(is_marked).collect();
        for element in marked {
            let Some(name) = attribute::name_of(&self.tree, self.config, element, "hx-swap-oob") else {
                continue;
            };
            let value = self.tree.attr(element, &name).unwrap_or_default().to_owned();
            let html = self.tree.outer_html(element);
            self.tree.remove_attr(element, &name);
            self.out_of_band_task(element, &value, Some(html))?;
        }
        self.tell_of_templates();
        Ok(())
    }

    /// Says where instructions stand in a template, in which htmx finds none.
    fn tell_of_templates(&mut self) {
        let tree = &self.tree;
        let mut templates =
            tree.descendants(self.top).filter(|&node| tree.local_name(node) == Some("template"));
        let told = templates.find_map(|template| diagnose::template_ignored(tree, self.config, template));
        self.stray_findings.extend(told);
    }

    /// htmx 4.0.1 `#createOOBTask`. `written` is the element with its attribute, which it has no more.
    fn out_of_band_task(
        &mut self,
        element: NodeId,
        value: &str,
        written: Option<String>,
    ) -> Result<(), Stop> {
        let id = self.tree.attr(element, "id").filter(|id| !id.is_empty());
        let own = id.map(|id| format!("#{}", escape_identifier(id)));
        let instruction = Instruction::read(value);
        let spec = SwapSpec::parse(&self.config.four, instruction.swap);
        let mut spec = spec.map_err(|error| unreadable(value, &error))?;
        let wanted = match spec.target() {
            None => instruction.selector.map(str::to_owned).or(own),
            Some(Value::String(target)) => Some(target.clone()),
            Some(other) => return Err(Stop::of(diagnose::target_refused(other))),
        };
        if !spec.style_is_text {
            return Err(Stop::of(diagnose::style_refused(&spec.style)));
        }
        spec.strip = spec.strip.or(Some(!spec.style.starts_with("outer")));
        let Some(wanted) = wanted else {
            self.stray_findings.push(diagnose::no_id(&self.tree, element));
            return Ok(());
        };
        let mut piece = self.piece(Kind::Oob, element, &spec, Some(wanted.clone()))?;
        let by = if written.is_some() { "from hx-swap-oob" } else { "from hx-select-oob" };
        let named = spec.target().is_some() || instruction.selector.is_some();
        let style = if matches!(value, "true" | "") { "as nothing else is written" } else { by };
        piece.fragment.said_by = SaidBy { target: if named { by } else { "from its id" }, style };
        if let Some(html) = written {
            piece.fragment.html = html;
            piece.fragment.oob = Some(value.to_owned());
        }
        let found = self.find(&wanted, None).map_err(|error| {
            let stop = invalid(&mut piece, &wanted, &error);
            Stop { finding: diagnose::modifiers(value, instruction.selector).unwrap_or(stop.finding), ..stop }
        })?;
        if self.page.is_some() {
            if found.is_empty() {
                let findings = self.missing(&wanted, Kind::Oob, Some(value));
                piece.findings.extend(findings);
            }
            piece.findings.extend(diagnose::many(&wanted, found.len(), instruction.selector.is_some()));
        }
        let holder = match found.first() {
            Some(&Found::Element(target)) => self.page.as_deref().zip(Some(target)),
            _ => None,
        };
        piece.findings.extend(diagnose::wrapper_stripped(&self.tree, element, &spec, &wanted, holder));
        let targets: Vec<Option<Found>> = found.into_iter().map(Some).collect();
        self.push(piece, element, &targets, targets.len(), &spec)?;
        self.tree.detach(element);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Instruction;

    fn read(value: &str) -> (&str, Option<&str>) {
        let Instruction { swap, selector } = Instruction::read(value);
        (swap, selector)
    }

    #[test]
    fn the_value_splits_at_the_last_colon_of_its_first_word() {
        assert_eq!(read("true"), ("outerHTML", None));
        assert_eq!(read(""), ("outerHTML", None));
        assert_eq!(read("true:#a"), ("outerHTML", Some("#a")));
        assert_eq!(read("beforeend:#a b:c"), ("beforeend", Some("#a b:c")));
        assert_eq!(read("beforeend:.card:first-child"), ("beforeend:.card", Some("first-child")));
        assert_eq!(read("beforeend target:#a"), ("beforeend target:#a", None));
        assert_eq!(read("beforeend: #a"), ("beforeend", Some(" #a")));
        assert_eq!(read("beforeend:"), ("beforeend:", None));
        assert_eq!(read(":#a"), (":#a", None));
        assert_eq!(read("a:b:\nc"), ("a", Some("b:")));
    }
}
