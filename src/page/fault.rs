//! Where a selector goes wrong: at the first token after which no more text can make it right. Its parser tells what is
//! wrong, and has read on by then.

use cssparser::{ParseError, Parser, Token};

/// What may follow the start of a selector that is right so far.
const ENDINGS: [&str; 8] = ["", "a", " a", "1", "=a", "|a", "hover", "before"];

/// Bytes of a text in which the fault is looked for: each look reads the text from its start.
const LONGEST: usize = 512;

/// The byte at which the fault begins; where the text only ends too early, its end, as of a text that is too long to look into.
/// Brackets deeper than `nesting` are not looked into either.
pub(super) fn place(text: &str, nesting: usize, is_selector: impl Fn(&str) -> bool) -> usize {
    if text.len() > LONGEST {
        return text.len();
    }
    let mut ends = vec![0];
    add_ends(&mut Parser::new(text), nesting, &mut ends);
    let may_go_on =
        |end: &usize| ENDINGS.iter().any(|ending| is_selector(&format!("{}{ending}", &text[..*end])));
    let right = ends.partition_point(may_go_on).max(1);
    ends[right - 1]
}

fn add_ends(input: &mut Parser<'_>, nesting: usize, ends: &mut Vec<usize>) {
    while let Ok(token) = input.next_including_whitespace() {
        let opens = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        ends.push(input.position().byte_index());
        if opens && nesting > 0 {
            let inside = input.parse_nested_block(|input| {
                add_ends(input, nesting - 1, ends);
                Ok::<(), ParseError<()>>(())
            });
            // what is inside has been read to its end
            debug_assert!(inside.is_ok());
            ends.push(input.position().byte_index());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_not_read_again() {
        let long = "a,".repeat(LONGEST);
        assert_eq!(place(&long, 8, |_| panic!("it was read")), long.len());
    }
}
