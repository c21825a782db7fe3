//! What the options' own parsers leave to those who use them, asked of them before: versions, addresses, selectors; and
//! paths made whole.

use std::path::{Path, PathBuf};

use super::key::Key;
use super::value::Value;
use crate::address::Written;
use crate::cli::{HandshakeArgs, HeaderArgs, PageArgs};
use crate::config;
use crate::htmx::dialect::Dialect;
use crate::page::Selector;
use crate::status::Stop;

/// What a target is, as TARGET takes it wherever hxws runs.
///
/// # Errors
/// Where it is neither an address nor a file; and where it is the name of a target.
pub fn target(directory: &Path, written: &str) -> Result<Written, Stop> {
    if written.starts_with('@') {
        return Err(Stop::usage(format!("`{written}` is a target's name, and no target stands for another"))
            .help(format!("give an address or a file; a file of that name is `./{written}`")));
    }
    match config::Target::read_in(directory, &written.into())? {
        config::Target::Socket(url) | config::Target::Page(url) => Ok(url.expose().as_str().into()),
        config::Target::File(path) => Ok(path),
        config::Target::Stdin => {
            Err(Stop::usage("`-` is no target").help("give an address or a file".to_owned()))
        }
    }
}

/// A value that can be used: its paths begin at the file's directory.
///
/// # Errors
/// What is wrong with it, to follow its key.
pub fn whole(key: &Key, value: Value, directory: &Path) -> Result<Value, String> {
    let Value::Texts(texts) = value else { return Ok(value) };
    let each = texts.into_iter().map(|text| {
        check(key, &text)?;
        Ok(match key.name {
            "page" => page(directory, &text)?,
            "cookie" if !text.contains('=') => in_directory(directory, &text),
            _ if key.path => in_directory(directory, &text),
            _ => text,
        })
    });
    each.collect::<Result<_, String>>().map(Value::Texts)
}

fn page(directory: &Path, text: &str) -> Result<String, String> {
    let read = target(directory, text).map_err(|stop| format!("cannot be read: {stop}"))?;
    if read.expose().starts_with("ws://") || read.expose().starts_with("wss://") {
        return Err("is neither a page's address nor a file".to_owned());
    }
    Ok(read.expose().to_owned())
}

/// The header among the values that says who someone is.
pub fn credential(key: &Key, value: &Value) -> Option<&'static str> {
    let texts = value.texts().iter().filter(|_| key.name == "header");
    let names = texts.filter_map(|text| Some(text.split([':', ';']).next()?.trim()));
    let known = |name: &str| {
        ["Authorization", "Cookie", "Proxy-Authorization"]
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(name))
    };
    names.into_iter().find_map(known)
}

fn check(key: &Key, text: &str) -> Result<(), String> {
    let told = |stop: Stop| format!("cannot be read: {stop}");
    match key.name {
        "htmx" => Dialect::choose(text, None).map(drop).map_err(|error| format!("cannot be read: {error}")),
        "socket" if text != "all" => {
            Selector::parse(text).map(drop).map_err(|error| format!("cannot be read: {error}"))
        }
        "page-url" => {
            let page = PageArgs { url: Some(text.into()), ..PageArgs::default() };
            config::page_url(&page).map(drop).map_err(told)
        }
        "hx-header" => {
            let headers = HeaderArgs { hx_header: vec![text.into()], ..HeaderArgs::default() };
            config::given(&headers).map(drop).map_err(told)
        }
        "proxy" => {
            let handshake = HandshakeArgs { proxy: Some(text.into()), ..HandshakeArgs::default() };
            config::dial(&handshake).map(drop).map_err(told)
        }
        _ => Ok(()),
    }
}

/// A path from the file's directory on; `~/` is the home directory.
fn in_directory(directory: &Path, text: &str) -> String {
    let home = || etcetera::home_dir().ok();
    let path: PathBuf = match text.strip_prefix("~/").and_then(|rest| Some(home()?.join(rest))) {
        Some(path) => path,
        None => directory.join(text),
    };
    path.to_string_lossy().into_owned()
}
