//! Files that only their owner can read: what was sent and typed is in them. Knows no format.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens a file with more of the system's flags; one that others could read is for its owner alone from then on. What is no
/// file (a pipe, a device) is left as it is.
///
/// # Errors
/// Where it cannot be opened, or is another user's and open to others.
#[cfg(unix)]
pub fn open(options: &mut OpenOptions, path: &Path, flags: i32) -> io::Result<File> {
    use std::fs::Permissions;
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

    let file = options.mode(0o600).custom_flags(flags).open(path)?;
    let found = file.metadata()?;
    if found.is_file() && found.permissions().mode() & 0o077 != 0 {
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// Opens a file; who may read it is the system's affair.
///
/// # Errors
/// Where it cannot be opened.
#[cfg(not(unix))]
pub fn open(options: &mut OpenOptions, path: &Path, _flags: i32) -> io::Result<File> {
    options.open(path)
}
