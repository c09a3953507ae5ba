//! Lengths and font sizes. One integer type for both outputs, so that the Word file and the PDF round alike: once.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in EMU (English Metric Units, 1/914400 inch). Millimetres (36,000), points (12,700), half-points (6,350)
/// and twips (635) are all exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// Twice as long.
    pub const fn doubled(self) -> Self {
        Length(self.0 * 2)
    }

    /// No length at all.
    pub const ZERO: Length = Length(0);
    const PER_MM: i64 = 36_000;
    const PER_POINT: i64 = 12_700;
    const PER_TWIP: i64 = 635;

    /// Whole millimetres.
    ///
    /// ```
    /// use baocao::units::Length;
    ///
    /// assert_eq!(Length::mm(25), Length::tenths_of_mm(250));
    /// assert_eq!(Length::mm(20).to_twips(), 1134);
    /// ```
    pub const fn mm(mm: i64) -> Self {
        Length(mm * Self::PER_MM)
    }

    /// Tenths of a millimetre: `tenths_of_mm(127)` is 12.7 mm.
    pub const fn tenths_of_mm(tenths: i64) -> Self {
        Length(tenths * Self::PER_MM / 10)
    }

    /// Whole points (1/72 inch).
    pub const fn pt(points: i64) -> Self {
        Length(points * Self::PER_POINT)
    }

    /// Twips (1/20 point), the unit of WordprocessingML.
    pub const fn twips(twips: i64) -> Self {
        Length(twips * Self::PER_TWIP)
    }

    /// EMU as they are.
    pub const fn emu(emu: i64) -> Self {
        Length(emu)
    }

    /// EMU, exactly.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// Twips, to the nearest.
    pub const fn to_twips(self) -> i64 {
        (self.0 * 2 + Self::PER_TWIP * self.0.signum()) / (Self::PER_TWIP * 2)
    }

    /// Points, for the PDF writer.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_POINT as f64
    }

    /// `self * numerator / denominator`, without leaving the integers. `denominator` must not be 0.
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        match self.0.checked_mul(numerator) {
            Some(product) => Length(product / denominator),
            // Never for what is on a page, and slow.
            None => Length((self.0 as i128 * numerator as i128 / denominator as i128) as i64),
        }
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, factor: i64) -> Length {
        Length(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, divisor: i64) -> Length {
        Length(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// A rectangle, measured from a corner of what it stands in, downwards and to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// How far right of the corner its left edge is.
    pub x: Length,
    /// How far below the corner its top edge is.
    pub y: Length,
    /// From its left edge to its right edge.
    pub width: Length,
    /// From its top edge to its bottom edge.
    pub height: Length,
}

impl Area {
    /// The same rectangle `right` and `down` of where it was.
    pub fn moved(mut self, right: Length, down: Length) -> Self {
        self.x += right;
        self.y += down;
        self
    }
}

/// A font size in half-points, the unit of Word: `FontSize::pt(14)` is 28 half-points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontSize(u16);

impl FontSize {
    /// Whole points, as Word shows a size.
    pub const fn pt(points: u16) -> Self {
        FontSize(points * 2)
    }

    /// Half-points, as a Word file holds a size: twice the points.
    pub const fn half_points(self) -> u16 {
        self.0
    }

    /// A part of the size, to the nearest half-point.
    pub const fn percent(self, percent: u16) -> Self {
        FontSize((self.0 * percent + 50) / 100)
    }

    /// The size as a length, exactly.
    pub const fn length(self) -> Length {
        Length(self.0 as i64 * Length::PER_POINT / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_both_formats_are_exact() {
        assert_eq!(Length::mm(10), Length::emu(360_000));
        assert_eq!(Length::pt(1).to_twips(), 20);
        assert_eq!(Length::tenths_of_mm(127).to_twips(), 720);
        assert_eq!(FontSize::pt(14).length(), Length::pt(14));
    }

    #[test]
    fn twips_round_to_the_nearest_on_both_sides_of_a_half() {
        assert_eq!(Length::emu(635 * 3 + 317).to_twips(), 3);
        assert_eq!(Length::emu(635 * 3 + 318).to_twips(), 4);
        assert_eq!(Length::emu(-(635 * 3 + 318)).to_twips(), -4);
    }
}
