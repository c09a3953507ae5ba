//! The document on pages: what stands where. Pure: the same document, form and fonts give the same pages.
//!
//! Blocks become chunks, boxes as wide as the text that no page break may cut; `pages` stacks them.

mod chunk;
mod head;
mod pages;
mod paragraph;
mod table;

use crate::font::FontSet;
use crate::form::Form;
use crate::model::{Appendix, Block, BlockKind, Document, Emphasis, Inline, Orientation};
use crate::profile::{Element, Profile};
use crate::units::{FontSize, Length};
use chunk::Chunk;
use pages::Pages;

/// Finished pages. Places are measured from the top left corner of the paper, downwards and to the right.
#[derive(Debug, Default, PartialEq)]
pub struct PagedDocument {
    pub pages: Vec<Page>,
}

#[derive(Debug, PartialEq)]
pub struct Page {
    pub width: Length,
    pub height: Length,
    /// In reading order.
    pub texts: Vec<PlacedText>,
    pub rules: Vec<PlacedRule>,
}

/// Text of one style on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedText {
    pub text: String,
    pub emphasis: Emphasis,
    pub size: FontSize,
    /// Where it begins.
    pub x: Length,
    pub baseline: Length,
    /// By how much justification widens each space, in EMU times the number of spaces of the line, to be divided by
    /// [`PlacedText::line_spaces`]; kept apart so that no rounding adds up over the line.
    pub stretch: Length,
    pub line_spaces: i64,
}

/// A straight line, across or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlacedRule {
    pub direction: Direction,
    /// The y of a line across, the x of a line down.
    pub at: Length,
    pub from: Length,
    pub to: Length,
    pub thickness: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Across,
    Down,
}

/// What the stages of layout share.
#[derive(Clone, Copy)]
struct Setting<'a> {
    form: &'a Form,
    profile: &'a Profile,
    fonts: &'a FontSet,
    /// Width of the text.
    width: Length,
    /// Height of the text on a page.
    height: Length,
}

/// Lays the document out.
pub fn lay_out(document: &Document, form: &Form, profile: &Profile, fonts: &FontSet) -> PagedDocument {
    let setting = |orientation| Setting {
        form,
        profile,
        fonts,
        width: profile.text_width(orientation),
        height: profile.text_height(orientation),
    };
    let mut tables = form.tables.iter();
    let mut paged = PagedDocument::default();

    let main = setting(Orientation::Portrait);
    let mut pages = Pages::new(&main, Orientation::Portrait);
    let mut chunks = head::header(document, &main);
    chunks.extend(head::title(document, &main));
    chunks.extend(blocks(&document.body, &main, &mut tables));
    if let Some(last) = chunks.last_mut() {
        last.keep_with_next = true;
    }
    chunks.push(head::signature(document, &main));
    pages.stack(chunks);
    paged.pages.extend(pages.finish());

    for appendix in &document.appendices {
        let setting = setting(appendix.orientation);
        let mut pages = Pages::new(&setting, appendix.orientation);
        let mut chunks = appendix_head(appendix, &setting);
        chunks.extend(blocks(&appendix.blocks, &setting, &mut tables));
        pages.stack(chunks);
        paged.pages.extend(pages.finish());
    }
    paged
}

fn appendix_head(appendix: &Appendix, setting: &Setting<'_>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut add = |element, content: &[Inline]| chunks.extend(paragraph::chunks(element, content, setting));
    add(Element::AppendixLabel, &[Inline::plain(appendix.label.as_str())]);
    add(Element::AppendixTitle, &appendix.title);
    appendix.subtitle.iter().for_each(|line| add(Element::AppendixSubtitle, line));
    add(Element::AppendixReference, &[Inline::plain(appendix.reference.as_str())]);
    chunks
}

fn blocks<'a>(
    blocks: &[Block],
    setting: &Setting<'_>,
    tables: &mut impl Iterator<Item = &'a Vec<Length>>,
) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for block in blocks {
        let (element, content) = match &block.kind {
            BlockKind::Table(table) => {
                let widths = tables.next().map(Vec::as_slice).unwrap_or_default();
                chunks.extend(table::chunks(table, widths, setting));
                continue;
            }
            BlockKind::Paragraph(content) => (Element::Body, content.clone()),
            BlockKind::Heading { .. } | BlockKind::Item { .. } | BlockKind::Numbered { .. } => {
                paragraph::with_number(&block.kind, setting)
            }
        };
        chunks.extend(paragraph::chunks(element, &content, setting));
    }
    chunks
}
