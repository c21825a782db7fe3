//! What htmx 4 puts off: a message is told once htmx is done with it.

use super::*;

/// A session of htmx 4 with a page of one socket that is open, and its peer.
async fn four(swap: &str) -> (Session, Peer) {
    let page = format!("<div hx-ws:connect=ws://127.0.0.1:PORT/ hx-swap='{swap}'><p id=a>old</p></div>");
    let (listener, port) = listener().await;
    let mut session = of_page_in(Dialect::choose("4", None).unwrap(), &page, port);
    let served = tokio::spawn(async move { accept(&listener).await });
    session.connect();
    until(&mut session, "open").await;
    (session, served.await.unwrap())
}

async fn say(peer: &mut Peer, texts: &[&str]) {
    for text in texts {
        peer.send(Message::text(*text)).await.unwrap();
    }
}

/// The names of what is told of messages.
fn told(records: &[Record]) -> Vec<String> {
    let name = |record: &Record| {
        Some(match &record.event {
            Event::Message { seq, .. } => format!("message {seq}"),
            Event::Fragment(fragment) => format!("fragment of {}", fragment.seq),
            Event::Done { seq } => format!("done {seq}"),
            Event::Close { code, .. } => format!("close {code}"),
            _ => return None,
        })
    };
    records.iter().filter_map(name).collect()
}

async fn told_until(session: &mut Session, last: &str) -> Vec<String> {
    let mut seen = Vec::new();
    while !seen.iter().any(|name| name == last) {
        seen.extend(told(&session.next().await));
    }
    seen
}

const BOTH: [&str; 6] = ["message 1", "fragment of 1", "done 1", "message 2", "fragment of 2", "done 2"];

fn inner(session: &Twin) -> String {
    let page = session.page().unwrap();
    page.inner_html(page.select_first(page.root(), &crate::page::Selector::parse("div").unwrap()).unwrap())
}

#[tokio::test]
async fn messages_that_wait_for_each_other_are_told_in_one_piece_each() {
    let (mut session, mut peer) = four("innerHTML swap:20ms settle:20ms").await;
    say(&mut peer, &["<p id=a>1</p>", "<p id=a>2</p>"]).await;
    assert_eq!(told_until(&mut session, "done 2").await, BOTH);
    assert!(!session.is_at_work());
    assert_eq!(inner(session.twin()), r#"<p id="a">2</p>"#);
}

#[tokio::test]
async fn what_comes_after_a_message_is_told_after_it() {
    let (mut session, mut peer) = four("innerHTML swap:20ms settle:20ms").await;
    say(&mut peer, &["<p id=a>1</p>"]).await;
    peer.close(None).await.unwrap();
    let seen = told_until(&mut session, "close 1005").await;
    assert_eq!(seen[..4], ["message 1", "fragment of 1", "done 1", "close 1005"]);
}

#[tokio::test]
async fn the_end_plays_out_what_is_put_off() {
    let (mut session, mut peer) = four("innerHTML swap:60m settle:60m").await;
    say(&mut peer, &["<p id=a>1</p>", "<p id=a>2</p>"]).await;
    while session.received() < 2 {
        assert_eq!(told(&session.next().await), [""; 0]);
    }
    tokio::spawn(async move { while peer.next().await.is_some() {} });
    let finished = session.finish(1000).await;
    let mut expected = BOTH.to_vec();
    expected.push("close 1000");
    assert_eq!(told(&finished.records), expected);
    assert_eq!(inner(&finished.twin), r#"<p id="a">2</p>"#);
}

#[tokio::test]
async fn a_session_whose_sockets_have_ended_waits_for_no_timer() {
    let (mut session, mut peer) = four("innerHTML swap:60m").await;
    say(&mut peer, &["<p id=a>1</p>"]).await;
    while session.received() < 1 {
        session.next().await;
    }
    let close = tokio_tungstenite::tungstenite::protocol::CloseFrame { code: 1000.into(), reason: "".into() };
    peer.close(Some(close)).await.unwrap();
    let seen = told_until(&mut session, "close 1000").await;
    assert_eq!(seen, ["message 1", "fragment of 1", "done 1", "close 1000"]);
    assert_eq!(session.ending(), Some(Ending::Closed(1000)));
}

#[tokio::test]
async fn a_message_that_takes_long_is_told_before_and_counts_when_it_is_done() {
    let (mut session, mut peer) = four("innerHTML swap:5s").await;
    say(&mut peer, &["<p id=a>1</p>"]).await;
    while session.received() < 1 {
        session.next().await;
    }
    tokio::time::pause();
    let before = Instant::now();
    assert_eq!(told_until(&mut session, "message 1").await, ["message 1"]);
    assert_eq!((before.elapsed().as_secs(), session.is_at_work()), (1, true));
    assert_eq!(told_until(&mut session, "done 1").await, ["fragment of 1", "done 1"]);
    assert!(!session.is_at_work());
}

#[tokio::test]
async fn a_server_that_sends_faster_than_htmx_swaps_has_to_wait() {
    let (mut session, mut peer) = four("innerHTML swap:1ms").await;
    let sent = MOST_AT_WORK + 200;
    let sending = tokio::spawn(async move {
        for number in 1..=sent {
            peer.send(Message::text(format!("<p id=a>{number}</p>"))).await.unwrap();
        }
        peer
    });
    let mut most = 0;
    let last = format!("done {sent}");
    loop {
        let seen = told(&session.next().await);
        most = most.max(session.outbox.len());
        if seen.contains(&last) {
            break;
        }
    }
    assert!(most <= MOST_AT_WORK, "{most} waited");
    assert_eq!(inner(session.twin()), format!("<p id=\"a\">{sent}</p>"));
    let _peer = sending.await.unwrap();
}

#[tokio::test]
async fn a_delay_counts_from_its_message_and_not_from_what_was_put_off_last() {
    let (mut session, mut peer) = four("innerHTML swap:60m").await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(10)).await;
    tokio::time::resume();
    say(&mut peer, &["<p id=a>1</p>"]).await;
    while session.received() < 1 {
        assert_eq!(told(&session.next().await), [""; 0]);
    }
    let hour_ms = 3_600_000;
    assert!(session.twin().next_deadline().is_some_and(|due_ms| due_ms >= hour_ms + 10_000));
}

#[tokio::test]
async fn no_time_is_before_one_that_was_told_earlier() {
    let page =
        "<p id=a hx-ws:connect=ws://127.0.0.1:PORT/a></p><p id=b hx-ws:connect=ws://127.0.0.1:PORT/b></p>";
    let (listener, port) = listener().await;
    let mut session = of_page_in(Dialect::choose("4", None).unwrap(), page, port);
    let served = tokio::spawn(async move { (accept(&listener).await, accept(&listener).await) });
    session.connect();
    opened(&mut session, 2).await;
    let (mut peer, _other) = served.await.unwrap();
    let partials = concat!(
        r##"<hx-partial hx-target="#a"><i hx-ws:connect="/c"></i></hx-partial>"##,
        r##"<hx-partial hx-target="#b"><b>1</b></hx-partial>"##,
    );
    say(&mut peer, &[partials]).await;
    let mut records = Vec::new();
    while told(&records).last().is_none_or(|last| last != "done 1") {
        records.extend(session.next().await);
    }
    let names = named(&records);
    let opens = names.iter().position(|name| name == "connecting 1").unwrap();
    assert!(names[opens..].iter().any(|name| name == "fragment"), "{names:?}");
    // a message's end, which has the message's time, is told to nobody
    records.retain(|record| !matches!(record.event, Event::Done { .. }));
    assert!(records.is_sorted_by_key(|record| record.at), "{records:?}");
}
