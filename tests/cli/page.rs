//! Pages in files, for tests that need one.

use std::path::Path;

use tempfile::TempDir;

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
