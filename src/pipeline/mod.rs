//! The stages in order: files, data, template, markup, model, form, layout, writers; and the checks beside them.

pub(crate) mod arranged;
pub(crate) mod build;
mod check;
mod earlier;
pub(crate) mod gather;
pub mod inputs;
mod period_file;
mod pictures;
pub mod place;
mod report;
mod sources;
mod write;

use std::path::Path;

use chrono::NaiveDate;

pub use check::{Draft, check_report, draft, prepare_checks};
use inputs::InputPaths;
pub use write::{Artifact, Format, Output, write};

pub(crate) use period_file::twice;

use build::{Built, build};

use crate::model::{Document, OfficeNumbers};
use crate::period::Period;
use crate::template::Shelf;

/// What to render, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The period's file.
    pub data: &'a Path,
    /// The folder of templates; by default the nearest `templates/` beside or above the data file.
    pub templates: Option<&'a Path>,
    /// The day of issue, instead of the one in the data.
    pub date: Option<NaiveDate>,
    /// The number, instead of the one in the data.
    pub serial: Option<i64>,
    /// The document that it replaces, when the data does not say it.
    pub replaces: Option<&'a str>,
    /// Where templates stand that were made ready before.
    pub shelf: Option<&'a Shelf>,
    /// Whether values that are not filled in yet are printed as blanks, under the mark of a draft.
    pub draft: bool,
}

impl<'a> Request<'a> {
    /// The report of a data file, as the file says it.
    pub fn of(data: &'a Path) -> Self {
        Request { data, templates: None, date: None, serial: None, replaces: None, shelf: None, draft: false }
    }
}

/// A report that has been read, filled in and checked, ready for the writers.
#[derive(Debug)]
pub struct Report {
    /// What both writers read.
    pub document: Document,
    /// The rendered markup of all parts, for reading and comparing.
    pub markup: String,
    /// The files that it was made from.
    pub inputs: InputPaths,
    /// Day of issue and number, when they were given beside the data.
    pub given_date: Option<NaiveDate>,
    /// The number, when it was given beside the data.
    pub given_serial: Option<i64>,
    /// The document that it replaces, when it was given beside the data.
    pub given_replaces: Option<String>,
    /// The reporting period that the data names (`ky`).
    pub period: Option<Period>,
    /// Số lượng bản.
    pub copies: Option<i64>,
    /// How the office runs its numbers.
    pub numbers: OfficeNumbers,
}

/// The defaults of the office, in the folder of its data; those of a kind of report stand in a file of that name in its folder.
pub const OFFICE_FILE: &str = "co-quan.yaml";
