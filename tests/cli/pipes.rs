//! Standard output that goes away, or that takes nothing.

use snapbox::str;

use std::sync::mpsc::channel;

use super::support::{Demo, Peer, Talk, command, hxws, scripted, switching};

#[test]
fn whoever_reads_one_line_gets_one_line_and_an_end() {
    let demo = Demo::start();
    let flood = r#"{"do":"flood","count":20000}"#;
    let mut talk = Talk::start(&["send", &demo.ws(), "--raw", flood, "--wait", "20000", "-o", "raw"]);
    talk.until("<li>1</li>");
    talk.hang_up();
    let ran = talk.end();
    assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn a_listener_whose_reader_has_gone_ends_with_what_comes_next() {
    let demo = Demo::start();
    for format in ["json", "human"] {
        let mut listening = Talk::start(&["listen", &demo.ws(), "--no-time", "-o", format]);
        listening.until("open");
        listening.hang_up();
        assert_eq!(hxws(&["send", &demo.ws(), "msg=hi", "-o", "raw"]).status, Some(0));
        let ran = listening.end();
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
    }
}

#[test]
fn a_message_goes_out_though_the_reader_has_gone_before_the_socket_opens() {
    for (format, wait) in [("html", "0"), ("json", "0"), ("html", "1"), ("json", "1")] {
        let (tell, told) = channel();
        let (port, served) = scripted(move |listener| {
            let mut peer = Peer::accept(listener);
            told.recv().unwrap();
            let head = peer.head();
            peer.say(&switching(&head, ""));
            let heard = peer.hear();
            if wait == "0" {
                peer.closed();
            }
            // which stays as long as the other side does
            (heard, peer)
        });
        let url = format!("ws://127.0.0.1:{port}/");
        let mut sending = Talk::start(&["send", &url, "--raw", "hello", "--wait", wait, "-o", format]);
        sending.hang_up();
        tell.send(()).unwrap();
        let ran = sending.end();
        assert_eq!(served.join().unwrap().0, "hello");
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)), "{format}, {wait}");
    }
}

#[cfg(target_os = "linux")]
mod full {
    use std::io::Write as _;
    use std::net::TcpListener;

    use super::super::support::{Ran, same};
    use super::*;

    /// More than a pipe and hxws itself hold.
    const MANY: usize = 30_000;

    /// As long as a short frame can be.
    fn numbered(number: usize) -> String {
        format!("{number:0>125}")
    }

    /// Sends many messages at once.
    fn floods(listener: &TcpListener) {
        let mut peer = Peer::open(listener);
        let frames: Vec<u8> =
            (0..MANY).flat_map(|number| [b"\x81\x7d", numbered(number).as_bytes()].concat()).collect();
        // whoever listens may have gone by then
        let _sent = peer.0.write_all(&frames).and_then(|()| peer.0.write_all(b"\x88\x02\x03\xe8"));
    }

    #[test]
    fn much_that_comes_at_once_goes_through_a_pipe_in_order() {
        let (port, served) = scripted(floods);
        let ran = hxws(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "raw", "-q"]);
        let came = String::from_utf8(ran.stdout).unwrap();
        assert!(came.lines().eq((0..MANY).map(numbered)), "{} lines", came.lines().count());
        assert_eq!((ran.stderr.as_str(), ran.status), ("", Some(0)));
        served.join().unwrap();
    }

    #[test]
    fn a_full_disk_is_a_failure_of_much_that_comes_at_once() {
        let (port, served) = scripted(floods);
        let failed = "--- stderr\nerror: standard output cannot be written to: No space left on device \
                      (os error 28)\n--- status 1\n";
        assert_eq!(full(&["listen", &format!("ws://127.0.0.1:{port}/"), "-o", "raw", "-q"]), failed);
        served.join().unwrap();
    }

    /// What a run says whose standard output is a full disk.
    fn full(args: &[&str]) -> String {
        let disk = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        Ran::of(command(args).stdout(disk).output().unwrap()).transcript()
    }

    #[test]
    fn a_full_disk_is_a_failure() {
        let demo = Demo::start();
        same(
            &full(&["listen", &demo.ws(), "--timeout", "5s"]),
            str![[r#"
--- stderr
error: standard output cannot be written to: No space left on device (os error 28)
--- status 1

"#]],
        );
    }

    #[test]
    fn a_full_disk_is_a_failure_of_every_command() {
        let demo = Demo::start();
        let (page, socket) = (demo.http("/"), demo.ws());
        for arguments in [
            &["inspect", &page][..],
            &["send", &socket, "a=1", "--dry-run"],
            &["send", &socket, "a=1", "-o", "html"],
            &["explain", "-", "-o", "human"],
            &["completions", "bash"],
            &["man"],
            &["demo", "--listen", "127.0.0.1:0"],
        ] {
            let failed = "--- stderr\nerror: standard output cannot be written to: No space left on device \
                          (os error 28)\n--- status 1\n";
            assert_eq!(full(arguments), failed, "{arguments:?}");
        }
    }

    #[test]
    fn a_full_disk_under_a_recording_is_a_failure() {
        let demo = Demo::start();
        hxws(&["send", &demo.ws(), "a=1", "--record", "/dev/full", "-o", "html"]).is(str![[r#"
--- stderr
error: the file of `--record` cannot be written to: No space left on device (os error 28)
--- status 1

"#]]);
    }
}
