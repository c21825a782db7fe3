//! `hxws connect`: a session with a prompt, or with lines from a pipe.

use std::io::{self, IsTerminal as _};

use super::on_open::OnOpen;
use super::open::{self, Request};
use super::printer::Printer;
use super::pump;
use super::repl::drive::{Driver, End};
use super::repl::history::History;
use super::repl::input::Lines;
use super::repl::prompt::Prompt;
use crate::cli::{Connect, PromptArgs};
use crate::config::Target;
use crate::config::editor::{self, EditorSettings};
use crate::event::Event;
use crate::render::Output;
use crate::session::live::Session;
use crate::status::{Status, Stop};

/// Runs the command.
pub async fn run(args: &Connect, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    if args.target.expose() == "-" || args.page.page.as_ref().is_some_and(|page| page.expose() == "-") {
        let stop = Stop::usage("the prompt's lines come from standard input, so the page cannot")
            .help("give the page as a file, or use `hxws send -`".to_owned());
        return Ok(Err(stop));
    }
    if args.page.socket.as_deref() == Some("all") {
        let stop = Stop::usage("`--socket all` is for `listen`: a prompt talks to one socket")
            .help("`--socket SELECTOR` takes one of them".to_owned());
        return Ok(Err(stop));
    }
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &args.headers,
        handshake: &args.handshake,
        deadline: None,
    };
    let on_open = match OnOpen::read(args.open.on_open.as_deref()) {
        Ok(on_open) => on_open,
        Err(stop) => return Ok(Err(stop)),
    };
    let prepared = open::open(request, printer)
        .await
        .and_then(|opened| open::check_output(printer, &opened.twin).map(|()| opened))
        .and_then(|opened| opened.targets(args.page.socket.as_deref()).map(|targets| (opened, targets)));
    let (opened, targets) = match prepared {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let session = opened.begin(targets, (&args.retry, &args.open), true, printer)?;
    let name = match Target::read(&args.target) {
        Ok(target) => editor::history_name(&target),
        Err(stop) => return Ok(Err(stop)),
    };
    let settings = EditorSettings::new(&args.editor, &args.prompt.alias, &name, printer.style().color);
    converse(session, printer, (&args.prompt, request, &settings), &on_open).await.map(Ok)
}

/// Runs a session with lines from the terminal or from a pipe.
pub async fn converse(
    mut session: Session,
    printer: &mut Printer,
    (args, request, settings): (&PromptArgs, Request<'_>, &EditorSettings),
    on_open: &OnOpen,
) -> io::Result<Status> {
    printer.watch();
    let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let prompt = Prompt::new(printer.style().color);
    let typed = if interactive {
        let (history, lost) = History::open(settings.history.clone());
        if let Some(message) = lost {
            printer.event(Event::Note { message })?;
        }
        Lines::typed(&prompt, settings, history).ok()
    } else {
        None
    };
    let (lines, prompt, screen) = match typed {
        Some((lines, screen)) => {
            printer.flush()?;
            printer.set_output(screen.output());
            (lines, Some(prompt), Some(screen))
        }
        None => {
            if interactive {
                let message = "this terminal cannot edit lines: they are read as they are".to_owned();
                printer.event(Event::Note { message })?;
            }
            (Lines::piped(), None, None)
        }
    };
    let end = Driver::new((&mut session, on_open), printer, lines, prompt, (args, request)).run().await?;
    printer.open_gate()?;
    let (code, status) = match end {
        End::Quit(status) => (1000, status),
        End::Signal(signal) => (1001, signal.status()),
    };
    let all_sent = pump::finish(session, printer, code).await?;
    if let Some(screen) = screen {
        screen.finish()?;
        printer.set_output(Output::stdio());
    }
    Ok(if status == Status::Done && !all_sent { Status::Ended } else { status })
}
