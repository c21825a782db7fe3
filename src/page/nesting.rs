//! A guard between tokenizer and tree builder against markup that nests without end.
//!
//! The tree builder looks through all open elements at many tags, so a hundred thousand open `div`s would take
//! half a minute. Past a depth where Chromium's tree has long gone flat, an element is closed as soon as it is
//! opened and its own end tag is passed over. Elements whose end tags are optional or whose contents have rules of
//! their own are left alone. It sees every tag, and so knows where plain markup of a page may be made past the tree builder.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};

use super::amends::{self, Amends};
use super::containers::Containers;
use super::node::NodeId;
use super::plain;
use super::sink::Sink;

/// Open elements beyond this are closed at once.
pub(super) const MAX_OPEN: u32 = 640;

/// The tree builder behind the guard.
pub(super) struct Guard {
    pub(super) builder: TreeBuilder<NodeId, Sink>,
    /// How many elements of each name were closed before their end tag.
    closed: RefCell<HashMap<LocalName, usize>>,
    amends: Amends,
    /// The element whose text the tokenizer takes for no markup until its end tag; without a name, until the end.
    raw: RefCell<Option<LocalName>>,
    /// Whether a tag, a comment or a doctype came to its end since this was last asked.
    said: Cell<bool>,
    containers: RefCell<Containers>,
}

impl Guard {
    /// `in_template`: what is parsed are the contents of a template.
    pub(super) fn new(builder: TreeBuilder<NodeId, Sink>, in_template: bool) -> Guard {
        let amends = Amends::new(in_template);
        Guard {
            builder,
            closed: RefCell::default(),
            amends,
            raw: RefCell::default(),
            said: Cell::default(),
            containers: RefCell::new(Containers::Lost),
        }
    }

    /// The same for a whole page, plain markup of which is made at once.
    pub(super) fn for_page(self) -> Guard {
        Guard { containers: RefCell::default(), ..self }
    }

    /// Whether that is so, at the start.
    pub(super) fn takes_plain(&self) -> bool {
        !self.containers.borrow().are_lost()
    }

    /// The same; the markup may be text to its end.
    pub(super) fn in_raw_text(self, is_raw: bool) -> Guard {
        Guard { raw: RefCell::new(is_raw.then(LocalName::default)), ..self }
    }

    /// Whether the tokenizer takes what comes for no markup.
    pub(super) fn is_raw(&self) -> bool {
        self.raw.borrow().is_some()
    }

    /// Whether a tag, a comment or a doctype came to its end since this was last asked.
    pub(super) fn take_said(&self) -> bool {
        self.said.take()
    }

    /// Whether a tag begins with a `<` before this, where the tokenizer is in none.
    pub(super) fn is_tag(&self, rest: &[u8]) -> bool {
        let (is_end, name) = rest.strip_prefix(b"/").map_or((false, rest), |name| (true, name));
        match &*self.raw.borrow() {
            None => name.first().is_some_and(u8::is_ascii_alphabetic),
            Some(raw) => {
                is_end
                    && !raw.is_empty()
                    && name.get(..raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw.as_bytes()))
                    && name.get(raw.len()).is_some_and(|end| b" \t\n\r\x0c/>".contains(end))
            }
        }
    }

    /// Makes what is plain at the start of the markup; none where it is no markup, or more is open than is known.
    pub(super) fn take_plain(&self, html: &str) -> Option<plain::Taken> {
        if self.is_raw() {
            return None;
        }
        let parent = self.containers.borrow().last()?;
        Some(self.builder.sink.take_plain(parent, html))
    }

    /// Makes up for what the tree builder would do otherwise than Chromium's; of no tag of the markup.
    fn amend(&self, tag: &Tag, line: u64) {
        let foreign = self.adjusted_current_node_present_but_not_in_html_namespace();
        if let Some(before) = self.amends.before(tag).filter(|_| !foreign) {
            let process = || self.builder.process_token(Token::TagToken(before), line);
            let _no_script_ends_here = self.builder.sink.silently(process);
        }
    }

    /// Whether a table around the tag takes a form in a template, which it closes at once: Chromium's does
    /// (`HTMLTreeBuilder::ProcessStartTagForInTable`), html5ever's passes it over. What html5ever says of a tag that
    /// fits nowhere tells where it is.
    fn takes_form(&self, tag: &Tag, line: u64) -> bool {
        if !self.amends.is_form_in_template(tag)
            || self.adjusted_current_node_present_but_not_in_html_namespace()
        {
            return false;
        }
        let ignored = Token::TagToken(amends::ignored());
        let _no_script_ends_here = self.builder.sink.silently(|| self.builder.process_token(ignored, line));
        let said = self.builder.sink.last_silenced();
        ["InTable", "InTableBody", "InRow"]
            .iter()
            .any(|mode| said.ends_with(&format!("insertion mode {mode}")))
    }

    fn start(&self, tag: Tag, line: u64) -> TokenSinkResult<NodeId> {
        if self.takes_form(&tag, line) {
            self.builder.sink.make_next(tag.name, tag.attrs);
            let stand_in = Token::TagToken(amends::taken_by_tables());
            return self.builder.process_token(stand_in, line);
        }
        let name = tag.name.clone();
        self.builder.sink.forget_last();
        let result = self.builder.process_token(Token::TagToken(tag), line);
        if !matches!(result, TokenSinkResult::Continue)
            || !may_close(&name)
            || !self.builder.sink.opened_too_deep(&name)
        {
            return result;
        }
        *self.closed.borrow_mut().entry(name.clone()).or_default() += 1;
        self.builder.process_token(Token::TagToken(amends::plain(TagKind::EndTag, name)), line)
    }

    /// Whether the end tag belongs to an element that was closed already.
    fn is_spent(&self, name: &LocalName) -> bool {
        let closed = &mut *self.closed.borrow_mut();
        let Some(count) = closed.get_mut(name).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let Token::TagToken(tag) = &token {
            self.amend(tag, line);
        }
        if matches!(token, Token::TagToken(_) | Token::CommentToken(_) | Token::DoctypeToken(_)) {
            self.said.set(true);
            self.raw.take();
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.clone();
                let follows = self.containers.borrow().heeds(&tag);
                let result = self.start(tag, line);
                if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
                    self.raw.replace(Some(name.clone()));
                }
                if follows {
                    // end tags that are to be passed over are the tree builder's alone
                    let made = self.builder.sink.made_last(&name).filter(|_| self.closed.borrow().is_empty());
                    self.containers.borrow_mut().pass(TagKind::StartTag, name, made);
                }
                result
            }
            Token::TagToken(tag) if self.is_spent(&tag.name) => TokenSinkResult::Continue,
            Token::TagToken(tag) => {
                let ended = self.containers.borrow().heeds(&tag).then(|| tag.name.clone());
                let result = self.builder.process_token(Token::TagToken(tag), line);
                if let Some(name) = ended {
                    self.containers.borrow_mut().pass(TagKind::EndTag, name, None);
                }
                result
            }
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether an element of that name means the same when it is closed at once.
fn may_close(name: &LocalName) -> bool {
    !matches!(
        *name,
        local_name!("body")
            | local_name!("br")
            | local_name!("caption")
            | local_name!("colgroup")
            | local_name!("dd")
            | local_name!("dt")
            | local_name!("form")
            | local_name!("head")
            | local_name!("html")
            | local_name!("li")
            | local_name!("optgroup")
            | local_name!("option")
            | local_name!("p")
            | local_name!("rb")
            | local_name!("rp")
            | local_name!("rt")
            | local_name!("rtc")
            | local_name!("select")
            | local_name!("table")
            | local_name!("tbody")
            | local_name!("td")
            | local_name!("template")
            | local_name!("tfoot")
            | local_name!("th")
            | local_name!("thead")
            | local_name!("tr")
    )
}
