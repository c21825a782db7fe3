//! `hxws replay --serve`: the server's side of a recording, for any client.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use super::Session;
use super::player::Pace;
use super::site::Site;
use crate::cli::Replay;
use crate::commands::interrupt;
use crate::commands::printer::Printer;
use crate::serve::Server;
use crate::status::{Status, Stop};

/// Serves until a signal comes.
pub(super) async fn run(
    args: &Replay,
    address: SocketAddr,
    sessions: Vec<Session>,
    printer: &mut Printer,
) -> Result<Result<Status, Stop>, io::Error> {
    let site = match site(args, address, sessions) {
        Ok(site) => site,
        Err(stop) => return Ok(Err(stop)),
    };
    let server = match Server::bind(address).await {
        Ok(server) => server,
        Err(error) => return Ok(Err(Stop::usage(format!("`{address}` cannot be listened on: {error}")))),
    };
    for line in site.addresses(server.address()) {
        printer.data(line.as_bytes())?;
    }
    printer.flush()?;
    let mut status = Status::Done;
    let signal = interrupt::heard();
    server.serve(Arc::new(site), async { status = signal.await.status() }).await?;
    Ok(Ok(status))
}

fn site(args: &Replay, address: SocketAddr, sessions: Vec<Session>) -> Result<Site, Stop> {
    if !address.ip().is_loopback() {
        let stop = Stop::usage(format!("`--serve {address}` is not a loopback address"));
        return Err(stop.help("a recording is for this machine only: take 127.0.0.1 or [::1]".to_owned()));
    }
    if let Some(page) = &args.served_page {
        std::fs::metadata(page)
            .and_then(|found| if found.is_file() { Ok(()) } else { Err(io::ErrorKind::IsADirectory.into()) })
            .map_err(|error| Stop::unreadable(format!("--page {}", page.display()), &error).help(None))?;
    }
    let pace = if args.step { Pace::Steps } else { args.speed.unwrap_or_default().into() };
    Site::new(sessions, pace, args.served_page.clone(), args.allow_origin.clone())
}
