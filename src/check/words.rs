//! Words and sentences of a text.

use crate::text::letters::is_in_word;

/// A word of a text: letters and digits without anything between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Its first byte.
    pub start: usize,
}

impl Word<'_> {
    pub const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (is_in_word(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { text: &text[from..at], start: from });
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(Word { text: &text[from..], start: from });
    }
    words
}

/// A word or phrase with the capital that `typed` begins with.
pub(crate) fn with_capital_of(typed: &str, right: &str) -> String {
    let mut letters = right.chars();
    match (typed.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => right.to_string(),
    }
}

/// Whether two words follow one another with one space, in one phrase.
pub(crate) fn adjoin(text: &str, first: &Word<'_>, second: &Word<'_>) -> bool {
    &text[first.end()..second.start] == " "
}

/// Beginning and end of the sentences of a text: up to a full stop, question or exclamation mark before a space.
pub(crate) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'.', b'?', b'!', bytes) {
        if bytes.get(at + 1) == Some(&b' ') {
            sentences.push((start, at + 1));
            start = at + 2;
        }
    }
    if start < text.len() {
        sentences.push((start, text.len()));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let text = "Số: 254/BC-TCTĐA06, ngày 24.";
        let found: Vec<_> = words(text).iter().map(|word| word.text).collect();
        assert_eq!(found, ["Số", "254", "BC", "TCTĐA06", "ngày", "24"]);
        let found = words(text);
        assert!(!adjoin(text, &found[0], &found[1]) && adjoin(text, &found[4], &found[5]));
    }

    #[test]
    fn sentences_end_at_full_stops_before_a_space() {
        let text = "Có 1.994 hồ sơ. Đạt 51,78%? Hết";
        let found: Vec<_> = sentences(text).iter().map(|(start, end)| &text[*start..*end]).collect();
        assert_eq!(found, ["Có 1.994 hồ sơ.", "Đạt 51,78%?", "Hết"]);
    }
}
