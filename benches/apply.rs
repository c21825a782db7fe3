//! What applying fragments costs: that it is the fragment that costs, not the page, and that memory stays flat.
//!
//! `cargo bench --bench apply`: prints a ratio or a number for each goal; judges nothing, as timings do not.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it found")]

use std::time::{Duration, Instant};

use hxws::event::Payload;
use hxws::htmx::dialect::Dialect;
use hxws::htmx::headers::Given;
use hxws::htmx::twin::Twin;
use hxws::page::Document;
use url::Url;

const ROWS: usize = 100_000;
const REPLACEMENTS: usize = 1_000_000;
const PAGE_BYTES: usize = 1_000_000;

fn main() {
    for htmx in ["1-ext", "2", "4"] {
        rows(htmx);
        replacements(htmx);
        load(htmx);
    }
}

fn twin(htmx: &str, body: &str) -> Twin {
    let socket = if htmx == "4" { "hx-ws:connect=/ws" } else { "hx-ext=ws ws-connect=/ws" };
    let html = format!("<!doctype html><title>t</title><body><main {socket}>{body}</main>");
    let url = Url::parse("http://app.test/").unwrap();
    Twin::load(Dialect::choose(htmx, None).unwrap(), Document::parse(&html), url, Given::default())
}

fn receive(twin: &mut Twin, seq: usize, text: String) {
    let effects = twin.receive(seq as u64, &Payload::Text(text));
    assert!(!effects.is_empty());
    twin.advance(seq as u64 * 2);
}

/// The last thousand of many rows that are put at the end of one list, beside the first thousand.
fn rows(htmx: &str) {
    let mut twin = twin(htmx, "<ul id=list></ul>");
    let mut took = Vec::new();
    for seq in 1..=ROWS {
        let text =
            format!(r#"<ul hx-swap-oob="beforeend:#list"><li id="row-{seq}">row <b>{seq}</b></li></ul>"#);
        let begun = Instant::now();
        receive(&mut twin, seq, text);
        took.push(begun.elapsed());
    }
    // the second thousand: by then the code is warm
    let (first, last) = (sum(&took[1000..2000]), sum(&took[ROWS - 1000..]));
    println!(
        "htmx {htmx}: {ROWS} rows, beforeend: last thousand / first {:.2} ({:.1} µs a row)",
        last.as_secs_f64() / first.as_secs_f64(),
        last.as_secs_f64() * 1000.0
    );
}

fn sum(took: &[Duration]) -> Duration {
    // the slowest tenth is the machine's, not ours
    let mut sorted = took.to_vec();
    sorted.sort_unstable();
    sorted[..sorted.len() * 9 / 10].iter().sum()
}

/// The memory after many replacements of one element, beside that after the first ten thousand.
fn replacements(htmx: &str) {
    let mut twin = twin(htmx, "<p id=last></p>");
    let oob = if htmx == "4" { " hx-swap-oob=true" } else { "" };
    let mut early = 0;
    for seq in 1..=REPLACEMENTS {
        receive(&mut twin, seq, format!("<p id=last{oob}>number <b>{seq}</b></p>"));
        if seq == 10_000 {
            early = resident();
        }
    }
    let end = resident();
    println!(
        "htmx {htmx}: {REPLACEMENTS} replacements: memory {early} kB after 10 000, {end} kB at the end, ratio {:.2}",
        end as f64 / early as f64
    );
}

/// Resident memory in kB; 0 where the system does not tell.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
}

fn load(htmx: &str) {
    let item = r#"<article class="card" id="c"><h2>A title</h2><p>Some text with <a href="/x">a link</a>.</p></article>"#;
    let body = item.repeat(PAGE_BYTES / item.len());
    let mut took: Vec<Duration> = (0..9)
        .map(|_| {
            let begun = Instant::now();
            let twin = twin(htmx, &body);
            let elapsed = begun.elapsed();
            assert!(twin.page().is_some());
            elapsed
        })
        .collect();
    took.sort_unstable();
    println!(
        "htmx {htmx}: a page of {} kB loads in {:.1} ms",
        body.len() / 1000,
        took[4].as_secs_f64() * 1000.0
    );
}
