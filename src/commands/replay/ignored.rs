//! What of a message is not compared: elements by selector, text by regular expression. Times and numbers differ each time.

use crate::page::{Document, Expression, Selector};

/// What is left out of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Ignored {
    selectors: Vec<Selector>,
    expressions: Vec<Expression>,
}

impl Ignored {
    /// Reads `SELECTOR`, `/regex/` or `/regex/i`, any number of them.
    ///
    /// # Errors
    /// Where one is neither.
    pub fn read(written: &[String]) -> Result<Self, String> {
        let mut ignored = Self::default();
        for written in written {
            match Expression::read_beside_selectors(written) {
                Some(expression) => ignored.expressions.push(expression?),
                None => {
                    let selector = Selector::parse(written).map_err(|error| error.to_string())?;
                    ignored.selectors.push(selector);
                }
            }
        }
        Ok(ignored)
    }

    /// A message as it is compared. Exact, unless selectors are ignored: then as a browser serialises it.
    #[must_use]
    pub fn without(&self, text: &str) -> String {
        let mut text = if self.selectors.is_empty() { text.to_owned() } else { self.without_elements(text) };
        for expression in &self.expressions {
            text = expression.left_out_of(&text);
        }
        text
    }

    fn without_elements(&self, text: &str) -> String {
        let mut document = Document::parse_template(text);
        for selector in &self.selectors {
            for element in document.select(document.root(), selector) {
                document.detach(element);
            }
        }
        document.to_html()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(written: &[&str], text: &str) -> String {
        let written: Vec<String> = written.iter().map(|one| (*one).to_owned()).collect();
        Ignored::read(&written).unwrap().without(text)
    }

    #[test]
    fn nothing_ignored_is_compared_byte_for_byte() {
        assert_eq!(without(&[], "<P  id=a>x"), "<P  id=a>x");
    }

    #[test]
    fn elements_and_patterns_are_left_out() {
        assert_eq!(without(&["time", ".id"], "<p>a<time>1</time><i class=id>2</i></p>"), "<p>a</p>");
        assert_eq!(without(&[r"/\d+:\d+/"], "at 10:42 and 9:1"), "at  and ");
        assert_eq!(without(&["/AT/i", "b"], "at <b>x</b>"), " ");
        assert_eq!(without(&["tr"], "<tr><td>1</td></tr><tr><td>2</td></tr>"), "");
    }
}
