//! Which messages have not gone out: lengths in the order of sending, and how many the connection has taken.

use std::collections::VecDeque;

/// Messages that were to be sent and did not go out whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unsent {
    /// How many.
    pub messages: usize,
    /// Their lengths together, in bytes.
    pub bytes: usize,
}

impl Unsent {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { messages: self.messages + other.messages, bytes: self.bytes + other.bytes }
    }

    /// Whether everything went out.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.messages == 0
    }
}

/// The data messages since the last flush.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    lengths: VecDeque<usize>,
    /// How many went out before.
    before: u64,
}

impl Outgoing {
    pub(super) fn push(&mut self, length: usize) {
        self.lengths.push_back(length);
    }

    /// A flush is done; `written` messages have gone out since the beginning.
    pub(super) fn flushed(&mut self, written: u64) {
        self.lengths.drain(..self.since(written));
        self.before = written;
    }

    /// What has not gone out. The last message counts until the flush: TLS may still hold it.
    pub(super) fn unsent(&self, written: u64) -> Unsent {
        let gone = self.since(written).min(self.lengths.len().saturating_sub(1));
        let left = self.lengths.iter().skip(gone);
        Unsent { messages: left.len(), bytes: left.sum() }
    }

    fn since(&self, written: u64) -> usize {
        usize::try_from(written.saturating_sub(self.before))
            .map_or(usize::MAX, |since| since.min(self.lengths.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_message_counts_until_the_flush() {
        let mut outgoing = Outgoing::default();
        [1, 2, 4].into_iter().for_each(|length| outgoing.push(length));
        assert_eq!(outgoing.unsent(1), Unsent { messages: 2, bytes: 6 });
        assert_eq!(outgoing.unsent(3), Unsent { messages: 1, bytes: 4 });
        outgoing.flushed(3);
        assert!(outgoing.unsent(3).is_none());
        outgoing.push(8);
        assert_eq!(outgoing.unsent(3), Unsent { messages: 1, bytes: 8 });
    }
}
