//! Fonts: which there are, which letters they have, how wide text is. Only this module knows `ttf-parser`.

mod compose;
mod shape;
mod subset;

use std::borrow::Cow;
use std::path::Path;

use ttf_parser::{Face as ParsedFace, GlyphId, name_id};

pub use shape::ShapedGlyph;
pub(crate) use shape::is_mark;
pub use subset::{Subset, SubsetGlyph, Used, subset};

use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Emphasis;
use crate::units::{FontSize, Length};
use crate::world::World;

/// The four styles of one family.
#[derive(Debug)]
pub struct FontSet {
    faces: [Face; 4],
}

/// One font file.
#[derive(Debug)]
pub struct Face {
    bytes: Cow<'static, [u8]>,
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
pub const STYLES: [Emphasis; 4] = [
    Emphasis { bold: false, italic: false },
    Emphasis { bold: true, italic: false },
    Emphasis { bold: false, italic: true },
    Emphasis { bold: true, italic: true },
];

impl FontSet {
    /// Liberation Serif, which the program carries.
    pub fn built_in() -> Self {
        let face =
            |bytes: &'static [u8]| Face::parse(Cow::Borrowed(bytes)).expect("the fonts in fonts/ are sound");
        FontSet { faces: LIBERATION.map(face) }
    }

    /// Name and bytes of each face, by which a set is known again.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.faces.iter().map(|face| (face.name.as_str(), &*face.bytes))
    }

    /// The fonts of a folder: Times New Roman when it is there, else the first family that has all four styles.
    pub fn from_folder(world: &dyn World, folder: &Path, found: &mut Diagnostics) -> Option<Self> {
        let shown = folder.display();
        let paths = match world.list(folder) {
            Ok(paths) => paths,
            Err(error) => {
                let why = error.message();
                let (vi, en) = (why.vi, why.en);
                found.push(
                    Diagnostic::error(
                        Code::FontMissing,
                        text!(
                            "không mở được thư mục phông chữ {shown} ({vi})",
                            "cannot open the folder of fonts {shown} ({en})"
                        ),
                    )
                    .help(text!("xem lại đường dẫn sau --fonts", "look at the path after --fonts")),
                );
                return None;
            }
        };
        let is_font = |path: &&std::path::PathBuf| {
            path.extension()
                .is_some_and(|ext| ext.eq_ignore_ascii_case("ttf") || ext.eq_ignore_ascii_case("otf"))
        };
        let mut families: Vec<(String, [Option<Face>; 4])> = Vec::new();
        for path in paths.iter().filter(is_font) {
            let Some((family, style, face)) = world.read(path).ok().and_then(read_face) else { continue };
            match families.iter_mut().find(|(name, _)| *name == family) {
                Some((_, faces)) => faces[index(style)] = Some(face),
                None => {
                    let mut faces = [None, None, None, None];
                    faces[index(style)] = Some(face);
                    families.push((family, faces));
                }
            }
        }
        families.sort_by_key(|(name, _)| (name != "Times New Roman", name.clone()));
        let whole = families.into_iter().find_map(|(_, faces)| match faces {
            [Some(a), Some(b), Some(c), Some(d)] => Some([a, b, c, d]),
            _ => None,
        });
        if whole.is_none() {
            found.push(
                Diagnostic::error(
                    Code::FontMissing,
                    text!(
                        "thư mục {shown} không có phông nào đủ bốn kiểu thường, đậm, nghiêng, đậm nghiêng",
                        "the folder {shown} has no family with all of regular, bold, italic and bold italic"
                    ),
                )
                .help(text!(
                    "chép times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf vào đó, hoặc bỏ --fonts",
                    "copy times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf into it, or do without --fonts"
                )),
            );
        }
        whole.map(|faces| FontSet { faces })
    }

    /// The face of a style. Each set has all four.
    pub fn face(&self, emphasis: Emphasis) -> &Face {
        &self.faces[index(emphasis)]
    }

    /// The width of a text on one line.
    pub fn width(&self, text: &str, emphasis: Emphasis, size: FontSize) -> Length {
        let mut units = 0;
        self.for_each_letter(text, emphasis, |glyphs, _| {
            units += glyphs.iter().map(|glyph| glyph.advance).sum::<i64>();
        });
        self.face(emphasis).length(units, size)
    }

    /// Characters of a text that the font cannot show.
    pub fn missing(&self, text: &str, emphasis: Emphasis) -> impl Iterator<Item = char> {
        let face = self.face(emphasis);
        text.chars().filter(move |letter| face.glyph(*letter).is_none())
    }
}

fn read_face(bytes: Vec<u8>) -> Option<(String, Emphasis, Face)> {
    let parsed = ParsedFace::parse(&bytes, 0).ok()?;
    let family = name(&parsed, name_id::FAMILY)?;
    let style = Emphasis { bold: parsed.is_bold(), italic: parsed.is_italic() };
    Some((family, style, Face::parse(Cow::Owned(bytes))?))
}

fn name(face: &ParsedFace<'_>, id: u16) -> Option<String> {
    face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string())
}

impl Face {
    fn parse(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let parsed = ParsedFace::parse(&bytes, 0).ok()?;
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
        Some(Face { metrics, common, name, embeddable, rules: shape::Rules::default(), bytes })
    }

    /// The font file as it was read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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
        look_up(&ParsedFace::parse(&self.bytes, 0).ok()?, letter)
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

fn look_up(face: &ParsedFace<'_>, letter: char) -> Option<Glyph> {
    let id = face.glyph_index(letter).filter(|id| *id != GlyphId(0))?;
    Some(Glyph { id: id.0, advance: face.glyph_hor_advance(id)?.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    const BOLD: Emphasis = Emphasis { bold: true, italic: false };
    const ITALIC: Emphasis = Emphasis { bold: false, italic: true };

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
    fn a_folder_needs_all_four_styles() {
        let world = MemoryWorld::default().with("f/a.ttf", LIBERATION[0]).with("f/b.ttf", LIBERATION[1]);
        let mut found = Diagnostics::default();
        assert!(FontSet::from_folder(&world, Path::new("f"), &mut found).is_none());
        assert!(FontSet::from_folder(&world, Path::new("nowhere"), &mut found).is_none());
        assert_eq!(found.iter().filter(|d| d.code == Code::FontMissing).count(), 2);
        let world = world.with("f/c.TTF", LIBERATION[2]).with("f/d.ttf", LIBERATION[3]).with("f/x.txt", "x");
        let fonts = FontSet::from_folder(&world, Path::new("f"), &mut found).expect("all four");
        assert_eq!(fonts.face(BOLD).name, "LiberationSerif-Bold");
    }
}
