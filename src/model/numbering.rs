//! How headings are numbered. Numbers are computed once, here; Word counts the same way by its own numbering.

use crate::text::letters::{point_letter, roman};

/// The form of one heading level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LevelForm {
    /// `I.`
    Roman,
    /// `1.`
    Arabic,
    /// `1.1.`: the number of the level above, then this one's.
    Compound,
    /// `a)`, in the order of the Vietnamese alphabet.
    Letter,
}

impl LevelForm {
    /// The form that a sample shows: `I.`, `1.`, `1.1.` or `a)`.
    pub fn from_sample(sample: &str) -> Option<Self> {
        match sample {
            "I." => Some(LevelForm::Roman),
            "1." => Some(LevelForm::Arabic),
            "1.1." => Some(LevelForm::Compound),
            "a)" => Some(LevelForm::Letter),
            _ => None,
        }
    }
}

/// The forms of the heading levels from the top. The decree has `I.`, `1.`, `a)` (Appendix I, V.6.b); offices also
/// write `I.`, `1.`, `1.1.`, `a)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberingScheme {
    levels: Vec<LevelForm>,
}

/// Markup has four heading levels.
pub(super) const MAX_LEVELS: usize = 4;

impl NumberingScheme {
    /// One to four levels; a compound level needs an Arabic or compound one above it.
    pub fn new(levels: Vec<LevelForm>) -> Option<Self> {
        let counted = |form: &LevelForm| matches!(form, LevelForm::Arabic | LevelForm::Compound);
        let sound = levels
            .iter()
            .enumerate()
            .all(|(i, form)| *form != LevelForm::Compound || i > 0 && counted(&levels[i - 1]));
        ((1..=MAX_LEVELS).contains(&levels.len()) && sound).then_some(NumberingScheme { levels })
    }

    /// From the top level down; one to four.
    pub fn levels(&self) -> &[LevelForm] {
        &self.levels
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
            LevelForm::Arabic => format!("{n}."),
            LevelForm::Compound => format!("{}{n}.", self.number(&counters[..counters.len() - 1])),
            LevelForm::Letter => format!("{})", point_letter(n)),
        }
    }
}

impl Default for NumberingScheme {
    /// The decree's: `I.`, `1.`, `a)`.
    fn default() -> Self {
        NumberingScheme { levels: vec![LevelForm::Roman, LevelForm::Arabic, LevelForm::Letter] }
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
    fn a_compound_level_needs_a_number_above_it() {
        assert!(NumberingScheme::new(vec![LevelForm::Roman, LevelForm::Compound]).is_none());
        assert!(NumberingScheme::new(vec![]).is_none());
        assert!(NumberingScheme::new(vec![LevelForm::Arabic; MAX_LEVELS + 1]).is_none());
    }
}
