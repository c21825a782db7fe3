//! The codes of warnings that the sources hold.

use std::collections::BTreeSet;
use std::path::Path;

use regress::Regex;

/// The codes of warnings in a directory's sources, tests left out.
pub fn collect(directory: &Path, codes: &mut BTreeSet<String>) {
    let pattern =
        Regex::new(r#"(?:\b(?:Finding::new|finding)\(\s*|\bcode: )"([a-z-]+)""#).expect("a pattern");
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, codes);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let source = std::fs::read_to_string(&path).expect("a source file");
            let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let found = pattern.find_iter(source).filter_map(|found| found.group(1));
            codes.extend(found.map(|range| source[range].to_owned()));
        }
    }
}
