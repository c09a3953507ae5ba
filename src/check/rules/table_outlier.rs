//! A figure of a table that is a thousand times its neighbours, or a thousandth of them: typed in another unit.

use rust_decimal::Decimal;

use super::table_total::is_total;
use crate::check::tables::{
    NumberedRow, column_name, heading, is_ratio_column, is_scaled, label, numbered_rows, row_place, tables,
};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Table;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableOutlier,
    page: CodePage {
        what: w(
            "Một số trong cột gấp khoảng một nghìn lần, hay chỉ bằng một phần nghìn, các số cùng cột.",
            "A figure is about a thousand times, or a thousandth of, the others of its column.",
        ),
        why: w(
            "Hai đơn vị tính lẫn vào một cột, ví dụ đồng và nghìn đồng.",
            "Two units in one column, such as dong and thousand dong.",
        ),
        wrong: "| Thôn Một | 120 |\n| Thôn Hai | 135 |\n| Thôn Ba | 128.000 |\n| Thôn Bốn | 140 |\n| Thôn Năm | 150 |",
        right: "| Thôn Một | 120 |\n| Thôn Hai | 135 |\n| Thôn Ba | 128 |\n| Thôn Bốn | 140 |\n| Thôn Năm | 150 |",
    },
    run,
};

/// Figures that must be alike before another one is odd.
const LEAST_ALIKE: usize = 3;
/// How many times the least of them the greatest may be.
const ALIKE: i64 = 30;
/// How far from a thousand times what is usual, either way.
const NEAR: i64 = 3;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let rows = numbered_rows(table);
        for column in (0..table.columns.len()).filter(|column| is_counted(table, *column)) {
            let Some((row, stated)) = outlier(&rows, column, is_scaled(table, column)) else { continue };
            let (name, column, stated) = (label(row.1), column_name(table, column), number::grouped(stated));
            let message = text!(
                "dòng “{name}”, cột “{column}”: {stated} lệch khoảng nghìn lần so với các dòng khác",
                "row “{name}”, column “{column}”: {stated} is about a thousand times off the other rows"
            );
            let finding = Diagnostic::warning(Code::TableOutlier, message)
                .help(text!("xem lại đơn vị tính của số này", "look at the unit of this figure"));
            found.push(finding.at(row_place(subject, span, row.0, row.1)));
        }
    }
}

fn is_counted(table: &Table, column: usize) -> bool {
    !is_ratio_column(table, column)
        && !["stt", "số tt"].iter().any(|word| heading(table, column).contains(word))
}

/// The one row whose figure stands apart from all others, which are alike.
fn outlier<'a>(
    rows: &'a [NumberedRow<'a>],
    column: usize,
    is_scaled: bool,
) -> Option<(&'a NumberedRow<'a>, Decimal)> {
    let figures = rows.iter().filter(|row| !is_total(row.1));
    let mut figures: Vec<_> = figures.filter_map(|row| Some((row, row.2[column]?))).collect();
    figures.retain(|(_, figure)| *figure > Decimal::ZERO);
    figures.sort_by_key(|(_, figure)| *figure);
    let (least, greatest) = (figures.first().copied()?, figures.last().copied()?);
    if figures.len() <= LEAST_ALIKE {
        return None;
    }
    let usual = |others: &[(&NumberedRow<'_>, Decimal)], in_unit: Decimal| {
        let (low, high) = (others[0].1, others[others.len() - 1].1);
        let near = Decimal::from(NEAR);
        high <= low * Decimal::from(ALIKE) && in_unit * near >= low && in_unit <= high * near
    };
    let thousand = Decimal::ONE_THOUSAND;
    if greatest.1 >= thousand && usual(&figures[..figures.len() - 1], greatest.1 / thousand) {
        return Some(greatest);
    }
    // A small count may be true; a small sum of money, or one with decimals among whole numbers, is not.
    let others = &figures[1..];
    let is_odd = is_scaled || least.1.scale() > 0 && others.iter().all(|(_, figure)| figure.scale() == 0);
    (is_odd && usual(others, least.1.checked_mul(thousand)?)).then_some(least)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(heading: &str, figures: [&str; 5]) -> usize {
        let names = ["Thôn Một", "Thôn Hai", "Thôn Ba", "Thôn Bốn", "Thôn Năm"];
        let body: Vec<[&str; 2]> =
            names.into_iter().zip(figures).map(|(name, figure)| [name, figure]).collect();
        let head = ["Đơn vị", heading];
        let mut rows: Vec<&[&str]> = vec![&head];
        rows.extend(body.iter().map(<[&str; 2]>::as_slice));
        rows.push(&["Tổng cộng", "9.999.999"]);
        in_table(&RULE, &rows)
    }

    #[test]
    fn a_slip_of_unit_is_found() {
        assert_eq!(check("Kinh phí", ["120", "135", "128.000", "140", "150"]), 1);
        assert_eq!(check("Kinh phí (nghìn đồng)", ["120.000", "135.000", "128", "140.000", "150.000"]), 1);
        assert_eq!(check("Số hộ", ["1.204", "1.350", "1,28", "1.400", "1.500"]), 1);
    }

    #[test]
    fn figures_that_differ_are_left_alone() {
        assert_eq!(check("Số hộ", ["120", "135", "1.280", "140", "150"]), 0);
        assert_eq!(check("Số hộ", ["1", "135", "12.000", "4", "150"]), 0);
        assert_eq!(check("Số hộ", ["1.200", "1.350", "2", "1.400", "1.500"]), 0);
        assert_eq!(check("Tỷ lệ", ["120", "135", "128.000", "140", "150"]), 0);
    }
}
