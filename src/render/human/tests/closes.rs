//! How the end of a connection is shown.

use super::*;

#[test]
fn an_answer_to_a_close_is_what_the_page_hears() {
    let answered = |code: Option<u16>, said: &str| {
        plain(Event::Close {
            code: 4000,
            page_code: code,
            reason: "bye".into(),
            page_reason: Some(said.into()),
            by: By::Client,
            reconnects: false,
            kept_closed: None,
        })
    };
    let records = [
        answered(None, ""),
        answered(None, "so long"),
        answered(Some(1012), ""),
        answered(Some(1012), "soon"),
    ];
    let wide = Style { width: 120, ..Style::default() };
    assert_eq!(
        shown(wide, &records),
        "\
close  4000 private use: bye · by client · htmx stays closed
close  4000 private use: bye · by client · the page hears 4000: so long · htmx stays closed
close  4000 private use: bye · by client · the page hears 1012 · htmx stays closed
close  4000 private use: bye · by client · the page hears 1012: soon · htmx stays closed
"
    );
}
