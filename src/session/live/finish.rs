//! The end of a session: all its connections close together.

use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use tokio::time::timeout;

use super::Session;
use super::socket::Phase;
use crate::event::{Event, Record};
use crate::htmx::twin::Twin;
use crate::session::link::{Incoming, Link, Unsent};

/// How long closes wait for the server's.
const CLOSE_WAIT: Duration = Duration::from_secs(1);

/// What a session leaves behind.
pub struct Finished {
    /// The page and its htmx.
    pub twin: Twin,
    /// How its connections ended.
    pub records: Vec<Record>,
    /// Messages of the whole session that were told as sent and did not go out. Those have been told, too.
    pub unsent: Unsent,
    /// How many queued messages of the whole session were never sent. Those have been told, too.
    pub lost: usize,
}

/// A connection that is to end now.
struct Last {
    link: Box<Link>,
    code: u16,
    selector: Option<String>,
}

impl Session {
    /// Ends the session: htmx gets done with what came in, open sockets send what they can, close with `code`, and wait
    /// for the server's close, all together a second at most.
    pub async fn finish(mut self, code: u16) -> Finished {
        let mut records = self.play_out();
        records.extend((0..self.sockets.len()).flat_map(|at| self.traces(at)));
        let mut lasts = self.take_lasts(code);
        let farewells = timeout(CLOSE_WAIT, join_all(std::mem::take(&mut self.farewells)));
        let shutdowns = join_all(lasts.iter_mut().map(|last| last.link.shutdown(last.code, CLOSE_WAIT)));
        // what does not hang up in time is left to the operating system
        let (ends, _late) = tokio::join!(shutdowns, farewells);
        for (last, end) in lasts.into_iter().zip(ends) {
            let Some(Incoming::Closed { code, reason, by, detail, .. }) = end else { continue };
            let mut events = self.end(detail, last.link.unsent());
            events.push(Event::closed(code, reason, by, false));
            let now = SystemTime::now();
            records
                .extend(events.into_iter().map(|event| self.record_of(now, last.selector.as_deref(), event)));
        }
        for at in 0..self.sockets.len() {
            let queue = self.sockets[at].connection.take_queue();
            records.extend(self.lose(at, &queue, "the socket did not open again"));
        }
        Finished { twin: self.twin, records, unsent: self.unsent, lost: self.lost }
    }

    fn take_lasts(&mut self, code: u16) -> Vec<Last> {
        let mut lasts = Vec::new();
        for parting in self.partings.drain(..) {
            let closing = parting.closing;
            lasts.push(Last { link: closing.link, code: closing.code, selector: parting.selector });
        }
        for socket in &mut self.sockets {
            let selector = socket.target.selector.clone();
            match socket.take_phase() {
                Phase::Open(link) => lasts.push(Last { link, code, selector }),
                Phase::Closing(closing) => {
                    lasts.push(Last { link: closing.link, code: closing.code, selector });
                }
                Phase::Handshake(_) | Phase::Timer(_) | Phase::Nothing => {}
            }
        }
        lasts
    }
}
