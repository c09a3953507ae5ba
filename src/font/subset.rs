//! The part of a font that a document uses. Only this module knows `subsetter`.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

use super::compose::{Composed, with_composed};
use super::{Face, ShapedGlyph};

/// What a document uses of a font.
#[derive(Debug, Default)]
pub struct Used {
    /// Glyphs, each with the letters that it stands for.
    pub glyphs: BTreeMap<u16, String>,
    /// Letters with marks, and the glyphs that make them, which are among the former.
    pub composed: BTreeMap<String, Vec<ShapedGlyph>>,
}

/// A font with only the glyphs in use, numbered anew.
#[derive(Debug)]
pub struct Subset {
    /// The font file, without what is not in use.
    pub bytes: Vec<u8>,
    /// By their number in the whole font.
    pub glyphs: BTreeMap<u16, SubsetGlyph>,
    /// Letters with marks as glyphs of their own; none in a font whose outlines are not TrueType.
    pub composed: BTreeMap<String, SubsetGlyph>,
}

/// A glyph of a [`Subset`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsetGlyph {
    /// Its new number.
    pub id: u16,
    /// Advance width in thousandths of the font size, rounded to the nearest.
    pub width: u16,
    /// The letters that it stands for.
    pub text: String,
}

/// Subsets `face` to what is in use. `None` when the font is damaged.
pub fn subset(face: &Face, used: Used) -> Option<Subset> {
    let parsed = face.parsed()?;
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    for (old, text) in used.glyphs {
        let id = remapper.remap(old);
        let advance = parsed.glyph_hor_advance(ttf_parser::GlyphId(old)).unwrap_or(0);
        glyphs.insert(old, SubsetGlyph { id, width: face.thousandths(advance.into()), text });
    }
    let bytes = subsetter::subset(face.bytes(), face.index, &remapper).ok()?;
    let mut subset = Subset { bytes, glyphs, composed: BTreeMap::new() };
    if !used.composed.is_empty() {
        subset.compose(face, used.composed);
    }
    Some(subset)
}

impl Subset {
    /// Adds the letters with marks, when the font takes them.
    fn compose(&mut self, face: &Face, letters: BTreeMap<String, Vec<ShapedGlyph>>) {
        let Ok(parsed) = ttf_parser::Face::parse(&self.bytes, 0) else { return };
        let first = parsed.number_of_glyphs();
        let renumbered = |glyph: ShapedGlyph| {
            let id = self.glyphs.get(&glyph.id)?.id;
            Some(ShapedGlyph { id, ..glyph })
        };
        let mut all = Vec::new();
        let mut composed = BTreeMap::new();
        for (letter, glyphs) in letters {
            let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
            let Some(glyphs) = glyphs.into_iter().map(renumbered).collect() else { continue };
            let Some(id) = u16::try_from(all.len()).ok().and_then(|index| first.checked_add(index)) else {
                break;
            };
            all.push(Composed { glyphs });
            composed
                .insert(letter.clone(), SubsetGlyph { id, width: face.thousandths(advance), text: letter });
        }
        if let Some(bytes) = with_composed(&self.bytes, &all) {
            self.bytes = bytes;
            self.composed = composed;
        }
    }
}

impl Face {
    /// Font units in thousandths of the font size, the unit of widths in PDF.
    pub fn thousandths(&self, units: i64) -> u16 {
        let em = self.metrics.units_per_em;
        u16::try_from((units * 1000 + em / 2) / em).unwrap_or(u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FontSet, STYLES};

    fn used(fonts: &FontSet, text: &str) -> Used {
        let mut used = Used::default();
        fonts.for_each_letter(text, STYLES[0], |glyphs, letter| {
            for glyph in glyphs {
                used.glyphs.insert(glyph.id, letter.to_string());
            }
            if glyphs.len() > 1 {
                used.composed.insert(letter.to_string(), glyphs.to_vec());
            }
        });
        used
    }

    #[test]
    fn a_subset_holds_the_glyphs_in_use_and_is_small() {
        let fonts = FontSet::built_in();
        let face = fonts.face(STYLES[0]);
        let subset = subset(face, used(&fonts, " aữ")).expect("a sound font");
        assert_eq!(subset.glyphs.len(), 3);
        assert!(subset.bytes.len() < 20_000);
        let space = &subset.glyphs[&face.glyph(' ').expect("it has a space").id];
        assert_eq!((space.width, space.text.as_str()), (250, " "));
    }

    #[test]
    fn a_letter_with_a_mark_becomes_one_glyph_as_wide_as_the_letter() {
        let fonts = FontSet::built_in();
        let subset = subset(fonts.face(STYLES[0]), used(&fonts, "ê\u{306} ơ\u{306}")).expect("a sound font");
        let parsed = ttf_parser::Face::parse(&subset.bytes, 0).expect("still a font");
        let glyph = &subset.composed["ê\u{306}"];
        let id = ttf_parser::GlyphId(glyph.id);
        assert_eq!(parsed.glyph_hor_advance(id), Some(909));
        let area = parsed.glyph_bounding_box(id).expect("an outline");
        assert!(area.y_max > 1425, "the breve stands above the circumflex: {area:?}");
        struct Count(usize);
        impl ttf_parser::OutlineBuilder for Count {
            fn move_to(&mut self, _: f32, _: f32) {
                self.0 += 1;
            }
            fn line_to(&mut self, _: f32, _: f32) {}
            fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
            fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
            fn close(&mut self) {}
        }
        let mut contours = Count(0);
        assert!(parsed.outline_glyph(id, &mut contours).is_some());
        assert_eq!(contours.0, 4, "two of e, the circumflex, the breve");
    }
}
