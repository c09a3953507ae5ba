//! Sheets of workbooks as what they show. With `hidden`, the only module that knows `calamine`.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};

use super::cell::SheetCell;
use super::reference::{CellRange, cell_name};
use super::{Cells, MOST_ROWS, hidden, ods, package, shown, too_long};
use crate::diag::{Text, text};
use crate::text::nfc;

/// No table of a report is wider.
const MOST_COLUMNS: usize = 500;

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// The cells of a sheet, the first one when none is named.
pub(super) fn cells(bytes: &[u8], sheet: Option<&str>, range: Option<CellRange>) -> Result<Cells, Text> {
    if is_html(bytes) {
        return Err(text!(
            "là trang HTML mang tên bảng tính: mở bằng Excel rồi lưu lại dưới dạng .xlsx",
            "is an HTML page under a spreadsheet's name: open it in Excel and save it as .xlsx"
        ));
    }
    if bytes.starts_with(b"PK") {
        package::check_sizes(bytes).map_err(|what| {
            text!(
                "giải nén ra quá lớn, không phải bảng tính thường ({what})",
                "unpacks to more than a spreadsheet holds ({what})"
            )
        })?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| text!("không phải tệp bảng tính, hoặc tệp hỏng", "is no spreadsheet ({error})"))?;
    let name = sheet_name(&book, sheet)?;
    match &mut book {
        Sheets::Xlsx(book) => xlsx_cells(bytes, book, name, range),
        Sheets::Ods(_) => ods_cells(bytes, name, range),
        _ => plain_cells(&mut book, name),
    }
}

/// The names of a workbook's sheets; `None` for what is none.
pub(super) fn sheets(bytes: &[u8]) -> Option<Vec<String>> {
    let book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    Some(book.sheet_names())
}

/// What some systems export as `.xls`.
fn is_html(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]).to_lowercase();
    let start = start.trim_start_matches('\u{FEFF}').trim_start();
    start.starts_with('<') && ["<html", "<table", "<!doctype html"].iter().any(|tag| start.contains(tag))
}

/// The sheet of that name, in either normal form and any case, as Excel takes them.
fn sheet_name(book: &Book<'_>, wanted: Option<&str>) -> Result<String, Text> {
    let names = book.sheet_names();
    let folded = |name: &str| nfc(name.trim()).to_lowercase();
    let found = match wanted {
        Some(wanted) => names
            .iter()
            .find(|name| *name == wanted)
            .or_else(|| names.iter().find(|name| folded(name) == folded(wanted))),
        None => names.first(),
    };
    found.cloned().ok_or_else(|| {
        let (wanted, names) = (wanted.unwrap_or_default(), names.join(", "));
        text!("không có trang “{wanted}”; có: {names}", "there is no sheet “{wanted}”; there are: {names}")
    })
}

fn unreadable(name: &str, error: impl std::fmt::Display) -> Text {
    text!("không đọc được trang {name}", "cannot read the sheet {name} ({error})")
}

/// The cells of an XLSX sheet as Excel shows them, read one by one: a stray one far away must not make room for all between.
fn xlsx_cells(
    bytes: &[u8],
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    range: Option<CellRange>,
) -> Result<Cells, Text> {
    let facts = hidden::facts(bytes, &name).map_err(|error| unreadable(&name, error))?;
    let styles = book.worksheet_style(&name).map_err(|error| unreadable(&name, error))?;
    let is_1904 = book.has_1904_epoch();
    let joined = book.merge_cells_by_sheet_name(&name).map_err(|error| unreadable(&name, error))?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|error| unreadable(&name, error))?;
    let is_wanted = |at: (usize, usize)| is_wanted(at, range);
    let mut found = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| unreadable(&name, error))? {
        let (row, column) = cell.get_position();
        let format = styles.get((row, column)).and_then(|style| style.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str());
        let at = (row as usize, column as usize);
        let value = shown_as(&Data::from(cell.get_value().clone()), format, is_1904);
        if is_wanted(at) && !value.is_empty() {
            found.push((at, value));
        }
    }
    found.extend(
        facts.uncomputed.into_iter().filter(|at| is_wanted(*at)).map(|at| (at, SheetCell::Uncomputed)),
    );
    let mut cells = gathered(name, found)?;
    (cells.hidden_rows, cells.hidden_columns) = (facts.hidden_rows, facts.hidden_columns);
    for region in joined {
        let [first, last] = [region.start, region.end].map(|(row, column)| (row as usize, column as usize));
        cells.spread(CellRange { first, last });
    }
    Ok(cells)
}

/// Whether a cell is in the range, or in the row under it, which tells whether the table goes on.
fn is_wanted((row, column): (usize, usize), range: Option<CellRange>) -> bool {
    range.is_none_or(|range| {
        (range.first.0..=range.last.0 + 1).contains(&row) && (range.first.1..=range.last.1).contains(&column)
    })
}

/// The cells of an ODS sheet as it shows them.
fn ods_cells(bytes: &[u8], name: String, range: Option<CellRange>) -> Result<Cells, Text> {
    let mut sheet = ods::sheet(bytes, &name).map_err(|error| unreadable(&name, error))?;
    sheet.cells.retain(|(at, _)| is_wanted(*at, range));
    let mut cells = gathered(name, sheet.cells)?;
    (cells.hidden_rows, cells.hidden_columns) = (sheet.hidden_rows, sheet.hidden_columns);
    sheet.joined.into_iter().for_each(|region| cells.spread(region));
    Ok(cells)
}

/// A rectangle around the cells that were found.
fn gathered(sheet: String, found: Vec<((usize, usize), SheetCell)>) -> Result<Cells, Text> {
    let [top, left] = [found.iter().map(|(at, _)| at.0).min(), found.iter().map(|(at, _)| at.1).min()]
        .map(Option::unwrap_or_default);
    let [bottom, right] = [found.iter().map(|(at, _)| at.0).max(), found.iter().map(|(at, _)| at.1).max()]
        .map(Option::unwrap_or_default);
    if bottom - top >= MOST_ROWS || right - left >= MOST_COLUMNS {
        let far = cell_name(bottom, right);
        return Err(text!(
            "trang {sheet} trải tới ô {far}: ghi rõ vùng cần lấy",
            "the sheet {sheet} reaches to the cell {far}: name the range that is wanted"
        ));
    }
    let mut rows = vec![vec![SheetCell::default(); right - left + 1]; bottom - top + 1];
    for ((row, column), value) in found {
        rows[row - top][column - left] = value;
    }
    Ok(Cells { sheet, start: (top, left), rows, ..Cells::default() })
}

/// The cells of other kinds of workbooks, which calamine tells without their formats.
fn plain_cells(book: &mut Book<'_>, name: String) -> Result<Cells, Text> {
    let cells = book.worksheet_range(&name).map_err(|error| unreadable(&name, error))?;
    let start = cells.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
    if cells.height() > MOST_ROWS {
        return Err(too_long());
    }
    let shown = |cell: &Data| shown_as(cell, None, false);
    let rows = cells.rows().map(|row| row.iter().map(shown).collect()).collect();
    Ok(Cells { sheet: name, start, rows, may_look_otherwise: true, ..Cells::default() })
}

fn shown_as(value: &Data, format: Option<&str>, is_1904: bool) -> SheetCell {
    match value {
        Data::Empty => SheetCell::default(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            SheetCell::Text(text.clone())
        }
        Data::Int(number) => shown::figure(*number as f64, format),
        Data::Float(number) => shown::figure(*number, format),
        Data::Bool(flag) => SheetCell::Text(if *flag { "có" } else { "không" }.to_string()),
        Data::DateTime(moment) => shown::moment(moment.as_f64(), format, is_1904),
        Data::Error(error) => SheetCell::Error(error.to_string()),
    }
}
