//! Cells that reach over several chunks: joined ones, and those of a row taller than a page. At a page's end they are closed, and
//! opened again on the next.

use super::chunk::{Chunk, SpanLine, Spanning};
use super::slice::frame;
use super::{PlacedRule, PlacedText};
use crate::arrangement::{FieldAreas, Ink};
use crate::units::Length;

#[derive(Debug)]
struct Open {
    cell: Spanning,
    /// Chunks that are to come.
    left: usize,
    /// Where its part on this page begins.
    from: Length,
    /// How many texts of the page are read before it.
    at: usize,
    /// The first line that has not been put yet.
    next: usize,
    /// Its words have been put whole: what follows repeats them.
    is_read: bool,
}

/// The cells that reach over the chunk to come.
#[derive(Debug, Default)]
pub(super) struct OpenCells(Vec<Open>);

/// What the parts of cells are put on: texts in the order in which they are read, and rules.
pub(super) struct Canvas<'a> {
    pub texts: &'a mut Vec<PlacedText>,
    pub rules: &'a mut Vec<PlacedRule>,
    /// Left edge of the text.
    pub left: Length,
}

impl OpenCells {
    /// Opens the cells of a chunk whose top is at `from`, before which so many texts are read.
    pub(super) fn begin(&mut self, cells: Vec<Spanning>, from: Length, texts: usize) {
        let open = |cell: Spanning| Open {
            left: cell.chunks,
            from,
            at: texts + cell.after_texts,
            next: 0,
            is_read: false,
            cell,
        };
        self.0.extend(cells.into_iter().map(open));
    }

    /// By how much a chunk that would end at `until` is too short for the cells that end with it.
    pub(super) fn lacks(&self, until: Length) -> Length {
        let ending = self.0.iter().filter(|open| open.left == 1);
        let lacks = ending.map(|open| height(open.rest()) - (until - open.from)).max();
        lacks.unwrap_or_default().max(Length::ZERO)
    }

    /// Counts a chunk that ends at `until`, and puts the cells that end with it.
    pub(super) fn step(&mut self, until: Length, canvas: Canvas<'_>) -> Option<FieldAreas> {
        self.0.iter_mut().for_each(|open| open.left -= 1);
        let signatures = self.put(until, canvas, |open| open.left == 0);
        self.0.retain(|open| open.left > 0);
        signatures
    }

    /// Puts the parts on a page that ends at `until`.
    pub(super) fn close(&mut self, until: Length, canvas: Canvas<'_>) -> Option<FieldAreas> {
        self.put(until, canvas, |open| open.from < until)
    }

    /// Goes on at `from`, on a new page with so many texts.
    pub(super) fn go_on(&mut self, from: Length, texts: usize) {
        self.0.iter_mut().for_each(|open| (open.from, open.at) = (from, texts));
    }

    fn put(
        &mut self,
        until: Length,
        canvas: Canvas<'_>,
        is_due: impl Fn(&Open) -> bool,
    ) -> Option<FieldAreas> {
        let mut signatures = None;
        for index in 0..self.0.len() {
            let open = &mut self.0[index];
            if !is_due(open) {
                continue;
            }
            let is_last = open.left == 0;
            let (part, down, at) = (open.part(until, is_last), open.from, open.at.min(canvas.texts.len()));
            let count = part.texts.len();
            canvas.texts.splice(at..at, part.texts.into_iter().map(|text| text.moved(canvas.left, down)));
            canvas.rules.extend(part.rules.into_iter().map(|rule| rule.moved(canvas.left, down)));
            signatures = part.signatures.map(|areas| areas.moved(canvas.left, down)).or(signatures);
            // Those that are read later stand further on now.
            let later =
                |(other, open): &(usize, &mut Open)| open.at > at || (open.at == at && *other > index);
            self.0.iter_mut().enumerate().filter(later).for_each(|(_, open)| open.at += count);
        }
        signatures
    }
}

impl Open {
    fn rest(&self) -> &[SpanLine] {
        &self.cell.lines[self.next..]
    }

    /// What of the cell stands between `from` and `until`.
    fn part(&mut self, until: Length, is_last: bool) -> Chunk {
        let room = until - self.from;
        let rest = self.rest();
        let count = if is_last { rest.len() } else { count_within(rest, room) };
        let (lines, is_all) = (&rest[..count], count == rest.len());
        let is_whole = is_all && self.next == 0;
        let mut chunk = Chunk { height: room, ..Chunk::default() };
        let spare = (room - height(lines)).max(Length::ZERO);
        let mut y = if self.cell.ruled && is_whole { spare / 2 } else { Length::ZERO };
        if let Some(first) = lines.first() {
            y += first.padding.0 - first.above;
        }
        for line in lines {
            chunk.take(line.chunk.clone(), Length::ZERO, y + line.above);
            y += line.above + line.height + line.below;
        }
        // Words are read once: where they stand whole for the first time.
        if self.is_read || (self.cell.repeats && !is_all) {
            chunk.texts.iter_mut().for_each(|text| text.node = None);
        }
        if self.cell.ruled {
            chunk.rules.extend(frame(self.cell.x.clone(), Length::ZERO..room, Ink::Black));
        }
        match self.cell.repeats {
            true => self.is_read |= is_all,
            false => self.next += count,
        }
        chunk
    }
}

/// Height of lines as a cell, or a part of one.
pub(super) fn height(lines: &[SpanLine]) -> Length {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Length::ZERO };
    let inside: Length = lines.iter().map(|line| line.above + line.height + line.below).sum();
    inside
        + (first.padding.0 - first.above).max(Length::ZERO)
        + (last.padding.1 - last.below).max(Length::ZERO)
}

/// As many lines as fit into `room`.
fn count_within(lines: &[SpanLine], room: Length) -> usize {
    (1..=lines.len()).take_while(|count| height(&lines[..*count]) <= room).last().unwrap_or_default()
}
