//! Blocks below one another: as chunks of a section, or in one chunk. Tables are chunks a row each, the first rows repeated on each
//! page.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::chunk::{Chunk, SpanLine, Spanning};
use super::drawn::rising;
use super::slice::{Slice, frame, line_height, slices};
use super::spanning::{Canvas, OpenCells};
use super::{Setting, spanning};
use crate::arrangement::{ArrangedBlock, ArrangedKind, Grid, GridCell, GridRow, Ink, RULE_THICKNESS};
use crate::units::Length;

/// Gives the chunks of blocks that stand between the margins of a section, one after the other: a long table is never there whole.
pub(super) fn each_chunk(
    blocks: &[ArrangedBlock<'_>],
    width: Length,
    setting: &Setting<'_>,
    take: &mut dyn FnMut(Chunk),
) {
    for block in blocks {
        let mut begins_page = block.begins_page;
        let mut take = |mut chunk: Chunk| {
            chunk.begins_page = std::mem::take(&mut begins_page);
            take(chunk);
        };
        if let ArrangedKind::Table(table) = &block.kind {
            each_row(table, width, setting, &mut take);
        }
        slices(block, width, setting).iter().for_each(|slice| take(slice.to_chunk(width, setting)));
    }
}

/// Blocks in one chunk; `None` when there are none.
pub(super) fn chunk(blocks: &[ArrangedBlock<'_>], width: Length, setting: &Setting<'_>) -> Option<Chunk> {
    let (mut whole, mut open, mut is_any) = (Chunk::default(), OpenCells::default(), false);
    each_chunk(blocks, width, setting, &mut |mut next| {
        is_any = true;
        let down = whole.height + whole.after;
        open.begin(std::mem::take(&mut next.spanning), down, whole.texts.len());
        next.grow(open.lacks(down + next.height));
        (whole.height, whole.after) = (down + next.height, next.after);
        whole.take(next, Length::ZERO, down);
        let Chunk { height, texts, rules, .. } = &mut whole;
        let signatures = open.step(*height, Canvas { texts, rules, left: Length::ZERO });
        whole.signatures = signatures.or(whole.signatures);
    });
    is_any.then_some(whole)
}

struct SetTable<'a> {
    table: &'a Grid<'a>,
    setting: &'a Setting<'a>,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<Length>,
    /// How many of the first rows are repeated on each page, whole: none when they would leave too little of it.
    head_rows: usize,
    /// What a page has for rows, below those that are repeated.
    room: Length,
}

/// How tall a row is.
#[derive(Clone, Copy)]
struct RowHeight {
    height: Length,
    /// Whether a joined cell taller than a page ends in it: pages are then broken between its lines, so that what is left of the cell
    /// never has to be pressed into the last page.
    is_cut: bool,
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
        let heights = grid.heights(done, &rows);
        for at in 0..rows.len() {
            let index = done + at;
            let mut chunks = grid.chunks_of_row(index, &rows[at..], &heights[at..], &mut head);
            if let Some(last) = chunks.last_mut().filter(|_| index + 1 == table.rows.len()) {
                last.after = table.after;
            }
            chunks.into_iter().for_each(&mut *take);
        }
        done = end;
    }
}

/// The rows that are repeated on each page: gathered first, then shared by all that follow.
#[derive(Default)]
struct RepeatedHead {
    rows: Vec<Chunk>,
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
        let mut grid = SetTable { table, setting, edges, head_rows: table.head_rows, room: setting.height };
        let head = grid.set_rows(0..grid.end_of_group(table.head_rows));
        let height = grid.heights(0, &head).iter().take(table.head_rows).map(|row| row.height).sum();
        match height > setting.height / 2 {
            true => grid.head_rows = 0,
            false => grid.room = setting.height - height,
        }
        grid
    }

    /// Height of the line above a row.
    fn rule(&self) -> Length {
        if self.table.ruled { RULE_THICKNESS } else { Length::ZERO }
    }

    fn inner_width(&self, cell: &GridCell<'_>) -> Length {
        let width = self.edges[cell.column + cell.column_span] - self.edges[cell.column];
        width - self.table.cell_margin * 2
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

    /// A row as one chunk, or as one for each line when it is taller than a page. `rows` and `heights` begin with its own.
    fn chunks_of_row(
        &self,
        index: usize,
        rows: &[Vec<SetCell<'_>>],
        heights: &[RowHeight],
        head: &mut RepeatedHead,
    ) -> Vec<Chunk> {
        let is_head = index < self.head_rows;
        if index == self.head_rows && !head.rows.is_empty() {
            head.shared = Some(Arc::new(std::mem::take(&mut head.rows)));
        }
        // Rows that are repeated are never cut.
        let tallest = heights.iter().map(|row| row.height).max().unwrap_or_default();
        let room = if is_head { tallest } else { self.room };
        let mut chunks = self.row_chunks(rows, heights, room);
        let last = chunks.len() - 1;
        for (at, chunk) in chunks.iter_mut().enumerate() {
            // Of a tall row the first two lines stay together, and with the head.
            chunk.keep_with_next = if at == last { self.table.rows[index].keep_with_next } else { at == 0 };
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
                    ArrangedKind::Paragraph(paragraph) if cell.rising.is_some() => {
                        let length = cell.rising.unwrap_or_default();
                        inner = Some(rising(paragraph, length, width, self.setting));
                    }
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

    /// Heights of rows, from the row `first` on, between which nothing is joined to others: what their own cells need; a joined cell
    /// that needs more widens its last row.
    fn heights(&self, first: usize, rows: &[Vec<SetCell<'_>>]) -> Vec<RowHeight> {
        let (least, rule) = (self.least(), self.rule());
        let single = |row: &Vec<SetCell<'_>>| {
            let cells = row.iter().filter(|cell| cell.cell.row_span == 1);
            cells.map(SetCell::height).max().unwrap_or(least).max(least) + rule
        };
        let told = self.table.rows[first..].iter().map(|row| row.least);
        let height = |(row, told)| RowHeight { height: single(row).max(told), is_cut: false };
        let mut heights: Vec<RowHeight> = rows.iter().zip(told).map(height).collect();
        for (index, row) in rows.iter().enumerate() {
            for cell in row.iter().filter(|cell| cell.cell.row_span > 1) {
                let covered = index..index + cell.cell.row_span;
                let has: Length = heights[covered.clone()].iter().map(|row| row.height).sum();
                let needs = cell.height() + rule;
                let last = &mut heights[covered.end - 1];
                last.height += (needs - has).max(Length::ZERO);
                last.is_cut |= needs > self.room;
            }
        }
        heights
    }

    /// Into how many chunks a row is cut, and how tall each is but the last: one, or a line's height when it does not fit.
    fn cut_row(&self, row: &[SetCell<'_>], row_height: RowHeight, room: Length) -> (usize, Length) {
        let RowHeight { height, is_cut } = row_height;
        if height <= room && !is_cut {
            return (1, height);
        }
        let tallest = row.iter().flat_map(|cell| cell.slices.first()).map(|slice| slice.height).max();
        let line = tallest.unwrap_or_default().max(self.least()).max(RULE_THICKNESS * 8);
        let count = (height.to_emu() + line.to_emu() - 1) / line.to_emu();
        (usize::try_from(count).unwrap_or(1).max(1), line)
    }

    /// The chunks of the first row of `rows`, whose heights are `heights`; cells that reach over more than one are spanning.
    fn row_chunks(&self, rows: &[Vec<SetCell<'_>>], heights: &[RowHeight], room: Length) -> Vec<Chunk> {
        let (row, height) = (&rows[0], heights[0].height);
        let (count, line) = self.cut_row(row, heights[0], room);
        let mut first = Chunk { height: if count > 1 { line } else { height }, ..Chunk::default() };
        for cell in row {
            let reached = cell.cell.row_span;
            let cuts = rows.iter().zip(heights).take(reached);
            let chunks: usize = cuts.map(|(row, height)| self.cut_row(row, *height, room).0).sum();
            if chunks == 1 {
                self.put_cell(&mut first, cell, height);
            } else {
                let mut spanning = self.spanning(cell, chunks, first.texts.len());
                // Wherever its marks stand, the notes of a cell are on the page that it begins on.
                spanning.lines.iter_mut().for_each(|line| first.notes.append(&mut line.chunk.notes));
                let is_joined = reached > 1 && spanning::height(&spanning.lines) <= room;
                first.spanning.push(Spanning { repeats: is_joined, ..spanning });
            }
        }
        let mut chunks = vec![first];
        for at in 1..count {
            let height = if at + 1 == count { height - line * (count as i64 - 1) } else { line };
            chunks.push(Chunk { height, ..Chunk::default() });
        }
        chunks
    }

    fn put_cell(&self, chunk: &mut Chunk, cell: &SetCell<'_>, height: Length) {
        // In a table with lines, cells of one line among taller ones stand in the middle.
        let down = if self.table.ruled { (height - cell.height()) / 2 } else { Length::ZERO };
        self.put_slices(chunk, cell, &cell.slices, down);
        if let Some(inner) = &cell.inner {
            let below: Length = cell.slices.iter().map(Slice::whole).sum();
            chunk.take(inner.clone(), self.left(cell.cell), down + below);
        }
        if self.table.ruled {
            chunk.rules.extend(frame(self.edges_of(cell.cell), Length::ZERO..height, Ink::Black));
        }
    }

    fn spanning(&self, cell: &SetCell<'_>, chunks: usize, after_texts: usize) -> Spanning {
        let (left, width) = (self.left(cell.cell), self.inner_width(cell.cell));
        let line = |slice: &Slice<'_>| {
            let mut chunk = Chunk { height: slice.height, ..Chunk::default() };
            slice.put(&mut chunk, left, Length::ZERO, width, self.setting);
            let (above, height, below) = (slice.above, slice.height, slice.below);
            SpanLine { above, height, below, padding: slice.padding(), chunk }
        };
        let mut lines: Vec<SpanLine> = cell.slices.iter().map(line).collect();
        if let Some(inner) = &cell.inner {
            let mut chunk = Chunk::default();
            chunk.take(inner.clone(), left, Length::ZERO);
            let (height, below) = (inner.height, inner.after);
            lines.push(SpanLine { above: Length::ZERO, height, below, padding: Default::default(), chunk });
        }
        Spanning {
            chunks,
            lines,
            after_texts,
            x: self.edges_of(cell.cell),
            ruled: self.table.ruled,
            repeats: false,
        }
    }

    fn edges_of(&self, cell: &GridCell<'_>) -> Range<Length> {
        self.edges[cell.column]..self.edges[cell.column + cell.column_span]
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
}
