//! An appendix that the body does not refer to.

use crate::check::passage::{Passage, PassagePlace};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::AppendixNotMentioned,
    page: CodePage {
        what: w("Phần thân không nhắc tới một phụ lục.", "The body does not refer to an appendix."),
        why: w(
            "Phụ lục I, III.1.a: trong văn bản phải có chỉ dẫn về phụ lục đó.",
            "Appendix I, III.1.a: the text must refer to each appendix.",
        ),
        wrong: "(Phụ lục thống kê gửi kèm) khi có Phụ lục I và Phụ lục II",
        right: "(Chi tiết tại Phụ lục I và Phụ lục II kèm theo)",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let body = || subject.passages.iter().filter(|passage| passage.part == 0);
    for (index, appendix) in subject.document.appendices.iter().enumerate() {
        let label = appendix.issued.as_ref().unwrap_or(&appendix.label);
        let sought = label.to_lowercase();
        let is_mentioned = |passage: &Passage| match appendix.issued {
            Some(_) => passage.lower.contains(&sought),
            None => mentions(&passage.lower, &sought),
        };
        if label.is_empty() || body().any(is_mentioned) {
            continue;
        }
        let finding = Diagnostic::warning(
            Code::AppendixNotMentioned,
            text!("phần thân không nhắc tới {label}", "the body does not mention {label}"),
        )
        .help(match appendix.issued {
            Some(_) => text!(
                "thêm: Ban hành kèm theo Quyết định này {label} …",
                "add: Ban hành kèm theo Quyết định này {label} …"
            ),
            None => text!(
                "thêm chỉ dẫn, ví dụ: (chi tiết tại {label})",
                "refer to it, as in: (chi tiết tại {label})"
            ),
        });
        let is_title =
            |passage: &&Passage| passage.place == PassagePlace::AppendixTitle && passage.part == index + 1;
        found.push(match subject.passages.iter().find(is_title) {
            Some(title) => subject.at(title, 0..title.text.len(), finding),
            None => finding,
        });
    }
}

/// Whether a text has the label as a whole: `phụ lục i` is not in `phụ lục ii`, but in `phụ lục i, ii`.
fn mentions(text: &str, label: &str) -> bool {
    if !text.contains("phụ lục") {
        return false;
    }
    // "tại các phụ lục kèm theo" speaks of all.
    let is_numbered = |rest: &str| {
        let word =
            rest.trim_start().split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        !word.is_empty() && word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | '0'..='9'))
    };
    let every = "các phụ lục";
    if text.match_indices(every).any(|(at, _)| !is_numbered(&text[at + every.len()..])) {
        return true;
    }
    let ends = |at: usize| !text[at..].starts_with(char::is_alphanumeric);
    if text.match_indices(label).any(|(at, _)| ends(at + label.len())) {
        return true;
    }
    let Some(numeral) = label.strip_prefix("phụ lục ") else { return false };
    // Arabic figures are told by the rule on numerals.
    let arabic = |text: &str| {
        text.trim_start_matches("số ")
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .and_then(|n| n.parse().ok())
    };
    let value = super::appendix_numeral::roman(numeral);
    if text
        .match_indices("phụ lục ")
        .any(|(at, word)| value.is_some() && arabic(&text[at + word.len()..]) == value)
    {
        return true;
    }
    // "các phụ lục i, ii và iii"
    text.match_indices("phụ lục ").any(|(at, word)| {
        let list = &text[at + word.len()..];
        let list =
            list.split(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | ','))).next().unwrap_or_default();
        let numerals = list.split([' ', ',']).filter(|word| !word.is_empty());
        numerals
            .take_while(|word| *word == "và" || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x')))
            .any(|word| word == numeral)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{appendix, findings, with_paragraphs};
    use crate::model::Appendix;

    fn check(text: &str, labels: &[&str]) -> usize {
        let mut document = with_paragraphs(&[text]);
        document.appendices = labels.iter().map(|label| appendix(label)).collect();
        findings(&RULE, &document).len()
    }

    #[test]
    fn each_appendix_must_be_mentioned() {
        assert_eq!(check("(Phụ lục kèm theo)", &["Phụ lục I", "Phụ lục II"]), 2);
        assert_eq!(check("(Phụ lục II kèm theo)", &["Phụ lục I", "Phụ lục II"]), 1);
        assert_eq!(check("không", &["Phụ lục"]), 1);
        assert_eq!(check("(Phụ lục I, II kèm theo)", &["Phụ lục I", "Phụ lục II"]), 0);
        assert_eq!(check("(Phụ lục I và Phụ lục II)", &["Phụ lục I", "Phụ lục II"]), 0);
        assert_eq!(check("(Phụ lục kèm theo)", &["Phụ lục"]), 0);
        assert_eq!(check("(Phụ lục 1 và Phụ lục số 02)", &["Phụ lục I", "Phụ lục II"]), 0);
        assert_eq!(check("(Phụ lục 1)", &["Phụ lục I", "Phụ lục II"]), 1);
    }

    #[test]
    fn what_is_issued_with_a_decision_must_be_mentioned_by_its_kind() {
        let issued = |text: &str| {
            let mut document = with_paragraphs(&[text]);
            document.appendices = vec![Appendix { issued: Some("QUY CHẾ".into()), ..appendix("") }];
            findings(&RULE, &document)
        };
        assert_eq!(issued("Ban hành kèm theo Quyết định này Quy chế làm việc."), Vec::<String>::new());
        assert_eq!(
            issued("Ban hành kèm theo Quyết định này quy định."),
            ["phần thân không nhắc tới QUY CHẾ"]
        );
    }
}
