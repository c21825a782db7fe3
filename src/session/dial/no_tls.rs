//! What stands in for TLS in a build without it: nothing that could be wrapped ever gets here.

use std::io;

use super::{DialError, DialOptions, Stream, Target, TlsProblem};

pub(super) struct Connector;

impl Connector {
    pub(super) fn new(_: &DialOptions) -> Result<Self, DialError> {
        Ok(Self)
    }

    pub(super) async fn wrap(&self, _: Stream, _: &Target) -> Result<Stream, DialError> {
        Err(DialError::NoTls)
    }

    pub(super) async fn wrap_proxy(&self, _: Stream, _: &Target) -> Result<Stream, DialError> {
        Err(DialError::NoTls)
    }

    pub(super) fn turned_away(&self, _: &io::Error) -> Option<TlsProblem> {
        None
    }
}
