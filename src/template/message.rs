//! What filters and functions of ours say when they fail. Tera's error holds one text, so both languages travel in it.

use tera::Error;

use crate::diag::{Text, text};

/// Separates the two languages.
pub(super) const LANGUAGES: char = '\u{1f}';

/// Said when a filter, or the argument of a function that is named behind it, gets a value that the data does not have; `errors`
/// looks up which.
pub(super) const UNDEFINED: &str = "undefined value";

/// How an error begins that a value which is left out is no number; `errors` looks up where it was left out.
pub(super) const EMPTY: &str = "(trống)";

/// The error of an argument whose value the data does not have.
pub(super) fn undefined(argument: &str) -> Error {
    Error::message(format!("{UNDEFINED} {argument}"))
}

/// Turns of loops of one report. A table of 100,000 rows takes some 100,000.
pub(super) const MAX_STEPS: u64 = 2_000_000;

/// An error of a filter or function.
pub(super) fn message(text: &Text) -> Error {
    Error::message(format!("{}{LANGUAGES}{}", text.vi, text.en))
}

/// What is said of a run that takes too long.
pub(super) fn endless() -> Text {
    text!(
        "mẫu lặp quá nhiều: hơn {MAX_STEPS} vòng mà chưa xong",
        "the template loops too often: more than {MAX_STEPS} turns without an end"
    )
}
