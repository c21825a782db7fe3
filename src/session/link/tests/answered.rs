//! Whose reason and code are told of a close that is answered.

use super::*;

#[tokio::test]
async fn the_reason_is_that_of_the_side_which_closed_and_a_page_hears_the_server_s() {
    for (answer, code, heard) in [
        (&b"\x88\x05\x0f\xa0bye"[..], 4000, None),
        (b"\x88\x02\x0f\xa0", 4000, Some("")),
        (b"\x88\x06\x03\xf4soon", 1012, Some("soon")),
        (b"\x88\x00", 1005, Some("")),
    ] {
        let (mut link, mut server) = raw().await;
        link.queue_close(4000, "bye");
        link.flush().await;
        server.write_all(answer).await.unwrap();
        let Incoming::Closed {
            code: 4000,
            reason,
            by: By::Client,
            detail: None,
            browser_code,
            browser_reason,
        } = link.next().await
        else {
            panic!()
        };
        assert_eq!((reason.as_str(), browser_code, browser_reason.as_deref()), ("bye", code, heard));
    }
}
