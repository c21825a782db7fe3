//! `hxws replay --serve`: the server's side of a recording, for any client.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use super::Session;
use super::player::Pace;
use super::site::Site;
use crate::cli::Replay;
use crate::commands::printer::Printer;
use crate::commands::{interrupt, loopback};
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
        Err(error) => return Ok(Err(loopback::refused(address, &error))),
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
    loopback::check("--serve", address, "a recording")?;
    if let Some(page) = &args.served_page {
        check_page(page)?;
    }
    let pace = if args.step { Pace::Steps } else { args.speed.unwrap_or_default().into() };
    Site::new(sessions, pace, args.served_page.clone(), args.allow_origin.clone())
}

/// Takes files only: what is read anew each time is to be the same each time, and to come to an end.
fn check_page(page: &Path) -> Result<(), Stop> {
    let named = format!("--page {}", page.display());
    let unreadable = |error: io::Error| Stop::unreadable(&named, &error).help(None);
    let found = std::fs::metadata(page).map_err(unreadable)?;
    if found.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        let stop = Stop::usage(format!("`{named}` is neither a file nor a directory but a device or a pipe"));
        return Err(stop.help("the page is read anew for each client: give an HTML file".to_owned()));
    }
    Ok(())
}
