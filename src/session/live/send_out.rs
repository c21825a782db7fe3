//! Sending what is left, and nothing else: nobody asks any more for what arrives, or for what the page does by itself.

use std::future::poll_fn;
use std::task::{Context, Poll};

use super::socket::Happening;
use super::{Happened, Session, Stall};
use crate::event::Record;
use crate::session::link::Incoming;

impl Session {
    /// Sends on for a while, and tells how connections ended meanwhile. What arrives is passed over, nothing connects anew, and
    /// what htmx has put off waits. To be asked again as long as something is [unsent](Session::has_unsent). None where what
    /// is left has stalled.
    pub async fn send_out(&mut self, mut stall: Option<&mut Stall>) -> Option<Vec<Record>> {
        let happened = poll_fn(|cx| self.poll_send_out(cx, stall.as_deref_mut())).await?;
        let records = if is_passed_over(&happened) { Vec::new() } else { self.handle(happened) };
        Some(self.pass(records))
    }

    fn poll_send_out(&mut self, cx: &mut Context<'_>, stall: Option<&mut Stall>) -> Poll<Option<Happened>> {
        let happened = self.poll_connections(cx, |socket| socket.link().is_some());
        let stalled = stall.is_some_and(|stall| stall.poll(cx, self.sent_bytes()).is_ready());
        match happened {
            Poll::Ready(happened) if !stalled || !is_passed_over(&happened) => Poll::Ready(Some(happened)),
            _ if stalled => Poll::Ready(None),
            _ => Poll::Pending,
        }
    }
}

fn is_passed_over(happened: &Happened) -> bool {
    match happened {
        Happened::On(_, Happening::Arrived(incoming)) | Happened::Parting(_, incoming) => {
            !matches!(incoming, Incoming::Closed { .. })
        }
        _ => false,
    }
}
