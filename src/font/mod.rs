//! Fonts: which there are, which letters they have, how wide text is. Only this module knows `ttf-parser`.

mod compose;
mod folder;
mod lender;
mod shape;
mod subset;

use std::borrow::Cow;

use ttf_parser::{Face as ParsedFace, GlyphId, name_id};

pub use lender::Lender;
pub use shape::ShapedGlyph;
pub(crate) use shape::is_mark;
pub use subset::{Subset, SubsetGlyph, Used, subset};

use crate::model::Emphasis;
use crate::text::{NON_BREAKING_HYPHEN, is_right_to_left};
use crate::units::{FontSize, Length};

/// The four styles of one family, and the families that lend letters which it lacks.
#[derive(Debug)]
pub struct FontSet {
    faces: [Face; 4],
    /// The first that has a letter lends it; the built-in signs come last.
    lenders: Vec<Lender>,
}

/// One font file.
#[derive(Debug)]
pub struct Face {
    bytes: Cow<'static, [u8]>,
    /// Its number in a file of several fonts.
    index: u32,
    /// The PostScript name, for the PDF.
    pub name: String,
    /// Heights, slant and the like of the whole face.
    pub metrics: Metrics,
    /// Glyph and width of the characters of [`COMMON`], so that measuring Vietnamese text needs no search.
    common: Vec<Option<Glyph>>,
    rules: shape::Rules,
    /// Whether the licence bits of the font allow it inside a document (OS/2 `fsType`).
    pub embeddable: bool,
}

/// Measures of a font in its own units, `units_per_em` of which are the font size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// How many units the font size has: 2048 for Liberation Serif.
    pub units_per_em: i64,
    /// Above the baseline, positive.
    pub ascent: i64,
    /// Below the baseline, negative.
    pub descent: i64,
    /// Extra space between the descent of a line and the ascent of the next.
    pub line_gap: i64,
    /// Height of capitals above the baseline; the ascent when the font does not say it.
    pub cap_height: i64,
    /// Whole degrees, counter-clockwise from upright: negative for letters that lean to the right.
    pub italic_angle: i64,
    /// Thickness of the strokes, 100 to 900: 400 is regular, 700 bold.
    pub weight: i64,
    /// Left, bottom, right, top of all glyphs together.
    pub bounds: [i64; 4],
}

/// A glyph and its advance width in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font, never 0: that stands for letters that the font lacks.
    pub id: u16,
    /// How far the pen moves on to the next letter.
    pub advance: i64,
}

/// Characters whose glyphs are looked up once: Latin with all Vietnamese letters, and the usual punctuation.
const COMMON: [std::ops::Range<u32>; 3] = [0x20..0x250, 0x1EA0..0x1EFA, 0x2010..0x2040];

const LIBERATION: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

const fn index(emphasis: Emphasis) -> usize {
    emphasis.bold as usize + 2 * emphasis.italic as usize
}

/// The styles in the order of the faces of a [`FontSet`].
pub const STYLES: [Emphasis; 4] = [Emphasis::PLAIN, Emphasis::BOLD, Emphasis::ITALIC, Emphasis::BOLD_ITALIC];

impl FontSet {
    /// Liberation Serif, which the program carries.
    pub fn built_in() -> Self {
        let face = |bytes: &'static [u8]| {
            Face::parse(Cow::Borrowed(bytes), 0).expect("the fonts in fonts/ are sound")
        };
        FontSet { faces: LIBERATION.map(face), lenders: Vec::new() }
    }

    /// Name and bytes of each face, by which a set is known again.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let lent = self.lenders.iter().flat_map(Lender::faces);
        self.faces.iter().chain(lent).map(|face| (face.name.as_str(), &*face.bytes))
    }

    /// The face of a style. Each set has all four; a family that lends letters gives the one that is most like it.
    pub fn face(&self, emphasis: Emphasis) -> &Face {
        match self.lender(emphasis.lender) {
            Some(lender) => lender.face(emphasis),
            None => &self.faces[index(emphasis)],
        }
    }

    /// The width of a text on one line.
    pub fn width(&self, text: &str, emphasis: Emphasis, size: FontSize) -> Length {
        let (mut units, mut seen) = (0, 0);
        let size = emphasis.script.size(size);
        self.for_each_letter(text, emphasis, |glyphs, letter| {
            units += glyphs.iter().map(|glyph| glyph.advance).sum::<i64>();
            seen += letter.len();
        });
        let own = self.face(emphasis).length(units, size);
        if seen == text.len() { own } else { own + self.width_lent(text, emphasis, size) }
    }

    /// Characters of a text that the font cannot show.
    pub fn missing(&self, text: &str, emphasis: Emphasis) -> impl Iterator<Item = char> {
        let face = self.face(emphasis);
        text.chars().filter(move |letter| face.glyph(*letter).is_none())
    }
}

fn name(face: &ParsedFace<'_>, id: u16) -> Option<String> {
    face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string())
}

impl Face {
    fn parse(bytes: Cow<'static, [u8]>, index: u32) -> Option<Self> {
        let parsed = ParsedFace::parse(&bytes, index).ok()?;
        let bounds = parsed.global_bounding_box();
        let metrics = Metrics {
            units_per_em: parsed.units_per_em().into(),
            ascent: parsed.ascender().into(),
            descent: parsed.descender().into(),
            line_gap: parsed.line_gap().into(),
            cap_height: parsed.capital_height().unwrap_or(parsed.ascender()).into(),
            italic_angle: parsed.italic_angle() as i64,
            weight: parsed.weight().to_number().into(),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(i64::from),
        };
        let letters = COMMON.iter().flat_map(Clone::clone).filter_map(char::from_u32);
        let common = letters.map(|letter| look_up(&parsed, letter)).collect();
        let name = name(&parsed, name_id::POST_SCRIPT_NAME).unwrap_or_else(|| "Font".to_string());
        let embeddable = parsed.permissions() != Some(ttf_parser::Permissions::Restricted);
        Some(Face { metrics, common, name, embeddable, rules: shape::Rules::default(), bytes, index })
    }

    /// The font file as it was read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn parsed(&self) -> Option<ParsedFace<'_>> {
        ParsedFace::parse(&self.bytes, self.index).ok()
    }

    /// The glyph of a character, `None` when the font has none.
    pub fn glyph(&self, letter: char) -> Option<Glyph> {
        let code = letter as u32;
        let mut offset = 0;
        for range in &COMMON {
            if range.contains(&code) {
                return self.common[offset + (code - range.start) as usize];
            }
            offset += (range.end - range.start) as usize;
        }
        look_up(&self.parsed()?, letter)
    }

    /// Font units as a length at a size, rounded down.
    pub fn length(&self, units: i64, size: FontSize) -> Length {
        size.length().scale(units, self.metrics.units_per_em)
    }

    /// Distance of lines set "single".
    pub fn line_height(&self, size: FontSize) -> Length {
        self.length(self.metrics.ascent - self.metrics.descent + self.metrics.line_gap, size)
    }
}

/// The glyph of a character. A hyphen that does not break looks like any other. Characters that are written from right to left
/// count as missing: lines are set from left to right.
fn look_up(face: &ParsedFace<'_>, letter: char) -> Option<Glyph> {
    let hyphen = || face.glyph_index('-').filter(|_| letter == NON_BREAKING_HYPHEN);
    let id = face.glyph_index(letter).or_else(hyphen).filter(|id| *id != GlyphId(0))?;
    if is_right_to_left(letter) {
        return None;
    }
    Some(Glyph { id: id.0, advance: face.glyph_hor_advance(id)?.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Emphasis = Emphasis::BOLD;
    const ITALIC: Emphasis = Emphasis::ITALIC;

    #[test]
    fn widths_are_those_of_times_new_roman() {
        let fonts = FontSet::built_in();
        // Measured independently, in tenths of a millimetre.
        for (text, emphasis, size, tenths) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 12, 883),
            ("Độc lập - Tự do - Hạnh phúc", BOLD, 13, 561),
            ("Phan Rang - Tháp Chàm, ngày 24 tháng 6 năm 2024", ITALIC, 13, 972),
        ] {
            let width = fonts.width(text, emphasis, FontSize::pt(size));
            assert!(
                (width.to_emu() - Length::tenths_of_mm(tenths).to_emu()).abs() <= 3_600,
                "{text}: {width:?}"
            );
        }
    }

    #[test]
    fn every_vietnamese_letter_is_there_in_all_styles() {
        let fonts = FontSet::built_in();
        let base = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        for letter in base.chars().chain(base.to_uppercase().chars()) {
            for tone in tones {
                if tone.is_empty() || "aăâeêioôơuưy".contains(letter.to_lowercase().next().expect("a letter"))
                {
                    let composed = crate::text::nfc(&format!("{letter}{tone}")).into_owned();
                    for emphasis in STYLES {
                        assert_eq!(fonts.missing(&composed, emphasis).count(), 0, "{composed}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_font_lacks_is_told() {
        let missing: Vec<_> = FontSet::built_in().missing("a😀b", ITALIC).collect();
        assert_eq!(missing, ['😀']);
    }

    #[test]
    fn what_is_written_from_right_to_left_is_missing_and_a_hyphen_is_a_hyphen() {
        let fonts = FontSet::built_in();
        assert_eq!(fonts.missing("a\u{2011}b", ITALIC).count(), 0);
        assert_eq!(fonts.width("\u{2011}", BOLD, FontSize::pt(14)), fonts.width("-", BOLD, FontSize::pt(14)));
        assert_eq!(fonts.missing("שלום", ITALIC).count(), 4);
    }
}
