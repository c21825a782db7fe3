//! Values that may hold a secret, read so that no message of clap's repeats them.

use std::error::Error;
use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::TypedValueParser;
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};

/// Reads a `T` as clap does, and shows `…` where clap shows what was written.
pub struct Unrepeated<T>(PhantomData<fn() -> T>);

impl<T> Unrepeated<T> {
    /// A parser of `T`.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Clone for Unrepeated<T> {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl<T> TypedValueParser for Unrepeated<T>
where
    T: FromStr<Err: Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        T::from_str.parse_ref(command, arg, value).map_err(|mut error| {
            error.insert(ContextKind::InvalidValue, ContextValue::String("…".to_owned()));
            error
        })
    }
}
