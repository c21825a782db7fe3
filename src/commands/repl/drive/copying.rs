//! `/copy`: a sent message as a line for a shell.

use std::io;

use super::Driver;
use crate::cli::{HandshakeArgs, PageArgs};
use crate::commands::open::Request;
use crate::commands::repl::copy::{self, Wanted};
use crate::commands::repl::shell;
use crate::config::{self, Target};
use crate::event::{Event, Payload};
use crate::htmx::twin::Twin;
use crate::session::headers::{HeaderEdit, Secrets};
use crate::session::secret::Secret;
use crate::status::Stop;

/// Bytes that a command line takes at most in one argument, with room to spare (Linux's `MAX_ARG_STRLEN` is 128 KiB).
const LONGEST: usize = 100 << 10;

impl Driver<'_> {
    pub(super) fn copy(&mut self, number: Option<u64>) -> io::Result<Result<(), Stop>> {
        let (message, command, hides) = match self.command(number) {
            Ok(copied) => copied,
            Err(stop) => return Ok(Err(stop)),
        };
        self.printer.event(Event::Copied { message, command })?;
        if hides {
            let message = "secrets are … in it: put them in, or start with --show-secrets".to_owned();
            self.printer.event(Event::Note { message })?;
        }
        Ok(Ok(()))
    }

    /// A message's name, the line that sends the same, and whether secrets are hidden in it.
    fn command(&self, number: Option<u64>) -> Result<(String, String, bool), Stop> {
        let entry = self.sent(number)?;
        let socket = entry.socket.as_deref().or(self.request.page.socket.as_deref());
        let mut line = Line::new(config::secrets(self.request.handshake));
        line.request(self.request, socket);
        let Payload::Text(text) = &entry.payload else {
            let Payload::Binary(bytes) = &entry.payload else { return Err(too_long(&entry.name())) };
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            if hex.len() > LONGEST {
                return Err(too_long(&entry.name()));
            }
            line.pair("--hex", &hex);
            return Ok((entry.name(), line.written(), line.hides));
        };
        let wanted = Wanted { text, element: entry.element.as_deref(), socket };
        let mut before = String::new();
        match config::given(self.request.headers).ok().and_then(|given| {
            copy::arguments(
                || {
                    let mut twin = self.fresh();
                    *twin.given_mut() = given.clone();
                    twin
                },
                wanted,
            )
        }) {
            Some(arguments) => {
                line.headers(self.request);
                arguments.iter().for_each(|argument| line.word(argument));
            }
            None if text.starts_with('@') || text.contains('\0') || text.len() > LONGEST => {
                before = format!("{} | ", shell::printed(text));
                line.pair("--raw", "@-");
            }
            None => line.word(&format!("--raw={text}")),
        }
        Ok((entry.name(), before + &line.written(), line.hides))
    }

    /// The page as it was loaded, with its htmx.
    fn fresh(&self) -> Twin {
        let twin = self.session.twin();
        match &self.loaded {
            Some(still) => twin.going_on_from(still),
            None => Twin::bare(twin.dialect().clone(), twin.location().clone(), twin.given().clone()),
        }
    }
}

/// Whether a header holds no secret.
fn is_shown(header: &HeaderEdit) -> bool {
    header.may_go_elsewhere() || header.name().eq_ignore_ascii_case("host")
}

fn too_long(message: &str) -> Stop {
    Stop::failed(format!("message {message} is too long for a command line"))
}

/// A command line as it grows.
struct Line {
    words: Vec<String>,
    secrets: Secrets,
    /// Whether a secret is hidden in it.
    hides: bool,
}

impl Line {
    fn new(secrets: Secrets) -> Self {
        Self { words: vec!["hxws".to_owned(), "send".to_owned()], secrets, hides: false }
    }

    fn written(&self) -> String {
        self.words.iter().map(|word| shell::quoted(word)).collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self, word: &str) {
        self.words.push(word.to_owned());
    }

    fn pair(&mut self, flag: &str, value: &str) {
        self.word(flag);
        self.word(value);
    }

    fn pairs<'v>(&mut self, flag: &str, values: impl IntoIterator<Item = &'v str>) {
        values.into_iter().for_each(|value| self.pair(flag, value));
    }

    /// A value, or what is shown in its place where secrets are hidden.
    fn hidden(&mut self, flag: &str, value: &str, shown: &str) {
        let value = if self.secrets == Secrets::Shown { value } else { shown };
        self.hides |= self.secrets == Secrets::Hidden && value == shown && shown.contains('…');
        if flag.is_empty() { self.word(value) } else { self.pair(flag, value) }
    }

    fn secret(&mut self, flag: &str, secret: &Secret, name: &str) {
        self.hidden(flag, secret.expose(), &format!("{name}…"));
    }

    /// TARGET, its page, and how it is reached.
    fn request(&mut self, request: Request<'_>, socket: Option<&str>) {
        self.hidden("", request.target.expose(), &request.target.to_string());
        let PageArgs { htmx, ws_ext, page, url, load, .. } = request.page;
        for (flag, written) in [("--page", page), ("--url", url)] {
            if let Some(written) = written {
                self.hidden(flag, written.expose(), &written.to_string());
            }
        }
        self.pairs("--htmx", htmx.as_deref());
        self.pairs("--ws-ext", ws_ext.as_deref());
        if *load {
            self.word("--load");
        }
        let is_of_page = !matches!(Target::read(request.target), Ok(Target::Socket(_)));
        let names_it = is_of_page || request.page.socket.is_some();
        self.pairs("--socket", socket.filter(|_| names_it));
        self.handshake(request.handshake);
    }

    fn handshake(&mut self, handshake: &HandshakeArgs) {
        for header in &handshake.header {
            match header {
                HeaderEdit::Set { name, value } if is_shown(header) => {
                    self.pair("-H", &format!("{name}: {}", value.expose()));
                }
                HeaderEdit::Set { name, value } => {
                    let written = format!("{name}: {}", value.expose());
                    self.hidden("-H", &written, &format!("{name}: …"));
                }
                HeaderEdit::Remove { name } => self.pair("-H", &format!("{name};")),
            }
        }
        for cookie in &handshake.cookie {
            match cookie.expose().split_once('=') {
                Some((name, _)) => self.secret("--cookie", cookie, &format!("{name}=")),
                None => self.pair("--cookie", cookie.expose()),
            }
        }
        if let Some(origin) = &handshake.origin {
            self.hidden("--origin", origin.expose(), &origin.to_string());
        }
        if let Some(user) = &handshake.user {
            let name = user.expose().split_once(':').map(|(name, _)| format!("{name}:"));
            self.secret("--user", user, &name.unwrap_or_default());
        }
        self.pairs("--subprotocol", handshake.subprotocol.iter().map(String::as_str));
        let flags = [("--insecure", handshake.insecure), ("--no-proxy", handshake.no_proxy)];
        flags.into_iter().filter(|(_, given)| *given).for_each(|(flag, _)| self.word(flag));
        let files = handshake.cacert.iter().map(|path| ("--cacert", path));
        let files = files.chain(handshake.cert.iter().map(|path| ("--cert", path)));
        let files = files.chain(handshake.key.iter().map(|path| ("--key", path)));
        for (flag, path) in files.chain(handshake.unix_socket.iter().map(|path| ("--unix-socket", path))) {
            self.pair(flag, &path.to_string_lossy());
        }
        if let Some(proxy) = &handshake.proxy {
            let shown = crate::address::shown(proxy.expose()).into_owned();
            self.hidden("--proxy", proxy.expose(), &shown);
        }
        for resolve in &handshake.resolve {
            let addresses: Vec<String> = resolve.addresses.iter().map(ToString::to_string).collect();
            self.pair("--resolve", &format!("{}:{}:{}", resolve.host, resolve.port, addresses.join(",")));
        }
    }

    /// HEADERS where there is no page.
    fn headers(&mut self, request: Request<'_>) {
        let headers = request.headers;
        for header in &headers.hx_header {
            let name = header.expose().split_once('=').map_or("", |(name, _)| name);
            self.secret("--hx-header", header, &format!("{name}="));
        }
        self.pairs("--id", headers.id.as_deref());
        self.pairs("--name", headers.name.as_deref());
        self.pairs("--target", headers.hx_target.as_deref());
        if let Some(url) = &headers.current_url {
            self.hidden("--current-url", url.expose(), &url.to_string());
        }
        if let Some(prompt) = &headers.prompt {
            self.secret("--prompt", prompt, "");
        }
    }
}
