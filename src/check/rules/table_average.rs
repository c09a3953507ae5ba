//! Averages in tables that are less than the least or more than the greatest of what they are the average of.

use rust_decimal::Decimal;

use super::table_total::is_total;
use crate::check::tables::{column_name, heading, label, numbered_rows, row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Row;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableAverage,
    page: CodePage {
        what: w(
            "Dòng bình quân của bảng nhỏ hơn số nhỏ nhất hoặc lớn hơn số lớn nhất trong các dòng.",
            "A row of averages has one below the least or above the greatest of the rows.",
        ),
        why: w(
            "Bình quân luôn nằm giữa số nhỏ nhất và số lớn nhất.",
            "An average lies between the least and the greatest.",
        ),
        wrong: "| Xã Một | 20,1% |\n| Xã Hai | 22,4% |\n| Xã Ba | 19,8% |\n| Bình quân | 2,08% |",
        right: "| Xã Một | 20,1% |\n| Xã Hai | 22,4% |\n| Xã Ba | 19,8% |\n| Bình quân | 20,8% |",
    },
    run,
};

/// Rows that an average is taken of.
const LEAST_ROWS: usize = 3;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let rows = numbered_rows(table);
        let Some((index, row, averages)) = rows.iter().find(|(_, row, _)| is_average(row)) else { continue };
        let members: Vec<_> = rows.iter().filter(|(_, row, _)| is_member(row)).collect();
        for (column, average) in averages.iter().enumerate() {
            let figures: Vec<Decimal> =
                members.iter().filter_map(|(_, _, numbers)| numbers[column]).collect();
            let (Some(average), Some(least), Some(greatest)) =
                (average, figures.iter().min(), figures.iter().max())
            else {
                continue;
            };
            let is_numbering = heading(table, column).contains("stt");
            if figures.len() < LEAST_ROWS || is_numbering || (*least..=*greatest).contains(average) {
                continue;
            }
            let [average, least, greatest] = [*average, *least, *greatest].map(number::grouped);
            let (name, column) = (label(row), column_name(table, column));
            let message = text!(
                "dòng “{name}”, cột “{column}”: {average} nằm ngoài khoảng {least} đến {greatest} của các dòng",
                "row “{name}”, column “{column}”: {average} lies outside the {least} to {greatest} of the rows"
            );
            let finding = Diagnostic::warning(Code::TableAverage, message);
            found.push(finding.at(row_place(subject, span, *index, row)));
        }
    }
}

fn is_average(row: &Row) -> bool {
    let name = label(row).to_lowercase();
    ["bình quân", "trung bình"].iter().any(|word| name.starts_with(word))
}

/// Not what stands for all of them, nor what they are compared with.
fn is_member(row: &Row) -> bool {
    const OTHERS: [&str; 8] =
        ["cả nước", "toàn ", "kế hoạch", "chỉ tiêu", "cùng kỳ", "so với", "năm trước", "tháng trước"];
    let name = label(row).to_lowercase();
    !is_total(row) && !is_average(row) && !OTHERS.iter().any(|word| name.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(name: &str, average: &str) -> usize {
        in_table(
            &RULE,
            &[
                &["Đơn vị", "Tỷ lệ"],
                &["Xã Một", "20,1%"],
                &["Xã Hai", "22,4%"],
                &["Xã Ba", "19,8%"],
                &[name, average],
            ],
        )
    }

    #[test]
    fn an_average_lies_between() {
        assert_eq!((check("Bình quân vùng", "2,08%"), check("Trung bình", "22,5%")), (1, 1));
        assert_eq!(
            (check("Bình quân", "20,8%"), check("Cả nước", "30%"), check("Bình quân", "19,8%")),
            (0, 0, 0)
        );
    }
}
