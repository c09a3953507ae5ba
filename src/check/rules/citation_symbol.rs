//! Documents whose symbol does not fit their date or their issuing body.

use chrono::Datelike;

use crate::check::citation::Citation;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: Rule = Rule {
    code: Code::CitationSymbol,
    page: CodePage {
        what: w(
            "Ký hiệu của văn bản viện dẫn không khớp năm trong ngày, hoặc không khớp cơ quan ban hành.",
            "The symbol of a cited document does not fit the year of its date, or its issuing body.",
        ),
        why: w(
            "Năm trong ký hiệu là năm ban hành; -TTg là của Thủ tướng Chính phủ, -CP là của Chính phủ, QH là của Quốc hội.",
            "The year in a symbol is that of issue; -TTg is of the Prime Minister, -CP of the Government, QH of the National Assembly.",
        ),
        wrong: "Nghị định số 35/2019/NĐ-CP ngày 25/4/2018; Quyết định số 90/QĐ-TTg … của Chính phủ",
        right: "Nghị định số 35/2019/NĐ-CP ngày 25/4/2019; Quyết định số 90/QĐ-TTg … của Thủ tướng Chính phủ",
    },
    run,
};

/// Ends of symbols and the bodies that issue under them.
const BODIES: [(&str, &str); 3] = [("-TTg", "Thủ tướng"), ("-CP", "Chính phủ"), ("/QH", "Quốc hội")];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for citation in &passage.citations {
            let fault = year_fault(citation).or_else(|| body_fault(citation, &passage.text));
            if let Some(message) = fault {
                let finding = Diagnostic::warning(Code::CitationSymbol, message).help(text!(
                    "xem lại số, ngày và cơ quan ban hành",
                    "look at number, date and issuing body"
                ));
                found.push(subject.at(passage, citation.number_range.clone(), finding));
            }
        }
    }
}

fn year_fault(citation: &Citation) -> Option<Text> {
    // The year stands between number and symbol: 35/2019/NĐ-CP.
    let mut groups = citation.number.split('/').skip(1);
    let year: i32 = groups.next().filter(|group| group.len() == 4)?.parse().ok()?;
    let number = &citation.number;
    let dated = citation.date?.year();
    (year != dated).then(|| {
        text!(
            "{number} là văn bản năm {year}, ở đây ghi ngày của năm {dated}",
            "{number} is of {year}, its date here is of {dated}"
        )
    })
}

fn body_fault(citation: &Citation, text: &str) -> Option<Text> {
    let issuer = citation.issuer(text)?;
    // Numbers of laws end with that of the assembly: 26/2023/QH15.
    let symbol = citation.number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let (end, body) = BODIES.iter().find(|(end, _)| symbol.ends_with(end))?;
    let number = &citation.number;
    (!issuer.starts_with(body)).then(|| {
        text!(
            "{number} có “{end}” là của {body}, ở đây ghi “của {issuer}”",
            "{number} with “{end}” is of {body}, the text says “của {issuer}”"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn years_and_bodies_fit_the_symbol() {
        for (text, faults) in [
            ("Nghị định số 35/2019/NĐ-CP ngày 25/4/2018 của Chính phủ", 1),
            ("Nghị định số 35/2019/NĐ-CP ngày 25/4/2019 của Chính phủ", 0),
            ("Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Chính phủ về giảm nghèo", 1),
            ("Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ về giảm nghèo", 0),
            ("Nghị quyết số 71/NQ-CP ngày 22/4/2024 của Thủ tướng Chính phủ", 1),
            ("Kế hoạch số 2019/KH-UBND ngày 22/4/2024 của UBND tỉnh", 0),
            ("Luật số 26/2023/QH15 của Quốc hội", 0),
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), faults, "{text}");
        }
    }
}
