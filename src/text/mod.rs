//! What is particular to Vietnamese: numbers, dates, number words, Roman numerals, letters of a list.

pub mod date;
pub mod folded;
pub mod letters;
pub mod number;
pub mod syllable;
pub mod tcvn3;
pub mod words;

use std::borrow::Cow;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A letter with its marks apart: `ế` is `e`, a circumflex and an acute.
pub fn decomposed(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter).nfd()
}

/// The text with composed letters (NFC), as Vietnamese Unicode (TCVN 6909:2001) wants them.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether a character shows nothing and steers how others are set: soft hyphens, spaces without width, marks of direction. Web
/// pages leave them in what is copied; they print as odd marks and hide words from a search.
pub const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
    )
}

/// A hyphen at which no line ends.
pub const NON_BREAKING_HYPHEN: char = '\u{2011}';

/// Whether a character is written from right to left, as Hebrew and Arabic are.
pub const fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether a character is of Chinese, Japanese or Korean, or as wide as theirs.
pub const fn is_east_asian(letter: char) -> bool {
    matches!(
        letter,
        '\u{1100}'..='\u{11FF}'
            | '\u{2E80}'..='\u{A4CF}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FFEF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// As [`nfc`], without what [`is_invisible`].
///
/// ```
/// assert_eq!(baocao::text::printable("kh\u{AD}ông"), "không");
/// ```
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_usual) {
        Cow::Borrowed(text)
    } else if text.contains(is_invisible) {
        Cow::Owned(text.chars().filter(|letter| !is_invisible(*letter)).nfc().collect())
    } else {
        nfc(text)
    }
}

/// Whether a character is visible, composed, and no part of a composed one: nearly all are, and need not be looked up in the tables
/// of Unicode.
const fn is_usual(letter: char) -> bool {
    matches!(letter, '\0'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}')
}

/// Whether a character is no accent on the one before it.
pub fn stands_alone(letter: char) -> bool {
    canonical_combining_class(letter) == 0
}

/// Whether an accent stands below its letter, as the dot of `ẹ` does.
pub fn stands_below(mark: char) -> bool {
    const BELOW: u8 = 220;
    canonical_combining_class(mark) == BELOW
}

/// The letters without accents, `đ` as `d`: what a search without accents compares.
pub fn without_marks(text: &str) -> String {
    let base = text.nfd().filter(|letter| canonical_combining_class(*letter) == 0);
    base.map(|letter| match letter {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_letters_are_printable_as_they_are() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_usual(*letter)) {
            let text = format!("a{letter}");
            assert!(!is_invisible(letter) && nfc(&text) == text, "{letter:?}");
        }
    }
}
