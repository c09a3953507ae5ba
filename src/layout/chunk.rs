//! Boxes that no page break may cut.

use std::rc::Rc;

use super::structure::NodeId;
use super::{Area, PlacedRule, PlacedText};
use crate::units::Length;

/// A box as wide as the text. Places in it are measured from its top left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub height: Length,
    /// Space below, dropped at the foot of a page.
    pub after: Length,
    pub texts: Vec<PlacedText>,
    pub rules: Vec<PlacedRule>,
    /// Room for the signatures of the signer and of the agency.
    pub signatures: Option<[Area; 2]>,
    /// No page break after it.
    pub keep_with_next: bool,
    /// Rows that are repeated above it when it begins a page.
    pub repeated: Option<Rc<Vec<Chunk>>>,
}

impl Chunk {
    /// Adds empty room above.
    pub fn add_above(&mut self, room: Length) {
        if room == Length::ZERO {
            return;
        }
        self.height += room;
        self.texts.iter_mut().for_each(|text| text.baseline += room);
        self.rules = self.rules.iter().map(|rule| rule.moved(Length::ZERO, room)).collect();
    }

    /// Takes what is in `other` at `right`, `down` of this chunk's corner.
    pub fn take(&mut self, other: Chunk, right: Length, down: Length) {
        self.texts.extend(other.texts.into_iter().map(|text| text.moved(right, down)));
        self.rules.extend(other.rules.into_iter().map(|rule| rule.moved(right, down)));
        if let Some(areas) = other.signatures {
            self.signatures = Some(areas.map(|area| area.moved(right, down)));
        }
    }

    /// Says what all texts of the chunk are.
    pub fn tag(&mut self, node: NodeId) {
        self.texts.iter_mut().for_each(|text| text.node = Some(node));
    }

    /// A space after the last letter, for what is read on in another line.
    pub fn end_with_space(&mut self) {
        if let Some(text) = self.texts.last_mut() {
            text.text.push(' ');
        }
    }
}

impl Area {
    pub(super) fn moved(mut self, right: Length, down: Length) -> Self {
        self.x += right;
        self.y += down;
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
