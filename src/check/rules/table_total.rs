//! Totals of tables that were typed instead of computed.

use std::collections::BTreeSet;

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

/// A row that sums up all others: `Tổng cộng`, `Cộng toàn tỉnh`, `Toàn huyện`.
pub(super) fn is_total(row: &Row) -> bool {
    const WHOLE: [&str; 10] = [
        "toàn tỉnh",
        "toàn huyện",
        "toàn xã",
        "toàn phường",
        "toàn thành phố",
        "toàn ngành",
        "toàn quận",
        "toàn trường",
        "toàn vùng",
        "cả nước",
    ];
    let is_name = |name: &str| {
        let name = name.to_lowercase();
        let name = name.trim().trim_end_matches(':').trim_end();
        let sum = ["tổng cộng", "tổng số", "tổng", "cộng"].iter().find_map(|word| name.strip_prefix(word));
        let of = sum.map_or(name, str::trim_start);
        sum == Some("") || name.starts_with("tổng cộng") || WHOLE.contains(&of)
    };
    is_name(&first_text(row)) || is_name(&label(row))
}

/// A row that sums up the rows above it, by its name: `Cộng khối A`. Groups of one row may have none.
fn is_subtotal(row: &Row) -> bool {
    [first_text(row), label(row)].iter().any(|name| name.trim_start().to_lowercase().starts_with("cộng "))
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
        let total = at_end.or_else(at_top).filter(|(_, _, rows)| rows.len() > 1);
        let mut faults = Vec::new();
        if let Some((at, total, rows)) = total {
            faults.extend(total_faults(table, total, rows).map(|fault| (at, fault)));
        }
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

/// The columns in which the total is not the sum of the rows, nor of those of one depth, nor of the innermost ones.
fn total_faults(table: &Table, total: &Row, rows: &[Row]) -> impl Iterator<Item = WrongSum> {
    let columns = table.columns.len();
    // Subtotals would be counted twice.
    let has_subtotals = rows.iter().any(is_total);
    let stated = if has_subtotals { Vec::new() } else { numbers(total, columns) };
    // Parts are counted with the row above.
    let counted: Vec<&Row> = rows.iter().filter(|row| !is_part(row)).collect();
    let depths: Vec<u8> = counted.iter().map(|row| depth(row)).collect();
    let figures: Vec<Vec<Option<Decimal>>> = counted.iter().map(|row| numbers(row, columns)).collect();
    let most = rows.len() + 2;
    stated.into_iter().enumerate().filter_map(move |(column, stated)| {
        let stated = stated.filter(|_| is_additive(table, column))?;
        let sum = |wanted: &dyn Fn(usize) -> bool| -> Decimal {
            figures
                .iter()
                .enumerate()
                .filter(|(row, _)| wanted(*row))
                .filter_map(|(_, row)| row[column])
                .sum()
        };
        let is_innermost = |row: usize| depths.get(row + 1).is_none_or(|next| *next <= depths[row]);
        let of_depths =
            depths.iter().collect::<BTreeSet<_>>().into_iter().map(|depth| sum(&|row| depths[row] == *depth));
        let of_depths: Vec<Decimal> = of_depths.collect();
        let sums = [sum(&|_| true), sum(&is_innermost), sum(&|row| !is_subtotal(counted[row]))];
        let summands: Vec<Decimal> = figures.iter().filter_map(|row| row[column]).chain([stated]).collect();
        let tolerance = rounding(is_scaled(table, column), &summands);
        let holds = sums.iter().chain(&of_depths).any(|sum| (*sum - stated).abs() <= tolerance);
        // What is numbered highest stands for the rows below it.
        let shown = of_depths.first().copied().filter(|sum| !sum.is_zero()).unwrap_or(sums[0]);
        (summands.len() * 2 > most && !holds).then_some(WrongSum { column, stated, sum: shown })
    })
}

/// Rows that do not have the sum of those directly below them, in a table in which other rows do: which, and what is wrong.
fn group_faults(table: &Table, body: &[Row]) -> Vec<(usize, WrongSum)> {
    let columns = table.columns.len();
    let groups: Vec<(usize, Vec<&Row>)> = (0..body.len())
        .map(|at| (at, directly_below(body, at)))
        .filter(|(_, members)| members.len() > 1)
        .collect();
    let mut faults = Vec::new();
    for column in (0..columns).filter(|column| is_additive(table, *column)) {
        let (mut bearing, mut wrong) = (0, Vec::new());
        for (at, members) in &groups {
            let Some(stated) = numbers(&body[*at], columns)[column] else { continue };
            let parts: Option<Vec<Decimal>> =
                members.iter().map(|row| numbers(row, columns)[column]).collect();
            let Some(parts) = parts else { continue };
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

/// The rows that a numbered row stands for: those of the next depth, up to the next row as high as itself.
fn directly_below(body: &[Row], at: usize) -> Vec<&Row> {
    let own = depth(&body[at]);
    if own == UNNUMBERED || is_total(&body[at]) {
        return Vec::new();
    }
    let below = body[at + 1..].iter().take_while(|row| depth(row) > own && !is_total(row));
    let below: Vec<&Row> = below.filter(|row| !is_part(row)).collect();
    let next = below.first().map(|row| depth(row));
    below.into_iter().filter(|row| Some(depth(row)) == next).collect()
}

/// The depth of rows without a number.
const UNNUMBERED: u8 = 20;

/// How deep a row stands by its number: `A` is highest, then `I`, `1`, `1.1`, `a`, `-`.
fn depth(row: &Row) -> u8 {
    let text = first_text(row);
    let mark =
        text.trim().trim_matches(['(', ')', '.']).split(' ').next().unwrap_or_default().trim_end_matches('.');
    let all = |is: fn(char) -> bool| !mark.is_empty() && mark.chars().all(is);
    if all(|letter| matches!(letter, 'I' | 'V' | 'X')) {
        1
    } else if mark.len() == 1 && all(|letter| matches!(letter, 'A'..='H')) {
        0
    } else if all(|sign| sign.is_ascii_digit() || sign == '.') {
        2 + mark.matches('.').count().min(7) as u8
    } else if mark.chars().count() == 1 && all(char::is_lowercase) {
        10
    } else if matches!(mark, "-" | "+") {
        11
    } else {
        UNNUMBERED
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

    #[test]
    fn rows_are_numbered_in_several_depths() {
        let rows = |inner: &'static str, total: &'static str| {
            in_table(
                &RULE,
                &[
                    &["TT", "Dự án", "Giá trị"],
                    &["1", "Đường", "30"],
                    &["1.1", "Gói 1", "10"],
                    &["1.2", "Gói 2", inner],
                    &["2", "Kè", "51"],
                    &["2.1", "Gói 1", "41"],
                    &["2.2", "Gói 2", "10"],
                    &["TỔNG CỘNG", "", total],
                ],
            )
        };
        assert_eq!((rows("20", "81"), rows("20", "18"), rows("2", "81")), (0, 1, 1));
    }

    #[test]
    fn a_group_of_one_row_needs_no_subtotal() {
        let rows = |total: &'static str| {
            let rows: &[&[&str]] = &[
                &["a", "b"],
                &["x", "3"],
                &["y", "2"],
                &["Cộng A", "5"],
                &["z", "1"],
                &["t", "2"],
                &["u", "1"],
                &["Cộng B", "3"],
                &["Tổng cộng", total],
            ];
            in_table(&RULE, rows)
        };
        assert_eq!((rows("9"), rows("10")), (0, 1));
    }

    #[test]
    fn groups_need_no_total() {
        let rows = |second: &'static str| {
            in_table(
                &RULE,
                &[
                    &["TT", "Vốn", "b"],
                    &["A", "Trung ương", "30"],
                    &["1", "x", "10"],
                    &["2", "y", "20"],
                    &["B", "Địa phương", second],
                    &["1", "z", "41"],
                    &["2", "t", "10"],
                ],
            )
        };
        assert_eq!((rows("51"), rows("15")), (0, 1));
    }

    #[test]
    fn a_total_has_many_names() {
        for name in ["Toàn tỉnh", "Cộng toàn huyện", "Tổng số:", "TỔNG CỘNG (I+II)"] {
            assert_eq!(
                in_table(&RULE, &[&["a", "b"], &["x", "10"], &["y", "20"], &[name, "31"]]),
                1,
                "{name}"
            );
        }
        for name in ["Toàn bộ trường lớp", "Tổng thu nhập khác", "Cộng tác viên"] {
            assert_eq!(
                in_table(&RULE, &[&["a", "b"], &["x", "10"], &["y", "20"], &[name, "31"]]),
                0,
                "{name}"
            );
        }
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
