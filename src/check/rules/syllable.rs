//! Words that are no Vietnamese syllables.

use super::mistyped_word;
use crate::check::collocation::Suspect;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::folded::FoldedSyllable;
use crate::text::syllable::{is_syllable, looks_like_one};

pub(super) const RULE: Rule = Rule {
    code: Code::Syllable,
    page: CodePage {
        what: w(
            "Chữ viết không thành âm tiết tiếng Việt: thiếu dấu, thừa chữ, hoặc sai vần.",
            "A word is no Vietnamese syllable: an accent is missing, a letter too many, or the rhyme does not exist.",
        ),
        why: w(
            "Âm tiết kết thúc bằng c, ch, p, t chỉ mang thanh sắc hoặc nặng; vần phải có trong tiếng Việt. Chữ viết hoa và chữ không dấu không xét.",
            "Syllables that end in c, ch, p or t have the acute or the dot; the rhyme has to exist. Capitals and words without accents are left alone.",
        ),
        wrong: "đã thưc hiện, kết quả đươc",
        right: "đã thực hiện, kết quả được",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    mistyped_word::run(subject, found);
    // What has a sound shape is a syllable: most words need not be taken apart once more.
    let is_wrong = |(word, shape): (&String, &Option<FoldedSyllable>)| {
        !shape.is_some_and(FoldedSyllable::is_sound) && looks_like_one(word) && !is_syllable(word)
    };
    let (words, shapes) = (subject.vocabulary.words(), subject.vocabulary.syllables());
    let wrong: Vec<bool> = words.iter().zip(shapes).map(is_wrong).collect();
    if !wrong.contains(&true) {
        return;
    }
    // Each word once, where it first stands.
    let mut told = vec![false; wrong.len()];
    for (passage_number, passage) in subject.passages.iter().enumerate() {
        for (index, number) in passage.numbers.iter().enumerate() {
            let number = *number as usize;
            let word = passage.word(index);
            if !wrong[number] || told[number] || word.text != passage.lower_word(index) {
                continue;
            }
            told[number] = true;
            let typed = word.text;
            let finding = Diagnostic::warning(
                Code::Syllable,
                text!("“{typed}” không phải là chữ tiếng Việt", "“{typed}” is no Vietnamese syllable"),
            )
            .help(help(subject, passage_number, index));
            found.push(subject.at(passage, word.start..word.end(), finding));
        }
    }
}

/// What the neighbours of the word say that it should be, when they say something.
fn help(subject: &Subject<'_>, passage: usize, word: usize) -> Text {
    let is_here = |suspect: &&Suspect| (suspect.passage, suspect.word) == (passage, word);
    match subject.suspects().iter().find(is_here).map(|suspect| suspect.right.written()) {
        Some(right) => text!("có lẽ là “{right}”", "it is probably “{right}”"),
        None => text!("xem lại dấu và chữ cái", "look at the accents and letters"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_word_that_is_no_syllable_is_found_once() {
        assert_eq!(in_text(&RULE, &["đã thưc hiện, đang thưc hiện", "14 đợt truy quyét"]).len(), 2);
    }

    #[test]
    fn names_foreign_words_and_right_ones_are_left_alone() {
        for text in ["xã Đăk Tôkan", "ôtô, rađiô, kilôgam", "web, internet", "đã thực hiện được việc"]
        {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
