//! `hxws demo`: the embedded server, and a prompt connected to it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use super::connect;
use super::interrupt;
use super::loopback;
use super::on_open::OnOpen;
use super::open::{self, Request};
use super::printer::Printer;
use crate::cli::{Demo, HandshakeArgs, HeaderArgs, OpenArgs, PageArgs, RetryArgs};
use crate::config::editor::EditorSettings;
use crate::demo;
use crate::event::Event;
use crate::status::{Status, Stop};

/// What a newcomer can try at the prompt.
const HINTS: &str = "\
try
  msg=hello                 say something in the chat
  /submit #plus             count
  item=tea qty=2            order
  /submit #missing          a fragment whose target is not on the page
  /submit #restart          the server closes with 1012, and htmx comes back
  /page #chat               the chat as it is now
  /help                     everything else";

/// Runs the command.
pub async fn run(args: &Demo, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let address = args.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    if let Err(stop) = loopback::check("--listen", address, "the demo") {
        return Ok(Err(stop));
    }
    let demo = match demo::Demo::bind(address).await {
        Ok(demo) => demo,
        Err(error) => return Ok(Err(loopback::refused(address, &error))),
    };
    let url = format!("http://{}/", demo.address());
    if args.listen.is_some() {
        printer.data(url.as_bytes())?;
        printer.flush()?;
        let mut status = Status::Done;
        let signal = interrupt::heard();
        demo.serve(async { status = signal.await.status() }).await?;
        return Ok(Ok(status));
    }
    let (stop_serving, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = demo.serve(async {
        // the prompt's end drops the sender
        let _dropped = stopped.await;
    });
    let talking = async {
        let status = talk(args, &url, printer).await;
        drop(stop_serving);
        status
    };
    let (served, talked) = tokio::join!(serving, talking);
    served?;
    talked
}

async fn talk(args: &Demo, url: &str, printer: &mut Printer) -> Result<Result<Status, Stop>, io::Error> {
    let (page, headers) = (PageArgs::default(), HeaderArgs::default());
    // whatever proxy the environment names does not lead here
    let handshake = HandshakeArgs { no_proxy: true, ..HandshakeArgs::default() };
    let request = Request {
        target: &url.into(),
        page: &page,
        headers: &headers,
        handshake: &handshake,
        deadline: None,
    };
    let prepared = open::open(request, printer)
        .await
        .and_then(|opened| opened.targets(None).map(|targets| (opened, targets)));
    let (opened, targets) = match prepared {
        Ok(prepared) => prepared,
        Err(stop) => return Ok(Err(stop)),
    };
    printer.set_dialect(open::dialect_name(opened.twin.dialect()));
    let session = opened.begin(targets, (&RetryArgs::default(), &OpenArgs::default()), true, printer)?;
    printer.event(Event::Text { text: HINTS.to_owned() })?;
    // its port is another each time
    let settings = EditorSettings::new(&args.editor, &args.prompt.alias, "demo", printer.style().color);
    let given = (&args.prompt, request, &settings);
    connect::converse(session, printer, given, &OnOpen::default()).await.map(Ok)
}
