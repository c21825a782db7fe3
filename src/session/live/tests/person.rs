//! A person acts on a session's page, and loads it again.

use super::*;
use crate::page::{NodeId, Selector};

const FORM: &str = "<body hx-ext=ws><main id=m ws-connect='ws://127.0.0.1:PORT/'><form id=f ws-send>\
    <input id=a name=a required><button id=b>x</button></form>\
    <input id=q name=q ws-send hx-trigger='input delay:60m'></main></body>";

fn of(session: &Session, selector: &str) -> NodeId {
    let page = session.twin().page().unwrap();
    page.select_first(page.root(), &Selector::parse(selector).unwrap()).unwrap()
}

/// A session of that page whose sockets are open, and their peers.
async fn open_page(html: &str) -> (Session, TcpListener, Vec<Peer>) {
    let (listener, port) = listener().await;
    let mut session = of_page(html, port);
    let count = session.sockets.len();
    session.connect();
    let serving = async {
        let mut peers = Vec::new();
        for _ in 0..count {
            peers.push(accept(&listener).await);
        }
        peers
    };
    let opening = async {
        for _ in 0..count {
            session.next().await;
        }
    };
    let (peers, ()) = tokio::join!(serving, opening);
    (session, listener, peers)
}

#[tokio::test]
async fn what_a_person_does_is_told_every_time_and_what_htmx_sends_goes_out() {
    let (mut session, _listener, mut peers) = open_page(FORM).await;
    let (field, button, query) = (of(&session, "#a"), of(&session, "#b"), of(&session, "#q"));
    for _ in 0..2 {
        let refused = session.perform(|twin| twin.click_by_hand(button)).unwrap();
        assert_eq!((refused.sent, refused.halted), (0, true));
        assert_eq!(refused.records.len(), 2);
    }
    let typed = session.perform(|twin| twin.type_by_hand(field, "x")).unwrap();
    assert_eq!((typed.sent, typed.halted, typed.records.len()), (0, false, 0));
    let sent = session.perform(|twin| twin.click_by_hand(button)).unwrap();
    assert_eq!((sent.sent, sent.halted), (1, false));
    session.perform(|twin| twin.type_by_hand(query, "later")).unwrap();
    assert!(session.twin().next_send().is_some());
    let hearing = async { peers[0].next().await.unwrap().unwrap().into_text().unwrap() };
    let going_on = async {
        loop {
            session.next().await;
        }
    };
    let heard = tokio::select! {
        heard = hearing => heard,
        () = going_on => unreachable!(),
    };
    assert!(heard.starts_with(r#"{"a":"x","HEADERS":"#), "{heard}");
}

#[tokio::test]
async fn the_old_page_goes_away_and_the_new_one_opens_its_sockets() {
    let (mut session, listener, mut peers) = open_page(FORM).await;
    let port = listener.local_addr().unwrap().port();
    session.keep_past();
    peers[0].send(Message::text("<p>x</p>")).await.unwrap();
    until(&mut session, "message 8").await;
    assert!(session.before(1).is_some());
    let other = of_page("<body hx-ext=ws><div id=new ws-connect='ws://127.0.0.1:PORT/'></div></body>", port);
    let targets = other.sockets.iter().map(|socket| socket.target.clone()).collect();
    let records = session.reload(other.twin, targets);
    assert_eq!(named(&records), ["connecting 1"]);
    assert!(session.before(1).is_none());
    let serving = async {
        let new = accept(&listener).await;
        let close = loop {
            match peers[0].next().await {
                Some(Ok(Message::Close(close))) => break close,
                Some(Ok(_)) => {}
                other => panic!("{other:?}"),
            }
        };
        (new, close)
    };
    let going = async {
        let mut seen = Vec::new();
        while !(seen.iter().any(|name| name == "open")
            && seen.iter().any(|name| name == "close 1001 Client false"))
        {
            seen.extend(named(&session.next().await));
        }
    };
    let ((_new, close), ()) = tokio::join!(serving, going);
    assert_eq!(close.map(|close| u16::from(close.code)), Some(1001));
    assert_eq!(session.target().unwrap().selector.as_deref(), Some("div#new"));
}

#[tokio::test]
async fn what_was_queued_on_the_old_page_is_lost_and_told() {
    let mut session = of_page(FORM, 9);
    session.connect();
    session.send("x".to_owned(), None);
    let other = of_page(FORM, 9);
    let targets = other.sockets.iter().map(|socket| socket.target.clone()).collect();
    let records = session.reload(other.twin, targets);
    assert_eq!(
        named(&records),
        [
            "error 1 queued message was never sent: the page was loaded again",
            "close 1006 Client false",
            "connecting 1"
        ]
    );
}
