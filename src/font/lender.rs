//! Families that lend letters which that of the report lacks: signs such as ☐ and ⇒, which the program carries, and whatever else a
//! folder of fonts has.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Face, FontSet};
use crate::model::Emphasis;
use crate::units::{FontSize, Length};

/// A family that lends letters.
#[derive(Debug)]
pub struct Lender {
    /// The family that a word processor takes for them: its own, or one that Windows has.
    pub word_name: String,
    /// One at least.
    faces: Vec<(Emphasis, Face)>,
}

/// Signs of DejaVu Sans.
const SIGNS: &[u8] = include_bytes!("../../fonts/DejaVuSans-Symbols.ttf");
/// Part of Windows since version 7, with all of these signs.
const SIGNS_IN_WORD: &str = "Segoe UI Symbol";

/// Read when a report first needs one.
fn signs() -> &'static Lender {
    static LENDER: OnceLock<Lender> = OnceLock::new();
    LENDER.get_or_init(|| {
        let face = Face::parse(Cow::Borrowed(SIGNS), 0).expect("the fonts in fonts/ are sound");
        Lender { word_name: SIGNS_IN_WORD.to_string(), faces: vec![(Emphasis::PLAIN, face)] }
    })
}

impl Lender {
    /// `None` for a family without faces.
    pub(super) fn new(family: String, faces: Vec<(Emphasis, Face)>) -> Option<Self> {
        (!faces.is_empty()).then_some(Lender { word_name: family, faces })
    }

    /// The face of a style, or the one that is most like it.
    pub(super) fn face(&self, emphasis: Emphasis) -> &Face {
        let unlike = |(style, _): &&(Emphasis, Face)| {
            u8::from(style.bold != emphasis.bold) * 2 + u8::from(style.italic != emphasis.italic)
        };
        let nearest = self.faces.iter().min_by_key(unlike);
        nearest.map(|(_, face)| face).unwrap_or(&self.faces[0].1)
    }

    pub(super) fn faces(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().map(|(_, face)| face)
    }
}

impl FontSet {
    /// A family by its number from 1, as [`Emphasis::lender`] says it; the last is that of the built-in signs.
    pub fn lender(&self, number: u8) -> Option<&Lender> {
        let index = usize::from(number).checked_sub(1)?;
        self.lenders.get(index).or_else(|| (index == self.lenders.len()).then(signs))
    }

    /// How many families lend letters.
    pub fn lender_count(&self) -> u8 {
        u8::try_from(self.lenders.len() + 1).unwrap_or(u8::MAX)
    }

    /// The style with the family that lends a letter; `None` when none has it.
    pub fn lend(&self, letter: char, emphasis: Emphasis) -> Option<Emphasis> {
        let lent = (1..=self.lender_count()).map(|lender| Emphasis { lender, ..emphasis });
        lent.into_iter().find(|style| self.face(*style).glyph(letter).is_some())
    }

    /// The width of the letters of a text that the report's own family lacks.
    pub(super) fn width_lent(&self, text: &str, emphasis: Emphasis, size: FontSize) -> Length {
        let width = |letter: char| {
            let face = self.face(self.lend(letter, emphasis)?);
            Some(face.length(face.glyph(letter)?.advance, size))
        };
        if emphasis.lender > 0 {
            return Length::ZERO;
        }
        self.missing(text, emphasis).filter_map(width).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_lent_in_every_style() {
        let fonts = FontSet::built_in();
        for letter in "☐☑☒✓✔✗⇒★☆℃①⑩Ⅳ➢❖☎".chars() {
            for style in super::super::STYLES {
                assert_eq!(fonts.lend(letter, style).map(|style| style.lender), Some(1), "{letter}");
            }
            assert!(fonts.width(&letter.to_string(), Emphasis::BOLD, FontSize::pt(14)) > Length::ZERO);
        }
        assert_eq!(fonts.lend('中', Emphasis::PLAIN), None);
        assert_eq!(fonts.lend('א', Emphasis::PLAIN), None);
    }
}
