//! SOCKS5's way through a proxy (RFC 1928), with a name and a password where they are given (RFC 1929).

use std::net::IpAddr;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use url::Host;

use super::super::Target;
use super::ProxyProblem;
use crate::session::secret::Secret;

const VERSION: u8 = 5;
const NO_LOGIN: u8 = 0;
const LOGIN: u8 = 2;

/// How much of an answer that is not SOCKS5 is shown, in bytes.
const MOST_SHOWN: usize = 64;

/// Asks for a way to `target`, by `address` where there is one.
pub(super) async fn ask(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    target: &Target,
    address: Option<IpAddr>,
    credentials: Option<&(Secret, Secret)>,
) -> Result<(), ProxyProblem> {
    let request = request(target, address)?;
    let methods: &[u8] = if credentials.is_some() { &[NO_LOGIN, LOGIN] } else { &[NO_LOGIN] };
    let count = u8::try_from(methods.len()).unwrap_or(u8::MAX);
    send(stream, &[&[VERSION, count], methods].concat()).await?;
    let [_, method] = answer(stream).await?;
    match (method, credentials) {
        (NO_LOGIN, _) => {}
        (LOGIN, Some((name, password))) => login(stream, name, password).await?,
        _ => return Err(ProxyProblem::Login { with_credentials: credentials.is_some() }),
    }
    send(stream, &request).await?;
    let [_, code] = answer(stream).await?;
    if code != 0 {
        return Err(ProxyProblem::Socks { code });
    }
    pass_over_bound_address(stream).await
}

fn request(target: &Target, address: Option<IpAddr>) -> Result<Vec<u8>, ProxyProblem> {
    let literal = match &target.host {
        Host::Ipv4(ip) => Some(IpAddr::from(*ip)),
        Host::Ipv6(ip) => Some(IpAddr::from(*ip)),
        Host::Domain(_) => None,
    };
    let mut request = vec![VERSION, 1, 0];
    match (address.or(literal), &target.host) {
        (Some(IpAddr::V4(ip)), _) => {
            request.push(1);
            request.extend(ip.octets());
        }
        (Some(IpAddr::V6(ip)), _) => {
            request.push(4);
            request.extend(ip.octets());
        }
        (None, host) => {
            request.push(3);
            request.extend(counted(&host.to_string(), "the host's name")?);
        }
    }
    request.extend(target.port.to_be_bytes());
    Ok(request)
}

async fn login(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    name: &Secret,
    password: &Secret,
) -> Result<(), ProxyProblem> {
    let mut message = vec![1];
    message.extend(counted(name.expose(), "the name of the login")?);
    message.extend(counted(password.expose(), "the password")?);
    send(stream, &message).await?;
    let refused = ProxyProblem::Login { with_credentials: true };
    let mut reply = [0; 2];
    match stream.read_exact(&mut reply).await.map_err(ProxyProblem::from) {
        Ok(_) if reply[1] == 0 => Ok(()),
        // who refuses closes the connection (RFC 1929 §2), and some say nothing before
        Ok(_) | Err(ProxyProblem::Closed) => Err(refused),
        Err(problem) => Err(problem),
    }
}

/// The address that the proxy connects from, which nobody needs.
async fn pass_over_bound_address(stream: &mut (impl AsyncRead + Unpin)) -> Result<(), ProxyProblem> {
    let _reserved = stream.read_u8().await?;
    let length = match stream.read_u8().await? {
        1 => 4,
        4 => 16,
        3 => usize::from(stream.read_u8().await?),
        other => return Err(garbage(vec![VERSION, 0, 0, other])),
    };
    let mut address = vec![0; length + 2];
    stream.read_exact(&mut address).await?;
    Ok(())
}

/// The first two bytes of an answer, the version and what it says.
async fn answer(stream: &mut (impl AsyncRead + Unpin)) -> Result<[u8; 2], ProxyProblem> {
    let mut head = [0; 2];
    stream.read_exact(&mut head).await?;
    if head[0] == VERSION {
        return Ok(head);
    }
    let mut start = vec![0; MOST_SHOWN];
    start[..2].copy_from_slice(&head);
    // the rest of it only helps to see what it is
    let came = stream.read(&mut start[2..]).await.unwrap_or_default();
    start.truncate(2 + came);
    Err(garbage(start))
}

async fn send(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> Result<(), ProxyProblem> {
    stream.write_all(bytes).await?;
    Ok(stream.flush().await?)
}

fn counted(text: &str, what: &'static str) -> Result<Vec<u8>, ProxyProblem> {
    let length = u8::try_from(text.len()).map_err(|_| ProxyProblem::TooLong { what })?;
    Ok([&[length], text.as_bytes()].concat())
}

fn garbage(start: Vec<u8>) -> ProxyProblem {
    ProxyProblem::Garbage { protocol: "SOCKS5", start }
}
