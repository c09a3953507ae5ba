//! A whole, its parts, and whether they fit.

use std::ops::Range;

use rust_decimal::Decimal;

use super::parts_in_brackets::OVERLAPPING;
use crate::check::figures::{Figure, noun};
use crate::diag::{Text, text};
use crate::text::number;

/// Parts that do not fit their whole.
pub(super) struct PartsFault {
    pub range: Range<usize>,
    pub message: Text,
    /// Whether the parts are surely all there is.
    pub is_sure: bool,
}

/// A whole and what is said to be in it.
pub(super) struct Parts<'f> {
    pub whole: &'f Figure,
    pub parts: Vec<&'f Figure>,
    /// Whether they are all there is.
    pub exhaustive: bool,
}

impl Parts<'_> {
    /// Where the parts do not fit the whole, and why.
    pub(super) fn fault(&self) -> Option<(Range<usize>, Text)> {
        let range = self.whole.start..self.parts.last()?.end;
        let whole = number::grouped(self.whole.value);
        if let Some(part) = self.parts.iter().find(|part| part.value > self.whole.value) {
            let part = number::grouped(part.value);
            return Some((
                range,
                text!("phần {part} lớn hơn tổng {whole}", "the part {part} exceeds the whole {whole}"),
            ));
        }
        let sum: Decimal = self.parts.iter().map(|part| part.value).sum();
        // Where the first of them already make the whole, the rest are said beside: "1.200 người, gồm 800 …, 400 … và 15 …".
        let mut so_far = Decimal::ZERO;
        let is_made = self.parts.iter().any(|part| {
            so_far += part.value;
            so_far == self.whole.value
        });
        if self.exhaustive
            && self.parts.len() > 1
            && !is_made
            && (sum - self.whole.value).abs() > self.rounding()
        {
            let sum = number::grouped(sum);
            return Some((
                range,
                text!(
                    "các phần cộng lại {sum}, tổng ghi {whole}",
                    "the parts add up to {sum}, the whole is {whole}"
                ),
            ));
        }
        None
    }

    /// Parts that need not be all, but are together more than the whole: of things that do not overlap.
    pub(super) fn beyond(&self, sentence: &str) -> Option<PartsFault> {
        let range = self.whole.start..self.parts.last()?.end;
        let said = &sentence[range.clone()];
        let unit = noun(sentence, self.whole);
        let alike = unit.is_some() && self.parts.iter().all(|part| noun(sentence, part) == unit);
        let overlaps = OVERLAPPING.iter().chain(&["có", "được", "vừa"]).any(|word| said.contains(word));
        let sum: Decimal = self.parts.iter().map(|part| part.value).sum();
        if self.exhaustive || self.parts.len() < 2 || !alike || overlaps || sum <= self.whole.value {
            return None;
        }
        let [sum, whole] = [sum, self.whole.value].map(number::grouped);
        let message = text!(
            "các phần cộng lại {sum}, lớn hơn tổng {whole}",
            "the parts add up to {sum}, more than the whole of {whole}"
        );
        // Of three and more it is surely a list of all; two may count one thing twice.
        Some(PartsFault { range, message, is_sure: self.parts.len() > 2 })
    }

    /// Parts that need not be all, but would be with two digits of one number swapped.
    pub(super) fn swapped(&self, sentence: &str) -> Option<PartsFault> {
        let range = self.whole.start..self.parts.last()?.end;
        let overlaps = OVERLAPPING.iter().any(|word| sentence[range.clone()].contains(word));
        let sum: Decimal = self.parts.iter().map(|part| part.value).sum();
        let is_near = (sum - self.whole.value).abs() * Decimal::from(8) <= self.whole.value;
        if self.exhaustive || self.parts.len() < 2 || !is_near || sum == self.whole.value || overlaps {
            return None;
        }
        let fits =
            |part: &&Figure| swaps(part.value).any(|value| sum - part.value + value == self.whole.value);
        if !self.parts.iter().any(fits) && !swaps(self.whole.value).any(|whole| whole == sum) {
            return None;
        }
        let [sum, whole] = [sum, self.whole.value].map(number::grouped);
        let message = text!(
            "các phần cộng lại {sum}, tổng ghi {whole}: có thể gõ đảo chữ số",
            "the parts add up to {sum}, the whole is {whole}: digits may be swapped"
        );
        Some(PartsFault { range, message, is_sure: false })
    }

    /// By how much the sum may differ when the numbers are rounded: half a unit of the last place for each.
    fn rounding(&self) -> Decimal {
        let figures = || self.parts.iter().copied().chain([self.whole]);
        match figures().map(|figure| figure.value.scale()).max() {
            None | Some(0) => Decimal::ZERO,
            Some(places) => Decimal::new(5, places + 1) * Decimal::from(figures().count()),
        }
    }
}

/// The number with two digits beside each other swapped, in all ways.
fn swaps(number: Decimal) -> impl Iterator<Item = Decimal> {
    let digits = number.mantissa().unsigned_abs().to_string().into_bytes();
    (1..digits.len()).filter_map(move |at| {
        let mut swapped = digits.clone();
        swapped.swap(at - 1, at);
        let mantissa: i64 = String::from_utf8_lossy(&swapped).parse().ok()?;
        (swapped != digits).then(|| Decimal::new(mantissa, number.scale()))
    })
}
