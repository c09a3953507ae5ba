//! Whoever reads Vietnamese gets Vietnamese: every sentence of the program stands in both languages, and the first has no English
//! word in it.

use super::tidy::{code, sources};

/// Words that English sentences are made with and Vietnamese ones never hold.
const ENGLISH: [&str; 40] = [
    "the", "is", "are", "was", "not", "no", "of", "and", "or", "with", "without", "has", "have", "had",
    "cannot", "could", "should", "must", "be", "been", "that", "this", "there", "it", "its", "which", "what",
    "error", "warning", "note", "file", "line", "value", "for", "from", "by", "than", "at", "found",
    "expected",
];

/// How sentences in two languages are written; the Vietnamese one stands first.
const MARKS: [&str; 7] = ["text!(", "words(", "w(", " t(", "(t(", "pick(lang,", "vi: "];

/// The literal that `text` begins with, after spaces and `format!(`.
fn literal(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = text.strip_prefix("format!(").unwrap_or(text).trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = text.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some(&text[..end])
}

/// The words of a sentence that are meant as words: no placeholders, quotations, keys, commands or flags.
fn said(sentence: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in sentence.replace("\\n", " ").chars() {
        match c {
            '{' | '“' => depth += 1,
            '}' | '”' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic) && !word.is_empty();
    plain
        .split_whitespace()
        .map(|word| word.trim_matches([',', '.', ';', ':', '(', ')', '?', '!']))
        .filter(is_word)
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_vietnamese_sentence_holds_an_english_word() {
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for (file, text) in sources() {
        let code = code(&text);
        for mark in MARKS {
            for (at, _) in code.match_indices(mark) {
                let Some(vietnamese) = literal(&code[at + mark.len()..]) else { continue };
                sentences += 1;
                // What is typed as it stands: commands, and lines of a file.
                let told = vietnamese.split("baocao ").next().unwrap_or_default();
                let english: Vec<String> =
                    said(told).into_iter().filter(|word| ENGLISH.contains(&word.as_str())).collect();
                if !english.is_empty() {
                    wrong.push(format!("{file}: {} in “{vietnamese}”", english.join(", ")));
                }
            }
        }
    }
    assert!(sentences > 900, "{sentences}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_system_and_libraries_say_stays_out_of_vietnamese_sentences() {
    // A placeholder with an error of another's making would bring its language along.
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code = code(&text);
        for mark in MARKS {
            for (at, _) in code.match_indices(mark) {
                let vietnamese = literal(&code[at + mark.len()..]).unwrap_or_default();
                if vietnamese.contains("{error}") {
                    wrong.push(format!("{file}: “{vietnamese}”"));
                }
            }
        }
    }
    // The error of a cell is what Excel shows in it; that of the PDF library goes to the programmers.
    let known = ["data/sheet/cell.rs", "write/pdf/conformance.rs"];
    wrong.retain(|wrong| !known.iter().any(|file| wrong.starts_with(file)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
