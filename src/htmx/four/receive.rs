//! A received message in htmx 4: read, and its tasks worked out (htmx 4.0.1 hx-ws `handleMessage`). What becomes of the
//! tasks is in `progress`.

use serde_json::Value;

use super::attribute;
use super::diagnose;
use super::fragment;
use super::reading::{self, Content, Reading};
use super::task::{self, Piece, Plan, Request};
use crate::event::{Event, Fragment, Outcome, Payload, SaidBy};
use crate::htmx::diagnose::{Finding, markup, payload, response_header};
use crate::htmx::receive::Report;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

impl Twin {
    /// What htmx 4 does with a message of the socket, at once or, where the one before is not done with, later.
    pub(in crate::htmx) fn receive_tasks(
        &mut self,
        socket: Option<NodeId>,
        seq: u64,
        payload: &Payload,
    ) -> Vec<Effect> {
        let heard =
            |socket: NodeId| self.registry.socket_of(socket).is_none() || self.registry.is_connected(socket);
        let socket = socket.or_else(|| self.likely_socket());
        if !socket.is_none_or(heard) {
            return Vec::new();
        }
        self.inboxes.arrive(socket, seq, payload.clone());
        let mut effects = Vec::new();
        self.take_up(socket, &mut effects);
        effects
    }

    /// The socket of a message that names none: the page's first, or else the first element that would connect.
    fn likely_socket(&self) -> Option<NodeId> {
        let page = self.page.as_ref()?;
        let connects = |&node: &NodeId| {
            attribute::own(page, &self.config, node, &self.config.four.adjusted("hx-ws:connect")).is_some()
        };
        let first = self.sockets().first().map(|socket| socket.element);
        first.or_else(|| page.descendants(page.root()).find(connects)).or_else(|| page.body())
    }

    /// Takes up message after message, as long as none has to wait for a task.
    pub(super) fn take_up(&mut self, socket: Option<NodeId>, effects: &mut Vec<Effect>) {
        while let Some((seq, payload)) = self.inboxes.next(socket) {
            if !self.has_left(socket) {
                let mut report = Report { seq, effects: std::mem::take(effects) };
                self.open_message(socket, &payload, &mut report);
                *effects = report.effects;
            }
        }
        if self.has_left(socket) {
            self.inboxes.forget(socket);
        }
    }

    /// Whether the socket element is on the page no more.
    fn has_left(&self, socket: Option<NodeId>) -> bool {
        self.page.as_ref().zip(socket).is_some_and(|(page, socket)| !page.is_attached(socket))
    }

    /// htmx 4.0.1 hx-ws `handleMessage`.
    fn open_message(&mut self, socket: Option<NodeId>, payload: &Payload, report: &mut Report) {
        let text = match payload {
            Payload::Text(text) => text,
            Payload::Binary(bytes) => return report.warn(None, diagnose::binary(bytes)),
        };
        report.warn_all(None, response_header::redirect_header(text));
        match reading::read(text) {
            Reading::Html => {
                report.warn_all(None, diagnose::broken_json(text));
                self.swap_message(socket, text, None, report);
            }
            Reading::Data => report.warn(None, diagnose::data_only()),
            Reading::Content(content) => {
                if content.deprecated && self.inboxes.is_first_payload(socket) {
                    report.warn(None, diagnose::payload_deprecated());
                }
                let near = content.near.as_ref().map(|(written, meant)| diagnose::near_key(written, meant));
                report.warn_all(None, near);
                match (&content.html, diagnose::content_refused(&content.html)) {
                    (Value::String(html), _) => self.swap_message(socket, html, Some(&content), report),
                    (_, finding) => report.warn_all(None, finding),
                }
            }
        }
    }

    /// Swaps the HTML of a message, or of another answer to the element, with what `content` wants beside it.
    pub(super) fn swap_message(
        &mut self,
        socket: Option<NodeId>,
        html: &str,
        content: Option<&Content>,
        report: &mut Report,
    ) {
        let request = match self.request(socket, content) {
            Ok(request) => request,
            Err(finding) => return report.warn(None, finding),
        };
        let parsed = fragment::parse(html);
        let dropped = if parsed.plain {
            None
        } else {
            markup::parser_dropped(&parsed.markup, &parsed.tree, parsed.top)
        };
        let scripts = payload::script_not_run(scripts(&parsed.tree, parsed.top));
        report.warn_all(None, dropped.into_iter().chain(scripts));
        let mut page = self.page.take();
        let plan = task::plan(page.as_mut(), &self.config, parsed, &request);
        if let Some(mut page) = page {
            self.act_upon(&mut page, socket, plan, report);
            self.page = Some(page);
        } else {
            tell_all(plan, report);
        }
    }

    /// What the message asks for beside its HTML: its own settings, else those of the socket element.
    fn request(&self, socket: Option<NodeId>, content: Option<&Content>) -> Result<Request, Finding> {
        let attribute = |name| attribute::value(self.page.as_ref()?, &self.config, socket?, name);
        let filled = |name| attribute(name).filter(|value| !value.is_empty());
        let swap = content.and_then(|content| content.swap.clone());
        let own_swap = swap.is_some();
        let swap = swap.or_else(|| filled("hx-swap").map(Value::String));
        let swap_given = swap.is_some();
        let swap = swap.unwrap_or_else(|| Value::from(self.config.four.default_swap.as_str()));
        let target = content.and_then(|content| content.target.clone());
        let own_target = target.is_some();
        let target = target.or_else(|| filled("hx-target").map(Value::String));
        let select = content.and_then(|content| content.select.clone());
        let said_by = SaidBy {
            target: match &target {
                Some(_) if own_target => "from the message's `target`",
                Some(_) => "from hx-target",
                None => "the socket element, as there is no hx-target",
            },
            style: match swap_given {
                true if own_swap => "from the message's `swap`",
                true => "from hx-swap",
                false => "the default, as there is no hx-swap",
            },
        };
        Ok(Request {
            source: socket,
            target,
            said_by,
            swap_given,
            swap: reading::with_swap_empty(&swap)
                .ok_or_else(|| diagnose::style_refused(&reading::js_text(&swap)))?,
            select: select.or_else(|| attribute("hx-select")),
            select_oob: attribute("hx-select-oob"),
        })
    }
}

pub(super) fn tell(report: &mut Report, index: usize, piece: Piece) {
    let fragment = Fragment { seq: report.seq, index, ..piece.fragment };
    report.effects.push(Effect::Event(Event::from(fragment)));
    report.warn_all(Some(index), piece.findings);
}

/// Tells the pieces of a message that is not applied, or has no page to be applied to.
pub(super) fn tell_all(plan: Plan, report: &mut Report) {
    report.warn_all(None, plan.findings);
    let last = plan.pieces.len().saturating_sub(1);
    let at_fault = plan.pieces.last().is_some_and(|piece| piece.fragment.outcome == Outcome::InvalidSelector);
    for (at, piece) in plan.pieces.into_iter().enumerate() {
        tell(report, at, piece);
    }
    if let Some(finding) = plan.stopped {
        report.warn(at_fault.then_some(last), finding);
    }
}

/// Scripts that a browser would run.
fn scripts(tree: &Document, top: NodeId) -> usize {
    let mut waiting = vec![top];
    let mut count = 0;
    while let Some(root) = waiting.pop() {
        for node in tree.descendants(root) {
            waiting.extend(tree.template_contents(node));
            let kind = tree.attr(node, "type").unwrap_or_default();
            let runs = matches!(kind, "" | "text/javascript" | "module");
            count += usize::from(runs && tree.local_name(node) == Some("script"));
        }
    }
    count
}
