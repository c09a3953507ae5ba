//! What tells lines of figures apart, below a chart that has several.

use super::Pattern;
use super::canvas::{ChartCanvas, THICK};
use super::curves::mark;
use crate::arrangement::{ArrangedChart, Justification};
use crate::model::ChartKind;
use crate::units::{Area, Length};

/// Width and height of the sample beside a name.
const SAMPLE: Length = Length::mm(7);
const SAMPLE_HEIGHT: Length = Length::mm(3);
const GAP: Length = Length::mm(2);

/// The rows of names: each with where it begins.
fn rows(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Vec<Vec<(usize, Length)>> {
    let mut rows: Vec<Vec<(usize, Length)>> = vec![Vec::new()];
    let mut x = Length::ZERO;
    for index in 0..chart.names.len() {
        let width = entry_width(chart, index, canvas);
        if x + width > chart.width && x > Length::ZERO {
            rows.push(Vec::new());
            x = Length::ZERO;
        }
        if let Some(row) = rows.last_mut() {
            row.push((index, x));
        }
        x += width + GAP * 2;
    }
    rows
}

fn entry_width(chart: &ArrangedChart<'_>, index: usize, canvas: &ChartCanvas<'_>) -> Length {
    let (_, width) = canvas.extent(&chart.names[index]);
    (SAMPLE + GAP + width + Length::pt(1)).min(chart.width)
}

pub(super) fn height(chart: &ArrangedChart<'_>, canvas: &ChartCanvas<'_>) -> Length {
    if chart.names.is_empty() {
        return Length::ZERO;
    }
    let row = |row: &Vec<(usize, Length)>| {
        let lines = |index: usize| canvas.line_count(&chart.names[index], chart.width - SAMPLE - GAP);
        canvas.line_height() * row.iter().map(|(index, _)| lines(*index)).max().unwrap_or(1)
    };
    rows(chart, canvas).iter().map(row).sum::<Length>() + GAP
}

pub(super) fn draw(chart: &ArrangedChart<'_>, top: Length, canvas: &mut ChartCanvas<'_>) {
    if chart.names.is_empty() {
        return;
    }
    let line = canvas.line_height();
    let mut y = top + GAP;
    for row in rows(chart, canvas) {
        let used = row.last().map_or(Length::ZERO, |(index, x)| *x + entry_width(chart, *index, canvas));
        let left = (chart.width - used) / 2;
        let mut lines = 1;
        for (index, x) in row {
            let area =
                Area { x: left + x, y: y + (line - SAMPLE_HEIGHT) / 2, width: SAMPLE, height: SAMPLE_HEIGHT };
            sample(chart.chart.kind, index, area, canvas);
            let room = entry_width(chart, index, canvas) - SAMPLE - GAP;
            let words = Area { x: left + x + SAMPLE + GAP, y, width: room, height: line };
            lines = lines.max(canvas.line_count(&chart.names[index], room));
            canvas.words(&chart.names[index], words, Justification::Left);
        }
        y += line * lines;
    }
}

/// A piece of what a line of figures is drawn with.
pub(super) fn sample(kind: ChartKind, index: usize, area: Area, canvas: &mut ChartCanvas<'_>) {
    if kind != ChartKind::Lines {
        canvas.rectangle(area, Pattern::of(index));
        return;
    }
    let middle = area.y + area.height / 2;
    canvas.line(vec![(area.x, middle), (area.x + area.width, middle)], THICK);
    mark(index, (area.x + area.width / 2, middle), canvas);
}
