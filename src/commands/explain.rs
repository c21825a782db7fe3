//! `hxws explain`: what htmx would do with messages from a file. Touches no network, unless the page is an address.

use std::io;
use std::path::Path;

use base64::Engine as _;
use serde_json::Value;

use super::open;
use super::printer::Printer;
use super::stdin;
use crate::cli::{Explain, Input};
use crate::event::{Event, Payload};
use crate::htmx::compare::{Comparison, SETTLED_MS};
use crate::htmx::twin::{Effect, Twin};
use crate::status::{Status, Stop};

/// Runs the command.
pub async fn run(args: &Explain, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    if args.file == Path::new("-") && args.page.page.as_deref() == Some("-") {
        let stop = Stop::usage("the page and the messages cannot both come from standard input");
        return Ok(Err(stop.help("give one of them as a file".to_owned())));
    }
    let Prepared { mut twin, remarks, mut comparison, messages } = match prepare(args).await {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    if let Err(stop) = open::check_output(printer, &twin) {
        return Ok(Err(stop));
    }
    printer.set_dialect(open::dialect_name(twin.dialect()));
    printer.set_times(false);
    printer.warn(twin.about_page())?;
    remarks.into_iter().try_for_each(|remark| printer.event(remark))?;
    let mut differs = false;
    let mut tell = |events: Vec<Event>, printer: &mut Printer| {
        differs |= !events.is_empty();
        events.into_iter().try_for_each(|event| printer.event(event))
    };
    if let Some(comparison) = &mut comparison {
        tell(comparison.load(&mut twin), printer)?;
    }
    for (seq, payload) in (1..).zip(messages) {
        let mut effects = twin.receive(seq, &payload);
        let now_ms = twin.now_ms();
        effects.extend(twin.advance(now_ms + SETTLED_MS));
        let against =
            comparison.as_mut().map(|comparison| comparison.receive(&twin, &effects, seq, &payload));
        let bytes = payload.size();
        printer.event(Event::Message { seq, bytes, wire_bytes: None, payload })?;
        for effect in effects {
            if let Effect::Event(event) = effect {
                printer.event(*event)?;
            }
        }
        tell(against.unwrap_or_default(), printer)?;
    }
    if let Some(page) = twin.page() {
        printer.page_at_end(page.to_html())?;
    }
    let strictly = args.strict && (printer.warned() || differs);
    Ok(Ok(if strictly { Status::Failed } else { Status::Done }))
}

struct Prepared {
    twin: Twin,
    remarks: Vec<Event>,
    comparison: Option<Comparison>,
    messages: Vec<Payload>,
}

async fn prepare(args: &Explain) -> Result<Prepared, Stop> {
    let mut ground = open::ground(&args.page, &args.handshake).await?;
    let (twin, remarks) = ground.twin(args.page.htmx.as_deref(), args.page.ws_ext.as_deref()).await?;
    let comparison = match args.compare.as_deref() {
        // what was to be told of the page's parts has been told
        Some(htmx) => Some(Comparison::with(ground.twin(Some(htmx), None).await?.0)),
        None => None,
    };
    let messages = messages(args)?;
    let mut remarks = remarks;
    remarks.extend(odd_input(args, &messages).map(|message| Event::Note { message }));
    Ok(Prepared { twin, remarks, comparison, messages })
}

fn messages(args: &Explain) -> Result<Vec<Payload>, Stop> {
    let input = read(&args.file)?;
    match args.input {
        Input::Html => Ok(vec![match String::from_utf8(input) {
            Ok(text) => Payload::Text(text),
            Err(error) => Payload::Binary(error.into_bytes()),
        }]),
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
fn odd_input(args: &Explain, messages: &[Payload]) -> Option<String> {
    let file = args.file.display();
    match (args.input, messages) {
        (Input::Jsonl, []) => Some(format!("no line of `{file}` is a message")),
        (Input::Html, [Payload::Text(text)]) => {
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
    std::fs::read(file).map_err(|error| Stop::unreadable(file, &error).help(None))
}

/// The message on a line of a recording; none where it is of another type.
fn message(file: &Path, number: usize, line: &str) -> Result<Option<Payload>, Stop> {
    let wrong = |problem: String| Stop::usage(format!("line {number} of `{}` {problem}", file.display()));
    let value: Value = serde_json::from_str(line).map_err(|error| wrong(not_json(&error)))?;
    if value.get("type").and_then(Value::as_str) != Some("message") {
        return Ok(None);
    }
    if let Some(data) = value.get("data").and_then(Value::as_str) {
        return Ok(Some(Payload::Text(data.to_owned())));
    }
    let base64 = value.get("base64").and_then(Value::as_str);
    let base64 = base64.ok_or_else(|| wrong("is a message without `data` or `base64`".to_owned()))?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(base64);
    bytes.map(|bytes| Some(Payload::Binary(bytes))).map_err(|_| wrong("has `base64` that is none".to_owned()))
}

/// What is wrong with a line, without the number that it has by itself.
fn not_json(error: &serde_json::Error) -> String {
    format!("is not JSON: {}", error.to_string().replace(" at line 1 column ", " at column "))
}
