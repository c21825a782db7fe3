//! Lines that wait: for htmx to get done with the page, or for messages.

use std::io;

use tokio::time::Instant;

use super::{Driver, Phase};
use crate::event::Event;
use crate::render::{sanitize, width};

/// The most that is shown of a line that is given up.
const LINE_COLUMNS: usize = 40;

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

    /// Gives up the lines that were entered ahead, and says how many and which is the first.
    pub(super) fn tell_given_up(&mut self) -> io::Result<()> {
        let lines = self.lines.drop_ahead();
        let Some(first) = lines.first() else { return Ok(()) };
        let first = width::cut(&sanitize::line(first), LINE_COLUMNS).into_owned();
        let message = match lines.len() {
            1 => format!("1 line was given up: {first}"),
            count => format!("{count} lines were given up, from here on: {first}"),
        };
        self.printer.event(Event::Note { message })
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
