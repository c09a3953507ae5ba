//! Charts drawn: shapes and words in a frame of a width and a height, in black, greys and hatching, which survive a photocopy.
//! Pure: the same chart, fonts and frame give the same drawing, on every machine.

mod canvas;
mod circle;
mod columns;
mod curves;
mod legend;
mod pattern;
mod pie;
mod plot;
mod rows;
mod scale;

use crate::arrangement::{ArrangedChart, ChartBars, Look};
use crate::font::FontSet;
use crate::lines::Line;
use crate::model::{Chart, ChartKind};
use crate::units::Length;
use canvas::ChartCanvas;
pub use pattern::Pattern;
use rust_decimal::Decimal;
use scale::Scale;

/// A place in the frame: right of its left edge, below its upper one.
pub type Point = (Length, Length);

/// What stands in the frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// One above the other, the first lowest.
    pub shapes: Vec<Shape>,
    /// In reading order.
    pub words: Vec<DrawnWords>,
}

/// Points joined by straight lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// At least two.
    pub points: Vec<Point>,
    /// Whether the last is joined with the first.
    pub is_closed: bool,
    /// What it is filled with: from 0 for black to 255 for white.
    pub fill: Option<u8>,
    /// Its line.
    pub line: Option<ShapeLine>,
}

/// How a line of a [`Shape`] is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeLine {
    /// From edge to edge.
    pub thickness: Length,
    /// From 0 for black to 255 for white.
    pub grey: u8,
}

/// Words on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnWords {
    /// The words, set.
    pub line: Line,
    /// Where they begin.
    pub x: Length,
    /// Where their baseline is.
    pub baseline: Length,
}

/// Why a chart cannot be drawn in its frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartMisfit {
    /// Labels do not fit below their columns.
    Labels,
    /// It needs to be so high.
    Height(Length),
}

/// The height that a chart has in print: what was asked for, or the usual one that it has already, or more when it needs more.
///
/// # Errors
/// What does not fit.
pub fn height(chart: &ArrangedChart<'_>, look: &Look, fonts: &FontSet) -> Result<Length, ChartMisfit> {
    let canvas = ChartCanvas::new(look, fonts);
    let asked = chart.chart.height;
    let least = match chart.chart.kind {
        ChartKind::Columns => columns::least_height(chart, &canvas)?,
        ChartKind::Lines => curves::least_height(chart, &canvas),
        ChartKind::Bars => rows::least_height(chart, &canvas),
        ChartKind::Pie => pie::least_height(chart, &canvas),
    };
    match asked {
        Some(asked) if asked < least => Err(ChartMisfit::Height(least)),
        Some(asked) => Ok(asked),
        None if chart.chart.kind == ChartKind::Bars => Ok(least),
        None => Ok(chart.height.max(least)),
    }
}

/// How the figures and bars of a chart, which has its height, stand.
pub fn bars(chart: &ArrangedChart<'_>, look: &Look, fonts: &FontSet) -> ChartBars {
    let canvas = ChartCanvas::new(look, fonts);
    match chart.chart.kind {
        ChartKind::Columns => columns::bars(chart, &canvas),
        ChartKind::Lines => ChartBars { with_figures: curves::with_figures(chart, &canvas), gap: 0 },
        ChartKind::Bars => rows::bars(chart, &canvas),
        ChartKind::Pie => ChartBars { with_figures: true, gap: 0 },
    }
}

/// Between bars, for [`ChartBars::gap`]: of the room that those of a label have, what they leave.
fn gap(room: Length, bar: Length, count: usize) -> i64 {
    let left = (room - bar * count as i64).max(Length::ZERO);
    (left.to_emu() * 100 / bar.to_emu().max(1)).min(500)
}

/// The lowest and the highest figure of the scale of a chart, and its step.
pub fn axis(chart: &Chart) -> (Decimal, Decimal, Decimal) {
    Scale::of(chart, chart.kind != ChartKind::Lines).ends()
}

/// Draws a chart, which has its height.
pub fn draw(chart: &ArrangedChart<'_>, look: &Look, fonts: &FontSet) -> Drawing {
    let mut canvas = ChartCanvas::new(look, fonts);
    match chart.chart.kind {
        ChartKind::Columns => columns::draw(chart, &mut canvas),
        ChartKind::Lines => curves::draw(chart, &mut canvas),
        ChartKind::Bars => rows::draw(chart, &mut canvas),
        ChartKind::Pie => pie::draw(chart, &mut canvas),
    }
    canvas.drawing
}

#[cfg(test)]
mod tests;
