//! The demo in a thread of its own, and someone who talks on it.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use hxws::demo::Demo;
use tokio::sync::oneshot;

/// The program under test.
pub const HXWS: &str = env!("CARGO_BIN_EXE_hxws");

/// A demo on a free port, until it is dropped.
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start() -> Self {
        let (bound, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let demo = Demo::bind((Ipv4Addr::LOCALHOST, 0).into()).await.expect("a free port");
                bound.send(demo.address()).expect("someone who waits for the address");
                let ended = demo.serve(async {
                    let _dropped = stopped.await;
                });
                ended.await.expect("a demo that serves to its end");
            });
        });
        let address = address.recv().expect("the address of the demo");
        Self { address, stop: Some(stop), serving: Some(serving) }
    }

    /// `127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        self.address.to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(serving) = self.serving.take() {
            // a panic in it has been printed
            let _ended = serving.join();
        }
    }
}

/// Sends the same messages over and over, until it is dropped.
pub struct Talker {
    enough: Arc<AtomicBool>,
    talking: Option<JoinHandle<()>>,
}

impl Talker {
    /// Each message is given as the items and options of `hxws send`.
    pub fn start(server: &Server, messages: &'static [&[&str]]) -> Self {
        let enough = Arc::new(AtomicBool::new(false));
        let (url, done) = (format!("http://{}/", server.address()), enough.clone());
        let talking = std::thread::spawn(move || {
            while !done.load(Ordering::Relaxed) {
                for message in messages {
                    let mut send = Command::new(HXWS);
                    send.args(["send", &url]).args(*message).env("HXWS_CONFIG", "");
                    send.stdout(Stdio::null()).stderr(Stdio::null());
                    send.status().expect("hxws to run");
                }
            }
        });
        Self { enough, talking: Some(talking) }
    }
}

impl Drop for Talker {
    fn drop(&mut self) {
        self.enough.store(true, Ordering::Relaxed);
        if let Some(talking) = self.talking.take() {
            let _ended = talking.join();
        }
    }
}
