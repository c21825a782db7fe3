//! Messages that nobody wants to know anything of are passed on as they come, without htmx and the clocks between them.

use futures_util::FutureExt as _;

use super::Session;
use super::socket::Phase;
use crate::event::{Payload, Record};
use crate::session::link::Incoming;

/// So many messages are passed on together.
pub(super) const MOST: usize = 256;

/// Behind so many bytes of them no more is taken: what is passed on is held until then.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// Whether htmx hears of messages, and how they are given out where it does not.
#[derive(Debug)]
pub(super) enum Passing {
    /// Htmx hears of them.
    Nothing,
    /// Each has a record.
    OneByOne,
    /// They have none.
    Together(Passed),
}

/// Messages that came without a pause, one behind the other: what each holds, and nothing else.
#[derive(Debug, Default)]
pub struct Passed {
    bytes: Vec<u8>,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Passed {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes they have together.
    #[must_use]
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// What each of them holds, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }

    fn push(&mut self, message: &[u8]) {
        self.bytes.extend_from_slice(message);
        self.ends.push(self.bytes.len());
    }

    /// Likewise; a large one that is the first is not copied.
    pub(super) fn take(&mut self, message: Payload) {
        if self.bytes.is_empty() && message.size() > MOST_BYTES {
            self.bytes = message.into_bytes();
            self.ends.push(self.bytes.len());
        } else {
            self.push(message.as_bytes());
        }
    }

    /// Keeps the room, but not that of messages that are larger than most.
    fn clear(&mut self) {
        self.bytes.clear();
        self.bytes.shrink_to(MOST_BYTES);
        self.ends.clear();
    }
}

impl Session {
    /// From now on htmx hears of no message; where they may go `together`, they have no records but are
    /// [given out](Self::passed) as they are. For bare sockets: a page's do more with them.
    pub fn pass_over(&mut self, together: bool) {
        self.passing = if together { Passing::Together(Passed::default()) } else { Passing::OneByOne };
    }

    /// Whether messages go together.
    #[must_use]
    pub fn passes_together(&self) -> bool {
        matches!(self.passing, Passing::Together(_))
    }

    /// What the last [`Session::next`] took of messages that go together, all of them before what its records tell.
    #[must_use]
    pub fn passed(&self) -> Option<&Passed> {
        match &self.passing {
            Passing::Together(passed) if passed.count() > 0 => Some(passed),
            _ => None,
        }
    }

    pub(super) fn forget_passed(&mut self) {
        if let Passing::Together(passed) = &mut self.passing {
            passed.clear();
        }
    }

    /// Takes what has come on the first socket by now, behind a message that came; tells what comes behind that.
    pub(super) fn pass_on(&mut self) -> Vec<Record> {
        let Passing::Together(passed) = &mut self.passing else { return Vec::new() };
        if passed.count() == 0 {
            return Vec::new();
        }
        while passed.count() < MOST && passed.size() <= MOST_BYTES {
            let Some(Phase::Open(link)) = self.sockets.first_mut().map(|socket| &mut socket.phase) else {
                break;
            };
            if let Some(text) = link.whole_text() {
                passed.push(text);
                self.seq += 1;
                continue;
            }
            match link.next().now_or_never() {
                Some(Incoming::Message { payload, .. }) => {
                    passed.take(payload);
                    self.seq += 1;
                }
                Some(incoming) => return self.handle_incoming(0, incoming),
                None => break,
            }
        }
        Vec::new()
    }
}
