//! The page again: the old one goes away with its sockets, the new one opens its own.

use tokio::time::Instant;

use super::closing::{Closing, Parting};
use super::socket::{Live, Phase};
use super::{Session, Target};
use crate::event::{By, Event, Record};
use crate::htmx::twin::Twin;
use crate::session::client::Client;

/// The code with which the sockets of a page close that goes away (WebSockets Standard, "make disappear").
const GOING_AWAY: u16 = 1001;

impl Session {
    /// The client, to fetch with.
    pub fn client_mut(&mut self) -> &mut Client {
        &mut self.client
    }

    /// Another page takes the place of this one, with these sockets; messages go to the same one where it is
    /// still there. htmx gets done with what came in; what was queued is
    /// lost, as it is in a browser. Messages are counted on.
    pub fn reload(&mut self, twin: Twin, targets: Vec<Target>) -> Vec<Record> {
        let mut records = self.play_out();
        for at in 0..self.sockets.len() {
            records.extend(self.go_away(at));
        }
        let before = self.target().and_then(|target| target.selector.clone());
        let is_current = |target: &Target| before.is_some() && target.selector == before;
        self.current = targets.iter().position(is_current).unwrap_or_default();
        self.twin = twin;
        self.several = targets.len() > 1;
        self.sockets = targets.into_iter().map(|target| self.live(target)).collect();
        self.turn = 0;
        self.loaded = Instant::now();
        self.found.clear();
        if let Some(past) = &mut self.past {
            past.clear();
        }
        records.extend(self.connect());
        records
    }

    fn go_away(&mut self, at: usize) -> Vec<Record> {
        let queue = self.sockets[at].connection.take_queue();
        let mut records: Vec<Record> =
            self.lose(at, &queue, "the page was loaded again").into_iter().collect();
        let Live { target, .. } = &self.sockets[at];
        let selector = target.selector.clone();
        match self.sockets[at].take_phase() {
            Phase::Open(link) => {
                let closing = Closing::new(link, GOING_AWAY, "");
                records.extend(self.part(Parting { closing, selector }));
            }
            Phase::Closing(closing) => records.extend(self.part(Parting { closing, selector })),
            Phase::Handshake(_) => {
                let close = Event::closed(1006, String::new(), By::Client, false);
                records.push(self.record(at, close));
            }
            Phase::Timer(_) | Phase::Nothing => {}
        }
        records
    }
}
