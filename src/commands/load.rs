//! `--load`: what the page fetches by itself after it was loaded, fetched and swapped in before the socket opens.

use std::collections::HashSet;

use tokio::time::Instant;

use super::interrupt::uninterrupted;
use super::open::no_page;
use crate::cli::PageArgs;
use crate::event::{Event, Warning};
use crate::htmx::load::{PartAnswer, PartRequest};
use crate::htmx::twin::Twin;
use crate::page::NodeId;
use crate::session::client::Client;
use crate::session::fetch::{Deadline, FetchedPage, PAGE_TIMEOUT};
use crate::status::Stop;

/// Parts may bring others, but not for ever.
const MOST_ROUNDS: usize = 10;
const MOST_PARTS: usize = 200;

/// Whether `--load` was given where there is no page.
///
/// # Errors
/// Where it was.
pub fn check(page: &PageArgs) -> Result<(), Stop> {
    if page.load { Err(no_page("`--load` needs a page")) } else { Ok(()) }
}

/// Fetches part after part, and gives what is to be told of it. What fails is told and ends nothing.
///
/// # Errors
/// Where a signal comes.
pub async fn load(twin: &mut Twin, client: &mut Client) -> Result<Vec<Event>, Stop> {
    uninterrupted(load_parts(twin, client), "the page's parts had not come").await
}

async fn load_parts(twin: &mut Twin, client: &mut Client) -> Vec<Event> {
    twin.will_have_loaded();
    let deadline = deadline(client);
    let mut events = Vec::new();
    let mut asked: HashSet<NodeId> = HashSet::new();
    for round in 0.. {
        let parts: Vec<NodeId> = twin.parts().into_iter().filter(|part| !asked.contains(part)).collect();
        if parts.is_empty() {
            break;
        }
        if round == MOST_ROUNDS || asked.len() + parts.len() > MOST_PARTS {
            events.push(note(format!(
                "`--load` ends after {} parts in {round} rounds, and the page goes on asking for more",
                asked.len()
            )));
            break;
        }
        for part in parts {
            if let Some(deadline) = deadline.filter(|deadline| deadline.left().is_zero()) {
                let left = twin.parts().into_iter().filter(|part| !asked.contains(part)).count();
                events.push(note(format!(
                    "`--load` ends here: time is up, and {left} more parts were not loaded; `{}` gives it longer",
                    deadline.flag
                )));
                return events;
            }
            asked.insert(part);
            events.extend(load_part(twin, client, part, deadline).await);
        }
    }
    events
}

/// When all of them must have come: they may take as long as the page might, together.
fn deadline(client: &Client) -> Option<Deadline> {
    let own = Instant::now().checked_add(client.page_within).map(|at| Deadline { at, flag: PAGE_TIMEOUT });
    [own, client.deadline].into_iter().flatten().min_by_key(|deadline| deadline.at)
}

/// Fetches one part, unless an earlier one took its element off the page.
async fn load_part(
    twin: &mut Twin,
    client: &mut Client,
    part: NodeId,
    deadline: Option<Deadline>,
) -> Vec<Event> {
    let Some(page) = twin.page().filter(|page| page.is_attached(part)) else { return Vec::new() };
    let element = page.selector_for(part);
    let location = twin.location().clone();
    let fetched = match twin.part_request(part) {
        Ok(request) => fetch(client, request, &location, deadline).await,
        Err(reason) => Err(reason),
    };
    let mut events: Vec<Event> = client.seen().into_iter().map(Event::Trace).collect();
    match fetched.map(|fetched| answer(&fetched)) {
        Ok(Ok(Some(answer))) => events.extend(twin.take_part(part, &answer).into_iter().map(warned)),
        Ok(Ok(None)) => {}
        Ok(Err(reason)) | Err(reason) => {
            events.push(note(format!("`{element}` was not loaded: {reason}")));
        }
    }
    if let Err(error) = client.save() {
        events.push(note(format!("the cookies could not be kept: {error}")));
    }
    events
}

async fn fetch(
    client: &mut Client,
    request: PartRequest,
    page: &url::Url,
    deadline: Option<Deadline>,
) -> Result<FetchedPage, String> {
    client.fetch_part(request, page, deadline).await.map_err(|error| match error.help() {
        Some(help) => format!("{error}; {help}"),
        None => error.to_string(),
    })
}

/// What htmx takes of an answer: nothing of a 204.
fn answer(fetched: &FetchedPage) -> Result<Option<PartAnswer>, String> {
    let header = |name: &str| {
        let held = fetched.hx_headers.iter().find(|(held, _)| held == name);
        held.map(|(_, value)| value.clone())
    };
    let away = ["hx-redirect", "hx-location", "hx-refresh"];
    if let Some(name) = away.into_iter().find(|name| header(name).is_some()) {
        return Err(format!("its answer has `{name}`, which sends the browser to another page"));
    }
    Ok((fetched.status != 204).then(|| PartAnswer {
        text: fetched.html.clone(),
        retarget: header("hx-retarget"),
        reswap: header("hx-reswap"),
        reselect: header("hx-reselect"),
    }))
}

fn note(message: String) -> Event {
    Event::Note { message }
}

fn warned(warning: Warning) -> Event {
    Event::Warning(warning)
}
