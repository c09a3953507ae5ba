//! Blocks that are drawn: pictures and charts.

use std::sync::Arc;

use super::block::Paragraph;
use super::structure::NodeId;
use super::style::StyleId;
use crate::model::Chart;
use crate::raster::Printed;
use crate::units::Length;

/// A picture of dots in its size.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangedPicture {
    /// Its dots as they are printed.
    pub printed: Arc<Printed>,
    /// Width in print.
    pub width: Length,
    /// Height in print.
    pub height: Length,
    /// The style of the paragraph that holds it in a word processor, with the room above and below.
    pub style: StyleId,
    /// What it is.
    pub node: NodeId,
    /// What it shows, in words.
    pub description: String,
    /// Whether it stays on the page of what follows.
    pub keep_with_next: bool,
}

/// A chart in its size, with all its words.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrangedChart<'a> {
    /// What it shows.
    pub chart: &'a Chart,
    /// What each figure is of.
    pub labels: Vec<Paragraph<'a>>,
    /// Names of the lines of figures; none when there is only one.
    pub names: Vec<Paragraph<'a>>,
    /// What the figures are in.
    pub unit: Option<Paragraph<'a>>,
    /// Width in print.
    pub width: Length,
    /// Height in print.
    pub height: Length,
    /// The style of its words.
    pub style: StyleId,
    /// The style of the paragraph that holds it in a word processor, with the room above and below.
    pub holder: StyleId,
    /// What it is.
    pub node: NodeId,
    /// All its figures in words.
    pub description: String,
    /// How its figures and bars stand.
    pub bars: ChartBars,
    /// Whether it stays on the page of what follows.
    pub keep_with_next: bool,
}

/// How the figures and bars of a chart stand, for a word processor to draw them alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChartBars {
    /// Whether figures are printed at their places, where all have room; else the scale tells them.
    pub with_figures: bool,
    /// Between the bars of two labels, in hundredths of the width of a bar: 0 to 500.
    pub gap: i64,
}

impl<'a> ArrangedChart<'a> {
    /// All its words but the figures.
    pub fn words(&self) -> impl Iterator<Item = &Paragraph<'a>> {
        self.unit.iter().chain(&self.labels).chain(&self.names)
    }

    /// All its words but the figures, to be changed.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut Paragraph<'a>> {
        self.unit.iter_mut().chain(&mut self.labels).chain(&mut self.names)
    }
}
