//! The two streams: data and diagnostics. Knows no format.

use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

use anstream::AutoStream;

use super::spool::Spool;

/// What a line begins with that takes the place of the one above it: up, to the left, cleared.
pub const REPLACE: &str = "\u{1b}[A\r\u{1b}[K";

/// How long a line that changes is shown at the least.
const PACE: Duration = Duration::from_millis(100);

/// The data stream (standard output, held back) and the diagnostics (standard error).
///
/// Data is held until [`Output::flush`], which the caller calls as soon as nothing more is waiting.
pub struct Output {
    data: Spool,
    diagnostics: Box<dyn Write + Send>,
    row: Row,
}

/// The last line, which may still change.
#[derive(Default)]
struct Row {
    /// As it is to be shown, where it is not yet.
    next: Option<String>,
    /// When it was written last; none where something else was written since.
    written: Option<Instant>,
    /// Why it could not be written.
    error: Option<io::Error>,
}

impl Output {
    /// Standard output and standard error. Colour codes never reach a standard error that is no terminal.
    #[must_use]
    pub fn stdio() -> Self {
        Self::of(Spool::new(standard_output(), widen_standard_output), Box::new(standard_error()))
    }

    /// Standard error alone: standard output may hold what it could not write, and fails again where it is flushed.
    #[must_use]
    pub fn stderr() -> Self {
        Self::to(Box::new(io::sink()), Box::new(standard_error()))
    }

    /// Any two streams: for the prompt and for tests.
    #[must_use]
    pub fn to(data: Box<dyn Write + Send>, diagnostics: Box<dyn Write + Send>) -> Self {
        Self::of(Spool::new(data, || ()), diagnostics)
    }

    fn of(data: Spool, diagnostics: Box<dyn Write + Send>) -> Self {
        Self { data, diagnostics, row: Row::default() }
    }

    /// The data stream.
    pub fn data(&mut self) -> &mut (impl Write + use<>) {
        self.end_row();
        &mut self.data
    }

    /// A line, with its end, that takes the place of the last one where that was given by this too. Of many within a
    /// moment only the last is written.
    pub fn row(&mut self, line: String) -> io::Result<()> {
        self.row.next = Some(line);
        if self.row.written.is_none_or(|at| at.elapsed() >= PACE) { self.flush() } else { Ok(()) }
    }

    /// The terminal has another size: the line that may still change is in other rows by now, and the next one that takes
    /// its place goes below it.
    pub fn resized(&mut self) {
        self.row.written = None;
    }

    /// Writes the line that may still change as it is now.
    fn put_row(&mut self) -> io::Result<()> {
        let Some(line) = self.row.next.take() else { return Ok(()) };
        if self.row.written.is_some() {
            self.data.write_all(REPLACE.as_bytes())?;
        }
        self.row.written = Some(Instant::now());
        self.data.write_all(line.as_bytes())
    }

    /// From now on that line stays as it is.
    fn end_row(&mut self) {
        if self.row.next.is_some()
            && let Err(error) = self.put_row()
        {
            self.row.error = Some(error);
        }
        self.row.written = None;
    }

    /// Writes diagnostics, after all data that came before them.
    ///
    /// A standard error that cannot be written to is no reason to lose data, so only the data stream's errors surface.
    pub fn diagnose(&mut self, text: &str) -> io::Result<()> {
        self.end_row();
        self.flush()?;
        if self.diagnostics.write_all(text.as_bytes()).and_then(|()| self.diagnostics.flush()).is_err() {
            self.diagnostics = Box::new(io::sink());
        }
        Ok(())
    }

    /// Hands over all data that is held.
    pub fn flush(&mut self) -> io::Result<()> {
        match self.row.error.take() {
            Some(error) => Err(error),
            None => self.put_row().and_then(|()| self.data.flush()),
        }
    }
}

/// Standard output without the buffer that Rust gives it, which looks for the ends of lines.
fn standard_output() -> Box<dyn Write + Send> {
    #[cfg(unix)]
    if let Ok(own) = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned() {
        return Box::new(std::fs::File::from(own));
    }
    Box::new(AutoStream::always(io::stdout()))
}

/// What Linux allows everyone (`/proc/sys/fs/pipe-max-size`), in bytes.
#[cfg(target_os = "linux")]
const WIDE: usize = 1 << 20;

/// Where a stream is a pipe, has it take more at once: whoever reads it waits less often for this side, and this side for them.
/// What the system does not allow stays as it is.
#[cfg(target_os = "linux")]
fn widen(pipe: impl std::os::fd::AsFd) {
    use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};
    if fcntl_getpipe_size(&pipe).is_ok_and(|size| size < WIDE) {
        let _widened = fcntl_setpipe_size(&pipe, WIDE);
    }
}

/// Likewise standard output.
fn widen_standard_output() {
    #[cfg(target_os = "linux")]
    widen(io::stdout());
}

fn standard_error() -> AutoStream<io::Stderr> {
    let err = io::stderr();
    if err.is_terminal() { AutoStream::always(err) } else { AutoStream::never(err) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::Capture;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_takes_more_at_once_and_a_file_stays_as_it_is() {
        use rustix::pipe::{fcntl_getpipe_size, fcntl_setpipe_size};
        let (reader, writer) = io::pipe().unwrap();
        fcntl_setpipe_size(&reader, 4096).unwrap();
        widen(&writer);
        assert_eq!(fcntl_getpipe_size(&reader).unwrap(), WIDE);
        widen(tempfile::tempfile().unwrap());
    }

    #[test]
    fn data_is_held_until_it_is_flushed() {
        let data = Capture::default();
        let mut output = Output::to(Box::new(data.clone()), Box::new(io::sink()));
        output.data().write_all(b"a").unwrap();
        assert_eq!(data.text(), "");
        output.flush().unwrap();
        assert_eq!(data.text(), "a");
    }

    #[test]
    fn data_comes_before_the_diagnostics_that_follow_it() {
        let both = Capture::default();
        let mut output = Output::to(Box::new(both.clone()), Box::new(both.clone()));
        output.data().write_all(b"a").unwrap();
        output.diagnose("b").unwrap();
        assert_eq!(both.text(), "ab");
    }

    #[test]
    fn a_line_that_changes_begins_anew_where_the_terminal_has_another_size() {
        let data = Capture::default();
        let mut output = Output::to(Box::new(data.clone()), Box::new(io::sink()));
        output.row("×1\n".to_owned()).unwrap();
        output.row("×2\n".to_owned()).unwrap();
        output.resized();
        output.flush().unwrap();
        output.row("×3\n".to_owned()).unwrap();
        output.flush().unwrap();
        assert_eq!(data.text(), format!("×1\n×2\n{REPLACE}×3\n"));
    }

    #[test]
    fn a_line_that_changes_takes_its_own_place_and_no_other() {
        let data = Capture::default();
        let mut output = Output::to(Box::new(data.clone()), Box::new(io::sink()));
        output.row("×1\n".into()).unwrap();
        assert_eq!(data.text(), "×1\n");
        output.row("×2\n".into()).unwrap();
        output.row("×3\n".into()).unwrap();
        output.flush().unwrap();
        assert_eq!(data.text(), format!("×1\n{REPLACE}×3\n"));
        output.row("×4\n".into()).unwrap();
        output.data().write_all(b"else\n").unwrap();
        output.row("×1\n".into()).unwrap();
        assert_eq!(data.text(), format!("×1\n{REPLACE}×3\n{REPLACE}×4\nelse\n×1\n"));
    }

    #[test]
    fn a_closed_pipe_surfaces_as_what_it_is() {
        let mut output = Output::to(Box::new(Closed), Box::new(io::sink()));
        output.data().write_all(b"a").unwrap();
        assert_eq!(output.flush().unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn closed_diagnostics_do_not_stop_the_data() {
        let data = Capture::default();
        let mut output = Output::to(Box::new(data.clone()), Box::new(Closed));
        output.diagnose("lost").unwrap();
        output.data().write_all(b"kept").unwrap();
        output.flush().unwrap();
        assert_eq!(data.text(), "kept");
    }
}
