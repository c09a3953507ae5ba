//! The period that a report is about (kỳ báo cáo).

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::text::date;
use crate::text::letters::roman;

/// A reporting period. “6 tháng” and “9 tháng” are kinds of their own, not ranges of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A day, of a quick report: `2024-06-24`.
    Day(NaiveDate),
    /// Year and week of ISO 8601, 1 to 53, Monday to Sunday: `2024-W23`.
    Week(u16, u8),
    /// Year and month, 1 to 12: `2024-06`.
    Month(u16, u8),
    /// Year and quarter, 1 to 4: `2024-Q2`.
    Quarter(u16, u8),
    /// The first months of a year, 2 to 11 of them: `2024-6T`.
    FirstMonths(u16, u8),
    /// A whole year: `2024`.
    Year(u16),
    /// A school year by the year in which it begins: `2024-NH` is năm học 2024 - 2025.
    SchoolYear(u16),
    /// The years from one to another: `2021..2025`.
    Years(u16, u16),
    /// The days from one to another: `2024-01-15..2024-06-14`.
    Days(NaiveDate, NaiveDate),
}

/// Between the ends of a period that has two.
const TO: &str = "..";

/// The month in which a school year begins.
const SCHOOL_MONTH: u32 = 9;

impl Period {
    /// An example of each kind.
    pub const FORMS: &str =
        "2024-06, 2024-Q2, 2024-6T, 2024, 2024-W23, 2024-06-24, 2024-NH, 2021..2025, 2024-01-15..2024-06-14";
    /// How each kind is typed, with what it is, for whoever typed none of them.
    pub const FORMS_VI: &str = "2024-06 (tháng), 2024-Q2 (quý), 2024-6T (6 tháng đầu năm), 2024 (năm), 2024-W23 (tuần), 2024-06-24 (ngày), 2024-NH (năm học 2024 - 2025), 2021..2025 (giai đoạn), 2024-01-15..2024-06-14 (từ ngày đến ngày)";
    /// As [`Period::FORMS_VI`], in English.
    pub const FORMS_EN: &str = "2024-06 (month), 2024-Q2 (quarter), 2024-6T (first six months), 2024 (year), 2024-W23 (week), 2024-06-24 (day), 2024-NH (school year 2024 - 2025), 2021..2025 (years), 2024-01-15..2024-06-14 (days)";

    /// Reads what [`Period::FORMS_EN`] lists; years from 1900 to 2200.
    ///
    /// ```
    /// use baocao::period::Period;
    ///
    /// assert_eq!(Period::parse("2024-06"), Some(Period::Month(2024, 6)));
    /// assert_eq!(Period::parse("2024-6T"), Some(Period::FirstMonths(2024, 6)));
    /// assert_eq!(Period::parse("6/2024"), None);
    /// assert_eq!(Period::parse("2024-Q2").unwrap().in_words(), "quý II năm 2024");
    /// assert_eq!(Period::parse("2021..2025").unwrap().in_words(), "giai đoạn 2021 - 2025");
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once(TO) {
            return Self::between(from, to);
        }
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year = year_of(year)?;
        let Some(rest) = rest else { return Some(Period::Year(year)) };
        if rest == "NH" {
            return Some(Period::SchoolYear(year));
        }
        if let Some(months) = rest.strip_suffix('T') {
            return number_in(months, 2, 11).map(|months| Period::FirstMonths(year, months));
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            return number_in(quarter, 1, 4).map(|quarter| Period::Quarter(year, quarter));
        }
        if let Some(week) = rest.strip_prefix('W') {
            return number_in(week, 1, weeks_of(year)).map(|week| Period::Week(year, week));
        }
        match rest.split_once('-') {
            Some((month, day)) => day_of(year, month, day).map(Period::Day),
            None => number_in(rest, 1, 12).map(|month| Period::Month(year, month)),
        }
    }

    /// The days or the years between two that are typed; the first comes before the last.
    fn between(from: &str, to: &str) -> Option<Self> {
        match (Self::parse(from)?, Self::parse(to)?) {
            (Period::Year(from), Period::Year(to)) if from < to => Some(Period::Years(from, to)),
            (Period::Day(from), Period::Day(to)) if from < to => Some(Period::Days(from, to)),
            _ => None,
        }
    }

    /// The year in which it ends, 1900 to 2201 when it was read by [`Period::parse`].
    pub fn year(self) -> u16 {
        match self {
            Period::Week(year, _)
            | Period::Month(year, _)
            | Period::Quarter(year, _)
            | Period::FirstMonths(year, _)
            | Period::Year(year)
            | Period::Years(_, year) => year,
            Period::SchoolYear(year) => year + 1,
            Period::Day(day) | Period::Days(_, day) => day.year().try_into().unwrap_or_default(),
        }
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Period::Day(day) | Period::Days(day, _) => day,
            Period::Week(year, week) => {
                NaiveDate::from_isoywd_opt(year.into(), week.into(), Weekday::Mon).unwrap_or_default()
            }
            Period::Month(year, month) => first_of(year, month.into()),
            Period::Quarter(year, quarter) => first_of(year, 3 * u32::from(quarter) - 2),
            Period::FirstMonths(year, _) | Period::Year(year) | Period::Years(year, _) => first_of(year, 1),
            Period::SchoolYear(year) => first_of(year, SCHOOL_MONTH),
        }
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let months = match self {
            Period::Day(day) | Period::Days(_, day) => return day,
            Period::Week(..) => return self.first_day() + Days::new(6),
            Period::Month(..) => 1,
            Period::Quarter(..) => 3,
            Period::FirstMonths(_, months) => months.into(),
            Period::Year(_) | Period::SchoolYear(_) => 12,
            Period::Years(from, to) => 12 * (u32::from(to) - u32::from(from) + 1),
        };
        self.first_day() + Months::new(months) - Days::new(1)
    }

    /// Whether it is as long as its name, not counted in months: a day, a week, days from one to another.
    pub fn is_of_days(self) -> bool {
        matches!(self, Period::Day(_) | Period::Week(..) | Period::Days(..))
    }

    /// The period of the same kind before this one; for the first months of a year that of the year before, for days and years from
    /// one to another as many before the first.
    pub fn previous(self) -> Self {
        match self {
            Period::Day(day) => Period::Day(day - Days::new(1)),
            Period::Week(year, 1) => Period::Week(year - 1, weeks_of(year - 1)),
            Period::Week(year, week) => Period::Week(year, week - 1),
            Period::Month(year, 1) => Period::Month(year - 1, 12),
            Period::Month(year, month) => Period::Month(year, month - 1),
            Period::Quarter(year, 1) => Period::Quarter(year - 1, 4),
            Period::Quarter(year, quarter) => Period::Quarter(year, quarter - 1),
            Period::FirstMonths(year, months) => Period::FirstMonths(year - 1, months),
            Period::Year(year) => Period::Year(year - 1),
            Period::SchoolYear(year) => Period::SchoolYear(year - 1),
            Period::Years(from, to) => Period::Years((2 * from).saturating_sub(to + 1), from - 1),
            Period::Days(from, to) => {
                let before = from - Days::new(1);
                Period::Days(before - (to - from), before)
            }
        }
    }

    /// The period of the same kind after this one, of those that follow one another without an end.
    pub fn following(self) -> Option<Self> {
        match self {
            Period::Day(day) => Some(Period::Day(day + Days::new(1))),
            Period::Week(year, week) if week == weeks_of(year) => Some(Period::Week(year + 1, 1)),
            Period::Week(year, week) => Some(Period::Week(year, week + 1)),
            Period::Month(year, 12) => Some(Period::Month(year + 1, 1)),
            Period::Month(year, month) => Some(Period::Month(year, month + 1)),
            Period::Quarter(year, 4) => Some(Period::Quarter(year + 1, 1)),
            Period::Quarter(year, quarter) => Some(Period::Quarter(year, quarter + 1)),
            Period::Year(year) => Some(Period::Year(year + 1)),
            Period::SchoolYear(year) => Some(Period::SchoolYear(year + 1)),
            Period::FirstMonths(..) | Period::Years(..) | Period::Days(..) => None,
        }
    }

    /// The same period of the year before; of years from one to another, those before them.
    pub fn last_year(self) -> Self {
        let year = Months::new(12);
        match self {
            Period::Day(day) => Period::Day(day - year),
            Period::Week(of, week) => Period::Week(of - 1, week.min(weeks_of(of - 1))),
            Period::Month(year, month) => Period::Month(year - 1, month),
            Period::Quarter(year, quarter) => Period::Quarter(year - 1, quarter),
            Period::Days(from, to) => Period::Days(from - year, to - year),
            other => other.previous(),
        }
    }

    /// The earlier periods of the same kind in its year, the first one first; none for what is counted from the new year itself.
    pub fn since_new_year(self) -> Vec<Self> {
        match self {
            Period::Day(day) => first_of(self.year(), 1)
                .iter_days()
                .take_while(|other| *other < day)
                .map(Period::Day)
                .collect(),
            Period::Week(year, week) => (1..week).map(|week| Period::Week(year, week)).collect(),
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
            Period::Day(day) => date::long(day),
            Period::Week(year, week) => format!("tuần {week} năm {year}"),
            Period::Month(year, month @ 1..=2) => format!("tháng 0{month} năm {year}"),
            Period::Month(year, month) => format!("tháng {month} năm {year}"),
            Period::Quarter(year, quarter) => format!("quý {} năm {year}", roman(quarter.into())),
            Period::FirstMonths(year, months) => format!("{months} tháng đầu năm {year}"),
            Period::Year(year) => format!("năm {year}"),
            Period::SchoolYear(year) => format!("năm học {year} - {}", year + 1),
            Period::Years(from, to) => format!("giai đoạn {from} - {to}"),
            Period::Days(from, to) => format!("từ ngày {} đến ngày {}", date::short(from), date::short(to)),
        }
    }
}

fn year_of(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1900..=2200).contains(year))
}

fn day_of(year: u16, month: &str, day: &str) -> Option<NaiveDate> {
    let (month, day) = (number_in(month, 1, 12)?, number_in(day, 1, 31)?);
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

fn first_of(year: u16, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.into(), month, 1).unwrap_or_default()
}

/// How many weeks ISO 8601 gives a year: the last of them has the 28th of December.
fn weeks_of(year: u16) -> u8 {
    let day = NaiveDate::from_ymd_opt(year.into(), 12, 28).unwrap_or_default();
    day.iso_week().week().try_into().unwrap_or(52)
}

fn number_in(text: &str, low: u8, high: u8) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && (low..=high).contains(number))
}

impl fmt::Display for Period {
    /// The form that [`Period::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Day(day) => write!(f, "{day}"),
            Period::Week(year, week) => write!(f, "{year}-W{week:02}"),
            Period::Month(year, month) => write!(f, "{year}-{month:02}"),
            Period::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Period::FirstMonths(year, months) => write!(f, "{year}-{months}T"),
            Period::Year(year) => write!(f, "{year}"),
            Period::SchoolYear(year) => write!(f, "{year}-NH"),
            Period::Years(from, to) => write!(f, "{from}{TO}{to}"),
            Period::Days(from, to) => write!(f, "{from}{TO}{to}"),
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
            ("2026-03-01", "2026-02-28"),
            ("2026-W02", "2026-W01"),
            ("2021-W01", "2020-W53"),
            ("2026-5T", "2025-5T"),
            ("2025-NH", "2024-NH"),
            ("2021..2025", "2016..2020"),
            ("2026-01-15..2026-02-14", "2025-12-15..2026-01-14"),
        ] {
            let period = Period::parse(now).expect("a period");
            assert_eq!(period.previous().to_string(), before);
            let back = period.previous().following();
            assert!(back.is_none_or(|back| back == period), "{now}");
        }
    }

    #[test]
    fn earlier_periods_of_the_year_and_of_the_last_one() {
        let texts = |periods: Vec<Period>| periods.iter().map(Period::to_string).collect::<Vec<_>>();
        assert_eq!(texts(Period::Month(2024, 3).since_new_year()), ["2024-01", "2024-02"]);
        assert_eq!(texts(Period::Quarter(2024, 1).since_new_year()), Vec::<String>::new());
        assert_eq!(Period::Month(2024, 2).last_year().to_string(), "2023-02");
        assert_eq!(Period::FirstMonths(2024, 6).last_year().to_string(), "2023-6T");
        assert_eq!(texts(Period::Week(2026, 3).since_new_year()), ["2026-W01", "2026-W02"]);
        let last_year =
            |text| Period::parse(text).map(|period| period.last_year().to_string()).unwrap_or_default();
        assert_eq!(last_year("2024-02-29"), "2023-02-28");
        assert_eq!(
            (last_year("2020-W53"), last_year("2026-01-15..2026-06-14")),
            ("2019-W52".into(), "2025-01-15..2025-06-14".into())
        );
    }

    #[test]
    fn a_period_has_a_first_and_a_last_day() {
        for (text, first, last) in [
            ("2026-W01", "2025-12-29", "2026-01-04"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-5T", "2026-01-01", "2026-05-31"),
            ("2025-NH", "2025-09-01", "2026-08-31"),
            ("2021..2025", "2021-01-01", "2025-12-31"),
            ("2026-01-15..2026-06-14", "2026-01-15", "2026-06-14"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(
                (period.first_day().to_string(), period.last_day().to_string()),
                (first.into(), last.into()),
                "{text}"
            );
        }
    }

    #[test]
    fn periods_are_read_and_written_back() {
        for text in [
            "2024-06",
            "2024-Q2",
            "2024-6T",
            "2024-9T",
            "2024",
            "2026-5T",
            "2026-11T",
            "2026-W01",
            "2020-W53",
            "2026-06-15",
            "2025-NH",
            "2021..2025",
            "2026-01-15..2026-06-14",
        ] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Period::parse("2024-6"), Some(Period::Month(2024, 6)));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "2024-13",
            "2024-00",
            "2024-Q5",
            "2024-Q0",
            "24-06",
            "1899",
            "2201",
            "2024-006",
            "2024-+6",
            "2024-1T",
            "2024-12T",
            "2026-W54",
            "2025-W53",
            "2026-02-29",
            "2026-6-31",
            "2025..2021",
            "2021..2021",
            "2021..",
            "2026-01..2026-05",
            "2026-06-15..2026-01-15",
            "2025-2026",
            "2026-W",
            "2021..2025..2030",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_stand_in_sentences() {
        assert_eq!(Period::Month(2024, 6).in_words(), "tháng 6 năm 2024");
        assert_eq!(Period::Month(2024, 1).in_words(), "tháng 01 năm 2024");
        assert_eq!(Period::Quarter(2024, 2).in_words(), "quý II năm 2024");
        for (text, words) in [
            ("2026-W07", "tuần 7 năm 2026"),
            ("2026-06-05", "ngày 05 tháng 6 năm 2026"),
            ("2026-5T", "5 tháng đầu năm 2026"),
            ("2025-NH", "năm học 2025 - 2026"),
            ("2021..2025", "giai đoạn 2021 - 2025"),
            ("2025-12-15..2026-06-14", "từ ngày 15/12/2025 đến ngày 14/6/2026"),
        ] {
            assert_eq!(Period::parse(text).map(Period::in_words).as_deref(), Some(words));
        }
    }
}
