//! Blocks below one another: as chunks of a section, or in one chunk. Tables are chunks a row each, the first rows repeated on each
//! page.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::chunk::Chunk;
use super::slice::{Slice, frame, line_height, slices};
use super::{RULE_THICKNESS, Setting};
use crate::arrangement::{ArrangedBlock, ArrangedKind, Grid, GridCell, GridRow, Ink};
use crate::units::Length;

/// Gives the chunks of blocks that stand between the margins of a section, one after the other: a long table is never there whole.
pub(super) fn each_chunk(
    blocks: &[ArrangedBlock<'_>],
    width: Length,
    setting: &Setting<'_>,
    take: &mut dyn FnMut(Chunk),
) {
    for block in blocks {
        if let ArrangedKind::Table(table) = &block.kind {
            each_row(table, width, setting, take);
        }
        slices(block, width, setting).iter().for_each(|slice| take(of_slice(slice, width, setting)));
    }
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
    let mut whole: Option<Chunk> = None;
    each_chunk(blocks, width, setting, &mut |next| match &mut whole {
        None => whole = Some(next),
        Some(all) => {
            let down = all.height + all.after;
            (all.height, all.after) = (down + next.height, next.after);
            all.take(next, Length::ZERO, down);
        }
    });
    whole
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

/// Rows that are set in lines at once, side by side when a table has more.
const ROWS_AT_ONCE: usize = 512;

/// Gives the rows of a table in a text `width` wide.
fn each_row(table: &Grid<'_>, width: Length, setting: &Setting<'_>, take: &mut dyn FnMut(Chunk)) {
    let grid = SetTable::new(table, width, setting);
    let mut head = RepeatedHead::default();
    let mut done = 0;
    while done < table.rows.len() {
        let end = grid.end_of_group(done + ROWS_AT_ONCE.min(table.rows.len() - done));
        let rows = grid.set_rows(done..end);
        let heights = grid.heights(&rows);
        for (at, cells) in rows.iter().enumerate() {
            let index = done + at;
            for mut chunk in grid.chunks_of_row(index, cells, &heights[at..], &mut head) {
                if index + 1 == table.rows.len() {
                    chunk.after = table.after;
                }
                take(chunk);
            }
        }
        done = end;
    }
}

/// The rows that are repeated on each page: gathered first, then shared by all that follow.
#[derive(Default)]
struct RepeatedHead {
    rows: Vec<Chunk>,
    height: Length,
    shared: Option<Arc<Vec<Chunk>>>,
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

    /// The first row from `row` on into which no cell reaches: between such rows nothing is joined.
    fn end_of_group(&self, row: usize) -> usize {
        (row..self.table.rows.len()).find(|row| !self.is_reached(*row)).unwrap_or(self.table.rows.len())
    }

    fn set_rows(&self, rows: Range<usize>) -> Vec<Vec<SetCell<'a>>> {
        let table = self.table;
        match rows.len() < ROWS_AT_ONCE {
            true => table.rows[rows].iter().map(|row| self.set_row(row)).collect(),
            false => table.rows[rows].par_iter().map(|row| self.set_row(row)).collect(),
        }
    }

    /// A row as one chunk, or as several when it is taller than a page and stands alone. `heights` begins with its own.
    fn chunks_of_row(
        &self,
        index: usize,
        cells: &[SetCell<'_>],
        heights: &[Length],
        head: &mut RepeatedHead,
    ) -> Vec<Chunk> {
        let is_head = index < self.table.head_rows;
        if index == self.table.head_rows && !head.rows.is_empty() {
            head.height = head.rows.iter().map(|chunk| chunk.height).sum();
            head.shared = Some(Arc::new(std::mem::take(&mut head.rows)));
        }
        let room = self.setting.height - head.height;
        let stands_alone = !is_head && !self.is_joined(index);
        let mut chunks = match stands_alone && heights[0] > room {
            true => self.pieces(cells, room),
            false => vec![self.row_chunk(cells, heights)],
        };
        for chunk in &mut chunks {
            chunk.keep_with_next = self.table.rows[index].keep_with_next;
            chunk.repeated.clone_from(&head.shared);
        }
        if is_head {
            head.rows.extend(chunks.iter().cloned());
        }
        chunks
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

    /// Heights of rows between which nothing is joined to others: what their own cells need; a joined cell that needs more widens its
    /// last row.
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

    /// `heights` begins with that of the row.
    fn row_chunk(&self, row: &[SetCell<'_>], heights: &[Length]) -> Chunk {
        let mut chunk = Chunk { height: heights[0], ..Chunk::default() };
        for cell in row {
            let height: Length = heights[..cell.cell.row_span].iter().copied().sum();
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
