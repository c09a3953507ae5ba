//! Spaces and punctuation.

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::syllable::is_syllable;

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
    for passage in subject.passages {
        for (range, message, remedy) in faults(passage) {
            let finding = Diagnostic::warning(Code::Spacing, message);
            found.push(match remedy.apply(&passage.text[range.clone()]) {
                Some(right) => subject.at_with_fix(passage, range, finding, right),
                None => subject.at(passage, range, finding),
            });
        }
    }
}

/// What makes a fault go away.
#[derive(Clone, Copy)]
enum Remedy {
    NoSpace,
    OneSpace,
    SpaceBehind,
    SpaceBefore,
    Unclear,
}

impl Remedy {
    /// What stands in place of what was typed.
    fn apply(self, typed: &str) -> Option<String> {
        match self {
            Remedy::NoSpace => Some(typed.replace(' ', "")),
            Remedy::OneSpace => Some(" ".into()),
            Remedy::SpaceBehind => Some(format!("{typed} ")),
            Remedy::SpaceBefore => Some(format!(" {typed}")),
            Remedy::Unclear => None,
        }
    }
}

fn faults(passage: &Passage) -> Vec<(Range<usize>, Text, Remedy)> {
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
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách sau dấu “{sign}”", "no space after “{sign}”"),
                    Remedy::SpaceBehind,
                ));
            }
            b'%' if letter(at + 1).is_some() => {
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách sau dấu “%”", "no space after “%”"),
                    Remedy::SpaceBehind,
                ));
            }
            b'-' if is_uneven(text, at) => {
                faults.push((
                    at - 1..at + 2,
                    text!("dấu cách hai bên “-” không đều", "uneven spaces beside “-”"),
                    Remedy::Unclear,
                ));
            }
            b',' if after == Some(b' ') && is_split_decimal(text, at) => {
                faults.push((
                    at..at + 2,
                    text!("thừa dấu cách trong số", "a space inside a number"),
                    Remedy::NoSpace,
                ));
            }
            b'.' if letter(at + 1).is_some_and(char::is_uppercase) && stands_for(&text[..at]) => {
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách sau dấu “.”", "no space after “.”"),
                    Remedy::SpaceBehind,
                ));
            }
            b'.' if letter(at + 1).is_some_and(char::is_uppercase) && ends_a_word(&text[..at]) => {
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách sau dấu “.”", "no space after “.”"),
                    Remedy::SpaceBehind,
                ));
            }
            b'(' if text[..at].ends_with(char::is_alphabetic) => {
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách trước dấu “(”", "no space before “(”"),
                    Remedy::SpaceBefore,
                ));
            }
            b'%' if before == Some(b' ') && at > 1 && bytes[at - 2].is_ascii_digit() => {
                faults.push((
                    at - 1..at + 1,
                    text!("thừa dấu cách trước dấu “%”", "a space before “%”"),
                    Remedy::NoSpace,
                ));
            }
            // An ellipsis may stand alone: "mất thẻ, ...".
            b',' | b';' | b':' | b'!' | b'?' | b')' if before == Some(b' ') && at > 1 => {
                faults.push((
                    at - 1..at + 1,
                    text!("thừa dấu cách trước dấu “{sign}”", "a space before “{sign}”"),
                    Remedy::NoSpace,
                ));
            }
            b'.' if before == Some(b' ')
                && at > 1
                && after != Some(b'.')
                && !after.is_some_and(|b| b.is_ascii_digit()) =>
            {
                faults.push((
                    at - 1..at + 1,
                    text!("thừa dấu cách trước dấu “.”", "a space before “.”"),
                    Remedy::NoSpace,
                ));
            }
            b'(' if after == Some(b' ') => {
                faults.push((
                    at..at + 2,
                    text!("thừa dấu cách sau dấu “(”", "a space after “(”"),
                    Remedy::NoSpace,
                ));
            }
            b' ' if after == Some(b' ') && before != Some(b' ') && at > 0 && !is_blank(text, at) => {
                faults.push((
                    at..at + 2,
                    text!("hai dấu cách liền nhau", "two spaces in a row"),
                    Remedy::OneSpace,
                ));
            }
            b'/' if before == Some(b' ')
                && at > 1
                && bytes[at - 2].is_ascii_digit()
                && after != Some(b' ') =>
            {
                faults.push((
                    at - 1..at + 1,
                    text!("thừa dấu cách trước dấu “/”", "a space before “/”"),
                    Remedy::NoSpace,
                ));
            }
            b',' | b';' | b':' if matches!(after, Some(b',' | b';' | b':')) => {
                faults.push((
                    at..at + 2,
                    text!("hai dấu câu liền nhau", "two punctuation marks in a row"),
                    Remedy::Unclear,
                ));
            }
            b',' if after == Some(b'.') && next != Some(b'.') => {
                faults.push((
                    at..at + 2,
                    text!("hai dấu câu liền nhau", "two punctuation marks in a row"),
                    Remedy::Unclear,
                ));
            }
            b'0'..=b'9' if is_glued(text, at) => {
                faults.push((
                    at..at + 1,
                    text!("thiếu dấu cách giữa số và chữ", "no space between a number and a word"),
                    Remedy::SpaceBehind,
                ));
            }
            b'/' if after == Some(b' ') && is_split_date(text, at) => {
                faults.push((
                    at..at + 2,
                    text!("thừa dấu cách trong ngày tháng", "a space inside a date"),
                    Remedy::NoSpace,
                ));
            }
            b'.' if after == Some(b'.') && next != Some(b'.') && before != Some(b'.') => {
                faults.push((
                    at..at + 2,
                    text!("hai dấu chấm liền nhau", "two full stops in a row"),
                    Remedy::Unclear,
                ));
            }
            _ => {}
        }
    }
    // Lists may close a bracket that nothing opened, as in "a)"; none leaves one open. Lines below a title are one text.
    let opens_more = passage.span.is_some() && text.matches('(').count() > text.matches(')').count();
    if let Some(open) = text.find('(').filter(|_| opens_more) {
        faults.push((open..open + 1, text!("ngoặc “(” không đóng", "“(” is not closed"), Remedy::Unclear));
    }
    let quotes = text.matches('“').count();
    if let Some(open) =
        text.rfind('“').filter(|_| passage.span.is_some() && quotes > text.matches('”').count())
    {
        faults.push((
            open..open + '“'.len_utf8(),
            text!("dấu “ không đóng", "“ is not closed"),
            Remedy::Unclear,
        ));
    }
    faults
}

/// `2021 -2026`: a space on one side of a dash between two numbers of one length.
fn is_uneven(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let digits_before = before.trim_end().bytes().rev().take_while(u8::is_ascii_digit).count();
    let digits_after = after.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    before.ends_with(' ') != after.starts_with(' ') && digits_before == digits_after && digits_before > 1
}

/// `65, 7%`: a comma between a number and one or two digits of a percentage.
fn is_split_decimal(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let whole = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let rest = &text[at + 2..];
    let decimals = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = !before[..before.len() - whole].ends_with([',', '.', '/', '-']);
    (1..=3).contains(&whole) && is_number && (1..=2).contains(&decimals) && rest[decimals..].starts_with('%')
}

/// `03lớp`, `1.500.000đồng`: a number and a word of three letters and more, which no unit of measure has.
fn is_glued(text: &str, at: usize) -> bool {
    let word: String = text[at + 1..].chars().take_while(|letter| letter.is_alphabetic()).collect();
    let digits = text[..at]
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        .count();
    let is_alone = text[..at - digits].chars().next_back().is_none_or(|sign| sign == ' ' || sign == '(');
    let is_word = word.chars().count() >= 3 && word.chars().all(char::is_lowercase) && is_syllable(&word);
    // Foreign words of as many letters: 12gauge, 4wd.
    is_alone
        && is_word
        && (!word.is_ascii() || matches!(word.as_str(), "con" | "cây" | "trang" | "thanh" | "thu"))
}

/// `15/5/ 2025`: a space before the year.
fn is_split_date(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 2..]);
    let is_month = before
        .rsplit('/')
        .next()
        .is_some_and(|month| (1..=2).contains(&month.len()) && month.bytes().all(|b| b.is_ascii_digit()));
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    is_month && digits(after) == 4
}

/// Signs before the post of whom somebody signs for: “KT. GIÁM ĐỐC”.
fn stands_for(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    matches!(word, "KT" | "TM" | "TL" | "TUQ")
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
            "đạt 81,8%cùng kỳ",
            "giai đoạn 2021 -2026",
            "giai đoạn 2021- 2026",
            "đạt 65, 7% kế hoạch",
            "KT.GIÁM ĐỐC",
            "phong trào “Dân vận khéo",
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn right_spacing_is_left_alone() {
        let right = "Ngày 24/6/2024, đạt 51,78% (177/624); mất thẻ, ...; 1.994 hồ sơ - 2: xong; 2021 - 2025, 2021-2025; tăng -5%; các xã 3, 5, 7; “đúng”; 5, 10 hộ. A/B ... a) TP.HCM, ThS.Nguyễn, gov.vn (đúng)";
        assert_eq!(in_text(&RULE, &[right]), Vec::<String>::new());
    }
}
