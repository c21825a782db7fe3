//! The answer to a request of the page's own in htmx 1 and 2: what is in it is swapped out of band, the rest into the
//! target (htmx 2.0.11 `swap`, htmx 1.9.12 `selectAndSwap`).

use std::cell::Cell;

use super::{Piece, Report, Rules, about_message};
use crate::event::Event;
use crate::htmx::diagnose::Finding;
use crate::htmx::load::PartAnswer;
use crate::htmx::message::{self, Parsed};
use crate::htmx::selector::{self, Found, Start};
use crate::htmx::swap::{Swapper, Thrown};
use crate::htmx::timers::Job;
use crate::htmx::twin::{Effect, Twin};
use crate::htmx::{attribute, oob, target};
use crate::page::{self, Document, NodeId, Selector};

/// How the main part is swapped.
struct Main {
    target: Found,
    style: String,
    select: Option<String>,
    takes_title: bool,
}

impl Twin {
    pub(in crate::htmx) fn swap_part(&mut self, element: NodeId, answer: &PartAnswer, report: &mut Report) {
        let Some(mut page) = self.page.take() else { return };
        let swapped = self.swap_part_into(&mut page, element, answer, report);
        if let Err(Thrown(error)) = swapped {
            let what = format!("htmx throws on what `{}` fetched: {error}", page.selector_for(element));
            report.warn(None, Finding { code: "invalid-target", what, advice: String::new() });
        }
        self.page = Some(page);
    }

    fn swap_part_into(
        &mut self,
        page: &mut Document,
        element: NodeId,
        answer: &PartAnswer,
        report: &mut Report,
    ) -> Result<(), Thrown> {
        let main = self.main(page, element, answer)?;
        let mut parsed = message::parse(&self.dialect, &self.config, &answer.text);
        report.warn_all(None, about_part(about_message(&self.dialect, &parsed, &answer.text)));
        let selected = attribute::inherited(page, &self.config, element, "hx-select-oob").map(str::to_owned);
        let pieces = self.out_of_band(&mut parsed, selected.as_deref());
        let told = report.effects.len();
        let mut swapper = Swapper::new(page, &self.dialect, &self.config, parsed.tree.node_count());
        swapper.keeps = self.timers.waiting().any(Job::outlives_element);
        let rules =
            Rules { dialect: &self.dialect, config: &self.config, adopts: false, hints: Cell::default() };
        let roots: Vec<NodeId> = pieces.iter().map(|piece| piece.root).collect();
        let stopped = rules.swap_all(&mut parsed.tree, pieces, &mut swapper, report);
        drop_nested(&mut report.effects, told);
        let swapped = if stopped {
            Ok(())
        } else {
            roots.into_iter().for_each(|root| parsed.tree.remove(root));
            remaining(&mut parsed, main.select.as_deref())
                .and_then(|top| swapper.swap_top(&parsed.tree, &top, &main.style, main.target))
        };
        let Swapper { tasks, cleaned, lost, .. } = swapper;
        self.forget(&cleaned, report);
        self.registry.lose(&lost);
        if stopped || swapped.is_err() {
            return swapped;
        }
        let title =
            Document::parse(&answer.text).title().filter(|title| main.takes_title && !title.is_empty());
        title.into_iter().for_each(|title| page.set_title(&title));
        self.settle(page, &tasks, report);
        Ok(())
    }

    /// The target and the swap: the answer's headers want it, else the element's attributes (htmx 2.0.11
    /// `handleAjaxResponse`, `getSwapSpecification`).
    fn main(&self, page: &Document, element: NodeId, answer: &PartAnswer) -> Result<Main, Thrown> {
        let inherited = |name| attribute::inherited(page, &self.config, element, name);
        let href = self.location.href.as_str();
        let found = match &answer.retarget {
            Some(written) if written == "this" => Some(Found::Element(element)),
            Some(written) => {
                let found = selector::find_all(page, &self.dialect, Start::Element(element), written);
                found.map_err(|error| Thrown(error.to_string()))?.first().copied()
            }
            None => target::of_sender(page, &self.dialect, &self.config, element, href)?,
        };
        let target = found.ok_or_else(|| Thrown("its target is not on the page".to_owned()))?;
        let swap = answer.reswap.as_deref().or_else(|| inherited("hx-swap")).unwrap_or_default();
        let is_modifier = |word: &str| {
            ["swap:", "settle:", "transition:", "ignoreTitle:", "scroll:", "show:", "focus-scroll:"]
                .iter()
                .any(|modifier| word.starts_with(modifier))
        };
        let style = swap.split_whitespace().next().filter(|word| !is_modifier(word));
        Ok(Main {
            target,
            style: style.unwrap_or(&self.config.default_swap_style).to_owned(),
            select: answer.reselect.clone().or_else(|| inherited("hx-select").map(str::to_owned)),
            takes_title: !swap.split_whitespace().any(|word| word == "ignoreTitle:true"),
        })
    }

    /// What is swapped out of band: what `hx-select-oob` names, then what says so itself, in templates too.
    fn out_of_band(&self, parsed: &mut Parsed, selected: Option<&str>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for entry in selected.into_iter().flat_map(|list| list.split(',')) {
            let (id, value) = entry.split_once(':').unwrap_or((entry, "true"));
            let id = id.trim();
            let css = format!("#{}", page::escape_identifier(id.strip_prefix('#').unwrap_or(id)));
            let found = Selector::parse(&css).ok().and_then(|css| parsed.tree.select_first(parsed.top, &css));
            let Some(root) = found else { continue };
            let written = Some(value.to_owned()).filter(|value| !value.is_empty());
            let instruction = oob::read_as(&self.dialect, &parsed.tree, root, written);
            pieces.push(Piece::take_as(&self.dialect, &self.config, &mut parsed.tree, root, instruction));
        }
        let mut places = vec![parsed.top];
        while let Some(place) = places.pop() {
            let below: Vec<NodeId> = parsed.tree.descendants(place).collect();
            for node in below {
                places.extend(parsed.tree.template_contents(node));
                let says_so = attribute::value(&parsed.tree, node, "hx-swap-oob").is_some();
                if says_so && pieces.iter().all(|piece| piece.root != node) {
                    pieces.push(Piece::take(&self.dialect, &self.config, &mut parsed.tree, node));
                }
            }
        }
        pieces
    }
}

/// What is left at the top, or what is selected of it.
fn remaining(parsed: &mut Parsed, select: Option<&str>) -> Result<Vec<NodeId>, Thrown> {
    let Some(select) = select.filter(|select| !select.is_empty()) else {
        return Ok(parsed.tree.children(parsed.top).collect());
    };
    let css = Selector::parse(select).map_err(|error| Thrown(error.to_string()))?;
    Ok(parsed.tree.select(parsed.top, &css))
}

/// What is nested in a message's roots is not looked at, in an answer it is.
fn drop_nested(effects: &mut Vec<Effect>, from: usize) {
    let about_nested = |effect: &Effect| {
        let Effect::Event(event) = effect else { return false };
        matches!(event, Event::Warning(warning) if matches!(warning.code, "nested-oob" | "template-ignored"))
    };
    let told = effects.split_off(from);
    effects.extend(told.into_iter().filter(|effect| !about_nested(effect)));
}

/// Of a message all that stands beside its roots is ignored, of an answer nothing.
fn about_part(findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
    findings
        .into_iter()
        .filter(|finding| !matches!(finding.code, "text-ignored" | "json" | "template-ignored"))
}
