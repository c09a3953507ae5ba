//! Texts as words, and what changed between them.

use std::collections::HashMap;

use super::{Change, Step, steps};

/// The words, spaces and signs of a text. Signs inside a number or symbol belong to it: `1.994`, `51,78%`, `254/BC-UBND`.
pub fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let end = at + letter.len_utf8();
        let goes_on = match (kind(letter), next.map(kind)) {
            (TokenKind::Word, Some(TokenKind::Word)) | (TokenKind::Space, Some(TokenKind::Space)) => true,
            // A sign between two letters or digits, and a percentage behind its number.
            (TokenKind::Word, Some(TokenKind::Inner)) => {
                let after = text[end..].chars().nth(1);
                next == Some('%') || after.is_some_and(|after| kind(after) == TokenKind::Word)
            }
            (TokenKind::Inner, Some(TokenKind::Word)) => at > start,
            _ => false,
        };
        if !goes_on {
            tokens.push(&text[start..end]);
            start = end;
        }
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    Word,
    Space,
    /// A sign that may stand inside a number or symbol.
    Inner,
    Sign,
}

fn kind(letter: char) -> TokenKind {
    match letter {
        _ if crate::text::letters::is_in_word(letter) => TokenKind::Word,
        _ if letter.is_whitespace() => TokenKind::Space,
        '.' | ',' | '/' | '-' | '%' | ':' => TokenKind::Inner,
        _ => TokenKind::Sign,
    }
}

/// How much two texts have in common, from 0 to 1: twice the shared words by all words.
pub fn likeness(old: &str, new: &str) -> f64 {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    let words = |text: &'_ str| text.split_whitespace().count();
    old.split_whitespace().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut shared = 0;
    for word in new.split_whitespace() {
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    match words(old) + words(new) {
        0 => 1.0,
        all => 2.0 * f64::from(shared) / all as f64,
    }
}

/// The pieces of two texts, neighbours with the same fate in one. A space between two changes changes with them.
pub fn changes(old: &str, new: &str) -> Vec<(Change, String)> {
    let (old, new) = (tokens(old), tokens(new));
    let fates = joined(&steps(&old, &new), |step| {
        step.new.map(|new_at| new[new_at]).is_some_and(|token| token.trim().is_empty())
    });
    let mut pieces: Vec<(Change, String)> = Vec::new();
    for (change, step) in fates {
        let token = match change {
            Change::Deleted => step.old.map(|at| old[at]),
            _ => step.new.map(|at| new[at]),
        };
        let token = token.unwrap_or_default();
        match pieces.last_mut() {
            Some((last, text)) if *last == change => text.push_str(token),
            _ => pieces.push((change, token.to_string())),
        }
    }
    pieces
}

/// The fate of every step, deletions before insertions. Equal pieces for which `is_space` holds, between two changes, are deleted
/// and inserted again, so that a changed phrase is one change.
pub fn joined(steps: &[Step], is_space: impl Fn(&Step) -> bool) -> Vec<(Change, Step)> {
    let is_same = |step: &Step| step.old.is_some() && step.new.is_some();
    let mut result = Vec::with_capacity(steps.len());
    let mut at = 0;
    while at < steps.len() {
        if is_same(&steps[at]) {
            result.push((Change::Same, steps[at]));
            at += 1;
            continue;
        }
        // To the end of the last change that only spaces stand before.
        let mut end = at;
        let mut next = at;
        while next < steps.len() && (!is_same(&steps[next]) || is_space(&steps[next])) {
            next += 1;
            if !is_same(&steps[next - 1]) {
                end = next;
            }
        }
        let run = &steps[at..end];
        result.extend(run.iter().filter(|step| step.old.is_some()).map(|step| (Change::Deleted, *step)));
        result.extend(run.iter().filter(|step| step.new.is_some()).map(|step| (Change::Inserted, *step)));
        at = end;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_symbols_are_one_token() {
        let found = tokens("Số 254/BC-UBND, đạt 51,78% (1.994 hồ sơ).");
        let words: Vec<&str> = found.iter().copied().filter(|token| *token != " ").collect();
        assert_eq!(words, ["Số", "254/BC-UBND", ",", "đạt", "51,78%", "(", "1.994", "hồ", "sơ", ")", "."]);
        assert_eq!(tokens("").len(), 0);
    }

    #[test]
    fn the_changed_words_are_told_and_nothing_else() {
        let found = changes("đạt 95,24% (20/21 xã), tăng.", "đạt 97,61% (20/21 xã), tăng.");
        assert_eq!(
            found,
            [
                (Change::Same, "đạt ".to_string()),
                (Change::Deleted, "95,24%".to_string()),
                (Change::Inserted, "97,61%".to_string()),
                (Change::Same, " (20/21 xã), tăng.".to_string()),
            ]
        );
    }

    #[test]
    fn a_changed_phrase_is_one_change_and_both_texts_come_back() {
        for (old, new) in [
            ("công an xã Mẫu đã làm", "bộ đội xã Mẫu sẽ làm"),
            ("a b c", "x y z"),
            ("", "mới"),
            ("một hai  ba", "một ba"),
        ] {
            let pieces = changes(old, new);
            let side = |without: Change| -> String {
                pieces
                    .iter()
                    .filter(|(change, _)| *change != without)
                    .map(|(_, text)| text.as_str())
                    .collect()
            };
            assert_eq!((side(Change::Inserted), side(Change::Deleted)), (old.to_string(), new.to_string()));
        }
        assert_eq!(changes("a b c", "x y z").len(), 2);
    }
}
