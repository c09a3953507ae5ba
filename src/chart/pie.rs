//! A pie: the parts of a whole, from the top and to the right, with a legend beside it that tells figure and share.

use rust_decimal::Decimal;

use super::canvas::{ChartCanvas, LINE};
use super::circle::on_circle;
use super::legend::sample;
use super::{Pattern, Point};
use crate::arrangement::{ArrangedChart, Justification, Paragraph};
use crate::model::{ChartKind, Inline, as_place};
use crate::text::number;
use crate::units::{Area, Length};

/// Of the width, what the pie takes at most, in hundredths.
const SHARE: i64 = 42;
const GAP: Length = Length::mm(3);
const SAMPLE: (Length, Length) = (Length::mm(6), Length::mm(3));
/// The least width across.
const LEAST: Length = Length::mm(30);
/// Corners of a whole circle: more cannot be seen.
const CORNERS: f64 = 180.0;

/// A label with its figure and its share: `Thuế 45 (12,5%)`.
fn entries<'c>(chart: &'c ArrangedChart<'_>) -> Vec<(Decimal, Paragraph<'c>)> {
    let Some(line) = chart.chart.lines.first() else { return Vec::new() };
    let whole: Decimal = line.values.iter().flatten().sum();
    let entry = |(label, value): (&'c Paragraph<'_>, &Option<Decimal>)| {
        let value = value.unwrap_or_default();
        // With its decimal, as a word processor writes it.
        let share = number::ratio(value, whole, 1).map(|share| number::grouped_to(share, Some(1)));
        let figure = format!(": {} ({}%)", chart.chart.shown(value), share.unwrap_or_default());
        let content: Vec<Inline> = label.content.iter().cloned().chain([Inline::plain(figure)]).collect();
        (value, Paragraph::new(label.style, content, label.nodes.body))
    };
    chart.labels.iter().zip(&line.values).map(entry).collect()
}

/// Left edge and width of the legend.
fn legend(chart: &ArrangedChart<'_>) -> (Length, Length) {
    let left = chart.width.scale(SHARE, 100) + GAP * 2 + SAMPLE.0 + GAP;
    (left, chart.width - left)
}

fn legend_height(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    let (_, width) = legend(chart);
    let lines: i64 = entries(chart).iter().map(|(_, words)| canvas.line_count(words, width)).sum();
    canvas.line_height() * (lines + unit_lines(chart, canvas)) + Length::mm(1) * chart.labels.len() as i64
}

/// Lines of the unit above the legend.
fn unit_lines(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> i64 {
    let (_, width) = legend(chart);
    chart.unit.as_ref().map_or(0, |unit| canvas.line_count(unit, width))
}

pub(super) fn least_height(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    legend_height(chart, canvas).max(LEAST) + LINE.thickness * 2
}

pub(super) fn draw(chart: &ArrangedChart<'_>, canvas: &mut ChartCanvas<'_>) {
    let across = (chart.height - LINE.thickness * 2).min(chart.width.scale(SHARE, 100));
    let (radius, centre) = (across / 2, (chart.width.scale(SHARE, 100) / 2, chart.height / 2));
    let entries = entries(chart);
    let whole: f64 = entries.iter().map(|(value, _)| as_place(*value)).sum();
    let mut from = 0.0;
    for (index, (value, _)) in entries.iter().enumerate() {
        let to = from + as_place(*value) / whole;
        slice(centre, radius, (from, to), Pattern::of(index), canvas);
        from = to;
    }
    let around = (0..CORNERS as u32).map(|step| on_circle(centre, radius, f64::from(step) / CORNERS));
    canvas.shape(around.collect(), None, Some(LINE));
    let (left, width) = legend(chart);
    let line = canvas.line_height();
    let mut y = (chart.height - legend_height(chart, canvas)) / 2;
    if let Some(unit) = &chart.unit {
        canvas.words(unit, Area { x: left - SAMPLE.0 - GAP, y, width, height: line }, Justification::Left);
        y += line * unit_lines(chart, canvas);
    }
    for (index, (_, words)) in entries.iter().enumerate() {
        let (wide, high) = SAMPLE;
        let area = Area { x: left - GAP - wide, y: y + (line - high) / 2, width: wide, height: high };
        sample(ChartKind::Pie, index, area, canvas);
        canvas.words(words, Area { x: left, y, width, height: line }, Justification::Left);
        y += line * canvas.line_count(words, width) + Length::mm(1);
    }
}

/// A slice with its edges; hatched in pieces of at most a quarter, which have no dents.
fn slice(
    centre: Point,
    radius: Length,
    (from, to): (f64, f64),
    pattern: Pattern,
    canvas: &mut ChartCanvas<'_>,
) {
    if to - from <= 0.0 {
        return;
    }
    canvas.shape(wedge(centre, radius, (from, to)), Some(pattern.grey()), None);
    let mut start = from;
    while start < to {
        let end = to.min(start + 0.25);
        canvas.hatched(&wedge(centre, radius, (start, end)), pattern);
        start = end;
    }
    if to - from < 1.0 {
        for edge in [from, to] {
            canvas.line(vec![centre, on_circle(centre, radius, edge)], LINE);
        }
    }
}

fn wedge(centre: Point, radius: Length, (from, to): (f64, f64)) -> Vec<Point> {
    let steps = ((to - from) * CORNERS).ceil().max(1.0);
    let arc = (0..=steps as u32).map(|step| from + (to - from) * f64::from(step) / steps);
    std::iter::once(centre).chain(arc.map(|turn| on_circle(centre, radius, turn))).collect()
}
