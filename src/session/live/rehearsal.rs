//! A session that connects to nothing: its sockets take messages as open ones do, and what is sent goes nowhere.

use super::Session;
use crate::event::Record;

impl Session {
    /// Takes all sockets for open; from now on the page's triggers are heard, and what is to happen at load happens.
    pub fn rehearse(&mut self) -> Vec<Record> {
        for socket in &mut self.sockets {
            socket.connection.handle_open();
        }
        let effects = self.twin.begin();
        self.apply(0, effects)
    }
}
