//! From a TARGET to a page with its htmx, and the sockets to open.

mod ground;

use std::io;

use tokio::time::Instant;
use url::{Position, Url};

use super::choice::no_choice;
use super::client;
use super::interrupt::uninterrupted;
use super::load;
use super::printer::Printer;
use super::stdin;
use crate::address::Written;
use crate::bytes;
use crate::cli::{HandshakeArgs, HeaderArgs, OpenArgs, PageArgs, RetryArgs};
use crate::config::{self, Target};
use crate::event::{Event, Loaded};
use crate::htmx::choice::ChoiceError;
use crate::htmx::dialect::{Dialect, DialectError};
use crate::htmx::headers::Given;
use crate::htmx::process::Socket;
use crate::htmx::twin::Twin;
use crate::page::Document;
use crate::script;
use crate::session::authorization;
use crate::session::client::Client;
use crate::session::excerpt::first_lines;
use crate::session::fetch::{Deadline, FetchError};
use crate::session::live;
use crate::status::Stop;

pub use ground::{Ground, ground, page_only};

/// What the flags of a command say about its TARGET.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// TARGET as written.
    pub target: &'a Written,
    /// The page and its htmx.
    pub page: &'a PageArgs,
    /// HEADERS where there is no page.
    pub headers: &'a HeaderArgs,
    /// The handshake.
    pub handshake: &'a HandshakeArgs,
    /// When the page must have come.
    pub deadline: Option<Instant>,
}

/// A page with its htmx, and a client that has its cookies (or `()`, where somebody else has the client).
pub struct Opened<C = Client> {
    /// The page and its htmx.
    pub twin: Twin,
    /// The client.
    pub client: C,
    /// The address of the socket, where TARGET gave it.
    pub socket: Option<Url>,
    /// What to tell about the page.
    pub loaded: Option<Loaded>,
    /// The page was read, and nothing says where it is: its address is a guess.
    pub is_guessed: bool,
    /// The address that was asked for, where it redirected to the page.
    pub redirected: Option<Url>,
    /// What to tell about the parts that it fetched by itself.
    pub remarks: Vec<Event>,
}

/// A document and where it is.
struct Page {
    document: Document,
    location: Url,
    /// The address that was asked for, where it redirected here.
    redirected: Option<Url>,
}

/// Reads or fetches the page, if there is one, and loads htmx on it.
///
/// # Errors
/// Where TARGET is no address, the page cannot be had, or its htmx is not played.
pub async fn open(request: Request<'_>, printer: &mut Printer) -> Result<Opened, Stop> {
    let target = Target::read(request.target)?;
    printer.set_secrets(config::secrets(request.handshake));
    let mut client = client::client(request.handshake, &target, request.page)?;
    client.deadline = request.deadline.map(|at| Deadline { at, flag: "--timeout" });
    let given = config::given(request.headers)?;
    let Opened { twin, client: (), socket, loaded, is_guessed, redirected, remarks } =
        load_page((request, &target), &mut client, given, printer).await?;
    Ok(Opened { twin, client, socket, loaded, is_guessed, redirected, remarks })
}

/// The page again, by a client that has its cookies, with headers as they are given by now.
///
/// # Errors
/// As [`open`].
pub async fn open_again(
    request: Request<'_>,
    client: &mut Client,
    given: Given,
    printer: &mut Printer,
) -> Result<Opened<()>, Stop> {
    load_page((request, &Target::read(request.target)?), client, given, printer).await
}

async fn load_page(
    (request, target): (Request<'_>, &Target),
    client: &mut Client,
    given: Given,
    printer: &mut Printer,
) -> Result<Opened<()>, Stop> {
    let page = page_of(target, request.page, client, printer).await?;
    let (htmx, ws_ext) = (request.page.htmx.as_deref(), request.page.ws_ext.as_deref());
    let socket = match target {
        Target::Socket(address) => Some(address.expose().clone()),
        _ => None,
    };
    let Some(page) = page else {
        load::check(request.page)?;
        let dialect = Dialect::choose(htmx.unwrap_or("2"), ws_ext).map_err(unknown_version)?;
        let mut location = socket.clone().map_or_else(|| config::page_url(request.page), Ok)?;
        let _credentials = authorization::taken_from(&mut location);
        let twin = Twin::bare(dialect, location, given);
        let (redirected, remarks) = (None, Vec::new());
        return Ok(Opened { twin, client: (), socket, loaded: None, is_guessed: false, redirected, remarks });
    };
    let redirected = page.redirected;
    let dialect = Twin::dialect_of(&page.document, htmx, ws_ext).map_err(unknown_version)?;
    let mut twin =
        Twin::load_with(dialect, page.document, page.location, given, script::engine(), script::moment());
    let mut remarks: Vec<Event> = config::unused(request.headers)
        .filter(|_| !twin.senders().is_empty())
        .map(|message| Event::Note { message })
        .into_iter()
        .collect();
    if request.page.load {
        remarks.extend(load::load(&mut twin, client).await?);
    }
    let loaded = Some(loaded(&twin));
    let is_guessed = request.page.url.is_none() && matches!(target, Target::File(_) | Target::Stdin);
    Ok(Opened { twin, client: (), socket, loaded, is_guessed, redirected, remarks })
}

/// Something asks for a page, and there is none.
#[must_use]
pub fn no_page(message: &str) -> Stop {
    Stop::usage(message).help("give the page's address or file, or `--page FILE|URL`".to_owned())
}

/// Whether there is a page to print, where that is asked for.
///
/// # Errors
/// Where there is none.
pub fn check_output(printer: &Printer, twin: &Twin) -> Result<(), Stop> {
    if twin.page().is_some() || !printer.prints_page() {
        return Ok(());
    }
    Err(no_page("there is no page to print with `-o page`"))
}

/// The dialect in words: `htmx 2`.
#[must_use]
pub fn dialect_name(dialect: &Dialect) -> String {
    format!("htmx {}", dialect.name)
}

impl Opened {
    /// Tells of the page and makes the session that is about to connect. `keep_trying` retries a first handshake
    /// that failed.
    ///
    /// # Errors
    /// Those of standard output.
    pub fn begin(
        self,
        targets: Vec<live::Target>,
        (retry, open): (&RetryArgs, &OpenArgs),
        keep_trying: bool,
        printer: &mut Printer,
    ) -> io::Result<live::Session> {
        self.tell(printer)?;
        let page = self.loaded.as_ref().filter(|_| !self.is_guessed).map(|_| self.twin.location());
        let sockets: Vec<&Url> = targets.iter().map(|target| &target.url).collect();
        for message in self.client.remarks(page, &sockets) {
            printer.event(Event::Note { message })?;
        }
        let session = live::Session::new(self.twin, self.client, config::retry(retry), targets, keep_trying);
        Ok(session.with_keep_alive(config::keep_alive(open)))
    }

    /// A session that is not to connect.
    #[must_use]
    pub fn session(self, targets: Vec<live::Target>, retry: &RetryArgs) -> live::Session {
        live::Session::new(self.twin, self.client, config::retry(retry), targets, false)
    }
}

impl<C> Opened<C> {
    /// Tells of the page.
    ///
    /// # Errors
    /// Those of standard output.
    pub fn tell(&self, printer: &mut Printer) -> io::Result<()> {
        if let Some(loaded) = self.loaded.clone() {
            printer.event(Event::Loaded(loaded))?;
        }
        printer.warn(self.twin.about_page())?;
        self.remark(printer)
    }

    /// Tells what was found out on the way to the page.
    ///
    /// # Errors
    /// Those of standard output.
    pub fn remark(&self, printer: &mut Printer) -> io::Result<()> {
        self.remarks.iter().cloned().try_for_each(|remark| printer.event(remark))
    }

    /// The sockets to open: the one that TARGET gives, the one that the selector names, or with `all` all of them.
    ///
    /// # Errors
    /// Where there is none, or the choice is not clear.
    pub fn targets(&self, selector: Option<&str>) -> Result<Vec<live::Target>, Stop> {
        if let Some(url) = &self.socket {
            let on_page = match selector {
                Some(_) => Some(self.twin.choose_socket(selector).map_err(|error| self.no_choice(error))?),
                None => self.twin.choose_socket(None).ok(),
            };
            let element = on_page.map(|socket| socket.element);
            let selector = on_page.map(|socket| socket.selector.clone());
            return Ok(vec![live::Target::of_user(url.clone()).at(element, selector)]);
        }
        if selector == Some("all") {
            let sockets = self.twin.sockets().into_iter();
            let targets: Vec<live::Target> = sockets
                .filter_map(|socket| {
                    let url = socket.url.as_ref().ok()?.expose().clone();
                    Some(self.target(url, socket))
                })
                .collect();
            if !targets.is_empty() {
                return Ok(targets);
            }
        }
        let selector = selector.filter(|selector| *selector != "all");
        let socket = self.twin.choose_socket(selector).map_err(|error| self.no_choice(error))?;
        let url = socket.url.as_ref().map_err(Stop::not_connected)?.expose().clone();
        Ok(vec![self.target(url, socket)])
    }

    /// The page's own socket that the selector names, where it has it and the browser opens it.
    #[must_use]
    pub fn target_of(&self, selector: &str) -> Option<live::Target> {
        let socket = self.twin.choose_socket(Some(selector)).ok()?;
        Some(self.target(socket.url.as_ref().ok()?.expose().clone(), socket))
    }

    /// Why nothing could be chosen.
    #[must_use]
    pub fn no_choice(&self, error: ChoiceError) -> Stop {
        let is_none = matches!(error, ChoiceError::None { .. });
        let stop = no_choice(error);
        if is_none { self.missing(stop) } else { stop }
    }

    /// What the page does not have, as it is told of a page that came in another's place: it may be a login.
    #[must_use]
    pub fn missing(&self, stop: Stop) -> Stop {
        let Some(asked) = &self.redirected else { return stop };
        let page = self.twin.location();
        let from =
            if asked.origin() == page.origin() { &asked[Position::BeforePath..] } else { asked.as_str() };
        let led = format!("the page `{page}`, to which `{from}` redirects,");
        let login = "does it want a login? give its cookies with `--cookie 'name=value'`, or try `--user`";
        let help = stop.help.map_or_else(|| login.to_owned(), |help| format!("{login}\n{help}"));
        Stop { message: stop.message.replacen("the page", &led, 1), help: Some(help), ..stop }
    }

    fn target(&self, url: Url, socket: &Socket) -> live::Target {
        let here = self.twin.location();
        let is_guessed = self.is_guessed && url.host() == here.host() && url.port() == here.port();
        let help = "the page is a file: `--url` says at which address it is served";
        let target = live::Target::of_page(url, socket.element, socket.selector.clone());
        if is_guessed { target.explained(help) } else { target }
    }
}

/// The dialect that was asked for by its version, on a page or without one.
///
/// # Errors
/// Where that is not played.
pub fn dialect(page: Option<&Document>, htmx: &str) -> Result<Dialect, Stop> {
    let chosen = match page {
        Some(page) => Twin::dialect_of(page, Some(htmx), None),
        None => Dialect::choose(htmx, None),
    };
    chosen.map_err(unknown_version)
}

fn unknown_version(error: DialectError) -> Stop {
    let help = "choose one that is played: `--htmx 1`, `1-ext`, `2` or `4`, or an exact version";
    let stop = Stop::usage(&error);
    if matches!(error, DialectError::OfPage(_)) { stop.help(help.to_owned()) } else { stop }
}

async fn page_of(
    target: &Target,
    page: &PageArgs,
    client: &mut Client,
    printer: &mut Printer,
) -> Result<Option<Page>, Stop> {
    match target {
        Target::Page(address) => fetch(address.expose().clone(), client, printer).await.map(Some),
        Target::File(path) => read_page(path, page).map(Some),
        Target::Stdin => read_stdin(page).map(Some),
        Target::Socket(_) => match &page.page {
            None => Ok(None),
            Some(written) => other_page(written, page, client, printer).await.map(Some),
        },
    }
}

/// The page of `--page FILE|URL`.
async fn other_page(
    written: &Written,
    page: &PageArgs,
    client: &mut Client,
    printer: &mut Printer,
) -> Result<Page, Stop> {
    match Target::read(written)? {
        Target::Page(address) => fetch(address.expose().clone(), client, printer).await,
        Target::Socket(_) if !written.expose().contains("://") => {
            Err(Stop::usage(format!("`--page {written}`: there is no such file"))
                .help(format!("check the path; for a page's address write http://{written}")))
        }
        Target::Socket(_) => {
            Err(Stop::usage(format!("`--page {written}` is a socket's address, not a page's")))
        }
        Target::File(path) => read_page(&path, page),
        Target::Stdin => read_stdin(page),
    }
}

async fn fetch(url: Url, client: &mut Client, printer: &mut Printer) -> Result<Page, Stop> {
    let trail = client.page_trail();
    let fetching = trail.followed(client.fetch(url), |traces| {
        for trace in traces {
            // where standard output has gone, what is printed next says so
            let _printed = printer.event(Event::Trace(trace));
        }
        let _flushed = printer.flush();
    });
    let fetched = uninterrupted(fetching, "the page had not come").await?;
    // those of an answer that is no page count too
    client.save().map_err(|error| Stop::usage(format!("the cookies cannot be kept: {error}")))?;
    if fetched.is_err() {
        for message in client.remarks(None, &[]) {
            let _printed = printer.event(Event::Note { message });
        }
    }
    let fetched = fetched.map_err(|error| not_fetched(&error))?;
    let redirected = fetched.redirects.into_iter().next();
    Ok(Page { document: Document::parse(&fetched.html), location: fetched.url, redirected })
}

fn not_fetched(error: &FetchError) -> Stop {
    let mut lines = Vec::new();
    if let FetchError::Status { headers, body_start, .. } = error {
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend(first_lines(body_start).iter().map(|line| format!("| {line}")));
    }
    lines.extend(error.help());
    Stop::not_connected(error).help((!lines.is_empty()).then(|| lines.join("\n")))
}

fn read_page(written: &Written, page: &PageArgs) -> Result<Page, Stop> {
    let html = std::fs::read(written.expose()).map_err(|error| Stop::unreadable(written, &error))?;
    Ok(parse(&html, config::page_url(page)?))
}

fn read_stdin(page: &PageArgs) -> Result<Page, Stop> {
    let html = stdin::read()?;
    Ok(parse(&html, config::page_url(page)?))
}

fn parse(html: &[u8], location: Url) -> Page {
    Page { document: Document::parse(&bytes::lossy(html)), location, redirected: None }
}

fn loaded(twin: &Twin) -> Loaded {
    let dialect = twin.dialect();
    Loaded {
        url: twin.location().to_string(),
        htmx: match dialect.ws_ext {
            Some(ws_ext) => format!("htmx {} · ws {ws_ext}", dialect.htmx),
            None => format!("htmx {}", dialect.htmx),
        },
        sockets: twin.sockets().len(),
        senders: twin.senders().len(),
    }
}
