//! Findings for people and programs, one file a form.

mod human;
mod json;
mod sarif;
mod short;

pub use human::{Colour, human};
pub use json::{findings, json};
pub use sarif::sarif;
pub use short::short;
