//! What the printer holds back or leaves out of what arrives, and what it says of that.

use std::io;

use super::Printer;
use crate::commands::filter::Filter;
use crate::commands::gate::Released;
use crate::event::Event;

impl Printer {
    /// Prints only messages that a filter takes, or again all; says how many the last one has hidden.
    pub fn set_filter(&mut self, filter: Option<Filter>) -> u64 {
        self.gate.set_filter(filter)
    }

    /// Whether messages are filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.gate.is_filtered()
    }

    /// Holds messages back; false where that is so already.
    pub fn pause(&mut self) -> bool {
        self.gate.pause()
    }

    /// Whether messages are held back.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.gate.is_paused()
    }

    /// Prints what was held back, and holds no more; false where nothing was.
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn resume(&mut self) -> io::Result<bool> {
        let Some(Released { records, messages, dropped }) = self.gate.resume() else { return Ok(false) };
        let mut message = match messages {
            1 => "1 message came meanwhile".to_owned(),
            _ => format!("{messages} messages came meanwhile"),
        };
        if dropped > 0 {
            message.push_str(&format!(", the first {dropped} are not kept"));
        }
        self.event(Event::Note { message })?;
        self.show(&records)?;
        Ok(true)
    }

    /// The same, where nobody asked for it: where nothing has come, nothing is said.
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn resume_quietly(&mut self) -> io::Result<()> {
        if self.gate.has_held() {
            self.resume()?;
        } else {
            self.gate.resume();
        }
        Ok(())
    }

    /// Prints what is held back to the end, and how much was hidden.
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn open_gate(&mut self) -> io::Result<()> {
        self.resume()?;
        match self.set_filter(None) {
            0 => Ok(()),
            hidden => self.event(Event::Note { message: hidden_messages(hidden) }),
        }
    }
}

/// `37 messages were hidden`.
#[must_use]
pub fn hidden_messages(hidden: u64) -> String {
    match hidden {
        0 => "no message was hidden".to_owned(),
        1 => "1 message was hidden".to_owned(),
        _ => format!("{hidden} messages were hidden"),
    }
}
