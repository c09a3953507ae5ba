//! Text to glyphs. A letter is a glyph, but for letters with an accent that Unicode has no composed form for (`ê̆` of
//! Ede, `ơ̆` of Bahnar): the font's own rules place their marks. Only this module knows `harfrust`.
//!
//! Kerning and ligatures are off: Word does without them unless told otherwise, and lines have to break alike.

use std::fmt;
use std::sync::OnceLock;

use harfrust::{Feature, FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};

use super::{Face, FontSet};
use crate::model::Emphasis;
use crate::text::stands_below;

/// A glyph of a text. Measures are in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
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
    /// Calls `place` with the glyphs of a text, in order, and the letters that each stands for; several glyphs for one
    /// letter have it at the first. Letters that the font lacks are left out.
    pub fn for_each_glyph<'t>(
        &self,
        text: &'t str,
        emphasis: Emphasis,
        mut place: impl FnMut(ShapedGlyph, &'t str),
    ) {
        let face = self.face(emphasis);
        if has_marks(text)
            && let Some(glyphs) = face.shape(text)
        {
            return with_letters(text, &glyphs, place);
        }
        for (at, letter) in text.char_indices() {
            if let Some(glyph) = face.glyph(letter) {
                let glyph = ShapedGlyph { id: glyph.id, advance: glyph.advance, offset: (0, 0) };
                place(glyph, &text[at..at + letter.len_utf8()]);
            }
        }
    }
}

/// Deals the letters of each cluster, which begins at a byte of the text, out to its glyphs.
fn with_letters<'t>(
    text: &'t str,
    glyphs: &[(usize, ShapedGlyph)],
    mut place: impl FnMut(ShapedGlyph, &'t str),
) {
    let mut clusters = glyphs.chunk_by(|a, b| a.0 == b.0).peekable();
    while let Some(cluster) = clusters.next() {
        let end = clusters.peek().map_or(text.len(), |next| next[0].0);
        let letters = &text[cluster[0].0..end];
        let one_each = letters.chars().count() == cluster.len();
        let mut rest = letters;
        for (_, glyph) in cluster {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let (mine, after) = rest.split_at(if one_each { first } else { rest.len() });
            place(*glyph, mine);
            rest = after;
        }
    }
}

impl Face {
    /// The glyphs of a text with marks, each with the byte where its cluster begins; `None` when the font's rules cannot
    /// be read or lack a letter.
    fn shape(&self, text: &str) -> Option<Vec<(usize, ShapedGlyph)>> {
        let font = FontRef::from_index(&self.bytes, 0).ok()?;
        let data = self.rules.0.get_or_init(|| Some(ShaperData::new(&font))).as_ref()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let off = |tag: &[u8; 4]| Feature::new(Tag::new(tag), 0, ..);
        let features = [off(b"kern"), off(b"liga"), off(b"clig"), off(b"calt")];
        let shaper = data.shaper(&font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new().features(&features));
        let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let mut glyphs: Vec<(usize, ShapedGlyph)> = glyphs
            .map(|(info, position)| {
                let glyph = ShapedGlyph {
                    id: u16::try_from(info.glyph_id).ok().filter(|id| *id != 0)?,
                    advance: position.x_advance.into(),
                    offset: (position.x_offset.into(), position.y_offset.into()),
                };
                Some((info.cluster as usize, glyph))
            })
            .collect::<Option<_>>()?;
        self.stack_marks(text, &mut glyphs);
        Some(glyphs)
    }

    /// Places the marks that the font's rules leave where they are: fonts often know where a mark stands on `e`, but not on
    /// `ê`. Such a mark is set in the middle above what is there, or below it.
    fn stack_marks(&self, text: &str, glyphs: &mut [(usize, ShapedGlyph)]) {
        let Ok(parsed) = ttf_parser::Face::parse(&self.bytes, 0) else { return };
        let gap = self.metrics.units_per_em / 32;
        for cluster in glyphs.chunk_by_mut(|a, b| a.0 == b.0) {
            let start = cluster[0].0;
            let mut marks = text[start..].chars().skip(1);
            let Some((base, rest)) = cluster.split_first_mut() else { continue };
            let Some(mut taken) = Extent::of(&parsed, base.1.id) else { continue };
            let pen = base.1.advance;
            for (_, glyph) in rest {
                let Some(mark) = marks.next().filter(|mark| is_mark(*mark)) else { break };
                let Some(extent) = Extent::of(&parsed, glyph.id) else { break };
                if glyph.offset == (0, 0) && glyph.advance == 0 {
                    let right = (taken.left + taken.right - extent.left - extent.right) / 2 - pen;
                    let up = match stands_below(mark) {
                        true => taken.bottom - gap - extent.top,
                        false => taken.top + gap - extent.bottom,
                    };
                    glyph.offset = (right, up);
                }
                taken.cover(extent, glyph.offset.1);
            }
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

    fn glyphs(text: &str) -> Vec<(ShapedGlyph, String)> {
        let mut glyphs = Vec::new();
        let add = |glyph, letters: &str| glyphs.push((glyph, letters.to_string()));
        FontSet::built_in().for_each_glyph(text, Emphasis::default(), add);
        glyphs
    }

    #[test]
    fn plain_letters_stand_one_after_the_other() {
        let shaped = glyphs("ữa");
        assert!(shaped.iter().all(|(glyph, _)| glyph.offset == (0, 0) && glyph.advance > 0));
        assert_eq!(shaped.iter().map(|(_, letters)| letters.as_str()).collect::<Vec<_>>(), ["ữ", "a"]);
    }

    #[test]
    fn a_mark_without_a_composed_letter_stands_above_it_and_takes_no_room() {
        for text in ["ê\u{306}x", "ơ\u{306}x", "m\u{306}x"] {
            let shaped = glyphs(text);
            assert_eq!(shaped.len(), 3, "{text}: {shaped:?}");
            assert_eq!((shaped[1].0.advance, shaped[1].1.as_str()), (0, "\u{306}"), "{text}");
            assert_ne!(shaped[1].0.offset, (0, 0), "{text}");
            assert_eq!(shaped.iter().map(|(_, letters)| letters.as_str()).collect::<String>(), text);
        }
    }

    #[test]
    fn marks_are_stacked_where_the_font_has_no_rule() {
        let up = |text: &str| glyphs(text).last().map(|(glyph, _)| glyph.offset.1);
        assert!(up("ê\u{306}") > up("m\u{306}"), "above the circumflex");
        assert!(up("ê\u{306}\u{301}") > up("m\u{301}"), "above the breve");
        assert!(up("ê\u{331}") < up("m\u{306}").max(Some(200)), "below the letter");
    }
}
