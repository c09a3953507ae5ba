//! Periods and cut-off days in the texts that are not those of the report.

use std::ops::Range;

use chrono::NaiveDate;

use crate::check::citation::dates;
use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::plain_text;
use crate::text::date::short;
use crate::text::letters::lower;

pub(super) const RULE: Rule = Rule {
    code: Code::PeriodInText,
    page: CodePage {
        what: w(
            "Câu kết nêu kỳ khác với trích yếu, phụ lục tính đến ngày mà phần thân không có, hoặc ngày cuối có trước ngày đầu.",
            "The closing sentence names another period than the subject, an appendix counts to a day that the body does not have, or a range of days ends before it begins.",
        ),
        why: w(
            "Thường còn lại từ kỳ trước. Chỉ so tháng với tháng, quý với quý, năm học với năm học.",
            "It is usually left from the period before. Months are compared with months, quarters with quarters, school years with each other.",
        ),
        wrong: "Trích yếu “… tháng 6 năm 2024”; câu kết “Trên đây là báo cáo kết quả tháng 5 năm 2024”",
        right: "Trích yếu “… tháng 6 năm 2024”; câu kết “Trên đây là báo cáo kết quả tháng 6 năm 2024”",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    if let Some(closing) = subject.closing() {
        closing_period(subject, closing, found);
    }
    cut_off_days(subject, found);
    subject.passages.iter().for_each(|passage| reversed(subject, passage, found));
}

/// "từ ngày 12/01/2025 đến ngày 08/01/2025".
fn reversed(subject: &Subject<'_>, passage: &Passage, found: &mut Diagnostics) {
    for pair in dates(&passage.text).windows(2) {
        let [(first, Some(from)), (second, Some(to))] = pair else { continue };
        let between = passage.lower[first.end..second.start].trim();
        let begins = passage.lower[..first.start].trim_end();
        let is_range = matches!(between, "đến" | "đến ngày" | "đến hết ngày")
            && (begins.ends_with("từ ngày") || begins.ends_with("từ"));
        if !is_range || from <= to {
            continue;
        }
        let (from, to) = (short(*from), short(*to));
        let finding = Diagnostic::warning(
            Code::PeriodInText,
            text!(
                "từ {from} đến {to}: ngày cuối có trước ngày đầu",
                "from {from} to {to}: the last day comes first"
            ),
        )
        .help(text!("sửa lại hai ngày", "correct the days"));
        found.push(subject.at(passage, first.start..second.end, finding));
    }
}

fn closing_period(subject: &Subject<'_>, closing: &Passage, found: &mut Diagnostics) {
    let title = plain_text(&subject.document.subject);
    let ours: Vec<NamedPeriod> = periods(&title.chars().map(lower).collect::<String>());
    // What comes after speaks of the period to come.
    let ends = [
        "phương hướng",
        ", nhiệm vụ",
        "và nhiệm vụ",
        "nhiệm vụ trọng tâm",
        ", kế hoạch",
        "và kế hoạch",
        "so với",
    ];
    let end = ends.iter().filter_map(|word| closing.lower.find(word)).min().unwrap_or(closing.lower.len());
    for period in periods(&closing.lower[..end]) {
        let same_kind = || ours.iter().filter(|own| own.kind == period.kind);
        if same_kind().next().is_none() || same_kind().any(|own| own.value == period.value) {
            continue;
        }
        let (said, own) = (&closing.text[period.start..period.end], &ours[0]);
        let own = &title[own.start..own.end];
        let finding = Diagnostic::warning(
            Code::PeriodInText,
            text!(
                "câu kết ghi “{said}”, trích yếu ghi “{own}”",
                "the closing says “{said}”, the subject “{own}”"
            ),
        )
        .help(text!("sửa cho cùng một kỳ", "name the same period"));
        found.push(subject.at(closing, period.start..period.end, finding));
    }
}

/// Days farther apart belong to different things.
const NEAR: i64 = 31;

/// Days that an appendix counts to ("tính đến ngày") when the body has such a day, too, and not this one.
fn cut_off_days(subject: &Subject<'_>, found: &mut Diagnostics) {
    let body = || subject.passages.iter().filter(|passage| passage.part == 0);
    let Some((first, _)) = body().find_map(|passage| cut_off(passage, &["tính đến", "đến ngày"]))
    else {
        return;
    };
    let in_body: Vec<NaiveDate> =
        body().flat_map(|passage| dates(&passage.text)).filter_map(|(_, day)| day).collect();
    for passage in subject.passages.iter().filter(|passage| passage.part > 0) {
        let Some((day, range)) = cut_off(passage, &["tính đến"]) else { continue };
        let is_near = (day - first).num_days().abs() <= NEAR;
        if in_body.contains(&day) || subject.document.header.date == Some(day) || !is_near {
            continue;
        }
        let (day, first) = (short(day), short(first));
        let finding = Diagnostic::warning(
            Code::PeriodInText,
            text!(
                "phụ lục tính đến ngày {day}, phần thân tính đến ngày {first}",
                "the appendix counts to {day}, the body to {first}"
            ),
        )
        .help(text!("chốt số liệu cùng một ngày", "count to the same day"));
        found.push(subject.at(passage, range, finding));
    }
}

/// The day that a passage counts to, after the first of these words.
fn cut_off(passage: &Passage, words: &[&str]) -> Option<(NaiveDate, Range<usize>)> {
    let at = words.iter().filter_map(|word| passage.lower.find(word)).min()?;
    let (range, day) = dates(&passage.text[at..]).into_iter().next()?;
    // Nothing but the hour stands between.
    let near = range.start < 60 && !passage.text[at..at + range.start].contains([',', ';', '.']);
    near.then_some(())?;
    Some((day?, at + range.start..at + range.end))
}

/// A period as a text names it.
#[derive(Debug)]
struct NamedPeriod {
    kind: &'static str,
    /// Numbers without leading zeros.
    value: Vec<String>,
    start: usize,
    end: usize,
}

/// Months, quarters and school years that a text in lower case names with their year.
fn periods(lower: &str) -> Vec<NamedPeriod> {
    let mut found = Vec::new();
    for (kind, begin, middle) in [
        ("month", "tháng ", [" năm ", "/"]),
        ("quarter", "quý ", [" năm ", "/"]),
        ("school", "năm học ", [" - ", "-"]),
    ] {
        for (start, _) in lower.match_indices(begin) {
            // A day of the month is no month.
            let is_day = lower[..start].trim_end().ends_with(|letter: char| letter.is_ascii_digit());
            let first_at = start + begin.len();
            let first = word(&lower[first_at..]);
            let Some(gap) = middle.iter().find(|gap| lower[first_at + first.len()..].starts_with(**gap))
            else {
                continue;
            };
            let second_at = first_at + first.len() + gap.len();
            let second = word(&lower[second_at..]);
            if is_day
                || first.is_empty()
                || second.len() != 4
                || !second.bytes().all(|byte| byte.is_ascii_digit())
            {
                continue;
            }
            let first = first.trim_start_matches('0').to_string();
            found.push(NamedPeriod {
                kind,
                value: vec![first, second.to_string()],
                start,
                end: second_at + second.len(),
            });
        }
    }
    found
}

fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::{RULE, periods};
    use crate::check::testing::{appendix, document, findings, with_paragraphs};
    use crate::model::{Appendix, Inline};

    /// The report is about June 2024.
    fn closing(text: &str) -> usize {
        let mut document = with_paragraphs(&[text]);
        document.body.truncate(1);
        findings(&RULE, &document).len()
    }

    #[test]
    fn the_closing_names_the_period_of_the_subject() {
        assert!(crate::model::plain_text(&document().subject).contains("tháng 6 năm 2024"));
        for (text, count) in [
            ("Trên đây là báo cáo kết quả công tác tháng 5 năm 2024.", 1),
            ("Trên đây là báo cáo kết quả công tác tháng 6/2023.", 1),
            ("Trên đây là báo cáo kết quả công tác tháng 06 năm 2024.", 0),
            ("Trên đây là báo cáo kết quả tháng 6 năm 2024, phương hướng tháng 7 năm 2024.", 0),
            ("Trên đây là báo cáo tình hình giải ngân kế hoạch vốn tháng 5 năm 2024.", 1),
            ("Trên đây là báo cáo tính đến ngày 15 tháng 7 năm 2024.", 0),
            ("Trên đây là báo cáo kết quả công tác quý II năm 2024.", 0),
        ] {
            assert_eq!(closing(text), count, "{text}");
        }
    }

    #[test]
    fn an_appendix_counts_to_a_day_of_the_body() {
        for (day, count) in
            [("20/9/2024", 1), ("25/9/2024", 0), ("01/9/2024", 0), ("31/12/2023", 0), ("24/6/2024", 0)]
        {
            let mut document = with_paragraphs(&[
                "Tính đến 16 giờ ngày 25/9/2024 có 37 nhà sập, tăng so với ngày 01/9/2024.",
            ]);
            let subtitle = vec![Inline::plain(format!("Số liệu tính đến ngày {day}"))];
            document.appendices.push(Appendix { subtitle: vec![subtitle], ..appendix("Phụ lục") });
            assert_eq!(findings(&RULE, &document).len(), count, "{day}");
        }
    }

    #[test]
    fn a_range_of_days_ends_after_it_begins() {
        use crate::check::testing::in_text;
        assert_eq!(in_text(&RULE, &["khám từ ngày 12/01/2025 đến ngày 08/01/2025"]).len(), 1);
        for text in
            ["từ ngày 08/01/2025 đến ngày 12/01/2025", "ngày 12/01/2025, trước đó đến ngày 08/01/2025"]
        {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn periods_are_read_with_their_years() {
        let found = periods("quý iv năm 2024, năm học 2023 - 2024, tháng 12/2024, tháng 3");
        let values: Vec<_> = found.iter().map(|period| period.value.join(" ")).collect();
        assert_eq!(values, ["12 2024", "iv 2024", "2023 2024"]);
    }
}
