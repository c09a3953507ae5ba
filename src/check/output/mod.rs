//! The result of a check for programs, one file a format.

mod json;
mod sarif;

pub use json::{findings, json};
pub use sarif::sarif;
