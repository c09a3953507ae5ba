//! Syllables in one form, whichever way they are typed: onset, rhyme and tone as numbers. The place of the tone (`hoá`, `hóa`) and
//! `i` or `y` at the end (`kĩ`, `kỹ`) do not matter.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

use super::syllable::{ONSETS, RHYMES, STOP_TONES, TONES, may_stand, place_of_tone};

/// Letters of the longest syllable: `nghiêng`.
const MOST_LETTERS: usize = 7;
/// Letters of the longest rhyme: `uyên`.
const MOST_IN_RHYME: usize = 4;

/// The shape of a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FoldedSyllable {
    onset: u8,
    rhyme: u8,
    /// 0 for the level tone, then as in [`TONES`].
    tone: u8,
}

/// How many tones there are, the level one counted.
pub const TONE_COUNT: u8 = 6;
/// The level tone, which has no mark.
pub const LEVEL: u8 = 0;
/// Hỏi and ngã, which half of the country speaks alike.
pub const HOI_AND_NGA: [u8; 2] = [4, 3];

/// Letters of a rhyme or an onset, filled up with zeros.
type PartLetters = [char; MOST_IN_RHYME];

/// Rhymes in their order, each with the letters that it is looked up by.
static RHYME_TABLE: LazyLock<Vec<(PartLetters, &str)>> = LazyLock::new(|| {
    let mut table: Vec<_> = RHYMES.split(' ').map(|rhyme| (padded(rhyme.chars()), rhyme)).collect();
    table.sort_unstable();
    table.dedup();
    table
});

/// Onsets, each by the letters that it is looked up by, with its place among [`ONSETS`].
static ONSET_TABLE: LazyLock<Vec<(PartLetters, u8)>> = LazyLock::new(|| {
    let mut table: Vec<_> =
        ONSETS.iter().enumerate().map(|(at, onset)| (padded(onset.chars()), at as u8)).collect();
    table.sort_unstable();
    table
});

const VOWELS: [char; 12] = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];

fn padded(letters: impl Iterator<Item = char>) -> PartLetters {
    let mut padded = ['\0'; MOST_IN_RHYME];
    padded.iter_mut().zip(letters).for_each(|(slot, letter)| *slot = letter);
    padded
}

impl FoldedSyllable {
    /// Bound of [`FoldedSyllable::number`].
    pub const NUMBERS: usize = ONSETS.len() << 8 << 3;

    /// The shape of a word in lower case; `None` when it has none. Allocates nothing.
    ///
    /// ```
    /// use baocao::text::folded::FoldedSyllable;
    ///
    /// assert_eq!(FoldedSyllable::of("hoá"), FoldedSyllable::of("hóa"));
    /// assert_eq!(FoldedSyllable::of("kĩ"), FoldedSyllable::of("kỹ"));
    /// assert_eq!(FoldedSyllable::of("web"), None);
    /// ```
    pub fn of(word: &str) -> Option<Self> {
        let (mut letters, mut length, mut tone) = (['\0'; MOST_LETTERS], 0_usize, LEVEL);
        for typed in word.chars() {
            let mut letter = '\0';
            let mut is_one = true;
            decompose_canonical(typed, |part| match TONES.iter().position(|mark| *mark == part) {
                Some(mark) => {
                    is_one &= tone == LEVEL;
                    tone = mark as u8 + 1;
                }
                None if letter == '\0' => letter = part,
                None => letter = with_mark(letter, part),
            });
            if !is_one {
                return None;
            }
            if letter != '\0' {
                *letters.get_mut(length)? = letter;
                length += 1;
            }
        }
        Self::from_letters(&letters[..length], tone)
    }

    fn from_letters(letters: &[char], tone: u8) -> Option<Self> {
        let consonants = letters.iter().take_while(|letter| !VOWELS.contains(letter)).count();
        // "qu" and "gi" are onsets with a vowel letter; "gì" and "giếng" are not begun by "gi".
        let longer = matches!(letters.get(..consonants + 1), Some(['q', 'u'] | ['g', 'i']));
        let parted = |length: usize| {
            let (onset, rhyme) = letters.split_at_checked(length)?;
            let key = padded(onset.iter().copied());
            let at = ONSET_TABLE.binary_search_by_key(&key, |(letters, _)| *letters).ok()?;
            Self::from_parts(ONSET_TABLE[at].1, rhyme, tone)
        };
        longer.then(|| parted(consonants + 1)).flatten().or_else(|| parted(consonants))
    }

    fn from_parts(onset: u8, rhyme: &[char], tone: u8) -> Option<Self> {
        let name = *ONSETS.get(usize::from(onset))?;
        if rhyme.is_empty() || rhyme.len() > MOST_IN_RHYME {
            return None;
        }
        let folded = match rhyme {
            ['i'] if matches!(name, "h" | "k" | "l" | "m" | "s" | "t" | "qu") => padded(['y'].into_iter()),
            _ => padded(rhyme.iter().copied()),
        };
        let at = RHYME_TABLE.binary_search_by_key(&folded, |(letters, _)| *letters).ok()?;
        may_stand(name, RHYME_TABLE[at].1).then_some(FoldedSyllable { onset, rhyme: at as u8, tone })
    }

    /// The syllable of other parts, its onset spelt as the rhyme wants it (`k` or `c`, `gh` or `g`, `ngh` or `ng`). `None` when no
    /// syllable has them.
    pub fn respelt(onset: &str, rhyme: &str, tone: u8) -> Option<Self> {
        let is_front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
        let onset = match (onset, is_front) {
            ("c" | "k", true) => "k",
            ("c" | "k", false) => "c",
            ("g" | "gh", true) => "gh",
            ("g" | "gh", false) => "g",
            ("ng" | "ngh", true) => "ngh",
            ("ng" | "ngh", false) => "ng",
            (onset, _) => onset,
        };
        let index = ONSETS.iter().position(|name| *name == onset)?;
        let letters: Vec<char> = rhyme.chars().collect();
        Self::from_parts(index as u8, &letters, tone)
    }

    /// The onset as it is written; empty for none.
    pub fn onset(self) -> &'static str {
        ONSETS[usize::from(self.onset)]
    }

    /// The rhyme without its tone.
    pub fn rhyme(self) -> &'static str {
        RHYME_TABLE[usize::from(self.rhyme)].1
    }

    /// The tone: [`LEVEL`], or another below [`TONE_COUNT`].
    pub const fn tone(self) -> u8 {
        self.tone
    }

    /// The same with another tone.
    pub const fn with_tone(self, tone: u8) -> Self {
        FoldedSyllable { tone, ..self }
    }

    /// Whether the rhyme can have this tone: one that ends in a stop has the acute or the dot.
    pub fn is_sound(self) -> bool {
        let stops = self.rhyme().ends_with(['c', 'p', 't']) || self.rhyme().ends_with("ch");
        !stops
            || TONES.get(usize::from(self.tone).wrapping_sub(1)).is_some_and(|mark| STOP_TONES.contains(mark))
    }

    /// A number of its own, below [`FoldedSyllable::NUMBERS`].
    pub fn number(self) -> usize {
        (usize::from(self.onset) << 8 | usize::from(self.rhyme)) << 3 | usize::from(self.tone)
    }

    /// As it is written: `hóa`, `kỹ`, `sĩ`.
    pub fn written(self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let rhyme = match (self.onset(), self.rhyme()) {
            ("s", "y") => "i",
            (_, rhyme) => rhyme,
        };
        let letters: Vec<char> = rhyme.chars().collect();
        let place = place_of_tone(&letters);
        let mark = usize::from(self.tone).checked_sub(1).and_then(|at| TONES.get(at));
        let marked = letters.iter().enumerate().flat_map(|(at, letter)| {
            let mark = mark.filter(|_| place == Some(at));
            [Some(*letter), mark.copied()].into_iter().flatten()
        });
        self.onset().chars().chain(marked).nfc().collect()
    }
}

/// A vowel with the mark that makes it another letter.
fn with_mark(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('a', '\u{306}') => 'ă',
        ('o', '\u{31B}') => 'ơ',
        ('u', '\u{31B}') => 'ư',
        // No letter of a syllable.
        _ => '\u{FFFD}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syllable::is_syllable;

    #[test]
    fn shapes_are_read_and_written_again() {
        for word in
            "nghiêng khuỷu quyết giữa gì hóa thủy kỹ sĩ ưu đường uống yêu ích xoong gìn giếng quý oanh bị"
                .split(' ')
        {
            let folded = FoldedSyllable::of(word).expect(word);
            assert_eq!(folded.written(), word);
            assert!(folded.is_sound() && folded.number() < FoldedSyllable::NUMBERS, "{word}");
            let again = FoldedSyllable::respelt(folded.onset(), folded.rhyme(), folded.tone());
            assert!(again == Some(folded) || word == "gì" || word == "gìn" || word == "giếng", "{word}");
        }
    }

    #[test]
    fn what_is_no_syllable_has_no_shape() {
        for word in ["web", "internet", "", "tuyễnn", "ngướí", "a1", "ñ", "kông", "nghành", "được\u{301}"]
        {
            assert_eq!(FoldedSyllable::of(word), None, "{word}");
        }
        assert!(!FoldedSyllable::of("thưc").expect("only its tone is wrong").is_sound());
    }

    #[test]
    fn onsets_are_spelt_as_the_rhyme_wants_it() {
        let written =
            |onset, rhyme| FoldedSyllable::respelt(onset, rhyme, LEVEL).map(FoldedSyllable::written);
        assert_eq!(written("c", "ê").as_deref(), Some("kê"));
        assert_eq!(written("ngh", "ang").as_deref(), Some("ngang"));
        assert_eq!(written("tr", "zz"), None);
    }

    #[test]
    fn what_has_a_sound_shape_is_a_syllable() {
        let parts = ONSETS.iter().flat_map(|onset| RHYMES.split(' ').map(move |rhyme| (*onset, rhyme)));
        let shapes = parts.flat_map(|(onset, rhyme)| {
            (0..TONE_COUNT).filter_map(move |tone| FoldedSyllable::respelt(onset, rhyme, tone))
        });
        for word in shapes.filter(|shape| shape.is_sound()).map(FoldedSyllable::written) {
            assert!(is_syllable(&word), "{word}");
        }
    }

    #[test]
    fn numbers_are_different() {
        let words = "chú trú trù chu ca cá ba bà";
        let mut numbers: Vec<usize> =
            words.split(' ').filter_map(FoldedSyllable::of).map(FoldedSyllable::number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), words.split(' ').count());
    }
}
