//! Boxes that no page break may cut, and the cells that reach over several of them.

use std::ops::Range;
use std::sync::Arc;

use super::notes::NoteLines;
use super::{PlacedPicture, PlacedRule, PlacedShape, PlacedText};
use crate::arrangement::FieldAreas;
use crate::arrangement::structure::NodeId;
use crate::units::{Area, Length};

/// A box as wide as the text. Places in it are measured from its top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub height: Length,
    /// Space below, dropped at the foot of a page.
    pub after: Length,
    pub texts: Vec<PlacedText>,
    pub rules: Vec<PlacedRule>,
    pub pictures: Vec<PlacedPicture>,
    pub shapes: Vec<PlacedShape>,
    /// Charts that stand in it, for readers of the whole page.
    pub charts: Vec<(NodeId, Area)>,
    /// Room for the signatures of the signer and of the agency.
    pub signatures: Option<FieldAreas>,
    /// Notes whose marks stand in it.
    pub notes: Vec<NoteLines>,
    /// Cells that begin in it and reach over chunks below.
    pub spanning: Vec<Spanning>,
    /// A new page begins with it.
    pub begins_page: bool,
    /// No page break after it.
    pub keep_with_next: bool,
    /// Rows that are repeated above it when it begins a page.
    pub repeated: Option<Arc<Vec<Chunk>>>,
}

/// A line of a cell, or a table in it, which no page break cuts.
#[derive(Clone, Debug)]
pub(super) struct SpanLine {
    pub above: Length,
    pub height: Length,
    pub below: Length,
    /// The room above and below its text where a part of the cell begins or ends with it.
    pub padding: (Length, Length),
    /// Without the room above; its left edge is that of the table's text.
    pub chunk: Chunk,
}

/// A cell that begins in a chunk.
#[derive(Clone, Debug)]
pub(super) struct Spanning {
    /// How many chunks it reaches over, its own counted.
    pub chunks: usize,
    pub lines: Vec<SpanLine>,
    /// How many texts of its row are read before it.
    pub after_texts: usize,
    /// Its left and right edge.
    pub x: Range<Length>,
    /// Whether it has lines around it; its words then stand in the middle.
    pub ruled: bool,
    /// Whether its words are repeated on each page that it reaches.
    pub repeats: bool,
}

impl Chunk {
    /// Makes it a repetition, which is not read again.
    pub(super) fn forget_nodes(&mut self) {
        let lines = self.spanning.iter_mut().flat_map(|cell| &mut cell.lines);
        let texts = lines.flat_map(|line| &mut line.chunk.texts).chain(&mut self.texts);
        texts.for_each(|text| text.node = None);
        self.notes.clear();
    }

    /// Makes it taller: what reaches to its lower edge reaches to the new one.
    pub(super) fn grow(&mut self, by: Length) {
        let (old, new) = (self.height, self.height + by);
        for rule in &mut self.rules {
            match rule.direction {
                super::Direction::Down if rule.to == old => rule.to = new,
                super::Direction::Across if rule.at == old => rule.at = new,
                _ => {}
            }
        }
        self.height = new;
    }

    /// Takes what is in `other`, but for its spanning cells, at `right`, `down` of this chunk's corner.
    pub(super) fn take(&mut self, other: Chunk, right: Length, down: Length) {
        self.texts.extend(other.texts.into_iter().map(|text| text.moved(right, down)));
        self.rules.extend(other.rules.into_iter().map(|rule| rule.moved(right, down)));
        self.notes.extend(other.notes);
        self.shapes.extend(other.shapes.into_iter().map(|shape| shape.moved(right, down)));
        self.charts.extend(other.charts.into_iter().map(|(node, area)| (node, area.moved(right, down))));
        self.pictures.extend(other.pictures.into_iter().map(|picture| picture.moved(right, down)));
        if let Some(areas) = other.signatures {
            self.signatures = Some(areas.moved(right, down));
        }
    }
}

impl FieldAreas {
    pub(super) fn moved(self, right: Length, down: Length) -> Self {
        let signer = self.signer.map(|area| area.moved(right, down));
        FieldAreas { signer, agency: self.agency.moved(right, down) }
    }
}

impl PlacedShape {
    pub(super) fn moved(mut self, right: Length, down: Length) -> Self {
        self.shape.points.iter_mut().for_each(|point| *point = (point.0 + right, point.1 + down));
        self
    }
}

impl PlacedPicture {
    pub(super) fn moved(mut self, right: Length, down: Length) -> Self {
        self.area = self.area.moved(right, down);
        self
    }
}

impl PlacedText {
    pub(super) fn moved(mut self, right: Length, down: Length) -> Self {
        self.x += right;
        self.baseline += down;
        self
    }
}

impl PlacedRule {
    pub(super) fn moved(mut self, right: Length, down: Length) -> Self {
        let (along, across) = match self.direction {
            super::Direction::Across => (right, down),
            super::Direction::Down => (down, right),
        };
        self.from += along;
        self.to += along;
        self.at += across;
        self
    }
}
