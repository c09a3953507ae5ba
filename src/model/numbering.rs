//! How headings are numbered. Numbers are computed once, here; Word counts the same way by its own numbering.

use std::ops::Range;

use crate::text::letters::{capital_letter, point_letter, roman};
use crate::text::words::ordinal;

/// The form of one heading level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelForm {
    /// `I.`
    Roman,
    /// `A.`
    Capital,
    /// `1.`
    Arabic,
    /// `1.1.`: the number of the level above, then this one's.
    Compound,
    /// `a)`, in the order of the Vietnamese alphabet.
    Letter,
    /// `Phần I`, in a line of its own (Appendix I, V.6.a).
    Part,
    /// `Phần thứ nhất`, in a line of its own.
    PartInWords,
    /// `Chương I`, in a line of its own (V.6.a).
    Chapter,
    /// `Mục 1`, in a line of its own (V.6.a).
    Division,
    /// `Tiểu mục 1`, in a line of its own (V.6.a).
    Subdivision,
    /// `Điều 1.` (V.6.a).
    Article,
}

/// Each form and the sample that names it.
const SAMPLES: [(LevelForm, &str); 11] = [
    (LevelForm::Roman, "I."),
    (LevelForm::Capital, "A."),
    (LevelForm::Arabic, "1."),
    (LevelForm::Compound, "1.1."),
    (LevelForm::Letter, "a)"),
    (LevelForm::Part, "Phần I"),
    (LevelForm::PartInWords, "Phần thứ nhất"),
    (LevelForm::Chapter, "Chương I"),
    (LevelForm::Division, "Mục 1"),
    (LevelForm::Subdivision, "Tiểu mục 1"),
    (LevelForm::Article, "Điều 1."),
];

impl LevelForm {
    /// The form that a sample shows: `I.`, `a)`, `Chương I`, …
    pub fn from_sample(sample: &str) -> Option<Self> {
        SAMPLES.iter().find(|(_, own)| *own == sample).map(|(form, _)| *form)
    }

    /// Whether the number stands in a line of its own above the title, both in the middle (Appendix I, V.6).
    pub const fn stands_above(self) -> bool {
        matches!(
            self,
            LevelForm::Part
                | LevelForm::PartInWords
                | LevelForm::Chapter
                | LevelForm::Division
                | LevelForm::Subdivision
        )
    }
}

/// The forms of the heading levels from the top. The decree has `I.`, `1.`, `a)` (Appendix I, V.6.b) and for texts with
/// chapters `Phần`, `Chương`, `Mục`, `Điều` (V.6.a); offices also write `I.`, `1.`, `1.1.`, `a)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberingScheme {
    levels: Vec<LevelForm>,
    /// For each level, whether it counts on where a higher one begins.
    running: Vec<bool>,
}

/// Markup has six heading levels.
pub(super) const MAX_LEVELS: usize = 6;

impl NumberingScheme {
    /// One to six levels; a compound level needs an Arabic or compound one above it. Articles count on through the part.
    pub fn new(levels: Vec<LevelForm>) -> Option<Self> {
        let running = levels.iter().map(|form| *form == LevelForm::Article).collect();
        NumberingScheme::with_running(levels, running)
    }

    /// As [`NumberingScheme::new`], saying for each level whether it counts on where a higher one begins. A compound level
    /// cannot: its number holds the one above.
    pub fn with_running(levels: Vec<LevelForm>, running: Vec<bool>) -> Option<Self> {
        let counted = |form: &LevelForm| matches!(form, LevelForm::Arabic | LevelForm::Compound);
        let sound = levels.iter().zip(&running).enumerate().all(|(i, (form, running))| {
            *form != LevelForm::Compound || i > 0 && counted(&levels[i - 1]) && !running
        });
        let fits = (1..=MAX_LEVELS).contains(&levels.len()) && running.len() == levels.len();
        (fits && sound).then_some(NumberingScheme { levels, running })
    }

    /// Whether a level is that of articles.
    pub fn has_articles(&self) -> bool {
        self.levels.contains(&LevelForm::Article)
    }

    /// From the top level down; one to six.
    pub fn levels(&self) -> &[LevelForm] {
        &self.levels
    }

    /// Whether a level, from 0, counts on where a higher one begins.
    pub fn is_running(&self, level: usize) -> bool {
        self.running.get(level).copied().unwrap_or(false)
    }

    /// The levels that are counted together, from the top: one that counts on begins a count of its own, with those below it.
    pub fn counts(&self) -> Vec<Range<usize>> {
        let begins = |level: &usize| *level == 0 || self.is_running(*level);
        let starts: Vec<usize> = (0..self.levels.len()).filter(begins).collect();
        let ends = starts.iter().copied().skip(1).chain([self.levels.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The printed number of a heading, from the counters of its level and those above (`counters.len()` is the level).
    ///
    /// ```
    /// use baocao::model::{LevelForm, NumberingScheme};
    ///
    /// let scheme = NumberingScheme::new(vec![LevelForm::Roman, LevelForm::Arabic, LevelForm::Compound]).unwrap();
    /// assert_eq!(scheme.number(&[2]), "II.");
    /// assert_eq!(scheme.number(&[2, 1]), "1.");
    /// assert_eq!(scheme.number(&[2, 1, 3]), "1.3.");
    /// ```
    ///
    /// # Panics
    /// When `counters` is empty or longer than the scheme.
    pub fn number(&self, counters: &[usize]) -> String {
        let n = counters[counters.len() - 1];
        match self.levels[counters.len() - 1] {
            LevelForm::Roman => format!("{}.", roman(n)),
            LevelForm::Capital => format!("{}.", capital_letter(n)),
            LevelForm::Arabic => format!("{n}."),
            LevelForm::Compound => format!("{}{n}.", self.number(&counters[..counters.len() - 1])),
            LevelForm::Letter => format!("{})", point_letter(n)),
            LevelForm::Part => format!("Phần {}", roman(n)),
            LevelForm::PartInWords => format!("Phần thứ {}", ordinal(n)),
            LevelForm::Chapter => format!("Chương {}", roman(n)),
            LevelForm::Division => format!("Mục {n}"),
            LevelForm::Subdivision => format!("Tiểu mục {n}"),
            LevelForm::Article => format!("Điều {n}."),
        }
    }
}

impl Default for NumberingScheme {
    /// The decree's: `I.`, `1.`, `a)`.
    fn default() -> Self {
        let levels = vec![LevelForm::Roman, LevelForm::Arabic, LevelForm::Letter];
        NumberingScheme { running: vec![false; levels.len()], levels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_scheme() {
        use LevelForm::{Arabic, Compound, Letter, Roman};
        let scheme = NumberingScheme::new(vec![Roman, Arabic, Compound, Letter]).expect("sound");
        assert_eq!(scheme.number(&[4]), "IV.");
        assert_eq!(scheme.number(&[4, 2]), "2.");
        assert_eq!(scheme.number(&[4, 2, 1]), "2.1.");
        assert_eq!(scheme.number(&[4, 2, 1, 5]), "đ)");
    }

    #[test]
    fn parts_chapters_and_articles_are_numbered_in_words() {
        let samples = ["Phần thứ nhất", "Chương I", "Mục 1", "Điều 1.", "A.", "Phần I"];
        let levels = samples.map(|sample| LevelForm::from_sample(sample).expect(sample)).to_vec();
        let scheme = NumberingScheme::new(levels).expect("sound");
        for (counters, number) in [
            (&[1][..], "Phần thứ nhất"),
            (&[4], "Phần thứ tư"),
            (&[11, 9], "Chương IX"),
            (&[1, 1, 2], "Mục 2"),
            (&[1, 1, 1, 12], "Điều 12."),
            (&[1, 1, 1, 1, 27], "AA."),
            (&[1, 1, 1, 1, 1, 2], "Phần II"),
        ] {
            assert_eq!(scheme.number(counters), number);
        }
        assert_eq!(scheme.counts(), [0..3, 3..6]);
        assert_eq!(NumberingScheme::default().counts(), vec![0..3usize; 1]);
    }

    #[test]
    fn a_compound_level_needs_a_number_above_it() {
        assert!(NumberingScheme::new(vec![LevelForm::Roman, LevelForm::Compound]).is_none());
        assert!(NumberingScheme::new(vec![]).is_none());
        assert!(NumberingScheme::new(vec![LevelForm::Arabic; MAX_LEVELS + 1]).is_none());
        let two = vec![LevelForm::Arabic, LevelForm::Compound];
        assert!(NumberingScheme::with_running(two, vec![false, true]).is_none());
    }
}
