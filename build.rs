//! What the linker is told of a release: what makes the program smaller.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Functions that are alike are one: Rust promises no address of their own to them.
const FOLD: &str = "-Wl,--icf=all";

/// Relocations packed, which the C library has to read. They are a megabyte otherwise, and are worked off at every start.
const PACK: &str = "-Wl,-z,pack-relative-relocs";

/// No index of what unwinds: a panic ends the program before anything is unwound (src/commands/fault.rs).
const NO_INDEX: &str = "-Wl,--no-eh-frame-hdr";

/// Nor is there anything to look up: three quarters of a megabyte.
const NO_UNWINDING: &str = "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.gcc_except_table .gcc_except_table.*) } } INSERT AFTER .text;\n";

/// The first glibc that reads packed relocations: a program that has them needs it.
const READS_PACKED: (u32, u32) = (2, 36);

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name, value| env::var(name).is_ok_and(|found| found == value);
    let is_for_here = env::var_os("HOST") == env::var_os("TARGET");
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    // there what takes a backtrace would end the program where it finds no table
    let is_static = features.split(',').any(|feature| feature == "crt-static");
    if !is("PROFILE", "release") || !is_for_here || !is_glibc || is_static {
        return;
    }
    let reads_packed = glibc().is_some_and(|found| found >= READS_PACKED);
    let pack = reads_packed.then(|| PACK.to_owned());
    for argument in [FOLD.to_owned(), NO_INDEX.to_owned()].into_iter().chain(script()).chain(pack) {
        if links_with(&argument) {
            println!("cargo:rustc-link-arg-bins={argument}");
        }
    }
}

/// Has the linker read what is left out.
fn script() -> Option<String> {
    let script = Path::new(&env::var_os("OUT_DIR")?).join("no-unwinding.ld");
    fs::write(&script, NO_UNWINDING).ok()?;
    // commas are between arguments
    let script = script.to_str().filter(|script| !script.contains(','))?;
    Some(format!("-Wl,-T,{script}"))
}

/// This machine's, where it has one.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let told = String::from_utf8(told).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}

/// Whether the linker that rustc calls takes it: not every one does.
fn links_with(argument: &str) -> bool {
    let (Some(rustc), Some(out)) = (env::var_os("RUSTC"), env::var_os("OUT_DIR")) else { return false };
    let link_arg = format!("link-arg={argument}");
    let mut command = Command::new(rustc);
    command.args(["-", "--crate-name", "probe", "-C", &link_arg, "-o"]).arg(Path::new(&out).join("probe"));
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        let mut option = OsString::from("linker=");
        option.push(linker);
        command.arg("-C").arg(option);
    }
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    command.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    let probing = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut probing) = probing else { return false };
    let written = probing.stdin.take().is_some_and(|mut stdin| stdin.write_all(b"fn main() {}").is_ok());
    probing.wait().is_ok_and(|ended| ended.success()) && written
}
