//! References to appendices in Arabic figures, or to appendices that are not there.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::AppendixNumeral,
    page: CodePage {
        what: w(
            "Nhắc tới phụ lục bằng số Ả Rập, hoặc tới phụ lục không có trong báo cáo.",
            "An appendix is referred to in Arabic figures, or is not there.",
        ),
        why: w(
            "Phụ lục I, III.1.a: từ hai phụ lục trở lên đánh số La Mã.",
            "Appendix I, III.1.a: two or more appendices take Roman numerals.",
        ),
        wrong: "(chi tiết tại Phụ lục 1)",
        right: "(chi tiết tại Phụ lục I)",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let labels: Vec<String> =
        subject.document.appendices.iter().map(|appendix| appendix.label.to_lowercase()).collect();
    for passage in subject.passages.iter().filter(|passage| passage.part == 0) {
        let lower = passage.lower.as_str();
        for (at, word) in lower.match_indices("phụ lục ") {
            let number = at + word.len();
            let number = number + if lower[number..].starts_with("số ") { "số ".len() } else { 0 };
            let rest = &lower[number..];
            let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            let numeral = &rest[..end];
            let arabic = !numeral.is_empty() && numeral.bytes().all(|byte| byte.is_ascii_digit());
            let roman =
                !numeral.is_empty() && numeral.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
            // Appendices of other documents are named with them.
            let is_other =
                rest[end..].trim_start().starts_with("của ") || rest[end..].contains("kèm theo nghị định");
            if is_other || !(arabic || roman) || labels.contains(&format!("phụ lục {numeral}")) {
                continue;
            }
            let shown = passage.text[at..number + end].to_string();
            let message = if arabic {
                text!(
                    "“{shown}” đánh số La Mã: Phụ lục I, II, …",
                    "“{shown}” takes a Roman numeral: Phụ lục I, II, …"
                )
            } else {
                text!("báo cáo không có “{shown}”", "the report has no “{shown}”")
            };
            let finding = Diagnostic::warning(Code::AppendixNumeral, message);
            found.push(subject.at(passage, at..number + end, finding));
        }
    }
}

/// The value of a small Roman numeral in lower case.
pub(super) fn roman(numeral: &str) -> Option<usize> {
    (1..=50).find(|value| crate::text::letters::roman(*value).to_lowercase() == numeral)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{appendix, findings, with_paragraphs};

    fn check(text: &str) -> usize {
        let mut document = with_paragraphs(&[text]);
        document.appendices = vec![appendix("Phụ lục I"), appendix("Phụ lục II")];
        findings(&RULE, &document).len()
    }

    #[test]
    fn arabic_and_missing_numerals_are_found() {
        assert_eq!((check("tại Phụ lục 1"), check("tại Phụ lục III")), (1, 1));
        assert_eq!((check("tại Phụ lục số 2"), check("xem phụ lục số")), (1, 0));
        assert_eq!(
            (check("tại Phụ lục II"), check("Phụ lục kèm theo"), check("Phụ lục 3 của Nghị định")),
            (0, 0, 0)
        );
    }
}
