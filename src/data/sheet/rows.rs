//! The rows of a table: which of the sheet's rows are data, and what is remarked on the others.

use std::path::{Path, PathBuf};

use super::cell::SheetCell;
use super::columns::Columns;
use super::reference::{Reference, cell_name};
use super::total::{self, Figures};
use super::{Cells, Expander};
use crate::data::node::{Content, Entry, Node, Quoting};
use crate::data::problems;
use crate::data::schema::{Kind, Property};
use crate::diag::{Code, Diagnostic, text};
use crate::source::Span;
use crate::text::{is_invisible, number, printable};

/// Rows that a remark names one by one.
const ROWS_NAMED: usize = 10;

/// The rows of a sheet, by their place among the cells.
#[derive(Default)]
struct Sorted {
    data: Vec<(usize, Figures)>,
    /// How many rows of data stand before it, its place, its figures.
    totals: Vec<(usize, usize, Figures)>,
    hidden: Vec<usize>,
}

impl Expander<'_, '_> {
    pub(super) fn rows_of(
        &mut self,
        typed: &str,
        cells: &Cells,
        columns: &Columns<'_>,
        below: Option<Vec<SheetCell>>,
        at: Span,
    ) -> Option<Vec<Node>> {
        let file = self.folder.join(Reference::parse(typed).map_or("", |reference| reference.file));
        let sorted = sorted(cells, columns);
        self.remark(cells, columns, &sorted, at);
        if let Some(below) = below {
            self.below(cells, columns, &below, at);
        }
        if sorted.data.is_empty() {
            self.refuse(
                Code::ValueOutOfRange,
                at,
                text!("“{typed}” không có dòng nào", "“{typed}” has no rows"),
                text!("xem lại vùng ô và các cột", "look at the range and the columns"),
            );
            return None;
        }
        let rows = sorted.data.iter().map(|(index, _)| self.row(&file, cells, *index, &columns.columns, at));
        Some(rows.collect())
    }

    fn row(
        &mut self,
        file: &Path,
        cells: &Cells,
        index: usize,
        columns: &[(&Property, usize)],
        at: Span,
    ) -> Node {
        let entries = columns.iter().map(|(property, column)| {
            let cell = cells.rows[index].get(*column).cloned().unwrap_or_default();
            let name = cell_name(cells.start.0 + index, cells.start.1 + column);
            let place = PathBuf::from(format!("{} {}!{name}", file.display(), cells.sheet));
            let read = cell.typed(&property.schema.kind);
            let typed = read
                .as_deref()
                .map_or_else(|_| cell.shown().to_string(), |text| printable(text).into_owned());
            let source = self.run.sources.add(place, typed.clone());
            let span = Span::new(source, 0, typed.len());
            let dropped =
                read.as_ref().ok().and_then(|text| text.chars().find(|letter| is_invisible(*letter)));
            if let Some(letter) = dropped {
                self.run.found.push(problems::dropped(letter, span));
            }
            let content = match read {
                Ok(_) => Content::Scalar(typed, Quoting::Plain),
                Err((why, help)) => {
                    let (vi, en) = (why.vi, why.en);
                    self.refuse(Code::WrongType, span, text!("ô {name} {vi}", "the cell {name} {en}"), help);
                    // Found already: what stands in its place says no more.
                    Content::Scalar(stand_in(&property.schema.kind).to_string(), Quoting::Plain)
                }
            };
            Entry { key: property.name.clone(), key_span: span, value: Node::new(content, span) }
        });
        Node::new(Content::Map(entries.collect()), at)
    }

    /// What was left out, and what may have to be.
    fn remark(&mut self, cells: &Cells, columns: &Columns<'_>, sorted: &Sorted, at: Span) {
        let row_of = |index: usize| cells.start.0 + index + 1;
        if !sorted.hidden.is_empty() {
            let rows = named(sorted.hidden.iter().map(|index| row_of(*index)));
            self.doubt(
                at,
                text!("không lấy các dòng bị ẩn: {rows}", "hidden rows are not taken: {rows}"),
                text!(
                    "nếu cần, bỏ ẩn hoặc bỏ lọc rồi lưu tệp",
                    "if they are wanted, show them and save the file"
                ),
            );
        }
        for which in 0..sorted.totals.len() {
            self.total(cells, columns, sorted, which, at);
        }
        // An unnamed total stands last, or first.
        let ends = [sorted.data.split_last(), sorted.data.split_first()];
        for ((index, figures), rows) in ends.into_iter().flatten() {
            let rows: Vec<&Figures> = rows.iter().map(|(_, figures)| figures).collect();
            if total::looks_like_sum(&rows, figures) {
                let row = row_of(*index);
                self.doubt(
                    at,
                    text!("dòng {row} đúng bằng tổng các dòng kia", "row {row} is the sum of the other rows"),
                    text!(
                        "nếu là dòng tổng, bỏ nó khỏi vùng ô",
                        "if it is a total, leave it out of the range"
                    ),
                );
            }
        }
        if cells.may_look_otherwise {
            self.doubt(
                at,
                text!(
                    "loại tệp này không cho biết số và ngày hiện ra thế nào (97,08% hay 0,9708), ô nào gộp, dòng nào ẩn",
                    "this kind of file does not tell how numbers and days are shown (97.08% or 0.9708), which cells are joined and which rows hidden"
                ),
                text!("mở bằng Excel rồi lưu dưới dạng .xlsx", "open it in Excel and save it as .xlsx"),
            );
        }
    }

    /// A total row is left out; its figures are a proof of the rows.
    fn total(&mut self, cells: &Cells, columns: &Columns<'_>, sorted: &Sorted, which: usize, at: Span) {
        let (here, index, figures) = &sorted.totals[which];
        let row = cells.start.0 + index + 1;
        let (from, until) = (
            which.checked_sub(1).map_or(0, |before| sorted.totals[before].0),
            sorted.totals.get(which + 1).map_or(sorted.data.len(), |after| after.0),
        );
        let here = *here;
        let parts = [&sorted.data[..], &sorted.data[from..here], &sorted.data[here..until]];
        let differing = parts.map(|part| {
            let rows: Vec<&Figures> = part.iter().map(|(_, figures)| figures).collect();
            total::differing(&rows, figures)
        });
        let figure_columns: Vec<(&Property, usize)> = columns.figures().copied().collect();
        // Averages and per cent do not add up.
        let is_counted = |column: &usize| figure_columns[*column].0.schema.kind == Kind::Integer;
        let differing = differing.map(|columns| columns.into_iter().filter(is_counted).collect::<Vec<_>>());
        if differing.iter().any(Vec::is_empty) {
            let headline = text!(
                "dòng tổng {row} không lấy làm số liệu",
                "the total in row {row} is not taken for data"
            );
            self.run.found.push(Diagnostic::note(Code::SheetDoubtful, headline).at(at));
            return;
        }
        let cells_named = differing[0].iter().map(|column| figure_columns[*column].1);
        let cells_named = cells_named
            .map(|column| cell_name(row - 1, cells.start.1 + column))
            .collect::<Vec<_>>()
            .join(", ");
        self.doubt(
            at,
            text!(
                "dòng tổng {row} không bằng tổng các dòng lấy được (ô {cells_named})",
                "the total in row {row} is not the sum of the rows that are taken (cell {cells_named})"
            ),
            text!("xem lại số ở các dòng và dòng tổng", "look at the figures of the rows and of the total"),
        );
    }

    /// A row that was added under the range is easily forgotten.
    fn below(&mut self, cells: &Cells, columns: &Columns<'_>, below: &[SheetCell], at: Span) {
        let has_figure = columns.columns.iter().any(|(property, column)| {
            let cell = below.get(*column);
            let is_number = matches!(property.schema.kind, Kind::Integer | Kind::Number);
            is_number
                && cell.is_some_and(|cell| {
                    number::parse(cell.shown()).is_some() || matches!(cell, SheetCell::Figure { .. })
                })
        });
        if has_figure && !total::is_label(label(below)) {
            let row = cells.start.0 + cells.rows.len() + 1;
            self.doubt(
                at,
                text!(
                    "dòng {row} ngay dưới vùng ô cũng có số liệu",
                    "row {row}, right under the range, has figures, too"
                ),
                text!("nếu thuộc bảng, mở rộng vùng ô", "if it belongs to the table, widen the range"),
            );
        }
    }
}

/// A value that fits any rule of its kind, for a cell whose fault is told already.
const fn stand_in(kind: &Kind) -> &'static str {
    match kind {
        Kind::Integer | Kind::Number | Kind::Stated => "1",
        Kind::Date => "1/3/2000",
        _ => "…",
    }
}

fn label(row: &[SheetCell]) -> &str {
    row.iter().find(|cell| !cell.is_empty()).map(SheetCell::shown).unwrap_or_default()
}

fn named(rows: impl ExactSizeIterator<Item = usize>) -> String {
    let more = rows.len() > ROWS_NAMED;
    let names: Vec<String> = rows.take(ROWS_NAMED).map(|row| row.to_string()).collect();
    format!("{}{}", names.join(", "), if more { ", …" } else { "" })
}

fn sorted(cells: &Cells, columns: &Columns<'_>) -> Sorted {
    let mut sorted = Sorted::default();
    for (index, row) in cells.rows.iter().enumerate().skip(columns.first_row) {
        if columns.columns.iter().all(|(_, column)| row.get(*column).is_none_or(SheetCell::is_empty)) {
            continue;
        }
        let typed: Vec<String> = columns
            .figures()
            .map(|(property, column)| {
                row.get(*column).and_then(|cell| cell.typed(&property.schema.kind).ok())
            })
            .map(Option::unwrap_or_default)
            .collect();
        let figures = total::figures(typed.iter().map(String::as_str));
        if cells.hidden_rows.contains(&(cells.start.0 + index)) {
            sorted.hidden.push(index);
        } else if total::is_label(label(row)) {
            sorted.totals.push((sorted.data.len(), index, figures));
        } else {
            sorted.data.push((index, figures));
        }
    }
    sorted
}
