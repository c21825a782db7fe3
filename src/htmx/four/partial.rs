//! Partials of a message: `<hx-partial hx-target="…">`, which is a template by now (htmx 4.0.1 `#processPartials`).

use super::attribute;
use super::diagnose;
use super::swap_spec::SwapSpec;
use super::task::{Planner, Stop, invalid, unreadable};
use crate::event::{Kind, SaidBy};
use crate::htmx::selector::Found;
use crate::page::{NodeId, escape_identifier};

impl Planner<'_> {
    /// Takes the templates out of the content; those that are partials become tasks.
    pub(super) fn partials(&mut self) -> Result<(), Stop> {
        let is_template =
            |&node: &NodeId| self.tree.local_name(node) == Some("template") && self.tree.has_attr(node, "hx");
        let templates: Vec<NodeId> = self.tree.descendants(self.top).filter(is_template).collect();
        for template in templates {
            if self.tree.attr(template, "type") == Some("partial") {
                self.partial(template)?;
            }
            self.tree.detach(template);
        }
        Ok(())
    }

    fn partial(&mut self, template: NodeId) -> Result<(), Stop> {
        let filled =
            |name| attribute::own(&self.tree, self.config, template, name).filter(|value| !value.is_empty());
        let id = self.tree.attr(template, "id").filter(|id| !id.is_empty());
        let own = id.map(|id| format!("#{}", escape_identifier(id)));
        let Some(wanted) = filled("hx-target").map(str::to_owned).or(own) else {
            self.stray_findings.push(diagnose::no_partial_target());
            return Ok(());
        };
        let said_by = SaidBy {
            target: filled("hx-target").map_or("from its id", |_| "from hx-target"),
            style: filled("hx-swap").map_or("the default, as there is no hx-swap", |_| "from hx-swap"),
        };
        let swap = filled("hx-swap").unwrap_or(&self.config.four.default_swap).to_owned();
        let spec = SwapSpec::parse(&self.config.four, &swap).map_err(|error| unreadable(&swap, &error))?;
        if spec.ignores_title() {
            self.title.clear();
        }
        let mut piece = self.piece(Kind::Partial, template, &spec, Some(wanted.clone()))?;
        piece.fragment.said_by = said_by;
        piece.findings.extend(diagnose::in_partial(&self.tree, self.config, template));
        let found = self.find(&wanted, None).map_err(|error| invalid(&mut piece, &wanted, &error))?;
        if self.page.is_some() {
            if found.is_empty() {
                let findings = self.missing(&wanted, Kind::Partial, None);
                piece.findings.extend(findings);
            }
            piece.findings.extend(diagnose::many(&wanted, found.len(), true));
        }
        let content = self.tree.template_contents(template).unwrap_or(template);
        let matched = found.len();
        let mut targets: Vec<Option<Found>> = found.into_iter().map(Some).collect();
        if targets.is_empty() {
            // a task without a target: it keeps an empty main swap away
            targets.push(None);
        }
        self.push(piece, content, &targets, matched, &spec)
    }
}
