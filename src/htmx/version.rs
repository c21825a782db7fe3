//! Version numbers of htmx and its ws extension, as people and script addresses write them.

use std::fmt;

/// A `major.minor.patch` version; pre-release tags are left out of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Major.
    pub major: u16,
    /// Minor.
    pub minor: u16,
    /// Patch.
    pub patch: u16,
}

impl Version {
    /// A version from its three numbers.
    #[must_use]
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch }
    }

    /// Reads `2.0.4`, `v2.0.4` or `2.0.4-beta1`; all three numbers must be there.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let core = text.split(['-', '+']).next()?;
        let mut numbers = core.split('.').map(str::parse);
        let version = Self::new(numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
        numbers.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn reads_what_people_and_script_addresses_write() {
        assert_eq!(Version::parse("2.0.11"), Some(Version::new(2, 0, 11)));
        assert_eq!(Version::parse("v1.9.12"), Some(Version::new(1, 9, 12)));
        assert_eq!(Version::parse("4.0.0-beta2"), Some(Version::new(4, 0, 0)));
        assert_eq!(Version::parse("2.0"), None);
        assert_eq!(Version::parse("2.0.4.1"), None);
        assert_eq!(Version::parse("2.0.x"), None);
    }
}
