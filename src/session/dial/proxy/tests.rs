//! Proxies' addresses, and the bytes that are exchanged with them.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

use super::*;

fn parsed(written: &str) -> String {
    match Proxy::parse(written, FLAG) {
        Ok(proxy) => {
            let login = proxy
                .credentials
                .as_ref()
                .map(|(name, word)| format!(" {} {}", name.expose(), word.expose()));
            format!("{proxy}{}", login.unwrap_or_default())
        }
        Err(error) => error.to_string(),
    }
}

fn target(url: &str) -> Target {
    Target::of(&Url::parse(url).unwrap()).unwrap()
}

/// What a client says to a proxy that answers so, after what it has said each time; and how it ends.
async fn asked<F: Future<Output = Result<(), ProxyProblem>>>(
    answers: &[(usize, &[u8])],
    client: impl FnOnce(DuplexStream) -> F,
) -> (Vec<u8>, Result<(), ProxyProblem>) {
    let (near, mut far) = duplex(1024);
    let answering = async {
        let mut heard = Vec::new();
        for (count, answer) in answers {
            let mut said = vec![0; *count];
            far.read_exact(&mut said).await.unwrap();
            heard.extend(said);
            far.write_all(answer).await.unwrap();
        }
        drop(far);
        heard
    };
    tokio::join!(answering, client(near))
}

#[test]
fn addresses_are_read_as_curl_reads_them() {
    assert_eq!(parsed("proxy.test:3128"), "http://proxy.test:3128");
    assert_eq!(parsed("http://proxy.test"), "http://proxy.test:1080");
    assert_eq!(parsed("http://proxy.test:80/"), "http://proxy.test:80");
    assert_eq!(parsed("HTTPS://Proxy.test"), "https://proxy.test:443");
    assert_eq!(parsed("socks5://[::1]:9"), "socks5://[::1]:9");
    assert_eq!(parsed("socks5h://10.0.0.1"), "socks5h://10.0.0.1:1080");
    assert_eq!(parsed("ann:a%3Ab@p:1"), "http://p:1 ann a:b");
    assert_eq!(parsed("http://ann@p:1"), "http://p:1 ann ");
    assert_eq!(parsed("http://"), "it is not `http://HOST:PORT`");
    assert_eq!(parsed("a b"), "it is not `http://HOST:PORT`");
    assert_eq!(parsed("p:port"), "it is not `http://HOST:PORT`");
}

#[test]
fn neither_debug_nor_display_tells_the_credentials() {
    let proxy = Proxy::parse("http://ann:hush@p", FLAG).unwrap();
    let shown = format!("{proxy} {proxy:?}");
    assert!(!shown.contains("ann") && !shown.contains("hush"), "{shown}");
}

#[tokio::test]
async fn what_follows_the_answer_to_connect_is_the_target_s() {
    let request = format!(
        "CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\nProxy-Connection: keep-alive\r\nUser-Agent: {}\r\n\r\n",
        crate::session::user_agent::USER_AGENT
    );
    let (mut near, mut far) = duplex(1024);
    far.write_all(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nhi").await.unwrap();
    connect::ask(&mut near, &target("ws://[::1]/"), None, &Trail::default()).await.unwrap();
    let mut rest = [0; 2];
    near.read_exact(&mut rest).await.unwrap();
    assert_eq!(&rest, b"hi");
    let mut said = vec![0; request.len()];
    far.read_exact(&mut said).await.unwrap();
    assert_eq!(String::from_utf8(said).unwrap(), request);
}

#[tokio::test]
async fn socks_has_addresses_of_both_families_and_names() {
    let said = async |url: &str, address: Option<&str>| {
        let (target, address) = (target(url), address.map(|address| address.parse().unwrap()));
        let length =
            match (address.or(target.host.to_string().trim_matches(['[', ']']).parse().ok()), &target.host) {
                (Some(IpAddr::V4(_)), _) => 10,
                (Some(IpAddr::V6(_)), _) => 22,
                (None, host) => 7 + host.to_string().len(),
            };
        let answers: [(usize, &[u8]); 2] = [(3, b"\x05\0"), (length, b"\x05\0\0\x01\0\0\0\0\0\0")];
        let (said, ended) =
            asked(
                &answers,
                |mut stream| async move { socks::ask(&mut stream, &target, address, None).await },
            )
            .await;
        ended.unwrap();
        said[3..].to_vec()
    };
    assert_eq!(said("ws://a.test:258/", None).await, b"\x05\x01\0\x03\x06a.test\x01\x02");
    assert_eq!(said("ws://a.test:258/", Some("10.0.0.1")).await, b"\x05\x01\0\x01\x0a\0\0\x01\x01\x02");
    assert_eq!(said("ws://10.0.0.1:258/", None).await, b"\x05\x01\0\x01\x0a\0\0\x01\x01\x02");
    let six = b"\x05\x01\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x01\x02";
    assert_eq!(said("ws://[::1]:258/", None).await, six);
}

#[tokio::test]
async fn what_socks_has_no_room_for_is_not_sent() {
    let long = format!("ws://{}.test/", "a.".repeat(130));
    let (said, ended) =
        asked(&[], |mut stream| async move { socks::ask(&mut stream, &target(&long), None, None).await })
            .await;
    assert_eq!(said, b"");
    let told = "cannot be told the host's name: SOCKS5 takes at most 255 bytes";
    assert_eq!(ended.unwrap_err().to_string(), told);
}

#[tokio::test]
async fn a_head_without_an_end_is_cut_off() {
    let (mut near, mut far) = duplex(256 << 10);
    far.write_all(format!("HTTP/1.1 200 OK\r\nA: {}", "x".repeat(128 << 10)).as_bytes()).await.unwrap();
    let error = connect::ask(&mut near, &target("ws://a.test/"), None, &Trail::default()).await.unwrap_err();
    assert_eq!(error.to_string(), "answered with a head of more than 65536 bytes");
}

#[tokio::test(start_paused = true)]
async fn a_proxy_has_30_s_to_answer() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stream = Stream::Plain(tokio::net::TcpStream::connect(address).await.unwrap());
    let proxy = Proxy::parse(&address.to_string(), FLAG).unwrap();
    let error = proxy.tunnel(stream, &target("ws://a.test/"), None, &Trail::default()).await.unwrap_err();
    assert_eq!(error.to_string(), "did not answer within 30s");
}
