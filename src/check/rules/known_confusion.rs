//! Spellings that are known to be wrong: those of the glossary, and tones on the wrong letter.

use std::ops::Range;

use crate::check::glossary::Phrase;
use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::{decomposed, nfc};

pub(super) const RULE: Rule = Rule {
    code: Code::KnownConfusion,
    page: CodePage {
        what: w(
            "Chữ hay gõ nhầm, có trong từ điển kiểm tra (mục nham), hoặc dấu thanh đặt sai chữ.",
            "A spelling that is known to be wrong, listed in the glossary (nham), or a tone on the wrong letter.",
        ),
        why: w(
            "Cơ quan thêm các lỗi hay gặp của mình vào data/tu-dien.yaml.",
            "An office adds its own slips to data/tu-dien.yaml.",
        ),
        wrong: "đã cập nhập bổ sung dữ liệu",
        right: "đã cập nhật bổ sung dữ liệu",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    // What a word can begin, and whether its tone may be misplaced.
    let about = |word: &String| (subject.glossary.confusions.beginning_with(word), may_have_moved_tone(word));
    let words: Vec<(&[Phrase], bool)> = subject.vocabulary.words().iter().map(about).collect();
    for passage in &subject.passages {
        for (index, number) in passage.numbers.iter().enumerate() {
            let (beginning, may_have_moved_tone) = words[*number as usize];
            let word = passage.word(index);
            if let Some(right) = may_have_moved_tone.then(|| tone_moved(word.text)).flatten() {
                found.push(misspelt(subject, passage, word.start..word.end(), &right));
            }
            let Some((end, right)) = beginning.iter().find_map(|wrong| confused(passage, index, wrong))
            else {
                continue;
            };
            // "dịch vụ công dịch vụ công" is another slip; "dịch vụ công, dịch vụ" is none.
            let is_end = index > 0 && passage.lower_word(index - 1) == "vụ";
            if passage.lower_word(index) == "công" && is_end {
                continue;
            }
            found.push(misspelt(subject, passage, word.start..passage.word(end - 1).end(), right));
        }
    }
}

/// Whether a wrong phrase begins at a word: the word behind it, and the right phrase.
fn confused<'g>(passage: &Passage, index: usize, wrong: &'g Phrase) -> Option<(usize, &'g str)> {
    let end = index + wrong.words.len();
    let is_here = end <= passage.numbers.len()
        && (index..end).zip(&wrong.words).all(|(at, word)| passage.lower_word(at) == word)
        && passage.is_phrase(index..end);
    is_here.then_some((end, wrong.right.as_str()))
}

fn misspelt(subject: &Subject<'_>, passage: &Passage, range: Range<usize>, right: &str) -> Diagnostic {
    let typed = &passage.text[range.clone()];
    let finding = Diagnostic::warning(
        Code::KnownConfusion,
        text!("“{typed}” viết sai, đúng là “{right}”", "“{typed}” is misspelt, it is “{right}”"),
    )
    .help(text!("sửa thành “{right}”", "write “{right}”"));
    subject.at(passage, range, finding)
}

/// A quick look at a word in lower case: nearly all words pass it by.
fn may_have_moved_tone(lower: &str) -> bool {
    let mut follows = false;
    lower.chars().any(|letter| std::mem::replace(&mut follows, is_first(letter)) && is_second(letter))
}

/// A vowel with a tone that can be the first of two.
const fn is_first(letter: char) -> bool {
    matches!(
        letter,
        'ò' | 'ó'
            | 'õ'
            | 'ỏ'
            | 'ọ'
            | 'ù'
            | 'ú'
            | 'ũ'
            | 'ủ'
            | 'ụ'
            | 'ừ'
            | 'ứ'
            | 'ữ'
            | 'ử'
            | 'ự'
            | 'ì'
            | 'í'
            | 'ĩ'
            | 'ỉ'
            | 'ị'
            | 'ỳ'
            | 'ý'
            | 'ỹ'
            | 'ỷ'
            | 'ỵ'
    )
}

/// A vowel that can follow it.
const fn is_second(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'ô' | 'ơ' | 'y')
}

/// The right form of a word whose tone stands on the first of two vowels and belongs on the second: `tóan` for `toán`,
/// `ngừơi` for `người`. Open syllables such as `hoá` and `hóa` are a matter of taste, and both are right.
fn tone_moved(word: &str) -> Option<String> {
    // The letters below are not composed: a vowel, its shape, its tone.
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let letters: Vec<char> = word.chars().collect();
    let split = |letter: char| -> Option<(char, char)> {
        let mut parts: Vec<char> = decomposed(letter).collect();
        let tone = parts.iter().position(|mark| TONES.contains(mark)).map(|at| parts.remove(at))?;
        Some((nfc(&parts.into_iter().collect::<String>()).chars().next()?, tone))
    };
    for at in 0..letters.len().checked_sub(1)? {
        let Some((first, tone)) = split(letters[at]) else { continue };
        let second = letters[at + 1];
        let pair: String = [first, second].iter().flat_map(|letter| letter.to_lowercase()).collect();
        let closed = letters.get(at + 2).is_some_and(|next| next.is_alphabetic());
        let wrong = match pair.as_str() {
            "ươ" | "iê" | "yê" | "uô" | "uê" | "uâ" | "uơ" => true,
            "oa" | "oă" | "oe" | "uy" => closed,
            _ => false,
        };
        if wrong {
            let end: String = letters[at + 2..].iter().collect();
            let start: String = letters[..at].iter().collect();
            return Some(nfc(&format!("{start}{first}{second}{tone}{end}")).into_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{RULE, may_have_moved_tone, tone_moved};
    use crate::check::testing::in_text;

    #[test]
    fn a_tone_on_the_wrong_letter_is_moved() {
        for (typed, right) in [
            ("tóan", "toán"),
            ("ngừơi", "người"),
            ("kíêm", "kiếm"),
            ("húynh", "huýnh"),
            ("thúê", "thuế"),
            ("HÒAN", "HOÀN"),
        ] {
            assert_eq!(tone_moved(typed).as_deref(), Some(right));
            assert!(may_have_moved_tone(&typed.to_lowercase()), "{typed}");
        }
        for right in
            ["toán", "hóa", "hoá", "thủy", "thuỷ", "người", "mía", "của", "lửa", "ngoài", "quý", "thuở"]
        {
            assert_eq!(tone_moved(right), None, "{right}");
        }
        assert_eq!(in_text(&RULE, &["Dự tóan ngân sách"]).len(), 1);
    }

    #[test]
    fn a_listed_slip_is_found_and_its_right_form_is_not() {
        assert_eq!(in_text(&RULE, &["Cập nhập dữ liệu", "Về Công dịch vụ công"]).len(), 2);
        let right = ["Cập nhật dữ liệu", "Về Cổng dịch vụ công", "cập, nhập", "dịch vụ công dịch vụ công"];
        assert_eq!(in_text(&RULE, &right), Vec::<String>::new());
    }
}
