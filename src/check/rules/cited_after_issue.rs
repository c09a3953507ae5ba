//! Documents cited before they were issued.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::CitedAfterIssue,
    page: CodePage {
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
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    let Some(issued) = header.date else { return };
    // The report's own number with another day is told by a rule of its own.
    let own_number = header.number.serial.map(|_| header.number.full());
    for passage in subject.passages {
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn documents_of_later_days_are_found() {
        assert_eq!(in_text(&RULE, &["Công văn số 1/UBND ngày 25/6/2024"]).len(), 1);
        assert_eq!(in_text(&RULE, &["Công văn số 1/UBND ngày 24/6/2024"]), Vec::<String>::new());
        assert_eq!(in_text(&RULE, &["Báo cáo số 12/BC-UBND ngày 25/6/2024"]), Vec::<String>::new());
    }
}
