//! Configuration files, the user's own and a project's: read or refused with a line of the file, and a stranger's says nothing
//! that only the user may.
#![no_main]

use hxws::settings::option::Options;
use hxws::settings::place::{Found, Layer};
use hxws::settings::read::{Entry, File, read};
use hxws_fuzz::memory;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static OPTIONS: Options = Options::default();
}

fuzz_target!(|data: &[u8]| {
    let Ok(text) = str::from_utf8(data) else { return };
    OPTIONS.with(|options| {
        // made when it is asked for first, and kept
        let _ = options.of("listen", "output");
        memory::within(64 << 20, || {
            let files = [Layer::User, Layer::Project].map(|layer| {
                let found = Found { path: "/nowhere/.hxws.toml".into(), layer, text: text.to_owned() };
                let file = read(&found, options);
                match &file {
                    Ok(file) => check(file, layer, text),
                    Err(stop) => {
                        assert!(stop.message.contains("/nowhere/.hxws.toml`, line "), "{}", stop.message)
                    }
                }
                file
            });
            // what a stranger may say, the user may
            assert!(files[0].is_ok() || files[1].is_err(), "{text}");
        });
    });
});

fn check(file: &File, layer: Layer, text: &str) {
    let lines = text.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let all = file.entries.iter().chain(file.targets.iter().flat_map(|target| &target.entries));
    let places = all.map(|entry: &Entry| &entry.place).chain(file.targets.iter().map(|target| &target.place));
    for place in places {
        assert!(place.layer == layer && (1..=lines).contains(&place.line));
    }
    assert_eq!(file.layer, layer);
}
