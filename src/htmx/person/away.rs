//! Where a click leads that is not played: to another page, or to a request that htmx makes.

use super::super::attribute::{self, lineage};
use super::super::dialect::Processing;
use super::super::four;
use super::super::trigger;
use super::super::{boost, twin::Twin};
use super::MOST_CLICKS;
use crate::page::{Activation, Document, NodeId};

/// Where a click leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Away {
    /// htmx makes a request.
    Request {
        /// The element that makes it.
        element: String,
        /// `GET`, `POST`, …
        verb: String,
        /// The path as written.
        path: String,
    },
    /// A link is followed.
    Link {
        /// The link.
        element: String,
        /// Its address.
        url: String,
        /// Whether htmx fetches it (`hx-boost`).
        boosted: bool,
    },
    /// A form is submitted as browsers do it.
    Form {
        /// The form.
        element: String,
        /// `GET` or `POST`.
        verb: String,
        /// Its address.
        url: String,
        /// Whether htmx fetches it (`hx-boost`).
        boosted: bool,
    },
}

const VERBS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Twin {
    /// Where a click on an element leads, besides what goes over sockets.
    #[must_use]
    pub fn leads_to(&self, element: NodeId) -> Option<Away> {
        self.click_leads_to(self.page.as_ref()?, element, MOST_CLICKS)
    }

    fn click_leads_to(&self, page: &Document, element: NodeId, clicks_left: u32) -> Option<Away> {
        if let Some(asked) = lineage(page, element).find_map(|node| self.asks_for(page, node, "click")) {
            return Some(asked);
        }
        let actor = page.activated_by(element)?;
        match page.activation(actor, element, None) {
            Activation::Submit(form) => self.submission(page, form, actor),
            Activation::Follow(link) => {
                let there = self.location.href.join(page.attr(link, "href")?).ok()?;
                let here = |url: &url::Url| url.as_str().split('#').next().map(str::to_owned);
                let within = there.fragment().is_some() && here(&there) == here(&self.location.href);
                (!within).then(|| Away::Link {
                    element: page.selector_for(link),
                    url: there.into(),
                    boosted: self.is_boosted(page, link),
                })
            }
            Activation::Click(control) if clicks_left > 0 => {
                self.click_leads_to(page, control, clicks_left - 1)
            }
            _ => None,
        }
    }

    fn submission(&self, page: &Document, form: NodeId, button: NodeId) -> Option<Away> {
        if self.registry.sender(form).is_some() {
            return None;
        }
        if let Some(asked) = self.asks_for(page, form, "submit") {
            return Some(asked);
        }
        let of = |own: &str, forms: &str| page.attr(button, own).or_else(|| page.attr(form, forms));
        let verb = of("formmethod", "method").unwrap_or_default().to_ascii_uppercase();
        let action = of("formaction", "action").unwrap_or_default();
        Some(Away::Form {
            element: page.selector_for(form),
            verb: if matches!(verb.as_str(), "POST" | "DIALOG") { verb } else { "GET".to_owned() },
            url: self.location.href.join(action).ok()?.into(),
            boosted: self.is_boosted(page, form),
        })
    }

    /// The request that htmx makes for an element on an event of that kind.
    fn asks_for(&self, page: &Document, element: NodeId, event: &str) -> Option<Away> {
        let (verb, path) = VERBS
            .iter()
            .find_map(|verb| Some((verb, attribute::value(page, element, &format!("hx-{verb}"))?)))?;
        let listens = match self.dialect.processing {
            Processing::Four => {
                let written = four::process::trigger(page, &self.config, element);
                four::trigger::parse(&written).unwrap_or_default().into_iter().any(|spec| spec.event == event)
            }
            Processing::Core | Processing::Extension => {
                trigger::of(page, &self.dialect, element).into_iter().any(|trigger| trigger.event == event)
            }
        };
        listens.then(|| Away::Request {
            element: page.selector_for(element),
            verb: verb.to_uppercase(),
            path: path.to_owned(),
        })
    }

    fn is_boosted(&self, page: &Document, element: NodeId) -> bool {
        boost::is_boosted(page, &self.dialect, &self.config, element, self.location.href.as_str())
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::htmx::dialect::Dialect;
    use crate::htmx::headers::Given;

    fn led(htmx: &str, inner: &str) -> Option<Away> {
        let page =
            Document::parse(&format!("<main hx-ext=ws ws-connect=/ws hx-ws:connect=/ws>{inner}</main>"));
        let url = Url::parse("http://app.test/room/").unwrap();
        let dialect = Dialect::choose(htmx, None).unwrap();
        let twin = Twin::load(dialect, page, url, Given::default());
        let element = twin.page().unwrap().first_by_id("e").unwrap();
        twin.leads_to(element)
    }

    fn link(url: &str, boosted: bool) -> Option<Away> {
        Some(Away::Link { element: "a#e".to_owned(), url: url.to_owned(), boosted })
    }

    #[test]
    fn links_and_forms_lead_away_unless_they_stay_on_the_page() {
        assert_eq!(led("2", "<a id=e href=../b>x</a>"), link("http://app.test/b", false));
        assert_eq!(led("2", "<p hx-boost=true><a id=e href=/b>x</a>"), link("http://app.test/b", true));
        assert_eq!(led("2", "<a id=e href='#b'>x</a>"), None);
        assert_eq!(led("2", "<p id=e>x</p>"), None);
        let form = |verb: &str, url: &str| {
            let element = "form#f".to_owned();
            Some(Away::Form { element, verb: verb.to_owned(), url: url.to_owned(), boosted: false })
        };
        assert_eq!(
            led("2", "<form id=f action=/in method=post><button id=e>"),
            form("POST", "http://app.test/in")
        );
        assert_eq!(led("2", "<form id=f><button id=e>"), form("GET", "http://app.test/room/"));
        assert_eq!(led("2", "<form id=f ws-send><button id=e>"), None);
    }

    #[test]
    fn requests_of_htmxs_are_told_where_a_click_makes_them() {
        for htmx in ["1-ext", "2", "4"] {
            let asked = |element: &str, verb: &str| {
                let (element, verb, path) = (element.to_owned(), verb.to_owned(), "/x".to_owned());
                Some(Away::Request { element, verb, path })
            };
            assert_eq!(led(htmx, "<button id=e hx-post=/x>"), asked("button#e", "POST"), "{htmx}");
            assert_eq!(led(htmx, "<p id=p hx-get=/x><b id=e>x</b>"), asked("p#p", "GET"), "{htmx}");
            assert_eq!(led(htmx, "<form id=f hx-put=/x><button id=e>"), asked("form#f", "PUT"), "{htmx}");
            assert_eq!(led(htmx, "<p id=e hx-get=/x hx-trigger=load>x"), None, "{htmx}");
        }
    }
}
