//! Where html5ever's tree builder does something else than Chromium's: the tags that, put in front of others, make up
//! for it. Elsewhere than there these tags are passed over by the tree builder.

use std::cell::Cell;

use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// What is open, as far as the tags tell.
pub(super) struct Amends {
    in_template: bool,
    templates: Cell<usize>,
    table_heads: Cell<usize>,
}

impl Amends {
    /// `in_template`: what is parsed are the contents of a template.
    pub(super) fn new(in_template: bool) -> Amends {
        Amends { in_template, templates: Cell::new(0), table_heads: Cell::new(0) }
    }

    /// Whether the tag opens a form in a template.
    pub(super) fn is_form_in_template(&self, tag: &Tag) -> bool {
        tag.kind == TagKind::StartTag && tag.name == local_name!("form") && self.is_in_template()
    }

    fn is_in_template(&self) -> bool {
        self.in_template || self.templates.get() > 0
    }

    /// The tag to be processed before this one.
    pub(super) fn before(&self, tag: &Tag) -> Option<Tag> {
        match (tag.kind, &tag.name) {
            (TagKind::StartTag, &local_name!("template")) => add(&self.templates),
            (TagKind::EndTag, &local_name!("template")) => subtract(&self.templates),
            (TagKind::EndTag, &local_name!("thead")) => subtract(&self.table_heads),
            // Chromium, `HTMLTreeBuilder::ProcessStartTag` in `kTemplateContentsMode`: of what may stand in a head only
            // link, meta, script, style and template leave the choice of what the contents are to what follows
            (TagKind::StartTag, &(local_name!("base") | local_name!("bgsound") | local_name!("title")))
                if self.is_in_template() =>
            {
                return Some(ignored());
            }
            // html5ever 0.40 `InTableBody` finds no open thead unless there is a table around it
            (
                TagKind::StartTag,
                &(local_name!("caption")
                | local_name!("colgroup")
                | local_name!("tbody")
                | local_name!("tfoot")
                | local_name!("thead")),
            ) => {
                let amend = self.table_heads.get() > 0;
                subtract(&self.table_heads);
                if tag.name == local_name!("thead") {
                    add(&self.table_heads);
                }
                return amend.then(|| plain(TagKind::EndTag, local_name!("thead")));
            }
            _ => {}
        }
        None
    }
}

/// A tag that is passed over wherever a template is open; the contents of one begin with it as with any element.
pub(super) fn ignored() -> Tag {
    plain(TagKind::StartTag, local_name!("head"))
}

/// A tag that a table takes as it is, and closes at once.
pub(super) fn taken_by_tables() -> Tag {
    let name = QualName::new(None, ns!(), local_name!("type"));
    let attrs = vec![Attribute { name, value: "hidden".into() }];
    Tag { attrs, ..plain(TagKind::StartTag, local_name!("input")) }
}

fn add(count: &Cell<usize>) {
    count.set(count.get() + 1);
}

fn subtract(count: &Cell<usize>) {
    count.set(count.get().saturating_sub(1));
}

/// A tag without attributes.
pub(super) fn plain(kind: TagKind, name: LocalName) -> Tag {
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}
