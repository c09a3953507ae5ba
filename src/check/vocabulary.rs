//! The different words of a document, each with a number: what is asked of a word is asked once, however often it comes.

use std::collections::HashMap;

use crate::text::folded::FoldedSyllable;

/// Words in lower case by their numbers, which count from 0.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    syllables: Vec<Option<FoldedSyllable>>,
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    /// The number of a word in lower case; a new word gets the next one.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        // Reports have far fewer words than 4 thousand million.
        let number = self.words.len() as u32;
        self.words.push(word.to_string());
        self.syllables.push(FoldedSyllable::of(word));
        self.numbers.insert(word.to_string(), number);
        number
    }

    /// The shape of each word as a syllable, in the order of their numbers; `None` for what has none.
    pub fn syllables(&self) -> &[Option<FoldedSyllable>] {
        &self.syllables
    }

    /// All words, in the order of their numbers.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut vocabulary = Vocabulary::default();
        let numbers = ["hồ", "sơ", "hồ"].map(|word| vocabulary.number(word));
        assert_eq!(numbers, [0, 1, 0]);
        assert_eq!(vocabulary.words(), ["hồ", "sơ"]);
    }
}
