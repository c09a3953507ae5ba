//! Slices: what a block is cut into, and no page break cuts further: a line of a paragraph, a rule, a box, room.

use std::ops::Range;
use std::sync::Arc;

use super::chunk::Chunk;
use super::drawn::put_chart;
use super::{Direction, PlacedPicture, PlacedRule, PlacedText, Setting};
use crate::arrangement::structure::{Labelled, NodeId};
use crate::arrangement::{
    Anchor, ArrangedBlock, ArrangedChart, ArrangedKind, ArrangedPicture, Boxed, Ink, Justification,
    LineHeight, Look, Paragraph, Piece, RULE_THICKNESS, Room, RuleLine, StyleId,
};
use crate::font::FontSet;
use crate::lines::{Line, LineEnd, Measure, TextRun, break_lines};
use crate::units::{Area, Length};

/// Word and LibreOffice put the baseline at four fifths of a line of fixed height.
const BASELINE_OF_EXACT_LINE: (i64, i64) = (4, 5);

/// Something as high as it is, with the room that the look of its block asks for above and below it.
pub(super) struct Slice<'a> {
    pub above: Length,
    pub height: Length,
    pub below: Length,
    /// No page break after it.
    pub keep_with_next: bool,
    pub content: SliceContent<'a>,
}

pub(super) enum SliceContent<'a> {
    Line(SetLine<'a>),
    Rule(RuleLine),
    Boxed(&'a Boxed<'a>),
    Room(&'a Room),
    Picture(&'a ArrangedPicture),
    Chart(&'a ArrangedChart<'a>),
}

/// A line of a paragraph.
pub(super) struct SetLine<'a> {
    line: Line,
    look: &'a Look,
    /// Where the line begins, indents counted.
    left: Length,
    /// How far left of the right edge it ends.
    right: Length,
    nodes: Labelled,
    /// Links and notes of its paragraph.
    anchors: &'a [Anchor<'a>],
    /// Notes whose marks stand in it.
    notes: Vec<&'a Paragraph<'a>>,
    /// Bytes of the label at its beginning.
    label: usize,
    /// Whether the text is read on in the next paragraph.
    goes_on: bool,
}

/// The slices of a block; none of a table, which is cut into rows.
pub(super) fn slices<'a>(
    block: &'a ArrangedBlock<'a>,
    width: Length,
    setting: &Setting<'a>,
) -> Vec<Slice<'a>> {
    let alone = |height, keep_with_next, content| {
        vec![Slice { above: Length::ZERO, height, below: Length::ZERO, keep_with_next, content }]
    };
    match &block.kind {
        ArrangedKind::Paragraph(paragraph) => lines(paragraph, width, setting),
        ArrangedKind::Rule(rule) => {
            alone(rule.above + rule.below, rule.keep_with_next, SliceContent::Rule(*rule))
        }
        ArrangedKind::Boxed(boxed) => alone(boxed.above + boxed.height, false, SliceContent::Boxed(boxed)),
        ArrangedKind::Room(room) => alone(room.height, false, SliceContent::Room(room)),
        ArrangedKind::Picture(picture) => {
            let content = SliceContent::Picture(picture);
            vec![drawn(picture.style, picture.height, picture.keep_with_next, content, setting)]
        }
        ArrangedKind::Chart(chart) => {
            let content = SliceContent::Chart(chart);
            vec![drawn(chart.holder, chart.height, chart.keep_with_next, content, setting)]
        }
        ArrangedKind::Table(_) => Vec::new(),
    }
}

/// Something drawn, in the paragraph that holds it.
fn drawn<'a>(
    style: StyleId,
    height: Length,
    keep_with_next: bool,
    content: SliceContent<'a>,
    setting: &Setting<'_>,
) -> Slice<'a> {
    let look = setting.styles.look(style);
    Slice { above: look.before, height, below: look.after, keep_with_next, content }
}

pub(super) fn lines<'a>(
    paragraph: &'a Paragraph<'a>,
    width: Length,
    setting: &Setting<'a>,
) -> Vec<Slice<'a>> {
    let look = setting.styles.look(paragraph.style);
    let measure = Measure {
        width: width - paragraph.indent - paragraph.right_indent,
        first_line_indent: look.first_line_indent,
    };
    let lines = break_lines(paragraph.pieces(look), look.size, measure, setting.fonts);
    let height = line_height(look, setting.fonts);
    let last = lines.len() - 1;
    let label = paragraph.label.as_ref().map_or(0, |label| label.text.len() + 1);
    let mut noted = 0;
    let slice = |(index, line): (usize, Line)| {
        let (is_first, is_last) = (index == 0, index == last);
        let first_indent = if is_first { look.first_line_indent } else { Length::ZERO };
        // No single line at the foot or at the top of a page; a heading stays with its text.
        let widow_or_orphan = last > 0 && (is_first || index + 1 == last);
        Slice {
            above: if is_first { look.before } else { Length::ZERO },
            height,
            below: if is_last { look.after } else { Length::ZERO },
            keep_with_next: look.keep_with_next || widow_or_orphan || is_last && paragraph.keep_with_next,
            content: SliceContent::Line(SetLine {
                notes: notes_of_line(&line, &paragraph.anchors, &mut noted),
                line,
                look,
                left: paragraph.indent + first_indent,
                right: paragraph.right_indent,
                nodes: paragraph.nodes,
                anchors: &paragraph.anchors,
                label: if is_first { label } else { 0 },
                goes_on: is_last && paragraph.goes_on,
            }),
        }
    };
    lines.into_iter().enumerate().map(slice).collect()
}

/// The notes whose marks stand in a line; `noted` counts the anchors of the lines before.
fn notes_of_line<'a>(line: &Line, anchors: &'a [Anchor<'a>], noted: &mut u16) -> Vec<&'a Paragraph<'a>> {
    if anchors.is_empty() {
        return Vec::new();
    }
    let last = line.runs.iter().map(|run| run.emphasis.anchor).max().unwrap_or_default();
    let from = std::mem::replace(noted, last.max(*noted));
    let new = anchors.get(usize::from(from)..usize::from(*noted)).unwrap_or_default();
    new.iter().filter_map(Anchor::note).map(|note| &note.paragraph).collect()
}

/// Height of a line of a paragraph.
pub(super) fn line_height(look: &Look, fonts: &FontSet) -> Length {
    match look.line_height {
        LineHeight::Exact(height) => height,
        LineHeight::Single => fonts.face(look.emphasis).line_height(look.size),
    }
}

fn baseline(look: &Look, fonts: &FontSet) -> Length {
    match look.line_height {
        LineHeight::Exact(height) => height.scale(BASELINE_OF_EXACT_LINE.0, BASELINE_OF_EXACT_LINE.1),
        LineHeight::Single => {
            let face = fonts.face(look.emphasis);
            face.length(face.metrics.ascent, look.size)
        }
    }
}

impl Slice<'_> {
    /// Height with the room around it.
    pub(super) fn whole(&self) -> Length {
        self.above + self.height + self.below
    }

    /// In a chunk of its own, `width` wide.
    pub(super) fn to_chunk(&self, width: Length, setting: &Setting<'_>) -> Chunk {
        let mut chunk = Chunk {
            height: self.above + self.height,
            after: self.below,
            keep_with_next: self.keep_with_next,
            ..Chunk::default()
        };
        self.put(&mut chunk, Length::ZERO, self.above, width, setting);
        chunk
    }

    /// The room above and below a text of its kind, for a cell that begins or ends with it in the middle of its text.
    pub(super) fn padding(&self) -> (Length, Length) {
        match &self.content {
            SliceContent::Line(line) => (line.look.before, line.look.after),
            _ => (Length::ZERO, Length::ZERO),
        }
    }

    /// Puts it into a chunk, its own corner (without the room above) at `right`, `down`, set `width` wide.
    pub(super) fn put(
        &self,
        chunk: &mut Chunk,
        right: Length,
        down: Length,
        width: Length,
        setting: &Setting<'_>,
    ) {
        match &self.content {
            SliceContent::Line(line) => line.put(chunk, right, down, width, setting),
            SliceContent::Rule(rule) => {
                let from = right + (width - rule.length) / 2;
                let at = down + rule.above;
                chunk.rules.push(across(at, from..from + rule.length, Ink::Black));
            }
            SliceContent::Boxed(boxed) => put_boxed(boxed, chunk, right, down, width, setting),
            SliceContent::Picture(picture) => {
                let x = right + (width - picture.width) / 2;
                let area = Area { x, y: down, width: picture.width, height: picture.height };
                let (printed, node) = (Arc::clone(&picture.printed), picture.node);
                chunk.pictures.push(PlacedPicture { printed, area, node });
            }
            SliceContent::Chart(chart) => {
                put_chart(chart, chunk, right + (width - chart.width) / 2, down, setting)
            }
            SliceContent::Room(room) => {
                if let Some(fields) = room.fields {
                    chunk.signatures = Some(fields.moved(right, down));
                }
            }
        }
    }
}

impl<'a> SetLine<'a> {
    /// A line without indents, label, links and notes.
    pub(super) fn bare(line: Line, look: &'a Look, nodes: Labelled) -> Self {
        SetLine {
            line,
            look,
            left: Length::ZERO,
            right: Length::ZERO,
            nodes,
            anchors: &[],
            notes: Vec::new(),
            label: 0,
            goes_on: false,
        }
    }
}

impl SetLine<'_> {
    fn put(&self, chunk: &mut Chunk, right: Length, down: Length, width: Length, setting: &Setting<'_>) {
        let first = chunk.texts.len();
        let baseline = down + baseline(self.look, setting.fonts);
        self.place(chunk, right, width, baseline);
        chunk.notes.extend(self.notes.iter().map(|note| note_lines(note, setting)));
        let texts = &mut chunk.texts;
        if self.label > 0 {
            split_label(texts, first, self.label, self.nodes, setting.fonts);
        }
        if self.goes_on
            && let Some(last) = texts[first..].last_mut()
        {
            last.text.push(' ');
        }
    }

    /// The runs of the line, set between the edges `right` and `right + width`.
    pub(super) fn place(&self, chunk: &mut Chunk, right: Length, width: Length, baseline: Length) {
        let texts = &mut chunk.texts;
        let line = &self.line;
        let spare = (width - self.left - self.right - line.width).max(Length::ZERO);
        let is_justified =
            self.look.justification == Justification::Both && line.end.is_justified() && line.spaces > 0;
        let mut x = right
            + self.left
            + match self.look.justification {
                Justification::Left | Justification::Both => Length::ZERO,
                Justification::Centre => spare / 2,
                Justification::Right => spare,
            };
        let stretch = if is_justified { spare } else { Length::ZERO };
        let first = texts.len();
        texts.extend(line.runs.iter().map(|run| {
            let (start, script) = (x, run.emphasis.script);
            x += run.width + stretch.scale(spaces(&run.text), line.spaces.max(1));
            if run.emphasis.underlined {
                // As far below the line as the bowls of letters reach.
                chunk.rules.push(across(baseline + self.look.size.length() / 9, start..x, self.look.ink));
            }
            PlacedText {
                text: run.text.clone(),
                emphasis: run.emphasis.face(),
                size: script.size(self.look.size),
                ink: self.look.ink,
                x: start,
                baseline: baseline - script.rise(self.look.size),
                stretch,
                line_spaces: line.spaces.max(1),
                rising: false,
                node: Some(self.node_of(run)),
            }
        }));
        // The space at which the line broke is there for who copies or listens; it prints nothing.
        if matches!(line.end, LineEnd::Space | LineEnd::Forced)
            && let Some(last) = texts[first..].last_mut()
        {
            last.text.push(' ');
        }
    }
}

impl SetLine<'_> {
    /// What a run of the line is.
    fn node_of(&self, run: &TextRun) -> NodeId {
        let anchor =
            usize::from(run.emphasis.anchor).checked_sub(1).and_then(|index| self.anchors.get(index));
        anchor.map_or(self.nodes.body, Anchor::node)
    }
}

/// A note, as wide as the text.
fn note_lines(note: &Paragraph<'_>, setting: &Setting<'_>) -> Vec<Chunk> {
    lines(note, setting.width, setting).iter().map(|line| line.to_chunk(setting.width, setting)).collect()
}

fn spaces(text: &str) -> i64 {
    text.bytes().filter(|&byte| byte == b' ').count() as i64
}

/// Gives the first `length` bytes of the text number `first` their own node.
fn split_label(texts: &mut Vec<PlacedText>, first: usize, length: usize, nodes: Labelled, fonts: &FontSet) {
    let (Some(label), Some(text)) = (nodes.label, texts.get_mut(first)) else { return };
    text.node = Some(label);
    if text.text.len() <= length {
        return;
    }
    let rest = text.text.split_off(length);
    let width = fonts.width(&text.text, text.emphasis, text.size)
        + text.stretch.scale(spaces(&text.text), text.line_spaces);
    let body = PlacedText { text: rest, x: text.x + width, node: Some(nodes.body), ..text.clone() };
    texts.insert(first + 1, body);
}

/// Capitals in the middle of their box.
fn put_boxed(
    boxed: &Boxed<'_>,
    chunk: &mut Chunk,
    right: Length,
    down: Length,
    width: Length,
    setting: &Setting<'_>,
) {
    let look = setting.styles.look(boxed.text.style);
    let (left, top) = (right + (width - boxed.width) / 2, down + boxed.above);
    let measure = Measure { width: boxed.width, first_line_indent: Length::ZERO };
    let mut lines = break_lines(boxed.text.pieces(look), look.size, measure, setting.fonts);
    let line = SetLine::bare(lines.swap_remove(0), look, boxed.text.nodes);
    let face = setting.fonts.face(look.emphasis);
    let capitals = face.length(face.metrics.cap_height, look.size);
    line.place(chunk, left, boxed.width, top + (boxed.height + capitals) / 2);
    chunk.rules.extend(frame(left..left + boxed.width, top..top + boxed.height, look.ink));
}

/// The four lines around a rectangle.
pub(super) fn frame(x: Range<Length>, y: Range<Length>, ink: Ink) -> [PlacedRule; 4] {
    [
        across(y.start, x.clone(), ink),
        across(y.end, x.clone(), ink),
        down(x.start, y.clone(), ink),
        down(x.end, y, ink),
    ]
}

pub(super) fn across(at: Length, x: Range<Length>, ink: Ink) -> PlacedRule {
    let thickness = RULE_THICKNESS;
    PlacedRule { direction: Direction::Across, at, from: x.start, to: x.end, thickness, ink }
}

fn down(at: Length, y: Range<Length>, ink: Ink) -> PlacedRule {
    let thickness = RULE_THICKNESS;
    PlacedRule { direction: Direction::Down, at, from: y.start, to: y.end, thickness, ink }
}

/// The lines of a page number, for whoever places it.
pub(super) fn number_line(
    number: usize,
    look: &Look,
    width: Length,
    setting: &Setting<'_>,
) -> Vec<PlacedText> {
    let measure = Measure { width, first_line_indent: Length::ZERO };
    let digits = number.to_string();
    let piece = Piece::Text(&digits, look.emphasis);
    let mut lines = break_lines([piece].into_iter(), look.size, measure, setting.fonts);
    let root = crate::arrangement::structure::Structure::ROOT;
    let line = SetLine::bare(lines.swap_remove(0), look, root.into());
    let mut chunk = Chunk::default();
    line.put(&mut chunk, Length::ZERO, Length::ZERO, width, setting);
    // It is not read.
    chunk.forget_nodes();
    chunk.texts
}
