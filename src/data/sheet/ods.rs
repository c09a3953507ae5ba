//! Sheets of OpenDocument workbooks (`.ods`): they keep the text that each cell shows, and which rows and columns are hidden.

use std::collections::BTreeSet;
use std::io::Cursor;

use chrono::NaiveDate;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use zip::ZipArchive;

use super::MOST_ROWS;
use super::cell::SheetCell;
use super::package::{attribute, part};
use super::reference::CellRange;
use super::shown::plain;
use crate::text::number;

/// Cells that hold something; no report needs more.
const MOST_CELLS: usize = 1_000_000;

/// What a sheet shows.
#[derive(Debug, Default)]
pub(super) struct OdsSheet {
    pub cells: Vec<((usize, usize), SheetCell)>,
    pub joined: Vec<CellRange>,
    pub hidden_rows: BTreeSet<usize>,
    pub hidden_columns: BTreeSet<usize>,
}

/// The sheet of that name.
///
/// # Errors
/// The file is no workbook, its XML is broken, or it holds more than any report needs.
pub(super) fn sheet(bytes: &[u8], name: &str) -> Result<OdsSheet, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let xml = part(&mut archive, "content.xml")?;
    let mut reader = Reader::from_str(&xml);
    let mut scan = Scan::default();
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match &event {
            Event::Eof => return Ok(scan.sheet),
            Event::Start(element) | Event::Empty(element) => {
                let is_whole = matches!(event, Event::Empty(_));
                scan.open(element, is_whole, name)?;
            }
            Event::Text(text) => scan.text(text),
            Event::GeneralRef(reference) => scan.text(&unescaped(reference)),
            Event::End(element) => match element.local_name().as_ref().as_bytes() {
                b"table" => scan.is_inside = false,
                b"table-row" => scan.end_row(),
                b"table-cell" => scan.end_cell()?,
                b"p" => scan.in_text = false,
                b"annotation" => scan.in_note = false,
                _ => {}
            },
            _ => {}
        }
    }
}

fn unescaped(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};")).map_or_else(|_| String::new(), |text| text.into_owned())
}

/// A cell that is open.
#[derive(Debug, Default)]
struct OpenCell {
    kind: String,
    value: Option<String>,
    text: String,
    has_formula: bool,
    repeated: usize,
    span: (usize, usize),
}

#[derive(Debug, Default)]
struct Scan {
    sheet: OdsSheet,
    is_inside: bool,
    row: usize,
    rows_repeated: usize,
    /// Where the row's cells begin in the list.
    row_start: usize,
    column: usize,
    /// The next column whose visibility is said.
    described: usize,
    open: Option<OpenCell>,
    in_text: bool,
    in_note: bool,
}

impl Scan {
    fn open(&mut self, element: &BytesStart<'_>, is_whole: bool, name: &str) -> Result<(), String> {
        let local = element.local_name();
        if local.as_ref().as_bytes() == b"table" {
            self.is_inside = !is_whole && attribute(element, b"name").as_deref() == Some(name);
            return Ok(());
        }
        if !self.is_inside {
            return Ok(());
        }
        let count =
            |name: &[u8]| attribute(element, name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
        let is_hidden = || attribute(element, b"visibility").is_some_and(|value| value != "visible");
        match local.as_ref().as_bytes() {
            b"table-column" => {
                let end = self.described + count(b"number-columns-repeated").min(20_000);
                if is_hidden() {
                    self.sheet.hidden_columns.extend(self.described..end);
                }
                self.described = end;
            }
            b"table-row" => {
                self.rows_repeated = count(b"number-rows-repeated").clamp(1, MOST_ROWS * 2);
                (self.column, self.row_start) = (0, self.sheet.cells.len());
                if is_hidden() {
                    // Empty rows to the end of the sheet are one row, repeated.
                    self.sheet.hidden_rows.extend(self.row..self.row + self.rows_repeated.min(MOST_ROWS));
                }
                if is_whole {
                    self.end_row();
                }
            }
            b"covered-table-cell" => self.column += count(b"number-columns-repeated"),
            b"table-cell" => {
                self.open = Some(OpenCell {
                    kind: attribute(element, b"value-type").unwrap_or_default(),
                    value: attribute(element, b"value").or_else(|| attribute(element, b"date-value")),
                    has_formula: attribute(element, b"formula").is_some(),
                    repeated: count(b"number-columns-repeated"),
                    span: (count(b"number-rows-spanned"), count(b"number-columns-spanned")),
                    ..OpenCell::default()
                });
                if is_whole {
                    self.end_cell()?;
                }
            }
            b"annotation" => self.in_note = !is_whole,
            b"p" => {
                self.in_text = !is_whole && !self.in_note;
                if let Some(cell) = self.open.as_mut().filter(|cell| !cell.text.is_empty() && !self.in_note) {
                    cell.text.push('\n');
                }
            }
            // A space, or several.
            b"s" if self.in_text => self.text(&" ".repeat(count(b"c").min(100))),
            b"tab" | b"line-break" if self.in_text => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, more: &str) {
        if self.in_text
            && let Some(cell) = &mut self.open
        {
            cell.text.push_str(more);
        }
    }

    fn end_cell(&mut self) -> Result<(), String> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let at = (self.row, self.column);
        self.column += open.repeated;
        if open.span.0 > 1 || open.span.1 > 1 {
            let last = (at.0 + open.span.0 - 1, at.1 + open.span.1 - 1);
            self.sheet.joined.push(CellRange { first: at, last });
        }
        let cell = open.shown();
        if !cell.is_empty() {
            if self.sheet.cells.len() + open.repeated > MOST_CELLS {
                return Err("too large".to_string());
            }
            let copies = (0..open.repeated).map(|index| ((at.0, at.1 + index), cell.clone()));
            self.sheet.cells.extend(copies);
        }
        Ok(())
    }

    fn end_row(&mut self) {
        let copies = self.rows_repeated.max(1);
        if self.sheet.cells.len() > self.row_start && copies > 1 {
            let row: Vec<_> = self.sheet.cells[self.row_start..].to_vec();
            let room = MOST_CELLS.saturating_sub(self.sheet.cells.len()) / row.len();
            // A row more than any table has is enough to refuse it.
            for copy in 1..copies.min(room + 1).min(MOST_ROWS + 1) {
                self.sheet
                    .cells
                    .extend(row.iter().map(|((at, column), cell)| ((at + copy, *column), cell.clone())));
            }
        }
        self.row += copies;
    }
}

impl OpenCell {
    fn shown(&self) -> SheetCell {
        let value = self.value.as_deref().and_then(|value| value.parse::<f64>().ok());
        match (self.kind.as_str(), value) {
            ("float" | "currency" | "percentage", Some(value)) => figure(value, self.text.trim()),
            ("date", _) => self.day(),
            ("", _) if self.has_formula && self.text.is_empty() => SheetCell::Uncomputed,
            _ if self.text.starts_with('#') && self.text.ends_with(['!', '?', 'A']) => {
                SheetCell::Error(self.text.clone())
            }
            ("boolean", _) if self.text.eq_ignore_ascii_case("true") => SheetCell::Text("có".to_string()),
            ("boolean", _) if self.text.eq_ignore_ascii_case("false") => SheetCell::Text("không".to_string()),
            _ => SheetCell::Text(self.text.clone()),
        }
    }

    fn day(&self) -> SheetCell {
        let value = self.value.as_deref().unwrap_or_default();
        match NaiveDate::parse_from_str(value.split('T').next().unwrap_or_default(), "%Y-%m-%d") {
            Ok(day) => SheetCell::Day { shown: self.text.trim().to_string(), day },
            Err(_) => SheetCell::Text(self.text.clone()),
        }
    }
}

/// A figure with the text that its cell shows. Which of its signs is the decimal one depends on the language of the workbook, and
/// is told by the value.
fn figure(value: f64, text: &str) -> SheetCell {
    let exact = plain(value);
    let digits: String =
        text.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')).collect();
    let shown = |decimal: char| -> Option<(Decimal, String)> {
        let group = if decimal == ',' { '.' } else { ',' };
        let said: String = digits.chars().filter(|letter| *letter != group).collect();
        let said: Decimal = said.replace(',', ".").parse().ok()?;
        let said = if value < 0.0 { -said } else { said };
        let scaled = if text.contains('%') { value * 100.0 } else { value };
        let tolerance = 0.5 * 10_f64.powi(-(said.scale() as i32)) + scaled.abs() * 1e-12;
        let is_it = said.to_f64().is_some_and(|said| (said - scaled).abs() <= tolerance * 1.000_001);
        is_it.then(|| (said, vietnamese(text, decimal)))
    };
    match shown(',').or_else(|| shown('.')) {
        Some((said, shown)) => SheetCell::Figure { shown, number: number::plain(said), exact },
        // Words, or a form that hides the number.
        None => SheetCell::Figure { shown: exact.clone(), number: exact.clone(), exact },
    }
}

/// The text with the Vietnamese signs.
fn vietnamese(text: &str, decimal: char) -> String {
    let sign = |letter: char| match (letter, decimal) {
        ('.', '.') => ',',
        (',', '.') => '.',
        (letter, _) => letter,
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(value: f64, text: &str) -> (String, String) {
        match figure(value, text) {
            SheetCell::Figure { shown, number, .. } => (shown, number),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn figures_are_what_the_cell_shows_in_either_language() {
        for (value, text, shown, number) in [
            (0.9708, "97,08%", "97,08%", "97,08"),
            (0.9708, "97.08%", "97,08%", "97,08"),
            (1234567.891, "1,234,567.89", "1.234.567,89", "1234567,89"),
            (1234567.891, "1.234.567,89", "1.234.567,89", "1234567,89"),
            (1234.0, "1.234", "1.234", "1234"),
            (1.234, "1.234", "1,234", "1,234"),
            (7.0, "007", "007", "7"),
            (-5.0, "(5)", "(5)", "-5"),
            (12.0, "12 hồ sơ", "12 hồ sơ", "12"),
            (123456.0, "1,23E+05", "123456", "123456"),
        ] {
            assert_eq!(shows(value, text), (shown.to_string(), number.to_string()), "{value} {text}");
        }
    }
}
