//! What happens to a connection while it is open: pings, torn connections, a machine that sleeps.

use super::*;

#[tokio::test]
async fn a_connection_that_is_torn_down_sends_no_close_frame_and_reconnects_as_after_1006() {
    let (listener, port) = listener().await;
    let mut session = bare(&format!("ws://127.0.0.1:{port}/"));
    let served = tokio::spawn(async move {
        let mut first = accept(&listener).await;
        let end = first.next().await;
        let _second = accept(&listener).await;
        format!("{end:?}")
    });
    session.connect();
    until(&mut session, "open").await;
    let torn = named(&session.tear_down().unwrap());
    assert_eq!(torn, ["close 1006 Client true", "reconnect 1"]);
    assert!(session.tear_down().is_none());
    assert_eq!(until(&mut session, "open").await, ["connecting 2", "open"]);
    assert_eq!(served.await.unwrap(), "Some(Err(Protocol(ResetWithoutClosingHandshake)))");
}

#[tokio::test]
async fn a_ping_is_answered_and_binary_messages_go_out_only_while_it_is_open() {
    let (listener, port) = listener().await;
    let mut session = bare(&format!("ws://127.0.0.1:{port}/"));
    assert_eq!(named(&session.send_binary(vec![0, 255])).len(), 1);
    assert!(!session.ping(None));
    let served = tokio::spawn(async move {
        let mut peer = accept(&listener).await;
        let heard = [peer.next().await.unwrap().unwrap(), peer.next().await.unwrap().unwrap()];
        peer.flush().await.unwrap();
        heard
    });
    session.connect();
    until(&mut session, "open").await;
    assert_eq!(named(&session.send_binary(vec![0, 255])), ["sent 2 bytes"]);
    assert!(session.ping(Some(b"here".to_vec())));
    assert_eq!(until(&mut session, "pong").await, ["pong here true"]);
    assert_eq!(served.await.unwrap(), [Message::binary(vec![0, 255]), Message::Ping("here".into())]);
}

#[tokio::test]
async fn a_peer_that_answers_no_ping_is_taken_for_dead() {
    let (listener, port) = listener().await;
    let keep_alive =
        KeepAlive { interval: Some(Duration::from_millis(10)), timeout: Some(Duration::from_millis(20)) };
    let mut session = bare(&format!("ws://127.0.0.1:{port}/")).with_keep_alive(keep_alive);
    // it opens and never reads again
    let served = tokio::spawn(async move { (accept(&listener).await, listener) });
    session.connect();
    until(&mut session, "open").await;
    let _silent = served.await.unwrap();
    assert_eq!(
        until(&mut session, "reconnect").await,
        [
            "error no pong came within 20ms: the connection is taken for dead",
            "close 1006 Network true",
            "reconnect 1",
        ]
    );
}

#[tokio::test]
async fn what_came_due_while_the_machine_slept_happens_once() {
    let (listener, port) = listener().await;
    let page = "<div hx-ws:connect=ws://127.0.0.1:PORT/><button id=b hx-ws:send hx-trigger='every 1s'></button></div>";
    let location = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    let dialect = Dialect::choose("4", None).unwrap();
    let document = Document::parse(&page.replace("PORT", &port.to_string()));
    let twin = Twin::load(dialect, document, location, Given::default());
    let socket = twin.sockets()[0];
    let target = Target::of_page(socket.url.clone().unwrap(), socket.element, socket.selector.clone());
    let mut session = Session::new(twin, client(), retry(), vec![target], false);
    let served = tokio::spawn(async move { (accept(&listener).await, listener) });
    session.connect();
    until(&mut session, "open").await;
    let _peer = served.await.unwrap();
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(8 * 3600)).await;
    let woken = named(&session.next().await);
    assert_eq!(woken.iter().filter(|name| name.starts_with("sent")).count(), 1, "{woken:?}");
    // and goes on as before
    let before = Instant::now();
    until(&mut session, "sent").await;
    assert_eq!(before.elapsed().as_secs(), 1);
}
