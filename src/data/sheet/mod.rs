//! Rows of a table from a spreadsheet beside the data: `tu_tep: phu-luc-1.xlsx#Sheet1!A5:G20` in the place of a list.
//!
//! Every cell becomes a text with a source of its own, named by sheet and cell, so that what does not fit is reported as what
//! is typed is.

mod cells;
mod written;

use std::path::{Path, PathBuf};

use cells::{book_cells, cell_name, column_of, csv_cells, cut, parse_range};
pub use written::written;

use super::node::{Content, Entry, Node, Quoting};
use super::schema::{Kind, Property, Schema};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::names::safe_path;
use crate::run::Run;
use crate::source::Span;
use crate::text::nfc;

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
    files
}

fn collect(node: &Node, files: &mut Vec<String>) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                let name = entry.value.as_text().filter(|_| entry.key == FROM_FILE).map(file_of);
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

fn file_of(reference: &str) -> &str {
    reference.split('#').next().unwrap_or_default().trim()
}

struct Expander<'a, 'w> {
    folder: &'a Path,
    run: &'a mut Run<'w>,
}

/// The cells of a sheet, with the place of the first.
struct Cells {
    sheet: String,
    /// Row and column of the first cell, from 0.
    start: (u32, u32),
    rows: Vec<Vec<Result<String, String>>>,
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
        let cells = self.cells(typed, at)?;
        let (columns, has_heading) = self.columns(node, properties, &cells, at)?;
        let file = self.folder.join(file_of(typed));
        let mut rows = Vec::new();
        for (index, row) in cells.rows.iter().enumerate().skip(usize::from(has_heading)) {
            let is_empty = columns.iter().all(|(_, column)| {
                row.get(*column).is_none_or(|cell| cell.as_ref().is_ok_and(|text| text.trim().is_empty()))
            });
            if !is_empty {
                rows.push(self.row(&file, &cells, index, row, &columns, at));
            }
        }
        if rows.is_empty() {
            self.refuse(
                Code::ValueOutOfRange,
                at,
                text!("“{typed}” không có dòng nào", "“{typed}” has no rows"),
                text!("xem lại vùng ô và các cột", "look at the range and the columns"),
            );
            return None;
        }
        Some(rows)
    }

    fn row(
        &mut self,
        file: &Path,
        cells: &Cells,
        index: usize,
        row: &[Result<String, String>],
        columns: &[(&Property, usize)],
        at: Span,
    ) -> Node {
        let entries = columns.iter().map(|(property, column)| {
            let cell = row.get(*column).cloned().unwrap_or(Ok(String::new()));
            let name = cell_name(cells.start.0 as usize + index, cells.start.1 as usize + column);
            let place = PathBuf::from(format!("{} {}!{name}", file.display(), cells.sheet));
            let (typed, fault) = match cell {
                Ok(text) => (nfc(text.trim()).into_owned(), None),
                Err(fault) => (fault.clone(), Some(fault)),
            };
            let is_number = matches!(property.schema.kind, Kind::Integer | Kind::Number);
            let typed = if is_number { typed.trim_end_matches('%').trim_end().to_string() } else { typed };
            let source = self.run.sources.add(place, typed.clone());
            let span = Span::new(source, 0, typed.len());
            if let Some(fault) = fault {
                self.refuse(
                    Code::WrongType,
                    span,
                    text!("ô {name} bị lỗi {fault}", "the cell {name} has the error {fault}"),
                    text!("sửa công thức trong bảng tính", "correct the formula in the spreadsheet"),
                );
            }
            let value = Node::new(Content::Scalar(typed, Quoting::Plain), span);
            Entry { key: property.name.clone(), key_span: span, value }
        });
        Node::new(Content::Map(entries.collect()), at)
    }

    /// Reads the cells that a reference names.
    fn cells(&mut self, reference: &str, at: Span) -> Option<Cells> {
        let file = file_of(reference);
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
        let place = reference.split_once('#').map(|(_, place)| place.trim());
        let (sheet, range) = match place {
            Some(place) => match place.rsplit_once('!') {
                Some((sheet, range)) => (Some(sheet.trim_matches('\'')), Some(range)),
                None if parse_range(place).is_some() => (None, Some(place)),
                None => (Some(place.trim_matches('\'')), None),
            },
            None => (None, None),
        };
        let range = match range.map(|range| parse_range(range).ok_or(range)) {
            Some(Err(range)) => {
                self.refuse(
                    Code::ValueOutOfRange,
                    at,
                    text!("“{range}” không phải là vùng ô", "“{range}” is no range of cells"),
                    text!("viết như A5:G20", "write it as A5:G20"),
                );
                return None;
            }
            Some(Ok(range)) => Some(range),
            None => None,
        };
        let read = match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
            true => csv_cells(&bytes).map(|rows| ("csv".to_string(), (0, 0), rows)),
            false => book_cells(&bytes, sheet, range),
        };
        match read {
            Ok((sheet, start, rows)) => {
                let (start, rows) = cut(start, rows, range);
                Some(Cells { sheet, start, rows })
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

    /// Which column of the cells holds which key, and whether the first row is a heading.
    fn columns<'p>(
        &mut self,
        node: &Node,
        properties: &'p [Property],
        cells: &Cells,
        at: Span,
    ) -> Option<(Vec<(&'p Property, usize)>, bool)> {
        let heading: Vec<String> = cells
            .rows
            .first()
            .map(|row| row.iter().map(|cell| folded(cell.as_deref().unwrap_or_default())).collect())
            .unwrap_or_default();
        let by_words =
            |words: &str| heading.iter().position(|cell| !cell.is_empty() && *cell == folded(words));
        let mut columns = Vec::new();
        let mut has_heading = false;
        let Some(mapping) = node.get(COLUMNS) else {
            for property in properties {
                let column = by_words(&property.name).or_else(|| by_words(&property.schema.description));
                columns.extend(column.map(|column| (property, column)));
            }
            let missing = properties.iter().find(|property| {
                property.required && !columns.iter().any(|(known, _)| known.name == property.name)
            });
            if let Some(property) = missing {
                let (name, there) = (&property.name, heading.join(", "));
                self.refuse(
                    Code::MissingValue,
                    at,
                    text!("không có cột nào mang tên “{name}”", "no column has the name “{name}”"),
                    text!(
                        "thêm cot: {{ {name}: B, … }}; dòng đầu của vùng có: {there}",
                        "add cot: {{ {name}: B, … }}; the first row has: {there}"
                    ),
                );
                return None;
            }
            return Some((columns, true));
        };
        if mapping.entries().is_empty() {
            self.refuse(
                Code::WrongType,
                mapping.span,
                text!("“cot” chưa nói cột nào là mục nào", "“cot” does not say which column is which key"),
                text!("viết như cot: {{ ten: B, tong_so: E }}", "write it as cot: {{ ten: B, tong_so: E }}"),
            );
            return None;
        }
        for entry in mapping.entries() {
            let key = &entry.key;
            let Some(property) = properties.iter().find(|property| property.name == *key) else {
                let names: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
                let names = names.join(", ");
                self.refuse(
                    Code::UnknownKey,
                    entry.key_span,
                    text!("bảng không có cột “{key}”", "the table has no column “{key}”"),
                    text!("các cột: {names}", "the columns are: {names}"),
                );
                return None;
            };
            let typed = entry.value.as_text().unwrap_or_default();
            let by_letter = column_of(typed).and_then(|column| column.checked_sub(cells.start.1 as usize));
            let column = match by_words(typed) {
                Some(column) => {
                    has_heading = true;
                    Some(column)
                }
                None => by_letter,
            };
            let Some(column) = column else {
                let there = heading.join(", ");
                self.refuse(
                    Code::ValueOutOfRange,
                    entry.value.span,
                    text!("không có cột “{typed}” trong vùng", "there is no column “{typed}” in the range"),
                    text!(
                        "ghi chữ cái của cột, hoặc tên cột: {there}",
                        "write the column's letter, or its name: {there}"
                    ),
                );
                return None;
            };
            columns.push((property, column));
        }
        Some((columns, has_heading))
    }

    fn refuse(&mut self, code: Code, at: Span, headline: Text, help: Text) {
        self.run.found.push(Diagnostic::error(code, headline).at(at).help(help));
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
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
