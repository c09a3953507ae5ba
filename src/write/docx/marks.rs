//! The boxes of urgency and circulation: tables of one cell, which keep their size when the text is edited.

use docx_rs::{
    HeightRule, Paragraph, Run, Table, TableAlignmentType, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::body::borders;
use super::styles::{style_id, twips};
use crate::profile::{Element as Part, Profile};
use crate::units::Length;

/// A mark in a box of the prescribed height (Decree 30/2020, Appendix I, III.2.b and III.2.c).
pub(super) fn mark_box(part: Part, words: &str, width: Length, colour: &str, profile: &Profile) -> Table {
    let run = Run::new().add_text(words).color(colour);
    let width = twips(width) as usize;
    let cell = TableCell::new()
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(Paragraph::new().style(&style_id(part)).add_run(run));
    let row = TableRow::new(vec![cell])
        .row_height(twips(profile.mark_height) as f32)
        .height_rule(HeightRule::Exact);
    Table::new(vec![row])
        .set_grid(vec![width])
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .set_borders(borders(colour))
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}
