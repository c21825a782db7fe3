//! One step of a scenario.

use serde_json::Value;

use super::key::{Keys, ScenarioError};
use crate::quantity;

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does.
    pub act: Act,
    /// The socket that it is about, in the order in which they were made; the newest without it.
    pub socket: Option<usize>,
    /// How long the clock runs afterwards, in ms.
    pub wait_ms: u64,
}

/// What a step does. Selectors name the element that it is done to.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A text message arrives.
    Recv(String),
    /// A binary message arrives.
    RecvHex(Vec<u8>),
    /// Sets the value of a control; fires no event.
    Fill(String, String),
    /// Checks or unchecks a box; fires no event.
    Check(String, bool),
    /// Selects exactly the options of these values; fires no event.
    Select(String, Vec<String>),
    /// `form.requestSubmit(by)`.
    Submit(String, Option<String>),
    /// The Enter key.
    Enter(String),
    /// `element.click()`.
    Click(String),
    /// Dispatches an event of this name, bubbling.
    Event(String, String),
    /// The connection ends with a close code.
    Drop(u16, String),
    /// The oldest reconnect timer runs out.
    Fire,
    /// The socket opens.
    Open,
}

/// How long the clock runs after a step that does not say, in ms.
const WAIT_MS: u64 = 40;

/// A day; nothing that htmx puts off is worth a longer one.
const LONGEST_WAIT_MS: u64 = 86_400_000;

/// The keys of which a step has one.
const ACTS: [&str; 13] = [
    "recv", "recvHex", "fill", "check", "select", "submit", "enter", "click", "change", "event", "drop",
    "fire", "open",
];

/// The keys that may stand beside them.
const BESIDE: [&str; 8] = ["value", "on", "values", "by", "reason", "socket", "wait", "note"];

impl Step {
    /// Reads a step; `remarks` takes what is passed over and may have been meant.
    pub(super) fn read(place: &str, value: &Value, remarks: &mut Vec<String>) -> Result<Self, ScenarioError> {
        let keys = Keys::of(place, value)?;
        remarks.extend(keys.remarks(&[&ACTS[..], &BESIDE].concat()));
        let mut acts = ACTS.iter().filter(|&&act| keys.get(act).is_some());
        if let (Some(done), Some(passed_over)) = (acts.next(), acts.next()) {
            remarks.push(format!("{place}: it does `{done}` and not `{passed_over}`: write two steps"));
        }
        let socket = keys.whole("socket", u64::from(u32::MAX))?;
        Ok(Self {
            act: Act::read(&keys)?,
            socket: socket.map(|index| usize::try_from(index).unwrap_or(usize::MAX)),
            wait_ms: keys.whole("wait", LONGEST_WAIT_MS)?.unwrap_or(WAIT_MS),
        })
    }
}

impl Act {
    fn read(keys: &Keys<'_>) -> Result<Self, ScenarioError> {
        let Some(&act) = ACTS.iter().find(|&&act| keys.get(act).is_some()) else {
            return Err(unknown(keys));
        };
        let text = |key| keys.text(key).map(|text| text.unwrap_or_default().to_owned());
        let selector = |key| keys.selector(key);
        Ok(match act {
            "recv" => Self::Recv(text("recv")?),
            "recvHex" => Self::RecvHex(bytes(keys, &text("recvHex")?)?),
            "fill" => Self::Fill(selector("fill")?, keys.text_for("value", "fill")?.to_owned()),
            "check" => Self::Check(selector("check")?, keys.flag("on", true)?),
            "select" => {
                let missing = || keys.error("`select` needs `values` beside it");
                Self::Select(selector("select")?, keys.texts("values")?.ok_or_else(missing)?)
            }
            "submit" => {
                let by = keys.get("by").map(|_| selector("by")).transpose()?;
                Self::Submit(selector("submit")?, by)
            }
            "enter" => Self::Enter(selector("enter")?),
            "click" => Self::Click(selector("click")?),
            "change" => Self::Event("change".to_owned(), selector("change")?),
            "event" => {
                keys.text_for("on", "event")?;
                Self::Event(text("event")?, selector("on")?)
            }
            "drop" => {
                let code = keys.whole("drop", 4999)?.unwrap_or(1006);
                Self::Drop(u16::try_from(code).unwrap_or(1006), text("reason")?)
            }
            "fire" => Self::Fire,
            _ => Self::Open,
        })
    }
}

fn unknown(keys: &Keys<'_>) -> ScenarioError {
    let names: Vec<&str> = keys.names().collect();
    let has = match names.as_slice() {
        [] => "it is empty".to_owned(),
        names => format!("it has `{}`", names.join("`, `")),
    };
    let known = [&ACTS[..], &BESIDE].concat();
    let meant = keys.misspelt(&known).next().map(|(_, meant)| format!(": did you mean `{meant}`?"));
    let acts = ACTS.join("`, `");
    keys.error(format!("a step does one of `{acts}`, and {has}{}", meant.unwrap_or_default()))
}

fn bytes(keys: &Keys<'_>, hex: &str) -> Result<Vec<u8>, ScenarioError> {
    let pairs = || keys.error("`recvHex` takes pairs of hexadecimal digits, such as `00ff`");
    quantity::hex(hex).ok_or_else(pairs)
}
