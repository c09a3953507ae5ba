//! A long phrase said twice in one sentence.

use crate::check::words::sentences;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::RepeatedPhrase,
    page: CodePage {
        what: w(
            "Một cụm từ dài lặp lại trong cùng một câu, cách nhau không xa.",
            "A long phrase comes again in the same sentence, not far away.",
        ),
        why: w(
            "Thường do chép dán khi nối hai câu. Từ 8 chữ trở lên, cách nhau không quá 12 chữ, không nằm trong ngoặc.",
            "Usually two sentences were joined by copying. From 8 words on, at most 12 words apart, not in brackets.",
        ),
        wrong: "phổ biến điểm mới của Luật Căn cước năm 2023, tập trung điểm mới của Luật Căn cước năm 2023",
        right: "tập trung phổ biến điểm mới của Luật Căn cước năm 2023",
    },
    run,
};

const SHORTEST: usize = 8;
const FARTHEST: usize = 12;
/// Longer ones are not measured to their end.
const LONGEST: usize = 60;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        let starts: Vec<usize> = (0..passage.numbers.len()).map(|index| passage.word(index).start).collect();
        for (start, end) in sentences(&passage.text) {
            let [from, to] = [start, end].map(|at| starts.partition_point(|word| *word < at));
            let Some((first, second, length)) = repetition(&passage.numbers[from..to]) else { continue };
            let range = |at: usize| passage.word(from + at).start..passage.word(from + at + length - 1).end();
            // What stands in brackets explains its own half of the sentence.
            if passage.text[range(first).start..range(second).end].contains(['(', ')', '%']) {
                continue;
            }
            let phrase = &passage.text[range(second)];
            // The long name of a body or a system may come twice, and so does that of a law in the name of another that amends it.
            if phrase.starts_with(char::is_uppercase) || phrase.contains("số điều của") {
                continue;
            }
            let finding = Diagnostic::warning(
                Code::RepeatedPhrase,
                text!(
                    "cụm từ “{phrase}” lặp lại trong một câu",
                    "the phrase “{phrase}” comes twice in one sentence"
                ),
            )
            .help(text!("viết gọn lại, chỉ nêu một lần", "say it once"));
            found.push(subject.at(passage, range(second), finding));
        }
    }
}

/// Two places of the longest phrase that comes again close by, and its length in words.
fn repetition(sentence: &[u32]) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for first in 0..sentence.len() {
        if best.is_some_and(|(_, _, longest)| longest >= LONGEST) {
            break;
        }
        // The second begins where the first ends, or up to FARTHEST words behind it.
        let last = (sentence.len() + 1).saturating_sub(SHORTEST).min(first + LONGEST + FARTHEST);
        for second in first + SHORTEST..last {
            if sentence[first] != sentence[second] {
                continue;
            }
            let same = |offset: &usize| {
                first + offset < second && sentence.get(second + offset) == Some(&sentence[first + offset])
            };
            let length = (0..LONGEST).take_while(same).count();
            let is_near = second - (first + length) <= FARTHEST;
            if length >= SHORTEST && is_near && best.is_none_or(|(_, _, longest)| length > longest) {
                best = Some((first, second, length));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_phrase_of_eight_words_twice_in_a_sentence_is_found() {
        let text = "Phổ biến những điểm mới của Luật Căn cước năm 2023 tập trung vào các điểm mới của Luật Căn cước năm 2023.";
        assert_eq!(in_text(&RULE, &[text]).len(), 1);
    }

    #[test]
    fn shorter_phrases_other_sentences_and_brackets_are_left_alone() {
        for text in [
            "Cổng dịch vụ công quốc gia và Cổng dịch vụ công quốc gia",
            "dữ liệu từ Cơ sở dữ liệu quốc gia về dân cư vào Cơ sở dữ liệu quốc gia về dân cư",
            "Luật sửa đổi một số điều của Luật Phòng, chống thiên tai và Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều",
            "Một hai ba bốn năm sáu bảy tám. Một hai ba bốn năm sáu bảy tám.",
            "Có 10 trường hợp (so với tổng số đối tượng quản lý trên địa bàn), chi 5 trường hợp (so với tổng số đối tượng quản lý trên địa bàn)",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
