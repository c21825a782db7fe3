//! Plays a scenario through the library's core, with a scripted server in place of sockets and timers.

use std::collections::VecDeque;

use hxws::event::Payload;
use hxws::htmx::compose::{Extras, Submitter};
use hxws::htmx::connection::{Connection, Dispatch};
use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::trigger;
use hxws::htmx::twin::{Effect, Twin};
use hxws::page::{Document, NodeId, Selector};
use url::Url;

use super::scenario::{Act, Scenario, Seen, SeenSocket, Sent, Step};

const CONNECTING: u8 = 0;
const OPEN: u8 = 1;
const CLOSING: u8 = 2;
const CLOSED: u8 = 3;

/// What there was to see after the load and after every step.
pub fn play(scenario: &Scenario) -> Vec<Seen> {
    let mut player = Player::load(scenario);
    let mut seen = vec![player.look()];
    for step in &scenario.steps {
        player.step(step);
        seen.push(player.look());
    }
    seen
}

/// One socket element's wrapper.
struct Wrapper {
    element: NodeId,
    url: String,
    connection: Connection,
    /// Its latest socket.
    socket: usize,
}

/// One WebSocket as the browser has it.
struct Socket {
    wrapper: usize,
    state: u8,
}

struct Player {
    twin: Twin,
    random: f64,
    wrappers: Vec<Wrapper>,
    sockets: Vec<Socket>,
    timers: VecDeque<(u64, usize)>,
    sent: Vec<Sent>,
    met: usize,
}

impl Player {
    fn load(scenario: &Scenario) -> Self {
        let html = format!(
            "<!DOCTYPE html><html><head><title>t</title>{}</head><body>{}</body></html>",
            scenario.head, scenario.page
        );
        let url = Url::parse(&scenario.url).unwrap();
        let twin = Twin::load(Dialect::default(), Document::parse(&html), url, Given::default());
        let mut player = Self {
            twin,
            random: scenario.random,
            wrappers: Vec::new(),
            sockets: Vec::new(),
            timers: VecDeque::new(),
            sent: Vec::new(),
            met: 0,
        };
        player.meet_sockets();
        (0..player.sockets.len()).for_each(|socket| player.open(socket));
        player
    }

    fn look(&mut self) -> Seen {
        let page = self.page();
        let html = page.body().map(|body| page.inner_html(body)).unwrap_or_default();
        let url = |socket: &Socket| self.wrappers[socket.wrapper].url.clone();
        #[expect(clippy::cast_precision_loss, reason = "delays are short")]
        let timers = self.timers.iter().map(|(delay, _)| Some(*delay as f64)).collect();
        let sockets =
            self.sockets.iter().map(|socket| SeenSocket { url: url(socket), state: socket.state }).collect();
        Seen { sent: std::mem::take(&mut self.sent), sockets, timers, html }
    }

    fn step(&mut self, step: &Step) {
        let socket = step.socket.or(self.sockets.len().checked_sub(1));
        match &step.act {
            Act::Recv { recv } => self.receive(socket, &Payload::Text(recv.clone())),
            Act::RecvHex { hex } => self.receive(socket, &Payload::Binary(bytes(hex))),
            Act::Fill { fill, value } => self.on(fill, |page, node| page.set_value(node, value)),
            Act::Check { check, on } => self.on(check, |page, node| page.set_checked(node, *on)),
            Act::Select { select, values } => self.on(select, |page, node| {
                for option in page.options(node) {
                    page.set_selected(option, values.contains(&page.value(option)));
                }
            }),
            Act::Submit { submit, by } => self.request_submit(submit, by.as_deref()),
            Act::Enter { enter } => self.enter(enter),
            Act::Click { click } => self.find(click).into_iter().for_each(|node| self.click(node)),
            Act::Change { change } => self.dispatch_on("change", change),
            Act::Event { event, on } => self.dispatch_on(event, on),
            Act::Drop { drop } => socket.into_iter().for_each(|socket| self.close(socket, *drop)),
            Act::Fire { .. } => self.fire(),
            Act::Open { .. } => socket.into_iter().for_each(|socket| self.open(socket)),
        }
    }
}

/// The server's side.
impl Player {
    /// Takes up the sockets that the page has made since.
    fn meet_sockets(&mut self) {
        let made = &self.twin.all_sockets()[self.met..];
        self.met += made.len();
        for made in made {
            let Ok(url) = &made.url else { continue };
            let connection = Connection::new(self.twin.policy(Some(made.element)));
            let socket = self.sockets.len();
            self.sockets.push(Socket { wrapper: self.wrappers.len(), state: CONNECTING });
            self.wrappers.push(Wrapper { element: made.element, url: url.to_string(), connection, socket });
        }
    }

    fn open(&mut self, socket: usize) {
        if self.sockets[socket].state != CONNECTING {
            return;
        }
        self.sockets[socket].state = OPEN;
        let queued = self.wrappers[self.sockets[socket].wrapper].connection.handle_open();
        self.sent.extend(queued.into_iter().map(|data| Sent { socket, data }));
    }

    fn close(&mut self, socket: usize, code: u16) {
        let wrapper = self.sockets[socket].wrapper;
        self.sockets[socket].state = CLOSED;
        if !self.is_on_page(wrapper) {
            self.wrappers[wrapper].connection.abandon();
        }
        if let Some(retry) = self.wrappers[wrapper].connection.handle_close(code, self.random) {
            self.timers.push_back((retry.delay_ms, wrapper));
        }
    }

    fn fire(&mut self) {
        let Some((_, wrapper)) = self.timers.pop_front() else { return };
        self.wrappers[wrapper].connection.handle_timer();
        self.wrappers[wrapper].socket = self.sockets.len();
        self.sockets.push(Socket { wrapper, state: CONNECTING });
    }

    fn receive(&mut self, socket: Option<usize>, payload: &Payload) {
        let Some(wrapper) = socket.map(|socket| self.sockets[socket].wrapper) else { return };
        if !self.is_on_page(wrapper) {
            return;
        }
        for effect in self.twin.receive(1, payload) {
            match effect {
                Effect::CloseSocket(element) => self.leave(element),
                Effect::OpenSocket(_) => self.meet_sockets(),
                Effect::Event(_) | Effect::Send { .. } | Effect::Halt(_) => {}
            }
        }
    }

    fn leave(&mut self, element: NodeId) {
        let Some(wrapper) = self.wrappers.iter().rfind(|wrapper| wrapper.element == element) else { return };
        let socket = &mut self.sockets[wrapper.socket];
        socket.state = socket.state.max(CLOSING);
    }

    fn is_on_page(&self, wrapper: usize) -> bool {
        self.page().is_attached(self.wrappers[wrapper].element)
    }
}

/// A person's side.
impl Player {
    fn page(&self) -> &Document {
        self.twin.page().unwrap()
    }

    fn find(&self, selector: &str) -> Option<NodeId> {
        let page = self.page();
        page.select_first(page.root(), &Selector::parse(selector).unwrap())
    }

    fn on(&mut self, selector: &str, change: impl FnOnce(&mut Document, NodeId)) {
        if let Some(node) = self.find(selector) {
            change(self.twin.page_mut().unwrap(), node);
        }
    }

    fn request_submit(&mut self, form: &str, by: Option<&str>) {
        let Some(form) = self.find(form) else { return };
        match by.map(|by| self.find(by)) {
            None => self.submit(form, Submitter::None),
            Some(Some(button)) => self.submit(form, Submitter::Requested(button)),
            Some(None) => {}
        }
    }

    /// The Enter key in a field (HTML §4.10.22.2, implicit submission).
    fn enter(&mut self, field: &str) {
        let Some(form) = self.find(field).and_then(|field| self.page().form_owner(field)) else { return };
        match self.page().default_button(form) {
            Some(button) => self.click(button),
            None if blocking_fields(self.page(), form) <= 1 => self.submit(form, Submitter::None),
            None => {}
        }
    }

    /// `element.click()` with its default action.
    fn click(&mut self, element: NodeId) {
        let page = self.page();
        if page.is_disabled(element) {
            return;
        }
        let kind = page.control_type(element);
        let was = page.checked(element);
        let checks = kind == "checkbox" || (kind == "radio" && !was);
        if checks {
            self.twin.page_mut().unwrap().set_checked(element, !was);
        }
        self.twin.hear_click(element);
        let cancelled = self.dispatch("click", element);
        let page = self.page();
        let holder = lineage(page, element).find(|&node| page.is_submit_button(node));
        let form = holder.and_then(|button| page.form_owner(button));
        self.follow_link(element);
        let page = self.page();
        if checks {
            self.dispatch("change", element);
        } else if kind == "reset" {
            let form = page.form_owner(element);
            form.into_iter().for_each(|form| self.twin.page_mut().unwrap().reset(form));
        } else if let (Some(button), Some(form), false) = (holder, form, cancelled) {
            self.submit(form, Submitter::Button(button));
        }
    }

    /// A link to a fragment changes `location.href`; others lead away, which no scenario does.
    fn follow_link(&mut self, element: NodeId) {
        let page = self.page();
        let link = lineage(page, element).find(|&node| page.local_name(node) == Some("a"));
        let fragment = link.and_then(|link| page.attr(link, "href")?.strip_prefix('#'));
        if let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) {
            let mut location = self.twin.location().clone();
            location.set_fragment(Some(fragment));
            self.twin.set_location(location);
        }
    }

    fn dispatch_on(&mut self, event: &str, selector: &str) {
        if let Some(node) = self.find(selector) {
            self.dispatch(event, node);
        }
    }

    /// An event that bubbles to the senders that wait for it; true where htmx prevents its default action.
    fn dispatch(&mut self, event: &str, target: NodeId) -> bool {
        let page = self.page();
        let senders: Vec<NodeId> =
            lineage(page, target).filter(|&node| self.is_sender_on(event, node)).collect();
        let cancels = |&sender: &NodeId| {
            let button = lineage(page, sender).find(|&node| is_button(page, node));
            button.is_some_and(|button| {
                page.form_owner(button).is_some() && page.control_type(button) == "submit"
            })
        };
        let cancelled = event == "click" && senders.iter().any(cancels);
        senders.into_iter().for_each(|sender| self.send(sender, Submitter::None));
        cancelled
    }

    fn submit(&mut self, form: NodeId, submitter: Submitter) {
        let page = self.page();
        let senders: Vec<NodeId> =
            lineage(page, form).filter(|&node| self.is_sender_on("submit", node)).collect();
        senders.into_iter().for_each(|sender| self.send(sender, submitter));
    }

    fn is_sender_on(&self, event: &str, node: NodeId) -> bool {
        self.twin.senders().iter().any(|sender| sender.element == node)
            && trigger::of(self.page(), node).iter().any(|trigger| trigger.event == event)
    }

    fn send(&mut self, sender: NodeId, submitter: Submitter) {
        let holder = self.twin.senders().iter().find(|held| held.element == sender);
        let Some(holder) = holder.and_then(|sender| sender.socket) else { return };
        let Ok(composed) = self.twin.compose(sender, submitter, &Extras::default()) else { return };
        let Some(wrapper) = self.wrappers.iter_mut().rfind(|wrapper| wrapper.element == holder) else {
            return;
        };
        if let Dispatch::Send(data) = wrapper.connection.send(composed.text) {
            self.sent.push(Sent { socket: wrapper.socket, data });
        }
    }
}

fn lineage(page: &Document, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(Some(node), |&node| page.parent_element(node))
}

fn is_button(page: &Document, node: NodeId) -> bool {
    page.local_name(node) == Some("button")
        || (page.local_name(node) == Some("input") && page.attr(node, "type") == Some("submit"))
}

/// Fields of which only one may be in a form without a submit button for the Enter key to submit it.
fn blocking_fields(page: &Document, form: NodeId) -> usize {
    const OTHERS: [&str; 10] =
        ["button", "checkbox", "color", "file", "hidden", "image", "radio", "range", "reset", "submit"];
    let blocks = |&node: &NodeId| {
        page.local_name(node) == Some("input") && !OTHERS.contains(&page.control_type(node).as_str())
    };
    page.form_elements(form).into_iter().filter(blocks).count()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
