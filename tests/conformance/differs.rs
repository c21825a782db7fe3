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
pub const OWN_4: Differs = &[(
    "Chromium takes a host with a space in it, which the URL Standard refuses",
    &["address-that-fail-v4"],
)];
pub const OWN_4_SEND: Differs = &[];
pub const OWN_4_RECEIVE: Differs = &[];
pub const OWN_4_RANDOM: Differs = &[];
pub const OWN_EVENTS: Differs = &[];
pub const OWN_VERSIONS: Differs = &[];
pub const OWN_SCRIPT: Differs = &[];
