//! Dates as Vietnamese offices write and read them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Neither `24/6/2024` nor `2024-06-24`.
    NotADate,
    /// The form is right but the calendar has no such day, as 31/6/2024.
    NoSuchDay,
}

/// Reads `24/6/2024`, `24-6-2024`, `24.6.2024` or `2024-06-24`.
///
/// ```
/// use baocao::text::date::{DateError, long, parse};
///
/// assert_eq!(parse("24/6/2024").map(long), Ok("ngày 24 tháng 6 năm 2024".to_string()));
/// assert_eq!(parse("2024-06-24"), parse("24/6/2024"));
/// assert_eq!(parse("31/6/2024"), Err(DateError::NoSuchDay));
/// ```
///
/// # Errors
/// [`DateError`]. Years run from 1900 to 2200, since anything else is a slip of the finger.
pub fn parse(text: &str) -> Result<NaiveDate, DateError> {
    let parts: Vec<&str> = text.trim().split(['/', '-', '.']).collect();
    let [a, b, c] = parts.as_slice() else { return Err(DateError::NotADate) };
    let is_number =
        |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return Err(DateError::NotADate);
    }
    let (year, month, day) = match (a.len(), c.len()) {
        (4, 1..=2) => (a, b, c),
        (1..=2, 4) => (c, b, a),
        _ => return Err(DateError::NotADate),
    };
    let number = |part: &str| part.parse::<u32>().map_err(|_| DateError::NotADate);
    let year = number(year)? as i32;
    if !(1900..=2200).contains(&year) {
        return Err(DateError::NoSuchDay);
    }
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?).ok_or(DateError::NoSuchDay)
}

/// A moment of Vietnamese time, as signing tools write it: `24/06/2024; 10:15:30 +07:00` for `24/6/2024 10:15:30` and for
/// `2024-06-24T10:15:30+07:00`. `None` for what is neither.
///
/// ```
/// use baocao::text::date::moment;
///
/// assert_eq!(moment("2024-06-24T03:15:30Z").as_deref(), Some("24/06/2024; 10:15:30 +07:00"));
/// assert_eq!(moment("24/6/2024 10:15:30"), moment("2024-06-24T10:15:30+07:00"));
/// assert_eq!(moment("24/6/2024"), None);
/// ```
pub fn moment(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let here = match DateTime::parse_from_rfc3339(typed) {
        Ok(moment) => moment.with_timezone(&FixedOffset::east_opt(VIETNAM)?).naive_local(),
        Err(_) => {
            let (day, time) = typed.split_once([' ', 'T'])?;
            parse(day).ok()?.and_time(NaiveTime::parse_from_str(time.trim(), "%H:%M:%S").ok()?)
        }
    };
    Some(here.format("%d/%m/%Y; %H:%M:%S +07:00").to_string())
}

/// Seconds that Vietnamese time is ahead.
const VIETNAM: i32 = 7 * 3600;

/// The day as the decree pads it: days below 10 take a zero (Decree 30/2020, Appendix I, II.4.b).
pub fn day(date: NaiveDate) -> String {
    format!("{:02}", date.day())
}

/// The month as the decree pads it: only January and February take a zero (Appendix I, II.4.b).
pub fn month(date: NaiveDate) -> String {
    padded_month(date.month())
}

fn padded_month(month: u32) -> String {
    if month < 3 { format!("0{month}") } else { month.to_string() }
}

/// `04/6/2024`, `26/02/2024`.
pub fn short(date: NaiveDate) -> String {
    format!("{}/{}/{}", day(date), month(date), date.year())
}

/// `ngày 24 tháng 6 năm 2024`.
pub fn long(date: NaiveDate) -> String {
    format!("ngày {} {}", day(date), long_month(date.year(), date.month()))
}

/// `tháng 6 năm 2024`, padded as in [`long`].
pub fn long_month(year: i32, month: u32) -> String {
    format!("tháng {} năm {year}", padded_month(month))
}

/// A month as clerks write it, `6/2026` or `tháng 6/2026`: its year and number.
pub fn parse_month(typed: &str) -> Option<(i32, u32)> {
    let typed = typed.trim().trim_start_matches("tháng").trim_start();
    let (month, year) = typed.split_once(['/', '-'])?;
    let (month, year): (u32, i32) = (month.trim().parse().ok()?, year.trim().parse().ok()?);
    ((1..=12).contains(&month) && (1900..=2200).contains(&year)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clerks_write_dates_in_several_ways() {
        let june = NaiveDate::from_ymd_opt(2024, 6, 24);
        for typed in ["24/6/2024", "24/06/2024", "24-6-2024", "24.06.2024", "2024-06-24", " 24/6/2024 "] {
            assert_eq!(parse(typed).ok(), june, "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_date_is_told_from_what_the_calendar_lacks() {
        for typed in
            ["", "24/6", "24/6/24", "hai tư tháng sáu", "24/x/2024", "2024-06", "1/2/3/4", "99999/1/1"]
        {
            assert_eq!(parse(typed), Err(DateError::NotADate), "{typed}");
        }
        for typed in ["31/6/2024", "29/02/2023", "0/6/2024", "24/13/2024", "24/6/1899", "24/6/2201"] {
            assert_eq!(parse(typed), Err(DateError::NoSuchDay), "{typed}");
        }
        assert!(parse("29/02/2024").is_ok());
    }

    #[test]
    fn only_days_below_ten_and_the_first_two_months_are_padded() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a real date");
        assert_eq!(short(date(2024, 6, 4)), "04/6/2024");
        assert_eq!(short(date(2024, 2, 26)), "26/02/2024");
        assert_eq!(short(date(2024, 3, 10)), "10/3/2024");
        assert_eq!(long(date(2024, 6, 24)), "ngày 24 tháng 6 năm 2024");
        assert_eq!(long(date(2024, 1, 9)), "ngày 09 tháng 01 năm 2024");
        assert_eq!(long(date(2024, 12, 10)), "ngày 10 tháng 12 năm 2024");
    }

    proptest! {
        #[test]
        fn days_are_read_as_they_are_printed(days in 0_i64..80_000) {
            let day = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day") + chrono::Duration::days(days);
            prop_assert_eq!(parse(&short(day)).ok(), Some(day));
            prop_assert_eq!(parse(&day.to_string()).ok(), Some(day));
            let names_its_year = long(day).ends_with(&format!("năm {}", day.format("%Y")));
            prop_assert!(names_its_year, "{}", long(day));
        }
    }
}
