//! Ratios in tables that were typed instead of computed.

use super::table_share;
use crate::check::tables::{NumberedRow, is_ratio_column, label, numbered_rows, row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableRatio,
    page: CodePage {
        what: w(
            "Một dòng của bảng có tỷ lệ không bằng số ở cột bên, trong khi các dòng khác đều đúng.",
            "A row of a table has a ratio that is not that of its counts, while the other rows are right.",
        ),
        why: w(
            "Số học: tỷ lệ làm tròn đến số chữ số thập phân đã ghi, nửa thì tăng.",
            "Arithmetic: ratios are rounded half up to the decimals that are written.",
        ),
        wrong: "| Đăng ký tạm trú | 137 | 133 | 97,80% |",
        right: "| Đăng ký tạm trú | 137 | 133 | 97,08% |",
    },
    run,
};

/// Rows that must bear a ratio out before another one counts as wrong.
const WITNESSES: usize = 2;

/// Two columns whose ratio a third one seems to hold.
struct Fit<'a> {
    part: usize,
    whole: usize,
    bearing: usize,
    wrong: Vec<&'a NumberedRow<'a>>,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let columns = table.columns.len();
        let rows = numbered_rows(table);
        for ratio in (0..columns).filter(|column| is_ratio_column(table, *column)) {
            let Some(fit) = best_fit(&rows, columns, ratio) else {
                table_share::find(subject, span, &rows, ratio, found);
                continue;
            };
            for (index, row, numbers) in &fit.wrong {
                let (Some(a), Some(b), Some(stated)) =
                    (numbers[fit.part], numbers[fit.whole], numbers[ratio])
                else {
                    continue;
                };
                let places = stated.scale();
                let shown = |ratio| number::grouped_to(ratio, Some(places)) + "%";
                let computed = number::ratio(a, b, places).map_or_else(|| "-".to_string(), shown);
                let (a, b, stated) = (number::grouped(a), number::grouped(b), shown(stated));
                let label = label(row);
                found.push(
                    Diagnostic::error(
                        Code::TableRatio,
                        text!(
                            "dòng “{label}”: {a}/{b} là {computed}, bảng ghi {stated}",
                            "row “{label}”: {a}/{b} is {computed}, the table says {stated}"
                        ),
                    )
                    .at(row_place(subject, span, *index, row)),
                );
            }
        }
    }
}

/// The two columns that bear a column of ratios out best: other pairs may fit a few rows by chance. `None` when too few rows do.
fn best_fit<'a>(rows: &'a [NumberedRow<'a>], columns: usize, ratio: usize) -> Option<Fit<'a>> {
    // Counts stand beside their ratio.
    let near = ratio.saturating_sub(FARTHEST)..columns.min(ratio + FARTHEST + 1);
    let pairs = near.clone().flat_map(|part| near.clone().map(move |whole| (part, whole)));
    let sample: Vec<&NumberedRow<'_>> = rows.iter().step_by((rows.len() / SAMPLE).max(1)).collect();
    let fits = pairs
        .filter(|(part, whole)| part != whole && *part != ratio && *whole != ratio)
        .filter(|(part, whole)| may_fit(&sample, *part, *whole, ratio))
        .filter_map(|(part, whole)| fit(rows, part, whole, ratio));
    // The first of equals.
    fits.reduce(|best, fit| if fit.bearing > best.bearing { fit } else { best })
}

/// How many columns from a ratio its counts may be.
const FARTHEST: usize = 12;
/// Rows that are looked at first, spread over the table: most pairs fit none of them.
const SAMPLE: usize = 16;

/// Whether a pair may be borne out: at least a third of a sample bears it, when the sample has its numbers.
fn may_fit(sample: &[&NumberedRow<'_>], part: usize, whole: usize, ratio: usize) -> bool {
    let (mut bearing, mut all) = (0, 0);
    for (_, _, numbers) in sample {
        let (Some(stated), Some(a), Some(b)) = (numbers[ratio], numbers[part], numbers[whole]) else {
            continue;
        };
        if !b.is_zero() {
            all += 1;
            bearing += usize::from(number::is_ratio(a, b, stated));
        }
    }
    bearing * 3 >= all
}

fn fit<'a>(rows: &'a [NumberedRow<'a>], part: usize, whole: usize, ratio: usize) -> Option<Fit<'a>> {
    let mut fit = Fit { part, whole, bearing: 0, wrong: Vec::new() };
    // Telling only when the rows are not all alike, such as 100% of equal counts.
    let mut telling = false;
    for row in rows {
        let (_, _, numbers) = row;
        let (Some(stated), Some(a), Some(b)) = (numbers[ratio], numbers[part], numbers[whole]) else {
            continue;
        };
        // Of nothing there is no ratio.
        if b.is_zero() {
            continue;
        }
        if number::is_ratio(a, b, stated) {
            fit.bearing += 1;
            telling |= a != b;
        } else {
            fit.wrong.push(row);
        }
    }
    (telling && fit.bearing >= WITNESSES.max(fit.wrong.len() * 2)).then_some(fit)
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
        // As many decimals as each is written with.
        assert_eq!((rows("97,1%"), rows("97%"), rows("97,0%"), rows("97,10%")), (0, 0, 1, 1));
        // Columns that fit a few rows by chance: the order of the rows is no part of anything.
        let other: [&[&str]; 5] = [
            &["TT", "tổng", "xong", "tỷ lệ"],
            &["1", "2", "1", "50%"],
            &["2", "4", "2", "50%"],
            &["3", "6", "5", "83,33%"],
            &["4", "8", "8", "100%"],
        ];
        assert_eq!(in_table(&RULE, &other), 0);
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
