//! Number and date go on from the period before.

use crate::data::keys;
use chrono::Datelike;

use crate::check::{Rule, Subject};
use crate::data::Node;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;
use crate::text::date::{parse, short};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::NumberOrder,
    page: CodePage {
        what: w(
            "Số hoặc ngày văn bản trùng hay đứng trước kỳ trước, hoặc ngày ban hành chưa tới hay không thuộc năm của kỳ báo cáo.",
            "Number or date repeat or precede those of the period before, or the day of issue is yet to come or not near the period.",
        ),
        why: w(
            "Điều 15: số văn bản tăng dần trong năm, mỗi số một văn bản.",
            "Article 15: numbers grow within a year, one document each.",
        ),
        wrong: "kỳ trước: so 254, ngày 24/6/2024\nkỳ này:   so 254, ngày 24/7/2024",
        right: "kỳ này:   so 301, ngày 24/7/2024",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    if let (Some(date), Some(place)) = (header.date, subject.key_span(keys::DATE)) {
        if date > subject.today {
            let shown = short(date);
            found.push(
                Diagnostic::warning(
                    Code::NumberOrder,
                    text!("ngày ban hành {shown} chưa tới", "the day of issue, {shown}, is yet to come"),
                )
                .at(place),
            );
        }
        let year = subject.period.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse);
        let year = year.map(|period| i32::from(period.year()));
        if let Some(year) = year.filter(|year| date.year() < *year || date.year() > year + 1) {
            let shown = short(date);
            found.push(
                Diagnostic::warning(
                    Code::NumberOrder,
                    text!(
                        "ngày ban hành {shown} mà kỳ báo cáo thuộc năm {year}",
                        "issued on {shown}, but the period is of {year}"
                    ),
                )
                .at(place),
            );
        }
    }
    let Some(previous) = subject.previous else { return };
    let before = previous.get(keys::DATE).and_then(Node::as_text).and_then(|text| parse(text).ok());
    let serial = |node: &Node| {
        node.get(keys::SERIAL).and_then(Node::as_text).and_then(number::parse).map(|reading| reading.value())
    };
    let earlier_day = header.date.zip(before).is_some_and(|(now, before)| now < before);
    let earlier_number =
        serial(subject.period).zip(serial(previous)).is_some_and(|(now, before)| now < before);
    if earlier_day && earlier_number {
        // Both agree: that report was issued later, as a document that replaces another is.
        found.push(issued_later(subject));
        return;
    }
    if let (Some(now), Some(before), Some(place)) = (header.date, before, subject.key_span(keys::DATE))
        && now <= before
    {
        let (now, before) = (short(now), short(before));
        found.push(
            Diagnostic::warning(
                Code::NumberOrder,
                text!(
                    "ngày {now} không sau ngày báo cáo kỳ trước ({before})",
                    "the day {now} is not after that of the period before ({before})"
                ),
            )
            .at(place),
        );
    }
    let same_year = header.date.zip(before).is_some_and(|(now, before)| now.year() == before.year());
    if let (Some(now), Some(before), Some(place)) =
        (serial(subject.period), serial(previous), subject.key_span(keys::SERIAL))
        && same_year
        && now <= before
    {
        found.push(
            Diagnostic::warning(
                Code::NumberOrder,
                text!(
                    "số {now} không lớn hơn số của kỳ trước ({before}) trong cùng năm",
                    "the number {now} is not above that of the period before ({before}) in one year"
                ),
            )
            .at(place),
        );
    }
}

fn issued_later(subject: &Subject<'_>) -> Diagnostic {
    Diagnostic::note(
        Code::NumberOrder,
        text!(
            "báo cáo kỳ trước có số và ngày sau báo cáo này",
            "the report of the period before has a later number and day than this one"
        ),
    )
    .at_maybe(subject.key_span(keys::DATE))
    .help(text!(
        "đúng khi kỳ trước vừa được thay thế; nếu không, xem lại số và ngày",
        "right when that one was replaced; else look at number and day"
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{FIGURES, in_data};

    fn check(now: &str, before: &str) -> usize {
        in_data(&RULE, now, Some(before), FIGURES).len()
    }

    #[test]
    fn number_and_date_go_on() {
        // The document of the tests is number 12 of 24/6/2024.
        assert_eq!(check("so: 12\nngay: 24/6/2024", "so: 11\nngay: 23/6/2024"), 0);
        assert_eq!(check("so: 12\nngay: 24/6/2024", "so: 12\nngay: 24/6/2024"), 2);
        assert_eq!(check("so: 12\nngay: 24/6/2024", "so: 300\nngay: 24/12/2023"), 0);
        assert_eq!(check("so: 12\nngay: 24/6/2024", "so: 13\nngay: 25/6/2024"), 1);
        assert_eq!(check("ky: 2025-06\nngay: 24/6/2024", "so: 1"), 1);
    }
}
