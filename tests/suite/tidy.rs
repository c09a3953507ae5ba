//! What the README says of the code's order, kept true: modules use only those above them, each third-party crate has one home, no
//! file is too long, no type name stands twice.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::project::repository;

/// The modules from the lowest: each uses only itself and those before it.
const ORDER: [&str; 33] = [
    "units",
    "source",
    "text",
    "hash",
    "names",
    "diag",
    "cache",
    "world",
    "run",
    "files",
    "output",
    "period",
    "raster",
    "model",
    "data",
    "template",
    "markup",
    "font",
    "arrangement",
    "lines",
    "chart",
    "form",
    "layout",
    "diff",
    "write",
    "check",
    "archive",
    "pipeline",
    "office",
    "lib",
    "cli",
    "main",
    "",
];

/// Where each third-party crate is named: a module, or a file of it.
const HOMES: &[(&str, &[&str])] = &[
    ("tera", &["template"]),
    ("comrak", &["markup"]),
    ("docx_rs", &["write/docx"]),
    (
        "quick_xml",
        &["write/docx/xml.rs", "data/sheet/hidden.rs", "data/sheet/ods.rs", "data/sheet/package.rs"],
    ),
    ("zip", &["write/docx/package.rs", "data/sheet/hidden.rs", "data/sheet/ods.rs", "data/sheet/package.rs"]),
    ("image", &["raster"]),
    ("moxcms", &["raster"]),
    ("printpdf", &["write/pdf"]),
    ("lopdf", &["write/pdf"]),
    ("flate2", &["write/pdf", "check/collocation/pairs.rs"]),
    ("ttf_parser", &["font"]),
    ("subsetter", &["font"]),
    ("harfrust", &["font"]),
    ("write_fonts", &["font"]),
    ("saphyr_parser", &["data/yaml.rs"]),
    ("calamine", &["data/sheet/book.rs"]),
    ("csv", &["data/sheet/csv_file.rs", "write/sheet.rs"]),
    ("encoding_rs", &["data/sheet/csv_file.rs"]),
    ("ssfmt", &["data/sheet/shown.rs"]),
    ("rust_xlsxwriter", &["write/sheet.rs"]),
    ("annotate_snippets", &["diag/render/human.rs"]),
    ("strsim", &["diag", "check"]),
    ("similar", &["diff"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
    ("axum", &["cli/preview"]),
    ("tokio", &["cli/preview"]),
    ("hyper", &["cli/preview"]),
    ("hyper_util", &["cli/preview"]),
    ("getrandom", &["cli/preview"]),
    ("open", &["cli/preview"]),
    ("rustix", &["output.rs"]),
    ("tempfile", &["output.rs", "archive"]),
    ("unicode_normalization", &["text"]),
    ("proptest", &[]),
];

const LONGEST: usize = 450;

/// Every source file, by its path below `src/`.
pub(super) fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("part of the repository") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                walk(&path, all);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                all.push(path);
            }
        }
    }
    let root = repository().join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let name =
        |path: &PathBuf| path.strip_prefix(&root).expect("below it").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("UTF-8"))).collect()
}

/// The code of a file without its tests and comments.
pub(super) fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

fn module(file: &str) -> &str {
    file.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The word before a place in a text, if the place follows it directly.
fn is_whole(text: &str, at: usize, length: usize) -> bool {
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    !text[..at].ends_with(in_word) && !text[at + length..].starts_with(in_word)
}

#[test]
fn modules_use_only_those_before_them() {
    let rank = |name: &str| ORDER.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let own = module(&file);
        let Some(own_rank) = rank(own) else {
            wrong.push(format!("{file}: the module “{own}” has no place in the order"));
            continue;
        };
        for (prefix, text) in [("crate::", code(&text)), ("baocao::", code(&text))] {
            for (at, _) in text.match_indices(prefix).filter(|(at, _)| is_whole(&text, *at, prefix.len() - 2))
            {
                let used =
                    text[at + prefix.len()..].split(|c: char| !(c.is_alphanumeric() || c == '_')).next();
                let used = used.unwrap_or_default();
                if rank(used).is_some_and(|used| used > own_rank) {
                    wrong.push(format!("{file} uses {used}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn third_party_crates_stay_at_home() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.ends_with("/tests.rs")) {
        let text = code(&text);
        for (name, homes) in HOMES {
            let path = format!("{name}::");
            let is_named = text
                .match_indices(&path)
                .any(|(at, _)| is_whole(&text, at, name.len()) && !text[..at].ends_with("::"));
            if is_named && !homes.iter().any(|home| file.starts_with(home)) {
                wrong.push(format!("{file} names {name}, whose home is {homes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long_and_no_type_stands_twice() {
    let mut wrong = Vec::new();
    let mut types: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in sources() {
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{file} has {lines} lines"));
        }
        for line in code(&text).lines() {
            let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
            let Some(at) = words.iter().position(|word| matches!(*word, "struct" | "enum" | "trait")) else {
                continue;
            };
            let is_definition =
                line.trim_start().starts_with("pub") || at == 0 || line.starts_with(words[at]);
            let Some(name) = words.get(at + 1).filter(|_| is_definition) else { continue };
            if let Some(other) =
                types.insert((*name).to_string(), file.clone()).filter(|other| *other != file)
            {
                wrong.push(format!("{name} is a type in {other} and in {file}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
