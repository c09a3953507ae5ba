//! What charts are drawn with.

use super::{Drawing, DrawnWords, Pattern, Point, Shape, ShapeLine};
use crate::arrangement::{Justification, Look, Paragraph, Piece};
use crate::font::FontSet;
use crate::lines::{Line, Measure, break_lines, extent};
use crate::units::{Area, Length};

/// Axes and outlines.
pub(super) const LINE: ShapeLine = ShapeLine { thickness: Length::emu(6_350), grey: 0 };
/// Lines of a grid.
pub(super) const GRID: ShapeLine = ShapeLine { thickness: Length::emu(4_233), grey: 176 };
/// Curves.
pub(super) const THICK: ShapeLine = ShapeLine { thickness: Length::emu(15_240), grey: 0 };

const WHITE: u8 = 255;
/// Above and below the white ground of a figure, so that it does not touch what stands there.
const INSET: Length = Length::pt(1);

pub(super) struct ChartCanvas<'a> {
    look: &'a Look,
    fonts: &'a FontSet,
    pub(super) drawing: Drawing,
}

impl<'a> ChartCanvas<'a> {
    pub(super) fn new(look: &'a Look, fonts: &'a FontSet) -> Self {
        ChartCanvas { look, fonts, drawing: Drawing::default() }
    }

    /// Height of a line of words.
    pub(super) fn line_height(&self) -> Length {
        self.fonts.face(self.look.emphasis).line_height(self.look.size)
    }

    pub(super) fn width(&self, text: &str) -> Length {
        self.fonts.width(text, self.look.emphasis, self.look.size)
    }

    /// The widest piece of words that must not be broken, and their width on one line.
    pub(super) fn extent(&self, words: &Paragraph<'_>) -> (Length, Length) {
        extent(words.pieces(self.look), self.look.size, self.fonts)
    }

    /// How many lines words take in a width.
    pub(super) fn line_count(&self, words: &Paragraph<'_>, width: Length) -> i64 {
        self.lines(words, width).len() as i64
    }

    fn lines(&self, words: &Paragraph<'_>, width: Length) -> Vec<Line> {
        let measure = Measure { width, first_line_indent: Length::ZERO };
        break_lines(words.pieces(self.look), self.look.size, measure, self.fonts)
    }

    /// Words in an area, from its top.
    pub(super) fn words(&mut self, words: &Paragraph<'_>, area: Area, justification: Justification) {
        let mut top = area.y;
        for line in self.lines(words, area.width) {
            self.set(line, area, top, justification);
            top += self.line_height();
        }
    }

    /// A figure whose line begins at `area.y`.
    pub(super) fn figure(&mut self, text: &str, area: Area, justification: Justification) {
        let piece = Piece::Text(text, self.look.emphasis);
        // A figure is never broken.
        let measure = Measure { width: area.width.max(self.width(text)), first_line_indent: Length::ZERO };
        let lines = break_lines([piece].into_iter(), self.look.size, measure, self.fonts);
        for line in lines {
            self.set(line, area, area.y, justification);
        }
    }

    fn set(&mut self, line: Line, area: Area, top: Length, justification: Justification) {
        let spare = area.width - line.width;
        let x = area.x
            + match justification {
                Justification::Left | Justification::Both => Length::ZERO,
                Justification::Centre => spare / 2,
                Justification::Right => spare,
            };
        let face = self.fonts.face(self.look.emphasis);
        let baseline = top + face.length(face.metrics.ascent, self.look.size);
        if !line.runs.is_empty() {
            self.drawing.words.push(DrawnWords { line, x, baseline });
        }
    }

    /// A figure on white ground, so that no line of a grid crosses it.
    pub(super) fn figure_on_grid(&mut self, text: &str, area: Area, justification: Justification) {
        let width = self.width(text);
        let (x, y) = (area.x + (area.width - width) / 2, area.y + INSET);
        let ground = Area { x, y, width, height: area.height - INSET * 2 };
        self.shape(corners(ground).to_vec(), Some(WHITE), None);
        self.figure(text, area, justification);
    }

    pub(super) fn line(&mut self, points: Vec<Point>, line: ShapeLine) {
        self.drawing.shapes.push(Shape { points, is_closed: false, fill: None, line: Some(line) });
    }

    pub(super) fn shape(&mut self, points: Vec<Point>, fill: Option<u8>, line: Option<ShapeLine>) {
        self.drawing.shapes.push(Shape { points, is_closed: true, fill, line });
    }

    /// The lines of a pattern on a shape without dents.
    pub(super) fn hatched(&mut self, points: &[Point], pattern: Pattern) {
        for (from, to) in pattern.hatching(points) {
            self.line(vec![from, to], LINE);
        }
    }

    pub(super) fn rectangle(&mut self, area: Area, pattern: Pattern) {
        let corners = corners(area);
        self.shape(corners.to_vec(), Some(pattern.grey()), None);
        self.hatched(&corners, pattern);
        self.shape(corners.to_vec(), None, Some(LINE));
    }
}

pub(super) fn corners(area: Area) -> [Point; 4] {
    let (right, below) = (area.x + area.width, area.y + area.height);
    [(area.x, area.y), (right, area.y), (right, below), (area.x, below)]
}
