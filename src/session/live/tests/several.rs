//! Another of the page's sockets, beside the one that the session began with.

use super::*;

const PAGE: &str = "<div hx-ext=ws><div id=a ws-connect=ws://127.0.0.1:PORT/a></div>\
                    <div id=b ws-connect=ws://127.0.0.1:PORT/b></div></div>";

/// A session of the page that has opened its first socket only, and the targets of both.
fn of_first(port: u16) -> (Session, Vec<Target>) {
    let both = of_page(PAGE, port);
    let targets: Vec<Target> = both.sockets.iter().map(|socket| socket.target.clone()).collect();
    let session = Session::new(both.twin, client(), retry(), targets[..1].to_vec(), false);
    (session, targets)
}

fn standings(session: &Session) -> Vec<(String, State, bool)> {
    let standing =
        |socket: Standing<'_>| (socket.target.selector.clone().unwrap(), socket.state, socket.is_current);
    session.sockets().map(standing).collect()
}

#[tokio::test]
async fn messages_go_to_the_one_that_is_talked_to() {
    let (listener, port) = listener().await;
    let peers = tokio::spawn(async move {
        let (first, second) = (accept(&listener).await, accept(&listener).await);
        tokio::join!(heard(first), heard(second))
    });
    let (mut session, targets) = of_first(port);
    let (a, b) = (targets[0].selector.clone().unwrap(), targets[1].selector.clone().unwrap());
    session.connect();
    until(&mut session, "open").await;
    assert_eq!(named(&session.switch(targets[1].clone())), ["connecting 1"]);
    assert_eq!(named(&session.send("one".into(), None)), ["queued one 1"]);
    assert_eq!(standings(&session), [(a.clone(), State::Open, false), (b.clone(), State::Connecting, true)]);
    assert_eq!(until(&mut session, "open").await, ["open", "sent one"]);
    assert_eq!(named(&session.switch(targets[0].clone())), [""; 0]);
    let records = session.send("two".into(), None);
    assert_eq!((named(&records), records[0].socket.clone()), (vec!["sent two".to_owned()], Some(a)));
    session.finish(1000).await;
    let (first, second) = peers.await.unwrap();
    let texts = |heard: Vec<Message>| {
        heard.into_iter().filter(Message::is_text).map(|text| text.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((texts(first), texts(second)), (vec!["two".into()], vec!["one".into()]));
}

#[tokio::test]
async fn closing_and_connecting_anew_are_about_that_one() {
    let (listener, port) = listener().await;
    let peers = tokio::spawn(async move {
        let first = tokio::spawn(heard(accept(&listener).await));
        let second = tokio::spawn(heard(accept(&listener).await));
        let _third = tokio::spawn(heard(accept(&listener).await));
        (first.await.unwrap(), second.await.unwrap())
    });
    let (mut session, targets) = of_first(port);
    session.connect();
    until(&mut session, "open").await;
    session.switch(targets[1].clone());
    until(&mut session, "open").await;
    assert!(session.close(1000, ""));
    session.reconnect();
    until(&mut session, "open").await;
    assert_eq!(
        standings(&session).into_iter().map(|(_, state, current)| (state, current)).collect::<Vec<_>>(),
        [(State::Open, false), (State::Open, true)]
    );
    session.finish(1000).await;
    let (first, second) = peers.await.unwrap();
    assert_eq!((first.len(), second.len()), (1, 1));
}

#[tokio::test]
async fn the_next_attempt_and_the_queue_are_those_of_the_one_that_is_talked_to() {
    let (listener, port) = listener().await;
    let peers = tokio::spawn(async move { (accept(&listener).await, accept(&listener).await, listener) });
    let (mut session, targets) = of_first(port);
    session.connect();
    until(&mut session, "open").await;
    session.switch(targets[1].clone());
    until(&mut session, "open").await;
    session.tear_down();
    session.send("later".into(), None);
    assert_eq!((session.retry_at().is_some(), session.queued_here()), (true, 1));
    session.switch(targets[0].clone());
    assert_eq!((session.retry_at().is_some(), session.queued_here(), session.queued()), (false, 0, 1));
    session.switch(targets[1].clone());
    assert!(session.retry_at().is_some());
    drop(peers.await.unwrap());
}
