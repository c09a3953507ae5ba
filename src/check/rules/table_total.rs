//! Totals of tables that were typed instead of computed.

use rust_decimal::Decimal;

use crate::check::tables::{first_text, is_additive, is_scaled, numbers, rounding, row_span, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Row, plain_text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableTotal,
    page: CodePage {
        what: w(
            "Dòng tổng của bảng không bằng tổng các dòng.",
            "The total of a table is not the sum of its rows.",
        ),
        why: w(
            "Số học. Trong mẫu dùng bộ lọc tong thì không sai được.",
            "Arithmetic. A template that uses the filter tong cannot get it wrong.",
        ),
        wrong: "| 1 | A | 10 |\n| 2 | B | 20 |\n| Tổng | << | 31 |",
        right: "| 1 | A | 10 |\n| 2 | B | 20 |\n| Tổng | << | 30 |",
    },
    run,
};

fn is_total(row: &Row) -> bool {
    let label = first_text(row).to_lowercase();
    let label = label.trim();
    matches!(label, "tổng" | "tổng cộng" | "cộng" | "tổng số") || label.starts_with("tổng cộng")
}

/// A row that sums up those below it: numbered with a Roman numeral or a capital.
fn is_group(row: &Row) -> bool {
    let label = first_text(row);
    let label = label.trim().trim_end_matches('.');
    let numeral = label.split(['.', ' ']).next().unwrap_or_default();
    !numeral.is_empty() && numeral.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'A'..='H'))
}

/// A row that is part of the one above it.
fn is_part(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let text = plain_text(&cell.content).to_lowercase();
        let text = text.trim_start_matches(['-', '+', ' ']);
        text.starts_with("trong đó") || text.starts_with("tr.đó") || text.starts_with("riêng")
    })
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let columns = table.columns.len();
        let body = table.rows.get(table.header_rows..).unwrap_or_default();
        let Some((total, rows)) = body.split_last().filter(|(total, rows)| is_total(total) && rows.len() > 1)
        else {
            continue;
        };
        // Subtotals would be counted twice.
        if rows.iter().any(is_total) {
            continue;
        }
        let stated = numbers(total, columns);
        // What each row counts for: parts are counted with the row above, and groups may be summed up themselves.
        let counted: Vec<(bool, Vec<Option<Decimal>>)> = rows
            .iter()
            .filter(|row| !is_part(row))
            .map(|row| (is_group(row), numbers(row, columns)))
            .collect();
        for (column, stated) in stated.iter().enumerate() {
            let Some(stated) = stated.filter(|_| is_additive(table, column)) else { continue };
            let in_column = || counted.iter().filter_map(|(group, row)| Some((*group, row[column]?)));
            let sum = |wanted: bool| -> Decimal {
                in_column().filter(|(group, _)| *group == wanted).map(|(_, number)| number).sum()
            };
            let (groups, members) = (sum(true), sum(false));
            let all = groups + members;
            let summands: Vec<Decimal> = in_column().map(|(_, number)| number).chain([stated]).collect();
            let tolerance = rounding(is_scaled(table, column), &summands);
            let holds = [all, groups, members].iter().any(|sum| (*sum - stated).abs() <= tolerance);
            if summands.len() * 2 > rows.len() + 2 && !holds {
                // Groups that are summed up themselves stand for their rows.
                let shown = if groups.is_zero() { all } else { groups };
                let (sum, stated, column) = (number::grouped(shown), number::grouped(stated), column + 1);
                found.push(
                    Diagnostic::error(
                        Code::TableTotal,
                        text!(
                            "cột {column}: dòng tổng ghi {stated}, cộng các dòng được {sum}",
                            "column {column}: the total says {stated}, the rows add up to {sum}"
                        ),
                    )
                    .at(row_span(subject.sources, span, table.rows.len() - 1)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    #[test]
    fn a_total_is_the_sum_of_its_rows() {
        let rows = |total: &'static str| {
            in_table(&RULE, &[&["a", "b"], &["x", "1.000"], &["y", "20"], &["Tổng", total]])
        };
        assert_eq!((rows("1.020"), rows("1.021")), (0, 1));
        assert_eq!(in_table(&RULE, &[&["a", "b"], &["x", "10"], &["y", "20"], &["z", "31"]]), 0);
    }

    #[test]
    fn averages_ratios_groups_and_parts_are_no_summands() {
        assert_eq!(
            in_table(&RULE, &[&["a", "Tỷ lệ (%)"], &["x", "97,10"], &["y", "98"], &["Tổng", "97,5"]]),
            0
        );
        assert_eq!(in_table(&RULE, &[&["a", "Bình quân"], &["x", "2"], &["y", "4"], &["Tổng", "3"]]), 0);
        let grouped: &[&[&str]] = &[&["a", "b"], &["I", "30"], &["1", "10"], &["2", "20"], &["Tổng", "30"]];
        assert_eq!(in_table(&RULE, grouped), 0);
        let parts: &[&[&str]] =
            &[&["a", "b"], &["x", "30"], &["Trong đó: nữ", "8"], &["y", "2"], &["Tổng", "32"]];
        assert_eq!(in_table(&RULE, parts), 0);
    }
}
