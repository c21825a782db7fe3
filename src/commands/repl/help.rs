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
    /// More, a sentence or two.
    pub more: &'static str,
    /// How it is used, a line each.
    pub examples: &'static str,
}

/// All of them, in the order in which they are listed.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "submit",
        usage: "/submit [SELECTOR] [ITEM…]",
        does: "use that sender: submit the form, click the button",
        more: "As by the Enter key: a form's default button goes along; another one is named itself.\n\
               Without a selector: the page's only sender, or the only one that has these names.",
        examples: "/submit form#say msg=hello\n/submit #plus",
    },
    Command {
        name: "raw",
        usage: "/raw TEXT|@FILE",
        does: "send this text, or that of a file, as it is",
        more: "Nothing is added, nothing taken away: no values, no HEADERS, all white space.\n\
               Text of several lines can be pasted.",
        examples: "/raw {\"msg\":\"hi\"}\n/raw @message.json",
    },
    Command {
        name: "hex",
        usage: "/hex BYTES|@FILE",
        does: "send a binary message",
        more: "Bytes as pairs of hexadecimal digits, with spaces between them or not, or what a file\n\
               holds. htmx never sends one, and does nothing with one that comes.",
        examples: "/hex 00 ff 7b\n/hex @image.png",
    },
    Command {
        name: "ping",
        usage: "/ping [TEXT]",
        does: "send a ping, and show how long its pong takes",
        more: "At most 125 bytes of text. `--ping-interval` sends them by itself.",
        examples: "/ping\n/ping hello",
    },
    Command {
        name: "page",
        usage: "/page [SELECTOR]",
        does: "show the page, or the elements that match",
        more: "As it is now, with every swap applied.",
        examples: "/page #chat\n/page li:last-child",
    },
    Command {
        name: "forms",
        usage: "/forms",
        does: "list the senders with their fields",
        more: "What `hxws inspect` lists, as the page is now.",
        examples: "/forms",
    },
    Command {
        name: "headers",
        usage: "/headers [SELECTOR]",
        does: "show the HEADERS that go along",
        more: "Those of one sender or of every one; for a bare socket those that flags such as --id gave.",
        examples: "/headers\n/headers form#say",
    },
    Command {
        name: "wait",
        usage: "/wait [N]",
        does: "read no further line before N messages have come",
        more: "For scripts: the next line is taken once so many messages have come since the last\n\
               that was sent, or after --timeout.",
        examples: "/wait\n/wait 3",
    },
    Command {
        name: "close",
        usage: "/close [CODE [REASON]]",
        does: "close the socket, and stay",
        more: "With 1000, where no code is given. Whether htmx reconnects depends on the code;\n\
               what is sent meanwhile is queued.",
        examples: "/close\n/close 4000 testing",
    },
    Command {
        name: "drop",
        usage: "/drop",
        does: "tear the connection down without a close frame",
        more: "As a network does that fails: the server must find out by itself, and htmx hears 1006\n\
               and reconnects.",
        examples: "/drop",
    },
    Command {
        name: "reconnect",
        usage: "/reconnect",
        does: "connect anew, now",
        more: "What was queued is sent once the socket is open.",
        examples: "/reconnect",
    },
    Command {
        name: "help",
        usage: "/help [COMMAND]",
        does: "this list, or more on one command",
        more: "",
        examples: "/help\n/help submit",
    },
    Command {
        name: "quit",
        usage: "/quit",
        does: "close with 1000 and leave, as Ctrl-D does",
        more: "Ctrl-C gives up the line; once more, it leaves with status 130.",
        examples: "/quit",
    },
];

/// What a line is that is no command: how it is written, what it does, examples.
const LINES: &[(&str, &str)] = &[
    ("name=value …", "do that to the sender's controls and send: msg=hello, msg=\"hello world\""),
    ("name=@file name:=json", "the value read from a file; a typed value: note=@note.txt, n:=3"),
    ("{\"name\": \"value\"}", "a message of these values, with HEADERS; also pasted, over several lines"),
];

/// The list, or what there is to know about one command.
#[must_use]
pub fn text(command: Option<&str>) -> Option<String> {
    match command {
        None => {
            let commands = COMMANDS.iter().map(|command| (command.usage, command.does));
            let listed: Vec<_> = LINES.iter().copied().chain(commands).collect();
            let width = listed.iter().map(|(usage, _)| usage.chars().count()).max().unwrap_or_default();
            let lines: Vec<_> =
                listed.iter().map(|(usage, does)| format!("{usage:width$}  {does}")).collect();
            Some(lines.join("\n"))
        }
        Some(name) => {
            let Command { usage, does, more, examples, .. } =
                COMMANDS.iter().find(|command| command.name == name)?;
            let mut lines = vec![format!("{usage}  {does}")];
            lines.extend((!more.is_empty()).then(|| (*more).to_owned()));
            lines.extend(examples.lines().map(|example| format!("  {example}")));
            Some(lines.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    #[test]
    fn every_command_has_examples_that_are_its_own() {
        for command in COMMANDS {
            assert!(!command.examples.is_empty());
            for example in command.examples.lines() {
                assert_eq!(example.split(' ').next(), Some(format!("/{}", command.name).as_str()));
                assert!(line::parse(example).is_ok(), "{example}");
            }
        }
    }

    #[test]
    fn one_command_is_told_at_length() {
        assert_eq!(
            text(Some("close")).unwrap(),
            "/close [CODE [REASON]]  close the socket, and stay\n\
             With 1000, where no code is given. Whether htmx reconnects depends on the code;\n\
             what is sent meanwhile is queued.\n  /close\n  /close 4000 testing"
        );
        assert_eq!(text(Some("nothing")), None);
    }
}
