//! Letters with marks as glyphs of their own: `ê` and a breve become one glyph made of the two. Programs that read a PDF
//! by where its glyphs stand then find the letter whole. Only this module knows `write-fonts`.

use write_fonts::FontBuilder;
use write_fonts::read::FontRef;
use write_fonts::types::Tag;

use super::ShapedGlyph;

/// A glyph made of others of the same font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Composed {
    /// The letter, then its marks, as a text sets them: each stands where the pen is after those before it.
    pub glyphs: Vec<ShapedGlyph>,
}

// Flags of a component (OpenType, table `glyf`).
const ARGUMENTS_ARE_WORDS: u16 = 0x0001;
const ARGUMENTS_ARE_OFFSETS: u16 = 0x0002;
const MORE_COMPONENTS: u16 = 0x0020;

/// The font with the composed glyphs behind its own. `None` for a font without TrueType outlines, or a damaged one.
pub(super) fn with_composed(bytes: &[u8], composed: &[Composed]) -> Option<Vec<u8>> {
    let parsed = ttf_parser::Face::parse(bytes, 0).ok()?;
    let font = FontRef::new(bytes).ok()?;
    let table = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).map(|data| data.as_bytes().to_vec());
    let (mut glyf, mut head, mut maxp, mut hhea) =
        (table(b"glyf")?, table(b"head")?, table(b"maxp")?, table(b"hhea")?);
    let own = parsed.number_of_glyphs();
    let mut offsets = glyph_offsets(&table(b"loca")?, word(&head, LOCA_FORMAT)? != 0, own)?;
    let mut metrics: Vec<u8> = Vec::new();
    for id in (0..own).map(ttf_parser::GlyphId) {
        let bearing = parsed.glyph_hor_side_bearing(id).unwrap_or(0);
        metrics.extend(parsed.glyph_hor_advance(id).unwrap_or(0).to_be_bytes());
        metrics.extend(bearing.to_be_bytes());
    }
    for glyph in composed {
        let (outline, left) = outline(glyph, &parsed)?;
        glyf.extend(outline);
        // Glyphs begin at even offsets.
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        offsets.push(u32::try_from(glyf.len()).ok()?);
        let advance: i64 = glyph.glyphs.iter().map(|glyph| glyph.advance).sum();
        metrics.extend(u16::try_from(advance).ok()?.to_be_bytes());
        metrics.extend(left.to_be_bytes());
    }
    let count = own.checked_add(u16::try_from(composed.len()).ok()?)?;
    set_word(&mut head, LOCA_FORMAT, 1)?;
    set_word(&mut hhea, LONG_METRICS, count)?;
    set_word(&mut maxp, GLYPH_COUNT, count)?;
    raise_limits(&mut maxp, composed)?;
    let loca: Vec<u8> = offsets.into_iter().flat_map(u32::to_be_bytes).collect();
    let mut builder = FontBuilder::new();
    for (tag, data) in [
        (b"glyf", glyf),
        (b"head", head),
        (b"maxp", maxp),
        (b"hhea", hhea),
        (b"hmtx", metrics),
        (b"loca", loca),
    ] {
        builder.add_raw(Tag::new(tag), data);
    }
    builder.copy_missing_tables(font);
    Some(builder.build())
}

// Places of fields in their tables, in bytes.
const LOCA_FORMAT: usize = 50;
const LONG_METRICS: usize = 34;
const GLYPH_COUNT: usize = 4;
const COMPOSITE_POINTS: usize = 10;
const COMPOSITE_CONTOURS: usize = 12;
const COMPONENT_ELEMENTS: usize = 28;
const COMPONENT_DEPTH: usize = 30;

fn word(table: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(table.get(at..at + 2)?.try_into().ok()?))
}

fn set_word(table: &mut [u8], at: usize, value: u16) -> Option<()> {
    table.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(())
}

/// Where each glyph begins, and where the last ends.
fn glyph_offsets(loca: &[u8], long: bool, count: u16) -> Option<Vec<u32>> {
    let offset = |index: usize| {
        if long {
            let bytes = loca.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?))
        } else {
            Some(u32::from(word(loca, index * 2)?) * 2)
        }
    };
    (0..=usize::from(count)).map(offset).collect()
}

/// A composite outline, and its left edge.
fn outline(composed: &Composed, font: &ttf_parser::Face<'_>) -> Option<(Vec<u8>, i16)> {
    let mut components = Vec::new();
    let (mut left, mut bottom, mut right, mut top) = (i64::MAX, i64::MAX, i64::MIN, i64::MIN);
    let mut pen = 0;
    let last = composed.glyphs.len().checked_sub(1)?;
    for (index, glyph) in composed.glyphs.iter().enumerate() {
        let (x, y) = (pen + glyph.offset.0, glyph.offset.1);
        pen += glyph.advance;
        let more = if index < last { MORE_COMPONENTS } else { 0 };
        for word in [ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_OFFSETS | more, glyph.id] {
            components.extend(word.to_be_bytes());
        }
        for offset in [x, y] {
            components.extend(i16::try_from(offset).ok()?.to_be_bytes());
        }
        let area = font.glyph_bounding_box(ttf_parser::GlyphId(glyph.id))?;
        left = left.min(i64::from(area.x_min) + x);
        bottom = bottom.min(i64::from(area.y_min) + y);
        right = right.max(i64::from(area.x_max) + x);
        top = top.max(i64::from(area.y_max) + y);
    }
    let mut outline = (-1i16).to_be_bytes().to_vec();
    for edge in [left, bottom, right, top] {
        outline.extend(i16::try_from(edge).ok()?.to_be_bytes());
    }
    outline.extend(components);
    Some((outline, i16::try_from(left).ok()?))
}

/// What rasterisers are told to expect at most: sums that no composed glyph exceeds.
fn raise_limits(maxp: &mut [u8], composed: &[Composed]) -> Option<()> {
    let most = composed.iter().map(|glyph| glyph.glyphs.len()).max().unwrap_or(0);
    let most = u16::try_from(most).ok()?;
    for (simple, composite) in [(6, COMPOSITE_POINTS), (8, COMPOSITE_CONTOURS)] {
        let one = word(maxp, simple)?.max(word(maxp, composite)?);
        set_word(maxp, composite, one.saturating_mul(most))?;
    }
    let elements = word(maxp, COMPONENT_ELEMENTS)?.max(most);
    set_word(maxp, COMPONENT_ELEMENTS, elements)?;
    let depth = word(maxp, COMPONENT_DEPTH)?.saturating_add(1);
    set_word(maxp, COMPONENT_DEPTH, depth)
}
