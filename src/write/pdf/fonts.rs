//! The fonts of one PDF: a subset of each style in use.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{FontId, FontMetrics, ParsedFont, PdfDocument};
use sha2::{Digest, Sha256};

use crate::font::{Face, FontSet, Metrics, STYLES, Subset, subset};
use crate::layout::PagedDocument;
use crate::model::Emphasis;

/// One embedded style.
#[derive(Debug)]
pub(super) struct EmbeddedFont {
    /// Resource name and key of the font in printpdf.
    pub id: FontId,
    /// `ABCDEF+LiberationSerif`.
    pub name: String,
    pub metrics: Metrics,
    pub subset: Subset,
}

/// The styles in use.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    fonts: BTreeMap<Emphasis, EmbeddedFont>,
}

impl Embedded {
    pub fn of(pages: &PagedDocument, fonts: &FontSet) -> Self {
        let mut letters: BTreeMap<Emphasis, Letters> = BTreeMap::new();
        for text in pages.pages.iter().flat_map(|page| &page.texts) {
            let seen = letters.entry(text.emphasis).or_default();
            text.text.chars().map(printed).for_each(|letter| seen.insert(letter));
        }
        let mut embedded = Embedded::default();
        for (index, emphasis) in STYLES.into_iter().enumerate() {
            let Some(letters) = letters.remove(&emphasis) else { continue };
            let face = fonts.face(emphasis);
            if let Some(subset) = subset(face, letters.all) {
                let font = EmbeddedFont {
                    id: FontId(format!("L{index}")),
                    name: tagged_name(face, &subset),
                    metrics: face.metrics,
                    subset,
                };
                embedded.fonts.insert(emphasis, font);
            }
        }
        embedded
    }

    pub fn get(&self, emphasis: Emphasis) -> Option<&EmbeddedFont> {
        self.fonts.get(&emphasis)
    }

    pub fn iter(&self) -> impl Iterator<Item = &EmbeddedFont> {
        self.fonts.values()
    }

    pub fn add_to(&self, pdf: &mut PdfDocument) {
        for font in self.iter() {
            let codes = font.subset.glyphs.iter().map(|(letter, glyph)| (*letter as u32, *glyph)).collect();
            let parsed = ParsedFont::with_glyph_data(
                font.subset.bytes.clone(),
                0,
                Some(font.name.clone()),
                codes,
                font.subset.widths.clone(),
                // Widths are in thousandths already; see `finish` for the other measures.
                1000,
                FontMetrics { ascent: 0, descent: 0 },
            );
            pdf.resources.fonts.map.insert(font.id.clone(), printpdf::PdfFont::new(parsed));
        }
    }
}

/// A set of characters, quick to ask for the ones that come again and again.
#[derive(Default)]
struct Letters {
    all: BTreeSet<char>,
    /// The last one seen for each remainder of its code: almost always itself.
    recent: Recent,
}

struct Recent([char; 512]);

impl Default for Recent {
    fn default() -> Self {
        Recent(['\0'; 512])
    }
}

impl Letters {
    fn insert(&mut self, letter: char) {
        let slot = &mut self.recent.0[letter as usize % 512];
        if *slot != letter {
            *slot = letter;
            self.all.insert(letter);
        }
    }
}

/// The character that is embedded for a letter of the text: a no-break space looks and copies like a space.
pub(super) const fn printed(letter: char) -> char {
    match letter {
        '\u{a0}' => ' ',
        other => other,
    }
}

/// Six capitals that depend on the subset alone, as PDF wants before the name of a subset font (ISO 32000-1, 9.6.4).
fn tagged_name(face: &Face, subset: &Subset) -> String {
    let digest = Sha256::digest(&subset.bytes);
    let tag: String = digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    format!("{tag}+{}", face.name)
}
