//! Tables whose cumulative figure is not the one before and that of the period together.

use rust_decimal::Decimal;

use super::table_total::is_total;
use crate::check::tables::{
    column_name, heading, is_additive, is_scaled, label, numbered_rows, rounding, row_place, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Table;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableCumulative,
    page: CodePage {
        what: w(
            "Lũy kế đến nay trong bảng không bằng lũy kế kỳ trước cộng số trong kỳ.",
            "A cumulative figure of a table is not the one before plus that of the period.",
        ),
        why: w("Số học.", "Arithmetic."),
        wrong: "| Nội dung | Lũy kế kỳ trước | Trong kỳ | Lũy kế |\n| A | 10 | 5 | 16 |\n| B | 20 | 4 | 24 |",
        right: "| Nội dung | Lũy kế kỳ trước | Trong kỳ | Lũy kế |\n| A | 10 | 5 | 15 |\n| B | 20 | 4 | 24 |",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let Some([before, period, now]) = columns(table) else { continue };
        let scaled = is_scaled(table, now);
        let (mut bearing, mut wrong) = (0, Vec::new());
        for (index, row, numbers) in &numbered_rows(table) {
            let (Some(a), Some(b), Some(stated)) = (numbers[before], numbers[period], numbers[now]) else {
                continue;
            };
            match (a + b - stated).abs() <= rounding(scaled, &[a, b, stated]) {
                true => bearing += 1,
                false => wrong.push((*index, *row, a + b, stated)),
            }
        }
        // Where most rows are not so, the headings mean something else.
        if bearing < wrong.len() || bearing == 0 {
            continue;
        }
        for (index, row, sum, stated) in wrong {
            let [sum, stated]: [String; 2] = [sum, stated].map(|figure: Decimal| number::grouped(figure));
            let kind = if is_total(row) { "tổng" } else { "dòng" };
            let (name, column) = (label(row), column_name(table, now));
            let message = text!(
                "{kind} “{name}”, cột “{column}”: kỳ trước cộng trong kỳ là {sum}, bảng ghi {stated}",
                "row “{name}”, column “{column}”: the one before and the period's make {sum}, the table says {stated}"
            );
            found.push(
                Diagnostic::error(Code::TableCumulative, message).at(row_place(subject, span, index, row)),
            );
        }
    }
}

/// The columns of what went before, of the period, and of both together; `None` unless there is one of each.
fn columns(table: &Table) -> Option<[usize; 3]> {
    const SUMMED: [&str; 3] = ["lũy kế", "luỹ kế", "cộng dồn"];
    const PERIOD: [&str; 8] = [
        "trong tháng",
        "trong kỳ",
        "trong quý",
        "tháng này",
        "kỳ này",
        "quý này",
        "phát sinh",
        "tháng báo cáo",
    ];
    let is_before = |words: &str| ["trước", "đầu kỳ"].iter().any(|word| words.contains(word));
    let is_summed = |words: &str| SUMMED.iter().any(|word| words.contains(word));
    let only = |wanted: &dyn Fn(&str) -> bool| {
        let mut columns = (0..table.columns.len()).filter(|column| {
            is_additive(table, *column) && wanted(&column_name(table, *column).to_lowercase())
        });
        columns.next().filter(|_| columns.next().is_none())
    };
    let before = only(&|words| is_summed(words) && is_before(words))?;
    let period = only(&|words| PERIOD.iter().any(|word| words.contains(word)) && !is_summed(words))?;
    let now = only(&|words| is_summed(words) && !is_before(words))?;
    Some([before, period, now]).filter(|_| !heading(table, now).is_empty())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(head: [&str; 4], last: &str) -> usize {
        in_table(&RULE, &[&head, &["A", "10", "5", "15"], &["B", "20", "4", last]])
    }

    #[test]
    fn what_went_before_and_the_period_make_what_is_summed_up() {
        let head = ["Nội dung", "Lũy kế kỳ trước", "Trong kỳ", "Lũy kế đến nay"];
        assert_eq!((check(head, "24"), check(head, "25")), (0, 1));
        let other = ["Nội dung", "Cùng kỳ", "Trong kỳ", "Lũy kế đến nay"];
        assert_eq!(check(other, "25"), 0);
    }
}
