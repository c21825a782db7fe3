//! `--record`: every event as JSON Lines at the end of a file, for its owner alone. A line is one write, so that several hxws that
//! write to one file, and one that is killed, leave whole lines.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::path::Path;

use super::private;
use crate::event::{Event, Record};
use crate::render::{Format, Output, Renderer, Style, renderer};
use crate::session::headers::{Secrets, hide_unknown};

/// A file that takes every event.
pub struct Recorder {
    renderer: Box<dyn Renderer>,
    out: Output,
}

impl Recorder {
    /// Opens a file, for its owner only. A line that was left half written is ended.
    ///
    /// # Errors
    /// Where it cannot be opened for appending, or is another user's and open to others.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = private::open_no_strangers_link(OpenOptions::new().create(true).append(true), path)?;
        if file.metadata()?.is_file() && ends_within_a_line(path)? {
            file.write_all(b"\n")?;
        }
        Ok(Self::to(Box::new(file)))
    }

    fn to(lines: Box<dyn Write + Send>) -> Self {
        let style = Style { messages: true, quiet: true, ..Style::default() };
        let out = Output::to(Box::new(Lines { to: lines, held: Vec::new() }), Box::new(io::sink()));
        Self { renderer: renderer(Format::Json, style), out }
    }

    /// Writes events, at once. Where secrets are hidden, so is what the server's headers may hold of them.
    ///
    /// # Errors
    /// Where the file cannot be written to.
    pub fn record(&mut self, records: &[Record], secrets: Secrets) -> io::Result<()> {
        let records = match secrets {
            Secrets::Hidden => without_secrets(records),
            Secrets::Shown => records.into(),
        };
        self.renderer.records(&records, &mut self.out).and_then(|()| self.out.flush()).map_err(failed)
    }
}

/// What a file may keep: who debugs a handshake looks at what its server says, and a file outlives that.
fn without_secrets(records: &[Record]) -> Cow<'_, [Record]> {
    if !records.iter().any(|record| matches!(record.event, Event::Open { .. })) {
        return records.into();
    }
    let mut records = records.to_vec();
    for record in &mut records {
        if let Event::Open { headers, .. } = &mut record.event {
            hide_unknown(&mut headers.0);
        }
    }
    records.into()
}

fn ends_within_a_line(path: &Path) -> io::Result<bool> {
    // one that may be written and not read is trusted
    let Ok(mut file) = File::open(path) else { return Ok(false) };
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

/// A full disk is a failure, and a closed pipe is no closed output.
fn failed(error: io::Error) -> io::Error {
    io::Error::other(format!("the file of `--record` cannot be written to: {error}"))
}

/// Passes on whole lines, each by itself.
struct Lines {
    to: Box<dyn Write + Send>,
    /// The line that has not ended yet.
    held: Vec<u8>,
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            if !piece.ends_with(b"\n") {
                self.held.extend_from_slice(piece);
            } else if self.held.is_empty() {
                self.to.write_all(piece)?;
            } else {
                self.held.extend_from_slice(piece);
                // one that failed is not tried again
                let line = std::mem::take(&mut self.held);
                self.to.write_all(&line)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::sync::{Arc, Mutex};

    use crate::event::Payload;

    /// What was written, a piece a write.
    #[derive(Clone, Default)]
    struct Writes(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push(bytes.to_vec());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn message(data: &str) -> Record {
        let payload = Payload::Text(data.to_owned());
        let event = Event::Message { seq: 1, bytes: data.len(), wire_bytes: None, payload };
        Record::of(event)
    }

    #[test]
    fn each_line_is_one_write_however_long_it_is_and_nothing_is_held_back() {
        let writes = Writes::default();
        let mut recorder = Recorder::to(Box::new(writes.clone()));
        let (long, short) = ("x\n".repeat(500_000), "y".to_owned());
        recorder.record(&[message(&short), message(&long), message(&short)], Secrets::Hidden).unwrap();
        let lines: Vec<String> =
            writes.0.lock().unwrap().iter().map(|line| String::from_utf8(line.clone()).unwrap()).collect();
        let read = |line: &String| {
            assert_eq!(line.find('\n'), Some(line.len() - 1));
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            value["data"].as_str().unwrap().to_owned()
        };
        assert_eq!(lines.iter().map(read).collect::<Vec<_>>(), [short.clone(), long, short]);
    }
}
