//! Columns under “Trong đó” that are more than the column before them.

use rust_decimal::Decimal;

use super::table_total::is_total;
use crate::check::tables::{
    NumberedRow, column_name, heading, is_additive, label, numbered_rows, row_place, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Table;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TablePart,
    page: CodePage {
        what: w(
            "Cột “trong đó” của bảng lớn hơn cột tổng số đứng trước.",
            "A column under “trong đó” is more than the whole before it.",
        ),
        why: w("Một phần không lớn hơn tổng.", "A part is not more than the whole."),
        wrong: "| Đơn vị | Tổng số | Trong đó: nữ |\n| A | 10 | 12 |\n| B | 9 | 3 |\n| C | 8 | 4 |\n| D | 7 | 2 |",
        right: "| Đơn vị | Tổng số | Trong đó: nữ |\n| A | 12 | 10 |\n| B | 9 | 3 |\n| C | 8 | 4 |\n| D | 7 | 2 |",
    },
    run,
};

/// Rows that must bear a part out before another one counts as wrong.
const WITNESSES: usize = 3;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let rows = numbered_rows(table);
        for part in (1..table.columns.len()).filter(|column| is_part(table, *column)) {
            let Some(whole) = (0..part).rev().find(|column| !is_part(table, *column)) else { continue };
            for (index, row, numbers) in wrong(table, &rows, whole, part) {
                let [stated, all] = [numbers[part], numbers[whole]]
                    .map(|figure| figure.map(number::grouped).unwrap_or_default());
                let name = if is_total(row) { "Tổng".to_string() } else { label(row) };
                let [column, whole] = [part, whole].map(|column| column_name(table, column));
                let message = text!(
                    "dòng “{name}”: cột “{column}” ghi {stated}, lớn hơn cột “{whole}” ({all})",
                    "row “{name}”: column “{column}” says {stated}, more than column “{whole}” ({all})"
                );
                found.push(
                    Diagnostic::warning(Code::TablePart, message).at(row_place(subject, span, *index, row)),
                );
            }
        }
    }
}

fn is_part(table: &Table, column: usize) -> bool {
    heading(table, column).contains("trong đó")
}

/// The rows whose part is more than their whole, when the others bear it out.
fn wrong<'a>(
    table: &Table,
    rows: &'a [NumberedRow<'a>],
    whole: usize,
    part: usize,
) -> Vec<&'a NumberedRow<'a>> {
    if !is_additive(table, whole) || !is_additive(table, part) {
        return Vec::new();
    }
    let pairs = rows.iter().filter_map(|row| Some((row, row.2[whole]?, row.2[part]?)));
    let pairs: Vec<(&NumberedRow<'_>, Decimal, Decimal)> = pairs.collect();
    let (wrong, right): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(_, whole, part)| part > whole);
    match right.len() >= WITNESSES && right.len() >= wrong.len() * 2 {
        true => wrong.into_iter().map(|(row, ..)| row).collect(),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(heading: &str, first: &str) -> usize {
        in_table(
            &RULE,
            &[
                &["Đơn vị", "Tổng số", heading],
                &["A", "10", first],
                &["B", "9", "3"],
                &["C", "8", "4"],
                &["D", "7", "2"],
            ],
        )
    }

    #[test]
    fn a_part_is_not_more_than_its_whole() {
        assert_eq!(
            (check("Trong đó: nữ", "12"), check("Trong đó: nữ", "10"), check("Số lượt", "12")),
            (1, 0, 0)
        );
    }
}
