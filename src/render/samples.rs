//! Events and streams that the tests of several formats share.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::{Output, Renderer};
use crate::event::{Event, Fragment, Kind, Outcome, Payload, Record, SaidBy, Verdict, Warning};

/// A stream that remembers what was written to it.
#[derive(Clone, Default)]
pub(crate) struct Capture(Arc<Mutex<Vec<u8>>>);

impl Capture {
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }
}

impl Write for Capture {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(buf);
        Ok(buf.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a renderer writes to both streams, in bytes.
pub(super) fn rendered_bytes(mut renderer: impl Renderer, records: &[Record]) -> (Vec<u8>, String) {
    let (data, diagnostics) = (Capture::default(), Capture::default());
    let mut output = Output::to(Box::new(data.clone()), Box::new(diagnostics.clone()));
    renderer.records(records, &mut output).unwrap();
    renderer.finish(&mut output).unwrap();
    (data.bytes(), diagnostics.text())
}

/// What a renderer writes to both streams.
pub(super) fn rendered(renderer: impl Renderer, records: &[Record]) -> (String, String) {
    let (data, diagnostics) = rendered_bytes(renderer, records);
    (String::from_utf8(data).unwrap(), diagnostics)
}

/// An event with neither step nor socket nor time.
pub(super) fn plain(event: Event) -> Record {
    Record::of(event)
}

/// An event at 14:02:11 on a day of 2026, and so many ms.
pub(super) fn at(ms: u64, event: Event) -> Record {
    let noon = SystemTime::UNIX_EPOCH + Duration::from_secs(1_794_664_931);
    Record { at: Some(noon + Duration::from_millis(ms)), ..plain(event) }
}

pub(super) fn text(seq: u64, data: &str) -> Event {
    Event::Message { seq, bytes: data.len(), wire_bytes: None, payload: Payload::Text(data.into()) }
}

pub(super) fn binary(seq: u64, data: &[u8]) -> Event {
    Event::Message { seq, bytes: data.len(), wire_bytes: None, payload: Payload::Binary(data.into()) }
}

/// `<tag id=… >` swapped into `target`.
pub(super) fn fragment(seq: u64, index: usize, target: &str, inserted: &str) -> Fragment {
    Fragment {
        seq,
        index,
        kind: Kind::Oob,
        tag: "div".into(),
        id: target.strip_prefix('#').map(str::to_owned),
        oob: Some("beforeend".into()),
        swap: "beforeend".into(),
        target: Some(target.into()),
        matched: Some(1),
        outcome: Outcome::Swapped,
        html: format!(
            "<div id=\"{}\" hx-swap-oob=\"beforeend\">{inserted}</div>",
            target.trim_start_matches('#')
        ),
        text: "hello".into(),
        inserted: inserted.into(),
        said_by: SaidBy::default(),
    }
}

pub(super) fn warning(
    seq: Option<u64>,
    index: Option<usize>,
    code: &'static str,
    what: &str,
    advice: &str,
) -> Event {
    Event::Warning(Warning { seq, index, code, what: what.into(), advice: advice.into() })
}

/// What came of a scenario with so many expectations, so many of them not met.
pub(super) fn verdict(scenario: &str, file: Option<&str>, (expectations, failed): (usize, usize)) -> Event {
    Event::Verdict(Verdict {
        scenario: scenario.into(),
        file: file.map(str::to_owned),
        passed: failed == 0,
        expectations,
        failed,
        took: Duration::from_micros(1500),
    })
}
