//! Which column of the cells is which key: said by `cot` with letters or headings, or by headings that are the keys themselves.

use super::reference::{cell_name, column_name, column_of};
use super::{COLUMNS, Cells, Expander};
use crate::data::node::{Entry, Node};
use crate::data::schema::{Kind, Property};
use crate::diag::{Code, Diagnostic, text};
use crate::source::Span;
use crate::text::nfc;

/// Rows that are searched for the heading: titles, units and parameters stand above it.
const ROWS_FOR_HEADING: usize = 30;

/// Where the values of a row stand.
pub(super) struct Columns<'p> {
    /// Keys and the columns of the cells, from 0.
    pub columns: Vec<(&'p Property, usize)>,
    /// The first row of data among the cells, from 0.
    pub first_row: usize,
}

impl<'p> Columns<'p> {
    /// Those that hold figures.
    pub(super) fn figures(&self) -> impl Iterator<Item = &(&'p Property, usize)> {
        self.columns
            .iter()
            .filter(|(property, _)| matches!(property.schema.kind, Kind::Integer | Kind::Number))
    }
}

/// A row with the words of the columns.
struct Heading {
    row: usize,
    words: Vec<String>,
}

impl Heading {
    /// The row that has the most of the wanted words; the first of equals, or the last of those that a joined heading makes.
    fn find(cells: &Cells, wanted: &[String]) -> Heading {
        let words_of = |row: usize| -> Vec<String> {
            cells.rows.get(row).into_iter().flatten().map(|cell| folded(cell.shown())).collect()
        };
        let matches = |row: &usize| {
            let words = words_of(*row);
            wanted.iter().filter(|wanted| words.contains(wanted)).count()
        };
        let rows = 0..cells.rows.len().min(ROWS_FOR_HEADING);
        let first = rows.clone().rev().max_by_key(matches).filter(|row| matches(row) > 0);
        let Some(first) = first else { return Heading { row: 0, words: words_of(0) } };
        let is_same = |row: &usize| matches(row) == matches(&first);
        let row = (first..rows.end).take_while(is_same).last().unwrap_or(first);
        Heading { row, words: words_of(row) }
    }

    fn columns(&self, wanted: &str) -> Vec<usize> {
        let wanted = folded(wanted);
        let is_it =
            |(column, words): (usize, &String)| (!words.is_empty() && *words == wanted).then_some(column);
        self.words.iter().enumerate().filter_map(is_it).collect()
    }

    fn shown(&self) -> String {
        self.words.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

impl Expander<'_, '_> {
    pub(super) fn columns<'p>(
        &mut self,
        node: &Node,
        properties: &'p [Property],
        cells: &Cells,
        at: Span,
    ) -> Option<Columns<'p>> {
        let columns = self.named_columns(node, properties, cells, at)?;
        for (property, column) in &columns.columns {
            let column = cells.start.1 + column;
            if cells.hidden_columns.contains(&column) {
                let (letter, key) = (column_name(column), &property.name);
                self.doubt(
                    at,
                    text!(
                        "cột {letter} (“{key}”) đang bị ẩn mà vẫn được lấy",
                        "the column {letter} (“{key}”) is hidden, and taken"
                    ),
                    text!(
                        "xem có đúng cột cần lấy không, rồi bỏ ẩn",
                        "see whether it is the one that is meant, and show it"
                    ),
                );
            }
        }
        Some(columns)
    }

    fn named_columns<'p>(
        &mut self,
        node: &Node,
        properties: &'p [Property],
        cells: &Cells,
        at: Span,
    ) -> Option<Columns<'p>> {
        let Some(mapping) = node.get(COLUMNS) else { return self.columns_by_key(properties, cells, at) };
        if mapping.entries().is_empty() {
            self.refuse(
                Code::WrongType,
                mapping.span,
                text!("“cot” chưa nói cột nào là mục nào", "“cot” does not say which column is which key"),
                text!("viết như cot: {{ ten: B, tong_so: E }}", "write it as cot: {{ ten: B, tong_so: E }}"),
            );
            return None;
        }
        let typed = |entry: &Entry| entry.value.as_text().unwrap_or_default().to_string();
        let words: Vec<String> = mapping
            .entries()
            .iter()
            .map(typed)
            .filter(|typed| cells.column_of_letter(typed).is_none())
            .map(|typed| folded(&typed))
            .collect();
        let heading = Heading::find(cells, &words);
        let mut columns = Vec::new();
        for entry in mapping.entries() {
            let property = self.property(entry, properties)?;
            columns.push((property, self.column(entry, &typed(entry), &heading, cells)?));
        }
        let first_row = if words.is_empty() { 0 } else { heading.row + 1 };
        Some(Columns { columns, first_row })
    }

    fn property<'p>(&mut self, entry: &Entry, properties: &'p [Property]) -> Option<&'p Property> {
        let key = &entry.key;
        let found = properties.iter().find(|property| property.name == *key);
        if found.is_none() {
            let names: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
            let names = names.join(", ");
            self.refuse(
                Code::UnknownKey,
                entry.key_span,
                text!("bảng không có cột “{key}”", "the table has no column “{key}”"),
                text!("các cột: {names}", "the columns are: {names}"),
            );
        }
        found
    }

    /// The column that one entry of `cot` names.
    fn column(&mut self, entry: &Entry, typed: &str, heading: &Heading, cells: &Cells) -> Option<usize> {
        let by_words = heading.columns(typed);
        if let Some(column) = cells.column_of_letter(typed) {
            if by_words.iter().any(|words| *words != column) {
                let name = cell_name(cells.start.0 + heading.row, cells.start.1 + by_words[0]);
                self.doubt(
                    entry.value.span,
                    text!(
                        "“{typed}” được hiểu là chữ cái của cột, tuy ô {name} cũng ghi “{typed}”",
                        "“{typed}” is taken for the column's letter, though the cell {name} says “{typed}”, too"
                    ),
                    text!(
                        "nếu muốn lấy cột có tên ấy, ghi chữ cái của nó",
                        "if the column of that heading is meant, write its letter"
                    ),
                );
            }
            return Some(column);
        }
        match by_words.as_slice() {
            [column] => return Some(*column),
            [] => {}
            several => {
                let letters = several.iter().map(|column| column_name(cells.start.1 + column));
                let letters = letters.collect::<Vec<_>>().join(", ");
                self.refuse(
                    Code::ValueOutOfRange,
                    entry.value.span,
                    text!(
                        "các cột {letters} cùng có tên “{typed}”",
                        "the columns {letters} all have the name “{typed}”"
                    ),
                    text!("ghi chữ cái của cột cần lấy", "write the letter of the one that is meant"),
                );
                return None;
            }
        }
        let by_letter = column_of(typed).and_then(|column| column.checked_sub(cells.start.1));
        if by_letter.is_none_or(|column| column >= cells.width()) {
            let there = heading.shown();
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
        }
        by_letter
    }

    /// Columns whose headings are the keys, or what the schema says of them.
    fn columns_by_key<'p>(
        &mut self,
        properties: &'p [Property],
        cells: &Cells,
        at: Span,
    ) -> Option<Columns<'p>> {
        let names = |property: &Property| [folded(&property.name), folded(&property.schema.description)];
        let wanted: Vec<String> =
            properties.iter().flat_map(names).filter(|words| !words.is_empty()).collect();
        let heading = Heading::find(cells, &wanted);
        let mut columns = Vec::new();
        for property in properties {
            let found =
                names(property).iter().map(|words| heading.columns(words)).find(|found| !found.is_empty());
            let name = &property.name;
            match found.as_deref() {
                Some([column]) => columns.push((property, *column)),
                Some(several) => {
                    let letters = several.iter().map(|column| column_name(cells.start.1 + column));
                    let letters = letters.collect::<Vec<_>>().join(", ");
                    self.refuse(
                        Code::ValueOutOfRange,
                        at,
                        text!(
                            "các cột {letters} cùng có tên của “{name}”",
                            "the columns {letters} all have the name of “{name}”"
                        ),
                        text!("thêm cot: {{ {name}: B, … }}", "add cot: {{ {name}: B, … }}"),
                    );
                    return None;
                }
                None if property.required => {
                    let there = heading.shown();
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
                None => {}
            }
        }
        Some(Columns { columns, first_row: heading.row + 1 })
    }

    /// A remark on how a spreadsheet was understood.
    pub(super) fn doubt(&mut self, at: Span, headline: crate::diag::Text, help: crate::diag::Text) {
        self.run.found.push(Diagnostic::warning(Code::SheetDoubtful, headline).at(at).help(help));
    }
}

/// Words as they are compared: composed, in small letters, one space between.
pub(super) fn folded(text: &str) -> String {
    nfc(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_lowercase()
}
