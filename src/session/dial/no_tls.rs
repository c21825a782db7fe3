//! What stands in for TLS in a build without it: nothing that could be wrapped ever gets here.

use super::{DialError, DialOptions, Stream, Target};

pub(super) struct Connector;

impl Connector {
    pub(super) fn new(_: &DialOptions) -> Result<Self, DialError> {
        Ok(Self)
    }

    pub(super) async fn wrap(&self, _: Stream, _: &Target) -> Result<Stream, DialError> {
        Err(DialError::NoTls)
    }
}
