//! `/reload`: the page again, by the session's own client.

use std::io;

use super::super::swaps::Swaps;
use super::{Driver, Phase};
use crate::commands::open::{self, Opened};
use crate::session::live::Target;
use crate::status::{Status, Stop};

impl Driver<'_> {
    /// Loads the page again where that was asked for, before the next line is taken.
    ///
    /// # Errors
    /// Those of standard output.
    pub(super) async fn reload_if_asked(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.reloads) {
            return Ok(());
        }
        match self.opened_again().await {
            Ok((opened, targets)) => self.go_on_with(opened, targets)?,
            Err(stop) => {
                self.fail(Status::Failed);
                self.tell_failure(stop.message, stop.help)?;
            }
        }
        self.printer.flush()?;
        self.show_state();
        self.ask();
        Ok(())
    }

    async fn opened_again(&mut self) -> Result<(Opened<()>, Vec<Target>), Stop> {
        if self.session.twin().page().is_none() {
            let stop = Stop::failed("there is no page to load again: this is a bare socket");
            return Err(stop.help("`/reconnect` opens it anew".to_owned()));
        }
        let given = self.session.twin().given().clone();
        let opened = open::open_again(self.request, self.session.client_mut(), given, self.printer).await?;
        let targets = self.targets_again(&opened)?;
        Ok((opened, targets))
    }

    /// What was asked for at the start, and the sockets that the session has opened since, where the page still has them.
    fn targets_again(&self, opened: &Opened<()>) -> Result<Vec<Target>, Stop> {
        let asked_for = opened.targets(self.request.page.socket.as_deref());
        let mut targets = asked_for.as_ref().cloned().unwrap_or_default();
        for held in self.session.sockets() {
            let still = held.target.selector.as_deref().and_then(|selector| opened.target_of(selector));
            let is_new = |still: &Target| targets.iter().all(|target| target.element != still.element);
            targets.extend(still.filter(is_new));
        }
        if targets.is_empty() { asked_for } else { Ok(targets) }
    }

    fn go_on_with(&mut self, opened: Opened<()>, targets: Vec<Target>) -> io::Result<()> {
        let dialect = open::dialect_name(opened.twin.dialect());
        if self.printer.style().dialect != dialect {
            self.printer.set_dialect(dialect);
        }
        opened.tell(self.printer)?;
        self.loaded = opened.twin.still();
        let records = self.session.reload(opened.twin, targets);
        self.tally.leave(self.session.queued_here());
        self.elsewhere.clear();
        self.due = self.session.twin().next_send();
        self.log.forget_queue();
        self.printer.print(&records)?;
        self.note(&records)?;
        self.form = None;
        self.swaps = Swaps::default();
        (self.end_known, self.reloaded) = (false, true);
        if self.prompt.is_none() && matches!(self.phase, Phase::Reading) {
            // the next line is to find the page as it is once its socket is open
            self.phase = Phase::Opening(self.patience());
        }
        Ok(())
    }
}
