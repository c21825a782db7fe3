//! Addresses that a server of hxws listens on: loopback ones only, since what it serves is for this machine.

use std::io;
use std::net::SocketAddr;

use crate::status::Stop;

/// Takes loopback addresses only. `what` is served there, and `option` has the address.
pub(super) fn check(option: &str, address: SocketAddr, what: &str) -> Result<(), Stop> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    let stop = Stop::usage(format!("`{option} {address}` is not a loopback address"));
    Err(stop.help(format!("{what} is for this machine only: take 127.0.0.1 or [::1]")))
}

/// Why an address that may be listened on is not: what was written is right, and the machine does not let it be done.
pub(super) fn refused(address: SocketAddr, error: &io::Error) -> Stop {
    let help = (error.kind() == io::ErrorKind::AddrInUse)
        .then(|| "another program listens there: take another port, or 0 for a free one".to_owned());
    Stop::failed(format!("`{address}` cannot be listened on: {error}")).help(help)
}
