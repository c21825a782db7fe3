//! Messages that nobody wants to know anything of are passed on as they come, without htmx and the clocks between them.

use std::time::SystemTime;

use futures_util::FutureExt as _;

use super::Session;
use super::socket::Phase;
use crate::event::{Event, Record};
use crate::session::link::Incoming;

/// So many messages are passed on at once.
const MOST: usize = 256;

/// Behind so many bytes of them no more is taken: what is passed on is held until then.
const MOST_BYTES: usize = 1 << 20;

impl Session {
    /// From now on messages are given out as they are, and htmx hears of none; `at_once` where nothing has to happen between
    /// one and the next. For bare sockets: a page's do more with them.
    pub fn pass_over(&mut self, at_once: bool) {
        self.passes_over = Some(if at_once { MOST } else { 0 });
    }

    /// What has come on the first socket by now, behind what these records tell. Nobody waits for the ends of these messages.
    pub(super) fn pass_on(&mut self, most: usize, records: &mut Vec<Record>) {
        let at = Some(SystemTime::now());
        let mut passed = 0;
        // each is some hundred bytes, and would be moved again and again
        records.reserve(most);
        for _ in 0..most {
            if passed > MOST_BYTES {
                return;
            }
            let Some(Phase::Open(link)) = self.sockets.first_mut().map(|socket| &mut socket.phase) else {
                return;
            };
            let Some(incoming) = link.next().now_or_never() else { return };
            let Incoming::Message { payload, wire_bytes } = incoming else {
                return records.extend(self.handle_incoming(0, incoming));
            };
            self.seq += 1;
            let bytes = payload.size();
            passed += bytes;
            let event = Event::Message { seq: self.seq, bytes, wire_bytes, payload };
            records.push(Record { at, ..Record::of(event) });
        }
    }
}
