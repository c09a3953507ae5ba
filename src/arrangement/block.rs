//! Blocks: paragraphs, tables, rules, boxes and room.

use std::borrow::Cow;

use super::drawn::{ArrangedChart, ArrangedPicture};
use super::structure::{Labelled, NodeId};
use super::style::{Look, StyleId};
use crate::model::{Emphasis, Inline, Script};
use crate::source::Span;
use crate::units::{Area, Length};

/// Something that stands below what came before it, as wide as its section or cell.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangedBlock<'a> {
    /// What it is, with its content.
    pub kind: ArrangedKind<'a>,
    /// Where it was written: in the rendered markup. `None` for what comes from the data, and inside a table.
    pub span: Option<Span>,
    /// Whether a new page begins with it; in a section only.
    pub begins_page: bool,
}

/// The kinds of [`ArrangedBlock`].
#[derive(Clone, Debug, PartialEq)]
pub enum ArrangedKind<'a> {
    /// Text, with a label or without.
    Paragraph(Paragraph<'a>),
    /// Cells in rows and columns, with lines or without.
    Table(Box<Grid<'a>>),
    /// A line across.
    Rule(RuleLine),
    /// Capitals in a frame.
    Boxed(Box<Boxed<'a>>),
    /// Empty space of a fixed height.
    Room(Box<Room>),
    /// A picture, in the middle.
    Picture(Box<ArrangedPicture>),
    /// A chart, in the middle.
    Chart(Box<ArrangedChart<'a>>),
}

impl<'a> From<ArrangedKind<'a>> for ArrangedBlock<'a> {
    fn from(kind: ArrangedKind<'a>) -> Self {
        ArrangedBlock { kind, span: None, begins_page: false }
    }
}

impl<'a> From<Paragraph<'a>> for ArrangedBlock<'a> {
    fn from(paragraph: Paragraph<'a>) -> Self {
        ArrangedKind::Paragraph(paragraph).into()
    }
}

/// The text of a paragraph, borrowed from the document where that has it.
pub type Inlines<'a> = Cow<'a, [Inline]>;

/// Text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph<'a> {
    /// Look, and the name in a word processor.
    pub style: StyleId,
    /// What stands in front of the text.
    pub label: Option<ParagraphLabel>,
    /// The text after the label.
    pub content: Inlines<'a>,
    /// How far all lines are moved in from the left, beside the indent of the style.
    pub indent: Length,
    /// How far all lines end left of the right edge.
    pub right_indent: Length,
    /// Whether its last line stays on the page of what follows.
    pub keep_with_next: bool,
    /// Whether the next paragraph is the rest of the same text, in lines of its own.
    pub goes_on: bool,
    /// What its label and its text are.
    pub nodes: Labelled,
    /// Its links and the marks of its notes, in order: what [`Emphasis::anchor`] counts.
    pub anchors: Vec<Anchor<'a>>,
}

/// A piece of text that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor<'a> {
    /// Out of the document.
    Link {
        /// What it is; its node says where it leads.
        node: NodeId,
        /// Where it leads.
        address: String,
    },
    /// To a note at the foot of its page.
    Note(Box<FootNote<'a>>),
}

/// A note at the foot of the page that its mark stands on.
#[derive(Clone, Debug, PartialEq)]
pub struct FootNote<'a> {
    /// What the mark is.
    pub node: NodeId,
    /// The note, with its number as label.
    pub paragraph: Paragraph<'a>,
}

impl<'a> Anchor<'a> {
    /// What its text is.
    pub fn node(&self) -> NodeId {
        match self {
            Anchor::Link { node, .. } => *node,
            Anchor::Note(note) => note.node,
        }
    }

    /// The note that it leads to.
    pub fn note(&self) -> Option<&FootNote<'a>> {
        match self {
            Anchor::Link { .. } => None,
            Anchor::Note(note) => Some(note),
        }
    }
}

impl<'a> Paragraph<'a> {
    /// A paragraph without a label.
    pub fn new(style: StyleId, content: impl Into<Inlines<'a>>, node: NodeId) -> Self {
        Paragraph {
            style,
            label: None,
            content: content.into(),
            indent: Length::ZERO,
            right_indent: Length::ZERO,
            keep_with_next: false,
            goes_on: false,
            nodes: node.into(),
            anchors: Vec::new(),
        }
    }

    /// A paragraph of one plain text.
    pub fn of_text(style: StyleId, text: impl Into<String>, node: NodeId) -> Self {
        Paragraph::new(style, vec![Inline::plain(text)], node)
    }

    /// The notes whose marks stand in it.
    pub fn notes(&self) -> impl Iterator<Item = &FootNote<'a>> {
        self.anchors.iter().filter_map(Anchor::note)
    }

    /// What is printed, label first, in a look of its style.
    pub fn pieces(&self, look: &Look) -> impl Iterator<Item = Piece<'_>> {
        let base = look.emphasis;
        let label = self.label.as_ref().map(|label| {
            let behind = if label.stands_above { Piece::Break } else { Piece::Text(" ", base) };
            [Piece::Text(label.text.as_str(), label.face(base)), behind]
        });
        let mut anchors = 0;
        let content = self.content.iter().flat_map(move |inline| {
            let (inside, anchor) = match inline {
                Inline::Text { .. } | Inline::Break => (std::slice::from_ref(inline), 0),
                Inline::Note(_) => (std::slice::from_ref(inline), next(&mut anchors)),
                Inline::Link { content, .. } => (content.as_slice(), next(&mut anchors)),
            };
            inside.iter().map(move |inline| piece(inline, anchor, base))
        });
        label.into_iter().flatten().chain(content)
    }
}

fn next(anchors: &mut u16) -> u16 {
    *anchors = anchors.saturating_add(1);
    *anchors
}

/// What is printed of an inline that has no others in it.
fn piece(inline: &Inline, anchor: u16, base: Emphasis) -> Piece<'_> {
    match inline {
        Inline::Text { text, emphasis } => Piece::Text(text, Emphasis { anchor, ..emphasis.over(base) }),
        Inline::Note(note) => {
            Piece::Text(&note.mark, Emphasis { anchor, script: Script::Raised, ..Emphasis::PLAIN.over(base) })
        }
        Inline::Break | Inline::Link { .. } => Piece::Break,
    }
}

/// A piece of a line, in the face that it is printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A text without line ends, and the face that it is set in.
    Text(&'a str, Emphasis),
    /// The line ends here.
    Break,
}

/// What begins a paragraph, followed by a space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphLabel {
    /// As printed: `I.`, `-`.
    pub text: String,
    /// Whether it stands in a line of its own, above the text.
    pub stands_above: bool,
    /// Whether it is typed, or made by the numbering of the style or of a list.
    pub kind: LabelKind,
}

impl ParagraphLabel {
    /// How many of the first [pieces](Paragraph::pieces) a word processor makes itself: the label and the space behind it, or
    /// the label alone above its text.
    pub fn made_pieces(&self) -> usize {
        match self.kind {
            LabelKind::Typed | LabelKind::Heading { written: true, .. } => 0,
            LabelKind::NoteMark => 1,
            _ if self.stands_above => 1,
            _ => 2,
        }
    }

    /// The face that it is set in, in a paragraph of a style.
    fn face(&self, base: Emphasis) -> Emphasis {
        match self.kind {
            LabelKind::NoteMark => Emphasis { script: Script::Raised, ..base },
            LabelKind::Heading { bold: true, .. } => Emphasis { bold: true, ..base },
            _ => base,
        }
    }
}

/// Who makes a label when the text is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// It is a part of the text.
    Typed,
    /// The style's numbering; the level from 0.
    Heading {
        /// From 0 for the highest.
        level: usize,
        /// Whether the text says the number, since word processors have no such numerals; they count all the same.
        written: bool,
        /// Whether the number is bold before text that is not: `Điều 1.` before what it says.
        bold: bool,
    },
    /// The style's bullet.
    Bullet,
    /// The number of a note, raised; the numbering of notes.
    NoteMark,
    /// A list of its own; lists are counted from 0 through the document.
    Numbered {
        /// The list that it belongs to, from 0.
        list: usize,
        /// As printed, without its full stop.
        number: usize,
    },
}

/// A table. Every position of the grid belongs to exactly one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid<'a> {
    /// Widths of the columns.
    pub widths: Vec<Length>,
    /// Whether its cells have lines around them; one without stands at the left, one with them in the middle.
    pub ruled: bool,
    /// Whether a word processor has to be told to keep its rows together; tables with lines say it themselves.
    pub is_kept: bool,
    /// Left and right of the text of a cell.
    pub cell_margin: Length,
    /// From the top; every row of the grid has one.
    pub rows: Vec<GridRow<'a>>,
    /// How many of the first rows are repeated on each page.
    pub head_rows: usize,
    /// Space below, dropped at the foot of a page.
    pub after: Length,
    /// The style of cells without text, which have the height of one of its lines; `None` when they have none.
    pub empty: Option<StyleId>,
}

/// Thickness of all lines: half a point.
pub const RULE_THICKNESS: Length = Length::emu(6_350);

/// The cells that begin in one row, by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridRow<'a> {
    /// From left to right; none when cells from above fill the row.
    pub cells: Vec<GridCell<'a>>,
    /// Whether it stays on the page of the next row, or of what follows the table.
    pub keep_with_next: bool,
    /// The least height, which word processors are told when words in it rise: those do not make a row higher. Zero else.
    pub least: Length,
}

/// A cell, with the position where it begins being its row and `column`.
#[derive(Clone, Debug, PartialEq)]
pub struct GridCell<'a> {
    /// The column where it begins, from 0.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub column_span: usize,
    /// How many rows it covers, at least 1.
    pub row_span: usize,
    /// How much of the height its lines have when it is read from below: they rise, the first at the left. `None` for usual cells.
    pub rising: Option<Length>,
    /// What stands in it, from the top.
    pub blocks: Vec<ArrangedBlock<'a>>,
}

/// A line across, in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// From its left end to its right end.
    pub length: Length,
    /// From the text above to the line.
    pub above: Length,
    /// From the line to what follows, counted also at the foot of a page.
    pub below: Length,
    /// Whether it stays on the page of what follows.
    pub keep_with_next: bool,
}

/// One line of capitals in a frame, in the middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxed<'a> {
    /// Width of the frame.
    pub width: Length,
    /// Height of the frame.
    pub height: Length,
    /// Space above.
    pub above: Length,
    /// The line of capitals, in the middle of the frame.
    pub text: Paragraph<'a>,
}

/// Empty room, perhaps with the places of signatures in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// How much of the page it takes from top to bottom.
    pub height: Length,
    /// Where in it signatures go; `None` for mere room.
    pub fields: Option<FieldAreas>,
}

/// Where the signer and the agency sign, measured from the top left corner of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldAreas {
    /// The signer's own signature; `None` where only the agency signs, in appendices that are files of their own.
    pub signer: Option<Area>,
    /// The agency's signature, whose image is its seal (con dấu).
    pub agency: Area,
}

impl<'a> ArrangedBlock<'a> {
    /// Calls `visit` with every picture in the block.
    pub(super) fn for_each_picture<'s>(&'s self, visit: &mut dyn FnMut(&'s ArrangedPicture)) {
        match &self.kind {
            ArrangedKind::Picture(picture) => visit(picture),
            // Tables with lines have text alone; there may be many.
            ArrangedKind::Table(table) if !table.ruled => {
                let blocks = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
                blocks.for_each(|block| block.for_each_picture(visit));
            }
            _ => {}
        }
    }

    /// The chart that the block is.
    pub(super) fn chart(&self) -> Option<&ArrangedChart<'a>> {
        match &self.kind {
            ArrangedKind::Chart(chart) => Some(chart),
            _ => None,
        }
    }

    /// Calls `visit` with every paragraph in the block.
    pub(super) fn for_each_paragraph_mut(&mut self, visit: &mut dyn FnMut(&mut Paragraph<'a>)) {
        match &mut self.kind {
            ArrangedKind::Paragraph(paragraph) => {
                visit(paragraph);
                for anchor in &mut paragraph.anchors {
                    if let Anchor::Note(note) = anchor {
                        visit(&mut note.paragraph);
                    }
                }
            }
            ArrangedKind::Boxed(boxed) => visit(&mut boxed.text),
            ArrangedKind::Chart(chart) => chart.words_mut().for_each(visit),
            ArrangedKind::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.blocks).for_each(|block| block.for_each_paragraph_mut(visit));
            }
            ArrangedKind::Rule(_) | ArrangedKind::Room(_) | ArrangedKind::Picture(_) => {}
        }
    }

    /// Calls `visit` with every paragraph in the block, and the place of the outermost block.
    pub(super) fn for_each_paragraph<'s>(
        &'s self,
        span: Option<Span>,
        visit: &mut dyn FnMut(&'s Paragraph<'s>, Option<Span>),
    ) {
        match &self.kind {
            ArrangedKind::Paragraph(paragraph) => {
                visit(paragraph, span);
                paragraph.notes().for_each(|note| visit(&note.paragraph, span));
            }
            ArrangedKind::Boxed(boxed) => visit(&boxed.text, span),
            ArrangedKind::Chart(chart) => chart.words().for_each(|words| visit(words, span)),
            ArrangedKind::Table(table) => {
                let blocks = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
                blocks.for_each(|block| block.for_each_paragraph(span, visit));
            }
            ArrangedKind::Rule(_) | ArrangedKind::Room(_) | ArrangedKind::Picture(_) => {}
        }
    }
}
