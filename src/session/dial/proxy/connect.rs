//! HTTP's way through a proxy: `CONNECT` (RFC 9110 §9.3.6), as Chromium sends it.

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use super::super::Target;
use super::ProxyProblem;
use crate::session::headers::RequestHeaders;
use crate::session::secret::Secret;
use crate::session::trail::Trail;
use crate::session::user_agent::USER_AGENT;

/// The largest head of an answer, in bytes, and the most headers in it.
const MOST_HEAD: usize = 64 << 10;
const MOST_HEADERS: usize = 128;

/// How much of an answer that is no HTTP is shown, in bytes.
const MOST_SHOWN: usize = 64;

/// Asks for a way to `target` and reads the answer: what follows on the stream is the target's.
pub(super) async fn ask(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    target: &Target,
    authorization: Option<Secret>,
    trail: &Trail,
) -> Result<(), ProxyProblem> {
    let (to, with_credentials) = (target.authority(), authorization.is_some());
    let mut headers = RequestHeaders::default();
    headers.push("Host", to.as_str());
    headers.push("Proxy-Connection", "keep-alive");
    headers.push("User-Agent", USER_AGENT);
    if let Some(value) = authorization {
        headers.push("Proxy-Authorization", value);
    }
    let line = format!("CONNECT {to} HTTP/1.1");
    stream.write_all(headers.written(&line).expose().as_bytes()).await?;
    stream.flush().await?;
    trail.asked(line, &headers);
    loop {
        let head = read(stream).await?;
        match judged(&head, with_credentials, trail)? {
            100..200 => {}
            _ => return Ok(()),
        }
    }
}

/// Reads a head, a byte at a time: what comes after it is not the proxy's.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>, ProxyProblem> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
        if head.len() == MOST_HEAD {
            return Err(ProxyProblem::TooLarge { limit: MOST_HEAD });
        }
        head.push(stream.read_u8().await?);
        if !head.starts_with(&b"HTTP/"[..head.len().min(5)]) {
            let mut more = [0; MOST_SHOWN];
            let room = MOST_SHOWN - head.len();
            // the rest of it only helps to see what it is
            let came = stream.read(&mut more[..room]).await.unwrap_or_default();
            head.extend_from_slice(&more[..came]);
            return Err(garbage(&head));
        }
    }
    Ok(head)
}

/// The status of a head that lets the stream through, or that announces another.
fn judged(head: &[u8], with_credentials: bool, trail: &Trail) -> Result<u16, ProxyProblem> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut answer = httparse::Response::new(&mut headers);
    let complete = matches!(answer.parse(head), Ok(httparse::Status::Complete(_)));
    let Some(status) = answer.code.filter(|_| complete) else { return Err(garbage(head)) };
    if (100..300).contains(&status) {
        let line = String::from_utf8_lossy(head).lines().next().unwrap_or_default().to_owned();
        trail.answered(line, answer.headers.iter().map(|held| (held.name, held.value)));
        return Ok(status);
    }
    let asked = answer.headers.iter().filter(|held| held.name.eq_ignore_ascii_case("proxy-authenticate"));
    let asks: Vec<_> = asked.map(|held| String::from_utf8_lossy(held.value).into_owned()).collect();
    Err(ProxyProblem::Refused {
        status,
        reason: answer.reason.unwrap_or_default().to_owned(),
        asks: (!asks.is_empty()).then(|| trail.secrets().text(&asks.join(", ")).into_owned()),
        with_credentials,
    })
}

fn garbage(answer: &[u8]) -> ProxyProblem {
    ProxyProblem::Garbage { protocol: "HTTP", start: answer[..answer.len().min(MOST_SHOWN)].to_vec() }
}
