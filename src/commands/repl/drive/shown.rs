//! What the prompt shows: the socket's state, and what the next line goes to.

use tokio::time::Instant;

use super::Driver;
use crate::commands::repl::countdown::Countdown;
use crate::commands::repl::prompt::Standing;
use crate::session::live::Target;

impl Driver<'_> {
    /// Buttons that were clicked are no place to type to; forms are, of the current socket.
    pub(super) fn remember_form(&mut self) {
        let twin = self.session.twin();
        let socket = self.session.target().and_then(|target| target.element);
        let used = twin.sender_in_use().zip(twin.page()).filter(|(selector, page)| {
            let found = twin.choose_sender(Some(selector), socket).ok();
            found.and_then(|node| page.local_name(node)) == Some("form")
        });
        if let Some((selector, _)) = used {
            self.form = Some(selector.to_owned());
        }
    }

    pub(super) fn show_state(&self) {
        if let Some(prompt) = &self.prompt
            && prompt.set(&self.standing())
        {
            self.lines.repaint();
        }
    }

    /// Asks for the next line.
    pub(super) fn ask(&mut self) {
        self.printer.measure();
        if let Some(prompt) = &self.prompt {
            prompt.begin(self.printer.style().width);
        }
        self.lines.ask();
    }

    /// When the prompt's countdown changes, where there is one.
    pub(super) fn next_tick(&self) -> Option<Instant> {
        let at = self.session.retry_at().filter(|_| self.prompt.is_some())?;
        let now = Instant::now();
        let left = at.checked_duration_since(now).filter(|left| !left.is_zero())?;
        Some(now + Countdown::until_change(left))
    }

    fn standing(&self) -> Standing {
        let now = Instant::now();
        Standing {
            state: self.session.state(),
            retry_in: self.session.retry_at().map(|at| at.saturating_duration_since(now)),
            queued: self.session.queued_here(),
            paused: self.printer.is_paused(),
            filtered: self.printer.is_filtered(),
            name: self.name(),
        }
    }

    /// What the next line goes to: of several sockets that one, then the form in use, the page's only sender, the socket
    /// element, or the bare socket's path.
    fn name(&self) -> String {
        let Some(target) = self.session.target() else { return String::new() };
        let (several, name) = (self.session.sockets().count() > 1, self.addressee(target));
        match target.selector.as_deref().filter(|socket| several && *socket != name) {
            Some(socket) => format!("{socket} {name}"),
            None => name,
        }
    }

    fn addressee(&self, target: &Target) -> String {
        let twin = self.session.twin();
        if let Some(form) = &self.form {
            return form.clone();
        }
        let only = twin.only_sender(target.element).zip(twin.page());
        match (only, &target.selector) {
            (Some((sender, page)), _) => page.selector_for(sender),
            (None, Some(selector)) => selector.clone(),
            (None, None) => target.url.path().to_owned(),
        }
    }
}
