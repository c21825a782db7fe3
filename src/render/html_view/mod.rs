//! Markup for reading: blocks on their own lines, nested by two, inline content kept together, in colours.
//!
//! Takes markup as `page/` serialises it, keeps no tree and no stack, and loses nothing but white space:
//! its cost grows with the input alone, however deep that nests.

mod flow;
mod token;

use std::borrow::Cow;
use std::hash::Hasher;

pub(super) use flow::Frame;

use super::{
    pen::{Pen, Role},
    sanitize,
};
use flow::{Flow, Piece};
use token::{Token, Tokens};

/// HTML §13.1.2: elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that stand within a line of text, by the user agent's style sheet or by custom.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "output", "q", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements whose content is shown with every space.
const VERBATIM: [&str; 8] = ["pre", "textarea", "script", "style", "xmp", "iframe", "noembed", "noframes"];

/// Writes markup in lines of the frame, and says how many lines it would have taken.
pub(super) fn write(pen: &mut Pen, html: &str, frame: Frame) -> usize {
    let mut view = View { flow: Flow::new(pen, frame), depth: 0, at_start: true, space: false };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start { name, .. } if is_any(&VERBATIM, name) => view.verbatim(token, name, &mut tokens),
            Token::Start { raw, name } if !is_any(&INLINE, name) => {
                match view.on_one_line(token, name, &tokens) {
                    Some(after) => tokens = after,
                    None => view.block_start(raw, name),
                }
            }
            Token::End { name, .. } if !is_any(&INLINE, name) => view.block_end(token),
            _ => view.inline(token),
        }
    }
    view.flow.finish()
}

/// Feeds in what two pieces of markup have in common that differ in texts and in the values of attributes only.
pub(super) fn shape(html: &str, into: &mut impl Hasher) {
    for token in Tokens::new(html) {
        match token {
            Token::Start { raw, name } => {
                hash_name(b'<', name, into);
                attribute_pieces(&raw[1 + name.len()..], |piece| {
                    if piece.role == Role::Attribute {
                        hash_name(b'=', &piece.text, into);
                    }
                });
            }
            Token::End { name, .. } => hash_name(b'/', name, into),
            Token::Text(_) | Token::Comment(_) => {}
        }
    }
}

fn hash_name(what: u8, name: &str, into: &mut impl Hasher) {
    into.write_u8(what);
    into.write(name.as_bytes());
}

struct View<'a, 'p> {
    flow: Flow<'a, 'p>,
    depth: usize,
    /// Whether the current line is still empty.
    at_start: bool,
    /// Whether white space was passed over since the last piece.
    space: bool,
}

impl<'a> View<'a, '_> {
    /// Begins a line for a run of inline content.
    fn new_line(&mut self, hang: usize) {
        self.flow.start(self.depth, hang);
        self.at_start = true;
        self.space = false;
    }

    fn inline(&mut self, token: Token<'a>) {
        let (flow, at_start) = (&mut self.flow, &mut self.at_start);
        self.space = pieces(token, self.space, |mut piece| {
            piece.space &= !*at_start;
            *at_start = false;
            flow.push(piece);
        });
    }

    fn block_start(&mut self, raw: &'a str, name: &'a str) {
        self.new_line(4);
        self.inline(Token::Start { raw, name });
        if !is_any(&VOID, name) {
            self.depth += 1;
        }
        self.new_line(0);
    }

    fn block_end(&mut self, token: Token<'a>) {
        self.depth = self.depth.saturating_sub(1);
        self.new_line(0);
        self.inline(token);
        self.new_line(0);
    }

    /// Start tag, content with all its white space and end tag.
    fn verbatim(&mut self, token: Token<'a>, name: &str, tokens: &mut Tokens<'a>) {
        self.new_line(4);
        self.inline(token);
        let content = sanitize::lines(tokens.content_of(&name.to_ascii_lowercase()));
        for (index, line) in content.split('\n').enumerate() {
            if index > 0 {
                self.new_line(0);
            }
            self.flow.verbatim(Role::Plain, &untabbed(line));
        }
        if let Some(end) = tokens.next() {
            pieces(end, false, |piece| self.flow.push(piece));
        }
        self.new_line(0);
    }

    /// Writes an element that holds only inline content as one line, where it fits: what comes after it, if so.
    fn on_one_line(&mut self, start: Token<'a>, name: &str, tokens: &Tokens<'a>) -> Option<Tokens<'a>> {
        let room = self.flow.room(self.depth);
        let mut ahead = tokens.clone();
        let mut held: Vec<Piece<'a>> = Vec::new();
        // a character takes few bytes: what has many more than columns is not worth trying, or made to be slow
        let mut bytes = start.raw().len();
        if bytes > room * 16 || is_any(&VOID, name) {
            return None;
        }
        pieces(start, false, |piece| held.push(piece));
        let content = held.len();
        let mut columns = held.iter().map(width_of).sum::<usize>();
        let mut space = false;
        for token in ahead.by_ref() {
            bytes += token.raw().len();
            let closes = match token {
                Token::Start { name, .. } if !is_any(&INLINE, name) => return None,
                Token::End { name: end, .. } if end.eq_ignore_ascii_case(name) => true,
                Token::End { name: end, .. } if !is_any(&INLINE, end) => return None,
                _ => false,
            };
            if bytes > room * 16 {
                return None;
            }
            let before = held.len();
            space = pieces(token, space && !closes && before > content, |mut piece| {
                piece.space &= held.len() > content;
                held.push(piece);
            });
            columns += held[before..].iter().map(width_of).sum::<usize>();
            if columns > room {
                return None;
            }
            if closes {
                self.new_line(0);
                held.into_iter().for_each(|piece| self.flow.push(piece));
                self.new_line(0);
                return Some(ahead);
            }
        }
        None
    }
}

fn width_of(piece: &Piece<'_>) -> usize {
    super::width::columns(&piece.text) + usize::from(piece.space)
}

fn is_any(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Hands over the pieces of a token; `space` tells whether white space stood before it, the result whether it ended
/// with some.
fn pieces<'a>(token: Token<'a>, space: bool, mut take: impl FnMut(Piece<'a>)) -> bool {
    match token {
        Token::Text(text) => return words(Role::Plain, text, space, take),
        Token::Comment(text) => return words(Role::Dim, text, space, take),
        Token::End { raw, .. } => take(Piece { role: Role::Tag, text: sanitize::line(raw), space }),
        Token::Start { raw, name } => {
            let (head, attributes) = raw.split_at(1 + name.len());
            take(Piece { role: Role::Tag, text: sanitize::line(head), space });
            attribute_pieces(attributes, take);
        }
    }
    false
}

/// The words of a text; runs of white space between them count as one space.
fn words<'a>(role: Role, text: &'a str, mut space: bool, mut take: impl FnMut(Piece<'a>)) -> bool {
    for (index, word) in text.split([' ', '\n', '\t']).enumerate() {
        space |= index > 0;
        if !word.is_empty() {
            take(Piece { role, text: sanitize::line(word), space });
            space = false;
        }
    }
    space
}

/// ` name="value"…>`: lines may end between attributes and between the words of a value.
fn attribute_pieces<'a>(attributes: &'a str, mut take: impl FnMut(Piece<'a>)) {
    let mut left = attributes;
    loop {
        let solid = left.trim_start_matches([' ', '\n', '\t']);
        let space = solid.len() < left.len();
        let name_length = solid.find(['=', ' ', '\n', '\t', '>']).unwrap_or(solid.len());
        let (name, rest) = solid.split_at(name_length);
        if !name.is_empty() {
            take(Piece { role: Role::Attribute, text: sanitize::line(name), space });
        }
        let value_length = match rest.as_bytes() {
            [] => return,
            [b'>', ..] => {
                take(Piece { role: Role::Tag, text: sanitize::line(rest), space: space && name.is_empty() });
                return;
            }
            [b'=', quote @ (b'"' | b'\''), ..] => {
                rest[2..].find(char::from(*quote)).map_or(rest.len(), |length| length + 3)
            }
            [b'=', ..] => rest.find([' ', '\n', '\t', '>']).unwrap_or(rest.len()),
            _ => 0,
        };
        let (value, after) = rest.split_at(value_length);
        for (index, word) in value.split(' ').enumerate().filter(|_| !value.is_empty()) {
            take(Piece { role: Role::Value, text: sanitize::line(word), space: index > 0 });
        }
        left = after;
    }
}

/// Tabs become spaces up to the next column that eight divides, as on a terminal.
fn untabbed(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return Cow::Borrowed(line);
    }
    let mut column = 0;
    let mut shown = String::with_capacity(line.len() + 16);
    for (index, part) in line.split('\t').enumerate() {
        if index > 0 {
            let gap = 8 - column % 8;
            shown.extend(std::iter::repeat_n(' ', gap));
            column += gap;
        }
        shown.push_str(part);
        column += super::width::columns(part);
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests;
