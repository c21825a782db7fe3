//! What the tests of the command line share: the demo, a scripted server, hxws run with input, and what it said made
//! comparable. Only what must differ from run to run is replaced: ports, keys, the version.

pub mod background;
mod peer;
pub mod proxy;
pub mod site;
mod talk;
#[cfg(feature = "tls")]
pub mod tls;

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::JoinHandle;

use snapbox::{Assert, Data, IntoData};
use tokio::sync::oneshot;

#[allow(unused_imports, reason = "not every test file needs a scripted server")]
pub use peer::{Peer, answering, scripted, silent, switching};
#[allow(unused_imports, reason = "not every test file talks")]
pub use talk::Talk;

/// The demo, served in a thread with a runtime of its own, until it is dropped.
pub struct Demo {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Demo {
    /// Starts it on a port of its own.
    pub fn start() -> Self {
        let (tell, told) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let demo = hxws::demo::Demo::bind((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
                tell.send(demo.address()).unwrap();
                demo.serve(async {
                    let _dropped = stopped.await;
                })
                .await
                .unwrap();
            });
        });
        Self { address: told.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    /// A page's address.
    pub fn http(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The socket's address.
    pub fn ws(&self) -> String {
        format!("ws://{}/ws", self.address)
    }

    /// Where it listens.
    #[allow(dead_code, reason = "not every test file puts something before it")]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `host:port`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

/// hxws with these arguments, in an environment that says nothing about terminals, colours and proxies, and without a
/// configuration.
pub fn command(args: &[&str]) -> Command {
    command_of(env!("CARGO_BIN_EXE_hxws"), args)
}

/// Another program, which may start hxws, likewise.
pub fn command_of(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TERM", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    for name in ["http_proxy", "https_proxy", "all_proxy", "no_proxy"] {
        command.env_remove(name).env_remove(name.to_ascii_uppercase());
    }
    command.env("HXWS_CONFIG", "");
    command
}

/// Whether hxws is built with what these arguments need.
pub fn is_built_for(args: &[&str]) -> bool {
    cfg!(feature = "jq") || !args.contains(&"--jq")
}

/// Runs hxws to its end.
pub fn hxws(args: &[&str]) -> Ran {
    Ran::of(command(args).output().unwrap())
}

/// Runs hxws in a directory.
pub fn hxws_in(directory: &Path, args: &[&str]) -> Ran {
    Ran::of(command(args).current_dir(directory).output().unwrap())
}

/// Runs hxws with standard input.
pub fn hxws_fed(input: impl AsRef<[u8]>, args: &[&str]) -> Ran {
    let mut child = command(args).stdin(Stdio::piped()).spawn().unwrap();
    // where hxws wants none of it, its output says why
    let _taken = child.stdin.take().unwrap().write_all(input.as_ref());
    Ran::of(child.wait_with_output().unwrap())
}

/// What a run of hxws said, and how it ended.
pub struct Ran {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: String,
    /// The exit status; none for a signal.
    pub status: Option<i32>,
}

impl Ran {
    /// Of a process that has ended.
    pub fn of(output: Output) -> Self {
        let stderr = String::from_utf8(output.stderr).unwrap();
        Self { stdout: output.stdout, stderr, status: output.status.code() }
    }

    /// Standard output, line by line.
    #[allow(dead_code, reason = "not every test file looks at lines")]
    pub fn stdout_lines(&self) -> impl Iterator<Item = &str> {
        str::from_utf8(&self.stdout).unwrap_or_default().lines()
    }

    /// Standard output, then standard error after `--- stderr`, then the status, made comparable.
    pub fn transcript(&self) -> String {
        let stdout = comparable(&String::from_utf8_lossy(&self.stdout).replace('\0', "<NUL>\n"));
        let end = if stdout.is_empty() || stdout.ends_with('\n') { "" } else { "<no newline>\n" };
        let stderr = comparable(&self.stderr);
        let status = self.status.map_or("signal".to_owned(), |status| status.to_string());
        format!("{stdout}{end}--- stderr\n{stderr}--- status {status}\n")
    }

    /// Compares all of it, byte for byte.
    #[track_caller]
    pub fn is(&self, expected: impl IntoData) {
        same(&self.transcript(), expected);
    }
}

/// Compares text byte for byte; `SNAPSHOTS=overwrite` writes what came into the test.
#[track_caller]
pub fn same(actual: &str, expected: impl IntoData) {
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    assert.eq(Data::text(actual).raw(), expected.into_data().raw());
}

/// Replaces ports, keys and the version.
pub fn comparable(text: &str) -> String {
    let text = after(text, "127.0.0.1:", "PORT", |c| c.is_ascii_digit());
    let text = after(&text, "\"at\":\"", "TIME", |c| c != '"');
    let text = after(&text, "\"sec-websocket-accept\":\"", "ACCEPT", |c| c != '"');
    let text = after(&text, "sec-websocket-accept: ", "ACCEPT", |c| c != '\n');
    let text = after(&text, "Sec-WebSocket-Key: ", "KEY", |c| c != '\n');
    let text = after(&text, "sec-websocket-key: ", "KEY", |c| !matches!(c, '\\' | '\n'));
    let text = after(&text, "`AAAA`, not `", "PROOF", |c| c != '`');
    text.replace(env!("CARGO_PKG_VERSION"), "VERSION")
}

/// Replaces what follows each `mark`, as long as it fits.
fn after(text: &str, mark: &str, name: &str, fits: impl Fn(char) -> bool) -> String {
    let mut parts = text.split(mark);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(&fits);
        replaced.push_str(mark);
        replaced.push_str(if rest.len() < part.len() { name } else { "" });
        replaced.push_str(rest);
    }
    replaced
}
