//! What hxws does not play as the real htmx does, each name under its reason.

/// Names of scenarios that differ for one reason.
pub type Differs = &'static [(&'static str, &'static [&'static str])];

pub const HTMX_1: Differs = &[
    (
        "htmx 1 differs here from htmx 2, which is played",
        &[
            "hx-ws-connect-colon-in-url-v1",
            "path-with-spaces-v1",
            "protocol-relative-v1",
            "bare-caption-and-col-v1",
            "bare-tr-root-v1",
            "div-first-then-tr-v1",
            "head-and-fragment-v1",
            "id-colon-not-escaped-v1",
            "leading-trailing-whitespace",
            "missing-target-with-id-v1",
            "oob-true-replaces-whole-element-v1",
            "preserve-keeps-existing-v1",
            "selector-invalid-stops-message-v1",
            "self-connecting-element-replaced-v1",
            "style-beforebegin-v1",
            "table-wrapper-beforeend",
            "uppercase-tr-v1",
            "code-1011-stays-closed-v1",
            "counter-resets-after-open-v1",
            "delay-number-in-meta-config-v1",
            "nine-drops-random-max-v1",
            "form-disabled-fieldset-readonly-output-v1",
            "form-file-input-empty-v1",
            "form-select-and-multi-select-v1",
            "headers-own-inherited-overriding-v1",
            "include-selectors-v1",
            "name-hasownproperty-v1",
            "names-object-prototype-members-v1",
            "nested-sockets-nearest-wins-v1",
            "params-not-v1",
            "sender-without-id-or-name-v1",
            "target-header-panel-v1",
        ],
    ),
    ("trigger modifiers, filters and `from:` are not simulated yet", &["trigger-multiple-and-from-v1"]),
    ("JavaScript is not evaluated yet", &["values-json-escapes-unicode-newlines-v1"]),
];

pub const HTMX_1_EXT: Differs = &[
    (
        "htmx 1 differs here from htmx 2, which is played",
        &["legacy-hx-ws-attrs-in-ext", "nested-sockets-nearest-wins-v1ext"],
    ),
    ("swap extensions are not played yet", &["idiomorph-selector-1ext", "morphdom-selector-1ext"]),
];

pub const HTMX_2: Differs = &[
    (
        "trigger modifiers, filters and `from:` are not simulated yet",
        &["trigger-delay-once-filter", "trigger-multiple-and-from-v2"],
    ),
    ("swap extensions are not played yet", &["morphdom-outer-2", "idiomorph-morph-2"]),
];

pub const HTMX_4: Differs = &[];

pub const OWN_2: Differs = &[
    (
        "numbers beyond a double are refused where JavaScript makes them Infinity",
        &["vals-number-beyond-double"],
    ),
    ("Rust's strings hold no lone surrogates", &["vals-lone-surrogate"]),
];

pub const OWN_SCRIPT: Differs = &[];
pub const OWN_1: Differs = &[];
pub const OWN_1_EXT: Differs = &[];
pub const OWN_2_MORE: Differs = &[];
pub const OWN_4: Differs = &[];
pub const OWN_VERSIONS: Differs = &[];
pub const OWN_4_SEND: Differs = &[(
    "a control named after a method of its form makes htmx throw wherever it asks the form, at load too",
    &["clobber-getattribute-v4"],
)];
