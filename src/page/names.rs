//! The string types that the `selectors` crate asks for.
//!
//! Knows nothing of matching; only what a name is and how CSS writes it.

use std::borrow::Borrow;
use std::fmt;

use cssparser::{ToCss, serialize_identifier, serialize_string};
use html5ever::{LocalName, Namespace};
use precomputed_hash::PrecomputedHash;

/// An identifier: an id or a class.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ident(pub(super) String);

/// The value of an attribute selector.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttrText(pub(super) String);

/// The name of a type or an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name(pub(super) LocalName);

/// A namespace's address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Space(pub(super) Namespace);

impl From<&str> for Ident {
    fn from(text: &str) -> Ident {
        Ident(text.to_owned())
    }
}

impl From<&str> for AttrText {
    fn from(text: &str) -> AttrText {
        AttrText(text.to_owned())
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Name {
        Name(LocalName::from(text))
    }
}

impl AsRef<str> for AttrText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Ident {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl ToCss for AttrText {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_string(&self.0, dest)
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Ident {
    /// FNV-1a; it only feeds filters, where a collision costs time and nothing else.
    fn precomputed_hash(&self) -> u32 {
        self.0.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl PrecomputedHash for Space {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl Borrow<LocalName> for Name {
    fn borrow(&self) -> &LocalName {
        &self.0
    }
}

impl Borrow<Namespace> for Space {
    fn borrow(&self) -> &Namespace {
        &self.0
    }
}
