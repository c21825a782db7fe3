//! Commands that show the page.

use super::super::line::Line;
use super::{Command, Group, Takes, one};

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// `/page [SELECTOR]`.
    Page(Option<String>),
    /// `/forms`.
    Forms,
    /// `/headers [SELECTOR]`.
    Headers(Option<String>),
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
            name: "headers",
            aliases: &[],
            usage: "/headers [SELECTOR]",
            does: "show the HEADERS that go along",
            more: "Those of one sender or of every one; for a bare socket those that flags such as --id gave.",
            examples: "/headers\n/headers form#say",
            takes: &[Takes::Sender],
            read: |rest| Ok(Line::Look(Look::Headers(one(rest)))),
        },
    ],
};
