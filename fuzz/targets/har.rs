//! HAR files: what is read is written, and read again as the same.
#![no_main]

use hxws::recording::{Connection, Format, Recording, What, to_har};
use hxws_fuzz::memory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    memory::within(64 << 20, || {
        let Ok(recording) = Recording::read(data, Format::Har) else { return };
        let written = to_har(&recording, "0");
        let again = Recording::read(written.as_bytes(), Format::Har).expect("what was written can be read");
        assert_eq!(comparable(&again), comparable(&recording));
        assert_eq!(to_har(&again, "0"), written);
        check_order(&recording);
    });
});

/// Without what a file does not say: a time or an address that the first did not have.
fn comparable(recording: &Recording) -> Vec<Connection> {
    let mut connections = recording.connections.clone();
    for connection in &mut connections {
        connection.opened = None;
        connection.url.get_or_insert("ws://localhost/".to_owned());
        for turn in &mut connection.turns {
            turn.place = 0;
        }
    }
    connections
}

/// Each turn has a place of its own, and of one connection they are in order.
fn check_order(recording: &Recording) {
    let mut places: Vec<u64> = Vec::new();
    for connection in &recording.connections {
        let own: Vec<u64> = connection.turns.iter().map(|turn| turn.place).collect();
        assert!(own.is_sorted());
        places.extend(own);
    }
    places.sort_unstable();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
    let came = recording.connections.iter().flat_map(|connection| &connection.turns);
    let came = came.filter(|turn| matches!(turn.what, What::Received(_))).count();
    assert_eq!(recording.received().len(), came);
}
