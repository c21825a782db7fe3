//! What htmx forgets about elements: as they are initialised anew, and as they leave.

use std::collections::HashSet;

use super::{Action, Handler, Registry, Sender, Wire};
use crate::htmx::dialect::Dialect;
use crate::page::{Document, NodeId};

impl Registry {
    /// Begins a turn of changes: how many sockets the caller knows of so far.
    pub fn begin(&mut self) -> usize {
        self.announced = self.sockets.len();
        self.announced
    }

    /// Elements whose socket, known to the caller, was closed since then though they stay.
    pub fn take_dropped(&mut self) -> Vec<NodeId> {
        std::mem::take(&mut self.dropped)
    }

    /// Whether the element is new, or its attributes are others than when it was initialised: htmx then forgets what
    /// it held (`deInitNode`).
    pub(super) fn is_fresh(&mut self, page: &Document, dialect: &Dialect, element: NodeId) -> bool {
        let hash = attribute_hash(page, element);
        let before = self.initialized.insert(element, hash);
        if before != Some(hash) {
            let known = before.is_some();
            self.deinit(dialect, dialect.deinit_closes_socket, known, element);
        }
        before != Some(hash)
    }

    /// Forgets what an element that stays held; its socket is closed, or stays open, and unheld where the version
    /// forgets it.
    pub(super) fn deinit(&mut self, dialect: &Dialect, closes: bool, known: bool, element: NodeId) {
        if self.holding.get(&element) == Some(&true) && closes {
            self.drop_socket(element);
        }
        if dialect.deinit_forgets {
            self.holding.remove(&element);
        }
        let sent = self.sending.remove(&element);
        self.has_stale_senders |= sent;
        if known || sent {
            self.wired.push(Wire { element, action: Action::Forget });
        }
    }

    /// Takes out the senders of elements that were forgotten; of an element that was taken up again, its latest stays.
    pub(super) fn drop_stale_senders(&mut self) {
        if !std::mem::take(&mut self.has_stale_senders) {
            return;
        }
        let mut met = HashSet::new();
        let latest = |sender: &Sender| {
            sender.handler == Handler::Core
                || (self.sending.contains(&sender.element) && met.insert(sender.element))
        };
        let mut senders: Vec<Sender> = self.senders.iter().rev().copied().filter(latest).collect();
        senders.reverse();
        self.senders = senders;
    }

    fn drop_socket(&mut self, element: NodeId) {
        let latest = self.sockets.iter().rposition(|socket| socket.element == element && socket.url.is_ok());
        if let Some((at, socket)) = latest.and_then(|at| Some((at, self.sockets.get_mut(at)?))) {
            socket.dropped = true;
            if at < self.announced {
                self.dropped.push(element);
            }
        }
    }

    /// Forgets elements that htmx cleans up (htmx 2.0.11 `cleanUpElement`). Returns those that held a socket, which
    /// the extension closes.
    pub fn clean_up(&mut self, elements: &[NodeId]) -> Vec<NodeId> {
        let (mut held, mut gone, mut sent) = (Vec::new(), HashSet::new(), false);
        self.wired.extend(elements.iter().map(|&element| Wire { element, action: Action::Forget }));
        for element in elements {
            self.initialized.remove(*element);
            self.powered.forget(*element);
            sent |= self.sending.remove(element) | self.core_sending.remove(element);
            if let Some(holds) = self.holding.remove(element) {
                gone.insert(*element);
                held.extend(holds.then_some(*element));
            }
        }
        if sent {
            self.senders.retain(|sender| match sender.handler {
                Handler::Core => self.core_sending.contains(&sender.element),
                Handler::Extension => self.sending.contains(&sender.element),
            });
        }
        if !gone.is_empty() {
            self.sockets.iter_mut().for_each(|socket| socket.left |= gone.contains(&socket.element));
        }
        held
    }
}

/// Java's string hash over the names and values of all attributes that are not empty (htmx 2.0.11 `attributeHash`).
fn attribute_hash(page: &Document, element: NodeId) -> i32 {
    let filled = page.attrs(element).filter(|(_, value)| !value.is_empty());
    let with = |hash: i32, unit: u16| hash.wrapping_mul(31).wrapping_add(i32::from(unit));
    filled.flat_map(|(name, value)| [name, value]).fold(0, |hash, text| match text.is_ascii() {
        true => text.bytes().fold(hash, |hash, byte| with(hash, byte.into())),
        false => text.encode_utf16().fold(hash, with),
    })
}
