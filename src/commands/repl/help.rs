//! The commands of the prompt and what they do.

/// A command of the prompt.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Its name, without the slash.
    pub name: &'static str,
    /// How it is written.
    pub usage: &'static str,
    /// What it does.
    pub does: &'static str,
    /// More, with an example.
    pub more: &'static str,
}

/// All of them, in the order in which they are listed.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "submit",
        usage: "/submit [SELECTOR] [ITEM…]",
        does: "use that sender: submit the form, click the button",
        more: "/submit form#say msg=hello\nAs by the Enter key: a form's default button goes along. Without a selector, the page's only sender.",
    },
    Command {
        name: "raw",
        usage: "/raw TEXT",
        does: "send this text as it is",
        more: "/raw {\"msg\":\"hi\"}\nNothing is added: no form's values, no HEADERS.",
    },
    Command {
        name: "page",
        usage: "/page [SELECTOR]",
        does: "show the page, or the elements that match",
        more: "/page #chat\nThe page as it is now, with every swap applied.",
    },
    Command {
        name: "forms",
        usage: "/forms",
        does: "list the senders with their fields",
        more: "/forms\nWhat `hxws inspect` lists, as the page is now.",
    },
    Command {
        name: "headers",
        usage: "/headers",
        does: "show the HEADERS that go along",
        more: "/headers\nFor every sender of the page; for a bare socket those that flags such as --id gave.",
    },
    Command {
        name: "wait",
        usage: "/wait [N]",
        does: "read no further line before N messages have come",
        more: "/wait 3\nFor scripts: the next line is taken when the answers are there, or after --timeout.",
    },
    Command {
        name: "close",
        usage: "/close [CODE [REASON]]",
        does: "close the socket, and stay",
        more: "/close 4000 testing\nWhether htmx reconnects depends on the code; what is sent meanwhile is queued.",
    },
    Command {
        name: "reconnect",
        usage: "/reconnect",
        does: "connect anew, now",
        more: "/reconnect\nWhat was queued is sent once the socket is open.",
    },
    Command {
        name: "help",
        usage: "/help [COMMAND]",
        does: "this list, or more on one command",
        more: "/help submit",
    },
    Command {
        name: "quit",
        usage: "/quit",
        does: "close with 1000 and leave, as Ctrl-D does",
        more: "/quit\nCtrl-C gives up the line; on an empty line, twice, it leaves with status 130.",
    },
];

/// The list, or what there is to know about one command.
#[must_use]
pub fn text(command: Option<&str>) -> Option<String> {
    let width = COMMANDS.iter().map(|command| command.usage.chars().count()).max().unwrap_or_default();
    match command {
        None => {
            let mut lines = vec![
                format!("{:width$}  do that to the sender's controls and send", "name=value …"),
                format!("{:width$}  the value read from a file; a typed value", "name=@file name:=json"),
                format!("{:width$}  a message of these values, with HEADERS", "{\"name\": \"value\"}"),
            ];
            lines
                .extend(COMMANDS.iter().map(|command| format!("{:width$}  {}", command.usage, command.does)));
            Some(lines.join("\n"))
        }
        Some(name) => {
            let command = COMMANDS.iter().find(|command| command.name == name)?;
            Some(format!("{}  {}\n{}", command.usage, command.does, command.more))
        }
    }
}
