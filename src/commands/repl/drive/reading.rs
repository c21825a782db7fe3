//! Lines about how what arrives is shown: done to the printer.

use std::io;
use std::path::Path;

use super::Driver;
use crate::commands::printer::hidden_messages;
use crate::commands::repl::command::reading::Reading;
use crate::event::Event;

impl Driver<'_> {
    pub(super) fn read_on(&mut self, reading: Reading) -> io::Result<()> {
        match reading {
            Reading::More => {
                if !self.printer.more()? {
                    self.remark("nothing is cut, or it has been shown to its end".to_owned())?;
                }
            }
            Reading::Output(format) => self.printer.set_format(format)?,
            Reading::Filter(filter) => {
                let (had, has) = (self.printer.is_filtered(), filter.is_some());
                let hidden = self.printer.set_filter(filter);
                if had {
                    self.remark(hidden_messages(hidden))?;
                } else if !has {
                    self.remark("there is no filter: everything is shown".to_owned())?;
                }
            }
            Reading::Pause => {
                if !self.printer.pause() {
                    self.remark("messages are held back already: /resume shows them".to_owned())?;
                }
            }
            Reading::Resume => {
                if !self.printer.resume()? {
                    self.remark("nothing is held back: /pause does that".to_owned())?;
                }
            }
            Reading::Times(on) => self.printer.change(|style| style.times = on),
            Reading::Verbose(on) => self.printer.change(|style| style.verbose = u8::from(on)),
            Reading::Record(path) => match self.printer.record_to(Path::new(&path)) {
                Ok(()) => self.remark(format!("recording to `{path}`"))?,
                Err(error) => self.complain(format!("`{path}` cannot be recorded to: {error}"))?,
            },
            Reading::RecordOff => {
                if !self.printer.stop_recording() {
                    self.remark("nothing is being recorded".to_owned())?;
                }
            }
        }
        Ok(())
    }

    fn remark(&mut self, message: String) -> io::Result<()> {
        self.printer.event(Event::Note { message })
    }
}
