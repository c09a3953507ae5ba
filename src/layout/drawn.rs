//! What is not set in lines from left to right: charts, and heads that are read from below.

use super::chunk::Chunk;
use super::slice::{SetLine, line_height, lines};
use super::{PlacedShape, PlacedText, Setting};
use crate::arrangement::{ArrangedChart, Paragraph};
use crate::chart;
use crate::units::{Area, Length};

/// The paragraph of a cell that is read from below, as high as its lines may be long, in the middle of a width.
pub(super) fn rising(
    paragraph: &Paragraph<'_>,
    length: Length,
    width: Length,
    setting: &Setting<'_>,
) -> Chunk {
    let look = setting.styles.look(paragraph.style);
    let slices = lines(paragraph, length, setting);
    let line = line_height(look, setting.fonts);
    let mut chunk = Chunk { height: length, ..Chunk::default() };
    let mut x = (width - line * slices.len() as i64) / 2;
    for slice in &slices {
        let mut own = Chunk::default();
        slice.put(&mut own, Length::ZERO, Length::ZERO, length, setting);
        // What ran to the right rises, and what stood below stands at the right.
        let turned = |text: PlacedText| PlacedText {
            x: x + text.baseline,
            baseline: length - text.x,
            rising: true,
            ..text
        };
        chunk.texts.extend(own.texts.into_iter().map(turned));
        chunk.notes.extend(own.notes);
        x += line;
    }
    chunk
}

/// A chart, its frame's corner at `right`, `down`.
pub(super) fn put_chart(
    chart: &ArrangedChart<'_>,
    chunk: &mut Chunk,
    right: Length,
    down: Length,
    setting: &Setting<'_>,
) {
    let look = setting.styles.look(chart.style);
    let drawing = chart::draw(chart, look, setting.fonts);
    chunk.charts.push((chart.node, Area { x: right, y: down, width: chart.width, height: chart.height }));
    let shape = |shape| PlacedShape { shape, node: chart.node }.moved(right, down);
    chunk.shapes.extend(drawing.shapes.into_iter().map(shape));
    for words in drawing.words {
        // Wherever they stand, they are as wide as they are.
        let width = words.line.width;
        let line = SetLine::bare(words.line, look, chart.node.into());
        let first = chunk.texts.len();
        line.place(chunk, right + words.x, width, down + words.baseline);
        // What follows is another text.
        if let Some(last) = chunk.texts[first..].last_mut() {
            last.text.push(' ');
        }
    }
}
