//! Faults of networks and servers: what is shown, how it ends, whether it reconnects, and that nothing queued is lost or sent
//! twice. `SNAPSHOTS=overwrite` writes the transcripts of `tests/faults/` anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "faults/codes.rs"]
mod codes;
#[path = "faults/cut.rs"]
mod cut;
#[path = "faults/frames.rs"]
mod frames;
#[path = "faults/lost.rs"]
mod lost;
#[path = "faults/queue.rs"]
mod queue;
#[path = "faults/server.rs"]
mod server;
#[path = "faults/session.rs"]
mod session;
#[path = "faults/silence.rs"]
mod silence;
#[path = "faults/stalled.rs"]
mod stalled;
#[path = "support/mod.rs"]
#[allow(dead_code, reason = "it is shared with other test files")]
mod support;
#[path = "faults/told.rs"]
mod told;
#[path = "faults/unread.rs"]
mod unread;
