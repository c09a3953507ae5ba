//! Circles, of points that are the same on every machine.

use super::Point;
use crate::units::Length;

/// A point of a circle, so much of a turn from the top to the right.
pub(super) fn on_circle((x, y): Point, radius: Length, turn: f64) -> Point {
    let (sine, cosine) = sine_and_cosine(turn);
    let along = |share: f64| Length::emu((share * radius.to_emu() as f64).round() as i64);
    (x + along(sine), y - along(cosine))
}

/// Of an angle in turns. Sums of a few powers are the same on every machine, which those of the system's library are not.
fn sine_and_cosine(turn: f64) -> (f64, f64) {
    let eighths = turn * 8.0;
    let octant = (eighths / 2.0 + 0.5).floor();
    let angle = (eighths - octant * 2.0) * std::f64::consts::FRAC_PI_4;
    let square = angle * angle;
    let sine =
        angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0 * (1.0 - square / 72.0))));
    let cosine = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    match octant.rem_euclid(4.0) as u8 {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

#[cfg(test)]
mod tests {
    use super::sine_and_cosine;

    #[test]
    fn turns_are_angles() {
        for step in 0..=720 {
            let turn = f64::from(step) / 360.0 - 0.5;
            let (sine, cosine) = sine_and_cosine(turn);
            let angle = turn * std::f64::consts::TAU;
            assert!((sine - angle.sin()).abs() < 1e-7 && (cosine - angle.cos()).abs() < 1e-7, "{turn}");
        }
    }
}
