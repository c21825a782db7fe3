//! `hxws explain`: what htmx would do with messages from files. Touches no network, unless the page is an address.

mod input;
mod strict;
mod tell;

use std::io;
use std::path::Path;

use super::open::{Ground, ground};
use super::printer::Printer;
use super::{choice, open};
use crate::cli::Explain;
use crate::event::Event;
use crate::htmx::choice::ChoiceError;
use crate::htmx::compare::{Arrived, Comparison, SETTLED_MS};
use crate::htmx::twin::{Effect, Twin};
use crate::status::{Status, Stop};
use input::Messages;
use strict::Strict;
use tell::{File, Teller};

/// Runs the command.
pub async fn run(args: &Explain, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    printer.set_times(false);
    let (mut ground, files) = match prepare(args, printer).await {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    let mut strict = Strict::new(files.len());
    for (number, file) in files.iter().enumerate() {
        let mut prepared = match Prepared::of(file, args, &mut ground, number + 1 == files.len()).await {
            Ok(prepared) => prepared,
            Err(stop) => return Ok(Err(stop)),
        };
        if number == 0
            && let Err(stop) = introduce(&mut prepared, printer)?
        {
            return Ok(Err(stop));
        }
        let mut teller = Teller::new(File { messages: file, is_one_of_several: files.len() > 1 }, printer)?;
        for message in &file.remarks {
            teller.event(Event::Note { message: message.clone() })?;
        }
        if let Err(stop) = play(prepared, &mut teller)? {
            return Ok(Err(stop));
        }
        let came = teller.came;
        if let Some(message) = strict.see(&file.path, came).filter(|_| args.strict && files.len() > 1) {
            printer.event(Event::Error { message, help: None })?;
        }
    }
    // what is said in the end is of all files
    printer.change(|style| style.file = None);
    Ok(if args.strict { strict.judge(printer.warned()) } else { Ok(Status::Done) })
}

/// The page, and what is in the files.
async fn prepare(args: &Explain, printer: &mut Printer) -> Result<(Ground, Vec<Messages>), Stop> {
    let from_stdin = args.files.iter().filter(|file| *file == Path::new("-")).count();
    let page_from_stdin = args.page.page.as_ref().is_some_and(|page| page.expose() == "-");
    if from_stdin > 0 && page_from_stdin {
        let stop = Stop::usage("the page and the messages cannot both come from standard input");
        return Err(stop.help("give one of them as a file".to_owned()));
    }
    if from_stdin > 1 {
        return Err(Stop::usage("standard input can be read only once, and `-` is given several times"));
    }
    if printer.prints_page() && args.files.len() > 1 {
        let message = format!("`-o page` prints one page, and there are {} files", args.files.len());
        return Err(Stop::usage(message).help("give one file".to_owned()));
    }
    let ground = ground(&args.page, &args.handshake, printer).await?;
    let files: Result<Vec<Messages>, Stop> =
        args.files.iter().map(|file| Messages::read(file, args)).collect();
    Ok((ground, files?))
}

/// Tells of the page, once.
fn introduce(prepared: &mut Prepared, printer: &mut Printer) -> io::Result<Result<(), Stop>> {
    if let Err(stop) = open::check_output(printer, &prepared.twin) {
        return Ok(Err(stop));
    }
    printer.set_dialect(open::dialect_name(prepared.twin.dialect()));
    printer.warn(prepared.twin.about_page())?;
    printer.warn(prepared.twin.without_socket().into_iter().collect())?;
    std::mem::take(&mut prepared.remarks).into_iter().try_for_each(|remark| printer.event(remark))?;
    Ok(Ok(()))
}

/// Lets htmx have every message, and what it has put off to its end.
fn play(prepared: Prepared, teller: &mut Teller) -> Result<Result<(), Stop>, io::Error> {
    let Prepared { mut twin, mut comparison, socket: chosen, file, .. } = prepared;
    if let Some(comparison) = &mut comparison {
        teller.differences(comparison.load(&mut twin))?;
    }
    for (seq, message) in (1..).zip(&file.messages) {
        let of_address = message.url.as_deref().and_then(|url| twin.socket_at(url)).map(str::to_owned);
        let selector = match &message.socket {
            Some(socket) if !twin.all_sockets().is_empty() => Some(socket),
            _ => chosen.as_ref().or(of_address.as_ref()),
        };
        let socket = match selector.map(|selector| twin.recorded_socket(selector)).transpose() {
            Ok(socket) => socket,
            Err(error) => return Ok(Err(no_socket(error, Some((&file.path, message.line))))),
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
        teller.message(seq, &message.payload, effects)?;
        teller.differences(against.unwrap_or_default())?;
    }
    let late = twin.run_out();
    let against = comparison.as_mut().map(|comparison| comparison.run_out(&twin, &late));
    teller.effects(late)?;
    teller.differences(against.unwrap_or_default())?;
    teller.page_at_end(twin.page())?;
    Ok(Ok(()))
}

/// What is said of a message whose socket has left the page.
fn unheard() -> Effect {
    let message = "its socket has left the page: htmx does not hear it".to_owned();
    Effect::Event(Event::Note { message })
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

/// A file's messages, and the page on which they are played.
struct Prepared<'f> {
    twin: Twin,
    remarks: Vec<Event>,
    comparison: Option<Comparison>,
    /// The selector of the socket that messages come in on, where none is said.
    socket: Option<String>,
    file: &'f Messages,
}

impl<'f> Prepared<'f> {
    async fn of(
        file: &'f Messages,
        args: &Explain,
        ground: &mut Ground,
        is_last: bool,
    ) -> Result<Self, Stop> {
        let (htmx, ws_ext) = (args.page.htmx.as_deref(), args.page.ws_ext.as_deref());
        let is_only = is_last && args.compare.is_none();
        let (twin, remarks) = ground.twin(htmx, ws_ext, is_only).await?;
        let comparison = match args.compare.as_deref() {
            // what was to be told of the page's parts has been told
            Some(htmx) => Some(Comparison::with(ground.twin(Some(htmx), None, is_last).await?.0)),
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
        Ok(Self { twin, remarks, comparison, socket, file })
    }
}
