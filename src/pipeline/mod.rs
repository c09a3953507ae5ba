//! Runs the stages in order: files, data, template, markup, model, layout, writers. The only module that sees them all.

mod build;
mod check;
pub mod compare;
mod earlier;
mod fill;
pub mod inputs;
pub mod issue;
pub mod origin;
pub mod preview;
pub mod regenerate;
pub mod register;
mod report;
mod write;

use std::path::Path;

use chrono::NaiveDate;

pub use check::{Draft, check_report, draft, prepare_checks};
pub use fill::{fill_state, import_tables, next_file};
use inputs::InputPaths;
pub use write::{Format, Output, write};

use build::{Built, build, id_of_template, read_yaml, report_schema, templates_folder};

use crate::model::Document;
use crate::period::Period;

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
    /// Whether values that are not filled in yet are printed as blanks, under the mark of a draft.
    pub draft: bool,
}

impl<'a> Request<'a> {
    /// The report of a data file, as the file says it.
    pub fn of(data: &'a Path) -> Self {
        Request { data, templates: None, date: None, serial: None, draft: false }
    }
}

/// A report that has been read, filled in and checked, ready for the writers.
#[derive(Debug)]
pub struct Report {
    pub document: Document,
    /// The rendered markup of all parts, for reading and comparing.
    pub markup: String,
    /// The files that it was made from.
    pub inputs: InputPaths,
    /// Day of issue and number, when they were given beside the data.
    pub given_date: Option<NaiveDate>,
    pub given_serial: Option<i64>,
    pub period: Option<Period>,
    /// Số lượng bản.
    pub copies: Option<i64>,
}

/// The defaults of the office, beside the period's file.
pub const OFFICE_FILE: &str = "co-quan.yaml";
