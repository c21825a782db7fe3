//! What a project's file may say: whoever wrote it may be a stranger, and whoever runs hxws in it may not have read it.
//!
//! It can neither make hxws read or write a file outside of its directory, nor have what is in one sent; which keys it
//! may have at all is in [`super::key`], and what its aliases may stand for with the prompt's commands.

use std::path::Path;

use super::key::Key;
use super::value::Value;

/// Whether a value may stand in a project's file of that directory.
///
/// # Errors
/// Why not, to follow its key.
pub fn value(key: &Key, value: &Value, directory: &Path) -> Result<(), String> {
    match key.name {
        "page" => value.texts().iter().try_for_each(|page| file(directory, page)),
        "cookie" if value.texts().iter().any(|cookie| !cookie.contains('=')) => {
            Err("takes cookies as `name=value` in a project's file, which must not name files".to_owned())
        }
        // where many hosts are behind one address, it decides who gets what the user's own targets send
        "header" if value.texts().iter().any(|text| is_host(text)) => {
            Err("holds `Host`, which a project's file must not set: it says who gets what is sent".to_owned())
        }
        _ => Ok(()),
    }
}

fn is_host(header: &str) -> bool {
    header.split([':', ';']).next().is_some_and(|name| name.trim().eq_ignore_ascii_case("host"))
}

/// Whether a page in a file is one of the project's; an address is none of them.
///
/// # Errors
/// Why not, to follow its key.
pub fn file(directory: &Path, target: &str) -> Result<(), String> {
    if ["ws://", "wss://", "http://", "https://"].iter().any(|scheme| target.starts_with(scheme)) {
        return Ok(());
    }
    let outside = || {
        let directory = directory.display();
        format!("leads out of `{directory}`, where a project's file must not look: `{target}`")
    };
    let within = Path::new(target).strip_prefix(directory).map_err(|_| outside())?;
    if within.components().any(|part| !matches!(part, std::path::Component::Normal(_))) {
        return Err(outside());
    }
    // links are followed; what is not there is an error of whoever reads it
    match (Path::new(target).canonicalize(), directory.canonicalize()) {
        (Ok(file), Ok(directory)) if !file.starts_with(&directory) => Err(outside()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_project_is_in_the_project() {
        let place = tempfile::tempdir().unwrap();
        let project = place.path().join("shop");
        std::fs::create_dir(&project).unwrap();
        std::fs::write(place.path().join("secret.html"), "").unwrap();
        std::fs::write(project.join("room.html"), "").unwrap();
        let at = |name: &str| file(&project, &project.join(name).to_string_lossy());
        assert_eq!((at("room.html"), at("missing.html")), (Ok(()), Ok(())));
        assert!(at("../secret.html").is_err() && at("/etc/passwd").is_err());
        assert_eq!(file(&project, "https://a.example/"), Ok(()));
        std::fs::create_dir(project.join("x:")).unwrap();
        assert!(at("x://../../secret.html").is_err());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret.html", project.join("link.html")).unwrap();
            assert!(at("link.html").is_err());
        }
    }
}
