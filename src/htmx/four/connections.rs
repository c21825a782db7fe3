//! The twin's side of htmx 4's connections: opened by events, ended for good, with settings of their own.

use super::reconnect;
use crate::htmx::dialect::Processing;
use crate::htmx::reconnect::Policy;
use crate::htmx::twin::{Effect, Twin};
use crate::page::NodeId;

impl Twin {
    /// Opens the socket of an element whose trigger has come (htmx 4.0.1 hx-ws `initializeElement`), unless it has one.
    pub fn connect(&mut self, element: NodeId) -> Vec<Effect> {
        let memory = self.registry.powered.memory(element);
        let address = memory.and_then(|memory| memory.address.clone());
        let Some((page, address)) = self.page.as_ref().zip(address) else { return Vec::new() };
        let opened = self.registry.connect(page, &self.config, &self.location, element, &address);
        let opens = self.registry.socket_of(element).is_some_and(|socket| socket.url.is_ok());
        // where `hx-config` is not JSON htmx throws and opens nothing
        if opened == Ok(true) && opens { vec![Effect::OpenSocket(element)] } else { Vec::new() }
    }

    /// The element's connection has ended for good, so that htmx 4 has none for it until its trigger comes again.
    pub fn connection_ended(&mut self, element: NodeId) {
        if self.dialect.processing == Processing::Four {
            self.registry.end_connection(element);
        }
    }

    /// The subprotocols that the page asks for on the socket of an element (htmx 4.0.1 hx-ws `config.protocols`).
    #[must_use]
    pub fn protocols(&self, element: NodeId) -> Vec<String> {
        let page = self.page.as_ref().filter(|_| self.dialect.processing == Processing::Four);
        let settings = page.and_then(|page| reconnect::settings(page, &self.config, element).ok());
        settings.map(|settings| reconnect::protocols(&settings)).unwrap_or_default()
    }

    /// The policy of the socket of an element, or of any without one.
    pub(in crate::htmx) fn policy_of_element(&self, element: Option<NodeId>) -> Policy {
        let settings = self
            .page
            .as_ref()
            .zip(element)
            .and_then(|(page, element)| reconnect::settings(page, &self.config, element).ok())
            .unwrap_or_else(|| self.config.four.ws.clone());
        reconnect::policy(&self.dialect, &self.config, &settings)
    }
}
