//! What a refusal says counts for what to try.

use super::*;

#[tokio::test]
async fn what_a_server_speaks_of_is_tried_first() {
    let asks = "the server speaks of subprotocols: ask for one with `--subprotocol NAME`";
    for said in ["Sec-WebSocket-Protocol: chat\r\n\r\n", "\r\nmissing Subprotocol"] {
        assert_eq!(help(&format!("HTTP/1.1 400 Bad Request\r\n{said}")).await, asks);
    }
    assert_eq!(
        help("HTTP/1.1 403 Forbidden\r\n\r\nInvalid Origin header").await,
        "sent no `Origin` and no cookies; try `--origin https://your.site`, as the server speaks of the origin, or \
         `hxws http://HOST/…` to take the cookies of the page"
    );
    assert_eq!(
        help("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\r\n").await,
        "it is not ready yet, the server or a proxy before it: `retry-after` says when to ask again"
    );
}
