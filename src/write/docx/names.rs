//! Names and numbers that the parts of the package share.

use crate::units::Length;

/// The one typeface of the decree (I.4).
pub(super) const FONT: &str = "Times New Roman";
/// A line that only carries a rule.
pub(super) const RULE: &str = "DuongKe";
/// The paragraph that Word wants after a table at the end of a section, and what stands between two tables.
pub(super) const SECTION_END: &str = "KetPhan";
pub(super) const BLACK: &str = "000000";
/// What is not black.
pub(super) const RED: &str = "FF0000";
/// Half-point lines: eighths of a point.
pub(super) const BORDER_EIGHTHS: &str = "4";

/// Numbering of headings, of items, and of numbered paragraphs; also their abstract numberings.
pub(super) const HEADINGS: usize = 1;
pub(super) const BULLETS: usize = 2;
pub(super) const PARAGRAPHS: usize = 3;

/// Relationship of the header of a section's first page, which shows no number.
pub(super) const FIRST_HEADER: &str = "rId4";
/// Relationship of the header of all other pages.
pub(super) const HEADER: &str = "rId5";
/// Relationship of the foot number `part`, from 1.
pub(super) fn foot_relationship(part: usize) -> String {
    format!("rId{}", 6 + part)
}

/// A length of the form in twips; none comes near the limits of the type.
pub(super) fn twips(length: Length) -> i32 {
    length.to_twips().clamp(i32::MIN.into(), i32::MAX.into()) as i32
}
