//! Dates in the text: days that do not exist, documents cited before they were issued, figures not padded.

use chrono::Datelike;

use crate::check::citation::dates;
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::short;

pub const IMPOSSIBLE: Rule = Rule {
    code: Code::DateImpossibleInText,
    page: Page {
        what: w(
            "Trong lời văn có ngày không có trong lịch.",
            "The text has a day that is not in the calendar.",
        ),
        why: w("Ngày viện dẫn phải có thật.", "A date that is cited must exist."),
        wrong: "ngày 31/6/2024",
        right: "ngày 30/6/2024",
    },
    run: impossible,
};

pub const AFTER_ISSUE: Rule = Rule {
    code: Code::CitedAfterIssue,
    page: Page {
        what: w(
            "Văn bản viện dẫn có ngày sau ngày ban hành báo cáo.",
            "A document that is cited is dated after the report itself.",
        ),
        why: w(
            "Không thể viện dẫn văn bản chưa ban hành.",
            "A document cannot be cited before it is issued.",
        ),
        wrong: "báo cáo ngày 24/6/2024 viện dẫn Công văn số 1/UBND ngày 25/6/2024",
        right: "báo cáo ngày 24/6/2024 viện dẫn Công văn số 1/UBND ngày 20/6/2024",
    },
    run: after_issue,
};

pub const PADDING: Rule = Rule {
    code: Code::DatePadding,
    page: Page {
        what: w(
            "Ngày viết bằng số không đúng cách thêm số 0.",
            "A date in figures is not padded as the decree pads it.",
        ),
        why: w(
            "Phụ lục I, II.4.b: ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0; tháng 3 đến 9 không thêm.",
            "Appendix I, II.4.b: days below 10 and months 1 and 2 take a zero; months 3 to 9 do not.",
        ),
        wrong: "ngày 4/04/2022",
        right: "ngày 04/4/2022",
    },
    run: padding,
};

fn impossible(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for (range, _) in dates(&passage.text).into_iter().filter(|(_, day)| day.is_none()) {
            let typed = passage.text[range.clone()].to_string();
            let finding = Diagnostic::error(
                Code::DateImpossibleInText,
                text!("không có ngày “{typed}” trong lịch", "there is no day “{typed}” in the calendar"),
            );
            found.push(subject.at(passage, range, finding));
        }
    }
}

fn after_issue(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    let Some(issued) = header.date else { return };
    // The report's own number with another day is told by a rule of its own.
    let own_number = header.number.serial.map(|_| header.number.full());
    for passage in &subject.passages {
        for citation in &passage.citations {
            if own_number.as_ref() == Some(&citation.number) {
                continue;
            }
            let Some(date) = citation.date.filter(|date| *date > issued) else { continue };
            let (kind, number, date, own) = (citation.kind, &citation.number, short(date), short(issued));
            let finding = Diagnostic::warning(
                Code::CitedAfterIssue,
                text!(
                    "{kind} số {number} ngày {date} có sau báo cáo này (ngày {own})",
                    "{kind} số {number} of {date} comes after this report (of {own})"
                ),
            );
            found.push(subject.at(
                passage,
                citation.date_range.clone().unwrap_or(citation.range.clone()),
                finding,
            ));
        }
    }
}

fn padding(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for (range, day) in dates(&passage.text) {
            let typed = &passage.text[range.clone()];
            let Some(day) = day.filter(|_| typed.contains('/')) else { continue };
            let right = short(day);
            if typed == right || day.year() < 1900 {
                continue;
            }
            let finding = Diagnostic::note(
                Code::DatePadding,
                text!("ngày “{typed}” nên viết “{right}”", "the date “{typed}” is written “{right}”"),
            );
            found.push(subject.at(passage, range, finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_text;

    #[test]
    fn days_that_do_not_exist_are_found() {
        assert_eq!(in_text(&IMPOSSIBLE, &["ngày 31/6/2024", "ngày 29/02/2023"]).len(), 2);
        assert_eq!(in_text(&IMPOSSIBLE, &["ngày 30/6/2024", "ngày 29/02/2024"]), Vec::<String>::new());
    }

    #[test]
    fn documents_of_later_days_are_found() {
        assert_eq!(in_text(&AFTER_ISSUE, &["Công văn số 1/UBND ngày 25/6/2024"]).len(), 1);
        assert_eq!(in_text(&AFTER_ISSUE, &["Công văn số 1/UBND ngày 24/6/2024"]), Vec::<String>::new());
        assert_eq!(in_text(&AFTER_ISSUE, &["Báo cáo số 12/BC-UBND ngày 25/6/2024"]), Vec::<String>::new());
    }

    #[test]
    fn padding_is_that_of_the_decree() {
        assert_eq!(in_text(&PADDING, &["ngày 4/4/2022", "ngày 04/04/2022", "ngày 10/1/2024"]).len(), 3);
        assert_eq!(
            in_text(&PADDING, &["ngày 04/4/2022", "ngày 10/01/2024", "ngày 20/12/2024"]),
            Vec::<String>::new()
        );
    }
}
