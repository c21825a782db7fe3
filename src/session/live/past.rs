//! What a session keeps of its past: messages, and the page as it was before each of them.
//!
//! The page is kept now and then, and messages are played again from there: a flood costs no copy of the page for every
//! message. Count and bytes are bounded; what is oldest goes first.

use std::collections::VecDeque;

use super::Session;
use crate::event::Payload;
use crate::htmx::still::Still;
use crate::htmx::twin::{Effect, Twin};
use crate::page::{Document, NodeId};

/// Messages that are kept at most.
const MOST_MESSAGES: usize = 1000;

/// Bytes that are kept at most, pages reckoned in.
const MOST_BYTES: usize = 32 << 20;

/// So many messages are played again at least before another copy of the page is worth it, and so many bytes.
const LEAST_MESSAGES: usize = 16;
const LEAST_BYTES: usize = 64 << 10;

/// Nodes of a page whose copy costs about what playing one message does.
const NODES_A_MESSAGE: usize = 32;

/// A message that came.
#[derive(Debug, Clone)]
struct Arrival {
    seq: u64,
    /// The socket's element.
    on: Option<NodeId>,
    payload: Payload,
}

/// The page before a message.
#[derive(Debug)]
struct Kept {
    seq: u64,
    still: Still,
    bytes: usize,
}

/// Messages and pages, the oldest first.
#[derive(Debug, Default)]
pub struct Past {
    pages: VecDeque<Kept>,
    arrivals: VecDeque<Arrival>,
    bytes: usize,
    /// Messages and their bytes since the last page.
    since: (usize, usize),
    /// Something else than a message has changed the page since.
    touched: bool,
}

/// What was there when a message came.
#[derive(Debug)]
pub struct Before {
    /// The message's number.
    pub seq: u64,
    /// The page and its htmx, before the message.
    pub twin: Twin,
    /// The element of the socket that it came on.
    pub on: Option<NodeId>,
    /// The message.
    pub payload: Payload,
}

impl Before {
    /// The page, before the message.
    #[must_use]
    pub fn page(&self) -> Option<&Document> {
        self.twin.page()
    }

    /// Lets htmx hear the message, and get done with it: what became of it.
    pub fn play(&mut self) -> Vec<Effect> {
        receive(&mut self.twin, self.on, self.seq, &self.payload)
    }
}

impl Session {
    /// Keeps what [`Session::before`] asks for, from now on.
    pub fn keep_past(&mut self) {
        self.past.get_or_insert_default();
    }

    /// What was there when that message came: the page before it can be looked at, and the message be played again. None
    /// where it is not kept, or there is no page.
    #[must_use]
    pub fn before(&self, seq: u64) -> Option<Before> {
        self.past.as_ref()?.before(&self.twin, seq)
    }

    /// The last message that [`Session::before`] knows.
    #[must_use]
    pub fn last_heard(&self) -> Option<u64> {
        self.past.as_ref()?.last()
    }
}

impl Past {
    /// Something else than a message changes the page: what comes after it is not played from before.
    pub(super) fn touch(&mut self) {
        self.touched = true;
    }

    /// Forgets everything: another page is there.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// A message has come that the page has not heard yet.
    pub(super) fn comes(&mut self, twin: &Twin, on: Option<NodeId>, seq: u64, payload: &Payload) {
        let Some(page) = twin.page() else { return };
        if self.touched || self.is_far(page.node_count(), payload.size()) {
            let bytes = page.byte_size();
            if bytes.saturating_add(payload.size()) > MOST_BYTES {
                return self.clear();
            }
            let Some(still) = twin.still() else { return };
            self.pages.push_back(Kept { seq, still, bytes });
            self.bytes += bytes;
            self.since = (0, 0);
            self.touched = false;
        }
        self.arrivals.push_back(Arrival { seq, on, payload: payload.clone() });
        self.bytes += payload.size();
        self.since = (self.since.0 + 1, self.since.1 + payload.size());
        self.shrink();
    }

    /// Whether a message of this size is better played from another copy of the page, which has so many nodes, than from
    /// the last one; or would be too much after that one.
    fn is_far(&self, nodes: usize, size: usize) -> bool {
        let Some(last) = self.pages.back() else { return true };
        let (messages, bytes) = self.since;
        messages >= LEAST_MESSAGES.max(nodes / NODES_A_MESSAGE).min(MOST_MESSAGES)
            || bytes >= LEAST_BYTES.max(last.bytes)
            || last.bytes + bytes + size > MOST_BYTES
    }

    /// Lets the oldest page go with the messages up to the next one, until the rest is small enough.
    fn shrink(&mut self) {
        while self.arrivals.len() > MOST_MESSAGES || self.bytes > MOST_BYTES {
            let Some(next) = self.pages.get(1).map(|kept| kept.seq) else { return };
            self.bytes -= self.pages.pop_front().map_or(0, |kept| kept.bytes);
            while let Some(gone) = self.arrivals.pop_front_if(|arrival| arrival.seq < next) {
                self.bytes -= gone.payload.size();
            }
        }
    }

    /// What was there when that message came; none where it is not kept any more.
    fn before(&self, now: &Twin, seq: u64) -> Option<Before> {
        let at = self.arrivals.iter().position(|arrival| arrival.seq == seq)?;
        let kept = self.pages.iter().rfind(|kept| kept.seq <= seq)?;
        let mut twin = now.going_on_from(&kept.still);
        for Arrival { seq, on, payload } in
            self.arrivals.range(..at).filter(|arrival| arrival.seq >= kept.seq)
        {
            // what becomes of it was told when it came
            let _told = receive(&mut twin, *on, *seq, payload);
        }
        let Arrival { on, payload, .. } = self.arrivals.get(at)?.clone();
        Some(Before { seq, twin, on, payload })
    }

    /// The last message that is kept.
    fn last(&self) -> Option<u64> {
        self.arrivals.back().map(|arrival| arrival.seq)
    }
}

/// Lets htmx hear a message, and get done with it.
fn receive(twin: &mut Twin, on: Option<NodeId>, seq: u64, payload: &Payload) -> Vec<Effect> {
    if on.is_some_and(|on| !twin.hears(on)) {
        return Vec::new();
    }
    let mut effects = twin.receive_on(on, seq, payload);
    effects.extend(twin.play_out());
    effects
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::htmx::dialect::Dialect;
    use crate::htmx::headers::Given;

    /// A page whose list has grown by so many messages, and what is kept of that.
    fn grown(messages: u64, text: &str) -> (Twin, Past) {
        let page = Document::parse("<body hx-ext=ws ws-connect=/ws><ul id=u></ul>");
        let url = Url::parse("http://app.test/").unwrap();
        let mut twin = Twin::load(Dialect::default(), page, url, Given::default());
        let (on, mut past) = (twin.sockets()[0].element, Past::default());
        for seq in 1..=messages {
            let payload = Payload::Text(format!("<ul id=u hx-swap-oob=beforeend><li>{seq}{text}</ul>"));
            past.comes(&twin, Some(on), seq, &payload);
            twin.receive_on(Some(on), seq, &payload);
        }
        (twin, past)
    }

    fn items(page: &Document) -> usize {
        page.descendants(page.root()).filter(|&node| page.local_name(node) == Some("li")).count()
    }

    #[test]
    fn the_page_before_every_message_is_there() {
        let (twin, past) = grown(100, "");
        assert!(past.pages.len() < 10);
        for seq in 1..=100 {
            let mut before = past.before(&twin, seq).unwrap();
            let count = usize::try_from(seq).unwrap();
            assert_eq!(items(before.page().unwrap()), count - 1);
            assert_eq!(before.play().len(), 1);
            assert_eq!(items(before.page().unwrap()), count);
        }
        assert!(past.before(&twin, 0).is_none() && past.before(&twin, 101).is_none());
    }

    /// Whether what is kept is within its bounds, and counted right.
    fn is_bounded(past: &Past) -> bool {
        let bytes: usize = past.arrivals.iter().map(|arrival| arrival.payload.size()).sum();
        past.bytes == bytes + past.pages.iter().map(|kept| kept.bytes).sum::<usize>()
            && past.arrivals.len() <= MOST_MESSAGES
            && past.bytes <= MOST_BYTES
    }

    #[test]
    fn what_is_kept_is_bounded_by_count() {
        let (twin, past) = grown(1200, "");
        assert!(is_bounded(&past));
        let first = past.arrivals[0].seq;
        assert!(first > 1 && past.before(&twin, first - 1).is_none());
        assert_eq!(items(past.before(&twin, 1200).unwrap().page().unwrap()), 1199);
    }

    #[test]
    fn what_is_kept_is_bounded_by_bytes() {
        let (twin, mut past) = grown(3, "");
        let large = Payload::Binary(vec![0; 1 << 20]);
        for seq in 4..100 {
            past.comes(&twin, None, seq, &large);
            assert!(is_bounded(&past));
        }
        assert!(past.arrivals.len() > 16 && past.before(&twin, 99).is_some());
    }

    #[test]
    fn pages_count_with_the_bytes_of_their_texts_though_each_message_follows_a_line() {
        let text = "x".repeat(3 << 20);
        let page = Document::parse(&format!("<body hx-ext=ws ws-connect=/ws><pre>{text}</pre><p id=p>"));
        let url = Url::parse("http://app.test/").unwrap();
        let mut twin = Twin::load(Dialect::default(), page, url, Given::default());
        let (on, mut past) = (twin.sockets()[0].element, Past::default());
        for seq in 1..=40 {
            past.touch();
            let payload = Payload::Text(format!("<p id=p>{seq}"));
            past.comes(&twin, Some(on), seq, &payload);
            twin.receive_on(Some(on), seq, &payload);
            assert!(is_bounded(&past) && past.pages.iter().all(|kept| kept.bytes > text.len()));
        }
        assert_eq!((past.pages.len(), past.arrivals.len()), (10, 10));
        assert!(past.before(&twin, 30).is_none() && past.before(&twin, 31).is_some());
    }

    #[test]
    fn messages_after_one_large_page_never_go_past_the_bound() {
        let text = "x".repeat(MOST_BYTES / 2);
        let page = Document::parse(&format!("<body hx-ext=ws ws-connect=/ws><pre>{text}</pre>"));
        let url = Url::parse("http://app.test/").unwrap();
        let twin = Twin::load(Dialect::default(), page, url, Given::default());
        let mut past = Past::default();
        let large = Payload::Binary(vec![0; 10 << 20]);
        for seq in 1..10 {
            past.comes(&twin, None, seq, &large);
            assert!(is_bounded(&past));
            assert!(past.before(&twin, seq).is_some());
        }
    }

    #[test]
    fn a_message_too_large_to_keep_is_not_missed_by_the_next() {
        let (mut twin, mut past) = grown(3, "");
        let on = twin.sockets()[0].element;
        let large = Payload::Text("<p>".repeat(MOST_BYTES / 3));
        past.comes(&twin, Some(on), 4, &large);
        assert!(past.before(&twin, 4).is_none() && past.before(&twin, 3).is_none());
        let page = twin.page_mut().unwrap();
        let list = page.first_by_id("u").unwrap();
        page.remove(list);
        past.comes(&twin, Some(on), 5, &Payload::Text("<p id=x>".to_owned()));
        assert_eq!(items(past.before(&twin, 5).unwrap().page().unwrap()), 0);
    }

    #[test]
    fn what_a_person_does_in_between_is_on_the_page_before_the_next_message() {
        let (mut twin, mut past) = grown(3, "");
        let page = twin.page_mut().unwrap();
        let list = page.first_by_id("u").unwrap();
        page.set_attr(list, "class", "seen");
        past.touch();
        past.comes(&twin, None, 4, &Payload::Text("x".to_owned()));
        let class = |seq| {
            let before = past.before(&twin, seq).unwrap();
            before.page().unwrap().attr(list, "class").map(str::to_owned)
        };
        assert_eq!((class(3), class(4)), (None, Some("seen".to_owned())));
    }
}
