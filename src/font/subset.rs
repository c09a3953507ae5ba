//! The part of a font that a document uses. Only this module knows `subsetter`.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

use super::Face;

/// A font with only the glyphs in use, numbered anew.
#[derive(Debug)]
pub struct Subset {
    pub bytes: Vec<u8>,
    /// By their number in the whole font.
    pub glyphs: BTreeMap<u16, SubsetGlyph>,
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

/// Subsets `face` to the glyphs in use, each with the letters that it stands for. `None` when the font is damaged.
pub fn subset(face: &Face, used: BTreeMap<u16, String>) -> Option<Subset> {
    let parsed = ttf_parser::Face::parse(face.bytes(), 0).ok()?;
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    for (old, text) in used {
        let id = remapper.remap(old);
        let advance = parsed.glyph_hor_advance(ttf_parser::GlyphId(old)).unwrap_or(0);
        glyphs.insert(old, SubsetGlyph { id, width: face.thousandths(advance.into()), text });
    }
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).ok()?;
    Some(Subset { bytes, glyphs })
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
    use crate::font::{FontSet, STYLES};

    #[test]
    fn a_subset_holds_the_glyphs_in_use_and_is_small() {
        let fonts = FontSet::built_in();
        let face = fonts.face(STYLES[0]);
        let glyph = |letter| face.glyph(letter).expect("the font has it").id;
        let used = [' ', 'a', 'ữ'].map(|letter| (glyph(letter), letter.to_string()));
        let subset = super::subset(face, used.into_iter().collect()).expect("a sound font");
        assert_eq!(subset.glyphs.len(), 3);
        assert!(subset.bytes.len() < 20_000);
        let space = &subset.glyphs[&glyph(' ')];
        assert_eq!((space.width, space.text.as_str()), (250, " "));
    }
}
