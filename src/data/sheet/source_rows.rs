//! Which rows of a workbook's table are data, which add up others, and which are neither.

use rust_decimal::Decimal;

use super::Cells;
use super::cell::SheetCell;
use super::columns::folded;
use super::head::Head;
use super::total;
use crate::data::source::SourceTable;
use crate::text::number;

/// A row that was taken.
#[derive(Debug)]
pub(super) struct SourceRow {
    /// Among the cells, from 0.
    pub index: usize,
    /// As templates see it.
    pub key: String,
    /// The heading row that it stands under.
    pub group: Option<String>,
}

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct SourceRows {
    pub data: Vec<SourceRow>,
    pub totals: Vec<SourceRow>,
    /// Rows with figures and no key, which are not taken.
    pub without_key: Vec<usize>,
}

pub(super) fn sorted(cells: &Cells, head: &Head, table: &SourceTable) -> SourceRows {
    let mut rows = SourceRows::default();
    let mut group = None;
    for index in head.end..cells.rows.len() {
        let row = Row { cells, head, table, index };
        if row.is_blank() || (index == head.end && row.numbers_columns()) {
            continue;
        }
        let key = row.key();
        let one = SourceRow { index, key: key.clone(), group: group.clone() };
        match () {
            () if row.is_total(&key) => rows.totals.push(one),
            () if row.is_left_out(&key) => {}
            () if !row.has_figures() && !key.is_empty() => group = Some(row.label()),
            () if !row.has_figures() => {}
            () if key.is_empty() => rows.without_key.push(index),
            () => rows.data.push(one),
        }
    }
    rows
}

struct Row<'r> {
    cells: &'r Cells,
    head: &'r Head,
    table: &'r SourceTable,
    index: usize,
}

impl Row<'_> {
    fn cell(&self, column: usize) -> Option<&SheetCell> {
        self.cells.rows.get(self.index)?.get(column).filter(|cell| !cell.is_empty())
    }

    /// The cells of the wanted columns, each with whether it holds figures.
    fn wanted(&self) -> impl Iterator<Item = (&SheetCell, bool)> {
        let columns = self.table.columns.iter().zip(&self.head.columns);
        columns.filter_map(|(column, place)| Some((self.cell((*place)?)?, column.is_figure)))
    }

    fn is_blank(&self) -> bool {
        self.cell(self.head.key).is_none() && self.wanted().next().is_none()
    }

    /// Whether it says the numbers of the columns: `(1)`, `A`, `3=1+2`.
    fn numbers_columns(&self) -> bool {
        let said: Vec<&str> = self.cells.rows[self.index]
            .iter()
            .map(|cell| cell.shown().trim())
            .filter(|said| !said.is_empty())
            .collect();
        let is_number = |said: &&str| {
            let bare = said.trim_matches(['(', ')', '[', ']']);
            let first = bare.split('=').next().unwrap_or_default().trim_matches(['(', ')']);
            first.len() <= 2
                && (first.parse::<u8>().is_ok() || first.bytes().all(|byte| byte.is_ascii_uppercase()))
        };
        said.len() > 2
            && said.iter().all(is_number)
            && said.iter().any(|said| said.contains('(') || said.contains('=') || said.parse::<u8>().is_err())
    }

    fn has_figures(&self) -> bool {
        self.wanted().any(|(cell, is_figure)| {
            is_figure && (cell.is_error() || number::parse(&cell.figure()).is_some())
        })
    }

    /// The key as templates see it: without decimals, with the zeros that an export lost.
    fn key(&self) -> String {
        let shown = self.cell(self.head.key).map(SheetCell::key).unwrap_or_default();
        match self.table.key_length {
            Some(length) if !shown.is_empty() && shown.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("{shown:0>length$}")
            }
            _ => shown,
        }
    }

    fn label(&self) -> String {
        let texts = self.cells.rows[self.index].iter().skip(self.head.key).map(SheetCell::shown);
        let named = texts
            .map(str::trim)
            .find(|text| text.chars().filter(|letter| letter.is_alphabetic()).count() > 1);
        named.unwrap_or_default().to_string()
    }

    /// All that a row says in words, its key first.
    fn words(&self, key: &str) -> Vec<String> {
        let texts = self.cells.rows[self.index].iter().filter(|cell| matches!(cell, SheetCell::Text(_)));
        std::iter::once(folded(key))
            .chain(texts.map(|cell| folded(cell.shown())))
            .filter(|words| !words.is_empty())
            .collect()
    }

    fn is_total(&self, key: &str) -> bool {
        let words = self.words(key);
        let is_said = |wanted: &String| words.iter().any(|words| fits(words, wanted));
        let begins = |words: &String| words.starts_with("cộng ") || words.starts_with("tổng cộng");
        self.table.totals.iter().any(is_said)
            || words.iter().any(|words| total::is_label(words))
            || key.is_empty() && words.iter().any(begins)
    }

    fn is_left_out(&self, key: &str) -> bool {
        let words = self.words(key);
        self.table.left_out.iter().any(|wanted| words.iter().any(|words| fits(words, wanted)))
    }
}

/// Whether words are those that are wanted, whose end `*` stands for anything.
fn fits(words: &str, wanted: &str) -> bool {
    let wanted = folded(wanted);
    match wanted.strip_suffix('*') {
        Some(begin) => words.starts_with(begin),
        None => words == wanted,
    }
}

impl SourceRows {
    /// The cells of totals that are the sum of no rows: neither of all, nor of those since the total before.
    pub(super) fn wrong_totals(
        &self,
        cells: &Cells,
        head: &Head,
        table: &SourceTable,
    ) -> Vec<(usize, usize)> {
        let figure = |row: usize, column: usize| -> Option<Decimal> {
            let cell = cells.rows.get(row)?.get(column)?;
            number::parse(&cell.figure()).map(|reading| reading.value())
        };
        let sum = |rows: &mut dyn Iterator<Item = usize>, column: usize| -> Decimal {
            rows.filter_map(|row| figure(row, column)).sum()
        };
        let mut wrong = Vec::new();
        let mut before = 0;
        for total in &self.totals {
            let behind = self.totals.iter().map(|other| other.index).find(|other| *other > total.index);
            for (column, place) in table.columns.iter().zip(&head.columns) {
                let Some(place) = place.filter(|_| column.is_figure && column.adds_up) else { continue };
                let Some(said) = figure(total.index, place) else { continue };
                let all = || self.data.iter().map(|row| row.index);
                let sums = [
                    sum(&mut all(), place),
                    sum(&mut all().filter(|row| *row > before && *row < total.index), place),
                    sum(
                        &mut all()
                            .filter(|row| *row > total.index && behind.is_none_or(|behind| *row < behind)),
                        place,
                    ),
                ];
                // Exports round each row.
                let tolerance = Decimal::new(1, 2) * Decimal::from(self.data.len().max(1));
                if sums.iter().all(|sum| (*sum - said).abs() > tolerance) {
                    wrong.push((total.index, place));
                }
            }
            before = total.index;
        }
        wrong
    }
}
