//! Columns that say what share of the total each row has: a part of the rule `table_ratio`.

use super::table_total::is_total;
use crate::check::Subject;
use crate::check::tables::{NumberedRow, label, row_place};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::Span;
use crate::text::number;

/// Rows that must bear the shares out before another one counts as wrong.
const WITNESSES: usize = 2;

/// Finds the rows whose share is not that of their figure in the total, when the other rows' are.
pub(super) fn find(
    subject: &Subject<'_>,
    span: Span,
    rows: &[NumberedRow<'_>],
    ratio: usize,
    found: &mut Diagnostics,
) {
    let Some((_, _, totals)) = rows.iter().find(|(_, row, _)| is_total(row)) else { return };
    // A figure stands before its share.
    for counts in (0..ratio).rev() {
        let Some(total) = totals[counts].filter(|total| !total.is_zero()) else { continue };
        let (mut bearing, mut wrong) = (0, Vec::new());
        for (index, row, numbers) in rows.iter().filter(|(_, row, _)| !is_total(row)) {
            let (Some(part), Some(stated)) = (numbers[counts], numbers[ratio]) else { continue };
            match number::is_ratio(part, total, stated) || number::is_cut_ratio(part, total, stated) {
                true => bearing += 1,
                false => wrong.push((*index, *row, part, stated)),
            }
        }
        if bearing < WITNESSES.max(wrong.len() * 2) {
            continue;
        }
        for (index, row, part, stated) in wrong {
            let places = stated.scale();
            let shown = |share| number::grouped_to(share, Some(places)) + "%";
            let right = number::ratio(part, total, places).map_or_else(|| "-".to_string(), shown);
            let (name, stated) = (label(row), shown(stated));
            let [part, total] = [part, total].map(number::grouped);
            let message = text!(
                "dòng “{name}”: {part}/{total} là {right}, bảng ghi {stated}",
                "row “{name}”: {part}/{total} is {right}, the table says {stated}"
            );
            found.push(Diagnostic::error(Code::TableRatio, message).at(row_place(subject, span, index, row)));
        }
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::super::table_ratio::RULE;
    use crate::check::testing::in_table;

    fn check(second: &str, total: &str) -> usize {
        in_table(
            &RULE,
            &[
                &["STT", "Dân tộc", "Số hộ", "Tỷ lệ (%)"],
                &["1", "Kinh", "842", "66,6"],
                &["2", "Tày", "310", second],
                &["3", "Nùng", "112", "8,9"],
                &["", "Tổng", total, "100"],
            ],
        )
    }

    #[test]
    fn a_share_is_that_of_the_total() {
        assert_eq!((check("24,5", "1.264"), check("42,5", "1.264"), check("42,5", "1.500")), (0, 1, 0));
    }
}
