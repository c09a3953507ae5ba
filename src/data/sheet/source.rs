//! A workbook by what its template says of it: the sheet and the head are found by words, rows by their keys.

use rust_decimal::RoundingStrategy;

use super::cell::SheetCell;
use super::columns::folded;
use super::head::{TableHead, find};
use super::reference::{cell_name, column_name};
use super::source_rows::{SourceRow, SourceRows, sorted};
use super::{Cells, Expander, book};
use crate::data::node::{Content, Entry, Node, Quoting};
use crate::data::source::{FILE, GROUP, KEY, PARAMETERS, ROWS, SHEET, SourceTable, TOTALS, file_of};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::names::safe_path;
use crate::source::Span;
use crate::text::number;

/// A figure with all its digits, of which spreadsheets keep fifteen. Typed as text with dots between thousands it is one, once others
/// of the table show that dots are no decimal points.
fn figure(cell: &SheetCell, is_vietnamese: bool) -> String {
    let figure = cell.figure();
    let Some(reading) = number::parse(&figure).filter(|_| matches!(cell, SheetCell::Text(_))) else {
        return figure;
    };
    let value = reading.value();
    let is_long = number::digits(value) > number::MAX_DIGITS && !value.fract().is_zero();
    match is_long || is_vietnamese {
        true => {
            let strategy = RoundingStrategy::MidpointAwayFromZero;
            number::plain(value.round_sf_with_strategy(number::MAX_DIGITS, strategy).unwrap_or(value))
        }
        false => figure,
    }
}

/// The value of a parameter: in the cell under its words or at their right, or behind `=` or `:` in the same one.
fn parameter(cells: &Cells, head: &TableHead, words: &str) -> Option<((usize, usize), String)> {
    let wanted = folded(words);
    let shown = |row: usize, column: usize| {
        let cell = cells.rows.get(row).filter(|_| row < head.first)?.get(column)?;
        Some(cell.shown().trim()).filter(|shown| !shown.is_empty())
    };
    let places = (0..head.first).flat_map(|row| (0..cells.width()).map(move |column| (row, column)));
    for (row, column) in places {
        let Some(said) = shown(row, column) else { continue };
        if folded(said) == wanted {
            let beside = [(row + 1, column), (row, column + 1)];
            return beside.into_iter().find_map(|place| Some((place, shown(place.0, place.1)?.to_string())));
        }
        let named = said.split_once(['=', ':']).filter(|(name, _)| folded(name) == wanted);
        if let Some((_, value)) = named.filter(|(_, value)| !value.trim().is_empty()) {
            return Some(((row, column), value.trim().to_string()));
        }
    }
    None
}

impl Expander<'_, '_> {
    /// The rows, totals and parameters of a workbook, each value with the cell that it comes from.
    pub(super) fn source(&mut self, node: &Node, table: &SourceTable) -> Option<Node> {
        let (name, at) = (file_of(node)?, node.span);
        let sheet = node.get(SHEET).and_then(Node::as_text);
        let (cells, head) = self.sheet_with_head(name, sheet, table, at)?;
        let file = self.folder.join(name).display().to_string();
        let rows = sorted(&cells, &head, table);
        self.remarks(&cells, &head, table, &rows, at);
        self.twice(&cells, &rows, at)?;
        let shown = |row: &SourceRow| (row.index, row.key.clone(), row.group.clone());
        let data: Vec<_> = rows.data.iter().map(shown).collect();
        let totals: Vec<_> = rows.totals.iter().map(shown).collect();
        let mut list = |rows: Vec<(usize, String, Option<String>)>| -> Node {
            let rows = rows.into_iter().map(|row| self.source_row((&file, &cells), &head, table, row, at));
            Node::new(Content::List(rows.collect()), at)
        };
        let (data, totals) = (list(data), list(totals));
        let parameters = self.parameters((&file, &cells), &head, table, at);
        let entry = |key: &str, value| Entry { key: key.to_string(), key_span: at, value };
        let named = Node::new(Content::Scalar(name.to_string(), Quoting::Plain), at);
        let whole =
            vec![entry(FILE, named), entry(ROWS, data), entry(TOTALS, totals), entry(PARAMETERS, parameters)];
        Some(Node::new(Content::Map(whole), at))
    }

    /// The one sheet that has the columns.
    fn sheet_with_head(
        &mut self,
        name: &str,
        sheet: Option<&str>,
        table: &SourceTable,
        at: Span,
    ) -> Option<(Cells, TableHead)> {
        let names = match sheet {
            Some(sheet) => vec![sheet.to_string()],
            None => self.sheets(name),
        };
        let mut found = Vec::new();
        let mut lacking: Option<(String, Vec<String>)> = None;
        for sheet in &names {
            let reference = if sheet.is_empty() { name.to_string() } else { format!("{name}#{sheet}!A:XFD") };
            let (cells, _) = self.cells(&reference, at)?;
            match find(&cells, table) {
                Ok(head) => found.push((cells, head)),
                Err(missing) if lacking.as_ref().is_none_or(|(_, least)| missing.len() < least.len()) => {
                    lacking = Some((cells.sheet.clone(), missing));
                }
                Err(_) => {}
            }
        }
        if found.len() > 1 {
            let sheets: Vec<&str> = found.iter().map(|(cells, _)| cells.sheet.as_str()).collect();
            let sheets = sheets.join(", ");
            self.refuse(
                Code::ValueOutOfRange,
                at,
                text!("{name} có nhiều trang hợp: {sheets}", "{name} has several sheets that fit: {sheets}"),
                text!("ghi {{ tep: {name}, trang: … }}", "write {{ tep: {name}, trang: … }}"),
            );
            return None;
        }
        if let Some(found) = found.pop() {
            return Some(found);
        }
        let (sheet, missing) = lacking.unwrap_or_default();
        let missing: Vec<String> = missing.iter().map(|head| format!("“{head}”")).collect();
        let missing = missing.join(", ");
        self.refuse(
            Code::ValueOutOfRange,
            at,
            text!(
                "{name}, trang {sheet}: không có cột nào, hoặc có hai cột, tên {missing}",
                "{name}, sheet {sheet}: there is no column, or there are two, named {missing}"
            ),
            text!(
                "xem biểu có đúng loại không; cột đổi tên thì thêm tên mới vào nguon.yaml của mẫu, hai cột cùng tên thì ghi cả đầu cột cấp trên: Cấp trên / Cấp dưới",
                "see whether it is the right kind of workbook; when a column was renamed, add its new name to the template's nguon.yaml; of two with one name, write the upper head, too: Upper / Lower"
            ),
        );
        None
    }

    /// The sheets of a workbook; one without a name for a CSV file, or one that cannot be read, which is told when it is tried.
    pub(super) fn sheets(&mut self, name: &str) -> Vec<String> {
        let path = safe_path(name).map(|path| self.folder.join(path));
        let bytes = path.and_then(|path| self.run.world.read(&path).ok()).unwrap_or_default();
        match name.to_lowercase().ends_with(".csv") {
            true => vec![String::new()],
            false => {
                book::sheets(&bytes).filter(|names| !names.is_empty()).unwrap_or_else(|| vec![String::new()])
            }
        }
    }

    fn source_row(
        &mut self,
        (file, cells): (&str, &Cells),
        head: &TableHead,
        table: &SourceTable,
        (index, key, group): (usize, String, Option<String>),
        at: Span,
    ) -> Node {
        let is_vietnamese = head.has_vietnamese_texts;
        let mut entries = vec![self.cell_entry((file, cells), KEY, (index, head.key), key)];
        if let Some(group) = group {
            entries.push(self.cell_entry((file, cells), GROUP, (index, head.key), group));
        }
        for (column, place) in table.columns.iter().zip(&head.columns) {
            let Some(place) = *place else { continue };
            let cell = cells.rows[index].get(place).cloned().unwrap_or_default();
            if cell.is_empty() || column.is_figure && cell.is_dash() {
                continue;
            }
            let typed =
                if column.is_figure { figure(&cell, is_vietnamese) } else { cell.shown().trim().to_string() };
            entries.push(self.cell_entry((file, cells), &column.name, (index, place), typed));
        }
        Node::new(Content::Map(entries), at)
    }

    /// A value with the cell that it comes from.
    fn cell_entry(
        &mut self,
        (file, cells): (&str, &Cells),
        key: &str,
        (row, column): (usize, usize),
        typed: String,
    ) -> Entry {
        let name = cell_name(cells.start.0 + row, cells.start.1 + column);
        let source = self.run.sources.add(format!("{file} {}!{name}", cells.sheet), typed.clone());
        let span = Span::new(source, 0, typed.len());
        let value = Node::new(Content::Scalar(typed, Quoting::Plain), span);
        Entry { key: key.to_string(), key_span: span, value }
    }

    /// What stands under, beside or behind the words of each parameter above the head.
    fn parameters(
        &mut self,
        (file, cells): (&str, &Cells),
        head: &TableHead,
        table: &SourceTable,
        at: Span,
    ) -> Node {
        let mut entries = Vec::new();
        for (name, words) in &table.parameters {
            match parameter(cells, head, words) {
                Some((place, typed)) => entries.push(self.cell_entry((file, cells), name, place, typed)),
                None => {
                    let sheet = &cells.sheet;
                    self.doubt(
                        at,
                        text!(
                            "{file}, trang {sheet}: phía trên bảng không có “{words}”",
                            "{file}, sheet {sheet}: above the table there is no “{words}”"
                        ),
                        text!("xem biểu có đúng loại không", "see whether it is the right kind of workbook"),
                    );
                }
            }
        }
        Node::new(Content::Map(entries), at)
    }

    /// A key that two rows have: whose figures are meant cannot be known.
    fn twice(&mut self, cells: &Cells, rows: &SourceRows, at: Span) -> Option<()> {
        let mut sorted: Vec<&SourceRow> = rows.data.iter().collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        let twin = sorted.windows(2).find(|pair| pair[0].key == pair[1].key);
        let Some([one, other]) = twin else { return Some(()) };
        let (key, sheet) = (&one.key, &cells.sheet);
        let [one, other] = [one, other].map(|row| cells.start.0 + row.index + 1);
        self.refuse(
            Code::ValueOutOfRange,
            at,
            text!(
                "trang {sheet}: mã {key} có ở hai dòng {one} và {other}",
                "sheet {sheet}: the key {key} stands in the rows {one} and {other}"
            ),
            text!("xóa hoặc sửa một dòng", "delete or correct one of them"),
        );
        None
    }

    /// What was not taken, and what does not add up.
    fn remarks(&mut self, cells: &Cells, head: &TableHead, table: &SourceTable, rows: &SourceRows, at: Span) {
        let sheet = &cells.sheet;
        let row = |index: usize| cells.start.0 + index + 1;
        for index in &rows.without_key {
            let row = row(*index);
            self.doubt(
                at,
                text!(
                    "trang {sheet}, dòng {row} có số mà không có mã: không lấy",
                    "sheet {sheet}, row {row} has figures and no key: it is not taken"
                ),
                text!(
                    "nếu là dòng tổng, ghi chữ của nó vào dong_tong trong nguon.yaml",
                    "if it is a total, write its words into dong_tong of nguon.yaml"
                ),
            );
        }
        self.other_keys(sheet, rows, row, at);
        self.units(cells, head, table, at);
        let hidden = rows.data.iter().filter(|row| cells.hidden_rows.contains(&(cells.start.0 + row.index)));
        let hidden: Vec<String> = hidden.map(|taken| row(taken.index).to_string()).collect();
        if !hidden.is_empty() {
            let rows = hidden.join(", ");
            self.say(
                at,
                text!(
                    "trang {sheet}: các dòng bị ẩn {rows} vẫn được lấy",
                    "sheet {sheet}: the hidden rows {rows} are taken, too"
                ),
            );
        }
        if !rows.groups.is_empty() {
            let rows = rows.groups.iter().map(|index| row(*index).to_string()).collect::<Vec<_>>().join(", ");
            self.say(
                at,
                text!(
                    "trang {sheet}: các dòng {rows} không có số, được hiểu là đề mục của nhóm",
                    "sheet {sheet}: the rows {rows} have no figures and are taken for headings of groups"
                ),
            );
        }
        if let Some(row) = rows.numbering.map(row) {
            self.say(
                at,
                text!(
                    "trang {sheet}: dòng {row} đánh số các cột, không lấy",
                    "sheet {sheet}: row {row} numbers the columns and is not taken"
                ),
            );
        }
        for (column, place) in table.columns.iter().zip(&head.columns) {
            let Some(place) = *place else { continue };
            let errors: Vec<String> = rows
                .data
                .iter()
                .filter(|row| {
                    column.is_figure && cells.rows[row.index].get(place).is_some_and(SheetCell::is_error)
                })
                .map(|row| cell_name(cells.start.0 + row.index, cells.start.1 + place))
                .collect();
            if !errors.is_empty() {
                let (cells, name) = (errors.join(", "), &column.name);
                self.doubt(
                    at,
                    text!(
                        "trang {sheet}, ô {cells} (“{name}”) không có số: công thức lỗi hoặc chưa tính",
                        "sheet {sheet}, cell {cells} (“{name}”) has no figure: its formula fails or was never computed"
                    ),
                    text!(
                        "sửa trong bảng tính; mẫu in được chỗ ấy bằng {{% if … is number %}}",
                        "correct the workbook; a template can print such a place with {{% if … is number %}}"
                    ),
                );
            }
        }
        for (total, column) in rows.wrong_totals(cells, head, table) {
            let cell = cell_name(cells.start.0 + total, cells.start.1 + column);
            self.doubt(
                at,
                text!(
                    "trang {sheet}, ô {cell}: dòng tổng không bằng tổng các dòng",
                    "sheet {sheet}, cell {cell}: the total is not the sum of the rows"
                ),
                text!(
                    "xem biểu có thiếu dòng không; cột không cộng được thì ghi cong: không trong nguon.yaml",
                    "see whether rows are missing; of a column that does not add up, write cong: không in nguon.yaml"
                ),
            );
        }
    }

    /// Keys that are unlike the others: regions among provinces, or codes whose zeros are lost.
    fn other_keys(&mut self, sheet: &str, rows: &SourceRows, row: impl Fn(usize) -> usize, at: Span) {
        let others = rows.with_other_keys();
        if others.is_empty() {
            return;
        }
        let are_digits = others.iter().all(|other| other.key.bytes().all(|byte| byte.is_ascii_digit()));
        let named: Vec<String> =
            others.iter().map(|other| format!("{} ({})", row(other.index), other.key)).collect();
        let named = named.join(", ");
        let headline = text!(
            "trang {sheet}, dòng {named}: mã khác dạng với mã của các dòng khác",
            "sheet {sheet}, row {named}: the key is unlike those of other rows"
        );
        let help = match are_digits {
            true => text!(
                "mã mất số 0 ở đầu thì ghi do_dai_khoa vào nguon.yaml; không phải dòng số liệu thì ghi mã vào bo_dong",
                "if keys lost their zeros, write do_dai_khoa into nguon.yaml; if it is no data, write the key into bo_dong"
            ),
            false => text!(
                "dòng của vùng, khối: ghi mã vào bo_dong trong nguon.yaml (V* là mọi mã bắt đầu bằng V); đúng là đơn vị thì ghi chap_nhan",
                "of regions: write the key into bo_dong of nguon.yaml (V* is any that begins with V); if it is a unit, accept it (chap_nhan)"
            ),
        };
        self.doubt(at, headline, help);
    }

    fn say(&mut self, at: Span, headline: Text) {
        self.run.found.push(Diagnostic::note(Code::SheetDoubtful, headline).at(at));
    }

    /// Heads may say another unit than the template.
    fn units(&mut self, cells: &Cells, head: &TableHead, table: &SourceTable, at: Span) {
        let mut others: Vec<(String, String, Vec<String>)> = Vec::new();
        for (column, place) in table.columns.iter().zip(&head.columns) {
            let (Some(place), Some(unit)) = (*place, &column.unit) else { continue };
            let Some(said) = head.unit_of(cells, place).filter(|said| folded(said) != folded(unit)) else {
                continue;
            };
            let letter = column_name(cells.start.1 + place);
            match others.iter_mut().find(|(other, own, _)| *other == said && own == unit) {
                Some((.., letters)) => letters.push(letter),
                None => others.push((said, unit.clone(), vec![letter])),
            }
        }
        for (said, unit, letters) in others {
            let (sheet, letters) = (&cells.sheet, letters.join(", "));
            self.doubt(
                at,
                text!(
                    "trang {sheet}, cột {letters}: đầu cột ghi đơn vị “{said}”, mẫu tính là “{unit}”",
                    "sheet {sheet}, column {letters}: the head says “{said}”, the template takes “{unit}”"
                ),
                text!(
                    "đối chiếu số trong ô với một nguồn khác; đúng là {unit} thì ghi chap_nhan",
                    "compare the figures with another source; if they are {unit}, accept it (chap_nhan)"
                ),
            );
        }
    }
}
