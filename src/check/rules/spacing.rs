//! Spaces and punctuation.

use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: Rule = Rule {
    code: Code::Spacing,
    page: CodePage {
        what: w(
            "Thừa dấu cách (trước dấu câu, trong ngoặc, trong số và ngày, hai dấu cách liền), thiếu dấu cách sau dấu câu, hai dấu câu liền nhau hoặc ngoặc không đóng.",
            "A space too many (before punctuation, inside brackets, in numbers and dates, two in a row), none behind punctuation, two signs in a row, or a bracket left open.",
        ),
        why: w(
            "Phụ lục I, II.3.c: số và ký hiệu không cách chữ; còn lại là quy tắc gõ chữ Việt.",
            "Appendix I, II.3.c: no spaces in number and symbol; the rest is how Vietnamese is typed.",
        ),
        wrong: "Số: 254 /BC-UBND ; ngày 24 /6/2024 .",
        right: "Số: 254/BC-UBND; ngày 24/6/2024.",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for (range, message) in faults(passage) {
            let finding = Diagnostic::warning(Code::Spacing, message);
            found.push(subject.at(passage, range, finding));
        }
    }
}

fn faults(passage: &Passage) -> Vec<(std::ops::Range<usize>, Text)> {
    let text = passage.text.as_str();
    let bytes = text.as_bytes();
    let mut faults = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).map(|at| bytes[at]), bytes.get(at + 1).copied());
        let next = bytes.get(at + 2).copied();
        let sign = char::from(byte);
        // Bytes of letters that are not ASCII are never signs, so both sides are whole letters.
        let letter =
            |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic());
        match byte {
            b',' | b';' | b')' if letter(at + 1).is_some() => {
                faults
                    .push((at..at + 1, text!("thiếu dấu cách sau dấu “{sign}”", "no space after “{sign}”")));
            }
            b'.' if letter(at + 1).is_some_and(char::is_uppercase) && ends_a_word(&text[..at]) => {
                faults.push((at..at + 1, text!("thiếu dấu cách sau dấu “.”", "no space after “.”")));
            }
            b'(' if text[..at].ends_with(char::is_alphabetic) => {
                faults.push((at..at + 1, text!("thiếu dấu cách trước dấu “(”", "no space before “(”")));
            }
            b'%' if before == Some(b' ') && at > 1 && bytes[at - 2].is_ascii_digit() => {
                faults.push((at - 1..at + 1, text!("thừa dấu cách trước dấu “%”", "a space before “%”")));
            }
            // An ellipsis may stand alone: "mất thẻ, ...".
            b',' | b';' | b':' | b'!' | b'?' | b')' if before == Some(b' ') && at > 1 => {
                faults.push((
                    at - 1..at + 1,
                    text!("thừa dấu cách trước dấu “{sign}”", "a space before “{sign}”"),
                ));
            }
            b'.' if before == Some(b' ')
                && at > 1
                && after != Some(b'.')
                && !after.is_some_and(|b| b.is_ascii_digit()) =>
            {
                faults.push((at - 1..at + 1, text!("thừa dấu cách trước dấu “.”", "a space before “.”")));
            }
            b'(' if after == Some(b' ') => {
                faults.push((at..at + 2, text!("thừa dấu cách sau dấu “(”", "a space after “(”")));
            }
            b' ' if after == Some(b' ') && before != Some(b' ') && at > 0 && !is_blank(text, at) => {
                faults.push((at..at + 2, text!("hai dấu cách liền nhau", "two spaces in a row")));
            }
            b'/' if before == Some(b' ')
                && at > 1
                && bytes[at - 2].is_ascii_digit()
                && after != Some(b' ') =>
            {
                faults.push((at - 1..at + 1, text!("thừa dấu cách trước dấu “/”", "a space before “/”")));
            }
            b',' | b';' | b':' if matches!(after, Some(b',' | b';' | b':')) => {
                faults.push((at..at + 2, text!("hai dấu câu liền nhau", "two punctuation marks in a row")));
            }
            b'.' if after == Some(b'.') && next != Some(b'.') && before != Some(b'.') => {
                faults.push((at..at + 2, text!("hai dấu chấm liền nhau", "two full stops in a row")));
            }
            _ => {}
        }
    }
    // Lists may close a bracket that nothing opened, as in "a)"; none leaves one open. Lines below a title are one text.
    let opens_more = passage.span.is_some() && text.matches('(').count() > text.matches(')').count();
    if let Some(open) = text.find('(').filter(|_| opens_more) {
        faults.push((open..open + 1, text!("ngoặc “(” không đóng", "“(” is not closed")));
    }
    faults
}

/// Whether a sentence could end here: abbreviations ("TP.HCM", "ThS.") have capitals.
fn ends_a_word(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() > 1 && word.chars().all(char::is_lowercase)
}

/// Room left for a number or day that is written in by hand.
fn is_blank(text: &str, at: usize) -> bool {
    text[at..].starts_with("    ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn spaces_and_signs_too_many_are_found() {
        for text in [
            "a , b",
            "a ; b",
            "xong .",
            "( a)",
            "(a )",
            "a  b",
            "ngày 24 /6/2024",
            "a,, b",
            "hết.. Rồi",
            "phòng,chống",
            "98,5%;thực",
            "vụ việc(giảm)",
            "(a)và",
            "phân loại.Công tác",
            "93,4 %",
            "mở (đạt 80%",
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn right_spacing_is_left_alone() {
        let right = "Ngày 24/6/2024, đạt 51,78% (177/624); mất thẻ, ...; 1.994 hồ sơ - 2: xong. A/B ... a) TP.HCM, ThS.Nguyễn, gov.vn (đúng)";
        assert_eq!(in_text(&RULE, &[right]), Vec::<String>::new());
    }
}
