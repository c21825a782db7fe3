//! Room for answers that nobody has fetched yet: where there is none, the filter waits.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many bytes of answers wait; one that is larger waits alone.
const MOST_BYTES: usize = 1024 * 1024;

/// The room.
#[derive(Debug, Default)]
pub struct Room {
    taken: Mutex<Taken>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct Taken {
    bytes: usize,
    /// Whether nobody fetches answers any more.
    is_over: bool,
}

impl Room {
    /// Takes room, once there is some; false where nobody fetches answers any more.
    pub fn take(&self, bytes: usize) -> bool {
        let is_full =
            |taken: &mut Taken| !taken.is_over && taken.bytes > 0 && taken.bytes + bytes > MOST_BYTES;
        let mut taken = self.freed.wait_while(self.taken(), is_full).unwrap_or_else(PoisonError::into_inner);
        taken.bytes += bytes;
        !taken.is_over
    }

    /// An answer was fetched.
    pub fn give_back(&self, bytes: usize) {
        self.taken().bytes -= bytes;
        self.freed.notify_one();
    }

    /// Nobody fetches answers any more.
    pub fn close(&self) {
        self.taken().is_over = true;
        self.freed.notify_one();
    }

    /// How much is taken.
    #[cfg(all(test, feature = "jq"))]
    pub fn bytes(&self) -> usize {
        self.taken().bytes
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
