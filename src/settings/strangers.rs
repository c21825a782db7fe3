//! What a project's file may say: whoever wrote it may be a stranger, and whoever runs hxws in it may not have read it.
//!
//! It can neither make hxws read or write a file outside of its directory, nor have what is in one sent; which keys it
//! may have at all is in [`super::key`].

use std::path::Path;

use super::key::Key;
use super::value::Value;

/// Commands of the prompt that an alias of a project may stand for: they touch the page and the socket, and no files,
/// no programs and no clipboard.
const HARMLESS: &[&str] = &[
    "submit",
    "click",
    "fill",
    "check",
    "select",
    "trigger",
    "raw",
    "hex",
    "ping",
    "page",
    "targets",
    "diff",
    "forms",
    "sockets",
    "socket",
    "queue",
    "headers",
    "wait",
    "close",
    "drop",
    "reconnect",
    "reload",
    "history",
    "resend",
    "explain",
    "as",
    "filter",
    "more",
    "pause",
    "resume",
    "time",
    "help",
    "quit",
];

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

/// Whether an alias may stand in a project's file: it names no files, and only what a command on the page may be.
///
/// # Errors
/// Why not, to follow its name.
pub fn alias(line: &str) -> Result<(), String> {
    let line = line.trim_start();
    if let Some(command) = line.strip_prefix('/') {
        let name = command.split(char::is_whitespace).next().unwrap_or_default();
        if !HARMLESS.contains(&name) {
            return Err(format!("stands for `/{name}`, which a project's file must not do"));
        }
    }
    if line.starts_with('{') {
        return Ok(());
    }
    // a mail's address is no file: there the sign stands behind a letter or a digit
    let names_file = line.match_indices('@').any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric));
    if names_file {
        return Err("names a file with `@`, which a project's file must not do".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_of_a_project_reaches_the_page_and_no_file() {
        for line in
            ["/submit #buy qty=1", "msg=hi mail=a@b.example", "/raw {\"a\": 1}", "{\"to\": \"a@b.c\"}"]
        {
            assert_eq!(alias(line), Ok(()), "{line}");
        }
        let file = Err("names a file with `@`, which a project's file must not do".to_owned());
        for line in [
            "/raw @/etc/passwd",
            "/raw @",
            "/hex @x",
            "key=@.ssh/id_rsa",
            "a=1 'b=@x",
            "n:=@x",
            "/submit #f \"a=@b\"",
        ] {
            assert_eq!(alias(line), file, "{line}");
        }
        for line in ["/source x", " /record x", "/edit", "/copy", "/b"] {
            assert!(alias(line).unwrap_err().ends_with("which a project's file must not do"), "{line}");
        }
    }

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
