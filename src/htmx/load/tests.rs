//! Which parts a page asks for, how, and where the answers go.

use url::Url;

use super::*;
use crate::htmx::dialect::Dialect;
use crate::htmx::headers::Given;

fn twin(htmx: &str, body: &str) -> Twin {
    let url = Url::parse("http://app.test/room/7?x=1").unwrap();
    Twin::load(Dialect::choose(htmx, None).unwrap(), Document::parse(body), url, Given::default())
}

/// The parts by their selectors.
fn parts(htmx: &str, body: &str) -> Vec<String> {
    let mut twin = twin(htmx, body);
    let parts = twin.parts();
    parts.into_iter().map(|part| twin.page().unwrap().selector_for(part)).collect()
}

/// The request of a page's first part: address and headers, or why there is none.
fn request(htmx: &str, body: &str) -> String {
    let mut twin = twin(htmx, body);
    let part = twin.parts()[0];
    match twin.part_request(part) {
        Ok(request) => {
            let headers: Vec<_> =
                request.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
            format!("{}\n{}\nAccept: {}", request.url, headers.join("\n"), request.accept)
        }
        Err(reason) => reason,
    }
}

/// The body after the first part got this answer, and the codes of what was said about it.
fn loaded(htmx: &str, body: &str, answer: PartAnswer) -> (String, Vec<&'static str>) {
    let mut twin = twin(htmx, body);
    let part = twin.parts()[0];
    let warnings = twin.take_part(part, &answer);
    let page = twin.page().unwrap();
    (page.inner_html(page.body().unwrap()), warnings.into_iter().map(|warning| warning.code).collect())
}

fn text(text: &str) -> PartAnswer {
    PartAnswer { text: text.to_owned(), ..PartAnswer::default() }
}

#[test]
fn what_comes_without_a_person_is_asked_for() {
    let body = "<i id=a hx-get=/a hx-trigger=load></i><i id=b data-hx-get=/b data-hx-trigger='click, revealed'></i>\
        <i id=c hx-get=/c hx-trigger='intersect once threshold:0.5'></i><i id=d hx-get=/d></i>\
        <i id=e hx-get=/e hx-trigger='every 1s'></i><i id=f hx-post=/f hx-trigger=load></i>\
        <i id=g hx-trigger=load></i><p hx-disable><i id=h hx-get=/h hx-trigger=load></i></p>\
        <template><i id=j hx-get=/j hx-trigger=load></i></template>";
    for htmx in ["1", "1-ext", "2"] {
        assert_eq!(parts(htmx, body), ["i#a", "i#b", "i#c"], "htmx {htmx}");
    }
    let body = "<i id=a hx-get=/a hx-trigger=load></i><i id=b hx-get=/b hx-trigger='load delay:1s'></i>\
        <i id=c hx-get=/c></i><p hx-ignore><i id=d hx-get=/d hx-trigger=load></i></p>\
        <p hx-trigger:inherited=load><i id=e hx-get=/e hx-trigger=revealed></i></p>";
    assert_eq!(parts("4", body), ["i#a", "i#b", "i#e"]);
}

#[test]
fn the_request_has_the_headers_of_its_htmx() {
    let body = "<p id=t></p><i id=a name=n hx-get=list?y=2#top hx-trigger=load hx-target='#t' hx-vals='{\"v\": [1, \"ä b\"]}' \
        hx-headers='{\"X-Token\": \"s\"}'></i>";
    assert_eq!(
        request("2", body),
        "http://app.test/room/list?y=2&v=1&v=%C3%A4+b\nHX-Request: true\nHX-Trigger: a\nHX-Trigger-Name: n\nHX-Target: t\n\
         HX-Current-URL: http://app.test/room/7?x=1\nX-Token: s\nAccept: */*"
    );
    assert_eq!(
        request("4", body),
        "http://app.test/room/list?y=2&v=1&v=%C3%A4+b\nHX-Request: true\nHX-Source: i#a\nHX-Current-URL: http://app.test/room/7?x=1\n\
         HX-Target: p#t\nX-Token: s\nHX-Request-Type: partial\nAccept: text/html"
    );
    assert!(request("2", "<i hx-get hx-trigger=load></i>").starts_with("http://app.test/room/7?x=1\n"));
}

#[test]
fn what_htmx_would_not_send_is_said() {
    assert_eq!(
        request("2", "<i hx-get=/a hx-trigger=load hx-target='#x'></i>"),
        "hx-target `#x` matches nothing: htmx raises htmx:targetError"
    );
    assert_eq!(request("4", "<i hx-get=/a hx-trigger=load hx-target='#x'></i>"), "hx-target matches nothing");
    assert_eq!(
        request("2", "<i hx-get=//b.test/a hx-trigger=load></i>"),
        "`http://b.test/a` is of another origin, which hxws asks for no parts of the page"
    );
}

#[test]
fn answers_go_where_the_element_says() {
    let lazy = |rest: &str| format!("<p id=t>old</p><i hx-get=/a hx-trigger=load {rest}></i>");
    for htmx in ["1", "2"] {
        let body = |rest: &str, answer: &str| loaded(htmx, &lazy(rest), text(answer)).0;
        assert!(body("", "a<b>1</b>").ends_with("hx-trigger=\"load\">a<b>1</b></i>"), "htmx {htmx}");
        assert_eq!(body("hx-swap=outerHTML", "<b>1</b>"), "<p id=\"t\">old</p><b>1</b>", "htmx {htmx}");
        let swapped =
            body("hx-target='#t' hx-swap='beforeend settle:1s' hx-select='.x'", "<b>1</b><u class=x>2</u>");
        assert!(swapped.starts_with("<p id=\"t\">old<u class=\"x\">2</u></p>"), "htmx {htmx}: {swapped}");
    }
    let (body, _) = loaded("4", &lazy("hx-swap=outerHTML"), text("a<b>1</b>"));
    assert_eq!(body, "<p id=\"t\">old</p>a<b>1</b>");
    let (body, _) = loaded(
        "4",
        &lazy("hx-target='#t' hx-swap=beforeend hx-select='.x'"),
        text("<b>1</b><u class=x>2</u>"),
    );
    assert!(body.starts_with("<p id=\"t\">old<u class=\"x\">2</u></p>"), "{body}");
}

#[test]
fn parts_of_an_answer_are_swapped_out_of_band_nested_and_in_templates_too() {
    let page = "<p id=t>old</p><p id=u>old</p><i hx-get=/a hx-trigger=load hx-swap=outerHTML></i>";
    let answer =
        "<b>1<p id=t hx-swap-oob=true>new</p></b><template><p hx-swap-oob='beforeend:#u'>!</p></template>";
    let (body, codes) = loaded("2", page, text(answer));
    assert_eq!(body, "<p id=\"t\">new</p><p id=\"u\">old!</p><b>1</b><template></template>");
    assert_eq!(codes, [""; 0]);
    let (_, codes) = loaded("2", page, text("<p id=gone hx-swap-oob=true></p>"));
    assert_eq!(codes, ["no-target", "lazy-content"]);
    let selecting = page.replace("<i ", "<i hx-select-oob='#t, u:beforeend' ");
    let (body, _) = loaded("2", &selecting, text("<u id=u>x</u><p id=t>new</p><b>1</b>"));
    assert_eq!(body, "<p id=\"t\">new</p><p id=\"u\">oldx</p><b>1</b>");
}

#[test]
fn a_part_of_an_answer_in_another_is_swapped_after_it_wherever_it_is_by_then() {
    let page = "<p id=t>old</p><p id=u>old</p><i hx-get=/a hx-trigger=load hx-swap=outerHTML></i>";
    let answer = "<p id=t hx-swap-oob=true>new<u id=u hx-swap-oob=true>also</u></p>";
    let (body, codes) = loaded("2", page, text(answer));
    let also = "<u id=\"u\">also</u>";
    assert_eq!((body, codes), (format!("<p id=\"t\">new{also}</p>{also}"), vec!["many-targets"]));
}

#[test]
fn the_answers_headers_have_the_last_word() {
    let page = "<p id=t>old</p><i hx-get=/a hx-trigger=load hx-target=this></i>";
    for htmx in ["1", "2", "4"] {
        let answer = PartAnswer {
            text: "<b>1</b><u>2</u>".into(),
            retarget: Some("#t".into()),
            reswap: Some("outerHTML".into()),
            reselect: Some("u".into()),
        };
        let (body, _) = loaded(htmx, page, answer);
        assert!(body.starts_with("<u>2</u><i "), "htmx {htmx}: {body}");
    }
}

#[test]
fn sockets_senders_and_further_parts_come_with_an_answer() {
    let answer = "<div hx-ext=ws ws-connect=/ws><form id=f ws-send></form></div><i id=more hx-get=/b hx-trigger=load></i>";
    let mut two = twin("2", "<i id=first hx-get=/a hx-trigger=load hx-swap=outerHTML></i>");
    let part = two.parts()[0];
    two.take_part(part, &text(answer));
    assert_eq!(two.sockets().len(), 1);
    assert_eq!(two.senders().len(), 1);
    let more: Vec<_> = two.parts().into_iter().map(|part| two.page().unwrap().selector_for(part)).collect();
    assert_eq!(more, ["i#more"]);
    assert_eq!(two.take_part(part, &text("<b>late</b>")), []);

    let answer = "<div hx-ws:connect=/ws><form id=f hx-ws:send></form></div>";
    let mut four = twin("4", "<i hx-get=/a hx-trigger=load hx-swap='outerHTML swap:100ms'></i>");
    let part = four.parts()[0];
    four.take_part(part, &text(answer));
    assert_eq!((four.sockets().len(), four.senders().len()), (1, 1));
}
