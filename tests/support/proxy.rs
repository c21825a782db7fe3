//! Proxies: HTTP (`CONNECT`, and requests with whole addresses) and SOCKS5 (RFC 1928), with a login where one is given.
//!
//! Names that only they know (`*.test`) are 127.0.0.1 to them.

use std::io;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::background::Background;

/// A proxy.
pub struct Proxy {
    server: Background,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// One that speaks HTTP; `login` is the value that `Proxy-Authorization` must have.
    pub fn http(login: Option<&'static str>) -> Self {
        Self::start(move |stream, asked| http(stream, asked, login))
    }

    /// One that speaks SOCKS5; `login` is the name and the password that are asked for.
    pub fn socks(login: Option<(&'static str, &'static str)>) -> Self {
        Self::start(move |stream, asked| socks(stream, asked, login))
    }

    fn start<F: Future<Output = io::Result<()>> + 'static>(
        serve: impl Fn(TcpStream, Arc<Mutex<Vec<String>>>) -> F + Send + 'static,
    ) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = asked.clone();
        let server = Background::start(move |stream| {
            let serving = serve(stream, log.clone());
            async {
                // one side has gone: that is how connections end
                let _ended = serving.await;
            }
        });
        Self { server, asked }
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.server.address.to_string()
    }

    /// What it was asked for, in order: the heads of HTTP's requests, or the kind of address and the address.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

async fn http(
    mut client: TcpStream,
    asked: Arc<Mutex<Vec<String>>>,
    login: Option<&'static str>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    asked.lock().unwrap().push(head.clone());
    let given = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("proxy-authorization").then_some(value)
    });
    if login.is_some() && login != given {
        let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"out\"\r\nContent-Length: 0\r\n\r\n";
        return client.write_all(refusal.as_bytes()).await;
    }
    let (method, rest) = head.split_once(' ').unwrap();
    let (target, rest) = rest.split_once(' ').unwrap();
    if method == "CONNECT" {
        let Ok(mut server) = connected(target).await else {
            return client.write_all(b"HTTP/1.1 502 Bad Gateway\r\n\r\n").await;
        };
        client.write_all(b"HTTP/1.1 200 Connection established\r\nX-Via: here\r\n\r\n").await?;
        tokio::io::copy_bidirectional(&mut client, &mut server).await?;
        return Ok(());
    }
    let (authority, path) = target.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut server = connected(authority).await?;
    let kept = rest.split_inclusive("\r\n").filter(|line| !line.to_ascii_lowercase().starts_with("proxy-"));
    server.write_all(format!("{method} /{path} {}", kept.collect::<String>()).as_bytes()).await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}

async fn connected(authority: &str) -> io::Result<TcpStream> {
    let (host, port) = authority.rsplit_once(':').unwrap();
    let host = if host.ends_with(".test") { "127.0.0.1" } else { host };
    TcpStream::connect(format!("{host}:{port}")).await
}

async fn socks(
    mut client: TcpStream,
    asked: Arc<Mutex<Vec<String>>>,
    login: Option<(&'static str, &'static str)>,
) -> io::Result<()> {
    assert_eq!(client.read_u8().await?, 5);
    let methods = counted(&mut client).await?;
    let method = if login.is_some() { 2 } else { 0 };
    if !methods.contains(&method) {
        return client.write_all(&[5, 0xff]).await;
    }
    client.write_all(&[5, method]).await?;
    if let Some((name, password)) = login {
        assert_eq!(client.read_u8().await?, 1);
        let given = (counted(&mut client).await?, counted(&mut client).await?);
        let right = given == (name.as_bytes().to_vec(), password.as_bytes().to_vec());
        client.write_all(&[1, u8::from(!right)]).await?;
        if !right {
            return Ok(());
        }
    }
    let mut head = [0; 4];
    client.read_exact(&mut head).await?;
    assert_eq!(head[..3], [5, 1, 0]);
    let (kind, host) = match head[3] {
        1 => {
            let mut ip = [0; 4];
            client.read_exact(&mut ip).await?;
            ("ipv4", std::net::Ipv4Addr::from(ip).to_string())
        }
        3 => ("name", String::from_utf8(counted(&mut client).await?).unwrap()),
        _ => return client.write_all(&[5, 8, 0, 1, 0, 0, 0, 0, 0, 0]).await,
    };
    let port = client.read_u16().await?;
    asked.lock().unwrap().push(format!("{kind} {host}:{port}"));
    let Ok(mut server) = connected(&format!("{host}:{port}")).await else {
        return client.write_all(&[5, 5, 0, 1, 0, 0, 0, 0, 0, 0]).await;
    };
    client.write_all(&[5, 0, 0, 3, 4, b'h', b'e', b'r', b'e', 0, 0]).await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}

async fn counted(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::from(stream.read_u8().await?)];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}
