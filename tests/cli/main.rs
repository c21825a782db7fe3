//! The command line from outside: standard output, standard error and the exit status, compared byte for byte.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod acting;
mod backoff;
mod config;
mod connect;
mod cookies;
mod debug;
mod dial;
mod ends;
mod expect;
mod explain;
mod faults;
mod filters;
mod formats;
mod generated;
mod handshake;
mod inspect;
mod items;
#[cfg(feature = "jq")]
mod jq;
mod lifecycle;
mod limits;
mod listen;
mod load;
mod login;
mod malformed;
mod messages;
mod page;
#[cfg(unix)]
mod pipelines;
mod pipes;
mod proxy;
mod put_off;
mod reading;
mod recording;
mod replay;
mod replay_serve;
mod schema;
mod script;
mod secrets;
mod send;
mod several;
mod simulate;
mod simulate_files;
mod simulate_reports;
mod simulate_update;
mod simulate_watch;
mod stages;
#[path = "../support/mod.rs"]
mod support;
#[cfg(feature = "tls")]
mod tls;
mod trace;
mod triggers;
mod usage;
mod wait;
mod warnings;
