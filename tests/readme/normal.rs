//! What may differ from run to run, made the same: the port, times, durations, and the sizes of messages that hold
//! the page's address.

use regress::Regex;

/// The demo's address as the README has it.
pub const ADDRESS: &str = "127.0.0.1:8000";

/// A text with the server's address as the README has it, and without what may differ.
pub fn normal(text: &str, address: &str) -> String {
    let text = text.replace(address, ADDRESS);
    let rules = [
        (r"\d\d:\d\d:\d\d\.\d{3}", "TIME"),
        (r"\b\d+(?:\.\d+)? m?s\b", "SPAN"),
        (r"(→ TIME) +\d+ B", "$1 SIZE"),
        (r"[ \t]+$", ""),
    ];
    let text = rules.iter().fold(text, |text, (pattern, replacement)| {
        let pattern = Regex::with_flags(pattern, "m").expect("a pattern");
        pattern.replace_all(&text, replacement)
    });
    text.trim_end().to_owned()
}

#[test]
fn what_may_differ_is_made_the_same() {
    assert_eq!(
        normal("→ 14:02:11.204   162 B   x \nopen ws://[::1]:9/ in 3 ms · 1.2 s (0–1000)\n\n", "[::1]:9"),
        "→ TIME SIZE   x\nopen ws://127.0.0.1:8000/ in SPAN · SPAN (0–1000)"
    );
}
