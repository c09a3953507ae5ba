//! Percentages with a decimal point.

use crate::check::tables::{column_name, is_ratio_column, row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::plain_text;

pub(super) const RULE: Rule = Rule {
    code: Code::DecimalPoint,
    page: CodePage {
        what: w(
            "Tỷ lệ phần trăm viết phần thập phân sau dấu chấm.",
            "A percentage has its decimals after a point.",
        ),
        why: w(
            "Luật Kế toán năm 2015, Điều 11: sau chữ số hàng đơn vị là dấu phẩy; dấu chấm để sau hàng nghìn, triệu, tỷ.",
            "The Accounting Law of 2015, Article 11: decimals follow a comma; points stand behind thousands.",
        ),
        wrong: "tăng 1.52% so với cùng kỳ",
        right: "tăng 1,52% so với cùng kỳ",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    cells(subject, found);
    for passage in subject.passages {
        for (percent, _) in passage.text.match_indices('%') {
            let before = &passage.text[..percent];
            let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
            let start = before
                .rfind(|letter| !is_number(letter))
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            let typed = &before[start..];
            if !has_decimal_point(typed) {
                continue;
            }
            let right = typed.replace('.', ",");
            let finding = Diagnostic::warning(
                Code::DecimalPoint,
                text!(
                    "“{typed}%” viết dấu chấm thập phân, phải là dấu phẩy",
                    "“{typed}%” has a decimal point, it is a comma"
                ),
            )
            .help(text!("viết “{right}%”", "write “{right}%”"));
            found.push(subject.at_with_fix(passage, start..percent + 1, finding, format!("{right}%")));
        }
    }
}

/// Cells of tables that are only a percentage, and those below a heading that says so.
fn cells(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        for column in (0..table.columns.len()).filter(|column| is_ratio_column(table, *column)) {
            for (index, row) in table.rows.iter().enumerate().skip(table.header_rows) {
                let cell = row.cells.iter().find(|cell| cell.column == column && cell.column_span == 1);
                let typed = cell.map(|cell| plain_text(&cell.content)).unwrap_or_default();
                let typed = typed.trim().trim_end_matches('%').trim_end();
                // What has letters is read as text.
                if !has_decimal_point(typed) || !typed.chars().all(|c| c.is_ascii_digit() || c == '.') {
                    continue;
                }
                let (right, name) = (typed.replace('.', ","), column_name(table, column));
                let finding = Diagnostic::warning(
                    Code::DecimalPoint,
                    text!(
                        "cột “{name}”: “{typed}” viết dấu chấm thập phân, phải là dấu phẩy",
                        "column “{name}”: “{typed}” has a decimal point, it is a comma"
                    ),
                )
                .help(text!("viết “{right}”", "write “{right}”"));
                found.push(finding.at(row_place(subject, span, index, row)));
            }
        }
    }
}

/// One point, and behind it no group of three digits.
fn has_decimal_point(number: &str) -> bool {
    number.split_once('.').is_some_and(|(whole, decimals)| {
        !whole.is_empty()
            && !whole.contains(',')
            && !decimals.is_empty()
            && decimals.len() != 3
            && decimals.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{in_table, in_text};

    #[test]
    fn cells_of_percentages_are_read() {
        let rows =
            |cell| in_table(&RULE, &[&["a", "b", "Tỷ lệ (%)"], &["x", "1.5", cell], &["y", "2", "97,1"]]);
        assert_eq!((rows("97.08"), rows("97.08%"), rows("97,08"), rows("1.250")), (1, 1, 0, 0));
    }

    #[test]
    fn decimals_stand_behind_a_comma() {
        assert_eq!(in_text(&RULE, &["tăng 1.52%", "đạt 99.5% kế hoạch"]).len(), 2);
        for right in ["tăng 1,52%", "bằng 1.520% mục tiêu", "bằng 1.520,5%", "mục 1.2 đạt 5%", "99%."]
        {
            assert_eq!(in_text(&RULE, &[right]), Vec::<String>::new(), "{right}");
        }
    }
}
