//! What happens is taken and printed: one happening, or as many as are ready.

use std::io;

use futures_util::FutureExt as _;

use crate::commands::on_open::OnOpen;
use crate::commands::printer::Printer;
use crate::event::{Event, Record};
use crate::session::live::Session;

/// So many happenings are printed at once where that is allowed.
pub(super) const HANDFUL: usize = 16;

/// So many records are made of a message, mostly.
const USUAL: usize = 3;

/// Behind so many bytes of messages none is waited for: they are held until they are printed.
pub(super) const HANDFUL_BYTES: usize = 1 << 20;

/// Waits for what happens next, printing it and what `on_open` makes of it; standard output is flushed only when nothing more is ready.
///
/// # Errors
/// Those of standard output.
pub async fn step(session: &mut Session, printer: &mut Printer, on_open: &OnOpen) -> io::Result<Vec<Record>> {
    steps(1, session, printer, on_open).await
}

/// The same, with what is ready behind it; so many happenings at the most.
pub(super) async fn steps(
    most: usize,
    session: &mut Session,
    printer: &mut Printer,
    on_open: &OnOpen,
) -> io::Result<Vec<Record>> {
    // what goes together is a handful already
    let most = if session.passes_together() { 1 } else { most };
    let mut records = match session.next().now_or_never() {
        Some(records) => records,
        None => {
            printer.flush()?;
            session.next().await
        }
    };
    if let Some(passed) = session.passed() {
        printer.passed(passed)?;
    }
    // one message may make as many as are wanted: what is moved costs more than what is printed
    let enough = USUAL * most;
    records.reserve(enough.saturating_sub(records.len()));
    records.extend(on_open.follow(session, &records));
    let mut bytes = size(&records);
    for _ in 1..most {
        if bytes > HANDFUL_BYTES || records.len() >= enough {
            break;
        }
        let Some(mut more) = session.next().now_or_never() else { break };
        more.extend(on_open.follow(session, &more));
        bytes += size(&more);
        records.extend(more);
    }
    printer.arrived(&records)?;
    Ok(records)
}

/// How many bytes of messages are told of.
pub(super) fn size(records: &[Record]) -> usize {
    let of = |record: &Record| match record.event {
        Event::Message { bytes, .. } => bytes,
        _ => 0,
    };
    records.iter().map(of).sum()
}
