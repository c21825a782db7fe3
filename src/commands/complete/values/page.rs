//! The sockets and senders of a page in a file, for `--socket` and `--element`. Fetches no page, and runs none of its scripts.

use std::fs::File;
use std::io::Read as _;

use url::Url;

use super::super::Offer;
use super::super::line::Line;
use super::{configuration, from_home};
use crate::bytes::lossy;
use crate::htmx::headers::Given;
use crate::htmx::twin::Twin;
use crate::page::Document;
use crate::settings;

/// A larger page takes longer than a person waits for a word.
const LARGEST: u64 = 1 << 20;

/// `all`, and the page's sockets.
pub fn sockets(line: &Line<'_>) -> Vec<Offer> {
    let all = (line.command.get_name() == "listen").then(|| Offer::new("all", "every socket of the page"));
    let twin = loaded(line);
    let found = twin.iter().flat_map(Twin::sockets).map(|socket| socket.selector.clone());
    all.into_iter().chain(offered(found)).collect()
}

/// The page's senders.
pub fn senders(line: &Line<'_>) -> Vec<Offer> {
    let twin = loaded(line);
    let named = twin.iter().flat_map(|twin| {
        let page = twin.page();
        twin.senders().iter().filter_map(move |sender| Some(page?.selector_for(sender.element)))
    });
    offered(named).collect()
}

/// Selectors in which no shell and no terminal reads anything but names.
fn offered(selectors: impl Iterator<Item = String>) -> impl Iterator<Item = Offer> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "#.-_:".contains(c);
    selectors.filter(move |text| text.chars().all(is_plain)).map(|text| Offer::new(text, ""))
}

fn loaded(line: &Line<'_>) -> Option<Twin> {
    let page = Document::parse(&text(line)?);
    let dialect = Twin::dialect_of(&page, line.value("htmx"), line.value("ws_ext")).ok()?;
    let url = Url::parse("http://localhost/").ok()?;
    Some(Twin::load(dialect, page, url, Given::default()))
}

/// The page's text, where the line names a file for it, by itself or by a target.
fn text(line: &Line<'_>) -> Option<String> {
    let written = line.value("page").or_else(|| line.value("target"))?;
    let path = match written.strip_prefix('@') {
        Some(name) => {
            let targets = settings::offered(&configuration(line));
            targets.into_iter().find(|target| target.name == name)?.page()?.into()
        }
        None => from_home(written),
    };
    // a pipe would be waited for
    let file = path.is_file().then(|| File::open(&path).ok()).flatten()?;
    let mut text = Vec::new();
    file.take(LARGEST).read_to_end(&mut text).ok()?;
    Some(lossy(&text).into_owned())
}
