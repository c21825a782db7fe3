//! htmx 1's way with a message's text: parsed as a page, inside the context that its first tag asks for.
//!
//! What the parser puts in front of that context is taken for the message (htmx 1.9.12 `parseHTML` goes down by
//! `firstChild`), so that the rest is lost.

use super::{Lost, Parsed, in_body, in_template, normalize_scripts, start_tag, without_head};
use crate::htmx::config::Config;
use crate::htmx::dialect::Dialect;
use crate::page::NodeId;

/// What is put around the text, and how far down the message is then.
struct Context {
    before: &'static str,
    after: &'static str,
    /// The tags on the way down, from the body's child on.
    path: &'static [&'static str],
}

impl Context {
    /// The context for a first tag (htmx 1.9.12 `makeFragment`).
    fn of(tag: &str) -> Self {
        let (before, after, path): (_, _, &[_]) = match tag {
            "thead" | "tbody" | "tfoot" | "colgroup" | "caption" => ("<table>", "</table>", &["table"]),
            "col" => ("<table><colgroup>", "</colgroup></table>", &["table", "colgroup"]),
            "tr" => ("<table><tbody>", "</tbody></table>", &["table", "tbody"]),
            "td" | "th" => ("<table><tbody><tr>", "</tr></tbody></table>", &["table", "tbody", "tr"]),
            "script" | "style" => ("<div>", "</div>", &["div"]),
            _ => ("", "", &[]),
        };
        Self { before, after, path }
    }
}

/// Parses a message (htmx 1.9.12 `makeFragment`).
pub(super) fn parse(dialect: &Dialect, config: &Config, text: &str) -> Parsed {
    let tag = start_tag(text);
    let headless = if tag == "head" && dialect.strips_head { without_head(text) } else { None };
    let content = headless.as_deref().unwrap_or(text);
    if config.use_template_fragments && !text.contains("<body") {
        return in_template_fragment(config, content);
    }
    let context = Context::of(&tag);
    let mut parsed = in_body(&[context.before, content, context.after].concat());
    descend(&mut parsed, &context, &tag);
    if config.allow_script_tags {
        normalize_scripts(config, &mut parsed);
    }
    parsed
}

/// Where scripts are not allowed, they are taken from their parent elements, which those at the top do not have.
fn in_template_fragment(config: &Config, content: &str) -> Parsed {
    let mut parsed = in_template(content);
    let is_script = |root: &NodeId| parsed.tree.local_name(*root) == Some("script");
    if !config.allow_script_tags && parsed.roots().iter().any(is_script) {
        parsed.top = parsed.tree.create_element("template");
        parsed.lost = Some(Lost::TopScript);
    } else {
        normalize_scripts(config, &mut parsed);
    }
    parsed
}

/// Goes down to where the message should be: `responseNode = responseNode.firstChild`, as often as the context has
/// levels. Past the end there is an empty fragment, and further an exception.
fn descend(parsed: &mut Parsed, context: &Context, tag: &str) {
    let (mut node, mut astray) = (Some(parsed.top), false);
    for name in context.path {
        node = node.and_then(|parent| parsed.tree.first_child(parent));
        astray |= node.and_then(|node| parsed.tree.local_name(node)) != Some(name);
    }
    let empty = |parsed: &mut Parsed| -> NodeId { parsed.tree.create_element("template") };
    parsed.top = node.unwrap_or_else(|| empty(parsed));
    parsed.lost = astray.then(|| Lost::Astray(tag.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Parsed {
        parse_as(&Config::default(), text)
    }

    fn parse_as(config: &Config, text: &str) -> Parsed {
        parse(&Dialect::choose("1", None).unwrap(), config, text)
    }

    fn roots(text: &str) -> Vec<String> {
        let parsed = parsed(text);
        parsed.roots().into_iter().map(|root| parsed.tree.outer_html(root)).collect()
    }

    #[test]
    fn table_parts_survive_where_they_come_first() {
        assert_eq!(roots("<TR id=r><td>1"), [r#"<tr id="r"><td>1</td></tr>"#]);
        assert_eq!(roots("<td>1<th>2"), ["<td>1</td>", "<th>2</th>"]);
        assert_eq!(roots("<col id=c><col>"), [r#"<col id="c">"#, "<col>"]);
        assert_eq!(roots("<caption>c</caption><tbody></tbody>"), ["<caption>c</caption>", "<tbody></tbody>"]);
        assert_eq!(roots("<p>1</p><tr><td>2</td></tr>"), ["<p>1</p>"]);
    }

    #[test]
    fn what_lands_in_front_of_the_table_is_taken_for_the_message() {
        assert_eq!(roots("<tr id=r></tr><div><p>1</p></div>"), [""; 0]);
        assert_eq!(roots("<tr id=r></tr><div><section><p>1</p></section></div>"), ["<p>1</p>"]);
        assert_eq!(roots("x<td>1"), [""; 0]);
        assert_eq!(parsed("<tr></tr>x").lost, Some(Lost::Astray("tr".into())));
        assert_eq!(parsed(" <tr></tr><!-- c -->").lost, None);
    }

    #[test]
    fn what_a_page_has_in_its_head_is_lost_at_the_start() {
        assert_eq!(
            roots("<link rel=x><title>t</title><p>1</p><link rel=y>"),
            ["<p>1</p>", r#"<link rel="y">"#]
        );
        assert_eq!(roots("<template id=t></template>"), [""; 0]);
        assert_eq!(roots("<style>p{}</style><p>1</p>"), ["<style>p{}</style>", "<p>1</p>"]);
        assert_eq!(roots("<head x><p>0</p></head><p>1</p>"), ["<p>1</p>"]);
        assert_eq!(roots("<body class=x><p>1</p></body>"), ["<p>1</p>"]);
    }

    #[test]
    fn a_template_takes_all_where_the_page_asks_for_one() {
        let config = Config { use_template_fragments: true, ..Config::default() };
        let roots = |text: &str| parse_as(&config, text).roots().len();
        assert_eq!(roots("<tr></tr><title>t</title>"), 2);
        assert_eq!(roots("<body><tr></tr></body>"), 0);
    }

    #[test]
    fn scripts_stay_even_where_they_are_not_allowed_to_run() {
        let config = Config { allow_script_tags: false, ..Config::default() };
        let parsed = parse_as(&config, "<p><script>1</script></p>");
        assert_eq!(
            (parsed.scripts, parsed.tree.inner_html(parsed.top).as_str()),
            (0, "<p><script>1</script></p>")
        );
        let template = Config { use_template_fragments: true, ..config };
        let parsed = parse_as(&template, "<p><script>1</script></p>");
        assert_eq!(parsed.tree.inner_html(parsed.top), "<p></p>");
        assert_eq!(parse_as(&template, "<p></p><script></script>").lost, Some(Lost::TopScript));
    }
}
