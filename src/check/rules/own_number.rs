//! The report's own number or date, told differently in its text.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::OwnNumber,
    page: CodePage {
        what: w(
            "Trong bài nhắc lại số hoặc ngày của chính báo cáo này nhưng khác với đầu văn bản.",
            "The text repeats this report's own number or date, but not as its header has it.",
        ),
        why: w(
            "Điều 15: một văn bản có một số và một ngày.",
            "Article 15: a document has one number and one date.",
        ),
        wrong: "Số: 254/BC-UBND … (Kèm theo Báo cáo số 253/BC-UBND)",
        right: "Số: 254/BC-UBND … (Kèm theo Báo cáo số 254/BC-UBND)",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    let Some(serial) = header.number.serial else { return };
    let own = header.number.full();
    for passage in subject.passages {
        for citation in &passage.citations {
            let (number, symbol) = citation.number.split_once('/').unwrap_or_default();
            let is_own_symbol = symbol == header.number.symbol;
            let before = passage.lower[..citation.range.start].trim_end();
            let attached = before.ends_with("kèm theo") || before.ends_with("trên đây là");
            if !is_own_symbol || (!attached && number.parse() != Ok(serial)) {
                continue;
            }
            let other_date = citation.date.zip(header.date).filter(|(here, own)| here != own);
            if number.parse() != Ok(serial) {
                let here = &citation.number;
                let finding = Diagnostic::error(
                    Code::OwnNumber,
                    text!("ở đây ghi số {here}, đầu văn bản ghi {own}", "{here} here, the header has {own}"),
                );
                found.push(subject.at(passage, citation.range.clone(), finding));
            } else if let (Some((here, own)), Some(range)) = (other_date, citation.date_range.clone()) {
                let (here, own) = (short(here), short(own));
                let finding = Diagnostic::error(
                    Code::OwnNumber,
                    text!(
                        "ở đây ghi ngày {here}, đầu văn bản ghi {own}",
                        "dated {here} here, {own} in the header"
                    ),
                );
                found.push(subject.at(passage, range, finding));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn another_number_or_date_is_found() {
        assert_eq!(in_text(&RULE, &["(Kèm theo Báo cáo số 13/BC-UBND)"]).len(), 1);
        assert_eq!(in_text(&RULE, &["Trên đây là Báo cáo số 21/BC-UBND"]).len(), 1);
        assert_eq!(in_text(&RULE, &["Báo cáo này bổ sung Báo cáo số 97/BC-UBND"]).len(), 0);
        assert_eq!(in_text(&RULE, &["Báo cáo số 12/BC-UBND ngày 25/6/2024"]).len(), 1);
    }

    #[test]
    fn the_own_number_and_other_reports_are_left_alone() {
        for text in
            ["(Kèm theo Báo cáo số 12/BC-UBND ngày 24/6/2024)", "theo Báo cáo số 99/BC-UBND ngày 1/5/2024"]
        {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
