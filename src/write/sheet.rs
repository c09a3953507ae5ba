//! Tables for spreadsheets: CSV and XLSX. The only module that knows `rust_xlsxwriter`; `csv` is known here and where tables are read.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::model::as_place;
use crate::text::date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// A table with a title, headings and texts.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// In the first row of the Excel file, and in its properties; not in the CSV.
    pub title: &'a str,
    /// Names of the columns, from the left.
    pub headings: &'a [&'a str],
    /// Widths of the columns, in characters.
    pub widths: &'a [u16],
    /// Columns whose texts are days, `24/6/2024`: days in the Excel file, too.
    pub dates: &'a [usize],
    /// Columns whose texts are whole numbers.
    pub numbers: &'a [usize],
    /// From the top; the cells of each in the order of the headings.
    pub rows: Vec<Vec<String>>,
    /// The day that the file is of: the same rows on another day are the same file.
    pub date: (u16, u8, u8),
}

/// Excel tells UTF-8 by this.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The table as CSV (RFC 4180) in UTF-8, with headings.
pub fn csv(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
    // Memory takes everything, and every row has as many fields as it has.
    let _ = writer.write_record(sheet.headings);
    for row in &sheet.rows {
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet does not take for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '@', '\t']) { format!("'{cell}") } else { cell.to_string() }
}

/// The table as an Excel file: headings in bold on every printed page, landscape A4.
///
/// # Errors
/// More rows or longer texts than Excel takes.
pub fn xlsx(sheet: &Sheet<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (year, month, day) = sheet.date;
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    book.set_properties(&DocProperties::new().set_title(sheet.title).set_creation_datetime(&created));
    let text = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let text = text.set_font_name("Times New Roman").set_font_size(11);
    let heading = text.clone().set_bold().set_align(FormatAlign::Center);
    let title = Format::new().set_bold().set_font_name("Times New Roman").set_font_size(14);
    let page = book.add_worksheet();
    page.set_landscape().set_paper_size(9).set_repeat_rows(1, 1)?.set_print_fit_to_pages(1, 0);
    page.write_with_format(0, 0, sheet.title, &title)?;
    for (column, (name, width)) in (0u16..).zip(sheet.headings.iter().zip(sheet.widths)) {
        page.set_column_width(column, *width)?.write_with_format(1, column, *name, &heading)?;
    }
    let day = text.clone().set_num_format("dd/mm/yyyy");
    for (row, cells) in (2u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            let is_in = |columns: &[usize]| columns.contains(&usize::from(column));
            let date = Some(cell).filter(|_| is_in(sheet.dates)).and_then(|cell| date::parse(cell).ok());
            let number =
                Some(cell).filter(|_| is_in(sheet.numbers)).and_then(|cell| cell.parse::<f64>().ok());
            match (date, number) {
                (Some(date), _) => {
                    let (year, month, of_month) = (date.year() as u16, date.month() as u8, date.day() as u8);
                    let date = ExcelDateTime::from_ymd(year, month, of_month)?;
                    page.write_datetime_with_format(row, column, date, &day)?
                }
                (_, Some(number)) => page.write_number_with_format(row, column, number, &text)?,
                _ => page.write_string_with_format(row, column, cell, &text)?,
            };
        }
    }
    page.set_freeze_panes(2, 0)?;
    book.save_to_buffer()
}

/// A cell of a table of figures.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A figure.
    Number(Decimal),
}

/// A table of figures on `Sheet1`, from its first cell, as an Excel file of a day: what a chart is edited with.
///
/// # Errors
/// More rows or longer texts than Excel takes.
pub fn figures(rows: &[Vec<FigureCell>], day: Option<NaiveDate>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = day.unwrap_or_default();
    let created = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let page = book.add_worksheet();
    page.set_name("Sheet1")?;
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                FigureCell::Empty => continue,
                FigureCell::Text(text) => page.write_string(row, column, text)?,
                FigureCell::Number(number) => page.write_number(row, column, as_place(*number))?,
            };
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet<'static> {
        Sheet {
            title: "Sổ",
            headings: &["Số", "Tên"],
            widths: &[10, 40],
            dates: &[],
            numbers: &[],
            rows: vec![vec!["254/BC".into(), "Báo cáo, \"quý\"".into()], vec!["=1+1".into(), "-".into()]],
            date: (2024, 6, 24),
        }
    }

    #[test]
    fn csv_is_quoted_and_no_cell_is_a_formula() {
        let text = String::from_utf8(csv(&sheet())).expect("UTF-8");
        assert_eq!(text, "\u{feff}Số,Tên\r\n254/BC,\"Báo cáo, \"\"quý\"\"\"\r\n'=1+1,-\r\n");
    }

    #[test]
    fn the_same_rows_are_the_same_file() {
        let once = xlsx(&sheet()).expect("a small table");
        assert_eq!(once, xlsx(&sheet()).expect("a small table"));
        assert!(once.starts_with(b"PK"));
    }
}
