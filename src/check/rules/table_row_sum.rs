//! Rows of tables whose parts do not add up to their sum.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::tables::{
    NumberedRow, column_name, is_additive, is_scaled, label, numbered_rows, rounding, row_place, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Table;
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
        let sums = Sums::new(table, &rows);
        for sum in 0..columns {
            for (index, added) in sums.wrong_rows(sum) {
                let row = rows[index].1;
                let stated = rows[index].2[sum].map(number::grouped).unwrap_or_default();
                let (name, added, column) = (label(row), number::grouped(added), column_name(table, sum));
                found.push(
                    Diagnostic::error(
                        Code::TableRowSum,
                        text!(
                            "dòng “{name}”: cột “{column}” ghi {stated}, các cột bên cộng lại {added}",
                            "row “{name}”: column “{column}” says {stated}, those beside it add up to {added}"
                        ),
                    )
                    .at(row_place(subject, span, rows[index].0, row)),
                );
            }
        }
    }
}

/// More columns than anyone adds up in a row; without a limit a broad table would take forever.
const MOST_PARTS: usize = 24;

/// A table's numbers, ready to be added up: what is asked of each column, and the sums of each row up to each column.
struct Sums<'a> {
    rows: &'a [NumberedRow<'a>],
    additive: Vec<bool>,
    scaled: Vec<bool>,
    /// Of each row: the sum of its numbers before each column, and how many columns before it have none, and how many are not zero.
    up_to: Vec<Vec<(Decimal, usize, usize)>>,
}

impl<'a> Sums<'a> {
    fn new(table: &Table, rows: &'a [NumberedRow<'a>]) -> Self {
        let columns = 0..table.columns.len();
        let sums_of = |row: &NumberedRow<'_>| {
            let mut sums = vec![(Decimal::ZERO, 0, 0)];
            let (mut sum, mut missing, mut telling) = (Decimal::ZERO, 0, 0);
            for number in &row.2 {
                match number {
                    Some(number) => {
                        sum = sum.saturating_add(*number);
                        telling += usize::from(!number.is_zero());
                    }
                    None => missing += 1,
                }
                sums.push((sum, missing, telling));
            }
            sums
        };
        Sums {
            rows,
            additive: columns.clone().map(|column| is_additive(table, column)).collect(),
            scaled: columns.map(|column| is_scaled(table, column)).collect(),
            up_to: rows.iter().map(sums_of).collect(),
        }
    }

    /// What the columns of a row add up to, and whether more than one of them tells something; `None` when one has no number.
    fn added(&self, row: usize, parts: &Range<usize>) -> Option<(Decimal, bool)> {
        let (before, behind) = (self.up_to[row][parts.start], self.up_to[row][parts.end]);
        // A sum with one part tells nothing.
        (before.1 == behind.1).then(|| (behind.0 - before.0, behind.2 - before.2 > 1))
    }

    /// The rows that break a sum which the others keep: their place in the body, and what their parts add up to.
    fn wrong_rows(&self, sum: usize) -> Vec<(usize, Decimal)> {
        if !self.additive[sum] {
            return Vec::new();
        }
        // Two or more columns that follow the sum, or go before it.
        let last = self.additive.len();
        let behind = (sum + 3..=last.min(sum + 1 + MOST_PARTS)).map(|end| sum + 1..end);
        let before = (sum.saturating_sub(MOST_PARTS)..sum.saturating_sub(1)).map(|start| start..sum);
        let wrong = behind.chain(before).find_map(|parts| self.wrong_of(sum, &parts));
        wrong.unwrap_or_default()
    }

    /// As [`Sums::wrong_rows`], for parts that are given; `None` when too few rows bear them out.
    fn wrong_of(&self, sum: usize, parts: &Range<usize>) -> Option<Vec<(usize, Decimal)>> {
        if !self.additive[parts.clone()].iter().all(|is_additive| *is_additive) {
            return None;
        }
        let is_scaled = self.scaled[sum] || self.scaled[parts.clone()].contains(&true);
        let mut bearing = 0;
        let mut wrong = Vec::new();
        for (index, (_, _, numbers)) in self.rows.iter().enumerate() {
            let (Some(stated), Some((added, telling))) = (numbers[sum], self.added(index, parts)) else {
                continue;
            };
            // A sum that rounding explains bears nothing out, and breaks nothing.
            if added == stated {
                bearing += usize::from(telling);
            } else {
                let summands: Vec<Decimal> =
                    numbers[parts.clone()].iter().flatten().copied().chain([stated]).collect();
                if (added - stated).abs() > rounding(is_scaled, &summands) {
                    wrong.push((index, added));
                }
            }
            // Hopeless: the rest cannot bear it out any more.
            let rest = self.rows.len() - index - 1;
            if bearing + rest < WITNESSES.max(wrong.len() * 3) {
                return None;
            }
        }
        (bearing >= WITNESSES && bearing >= wrong.len() * 3).then_some(wrong)
    }
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
