//! Columns of differences in tables: by how much one column is more than another, in numbers or in per cent.

use rust_decimal::Decimal;

use crate::check::tables::{
    NumberedRow, column_name, heading, is_scaled, label, numbered_rows, rounding, row_place, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableDifference,
    page: CodePage {
        what: w(
            "Một dòng của bảng có cột tăng, giảm không bằng hiệu (hoặc tỷ lệ tăng, giảm) của hai cột bên cạnh, trong khi các dòng khác đều đúng.",
            "A row has a change that is not the difference (or the change in per cent) of two columns, while the other rows are right.",
        ),
        why: w("Số học.", "Arithmetic."),
        wrong: "| Vụ | 51 | 38 | -13 |   (cột cuối: tăng, giảm)",
        right: "| Vụ | 51 | 38 | 13 |",
    },
    run,
};

/// Rows that must bear a difference out before another one counts as wrong.
const WITNESSES: usize = 2;
/// How many columns from a difference its two numbers may be.
const FARTHEST: usize = 6;

/// How a column follows from two others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ChangeKind {
    /// `a - b`.
    Difference,
    /// `(a - b) / b`, in per cent.
    Growth,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let rows = numbered_rows(table);
        for column in 0..table.columns.len() {
            let heading = heading(table, column);
            if !["tăng", "giảm", "chênh lệch", "so sánh", "so với"].iter().any(|word| heading.contains(word))
            {
                continue;
            }
            let Some((now, base, change, wrong)) =
                best_fit(&rows, table.columns.len(), column, is_scaled(table, column))
            else {
                continue;
            };
            for (index, row, numbers) in wrong {
                let (Some(a), Some(b), Some(stated)) = (numbers[now], numbers[base], numbers[column]) else {
                    continue;
                };
                let right = match change {
                    ChangeKind::Difference => number::grouped(a - b),
                    ChangeKind::Growth => {
                        let places = stated.scale();
                        number::ratio(a - b, b, places)
                            .map_or_else(|| "-".into(), |ratio| number::grouped_to(ratio, Some(places)) + "%")
                    }
                };
                let [a, b, stated] = [a, b, stated].map(number::grouped);
                let (name, column) = (label(row), column_name(table, column));
                found.push(
                    Diagnostic::error(
                        Code::TableDifference,
                        text!(
                            "dòng “{name}”, cột “{column}”: {a} so với {b} là {right}, bảng ghi {stated}",
                            "row “{name}”, column “{column}”: {a} against {b} is {right}, the table says {stated}"
                        ),
                    )
                    .at(row_place(subject, span, *index, row)),
                );
            }
        }
    }
}

type BestFit<'a> = (usize, usize, ChangeKind, Vec<&'a NumberedRow<'a>>);

/// The two columns that bear a column of changes out best; `None` when too few rows do, or when none is wrong.
fn best_fit<'a>(
    rows: &'a [NumberedRow<'a>],
    columns: usize,
    column: usize,
    is_scaled: bool,
) -> Option<BestFit<'a>> {
    let near = column.saturating_sub(FARTHEST)..columns.min(column + FARTHEST + 1);
    let pairs = near.clone().flat_map(|now| near.clone().map(move |base| (now, base)));
    let mut best: Option<(usize, BestFit<'a>)> = None;
    for (now, base) in pairs.filter(|(now, base)| now != base && *now != column && *base != column) {
        for change in [ChangeKind::Difference, ChangeKind::Growth] {
            let (mut bearing, mut wrong) = (0, Vec::new());
            for row in rows {
                let (Some(a), Some(b), Some(stated)) = (row.2[now], row.2[base], row.2[column]) else {
                    continue;
                };
                match fits(change, [a, b], stated, is_scaled) {
                    // Nothing from nothing tells nothing.
                    true => bearing += usize::from(a != b && !b.is_zero()),
                    false => wrong.push(row),
                }
            }
            let is_borne_out = bearing >= WITNESSES && bearing >= wrong.len() * 2;
            if is_borne_out && best.as_ref().is_none_or(|(other, _)| bearing > *other) {
                best = Some((bearing, (now, base, change, wrong)));
            }
        }
    }
    best.map(|(_, fit)| fit)
}

fn fits(change: ChangeKind, [a, b]: [Decimal; 2], stated: Decimal, is_scaled: bool) -> bool {
    match change {
        ChangeKind::Difference => (a - b - stated).abs() <= rounding(is_scaled, &[a, b, stated]),
        // Of nothing there is no growth.
        ChangeKind::Growth => {
            b.is_zero() || number::is_ratio(a - b, b, stated) || number::is_cut_ratio(a - b, b, stated)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(last: [&str; 2]) -> usize {
        let [difference, growth] = last;
        in_table(
            &RULE,
            &[
                &["Nội dung", "Kỳ này", "Cùng kỳ", "Tăng, giảm", "Tỷ lệ tăng, giảm"],
                &["Vụ", "51", "38", "13", "34,21%"],
                &["Người chết", "10", "12", "-2", "-16,67%"],
                &["Người bị thương", "40", "50", "-10", "-20%"],
                &["Xe hỏng", "66", "60", difference, growth],
            ],
        )
    }

    #[test]
    fn a_change_is_the_difference_of_two_columns() {
        assert_eq!(check(["6", "10%"]), 0);
        assert_eq!(check(["-6", "10%"]), 1);
        assert_eq!(check(["6", "-10%"]), 1);
        assert_eq!(check(["9", "15%"]), 2);
    }

    #[test]
    fn other_columns_and_too_few_rows_are_left_alone() {
        let rows: [&[&str]; 3] = [&["Nội dung", "Kỳ này", "Tăng"], &["a", "5", "3"], &["b", "7", "2"]];
        assert_eq!(in_table(&RULE, &rows), 0);
        let rows: [&[&str]; 4] = [
            &["Nội dung", "A", "B", "C"],
            &["a", "5", "3", "2"],
            &["b", "7", "2", "5"],
            &["c", "7", "2", "4"],
        ];
        assert_eq!(in_table(&RULE, &rows), 0);
    }
}
