//! The tables of a document as numbers.

use rust_decimal::Decimal;

use crate::model::{BlockKind, Document, Row, Table, plain_text};
use crate::source::{SourceMap, Span};
use crate::text::number;

/// All tables, with their places in the rendered markup.
pub fn tables(document: &Document) -> impl Iterator<Item = (Span, &Table)> {
    document.blocks().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some((block.span, table)),
        _ => None,
    })
}

/// Where a row stands in the table's markup: a line for each row, and one of dashes below the first. The whole table when
/// it has no such line.
pub fn row_span(sources: &SourceMap, table: Span, row: usize) -> Span {
    let line = if row == 0 { 0 } else { row + 1 };
    let mut start = table.start;
    for (index, text) in sources.slice(table).split_inclusive('\n').enumerate() {
        if index == line {
            return Span::new(table.file, start, start + text.trim_end().len());
        }
        start += text.len();
    }
    table
}

/// The number in each column of a row; joined cells and texts have none.
pub fn numbers(row: &Row, columns: usize) -> Vec<Option<Decimal>> {
    let mut numbers = vec![None; columns];
    for cell in row.cells.iter().filter(|cell| cell.column_span == 1) {
        let text = plain_text(&cell.content);
        let reading = number::parse(text.trim().trim_end_matches('%').trim_end());
        numbers[cell.column] = reading.map(|reading| reading.value());
    }
    numbers
}

pub fn first_text(row: &Row) -> String {
    row.cells
        .iter()
        .map(|cell| plain_text(&cell.content))
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

/// What the header says above a column.
pub fn heading(table: &Table, column: usize) -> String {
    let rows = table.rows.iter().take(table.header_rows);
    let above = rows
        .flat_map(|row| &row.cells)
        .filter(|cell| (cell.column..cell.column + cell.column_span).contains(&column));
    above.map(|cell| plain_text(&cell.content).to_lowercase() + " ").collect()
}

/// Whether a column holds percentages: its cells or its heading say so.
pub fn is_ratio_column(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let said = ["tỷ lệ", "tỉ lệ", "%"].iter().any(|word| heading.contains(word));
    said || table.rows.iter().skip(table.header_rows).any(|row| is_percent(row, column))
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
        let file = sources.add("x.md", "p\n\n| a | b |\n|---|---|\n| x | 1 |\n| Tổng | 2 |\n");
        let table = Span::new(file, 3, sources.text(file).len());
        let row = |row| sources.slice(row_span(&sources, table, row)).to_string();
        assert_eq!((row(0), row(1), row(2)), ("| a | b |".into(), "| x | 1 |".into(), "| Tổng | 2 |".into()));
        assert_eq!(row_span(&sources, table, 3), table);
    }
}
