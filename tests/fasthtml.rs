//! hxws with a real htmx server that nobody here wrote: a chat on python-fasthtml.
//!
//! `HXWS_FASTHTML_PYTHON` is the absolute path of a Python that has python-fasthtml; without it one is made, once, in
//! `target/fasthtml-venv`. How the server writes its markup is its own affair: what htmx makes of it is compared.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

#[expect(dead_code, reason = "the demo and the scripted server are for other tests")]
#[path = "support/mod.rs"]
mod support;

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use support::{Ran, Talk, hxws_fed};

/// How long a server may take to answer its first request.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a server is started before its ports are given up.
const STARTS: usize = 5;

/// What each message is answered with: target, swap, outcome, how many elements it matched.
const ANSWERS: [(&str, &str, &str, u64); 3] = [
    ("#msgs", "beforeend", "swapped", 1),
    ("#who", "outerHTML", "swapped", 1),
    ("#msg", "outerHTML", "swapped", 1),
];

#[test]
fn a_line_is_sent_as_the_form_sends_it_and_every_answer_finds_its_place() {
    let chat = Chat::start();
    let connect = ["connect", &chat.http(), "-o", "json", "--no-time", "--timeout", "2m"];
    let ran = hxws_fed("msg=hello\n/wait 3\n/page #msgs\n", &connect);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{}", ran.transcript());
    let events = events(&ran);
    assert_eq!(data(&events, "sent"), [chat.form("hello")]);
    assert_eq!(answers(&events), ANSWERS);
    assert_eq!(texts(&events), ["hello", "last: hello", ""]);
    let pages = of(&events, "page");
    assert_eq!(pages.len(), 1, "{}", ran.transcript());
    assert!(pages[0]["html"].as_str().unwrap().contains("<li>hello</li>"), "{}", pages[0]);
}

#[test]
fn nothing_is_lost_or_doubled_when_the_server_is_killed_and_comes_back() {
    let mut chat = Chat::start();
    let page = chat.http();
    let mut talk = Talk::start(&[
        "connect",
        &page,
        "-o",
        "json",
        "--no-time",
        "--reconnect-delay",
        "50ms",
        "--timeout",
        "3m",
    ]);
    talk.say("msg=first");
    talk.until("\"target\":\"#msg\"");
    chat.kill();
    talk.until("\"type\":\"close\"");
    talk.say("msg=second");
    talk.until("\"type\":\"queued\"");
    talk.say("msg=third");
    talk.until("\"type\":\"queued\"");
    chat.restart();
    let open: Value = serde_json::from_str(&talk.until("\"type\":\"open\"")).unwrap();
    assert!(open["attempt"].as_u64().unwrap() >= 2, "{open}");
    talk.until("\"target\":\"#msg\"");
    talk.until("\"target\":\"#msg\"");
    let ran = talk.end();
    // standard error tells of the connections refused meanwhile, as many as there were
    assert_eq!(ran.status, Some(0), "{}", ran.transcript());
    let events = events(&ran);
    let [first, second, third] = ["first", "second", "third"].map(|msg| chat.form(msg));
    assert_eq!(data(&events, "queued"), [second.clone(), third.clone()]);
    assert_eq!(data(&events, "sent"), [first, second, third]);
    assert_eq!(answers(&events), [ANSWERS, ANSWERS, ANSWERS].concat());
    let said = ["first", "last: first", "", "second", "last: second", "", "third", "last: third", ""];
    assert_eq!(texts(&events), said);
}

#[test]
fn a_pipe_into_jq_gives_the_targets() {
    let chat = Chat::start();
    let selects = Command::new("jq").arg("--version").output().is_ok_and(|output| output.status.success());
    let select = if selects { r#" | jq -r 'select(.type=="fragment") | .target'"# } else { "" };
    let line = format!(r#""$0" send "$1" msg=hello -o json --wait 3 --timeout 2m{select}"#);
    let mut shell = Command::new("sh");
    shell.args(["-c", &line, env!("CARGO_BIN_EXE_hxws"), &chat.http()]).stdin(Stdio::null());
    let ran = Ran::of(shell.output().unwrap());
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{}", ran.transcript());
    let targets = if selects {
        String::from_utf8(ran.stdout).unwrap()
    } else {
        answers(&events(&ran)).iter().map(|(target, ..)| format!("{target}\n")).collect()
    };
    assert_eq!(targets, "#msgs\n#who\n#msg\n");
}

/// What hxws wrote as JSON, line by line.
fn events(ran: &Ran) -> Vec<Value> {
    let text = String::from_utf8(ran.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of<'a>(events: &'a [Value], kind: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["type"] == kind).collect()
}

/// The messages of the events of a type, as text.
fn data(events: &[Value], kind: &str) -> Vec<String> {
    of(events, kind).iter().map(|event| event["data"].as_str().unwrap().to_owned()).collect()
}

/// Target, swap, outcome and matches of each fragment.
fn answers(events: &[Value]) -> Vec<(&str, &str, &str, u64)> {
    of(events, "fragment").into_iter().map(answer).collect()
}

fn answer(event: &Value) -> (&str, &str, &str, u64) {
    let text = |key: &str| event[key].as_str().unwrap();
    (text("target"), text("swap"), text("outcome"), event["matched"].as_u64().unwrap())
}

/// The text of each fragment, without the white space of its markup.
fn texts(events: &[Value]) -> Vec<&str> {
    of(events, "fragment").iter().map(|event| event["text"].as_str().unwrap().trim()).collect()
}

/// The chat in a process of its own, until it is dropped. It keeps its session key where it runs: a directory of its own.
struct Chat {
    directory: TempDir,
    port: u16,
    child: Child,
}

impl Chat {
    /// Starts it on a free port; where somebody else takes that first, on another.
    fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut failed = String::new();
        for _ in 0..STARTS {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            drop(listener);
            match serve(directory.path(), port) {
                Ok(child) => return Self { directory, port, child },
                Err(said) => failed = said,
            }
        }
        panic!("the chat ended {STARTS} times before it answered; it last said:\n{failed}");
    }

    /// The page's address.
    fn http(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// What a browser sends for the page's form.
    fn form(&self, msg: &str) -> String {
        let headers = json!({
            "HX-Request": "true",
            "HX-Trigger": "form",
            "HX-Trigger-Name": "form",
            "HX-Target": "form",
            "HX-Current-URL": self.http(),
        });
        json!({ "msg": msg, "act": "say", "HEADERS": headers }).to_string()
    }

    /// Ends it without a word (SIGKILL).
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again where it was.
    fn restart(&mut self) {
        let mut starts = (0..STARTS).map(|_| serve(self.directory.path(), self.port));
        self.child = starts.find_map(Result::ok).expect("the port is taken by somebody else");
    }
}

impl Drop for Chat {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Ends a process, also one that has ended.
fn end(child: &mut Child) {
    let _killed = child.kill();
    let _waited = child.wait();
}

/// Starts the chat and waits until it answers; where it ends before, what it said.
fn serve(directory: &Path, port: u16) -> Result<Child, String> {
    let log = directory.join("log");
    let output = File::create(&log).unwrap();
    let mut child = Command::new(python())
        .arg("-B")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fasthtml/chat.py"))
        .arg(port.to_string())
        .current_dir(directory)
        .stdin(Stdio::null())
        .stdout(output.try_clone().unwrap())
        .stderr(output)
        .spawn()
        .unwrap();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answers = answers_at(port);
        if child.try_wait().unwrap().is_some() {
            return Err(fs::read_to_string(&log).unwrap());
        }
        if answers {
            return Ok(child);
        }
        if Instant::now() > deadline {
            end(&mut child);
            panic!("the chat did not answer in {PATIENCE:?}: {}", fs::read_to_string(&log).unwrap());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Whether a page is served there. A socket that looks for a free port's owner can meet itself: that is nobody.
fn answers_at(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, PATIENCE) else { return false };
    if stream.local_addr().is_ok_and(|own| own == address) {
        return false;
    }
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut status = [0; 12];
    let asked = stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    asked.and_then(|()| stream.read_exact(&mut status)).is_ok_and(|()| status == *b"HTTP/1.1 200")
}

/// A Python that has python-fasthtml.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| match std::env::var_os("HXWS_FASTHTML_PYTHON") {
        Some(given) => {
            let given = PathBuf::from(given);
            assert!(given.is_absolute(), "HXWS_FASTHTML_PYTHON is no absolute path: `{}`", given.display());
            assert!(
                has_fasthtml(&given),
                "`{0}` has no fasthtml: {0} -m pip install python-fasthtml",
                given.display()
            );
            given
        }
        None => made(),
    })
}

/// The Python of `target/fasthtml-venv`, made where it is not there yet; one test run at a time.
fn made() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let venv = target.join("fasthtml-venv");
    let lock = File::create(target.join("fasthtml-venv.lock")).unwrap();
    lock.lock().unwrap();
    let python = venv.join("bin/python");
    if !has_fasthtml(&python) {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        run(Command::new(&python).args(["-m", "pip", "install", "-q", "python-fasthtml"]));
    }
    python
}

fn has_fasthtml(python: &Path) -> bool {
    let import = Command::new(python).args(["-c", "import fasthtml.common"]).output();
    import.is_ok_and(|output| output.status.success())
}

/// Runs a step of making the Python; panics with what to install.
fn run(command: &mut Command) {
    let why = match command.output() {
        Ok(output) if output.status.success() => return,
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    panic!(
        "{command:?} failed: {why}\ninstall python3 with venv and pip (Debian: python3-venv) and let it reach PyPI, or \
         set HXWS_FASTHTML_PYTHON to a Python that has python-fasthtml"
    );
}
