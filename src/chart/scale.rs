//! The scale of an axis: round figures between which all lie.

use rust_decimal::Decimal;

use crate::model::{Chart, as_place};
use crate::text::number;
use crate::units::Length;

/// How many steps a scale has at most.
const MOST_STEPS: i64 = 6;

/// From one round figure to another, in round steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// A scale for the figures of a chart; with zero on it when columns stand on it.
    pub(super) fn of(chart: &Chart, with_zero: bool) -> Self {
        let values = || chart.lines.iter().flat_map(|line| line.values.iter().flatten().copied());
        let (low, high) = (values().min().unwrap_or_default(), values().max().unwrap_or_default());
        // A curve far above zero would be flat on a scale that begins there.
        let far = low.is_sign_positive() && high - low < low;
        let low = if with_zero || !far { low.min(Decimal::ZERO) } else { low };
        let high = if with_zero || low.is_sign_negative() { high.max(Decimal::ZERO) } else { high };
        // Half a case is none.
        let is_whole = values().all(|value| value.fract().is_zero());
        let step = if is_whole { step(high - low).max(Decimal::ONE) } else { step(high - low) };
        let (least, most) = (low, high);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        // A figure below its column has room above the labels.
        let is_tight = least.is_sign_negative() && (least - low) * Decimal::from(3) < step;
        let low = if is_tight { low - step } else { low };
        let high = if most > low || high > low { high.max(low + step) } else { low + step };
        Scale { low, high, step }
    }

    /// The lowest and the highest figure, and the step.
    pub(super) fn ends(&self) -> (Decimal, Decimal, Decimal) {
        (self.low.normalize(), self.high.normalize(), self.step.normalize())
    }

    /// The figures at its lines, from the lowest, as they are printed.
    pub(super) fn figures(&self) -> Vec<(Decimal, String)> {
        let mut figures = Vec::new();
        let mut at = self.low;
        while at <= self.high {
            figures.push((at, number::grouped_to(at, Some(self.step.normalize().scale()))));
            at += self.step;
        }
        figures
    }

    /// Where a figure stands on a length that begins at the lowest.
    pub(super) fn place(&self, value: Decimal, length: Length) -> Length {
        let share = as_place(value - self.low) / as_place(self.high - self.low);
        Length::emu((share * length.to_emu() as f64).round() as i64)
    }
}

/// A step of 1, 2 or 5 times a power of ten.
fn step(range: Decimal) -> Decimal {
    if range.is_zero() {
        return Decimal::ONE;
    }
    let mut unit = Decimal::ONE;
    while range / unit >= Decimal::TEN {
        unit *= Decimal::TEN;
    }
    // Far below what a place on paper can show.
    let least = Decimal::new(1, 12);
    while range / unit < Decimal::ONE && unit > least {
        unit /= Decimal::TEN;
    }
    // Between one and ten units: steps of a fifth of a unit to two units.
    let wanted = [(2, 1), (5, 1), (1, 0), (2, 0)].map(|(number, scale)| Decimal::new(number, scale) * unit);
    let fits = |step: &&Decimal| (range / **step).ceil() <= Decimal::from(MOST_STEPS);
    wanted.iter().find(fits).copied().unwrap_or(unit * Decimal::from(2)).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChartKind, ChartLine};

    fn scale(values: &[&str], with_zero: bool) -> Vec<String> {
        let values: Vec<Option<Decimal>> = values.iter().map(|value| value.parse().ok()).collect();
        let chart = Chart {
            kind: ChartKind::Columns,
            title: Vec::new(),
            unit: String::new(),
            labels: vec![String::new(); values.len()],
            lines: vec![ChartLine { name: String::new(), values }],
            places: None,
            width: None,
            height: None,
        };
        Scale::of(&chart, with_zero).figures().into_iter().map(|(_, shown)| shown).collect()
    }

    #[test]
    fn scales_are_round_and_hold_all_figures() {
        assert_eq!(scale(&["12", "47"], true), ["0", "10", "20", "30", "40", "50"]);
        assert_eq!(scale(&["0.3", "0.74"], true), ["0,0", "0,2", "0,4", "0,6", "0,8"]);
        assert_eq!(scale(&["-5", "8"], true), ["-10", "-5", "0", "5", "10"]);
        assert_eq!(scale(&["0"], true), ["0", "1"]);
        // Half a case is none.
        assert_eq!(scale(&["1", "0"], true), ["0", "1"]);
        assert_eq!(scale(&["1", "3"], true), ["0", "1", "2", "3"]);
        assert_eq!(
            scale(&["15.000".replace('.', "").as_str(), "1234567"], true).last().map(String::as_str),
            Some("1.500.000")
        );
        assert_eq!(scale(&["97.1", "98.4"], false), ["97,0", "97,5", "98,0", "98,5"]);
        assert_eq!(scale(&["999999999999999"], true).len(), 6);
    }
}
