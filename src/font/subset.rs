//! The part of a font that a document uses. Only this module knows `subsetter`.

use std::collections::BTreeMap;

use subsetter::GlyphRemapper;

use super::Face;

/// A font with only the glyphs in use, numbered anew.
#[derive(Debug)]
pub struct Subset {
    pub bytes: Vec<u8>,
    /// The new glyph of each character.
    pub glyphs: BTreeMap<char, u16>,
    /// Advance widths of the new glyphs in thousandths of the font size, rounded to the nearest.
    pub widths: BTreeMap<u16, u16>,
}

/// Subsets `face` to the characters in use; those it lacks are left out. `None` when the font is damaged.
pub fn subset(face: &Face, letters: impl IntoIterator<Item = char>) -> Option<Subset> {
    let mut letters: Vec<char> = letters.into_iter().collect();
    letters.sort_unstable();
    letters.dedup();
    let mut remapper = GlyphRemapper::new();
    let mut glyphs = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for letter in letters {
        let Some(glyph) = face.glyph(letter) else { continue };
        let new = remapper.remap(glyph.id);
        glyphs.insert(letter, new);
        widths.insert(new, face.thousandths(glyph.advance));
    }
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).ok()?;
    Some(Subset { bytes, glyphs, widths })
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
    fn a_subset_holds_the_letters_in_use_and_is_small() {
        let fonts = FontSet::built_in();
        let face = fonts.face(STYLES[0]);
        let subset = super::subset(face, "ữữa 😀".chars()).expect("a sound font");
        assert_eq!(subset.glyphs.keys().collect::<String>(), " aữ");
        assert!(subset.bytes.len() < 20_000);
        assert_eq!(subset.widths[&subset.glyphs[&' ']], 250);
    }
}
