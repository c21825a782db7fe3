//! `hxws listen` in pipelines of a shell: with jq, with readers that leave, that are killed, that are slow, and on a full disk.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::support::{Demo, Peer, Ran, Talk, command, command_of, is_built_for, scripted};

/// What a shell says to a line in which `$hxws` is the program and `$url` a server's address.
fn shell(line: &str, url: &str) -> Ran {
    let mut shell = command_of("sh", &["-c", line]);
    Ran::of(shell.env("hxws", env!("CARGO_BIN_EXE_hxws")).env("url", url).output().unwrap())
}

/// Sends three messages and waits for the end.
fn three(listener: &TcpListener) {
    let mut peer = Peer::open(listener);
    // at once: a reader may have enough with the first
    let frames = [1, 2, 3].map(|number| format!("\r<p id=a>{number}</p>"));
    peer.0.write_all(&frames.map(|frame| [b"\x81", frame.as_bytes()].concat()).concat()).unwrap();
    // a reader that has gone takes the connection with it, any other end is a close
    if peer.0.read(&mut [0; 8]).is_ok_and(|read| read > 0) {
        let _answered = peer.0.write_all(b"\x88\x02\x03\xe8");
    }
    let _gone = peer.0.read_to_end(&mut Vec::new());
}

/// The same line with a server that does so.
fn listening(line: &str) -> String {
    let (port, served) = scripted(three);
    let ran = shell(line, &format!("ws://127.0.0.1:{port}/"));
    served.join().unwrap();
    ran.transcript()
}

#[test]
#[allow(clippy::print_stderr, reason = "what is passed over is said")]
fn jq_reads_every_line() {
    let has = Command::new("jq").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !has {
        return eprintln!("jq is missing: `.ci/run install` brings it");
    }
    let line = "$hxws listen $url --count 3 -q -o json | jq -r '.text // .type'";
    assert_eq!(listening(line), "connecting\nopen\n1\n2\n3\nclose\n--- stderr\n--- status 0\n");
}

#[test]
fn a_reader_that_leaves_ends_it_though_nothing_comes_any_more() {
    for format in ["json", "human", "raw", "html"] {
        let line =
            format!("{{ $hxws listen $url -o {format}; echo \"status $?\" >&2; }} | head -n 2 | wc -l");
        assert_eq!(listening(&line).trim_start(), "2\n--- stderr\nstatus 0\n--- status 0\n", "{format}");
    }
}

#[test]
fn a_reader_that_is_killed_ends_it_though_nothing_comes_any_more() {
    let line = "{ $hxws listen $url -o raw; echo \"status $?\" >&2; } | sh -c 'read line; kill -KILL $$' 2>/dev/null";
    let told = listening(line);
    assert!(told.contains("\nstatus 0\n"), "{told}");
}

#[test]
fn a_reader_that_leaves_before_anything_came_ends_it() {
    let demo = Demo::start();
    for format in ["json", "html", "raw"] {
        let mut listening = Talk::start(&["listen", &demo.ws(), "-o", format]);
        listening.hang_up();
        let ran = listening.end();
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_whatever_the_format() {
    let full = "--- stderr\nerror: standard output cannot be written to: No space left on device (os error 28)\n\
                --- status 1\n";
    for format in ["raw", "html", "html -0", "raw -0"] {
        assert_eq!(listening(&format!("$hxws listen $url -o {format} > /dev/full")), full, "{format}");
    }
    for told in ["--version", "--help", "-h", "send --help"] {
        assert_eq!(shell(&format!("$hxws {told} > /dev/full"), "").transcript(), full, "{told}");
    }
    let demo = Demo::start();
    for format in ["json", "human", "json --messages"] {
        let ran = shell(&format!("$hxws listen $url -o {format} > /dev/full"), &demo.ws());
        assert_eq!(ran.transcript(), full, "{format}");
    }
}

#[test]
fn pieces_with_newlines_are_told_apart_by_nul() {
    let play = |listener: &TcpListener| {
        let mut peer = Peer::open(listener);
        peer.text("<p id=a>1\n2</p><p id=b>3</p>");
        peer.closed()
    };
    let (port, served) = scripted(play);
    let line = "$hxws listen $url --count 1 -q -o html -0 | xargs -0 -n 1 printf '[%s]\\n'";
    let ran = shell(line, &format!("ws://127.0.0.1:{port}/"));
    served.join().unwrap();
    assert_eq!(ran.transcript(), "[<p id=\"a\">1\n2</p>]\n[<p id=\"b\">3</p>]\n--- stderr\n--- status 0\n");
}

/// How many messages a slow reader gets, and how many bytes each has.
const MANY: usize = 4000;
const LONG: usize = 16 * 1024;

/// Sends them until the other side has gone, and says so when it cannot go on at once.
fn floods(listener: &TcpListener, stuck: impl Fn()) {
    let mut peer = Peer::open(listener);
    peer.0.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    for number in 0..MANY {
        let text = format!("{number:0>LONG$}");
        let mut frame = vec![0x81, 126];
        frame.extend_from_slice(&u16::try_from(LONG).unwrap().to_be_bytes());
        frame.extend_from_slice(text.as_bytes());
        let mut left = &frame[..];
        while !left.is_empty() {
            match peer.0.write(left) {
                Ok(written) => left = &left[written..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => stuck(),
                Err(_) => return,
            }
        }
    }
    peer.0.set_write_timeout(None).unwrap();
    peer.closed();
}

#[test]
fn a_slow_reader_loses_nothing_and_holds_the_server_up_instead_of_filling_memory() {
    let (tell, told) = channel();
    let (port, served) = scripted(move |listener| {
        floods(listener, || {
            // told once, read once
            let _told = tell.send(());
        });
    });
    let url = format!("ws://127.0.0.1:{port}/");
    let listen = ["listen", &url, "--count", &MANY.to_string(), "-o", "raw", "-q"];
    let mut child = command(&listen).spawn().unwrap();
    told.recv().unwrap();
    #[cfg(target_os = "linux")]
    {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kilobytes: usize = peak.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(kilobytes < MANY * LONG / 1024, "{kilobytes} kB");
    }
    let mut data = String::new();
    child.stdout.take().unwrap().read_to_string(&mut data).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    served.join().unwrap();
    assert!(data.lines().enumerate().all(|(number, line)| line == format!("{number:0>LONG$}")));
    assert_eq!(data.lines().count(), MANY);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_what_a_filter_or_a_reader_that_takes_nothing_holds_up() {
    let filter = "if .type == \"message\" then last(repeat(.)) else . end";
    let formats = [&["-o", "raw"][..], &["--messages", "--jq", filter]];
    let signals = [("INT", 130), ("TERM", 143)];
    let started = formats.into_iter().flat_map(|format| signals.map(|signal| (format, signal)));
    let stuck: Vec<_> = started
        .filter(|(format, _)| is_built_for(format))
        .map(|(format, signal)| {
            let (tell, told) = channel();
            let (port, served) = scripted(move |listener| {
                floods(listener, || {
                    // told once, read once
                    let _told = tell.send(());
                });
            });
            let url = format!("ws://127.0.0.1:{port}/");
            let listening = Talk::start(&[&["listen", &url, "--timeout", "1h"], format].concat());
            told.recv().unwrap();
            listening.signal(signal.0);
            (listening, served, format, signal)
        })
        .collect();
    for (mut listening, served, format, (name, status)) in stuck {
        assert_eq!(listening.status(), Some(status), "{name}: {format:?}");
        served.join().unwrap();
    }
}
