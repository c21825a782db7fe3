//! hxws, from its command line, against servers that nobody here wrote: Django Channels with daphne, Litestar with uvicorn, TLS
//! by OpenSSL, and proxies. Where a package is missing, that is said and its tests are passed over.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod channels;
mod litestar;
mod proxies;
mod server;
#[allow(dead_code, reason = "these tests need less than those of the command line")]
#[path = "../support/mod.rs"]
mod support;
#[cfg(feature = "tls")]
mod tls;
