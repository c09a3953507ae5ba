//! What a workbook looks like to the program, without a template: its head, columns and totals, and the declaration to start from.

use std::collections::BTreeSet;
use std::path::Path;

use super::cell::SheetCell;
use super::columns::folded;
use super::head::{MOST_LEVELS, find, words_over};
use super::reference::{cell_name, column_name};
use super::source_rows::sorted;
use super::total;
use super::{Cells, Expander};
use crate::data::edit::scalar;
use crate::data::node::{Content, Entry, Node, Quoting};
use crate::data::schema::Kind;
use crate::data::source::{self, FILE, SHEET, SourceTable};
use crate::data::yaml;
use crate::diag::Diagnostics;
use crate::run::Run;
use crate::source::{SourceMap, Span};
use crate::text::{number, without_marks};

/// Letters of the name that a column gets.
const LONGEST_NAME: usize = 30;

/// A sheet with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLook {
    /// Its name; `csv` of a CSV file.
    pub sheet: String,
    /// The rows of the head, as the spreadsheet counts them.
    pub head: (usize, usize),
    /// The columns with words over them, from the left.
    pub columns: Vec<ColumnLook>,
    /// What stands above the head: the words, the value and its cell.
    pub parameters: Vec<(String, String, String)>,
    /// How many rows are data, and the first and the last of them.
    pub data: (usize, usize, usize),
    /// The rows that add up others, with their words.
    pub totals: Vec<(usize, String)>,
    /// What to write into `nguon.yaml`.
    pub declaration: String,
}

/// A column of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLook {
    /// The letter of the column.
    pub letter: String,
    /// The words of its head, level by level.
    pub head: Vec<String>,
    /// Whether most of its cells are figures.
    pub is_figure: bool,
    /// What the first row of data shows.
    pub example: String,
}

/// The sheets of a workbook that hold a table. What is odd in them, and why one cannot be read, is found.
pub fn look(file: &Path, run: &mut Run<'_>) -> Vec<SheetLook> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string();
    let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
    let source = run.sources.add(file.display().to_string(), name.clone());
    let at = Span::new(source, 0, name.len());
    let mut expander = Expander { folder: &folder, run };
    let sheets = expander.sheets(&name);
    let mut looks = Vec::new();
    for sheet in &sheets {
        let reference = if sheet.is_empty() { name.clone() } else { format!("{name}#{sheet}!A:XFD") };
        let Some((cells, _)) = expander.cells(&reference, at) else { break };
        let Some(guess) = Guess::of(&cells) else { continue };
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let own = identifier(stem.split(['-', '_', ' ']).next().unwrap_or_default());
        let mut declaration = guess.declaration(&own, None);
        if let Some(totals) = guess.totals(&declaration) {
            declaration = guess.declaration(&own, Some(&totals));
        }
        let table = table(&declaration);
        looks.push(guess.look(&declaration, table.as_ref()));
        if let Some(table) = table {
            let entry = |key: &str, value: &str| Entry {
                key: key.to_string(),
                key_span: at,
                value: Node::new(Content::Scalar(value.to_string(), Quoting::Plain), at),
            };
            let mut named = vec![entry(FILE, &name)];
            named.extend(Some(sheet).filter(|sheet| !sheet.is_empty()).map(|sheet| entry(SHEET, sheet)));
            expander.source(&Node::new(Content::Map(named), at), &table);
        }
    }
    looks
}

/// The table that a declaration is about.
fn table(declaration: &str) -> Option<SourceTable> {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add(source::SOURCES_FILE, declaration.to_string());
    let node = yaml::parse(file, &sources, &mut found)?;
    let property = source::property(&node, &sources, &mut found)?;
    let Kind::Map(tables) = property.schema.kind else { return None };
    match tables.into_iter().next()?.schema.kind {
        Kind::Source(table) => Some((*table).clone()),
        _ => None,
    }
}

/// Where a table seems to be.
struct Guess<'c> {
    cells: &'c Cells,
    /// Rows of the head among the cells.
    head: std::ops::Range<usize>,
    /// Columns with words over them.
    columns: Vec<usize>,
    /// The one of the keys.
    key: usize,
}

impl<'c> Guess<'c> {
    /// The head over the longest run of rows with figures, which rows that name a group may stand between.
    fn of(cells: &'c Cells) -> Option<Self> {
        let (mut longest, mut best) = (0, None);
        for start in (1..cells.rows.len()).filter(|row| figures(cells, *row) > 0) {
            let Some(last) = head_over(cells, start) else { continue };
            let rows =
                (start..cells.rows.len()).take_while(|row| filled(cells, *row) > 0 && !is_head(cells, *row));
            let count = rows.filter(|row| figures(cells, *row) > 0).count();
            if count > longest {
                (longest, best) = (count, Some(last));
            }
        }
        let last = best?;
        let is_level = |row: &usize| filled(cells, *row) > 1 && figures(cells, *row) == 0;
        let first = (0..=last).rev().take_while(is_level).take(MOST_LEVELS).last()?;
        let head = first..last + 1;
        let columns: Vec<usize> = (0..cells.width())
            .filter(|column| !words_over(cells, head.clone(), *column).is_empty())
            .collect();
        let key = key_column(cells, head.end, &columns)?;
        Some(Guess { cells, head, columns, key })
    }

    fn words(&self, column: usize) -> Vec<String> {
        words_over(self.cells, self.head.clone(), column)
    }

    fn data(&self) -> impl Iterator<Item = &Vec<SheetCell>> {
        self.cells.rows[self.head.end..]
            .iter()
            .filter(|row| row.get(self.key).is_some_and(|cell| !cell.is_empty()))
    }

    fn is_figure(&self, column: usize) -> bool {
        let filled: Vec<&SheetCell> =
            self.data().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).collect();
        let count = filled.iter().filter(|cell| is_figure(cell)).count();
        count > 0 && count * 2 >= filled.len()
    }

    /// As many levels of the head as tell a column from the others, without units.
    fn head_of(&self, column: usize) -> String {
        let words = |column: usize| -> Vec<String> {
            self.words(column).iter().map(|words| without_unit(words).to_string()).collect()
        };
        let own = words(column);
        let ends_so = |levels: usize| {
            let end = &own[own.len() - levels..];
            self.columns.iter().filter(|other| words(**other).ends_with(end)).count()
        };
        let levels = (1..=own.len()).find(|levels| ends_so(*levels) == 1).unwrap_or(own.len());
        own[own.len() - levels..].join(" / ")
    }

    /// The length of codes that begin with zeros, or whose zeros an export lost.
    fn key_length(&self) -> Option<usize> {
        let keys = self.data().filter_map(|row| row.get(self.key)).map(SheetCell::key);
        let digits: Vec<String> = keys.filter(|key| key.bytes().all(|byte| byte.is_ascii_digit())).collect();
        let lengths: BTreeSet<usize> = digits.iter().map(String::len).collect();
        let is_code = self.words(self.key).last().is_some_and(|words| folded(words).starts_with("mã"));
        let has_zeros = digits.iter().any(|key| key.len() > 1 && key.starts_with('0'));
        lengths.last().copied().filter(|_| has_zeros || is_code && lengths.len() > 1)
    }

    /// The words of rows that come to the sum of all others.
    fn totals(&self, declaration: &str) -> Option<Vec<String>> {
        let table = table(declaration)?;
        let head = find(self.cells, &table).ok()?;
        let rows = sorted(self.cells, &head, &table);
        let columns: Vec<usize> =
            self.columns.iter().copied().filter(|column| self.is_figure(*column)).collect();
        let figures = |row: usize| -> total::Figures {
            let typed: Vec<String> =
                columns.iter().map(|column| self.cells.rows[row][*column].figure()).collect();
            total::figures(typed.iter().map(String::as_str))
        };
        let all: Vec<(usize, total::Figures)> =
            rows.data.iter().map(|row| (row.index, figures(row.index))).collect();
        let is_total = |at: usize| {
            let others: Vec<&total::Figures> = all
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, (_, figures))| figures)
                .collect();
            total::looks_like_sum(&others, &all[at].1)
        };
        // Totals stand at an end.
        let ends = [0, all.len().checked_sub(1)?];
        let found: BTreeSet<String> = ends
            .into_iter()
            .filter(|at| is_total(*at))
            .filter_map(|at| first_words(&self.cells.rows[all[at].0]))
            .collect();
        (!found.is_empty()).then(|| found.into_iter().collect())
    }

    fn declaration(&self, name: &str, totals: Option<&[String]>) -> String {
        let mut out = format!("{name}:\n  khoa: {}\n", scalar(&self.head_of(self.key), true));
        if let Some(length) = self.key_length() {
            out += &format!("  do_dai_khoa: {length}\n");
        }
        if let Some(totals) = totals {
            let totals: Vec<String> = totals.iter().map(|words| scalar(words, true)).collect();
            out += &format!("  dong_tong: [{}]\n", totals.join(", "));
        }
        out += "  cot:\n";
        let mut taken = BTreeSet::from([source::KEY.to_string(), source::GROUP.to_string()]);
        for column in self.columns.iter().copied().filter(|column| *column != self.key) {
            let head = self.head_of(column);
            let mut own = identifier(&head);
            if folded(&head).starts_with("tên") && !taken.contains("ten") {
                own = "ten".to_string();
            }
            let own = unique(own, &mut taken);
            let mut said = vec![format!("dau: {}", scalar(&head, true))];
            match self.is_figure(column) {
                false => said.extend((own != "ten").then(|| "kieu: chu".to_string())),
                true => {
                    let unit =
                        self.words(column).iter().rev().find_map(|words| unit(words).map(str::to_string));
                    said.extend(unit.map(|unit| format!("don_vi: {}", scalar(&unit, true))));
                    said.extend(is_ratio(&head).then(|| "cong: không".to_string()));
                }
            }
            out += &match said.as_slice() {
                [_] => format!("    {own}: {}\n", scalar(&head, false)),
                _ => format!("    {own}: {{{}}}\n", said.join(", ")),
            };
        }
        let parameters = self.parameters();
        if !parameters.is_empty() {
            let mut taken = BTreeSet::new();
            let said: Vec<String> = parameters
                .iter()
                .map(|(words, ..)| {
                    format!("{}: {}", unique(identifier(words), &mut taken), scalar(words, true))
                })
                .collect();
            out += &format!("  thong_so: {{{}}}\n", said.join(", "));
        }
        out
    }

    /// Words above the head with a number under or beside them.
    fn parameters(&self) -> Vec<(String, String, String)> {
        let shown = |row: usize, column: usize| {
            let cell = self.cells.rows.get(row).filter(|_| row < self.head.start)?.get(column)?;
            let shown = cell.shown().trim();
            (shown.len() < 12 && shown.bytes().any(|byte| byte.is_ascii_digit())).then_some(shown)
        };
        let mut parameters: Vec<(String, String, String)> = Vec::new();
        for row in 0..self.head.start {
            for (column, cell) in self.cells.rows[row].iter().enumerate() {
                let words = cell.shown().trim();
                let is_word = words.chars().any(char::is_alphabetic) && !words.contains([':', '/', ',']);
                let places = [(row + 1, column), (row, column + 1)];
                let value = places.into_iter().find_map(|place| Some((place, shown(place.0, place.1)?)));
                if let Some(((row, column), value)) = value.filter(|_| is_word) {
                    let place = cell_name(self.cells.start.0 + row, self.cells.start.1 + column);
                    parameters.push((words.to_string(), value.to_string(), place));
                }
            }
        }
        parameters
    }

    fn look(&self, declaration: &str, table: Option<&SourceTable>) -> SheetLook {
        let row = |index: usize| self.cells.start.0 + index + 1;
        let head = table.and_then(|table| find(self.cells, table).ok());
        let rows = table.zip(head).map(|(table, head)| sorted(self.cells, &head, table)).unwrap_or_default();
        let first = rows.data.first().map(|own| own.index);
        let example = |column: usize| {
            let cell = first.and_then(|row| self.cells.rows[row].get(column));
            cell.map(|cell| cell.shown().trim().to_string()).unwrap_or_default()
        };
        let column = |column: &usize| ColumnLook {
            letter: column_name(self.cells.start.1 + column),
            head: self.words(*column),
            is_figure: self.is_figure(*column),
            example: example(*column),
        };
        let totals = rows.totals.iter().map(|own| {
            (row(own.index), first_words(&self.cells.rows[own.index]).unwrap_or_else(|| own.key.clone()))
        });
        SheetLook {
            sheet: self.cells.sheet.clone(),
            head: (row(self.head.start), row(self.head.end) - 1),
            columns: self.columns.iter().map(column).collect(),
            parameters: self.parameters(),
            data: (rows.data.len(), first.map_or(0, row), rows.data.last().map_or(0, |own| row(own.index))),
            totals: totals.collect(),
            declaration: declaration.to_string(),
        }
    }
}

fn is_figure(cell: &SheetCell) -> bool {
    matches!(cell, SheetCell::Figure { .. } | SheetCell::Uncomputed | SheetCell::Error(_))
        || number::parse(cell.shown().trim()).is_some()
}

fn figures(cells: &Cells, row: usize) -> usize {
    cells.rows[row].iter().filter(|cell| !cell.is_empty() && is_figure(cell)).count()
}

fn filled(cells: &Cells, row: usize) -> usize {
    cells.rows[row].iter().filter(|cell| !cell.is_empty()).count()
}

/// Words over most of the columns that have figures below, and no figures.
fn is_head(cells: &Cells, row: usize) -> bool {
    let below = (row + 1..cells.rows.len()).find(|row| figures(cells, *row) > 0);
    let wanted = below.map_or(2, |below| filled(cells, below));
    filled(cells, row) > 1 && filled(cells, row) * 2 > wanted && figures(cells, row) == 0
}

/// The last row of the head over a row with figures: between them only groups are named.
fn head_over(cells: &Cells, start: usize) -> Option<usize> {
    let above = (0..start).rev().take_while(|row| filled(cells, *row) > 0 && figures(cells, *row) == 0);
    above.into_iter().find(|row| is_head(cells, *row))
}

/// The column of codes: the first that calls itself so, or else the first whose rows all differ.
fn key_column(cells: &Cells, from: usize, columns: &[usize]) -> Option<usize> {
    let differ = |column: &&usize| {
        let keys =
            cells.rows[from..].iter().filter_map(|row| row.get(**column)).filter(|cell| !cell.is_empty());
        let mut seen = BTreeSet::new();
        keys.map(SheetCell::key).all(|key| seen.insert(key)) && !seen.is_empty()
    };
    let is_code = |column: &&usize| {
        let words = words_over(cells, from.saturating_sub(MOST_LEVELS)..from, **column);
        words.last().is_some_and(|words| folded(words).starts_with("mã"))
    };
    columns
        .iter()
        .find(|column| is_code(column) && differ(column))
        .or_else(|| columns.iter().find(differ))
        .copied()
}

fn first_words(row: &[SheetCell]) -> Option<String> {
    let texts = row.iter().map(|cell| cell.shown().trim());
    let is_worded = |text: &&str| text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    texts.into_iter().find(is_worded).map(str::to_string)
}

/// Figures that no total adds up.
fn is_ratio(head: &str) -> bool {
    let words = folded(head);
    let mut parts = words.split(|letter: char| !letter.is_alphanumeric() && letter != '%');
    ["tỷ lệ", "tỉ lệ", "bình quân", "trung bình"].iter().any(|ratio| words.contains(ratio))
        || parts.any(|part| matches!(part, "tl" | "bq" | "%"))
}

fn unit(words: &str) -> Option<&str> {
    let (_, inside) = words.split_once('(')?;
    let unit = inside.split(')').next()?.trim();
    unit.chars().any(|letter| letter.is_alphabetic() || letter == '%').then_some(unit)
}

fn without_unit(words: &str) -> &str {
    Some(words.split('(').next().unwrap_or_default().trim()).filter(|bare| !bare.is_empty()).unwrap_or(words)
}

/// The name, with a number behind it when it is taken.
fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut own = name.clone();
    let mut number = 2;
    while !taken.insert(own.clone()) {
        own = format!("{name}_{number}");
        number += 1;
    }
    own
}

/// `so_luot_kham` of `Số lượt khám`.
fn identifier(words: &str) -> String {
    let plain = without_marks(words).to_lowercase();
    let parts: Vec<&str> =
        plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut name = String::new();
    for part in parts {
        if !name.is_empty() && name.len() + part.len() > LONGEST_NAME {
            break;
        }
        name += if name.is_empty() { "" } else { "_" };
        name += part;
    }
    match name.bytes().next() {
        None => "cot".to_string(),
        Some(first) if first.is_ascii_digit() => format!("c_{name}"),
        Some(_) => name,
    }
}
