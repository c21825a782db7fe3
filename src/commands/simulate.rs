//! `hxws simulate`: plays scenarios without a network, and holds them against what they expect.

use std::io;
use std::path::Path;

use super::printer::Printer;
use super::stdin;
use crate::cli::Simulate;
use crate::event::{Event, Record};
use crate::htmx::dialect::Dialect;
use crate::page::Document;
use crate::simulate::player::{Player, Turn};
use crate::simulate::scenario::{Markup, Scenario};
use crate::status::{Status, Stop};

/// A scenario that can be played.
struct Prepared {
    scenario: Scenario,
    page: Document,
    dialect: Dialect,
}

/// Runs the command.
///
/// # Errors
/// Those of standard output.
pub fn run(args: &Simulate, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    printer.set_times(false);
    let prepared: Result<Vec<Vec<Prepared>>, Stop> =
        args.files.iter().map(|file| prepare(file, args)).collect();
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    let prepared: Vec<Prepared> = prepared.into_iter().flatten().collect();
    if printer.prints_page() && prepared.len() > 1 {
        let stop =
            Stop::usage(format!("`-o page` prints one page, and there are {} scenarios", prepared.len()));
        return Ok(
            Err(stop.help("give one scenario, or `--pages` for the page after every step".to_owned())),
        );
    }
    let held = prepared.iter().filter(|prepared| !prepared.scenario.expect.is_empty()).count();
    let mut failed = 0;
    for prepared in prepared {
        failed += usize::from(play(prepared, args.pages, printer)?);
    }
    if held > 1 {
        let message = format!("{} of {held} scenarios passed", held - failed);
        printer.event(Event::Note { message })?;
    }
    Ok(Ok(if failed > 0 { Status::Failed } else { Status::Done }))
}

/// The scenarios of a file, with their pages.
fn prepare(file: &Path, args: &Simulate) -> Result<Vec<Prepared>, Stop> {
    let text = read(file)?;
    let wrong = |error| Stop::usage(format!("`{}`: {error}", file.display()));
    let scenarios = Scenario::read_all(&text).map_err(wrong)?;
    let prepared = scenarios.into_iter().map(|mut scenario| {
        // which of several files it is from
        if args.files.len() > 1 && !scenario.is_named {
            scenario.name = format!("{} {}", file.display(), scenario.name);
        }
        let markup = match &scenario.markup {
            Markup::File(name) => Some(read_page(file, name).map_err(|stop| of(&scenario, stop))?),
            Markup::Parts { .. } => None,
        };
        let page = scenario.document(markup.as_deref());
        let chosen = scenario.dialect(&page, args.htmx.as_deref(), args.ws_ext.as_deref());
        Ok(Prepared { dialect: chosen.map_err(wrong)?, scenario, page })
    });
    prepared.collect()
}

fn read(file: &Path) -> Result<String, Stop> {
    let bytes = if file == Path::new("-") {
        stdin::read()?
    } else {
        std::fs::read(file).map_err(|error| Stop::unreadable(file.display(), &error).help(None))?
    };
    String::from_utf8(bytes).map_err(|_| Stop::usage(format!("`{}` is not UTF-8 text", file.display())))
}

/// A `pageFile`, beside its scenario's file or from where hxws runs.
fn read_page(file: &Path, name: &str) -> Result<String, Stop> {
    let beside = file.parent().unwrap_or(Path::new("")).join(name);
    let path = if beside.exists() { beside } else { Path::new(name).to_owned() };
    let bytes = std::fs::read(&path).map_err(|error| Stop::unreadable(path.display(), &error).help(None))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A problem with a scenario's page, with the scenario's name.
fn of(scenario: &Scenario, stop: Stop) -> Stop {
    Stop { message: format!("scenario `{}`: {}", scenario.name, stop.message), ..stop }
}

/// Plays one scenario; true where an expectation failed.
fn play(prepared: Prepared, pages: bool, printer: &mut Printer) -> io::Result<bool> {
    let Prepared { scenario, page, dialect } = prepared;
    let begins = Event::Scenario { name: scenario.name.clone(), htmx: dialect.name.to_owned() };
    printer.print(&[at(0, begins)])?;
    let (mut player, turn) = Player::load(&scenario, dialect, page);
    let mut failed = tell(&scenario, &player, 0, turn, pages, printer)?;
    for (number, step) in (1..).zip(&scenario.steps) {
        let turn = player.play(step);
        failed += tell(&scenario, &player, number, turn, pages, printer)?;
    }
    if !scenario.expect.is_empty() {
        let (passed, expectations) = (failed == 0, scenario.expect.len());
        let verdict = Event::Verdict { scenario: scenario.name.clone(), passed, expectations, failed };
        printer.print(&[at(scenario.steps.len(), verdict)])?;
    }
    if let Some(page) = player.page() {
        printer.page_at_end(page.to_html())?;
    }
    Ok(failed > 0)
}

/// Tells of one step. Returns how many of its expectations failed.
fn tell(
    scenario: &Scenario,
    player: &Player,
    step: usize,
    turn: Turn,
    pages: bool,
    printer: &mut Printer,
) -> io::Result<usize> {
    printer.print(&turn.records)?;
    if pages && !printer.prints_page() {
        printer.print(&[at(step, Event::Page { html: turn.html.clone() })])?;
    }
    let mut failed = 0;
    for expectation in scenario.expect.iter().filter(|expectation| expectation.step == step) {
        let differences = player.page().map(|page| expectation.differences(&turn, page)).unwrap_or_default();
        failed += usize::from(!differences.is_empty());
        for difference in differences {
            let message =
                format!("scenario `{}`, step {step}: {} is not as expected", scenario.name, difference.what);
            let help = Some(difference.lines.join("\n"));
            printer.print(&[at(step, Event::Error { message, help })])?;
        }
    }
    Ok(failed)
}

fn at(step: usize, event: Event) -> Record {
    Record { event, step: Some(step), socket: None, at: None }
}
