//! Conditions on a page as people write them: that a selector finds something, which text it finds, how often it does.

use std::fmt;

use super::document::Document;
use super::expression::Expression;
use super::node::NodeId;
use super::selector::Selector;

/// What a page is to be like.
#[derive(Debug, Clone)]
pub struct Condition {
    written: String,
    selector: Selector,
    wanted: Wanted,
}

/// What the selector is to find.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// Something.
    Found,
    /// An element with this text, the first one.
    Text(Text),
    /// An element with any other text, the first one.
    OtherText(Text),
    /// So many elements.
    Count(Amount, usize),
}

/// How a count stands to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// `=`: the same.
    Same,
    /// `!=`: another.
    Other,
    /// `>=`: as large or larger.
    AtLeast,
    /// `<=`: as large or smaller.
    AtMost,
    /// `>`: larger.
    More,
    /// `<`: smaller.
    Fewer,
}

/// What a text is to be like.
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// The same, but for white space.
    Is(String),
    /// One in which this is found.
    Has(Expression),
}

/// What a page has where a condition looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The selector finds nothing.
    Nothing,
    /// It finds an element with this text.
    Text(String),
    /// It finds so many.
    Count(usize),
}

impl Condition {
    /// Reads `SELECTOR`, `SELECTOR=TEXT`, `SELECTOR=/REGEX/`, the same with `!=`, or `count(SELECTOR)=N` with `=`, `!=`, `>=`,
    /// `<=`, `>` or `<`. The text is what follows the first `=` that is in no brackets, parentheses or quotes.
    ///
    /// # Errors
    /// Where it is none of these.
    pub fn read(written: &str) -> Result<Self, String> {
        if let Some(counted) = written.trim_start().strip_prefix("count(") {
            return read_count(written, counted);
        }
        let Some(at) = outside(written, b'=') else {
            return Self::new(written, written, Wanted::Found);
        };
        let text = Text::read(&written[at + 1..])?;
        match written[..at].strip_suffix('!') {
            Some(selector) => Self::new(written, selector, Wanted::OtherText(text)),
            None => Self::new(written, &written[..at], Wanted::Text(text)),
        }
    }

    /// A condition of its parts; `written` is how it is told.
    ///
    /// # Errors
    /// Where the selector is none.
    pub fn new(written: &str, selector: &str, wanted: Wanted) -> Result<Self, String> {
        let selector = selector.trim();
        if selector.is_empty() {
            let begun = if written.trim().is_empty() {
                "there is no condition".to_owned()
            } else {
                format!("`{written}` has no selector")
            };
            return Err(format!("{begun}: write SELECTOR, SELECTOR=TEXT or count(SELECTOR)=N"));
        }
        let selector = Selector::parse(selector).map_err(|error| error.to_string())?;
        Ok(Self { written: written.to_owned(), selector, wanted })
    }

    /// It, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Where it looks.
    #[must_use]
    pub fn selector(&self) -> &Selector {
        &self.selector
    }

    /// What it is to find there.
    #[must_use]
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// What the page has there.
    #[must_use]
    pub fn look(&self, page: &Document) -> Seen {
        if let Wanted::Count(..) = self.wanted {
            return Seen::Count(page.select(page.root(), &self.selector).len());
        }
        match page.select_first(page.root(), &self.selector) {
            Some(element) => Seen::Text(page.shown_text(element)),
            None => Seen::Nothing,
        }
    }

    /// Whether that is what is wanted.
    #[must_use]
    pub fn is_met_by(&self, seen: &Seen) -> bool {
        match (&self.wanted, seen) {
            (Wanted::Found, Seen::Text(_)) => true,
            (Wanted::Text(wanted), Seen::Text(text)) => wanted.takes(text),
            (Wanted::OtherText(unwanted), Seen::Text(text)) => !unwanted.takes(text),
            (Wanted::Count(amount, wanted), Seen::Count(count)) => amount.takes(*count, *wanted),
            _ => false,
        }
    }

    /// Whether the page is so.
    #[must_use]
    pub fn holds(&self, page: &Document) -> bool {
        self.is_met_by(&self.look(page))
    }
}

impl Amount {
    /// Each with how it is written; what begins like another comes before it.
    const WRITTEN: [(&str, Self); 6] = [
        ("=", Self::Same),
        ("!=", Self::Other),
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        (">", Self::More),
        ("<", Self::Fewer),
    ];

    /// Whether a count stands so to a number.
    #[must_use]
    pub fn takes(self, count: usize, number: usize) -> bool {
        match self {
            Self::Same => count == number,
            Self::Other => count != number,
            Self::AtLeast => count >= number,
            Self::AtMost => count <= number,
            Self::More => count > number,
            Self::Fewer => count < number,
        }
    }
}

impl Text {
    /// Reads `/REGEX/`, or any other text as it is.
    ///
    /// # Errors
    /// Where the regular expression is none, or has flags that there are not.
    pub fn read(written: &str) -> Result<Self, String> {
        Expression::read_beside_text(written)
            .map_or_else(|| Ok(Self::Is(single_spaced(written))), |read| read.map(Self::Has))
    }

    /// Whether a text is what is wanted, white space being equal.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        match self {
            Self::Is(wanted) => single_spaced(text) == *wanted,
            Self::Has(expression) => expression.is_in(&single_spaced(text)),
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("no such element"),
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => count.fmt(f),
        }
    }
}

impl Document {
    /// The text that a person reads in an element: what a field holds or a select has chosen, the text of any other, white
    /// space as a single space.
    #[must_use]
    pub fn shown_text(&self, element: NodeId) -> String {
        let is_field =
            ["input", "textarea", "select"].iter().any(|name| self.local_name(element) == Some(name));
        let text =
            if is_field && self.is_html(element) { self.value(element) } else { self.text_content(element) };
        single_spaced(&text)
    }
}

/// A text with a single space where it has white space, and none at its ends.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `count(SELECTOR)=N` and the like, from behind its parenthesis.
fn read_count(written: &str, counted: &str) -> Result<Condition, String> {
    let wrong = || format!("`{written}` is no condition: write count(SELECTOR)=N, such as count(li)=3");
    let end = outside(counted, b')').ok_or_else(wrong)?;
    let rest = counted[end + 1..].trim();
    let amount = |&(sign, amount): &(&str, Amount)| Some((rest.strip_prefix(sign)?, amount));
    let (number, amount) = Amount::WRITTEN.iter().find_map(amount).ok_or_else(wrong)?;
    let number = number.trim().parse().map_err(|_| wrong())?;
    Condition::new(written, &counted[..end], Wanted::Count(amount, number))
}

/// Where a byte first stands outside of brackets, parentheses and quotes.
fn outside(text: &str, wanted: u8) -> Option<usize> {
    let (mut quote, mut depth, mut escaped) = (None, 0usize, false);
    text.bytes().position(|byte| {
        match (byte, quote) {
            _ if escaped => escaped = false,
            (b'\\', _) => escaped = true,
            (_, Some(open)) => quote = quote.filter(|_| byte != open),
            (_, None) if depth == 0 && byte == wanted => return true,
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'[' | b'(', None) => depth += 1,
            (b']' | b')', None) => depth = depth.saturating_sub(1),
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "<p id=count> 5\n apples </p><ul><li>a<li>b=c</ul><input name=x value=typed>\
        <select id=s><option value=1>one<option value=2 selected>two</select><button id=b value=v>Go</button>\
        <textarea id=t>\nlong</textarea>";

    fn look(written: &str) -> (Seen, bool) {
        let condition = Condition::read(written).unwrap();
        let page = Document::parse(PAGE);
        (condition.look(&page), condition.holds(&page))
    }

    fn text(text: &str) -> Seen {
        Seen::Text(text.to_owned())
    }

    #[test]
    fn a_selector_alone_asks_whether_it_finds_anything() {
        assert_eq!(look("#count"), (text("5 apples"), true));
        assert_eq!(look("#cuont"), (Seen::Nothing, false));
        assert_eq!(look("[name=x]"), (text("typed"), true));
        assert_eq!(look("input:not([name='=']):is([name=x])"), (text("typed"), true));
    }

    #[test]
    fn text_is_compared_but_for_white_space() {
        assert_eq!(look("#count=5 apples"), (text("5 apples"), true));
        assert_eq!(look("#count =\t5   apples "), (text("5 apples"), true));
        assert_eq!(look("#count=5"), (text("5 apples"), false));
        assert_eq!(look("#count="), (text("5 apples"), false));
        assert_eq!(look("ul > li + li=b=c"), (text("b=c"), true));
        assert_eq!(look("#gone="), (Seen::Nothing, false));
    }

    #[test]
    fn text_can_be_a_regular_expression() {
        assert_eq!(look(r"#count=/^\d+ APPLES$/i"), (text("5 apples"), true));
        assert_eq!(look("#count=/pears/"), (text("5 apples"), false));
    }

    #[test]
    fn the_text_of_a_field_is_what_it_holds() {
        assert_eq!(look("[name=x]=typed"), (text("typed"), true));
        assert_eq!(look("#s=2"), (text("2"), true));
        assert_eq!(look("#t=long"), (text("long"), true));
        assert_eq!(look("#b=Go"), (text("Go"), true));
    }

    #[test]
    fn elements_are_counted() {
        assert_eq!(look("count(li)=2"), (Seen::Count(2), true));
        assert_eq!(look("count(li:not(:first-child)) = 3"), (Seen::Count(1), false));
        assert_eq!(look("count(.gone)=0"), (Seen::Count(0), true));
    }

    #[test]
    fn a_count_may_be_more_or_less() {
        for (sign, of) in [
            ("=", [false, true, false]),
            ("!=", [true, false, true]),
            (">=", [true, true, false]),
            ("<=", [false, true, true]),
            (">", [true, false, false]),
            ("<", [false, false, true]),
        ] {
            let held = [1, 2, 3].map(|number| look(&format!("count(li) {sign} {number}")).1);
            assert_eq!(held, of, "{sign}");
        }
    }

    #[test]
    fn text_may_be_any_other_of_an_element_that_is_there() {
        assert_eq!(look("#count!=6 apples"), (text("5 apples"), true));
        assert_eq!(look("#count != 5  apples"), (text("5 apples"), false));
        assert_eq!(look("#count!=/^5/"), (text("5 apples"), false));
        assert_eq!(look("#gone!=x"), (Seen::Nothing, false));
        assert_eq!(look("ul > li + li!=a!=b"), (text("b=c"), true));
    }

    #[test]
    fn what_is_no_condition_says_so() {
        let error = |written: &str| Condition::read(written).unwrap_err();
        let no_selector = "has no selector: write SELECTOR, SELECTOR=TEXT or count(SELECTOR)=N";
        assert_eq!(error("=5"), format!("`=5` {no_selector}"));
        assert_eq!(error("!=5"), format!("`!=5` {no_selector}"));
        assert_eq!(error(" "), no_selector.replace("has no selector", "there is no condition"));
        for written in
            ["count(li)", "count(li)=x", "count(li=3", "count(li)3=3", "count(li)=>3", "count(li)!3"]
        {
            let told = format!("`{written}` is no condition: write count(SELECTOR)=N, such as count(li)=3");
            assert_eq!(error(written), told);
        }
        assert_eq!(error("#p=/a/x"), "`/a/x` is no regular expression: write `/REGEX/` or `/REGEX/i`");
        assert_eq!(error("#p=/(/"), "`/(/` is not a regular expression: unclosed group");
        assert_eq!(error("#[=1"), Selector::parse("#[=1").unwrap_err().to_string());
    }

    proptest! {
        #[test]
        fn no_condition_panics(written in ".*") {
            let _read = Condition::read(&written);
        }
    }
}
