//! Pictures of a report.

use std::sync::Arc;

use super::Inline;
use crate::raster::Raster;
use crate::units::Length;

/// A picture with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its dots.
    pub raster: Arc<Raster>,
    /// What it shows, for who cannot see it; never empty.
    pub description: String,
    /// What is printed below it; empty for none.
    pub caption: Vec<Inline>,
    /// How wide it is to be printed; as wide as there is room, but not enlarged, when nothing is said.
    pub width: Option<Length>,
}

/// Pictures side by side, in as many rows as they need.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureRows {
    /// In order.
    pub pictures: Vec<Picture>,
    /// How many stand side by side at most; at least 1.
    pub per_row: usize,
}

impl PictureRows {
    /// The rows, the longer ones first, none longer than the next by more than one.
    pub fn rows(&self) -> impl Iterator<Item = &[Picture]> {
        let count = self.pictures.len().div_ceil(self.per_row.max(1)).max(1);
        let (each, more) = (self.pictures.len() / count, self.pictures.len() % count);
        let mut rest = self.pictures.as_slice();
        (0..count).map(move |row| {
            let (own, after) = rest.split_at(each + usize::from(row < more));
            rest = after;
            own
        })
    }
}
