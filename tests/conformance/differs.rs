//! What hxws does not play as the real htmx does, each name under its reason.

/// Names of scenarios that differ for one reason.
pub type Differs = &'static [(&'static str, &'static [&'static str])];

pub const HTMX_1: Differs = &[];
pub const HTMX_1_EXT: Differs = &[];
pub const HTMX_2: Differs = &[];
pub const HTMX_4: Differs = &[];
pub const OWN_1: Differs = &[];
pub const OWN_1_EXT: Differs = &[];
pub const OWN_2: Differs = &[];
pub const OWN_MORPH: Differs = &[];
pub const OWN_2_MORE: Differs = &[];
pub const OWN_4: Differs = &[];
pub const OWN_EVENTS: Differs = &[];
pub const OWN_VERSIONS: Differs = &[];
pub const OWN_SCRIPT: Differs = &[
    (
        "Rust's strings hold no lone surrogates",
        &[
            "json-lone-surrogate-v1",
            "json-lone-surrogate-v1ext",
            "json-lone-surrogate-v2",
            "json-lone-surrogate-v4",
        ],
    ),
    (
        "a delay function finds no document: htmx's own delay stands in",
        &["config-reads-meta-element-v1", "config-reads-meta-element-v1ext", "config-reads-meta-element-v2"],
    ),
];
