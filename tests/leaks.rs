//! Nothing is left over: a thousand reconnects, and a day of a page that polls, receives and reconnects, in virtual time.
//! File descriptors and tasks are as many afterwards as before, and memory grows by no more than a bound.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "faults/frames.rs"]
#[allow(dead_code, reason = "it is shared with other test files")]
mod frames;
#[path = "faults/session.rs"]
#[allow(dead_code, reason = "it is shared with other test files")]
mod session;

use std::alloc::System;
use std::sync::Mutex;
use std::time::Duration;

use cap::Cap;
use frames::{Heard, Reader, Writer};
use hxws::event::Event;
use hxws::htmx::connection::State;
use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::reconnect::Override;
use hxws::htmx::twin::Twin;
use hxws::page::Document;
use hxws::session::live::{Session, Target};
use session::{Place, accepted, at_once, happened, timeless};
use tokio::io::AsyncWriteExt as _;
use url::Url;

/// What is counted is the whole process's: one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// What is allocated is counted: a page of the system's is too coarse to tell of a hundred bytes a connection.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// How much the allocated memory may grow, in bytes: tables grow by leaps. A leak of 20 bytes a connection is more.
const MOST_GROWTH: usize = 16 << 10;

/// How much resident memory may grow, in KiB, for what C allocates: the system's allocator rounds and keeps.
const MOST_RESIDENT_GROWTH: u64 = 2048;

/// What could leak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    descriptors: usize,
    threads: u64,
    tasks: usize,
    /// Allocated memory in bytes.
    allocated: usize,
    /// Resident memory in KiB.
    resident: u64,
}

impl Held {
    fn now() -> Self {
        let allocated = ALLOCATOR.allocated();
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let number = |name: &str| -> u64 {
            let value = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            value.trim().trim_end_matches(" kB").parse().unwrap()
        };
        Self {
            descriptors: std::fs::read_dir("/proc/self/fd").unwrap().count(),
            threads: number("Threads:"),
            tasks: tokio::runtime::Handle::current().metrics().num_alive_tasks(),
            allocated,
            resident: number("VmRSS:"),
        }
    }

    #[track_caller]
    fn is_kept_by(self, after: Self) {
        let counted = |held: Self| (held.descriptors, held.threads, held.tasks);
        assert_eq!(counted(after), counted(self), "descriptors, threads, tasks");
        let growth = after.allocated.saturating_sub(self.allocated);
        assert!(growth <= MOST_GROWTH, "{growth} bytes more: {self:?}, then {after:?}");
        let growth = after.resident.saturating_sub(self.resident);
        assert!(growth <= MOST_RESIDENT_GROWTH, "{growth} KiB more: {self:?}, then {after:?}");
    }
}

/// A session of a page's only socket.
fn of_page(place: &Place, htmx: &str, page: &str, retry: Override) -> Session {
    let location = Url::parse("http://app.test/").unwrap();
    let dialect = Dialect::choose(htmx, None).unwrap();
    let twin = Twin::load(dialect, Document::parse(page), location, Given::default());
    let socket = twin.sockets()[0];
    let target = Target::of_page(socket.url.clone().unwrap(), socket.element, socket.selector.clone());
    Session::new(twin, place.client(None), retry, vec![target], true)
}

/// Serves one connection, and ends it in one of the ways in which connections end.
async fn end_somehow(place: &Place, number: usize) {
    let mut stream = accepted(place, number.is_multiple_of(2), None).await;
    let mut writer = Writer::new(number.is_multiple_of(2));
    stream.write_all(&writer.text(&format!("<p id=a>number {number}</p>"))).await.unwrap();
    match number % 4 {
        0 => {}
        1 => {
            stream.write_all(&frames::close(1012)).await.unwrap();
            assert_eq!(Reader::new().heard(&mut *stream).await, Some(Heard::Close(1012)));
        }
        2 => {
            let half = writer.text("<p id=a>half</p>");
            stream.write_all(&half[..half.len() / 2]).await.unwrap();
        }
        _ => stream.write_all(b"garbage").await.unwrap(),
    }
}

#[test]
fn a_thousand_reconnects_leave_nothing_over() {
    let _alone = ALONE.lock();
    timeless(async {
        let page = "<div hx-ext=ws ws-connect=/ws><p id=a></p></div>";
        let place = Place::new();
        let mut session = of_page(&place, "2", page, at_once());
        session.connect();
        let mut before = None;
        for number in 0..1_200 {
            let (records, ()) = session::meanwhile(&mut session, end_somehow(&place, number)).await;
            let opens = records.iter().filter(|record| matches!(record.event, Event::Open { .. })).count();
            assert_eq!(opens, 1, "{number}: {:?}", session::named(&records));
            if number == 199 {
                before = Some(Held::now());
            }
        }
        assert!(session.twin().page().unwrap().to_html().contains("number 1199"));
        before.unwrap().is_kept_by(Held::now());
    });
}

/// Answers every message until there were so many, then ends the connection; counts what it heard.
async fn answer(place: &Place, messages: usize, heard: &mut usize) {
    let mut stream = accepted(place, true, None).await;
    let (mut reader, mut writer) = (Reader::new(), Writer::new(true));
    for _ in 0..messages {
        match reader.heard(&mut *stream).await {
            Some(Heard::Text(_)) => *heard += 1,
            other => panic!("{other:?}"),
        }
        let answer = format!("<p id=a hx-swap-oob=true>{heard}</p>");
        stream.write_all(&writer.text(&answer)).await.unwrap();
    }
    if messages.is_multiple_of(4) {
        stream.write_all(&frames::close(1012)).await.unwrap();
        while reader.heard(&mut *stream).await.is_some() {}
    }
}

/// A day of a page; gives how many messages were sent, and how many heard.
async fn day(htmx: &str, page: &str) -> (usize, usize) {
    const STEP: Duration = Duration::from_secs(30);
    let place = Place::new();
    let mut session = of_page(&place, htmx, page, Override::default());
    session.connect();
    let (mut sent, mut heard, mut held, mut is_open) = (0, 0, Vec::new(), false);
    let mut serving = Box::pin(async {
        for messages in [6, 8, 10, 12].into_iter().cycle() {
            answer(&place, messages, &mut heard).await;
        }
    });
    for step in 0..24 * 3600 / STEP.as_secs() {
        let records = tokio::select! {
            biased;
            () = &mut serving => unreachable!(),
            records = happened(&mut session) => records,
        };
        sent += records.iter().filter(|record| matches!(record.event, Event::Sent { .. })).count();
        // compared are two moments of a connection that has been in use: after an hour, and in the last one
        let hour = step / (3600 / STEP.as_secs());
        let was_open = std::mem::replace(&mut is_open, session.state() == State::Open);
        if was_open && is_open && (hour == 1 && held.is_empty() || hour == 23 && held.len() == 1) {
            held.push(Held::now());
        }
        tokio::time::advance(STEP).await;
    }
    drop(serving);
    let [early, late] = held[..] else { panic!("it is not open any more: {held:?}") };
    early.is_kept_by(late);
    (sent, heard)
}

#[test]
fn a_day_of_polling_and_reconnecting_leaves_nothing_over() {
    let _alone = ALONE.lock();
    timeless(async {
        let two = "<div hx-ext=ws ws-connect=/ws><p id=a></p>\
                   <form id=f ws-send hx-trigger='every 1m'><input name=n value=1></form></div>";
        let four = "<div hx-ws:connect=/ws><p id=a></p>\
                    <form id=f hx-ws:send hx-trigger='every 1m'><input name=n value=1></form></div>";
        // htmx 2 sends twice at every tick, as recorded in `own-2-more.json`, `trigger-every-while-closed-more`
        assert_eq!(day("2", two).await, (2 * 1439, 2 * 1439));
        assert_eq!(day("4", four).await, (1439, 1439));
    });
}
