//! Happy eyeballs (RFC 8305): the addresses of a host raced against each other, families taking turns.
//!
//! How an address is connected to is given. Knows no sockets.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use tokio::time::{Instant, sleep_until};

/// How long an attempt has the field to itself (RFC 8305 §5, "Connection Attempt Delay").
const HEAD_START: Duration = Duration::from_millis(250);

/// The first of `addresses` that `connect` connects to. The next is tried where one fails, and beside it where it takes
/// long; attempts that came too late are dropped.
///
/// # Errors
/// The failure that says most, where all of them fail.
pub(super) async fn race<T>(
    addresses: &[SocketAddr],
    connect: impl AsyncFn(SocketAddr) -> io::Result<T>,
) -> io::Result<T> {
    let mut running = FuturesUnordered::new();
    let mut failure: Option<io::Error> = None;
    for address in taking_turns(addresses) {
        running.push(connect(address));
        let over = Instant::now() + HEAD_START;
        tokio::select! {
            biased;
            Some(ended) = running.next() => match ended {
                Ok(connected) => return Ok(connected),
                Err(error) => failure = Some(more_telling(failure, error)),
            },
            () = sleep_until(over) => {}
        }
    }
    while let Some(ended) = running.next().await {
        match ended {
            Ok(connected) => return Ok(connected),
            Err(error) => failure = Some(more_telling(failure, error)),
        }
    }
    Err(failure.unwrap_or_else(|| io::ErrorKind::NotFound.into()))
}

/// The addresses with the families taking turns, from the first address's on (RFC 8305 §4).
fn taking_turns(addresses: &[SocketAddr]) -> Vec<SocketAddr> {
    let first_is_ipv6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let of = |ipv6: bool| addresses.iter().copied().filter(move |address| address.is_ipv6() == ipv6);
    let (mut leading, mut following) = (of(first_is_ipv6), of(!first_is_ipv6));
    let mut ordered = Vec::with_capacity(addresses.len());
    while ordered.len() < addresses.len() {
        ordered.extend(leading.next());
        ordered.extend(following.next());
    }
    ordered
}

/// A refusal says more than a missing route to the other address of the same host.
fn more_telling(held: Option<io::Error>, new: io::Error) -> io::Error {
    match held {
        Some(held) if held.kind() == io::ErrorKind::ConnectionRefused => held,
        _ => new,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use tokio::time::sleep;

    use super::*;

    const V6: [&str; 3] = ["[2001:db8::1]:80", "[2001:db8::2]:80", "[2001:db8::3]:80"];
    const V4: [&str; 2] = ["192.0.2.1:80", "192.0.2.2:80"];

    fn parsed(addresses: &[&str]) -> Vec<SocketAddr> {
        addresses.iter().map(|address| address.parse().unwrap()).collect()
    }

    /// Runs a race in which each address takes so many ms to connect, or to fail: who won, or why nobody did, and when
    /// each attempt began and whether it was given up.
    async fn raced(addresses: &[&str], takes: impl Fn(SocketAddr) -> (u64, bool)) -> (String, Vec<String>) {
        struct Running<'a>(SocketAddr, &'a RefCell<Vec<String>>);
        impl Drop for Running<'_> {
            fn drop(&mut self) {
                self.1.borrow_mut().push(format!("{} over", self.0.ip()));
            }
        }
        let started = Instant::now();
        let log = RefCell::new(Vec::new());
        let won = race(&parsed(addresses), async |address| {
            log.borrow_mut().push(format!("{} at {}", address.ip(), started.elapsed().as_millis()));
            let _running = Running(address, &log);
            let (ms, connects) = takes(address);
            sleep(Duration::from_millis(ms)).await;
            if connects { Ok(address.ip()) } else { Err(io::ErrorKind::ConnectionRefused.into()) }
        })
        .await;
        let won = won.map_or_else(|error| error.kind().to_string(), |ip| ip.to_string());
        (format!("{won} after {}", started.elapsed().as_millis()), log.into_inner())
    }

    #[test]
    fn families_take_turns_from_the_first_address_on() {
        let mixed = parsed(&[V6[0], V6[1], V6[2], V4[0], V4[1]]);
        assert_eq!(taking_turns(&mixed), parsed(&[V6[0], V4[0], V6[1], V4[1], V6[2]]));
        assert_eq!(taking_turns(&parsed(&[V4[0], V6[0], V4[1]])), parsed(&[V4[0], V6[0], V4[1]]));
        assert_eq!(taking_turns(&[]), []);
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_address_is_overtaken_after_250_ms_and_given_up() {
        let (won, log) =
            raced(&[V6[0], V4[0]], |address| (if address.is_ipv6() { 9000 } else { 20 }, true)).await;
        assert_eq!(won, "192.0.2.1 after 270");
        assert_eq!(log, ["2001:db8::1 at 0", "192.0.2.1 at 250", "192.0.2.1 over", "2001:db8::1 over"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_hands_over_at_once_and_a_slow_first_still_wins() {
        let (won, log) = raced(&[V6[0], V4[0]], |address| (10, address.is_ipv4())).await;
        assert_eq!(won, "192.0.2.1 after 20");
        assert_eq!(log, ["2001:db8::1 at 0", "2001:db8::1 over", "192.0.2.1 at 10", "192.0.2.1 over"]);
        let (won, _) =
            raced(&[V6[0], V4[0]], |address| (if address.is_ipv6() { 300 } else { 400 }, true)).await;
        assert_eq!(won, "2001:db8::1 after 300");
    }

    #[tokio::test(start_paused = true)]
    async fn where_all_fail_the_last_to_fail_ends_it() {
        let (won, _) =
            raced(&[V6[0], V4[0]], |address| (if address.is_ipv6() { 500 } else { 10 }, false)).await;
        assert_eq!(won, "connection refused after 500");
    }

    #[test]
    fn a_refusal_says_more_than_what_comes_after_it() {
        let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
        let other = || io::Error::from(io::ErrorKind::AddrNotAvailable);
        assert_eq!(more_telling(Some(refused()), other()).kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(more_telling(Some(other()), refused()).kind(), io::ErrorKind::ConnectionRefused);
    }
}
