//! The fonts of one PDF: a subset of each style in use.

use std::collections::BTreeMap;

use printpdf::ops::PdfFontHandle;
use printpdf::text::Codepoint;
use printpdf::{FontId, FontMetrics, Op, ParsedFont, PdfDocument, Pt, TextItem};
use sha2::{Digest, Sha256};

use crate::font::{Face, FontSet, Metrics, STYLES, ShapedGlyph, Subset, SubsetGlyph, Used, subset};
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

/// The styles in use.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    fonts: BTreeMap<Emphasis, EmbeddedFont>,
}

impl Embedded {
    pub(super) fn of(pages: &PagedDocument, fonts: &FontSet) -> Self {
        let mut used: BTreeMap<Emphasis, UsedGlyphs> = BTreeMap::new();
        for text in pages.pages.iter().flat_map(|page| &page.texts) {
            let used = used.entry(text.emphasis).or_default();
            fonts.for_each_letter(&text.text, text.emphasis, |glyphs, letter| used.insert(glyphs, letter));
        }
        let mut embedded = Embedded::default();
        for (emphasis, used) in used {
            let style =
                STYLES.iter().position(|style| *style == Emphasis { lender: 0, ..emphasis }).unwrap_or(0);
            let index = style + STYLES.len() * usize::from(emphasis.lender);
            let face = fonts.face(emphasis);
            if let Some(subset) = subset(face, used.used) {
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

    pub(super) fn get(&self, emphasis: Emphasis) -> Option<&EmbeddedFont> {
        self.fonts.get(&emphasis)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &EmbeddedFont> {
        self.fonts.values()
    }

    pub(super) fn add_to(&self, pdf: &mut PdfDocument) {
        for font in self.iter() {
            let widths = font.glyphs().map(|glyph| (glyph.id, glyph.width)).collect();
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
    pub(super) fn specimen(&self) -> Vec<Op> {
        let show = |font: &EmbeddedFont| {
            let codepoint =
                |glyph: &SubsetGlyph| Codepoint { gid: glyph.id, offset: 0.0, cid: Some(glyph.text.clone()) };
            let glyphs = font.glyphs().map(codepoint).collect();
            [
                Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(1.0) },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] },
            ]
        };
        self.iter().flat_map(show).collect()
    }
}

impl EmbeddedFont {
    fn glyphs(&self) -> impl Iterator<Item = &SubsetGlyph> {
        self.subset.glyphs.values().chain(self.subset.composed.values())
    }

    /// A letter with marks that has a glyph of its own.
    pub(super) fn composed(&self, letter: &str) -> Option<ShownGlyph> {
        let glyph = self.subset.composed.get(letter)?;
        Some(ShownGlyph { id: glyph.id, width: glyph.width, letter: None })
    }

    /// The glyph of the whole font as this PDF knows it.
    pub(super) fn shown(&self, glyph: &ShapedGlyph) -> Option<ShownGlyph> {
        self.by_old_id.get(usize::from(glyph.id)).copied().flatten()
    }

    /// The letters to be said beside the glyphs, when these alone would not say them: several glyphs are read in an order
    /// that depends on where they stand, and one glyph may stand for several letters of the text.
    pub(super) fn actual_text<'t>(&self, glyphs: &[ShapedGlyph], letter: &'t str) -> Option<&'t str> {
        let letter = printed(letter);
        let says = match glyphs {
            [glyph] => self.shown(glyph).and_then(|shown| shown.letter),
            _ => None,
        };
        (says.is_none() || says != only(letter)).then_some(letter)
    }
}

/// The letter of a text of one letter.
fn only(letters: &str) -> Option<char> {
    let mut letters = letters.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// The letter that is embedded for one of the text: a space or hyphen that does not break looks and copies like any other.
fn printed(letter: &str) -> &str {
    match letter {
        "\u{a0}" => " ",
        "\u{2011}" => "-",
        letter => letter,
    }
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
    used: Used,
    /// By glyph; most glyphs come again and again.
    seen: Vec<bool>,
}

impl UsedGlyphs {
    /// Each glyph takes one letter, the first what is over.
    fn insert(&mut self, glyphs: &[ShapedGlyph], letter: &str) {
        let mut rest = printed(letter);
        for (index, glyph) in glyphs.iter().enumerate() {
            let later = glyphs.len() - index - 1;
            let mine = rest.chars().count().saturating_sub(later);
            let end = rest.char_indices().nth(mine).map_or(rest.len(), |(at, _)| at);
            let (mine, after) = rest.split_at(end);
            self.insert_one(glyph.id, mine);
            rest = after;
        }
        if glyphs.len() > 1 && !self.used.composed.contains_key(letter) {
            self.used.composed.insert(letter.to_string(), glyphs.to_vec());
        }
    }

    fn insert_one(&mut self, glyph: u16, letters: &str) {
        let index = usize::from(glyph);
        if index >= self.seen.len() {
            self.seen.resize(index + 1, false);
        }
        if !self.seen[index] && !letters.is_empty() {
            self.seen[index] = true;
            self.used.glyphs.insert(glyph, letters.to_string());
        } else if letters.is_empty() {
            // The second glyph of a letter still needs some letter of its own (ISO 19005-2, 6.2.11.7.2).
            self.used.glyphs.entry(glyph).or_insert_with(|| "\u{200B}".to_string());
        }
    }
}

/// Six capitals that depend on the subset alone, as PDF wants before the name of a subset font (ISO 32000-1, 9.6.4).
fn tagged_name(face: &Face, subset: &Subset) -> String {
    let digest = Sha256::digest(&subset.bytes);
    let tag: String = digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    format!("{tag}+{}", face.name)
}
