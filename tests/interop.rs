//! hxws's own handshake and link against WebSocket servers that nobody here wrote: npm `ws` and Python's `websockets`, with
//! compression in all its settings. Where a peer is missing, that is said and its tests are passed over.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[path = "interop/peer.rs"]
mod peer;
#[path = "interop/replayed.rs"]
mod replayed;

use hxws::session::deflate::Deflate;
use peer::{Peer, echoed, messages, open};

/// The sizes at which a frame's head changes (RFC 6455 §5.2), and some between.
const SIZES: [usize; 9] = [0, 1, 125, 126, 1000, 65_535, 65_536, 65_537, 100_000];

const LARGEST: usize = 16 << 20;

#[tokio::test]
async fn every_setting_of_npm_ws_agrees_and_changes_no_message() {
    let Some(peer) = Peer::ws() else { return };
    let sent = messages(SIZES);
    for bits in 8..=15_u8 {
        for (server_takeover, client_takeover) in [(true, true), (true, false), (false, true), (false, false)]
        {
            let setting = format!(
                "{{\"serverNoContextTakeover\":{},\"clientNoContextTakeover\":{},\"serverMaxWindowBits\":{bits},\
                 \"clientMaxWindowBits\":{bits},\"threshold\":0}}",
                !server_takeover, !client_takeover
            );
            let (mut link, deflate) = open(peer.ports[0], &[("deflate", &setting)], true).await;
            let expected = Deflate { server_takeover, client_takeover, server_bits: bits, client_bits: bits };
            assert_eq!(deflate, Some(expected), "{setting}");
            assert_eq!(echoed(&mut link, &sent).await, (true, true), "{setting}");
        }
    }
}

// `ws` heeds it only where the server does not take its context over.
#[tokio::test]
async fn a_threshold_of_npm_ws_mixes_compressed_and_plain_messages() {
    let Some(peer) = Peer::ws() else { return };
    for (threshold, compressed) in [("1000", true), ("99999999", false)] {
        let setting = format!("{{\"serverNoContextTakeover\":true,\"threshold\":{threshold}}}");
        let (mut link, _) = open(peer.ports[0], &[("deflate", &setting)], true).await;
        assert_eq!(echoed(&mut link, &messages(SIZES)).await, (true, compressed));
    }
}

#[tokio::test]
async fn nothing_is_compressed_where_one_side_does_not_want_it() {
    let Some(peer) = Peer::ws() else { return };
    for (setting, compress) in [("true", false), ("false", true)] {
        let (mut link, deflate) = open(peer.ports[0], &[("deflate", setting)], compress).await;
        assert_eq!(deflate, None);
        assert_eq!(echoed(&mut link, &messages(SIZES)).await, (false, false));
    }
}

#[tokio::test]
async fn fragments_of_npm_ws_with_pings_between_are_one_message() {
    let Some(peer) = Peer::ws() else { return };
    for setting in ["false", "{\"threshold\":0}", "{\"serverNoContextTakeover\":true,\"threshold\":0}"] {
        for fragment in ["1", "127", "4096", "70000"] {
            let query = [("deflate", setting), ("fragment", fragment)];
            let (mut link, _) = open(peer.ports[0], &query, true).await;
            let sizes = if fragment == "1" { &SIZES[..5] } else { &SIZES };
            let (_, compressed) = echoed(&mut link, &messages(sizes.iter().copied())).await;
            assert_eq!(compressed, setting != "false");
        }
    }
}

#[tokio::test]
async fn ten_thousand_messages_go_each_way_through_npm_ws() {
    let Some(peer) = Peer::ws() else { return };
    for setting in ["{\"threshold\":100}", "false"] {
        let (mut link, _) = open(peer.ports[0], &[("deflate", setting)], true).await;
        echoed(&mut link, &messages((0..5000).map(|n| n % 400))).await;
    }
}

#[tokio::test]
async fn sixteen_mebibytes_go_each_way_through_npm_ws() {
    let Some(peer) = Peer::ws() else { return };
    for (setting, fragment) in [("true", "99999999"), ("true", "1000000"), ("false", "99999999")] {
        let query = [("deflate", setting), ("fragment", fragment)];
        let (mut link, _) = open(peer.ports[0], &query, true).await;
        echoed(&mut link, &messages([LARGEST])).await;
    }
}

#[tokio::test]
async fn pythons_websockets_agrees_and_changes_no_message() {
    let settings = [
        "null",
        "{}",
        "{\"server_max_window_bits\":12,\"client_max_window_bits\":12}",
        "{\"server_no_context_takeover\":true,\"server_max_window_bits\":9}",
        "{\"client_no_context_takeover\":true,\"client_max_window_bits\":8}",
    ];
    let Some(peer) = Peer::websockets(&settings) else { return };
    let agreed = |server_takeover, client_takeover, server_bits, client_bits| {
        Some(Deflate { server_takeover, client_takeover, server_bits, client_bits })
    };
    let expected = [
        None,
        agreed(true, true, 15, 15),
        agreed(true, true, 12, 12),
        agreed(false, true, 9, 15),
        agreed(true, false, 15, 8),
    ];
    for (&port, expected) in peer.ports.iter().zip(expected) {
        for fragment in ["0", "1000"] {
            let (mut link, deflate) = open(port, &[("fragment", fragment)], true).await;
            assert_eq!(deflate, expected);
            let compressed = expected.is_some();
            assert_eq!(echoed(&mut link, &messages(SIZES)).await, (compressed, compressed));
        }
    }
}

#[tokio::test]
async fn ten_thousand_messages_and_sixteen_mebibytes_go_each_way_through_pythons_websockets() {
    let Some(peer) = Peer::websockets(&["{}", "null"]) else { return };
    for &port in &peer.ports {
        let (mut link, _) = open(port, &[], true).await;
        echoed(&mut link, &messages((0..5000).map(|n| n % 400))).await;
        echoed(&mut link, &messages([LARGEST])).await;
    }
}
