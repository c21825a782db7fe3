//! Messages as they are composed.

use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;

#[test]
fn what_no_sender_sends_names_the_page_where_there_is_one() {
    let url = || Url::parse("http://app.test/room").unwrap();
    let named = |htmx: &str, page: Option<&str>, given: Given| {
        let dialect = Dialect::choose(htmx, None).unwrap();
        let twin = match page {
            Some(html) => Twin::load(dialect, Document::parse(html), url(), given),
            None => Twin::bare(dialect, url(), given),
        };
        let values = Map::from_iter([("a".to_owned(), 1.into())]);
        let of_values = twin.compose_values(None, values.clone()).unwrap();
        let bare = twin.compose_bare(&Extras { values, files: Vec::new() }).text;
        assert_eq!(bare, of_values);
        twin.headers_without_sender()["HX-Current-URL"].clone()
    };
    for htmx in ["1", "1-ext", "2", "4"] {
        let given = || Given { current_url: Some("/given".into()), ..Given::default() };
        assert_eq!(named(htmx, Some("<p>"), Given::default()), "http://app.test/room");
        assert_eq!(named(htmx, Some("<p>"), given()), "http://app.test/room");
        assert_eq!(named(htmx, None, Given::default()), Value::Null);
        assert_eq!(named(htmx, None, given()), "/given");
    }
}
