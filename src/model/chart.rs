//! Charts of figures.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Inline, plain_text};
use crate::text::number;
use crate::units::Length;

/// How a chart shows its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Cột đứng.
    Columns,
    /// Thanh ngang, for long names.
    Bars,
    /// Đường, for what changes over time.
    Lines,
    /// Tròn, for the parts of a whole.
    Pie,
}

impl ChartKind {
    /// All kinds, with their names in templates and in words.
    pub const ALL: [(ChartKind, &'static str, &'static str); 4] = [
        (ChartKind::Columns, "cot", "Biểu đồ cột"),
        (ChartKind::Bars, "thanh", "Biểu đồ thanh"),
        (ChartKind::Lines, "duong", "Biểu đồ đường"),
        (ChartKind::Pie, "tron", "Biểu đồ tròn"),
    ];

    /// The kind of a name in a template.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own, _)| *own == name).map(|(kind, _, _)| *kind)
    }

    fn in_words(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _, _)| *kind == self).map_or("", |(_, _, words)| words)
    }
}

/// A chart. Every line of figures has as many as there are labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// How it shows them.
    pub kind: ChartKind,
    /// What stands above it; empty for nothing.
    pub title: Vec<Inline>,
    /// What the figures are in, such as `%`; empty when it says itself.
    pub unit: String,
    /// What each figure is of.
    pub labels: Vec<String>,
    /// Its lines of figures, at least one.
    pub lines: Vec<ChartLine>,
    /// How many decimals its figures are printed with; as they are when nothing is said.
    pub places: Option<u32>,
    /// How wide it is to be printed; as wide as the text when nothing is said.
    pub width: Option<Length>,
    /// How high it is to be printed.
    pub height: Option<Length>,
}

/// A line of figures: a year, an office.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartLine {
    /// What it is called; empty when there is only one.
    pub name: String,
    /// Its figures; `None` where there is none.
    pub values: Vec<Option<Decimal>>,
}

impl Chart {
    /// A figure as it is printed.
    pub fn shown(&self, value: Decimal) -> String {
        number::grouped_to(value, self.places.or_else(|| Some(self.own_places())))
    }

    /// The most decimals that a figure of it has.
    pub fn own_places(&self) -> u32 {
        let values = self.lines.iter().flat_map(|line| line.values.iter().flatten());
        values.map(|value| value.normalize().scale()).max().unwrap_or_default()
    }

    /// All its figures, as far as a place on paper needs them.
    pub fn places_of_values(&self) -> impl Iterator<Item = f64> {
        self.lines.iter().flat_map(|line| line.values.iter().flatten()).map(|value| as_place(*value))
    }

    /// What it says, for who cannot see it: kind, title and every figure.
    pub fn in_words(&self) -> String {
        let mut words = self.kind.in_words().to_string();
        let title = plain_text(&self.title);
        if !title.trim().is_empty() {
            words.push_str(&format!(" “{}”", title.trim()));
        }
        if !self.unit.is_empty() {
            words.push_str(&format!(", đơn vị tính: {}", self.unit));
        }
        for line in &self.lines {
            words.push_str(if line.name.is_empty() { ": " } else { ". " });
            if !line.name.is_empty() {
                words.push_str(&format!("{}: ", line.name));
            }
            let figures = self.labels.iter().zip(&line.values).map(|(label, value)| match value {
                Some(value) => format!("{label} {}", self.shown(*value)),
                None => format!("{label} không có số liệu"),
            });
            words.push_str(&figures.collect::<Vec<_>>().join("; "));
        }
        words + "."
    }
}

/// A figure as a place on paper, where it need not be exact.
pub fn as_place(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_all_its_figures() {
        let chart = Chart {
            kind: ChartKind::Columns,
            title: vec![Inline::plain("Thu ngân sách")],
            unit: "tỷ đồng".into(),
            labels: vec!["Quý I".into(), "Quý II".into()],
            lines: vec![
                ChartLine { name: "2023".into(), values: vec![Some(Decimal::new(12345, 1)), None] },
                ChartLine {
                    name: "2024".into(),
                    values: vec![Some(Decimal::from(1)), Some(Decimal::from(-2))],
                },
            ],
            places: None,
            width: None,
            height: None,
        };
        assert_eq!(
            chart.in_words(),
            "Biểu đồ cột “Thu ngân sách”, đơn vị tính: tỷ đồng. 2023: Quý I 1.234,5; Quý II không có số liệu. \
             2024: Quý I 1,0; Quý II -2,0."
        );
    }
}
