//! The configuration: the user's own file and a project's, what they come to on a command line, and `hxws config`.

use std::path::PathBuf;
use std::process::Command;

use snapbox::{IntoData, str};
use tempfile::TempDir;

use super::support::{Demo, Peer, Ran, command, same, scripted};

/// A home with a configuration, and a project in it.
struct Place {
    directory: TempDir,
}

impl Place {
    fn new(own: &str, project: &str) -> Self {
        let place = Self { directory: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(place.at("home/.config/hxws")).unwrap();
        std::fs::create_dir_all(place.at("home/shop/app")).unwrap();
        std::fs::create_dir(place.at("home/shop/.git")).unwrap();
        place.write("home/.config/hxws/config.toml", own);
        place.write("home/shop/.hxws.toml", project);
        place
    }

    fn at(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.at(path), text).unwrap();
    }

    /// hxws in a directory of the project, with what the user has configured.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = command(args);
        command.env_remove("HXWS_CONFIG").env("HOME", self.at("home"));
        command.env("XDG_CONFIG_HOME", self.at("home/.config")).current_dir(self.at("home/shop/app"));
        command
    }

    fn hxws(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// The same with lines to read.
    fn fed(&self, lines: &str, args: &[&str]) -> Ran {
        self.write("lines", lines);
        let input = std::fs::File::open(self.at("lines")).unwrap();
        Ran::of(self.command(args).stdin(input).output().unwrap())
    }

    /// Compares what was said, with the directory left out.
    #[track_caller]
    fn told(&self, ran: &Ran, expected: impl IntoData) {
        let directory = self.directory.path().to_str().unwrap();
        same(&ran.transcript().replace(directory, "DIR"), expected);
    }

    /// Compares what is said of the user's own file of that text.
    #[track_caller]
    fn own_is(own: &str, expected: impl IntoData) {
        let place = Self::new(own, "");
        place.told(&place.hxws(&["config"]), expected);
    }

    /// Compares what is said of a project's file of that text.
    #[track_caller]
    fn project_is(project: &str, expected: impl IntoData) {
        let place = Self::new("", project);
        place.told(&place.hxws(&["config"]), expected);
    }
}

#[test]
fn a_flag_counts_before_the_target_that_before_the_project_and_that_before_the_user() {
    let place = Place::new(
        "htmx = '1'\ntimeout = 10\nmax-retries = 1\nverbose = 1\n\n[targets.live]\nurl = 'ws://a.example/'\nmax-retries = 3\n",
        "htmx = '2'\nmax-retries = 2\ntime = false\n",
    );
    place.told(
        &place.hxws(&["config", "@live", "--timeout", "3", "-o", "human"]),
        str![[r#"
url               ws://a.example/               ~/.config/hxws/config.toml:7
htmx              2                             ~/shop/.hxws.toml:1
max-retries       3                             ~/.config/hxws/config.toml:8
timeout           3                             command line
output            human                         command line
time              false                         ~/shop/.hxws.toml:3
verbose           1                             ~/.config/hxws/config.toml:4
--- stderr
--- status 0

"#]],
    );
}

#[test]
fn in_json_each_setting_is_a_line_with_its_place() {
    let place =
        Place::new("header = ['X-Api: hush', 'Accept-Language: de']\n", "[aliases]\nb = '/submit #buy'\n");
    place.told(&place.hxws(&["config"]), str![[r##"
{"type":"setting","key":"header","value":"X-Api: …","source":"user","file":"DIR/home/.config/hxws/config.toml","line":1}
{"type":"setting","key":"header","value":"Accept-Language: de","source":"user","file":"DIR/home/.config/hxws/config.toml","line":1}
{"type":"setting","key":"aliases.b","value":"/submit #buy","source":"project","file":"DIR/home/shop/.hxws.toml","line":2}
--- stderr
--- status 0

"##]]);
}

#[test]
fn what_is_built_in_and_what_the_environment_says_is_listed_where_that_is_asked_for() {
    let place = Place::new("", "");
    let ran =
        Ran::of(place.command(&["config", "--all", "-o", "human"]).env("NO_COLOR", "1").output().unwrap());
    place.told(
        &ran,
        str![[r#"
htmx              the page's, else 2            built in
ws-ext            the page's, else 2.0.4        built in
load              false                         built in
page-timeout      30s                           built in
header            none                          built in
origin            the page's, or the socket's own  built in
subprotocol       none                          built in
compress          true                          built in
insecure          false                         built in
cacert            none                          built in
proxy             the environment's             built in
resolve           none                          built in
connect-timeout   the system's                  built in
max-message-size  64MiB                         built in
show-secrets      false                         built in
reconnect         true                          built in
max-retries       no limit                      built in
reconnect-delay   as htmx does                  built in
ping-interval     --pong-timeout, else never    built in
pong-timeout      --ping-interval               built in
timeout           5s                            built in
strict            false                         built in
output            human                         command line
color             never                         NO_COLOR
keys              emacs                         built in
history           true                          built in
time              true                          built in
messages          false                         built in
quiet             false                         built in
verbose           0                             built in
record            none                          built in
--- stderr
--- status 0

"#]],
    );
}

#[test]
fn secrets_are_hidden_unless_they_are_asked_for() {
    let own = "[targets.live]\nurl = 'https://u:hush@a.example/'\nuser = 'me:hush'\ncookie = ['a=hush; b=hush', 'jar.txt']\n\
               header = ['Authorization: Bearer hush', 'Origin;']\nhx-header = 'X-CSRF=hush'\nproxy = 'http://p:hush@proxy:1'\n";
    let place = Place::new(own, "");
    let ran = place.hxws(&["config", "-o", "human"]);
    assert!(!ran.transcript().contains("hush"));
    place.told(
        &ran,
        str![[r#"
output            human                         command line
targets.live.url  https://…@a.example/          ~/.config/hxws/config.toml:2
targets.live.user  me:…                         ~/.config/hxws/config.toml:3
targets.live.cookie  a=…; b=…                   ~/.config/hxws/config.toml:4
targets.live.cookie  DIR/home/.config/hxws/jar.txt  ~/.config/hxws/config.toml:4
targets.live.header  Authorization: Bearer …    ~/.config/hxws/config.toml:5
targets.live.header  Origin;                    ~/.config/hxws/config.toml:5
targets.live.hx-header  X-CSRF=…                ~/.config/hxws/config.toml:6
targets.live.proxy  http://…@proxy:1            ~/.config/hxws/config.toml:7
--- stderr
--- status 0

"#]],
    );
    let shown = place.hxws(&["config", "--show-secrets"]).transcript();
    assert_eq!(shown.matches("hush").count(), 7);
}

#[test]
fn a_token_for_a_name_and_an_alias_with_a_secret_are_hidden() {
    let own = "[aliases]\nin = '/submit #f password=hush'\nsay = 'msg=hi'\n\
               [targets.a]\nurl = ':1'\nuser = 'hush:'\n[targets.b]\nurl = ':1'\nuser = 'hush'\n\
               [targets.c]\nurl = ':1'\nuser = ':hush'\n";
    let place = Place::new(own, "");
    place.told(
        &place.hxws(&["config", "-o", "human"]),
        str![[r#"
output            human                         command line
aliases.in        …                             ~/.config/hxws/config.toml:2
aliases.say       msg=hi                        ~/.config/hxws/config.toml:3
targets.a.url     ws://localhost:1/             ~/.config/hxws/config.toml:5
targets.a.user    …                             ~/.config/hxws/config.toml:6
targets.b.url     ws://localhost:1/             ~/.config/hxws/config.toml:8
targets.b.user    …                             ~/.config/hxws/config.toml:9
targets.c.url     ws://localhost:1/             ~/.config/hxws/config.toml:11
targets.c.user    …                             ~/.config/hxws/config.toml:12
--- stderr
--- status 0

"#]],
    );
    let shown = place.hxws(&["config", "--show-secrets"]).transcript();
    assert_eq!(shown.matches("hush").count(), 4);
}

#[test]
fn the_paths_are_told_even_of_files_that_cannot_be_read() {
    let place = Place::new("htmx = ", "nonsense");
    place.told(
        &place.hxws(&["config", "--path"]),
        str![[r#"
DIR/home/.config/hxws/config.toml
DIR/home/shop/.hxws.toml
--- stderr
--- status 0

"#]],
    );
    std::fs::remove_file(place.at("home/.config/hxws/config.toml")).unwrap();
    std::fs::remove_file(place.at("home/shop/.hxws.toml")).unwrap();
    place.told(
        &place.hxws(&["config", "--path"]),
        str![[r#"
DIR/home/.config/hxws/config.toml
--- stderr
--- status 0

"#]],
    );
    place.told(
        &place.hxws(&["config"]),
        str![[r#"
--- stderr
note: nothing is set; your own settings go into `DIR/home/.config/hxws/config.toml`
--- status 0

"#]],
    );
}

#[test]
fn a_target_is_connected_to_with_its_settings() {
    let demo = Demo::start();
    let place = Place::new("", "");
    let target = format!(
        "[targets.shop]\nurl = '{}'\nsocket = '#b'\ntime = false\noutput = 'human'\n",
        demo.http("/two")
    );
    place.write("home/shop/.hxws.toml", &target);
    let expected = str![[r#"
page   http://127.0.0.1:PORT/two   htmx 2.0.11 · ws 2.0.4 · 2 sockets
       2 senders
open   ws://127.0.0.1:PORT/ws   101 · Origin http://127.0.0.1:PORT
→ 162 B   {"msg":"hi","act":"say","HEADERS":{ 5 }}
1  ✓ #chat  beforeend  1 match
     <li>hi</li>
2  ✓ #last  outerHTML  1 match
     <p id="last">last: hi</p>
3  ✓ #msg  outerHTML  1 match
     <input id="msg" name="msg" placeholder="say more" required=""
     autocomplete="off">
close  1000 normal closure · by client · htmx 2 stays closed
--- stderr
--- status 0

"#]];
    place.told(&place.fed("msg=hi\n/wait 3\n", &["@shop"]), expected.clone());
    place.told(&place.fed("msg=hi\n/wait 3\n", &["connect", "@shop"]), expected);
    let sent = |args: &[&str]| place.hxws(args).transcript();
    assert!(
        sent(&["send", "@shop", "msg=hi", "--until", "#last", "-o", "html"])
            .ends_with("--- stderr\n--- status 0\n")
    );
    assert_eq!(sent(&["inspect", "@shop"]), sent(&["inspect", &demo.http("/two"), "-o", "human"]));
    assert_eq!(
        sent(&["listen", "@shop", "--timeout", "0"]),
        sent(&["listen", &demo.http("/two"), "--socket", "#b", "--timeout", "0", "-o", "human", "--no-time"])
    );
}

#[test]
fn a_target_gives_its_page_to_what_needs_no_socket() {
    let targets = "[targets.room]\nurl = 'ws://a.example/ws'\npage = 'room.html'\npage-url = 'https://a.example/room'\n\
                   [targets.bare]\nurl = ':1/ws'\n\
                   [targets.file]\nurl = 'room.html'\n";
    let place = Place::new("", targets);
    place.write("home/shop/room.html", "<main id=room hx-ext=ws ws-connect=/ws><p id=last></p></main>");
    for target in ["@room", "@file"] {
        let explained = place.fed("<p id=last>hi</p>", &["explain", "--page", target, "-o", "human"]);
        place.told(
            &explained,
            str![[r#"
1  ✓ #last  outerHTML  1 match
     <p id="last">hi</p>
--- stderr
--- status 0

"#]],
        );
        let delays = place.hxws(&["backoff", target, "--attempts", "1", "-o", "human"]);
        assert_eq!(
            (delays.stdout_lines().last(), delays.status),
            (Some("retry  1         0 –   1000 ms"), Some(0))
        );
    }
    place.told(
        &place.hxws(&["inspect", "@room", "-o", "human"]),
        str![[r#"
page   https://a.example/room   htmx 2.0.11 · ws 2.0.4 · 1 socket · 0 senders
socket main#room   wss://a.example/ws · "/ws" · 2.0.11
--- stderr
--- status 0

"#]],
    );
    place.told(
        &place.hxws(&["explain", "--page", "@bare"]),
        str![[r#"
--- stderr
error: `@bare` is a socket, and has no page
  give it `page`, an address or the path of an HTML file, in `DIR/home/shop/.hxws.toml`
--- status 2

"#]],
    );
}

#[test]
fn a_target_that_there_is_not_is_told_with_those_that_there_are() {
    let place = Place::new("[targets.live]\nurl = ':1'\n", "[targets.staging]\nurl = ':2'\n");
    place.told(
        &place.hxws(&["send", "@stagin", "a=1"]),
        str![[r#"
--- stderr
error: there is no target `@stagin`
  did you mean `@staging`?
  there are @live, @staging
  a new one is a table `[targets.stagin]` with a `url`, in `DIR/home/.config/hxws/config.toml`
--- status 2

"#]],
    );
    place.told(
        &place.hxws(&["explain", "--page", "@x", "--no-config"]),
        str![[r#"
--- stderr
error: there is no target `@x`
  targets are in the configuration, and none is read
--- status 2

"#]],
    );
}

#[test]
fn a_header_of_the_command_line_takes_the_place_of_one_of_its_name() {
    let (port, server) = scripted(|listener| Peer::accept(listener).head());
    let place = Place::new(
        "header = ['X-A: user', 'X-B: user', 'X-C: user']\nconnect-timeout = '9s'\n",
        "header = 'x-b: project'\n",
    );
    let url = format!("ws://127.0.0.1:{port}/");
    let _refused = place.hxws(&["send", &url, "-H", "X-C: flag", "-H", "X-C: again", "--raw", "hi"]);
    let head = server.join().unwrap();
    let sent: Vec<&str> = head.lines().filter(|line| line.to_lowercase().starts_with("x-")).collect();
    assert_eq!(sent, ["X-A: user", "x-b: project", "X-C: flag", "X-C: again"]);
}

#[test]
fn what_the_command_line_says_otherwise_is_left_out() {
    let place = Place::new(
        "htmx = '2.0.4'\nws-ext = '2.0.3'\ntimeout = 1\noutput = 'html'\nproxy = 'http://127.0.0.1:1'\n",
        "",
    );
    // an option that goes with another one, one that conflicts, one that the command does without, its opposite
    place.told(
        &place.hxws(&["backoff", "--htmx", "4", "--attempts", "1"]),
        str![[r#"
{"type":"close-code","code":1000,"reconnects":false}
{"type":"close-code","code":1001,"reconnects":true}
{"type":"close-code","code":1002,"reconnects":false}
{"type":"close-code","code":1003,"reconnects":false}
{"type":"close-code","code":1005,"reconnects":true}
{"type":"close-code","code":1006,"reconnects":true}
{"type":"close-code","code":1007,"reconnects":false}
{"type":"close-code","code":1008,"reconnects":false}
{"type":"close-code","code":1009,"reconnects":false}
{"type":"close-code","code":1010,"reconnects":false}
{"type":"close-code","code":1011,"reconnects":true}
{"type":"close-code","code":1012,"reconnects":true}
{"type":"close-code","code":1013,"reconnects":true}
{"type":"close-code","code":1014,"reconnects":true}
{"type":"close-code","code":1015,"reconnects":false}
{"type":"delay","attempt":1,"min_ms":350,"max_ms":650}
--- stderr
--- status 0

"#]],
    );
    place.told(
        &place.hxws(&["send", "ws://a.example/", "--raw", "hi", "--dry-run"]),
        str![[r#"
hi
--- stderr
--- status 0

"#]],
    );
    place.told(
        &place.hxws(&["send", "ws://127.0.0.1:1/", "--raw", "hi", "--no-proxy"]),
        str![[r#"
--- stderr
error: could not connect to `127.0.0.1:PORT`: connection refused
  is the server running on `127.0.0.1:PORT`?
--- status 3

"#]],
    );
}

#[test]
fn another_file_is_read_in_the_place_of_all_and_none_where_that_is_asked_for() {
    let place = Place::new("htmx = '1'\n", "load = true\n");
    place.write("other.toml", "htmx = '4'\n[targets.here]\nurl = 'page.html'\n");
    let other = place.at("other.toml");
    let other = other.to_str().unwrap();
    let expected = str![[r#"
{"type":"setting","key":"htmx","value":"4","source":"user","file":"DIR/other.toml","line":1}
{"type":"setting","key":"targets.here.url","value":"DIR/page.html","source":"user","file":"DIR/other.toml","line":3}
--- stderr
--- status 0

"#]];
    place.told(&place.hxws(&["config", "--config", other]), expected.clone());
    let here =
        place.command(&["config", "--config", "other.toml"]).current_dir(place.directory.path()).output();
    place.told(&Ran::of(here.unwrap()), expected.clone());
    let named =
        |file: &str, args: &[&str]| Ran::of(place.command(args).env("HXWS_CONFIG", file).output().unwrap());
    place.told(&named(other, &["config"]), expected);
    let nothing = str![[r#"
--- stderr
note: nothing is set: no configuration is read
--- status 0

"#]];
    place.told(&named("", &["config"]), nothing.clone());
    place.told(&named(other, &["config", "--no-config"]), nothing);
    place.told(
        &named("missing.toml", &["config"]),
        str![[r#"
--- stderr
error: there is no configuration `DIR/home/shop/app/missing.toml`
--- status 2

"#]],
    );
}

#[test]
fn an_alias_stands_for_a_line_of_a_pipe_and_of_help() {
    let demo = Demo::start();
    let place = Place::new(
        "[aliases]\nsay = 'msg=hi'\nraw2 = '/raw'\n",
        "[aliases]\nraw2 = '/raw {}'\nraw3 = '/raw {}'\n",
    );
    let lines = "/say\n/raw2 {\"step\": 1}\n/help raw2\n/sya\n";
    place.told(
        &place.fed(lines, &[&demo.ws(), "-o", "raw", "--alias", "raw2=/raw", "--wait", "1"]),
        str![[r#"
<ul id="chat" hx-swap-oob="beforeend"><li>hi</li></ul>
--- stderr
/raw2  /raw
error: there is no command `/sya`: `/help` lists them
--- status 2

"#]],
    );
    let help = place.fed("/help\n", &[&demo.ws(), "-o", "raw"]).transcript();
    assert!(help.contains("\nyour own\n  /say  msg=hi\n  /raw2  /raw\n  /raw3  /raw {}\n"), "{help}");
}

#[test]
fn a_wrong_alias_is_refused() {
    Place::own_is(
        "[aliases]\npage = '/forms'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: the alias `page` cannot be read: `/page` is a command of hxws; take another name
--- status 2

"#]],
    );
    Place::own_is(
        "[aliases]\nc = '/sumbit #a'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: the alias `c` cannot be read: it stands for `/sumbit`, which is no command of hxws; did you mean `/submit`?
--- status 2

"#]],
    );
    Place::own_is(
        "[aliases]\nc = 1\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: `c` takes a line as text, not a number
--- status 2

"#]],
    );
    Place::own_is(
        "aliases = 1\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `aliases` takes a table, not a number
--- status 2

"#]],
    );
}

#[test]
fn a_key_that_there_is_not_is_told_with_the_nearest() {
    Place::own_is(
        "# mine\nhtxm = '4'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: there is no setting `htxm`
  did you mean `htmx`?
--- status 2

"#]],
    );
    Place::own_is(
        "no-time = true\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: there is no setting `no-time`
  write `time = false`
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nulr = ':1'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: there is no setting `ulr`
  did you mean `url`?
--- status 2

"#]],
    );
    Place::own_is(
        "dry-run = true\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: there is no setting `dry-run`
--- status 2

"#]],
    );
    Place::own_is(
        "user = 'a:b'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `user` is a setting of targets
  what it holds is for one server: put it into `[targets.NAME]`
--- status 2

"#]],
    );
    Place::own_is(
        "header = 'Authorization: Bearer x'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `header` holds `Authorization`, which is for one server
  it would go to every server: put it into `[targets.NAME]`
--- status 2

"#]],
    );
}

#[test]
fn a_value_that_cannot_be_read_is_told_as_that_of_the_option_is() {
    Place::own_is(
        "quiet = true\ntimeout = 'soon'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: `timeout` cannot be read: write a positive number of seconds, or such as 5s, 500ms, 1m30s
--- status 2

"#]],
    );
    Place::own_is(
        "color = 'blue'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `color` is none of auto, always, never
--- status 2

"#]],
    );
    Place::own_is(
        "header = ['A: b', 'hush']\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `header` cannot be read: a header is written `Name: value`, or `Name;` to leave it out
--- status 2

"#]],
    );
    Place::own_is(
        "htmx = '3'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `htmx` cannot be read: `3` is not a version of htmx that hxws knows: write `1`, `1-ext`, `2` or `4`, or an exact one from 1.9.7 to 1.9.12, from 2.0.0 to 2.0.11, or 4.0.1
--- status 2

"#]],
    );
    Place::own_is(
        "proxy = 'gopher://x'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `proxy` cannot be read: `--proxy` does not name a proxy: `gopher` is not a proxy's scheme: `http`, `https`, `socks5` and `socks5h` are
--- status 2

"#]],
    );
    Place::own_is(
        "reconnect = 'no'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `reconnect` takes true or false
--- status 2

"#]],
    );
    Place::own_is(
        "timeout = true\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `timeout` takes text or a number
--- status 2

"#]],
    );
    Place::own_is(
        "timeout = [1, 2]\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `timeout` takes one value, no list
--- status 2

"#]],
    );
    Place::own_is(
        "timeout = 1979-05-27\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `timeout` takes no date
--- status 2

"#]],
    );
    Place::own_is(
        "verbose = 10\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: `verbose` takes a whole number up to 9
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nurl = 'ftp://a.example'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: `ftp://a.example` has the scheme `ftp`
  write ws://, wss://, http:// or https://, or the path of an HTML file
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nsocket = '#a'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: the target `a` has no `url`
  give it `url`, what it connects to: ws://…, http://… or the path of an HTML file
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nurl = ':1'\nsocket = '>'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 3: `socket` cannot be read: `>` is not a valid selector: a selector is missing at character 1
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nurl = ':1'\npage = 'nowhere'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 3: `page` is neither a page's address nor a file
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.a]\nurl = ':1'\npage-url = 'nowhere'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 3: `page-url` cannot be read: `--url nowhere` is not an address: relative URL without a base
--- status 2

"#]],
    );
    Place::own_is(
        "[targets.'a b']\nurl = ':1'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: a target is named by letters, digits, `-`, `_` and `.`, not `a b`
--- status 2

"#]],
    );
    // a letter that is not shown
    Place::own_is(
        "[targets.\"a\u{3164}b\"]\nurl = ':1'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: a target is named by letters, digits, `-`, `_` and `.`, not `a\u{3164}b`
--- status 2

"#]],
    );
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    Place::own_is(
        "htmx = '4'\ntimeout = 5s\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: this is not TOML: string values must be quoted, expected literal string
--- status 2

"#]],
    );
    Place::own_is(
        "htmx = '4'\nhtmx = '2'\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 2: this is not TOML: duplicate key
--- status 2

"#]],
    );
    Place::own_is(
        "a = [\n",
        str![[r#"
--- stderr
error: `DIR/home/.config/hxws/config.toml`, line 1: this is not TOML: unclosed array, expected `]`
--- status 2

"#]],
    );
}

#[test]
fn help_and_what_is_generated_needs_no_configuration() {
    let place = Place::new("nonsense", "nonsense");
    for args in [&["--help"][..], &["man"], &["completions", "bash"], &["send", "--help"]] {
        assert_eq!((place.hxws(args).status, place.hxws(args).stderr), (Some(0), String::new()), "{args:?}");
    }
}

#[test]
fn a_project_says_neither_whom_to_trust_nor_which_way_messages_take() {
    for line in [
        "insecure = true",
        "proxy = 'http://evil.example:1'",
        "proxy = false",
        "resolve = 'a.example:443:6.6.6.6'",
    ] {
        let place = Place::new("", line);
        let key = line.split(' ').next().unwrap();
        assert_eq!(
            place.hxws(&["config"]).transcript().replace(place.directory.path().to_str().unwrap(), "DIR"),
            format!(
                "--- stderr\nerror: `DIR/home/shop/.hxws.toml`, line 1: `{key}` is not for a project's file\n  \
                 a project's file must not say which way messages take, nor whom to trust; it is a setting of your own \
                 configuration, or an option\n--- status 2\n"
            )
        );
    }
    Place::project_is(
        "header = ['X: y', 'host : evil.example']\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 1: `header` holds `Host`, which a project's file must not set: it says who gets what is sent
--- status 2

"#]],
    );
    Place::project_is(
        "show-secrets = true\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 1: `show-secrets` is not for a project's file
  a project's file must not make secrets visible; it is a setting of your own configuration, or an option
--- status 2

"#]],
    );
    Place::project_is(
        "color = 'always'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 1: `color` is not for a project's file
  how your terminal looks and works is up to you; it is a setting of your own configuration, or an option
--- status 2

"#]],
    );
}

#[test]
fn a_project_names_no_file_but_its_own_pages() {
    let outside = "cacert = 'ca.pem'\nrecord = 'log.jsonl'\n";
    let target =
        "cookie-jar = 'jar'\ncert = 'c.pem'\nkey = 'k.pem'\nunix-socket = '/run/x'\non-open = 'lines'\n";
    let each = outside.lines().map(str::to_owned);
    let of_target = target.lines().map(|line| format!("[targets.a]\nurl = ':1'\n{line}"));
    for text in each.chain(of_target) {
        let told = Place::new("", &text).hxws(&["config"]).transcript();
        assert!(told.contains("must not name files to read or to write"), "{text}: {told}");
    }
    Place::project_is(
        "[targets.a]\nurl = ':1'\ncookie = '../../cookies.txt'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 3: `cookie` takes cookies as `name=value` in a project's file, which must not name files
--- status 2

"#]],
    );
    Place::project_is(
        "[targets.a]\nurl = '../secret.html'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 2: `url` leads out of `DIR/home/shop`, where a project's file must not look: `DIR/home/shop/../secret.html`
--- status 2

"#]],
    );
    Place::project_is(
        "[targets.a]\nurl = 'http://a.example/'\npage = '/etc/motd.html'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 3: `page` leads out of `DIR/home/shop`, where a project's file must not look: `/etc/motd.html`
--- status 2

"#]],
    );
    Place::project_is(
        "[aliases]\nx = '/raw @~/.ssh/id_rsa'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 2: the alias `x` names a file with `@`, which a project's file must not do
--- status 2

"#]],
    );
    Place::project_is(
        "[aliases]\nhi = \"\\u00a0{x=@/tmp/secret.txt\"\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 2: the alias `hi` names a file with `@`, which a project's file must not do
--- status 2

"#]],
    );
    Place::project_is(
        "[aliases]\nx = '/source a'\n",
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 2: the alias `x` stands for `/source`, which a project's file must not do
--- status 2

"#]],
    );
}

#[test]
fn a_project_with_more_than_a_project_says_is_told_at_once() {
    let aliases: String = (0..3000).map(|at| format!("a{at} = 'x=1'\n")).collect();
    Place::project_is(
        &format!("[aliases]\n{aliases}"),
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml`, line 402: a project's file holds at most 400 settings, targets and aliases
--- status 2

"#]],
    );
    Place::project_is(
        &"#".repeat((64 << 10) + 1),
        str![[r#"
--- stderr
error: `DIR/home/shop/.hxws.toml` cannot be read: a project's file has at most 64 KiB
--- status 2

"#]],
    );
}

#[test]
fn no_project_takes_the_place_of_a_target_of_the_users_own() {
    let place = Place::new(
        "[targets.live]\nurl = 'https://a.example/'\nuser = 'me:hush'\n",
        "[targets.live]\nurl = 'https://evil.example/'\nheader = 'X: y'\n",
    );
    place.told(
        &place.hxws(&["config", "@live"]),
        str![[r#"
{"type":"setting","key":"url","value":"https://a.example/","source":"user","file":"DIR/home/.config/hxws/config.toml","line":2}
{"type":"setting","key":"user","value":"me:…","source":"user","file":"DIR/home/.config/hxws/config.toml","line":3}
--- stderr
--- status 0

"#]],
    );
}

#[cfg(unix)]
#[test]
fn a_project_that_others_may_write_to_is_passed_over_with_a_note() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new("", "htmx = '4'\n");
    let file = place.at("home/shop/.hxws.toml");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o666)).unwrap();
    place.told(
        &place.hxws(&["config", "-o", "human"]),
        str![[r#"
output            human                         command line
--- stderr
note: `DIR/home/shop/.hxws.toml` is passed over: it belongs to another user, or others may write to it; `--config DIR/home/shop/.hxws.toml` reads it all the same
--- status 0

"#]],
    );
    place.told(
        &place.hxws(&["send", "page.html", "-q", "--dry-run"]),
        str![[r#"
--- stderr
error: `page.html` cannot be read: No such file or directory (os error 2)
  check the path; for a host write its address with ws:// or http://
--- status 2

"#]],
    );
    place.told(
        &place.hxws(&["config", "--config", file.to_str().unwrap()]),
        str![[r#"
{"type":"setting","key":"htmx","value":"4","source":"user","file":"DIR/home/shop/.hxws.toml","line":1}
--- stderr
--- status 0

"#]],
    );
}

#[test]
fn a_project_is_not_looked_for_above_its_repository() {
    let place = Place::new("", "");
    std::fs::remove_file(place.at("home/shop/.hxws.toml")).unwrap();
    place.write("home/.hxws.toml", "htmx = '4'\n");
    let read = |directory: &str| {
        place.command(&["config", "--path"]).current_dir(place.at(directory)).output().unwrap()
    };
    let files = |directory: &str| read(directory).stdout.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!((files("home/shop/app"), files("home/shop"), files("home")), (1, 1, 2));
}
