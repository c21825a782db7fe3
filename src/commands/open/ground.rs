//! The page of a command that touches no socket: read or fetched, and loaded by as many htmx as are asked for. Does not know
//! what the command makes of it.

use url::Url;

use super::{Page, other_page, unknown_version};
use crate::cli::{HandshakeArgs, HeaderArgs, PageArgs};
use crate::commands::printer::Printer;
use crate::commands::{client, load};
use crate::config::{self, Target};
use crate::event::Event;
use crate::htmx::dialect::Dialect;
use crate::htmx::surroundings::Moment;
use crate::htmx::twin::Twin;
use crate::script;
use crate::session::client::Client;
use crate::status::Stop;

/// What a command that touches no socket works on: `--page`, where it is given, before any htmx.
pub struct Ground {
    page: Option<Page>,
    location: Url,
    /// The time and the random number that every htmx on it finds.
    moment: Moment,
    /// The client that fetches the page's parts, where they are asked for.
    loader: Option<Client>,
}

/// Reads or fetches the page of a command that touches no socket.
///
/// # Errors
/// As [`super::open`].
pub async fn ground(
    page: &PageArgs,
    handshake: &HandshakeArgs,
    printer: &mut Printer,
) -> Result<Ground, Stop> {
    let (location, moment) = (config::page_url(page)?, script::moment());
    let Some(written) = &page.page else {
        load::check(page)?;
        return Ok(Ground { page: None, location, moment, loader: None });
    };
    let home = Target::read(written).unwrap_or_else(|_| Target::Page(location.clone().into()));
    let mut client = client::client(handshake, &home, page)?;
    let found = other_page(written, page, &mut client, printer).await?;
    let loader = page.load.then_some(client);
    Ok(Ground { location: found.location.clone(), page: Some(found), moment, loader })
}

impl Ground {
    /// The page with the htmx of that version, else its own; the last one takes it, the others a copy.
    ///
    /// # Errors
    /// Where there is no such version.
    pub async fn twin(
        &mut self,
        htmx: Option<&str>,
        ws_ext: Option<&str>,
        is_last: bool,
    ) -> Result<(Twin, Vec<Event>), Stop> {
        let given = config::given(&HeaderArgs::default())?;
        let location = self.location.clone();
        let document = if is_last {
            self.page.take().map(|page| page.document)
        } else {
            self.page.as_ref().map(|page| page.document.clone())
        };
        let Some(document) = document else {
            let dialect = Dialect::choose(htmx.unwrap_or("2"), ws_ext).map_err(unknown_version)?;
            return Ok((Twin::bare(dialect, location, given), Vec::new()));
        };
        let dialect = Twin::dialect_of(&document, htmx, ws_ext).map_err(unknown_version)?;
        let mut twin = Twin::load_with(dialect, document, location, given, script::engine(), self.moment);
        let remarks = match &mut self.loader {
            Some(client) => load::load(&mut twin, client).await?,
            None => Vec::new(),
        };
        Ok((twin, remarks))
    }
}

/// The page of a command that touches no socket, with its htmx.
///
/// # Errors
/// As [`super::open`].
pub async fn page_only(
    page: &PageArgs,
    handshake: &HandshakeArgs,
    printer: &mut Printer,
) -> Result<(Twin, Vec<Event>), Stop> {
    ground(page, handshake, printer).await?.twin(page.htmx.as_deref(), page.ws_ext.as_deref(), true).await
}
