//! Rows of a pipe → lines, as they are at the prompt: what is open goes on in the next row, until one is left empty. Pure.

use super::parting::{Passage, SPACE};

/// Up to so many bytes a text is looked at with every row for what is wrong in it; a longer one when it is twice as long.
const SHORT: usize = 4096;

/// The rows of a line that is not whole yet.
#[derive(Debug, Default)]
pub struct Rows {
    begun: Option<Begun>,
}

#[derive(Debug)]
struct Begun {
    text: String,
    passage: Passage,
    looked_at: usize,
}

impl Rows {
    /// Adds a row; gives the line that ends with it.
    pub fn add(&mut self, row: String) -> Option<String> {
        let Some(mut begun) = self.begun.take() else {
            return self.keep(
                Begun { passage: Passage::of(row.trim_start_matches(SPACE)), text: row, looked_at: 0 },
                0,
            );
        };
        let from = begun.text.len();
        begun.text.push('\n');
        begun.text.push_str(&row);
        if row.trim().is_empty() { Some(begun.text) } else { self.keep(begun, from) }
    }

    /// What there is of a line.
    pub fn take(&mut self) -> Option<String> {
        self.begun.take().map(|begun| begun.text)
    }

    /// Gives back what is whole, or wrong. The passage is at `from`.
    fn keep(&mut self, mut begun: Begun, from: usize) -> Option<String> {
        begun.text.bytes().skip(from).for_each(|byte| begun.passage.pass(byte));
        let goes_on = begun.passage.goes_on();
        let is_looked_at = goes_on && (begun.text.len() <= SHORT || begun.text.len() >= 2 * begun.looked_at);
        if is_looked_at {
            begun.looked_at = begun.text.len();
        }
        if !goes_on || (is_looked_at && !begun.passage.is_right(&begun.text)) {
            return Some(begun.text);
        }
        self.begun = Some(begun);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[&str]) -> Vec<String> {
        let mut joined = Rows::default();
        let mut lines: Vec<String> = rows.iter().filter_map(|row| joined.add((*row).to_owned())).collect();
        lines.extend(joined.take());
        lines
    }

    #[test]
    fn rows_are_joined_while_something_is_open() {
        assert_eq!(
            lines(&["a=1", "{\"a\":", " [1,", "2]}", "msg='a", "b'", "/raw it's {", "", "x=1"]),
            ["a=1", "{\"a\":\n [1,\n2]}", "msg='a\nb'", "/raw it's {", "", "x=1"]
        );
    }

    #[test]
    fn an_empty_row_and_what_is_wrong_end_a_line() {
        assert_eq!(lines(&["msg='a", "", "x=1"]), ["msg='a\n", "x=1"]);
        assert_eq!(lines(&["{\"a\" 1", "x=1"]), ["{\"a\" 1", "x=1"]);
        assert_eq!(lines(&["{\"a\":", "x=1", "y=1"]), ["{\"a\":\nx=1", "y=1"]);
        assert_eq!(lines(&["{\"a\": 1,"]), ["{\"a\": 1,"]);
    }

    #[test]
    fn a_long_text_is_joined_too() {
        let mut rows = vec!["[".to_owned()];
        rows.extend(std::iter::repeat_n("1234567,".to_owned(), 100_000));
        rows.push("1]".to_owned());
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(lines(&rows).len(), 1);
    }
}
