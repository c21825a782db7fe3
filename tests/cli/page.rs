//! Pages in files, for tests that need one.

use std::path::Path;

use snapbox::str;
use tempfile::TempDir;

use super::support::hxws_in;

/// A chat, a survey with a control of every kind, and places to swap into.
pub const ROOM: &str = r#"<!doctype html>
<title>room</title>
<script src="https://unpkg.com/htmx.org@2.0.7"></script>
<script src="https://unpkg.com/htmx-ext-ws@2.0.3"></script>
<main hx-ext="ws" ws-connect="/ws">
<ul id="chat"></ul>
<form id="say" ws-send><input id="msg" name="msg" required><button name="act" value="say">Say</button><button id="shout" name="act" value="shout">Shout</button></form>
<p id="last"></p>
<table><tbody id="rows"></tbody></table>
<i class="tick"></i><i class="tick"></i>
<form id="survey" ws-send>
<input name="text" value="old"><textarea name="area"></textarea><input type="hidden" name="token" value="t1">
<input type="checkbox" name="tos"><input type="checkbox" name="color" value="red" checked><input type="checkbox" name="color" value="blue">
<input type="radio" name="size" value="S"><input type="radio" name="size" value="M" checked>
<select name="one"><option>a<option>b</select><select name="many" multiple><option>x<option selected>y<option>z</select>
</form>
</main>
"#;

/// A directory with the room in `room.html`, and these files.
pub fn directory(files: &[(&str, &[u8])]) -> TempDir {
    let directory = TempDir::new().unwrap();
    write(directory.path(), "room.html", ROOM.as_bytes());
    for (name, bytes) in files {
        write(directory.path(), name, bytes);
    }
    directory
}

fn write(directory: &Path, name: &str, bytes: &[u8]) {
    let path = directory.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_file_whose_socket_is_not_there_says_what_gives_its_address() {
    let page = directory(&[("page.html", b"<div hx-ext=ws ws-connect=/ws></div>")]);
    let listen = ["listen", "page.html", "-o", "html", "--unix-socket", "none.sock"];
    hxws_in(page.path(), &listen).is(str![[r#"
--- stderr
error: could not connect to the Unix socket `none.sock`: no such file
  is the server running, and is that where it listens?
  the page is a file: `--url` says at which address it is served
--- status 3

"#]]);
    hxws_in(page.path(), &[&listen[..], &["--url", "http://app.test/"]].concat()).is(str![[r#"
--- stderr
error: could not connect to the Unix socket `none.sock`: no such file
  is the server running, and is that where it listens?
--- status 3

"#]]);
}
