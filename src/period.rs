//! The period that a report is about (kỳ báo cáo).

use std::fmt;

use chrono::NaiveDate;

use crate::text::letters::roman;

/// A reporting period. "6 tháng" and "9 tháng" are kinds of their own, not ranges of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// Year and month, 1 to 12: `2024-06`.
    Month(u16, u8),
    /// Year and quarter, 1 to 4: `2024-Q2`.
    Quarter(u16, u8),
    /// The first six months of a year: `2024-6T`.
    HalfYear(u16),
    /// The first nine months of a year: `2024-9T`.
    NineMonths(u16),
    /// A whole year: `2024`.
    Year(u16),
}

impl Period {
    /// Reads `2024-06`, `2024-Q2`, `2024-6T`, `2024-9T` or `2024`; years from 1900 to 2200.
    ///
    /// ```
    /// use baocao::period::Period;
    ///
    /// assert_eq!(Period::parse("2024-06"), Some(Period::Month(2024, 6)));
    /// assert_eq!(Period::parse("2024-6T"), Some(Period::HalfYear(2024)));
    /// assert_eq!(Period::parse("6/2024"), None);
    /// assert_eq!(Period::parse("2024-Q2").unwrap().in_words(), "quý II năm 2024");
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = match text.trim().split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text.trim(), None),
        };
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: u16 = year.parse().ok().filter(|year| (1900..=2200).contains(year))?;
        match rest {
            None => Some(Period::Year(year)),
            Some("6T") => Some(Period::HalfYear(year)),
            Some("9T") => Some(Period::NineMonths(year)),
            Some(rest) => match rest.strip_prefix('Q') {
                Some(quarter) => number_in(quarter, 1, 4).map(|quarter| Period::Quarter(year, quarter)),
                None => number_in(rest, 1, 12).map(|month| Period::Month(year, month)),
            },
        }
    }

    /// The year that it lies in, 1900 to 2200 when it was read by [`Period::parse`].
    pub fn year(self) -> u16 {
        match self {
            Period::Month(year, _)
            | Period::Quarter(year, _)
            | Period::HalfYear(year)
            | Period::NineMonths(year)
            | Period::Year(year) => year,
        }
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        let month = match self {
            Period::Month(_, month) => month,
            Period::Quarter(_, quarter) => 3 * quarter - 2,
            Period::HalfYear(_) | Period::NineMonths(_) | Period::Year(_) => 1,
        };
        NaiveDate::from_ymd_opt(self.year().into(), month.into(), 1).unwrap_or_default()
    }

    /// The period of the same kind before this one; for six and nine months and years, that of the year before.
    pub fn previous(self) -> Self {
        match self {
            Period::Month(year, 1) => Period::Month(year - 1, 12),
            Period::Month(year, month) => Period::Month(year, month - 1),
            Period::Quarter(year, 1) => Period::Quarter(year - 1, 4),
            Period::Quarter(year, quarter) => Period::Quarter(year, quarter - 1),
            Period::HalfYear(year) => Period::HalfYear(year - 1),
            Period::NineMonths(year) => Period::NineMonths(year - 1),
            Period::Year(year) => Period::Year(year - 1),
        }
    }

    /// The same period of the year before.
    pub fn last_year(self) -> Self {
        match self {
            Period::Month(year, month) => Period::Month(year - 1, month),
            Period::Quarter(year, quarter) => Period::Quarter(year - 1, quarter),
            other => other.previous(),
        }
    }

    /// The earlier periods of the same kind in its year, the first one first.
    pub fn since_new_year(self) -> Vec<Self> {
        match self {
            Period::Month(year, month) => (1..month).map(|month| Period::Month(year, month)).collect(),
            Period::Quarter(year, quarter) => {
                (1..quarter).map(|quarter| Period::Quarter(year, quarter)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// As it stands in a sentence: "tháng 6 năm 2024", "quý II năm 2024", "6 tháng đầu năm 2024".
    pub fn in_words(self) -> String {
        match self {
            Period::Month(year, month @ 1..=2) => format!("tháng 0{month} năm {year}"),
            Period::Month(year, month) => format!("tháng {month} năm {year}"),
            Period::Quarter(year, quarter) => format!("quý {} năm {year}", roman(quarter.into())),
            Period::HalfYear(year) => format!("6 tháng đầu năm {year}"),
            Period::NineMonths(year) => format!("9 tháng đầu năm {year}"),
            Period::Year(year) => format!("năm {year}"),
        }
    }
}

fn number_in(text: &str, low: u8, high: u8) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (low..=high).contains(number))
}

impl fmt::Display for Period {
    /// The form that [`Period::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Month(year, month) => write!(f, "{year}-{month:02}"),
            Period::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Period::HalfYear(year) => write!(f, "{year}-6T"),
            Period::NineMonths(year) => write!(f, "{year}-9T"),
            Period::Year(year) => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_before_is_of_the_same_kind() {
        for (now, before) in [
            ("2024-06", "2024-05"),
            ("2024-01", "2023-12"),
            ("2024-Q1", "2023-Q4"),
            ("2024-Q3", "2024-Q2"),
            ("2024-6T", "2023-6T"),
            ("2024-9T", "2023-9T"),
            ("2024", "2023"),
        ] {
            let period = Period::parse(now).expect("a period");
            assert_eq!(period.previous().to_string(), before);
        }
    }

    #[test]
    fn earlier_periods_of_the_year_and_of_the_last_one() {
        let texts = |periods: Vec<Period>| periods.iter().map(Period::to_string).collect::<Vec<_>>();
        assert_eq!(texts(Period::Month(2024, 3).since_new_year()), ["2024-01", "2024-02"]);
        assert_eq!(texts(Period::Quarter(2024, 1).since_new_year()), Vec::<String>::new());
        assert_eq!(Period::Month(2024, 2).last_year().to_string(), "2023-02");
        assert_eq!(Period::HalfYear(2024).last_year().to_string(), "2023-6T");
    }

    #[test]
    fn periods_are_read_and_written_back() {
        for text in ["2024-06", "2024-Q2", "2024-6T", "2024-9T", "2024"] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Period::parse("2024-6"), Some(Period::Month(2024, 6)));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "2024-13", "2024-00", "2024-Q5", "2024-Q0", "24-06", "1899", "2201", "2024-006", "2024-+6"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_stand_in_sentences() {
        assert_eq!(Period::Month(2024, 6).in_words(), "tháng 6 năm 2024");
        assert_eq!(Period::Month(2024, 1).in_words(), "tháng 01 năm 2024");
        assert_eq!(Period::Quarter(2024, 2).in_words(), "quý II năm 2024");
    }
}
