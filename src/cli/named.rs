//! Where a command line can name a target of the configuration: TARGET and the page.

use super::Command;
use crate::address::Written;

impl Command {
    /// TARGET, where the command has one that opens something.
    #[must_use]
    pub fn target_mut(&mut self) -> Option<&mut Written> {
        match self {
            Self::Connect(args) => Some(&mut args.target),
            Self::Send(args) => Some(&mut args.target),
            Self::Listen(args) => Some(&mut args.target),
            Self::Inspect(args) => Some(&mut args.target),
            Self::Replay(args) => args.target.as_mut(),
            _ => None,
        }
    }

    /// The page, where the command has one.
    #[must_use]
    pub fn page_mut(&mut self) -> Option<&mut Written> {
        match self {
            Self::Connect(args) => args.page.page.as_mut(),
            Self::Send(args) => args.page.page.as_mut(),
            Self::Listen(args) => args.page.page.as_mut(),
            Self::Inspect(args) => args.page.page.as_mut(),
            Self::Explain(args) => args.page.page.as_mut(),
            Self::Backoff(args) => args.target.as_mut().or(args.page.page.as_mut()),
            _ => None,
        }
    }
}
