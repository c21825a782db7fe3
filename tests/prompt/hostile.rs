//! A server that puts what would steer a terminal, or hide text on it, wherever a server and a page can put something.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};

use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};
use tokio_tungstenite::tungstenite::{Message, WebSocket};

/// For text: a title, the clipboard, the cursor, another screen, colours that hide, C1 for the same, DEL, backspace; then
/// what hides or turns text: bidi controls and isolates, what has no width, tags, selectors, separators.
pub const PAYLOAD: &str = "\u{1b}]0;pwn\u{7}\u{1b}]52;c;cHdu\u{7}\u{1b}[7;7H\u{1b}[?1049h\u{1b}[8m\u{1b}Pq\u{1b}\\\u{9b}7;7H\u{9d}0;pwn\u{9c}\
     \u{90}q\u{9c}\u{8}\u{7f}\u{b}\u{202e}\u{2066}\u{200f}\u{61c}\u{200b}\u{200d}\u{2060}\u{2064}\u{feff}\u{ad}\u{e0041}\u{fe0f}\u{2028}\u{2029}\u{3164}";

/// For the heads of answers, which hold no C0 control.
pub const HEAD: &str =
    "x\u{9b}7;7H\u{9d}0;pwn\u{9c}\u{202e}\u{2066}\u{200b}\u{2060}\u{feff}\u{ad}\u{e0041}\u{2028}y";

/// Starts it. It lives as long as the test's process.
pub fn start() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || serve(stream.unwrap()));
        }
    });
    address
}

fn serve(mut stream: TcpStream) {
    let mut head = [0; 8192];
    let mut length = 0;
    while !head[..length].windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.peek(&mut head) {
            Ok(count @ 1..) => length = count,
            _ => return,
        }
    }
    let text = String::from_utf8_lossy(&head[..length]).into_owned();
    let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
    stream.read_exact(&mut head[..length]).unwrap();
    if path.starts_with("/ws") {
        return talk(stream, &path, &text);
    }
    // a client that has gone wants no answer
    let _answered = stream.write_all(&answer(&path));
}

fn answer(path: &str) -> Vec<u8> {
    let headers = format!("Set-Cookie: {HEAD}={HEAD}; Path=/\r\nX-{}: {HEAD}\r\nHX-Trigger: {HEAD}", "Odd");
    let (status, headers, body) = match path {
        "/page" => {
            ("200 OK".to_owned(), format!("Content-Type: text/html; charset={HEAD}\r\n{headers}"), page())
        }
        "/away" => {
            (format!("302 {HEAD}"), format!("{headers}\r\nLocation: gopher://{HEAD}/{HEAD}"), String::new())
        }
        "/other" => {
            ("200 OK".to_owned(), format!("{headers}\r\nContent-Type: {HEAD}/{HEAD}"), PAYLOAD.to_owned())
        }
        "/garbage" => return format!("{PAYLOAD}{HEAD}\r\n\r\n").into_bytes(),
        _ => (
            format!("403 {HEAD}"),
            format!("Content-Type: text/plain\r\nWWW-Authenticate: {HEAD}\r\n{headers}"),
            PAYLOAD.to_owned(),
        ),
    };
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        .into_bytes()
}

/// A page that is hostile wherever it is read.
pub fn page() -> String {
    let p = PAYLOAD;
    format!(
        "<!DOCTYPE html><title>{p}</title><body hx-ext=\"ws,{p}\"><main id=\"m{p}\" class=\"c{p}\" ws-connect=\"/ws?{p}\">\
         <ul id=list><li class=\"{p}\">{p}<!--{p}--></ul>\
         <form id=f ws-send hx-vals='{{\"k{p}\":\"v{p}\"}}' hx-trigger=\"submit, x{p}\" hx-include=\"[{p}\">\
         <label for=t>{p}</label><input id=t name=\"n{p}\" value=\"v{p}\" placeholder=\"{p}\" title=\"{p}\">\
         <select name=\"s{p}\"><option value=\"o{p}\">{p}<option>two</select><button name=\"b{p}\">{p}</button></form></main>\
         <script>htmx.config.{} = '{p}'; throw new Error('{p}')</script><{p}x></body>",
        "wsReconnectDelay"
    )
}

/// A message that is hostile wherever it is read.
pub fn message() -> String {
    let p = PAYLOAD;
    format!(
        "<ul id=list hx-swap-oob=\"beforeend\"><li class=\"{p}\" data-{p}=\"{p}\">{p}<!--{p}--></ul><p id=\"{p}\">{p}</p>\
         <p id=x hx-swap-oob=\"{p}:#{p}\">{p}</p><i id=list hx-swap-oob=\"beforeend:[{p}\">{p}</i><script>{p}</script><p{p}>{p}"
    )
}

fn talk(mut stream: TcpStream, path: &str, head: &str) {
    let key = head.lines().find_map(|line| line.strip_prefix("Sec-WebSocket-Key: ")).unwrap_or_default();
    let accept = derive_accept_key(key.as_bytes());
    let more = match path {
        "/ws-protocol" => format!("Sec-WebSocket-Protocol: {HEAD}\r\n"),
        "/ws-extension" => format!("Sec-WebSocket-Extensions: {HEAD}\r\n"),
        _ => String::new(),
    };
    let answer = format!(
        "HTTP/1.1 101 {HEAD}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n{more}\
         X-Odd: {HEAD}\r\nServer: {HEAD}\r\nSet-Cookie: {HEAD}={HEAD}\r\n\r\n"
    );
    // a client that does not take it goes
    if stream.write_all(answer.as_bytes()).is_ok() {
        let _gone = converse(&mut WebSocket::from_raw_socket(stream, Role::Server, None), path);
    }
}

fn converse(socket: &mut WebSocket<TcpStream>, path: &str) -> tokio_tungstenite::tungstenite::Result<()> {
    socket.send(Message::text(message()))?;
    socket.send(Message::Ping(PAYLOAD.as_bytes()[..100].to_vec().into()))?;
    socket.send(Message::binary(PAYLOAD.as_bytes().to_vec()))?;
    socket.send(Message::text(format!(
        "{{\"content\":\"{0}\",\"target\":\"{0}\",\"swap\":\"{0}\"}}",
        "\u{9b}7;7H\u{202e}"
    )))?;
    loop {
        let text = match path {
            "/ws-end" => "end".to_owned(),
            _ => match socket.read()? {
                Message::Text(text) => text.to_string(),
                _ => continue,
            },
        };
        if text.contains("end") {
            // at most 123 bytes (RFC 6455 §5.5)
            let reason: String = PAYLOAD.chars().take(60).collect();
            socket.close(Some(CloseFrame { code: 4001.into(), reason: reason.into() }))?;
            while socket.read().is_ok() {}
            return Ok(());
        }
        socket.send(Message::text(message()))?;
    }
}
