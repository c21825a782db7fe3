//! Whoever reads standard output: that nobody does any more is noticed even while there is nothing to write, as `tail -f`
//! notices it. A file or a terminal has no reader that goes.

/// Waits until whoever reads standard output has gone.
pub async fn gone() {
    #[cfg(unix)]
    if unix::has_gone().await {
        return;
    }
    std::future::pending().await
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::LazyLock;

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::fs::{FileType, fstat};
    use rustix::io::Errno;
    use tokio::sync::watch;

    /// Told by a thread that waits for the hang-up, from the first time on that anybody asks.
    static GONE: LazyLock<watch::Receiver<bool>> = LazyLock::new(|| {
        let (tell, told) = watch::channel(false);
        let watches = move || {
            if hung_up() {
                tell.send_replace(true);
            }
        };
        // without a thread the next write notices it
        let _started = std::thread::Builder::new().name("reader".to_owned()).spawn(watches);
        told
    });

    /// False where that cannot be known.
    pub(super) async fn has_gone() -> bool {
        let mut gone = GONE.clone();
        gone.wait_for(|gone| *gone).await.is_ok()
    }

    /// Waits for the hang-up of a pipe or a socket: for an error or a hang-up no event needs to be asked for (POSIX `poll`).
    fn hung_up() -> bool {
        let out = io::stdout();
        let kind = fstat(&out).map(|status| FileType::from_raw_mode(status.st_mode));
        if !matches!(kind, Ok(FileType::Fifo | FileType::Socket)) {
            return false;
        }
        loop {
            let mut watched = [PollFd::new(&out, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(_) if watched[0].revents().intersects(PollFlags::ERR | PollFlags::HUP) => return true,
                Ok(0) | Err(Errno::INTR) => {}
                Ok(_) | Err(_) => return false,
            }
        }
    }
}
