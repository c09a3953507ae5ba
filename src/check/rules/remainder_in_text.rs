//! What is left of a whole, in a text.

use super::received_done_left;
use crate::check::figures::{figures, noun};
use crate::check::words::sentences;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::RemainderInText,
    page: CodePage {
        what: w(
            "Số còn lại không bằng tổng trừ phần đã nêu: phân số ngay trước, hoặc số tiếp nhận và số đã giải quyết.",
            "What is left is not the whole less the part that is named: a fraction before it, or what was received and done.",
        ),
        why: w(
            "Số học. Câu có hồ sơ trả lại, rút, chuyển, tồn từ kỳ trước thì không xét.",
            "Arithmetic. Sentences with files returned, withdrawn, passed on or left from before are left alone.",
        ),
        wrong: "khắc phục 03/05 điểm đen; 03 điểm còn lại đang lập hồ sơ",
        right: "khắc phục 03/05 điểm đen; 02 điểm còn lại đang lập hồ sơ",
    },
    run,
};

/// Bytes between a fraction and what is left.
const FARTHEST: usize = 160;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    received_done_left::run(subject, found);
    for passage in subject.passages {
        for (start, end) in sentences(&passage.text) {
            let sentence = &passage.text[start..end];
            let all = figures(sentence);
            for (at, left) in all.iter().enumerate() {
                let is_left = noun(sentence, left).is_some_and(|unit| {
                    sentence[left.end + 1 + unit.len()..].trim_start().starts_with("còn lại")
                }) || is_called_left(&sentence[..left.start]);
                // Nothing else may have been taken away in between: the fraction comes right before, but for its percentage.
                if !is_left {
                    continue;
                }
                let mut before = all[..at].iter().rev().filter(|figure| !figure.percent);
                let (Some(whole), Some(part)) = (before.next(), before.next()) else { continue };
                let is_fraction = &sentence[part.end..whole.start] == "/";
                let same = noun(sentence, whole) == noun(sentence, left);
                let near = left.start - whole.end <= FARTHEST;
                if !(is_fraction && same && near) || whole.value - part.value == left.value {
                    continue;
                }
                let (right, said) =
                    (number::count(whole.value - part.value), &sentence[left.start..left.end]);
                let (part_text, whole_text) = (number::grouped(part.value), number::grouped(whole.value));
                let range = start + part.start..start + left.end;
                if let Some(place) = subject.trace(&passage.text, range) {
                    found.push(
                        Diagnostic::warning(
                            Code::RemainderInText,
                            text!(
                                "{part_text}/{whole_text} thì còn lại {right}, ở đây ghi {said}",
                                "{part_text} of {whole_text} leaves {right}, the text says {said}"
                            ),
                        )
                        .at(place),
                    );
                }
            }
        }
    }
}

/// `còn lại 27 vụ`, `còn 27 vụ`.
fn is_called_left(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with("còn lại") || before.ends_with("; còn") || before.ends_with(", còn")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_typed_text;

    #[test]
    fn what_is_left_fits_the_fraction() {
        for (text, faults) in [
            ("khắc phục 03/05 điểm đen; 03 điểm còn lại đang lập hồ sơ", 1),
            ("khắc phục 03/05 điểm đen; 02 điểm còn lại đang lập hồ sơ", 0),
            ("thu 6.056/6.218 hộ, đạt 97,39%; 126 hộ còn lại chưa nộp", 1),
            ("thu 6.056/6.218 hộ, đạt 97,39%; 162 hộ còn lại chưa nộp", 0),
            ("giải quyết 132/204 vụ; còn lại 27 vụ", 1),
            ("giải quyết 177/204 vụ; còn lại 27 vụ", 0),
            ("giải quyết 132/204 vụ, đạt 64,71%, còn 27 vụ", 1),
            ("khắc phục 03/05 điểm đen; 12 xã còn lại chưa rà soát", 0),
            ("khắc phục 03/05 điểm, chuyển 01 điểm; 01 điểm còn lại đang làm", 0),
        ] {
            assert_eq!(in_typed_text(&RULE, text).len(), faults, "{text}");
        }
    }
}
