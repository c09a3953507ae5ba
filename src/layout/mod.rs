//! The document on pages: what stands where. Pure: the same document, form and fonts give the same pages.
//!
//! Blocks become chunks, boxes as wide as the text that no page break may cut; `pages` stacks them. Each text knows which
//! node of the `structure` it belongs to.

mod chunk;
mod head;
mod pages;
mod paragraph;
pub mod structure;
mod table;

use crate::font::FontSet;
use crate::form::Form;
use crate::model::{Appendix, Block, BlockKind, Document, Emphasis, Inline, Orientation, plain_text};
use crate::profile::{Element, Profile};
use crate::units::{FontSize, Length};
use chunk::Chunk;
use pages::Pages;
use structure::{NodeId, Placing, Role, Structure};

/// Finished pages. Places are measured from the top left corner of the paper, downwards and to the right.
#[derive(Debug, Default, PartialEq)]
pub struct PagedDocument {
    pub pages: Vec<Page>,
    /// What the texts on the pages are.
    pub structure: Structure,
    /// The parts that number their pages from 1.
    pub sections: Vec<PageSection>,
    /// Room for signatures.
    pub signatures: Option<SignatureAreas>,
}

/// The body, or an appendix.
#[derive(Debug, PartialEq, Eq)]
pub struct PageSection {
    /// `Phụ lục I`; `None` for the body.
    pub label: Option<String>,
    /// Its first page, from 0.
    pub first_page: usize,
}

/// Where signatures stand (Decree 30/2020, Appendix I, II.7.d and II.8).
#[derive(Debug, PartialEq, Eq)]
pub struct SignatureAreas {
    /// The page, from 0.
    pub page: usize,
    /// The signer's, between post and name.
    pub signer: Area,
    /// The agency's, over the left third of the signer's.
    pub agency: Area,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
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
    pub ink: Ink,
    /// Where it begins.
    pub x: Length,
    pub baseline: Length,
    /// By how much justification widens each space, in EMU times the number of spaces of the line, to be divided by
    /// [`PlacedText::line_spaces`]; kept apart so that no rounding adds up over the line.
    pub stretch: Length,
    pub line_spaces: i64,
    /// What it is; `None` for what is not read, such as page numbers and repeated table headers.
    pub node: Option<NodeId>,
}

/// A straight line, across or down. Never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlacedRule {
    pub direction: Direction,
    /// The y of a line across, the x of a line down.
    pub at: Length,
    pub from: Length,
    pub to: Length,
    pub thickness: Length,
    pub ink: Ink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    Across,
    Down,
}

/// The colour of text and lines. All is black (I.4) but for the marks of urgency (III.2.b).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    #[default]
    Black,
    Red,
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
    let part = paged.structure.add(Structure::ROOT, Role::Section);
    let mut pages = Pages::new(&main, Orientation::Portrait);
    pages.stack(head::header(document, &main, part, &mut paged.structure));
    pages.set_foot(head::contact(document, &main, part, &mut paged.structure));
    let mut chunks = head::title(document, &main, part, &mut paged.structure);
    chunks.extend(blocks(&document.body, &main, part, &mut paged.structure, &mut tables));
    if let Some(last) = chunks.last_mut() {
        last.keep_with_next = true;
    }
    chunks.push(head::signature(document, &main, part, &mut paged.structure));
    pages.stack(chunks);
    paged.add(pages, None);

    for appendix in &document.appendices {
        let setting = setting(appendix.orientation);
        let part = paged.structure.add(Structure::ROOT, Role::Section);
        let mut pages = Pages::new(&setting, appendix.orientation);
        let mut chunks = appendix_head(appendix, &setting, part, &mut paged.structure);
        chunks.extend(blocks(&appendix.blocks, &setting, part, &mut paged.structure, &mut tables));
        pages.stack(chunks);
        paged.add(pages, Some(appendix.label.clone()));
    }
    paged
}

impl PagedDocument {
    fn add(&mut self, pages: Pages<'_>, label: Option<String>) {
        let first_page = self.pages.len();
        self.sections.push(PageSection { label, first_page });
        let (pages, signatures) = pages.finish();
        if let Some((page, [signer, agency])) = signatures {
            self.signatures = Some(SignatureAreas { page: first_page + page, signer, agency });
        }
        self.pages.extend(pages);
    }
}

fn appendix_head(
    appendix: &Appendix,
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
) -> Vec<Chunk> {
    let title = format!("{} {}", appendix.label, plain_text(&appendix.title));
    let heading = structure.heading(part, 1, title);
    let mut chunks = Vec::new();
    let mut add = |element, content: &[Inline], node: NodeId| {
        chunks.extend(paragraph::chunks(element, content, node.into(), setting));
        chunks.len()
    };
    let label = add(Element::AppendixLabel, &[Inline::plain(appendix.label.as_str())], heading);
    add(Element::AppendixTitle, &appendix.title, heading);
    for line in &appendix.subtitle {
        add(Element::AppendixSubtitle, line, structure.add(part, Role::Paragraph));
    }
    let reference = structure.add(part, Role::Paragraph);
    add(Element::AppendixReference, &[Inline::plain(appendix.reference.as_str())], reference);
    chunks[label - 1].end_with_space();
    chunks
}

fn blocks<'a>(
    blocks: &[Block],
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
    tables: &mut impl Iterator<Item = &'a Vec<Length>>,
) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut placing = Placing::new(part);
    for block in blocks {
        let nodes = placing.place(&block.kind, structure);
        match &block.kind {
            BlockKind::Table(table) => {
                let widths = tables.next().map(Vec::as_slice).unwrap_or_default();
                chunks.extend(table::chunks(table, widths, setting, nodes.body, structure));
            }
            BlockKind::Paragraph(content) => {
                chunks.extend(paragraph::chunks(Element::Body, content, nodes, setting));
            }
            BlockKind::Heading { .. } | BlockKind::Item { .. } | BlockKind::Numbered { .. } => {
                chunks.extend(paragraph::numbered_chunks(&block.kind, nodes, setting));
            }
        }
    }
    chunks
}
