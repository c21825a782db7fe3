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

/// Opens a file as [`open`] does, and follows a link only where it is the user's own or the system's (`/dev/stdout`): who
/// may put one into a folder like `/tmp` does not choose what is written to.
///
/// # Errors
/// Where it cannot be opened, or is another user's link.
#[cfg(unix)]
pub fn open_no_strangers_link(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    use std::os::unix::fs::MetadataExt as _;

    match open(options, path, rustix::fs::OFlags::NOFOLLOW.bits().cast_signed()) {
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            let owner = std::fs::symlink_metadata(path)?.uid();
            if owner != 0 && owner != rustix::process::geteuid().as_raw() {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is another user's link"));
            }
            open(options, path, 0)
        }
        opened => opened,
    }
}

/// Opens a file; what a link leads to is the system's affair.
///
/// # Errors
/// Where it cannot be opened.
#[cfg(not(unix))]
pub fn open_no_strangers_link(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    open(options, path, 0)
}

/// Opens a file; who may read it is the system's affair.
///
/// # Errors
/// Where it cannot be opened.
#[cfg(not(unix))]
pub fn open(options: &mut OpenOptions, path: &Path, _flags: i32) -> io::Result<File> {
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::os::unix::fs::{PermissionsExt as _, lchown, symlink};

    use super::*;

    fn opened(path: &Path) -> io::Result<File> {
        open_no_strangers_link(OpenOptions::new().create(true).append(true), path)
    }

    #[test]
    fn a_file_is_made_for_its_owner_alone_and_one_s_own_link_is_followed() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("a"), directory.path().join("link"));
        symlink(&file, &link).unwrap();
        for path in [&file, &link] {
            opened(path).unwrap().write_all(b"x").unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "xx");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        opened(&link).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn another_user_s_link_is_not_followed() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("a"), directory.path().join("link"));
        fs::write(&file, "mine").unwrap();
        symlink(&file, &link).unwrap();
        // only root may give it away
        if lchown(&link, Some(65534), None).is_ok() {
            assert_eq!(opened(&link).unwrap_err().to_string(), "it is another user's link");
            assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        }
        assert!(opened(Path::new("/dev/stdout")).is_ok() || !Path::new("/dev/stdout").exists());
    }
}
