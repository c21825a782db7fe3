//! What the address of a script tells of what is in it: htmx, its ws extension, a library that is neither.

/// What a script brings, as far as its address tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// htmx as it is distributed, without extensions.
    Htmx,
    /// A ws extension, or htmx with one built in.
    Sockets,
    /// Something that has nothing to do with sockets.
    Other,
    /// It may hold anything.
    Unknown,
}

/// Files with sockets: the extensions of htmx 1 and 2, that of htmx 4, and htmx 4 with its extensions.
const SOCKETS: [&str; 3] = ["ws", "hx-ws", "htmax"];

/// Packages that pages load beside htmx, and that bring no extension for sockets.
const OTHERS: [&str; 12] = [
    "alpinejs",
    "bootstrap",
    "chart.js",
    "cdn.tailwindcss.com",
    "hyperscript",
    "hyperscript.org",
    "idiomorph",
    "jquery",
    "lodash",
    "morphdom",
    "sweetalert2",
    "tailwindcss",
];

impl Library {
    /// By the address as it is written in the page.
    #[must_use]
    pub fn of(src: &str) -> Self {
        let path = src.split(['?', '#']).next().unwrap_or_default();
        if path.contains(',') {
            return Self::Unknown;
        }
        if path.contains("htmx-ext-ws") || SOCKETS.contains(&stem(path)) {
            return Self::Sockets;
        }
        let packages = || path.split('/').map(package);
        let of_htmx = packages().any(|name| name == "htmx.org") || path.contains("/libs/htmx/");
        let file = stem(path);
        let version =
            file.strip_prefix("htmx-").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match of_htmx {
            true if path.contains("/ext/") => Self::Other,
            true if file.starts_with("htmx") => Self::Htmx,
            false if version => Self::Htmx,
            false if packages().any(|name| name.starts_with("htmx-ext-")) => Self::Other,
            false if packages().any(|name| OTHERS.contains(&name)) => Self::Other,
            _ => Self::Unknown,
        }
    }
}

/// A script's file name without what is usual behind it.
#[must_use]
pub fn stem(src: &str) -> &str {
    file_name(src).trim_end_matches(".js").trim_end_matches(".min")
}

/// The last part of an address' path.
#[must_use]
pub fn file_name(src: &str) -> &str {
    let path = src.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// A part of a path without the version behind it.
fn package(part: &str) -> &str {
    part.split('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Library::{self, Htmx, Other, Sockets, Unknown};

    #[test]
    fn htmx_and_its_extensions_are_known_by_their_packages_and_files() {
        for (address, is) in [
            ("https://unpkg.com/htmx.org@2.0.4", Htmx),
            ("https://cdn.jsdelivr.net/npm/htmx.org@2.0.4/dist/htmx.min.js?x", Htmx),
            ("//cdnjs.cloudflare.com/ajax/libs/htmx/2.0.4/htmx.min.js", Htmx),
            ("/static/htmx-2.0.4.min.js", Htmx),
            ("https://unpkg.com/htmx.org@4.0.1/dist/htmax.min.js", Sockets),
            ("https://unpkg.com/htmx.org@4.0.1/dist/ext/hx-ws.js", Sockets),
            ("/static/ws.js", Sockets),
            ("https://unpkg.com/htmx-ext-ws", Sockets),
            ("https://unpkg.com/htmx.org@1.9.12/dist/ext/json-enc.js", Other),
            ("https://unpkg.com/htmx-ext-sse@2.2.2/sse.js", Other),
        ] {
            assert_eq!(Library::of(address), is, "{address}");
        }
    }

    #[test]
    fn what_may_be_a_bundle_is_not_known() {
        for address in ["/static/htmx.min.js", "/app.js", "/htmx-bundle.js", "/assets/htmx-all.min.js"] {
            assert_eq!(Library::of(address), Unknown, "{address}");
        }
        let combined = "https://cdn.jsdelivr.net/combine/npm/htmx.org@2.0.4,npm/htmx-ext-ws@2.0.4";
        assert_eq!(Library::of(combined), Unknown);
        assert_eq!(Library::of("https://cdn.jsdelivr.net/npm/bootstrap@5.3.3/dist/js/bootstrap.js"), Other);
    }
}
