//! The rendered text without the white space that templates leave behind, and the way back to its places.

use std::collections::VecDeque;

use comrak::nodes::AstNode;

use super::attributes::{AttributeLine, is_attribute_line};
use super::drawn::{DrawnLines, is_drawn};
use super::notes::{NoteDefinition, definition};
use super::rows::{cells_written, plain_cells};
use crate::model::{Inline, MarkupReading};
use crate::source::{FileId, Span};

/// Whether a line begins a block of its own, even right below a paragraph.
fn begins_block(line: &str) -> bool {
    let number = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    line.starts_with(['#', '|', ':'])
        || ["- ", "+ ", "* "].iter().any(|mark| line.starts_with(mark))
        || number.len() < line.len() && number.starts_with(". ")
}

/// Lines without their indentation, blank lines between table rows dropped.
#[derive(Debug)]
pub(super) struct Lines {
    pub text: String,
    file: FileId,
    /// Where each line of `text` begins in the rendered file.
    starts: Vec<usize>,
    /// Where each line of `text` begins in `text`.
    own_starts: Vec<usize>,
    end: usize,
    /// Rows of tables that are text alone and stand in no line of `text`.
    plain_rows: VecDeque<PlainRow>,
    /// Attribute lines, likewise.
    attributes: VecDeque<AttributeLine>,
    /// Notes, likewise.
    notes: Vec<NoteDefinition>,
    /// Pictures, likewise.
    drawn: VecDeque<DrawnLines>,
}

/// A row of a table that was read already.
#[derive(Debug)]
pub(super) struct PlainRow {
    /// How many lines of the text stand before it.
    pub(super) after: usize,
    pub(super) cells: Vec<Vec<Inline>>,
    pub(super) span: Span,
}

/// The table that a line may belong to.
#[derive(Clone, Copy)]
enum InTable {
    No,
    /// Its first line, with so many cells.
    Head(usize),
    /// It has its rule: what follows are rows.
    Body(usize),
    /// Lines with bars that are no table.
    Other,
}

impl InTable {
    fn next(self, row: &str) -> Self {
        match self {
            InTable::No => InTable::Head(cells_written(row)),
            InTable::Head(count) if is_rule(row) && cells_written(row) == count => InTable::Body(count),
            InTable::Body(count) => InTable::Body(count),
            _ => InTable::Other,
        }
    }
}

/// Whether a line is the rule under the head of a table: `|---|:---:|`.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.trim().chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' '))
}

/// Whether the next line is the rule of a table, so that this one is its head. Three dashes a cell: a row of single dashes is data.
fn begins_table(rest: &str) -> bool {
    let next = rest.lines().map(str::trim).find(|line| !line.is_empty());
    next.filter(|line| line.starts_with('|') && is_rule(line))
        .is_some_and(|line| line.trim_matches('|').split('|').all(|cell| cell.contains("---")))
}

impl Lines {
    /// `apart`: whether rows that are text alone are read here.
    pub(super) fn new(file: FileId, rendered: &str, apart: bool, reading: MarkupReading) -> Self {
        let mut lines = Lines::empty(file, rendered.len());
        let mut start = 0;
        let mut blanks: Vec<usize> = Vec::new();
        let mut table = InTable::No;
        let (mut in_note, mut in_drawn) = (false, false);
        for line in rendered.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let indent = line.len() - trimmed.len();
            in_note = reading == MarkupReading::Second && lines.takes_note(trimmed, start + indent, in_note);
            let goes_on = std::mem::take(&mut in_drawn);
            if reading == MarkupReading::Second && is_drawn(trimmed) {
                in_drawn = true;
                blanks.drain(..).chain([start]).for_each(|blank| lines.push("\n", blank));
                table = InTable::No;
                lines.take_drawn(trimmed.trim_end(), start + indent, goes_on);
            } else if in_note {
                blanks.drain(..).chain([start]).for_each(|blank| lines.push("\n", blank));
                table = InTable::No;
            } else if reading == MarkupReading::Second && is_attribute_line(trimmed) {
                blanks.drain(..).chain([start]).for_each(|blank| lines.push("\n", blank));
                table = InTable::No;
                let (text, from) = (trimmed.trim_end().to_string(), start + indent);
                let span = Span::new(file, from, from + text.len());
                lines.attributes.push_back(AttributeLine { before: lines.starts.len() + 1, text, span });
            } else if trimmed.is_empty() {
                blanks.push(start);
            } else {
                let row = trimmed.starts_with('|');
                if row && matches!(table, InTable::Body(_)) && begins_table(&rendered[start + line.len()..]) {
                    // Two tables, however they are told apart: without a blank line they would be one.
                    table = InTable::No;
                    if blanks.is_empty() {
                        blanks.push(start);
                    }
                }
                if !row || matches!(table, InTable::No) {
                    blanks.iter().for_each(|blank| lines.push("\n", *blank));
                }
                blanks.clear();
                let plain = match table {
                    InTable::Body(count) if apart && row => plain_cells(trimmed, count),
                    _ => None,
                };
                table = if row { table.next(trimmed) } else { InTable::No };
                match plain {
                    Some(cells) => {
                        let from = start + indent;
                        let span = Span::new(file, from, from + trimmed.trim_end().len());
                        lines.plain_rows.push_back(PlainRow { after: lines.starts.len(), cells, span });
                    }
                    None => lines.push(trimmed, start + indent),
                }
            }
            start += line.len();
        }
        lines
    }

    fn empty(file: FileId, end: usize) -> Self {
        Lines {
            text: String::new(),
            file,
            starts: Vec::new(),
            own_starts: Vec::new(),
            end,
            plain_rows: VecDeque::new(),
            attributes: VecDeque::new(),
            notes: Vec::new(),
            drawn: VecDeque::new(),
        }
    }

    /// Takes a line, which stands at `start`, that begins a note or goes on with one.
    fn takes_note(&mut self, line: &str, start: usize, goes_on: bool) -> bool {
        let end = start + line.trim_end().len();
        if let Some((label, length)) = definition(line) {
            let mut lines = Lines::empty(self.file, self.end);
            lines.push(&line[length..], start + length);
            let span = Span::new(self.file, start, end);
            self.notes.push(NoteDefinition { label: label.to_string(), span, lines });
            return true;
        }
        let goes_on = goes_on && !line.is_empty() && !is_attribute_line(line) && !begins_block(line);
        match self.notes.last_mut() {
            Some(note) if goes_on => {
                note.lines.push(line, start);
                note.span.end = end;
                true
            }
            _ => false,
        }
    }

    /// Takes a line of pictures; `goes_on` when the line above was one.
    fn take_drawn(&mut self, line: &str, start: usize, goes_on: bool) {
        let end = start + line.len();
        let own = (line.to_string(), start);
        match self.drawn.back_mut().filter(|_| goes_on) {
            Some(drawn) => {
                drawn.lines.push(own);
                drawn.span.end = end;
                drawn.before = self.starts.len() + 1;
            }
            None => {
                let (before, span) = (self.starts.len() + 1, Span::new(self.file, start, end));
                self.drawn.push_back(DrawnLines { before, lines: vec![own], span });
            }
        }
    }

    /// The pictures, in order.
    pub(super) fn take_drawn_lines(&mut self) -> VecDeque<DrawnLines> {
        std::mem::take(&mut self.drawn)
    }

    /// The notes, in order.
    pub(super) fn take_notes(&mut self) -> Vec<NoteDefinition> {
        std::mem::take(&mut self.notes)
    }

    /// The rows that were read already, in order.
    pub(super) fn take_plain_rows(&mut self) -> VecDeque<PlainRow> {
        std::mem::take(&mut self.plain_rows)
    }

    /// The attribute lines, in order.
    pub(super) fn take_attributes(&mut self) -> VecDeque<AttributeLine> {
        std::mem::take(&mut self.attributes)
    }

    fn push(&mut self, line: &str, start: usize) {
        self.starts.push(start);
        self.own_starts.push(self.text.len());
        self.text.push_str(line);
    }

    /// Where a node stands in the rendered file.
    pub(super) fn span<'n>(&self, node: &'n AstNode<'n>) -> Span {
        let position = node.data.borrow().sourcepos;
        let at = |line: usize, column: usize| match self.starts.get(line.saturating_sub(1)) {
            Some(start) => (start + column).min(self.end),
            None => self.end,
        };
        let start = at(position.start.line, position.start.column.saturating_sub(1));
        Span::new(self.file, start, at(position.end.line, position.end.column).max(start))
    }

    /// The text of line `line` (from 1), as comrak counts them.
    pub(super) fn line(&self, line: usize) -> &str {
        let start = self.own_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }
}
