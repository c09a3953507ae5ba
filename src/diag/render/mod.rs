//! Findings for people, one file a form.

mod human;
mod short;

pub use human::{Colour, human};
pub use short::short;
