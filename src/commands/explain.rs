//! `hxws explain`: what htmx would do with messages from a file. Touches no network, unless the page is an address.

use std::io;
use std::path::Path;

use base64::Engine as _;
use serde_json::Value;

use super::printer::Printer;
use super::stdin;
use super::{choice, open};
use crate::cli::{Explain, Input};
use crate::event::{Event, Payload, Record};
use crate::htmx::choice::ChoiceError;
use crate::htmx::compare::{Arrived, Comparison, SETTLED_MS};
use crate::htmx::twin::{Effect, Twin};
use crate::status::{Status, Stop};

/// Runs the command.
pub async fn run(args: &Explain, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    printer.set_times(false);
    if args.file == Path::new("-") && args.page.page.as_ref().is_some_and(|page| page.expose() == "-") {
        let stop = Stop::usage("the page and the messages cannot both come from standard input");
        return Ok(Err(stop.help("give one of them as a file".to_owned())));
    }
    let mut prepared = match prepare(args, printer).await {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    if let Err(stop) = open::check_output(printer, &prepared.twin) {
        return Ok(Err(stop));
    }
    printer.set_dialect(open::dialect_name(prepared.twin.dialect()));
    printer.warn(prepared.twin.about_page())?;
    printer.warn(prepared.twin.without_socket().into_iter().collect())?;
    std::mem::take(&mut prepared.remarks).into_iter().try_for_each(|remark| printer.event(remark))?;
    let differs = match play(prepared, &args.file, printer)? {
        Ok(differs) => differs,
        Err(stop) => return Ok(Err(stop)),
    };
    let strictly = args.strict && (printer.warned() || differs);
    Ok(Ok(if strictly { Status::Failed } else { Status::Done }))
}

/// Lets htmx have every message, and what it has put off to its end. True where the other htmx differs.
fn play(prepared: Prepared, file: &Path, printer: &mut Printer) -> Result<Result<bool, Stop>, io::Error> {
    let Prepared { mut twin, mut comparison, socket: chosen, messages, .. } = prepared;
    let mut differs = false;
    let mut tell = |events: Vec<Event>, printer: &mut Printer| {
        differs |= !events.is_empty();
        print(events, &messages, printer)
    };
    if let Some(comparison) = &mut comparison {
        tell(comparison.load(&mut twin), printer)?;
    }
    for (seq, message) in (1..).zip(&messages) {
        let selector = match &message.socket {
            Some(socket) if !twin.all_sockets().is_empty() => Some(socket),
            _ => chosen.as_ref(),
        };
        let socket = match selector.map(|selector| twin.recorded_socket(selector)).transpose() {
            Ok(socket) => socket,
            Err(error) => return Ok(Err(no_socket(error, Some((file, message.line))))),
        };
        let mut effects = match socket {
            Some(left) if !twin.hears(left) => vec![unheard()],
            socket => twin.receive_on(socket, seq, &message.payload),
        };
        let now_ms = twin.now_ms();
        effects.extend(twin.advance(now_ms + SETTLED_MS));
        let against = comparison.as_mut().map(|comparison| {
            let socket = selector.map(String::as_str);
            comparison.receive(&twin, &effects, Arrived { seq, payload: &message.payload, socket })
        });
        let (bytes, payload) = (message.payload.size(), message.payload.clone());
        print(vec![Event::Message { seq, bytes, wire_bytes: None, payload }], &messages, printer)?;
        print(told(effects), &messages, printer)?;
        tell(against.unwrap_or_default(), printer)?;
    }
    let late = twin.run_out();
    let against = comparison.as_mut().map(|comparison| comparison.run_out(&twin, &late));
    print(told(late), &messages, printer)?;
    tell(against.unwrap_or_default(), printer)?;
    if let Some(page) = twin.page() {
        printer.page_at_end(page.to_html())?;
    }
    Ok(Ok(differs))
}

fn told(effects: Vec<Effect>) -> Vec<Event> {
    let events = effects.into_iter().filter_map(|effect| match effect {
        Effect::Event(event) => Some(*event),
        _ => None,
    });
    events.collect()
}

/// Prints events, each with the socket that the recording has for its message.
fn print(events: Vec<Event>, messages: &[Message], printer: &mut Printer) -> io::Result<()> {
    events.into_iter().try_for_each(|event| {
        let place = event.seq().and_then(|seq| usize::try_from(seq).ok()?.checked_sub(1));
        let socket = place.and_then(|place| messages.get(place)?.socket.clone());
        printer.print(&[Record { event, step: None, socket, at: None }])
    })
}

/// What is said of a message whose socket has left the page.
fn unheard() -> Effect {
    let message = "its socket has left the page: htmx does not hear it".to_owned();
    Effect::Event(Box::new(Event::Note { message }))
}

/// Why no socket is chosen: it was asked for in vain, by `--socket` or on a line of the recording.
fn no_socket(error: ChoiceError, line: Option<(&Path, usize)>) -> Stop {
    let Stop { message, help, .. } = choice::no_choice(error);
    let message = match line {
        Some((file, number)) => format!("line {number} of `{}`: {message}", file.display()),
        None => message,
    };
    Stop::usage(message).help(help)
}

struct Prepared {
    twin: Twin,
    remarks: Vec<Event>,
    comparison: Option<Comparison>,
    /// The selector of the socket that messages come in on, where none is said.
    socket: Option<String>,
    messages: Vec<Message>,
}

/// A message of the file.
struct Message {
    payload: Payload,
    /// The selector of the socket that it came in on, where the recording has one.
    socket: Option<String>,
    /// The number of its line.
    line: usize,
}

async fn prepare(args: &Explain, printer: &mut Printer) -> Result<Prepared, Stop> {
    let mut ground = open::ground(&args.page, &args.handshake, printer).await?;
    let (twin, remarks) = ground.twin(args.page.htmx.as_deref(), args.page.ws_ext.as_deref()).await?;
    let comparison = match args.compare.as_deref() {
        // what was to be told of the page's parts has been told
        Some(htmx) => Some(Comparison::with(ground.twin(Some(htmx), None).await?.0)),
        None => None,
    };
    let socket = match args.page.socket.as_deref() {
        Some(_) if twin.page().is_none() => {
            let stop = Stop::usage("`--socket` chooses one of a page's sockets, and there is no page");
            return Err(stop.help("give the page's file or address with `--page FILE|URL`".to_owned()));
        }
        Some(selector) => {
            let chosen = twin.choose_socket(Some(selector)).map_err(|error| no_socket(error, None))?;
            Some(chosen.selector.clone())
        }
        None => None,
    };
    let messages = messages(args)?;
    let mut remarks = remarks;
    remarks.extend(odd_input(args, &messages).map(|message| Event::Note { message }));
    Ok(Prepared { twin, remarks, comparison, socket, messages })
}

fn messages(args: &Explain) -> Result<Vec<Message>, Stop> {
    let input = read(&args.file)?;
    match args.input {
        Input::Html => {
            let payload = match String::from_utf8(input) {
                Ok(text) => Payload::Text(text),
                Err(error) => Payload::Binary(error.into_bytes()),
            };
            Ok(vec![Message { payload, socket: None, line: 1 }])
        }
        Input::Jsonl => {
            let text = String::from_utf8(input)
                .map_err(|_| Stop::usage(format!("`{}` is not UTF-8 text", args.file.display())))?;
            let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
            let read = lines.filter_map(|(number, line)| message(&args.file, number, line).transpose());
            read.collect()
        }
    }
}

/// What is said of a recording that is not read as one, and of one that holds nothing.
fn odd_input(args: &Explain, messages: &[Message]) -> Option<String> {
    let file = args.file.display();
    match (args.input, messages) {
        (Input::Jsonl, []) => Some(format!("no line of `{file}` is a message")),
        (Input::Html, [Message { payload: Payload::Text(text), .. }]) => {
            let first: Value = serde_json::from_str(text.trim_start().lines().next()?).ok()?;
            let is_recorded = first.get("type").is_some_and(Value::is_string) && text.trim().contains('\n');
            is_recorded
                .then(|| format!("`{file}` looks like a recording: `--input jsonl` reads its messages"))
        }
        _ => None,
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Stop> {
    if file == Path::new("-") {
        return stdin::read();
    }
    std::fs::read(file).map_err(|error| Stop::unreadable(file.display(), &error).help(None))
}

/// The message on a line of a recording; none where it is of another type.
fn message(file: &Path, line: usize, text: &str) -> Result<Option<Message>, Stop> {
    let wrong = |problem: String| Stop::usage(format!("line {line} of `{}` {problem}", file.display()));
    let value: Value = serde_json::from_str(text).map_err(|error| wrong(not_json(&error)))?;
    if value.get("type").and_then(Value::as_str) != Some("message") {
        return Ok(None);
    }
    let socket = value.get("socket").and_then(Value::as_str).map(str::to_owned);
    if let Some(data) = value.get("data").and_then(Value::as_str) {
        return Ok(Some(Message { payload: Payload::Text(data.to_owned()), socket, line }));
    }
    let base64 = value.get("base64").and_then(Value::as_str);
    let base64 = base64.ok_or_else(|| wrong("is a message without `data` or `base64`".to_owned()))?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(base64);
    let bytes = bytes.map_err(|_| wrong("has `base64` that is none".to_owned()))?;
    Ok(Some(Message { payload: Payload::Binary(bytes), socket, line }))
}

/// What is wrong with a line, without the number that it has by itself.
fn not_json(error: &serde_json::Error) -> String {
    format!("is not JSON: {}", error.to_string().replace(" at line 1 column ", " at column "))
}
