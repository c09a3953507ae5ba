//! A document as it looks: sections of pages with blocks that say what they are set in, how wide they are and what they are
//! (for tags and outline). `form` makes an [`Arrangement`] of a [`crate::model::Document`]; layout and the writers read it and
//! know nothing else of the document or of the decree.
//!
//! Texts are borrowed from the document. Whoever has to see all that is printed, such as the check of fonts, walks
//! [`Arrangement::for_each_text`], which is made of the same pieces that are set in lines.

mod block;
mod drawn;
pub mod structure;
mod style;

use std::sync::Arc;

use chrono::NaiveDate;

pub use block::{
    Anchor, ArrangedBlock, ArrangedKind, Boxed, FieldAreas, FootNote, Grid, GridCell, GridRow, Inlines,
    LabelKind, Paragraph, ParagraphLabel, Piece, RULE_THICKNESS, Room, RuleLine,
};
pub use drawn::{ArrangedChart, ArrangedPicture, ChartBars};
pub use style::{Ink, Justification, LineHeight, Look, Style, StyleId, StyleSheet, WordList, WordStyle};

use crate::model::{Emphasis, NumberingScheme};
use crate::source::Span;
use crate::units::Length;
use structure::Structure;

/// A document, ready to be set on pages and written.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement<'a> {
    /// Title, author and the like.
    pub properties: Properties,
    /// All styles that its paragraphs refer to.
    pub styles: StyleSheet,
    /// How the headings are numbered, for programs that number them themselves.
    pub numbering: NumberingScheme,
    /// What every text is; blocks refer to its nodes.
    pub structure: Arc<Structure>,
    /// The families of [`Emphasis::lender`], from 1, as a word processor calls them.
    pub lenders: Vec<String>,
    /// The body, then the appendices.
    pub sections: Vec<Section<'a>>,
}

/// What is said of a document outside its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Kind and subject in one line: `BÁO CÁO Kết quả …`.
    pub title: String,
    /// Whether the title says what the document is about, beside its kind.
    pub has_subject: bool,
    /// The issuing agency as it stands in a sentence.
    pub author: String,
    /// Number and symbol; `None` when it has no number yet.
    pub number: Option<String>,
    /// Number and symbol with room for the number that is not there yet: what tells the document from others.
    pub identity: String,
    /// The reporting period in words.
    pub period: Option<String>,
    /// Day of issue; `None` in a draft.
    pub date: Option<NaiveDate>,
}

/// Pages of one size that are numbered from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    /// Whether its pages are numbered on from those of the section before: pages that are turned, or turned back.
    pub continues: bool,
    /// What page numbers are called after: `Phụ lục I`; `None` for the first section.
    pub label: Option<String>,
    /// Paper and margins of all its pages.
    pub page: PageFormat,
    /// Style of the page numbers.
    pub page_number: StyleId,
    /// What stands between the margins, from the top, over all its pages.
    pub blocks: Vec<ArrangedBlock<'a>>,
    /// What stands at the foot of the first page, above its lower margin.
    pub first_foot: Vec<ArrangedBlock<'a>>,
}

/// Paper and margins. A page that lies is wider than high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageFormat {
    /// Width of the paper.
    pub width: Length,
    /// Height of the paper.
    pub height: Length,
    /// From the upper edge of the paper to the text.
    pub top: Length,
    /// From the text to the lower edge of the paper.
    pub bottom: Length,
    /// From the left edge of the paper to the text.
    pub left: Length,
    /// From the text to the right edge of the paper.
    pub right: Length,
    /// From the paper's edge to the page number, which stands in the middle of the top margin.
    pub number_from_top: Length,
}

impl PageFormat {
    /// Width between the margins.
    pub fn text_width(&self) -> Length {
        self.width - self.left - self.right
    }

    /// Height between the margins.
    pub fn text_height(&self) -> Length {
        self.height - self.top - self.bottom
    }

    /// Whether the page lies (khổ ngang): it is wider than high.
    pub fn is_landscape(&self) -> bool {
        self.width > self.height
    }
}

/// What page numbers are made of.
const DIGITS: &str = "0123456789";
/// What the figures of charts are made of.
const FIGURES: &str = "0123456789.,-%(): ";

impl<'a> Arrangement<'a> {
    /// The sections, each with the number of its part, from 0 for the body: turned pages belong to the part that they stand in.
    pub fn parts(&self) -> impl Iterator<Item = (usize, &Section<'a>)> {
        let mut begun = 0_usize;
        self.sections.iter().map(move |section| {
            begun += usize::from(!section.continues);
            (begun.saturating_sub(1), section)
        })
    }

    /// The look of a style.
    pub fn look(&self, style: StyleId) -> &Look {
        self.styles.look(style)
    }

    /// Calls `visit` with every text that is printed, the face it is set in, and where its block was written.
    pub fn for_each_text(&self, visit: &mut impl FnMut(&str, Emphasis, Option<Span>)) {
        for section in &self.sections {
            visit(DIGITS, self.look(section.page_number).emphasis, None);
            for chart in section.blocks.iter().filter_map(ArrangedBlock::chart) {
                visit(FIGURES, self.look(chart.style).emphasis, None);
            }
            for block in section.blocks.iter().chain(&section.first_foot) {
                block.for_each_paragraph(block.span, &mut |paragraph, span| {
                    for piece in paragraph.pieces(self.look(paragraph.style)) {
                        if let Piece::Text(text, emphasis) = piece {
                            visit(text, emphasis, span);
                        }
                    }
                });
            }
        }
    }

    /// Calls `visit` with every paragraph and the look of its style, to be changed.
    pub fn for_each_paragraph_mut(&mut self, visit: &mut impl FnMut(&mut Paragraph<'a>, &Look)) {
        let styles = &self.styles;
        for section in &mut self.sections {
            for block in section.blocks.iter_mut().chain(&mut section.first_foot) {
                block.for_each_paragraph_mut(&mut |paragraph| visit(paragraph, styles.look(paragraph.style)));
            }
        }
    }

    /// Calls `visit` with every picture, in order.
    pub fn for_each_picture<'s>(&'s self, visit: &mut impl FnMut(&'s ArrangedPicture)) {
        for section in &self.sections {
            section.blocks.iter().for_each(|block| block.for_each_picture(visit));
        }
    }

    /// All charts, in order.
    pub fn charts(&self) -> impl Iterator<Item = &ArrangedChart<'a>> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(ArrangedBlock::chart)
    }

    /// Calls `visit` with every paragraph, in the order of the sections and blocks; feet come after their section's blocks.
    pub fn for_each_paragraph<'s>(&'s self, visit: &mut impl FnMut(&'s Paragraph<'s>)) {
        for section in &self.sections {
            for block in section.blocks.iter().chain(&section.first_foot) {
                block.for_each_paragraph(None, &mut |paragraph, _| visit(paragraph));
            }
        }
    }
}
