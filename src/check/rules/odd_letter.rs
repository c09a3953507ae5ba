//! Letters that look Vietnamese and are not: the eth of other languages, Cyrillic ones, and text typed for TCVN3 fonts.

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::syllable::is_syllable;
use crate::text::tcvn3;

pub(super) const RULE: Rule = Rule {
    code: Code::OddLetter,
    page: CodePage {
        what: w(
            "Chữ trông như chữ Việt mà không phải: ð (eth) thay cho đ, chữ Kirin, hoặc chữ gõ theo phông TCVN3 (ABC).",
            "A letter looks Vietnamese and is not: ð (eth) for đ, a Cyrillic one, or text typed for a TCVN3 (ABC) font.",
        ),
        why: w(
            "Nghị định 30/2020, Phụ lục I, I.4: bộ mã Unicode theo TCVN 6909:2001. Chữ khác mã thì tìm kiếm, sắp xếp không thấy.",
            "Decree 30/2020, Appendix I, I.4: Unicode as in TCVN 6909:2001. A search does not find words in other letters.",
        ),
        wrong: "Tổ ðại diện; ñy ban nh©n d©n",
        right: "Tổ đại diện; ủy ban nhân dân",
    },
    run,
};

/// Cyrillic and Greek letters that look like Latin ones.
const ALIKE: [(&str, &str); 3] = [
    ("асеорхуіјѕһԁԛԝкмтвн", "aceopxyijshdqwkmtbh"),
    ("АВЕКМНОРСТХУІЈЅ", "ABEKMHOPCTXYIJS"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo"),
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages.iter().filter(|passage| !passage.text.is_ascii()) {
        if let Some(range) = in_tcvn3(&passage.text) {
            let right = tcvn3::decoded(&passage.text[range.clone()]);
            let finding = Diagnostic::warning(
                Code::OddLetter,
                text!("chữ gõ theo mã TCVN3 (ABC), là “{right}”", "text in TCVN3 (ABC) code: “{right}”"),
            )
            .help(text!("gõ lại bằng Unicode: “{right}”", "type it in Unicode: “{right}”"));
            found.push(subject.at(passage, range, finding));
        }
        if !passage.text.contains(is_odd) {
            continue;
        }
        for range in chunks(&passage.text) {
            if let Some((right, script)) = replaced(&passage.text[range.clone()]) {
                found.push(misread(subject, passage, range, &right, script));
            }
        }
    }
}

/// Letters that are looked at closely: eths, Greek and Cyrillic ones.
const fn is_odd(letter: char) -> bool {
    matches!(letter, 'ð' | 'Ð' | '\u{370}'..='\u{52F}')
}

/// Which letters a word was typed with instead of Vietnamese ones.
#[derive(Clone, Copy)]
enum Alphabet {
    Eth,
    Alike,
}

/// The word in Vietnamese letters, when it holds others among them.
fn replaced(word: &str) -> Option<(String, Alphabet)> {
    let eth = word.contains(['ð', 'Ð']);
    let is_vietnamese =
        |letter: char| letter.is_ascii_alphabetic() || letter == 'đ' || letter == 'Đ' || is_accented(letter);
    let mut replaced = 0;
    let right: String = word
        .chars()
        .map(|letter| {
            let like = match letter {
                'ð' => Some('đ'),
                'Ð' => Some('Đ'),
                _ => alike(letter),
            };
            replaced += usize::from(like.is_some());
            like.unwrap_or(letter)
        })
        .collect();
    let is_mixed = word.chars().any(is_vietnamese) || (eth && word.chars().count() == 1);
    let is_whole = right.chars().all(|letter| is_vietnamese(letter) || !letter.is_alphabetic());
    let script = if eth { Alphabet::Eth } else { Alphabet::Alike };
    (replaced > 0 && is_mixed && is_whole).then_some((right, script))
}

fn alike(letter: char) -> Option<char> {
    let of = |(odd, latin): &(&str, &str)| odd.chars().zip(latin.chars()).find(|(odd, _)| *odd == letter);
    ALIKE.iter().find_map(of).map(|(_, latin)| latin)
}

/// A vowel with an accent, as Vietnamese has them.
fn is_accented(letter: char) -> bool {
    matches!(letter, 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í'
        | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'Ă' | 'ă' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ')
}

fn misread(
    subject: &Subject<'_>,
    passage: &Passage,
    range: Range<usize>,
    right: &str,
    script: Alphabet,
) -> Diagnostic {
    let typed = &passage.text[range.clone()];
    let headline = match script {
        Alphabet::Eth => {
            text!("“{typed}” có chữ ð (eth), không phải chữ đ", "“{typed}” has the letter ð (eth) for đ")
        }
        Alphabet::Alike => text!(
            "“{typed}” có chữ Kirin hoặc Hy Lạp trông như chữ Latinh",
            "“{typed}” has Cyrillic or Greek letters that look like Latin ones"
        ),
    };
    // With its neighbours, so that the right words can be taken over as they stand.
    let before = passage.text[..range.start].trim_end().rsplit(' ').next().unwrap_or_default();
    let after = passage.text[range.end..].trim_start().split(' ').next().unwrap_or_default();
    let after = after.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = [before, right, after].into_iter().filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let finding = Diagnostic::warning(Code::OddLetter, headline)
        .help(text!("gõ lại: “{words}”", "type it again: “{words}”"));
    subject.at(passage, range, finding)
}

/// The words of a text between white space, without signs around them.
fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split(' ')
        .scan(0, |at, chunk| {
            let start = *at;
            *at += chunk.len() + 1;
            Some((start, chunk))
        })
        .filter_map(|(start, chunk)| {
            let is_letter = |letter: char| letter.is_alphanumeric() || tcvn3::is_telling(letter);
            let begin = chunk.find(is_letter)?;
            let last = chunk.rfind(is_letter)?;
            let end = last + chunk[last..].chars().next().map_or(0, char::len_utf8);
            Some(start + begin..start + end)
        })
}

/// From the first to the last word that only makes sense in a TCVN3 font; two such words at least.
fn in_tcvn3(text: &str) -> Option<Range<usize>> {
    if !text.contains(tcvn3::is_telling) {
        return None;
    }
    let is_one = |range: &Range<usize>| {
        let word = &text[range.clone()];
        let is_telling =
            word.contains(tcvn3::is_telling) && word.contains(|letter: char| letter.is_ascii_alphabetic());
        is_telling && is_syllable(&tcvn3::decoded(word).to_lowercase())
    };
    let mut words = chunks(text).filter(is_one);
    let first = words.next()?;
    let last = words.last()?;
    Some(first.start..last.end)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    fn found(text: &str) -> usize {
        in_text(&RULE, &[text]).len()
    }

    #[test]
    fn letters_of_other_alphabets_are_found() {
        assert_eq!(found("Tổ ðại diện ðã họp; Ðồng chí Bí thư dự"), 3);
        assert_eq!(found("Uỷ bаn nhân dân"), 1);
        assert_eq!(found("Κế hoạch"), 1);
    }

    #[test]
    fn text_for_old_fonts_is_found_once() {
        assert_eq!(found("do ñy ban nh©n d©n tØnh ®· tæ chøc, xong."), 1);
    }

    #[test]
    fn right_text_and_other_languages_are_left_alone() {
        for text in [
            "Ủy ban nhân dân đã tổ chức ở 20° và 5·3 m² © 2024 §1",
            "Công ty Газпром và Ελλάδα",
            "Nguyễn Đình Đức, François, Müller & Söhne, Århus",
            "«Đề án» × 2 ÷ 3 ± 1",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
