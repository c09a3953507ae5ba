//! Which rows of a workbook's table are data, which add up others, and which are neither.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Cells;
use super::cell::SheetCell;
use super::columns::folded;
use super::head::TableHead;
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
    /// Rows that only name a group, when keys do not tell them from units without figures.
    pub groups: Vec<usize>,
    /// The row that numbers the columns.
    pub numbering: Option<usize>,
    /// Rows with figures and no key, which are not taken.
    pub without_key: Vec<usize>,
}

pub(super) fn sorted(cells: &Cells, head: &TableHead, table: &SourceTable) -> SourceRows {
    let cell_row = |index: usize| CellRow { cells, head, table, index };
    let keys = (head.end..cells.rows.len()).map(cell_row).filter(CellRow::has_figures).map(|row| row.key());
    let usual = usual_digits(&keys.filter(|key| !key.is_empty()).collect::<Vec<_>>());
    let mut rows = SourceRows::default();
    let mut group = None;
    for index in head.end..cells.rows.len() {
        let row = cell_row(index);
        if row.is_blank() {
            continue;
        }
        if index == head.end && row.numbers_columns() {
            rows.numbering = Some(index);
            continue;
        }
        let key = row.key();
        let one = SourceRow { index, key: key.clone(), group: group.clone() };
        match () {
            () if row.is_total(&key) => rows.totals.push(one),
            () if row.is_left_out(&key) => {}
            () if row.has_figures() || row.has_dashes() => match key.is_empty() {
                true => rows.without_key.push(index),
                false => rows.data.push(one),
            },
            () if key.is_empty() => {}
            // A unit that had nothing to tell stands there like the others.
            () if usual.is_some() && digits(&key) == usual => rows.data.push(one),
            // Words where figures belong are told when they are read as figures.
            () if usual.is_none() && row.has_entries() => rows.data.push(one),
            () => {
                group = Some(row.label());
                rows.groups.extend(usual.is_none().then_some(index));
            }
        }
    }
    rows
}

/// How many digits a key has; `None` for one of other letters.
fn digits(key: &str) -> Option<usize> {
    (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())).then_some(key.len())
}

/// How many digits nearly all keys have.
fn usual_digits(keys: &[String]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    keys.iter().filter_map(|key| digits(key)).for_each(|digits| *counts.entry(digits).or_default() += 1);
    let (usual, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 4 >= keys.len() * 3).then_some(usual)
}

struct CellRow<'r> {
    cells: &'r Cells,
    head: &'r TableHead,
    table: &'r SourceTable,
    index: usize,
}

impl CellRow<'_> {
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

    /// Whether it says the numbers of the columns: `A`, `B`, then `(1)`, `2`, `3=1+2`, each one more than the one before.
    fn numbers_columns(&self) -> bool {
        let said = self.cells.rows[self.index].iter().map(|cell| cell.shown().trim());
        let (mut letters, mut numbers) = (0_u32, 0_u32);
        for said in said.filter(|said| !said.is_empty()) {
            let bare = said.trim_matches(['(', ')', '[', ']']);
            let first = bare.split('=').next().unwrap_or_default().trim_matches(['(', ')', ' ']);
            match (first.parse::<u32>(), first.as_bytes()) {
                (Ok(number), _) if number == numbers + 1 => numbers = number,
                (_, [letter]) if numbers == 0 && u32::from(*letter) == u32::from(b'A') + letters => {
                    letters += 1
                }
                _ => return false,
            }
        }
        numbers > 0 && numbers + letters > 2
    }

    fn has_figures(&self) -> bool {
        self.wanted().any(|(cell, is_figure)| {
            is_figure && (cell.is_error() || number::parse(&cell.figure()).is_some())
        })
    }

    /// Whether anything stands in the columns of figures.
    fn has_entries(&self) -> bool {
        self.wanted().any(|(_, is_figure)| is_figure)
    }

    /// Whether it says that there is nothing to count.
    fn has_dashes(&self) -> bool {
        self.wanted().any(|(cell, is_figure)| is_figure && cell.is_dash())
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
        let begins = |words: &String| words.starts_with("cộng ") || words.starts_with("tổng cộng");
        self.is_one_of(&self.table.totals, key)
            || words.iter().any(|words| total::is_label(words))
            || key.is_empty() && words.iter().any(begins)
    }

    fn is_left_out(&self, key: &str) -> bool {
        self.is_one_of(&self.table.left_out, key)
    }

    /// Whether it is named by its key or by its words. A beginning (`V*`) is one of keys: names of units begin with any letter.
    fn is_one_of(&self, wanted: &[String], key: &str) -> bool {
        let words = self.words(key);
        wanted.iter().map(|wanted| folded(wanted)).any(|wanted| match wanted.strip_suffix('*') {
            Some(begin) if key.is_empty() => words.iter().any(|words| words.starts_with(begin)),
            Some(begin) => folded(key).starts_with(begin),
            None => words.contains(&wanted),
        })
    }
}

impl SourceRows {
    /// Rows whose keys are unlike those of nearly all others, which have one number of digits: those of regions among provinces.
    pub(super) fn with_other_keys(&self) -> Vec<&SourceRow> {
        let keys: Vec<String> = self.data.iter().map(|row| row.key.clone()).collect();
        let Some(usual) = usual_digits(&keys) else { return Vec::new() };
        self.data.iter().filter(|row| digits(&row.key) != Some(usual)).collect()
    }

    /// The cells of totals that are the sum of no rows: neither of all, nor of those since the total before.
    pub(super) fn wrong_totals(
        &self,
        cells: &Cells,
        head: &TableHead,
        table: &SourceTable,
    ) -> Vec<(usize, usize)> {
        let figure = |row: usize, column: usize| -> Option<Decimal> {
            let cell = cells.rows.get(row)?.get(column)?;
            number::parse(&cell.figure()).map(|reading| reading.value())
        };
        // A sum that no figure can hold is not the total either.
        let sum = |rows: &mut dyn Iterator<Item = usize>, column: usize| -> Option<Decimal> {
            rows.filter_map(|row| figure(row, column))
                .try_fold(Decimal::ZERO, |sum, figure| sum.checked_add(figure))
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
                let differs = |sum: &Option<Decimal>| {
                    sum.and_then(|sum| sum.checked_sub(said)).is_none_or(|rest| rest.abs() > tolerance)
                };
                if sums.iter().all(differs) {
                    wrong.push((total.index, place));
                }
            }
            before = total.index;
        }
        wrong
    }
}
