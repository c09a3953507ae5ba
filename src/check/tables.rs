//! The tables of a document as numbers.

use rust_decimal::Decimal;

use super::Subject;
use crate::model::{BlockKind, Document, Row, Table, plain_text};
use crate::source::{SourceMap, Span};
use crate::text::number;

/// All tables, with their places in the rendered markup.
pub(super) fn tables(document: &Document) -> impl Iterator<Item = (Span, &Table)> {
    document.blocks().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some((block.span, table)),
        _ => None,
    })
}

/// Where a row was typed: the place of its label when a source has that, else the row in the rendered markup.
pub(super) fn row_place(subject: &Subject<'_>, table: Span, index: usize, row: &Row) -> Span {
    let label = label(row);
    let is_label = label.contains(char::is_alphabetic);
    let typed = || subject.trace(&label, 0..label.len());
    is_label.then(typed).flatten().unwrap_or_else(|| row_span(subject.sources, table, index))
}

/// What a row is about: its first text of several words, or else its first text.
pub(super) fn label(row: &Row) -> String {
    let texts = || row.cells.iter().map(|cell| plain_text(&cell.content).trim().to_string());
    texts()
        .find(|text| text.contains(' '))
        .or_else(|| texts().find(|text| !text.is_empty()))
        .unwrap_or_default()
}

/// Where a row stands in the table's markup: a line for each row, and one of dashes below the first; blank lines, which a loop
/// of a template leaves, do not count. The whole table when it has no such line.
pub(super) fn row_span(sources: &SourceMap, table: Span, row: usize) -> Span {
    let wanted = if row == 0 { 0 } else { row + 1 };
    let mut start = table.start;
    let mut line = 0;
    for text in sources.slice(table).split_inclusive('\n') {
        if text.trim().is_empty() {
            start += text.len();
            continue;
        }
        if line == wanted {
            return Span::new(table.file, start, start + text.trim_end().len());
        }
        line += 1;
        start += text.len();
    }
    table
}

/// A row of the body with its number in the table, and its numbers by column.
pub(super) type NumberedRow<'a> = (usize, &'a Row, Vec<Option<Decimal>>);

/// The rows below the header.
pub(super) fn numbered_rows(table: &Table) -> Vec<NumberedRow<'_>> {
    let body = table.rows.iter().enumerate().skip(table.header_rows);
    body.map(|(index, row)| (index, row, numbers(row, table.columns.len()))).collect()
}

/// The number in each column of a row; joined cells and texts have none.
pub(super) fn numbers(row: &Row, columns: usize) -> Vec<Option<Decimal>> {
    let mut numbers = vec![None; columns];
    for cell in row.cells.iter().filter(|cell| cell.column_span == 1) {
        let text = plain_text(&cell.content);
        let reading = number::parse(text.trim().trim_end_matches('%').trim_end());
        numbers[cell.column] = reading.map(|reading| reading.value());
    }
    numbers
}

pub(super) fn first_text(row: &Row) -> String {
    row.cells
        .iter()
        .map(|cell| plain_text(&cell.content))
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

/// What the header says above a column.
pub(super) fn heading(table: &Table, column: usize) -> String {
    let rows = table.rows.iter().take(table.header_rows);
    let above = rows
        .flat_map(|row| &row.cells)
        .filter(|cell| (cell.column..cell.column + cell.column_span).contains(&column));
    above.map(|cell| plain_text(&cell.content).to_lowercase() + " ").collect()
}

/// What a column is called in a message: the lowest of its headings, or its number.
pub(super) fn column_name(table: &Table, column: usize) -> String {
    let cells = table.rows.iter().take(table.header_rows).rev().flat_map(|row| &row.cells);
    let mut above = cells.filter(|cell| (cell.column..cell.column + cell.column_span).contains(&column));
    let said = above.find_map(|cell| {
        let text = plain_text(&cell.content).trim().to_string();
        // A line of column numbers names nothing.
        text.contains(char::is_alphabetic).then_some(text)
    });
    said.unwrap_or_else(|| (column + 1).to_string())
}

/// Whether a column holds percentages: its cells or its heading say so.
pub(super) fn is_ratio_column(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let said = ["tỷ lệ", "tỉ lệ", "%"].iter().any(|word| heading.contains(word));
    said || table.rows.iter().skip(table.header_rows).any(|row| is_percent(row, column))
}

/// Whether the numbers of a column can be added up: no percentages, averages or marks.
pub(super) fn is_additive(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let is_other = NOT_ADDED.iter().any(|word| heading.contains(word));
    !is_other && !is_ratio_column(table, column)
}

/// What headings call figures that nobody adds up.
const NOT_ADDED: [&str; 17] = [
    "bình quân",
    "trung bình",
    "cơ cấu",
    "tốc độ",
    "stt",
    "điểm",
    "tỷ trọng",
    "tỉ trọng",
    "hệ số",
    "chỉ số",
    "năng suất",
    "mật độ",
    "so sánh",
    "so với",
    "xếp hạng",
    "đơn giá",
    "mức độ",
];

/// How far a sum of so many rounded numbers may be from the rounded sum: half a unit of the last place for each of them. Only
/// numbers that were rounded: those with decimals, and money in thousands or millions (`is_scaled`). Counts are exact.
pub(super) fn rounding(is_scaled: bool, numbers: &[Decimal]) -> Decimal {
    let places = numbers.iter().map(Decimal::scale).max().unwrap_or(0);
    let units = if is_scaled || places > 0 { numbers.len() as i64 / 2 } else { 0 };
    Decimal::new(units, places)
}

/// Whether a column holds money in thousands, millions or the like.
pub(super) fn is_scaled(table: &Table, column: usize) -> bool {
    is_money_scaled(&heading(table, column))
}

fn is_money_scaled(heading: &str) -> bool {
    ["triệu", "tỷ đồng", "tỉ đồng", "nghìn", "ngàn", "trđ", "tr.đ", "1.000"]
        .iter()
        .any(|unit| heading.contains(unit))
}

fn is_percent(row: &Row, column: usize) -> bool {
    let cell = row.cells.iter().find(|cell| cell.column == column && cell.column_span == 1);
    cell.is_some_and(|cell| plain_text(&cell.content).trim().ends_with('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_below_the_dashes() {
        let mut sources = SourceMap::default();
        let file = sources.add("x.md", "p\n\n| a | b |\n|---|---|\n\n| x | 1 |\n\n| Tổng | 2 |\n");
        let table = Span::new(file, 3, sources.text(file).len());
        let row = |row| sources.slice(row_span(&sources, table, row)).to_string();
        assert_eq!((row(0), row(1), row(2)), ("| a | b |".into(), "| x | 1 |".into(), "| Tổng | 2 |".into()));
        assert_eq!(row_span(&sources, table, 3), table);
    }
}
