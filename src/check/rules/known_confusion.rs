//! Spellings that are known to be wrong: those of the glossary, and tones on the wrong letter.

use std::ops::Range;

use crate::check::glossary::Phrase;
use crate::check::passage::Passage;
use crate::check::words::with_capital_of;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::syllable::tone_moved;

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
    // What a word can begin, and whether its tone is misplaced.
    let about =
        |word: &String| (subject.glossary.confusions.beginning_with(word), tone_moved(word).is_some());
    let words: Vec<(&[Phrase], bool)> = subject.vocabulary.words().iter().map(about).collect();
    for passage in subject.passages {
        for (index, number) in passage.numbers.iter().enumerate() {
            let (beginning, has_moved_tone) = words[*number as usize];
            let word = passage.word(index);
            if let Some(right) = has_moved_tone.then(|| tone_moved(word.text)).flatten() {
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
    subject.at_with_fix(passage, range.clone(), finding, with_capital_of(&passage.text[range], right))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_tone_on_the_wrong_letter_is_found() {
        assert_eq!(in_text(&RULE, &["Dự tóan ngân sách, Kết qủa"]).len(), 2);
    }

    #[test]
    fn a_listed_slip_is_found_and_its_right_form_is_not() {
        assert_eq!(in_text(&RULE, &["Cập nhập dữ liệu", "Về Công dịch vụ công"]).len(), 2);
        let right = ["Cập nhật dữ liệu", "Về Cổng dịch vụ công", "cập, nhập", "dịch vụ công dịch vụ công"];
        assert_eq!(in_text(&RULE, &right), Vec::<String>::new());
    }
}
