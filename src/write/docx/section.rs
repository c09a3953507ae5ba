//! Sections: paper, margins, headers and feet, page numbers.

use super::names::{FIRST_HEADER, HEADER, foot_relationship};
use super::xml::XmlElement;
use crate::arrangement::{Arrangement, Section};
use crate::units::Length;

/// The feet of the first pages: which part of the package each section has.
#[derive(Debug, Default)]
pub(super) struct Feet {
    /// By section: the number of its part, from 1. Sections without a foot share an empty one, where Word would else repeat that of
    /// the section before.
    parts: Vec<Foot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foot {
    /// From 1.
    pub part: usize,
    pub is_empty: bool,
}

impl Feet {
    /// Empty when no section has a foot.
    pub(super) fn of_arrangement(arrangement: &Arrangement<'_>) -> Self {
        let has_foot = |section: &Section<'_>| !section.first_foot.is_empty();
        if !arrangement.sections.iter().any(has_foot) {
            return Feet::default();
        }
        let filled = arrangement.sections.iter().filter(|section| has_foot(section)).count();
        let mut next = 0;
        let foot = |section: &Section<'_>| match has_foot(section) {
            true => {
                next += 1;
                Foot { part: next, is_empty: false }
            }
            false => Foot { part: filled + 1, is_empty: true },
        };
        Feet { parts: arrangement.sections.iter().map(foot).collect() }
    }

    /// The foot of a section, counted from 0.
    pub(super) fn of(&self, section: usize) -> Option<Foot> {
        self.parts.get(section).copied()
    }

    /// The sections by whose foot each part is made, with its number.
    pub(super) fn parts(&self) -> Vec<(usize, usize)> {
        let mut all: Vec<(usize, usize)> =
            self.parts.iter().enumerate().map(|(section, foot)| (foot.part, section)).collect();
        all.sort_unstable();
        all.dedup_by_key(|(part, _)| *part);
        all
    }
}

/// Page size and margins, page numbers from 1 and none on the first page.
pub(super) fn section(section: &Section<'_>, foot: Option<Foot>) -> XmlElement {
    let page = &section.page;
    let number = |length: Length| length.to_twips().to_string();
    let reference =
        |kind: &str, id: &str| XmlElement::new("w:headerReference", &[("w:type", kind), ("r:id", id)]);
    let (width, height) = (number(page.width), number(page.height));
    let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
    if page.is_landscape() {
        size.push(("w:orient", "landscape"));
    }
    let (top, bottom) = (number(page.top), number(page.bottom));
    let (left, right) = (number(page.left), number(page.right));
    let header = number(page.number_from_top);
    // The foot stands inside the margins, above which the text of page 1 ends.
    let footer = match foot {
        Some(Foot { is_empty: false, .. }) => bottom.clone(),
        _ => header.clone(),
    };
    let margins = [
        ("w:top", top.as_str()),
        ("w:right", right.as_str()),
        ("w:bottom", bottom.as_str()),
        ("w:left", left.as_str()),
        ("w:header", header.as_str()),
        ("w:footer", footer.as_str()),
        ("w:gutter", "0"),
    ];
    let footer = foot.map(|foot| {
        let id = foot_relationship(foot.part);
        XmlElement::new("w:footerReference", &[("w:type", "first"), ("r:id", &id)])
    });
    let references =
        [reference("default", HEADER), reference("first", FIRST_HEADER)].into_iter().chain(footer);
    // The first page of a part shows no number; pages that are turned go on with theirs.
    let numbers = match section.continues {
        true => vec![XmlElement::new("w:pgNumType", &[("w:fmt", "decimal")])],
        false => vec![
            XmlElement::new("w:pgNumType", &[("w:fmt", "decimal"), ("w:start", "1")]),
            XmlElement::new("w:titlePg", &[]),
        ],
    };
    XmlElement::new("w:sectPr", &[])
        .with(references)
        .with([
            XmlElement::new("w:type", &[("w:val", "nextPage")]),
            XmlElement::new("w:pgSz", &size),
            XmlElement::new("w:pgMar", &margins),
        ])
        .with(numbers)
}
