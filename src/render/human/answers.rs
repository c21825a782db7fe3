//! How long answers take: from what was sent to the first message that came then.
//!
//! Nothing in a message says which one it answers. Where several wait for their answers, the time lies between that since
//! the last and that since the first of them, and both are told.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime};

use crate::render::clock;

/// Later than this a message answers nothing, unless it is the first one; nor does a message that others were sent after
/// wait any longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many sent messages wait for their answers at the most.
const MOST: usize = 1000;

/// What was sent, by socket.
#[derive(Debug, Default)]
pub(super) struct Answers(HashMap<Option<String>, Sent>);

#[derive(Debug)]
struct Sent {
    last: SystemTime,
    /// When those were sent that have no answer yet.
    unanswered: VecDeque<SystemTime>,
}

impl Answers {
    /// Something was sent.
    pub(super) fn sent(&mut self, at: SystemTime, socket: Option<&String>) {
        let sent = self.0.entry(socket.cloned()).or_insert(Sent { last: at, unanswered: VecDeque::new() });
        sent.last = at;
        sent.unanswered.push_back(at);
        if sent.unanswered.len() > MOST {
            sent.unanswered.pop_front();
        }
    }

    /// The connection ended: what was sent over it is answered no more.
    pub(super) fn closed(&mut self, socket: Option<&String>) {
        self.0.remove(&socket.cloned());
    }

    /// Something came: `+5 ms`, or `+5–15 ms`; nothing where it can be no answer.
    pub(super) fn came(&mut self, at: SystemTime, socket: Option<&String>) -> Option<String> {
        let sent = self.0.get_mut(&socket.cloned())?;
        let since = |then: SystemTime| at.duration_since(then).ok();
        while sent.unanswered.len() > 1 && sent.unanswered.front().and_then(|at| since(*at)) > Some(PATIENCE)
        {
            sent.unanswered.pop_front();
        }
        let newest = since(sent.last)?;
        let Some(oldest) = sent.unanswered.pop_front() else {
            return (newest <= PATIENCE).then(|| format!("+{}", clock::duration(newest)));
        };
        let (least, most) = (clock::duration(newest), clock::duration(since(oldest)?));
        Some(match least.strip_suffix(" ms") {
            Some(ms) if least != most => format!("+{ms}–{most}"),
            _ => format!("+{most}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(ms)
    }

    #[test]
    fn the_first_answer_and_those_that_follow_it_are_timed() {
        let mut answers = Answers::default();
        assert_eq!(answers.came(at(0), None), None);
        answers.sent(at(0), None);
        assert_eq!(answers.came(at(12_000), None).as_deref(), Some("+12.0 s"));
        answers.sent(at(20_000), None);
        let came: Vec<_> = [5, 7, 10_001].map(|ms| answers.came(at(20_000 + ms), None)).into();
        assert_eq!(came, [Some("+5 ms".to_owned()), Some("+7 ms".to_owned()), None]);
    }

    #[test]
    fn of_several_in_flight_nobody_knows_which_is_answered() {
        let mut answers = Answers::default();
        answers.sent(at(0), None);
        answers.sent(at(30), None);
        answers.sent(at(90), None);
        let came: Vec<_> = [100, 130, 190, 195].map(|ms| answers.came(at(ms), None).unwrap()).into();
        assert_eq!(came, ["+10–100 ms", "+40–100 ms", "+100 ms", "+105 ms"]);
    }

    #[test]
    fn what_is_never_answered_is_given_up() {
        let mut answers = Answers::default();
        answers.sent(at(0), None);
        answers.sent(at(20_000), None);
        assert_eq!(answers.came(at(20_005), None).as_deref(), Some("+5 ms"));
        answers.sent(at(30_000), None);
        answers.closed(None);
        assert_eq!(answers.came(at(30_001), None), None);
    }

    #[test]
    fn each_socket_has_its_own_answers() {
        let (mut answers, one, two) = (Answers::default(), "#a".to_owned(), "#b".to_owned());
        answers.sent(at(0), Some(&one));
        assert_eq!(answers.came(at(1), Some(&two)), None);
        assert_eq!(answers.came(at(2), Some(&one)).as_deref(), Some("+2 ms"));
    }
}
