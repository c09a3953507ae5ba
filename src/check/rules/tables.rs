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

/// What the header says above a column.
fn heading(table: &Table, column: usize) -> String {
    let rows = table.rows.iter().take(table.header_rows);
    let above = rows
        .flat_map(|row| &row.cells)
        .filter(|cell| (cell.column..cell.column + cell.column_span).contains(&column));
    above.map(|cell| plain_text(&cell.content).to_lowercase() + " ").collect()
}

/// Whether a column holds percentages: its cells or its heading say so.
fn is_ratio_column(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let said = ["tỷ lệ", "tỉ lệ", "%"].iter().any(|word| heading.contains(word));
    said || table.rows.iter().skip(table.header_rows).any(|row| is_percent(row, column))
}

/// Whether the numbers of a column can be added up.
fn is_additive(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let average = ["bình quân", "trung bình", "cơ cấu", "tốc độ", "stt", "điểm"]
        .iter()
        .any(|word| heading.contains(word));
    !average && !is_ratio_column(table, column)
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
        for (column, stated) in stated.iter().enumerate() {
            let Some(stated) = stated.filter(|_| is_additive(table, column)) else { continue };
            let sum = |wanted: &dyn Fn(&Row) -> bool| -> (Decimal, usize) {
                let numbers: Vec<Decimal> = rows
                    .iter()
                    .filter(|row| wanted(row))
                    .filter_map(|row| numbers(row, columns)[column])
                    .collect();
                (numbers.iter().sum(), numbers.len())
            };
            // Groups may be summed up themselves, or only head their rows.
            let (all, counted) = sum(&|row| !is_part(row));
            let (groups, _) = sum(&|row| is_group(row) && !is_part(row));
            let (members, _) = sum(&|row| !is_group(row) && !is_part(row));
            if counted * 2 > rows.len() && ![all, groups, members].contains(&stated) {
                let (sum, stated, column) = (number::grouped(all), number::grouped(stated), column + 1);
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
        for ratio in (0..columns).filter(|column| is_ratio_column(table, *column)) {
            for (part, whole) in (0..columns).flat_map(|part| (0..columns).map(move |whole| (part, whole))) {
                if part == whole || part == ratio || whole == ratio {
                    continue;
                }
                let known = |(_, numbers): &&(&Row, Vec<Option<Decimal>>)| {
                    numbers[ratio].is_some() && numbers[part].is_some() && numbers[whole].is_some()
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
    fn averages_ratios_groups_and_parts_are_no_summands() {
        assert_eq!(
            check(&TOTAL, &[&["a", "Tỷ lệ (%)"], &["x", "97,10"], &["y", "98"], &["Tổng", "97,5"]]),
            0
        );
        assert_eq!(check(&TOTAL, &[&["a", "Bình quân"], &["x", "2"], &["y", "4"], &["Tổng", "3"]]), 0);
        let grouped: &[&[&str]] = &[&["a", "b"], &["I", "30"], &["1", "10"], &["2", "20"], &["Tổng", "30"]];
        assert_eq!(check(&TOTAL, grouped), 0);
        let parts: &[&[&str]] =
            &[&["a", "b"], &["x", "30"], &["Trong đó: nữ", "8"], &["y", "2"], &["Tổng", "32"]];
        assert_eq!(check(&TOTAL, parts), 0);
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
