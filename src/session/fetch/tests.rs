//! Fetching a page, from servers that answer as they are told.

use std::io::Write as _;
use std::net::Ipv4Addr;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use super::*;
use crate::session::content::ContentError;
use crate::session::dial::DialOptions;
use crate::session::scripted::Scripted;

fn request(port: u16, rest: &str) -> PageRequest {
    PageRequest::new(Url::parse(&format!("http://127.0.0.1:{port}{rest}")).unwrap())
}

fn with_login(request: &PageRequest, name: &str, password: Option<&str>) -> Address {
    let mut url = request.url.expose().clone();
    url.set_username(name).unwrap();
    url.set_password(password).unwrap();
    url.into()
}

async fn fetch(jar: &mut Jar, request: &PageRequest) -> Result<FetchedPage, FetchError> {
    fetch_page(&Dialer::new(DialOptions::default()).unwrap(), jar, request).await
}

fn line<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let body = gzip(bytes);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

#[tokio::test]
async fn a_page_is_asked_for_as_a_browser_does() {
    let server = Scripted::answering(&["HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hi"]).await;
    let port = server.port;
    let page = fetch(&mut Jar::new(), &request(port, "/room?a=b#top")).await.unwrap();
    assert_eq!(page.html, "<p>hi");
    assert_eq!((page.status, page.content_type.as_deref()), (200, Some("text/html")));
    assert_eq!(page.url.as_str(), format!("http://127.0.0.1:{port}/room?a=b#top"));
    let expected = format!(
        "GET /room?a=b HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: keep-alive\r\n\
         Upgrade-Insecure-Requests: 1\r\nUser-Agent: {USER_AGENT}\r\n\
         Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n\
         Accept-Encoding: gzip, deflate\r\nAccept-Language: en-US,en;q=0.9\r\n\r\n"
    );
    assert_eq!(server.asked().await, [expected]);
}

#[tokio::test]
async fn redirects_keep_the_fragment_and_the_cookies_of_every_hop() {
    let server = Scripted::answering(&[
        "HTTP/1.1 302 Found\r\nLocation: /login\r\nSet-Cookie: a=1; Path=/\r\n\r\n",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:PORT/home\r\nSet-Cookie: b=2; Path=/; HttpOnly\r\n\r\n",
        "HTTP/1.1 200 OK\r\nSet-Cookie: c=3\r\n\r\nhome",
    ])
    .await;
    let port = server.port;
    let mut jar = Jar::new();
    let page = fetch(&mut jar, &request(port, "/#x")).await.unwrap();
    assert_eq!(page.url.as_str(), format!("http://127.0.0.1:{port}/home#x"));
    let redirects: Vec<_> = page.redirects.iter().map(Url::path).collect();
    assert_eq!(redirects, ["/", "/login"]);
    let cookies: Vec<_> = server.asked().await.iter().map(|h| line(h, "Cookie").map(str::to_owned)).collect();
    assert_eq!(cookies, [None, Some("a=1".into()), Some("a=1; b=2".into())]);
    let socket = Url::parse("ws://127.0.0.1:1/ws").unwrap();
    assert_eq!(jar.names_for(&socket), ["a", "b", "c"]);
}

#[tokio::test]
async fn credentials_and_secret_headers_stay_with_their_origin() {
    let other = Scripted::answering(&["HTTP/1.1 200 OK\r\n\r\n"]).await;
    let away = format!("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{}/\r\n\r\n", other.port);
    let server = Scripted::answering(&["HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n", &away]).await;
    let mut request = request(server.port, "/a");
    request.url = with_login(&request, "ann", Some("pw"));
    request.headers = ["X-Api-Key: k", "Accept-Language: de"].map(|text| text.parse().unwrap()).to_vec();
    let page = fetch(&mut Jar::new(), &request).await.unwrap();
    assert!(page.redirects.iter().all(|url| url.username().is_empty() && url.password().is_none()));
    for head in server.asked().await {
        assert_eq!(line(&head, "Authorization"), Some("Basic YW5uOnB3"));
        assert_eq!(line(&head, "X-Api-Key"), Some("k"));
    }
    let head = &other.asked().await[0];
    assert_eq!((line(head, "Authorization"), line(head, "X-Api-Key")), (None, None));
    assert_eq!(line(head, "Accept-Language"), Some("de"));
}

#[tokio::test]
async fn the_user_option_wins_over_the_address() {
    let server = Scripted::answering(&["HTTP/1.1 200 OK\r\n\r\n"]).await;
    let mut request = request(server.port, "/");
    request.url = with_login(&request, "ann", None);
    request.user = Some("bob:pw".into());
    fetch(&mut Jar::new(), &request).await.unwrap();
    assert_eq!(line(&server.asked().await[0], "Authorization"), Some("Basic Ym9iOnB3"));
}

#[tokio::test]
async fn a_gzipped_page_is_decoded_and_limited_by_what_comes_out() {
    let text = "<p>".repeat(1000);
    let server = Scripted::answering_bytes(vec![gzipped(text.as_bytes()), gzipped(&[b' '; 1 << 20])]).await;
    let page = fetch(&mut Jar::new(), &request(server.port, "/")).await.unwrap();
    assert_eq!(page.html, text);

    let mut small = request(server.port, "/");
    small.max_bytes = 100_000;
    let error = fetch(&mut Jar::new(), &small).await.unwrap_err();
    assert!(matches!(error, FetchError::Content { source: ContentError::TooLarge { limit: 100_000 }, .. }));
    let expected = format!("cannot read the page at `{}`: it holds more than 100000 bytes", small.url);
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_body_that_goes_on_stops_at_the_limit() {
    let body = format!("HTTP/1.1 200 OK\r\n\r\n{}", " ".repeat(50_000));
    let server = Scripted::answering(&[&body]).await;
    let mut request = request(server.port, "/");
    request.max_bytes = 1000;
    let error = fetch(&mut Jar::new(), &request).await.unwrap_err();
    assert!(matches!(error, FetchError::Content { source: ContentError::TooLarge { limit: 1000 }, .. }));
}

#[tokio::test]
async fn the_charset_of_the_header_decodes_the_page() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n".to_vec();
    let server = Scripted::answering_bytes(vec![[head, vec![0xe4, 0xf6]].concat()]).await;
    assert_eq!(fetch(&mut Jar::new(), &request(server.port, "/")).await.unwrap().html, "äö");
}

#[tokio::test]
async fn an_error_status_shows_headers_and_the_start_of_the_body() {
    let answer = "HTTP/1.1 403 No Way\r\nContent-Type: text/plain\r\nSet-Cookie: sid=1\r\n\r\nlog in first";
    let server = Scripted::answering(&[answer]).await;
    let mut jar = Jar::new();
    let error = fetch(&mut jar, &request(server.port, "/x")).await.unwrap_err();
    let expected = format!("the server answered `403 No Way` for `http://127.0.0.1:{}/x`", server.port);
    assert_eq!(error.to_string(), expected);
    assert_eq!(
        error.help().as_deref(),
        Some("does the page want a login? give its cookies with `--cookie 'name=value'`")
    );
    let FetchError::Status { status: 403, headers, body_start, .. } = error else { panic!("{error:?}") };
    assert_eq!(&*body_start, "log in first");
    let expected = [("content-type", "text/plain"), ("set-cookie", "sid=…")];
    assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(jar.names_for(&Url::parse("http://127.0.0.1/").unwrap()), ["sid"]);
}

#[tokio::test]
async fn what_is_not_html_is_not_a_page() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}";
    let server = Scripted::answering(&[answer]).await;
    let error = fetch(&mut Jar::new(), &request(server.port, "/api")).await.unwrap_err();
    let expected = format!("`http://127.0.0.1:{}/api` is `application/json`, not an HTML page", server.port);
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_loop_of_redirects_ends_after_twenty() {
    let server = Scripted::answering(&["HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n"; 21]).await;
    let error = fetch(&mut Jar::new(), &request(server.port, "/")).await.unwrap_err();
    assert!(matches!(error, FetchError::TooManyRedirects { limit: 20, repeats: true, .. }), "{error:?}");
    assert_eq!(server.asked().await.len(), 21);
}

#[tokio::test]
async fn a_redirect_to_another_scheme_or_nowhere_is_an_error() {
    let server = Scripted::answering(&[
        "HTTP/1.1 302 Found\r\nLocation: ftp://a.test/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://\r\n\r\n",
        "HTTP/1.1 302 Found\r\n\r\n<p>no location",
    ])
    .await;
    let request = request(server.port, "/");
    let error = fetch(&mut Jar::new(), &request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("`{}` redirects to `ftp://a.test/`, which is not a page", request.url)
    );
    let error = fetch(&mut Jar::new(), &request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("`{}` redirects to `http://`, which is not an address", request.url)
    );
    assert_eq!(fetch(&mut Jar::new(), &request).await.unwrap().html, "<p>no location");
}

#[tokio::test]
async fn an_answer_that_is_no_http_or_breaks_off_is_said() {
    let server =
        Scripted::answering(&["SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>"]).await;
    let error = fetch(&mut Jar::new(), &request(server.port, "/")).await.unwrap_err();
    assert!(matches!(&error, FetchError::NotHttp { start, .. } if start == b"SSH-2.0-x\r\n"), "{error:?}");
    let error = fetch(&mut Jar::new(), &request(server.port, "/")).await.unwrap_err();
    let url = format!("http://127.0.0.1:{}/", server.port);
    let expected = format!("no complete answer in HTTP from `{url}`: error reading a body from connection");
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.help().unwrap(), "the server closed the connection early: its log may say why");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_times_out() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let request = request(listener.local_addr().unwrap().port(), "/");
    let error = fetch(&mut Jar::new(), &request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("no page from `{}` within 30s: connected, but the request is unanswered", request.url)
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_that_comes_byte_by_byte_is_given_up_like_one_that_never_comes() {
    let (near, mut far) = (TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap(), Vec::new());
    let mut request = request(near.local_addr().unwrap().port(), "/");
    request.timeout = Duration::from_secs(7);
    let dripping = async {
        far.push(near.accept().await.unwrap().0);
        far[0].write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").await.unwrap();
        loop {
            tokio::time::advance(Duration::from_secs(1)).await;
            far[0].write_all(b".").await.unwrap();
        }
    };
    let mut jar = Jar::new();
    let error = tokio::select! {
        fetched = fetch(&mut jar, &request) => fetched.unwrap_err(),
        () = dripping => unreachable!(),
    };
    assert_eq!(
        error.to_string(),
        format!("no page from `{}` within 7s: connected, but the answer is not complete", request.url)
    );
    assert_eq!(
        error.help().unwrap(),
        "is the server busy or stopped at a breakpoint? `--page-timeout` gives it longer"
    );
}

#[tokio::test(start_paused = true)]
async fn a_deadline_of_the_command_s_comes_before_the_page_s_own() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let mut request = request(listener.local_addr().unwrap().port(), "/");
    request.deadline = Some(Deadline { at: Instant::now() + Duration::from_secs(3), flag: "--timeout" });
    let error = fetch(&mut Jar::new(), &request).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("time is up: no page from `{}`: connected, but the request is unanswered", request.url)
    );
    assert_eq!(
        error.help().unwrap(),
        "is the server busy or stopped at a breakpoint? `--timeout` gives it longer"
    );
}

#[tokio::test]
async fn a_login_that_is_missing_or_refused_is_told_with_what_the_server_asks_for() {
    let basic =
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    let digest = basic.replace("Basic", "Digest");
    let server = Scripted::answering(&[basic, basic, &digest, &digest]).await;
    let mut told = Vec::new();
    for user in [None, Some("ann:hush"), None, Some("ann:hush")] {
        let mut request = request(server.port, "/");
        request.user = user.map(Into::into);
        told.push(fetch(&mut Jar::new(), &request).await.unwrap_err().help().unwrap());
    }
    assert_eq!(
        told,
        [
            "sent no login; it asks for `Basic realm=\"x\"`: give one with `--user NAME:PASSWORD`, or the cookies of a login \
             with `--cookie 'name=value'`",
            "sent the login of `ann`, which was refused; it asks for `Basic realm=\"x\"`: check the name and the password",
            "sent no login; it asks for `Digest realm=\"x\"`: give that with `-H 'Authorization: …'`, or the cookies of a \
             login with `--cookie 'name=value'`",
            "sent the login of `ann`, which was refused; it asks for `Digest realm=\"x\"`: give that with `-H \
             'Authorization: …'`",
        ]
    );
}
