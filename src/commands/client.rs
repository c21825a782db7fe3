//! The client that flags ask for: its dialer, its cookies, and which flag and which file are at fault where one cannot be
//! used. Connects to nothing, and chooses no socket.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::cli::{HandshakeArgs, PageArgs};
use crate::config::{self, Target};
use crate::session::client::Client;
use crate::session::cookies::{CookieFile, Jar};
use crate::session::dial::{DialError, Dialer};
use crate::session::fetch::PAGE_WITHIN;
use crate::status::Stop;

/// What `--cookie` takes.
const COOKIE: &str = "`--cookie` takes `name=value`, or the path of a file of cookies";

/// A client for what is at `target`, whose host gets the cookies that were given one by one.
///
/// # Errors
/// Where a flag, or a file that one names, cannot be used.
pub fn client(handshake: &HandshakeArgs, target: &Target, page: &PageArgs) -> Result<Client, Stop> {
    let dialer = Dialer::new(config::dial(handshake)?).map_err(|error| unusable(&error, handshake))?;
    let mut jar = Jar::new();
    let home = match target {
        Target::Socket(address) | Target::Page(address) => address.expose().clone(),
        Target::File(_) | Target::Stdin => config::page_url(page)?,
    };
    for cookie in &handshake.cookie {
        match cookie.expose() {
            "" => return Err(Stop::usage("`--cookie` was given nothing").help(COOKIE.to_owned())),
            pairs if pairs.contains('=') => jar
                .insert_flag(pairs, &home)
                .map_err(|error| Stop::usage(format!("`--cookie` cannot be used: {error}")))?,
            path => read_cookies(&mut jar, Path::new(path), handshake.cookie_jar.as_deref())?,
        }
    }
    let mut client = Client::new(dialer, jar, config::request(handshake)?);
    client.page_within = page.page_timeout.map_or(PAGE_WITHIN, |timeout| timeout.0);
    if let Some(path) = &handshake.cookie_jar {
        let kept = client.keep_in(CookieFile::new(path.clone()));
        kept.map_err(|error| {
            Stop::usage(format!("`--cookie-jar {}` cannot be written: {error}", path.display()))
        })?;
    }
    Ok(client)
}

/// Reads the file of a `--cookie`; where cookies are kept in the same one, it need not be there yet.
fn read_cookies(jar: &mut Jar, path: &Path, kept: Option<&Path>) -> Result<(), Stop> {
    let text = match std::fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == io::ErrorKind::NotFound && kept == Some(path) => return Ok(()),
        Err(error) => {
            let stop = if path.exists() {
                Stop::unreadable(format!("--cookie {}", path.display()), &error)
            } else {
                // not repeated: it may be a cookie's value without its name
                Stop::usage(format!("`--cookie` has no `=` in it, and names no file: {error}"))
            };
            return Err(stop.help(COOKIE.to_owned()));
        }
    };
    let read = jar.insert_netscape(&text, SystemTime::now());
    read.map_err(|error| Stop::usage(format!("`--cookie {}`: {error}", path.display())))
}

/// Names the file whose certificates or key cannot be used.
fn unusable(error: &DialError, handshake: &HandshakeArgs) -> Stop {
    let file = match error {
        DialError::CaCertificate { index, .. } => handshake.cacert.get(*index).map(|path| ("--cacert", path)),
        DialError::Identity(error) => {
            let key = handshake.key.as_ref().filter(|_| error.is_of_key()).map(|path| ("--key", path));
            key.or_else(|| Some(("--cert", handshake.cert.as_ref()?)))
        }
        _ => None,
    };
    let stop = match file {
        Some((flag, path)) => Stop::usage(format!("`{flag} {}`: {error}", path.display())),
        None => Stop::usage(error),
    };
    stop.help(error.help())
}
