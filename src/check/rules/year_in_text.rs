//! Years and days that cannot be meant: a comparison with a year that has not ended, a range that ends before it begins or is as
//! long as no term, a count up to a day after the day of issue.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::check::citation::dates;
use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::data::{Node, keys};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::period::Period;
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::YearInText,
    page: CodePage {
        what: w(
            "Năm hoặc ngày không thể đúng: cùng kỳ của năm chưa qua, giai đoạn có năm cuối trước năm đầu hoặc dài khác số năm đã nêu, năm học không liền nhau, số liệu tính đến sau ngày ban hành, thứ không phải của ngày.",
            "A year or day that cannot be meant: a comparison with a year that has not passed, a range that is reversed or as long as it does not say, school years that are not consecutive, figures up to a day after the day of issue, a day of another weekday.",
        ),
        why: w(
            "Thường là gõ đảo chữ số, hoặc còn lại từ kỳ trước.",
            "Digits are easily swapped, and texts are kept from the period before.",
        ),
        wrong: "kế hoạch 5 năm 2021 - 2052; năm học 2012 - 2022",
        right: "kế hoạch 5 năm 2021 - 2025; năm học 2021 - 2022",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let issued = subject.document.header.date;
    let period = subject.period.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse);
    let own_year = period.map(|period| i32::from(period.year())).or(issued.map(|day| day.year()));
    for passage in subject.passages {
        let years = years(&passage.text);
        let mut faults: Vec<(Range<usize>, Text)> = Vec::new();
        faults.extend(years.iter().filter_map(|year| comparison_fault(passage, year, own_year?)));
        faults.extend(years.windows(2).filter_map(|pair| range_fault(passage, &pair[0], &pair[1])));
        faults.extend(years.windows(2).filter_map(|pair| itself_fault(passage, &pair[0], &pair[1])));
        for (range, day) in dates(&passage.text) {
            let Some(day) = day else { continue };
            faults.extend(issued.and_then(|issued| late_fault(passage, &range, day, issued)));
            faults.extend(weekday_fault(passage, &range, day));
        }
        for (range, message) in faults {
            let finding = Diagnostic::warning(Code::YearInText, message)
                .help(text!("xem lại năm, ngày", "look at the year or day"));
            found.push(subject.at(passage, range, finding));
        }
    }
}

/// A year in a text, which is no part of a longer figure.
struct Year {
    range: Range<usize>,
    year: i32,
}

fn years(text: &str) -> Vec<Year> {
    let bytes = text.as_bytes();
    let is_part = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_digit());
    let mut found = Vec::new();
    let mut at = 0;
    while at + 4 <= bytes.len() {
        let is_year = bytes[at..at + 4].iter().all(u8::is_ascii_digit) && !is_part(at + 4);
        if is_year
            && !(at > 0 && (is_part(at - 1) || matches!(bytes[at - 1], b'.' | b',')))
            && let Ok(year) = text[at..at + 4].parse()
            && (1900..2200).contains(&year)
        {
            found.push(Year { range: at..at + 4, year });
        }
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at += digits.max(1);
    }
    found
}

/// `so với cùng kỳ năm 2025` in a report of 2025.
fn comparison_fault(passage: &Passage, found: &Year, own: i32) -> Option<(Range<usize>, Text)> {
    let before = passage.lower[..found.range.start].trim_end();
    let words = ["cùng kỳ năm", "cùng kỳ", "cùng kì năm", "cùng thời điểm năm", "cùng thời gian này năm"];
    let is_compared = words.iter().any(|words| before.ends_with(words));
    let year = found.year;
    (is_compared && year >= own).then(|| {
        let message = text!(
            "so với cùng kỳ năm {year}, mà báo cáo của năm {own}",
            "compared with the same period of {year}, but the report is of {own}"
        );
        (found.range.clone(), message)
    })
}

/// `Trong 5 tháng đầu năm 2025, … so với 5 tháng đầu năm 2025`: a period compared with itself.
fn itself_fault(passage: &Passage, first: &Year, second: &Year) -> Option<(Range<usize>, Text)> {
    let between = &passage.lower[first.range.end..second.range.start];
    let (_, compared) = between.rsplit_once("so với ")?;
    let period = compared.trim();
    let is_period = ["tháng", "quý", "năm", "tuần"].iter().any(|word| period.contains(word));
    let same = first.year == second.year && passage.lower[..first.range.start].trim_end().ends_with(period);
    let one_sentence = !between.contains(['.', ';', ':']) && !between.contains("kế hoạch");
    (same && is_period && one_sentence).then(|| {
        let year = second.year;
        let message = text!(
            "“{period} {year}” so với chính “{period} {year}”",
            "“{period} {year}” is compared with itself"
        );
        (second.range.clone(), message)
    })
}

/// `2021 - 2015`, `5 năm 2021 - 2052`, `năm học 2012 - 2022`.
fn range_fault(passage: &Passage, first: &Year, second: &Year) -> Option<(Range<usize>, Text)> {
    let between = passage.text[first.range.end..second.range.start].trim();
    if !matches!(between, "-" | "–" | "—" | "đến" | "đến năm") {
        return None;
    }
    let before = passage.lower[..first.range.start].trim_end().trim_end_matches(['(', ':']).trim_end();
    let is_term = before.ends_with("giai đoạn");
    let before =
        before.strip_suffix(", giai đoạn").or(before.strip_suffix("giai đoạn")).unwrap_or(before).trim_end();
    let (from, to) = (first.year, second.year);
    let years = to - from;
    let is_school_year = before.ends_with("năm học") && !before.ends_with("các năm học");
    let range = first.range.start..second.range.end;
    // A symbol, such as that of a document, is no range.
    let is_symbol = before.ends_with('/') || passage.text[second.range.end..].starts_with('/');
    if is_symbol {
        return None;
    }
    let message = if years < 0 {
        text!("{from} - {to}: năm cuối trước năm đầu", "{from} - {to}: the last year comes first")
    } else if is_school_year && years != 1 {
        text!("năm học {from} - {to} không phải hai năm liền nhau", "{from} - {to} are not consecutive years")
    } else if let Some(said) = said_years(before).filter(|said| !fits(*said, years, is_term)) {
        text!("{said} năm mà ghi {from} - {to}", "{said} years, and the text says {from} - {to}")
    } else if before.ends_with("nhiệm kỳ") && years > 6 {
        text!("nhiệm kỳ {from} - {to} dài {years} năm", "the term {from} - {to} has {years} years")
    } else {
        return None;
    };
    Some((range, message))
}

/// Whether so many years lie from one to another, the last counted, too; terms are told without it, plans of five years are not.
fn fits(said: i32, years: i32, is_term: bool) -> bool {
    said == years + 1 || (said == years && (said != 5 || is_term))
}

/// `kế hoạch 5 năm`: how many years a range is said to have.
fn said_years(before: &str) -> Option<i32> {
    let number = before.strip_suffix("năm")?.trim_end();
    let start = number.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let is_whole = number.get(..start).is_none_or(|rest| !rest.ends_with(['.', ',', '/', '-']));
    number.get(start..)?.parse().ok().filter(|years| is_whole && (2..=50).contains(years))
}

/// `Tính đến ngày 30/6/2025` in a report that is issued before; a day that no report speaks of.
fn late_fault(
    passage: &Passage,
    at: &Range<usize>,
    day: NaiveDate,
    issued: NaiveDate,
) -> Option<(Range<usize>, Text)> {
    let before = passage.lower[..at.start].trim_end();
    let before = before.strip_suffix("ngày").unwrap_or(before).trim_end();
    let before = without_hour(before);
    let is_counted = ["tính đến", "tính đến hết", "tính tới", "lũy kế đến", "luỹ kế đến"]
        .iter()
        .any(|words| before.ends_with(words))
        || begins_with_count(before, &passage.lower[at.end..]);
    // Plans reach far, but they name years.
    let is_absurd = day.year() > issued.year() + 30;
    let shown = short(day);
    let message = if is_counted && day > issued {
        let issued = short(issued);
        text!(
            "số liệu tính đến {shown}, sau ngày ban hành {issued}",
            "figures up to {shown}, after the day of issue {issued}"
        )
    } else if is_absurd {
        text!("ngày {shown} còn rất xa", "the day {shown} is far away")
    } else {
        return None;
    };
    Some((at.clone(), message))
}

/// `tính đến 17 giờ`, `tính đến 17 giờ 00`.
fn without_hour(before: &str) -> &str {
    let bare = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ':'));
    match bare.strip_suffix("giờ").or(bare.strip_suffix('h')) {
        Some(rest) => rest.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).trim_end(),
        None => before,
    }
}

/// A sentence that counts up to a day: `Đến hết ngày 30/6/2025, Công an xã đã thu nhận …`.
fn begins_with_count(before: &str, after: &str) -> bool {
    let start = before.rfind(['.', ';']).map_or(0, |at| at + 1);
    let words = before[start..].trim();
    let says_done =
        after.split(['.', ';']).next().is_some_and(|rest| rest.contains(" đã ") || rest.contains("làm "));
    let is_from = words.contains("từ ngày") || words.contains("từ tháng");
    !is_from && says_done && (matches!(words, "đến" | "đến hết") || words.ends_with("báo cáo đến"))
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("thứ hai", Weekday::Mon),
    ("thứ ba", Weekday::Tue),
    ("thứ tư", Weekday::Wed),
    ("thứ năm", Weekday::Thu),
    ("thứ sáu", Weekday::Fri),
    ("thứ bảy", Weekday::Sat),
    ("chủ nhật", Weekday::Sun),
];

/// `thứ Hai, ngày 25/6/2024`.
fn weekday_fault(passage: &Passage, at: &Range<usize>, day: NaiveDate) -> Option<(Range<usize>, Text)> {
    let before = passage.lower[..at.start].trim_end();
    let before =
        before.strip_suffix("ngày").unwrap_or(before).trim_end().trim_end_matches([',', '(']).trim_end();
    let (name, said) = WEEKDAYS.iter().find(|(name, _)| before.ends_with(name))?;
    (*said != day.weekday()).then(|| {
        let right =
            WEEKDAYS.iter().find(|(_, weekday)| *weekday == day.weekday()).map_or("", |(name, _)| name);
        let shown = short(day);
        let message = text!("{shown} là {right}, không phải {name}", "{shown} is “{right}”, not “{name}”");
        (at.clone(), message)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    /// The report of these tests was issued on 24/6/2024.
    #[test]
    fn years_and_days_can_be_meant() {
        for (text, faults) in [
            ("tăng 5% so với cùng kỳ năm 2024", 1),
            ("tăng 5% so với cùng kỳ năm 2023", 0),
            ("so với cùng kỳ năm 2032, giảm 02 vụ", 1),
            ("Trong 5 tháng đầu năm 2023, số vụ giảm 12% so với 5 tháng đầu năm 2023.", 1),
            ("Trong 5 tháng đầu năm 2023, số vụ giảm 12% so với 5 tháng đầu năm 2022.", 0),
            ("Thu năm 2023 đạt 90% so với kế hoạch năm 2023.", 0),
            ("giai đoạn 2021 - 2015", 1),
            ("giai đoạn 2021-2025, tầm nhìn đến năm 2030", 0),
            ("kế hoạch phát triển 5 năm 2021 - 2052", 1),
            ("kế hoạch 5 năm (2021 - 2025)", 0),
            ("kế hoạch 5 năm, giai đoạn 2021 - 2026", 0),
            ("tổng kết 10 năm 2011 - 2021", 0),
            ("năm học 2012-2022", 1),
            ("năm học 2023 - 2024", 0),
            ("các năm học 2020 - 2024", 0),
            ("nhiệm kỳ 2021 - 2062", 1),
            ("nhiệm kỳ 2021 - 2026", 0),
            ("Tính đến ngày 30/6/2024, toàn xã có 5 hộ", 1),
            ("Đến hết ngày 30/6/2024, Công an xã đã thu nhận 12 hồ sơ", 1),
            ("Theo báo cáo đến 17 giờ ngày 30/6/2024, mưa lũ làm 05 nhà sập", 1),
            ("Đến hết ngày 30/6/2024 phải xong việc rà soát", 0),
            ("Kế hoạch 5 năm 2021 - 2026", 1),
            ("Kế hoạch 5 năm 2021 - 2025", 0),
            ("Tính đến ngày 20/6/2024, toàn xã có 5 hộ", 0),
            ("họp thứ Hai, ngày 24/6/2024", 0),
            ("họp thứ ba ngày 24/6/2024", 1),
            ("đến ngày 31/12/2074 hoàn thành", 1),
            ("kỷ niệm 1930 - 2025", 0),
            ("chi 2.021 - 2.015 triệu đồng; số 12/2021-2015", 0),
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), faults, "{text}");
        }
    }
}
