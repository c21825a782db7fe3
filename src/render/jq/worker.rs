//! A filter on a thread of its own: it has a stack for what is deep, and one that does not come to an end holds nothing up
//! for longer than its time.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use thiserror::Error;

use super::Engine;
use super::answer::Answer;
use super::room::Room;

/// How long a filter may take for a line.
const LONGEST: Duration = Duration::from_secs(10);

/// The thread's stack, in bytes: memory that is taken only where it is used.
const STACK: usize = 256 * 1024 * 1024;

/// How many lines are given away before the first of them is waited for, and how many bytes.
const MOST_LINES: usize = 256;
const MOST_BYTES: usize = 256 * 1024;

/// A filter that does not answer any more: there is no way to stop it but to end the program.
#[derive(Debug, Error)]
pub enum Stuck {
    /// It takes too long.
    #[error("the filter of `--jq` took longer than {} for a line: {line}", humantime::format_duration(*.longest))]
    Slow {
        /// How long it was waited for.
        longest: Duration,
        /// How the line begins.
        line: String,
    },
    /// It panicked.
    #[error("the filter of `--jq` broke on a line: {line}")]
    Broken {
        /// How the line begins.
        line: String,
    },
}

/// The thread.
pub struct Worker {
    lines: Sender<Arc<Vec<u8>>>,
    answers: Receiver<Answer>,
    room: Arc<Room>,
    longest: Duration,
    waiting: VecDeque<Arc<Vec<u8>>>,
    bytes: usize,
}

impl Worker {
    /// Starts it with a filter.
    ///
    /// # Errors
    /// Where the filter cannot be read, or the thread does not start.
    pub fn start(source: &str) -> Result<Self, String> {
        let (lines, given) = channel::<Arc<Vec<u8>>>();
        let (answer, answers) = channel();
        let (tell, told) = channel();
        let (source, room) = (source.to_owned(), Arc::new(Room::default()));
        let ahead = Arc::clone(&room);
        let work = move || match Engine::read(&source) {
            Ok(engine) => {
                let _listens = tell.send(Ok(()));
                for line in given {
                    let made = engine.run(&line);
                    // whoever asked may be gone
                    if !ahead.take(made.size()) || answer.send(made).is_err() {
                        break;
                    }
                }
            }
            Err(why) => _ = tell.send(Err(why)),
        };
        let started = thread::Builder::new().name("jq".to_owned()).stack_size(STACK).spawn(work);
        started.map_err(|error| format!("its thread does not start: {error}"))?;
        told.recv().map_err(|_| "it cannot be read".to_owned())??;
        Ok(Self { lines, answers, room, longest: LONGEST, waiting: VecDeque::new(), bytes: 0 })
    }

    /// Gives a line away; true where the answers should be fetched before more are.
    pub fn give(&mut self, line: Vec<u8>) -> bool {
        let line = Arc::new(line);
        self.bytes += line.len();
        self.waiting.push_back(Arc::clone(&line));
        // a thread that broke is noticed where its answer is missing
        let _sent = self.lines.send(line);
        self.waiting.len() >= MOST_LINES || self.bytes >= MOST_BYTES
    }

    /// The answer to the oldest line that has none yet, with the line; without such a line, none.
    ///
    /// # Errors
    /// Where none comes: a [`Stuck`].
    pub fn answer(&mut self) -> io::Result<Option<(Arc<Vec<u8>>, Answer)>> {
        let Some(line) = self.waiting.pop_front() else { return Ok(None) };
        self.bytes -= line.len();
        let start = || super::start_of(&line);
        match self.answers.recv_timeout(self.longest) {
            Ok(answer) => {
                self.room.give_back(answer.size());
                Ok(Some((line, answer)))
            }
            Err(RecvTimeoutError::Timeout) => {
                Err(io::Error::other(Stuck::Slow { longest: self.longest, line: start() }))
            }
            Err(RecvTimeoutError::Disconnected) => Err(io::Error::other(Stuck::Broken { line: start() })),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.room.close();
    }
}

#[cfg(all(test, feature = "jq"))]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_takes_too_long_is_stuck() {
        let mut worker = Worker::start("last(repeat(.))").unwrap();
        worker.longest = Duration::from_millis(50);
        worker.give(b"{}".to_vec());
        let told = "the filter of `--jq` took longer than 50ms for a line: {}";
        assert_eq!(worker.answer().unwrap_err().to_string(), told);
    }

    #[test]
    fn a_filter_is_no_further_ahead_than_there_is_room() {
        let mut worker = Worker::start("\"x\" * 600000").unwrap();
        let ahead = Arc::downgrade(&worker.room);
        for _ in 0..8 {
            worker.give(b"{}".to_vec());
        }
        let (mut largest, mut answers) = (0, 0);
        while let Some((_, answer)) = worker.answer().unwrap() {
            answers += 1;
            assert_eq!(answer.pieces.len(), 1);
            largest = largest.max(worker.room.bytes());
        }
        assert_eq!((answers, largest <= 600_100), (8, true), "{largest}");
        worker.give(b"{}".to_vec());
        worker.give(b"{}".to_vec());
        drop(worker);
        // the thread ends, though it is ahead
        while ahead.strong_count() > 0 {
            thread::yield_now();
        }
    }
}
