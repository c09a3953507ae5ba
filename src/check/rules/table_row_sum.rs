//! Rows of tables whose parts do not add up to their sum.

use rust_decimal::Decimal;

use crate::check::tables::{NumberedRow, is_additive, label, numbered_rows, rounding, row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Row, Table};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableRowSum,
    page: CodePage {
        what: w(
            "Một dòng của bảng có cột tổng không bằng các cột bên cạnh cộng lại, trong khi các dòng khác đều bằng.",
            "A row of a table has a sum that is not that of the columns beside it, while the other rows are right.",
        ),
        why: w("Số học.", "Arithmetic."),
        wrong: "| Bóng đá | 9 | 2 | 4 | 4 |   (9 = vàng + bạc + đồng)",
        right: "| Bóng đá | 10 | 2 | 4 | 4 |",
    },
    run,
};

/// Rows that must bear a sum out before another one counts as wrong.
const WITNESSES: usize = 3;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let columns = table.columns.len();
        let rows = numbered_rows(table);
        for sum in 0..columns {
            for (index, row, added) in wrong_rows(table, &rows, sum) {
                let stated = rows[index].2[sum].map(number::grouped).unwrap_or_default();
                let (name, added, column) = (label(row), number::grouped(added), sum + 1);
                found.push(
                    Diagnostic::error(
                        Code::TableRowSum,
                        text!(
                            "dòng “{name}”: cột {column} ghi {stated}, các cột bên cộng lại {added}",
                            "row “{name}”: column {column} says {stated}, those beside it add up to {added}"
                        ),
                    )
                    .at(row_place(subject, span, rows[index].0, row)),
                );
            }
        }
    }
}

/// The rows that break a sum which the others keep: their place in the body, and what their parts add up to.
fn wrong_rows<'a>(table: &Table, rows: &[NumberedRow<'a>], sum: usize) -> Vec<(usize, &'a Row, Decimal)> {
    if !is_additive(table, sum) {
        return Vec::new();
    }
    // Two or more columns that follow the sum, or go before it.
    let last = table.columns.len();
    let behind = (sum + 3..=last).map(|end| sum + 1..end);
    let before = (0..sum.saturating_sub(1)).map(|start| start..sum);
    for parts in behind.chain(before) {
        if parts.clone().any(|column| !is_additive(table, column)) {
            continue;
        }
        let mut bearing = 0;
        let mut wrong = Vec::new();
        for (index, (_, row, numbers)) in rows.iter().enumerate() {
            let values: Option<Vec<Decimal>> = parts.clone().map(|column| numbers[column]).collect();
            let (Some(stated), Some(values)) = (numbers[sum], values) else { continue };
            let added: Decimal = values.iter().sum();
            // A sum with one part tells nothing.
            let telling = values.iter().filter(|value| !value.is_zero()).count() > 1;
            let columns: Vec<usize> = parts.clone().chain([sum]).collect();
            let rounded: Vec<Decimal> = values.iter().copied().chain([stated]).collect();
            // A sum that rounding explains bears nothing out, and breaks nothing.
            if added == stated {
                bearing += usize::from(telling);
            } else if (added - stated).abs() > rounding(table, &columns, &rounded) {
                wrong.push((index, *row, added));
            }
        }
        if bearing >= WITNESSES && bearing >= wrong.len() * 3 {
            return wrong;
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    #[test]
    fn a_sum_is_wrong_when_the_others_are_right() {
        let rows = |last: &'static str| {
            in_table(
                &RULE,
                &[
                    &["Môn", "Cộng", "Vàng", "Bạc", "Đồng"],
                    &["A", "6", "1", "2", "3"],
                    &["B", "9", "2", "3", "4"],
                    &["C", "3", "1", "1", "1"],
                    &["D", last, "2", "4", "4"],
                ],
            )
        };
        assert_eq!((rows("10"), rows("9")), (0, 1));
        // Rounded money may be off by the rounding; percentages are not added up.
        let money = |last: &'static str, head: &'static str| {
            in_table(
                &RULE,
                &[
                    &["Môn", head, "Thu", "Chi"],
                    &["A", "3", "1", "2"],
                    &["B", "5", "2", "3"],
                    &["C", "9", "4", "5"],
                    &["D", last, "4", "4"],
                ],
            )
        };
        assert_eq!(
            (money("9", "Cộng (triệu đồng)"), money("9", "Cộng"), money("10", "Cộng (triệu đồng)")),
            (0, 1, 1)
        );
        assert_eq!(money("9", "So sánh (lần)"), 0);
        // Too few rows, and columns that have nothing to do with each other.
        assert_eq!(
            in_table(&RULE, &[&["a", "b", "c", "d"], &["x", "3", "1", "2"], &["y", "4", "1", "2"]]),
            0
        );
        let other: [&[&str]; 5] =
            [&["TT", "a", "b"], &["1", "12", "7"], &["2", "5", "9"], &["3", "8", "8"], &["4", "1", "6"]];
        assert_eq!(in_table(&RULE, &other), 0);
    }
}
