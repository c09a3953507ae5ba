//! Whole-program tests in temporary projects, one binary.

mod agreement;
mod archival_pdf;
mod archive;
mod bad_input;
mod check;
mod decimals;
mod determinism;
mod diff;
mod fonts;
mod frozen;
mod inside;
mod july;
mod june;
mod kinds;
mod language;
mod month;
mod pages;
mod preview;
mod project;
mod sheets;
mod small;
mod structure;
mod tera_messages;
mod tidy;
mod whole_reports;
mod workbooks;
