//! Text to glyphs. A letter is a glyph, but for letters with an accent that Unicode has no composed form for (`ê̆` of
//! Ede, `ơ̆` of Bahnar): the font's own rules place their marks. Only this module knows `harfrust`.
//!
//! Kerning and ligatures are off: Word does without them unless told otherwise, and lines have to break alike.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use harfrust::{Feature, FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};

use super::{Face, FontSet};
use crate::model::Emphasis;
use crate::text::stands_below;

/// A glyph of a text. Measures are in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Its number in the font.
    pub id: u16,
    /// How far the pen moves on.
    pub advance: i64,
    /// How far right of the pen and above the baseline the glyph stands.
    pub offset: (i64, i64),
}

/// The shaping rules of a face, read when they are first needed.
#[derive(Default)]
pub(super) struct Rules(OnceLock<Option<ShaperData>>);

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rules")
    }
}

/// Accents that combine with the letter before them: the block of Unicode that all languages of Vietnam draw on.
pub(crate) const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// Whether the rules of the font are needed. In UTF-8 the marks, and few other letters, begin with these bytes.
fn has_marks(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xCC | 0xCD)) && text.chars().any(is_mark)
}

impl FontSet {
    /// Calls `place` with each letter of a text, in order, and its glyphs: one, or several for a letter with marks. Letters
    /// that the font lacks are left out.
    pub fn for_each_letter<'t>(
        &self,
        text: &'t str,
        emphasis: Emphasis,
        mut place: impl FnMut(&[ShapedGlyph], &'t str),
    ) {
        let face = self.face(emphasis);
        if has_marks(text)
            && let Some(letters) = face.shape(text)
        {
            letters.into_iter().for_each(|(range, glyphs)| place(&glyphs, &text[range]));
            return;
        }
        for (at, letter) in text.char_indices() {
            if let Some(glyph) = face.glyph(letter) {
                let glyph = ShapedGlyph { id: glyph.id, advance: glyph.advance, offset: (0, 0) };
                place(&[glyph], &text[at..at + letter.len_utf8()]);
            }
        }
    }
}

/// A letter with its marks: its place in the text, and its glyphs.
type ShapedLetter = (Range<usize>, Vec<ShapedGlyph>);

impl Face {
    /// The letters of a text with marks; `None` when the font's rules cannot be read or lack a letter.
    fn shape(&self, text: &str) -> Option<Vec<ShapedLetter>> {
        let font = FontRef::from_index(&self.bytes, self.index).ok()?;
        let data = self.rules.0.get_or_init(|| Some(ShaperData::new(&font))).as_ref()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let features = [off(b"kern"), off(b"liga"), off(b"clig"), off(b"calt")];
        let shaper = data.shaper(&font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new().features(&features));
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let mut letters: Vec<ShapedLetter> = Vec::new();
        for (info, position) in glyphs {
            let glyph = ShapedGlyph {
                id: u16::try_from(info.glyph_id).ok().filter(|id| *id != 0)?,
                advance: position.x_advance.into(),
                offset: (position.x_offset.into(), position.y_offset.into()),
            };
            let start = info.cluster as usize;
            match letters.last_mut() {
                Some((range, glyphs)) if range.start == start => glyphs.push(glyph),
                last => {
                    if let Some((range, _)) = last {
                        range.end = start;
                    }
                    letters.push((start..text.len(), vec![glyph]));
                }
            }
        }
        for (range, glyphs) in letters.iter_mut().filter(|(_, glyphs)| glyphs.len() > 1) {
            self.stack_marks(text.get(range.clone())?, glyphs);
        }
        Some(letters)
    }

    /// Places the marks that the font's rules leave where they are: fonts often know where a mark stands on `e`, but not on
    /// `ê`. Such a mark is set in the middle above what is there, or below it.
    fn stack_marks(&self, letter: &str, glyphs: &mut [ShapedGlyph]) {
        let Some(parsed) = self.parsed() else { return };
        let gap = self.metrics.units_per_em / 32;
        let Some((base, rest)) = glyphs.split_first_mut() else { return };
        let Some(mut taken) = Extent::of(&parsed, base.id) else { return };
        // The base may have swallowed some of the marks; the others are the last ones.
        let marks: Vec<char> = letter.chars().filter(|letter| is_mark(*letter)).collect();
        let marks = marks.iter().skip(marks.len().saturating_sub(rest.len()));
        for (glyph, mark) in rest.iter_mut().zip(marks) {
            let Some(extent) = Extent::of(&parsed, glyph.id) else { return };
            if glyph.offset == (0, 0) && glyph.advance == 0 {
                let right = (taken.left + taken.right - extent.left - extent.right) / 2 - base.advance;
                let up = match stands_below(*mark) {
                    true => taken.bottom - gap - extent.top,
                    false => taken.top + gap - extent.bottom,
                };
                glyph.offset = (right, up);
            }
            taken.cover(extent, glyph.offset.1);
        }
    }
}

/// What a glyph covers, in font units.
#[derive(Clone, Copy)]
struct Extent {
    left: i64,
    right: i64,
    bottom: i64,
    top: i64,
}

impl Extent {
    fn of(face: &ttf_parser::Face<'_>, glyph: u16) -> Option<Self> {
        let area = face.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
        let [left, right, bottom, top] = [area.x_min, area.x_max, area.y_min, area.y_max].map(i64::from);
        Some(Extent { left, right, bottom, top })
    }

    /// Grows upwards and downwards by what another glyph raised by `up` covers; the middle stays that of the letter.
    fn cover(&mut self, other: Extent, up: i64) {
        self.bottom = self.bottom.min(other.bottom + up);
        self.top = self.top.max(other.top + up);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Vec<(Vec<ShapedGlyph>, String)> {
        let mut letters = Vec::new();
        let add = |glyphs: &[ShapedGlyph], letter: &str| letters.push((glyphs.to_vec(), letter.to_string()));
        FontSet::built_in().for_each_letter(text, Emphasis::default(), add);
        letters
    }

    #[test]
    fn plain_letters_stand_one_after_the_other() {
        let shaped = letters("ữa");
        assert!(shaped.iter().all(|(glyphs, _)| glyphs.len() == 1 && glyphs[0].offset == (0, 0)));
        assert_eq!(shaped.iter().map(|(_, letter)| letter.as_str()).collect::<Vec<_>>(), ["ữ", "a"]);
    }

    #[test]
    fn a_mark_without_a_composed_letter_stands_above_it_and_takes_no_room() {
        for text in ["ê\u{306}x", "ơ\u{306}x", "m\u{306}x"] {
            let shaped = letters(text);
            assert_eq!(shaped.len(), 2, "{text}: {shaped:?}");
            let (glyphs, _) = &shaped[0];
            assert_eq!((glyphs.len(), glyphs[1].advance), (2, 0), "{text}");
            assert_ne!(glyphs[1].offset, (0, 0), "{text}");
            assert_eq!(shaped.iter().map(|(_, letter)| letter.as_str()).collect::<String>(), text);
        }
    }

    #[test]
    fn marks_are_stacked_where_the_font_has_no_rule() {
        let up = |text: &str| letters(text)[0].0.last().map(|glyph| glyph.offset.1);
        assert!(up("ê\u{306}") > up("m\u{306}"), "above the circumflex");
        assert!(up("ê\u{306}\u{301}") > up("m\u{301}"), "above the breve");
        assert!(up("ê\u{331}") < up("m\u{306}").max(Some(200)), "below the letter");
    }
}
