//! Totals and ratios of tables that were typed instead of computed.

use rust_decimal::Decimal;

use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{BlockKind, Row, Table, plain_text};
use crate::text::number;

pub const TOTAL: Rule = Rule {
    code: Code::TableTotal,
    page: Page {
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
    run: totals,
};

pub const RATIO: Rule = Rule {
    code: Code::TableRatio,
    page: Page {
        what: w(
            "Một dòng của bảng có tỷ lệ không bằng số ở cột bên, trong khi các dòng khác đều đúng.",
            "A row of a table has a ratio that is not that of its counts, while the other rows are right.",
        ),
        why: w(
            "Số học: tỷ lệ làm tròn hai chữ số, nửa thì tăng.",
            "Arithmetic: ratios are rounded half up to two places.",
        ),
        wrong: "| Đăng ký tạm trú | 137 | 133 | 97,80% |",
        right: "| Đăng ký tạm trú | 137 | 133 | 97,08% |",
    },
    run: ratios,
};

/// The number in each column of a row; joined cells and texts have none.
fn numbers(row: &Row, columns: usize) -> Vec<Option<Decimal>> {
    let mut numbers = vec![None; columns];
    for cell in row.cells.iter().filter(|cell| cell.column_span == 1) {
        let text = plain_text(&cell.content);
        let reading = number::parse(text.trim().trim_end_matches('%').trim_end());
        numbers[cell.column] = reading.map(|reading| reading.value());
    }
    numbers
}

fn is_percent(row: &Row, column: usize) -> bool {
    let cell = row.cells.iter().find(|cell| cell.column == column && cell.column_span == 1);
    cell.is_some_and(|cell| plain_text(&cell.content).trim().ends_with('%'))
}

fn first_text(row: &Row) -> String {
    row.cells
        .iter()
        .map(|cell| plain_text(&cell.content))
        .find(|text| !text.trim().is_empty())
        .unwrap_or_default()
}

fn is_total(row: &Row) -> bool {
    let label = first_text(row).to_lowercase();
    let label = label.trim();
    matches!(label, "tổng" | "tổng cộng" | "cộng" | "tổng số") || label.starts_with("tổng cộng")
}

fn tables<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (crate::source::Span, &'a Table)> {
    let document = subject.document;
    document.blocks().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some((block.span, table)),
        _ => None,
    })
}

fn totals(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject) {
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
        let mut sums = vec![Decimal::ZERO; columns];
        let mut counted = vec![0; columns];
        for row in rows {
            for (column, number) in numbers(row, columns).into_iter().enumerate() {
                if let Some(number) = number.filter(|_| !is_percent(row, column)) {
                    sums[column] += number;
                    counted[column] += 1;
                }
            }
        }
        for (column, stated) in stated.iter().enumerate() {
            let Some(stated) = stated.filter(|_| !is_percent(total, column)) else { continue };
            if counted[column] * 2 > rows.len() && sums[column] != stated {
                let (sum, stated, column) =
                    (number::grouped(sums[column]), number::grouped(stated), column + 1);
                found.push(
                    Diagnostic::error(
                        Code::TableTotal,
                        text!(
                            "cột {column}: dòng tổng ghi {stated}, cộng các dòng được {sum}",
                            "column {column}: the total says {stated}, the rows add up to {sum}"
                        ),
                    )
                    .at(span),
                );
            }
        }
    }
}

/// Rows that must bear a ratio out before another one counts as wrong.
const WITNESSES: usize = 2;

fn ratios(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject) {
        let columns = table.columns.len();
        let body = table.rows.get(table.header_rows..).unwrap_or_default();
        let rows: Vec<(&Row, Vec<Option<Decimal>>)> =
            body.iter().map(|row| (row, numbers(row, columns))).collect();
        for ratio in (0..columns).filter(|column| body.iter().any(|row| is_percent(row, *column))) {
            for (part, whole) in (0..columns).flat_map(|part| (0..columns).map(move |whole| (part, whole))) {
                if part == whole || part == ratio || whole == ratio {
                    continue;
                }
                let known = |(row, numbers): &&(&Row, Vec<Option<Decimal>>)| {
                    is_percent(row, ratio) && numbers[part].is_some() && numbers[whole].is_some()
                };
                let right = |(_, numbers): &&(&Row, Vec<Option<Decimal>>)| {
                    let computed = numbers[part]
                        .zip(numbers[whole])
                        .and_then(|(part, whole)| number::ratio(part, whole));
                    computed.is_none() || computed == numbers[ratio].map(|ratio| ratio.normalize())
                };
                let (bearing, wrong): (Vec<_>, Vec<_>) = rows.iter().filter(known).partition(right);
                // Telling only when the rows are not all alike, such as 100% of equal counts.
                let telling = bearing.iter().filter(|(_, numbers)| numbers[part] != numbers[whole]).count();
                if bearing.len() < WITNESSES.max(wrong.len() * 2) || telling == 0 {
                    continue;
                }
                for (row, numbers) in wrong {
                    let (Some(a), Some(b), Some(stated)) = (numbers[part], numbers[whole], numbers[ratio])
                    else {
                        continue;
                    };
                    let computed = number::ratio(a, b).map_or_else(|| "-".to_string(), number::percent);
                    let (a, b, stated) = (number::grouped(a), number::grouped(b), number::percent(stated));
                    let label = row
                        .cells
                        .iter()
                        .map(|cell| plain_text(&cell.content))
                        .find(|text| text.contains(' '))
                        .unwrap_or_else(|| first_text(row));
                    found.push(
                        Diagnostic::error(
                            Code::TableRatio,
                            text!(
                                "dòng “{label}”: {a}/{b} là {computed}, bảng ghi {stated}",
                                "row “{label}”: {a}/{b} is {computed}, the table says {stated}"
                            ),
                        )
                        .at(span),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{document, findings, span};
    use crate::model::{Align, Block, Inline, TableBuilder};

    fn check(rule: &Rule, rows: &[&[&str]]) -> usize {
        let mut builder = TableBuilder::new(vec![Align::Left; rows[0].len()], None);
        for row in rows {
            builder.row(row.iter().map(|cell| Ok(vec![Inline::plain(*cell)])).collect());
        }
        let mut document = document();
        let kind = BlockKind::Table(builder.build().expect("sound"));
        document.body.insert(0, Block { kind, span: span() });
        findings(rule, &document).len()
    }

    #[test]
    fn a_total_is_the_sum_of_its_rows() {
        let rows = |total: &'static str| {
            check(&TOTAL, &[&["a", "b"], &["x", "1.000"], &["y", "20"], &["Tổng", total]])
        };
        assert_eq!((rows("1.020"), rows("1.021")), (0, 1));
        assert_eq!(check(&TOTAL, &[&["a", "b"], &["x", "10"], &["y", "20"], &["z", "31"]]), 0);
    }

    #[test]
    fn a_ratio_is_wrong_when_the_others_are_right() {
        let rows = |last: &'static str| {
            check(
                &RATIO,
                &[&["a", "b", "c"], &["10", "5", "50%"], &["8", "1", "12,50%"], &["137", "133", last]],
            )
        };
        assert_eq!((rows("97,08%"), rows("97,80%")), (0, 1));
        // Ratios of something else altogether.
        assert_eq!(
            check(&RATIO, &[&["a", "b", "c"], &["10", "5", "7%"], &["8", "1", "9%"], &["137", "133", "3%"]]),
            0
        );
    }
}
