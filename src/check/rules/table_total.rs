//! Totals of tables that were typed instead of computed.

use rust_decimal::Decimal;

use crate::check::tables::{
    column_name, first_text, is_additive, is_scaled, label, numbers, rounding, row_span, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Row, Table, plain_text};
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
        let body = table.rows.get(table.header_rows..).unwrap_or_default();
        // At the end, or at the top.
        let at_end = body
            .split_last()
            .filter(|(total, _)| is_total(total))
            .map(|(total, rows)| (body.len() - 1, total, rows));
        let at_top =
            || body.split_first().filter(|(total, _)| is_total(total)).map(|(total, rows)| (0, total, rows));
        let Some((at, total, rows)) = at_end.or_else(at_top).filter(|(_, _, rows)| rows.len() > 1) else {
            continue;
        };
        let mut faults = total_faults(table, total, rows).map(|fault| (at, fault)).collect::<Vec<_>>();
        faults.extend(group_faults(table, body));
        for (at, WrongSum { column, stated, sum }) in faults {
            let [sum, stated] = [sum, stated].map(number::grouped);
            let (name, column) = (label(&body[at]), column_name(table, column));
            found.push(
                Diagnostic::error(
                    Code::TableTotal,
                    text!(
                        "dòng “{name}”, cột “{column}”: ghi {stated}, cộng các dòng được {sum}",
                        "row “{name}”, column “{column}”: {stated}, and its rows add up to {sum}"
                    ),
                )
                .at(row_span(subject.sources, span, table.header_rows + at)),
            );
        }
    }
}

/// A sum that is not that of its rows.
struct WrongSum {
    column: usize,
    stated: Decimal,
    sum: Decimal,
}

/// The columns in which the total is not the sum of the rows, nor of the groups among them.
fn total_faults(table: &Table, total: &Row, rows: &[Row]) -> impl Iterator<Item = WrongSum> {
    let columns = table.columns.len();
    // Subtotals would be counted twice.
    let has_subtotals = rows.iter().any(is_total);
    let stated = if has_subtotals { Vec::new() } else { numbers(total, columns) };
    // What each row counts for: parts are counted with the row above, and groups may be summed up themselves.
    let counted: Vec<(bool, Vec<Option<Decimal>>)> =
        rows.iter().filter(|row| !is_part(row)).map(|row| (is_group(row), numbers(row, columns))).collect();
    let most = rows.len() + 2;
    stated.into_iter().enumerate().filter_map(move |(column, stated)| {
        let stated = stated.filter(|_| is_additive(table, column))?;
        let in_column = || counted.iter().filter_map(|(group, row)| Some((*group, row[column]?)));
        let sum = |wanted: bool| -> Decimal {
            in_column().filter(|(group, _)| *group == wanted).map(|(_, number)| number).sum()
        };
        let (groups, members) = (sum(true), sum(false));
        let all = groups + members;
        let summands: Vec<Decimal> = in_column().map(|(_, number)| number).chain([stated]).collect();
        let tolerance = rounding(is_scaled(table, column), &summands);
        let holds = [all, groups, members].iter().any(|sum| (*sum - stated).abs() <= tolerance);
        // Groups that are summed up themselves stand for their rows.
        let shown = if groups.is_zero() { all } else { groups };
        (summands.len() * 2 > most && !holds).then_some(WrongSum { column, stated, sum: shown })
    })
}

/// Groups whose rows do not add up to them, in a table in which other groups do: the row of the group, and what is wrong.
fn group_faults(table: &Table, body: &[Row]) -> Vec<(usize, WrongSum)> {
    let columns = table.columns.len();
    let ends = |at: usize| body.get(at).is_none_or(|row| is_group(row) || is_total(row));
    let groups: Vec<(usize, usize)> = (0..body.len())
        .filter(|at| is_group(&body[*at]))
        .map(|at| (at, (at + 1..).find(|next| ends(*next)).unwrap_or(body.len())))
        .filter(|(at, end)| end - at > 2)
        .collect();
    let mut faults = Vec::new();
    for column in (0..columns).filter(|column| is_additive(table, *column)) {
        let (mut bearing, mut wrong) = (0, Vec::new());
        for (at, end) in &groups {
            let Some(stated) = numbers(&body[*at], columns)[column] else { continue };
            let members = body[at + 1..*end].iter().filter(|row| !is_part(row));
            let parts: Option<Vec<Decimal>> = members.map(|row| numbers(row, columns)[column]).collect();
            let Some(parts) = parts.filter(|parts| parts.len() > 1) else { continue };
            let sum: Decimal = parts.iter().copied().sum();
            let tolerance = rounding(is_scaled(table, column), &[parts, vec![stated]].concat());
            match (sum - stated).abs() <= tolerance {
                true => bearing += 1,
                false => wrong.push((*at, WrongSum { column, stated, sum })),
            }
        }
        if bearing >= wrong.len() && bearing > 0 {
            faults.extend(wrong);
        }
    }
    faults
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

    #[test]
    fn a_total_may_stand_at_the_top() {
        let rows = |total: &'static str| {
            in_table(&RULE, &[&["a", "b"], &["Tổng số", total], &["x", "1.000"], &["y", "20"], &["z", "5"]])
        };
        assert_eq!((rows("1.025"), rows("1.052")), (0, 1));
    }

    #[test]
    fn groups_are_the_sums_of_their_rows_when_others_are() {
        let rows = |second: &'static str, total: &'static str| {
            in_table(
                &RULE,
                &[
                    &["TT", "Đơn vị", "b"],
                    &["I", "Xã", "30"],
                    &["1", "x", "10"],
                    &["2", "y", "20"],
                    &["II", "Phường", second],
                    &["1", "z", "41"],
                    &["2", "t", "10"],
                    &["Tổng", "", total],
                ],
            )
        };
        assert_eq!((rows("51", "81"), rows("15", "81")), (0, 1));
        assert_eq!(rows("51", "18"), 1);
    }
}
