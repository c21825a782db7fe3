//! What is in a file: one message, or those of a recording.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::address;
use crate::cli::{Explain, Input};
use crate::commands::{replay, stdin};
use crate::event::Payload;
use crate::recording::{Format, Recording};
use crate::status::Stop;

/// The messages of a file.
pub(super) struct Messages {
    pub(super) path: PathBuf,
    pub(super) messages: Vec<Message>,
    /// What is said of the file.
    pub(super) remarks: Vec<String>,
}

/// A message of a file.
pub(super) struct Message {
    pub(super) payload: Payload,
    /// The selector of the socket that it came in on, where the recording has one.
    pub(super) socket: Option<String>,
    /// The address of that socket, where nothing but that tells which it is.
    pub(super) url: Option<String>,
    /// The number of its line.
    pub(super) line: usize,
}

impl Messages {
    /// Reads a file as the arguments say.
    pub(super) fn read(path: &Path, args: &Explain) -> Result<Self, Stop> {
        let bytes = stdin::or_file(path, path.display())?;
        let mut file = Self { path: path.to_owned(), messages: Vec::new(), remarks: Vec::new() };
        match args.input {
            Input::Html => file.take_one(bytes),
            Input::Jsonl => file.take_all(&bytes, Format::JsonLines, args)?,
            Input::Har => file.take_all(&bytes, Format::Har, args)?,
        }
        Ok(file)
    }

    fn take_one(&mut self, bytes: Vec<u8>) {
        let payload = match String::from_utf8(bytes) {
            Ok(text) => Payload::Text(text),
            Err(error) => Payload::Binary(error.into_bytes()),
        };
        if let Payload::Text(text) = &payload
            && let Some(format) = recorded(text)
        {
            let path = self.path.display();
            self.remarks
                .push(format!("`{path}` looks like a recording: `--input {format}` reads its messages"));
        }
        self.messages.push(Message { payload, socket: None, url: None, line: 1 });
    }

    fn take_all(&mut self, bytes: &[u8], format: Format, args: &Explain) -> Result<(), Stop> {
        let unreadable = |error| replay::unreadable(&self.path, &error);
        let recording = Recording::read(bytes, format).map_err(unreadable)?;
        self.remarks.extend(replay::cut_off(&recording, &self.path));
        let recording = replay::chosen(recording, args.from.as_deref(), &self.path)?;
        let sockets = recording.sockets();
        let messages = recording.received().into_iter().map(|received| Message {
            payload: received.payload.clone(),
            socket: received.connection.socket.clone(),
            url: received.connection.url.clone().filter(|_| format == Format::Har),
            line: usize::try_from(received.turn.place).unwrap_or(usize::MAX),
        });
        self.messages = messages.collect();
        let path = self.path.display();
        match format {
            _ if !self.messages.is_empty() => {}
            Format::JsonLines => self.remarks.push(format!("no line of `{path}` is a message")),
            Format::Har => self.remarks.push(format!("no WebSocket of `{path}` received a message")),
        }
        if format == Format::Har && sockets.len() > 1 {
            let sockets: Vec<String> =
                sockets.iter().map(|socket| format!("`{}`", address::shown(socket))).collect();
            let message = format!(
                "`{path}` holds {} sockets, {}: `--from` takes one",
                sockets.len(),
                sockets.join(", ")
            );
            self.remarks.push(message);
        }
        Ok(())
    }
}

/// What a text that was meant as a message is a recording in, where it looks like one.
fn recorded(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let first: Option<Value> = serde_json::from_str(text.lines().next()?).ok();
    if first.is_some_and(|first| first.get("type").is_some_and(Value::is_string)) && text.contains('\n') {
        return Some("jsonl");
    }
    let is_har = text.starts_with('{') && Recording::read(text.as_bytes(), Format::Har).is_ok();
    is_har.then_some("har")
}
