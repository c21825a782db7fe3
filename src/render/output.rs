//! The two streams: data and diagnostics. Knows no format.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::AutoStream;

/// Bytes that are held before they are written without being asked to.
const BUFFER: usize = 64 * 1024;

/// The data stream (standard output, buffered) and the diagnostics (standard error).
///
/// Data is held until [`Output::flush`], which the caller calls as soon as nothing more is waiting.
pub struct Output {
    data: BufWriter<Box<dyn Write + Send>>,
    diagnostics: Box<dyn Write + Send>,
}

impl Output {
    /// Standard output and standard error. Colour codes never reach a standard error that is no terminal.
    #[must_use]
    pub fn stdio() -> Self {
        let err = io::stderr();
        let err = if err.is_terminal() { AutoStream::always(err) } else { AutoStream::never(err) };
        Self::to(Box::new(AutoStream::always(io::stdout())), Box::new(err))
    }

    /// Any two streams: for the prompt and for tests.
    #[must_use]
    pub fn to(data: Box<dyn Write + Send>, diagnostics: Box<dyn Write + Send>) -> Self {
        Self { data: BufWriter::with_capacity(BUFFER, data), diagnostics }
    }

    /// The data stream.
    pub fn data(&mut self) -> &mut (impl Write + use<>) {
        &mut self.data
    }

    /// Writes diagnostics, after all data that came before them.
    ///
    /// A standard error that cannot be written to is no reason to lose data, so only the data stream's errors surface.
    pub fn diagnose(&mut self, text: &str) -> io::Result<()> {
        self.data.flush()?;
        if self.diagnostics.write_all(text.as_bytes()).and_then(|()| self.diagnostics.flush()).is_err() {
            self.diagnostics = Box::new(io::sink());
        }
        Ok(())
    }

    /// Hands over all data that is held.
    pub fn flush(&mut self) -> io::Result<()> {
        self.data.flush()
    }
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
