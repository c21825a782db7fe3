//! A build without jq's language: no filter can be read.

use super::answer::Answer;

/// There is none.
pub enum Engine {}

impl Engine {
    /// Says what to do instead.
    ///
    /// # Errors
    /// Always.
    pub fn read(_: &str) -> Result<Self, String> {
        Err("this hxws is built without the feature `jq`: pipe its JSON lines to jq instead".to_owned())
    }

    /// What becomes of a line.
    pub fn run(&self, _: &[u8]) -> Answer {
        match *self {}
    }
}
