//! Blocks below one another: as chunks of a section, or in one chunk. Tables are chunks a row each, the first rows repeated on each
//! page.

use std::rc::Rc;

use super::RULE_THICKNESS;
use super::Setting;
use super::chunk::Chunk;
use super::slice::{Slice, frame, line_height, slices};
use crate::arrangement::{ArrangedBlock, ArrangedKind, Grid, GridCell, GridRow, Ink};
use crate::units::Length;

/// The chunks of blocks that stand between the margins of a section.
pub(super) fn chunks(blocks: &[ArrangedBlock<'_>], width: Length, setting: &Setting<'_>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for block in blocks {
        if let ArrangedKind::Table(table) = &block.kind {
            chunks.extend(table_chunks(table, width, setting));
        }
        chunks.extend(slices(block, width, setting).iter().map(|slice| of_slice(slice, width, setting)));
    }
    chunks
}

fn of_slice(slice: &Slice<'_>, width: Length, setting: &Setting<'_>) -> Chunk {
    let mut chunk = Chunk {
        height: slice.above + slice.height,
        after: slice.below,
        keep_with_next: slice.keep_with_next,
        ..Chunk::default()
    };
    slice.put(&mut chunk, Length::ZERO, slice.above, width, setting);
    chunk
}

/// Blocks in one chunk; `None` when there are none.
pub(super) fn chunk(blocks: &[ArrangedBlock<'_>], width: Length, setting: &Setting<'_>) -> Option<Chunk> {
    chunks(blocks, width, setting).into_iter().reduce(|mut all, next| {
        let down = all.height + all.after;
        (all.height, all.after) = (down + next.height, next.after);
        all.take(next, Length::ZERO, down);
        all
    })
}

struct SetTable<'a> {
    table: &'a Grid<'a>,
    setting: &'a Setting<'a>,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<Length>,
}

/// A cell with its lines set.
struct SetCell<'a> {
    cell: &'a GridCell<'a>,
    slices: Vec<Slice<'a>>,
    /// Tables in it, which stand below its slices.
    inner: Option<Chunk>,
}

impl SetCell<'_> {
    fn height(&self) -> Length {
        let inner = self.inner.as_ref().map_or(Length::ZERO, |chunk| chunk.height + chunk.after);
        self.slices.iter().map(Slice::whole).sum::<Length>() + inner
    }
}

/// A table in a text `width` wide.
fn table_chunks<'a>(table: &'a Grid<'a>, width: Length, setting: &'a Setting<'a>) -> Vec<Chunk> {
    let grid = SetTable::new(table, width, setting);
    let rows: Vec<Vec<SetCell<'_>>> = table.rows.iter().map(|row| grid.set_row(row)).collect();
    let heights = grid.heights(&rows);
    let mut head: Vec<Chunk> = Vec::new();
    let mut repeated: Option<Rc<Vec<Chunk>>> = None;
    let mut chunks = Vec::with_capacity(rows.len());
    let mut head_height = Length::ZERO;
    for (index, cells) in rows.iter().enumerate() {
        let is_head = index < table.head_rows;
        if index == table.head_rows && !head.is_empty() {
            head_height = head.iter().map(|chunk| chunk.height).sum();
            repeated = Some(Rc::new(std::mem::take(&mut head)));
        }
        let room = setting.height - head_height;
        let row = &table.rows[index];
        let stands_alone = !is_head && !grid.is_joined(index);
        let pieces = if stands_alone && heights[index] > room {
            grid.pieces(cells, room)
        } else {
            vec![grid.row_chunk(index, cells, &heights)]
        };
        for mut chunk in pieces {
            chunk.keep_with_next = row.keep_with_next;
            chunk.repeated.clone_from(&repeated);
            if is_head {
                head.push(chunk.clone());
            }
            chunks.push(chunk);
        }
    }
    if let Some(last) = chunks.last_mut() {
        last.after = table.after;
    }
    chunks
}

impl<'a> SetTable<'a> {
    fn new(table: &'a Grid<'a>, width: Length, setting: &'a Setting<'a>) -> Self {
        let total: Length = table.widths.iter().copied().sum();
        let mut edge = if table.ruled { (width - total) / 2 } else { Length::ZERO };
        let mut edges = vec![edge];
        for width in &table.widths {
            edge += *width;
            edges.push(edge);
        }
        SetTable { table, setting, edges }
    }

    /// Height of the line above a row.
    fn rule(&self) -> Length {
        if self.table.ruled { RULE_THICKNESS } else { Length::ZERO }
    }

    fn inner_width(&self, cell: &GridCell<'_>) -> Length {
        let width = self.edges[cell.column + cell.column_span] - self.edges[cell.column];
        width - self.table.cell_margin * 2
    }

    /// Whether a cell of the row reaches down to other rows.
    fn is_joined(&self, row: usize) -> bool {
        self.table.rows[row].cells.iter().any(|cell| cell.row_span > 1) || self.is_reached(row)
    }

    /// Whether a cell from above reaches into the row.
    fn is_reached(&self, row: usize) -> bool {
        let own: usize = self.table.rows[row].cells.iter().map(|cell| cell.column_span).sum();
        own < self.table.widths.len()
    }

    fn set_row(&self, row: &'a GridRow<'a>) -> Vec<SetCell<'a>> {
        let set = |cell: &'a GridCell<'a>| {
            let width = self.inner_width(cell);
            let mut slices_of_cell = Vec::new();
            let mut inner = None;
            for block in &cell.blocks {
                match &block.kind {
                    ArrangedKind::Table(_) => inner = chunk(std::slice::from_ref(block), width, self.setting),
                    _ => slices_of_cell.extend(slices(block, width, self.setting)),
                }
            }
            SetCell { cell, slices: slices_of_cell, inner }
        };
        row.cells.iter().map(set).collect()
    }

    /// The least height of a row: that of an empty line.
    fn least(&self) -> Length {
        self.table.empty.map_or(Length::ZERO, |style| {
            let look = self.setting.styles.look(style);
            line_height(look, self.setting.fonts) + look.before + look.after
        })
    }

    /// Heights of the rows: what their own cells need; a joined cell that needs more widens its last row.
    fn heights(&self, rows: &[Vec<SetCell<'_>>]) -> Vec<Length> {
        let (least, rule) = (self.least(), self.rule());
        let single = |row: &Vec<SetCell<'_>>| {
            let cells = row.iter().filter(|cell| cell.cell.row_span == 1);
            cells.map(SetCell::height).max().unwrap_or(least).max(least) + rule
        };
        let mut heights: Vec<Length> = rows.iter().map(single).collect();
        for (index, row) in rows.iter().enumerate() {
            for cell in row.iter().filter(|cell| cell.cell.row_span > 1) {
                let covered = index..index + cell.cell.row_span;
                let has: Length = heights[covered.clone()].iter().copied().sum();
                let needs = cell.height() + rule;
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
            // In a table with lines, cells of one line among taller ones stand in the middle.
            let down = if self.table.ruled { (height - cell.height()) / 2 } else { Length::ZERO };
            self.put_slices(&mut chunk, cell, &cell.slices, down);
            if let Some(inner) = &cell.inner {
                let below: Length = cell.slices.iter().map(Slice::whole).sum();
                chunk.take(inner.clone(), self.left(cell.cell), down + below);
            }
            self.put_frame(&mut chunk, cell.cell, height);
        }
        chunk
    }

    /// A row taller than a page, cut between slices into pieces of at most `room`, or of one slice that is taller.
    fn pieces(&self, row: &[SetCell<'_>], room: Length) -> Vec<Chunk> {
        let mut rest: Vec<&[Slice<'_>]> = row.iter().map(|cell| cell.slices.as_slice()).collect();
        let mut pieces = Vec::new();
        while rest.iter().any(|slices| !slices.is_empty()) {
            let mut chunk = Chunk::default();
            let mut parts = Vec::with_capacity(row.len());
            for slices in &mut rest {
                let (part, height) = part_within(slices, room - self.rule());
                chunk.height = chunk.height.max(height + self.rule());
                *slices = &slices[part.len()..];
                parts.push(part);
            }
            for (cell, part) in row.iter().zip(parts) {
                let padding = part.first().map_or(Length::ZERO, |first| first.padding().0 - first.above);
                self.put_slices(&mut chunk, cell, part, padding);
                let height = chunk.height;
                self.put_frame(&mut chunk, cell.cell, height);
            }
            pieces.push(chunk);
        }
        pieces
    }

    fn left(&self, cell: &GridCell<'_>) -> Length {
        self.edges[cell.column] + self.table.cell_margin
    }

    /// The slices of a cell below one another, from `down`.
    fn put_slices(&self, chunk: &mut Chunk, cell: &SetCell<'_>, slices: &[Slice<'_>], down: Length) {
        let (left, width) = (self.left(cell.cell), self.inner_width(cell.cell));
        let mut y = down;
        for slice in slices {
            slice.put(chunk, left, y + slice.above, width, self.setting);
            y += slice.whole();
        }
    }

    fn put_frame(&self, chunk: &mut Chunk, cell: &GridCell<'_>, height: Length) {
        if self.table.ruled {
            let x = self.edges[cell.column]..self.edges[cell.column + cell.column_span];
            chunk.rules.extend(frame(x, Length::ZERO..height, Ink::Black));
        }
    }
}

/// As many slices as fit into `room`, at least one, and their height; a part that is cut off has the padding of its text.
fn part_within<'s, 'a>(slices: &'s [Slice<'a>], room: Length) -> (&'s [Slice<'a>], Length) {
    let Some(first) = slices.first() else { return (slices, Length::ZERO) };
    let (above, below) = first.padding();
    let mut height = above + below;
    let mut count = 0;
    for slice in slices {
        let inside = if count == 0 { slice.height } else { slice.above + slice.height };
        if count > 0 && height + inside > room {
            break;
        }
        height += inside;
        count += 1;
        if slice.below > below {
            height += slice.below - below;
        }
    }
    (&slices[..count], height)
}
