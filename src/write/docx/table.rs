//! Tables of `word/document.xml`. What cells have in common, their width and how they are joined, is made once and copied.

use std::io::{self, Write};

use super::body::Body;
use super::cells::{CellKey, Merge};
use super::names::{BLACK, RED, twips};
use crate::arrangement::{Boxed, Grid, GridCell, GridRow, Ink};
use crate::units::Length;

const SIDES: [&str; 6] = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];

/// The frame of a table: what its rows have in common.
struct TableProperties<'t> {
    widths: &'t [Length],
    colour: Option<&'static str>,
    margin: Length,
    is_centred: bool,
}

impl<W: Write> Body<'_, W> {
    pub(super) fn table(&mut self, table: &Grid<'_>) -> io::Result<()> {
        self.frame(&TableProperties {
            widths: &table.widths,
            colour: table.ruled.then_some(BLACK),
            margin: table.cell_margin,
            is_centred: table.ruled,
        })?;
        // The joined cells that reach down from rows above: the row after their last, and themselves, by column.
        let mut open: Vec<Option<(usize, &GridCell<'_>)>> = vec![None; table.widths.len()];
        for (index, row) in table.rows.iter().enumerate() {
            self.row(table, index, row, &open)?;
            for cell in row.cells.iter().filter(|cell| cell.row_span > 1) {
                open[cell.column] = Some((index + cell.row_span, cell));
            }
        }
        self.xml.close("w:tbl")
    }

    fn frame(&mut self, frame: &TableProperties<'_>) -> io::Result<()> {
        let number = |length: Length| twips(length).to_string();
        self.xml.open("w:tbl", &[])?;
        self.xml.open("w:tblPr", &[])?;
        let total = number(frame.widths.iter().copied().sum());
        self.xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")])?;
        self.xml.empty("w:jc", &[("w:val", if frame.is_centred { "center" } else { "left" })])?;
        if let Some(colour) = frame.colour {
            self.xml.open("w:tblBorders", &[])?;
            for side in SIDES {
                self.border(side, colour)?;
            }
            self.xml.close("w:tblBorders")?;
        }
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
        self.xml.open("w:tblCellMar", &[])?;
        let margin = number(frame.margin);
        for (side, width) in [("w:top", "0"), ("w:left", &margin), ("w:bottom", "0"), ("w:right", &margin)] {
            self.xml.empty(side, &[("w:w", width), ("w:type", "dxa")])?;
        }
        self.xml.close("w:tblCellMar")?;
        self.xml.close("w:tblPr")?;
        self.xml.open("w:tblGrid", &[])?;
        for width in frame.widths {
            self.xml.empty("w:gridCol", &[("w:w", &number(*width))])?;
        }
        self.xml.close("w:tblGrid")
    }

    fn row<'t>(
        &mut self,
        table: &'t Grid<'t>,
        index: usize,
        row: &'t GridRow<'t>,
        open: &[Option<(usize, &'t GridCell<'t>)>],
    ) -> io::Result<()> {
        let is_head = index < table.head_rows;
        self.xml.raw("<w:tr><w:trPr><w:cantSplit/>")?;
        if row.least > Length::ZERO {
            let height = twips(row.least);
            self.xml.raw(&format!("<w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/>"))?;
        }
        self.xml.raw(if is_head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" })?;
        let mut own = row.cells.iter().peekable();
        let mut column = 0;
        while column < table.widths.len() {
            let above = open[column].filter(|(end, _)| *end > index).map(|(_, cell)| cell);
            let (cell, merge) = match (own.next_if(|cell| cell.column == column), above) {
                (Some(cell), _) if cell.row_span > 1 => (cell, Some(Merge::Restart)),
                (Some(cell), _) => (cell, None),
                (None, Some(cell)) => (cell, Some(Merge::Continue)),
                (None, None) => break,
            };
            self.cell(table, cell, merge, row.keep_with_next && (table.ruled || table.is_kept))?;
            column += cell.column_span;
        }
        self.xml.raw("</w:tr>")
    }

    fn cell(
        &mut self,
        table: &Grid<'_>,
        cell: &GridCell<'_>,
        merge: Option<Merge>,
        keep_with_next: bool,
    ) -> io::Result<()> {
        let width: Length = table.widths[cell.column..cell.column + cell.column_span].iter().copied().sum();
        let key = CellKey {
            width: twips(width),
            columns: cell.column_span,
            merge,
            is_middle: table.ruled,
            is_rising: cell.rising.is_some(),
        };
        self.xml.raw(self.cells.get(key))?;
        match (merge, table.empty) {
            (Some(Merge::Continue), _) => {
                let style = first_style(cell).or(table.empty);
                match style {
                    Some(style) => {
                        self.open_paragraph(style, keep_with_next)?;
                        self.xml.raw("</w:p>")?;
                    }
                    None => self.thin_line(None)?,
                }
            }
            _ => self.cell_blocks(&cell.blocks, width - table.cell_margin * 2, keep_with_next)?,
        }
        self.xml.raw("</w:tc>")
    }

    /// A table of one cell, which keeps its size when the text is edited.
    pub(super) fn box_table(&mut self, boxed: &Boxed<'_>) -> io::Result<()> {
        let colour = match self.arrangement.look(boxed.text.style).ink {
            Ink::Black => BLACK,
            Ink::Red => RED,
        };
        self.frame(&TableProperties {
            widths: &[boxed.width],
            colour: Some(colour),
            margin: Length::ZERO,
            is_centred: true,
        })?;
        let height = twips(boxed.height).to_string();
        self.xml.open("w:tr", &[])?;
        self.xml.open("w:trPr", &[])?;
        self.xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "exact")])?;
        self.xml.close("w:trPr")?;
        let key =
            CellKey { width: twips(boxed.width), columns: 1, merge: None, is_middle: true, is_rising: false };
        self.xml.raw(self.cells.get(key))?;
        self.paragraph_of_box(boxed)?;
        self.xml.raw("</w:tc></w:tr>")?;
        self.xml.close("w:tbl")
    }
}

/// The style of the first paragraph of a cell.
fn first_style(cell: &GridCell<'_>) -> Option<crate::arrangement::StyleId> {
    cell.blocks.iter().find_map(|block| match &block.kind {
        crate::arrangement::ArrangedKind::Paragraph(paragraph) => Some(paragraph.style),
        _ => None,
    })
}
