//! The head of a workbook's table: the rows whose words name the columns, one level or several.

use super::Cells;
use super::cell::SheetCell;
use super::columns::folded;
use crate::data::source::{HeadPath, SourceTable};

/// Rows that are searched for the head, and the most levels that it has.
const ROWS_SEARCHED: usize = 40;
pub(super) const MOST_LEVELS: usize = 4;

/// Where a table's columns are.
#[derive(Debug)]
pub(super) struct TableHead {
    /// The first row of the head among the cells, and the first row behind it.
    pub first: usize,
    pub end: usize,
    /// The column of the keys.
    pub key: usize,
    /// For each wanted column where it is; `None` for one that may be missing.
    pub columns: Vec<Option<usize>>,
    /// Whether figures that are typed as texts have decimal commas: their dots are no decimal points.
    pub has_vietnamese_texts: bool,
}

impl TableHead {
    /// The unit that the words over a column say in brackets: `đồng` of `Tổng chi (đồng)`.
    pub(super) fn unit_of(&self, cells: &Cells, column: usize) -> Option<String> {
        let path = path(cells, self.first..self.end, column);
        path.iter().rev().find_map(|words| {
            let (_, inside) = words.split_once('(')?;
            let inside = inside.split(')').next()?.trim().trim_start_matches("đvt:").trim();
            inside.chars().any(|letter| letter.is_alphabetic() || letter == '%').then(|| inside.to_string())
        })
    }
}

/// The head that has all wanted columns.
///
/// # Errors
/// The heads that are missing where most are there.
pub(super) fn find(cells: &Cells, table: &SourceTable) -> Result<TableHead, Vec<String>> {
    let mut least: Option<Vec<String>> = None;
    // With as few levels as will do: what stands above the head is none of it.
    for levels in 1..=MOST_LEVELS {
        for first in 0..cells.rows.len().saturating_sub(levels - 1).min(ROWS_SEARCHED) {
            match at(cells, first..first + levels, table) {
                Ok(head) => return Ok(head),
                Err(missing) if least.as_ref().is_none_or(|least| missing.len() < least.len()) => {
                    least = Some(missing);
                }
                Err(_) => {}
            }
        }
    }
    Err(least.unwrap_or_else(|| table.key.iter().take(1).map(|path| path.join(" / ")).collect()))
}

fn at(cells: &Cells, rows: std::ops::Range<usize>, table: &SourceTable) -> Result<TableHead, Vec<String>> {
    let paths: Vec<HeadPath> = (0..cells.width()).map(|column| path(cells, rows.clone(), column)).collect();
    let mut missing = Vec::new();
    let mut place = |said: &[HeadPath], optional: bool| {
        let heads: Vec<HeadPath> =
            said.iter().map(|path| path.iter().map(|words| folded(words)).collect()).collect();
        let found = heads.iter().find_map(|wanted| only(&paths, wanted));
        // Which of two columns is meant is not known, even if it need not be there.
        let is_twice =
            || heads.iter().any(|wanted| paths.iter().filter(|path| ends(path, wanted)).count() > 1);
        if found.is_none() && (!optional || is_twice()) {
            missing.push(said.first().map(|path| path.join(" / ")).unwrap_or_default());
        }
        found
    };
    let key = place(&table.key, false);
    let columns: Vec<_> = table.columns.iter().map(|column| place(&column.heads, column.optional)).collect();
    match (key, missing.is_empty()) {
        (Some(key), true) => {
            let has_vietnamese_texts = has_vietnamese_texts(cells, rows.end, &columns);
            Ok(TableHead { first: rows.start, end: rows.end, key, columns, has_vietnamese_texts })
        }
        _ => Err(missing),
    }
}

/// Whether a figure of a column is typed as `1.234,5` or `1.234.567`, which can only be read in one way.
fn has_vietnamese_texts(cells: &Cells, from: usize, columns: &[Option<usize>]) -> bool {
    let texts = cells
        .rows
        .iter()
        .skip(from)
        .flat_map(|row| columns.iter().flatten().filter_map(|column| row.get(*column)));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b".,-".contains(&byte));
    texts.filter(|cell| matches!(cell, SheetCell::Text(_))).map(SheetCell::shown).any(|text| {
        let text = text.trim();
        let dots = text.matches('.').count();
        is_plain(text) && (dots > 1 || dots == 1 && text.find('.') < text.find(','))
    })
}

/// See [`words_over`]; as words are compared.
fn path(cells: &Cells, rows: std::ops::Range<usize>, column: usize) -> HeadPath {
    words_over(cells, rows, column).iter().map(|words| folded(words)).collect()
}

/// The words over a column, from the top: those of a head over several columns belong to each, those that are joined downwards count
/// once.
pub(super) fn words_over(cells: &Cells, rows: std::ops::Range<usize>, column: usize) -> HeadPath {
    let words = |row: usize, column: usize| {
        let cell = cells.rows.get(row).and_then(|row| row.get(column));
        cell.map(|cell| cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let mut path: HeadPath = Vec::new();
    for row in rows.clone() {
        let own = words(row, column);
        let is_last = row + 1 == rows.end;
        // Over an empty cell stands the head to its left, when there are words below.
        let has_words_below = (row + 1..rows.end).any(|below| !words(below, column).is_empty());
        let said = match own.is_empty() && !is_last && has_words_below {
            true => (0..column)
                .rev()
                .map(|left| words(row, left))
                .find(|words| !words.is_empty())
                .unwrap_or_default(),
            false => own,
        };
        if !said.is_empty() && path.last().is_none_or(|last| folded(last) != folded(&said)) {
            path.push(said);
        }
    }
    path
}

/// The one column under such a head: with these words at all levels, or at the lowest ones when no other column has them.
fn only(paths: &[HeadPath], wanted: &HeadPath) -> Option<usize> {
    let whole = |path: &HeadPath| path.len() == wanted.len() && ends(path, wanted);
    let one = |fits: &dyn Fn(&HeadPath) -> bool| {
        let mut places = paths.iter().enumerate().filter(|(_, path)| fits(path)).map(|(place, _)| place);
        places.next().filter(|_| places.next().is_none())
    };
    one(&whole).or_else(|| one(&|path| ends(path, wanted)))
}

/// Whether the lowest levels over a column have the wanted words, what is in brackets aside.
fn ends(path: &HeadPath, wanted: &HeadPath) -> bool {
    let is_same = |said: &str, wanted: &str| said == wanted || without_brackets(said) == wanted;
    path.len() >= wanted.len()
        && path[path.len() - wanted.len()..].iter().zip(wanted).all(|(said, wanted)| is_same(said, wanted))
}

/// `tổng chi` of `tổng chi (tỷ đ)`.
fn without_brackets(words: &str) -> &str {
    words.split('(').next().unwrap_or_default().trim_end()
}
