//! What was asked for: flags, environment, terminal and the files that flags name made into plain values. Connects to nothing.

pub mod editor;

use std::io::IsTerminal as _;
use std::path::Path;

use url::Url;

use clap::CommandFactory as _;

use crate::address::{Address, Written, shown};
use crate::cli::{Cli, HandshakeArgs, HeaderArgs, OpenArgs, OutputArgs, PageArgs, RetryArgs};
use crate::htmx::diagnose::nearest;
use crate::htmx::headers::Given;
use crate::htmx::reconnect::{Delay, Override};
use crate::quantity;
use crate::render::{self, Format, Style};
use crate::script;
use crate::session::authorization;
use crate::session::client::Request;
use crate::session::dial::{DialOptions, IdentityPem, Proxies};
use crate::session::headers::{Secrets, is_token, is_value};
use crate::session::limits::Limits;
use crate::session::live::KeepAlive;
use crate::session::secret::Secret;
use crate::status::Stop;

/// What a TARGET means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A socket's own address.
    Socket(Address),
    /// A page's address.
    Page(Address),
    /// A page in a file.
    File(Written),
    /// A page on standard input.
    Stdin,
}

impl Target {
    /// Reads a TARGET; a file of that name wins over a host.
    ///
    /// # Errors
    /// Where it is neither an address nor a file.
    pub fn read(written: &Written) -> Result<Self, Stop> {
        Self::read_in(Path::new(""), written)
    }

    /// The same with files looked for in a directory.
    ///
    /// # Errors
    /// Where it is neither an address nor a file.
    pub fn read_in(directory: &Path, written: &Written) -> Result<Self, Stop> {
        let text = written.expose();
        if text == "-" {
            return Ok(Self::Stdin);
        }
        let scheme = text.split_once(':').filter(|(_, rest)| rest.starts_with(['/', '\\']));
        let scheme = scheme.map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest.starts_with("//")));
        match scheme.as_ref().map(|(scheme, is_full)| (scheme.as_str(), *is_full)) {
            Some(("ws" | "wss", _)) => return parse(text, written).map(Self::Socket),
            Some(("http" | "https", _)) => return parse(text, written).map(Self::Page),
            Some((other, true)) if other.chars().all(|c| c.is_ascii_alphanumeric()) => {
                return Err(Stop::usage(format!("`{written}` has the scheme `{other}`")).help(
                    "write ws://, wss://, http:// or https://, or the path of an HTML file".to_owned(),
                ));
            }
            _ => {}
        }
        let looks_like_path = text.starts_with(['.', '/']) || is_html(text);
        let file = directory.join(text);
        if file.is_file() || looks_like_path {
            return Ok(Self::File(file.to_string_lossy().into_owned().into()));
        }
        if let Some(command) = command_meant(text) {
            return Err(Stop::usage(format!("`{text}` is neither a command, a file nor an address"))
                .help(format!("did you mean `hxws {command}`? for a host of that name write ws://{text}")));
        }
        let host =
            if text.starts_with(':') { format!("ws://localhost{text}") } else { format!("ws://{text}") };
        parse(&host, written).map(Self::Socket)
    }
}

/// The command that a single word is close to: a slip of the finger is likelier than a host of that name.
#[must_use]
pub fn command_meant(text: &str) -> Option<String> {
    let program = Cli::command();
    let word = text.chars().all(|c| c.is_ascii_lowercase());
    let names = program.get_subcommands().map(clap::Command::get_name);
    let near = nearest(text, names).filter(|_| word && text.len() > 2)?;
    Some(near.to_owned())
}

fn is_html(text: &str) -> bool {
    Path::new(text)
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("html") || kind.eq_ignore_ascii_case("htm"))
}

fn parse(address: &str, written: &Written) -> Result<Address, Stop> {
    let url = Url::parse(address)
        .map_err(|error| Stop::usage(format!("`{written}` is neither an address nor a file: {error}")))?;
    if url.fragment().is_some() && matches!(url.scheme(), "ws" | "wss") {
        return Err(Stop::usage(format!(
            "`{written}` has a `#fragment`, which a socket's address may not have"
        )));
    }
    Ok(url.into())
}

/// The address that `--url` gives to a page from a file.
///
/// # Errors
/// Where it is not an absolute address.
pub fn page_url(page: &PageArgs) -> Result<Url, Stop> {
    let written = page.url.as_ref().map_or("http://localhost/", Written::expose);
    let mut url = Url::parse(written)
        .map_err(|error| Stop::usage(format!("`--url {}` is not an address: {error}", shown(written))))?;
    // `location.href` has none
    let _credentials = authorization::taken_from(&mut url);
    Ok(url)
}

/// HEADERS from flags.
///
/// # Errors
/// Where a header is not `NAME=VALUE`.
pub fn given(headers: &HeaderArgs) -> Result<Given, Stop> {
    let others = headers.hx_header.iter().map(|written| {
        // what was written is not repeated: it may be a secret
        let (name, value) =
            written.expose().split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| {
                Stop::usage("`--hx-header` takes `NAME=VALUE`, and was given something else")
            })?;
        Ok((name.to_owned(), value.to_owned()))
    });
    Ok(Given {
        id: headers.id.clone(),
        name: headers.name.clone(),
        target: headers.hx_target.clone(),
        current_url: headers.current_url.as_ref().map(|url| url.expose().to_owned()),
        prompt: headers.prompt.as_ref().map(|text| text.expose().to_owned()),
        others: others.collect::<Result<_, Stop>>()?,
        left_out: Vec::new(),
    })
}

/// What is said of flags for HEADERS that a page's senders do not take: they have their own.
#[must_use]
pub fn unused(headers: &HeaderArgs) -> Option<String> {
    let flags = [
        ("--id", "HX-Trigger", headers.id.is_some()),
        ("--name", "HX-Trigger-Name", headers.name.is_some()),
        ("--target", "HX-Target", headers.hx_target.is_some()),
        ("--current-url", "HX-Current-URL", headers.current_url.is_some()),
    ];
    let given: Vec<_> = flags.iter().filter(|(_, _, is_given)| *is_given).collect();
    let (_, header, _) = given.first()?;
    let (verb, names) = (if given.len() == 1 { "is" } else { "are" }, given.iter().map(|(flag, ..)| *flag));
    Some(format!(
        "`{}` {verb} for a bare socket: the page's senders have their own; `--hx-header {header}=…` sets another",
        names.collect::<Vec<_>>().join("`, `")
    ))
}

/// What requests carry.
///
/// # Errors
/// Where a subprotocol or an origin can be none.
pub fn request(handshake: &HandshakeArgs) -> Result<Request, Stop> {
    if let Some(origin) = handshake.origin.as_ref().filter(|origin| !is_value(origin.expose())) {
        return Err(Stop::usage(format!("`--origin {origin:?}` has a control character in it")));
    }
    let edits_origin = handshake.header.iter().any(|edit| edit.name().eq_ignore_ascii_case("origin"));
    if edits_origin && handshake.origin.is_some() {
        return Err(Stop::usage("`--origin` and `-H 'Origin: …'` both say what the origin is")
            .help("leave one of them out".to_owned()));
    }
    Ok(Request {
        headers: handshake.header.clone(),
        origin: handshake.origin.clone(),
        user: handshake.user.clone(),
        subprotocols: subprotocols(&handshake.subprotocol)?,
        no_compress: handshake.no_compress,
        limits: Limits { max_message_size: handshake.max_message_size.0 },
        secrets: secrets(handshake),
    })
}

/// Whether people see secrets.
#[must_use]
pub fn secrets(handshake: &HandshakeArgs) -> Secrets {
    if handshake.show_secrets { Secrets::Shown } else { Secrets::Hidden }
}

/// Tokens, none twice (RFC 6455 §4.1, item 10).
fn subprotocols(names: &[String]) -> Result<Vec<String>, Stop> {
    let wrong = names.iter().enumerate().find_map(|(at, name)| {
        if !is_token(name) {
            Some((name, "is not a name", "it is a token of letters, digits and `!#$%&'*+-.^_|~`"))
        } else if names[..at].contains(name) {
            Some((name, "is given twice", "each is asked for once"))
        } else {
            None
        }
    });
    match wrong {
        None => Ok(names.to_vec()),
        Some((name, what, rule)) => Err(Stop::usage(format!("`--subprotocol {name:?}` {what}"))
            .help(format!("RFC 6455 §4.1 of subprotocols: {rule}"))),
    }
}

/// How connections are made.
///
/// # Errors
/// Where a file cannot be read, or what names a proxy does not.
pub fn dial(handshake: &HandshakeArgs) -> Result<DialOptions, Stop> {
    let identity = match &handshake.cert {
        Some(path) => {
            let certificate = file_of("--cert", path)?;
            let key = handshake.key.as_ref().map(|path| file_of("--key", path)).transpose()?;
            Some(IdentityPem { key: key.unwrap_or_else(|| certificate.clone()), certificate })
        }
        None => None,
    };
    let ca_certificates = handshake.cacert.iter().map(|path| file_of("--cacert", path));
    Ok(DialOptions {
        connect_timeout: handshake.connect_timeout.map(|timeout| timeout.0),
        unix_socket: handshake.unix_socket.clone(),
        resolve: handshake.resolve.clone(),
        proxies: proxies(handshake)?,
        insecure: handshake.insecure,
        ca_certificates: ca_certificates.collect::<Result<_, _>>()?,
        identity,
    })
}

/// What the file of a flag holds.
fn file_of(flag: &str, path: &Path) -> Result<Vec<u8>, Stop> {
    let unreadable = |error| Stop::unreadable(format!("{flag} {}", path.display()), &error).help(None);
    std::fs::read(path).map_err(unreadable)
}

fn proxies(handshake: &HandshakeArgs) -> Result<Proxies, Stop> {
    let flag = if handshake.no_proxy { Some("") } else { handshake.proxy.as_ref().map(Secret::expose) };
    Proxies::choose(flag, |name| std::env::var(name).ok()).map_err(|error| {
        Stop::usage(error)
            .help("write it as `http://NAME:PASSWORD@HOST:PORT` or `socks5h://HOST:PORT`".to_owned())
    })
}

/// What the flags want instead of htmx's reconnect policy.
#[must_use]
pub fn retry(args: &RetryArgs) -> Override {
    let delay = args.reconnect_delay.as_ref().map(|delay| match delay {
        quantity::Delay::FullJitter => Delay::FullJitter,
        quantity::Delay::Function(source) => Delay::Function(script::delay(source)),
        quantity::Delay::Fixed(delay) => Delay::Fixed(u64::try_from(delay.0.as_millis()).unwrap_or(u64::MAX)),
    });
    Override { delay, max_retries: args.max_retries, never: args.no_reconnect }
}

/// How connections are kept alive: a ping whose pong is as late as the next ping is missed, and where it is said when a pong is
/// late, there are pings.
#[must_use]
pub fn keep_alive(args: &OpenArgs) -> KeepAlive {
    let (interval, timeout) = (args.ping_interval.map(|span| span.0), args.pong_timeout.map(|span| span.0));
    KeepAlive { interval: interval.or(timeout), timeout: timeout.or(interval) }
}

/// The format and style of the output.
#[must_use]
pub fn output(args: &OutputArgs) -> (Format, Style) {
    let terminal = std::io::stdout().is_terminal();
    let reads = terminal && args.jq.is_none();
    let format = args.output.unwrap_or(if reads { Format::Human } else { Format::Json });
    let style = Style {
        times: !args.no_time,
        messages: args.messages,
        nul: args.null,
        verbose: args.verbose,
        quiet: args.quiet,
        ..render::stdout_style(args.color)
    };
    (format, style)
}

/// The filter of `--jq`.
///
/// # Errors
/// Where the output has no JSON lines to filter.
pub fn jq(args: &OutputArgs) -> Result<Option<&str>, Stop> {
    match args.output {
        None | Some(Format::Json) => Ok(args.jq.as_deref()),
        Some(_) if args.jq.is_none() => Ok(None),
        Some(format) => {
            let name = name(format);
            Err(Stop::usage(format!("`--jq` filters JSON lines, and `-o {name}` prints none: leave one out")))
        }
    }
}

/// Whether there are pieces that `-0` can end.
///
/// # Errors
/// Where the format prints none.
pub fn check_nul(args: &OutputArgs, format: Format) -> Result<(), Stop> {
    if !args.null || args.jq.is_some() || matches!(format, Format::Html | Format::Raw) {
        return Ok(());
    }
    let message = format!("`-0` ends what `-o html`, `-o raw` and `--jq` print, not `-o {}`", name(format));
    Err(Stop::usage(message).help("leave it out, or take one of these".to_owned()))
}

fn name(format: Format) -> String {
    let value = clap::ValueEnum::to_possible_value(&format);
    value.map_or_else(|| "…".to_owned(), |value| value.get_name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match Target::read(&text.into()) {
            Ok(Target::Socket(url)) => format!("socket {url}"),
            Ok(Target::Page(url)) => format!("page {url}"),
            Ok(Target::File(path)) => format!("file {path}"),
            Ok(Target::Stdin) => "stdin".to_owned(),
            Err(stop) => format!("{:?}: {stop}", stop.status),
        }
    }

    #[test]
    fn schemes_decide() {
        assert_eq!(read("ws://a.test/x"), "socket ws://a.test/x");
        assert_eq!(read("HTTPS://a.test"), "page https://a.test/");
        assert_eq!(read("ftp://a.test"), "Usage: `ftp://a.test` has the scheme `ftp`");
    }

    #[test]
    fn without_a_scheme_it_is_a_file_or_a_host() {
        assert_eq!(read("Cargo.toml"), "file Cargo.toml");
        assert_eq!(read("missing.html"), "file missing.html");
        assert_eq!(read("./missing"), "file ./missing");
        assert_eq!(read(":8000/ws"), "socket ws://localhost:8000/ws");
        assert_eq!(read("a.test:8000/ws"), "socket ws://a.test:8000/ws");
        assert_eq!(read("localhost"), "socket ws://localhost/");
        assert_eq!(read("-"), "stdin");
        assert_eq!(read("sned"), "Usage: `sned` is neither a command, a file nor an address");
        assert_eq!(read("back"), "socket ws://back/");
    }

    #[test]
    fn no_error_tells_the_credentials_of_an_address() {
        for written in [
            "ws://u:hush@a.test:99999/",
            "ftp://u:hush@a.test/",
            "ws://u:hush@a.test/#x",
            "u:hush@a.test:99999",
            "ws://u:hu/hush@a.test/",
            "http:/u:hush@a.test/x.html",
            "u:hush@a.test/x.html",
        ] {
            let told = read(written);
            assert!(told.contains('…') && !told.contains("hush"), "{told}");
        }
        let page = PageArgs { url: Some("http://u:hush@a.test/".into()), ..PageArgs::default() };
        assert_eq!(page_url(&page).map(String::from).ok().as_deref(), Some("http://a.test/"));
    }

    #[test]
    fn what_is_no_address_is_named() {
        assert_eq!(
            read("a b"),
            "Usage: `a b` is neither an address nor a file: invalid international domain name"
        );
        assert_eq!(
            read("ws://a/b#c"),
            "Usage: `ws://a/b#c` has a `#fragment`, which a socket's address may not have"
        );
    }
}
