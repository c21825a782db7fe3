//! How the commands that show the page, and what goes along with its messages, are written and read. Knows no page: what a
//! selector chooses is for `act`.

use super::super::line::{Line, LineError};
use super::super::parting::first_word;
use super::control::Control;
use super::{Command, Group, Takes, one, unquoted};

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// `/page [SELECTOR]`.
    Page(Option<String>),
    /// `/forms`.
    Forms,
    /// `/targets [TEXT]`.
    Targets(Option<String>),
    /// `/diff [N]`.
    Diff(Option<u64>),
    /// `/headers [SELECTOR]`.
    Headers(Option<String>),
    /// `/headers set NAME VALUE`.
    SetHeader(String, String),
    /// `/headers unset NAME`.
    UnsetHeader(String),
}

/// The commands.
pub const GROUP: Group = Group {
    heading: "page",
    commands: &[
        Command {
            name: "page",
            aliases: &[],
            usage: "/page [SELECTOR]",
            does: "show the page, or the elements that match",
            more: "As it is now, with every swap applied.",
            examples: "/page #chat\n/page li:last-child",
            takes: &[Takes::Element],
            read: |rest| Ok(Line::Look(Look::Page(one(rest)))),
        },
        Command {
            name: "forms",
            aliases: &[],
            usage: "/forms",
            does: "list the senders with their fields",
            more: "What `hxws inspect` lists, as the page is now.",
            examples: "/forms",
            takes: &[],
            read: |_| Ok(Line::Look(Look::Forms)),
        },
        Command {
            name: "targets",
            aliases: &[],
            usage: "/targets [TEXT]",
            does: "list the elements with an id, and their swaps",
            more: "With a text: those whose id holds it. `×3` counts what messages swapped by that id.",
            examples: "/targets\n/targets chat",
            takes: &[Takes::Text],
            read: |rest| Ok(Line::Look(Look::Targets(one(rest.trim_start_matches('#'))))),
        },
        Command {
            name: "diff",
            aliases: &[],
            usage: "/diff [N]",
            does: "show what a message did to the page",
            more: "The last one, or message N. Element by element, what went in red and what came in \
                   green. The page before each of the last thousand messages is kept, 32 MB at most.",
            examples: "/diff\n/diff 12",
            takes: &[Takes::Text],
            read: diff,
        },
        Command {
            name: "headers",
            aliases: &[],
            usage: "/headers [SELECTOR]",
            does: "show the HEADERS that go along, or change them",
            more: "Those of one sender or of every one; for a bare socket those that flags such as \
                   --id gave. `set NAME VALUE` puts one into every message from then on, in place of \
                   htmx's own, as a listener of htmx:wsConfigSend may. `unset NAME` takes that back; \
                   where nothing was set, htmx's own is left out.",
            examples: "/headers\n/headers form#say\n/headers set X-Tenant acme\n/headers unset X-Tenant",
            takes: &[
                Takes::Any(&[Takes::Word(&["set", "unset"]), Takes::Sender]),
                Takes::Header,
                Takes::Text,
            ],
            read: headers,
        },
        Command {
            name: "reload",
            aliases: &[],
            usage: "/reload",
            does: "load the page again, with its cookies",
            more: "As a browser does: its new sockets open, the old ones close with 1001, what was \
                   queued is lost, what was typed into the page is gone. What `/headers set` gave \
                   stays. Where the page does not come, the old one stays.",
            examples: "/reload",
            takes: &[],
            read: |_| Ok(Line::Control(Control::Reload)),
        },
    ],
};

fn diff(rest: &str) -> Result<Line, LineError> {
    if rest.is_empty() {
        return Ok(Line::Look(Look::Diff(None)));
    }
    let wrong = || LineError::Arguments(format!("`{rest}` is not the number of a message: write /diff 12"));
    rest.trim_start_matches('#').parse().map(|seq| Line::Look(Look::Diff(Some(seq)))).map_err(|_| wrong())
}

fn headers(rest: &str) -> Result<Line, LineError> {
    let (first, behind) = first_word(rest)?;
    let (name, value) = first_word(behind)?;
    let missing = |how: &str| Err(LineError::Arguments(format!("there is no name: write /headers {how}")));
    Ok(Line::Look(match (first, name, value) {
        ("set", "", _) => return missing("set NAME VALUE"),
        ("set", name, value) => Look::SetHeader(unquoted(name), unquoted(value)),
        ("unset", "", _) => return missing("unset NAME"),
        ("unset", name, "") => Look::UnsetHeader(unquoted(name)),
        _ => Look::Headers(one(rest)),
    }))
}
