//! Rows of a sheet that add up the others: they are no data, or every total of the report would double.

use rust_decimal::Decimal;

use crate::text::number;

/// What a total row is called, with nothing else said but a colon or something in brackets.
const LABELS: [&str; 9] = [
    "tổng",
    "cộng",
    "tổng cộng",
    "tổng số",
    "tổng chung",
    "cộng chung",
    "tổng cộng chung",
    "total",
    "grand total",
];

/// Whether the first words of a row call it a total.
pub(super) fn is_label(words: &str) -> bool {
    let words = words.to_lowercase();
    let words = words.split('(').next().unwrap_or_default().trim_end_matches([':', '.', ' ', '*']);
    LABELS.contains(&words.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// The figures of a row, column by column; `None` where there is none.
pub(super) type Figures = Vec<Option<Decimal>>;

pub(super) fn figures<'a>(typed: impl Iterator<Item = &'a str>) -> Figures {
    typed.map(|text| number::parse(text).map(|reading| reading.value())).collect()
}

/// The columns in which `total` is not the sum of the rows.
pub(super) fn differing(rows: &[&Figures], total: &Figures) -> Vec<usize> {
    let sum = |column: usize| -> Option<Decimal> {
        rows.iter().try_fold(Decimal::ZERO, |sum, row| {
            sum.checked_add(row.get(column).copied().flatten().unwrap_or_default())
        })
    };
    let differs = |(column, said): (usize, &Option<Decimal>)| {
        said.is_some_and(|said| sum(column) != Some(said)).then_some(column)
    };
    total.iter().enumerate().filter_map(differs).collect()
}

/// A sum that is smaller may be one by accident.
const TELLING: Decimal = Decimal::ONE_HUNDRED;

/// Whether an unnamed last row says what the three or more rows above it come to: in every column of figures, or in one whose sum is
/// no accident, since averages beside it do not add up.
pub(super) fn looks_like_sum(rows: &[&Figures], last: &Figures) -> bool {
    let differing = differing(rows, last);
    let is_sum = |(column, figure): (usize, &Option<Decimal>)| {
        figure.is_some_and(|figure| figure >= TELLING) && !differing.contains(&column)
    };
    let says_something = last.iter().flatten().any(|figure| !figure.is_zero());
    let is_filled = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(Option::is_some));
    let mut columns = last.iter().enumerate();
    let is_all = says_something
        && differing.is_empty()
        && columns.all(|(column, figure)| figure.is_some() || !is_filled(column));
    rows.len() > 2 && (is_all || last.iter().enumerate().any(is_sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_told_by_their_name_alone() {
        for words in ["Tổng cộng", "CỘNG:", "Tổng số (I+II)", " tổng  cộng "] {
            assert!(is_label(words), "{words}");
        }
        for words in ["Tổng công ty Điện lực", "Cộng đồng", "Tổng cục Thuế", "", "Tổng thu"]
        {
            assert!(!is_label(words), "{words}");
        }
    }

    #[test]
    fn sums_are_told_by_their_figures() {
        let row =
            |figures: &[i64]| figures.iter().map(|figure| Some(Decimal::from(*figure))).collect::<Figures>();
        let rows = [row(&[1, 10]), row(&[2, 20]), row(&[4, 40])];
        let rows: Vec<&Figures> = rows.iter().collect();
        assert!(looks_like_sum(&rows, &row(&[7, 70])) && !looks_like_sum(&rows, &row(&[7, 71])));
        assert!(!looks_like_sum(&rows[..2], &row(&[3, 30])));
        assert_eq!(differing(&rows, &row(&[7, 71])), [1]);
    }
}
