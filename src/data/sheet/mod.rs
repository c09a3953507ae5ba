//! Rows of a table from a spreadsheet beside the data: `tu_tep: phu-luc-1.xlsx#Sheet1!A5:G20` in the place of a list.
//!
//! Every cell becomes a text with a source of its own, named by sheet and cell, so that what does not fit is reported as what
//! is typed is.

mod book;
mod cell;
mod columns;
mod csv_file;
mod head;
mod hidden;
mod look;
mod ods;
mod package;
mod reference;
mod rows;
mod shown;
mod source;
mod source_rows;
mod total;
mod written;

use std::collections::BTreeSet;
use std::path::Path;

use cell::SheetCell;
pub use look::{ColumnLook, SheetLook, look};
use reference::{CellRange, Reference, column_of};
pub use written::written;

use super::node::{Content, Entry, Node};
use super::schema::{Kind, Schema};
use super::source::{SOURCES, file_of};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::names::safe_path;
use crate::run::Run;
use crate::source::Span;

/// No table of a report is longer.
const MOST_ROWS: usize = 100_000;

fn too_long() -> Text {
    text!(
        "có hơn {MOST_ROWS} dòng: một báo cáo không in được bảng như vậy",
        "has more than {MOST_ROWS} rows, which no report can print"
    )
}

/// Names the file, the sheet and the cells.
const FROM_FILE: &str = "tu_tep";
/// Says which column is which key: a letter, or the words of the heading.
const COLUMNS: &str = "cot";

/// Puts the rows of spreadsheets where the data refers to them. What cannot be read is found, and left as it is.
pub fn expand(node: &Node, schema: &Schema, folder: &Path, run: &mut Run<'_>) -> Node {
    Expander { folder, run }.node(node, schema)
}

/// The files that a data file takes rows from, relative to its folder, each once.
pub fn files(node: &Node) -> Vec<String> {
    let mut files = Vec::new();
    collect(node, &mut files);
    let sources = node.get(SOURCES).map(Node::entries).unwrap_or_default();
    for name in sources.iter().filter_map(|entry| file_of(&entry.value)) {
        if !files.iter().any(|file| file == name) {
            files.push(name.to_string());
        }
    }
    files
}

fn collect(node: &Node, files: &mut Vec<String>) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                let name = entry.value.as_text().filter(|_| entry.key == FROM_FILE).map(file_of_reference);
                match name {
                    Some(name) if !files.iter().any(|file| file == name) => files.push(name.to_string()),
                    Some(_) => {}
                    None => collect(&entry.value, files),
                }
            }
        }
        Content::List(items) => items.iter().for_each(|item| collect(item, files)),
        Content::Scalar(..) => {}
    }
}

fn file_of_reference(reference: &str) -> &str {
    Reference::parse(reference).map_or("", |reference| reference.file)
}

struct Expander<'a, 'w> {
    folder: &'a Path,
    run: &'a mut Run<'w>,
}

/// The cells of a sheet, with the place of the first.
#[derive(Debug, Default)]
struct Cells {
    sheet: String,
    /// Row and column of the first cell, from 0.
    start: (usize, usize),
    rows: Vec<Vec<SheetCell>>,
    /// Rows of the sheet that are not shown, from 0.
    hidden_rows: BTreeSet<usize>,
    /// Columns of the sheet that are not shown, from 0.
    hidden_columns: BTreeSet<usize>,
    /// The file does not say how its numbers and days are shown, which cells are joined and which rows hidden.
    may_look_otherwise: bool,
}

impl Cells {
    fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// The column that a capital letter names: always for one letter, for more when it lies among the cells.
    fn column_of_letter(&self, typed: &str) -> Option<usize> {
        let is_letter = typed.bytes().all(|byte| byte.is_ascii_uppercase());
        let column = column_of(typed).filter(|_| is_letter)?.checked_sub(self.start.1)?;
        (typed.len() == 1 || column < self.width()).then_some(column)
    }

    /// Gives the value of a joined cell to all its rows.
    fn spread(&mut self, region: CellRange) {
        let (Some(top), Some(left)) =
            (region.first.0.checked_sub(self.start.0), region.first.1.checked_sub(self.start.1))
        else {
            return;
        };
        let Some(first) = self.rows.get(top).and_then(|row| row.get(left)).cloned() else { return };
        let value = match first {
            SheetCell::Figure { shown, .. } => SheetCell::Spread(shown),
            other => other,
        };
        let is_tall = region.last.0 > region.first.0;
        if is_tall && matches!(value, SheetCell::Spread(_)) {
            self.rows[top][left] = value.clone();
        }
        for row in self.rows.iter_mut().skip(top + 1).take(region.last.0 - region.first.0) {
            if let Some(cell) = row.get_mut(left) {
                *cell = value.clone();
            }
        }
    }

    /// Keeps the part that a range names. The row right under it, if there is one.
    fn cut(&mut self, range: CellRange) -> Option<Vec<SheetCell>> {
        let (top, left) = self.start;
        let right = range.last.1.min((left + self.width()).max(range.first.1 + 1) - 1);
        let part = |row: &Vec<SheetCell>| -> Vec<SheetCell> {
            let cell = |column: usize| column.checked_sub(left).and_then(|column| row.get(column));
            (range.first.1..=right).map(|column| cell(column).cloned().unwrap_or_default()).collect()
        };
        let row = |row: usize| row.checked_sub(top).and_then(|row| self.rows.get(row));
        let end = (top + self.rows.len()).min(range.last.0 + 1);
        let kept = (range.first.0..end).map(|at| row(at).map(part).unwrap_or_default()).collect();
        let below = row(range.last.0 + 1).map(part);
        self.rows = kept;
        self.start = range.first;
        below
    }
}

impl Expander<'_, '_> {
    fn node(&mut self, node: &Node, schema: &Schema) -> Node {
        let content = match (&schema.kind, &node.content) {
            (Kind::List { item, .. }, Content::Map(_)) if node.get(FROM_FILE).is_some() => {
                match self.rows(node, item) {
                    Some(rows) => Content::List(rows),
                    // Found already: an empty list says no more.
                    None => Content::List(Vec::new()),
                }
            }
            (Kind::Source(table), _) if !node.is_empty() => match self.source(node, table) {
                Some(made) => return made,
                // Found already.
                None => Content::Map(Vec::new()),
            },
            (Kind::Map(properties), Content::Map(entries)) => {
                let expanded = entries.iter().map(|entry| {
                    let property = properties.iter().find(|property| property.name == entry.key);
                    let value = match property {
                        Some(property) => self.node(&entry.value, &property.schema),
                        None => entry.value.clone(),
                    };
                    Entry { value, ..entry.clone() }
                });
                Content::Map(expanded.collect())
            }
            (Kind::List { item, .. }, Content::List(items)) => {
                Content::List(items.iter().map(|node| self.node(node, item)).collect())
            }
            (_, content) => content.clone(),
        };
        node.with(content)
    }

    fn rows(&mut self, node: &Node, item: &Schema) -> Option<Vec<Node>> {
        let reference = node.get(FROM_FILE)?;
        let (typed, at) = (reference.as_text().unwrap_or_default(), reference.span);
        if let Some(entry) =
            node.entries().iter().find(|entry| entry.key != FROM_FILE && entry.key != COLUMNS)
        {
            let key = &entry.key;
            self.refuse(
                Code::UnknownKey,
                entry.key_span,
                text!("cạnh tu_tep không có mục “{key}”", "beside tu_tep there is no “{key}”"),
                text!("các mục ở đây: tu_tep, cot", "the keys here are: tu_tep, cot"),
            );
            return None;
        }
        let Kind::Map(properties) = &item.kind else {
            self.refuse(
                Code::WrongType,
                at,
                text!("danh sách này không phải là bảng", "this list is no table"),
                text!(
                    "chỉ bảng có nhiều cột mới lấy từ tệp được",
                    "only tables with columns come from files"
                ),
            );
            return None;
        };
        let (cells, below) = self.cells(typed, at)?;
        let columns = self.columns(node, properties, &cells, at)?;
        self.rows_of(typed, &cells, &columns, below, at)
    }

    /// Reads the cells that a reference names, and the row right under them.
    fn cells(&mut self, typed: &str, at: Span) -> Option<(Cells, Option<Vec<SheetCell>>)> {
        let reference = match Reference::parse(typed) {
            Ok(reference) => reference,
            Err(range) => {
                self.refuse(
                    Code::ValueOutOfRange,
                    at,
                    text!("“{range}” không phải là vùng ô", "“{range}” is no range of cells"),
                    text!("viết như A5:G20", "write it as A5:G20"),
                );
                return None;
            }
        };
        let file = reference.file;
        let Some(path) = safe_path(file).map(|path| self.folder.join(path)) else {
            self.refuse(
                Code::FileUnreadable,
                at,
                text!(
                    "“{file}” không nằm trong thư mục số liệu",
                    "“{file}” does not lie in the folder of the data"
                ),
                text!(
                    "chép tệp vào cạnh tệp của kỳ, ghi tên tệp thôi",
                    "copy it beside the period's file and write its name only"
                ),
            );
            return None;
        };
        let bytes = match self.run.world.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let (shown, why) = (path.display(), error.message());
                let (vi, en) = (why.vi, why.en);
                self.refuse(
                    Code::FileUnreadable,
                    at,
                    text!("không đọc được {shown}: {vi}", "cannot read {shown}: {en}"),
                    text!(
                        "xem lại tên tệp, đặt tệp cạnh tệp của kỳ",
                        "look at the name, and put it beside the period's file"
                    ),
                );
                return None;
            }
        };
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let read = match is_csv {
            true => csv_file::cells(&bytes).map(|(rows, is_guessed)| {
                if is_guessed {
                    self.guessed(&path, at);
                }
                Cells { sheet: "csv".to_string(), rows, ..Cells::default() }
            }),
            false => book::cells(&bytes, reference.sheet.as_deref(), reference.range),
        };
        match read {
            Ok(mut cells) => {
                let below = reference.range.and_then(|range| cells.cut(range));
                Some((cells, below))
            }
            Err(why) => {
                let shown = path.display();
                let (vi, en) = (&why.vi, &why.en);
                self.refuse(
                    Code::FileUnreadable,
                    at,
                    text!("{shown}: {vi}", "{shown}: {en}"),
                    text!(
                        "viết như phu-luc-1.xlsx#Sheet1!A5:G20",
                        "write it as phu-luc-1.xlsx#Sheet1!A5:G20"
                    ),
                );
                None
            }
        }
    }

    /// Nothing in a file says that it is windows-1258.
    fn guessed(&mut self, path: &Path, at: Span) {
        let shown = path.display();
        self.doubt(
            at,
            text!("{shown} được đọc theo bảng mã windows-1258", "{shown} is read as windows-1258"),
            text!(
                "nếu chữ có dấu bị sai, mở bằng Excel rồi lưu dưới dạng CSV UTF-8",
                "if letters with accents come out wrong, open it in Excel and save it as CSV UTF-8"
            ),
        );
    }

    fn refuse(&mut self, code: Code, at: Span, headline: Text, help: Text) {
        self.run.found.push(Diagnostic::error(code, headline).at(at).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;
    use crate::world::MemoryWorld;

    const SCHEMA: &str = r#"{"type":"object","properties":{"bang":{"type":"array","items":{"type":"object","required":["ten","n"],
        "properties":{"ten":{"type":"string","description":"Tên dịch vụ"},"n":{"format":"so-nguyen"}}}}}}"#;

    fn expanded(data: &str, csv: &str) -> (Vec<(String, String)>, Vec<String>) {
        let world = MemoryWorld::default().with("data/b.csv", csv);
        let mut run = Run::new(&world);
        let file = run.sources.add("data/t.yaml", data);
        let node = yaml::parse(file, &run.sources, &mut run.found).expect("sound YAML");
        let schema = Schema::parse(SCHEMA).expect("sound");
        let made = expand(&node, &schema, Path::new("data"), &mut run);
        let Some(Content::List(rows)) = made.get("bang").map(|node| &node.content) else { panic!("a list") };
        let cell = |row: &Node, key: &str| row.get(key).and_then(Node::as_text).unwrap_or("?").to_string();
        let rows = rows.iter().map(|row| (cell(row, "ten"), cell(row, "n"))).collect();
        (rows, run.found.iter().map(|finding| finding.headline.vi.clone()).collect())
    }

    #[test]
    fn rows_come_by_letters_and_by_headings() {
        let rows =
            vec![("Tạm trú".to_string(), "4.080".to_string()), ("Khai sinh".to_string(), "12".to_string())];
        let csv = "Tên dịch vụ;x;n\r\nTạm trú;;4.080\r\nKhai sinh;;12%\r\n;;\r\n";
        let none: Vec<String> = Vec::new();
        assert_eq!(expanded("bang: {tu_tep: b.csv}", csv), (rows.clone(), none.clone()));
        assert_eq!(
            expanded("bang: {tu_tep: 'b.csv#A2:C9', cot: {ten: A, n: C}}", csv),
            (rows.clone(), none.clone())
        );
        let by_name = "bang: {tu_tep: b.csv, cot: {ten: Tên dịch vụ, n: n}}";
        assert_eq!(expanded(by_name, csv), (rows, none));
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (data, part) in [
            ("bang: {tu_tep: c.csv}", "không đọc được"),
            ("bang: {tu_tep: ../b.csv}", "không nằm trong thư mục"),
            ("bang: {tu_tep: 'b.csv#x!A5-G20'}", "không phải là vùng ô"),
            ("bang: {tu_tep: b.csv}", "không có cột nào mang tên “ten”"),
            ("bang: {tu_tep: b.csv, cot: {la: A}}", "không có cột “la”"),
            ("bang: {tu_tep: b.csv, cot: {ten: Họ}}", "không có cột “Họ”"),
            ("bang: {tu_tep: b.csv, la: 1}", "không có mục “la”"),
        ] {
            let (_, found) = expanded(data, "x,y\n1,2\n");
            assert!(found.len() == 1 && found[0].contains(part), "{data}: {found:?}");
        }
    }
}
