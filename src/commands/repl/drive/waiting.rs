//! Lines that wait: for htmx to get done with the page, or for messages.

use std::io;

use tokio::time::Instant;

use super::{Driver, Phase};

impl Driver<'_> {
    /// Prints the page that waits, once htmx has got it ready or has taken its time.
    pub(super) fn print_settled(&mut self) -> io::Result<()> {
        let Phase::Settling(deadline) = self.phase else { return Ok(()) };
        if self.page.is_some() && self.session.is_at_work() && Instant::now() < deadline {
            return Ok(());
        }
        self.phase = Phase::Reading;
        if let Some(line) = self.page.take() {
            self.act(line)?;
        }
        self.printer.flush()?;
        self.ask();
        Ok(())
    }

    pub(super) fn stop_waiting(&mut self, why: &str) -> io::Result<()> {
        if let Phase::Waiting(count, _) = self.phase {
            self.tell(format!("{why}: {}", self.waited(count)))?;
            self.printer.flush()?;
            self.phase = Phase::Reading;
            self.ask();
        }
        Ok(())
    }
}
