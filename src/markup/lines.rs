//! The rendered text without the white space that templates leave behind, and the way back to its places.

use std::collections::VecDeque;

use comrak::nodes::AstNode;

use super::attributes::is_attribute_line;
use super::drawn::is_drawn;
use super::notes::{NoteDefinition, definition};
use super::rows::{cells_written, plain_cells};
use crate::model::{Inline, MarkupReading};
use crate::source::{FileId, Span};
use crate::template::PARAGRAPH_MARK;

/// What a line between blocks is.
fn aside(line: &str) -> Option<AsideKind> {
    let text = || line.trim_end().to_string();
    if is_drawn(line) {
        return Some(AsideKind::Drawn(Vec::new()));
    }
    if line.starts_with(TURN) {
        return Some(AsideKind::Turn(text()));
    }
    is_attribute_line(line).then(|| AsideKind::Attributes(text()))
}

/// The number that a line begins with: `2. `.
fn number(line: &str) -> Option<u64> {
    let (number, _) = line.split_once(". ")?;
    number.parse().ok().filter(|_| number.len() <= 6)
}

/// Whether a line is a point: `a) `.
fn is_point(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.as_str().starts_with(") ")
}

/// What begins and ends turned pages.
const TURN: &str = ":::";

/// Whether a line ends a note above it. Items do not: a note has none, and they are found in it.
fn begins_block(line: &str) -> bool {
    line.starts_with(['#', '|', ':']) || is_point(line)
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
    /// What stands between blocks, likewise.
    asides: VecDeque<Aside>,
    /// Notes, likewise.
    notes: Vec<NoteDefinition>,
}

/// A line or lines between blocks that comrak does not see.
#[derive(Debug)]
pub(super) struct Aside {
    /// The line of the text for comrak, from 1, that comes right after it.
    pub(super) before: usize,
    pub(super) span: Span,
    pub(super) kind: AsideKind,
}

impl Aside {
    pub(super) fn is_drawn(&self) -> bool {
        matches!(self.kind, AsideKind::Drawn(_))
    }
}

#[derive(Debug)]
pub(super) enum AsideKind {
    /// Attributes of the block below.
    Attributes(String),
    /// Pictures and charts: each line, and where it begins.
    Drawn(Vec<(String, usize)>),
    /// Pages are turned from here on (`:::ngang`), or are as before again (`:::`).
    Turn(String),
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

/// What the lines above say of whether the next begins a paragraph without a blank line between.
#[derive(Default)]
struct ParagraphBreaks {
    /// The line above is at an end.
    is_ended: bool,
    /// The number that the list above has reached.
    number: Option<u64>,
}

impl ParagraphBreaks {
    /// Whether a paragraph begins with this line: a point where the line above is at an end, even right below an item; or the next
    /// number of a list.
    fn comes_before(&mut self, line: &str) -> bool {
        let ends = line.starts_with('#') || line.trim_end().ends_with([':', ';', '.', ',']);
        let is_ended = std::mem::replace(&mut self.is_ended, ends);
        let own = number(line);
        let goes_on = own.is_some() && own == self.number.map(|last| last + 1);
        let stops = line.is_empty() || line.starts_with(['#', '|']);
        self.number = own.or(self.number.filter(|_| !stops));
        is_point(line) && is_ended || goes_on
    }
}

impl Lines {
    /// `apart`: whether rows that are text alone are read here.
    pub(super) fn new(file: FileId, rendered: &str, apart: bool, reading: MarkupReading) -> Self {
        let mut lines = Lines::empty(file, rendered.len());
        let mut start = 0;
        let mut blanks: Vec<usize> = Vec::new();
        let mut table = InTable::No;
        let (mut in_note, mut in_drawn, mut breaks) = (false, false, ParagraphBreaks::default());
        for line in rendered.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let indent = line.len() - trimmed.len();
            in_note = reading == MarkupReading::Second && lines.takes_note(trimmed, start + indent, in_note);
            let goes_on = std::mem::take(&mut in_drawn);
            if reading == MarkupReading::Second
                && breaks.comes_before(trimmed)
                && blanks.is_empty()
                && start > 0
            {
                blanks.push(start);
            }
            let aside = (reading == MarkupReading::Second).then(|| aside(trimmed)).flatten();
            if let Some(kind) = aside {
                blanks.drain(..).chain([start]).for_each(|blank| lines.push("\n", blank));
                table = InTable::No;
                in_drawn = matches!(kind, AsideKind::Drawn(_));
                lines.take_aside(kind, trimmed.trim_end(), start + indent, goes_on);
            } else if in_note {
                blanks.drain(..).chain([start]).for_each(|blank| lines.push("\n", blank));
                table = InTable::No;
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
            asides: VecDeque::new(),
            notes: Vec::new(),
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

    /// Takes a line between blocks; `goes_on` when the line above was drawn.
    fn take_aside(&mut self, kind: AsideKind, line: &str, start: usize, goes_on: bool) {
        let (before, span) = (self.starts.len() + 1, Span::new(self.file, start, start + line.len()));
        let kind = match kind {
            AsideKind::Drawn(_) => AsideKind::Drawn(vec![(line.to_string(), start)]),
            kind => kind,
        };
        let above = self.asides.back_mut().filter(|_| goes_on);
        match (above, kind) {
            (
                Some(Aside { before: last, span: whole, kind: AsideKind::Drawn(lines) }),
                AsideKind::Drawn(own),
            ) => {
                lines.extend(own);
                (*last, whole.end) = (before, span.end);
            }
            (_, kind) => self.asides.push_back(Aside { before, span, kind }),
        }
    }

    /// What stands between blocks, in order.
    pub(super) fn take_asides(&mut self) -> VecDeque<Aside> {
        std::mem::take(&mut self.asides)
    }

    /// The notes, in order.
    pub(super) fn take_notes(&mut self) -> Vec<NoteDefinition> {
        std::mem::take(&mut self.notes)
    }

    /// The rows that were read already, in order.
    pub(super) fn take_plain_rows(&mut self) -> VecDeque<PlainRow> {
        std::mem::take(&mut self.plain_rows)
    }

    fn push(&mut self, line: &str, start: usize) {
        self.starts.push(start);
        self.own_starts.push(self.text.len());
        // Told of before; the letters alone go on.
        let mark = line.trim_end_matches('\n').strip_suffix(PARAGRAPH_MARK);
        match mark {
            Some(words) => self.text.extend([words, "\n"]),
            None => self.text.push_str(line),
        }
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
