//! The fonts of one PDF: a subset of each style in use.

use std::collections::BTreeMap;

use printpdf::ops::PdfFontHandle;
use printpdf::text::Codepoint;
use printpdf::{FontId, FontMetrics, Op, ParsedFont, PdfDocument, Pt, TextItem};
use sha2::{Digest, Sha256};

use crate::font::{Face, FontSet, Metrics, STYLES, ShapedGlyph, Subset, SubsetGlyph, subset};
use crate::layout::{PagedDocument, PlacedText};
use crate::model::Emphasis;

/// One embedded style.
#[derive(Debug)]
pub(super) struct EmbeddedFont {
    /// Resource name and key of the font in printpdf.
    pub id: FontId,
    /// `ABCDEF+LiberationSerif`.
    pub name: String,
    pub metrics: Metrics,
    subset: Subset,
    /// The glyphs of the subset by their number in the whole font.
    by_old_id: Vec<Option<ShownGlyph>>,
}

/// A glyph as the PDF knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownGlyph {
    pub id: u16,
    /// In thousandths of the font size.
    pub width: u16,
    /// What it stands for, when that is one letter.
    letter: Option<char>,
}

/// A glyph of a text, ready to be shown.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    pub glyph: ShapedGlyph,
    pub shown: ShownGlyph,
    /// The letters that it stands for, when they are not those that the font says.
    pub actual: Option<&'a str>,
    /// Whether justification may widen it.
    pub is_space: bool,
}

/// The styles in use.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    fonts: BTreeMap<Emphasis, EmbeddedFont>,
}

impl Embedded {
    pub fn of(pages: &PagedDocument, fonts: &FontSet) -> Self {
        let mut used: BTreeMap<Emphasis, UsedGlyphs> = BTreeMap::new();
        for text in pages.pages.iter().flat_map(|page| &page.texts) {
            let used = used.entry(text.emphasis).or_default();
            let mut insert = |glyph: ShapedGlyph, letters| used.insert(glyph.id, printed(letters));
            fonts.for_each_glyph(&text.text, text.emphasis, &mut insert);
        }
        let mut embedded = Embedded::default();
        for (index, emphasis) in STYLES.into_iter().enumerate() {
            let Some(used) = used.remove(&emphasis) else { continue };
            let face = fonts.face(emphasis);
            if let Some(subset) = subset(face, used.letters) {
                let font = EmbeddedFont {
                    id: FontId(format!("L{index}")),
                    name: tagged_name(face, &subset),
                    metrics: face.metrics,
                    by_old_id: by_old_id(&subset),
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
            let widths = font.subset.glyphs.values().map(|glyph| (glyph.id, glyph.width)).collect();
            let parsed = ParsedFont::with_glyph_data(
                font.subset.bytes.clone(),
                0,
                Some(font.name.clone()),
                BTreeMap::new(),
                widths,
                // Widths are in thousandths already; see `finish` for the other measures.
                1000,
                FontMetrics { ascent: 0, descent: 0 },
            );
            pdf.resources.fonts.map.insert(font.id.clone(), printpdf::PdfFont::new(parsed));
        }
    }

    /// Every glyph of every font, each once: from these operations printpdf learns which glyphs are in use and what
    /// letters they stand for. They are not printed.
    pub fn specimen(&self) -> Vec<Op> {
        let show = |font: &EmbeddedFont| {
            let codepoint =
                |glyph: &SubsetGlyph| Codepoint { gid: glyph.id, offset: 0.0, cid: Some(glyph.text.clone()) };
            let glyphs = font.subset.glyphs.values().map(codepoint).collect();
            [
                Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(1.0) },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] },
            ]
        };
        self.iter().flat_map(show).collect()
    }
}

impl EmbeddedFont {
    /// Calls `show` with the glyphs of a text, in order.
    pub fn for_each_letter<'t>(
        &self,
        text: &'t PlacedText,
        fonts: &FontSet,
        mut show: impl FnMut(Letter<'t>),
    ) {
        fonts.for_each_glyph(&text.text, text.emphasis, |glyph, letters| {
            let Some(shown) = self.by_old_id.get(usize::from(glyph.id)).copied().flatten() else { return };
            let is_space = letters == " ";
            let letters = printed(letters);
            let actual = (shown.letter != only(letters)).then_some(letters);
            show(Letter { glyph, shown, actual, is_space });
        });
    }
}

/// The letter of a text of one letter.
fn only(letters: &str) -> Option<char> {
    let mut letters = letters.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// The letters that are embedded for those of the text: a no-break space looks and copies like a space.
fn printed(letters: &str) -> &str {
    if letters == "\u{a0}" { " " } else { letters }
}

fn by_old_id(subset: &Subset) -> Vec<Option<ShownGlyph>> {
    let last = subset.glyphs.keys().next_back().copied().unwrap_or(0);
    let mut glyphs = vec![None; usize::from(last) + 1];
    for (old, glyph) in &subset.glyphs {
        glyphs[usize::from(*old)] =
            Some(ShownGlyph { id: glyph.id, width: glyph.width, letter: only(&glyph.text) });
    }
    glyphs
}

/// The glyphs of one style in use, each with the letters that it first stood for.
#[derive(Debug, Default)]
struct UsedGlyphs {
    letters: BTreeMap<u16, String>,
    /// By glyph; most glyphs come again and again.
    seen: Vec<bool>,
}

impl UsedGlyphs {
    fn insert(&mut self, glyph: u16, letters: &str) {
        let index = usize::from(glyph);
        if index >= self.seen.len() {
            self.seen.resize(index + 1, false);
        }
        if !self.seen[index] && !letters.is_empty() {
            self.seen[index] = true;
            self.letters.insert(glyph, letters.to_string());
        } else if letters.is_empty() {
            // The second glyph of a letter still needs some letter of its own (ISO 19005-2, 6.2.11.7.2).
            self.letters.entry(glyph).or_insert_with(|| "\u{200B}".to_string());
        }
    }
}

/// Six capitals that depend on the subset alone, as PDF wants before the name of a subset font (ISO 32000-1, 9.6.4).
fn tagged_name(face: &Face, subset: &Subset) -> String {
    let digest = Sha256::digest(&subset.bytes);
    let tag: String = digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    format!("{tag}+{}", face.name)
}
