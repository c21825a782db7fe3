//! Bytes on their way to a stream: held until there are many. Once they have come without a pause, a thread of its own writes
//! as many as are held, while more are gathered.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Bytes that are held before they are written without being asked to.
const HELD: usize = 512 * 1024;

/// So many times as much may be waiting for the thread.
const WAITING: usize = 2;

/// Whom the bytes go to.
type Stream = Box<dyn Write + Send>;

/// A stream with what is held for it. An error of the stream is told by the next call, and by every one after it: nothing
/// more is written then.
pub(super) struct Spool {
    held: Vec<u8>,
    /// Whether what was held before these has been written for want of room, and nothing was flushed since.
    pressed: bool,
    /// Readies the stream for much.
    widen: fn(),
    stream: Arc<Mutex<Stream>>,
    thread: Option<Thread>,
    failed: Option<(io::ErrorKind, String)>,
}

/// The thread that writes.
struct Thread {
    full: SyncSender<Vec<u8>>,
    /// What comes back: room, or why it could not be written.
    empty: Receiver<(Vec<u8>, io::Result<()>)>,
    /// How many it has got that have not come back.
    waiting: usize,
}

impl Spool {
    /// `widen` readies the stream for much.
    pub(super) fn new(stream: Stream, widen: fn()) -> Self {
        Self {
            held: Vec::new(),
            pressed: false,
            widen,
            stream: Arc::new(Mutex::new(stream)),
            thread: None,
            failed: None,
        }
    }

    /// Makes room for more.
    #[cold]
    fn make_room(&mut self) -> io::Result<()> {
        if !self.pressed {
            (self.widen)();
        } else if self.thread.is_none() {
            // without one it is written here
            self.thread = Thread::start(&self.stream).ok();
        }
        self.pressed = true;
        let Some(thread) = &mut self.thread else { return self.write_held() };
        let given = thread.give(&mut self.held);
        self.note(given)
    }

    /// Writes what is held, once the thread has written all that it has got.
    fn write_held(&mut self) -> io::Result<()> {
        let waited = self.thread.as_mut().map_or(Ok(()), Thread::finish);
        self.note(waited)?;
        let written = locked(&self.stream).write_all(&self.held);
        self.held.clear();
        self.note(written)
    }

    /// Remembers what is wrong.
    fn note(&mut self, done: io::Result<()>) -> io::Result<()> {
        if let Err(error) = &done {
            self.failed = Some((error.kind(), error.to_string()));
        }
        done
    }

    fn check(&self) -> io::Result<()> {
        match &self.failed {
            Some((kind, message)) => Err(io::Error::new(*kind, message.clone())),
            None => Ok(()),
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.held.len() + bytes.len() > HELD {
            self.check()?;
            if bytes.len() > HELD {
                self.write_held()?;
                let written = locked(&self.stream).write_all(bytes);
                return self.note(written);
            }
            self.make_room()?;
        }
        self.held.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.check()?;
        self.pressed = false;
        self.write_held()?;
        let flushed = locked(&self.stream).flush();
        self.note(flushed)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // who wants to know whether it could be written flushes before
        let _written = self.flush();
    }
}

impl Thread {
    /// It ends once nobody gives it anything any more.
    fn start(stream: &Arc<Mutex<Stream>>) -> io::Result<Self> {
        let (full, to_write) = sync_channel::<Vec<u8>>(WAITING);
        let (written, empty) = sync_channel(WAITING);
        let stream = Arc::clone(stream);
        let writes = move || {
            let mut failed = false;
            for mut bytes in to_write {
                let mut done = Ok(());
                if !failed {
                    done = locked(&stream).write_all(&bytes);
                    failed = done.is_err();
                }
                bytes.clear();
                if written.send((bytes, done)).is_err() {
                    return;
                }
            }
        };
        thread::Builder::new().name("output".to_owned()).spawn(writes)?;
        Ok(Self { full, empty, waiting: 0 })
    }

    /// Has it write what is held, and leaves room in its place.
    fn give(&mut self, held: &mut Vec<u8>) -> io::Result<()> {
        let room = if self.waiting < WAITING { Vec::with_capacity(HELD) } else { self.take_back()? };
        // it is there as long as this is: it ends no sooner
        let _given = self.full.send(std::mem::replace(held, room));
        self.waiting += 1;
        Ok(())
    }

    /// Waits until it has written all.
    fn finish(&mut self) -> io::Result<()> {
        while self.waiting > 0 {
            self.take_back()?;
        }
        Ok(())
    }

    /// Waits for the room of what was given first, once it has been written.
    fn take_back(&mut self) -> io::Result<Vec<u8>> {
        self.waiting -= 1;
        let (room, done) = self.empty.recv().map_err(|_| io::ErrorKind::BrokenPipe)?;
        done.map(|()| room)
    }
}

/// The stream, for whoever writes now.
fn locked(stream: &Mutex<Stream>) -> MutexGuard<'_, Stream> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Sender, channel};

    use proptest::prelude::*;

    use super::*;
    use crate::render::samples::Capture;

    /// Takes so many bytes, fails once, and takes all that comes then.
    struct FullOnce {
        room: usize,
        failed: bool,
        taken: Capture,
    }

    impl Write for FullOnce {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = if self.failed { usize::MAX } else { self.room };
            let taken = bytes.len().min(room);
            if taken == 0 {
                self.failed = true;
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.room = room - taken;
            self.taken.write(&bytes[..taken])
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Says who writes.
    struct Names(Sender<Option<String>>);

    impl Write for Names {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(thread::current().name().map(str::to_owned)).unwrap();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    proptest! {
        #[test]
        fn everything_comes_in_order_and_all_that_is_flushed_is_there(
            pieces in prop::collection::vec((0..3 * HELD, prop::bool::weighted(0.2)), 0..12),
        ) {
            let stream = Capture::default();
            let mut spool = Spool::new(Box::new(stream.clone()), || ());
            let mut expected = String::new();
            for (at, (size, flushes)) in pieces.into_iter().enumerate() {
                let piece = char::from(b'a' + at as u8).to_string().repeat(size);
                expected.push_str(&piece);
                spool.write_all(piece.as_bytes()).unwrap();
                if flushes {
                    spool.flush().unwrap();
                    prop_assert!(stream.text() == expected);
                }
            }
            drop(spool);
            prop_assert!(stream.text() == expected);
        }
    }

    #[test]
    fn a_thread_writes_only_where_there_is_much_without_a_pause() {
        let (tell, told) = channel();
        let mut spool = Spool::new(Box::new(Names(tell)), || ());
        let here = thread::current().name().map(str::to_owned);
        let half = [b'x'; HELD / 2];
        for _ in 0..8 {
            spool.write_all(&half).unwrap();
            spool.write_all(&half).unwrap();
            spool.flush().unwrap();
            assert_eq!(told.recv().unwrap(), here);
        }
        for _ in 0..8 {
            spool.write_all(&half).unwrap();
        }
        spool.flush().unwrap();
        let names: Vec<_> = told.try_iter().collect();
        let output = Some("output".to_owned());
        assert_eq!(names, [here.clone(), output.clone(), output, here]);
    }

    #[test]
    fn the_stream_is_readied_once_there_is_much_without_a_pause() {
        static READIED: AtomicUsize = AtomicUsize::new(0);
        let mut spool = Spool::new(Box::new(io::sink()), || {
            READIED.fetch_add(1, Ordering::Relaxed);
        });
        let mut write = |pieces| {
            (0..pieces).for_each(|_| spool.write_all(&[b'x'; HELD / 2]).unwrap());
            spool.flush().unwrap();
            READIED.load(Ordering::Relaxed)
        };
        assert_eq!((write(2), write(2), write(8)), (0, 0, 1));
    }

    #[test]
    fn an_error_is_told_and_nothing_is_written_behind_it() {
        for room in [0, 1, HELD, 2 * HELD + 1, 5 * HELD] {
            let taken = Capture::default();
            let stream = FullOnce { room, failed: false, taken: taken.clone() };
            let mut spool = Spool::new(Box::new(stream), || ());
            let full = |done: io::Result<()>| {
                assert_eq!(done.unwrap_err().kind(), io::ErrorKind::StorageFull, "{room}");
            };
            let mut write = || (0..16).try_for_each(|_| spool.write_all(&[b'x'; HELD / 2]));
            // the thread may still be at it when the first of them are through
            let first = write();
            full(first.and_then(|()| spool.flush()));
            let mut write = || (0..16).try_for_each(|_| spool.write_all(&[b'x'; HELD / 2]));
            full(write());
            full(spool.flush());
            drop(spool);
            assert_eq!(taken.text().len(), room);
        }
    }
}
