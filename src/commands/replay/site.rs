//! Who gets what of a recording: which socket a request means, which of its connections a client gets, which pages may ask.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, ORIGIN};
use hyper::{Method, Request, Response, StatusCode};

use super::Session;
use super::player::{self, Ended, Pace};
use crate::recording::Connection;
use crate::serve::handshake::{asks_for_socket, is_local, names_this_machine, respond};
use crate::serve::reply::{HTML, TEXT, forbidden, reply};
use crate::serve::socket::{Accepted, End, end};
use crate::serve::{self, Stop};
use crate::status::Stop as Refusal;

/// The longest message that is read, in bytes.
const MAX_MESSAGE: usize = 64 * 1024 * 1024;

/// A recording as a site.
pub(super) struct Site {
    sockets: Vec<Socket>,
    pace: Pace,
    page: Option<PathBuf>,
    origins: Vec<String>,
}

/// One socket of the recording.
struct Socket {
    /// Its path and query, where the recording has its address.
    path: Option<String>,
    connections: Session,
    /// The connections that clients whose last one was ended by the recording are about to come for.
    due: Mutex<VecDeque<usize>>,
}

/// A client: the places of its socket and of its connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guest {
    socket: usize,
    connection: usize,
}

impl Site {
    /// A site of sockets.
    ///
    /// # Errors
    /// Where several of them have the same path.
    pub(super) fn new(
        sessions: Vec<Session>,
        pace: Pace,
        page: Option<PathBuf>,
        origins: Vec<String>,
    ) -> Result<Self, Refusal> {
        let sockets: Vec<Socket> = sessions
            .into_iter()
            .map(|connections| {
                let path = connections.first().and_then(Connection::path);
                Socket { path, connections, due: Mutex::default() }
            })
            .collect();
        for (at, socket) in sockets.iter().enumerate() {
            if let Some(other) = sockets[..at].iter().find(|other| other.path == socket.path) {
                let names = [other.name(), socket.name()];
                let message = format!("`{}` and `{}` have the same address", names[0], names[1]);
                return Err(Refusal::usage(message).help("`--from` says which is served".to_owned()));
            }
        }
        Ok(Self { sockets, pace, page, origins })
    }

    /// Where everything is: the page, or else each socket.
    pub(super) fn addresses(&self, at: SocketAddr) -> Vec<String> {
        if self.page.is_some() {
            return vec![format!("http://{at}/")];
        }
        let paths = self.sockets.iter().map(|socket| socket.path.as_deref().unwrap_or("/"));
        paths.map(|path| format!("ws://{at}{path}")).collect()
    }

    /// The socket that a request means: the only one, whatever the path, else the one whose path it is. A query that is another
    /// each time (a token) makes no difference where the path alone tells.
    fn socket_of<B>(&self, request: &Request<B>) -> Option<usize> {
        if self.sockets.len() == 1 {
            return Some(0);
        }
        let wanted = request.uri().path_and_query()?.as_str();
        let paths = || self.sockets.iter().map(|socket| socket.path.as_deref());
        if let Some(exact) = paths().position(|path| path == Some(wanted)) {
            return Some(exact);
        }
        let alone = |path: &str| path.split('?').next() == Some(request.uri().path());
        let mut alike = (0..).zip(paths()).filter(|(_, path)| path.is_some_and(alone)).map(|(at, _)| at);
        alike.next().filter(|_| alike.next().is_none())
    }

    /// Programs, pages of this machine, and those that the user names. A name that only leads here (DNS rebinding) is none of
    /// this machine's.
    fn is_welcome(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(ORIGIN) else { return true };
        let Ok(origin) = origin.to_str() else { return false };
        self.origins.iter().any(|allowed| allowed.trim_end_matches('/') == origin) || is_local(origin)
    }
}

impl Socket {
    fn name(&self) -> &str {
        self.connections.first().map_or("a socket", Connection::name)
    }
}

impl serve::Site for Site {
    type Guest = Guest;

    fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if !asks_for_socket(request) && matches!(*request.method(), Method::GET | Method::HEAD) {
            match &self.page {
                // a page elsewhere whose name was made to lead here may read what it asks for
                Some(_) if !names_this_machine(request.headers()) => return forbidden(),
                Some(page) if request.uri().path() == "/" => {
                    return match std::fs::read(page) {
                        Ok(html) => reply(StatusCode::OK, HTML, html),
                        Err(error) => {
                            let told = format!("the page cannot be read: {error}\n");
                            reply(StatusCode::INTERNAL_SERVER_ERROR, TEXT, told)
                        }
                    };
                }
                Some(_) => return reply(StatusCode::NOT_FOUND, TEXT, "the page is at /\n"),
                None => {}
            }
        }
        let Some(socket) = self.socket_of(request) else {
            return reply(StatusCode::NOT_FOUND, TEXT, "no socket was recorded at this address\n");
        };
        let connection = self.sockets[socket].connections.first();
        let preferred = connection.and_then(|connection| connection.subprotocol.as_deref());
        respond(request, |headers| self.is_welcome(headers), preferred)
    }

    fn admit(&self, request: &Request<Incoming>) -> Guest {
        let socket = self.socket_of(request).unwrap_or_default();
        let mut due = self.sockets[socket].due.lock().unwrap_or_else(PoisonError::into_inner);
        Guest { socket, connection: due.pop_front().unwrap_or_default() }
    }

    async fn talk(&self, accepted: Accepted, guest: Guest, mut stop: Stop) {
        let place = &self.sockets[guest.socket];
        let Some(connection) = place.connections.get(guest.connection) else { return };
        let mut socket = accepted.open(MAX_MESSAGE).await;
        let why = tokio::select! {
            biased;
            _ = stop.changed() => Ended::Otherwise(End::closed(1001, "going away")),
            why = player::play(&mut socket, connection, self.pace) => why,
        };
        let (why, as_recorded) = match why {
            Ended::AsRecorded(end) => (end, true),
            Ended::Otherwise(end) => (end, false),
        };
        if as_recorded && guest.connection + 1 < place.connections.len() {
            place.due.lock().unwrap_or_else(PoisonError::into_inner).push_back(guest.connection + 1);
        }
        end(socket, why).await;
    }
}
