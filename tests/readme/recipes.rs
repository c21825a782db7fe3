//! The recipes of README.md: scripts, a workflow and a Makefile that people copy, each run as it stands there, and each made to
//! fail where it has to.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

use super::help::{first_line, verdict};
use super::normal::ADDRESS;
use super::server::{Server, Talker};
use super::terminal::path;
use super::{README, has, tell};

const PAGE: &str = r#"<main hx-ext="ws" ws-connect="/ws"><p id="last"></p></main>"#;
const LANDS: &str = r#"<p id="last">hi</p>"#;
const MISSES: &str = r#"<p id="lost">hi</p>"#;
const SCENARIO: &str = r##"{"page": "<p id=last hx-ext=ws ws-connect=/ws></p>", "steps": [{"recv": "<p id=last>hi</p>"}],
    "expect": [{"step": 1, "html": {"#last": "<p id=last>hi</p>"}}]}"##;

/// The only block of that language in the section that has the words in it.
fn block(language: &str, words: &str) -> String {
    let (_, section) = README.split_once("\n## Recipes\n").expect("the section");
    let (section, _) = section.split_once("\n## ").expect("the next section");
    let fence = format!("```{language}\n");
    let fences = section.split(&fence).skip(1);
    let mut blocks =
        fences.filter_map(|fence| Some(fence.split_once("\n```")?.0)).filter(|block| block.contains(words));
    let found = blocks.next().unwrap_or_else(|| panic!("no {language} block with `{words}`"));
    assert!(blocks.next().is_none(), "several {language} blocks with `{words}`");
    format!("{found}\n")
}

/// A project as the recipes find it: a page, a fragment, a scenario.
fn project(fragment: &str) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let at = |name: &str| directory.path().join(name);
    fs::create_dir_all(at("fragments")).expect("a directory");
    fs::create_dir_all(at("tests")).expect("a directory");
    fs::create_dir_all(at("bin")).expect("a directory");
    for (name, text) in
        [("page.html", PAGE), ("fragments/last.html", fragment), ("tests/chat.json", SCENARIO)]
    {
        fs::write(at(name), text).expect("a file");
    }
    directory
}

fn shell(script: &str, directory: &Path) -> Command {
    let mut shell = Command::new("bash");
    // as GitHub runs a step; a script of one's own sets what it wants by itself
    shell.args(["-e", "-c", script]).current_dir(directory).env("HOME", directory).env("PATH", path());
    shell.env_remove("HXWS_CONFIG").env_remove("XDG_CONFIG_HOME").env_remove("URL");
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell
}

fn run(script: &str, directory: &Path) -> Output {
    shell(script, directory).output().expect("a shell")
}

/// An address at which nobody answers.
fn nobody() -> String {
    let server = Server::start();
    server.address()
}

#[test]
fn the_smoke_test_passes_on_the_demo_and_fails_where_nobody_answers() {
    let (server, directory) = (Server::start(), project(LANDS));
    let script = block("sh", "smoke.sh");
    assert_eq!(verdict(&run(&script.replace(ADDRESS, &server.address()), directory.path())), Ok(()));
    let refused = run(&script.replace(ADDRESS, &nobody()), directory.path());
    assert_eq!(refused.status.code(), Some(3));
}

#[test]
fn the_smoke_test_fails_where_an_answer_does_not_land() {
    let (server, directory) = (Server::start(), project(LANDS));
    let sends = r#"msg="smoke test" --until '#last'"#;
    let script = block("sh", "smoke.sh").replace(ADDRESS, &server.address());
    assert!(script.contains(sends));
    let output = run(&script.replace(sends, r#"--raw '{"do":"missing"}'"#), directory.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `#chat`?"));
}

/// What the steps of the workflow run, in order.
fn steps(workflow: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let mut indent = None;
    for line in workflow.lines() {
        let depth = line.len() - line.trim_start().len();
        match (indent, line.trim_start().trim_start_matches("- ").strip_prefix("run: ")) {
            (_, Some("|")) => {
                indent = Some(depth);
                steps.push(String::new());
            }
            (_, Some(command)) => {
                indent = None;
                steps.push(command.to_owned());
            }
            (Some(of), None) if depth > of => {
                let step = steps.last_mut().expect("a step");
                step.push_str(line.trim_start());
                step.push('\n');
            }
            (_, None) => indent = None,
        }
    }
    steps
}

#[test]
fn every_step_of_the_workflow_runs() {
    if !has("curl") {
        return tell("the workflow is passed over: curl is not installed");
    }
    let (server, directory) = (Server::start(), project(LANDS));
    // hxws is there, and so is the server
    for name in ["serve", "bin/cargo"] {
        executable(&directory.path().join(name), "#!/bin/sh\n");
    }
    let steps = steps(&block("yaml", "runs-on").replace(ADDRESS, &server.address()));
    assert_eq!(steps.len(), 4, "{steps:?}");
    let step = |step: &str| run(&format!("PATH=$PWD/bin:$PATH\n{step}"), directory.path());
    for text in &steps {
        assert_eq!(verdict(&step(text)), Ok(()), "{text}");
    }
    let report = || fs::read_to_string(directory.path().join("report.xml")).expect("a report");
    assert!(report().contains(r#"tests="1" failures="0" errors="0""#), "{}", report());
    fs::write(directory.path().join("tests/chat.json"), unmet()).expect("a file");
    assert_eq!(step(&steps[3]).status.code(), Some(1));
    assert!(report().contains(r#"tests="1" failures="1" errors="0""#), "{}", report());
    let misses = steps[2].replace("msg=smoke --until '#last'", r#"--raw '{"do":"missing"}'"#);
    assert_eq!(step(&misses).status.code(), Some(1));
}

/// A scenario that does not do what it is expected to.
fn unmet() -> String {
    SCENARIO.replace("hi</p>\"}}]", "ho</p>\"}}]")
}

#[test]
fn every_goal_of_the_makefile_is_met_and_fails_where_it_has_to() {
    if !has("make") {
        return tell("the Makefile is passed over: make is not installed");
    }
    let server = Server::start();
    let makefile = block("makefile", "URL");
    let made = |goal: &str, address: &str, fragment: &str, scenario: &str| {
        let directory = project(fragment);
        fs::write(directory.path().join("Makefile"), &makefile).expect("a file");
        fs::write(directory.path().join("tests/chat.json"), scenario).expect("a file");
        let output = run(&format!("make -s {goal} URL=http://{address}/"), directory.path());
        output.status.code()
    };
    let (address, nobody) = (server.address(), nobody());
    let misspelt = SCENARIO.replace("\"html\"", "\"htlm\": {}, \"html\"");
    assert_eq!(made("test", &address, LANDS, SCENARIO), Some(0));
    assert_eq!(made("smoke", &nobody, LANDS, SCENARIO), Some(2));
    assert_eq!(made("scenarios", &address, LANDS, &unmet()), Some(2));
    assert_eq!(made("scenarios", &address, LANDS, &misspelt), Some(2));
    assert_eq!(made("fragments", &address, MISSES, SCENARIO), Some(2));
    let directory = project(LANDS);
    fs::write(directory.path().join("Makefile"), &makefile).expect("a file");
    fs::remove_file(directory.path().join("fragments/last.html")).expect("a file");
    let empty = run("make -s fragments", directory.path());
    assert!(
        String::from_utf8_lossy(&empty.stderr).contains("holds nothing that htmx would act on"),
        "{empty:?}"
    );
}

#[test]
fn the_hook_lets_in_what_lands_and_nothing_else() {
    if !has("git") {
        return tell("the hook is passed over: git is not installed");
    }
    let directory = project(LANDS);
    let at = |name: &str| directory.path().join(name);
    let git = |arguments: &str| {
        run(&format!("git -c user.name=a -c user.email=a@app.test {arguments}"), directory.path())
    };
    assert_eq!(verdict(&git("init -q .")), Ok(()));
    executable(&at(".git/hooks/pre-commit"), &block("sh", "pre-commit"));
    assert_eq!(verdict(&git("add page.html fragments")), Ok(()));
    assert_eq!(verdict(&git("commit -qm lands")), Ok(()));
    // all are looked at, whatever they are called, and as they are staged
    let misses = ["fragments/a.html", "fragments/caf\u{e9} \n.html", "fragments/deep/z.html"];
    fs::create_dir_all(at("fragments/deep")).expect("a directory");
    misses.iter().for_each(|name| fs::write(at(name), MISSES).expect("a file"));
    assert_eq!(verdict(&git("add fragments")), Ok(()));
    misses.iter().for_each(|name| fs::write(at(name), LANDS).expect("a file"));
    let refused = git("commit -qm misses");
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8_lossy(&refused.stderr);
    for name in ["/fragments/a.html", "/fragments/caf\u{e9} \u{240a}.html", "/fragments/deep/z.html"] {
        assert!(told.contains(name), "{told}");
    }
    assert!(told.contains("3 of 3 files failed") && told.contains("no-target"), "{told}");
    assert_eq!(verdict(&git("add fragments")), Ok(()));
    assert_eq!(verdict(&git("commit -qm mended")), Ok(()));
    // what git cannot give is not let in
    fs::write(at("fragments/more.html"), LANDS).expect("a file");
    assert_eq!(verdict(&git("add fragments")), Ok(()));
    executable(&at("bin/git"), "#!/bin/sh\necho git is broken >&2\nexit 128\n");
    let broken = run("PATH=$PWD/bin:$PATH .git/hooks/pre-commit", directory.path());
    assert_eq!(broken.status.code(), Some(128));
}

#[test]
fn the_counter_is_watched() {
    let (server, directory) = (Server::start(), project(LANDS));
    let script = block("sh", "#count").replace(ADDRESS, &server.address());
    let watching: Child = shell(&script, directory.path()).spawn().expect("a shell");
    let talker = Talker::start(&server, &[&["--element", "#plus"]]);
    assert_eq!(first_line(watching, false, (server, Some(talker))), Ok(()));
}

fn executable(file: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(file, text).expect("a file");
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("permissions");
}

#[test]
fn steps_are_what_runs() {
    let workflow = "    steps:\n      - uses: a\n      - name: b\n        run: |\n          one &\n          two\n      - run: three\n";
    assert_eq!(steps(workflow), ["one &\ntwo\n", "three"]);
}
