//! What hxws does not play as the real htmx does, each name under its reason.

/// Names of scenarios that differ for one reason.
pub type Differs = &'static [(&'static str, &'static [&'static str])];

pub const HTMX_1: Differs =
    &[("trigger modifiers, filters and `from:` are not simulated yet", &["trigger-multiple-and-from-v1"])];

pub const HTMX_1_EXT: Differs = &[
    ("JavaScript is not evaluated yet", &["hx-vars-v1ext"]),
    ("htmx 1 differs here from htmx 2, which is played", &["legacy-hx-ws-attrs-in-ext"]),
    ("swap extensions are not played yet", &["idiomorph-selector-1ext", "morphdom-selector-1ext"]),
];

pub const HTMX_2: Differs = &[
    (
        "scripts that set htmx.config are not read yet",
        &["delay-function-constant-v2", "delay-function-linear-v2"],
    ),
    ("JavaScript is not evaluated yet", &["vals-js-expression-v2"]),
    ("swap extensions are not played yet", &["morphdom-outer-2", "idiomorph-morph-2"]),
];

pub const HTMX_4: Differs = &[(
    "htmx 4 is not played yet",
    &[
        "connection-no-inherit-without-modifier",
        "data-hx-prefix-connection",
        "hx-select-on-connection",
        "hx-select-oob-on-connection",
        "implicit-inheritance-config",
        "json-content-non-string",
        "json-content-wins-over-payload",
        "json-duplicate-keys-and-unicode-escape",
        "json-invalid-starts-with-brace",
        "json-select",
        "json-swap-delete-and-none",
        "json-target-invalid-selector",
        "json-target-multi-match-first-only",
        "json-target-next-bare-and-body",
        "new-send-form-from-message-works",
        "partial-many-and-main",
        "partial-missing-target",
        "partial-nested",
        "raw-full-document",
        "raw-html-default-replaces-connection-inner",
        "raw-html-with-hx-target-and-hx-swap",
        "raw-html-with-target-only",
        "raw-id-without-oob-is-not-oob",
        "raw-multi-root-outerhtml",
        "raw-plain-text",
        "raw-swap-aliases-before-after-prepend-append",
        "raw-title-updates-document-title",
        "swap-delay-modifier",
        "swap-empty-bare-flag-clears",
        "swap-strip-true-and-false",
        "swap-style-outermorph-keeps-input-value",
        "swap-target-modifier-wins",
        "code-1005-reconnects-v4",
    ],
)];

pub const OWN_2: Differs = &[
    (
        "numbers beyond a double are refused where JavaScript makes them Infinity",
        &["vals-number-beyond-double"],
    ),
    ("Rust's strings hold no lone surrogates", &["vals-lone-surrogate"]),
];

pub const OWN_1: Differs = &[];
pub const OWN_1_EXT: Differs = &[];
pub const OWN_2_MORE: Differs = &[];
pub const OWN_4: Differs = &[];
pub const OWN_VERSIONS: Differs = &[];
