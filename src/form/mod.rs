//! The form of Decree 30/2020/NĐ-CP: arranges a document into what stands on its pages. The only part of the program that knows
//! the decree's numbers ([`decree`]), styles and words; what comes after it, layout and the writers, knows blocks.
//!
//! A kind of document is a file in `kinds`: which cells of the decree's diagram it has, in their order.

mod agency;
mod body;
mod charts;
mod closing;
mod columns;
mod copies;
pub mod decree;
mod formula;
pub mod kinds;
mod lending;
mod letterhead;
mod notes;
mod pictures;
mod placing;
mod signing;
mod styles;
mod table;
mod title;
pub mod words;

use std::sync::Arc;

use crate::arrangement::structure::{NodeId, Role, Structure};
use crate::arrangement::{Arrangement, Inlines, Paragraph, Properties, Section, StyleId};
use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::model::{Appendix, Document, DocumentPart, Paper, plain_text};
use crate::units::Length;
pub use agency::agency_lines;
use decree::HeaderSizes;
pub use lending::lend_letters;
use styles::{Element, Styles};

/// Arranges a document. What does not fit is a finding; the arrangement is then the nearest that can be had.
pub fn arrange<'a>(document: &'a Document, fonts: &FontSet, found: &mut Diagnostics) -> Arrangement<'a> {
    arrange_part(document, DocumentPart::Whole, fonts, found)
}

/// Arranges what one file has of a document.
pub fn arrange_part<'a>(
    document: &'a Document,
    part: DocumentPart,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Arrangement<'a> {
    let sizes = letterhead::sizes(document, fonts, found);
    let mut arranger = Arranger {
        document,
        part,
        fonts,
        styles: Styles::new(sizes, &document.numbering),
        sizes,
        structure: Structure::default(),
        pictures: pictures::print_all(document),
        found,
    };
    let sections = kinds::sections(&mut arranger);
    Arrangement {
        properties: properties(document, part),
        styles: arranger.styles.sheet,
        numbering: document.numbering.clone(),
        structure: Arc::new(arranger.structure),
        lenders: Vec::new(),
        sections,
    }
}

fn properties(document: &Document, part: DocumentPart) -> Properties {
    let number = &document.header.number;
    let title = match part {
        DocumentPart::OwnFile(own) => document.appendices.get(own).map(Appendix::heading),
        _ => None,
    };
    Properties {
        title: title.unwrap_or_else(|| document.title()),
        has_subject: !plain_text(&document.subject).trim().is_empty() || !kinds::has_subject(&document.kind),
        author: document.header.agency_in_text.clone(),
        number: number.serial.is_some().then(|| number.full()),
        identity: number.full(),
        period: document.period.clone(),
        date: document.header.date,
    }
}

/// What the parts of the form are made with.
struct Arranger<'a, 'w> {
    document: &'a Document,
    part: DocumentPart,
    fonts: &'w FontSet,
    /// The sizes in which the header fits.
    sizes: HeaderSizes,
    styles: Styles,
    structure: Structure,
    pictures: pictures::PrintedPictures,
    found: &'w mut Diagnostics,
}

impl<'a> Arranger<'a, '_> {
    /// A section of the document, which starts a page, with its node.
    fn section(&mut self, paper: Paper, label: Option<String>) -> (Section<'a>, NodeId) {
        (self.pages(paper, label), self.structure.add(Structure::ROOT, Role::Section))
    }

    /// Pages of a paper, without anything on them.
    fn pages(&self, paper: Paper, label: Option<String>) -> Section<'a> {
        Section {
            continues: false,
            label,
            page: decree::page(paper),
            page_number: self.styles.id(Element::PageNumber),
            blocks: Vec::new(),
            first_foot: Vec::new(),
        }
    }

    /// The node of a paragraph of its own.
    fn paragraph_node(&mut self, part: NodeId) -> NodeId {
        self.structure.add(part, Role::Paragraph)
    }

    /// A text of the document as a paragraph, its links and notes with it.
    fn text(&mut self, style: StyleId, content: impl Into<Inlines<'a>>, node: NodeId) -> Paragraph<'a> {
        let mut paragraph = Paragraph::new(style, content, node);
        paragraph.anchors = notes::anchors(self, &paragraph.content, node);
        paragraph
    }

    /// Lines that are read as one text, a paragraph each.
    fn lines(&self, element: Element, lines: &[String], node: NodeId) -> Vec<Paragraph<'a>> {
        let last = lines.len().saturating_sub(1);
        let line = |(index, text): (usize, &String)| Paragraph {
            goes_on: index < last,
            ..Paragraph::of_text(self.styles.id(element), text.as_str(), node)
        };
        lines.iter().enumerate().map(line).collect()
    }

    /// The width of a text on one line, in the look of an element.
    fn width_of(&self, text: &str, element: Element) -> Length {
        let look = self.styles.look(element);
        self.fonts.width(text, look.emphasis, look.size)
    }
}

/// Whole millimetres, for messages.
fn millimetres(length: Length) -> i64 {
    length.to_emu() / Length::mm(1).to_emu()
}
