//! Numbers and days as Excel shows them by their number format, in Vietnamese form.

use chrono::{Duration, NaiveDate, Timelike};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use ssfmt::{DateSystem, FormatOptions, Locale, NumberFormat};

use super::cell::SheetCell;
use crate::text::{date, number};

/// A number under a format; `General` when there is none.
pub(super) fn figure(value: f64, format: Option<&str>) -> SheetCell {
    let exact = plain(value);
    let format = format.filter(|code| !code.eq_ignore_ascii_case("general") && *code != "@");
    let scaling = format.map(thousands);
    let Some((format, scaled)) = scaling.and_then(|(code, thousands)| {
        Some((NumberFormat::parse(&code).ok()?, value / 1000_f64.powi(thousands)))
    }) else {
        return SheetCell::Figure { shown: exact.clone(), number: exact.clone(), exact };
    };
    let shown = format.format(scaled, &options(',', '.')).trim().to_string();
    let english = format.format(scaled, &options('.', ','));
    match as_shown(scaled, &english) {
        Some(said) => SheetCell::Figure { shown, number: number::plain(said), exact },
        // A format that hides the number (`1E+05`, fractions) is not followed.
        None => SheetCell::Figure { shown: exact.clone(), number: exact.clone(), exact },
    }
}

/// A format without the commas behind its last digit, and how many there were: each divides by a thousand.
fn thousands(format: &str) -> (String, i32) {
    let letters: Vec<char> = format.chars().collect();
    let is_digit = |letter: Option<&char>| letter.is_some_and(|letter| "0#?".contains(*letter));
    let (mut out, mut count, mut section) = (String::new(), 0, 0);
    for (index, letter) in letters.iter().enumerate() {
        section += i32::from(*letter == ';');
        let before = letters[..index].iter().rev().find(|letter| **letter != ',');
        let after = letters[index..].iter().find(|letter| **letter != ',');
        if *letter == ',' && is_digit(before) && !is_digit(after) {
            count += i32::from(section == 0);
        } else {
            out.push(*letter);
        }
    }
    (out, count)
}

/// A moment, counted in days, under a format.
pub(super) fn moment(serial: f64, format: Option<&str>, is_1904: bool) -> SheetCell {
    let code = letters(format.unwrap_or("dd/mm/yyyy"));
    let has = |letter: char| code.contains(letter);
    let epoch = match is_1904 {
        true => NaiveDate::from_ymd_opt(1904, 1, 1),
        // Excel counts 29/02/1900, which there was not.
        false => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    let seconds = (serial * 86_400.0).round();
    let moment = epoch
        .and_then(|epoch| epoch.and_hms_opt(0, 0, 0))
        .filter(|_| seconds.abs() < 1e12)
        .and_then(|epoch| epoch.checked_add_signed(Duration::seconds(seconds as i64)));
    let written = || {
        let system = if is_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        let options = FormatOptions { date_system: system, ..options(',', '.') };
        format.and_then(|code| NumberFormat::parse(code).ok()).map(|code| code.format(serial, &options))
    };
    let Some(moment) = moment else { return SheetCell::Text(written().unwrap_or_else(|| plain(serial))) };
    let day = moment.date();
    let is_whole_date = has('d') && has('m') && has('y');
    let clock = || format!("{:02}:{:02}", moment.hour(), moment.minute());
    match (is_whole_date, has('h')) {
        (true, false) => SheetCell::Day { shown: date::short(day), day },
        (true, true) => SheetCell::Day { shown: format!("{} {}", date::short(day), clock()), day },
        (false, true) => SheetCell::Text(written().unwrap_or_else(clock)),
        (false, false) => SheetCell::Day { shown: written().unwrap_or_else(|| date::short(day)), day },
    }
}

fn options(decimal_separator: char, thousands_separator: char) -> FormatOptions {
    let locale = Locale { decimal_separator, thousands_separator, ..Locale::en_us() };
    FormatOptions { locale, ..FormatOptions::default() }
}

/// The letters of a format that stand for something: not those between quotation marks or brackets, nor escaped ones.
fn letters(format: &str) -> String {
    let (mut out, mut skipped_until, mut chars) = (String::new(), None, format.chars());
    while let Some(letter) = chars.next() {
        match (skipped_until, letter) {
            (Some(end), letter) if letter == end => skipped_until = None,
            (Some(_), _) => {}
            (None, '"') => skipped_until = Some('"'),
            // `[h]` is a count of hours, `[$-42A]` a language.
            (None, '[') if !chars.as_str().starts_with(['h', 'H']) => skipped_until = Some(']'),
            (None, '\\' | '_' | '*') => drop(chars.next()),
            (None, letter) => out.extend(letter.to_lowercase()),
        }
    }
    out
}

/// A number as Excel's `General` holds it: fifteen digits, without the dust of binary floats, decimals after a comma.
pub(super) fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    let text = rounded.to_string();
    if text == "-0" { "0".to_string() } else { text.replace('.', ",") }
}

/// The number that a shown text says, when it is the value rounded, in per cent or not; not when the format hides
/// it (`1,2E+05`, words).
fn as_shown(value: f64, english: &str) -> Option<Decimal> {
    let digits: String = english.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let said: Decimal = digits.trim_end_matches('.').parse().ok()?;
    let said = if value < 0.0 && !said.is_zero() { -said } else { said };
    let unit = 10_f64.powi(-(said.scale() as i32));
    let hundreds = english.matches('%').count() as i32;
    let is_near = |scaled: f64| {
        let tolerance = 0.5 * unit + scaled.abs() * 1e-12;
        said.to_f64().is_some_and(|said| (said - scaled).abs() <= tolerance * 1.000_001)
    };
    is_near(value * 100_f64.powi(hundreds)).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(value: f64, format: &str) -> (String, String) {
        match figure(value, Some(format)) {
            SheetCell::Figure { shown, number, .. } => (shown, number),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_what_excel_shows() {
        for (value, format, shown, number) in [
            (0.9708, "0.00%", "97,08%", "97,08"),
            (0.0001, "0%", "0%", "0"),
            (7.0, "000", "007", "7"),
            (1234567.891, "#,##0.00", "1.234.567,89", "1234567,89"),
            (-1234.5, "#,##0.0;(#,##0.0)", "(1.234,5)", "-1234,5"),
            (737_988_129_112.35, "General", "737988129112,35", "737988129112,35"),
            (0.1 + 0.2, "General", "0,3", "0,3"),
            (1_234_600.0, "#,##0,", "1.235", "1235"),
            (123_456.0, "0.0E+00", "123456", "123456"),
            (12.0, "0 \"hồ sơ\"", "12 hồ sơ", "12"),
        ] {
            assert_eq!(shows(value, format), (shown.to_string(), number.to_string()), "{value} {format}");
        }
    }

    #[test]
    fn days_are_written_as_offices_write_them() {
        let shown = |serial, format| moment(serial, Some(format), false).shown().to_string();
        assert_eq!(shown(45771.0, "dd/mm/yyyy"), "24/4/2025");
        assert_eq!(shown(45771.0, "mm-dd-yy"), "24/4/2025");
        assert_eq!(shown(45771.5, "dd/mm/yyyy hh:mm"), "24/4/2025 12:00");
        assert_eq!(shown(0.5, "hh:mm"), "12:00");
        assert_eq!(shown(45771.0, "mm/yyyy"), "04/2025");
        assert_eq!(shown(1.25, "[h]:mm"), "30:00");
        assert_eq!(moment(44309.0, Some("d/m/yyyy"), true).shown(), "24/4/2025");
    }
}
