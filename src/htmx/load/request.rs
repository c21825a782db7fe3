//! The request that an element makes by itself: address, parameters, htmx's headers.

use serde_json::{Map, Value};
use url::Url;

use crate::address::shown;
use crate::htmx::dialect::Incoming;
use crate::htmx::twin::Twin;
use crate::htmx::{attribute, expression, four, headers, target};
use crate::page::{Document, NodeId};

/// A GET that the page makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRequest {
    /// The address, with its parameters.
    pub url: Url,
    /// htmx's headers, in order.
    pub headers: Vec<(String, String)>,
    /// `Accept`.
    pub accept: &'static str,
}

/// What goes along with a request.
#[derive(Debug, Default)]
pub(in crate::htmx) struct Asked {
    /// The parameters.
    pub(in crate::htmx) values: Map<String, Value>,
    /// htmx's headers, in order.
    pub(in crate::htmx) headers: Map<String, Value>,
}

impl Twin {
    /// The request of an element that fetches by itself. The values of `hx-vals` and `hx-vars` go along, those of controls
    /// do not.
    ///
    /// # Errors
    /// Why nothing is sent.
    pub fn part_request(&self, element: NodeId) -> Result<PartRequest, String> {
        let page = self.page.as_ref().ok_or("there is no page")?;
        let (path, Asked { values, headers }, accept) = match self.dialect.incoming {
            Incoming::Roots => {
                let path = attribute::value(page, element, "hx-get").unwrap_or_default().to_owned();
                (path, self.asked(page, element)?, "*/*")
            }
            Incoming::Tasks => {
                let path = four::load::path(page, &self.config, element);
                let asked = self.asked_by_four(page, element).map_err(|thrown| thrown.0)?;
                (path, asked, "text/html")
            }
        };
        let url = self.address(page, &path)?;
        let headers = headers.into_iter().filter(|(_, value)| !value.is_null());
        Ok(PartRequest {
            url: with_parameters(url, values),
            headers: headers.map(|(name, value)| (name, text(&value))).collect(),
            accept,
        })
    }

    /// An empty path is the page's own address (htmx 2.0.11 `issueAjaxRequest`).
    fn address(&self, page: &Document, path: &str) -> Result<Url, String> {
        let path = path.split('#').next().unwrap_or_default();
        let base = if path.is_empty() { self.location.href.clone() } else { self.location.base(page) };
        let mut url = base.join(path).map_err(|error| format!("`{}` is no address: {error}", shown(path)))?;
        url.set_fragment(None);
        if url.origin() == self.location.href.origin() {
            Ok(url)
        } else {
            Err(format!(
                "`{}` is of another origin, which hxws asks for no parts of the page",
                shown(url.as_str())
            ))
        }
    }

    /// Values and headers of htmx 1 and 2 (htmx 2.0.11 `issueAjaxRequest`).
    fn asked(&self, page: &Document, element: NodeId) -> Result<Asked, String> {
        let href = self.location.href.as_str();
        let found = target::of_sender(page, &self.dialect, &self.config, element, href).map_err(|it| it.0)?;
        if found.is_none() {
            let written = attribute::inherited(page, &self.config, element, "hx-target").unwrap_or_default();
            return Err(format!("hx-target `{written}` matches nothing: htmx raises htmx:targetError"));
        }
        let reading = self.reading(page, None);
        let mut values = expression::of_sender(&reading, element).map_err(|thrown| thrown.0)?;
        values.drop_omitted();
        let headers = headers::of_sender(&reading, element, None).map_err(|thrown| thrown.0)?;
        Ok(Asked { values: values.map, headers: headers.map })
    }
}

/// The address with the values behind it; those that are null are not there.
fn with_parameters(mut url: Url, values: Map<String, Value>) -> Url {
    let pairs = values.into_iter().flat_map(|(name, value)| {
        let several = match value {
            Value::Array(items) => items,
            one => vec![one],
        };
        several.into_iter().map(move |value| (name.clone(), text(&value)))
    });
    let pairs: Vec<(String, String)> = pairs.collect();
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
    url
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
