//! The cells of spreadsheets as texts. The only module that knows `calamine`.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, Xlsx, open_workbook_auto_from_rs};

use crate::diag::{Text, text};

/// No table of a report is longer.
const MOST_ROWS: usize = 100_000;
/// Nor wider.
const MOST_COLUMNS: usize = 500;

/// Rows of cells; a formula's error is one here, too.
pub(super) type Rows = Vec<Vec<Result<String, String>>>;

/// The sheet's name, the place of its first cell, and its cells.
pub(super) fn book_cells(
    bytes: &[u8],
    sheet: Option<&str>,
    range: Option<CellRange>,
) -> Result<(String, (u32, u32), Rows), Text> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| text!("không phải tệp bảng tính ({error})", "is no spreadsheet ({error})"))?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(sheet) => names.iter().find(|name| *name == sheet).cloned(),
        None => names.first().cloned(),
    };
    let Some(name) = name else {
        let (sheet, names) = (sheet.unwrap_or_default(), names.join(", "));
        return Err(text!(
            "không có trang “{sheet}”; có: {names}",
            "there is no sheet “{sheet}”; there are: {names}"
        ));
    };
    if let Sheets::Xlsx(book) = &mut book {
        return sparse_cells(book, &name, range).map(|(start, rows)| (name, start, rows));
    }
    let unreadable =
        |error| text!("không đọc được trang {name} ({error})", "cannot read the sheet {name} ({error})");
    let cells = book.worksheet_range(&name).map_err(unreadable)?;
    let start = cells.start().unwrap_or((0, 0));
    let rows: Rows = cells.rows().take(MOST_ROWS).map(|row| row.iter().map(cell_text).collect()).collect();
    Ok((name, start, rows))
}

/// The cells of a sheet one by one: a stray one far away must not make room for all between.
fn sparse_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    range: Option<CellRange>,
) -> Result<((u32, u32), Rows), Text> {
    let unreadable =
        |error| text!("không đọc được trang {name} ({error})", "cannot read the sheet {name} ({error})");
    let mut reader = book.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut cells: Vec<(usize, usize, Result<String, String>)> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let is_wanted = range.is_none_or(|(first, last)| {
            (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
        });
        let value = Data::from(cell.get_value().clone());
        if is_wanted && value != Data::Empty {
            cells.push((row, column, cell_text(&value)));
        }
    }
    let [top, left] = [cells.iter().map(|cell| cell.0).min(), cells.iter().map(|cell| cell.1).min()]
        .map(Option::unwrap_or_default);
    let [bottom, right] = [cells.iter().map(|cell| cell.0).max(), cells.iter().map(|cell| cell.1).max()]
        .map(Option::unwrap_or_default);
    if bottom - top >= MOST_ROWS || right - left >= MOST_COLUMNS {
        let far = cell_name(bottom, right);
        return Err(text!(
            "trang {name} trải tới ô {far}: ghi rõ vùng cần lấy",
            "the sheet {name} reaches to the cell {far}: name the range that is wanted"
        ));
    }
    let mut rows: Rows = vec![vec![Ok(String::new()); right - left + 1]; bottom - top + 1];
    for (row, column, value) in cells {
        rows[row - top][column - left] = value;
    }
    Ok(((top as u32, left as u32), rows))
}

/// A cell as a clerk would type it; an error of a formula is one here, too.
fn cell_text(cell: &Data) -> Result<String, String> {
    match cell {
        Data::Empty => Ok(String::new()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Ok(text.clone()),
        Data::Int(number) => Ok(number.to_string()),
        Data::Float(number) => Ok(decimal_text(*number)),
        Data::Bool(flag) => Ok(if *flag { "co" } else { "khong" }.to_string()),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Ok(format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::Error(error) => Err(error.to_string()),
    }
}

/// Without the dust of binary floats, decimals after a comma.
fn decimal_text(number: f64) -> String {
    let text = format!("{number:.9}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('.', ",")
}

pub(super) fn csv_cells(bytes: &[u8]) -> Result<Rows, Text> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        .map_err(|_| text!("tệp csv không ở mã UTF-8", "the csv file is not UTF-8"))?;
    // Offices with Vietnamese settings separate by semicolons.
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    // The last of equals.
    let sign = [',', '\t', ';'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign as u8)
        .from_reader(text.as_bytes());
    reader
        .records()
        .take(MOST_ROWS)
        .map(|record| match record {
            Ok(record) => Ok(record.iter().map(|cell| Ok(cell.to_string())).collect()),
            Err(error) => Err(text!("không đọc được ({error})", "cannot be read ({error})")),
        })
        .collect()
}

/// The rows and columns of a range, all from 0.
pub(super) type CellRange = ((usize, usize), (usize, usize));

pub(super) fn parse_range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':')?;
    let (first, last) = (parse_cell(first)?, parse_cell(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

fn parse_cell(text: &str) -> Option<(usize, usize)> {
    let text = text.trim().replace('$', "");
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let row: usize = text[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column_of(&text[..digits])?))
}

/// `A` is 0, `AA` is 26; at most three letters.
pub(super) fn column_of(letters: &str) -> Option<usize> {
    let is_name = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let value = |letter: char| letter.to_ascii_uppercase() as usize - 'A' as usize + 1;
    is_name.then(|| letters.chars().fold(0, |sum, letter| sum * 26 + value(letter)) - 1)
}

pub(super) fn cell_name(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// The part of the cells that a range names.
pub(super) fn cut(start: (u32, u32), rows: Rows, range: Option<CellRange>) -> ((u32, u32), Rows) {
    let Some((first, last)) = range else { return (start, rows) };
    let (top, left) = (start.0 as usize, start.1 as usize);
    let width = last.1 - first.1 + 1;
    let kept = (first.0..=last.0).map(|row| {
        let cells = row.checked_sub(top).and_then(|row| rows.get(row));
        let cell = |column: usize| {
            let inside = cells.zip(column.checked_sub(left)).and_then(|(cells, column)| cells.get(column));
            inside.cloned().unwrap_or(Ok(String::new()))
        };
        (0..width).map(|offset| cell(first.1 + offset)).collect()
    });
    let end = rows.len() + top;
    ((first.0 as u32, first.1 as u32), kept.take(end.saturating_sub(first.0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_names_and_numbers_no_dust() {
        assert_eq!(
            (cell_name(6, 4), cell_name(0, 27), column_of("AB")),
            ("E7".into(), "AB1".into(), Some(27))
        );
        assert_eq!(
            (decimal_text(0.1 + 0.2), decimal_text(4080.0), decimal_text(-1.5)),
            ("0,3".into(), "4080".into(), "-1,5".into())
        );
        assert_eq!(parse_range("$A$5:G20"), Some(((4, 0), (19, 6))));
        assert_eq!(parse_range("G20:A5"), None);
    }
}
