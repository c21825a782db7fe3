//! An http address becomes the page behind it, as a browser would load it by hand: redirects, cookies, credentials,
//! content codings, character encodings.
//!
//! Knows nothing of what is on the page.

mod charset;
mod error;
mod exchange;
mod first;
mod prescan;

use std::time::Duration;

use tokio::time::{Instant, timeout};
use url::Url;

use super::authorization;
use super::cookies::Jar;
use super::dial::Dialer;
use super::headers::{HeaderEdit, RequestHeaders, Secrets};
use super::secret::Secret;
use super::user_agent::USER_AGENT;
use crate::address::Address;

pub use error::FetchError;
use exchange::Answer;

/// Redirects that are followed, as in Chromium (`net::URLRequest::kMaxRedirects`).
const MOST_REDIRECTS: usize = 20;

/// How long a page may take, where nothing else is said.
pub const PAGE_WITHIN: Duration = Duration::from_secs(30);

/// The flag that says so.
pub const PAGE_TIMEOUT: &str = "--page-timeout";

/// When something must be done, and by which flag.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    /// The time.
    pub at: Instant,
    /// The flag.
    pub flag: &'static str,
}

impl Deadline {
    /// The time until then.
    #[must_use]
    pub fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }
}

/// What to fetch and how.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// An `http` or `https` address; credentials and fragment are taken from it.
    pub url: Address,
    /// `-H`, applied last. To other origins only those go along that can hold no secret.
    pub headers: Vec<HeaderEdit>,
    /// `name:password`, instead of the address's own.
    pub user: Option<Secret>,
    /// `User-Agent`.
    pub user_agent: String,
    /// The largest body, in bytes, after its content codings are undone.
    pub max_bytes: usize,
    /// For everything together, redirects included.
    pub timeout: Duration,
    /// When it must be done, where that is earlier.
    pub deadline: Option<Deadline>,
    /// Whether what is told of headers holds their secrets.
    pub secrets: Secrets,
    /// What a page's own request says beside it; none for a page.
    pub part: Option<PartOf>,
}

/// What a request of a page's own says.
#[derive(Debug, Clone)]
pub struct PartOf {
    /// The page.
    pub page: Url,
    /// htmx's headers.
    pub headers: RequestHeaders,
    /// `Accept`.
    pub accept: &'static str,
}

impl PageRequest {
    /// A request for `url` as hxws makes it when nothing else is asked for: 64 MiB, 30 seconds.
    #[must_use]
    pub fn new(url: Url) -> Self {
        Self {
            url: url.into(),
            headers: Vec::new(),
            user: None,
            user_agent: USER_AGENT.to_owned(),
            max_bytes: 64 << 20,
            timeout: PAGE_WITHIN,
            deadline: None,
            secrets: Secrets::Hidden,
            part: None,
        }
    }
}

/// A page as it arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct FetchedPage {
    /// `location.href`: after redirects, with the fragment, without credentials.
    pub url: Url,
    /// The status, below 400.
    pub status: u16,
    /// The document, decoded.
    pub html: String,
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// The addresses that redirected, in order, without credentials.
    pub redirects: Vec<Url>,
    /// Response headers that are htmx's, names in lower case.
    pub hx_headers: Vec<(String, String)>,
}

/// Fetches the page and keeps the cookies of every answer on the way in `jar`.
pub async fn fetch_page(
    dialer: &Dialer,
    jar: &mut Jar,
    request: &PageRequest,
) -> Result<FetchedPage, FetchError> {
    let mut journey = Journey::new(request);
    let deadline = request.deadline.filter(|deadline| deadline.left() < request.timeout);
    let left = deadline.map_or(request.timeout, Deadline::left);
    match timeout(left, journey.travel(dialer, jar, request)).await {
        Ok(fetched) => fetched,
        Err(_) => {
            let (url, stage) = (journey.url.to_string(), Box::new(dialer.trail().stage()));
            let after = deadline.is_none().then_some(request.timeout);
            let flag = deadline.map_or(PAGE_TIMEOUT, |deadline| deadline.flag);
            Err(FetchError::Timeout { url, after, flag, stage })
        }
    }
}

/// Where the fetch is, and what it may tell the server there.
struct Journey {
    url: Url,
    redirects: Vec<Url>,
    /// An `Authorization` and the address whose origin it is for.
    authorization: Option<(Url, Secret)>,
    start: Url,
}

impl Journey {
    fn new(request: &PageRequest) -> Self {
        let mut url = request.url.expose().clone();
        let own = authorization::taken_from(&mut url);
        let value = request.user.as_ref().map(authorization::basic).or(own);
        let authorization = value.map(|value| (url.clone(), value));
        Self { start: url.clone(), url, redirects: Vec::new(), authorization }
    }

    async fn travel(
        &mut self,
        dialer: &Dialer,
        jar: &mut Jar,
        request: &PageRequest,
    ) -> Result<FetchedPage, FetchError> {
        if !matches!(self.url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme { url: self.url.to_string() });
        }
        loop {
            let headers = self.headers(jar, request);
            let answer = exchange::exchange(dialer, &self.url, &headers, request.max_bytes).await?;
            for set_cookie in answer.set_cookies() {
                jar.insert_header(&set_cookie, &self.url, request.part.as_ref().map(|part| &part.page));
            }
            match answer.location().filter(|_| answer.redirects()) {
                Some(location) => self.follow(&location, request)?,
                None => return self.arrive(answer, request),
            }
        }
    }

    fn headers(&self, jar: &Jar, request: &PageRequest) -> RequestHeaders {
        let authorization =
            self.authorization.as_ref().filter(|(whose, _)| whose.origin() == self.url.origin());
        let authorization = authorization.map(|(_, value)| value.clone());
        let (user_agent, part) = (&request.user_agent, request.part.as_ref());
        let cookie = jar.header_for(&self.url, part.map(|part| &part.page));
        let mut headers = exchange::browser_headers(&self.url, user_agent, part, authorization, cookie);
        let at_home = self.start.origin() == self.url.origin();
        headers.apply(request.headers.iter().filter(|edit| at_home || edit.may_go_elsewhere()));
        headers
    }

    /// Goes where `location` points (HTML §7.4.5, Fetch §4.4 HTTP-redirect fetch).
    fn follow(&mut self, location: &str, request: &PageRequest) -> Result<(), FetchError> {
        let mut next = self.url.join(location).map_err(|_| FetchError::Location {
            from: self.url.to_string(),
            location: request.secrets.address(location).into_owned(),
        })?;
        if !matches!(next.scheme(), "http" | "https") {
            let to = request.secrets.address(next.as_str()).into_owned();
            return Err(FetchError::RedirectScheme { from: self.url.to_string(), to });
        }
        // what a page fetches carries its headers: Fetch would ask the other origin first, and htmx's are never allowed
        if request.part.as_ref().is_some_and(|part| part.page.origin() != next.origin()) {
            return Err(FetchError::PartAway {
                from: self.url.to_string(),
                to: next.origin().ascii_serialization(),
            });
        }
        if self.redirects.len() == MOST_REDIRECTS {
            return Err(FetchError::TooManyRedirects {
                limit: MOST_REDIRECTS,
                url: self.url.to_string(),
                repeats: self.redirects.contains(&self.url),
            });
        }
        if let Some(value) = authorization::taken_from(&mut next) {
            self.authorization = Some((next.clone(), value));
        }
        if next.fragment().is_none() {
            next.set_fragment(self.url.fragment());
        }
        self.redirects.push(std::mem::replace(&mut self.url, next));
        Ok(())
    }

    fn arrive(&mut self, answer: Answer, request: &PageRequest) -> Result<FetchedPage, FetchError> {
        let url = self.url.to_string();
        if answer.status >= 400 {
            return Err(answer.refused(url, request.secrets));
        }
        let content_type = answer.content_type();
        let is_page = request.part.is_none();
        if let Some(given) = content_type.as_deref().filter(|given| is_page && !is_html(given)) {
            return Err(FetchError::NotHtml { url, content_type: given.to_owned() });
        }
        let status = answer.status;
        let hx_headers = answer.hx_headers();
        let body =
            answer.decoded_body(request.max_bytes).map_err(|source| FetchError::Content { url, source })?;
        let html = charset::decoded(&body, content_type.as_deref());
        let redirects = std::mem::take(&mut self.redirects);
        Ok(FetchedPage { url: self.url.clone(), status, html, content_type, redirects, hx_headers })
    }
}

fn is_html(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|html| essence.eq_ignore_ascii_case(html))
        || essence.is_empty()
}

#[cfg(test)]
mod tests;
