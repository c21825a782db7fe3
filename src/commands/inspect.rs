//! `hxws inspect`: the page's sockets and senders, without connecting to any.

use std::io;

use super::open::{self, Request};
use super::printer::Printer;
use super::sender;
use crate::cli::{HeaderArgs, Inspect};
use crate::config;
use crate::event::Event;
use crate::htmx::choice::ChoiceError;
use crate::htmx::twin::Twin;
use crate::render::Format;
use crate::session::headers::Secrets;
use crate::status::{Status, Stop};

/// Runs the command.
pub async fn run(args: &Inspect, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    printer.set_times(false);
    if matches!(printer.format(), Format::Html | Format::Raw) {
        let stop = Stop::usage("`inspect` has neither fragments nor messages to print")
            .help("use `-o human`, `-o json`, or `-o page` for the page itself".to_owned());
        return Ok(Err(stop));
    }
    let headers = HeaderArgs::default();
    let request = Request {
        target: &args.target,
        page: &args.page,
        headers: &headers,
        handshake: &args.handshake,
        deadline: None,
    };
    let opened = match open::open(request, printer).await {
        Ok(opened) => opened,
        Err(stop) => return Ok(Err(stop)),
    };
    if opened.twin.page().is_none() {
        let stop = Stop::usage(format!("`{}` is a socket, and there is no page to inspect", args.target))
            .help("give the page's address or file, or `--page FILE|URL`".to_owned());
        return Ok(Err(stop));
    }
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    opened.tell(printer)?;
    let secrets = config::secrets(&args.handshake);
    for event in sockets(&opened.twin, secrets).into_iter().chain(senders(&opened.twin)) {
        printer.event(event)?;
    }
    printer.page_at_end(opened.twin.page())?;
    match opened.twin.choose_socket(None) {
        Err(error @ ChoiceError::None { .. }) => Ok(Err(opened.missing(Stop::not_connected(error)))),
        _ if opened.twin.sockets().iter().all(|socket| socket.url.is_err()) => Ok(Ok(Status::NotConnected)),
        _ => Ok(Ok(Status::Done)),
    }
}

/// The page's sockets, and why those that the browser refuses are refused.
fn sockets(twin: &Twin, secrets: Secrets) -> Vec<Event> {
    let mut events = Vec::new();
    for socket in twin.sockets() {
        let url = socket.url.as_ref().ok().map(|url| url.expose().as_str());
        let attribute = socket.attribute.expose();
        // an `@` that is in no credentials stays
        let is_open = url.is_some_and(|url| secrets.address(url) == url);
        events.push(Event::Socket {
            element: socket.selector.clone(),
            attribute: if is_open { attribute.into() } else { secrets.address(attribute) }.into_owned(),
            url: url.map(|url| secrets.address(url).into_owned()),
            htmx: twin.dialect().htmx.to_string(),
        });
        if let Err(error) = &socket.url {
            let message = format!("the browser refuses the address of `{}`: {error}", socket.selector);
            events.push(Event::Error { message, help: None });
        }
    }
    events
}

/// The page's senders, each with what should be known about its controls.
pub fn senders(twin: &Twin) -> Vec<Event> {
    let mut events = Vec::new();
    for described in twin.describe_senders() {
        events.push(described.event);
        events.extend(sender::warnings(described.findings));
    }
    events
}
