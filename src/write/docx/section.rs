//! Sections: paper, margins, headers and feet, page numbers.

use super::parts::{EMPTY_FOOTER, FIRST_FOOTER, FIRST_HEADER, HEADER};
use super::xml::Element;
use crate::model::Orientation;
use crate::profile::Profile;
use crate::units::Length;

/// What stands at the foot of a section's first page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstFoot {
    /// The document has none.
    None,
    Contact,
    /// Nothing, where Word would else repeat the foot of the section before.
    Empty,
}

/// Page size and margins, page numbers from 1 and none on the first page.
pub(super) fn section(orientation: Orientation, profile: &Profile, foot: FirstFoot) -> Element {
    let number = |length: Length| length.to_twips().to_string();
    let reference =
        |kind: &str, id: &str| Element::new("w:headerReference", &[("w:type", kind), ("r:id", id)]);
    let (width, height) = (number(profile.page_width(orientation)), number(profile.page_height(orientation)));
    let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
    if orientation == Orientation::Landscape {
        size.push(("w:orient", "landscape"));
    }
    let (top, bottom) = (number(profile.margin_top), number(profile.margin_bottom));
    let (left, right) = (number(profile.margin_left), number(profile.margin_right));
    let header = number(profile.page_number_from_top);
    // The foot stands inside the margins, above which the text of page 1 ends.
    let footer = match foot {
        FirstFoot::None | FirstFoot::Empty => header.clone(),
        FirstFoot::Contact => bottom.clone(),
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
    let footer = match foot {
        FirstFoot::None => None,
        FirstFoot::Contact => Some(FIRST_FOOTER),
        FirstFoot::Empty => Some(EMPTY_FOOTER),
    };
    let footer = footer.map(|id| Element::new("w:footerReference", &[("w:type", "first"), ("r:id", id)]));
    let references =
        [reference("default", HEADER), reference("first", FIRST_HEADER)].into_iter().chain(footer);
    Element::new("w:sectPr", &[]).with(references).with([
        Element::new("w:type", &[("w:val", "nextPage")]),
        Element::new("w:pgSz", &size),
        Element::new("w:pgMar", &margins),
        Element::new("w:pgNumType", &[("w:fmt", "decimal"), ("w:start", "1")]),
        Element::new("w:titlePg", &[]),
    ])
}
