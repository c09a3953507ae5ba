//! Tables as chunks: a row each, rows that share a joined cell kept together, the header repeated on each page.

use std::rc::Rc;

use super::chunk::Chunk;
use super::paragraph::{line_chunk, line_height};
use super::structure::{NodeId, Role, Structure};
use super::{Direction, Ink, PlacedRule, Setting};
use crate::form::cell_emphasis;
use crate::lines::{Line, Measure, break_lines};
use crate::model::{Align, Cell, Table};
use crate::profile::{Element, Justification, ParagraphStyle};
use crate::units::Length;

struct Grid<'a> {
    table: &'a Table,
    setting: &'a Setting<'a>,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<Length>,
}

/// A cell with its lines set.
struct SetCell<'a> {
    cell: &'a Cell,
    style: ParagraphStyle,
    lines: Vec<Line>,
    node: NodeId,
}

pub(super) fn chunks(
    table: &Table,
    widths: &[Length],
    setting: &Setting<'_>,
    node: NodeId,
    structure: &mut Structure,
) -> Vec<Chunk> {
    let total: Length = widths.iter().copied().sum();
    let mut edges = vec![(setting.width - total) / 2];
    for width in widths {
        edges.push(*edges.last().expect("it begins with one edge") + *width);
    }
    let grid = Grid { table, setting, edges };
    let mut rows: Vec<Vec<SetCell<'_>>> = Vec::with_capacity(table.rows.len());
    let mut group = None;
    for row in 0..table.rows.len() {
        // A header alone is no group of rows: one would need a body beside it (ISO 14289-1, 7.2).
        if table.header_rows < table.rows.len() && (row == 0 || row == table.header_rows) {
            let role = if row < table.header_rows { Role::TableHead } else { Role::TableBody };
            group = Some(structure.add(node, role));
        }
        let row_node = structure.add(group.unwrap_or(node), Role::TableRow);
        rows.push(grid.set_row(row, row_node, structure));
    }
    let heights = grid.heights(&rows);
    let together = kept_together(table);
    let mut header: Vec<Chunk> = Vec::new();
    let mut repeated: Option<Rc<Vec<Chunk>>> = None;
    let mut chunks = Vec::new();
    let mut above_height = Length::ZERO;
    for (index, row) in rows.iter().enumerate() {
        let is_header = index < table.header_rows;
        if index == table.header_rows && !header.is_empty() {
            above_height = header.iter().map(|chunk| chunk.height).sum();
            repeated = Some(Rc::new(header.clone()));
        }
        let room = setting.height - above_height;
        let pieces = if !together[index] && heights[index] > room && !is_header {
            grid.pieces(row, room)
        } else {
            vec![grid.row_chunk(index, row, &heights)]
        };
        for mut chunk in pieces {
            chunk.keep_with_next = is_header || together[index] || before_last(table, index);
            chunk.repeated.clone_from(&repeated);
            if is_header {
                header.push(chunk.clone());
            }
            chunks.push(chunk);
        }
    }
    if let Some(last) = chunks.last_mut() {
        last.keep_with_next = false;
        last.after = setting.profile.paragraph_gap;
    }
    chunks
}

/// The last row, often the total, does not stand alone on a page.
fn before_last(table: &Table, row: usize) -> bool {
    row + 2 == table.rows.len()
}

/// For each row, whether a joined cell ties it to the next.
fn kept_together(table: &Table) -> Vec<bool> {
    let mut tied = vec![false; table.rows.len()];
    for (index, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            tied[index..index + cell.row_span - 1].fill(true);
        }
    }
    tied
}

impl Grid<'_> {
    fn style(&self, row: usize, cell: &Cell) -> ParagraphStyle {
        let style = self.setting.form.style(Element::TableText, self.setting.profile);
        let header = row < self.table.header_rows;
        let justification = match self.table.columns[cell.column] {
            _ if header => Justification::Centre,
            Align::Left => Justification::Left,
            Align::Centre => Justification::Centre,
            Align::Right => Justification::Right,
        };
        ParagraphStyle { justification, emphasis: cell_emphasis(header), ..style }
    }

    fn inner_width(&self, cell: &Cell) -> Length {
        let width = self.edges[cell.column + cell.column_span] - self.edges[cell.column];
        width - self.setting.profile.cell_margin * 2
    }

    fn set_row(&self, row: usize, row_node: NodeId, structure: &mut Structure) -> Vec<SetCell<'_>> {
        let cells = self.table.rows[row].cells.iter();
        cells
            .map(|cell| {
                let style = self.style(row, cell);
                let measure = Measure { width: self.inner_width(cell), first_line_indent: Length::ZERO };
                let lines =
                    break_lines(&cell.content, style.emphasis, style.size, measure, self.setting.fonts);
                let node = structure.cell(row_node, cell, row < self.table.header_rows);
                SetCell { cell, style, lines, node }
            })
            .collect()
    }

    fn text_height(&self, cell: &SetCell<'_>) -> Length {
        line_height(cell.style, self.setting.fonts) * cell.lines.len() as i64
            + cell.style.before
            + cell.style.after
    }

    /// Heights of the rows: what their own cells need; a joined cell that needs more widens its last row.
    fn heights(&self, rows: &[Vec<SetCell<'_>>]) -> Vec<Length> {
        let style = self.setting.form.style(Element::TableText, self.setting.profile);
        let least = line_height(style, self.setting.fonts) + style.before + style.after;
        let rule = self.setting.profile.rule_thickness;
        let single = |row: &Vec<SetCell<'_>>| {
            let cells = row.iter().filter(|cell| cell.cell.row_span == 1);
            cells.map(|cell| self.text_height(cell)).max().unwrap_or(least).max(least) + rule
        };
        let mut heights: Vec<Length> = rows.iter().map(single).collect();
        for (index, row) in rows.iter().enumerate() {
            for cell in row.iter().filter(|cell| cell.cell.row_span > 1) {
                let covered = index..index + cell.cell.row_span;
                let has: Length = heights[covered.clone()].iter().copied().sum();
                let needs = self.text_height(cell) + rule;
                if needs > has {
                    heights[covered.end - 1] += needs - has;
                }
            }
        }
        heights
    }

    fn row_chunk(&self, index: usize, row: &[SetCell<'_>], heights: &[Length]) -> Chunk {
        let mut chunk = Chunk { height: heights[index], ..Chunk::default() };
        for cell in row {
            let height: Length = heights[index..index + cell.cell.row_span].iter().copied().sum();
            let text_height = self.text_height(cell);
            // Header cells and cells of one line among taller ones stand in the middle.
            let down = (height - text_height) / 2;
            self.place_cell(&mut chunk, cell, &cell.lines, height, down);
        }
        chunk
    }

    /// A row taller than a page, cut between lines into pieces of at most `room`.
    fn pieces(&self, row: &[SetCell<'_>], room: Length) -> Vec<Chunk> {
        let line =
            row.iter().map(|cell| line_height(cell.style, self.setting.fonts)).max().unwrap_or(Length::pt(1));
        let padding = self.setting.profile.cell_padding * 2 + self.setting.profile.rule_thickness;
        let per_piece = ((room - padding).to_emu() / line.to_emu()).max(1) as usize;
        let longest = row.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        (0..longest.div_ceil(per_piece))
            .map(|piece| {
                let from = piece * per_piece;
                let count = (longest - from).min(per_piece);
                let mut chunk = Chunk { height: line * count as i64 + padding, ..Chunk::default() };
                for cell in row {
                    let lines = &cell.lines[from.min(cell.lines.len())..(from + count).min(cell.lines.len())];
                    let height = chunk.height;
                    self.place_cell(&mut chunk, cell, lines, height, Length::ZERO);
                }
                chunk
            })
            .collect()
    }

    fn place_cell(
        &self,
        chunk: &mut Chunk,
        cell: &SetCell<'_>,
        lines: &[Line],
        height: Length,
        down: Length,
    ) {
        let (left, right) =
            (self.edges[cell.cell.column], self.edges[cell.cell.column + cell.cell.column_span]);
        let inner = self.inner_width(cell.cell);
        let mut y = down + cell.style.before;
        for line in lines {
            let mut line = line_chunk(line, cell.style, Length::ZERO, inner, self.setting.fonts);
            line.tag(cell.node);
            let height = line.height;
            chunk.take(line, left + self.setting.profile.cell_margin, y);
            y += height;
        }
        let thickness = self.setting.profile.rule_thickness;
        let ink = Ink::Black;
        let across =
            |at| PlacedRule { direction: Direction::Across, at, from: left, to: right, thickness, ink };
        let upright = |at| PlacedRule {
            direction: Direction::Down,
            at,
            from: Length::ZERO,
            to: height,
            thickness,
            ink,
        };
        chunk.rules.extend([across(Length::ZERO), across(height), upright(left), upright(right)]);
    }
}
