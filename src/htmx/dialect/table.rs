//! The table: what each version of htmx and its ws extension does, read from the sources that npm has.
//!
//! The only place that compares versions. A field that a version does not ask (the splitting of selector lists in
//! htmx 4, say) holds what its nearest kin has.

use super::{Cancels, Dialect, Incoming, Outgoing, Parsing, Processing, Renewal, WhileNotOpen};
use crate::htmx::version::Version;

/// htmx 1.9.7 to 1.9.12: the core's own `hx-ws` (`ws_ext` is none), or the `ext/ws.js` that came with it.
#[must_use]
pub fn one(htmx: Version, extension: bool) -> Dialect {
    let since = |patch| htmx >= Version::new(1, 9, patch);
    Dialect {
        name: if extension { "1-ext" } else { "1" },
        htmx,
        ws_ext: extension.then_some(htmx),
        incoming: Incoming::Roots,
        parsing: Parsing::FirstTag,
        processing: if extension { Processing::Extension } else { Processing::Core },
        outgoing: Outgoing::Parameters,
        headers_key: "HEADERS",
        event_before_send: extension.then_some("htmx:wsConfigSend"),
        while_not_open: if extension { WhileNotOpen::Queue } else { WhileNotOpen::Lose },
        renewal: if extension { Renewal::Wrapped } else { Renewal::Apart },
        unusable_delay_throws: extension,
        outer_body_is_inner: true,
        tolerates_orphan_target: false,
        clones_attributes_live: true,
        strips_head: since(10),
        reads_shadow_roots: false,
        removes_oob_attribute: false,
        extended_oob_selectors: false,
        preserves_in_oob: false,
        splits_selector_lists: false,
        tells_no_target: false,
        escapes_ids: false,
        escapes_settling_names: false,
        core_hx_ws: true,
        deinit_closes_socket: true,
        deinit_forgets: since(10),
        initializes_all_links: !since(10),
        takes_stock_first: false,
        related_form_by_attribute: false,
        collects_form_data: false,
        knows_disabled_fieldsets: since(10),
        overrides_name_by_name: false,
        removes_every_value: false,
        merges_into_form_data: false,
        form_data_takes_json: false,
        form_data_takes_null: false,
        skips_broken_values: true,
        finds_null: true,
        checks_target: false,
        inherits_includes: false,
        knows_global_selectors: false,
        api_finds_extended: false,
        knows_host: false,
        knows_sibling_properties: false,
        boosts_dialog_forms: true,
        boosting_reads_action: false,
        page_is_body: true,
        knows_hx_inherit: false,
        reads_binary_as_text: true,
        hx_tags_are_templates: false,
        knows_sse_triggers: true,
        modifiers_take_commas: true,
        triggers_take_brackets: since(9),
        cancels: Cancels::Sender,
        changed_by_target: false,
        loads_once: false,
        values_know_this: false,
        merges_in_place: true,
        hears_removed: false,
        meta_over_scripts: true,
        default_config: include_str!("config-1.json"),
        reconnect_codes: &[1006, 1012, 1013],
    }
}

/// htmx 2.0.0 to 2.0.11 with htmx-ext-ws 2.0.0 to 2.0.4.
#[must_use]
pub fn two(htmx: Version, ws_ext: Version) -> Dialect {
    let since = |minor, patch| htmx >= Version::new(2, minor, patch);
    let ext_since = |patch| ws_ext >= Version::new(2, 0, patch);
    Dialect {
        name: "2",
        htmx,
        ws_ext: Some(ws_ext),
        incoming: Incoming::Roots,
        parsing: Parsing::Template,
        processing: Processing::Extension,
        outgoing: Outgoing::Parameters,
        headers_key: "HEADERS",
        event_before_send: Some("htmx:wsConfigSend"),
        while_not_open: WhileNotOpen::Queue,
        renewal: Renewal::Wrapped,
        unusable_delay_throws: true,
        outer_body_is_inner: since(0, 1),
        tolerates_orphan_target: since(0, 3),
        clones_attributes_live: !since(0, 7),
        strips_head: true,
        reads_shadow_roots: since(0, 8),
        removes_oob_attribute: since(0, 3),
        extended_oob_selectors: since(0, 3),
        preserves_in_oob: since(0, 3),
        splits_selector_lists: since(0, 4),
        tells_no_target: since(0, 5),
        escapes_ids: since(0, 5),
        escapes_settling_names: since(0, 10),
        core_hx_ws: false,
        deinit_closes_socket: false,
        deinit_forgets: true,
        initializes_all_links: false,
        takes_stock_first: since(0, 5),
        related_form_by_attribute: since(0, 5),
        collects_form_data: true,
        knows_disabled_fieldsets: true,
        overrides_name_by_name: !since(0, 2),
        removes_every_value: since(0, 5),
        merges_into_form_data: !ext_since(1) && !since(0, 11),
        form_data_takes_json: since(0, 2),
        form_data_takes_null: since(0, 3),
        skips_broken_values: !since(0, 11),
        finds_null: !since(0, 4),
        checks_target: true,
        inherits_includes: since(0, 5),
        knows_global_selectors: true,
        api_finds_extended: false,
        knows_host: since(0, 3),
        knows_sibling_properties: since(0, 4),
        boosts_dialog_forms: !since(0, 2),
        boosting_reads_action: since(0, 3) && !since(0, 4),
        page_is_body: !since(0, 4),
        knows_hx_inherit: true,
        reads_binary_as_text: false,
        hx_tags_are_templates: since(0, 11),
        knows_sse_triggers: false,
        triggers_take_brackets: true,
        modifiers_take_commas: !since(0, 3),
        cancels: [
            (7, Cancels::Listened),
            (6, Cancels::TargetInLink),
            (5, Cancels::Target),
            (4, Cancels::SenderWithForm),
        ]
        .into_iter()
        .find_map(|(patch, cancels)| since(0, patch).then_some(cancels))
        .unwrap_or(Cancels::Sender),
        changed_by_target: since(0, 3),
        loads_once: since(0, 4),
        values_know_this: since(0, 5),
        merges_in_place: !since(0, 11),
        hears_removed: ext_since(2) && !ext_since(4),
        meta_over_scripts: true,
        default_config: include_str!("config-2.json"),
        reconnect_codes: if ext_since(4) { &[1006, 1011, 1012, 1013] } else { &[1006, 1012, 1013] },
    }
}

/// htmx 4.0.1 with the hx-ws extension that comes with it.
#[must_use]
pub fn four(htmx: Version) -> Dialect {
    Dialect {
        name: "4",
        ws_ext: None,
        incoming: Incoming::Tasks,
        parsing: Parsing::HxTemplate,
        processing: Processing::Four,
        outgoing: Outgoing::Values,
        headers_key: "headers",
        event_before_send: Some("htmx:ws:before:message:outgoing"),
        while_not_open: WhileNotOpen::QueueWhileReconnecting,
        renewal: Renewal::Single,
        unusable_delay_throws: false,
        tells_no_target: false,
        meta_over_scripts: false,
        api_finds_extended: true,
        default_config: include_str!("config-4.json"),
        reconnect_codes: &[1001, 1005, 1006, 1011, 1012, 1013, 1014],
        ..two(htmx, Version::new(2, 0, 4))
    }
}
