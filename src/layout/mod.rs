//! An arrangement on pages: what stands where. Pure: the same arrangement and fonts give the same pages.
//!
//! Blocks become slices, which no page break may cut (`slice`), and these chunks as wide as the text (`stack`), which
//! `pages` puts below one another. Each text knows which node of the arrangement's structure it belongs to.

mod chunk;
mod drawn;
mod notes;
mod pages;
mod slice;
mod spanning;
mod stack;

use std::sync::Arc;

use crate::arrangement::structure::{NodeId, Structure};
use crate::arrangement::{Arrangement, FieldAreas, Ink, Section, StyleSheet};
use crate::chart::Shape;
use crate::font::FontSet;
use crate::model::Emphasis;
use crate::raster::Printed;
use crate::units::{Area, FontSize, Length};
use pages::Pages;

/// Finished pages. Places are measured from the top left corner of the paper, downwards and to the right.
#[derive(Debug, Default, PartialEq)]
pub struct PagedDocument {
    /// In their order; of all sections, one after the other.
    pub pages: Vec<Page>,
    /// What the texts on the pages are.
    pub structure: Arc<Structure>,
    /// The parts that number their pages from 1.
    pub sections: Vec<PageSection>,
    /// Room for signatures.
    pub signatures: Option<SignatureAreas>,
}

/// The pages of one section.
#[derive(Debug, PartialEq, Eq)]
pub struct PageSection {
    /// What its page numbers are called after: `Phụ lục I`.
    pub label: Option<String>,
    /// Its first page, from 0.
    pub first_page: usize,
}

/// Where signatures stand.
#[derive(Debug, PartialEq, Eq)]
pub struct SignatureAreas {
    /// The page, from 0.
    pub page: usize,
    /// Measured from the top left corner of the paper.
    pub fields: FieldAreas,
}

/// One side of paper, with what is printed on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: Length,
    /// Height of the paper.
    pub height: Length,
    /// In reading order.
    pub texts: Vec<PlacedText>,
    /// Straight lines; those that touch or overlap are one.
    pub rules: Vec<PlacedRule>,
    /// In reading order.
    pub pictures: Vec<PlacedPicture>,
    /// What charts are drawn with, one above the other.
    pub shapes: Vec<PlacedShape>,
    /// The frames of charts.
    pub charts: Vec<(NodeId, Area)>,
}

/// Points of a chart joined by straight lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedShape {
    /// From the top left corner of the paper.
    pub shape: Shape,
    /// The chart.
    pub node: NodeId,
}

/// A picture of dots on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedPicture {
    /// Its dots as they are printed.
    pub printed: Arc<Printed>,
    /// From the top left corner of the paper.
    pub area: Area,
    /// What it is.
    pub node: NodeId,
}

/// Text of one face on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedText {
    /// Its letters and spaces, in reading order.
    pub text: String,
    /// The face that it is set in.
    pub emphasis: Emphasis,
    /// Size of its letters.
    pub size: FontSize,
    /// Colour of its letters.
    pub ink: Ink,
    /// Where it begins.
    pub x: Length,
    /// How far the baseline is below the top of the paper.
    pub baseline: Length,
    /// By how much justification widens each space, in EMU times the number of spaces of the line, to be divided by
    /// [`PlacedText::line_spaces`]; kept apart so that no rounding adds up over the line.
    pub stretch: Length,
    /// How many spaces the whole line has, at least 1: what [`PlacedText::stretch`] is divided by.
    pub line_spaces: i64,
    /// Whether it is read from below: it begins at `x` and `baseline` and rises.
    pub rising: bool,
    /// What it is; `None` for what is not read, such as page numbers and repeated table headers.
    pub node: Option<NodeId>,
}

/// A straight line, across or down. Never read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlacedRule {
    /// Whether it runs across or down.
    pub direction: Direction,
    /// The y of a line across, the x of a line down.
    pub at: Length,
    /// Where it begins: the x of a line across, the y of a line down.
    pub from: Length,
    /// Where it ends, measured as `from`.
    pub to: Length,
    /// [`RULE_THICKNESS`](crate::arrangement::RULE_THICKNESS), half of it on either side of `at`.
    pub thickness: Length,
    /// Colour of the line.
    pub ink: Ink,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// What the stages of layout share.
#[derive(Clone, Copy)]
struct Setting<'a> {
    styles: &'a StyleSheet,
    fonts: &'a FontSet,
    /// Width and height of the text on a page.
    width: Length,
    height: Length,
}

/// Lays the arrangement out.
pub fn lay_out(arrangement: &Arrangement<'_>, fonts: &FontSet) -> PagedDocument {
    let mut paged =
        PagedDocument { structure: Arc::clone(&arrangement.structure), ..PagedDocument::default() };
    for section in &arrangement.sections {
        let (width, height) = (section.page.text_width(), section.page.text_height());
        let setting = Setting { styles: &arrangement.styles, fonts, width, height };
        paged.add(&setting, section);
    }
    paged
}

impl PagedDocument {
    fn add(&mut self, setting: &Setting<'_>, section: &Section<'_>) {
        let first_page = self.pages.len();
        let width = section.page.text_width();
        // Pages that the part has already.
        let before = match section.continues {
            true => first_page - self.sections.last().map_or(0, |section| section.first_page),
            false => 0,
        };
        let mut pages = Pages::new(setting, section, before);
        pages.set_foot(stack::chunk(&section.first_foot, width, setting));
        stack::each_chunk(&section.blocks, width, setting, &mut |chunk| pages.push(chunk));
        let (pages, signatures) = pages.finish();
        if !section.continues {
            self.sections.push(PageSection { label: section.label.clone(), first_page });
        }
        if let Some((page, fields)) = signatures.filter(|_| self.signatures.is_none()) {
            self.signatures = Some(SignatureAreas { page: first_page + page, fields });
        }
        self.pages.extend(pages);
    }
}
