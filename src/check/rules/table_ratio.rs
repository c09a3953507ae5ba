//! Ratios in tables that were typed instead of computed.

use rust_decimal::Decimal;

use crate::check::tables::{first_text, is_ratio_column, numbers, row_span, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Row, plain_text};
use crate::text::number;

pub const RULE: Rule = Rule {
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
    run,
};

/// Rows that must bear a ratio out before another one counts as wrong.
const WITNESSES: usize = 2;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let columns = table.columns.len();
        let body = table.rows.get(table.header_rows..).unwrap_or_default();
        let rows: Vec<(usize, &Row, Vec<Option<Decimal>>)> = body
            .iter()
            .enumerate()
            .map(|(index, row)| (table.header_rows + index, row, numbers(row, columns)))
            .collect();
        for ratio in (0..columns).filter(|column| is_ratio_column(table, *column)) {
            for (part, whole) in (0..columns).flat_map(|part| (0..columns).map(move |whole| (part, whole))) {
                if part == whole || part == ratio || whole == ratio {
                    continue;
                }
                let known = |(_, _, numbers): &&(usize, &Row, Vec<Option<Decimal>>)| {
                    numbers[ratio].is_some() && numbers[part].is_some() && numbers[whole].is_some()
                };
                let right = |(_, _, numbers): &&(usize, &Row, Vec<Option<Decimal>>)| {
                    let computed = numbers[part]
                        .zip(numbers[whole])
                        .and_then(|(part, whole)| number::ratio(part, whole));
                    computed.is_none() || computed == numbers[ratio].map(|ratio| ratio.normalize())
                };
                let (bearing, wrong): (Vec<_>, Vec<_>) = rows.iter().filter(known).partition(right);
                // Telling only when the rows are not all alike, such as 100% of equal counts.
                let telling =
                    bearing.iter().filter(|(_, _, numbers)| numbers[part] != numbers[whole]).count();
                if bearing.len() < WITNESSES.max(wrong.len() * 2) || telling == 0 {
                    continue;
                }
                for (index, row, numbers) in wrong {
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
                        .at(row_span(subject.sources, span, *index)),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    #[test]
    fn a_ratio_is_wrong_when_the_others_are_right() {
        let rows = |last: &'static str| {
            in_table(
                &RULE,
                &[&["a", "b", "c"], &["10", "5", "50%"], &["8", "1", "12,50%"], &["137", "133", last]],
            )
        };
        assert_eq!((rows("97,08%"), rows("97,80%")), (0, 1));
        // Ratios of something else altogether.
        assert_eq!(
            in_table(
                &RULE,
                &[&["a", "b", "c"], &["10", "5", "7%"], &["8", "1", "9%"], &["137", "133", "3%"]]
            ),
            0
        );
    }
}
