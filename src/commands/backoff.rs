//! `hxws backoff`: the reconnect policy in force. Opens no socket.

use std::io;

use super::printer::Printer;
use super::{choice, open};
use crate::address::Written;
use crate::cli::Backoff;
use crate::config::{self, Target};
use crate::event::Event;
use crate::htmx::choice::ChoiceError;
use crate::htmx::diagnose;
use crate::htmx::reconnect::{Override, Policy};
use crate::htmx::twin::Twin;
use crate::render::Format;
use crate::status::{Status, Stop};

/// The close codes that a browser can tell of (RFC 6455 §7.4.1 and the IANA registry); 1004 has no meaning.
const CODES: [u16; 15] =
    [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015];

/// Runs the command.
pub async fn run(args: &Backoff, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    if !matches!(printer.format(), Format::Human | Format::Json) {
        let stop = Stop::usage("`backoff` has neither fragments, messages nor a page to print")
            .help("use `-o human` or `-o json`".to_owned());
        return Ok(Err(stop));
    }
    printer.set_times(false);
    if let Some(target) = args.target.as_ref().filter(|target| is_socket(target)) {
        let stop =
            Stop::usage(format!("`{target}` is a socket, and the policy is that of the page that opens it"))
                .help("give the page's address or file, or none: htmx's own is told then".to_owned());
        return Ok(Err(stop));
    }
    let mut page = args.page.clone();
    page.page = page.page.or_else(|| args.target.clone());
    let (twin, remarks) = match open::page_only(&page, &args.handshake, printer).await {
        Ok(loaded) => loaded,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(twin.dialect()));
    printer.warn(twin.about_page())?;
    remarks.into_iter().try_for_each(|remark| printer.event(remark))?;
    let policy = match policy_of(&twin, page.socket.as_deref(), &config::retry(&args.retry)) {
        Ok(policy) => policy,
        Err(error) => return Ok(Err(Stop { status: Status::Usage, ..choice::no_choice(error) })),
    };
    tell(&policy, args.attempts, printer)?;
    Ok(Ok(Status::Done))
}

/// Whether TARGET is written as the address of a socket.
fn is_socket(target: &Written) -> bool {
    target.expose().contains("://") && matches!(Target::read(target), Ok(Target::Socket(_)))
}

/// The policy of the socket that is chosen; without a choice that of all sockets, where it is the same for all of them,
/// or the page's, where it has none.
fn policy_of(twin: &Twin, selector: Option<&str>, instead: &Override) -> Result<Policy, ChoiceError> {
    let mut policies = twin.sockets().into_iter().map(|socket| instead.apply(twin.policy_of(socket)));
    match (twin.page(), policies.next()) {
        (Some(_), Some(first))
            if selector.is_none() && policies.all(|other| first.reconnects_like(&other)) =>
        {
            Ok(first)
        }
        (Some(_), Some(_)) => {
            let element = twin.choose_socket(selector)?.element;
            Ok(instead.apply(twin.policy(Some(element))))
        }
        _ => Ok(instead.apply(twin.policy(None))),
    }
}

fn tell(policy: &Policy, attempts: u32, printer: &mut Printer) -> io::Result<()> {
    let mut codes: Vec<u16> = CODES.into_iter().chain(policy.codes.iter().copied()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        printer.event(Event::CloseCode { code, reconnects: policy.reconnects(code, 0) })?;
    }
    if !policy.ever_reconnects() {
        return Ok(());
    }
    let most = policy.max_retries.map_or(attempts, |most| attempts.min(most));
    let mut told = false;
    for attempt in 1..=most {
        let (min_ms, max_ms) = policy.bounds(attempt - 1);
        printer.event(Event::Delay { attempt, min_ms, max_ms })?;
        let number = policy.number(attempt - 1, 0.5);
        let finding = diagnose::reconnect::of_delay(&policy.delay, &number, attempt - 1);
        // the first one stands for those that follow
        if let Some(finding) = finding.filter(|_| !told) {
            told = true;
            printer.warn(vec![finding])?;
        }
    }
    Ok(())
}
