//! One document with two titles.

use std::collections::HashMap;

use chrono::Datelike;

use crate::check::citation::Citation;
use crate::check::passage::Passage;
use crate::check::words::words;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::CitationTitles,
    page: CodePage {
        what: w(
            "Cùng một văn bản được nêu với hai trích yếu khác nhau.",
            "The same document is cited with two different titles.",
        ),
        why: w(
            "Phụ lục I, II.6.b: lần đầu ghi đúng trích yếu; các lần sau chỉ ghi loại, số và ký hiệu.",
            "Appendix I, II.6.b: the title is given once, exactly; later citations have kind, number and symbol only.",
        ),
        wrong: "Kế hoạch số 67/KH-UBND về triển khai thực hiện Đề án 06 … Kế hoạch số 67/KH-UBND về triển khai Đề án 06",
        right: "Kế hoạch số 67/KH-UBND về triển khai thực hiện Đề án 06 … Kế hoạch số 67/KH-UBND",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut seen: HashMap<(&str, String), Vec<(&Passage, &Citation)>> = HashMap::new();
    for passage in subject.passages {
        for citation in &passage.citations {
            let title = citation.title(&passage.text);
            if title.is_empty() {
                continue;
            }
            let of_number = seen.entry(citation.key()).or_default();
            let same = of_number.iter().find(|(_, other)| !years_differ(other, citation)).copied();
            let Some((earlier, other)) = same else {
                of_number.push((passage, citation));
                continue;
            };
            let first = other.title(&earlier.text);
            if agree(first, title) {
                continue;
            }
            let (kind, number) = (citation.kind, &citation.number);
            let finding = Diagnostic::warning(
                Code::CitationTitles,
                text!(
                    "{kind} số {number} có hai trích yếu: “{title}” và “{first}”",
                    "{kind} số {number} has two titles: “{title}” and “{first}”"
                ),
            )
            .help(text!(
                "lần nhắc lại chỉ ghi loại, số và ký hiệu",
                "when it comes again, give kind, number and symbol only"
            ));
            let start = citation.tail.start + passage.text[citation.tail.clone()].find(title).unwrap_or(0);
            found.push(subject.at(passage, start..start + title.len(), finding));
        }
    }
}

/// Numbers begin again each year.
fn years_differ(one: &Citation, other: &Citation) -> bool {
    one.date.zip(other.date).is_some_and(|(one, other)| one.year() != other.year())
}

/// Whether one title is the other, or its beginning: a clause may go on behind it, or behind a comma.
fn agree(one: &str, other: &str) -> bool {
    let lower = |text: &str| -> Vec<String> {
        let text = text.split(',').next().unwrap_or_default();
        words(text).iter().map(|word| word.text.to_lowercase()).collect()
    };
    let (one, other) = (lower(one), lower(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.starts_with(&short)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn two_titles_are_found() {
        let found = in_text(
            &RULE,
            &[
                "Kế hoạch số 67/KH-UBND ngày 26/02/2024 của UBND thành phố về triển khai thực hiện Đề án 06; x",
                "theo Kế hoạch số 67/KH-UBND ngày 26/02/2024 về triển khai Đề án 06 và việc khác",
            ],
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn the_same_title_none_and_a_shorter_one_are_left_alone() {
        for texts in [
            ["Kế hoạch số 1/KH về việc A", "Kế hoạch số 1/KH về việc A"],
            ["Kế hoạch số 1/KH về việc A", "Kế hoạch số 1/KH"],
            ["Kế hoạch số 1/KH về việc A", "Kế hoạch số 1/KH về việc A và B"],
            ["Kế hoạch số 1/KH về việc A", "Kế hoạch số 2/KH về việc B"],
            ["Kế hoạch số 1/KH về việc A, giao các xã", "Kế hoạch số 1/KH về việc A, xã đã làm xong"],
        ] {
            assert_eq!(in_text(&RULE, &texts), Vec::<String>::new(), "{texts:?}");
        }
    }
}
