//! One syllable spelt in two right ways: `khoá` and `khóa`, `tỉ lệ` and `tỷ lệ`.

use std::collections::BTreeMap;

use crate::check::words::with_capital_of;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::folded::FoldedSyllable;

pub(super) const RULE: Rule = Rule {
    code: Code::MixedSpelling,
    page: CodePage {
        what: w(
            "Một chữ viết hai cách đều đúng trong cùng báo cáo: khoá và khóa, tỉ lệ và tỷ lệ.",
            "One word is spelt in two right ways: khoá and khóa, tỉ lệ and tỷ lệ.",
        ),
        why: w("Trong một văn bản nên viết một cách.", "A document keeps to one way."),
        wrong: "mở khoá đào tạo; bế giảng khóa đào tạo",
        right: "mở khóa đào tạo; bế giảng khóa đào tạo",
    },
    run,
};

/// How often a spelling comes, and where it first does.
struct Spelling {
    /// Its number in the vocabulary.
    word: u32,
    count: usize,
    passage: usize,
    index: usize,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let shapes: Vec<Option<FoldedSyllable>> = subject
        .vocabulary
        .syllables()
        .iter()
        .map(|shape| shape.filter(|shape| has_two_spellings(*shape)))
        .collect();
    let mut spellings: BTreeMap<usize, Vec<Spelling>> = BTreeMap::new();
    for (number, passage) in subject.passages.iter().enumerate() {
        for (index, &word) in passage.numbers.iter().enumerate() {
            let Some(shape) = shapes[word as usize] else { continue };
            // Names keep their spelling; a capital that begins a sentence makes none.
            let is_lower = |at: usize| passage.word(at).text == passage.lower_word(at);
            let begins = index == 0 && passage.numbers.len() > 1 && is_lower(1);
            if !is_lower(index) && !begins {
                continue;
            }
            let of_shape = spellings.entry(shape.number()).or_default();
            match of_shape.iter_mut().find(|spelling| spelling.word == word) {
                Some(spelling) => spelling.count += 1,
                None => of_shape.push(Spelling { word, count: 1, passage: number, index }),
            }
        }
    }
    for of_shape in spellings.values().filter(|of_shape| of_shape.len() > 1) {
        // The first of the rarest; of equals the later one.
        let Some(rare) = of_shape.iter().rev().min_by_key(|spelling| spelling.count) else { continue };
        let Some(often) = of_shape.iter().find(|spelling| spelling.word != rare.word) else { continue };
        let passage = &subject.passages[rare.passage];
        let word = passage.word(rare.index);
        let [typed, other] =
            [rare, often].map(|spelling| &subject.vocabulary.words()[spelling.word as usize]);
        let finding = Diagnostic::note(
            Code::MixedSpelling,
            text!(
                "“{typed}” và “{other}”: một chữ viết hai cách",
                "“{typed}” and “{other}”: one word spelt in two ways"
            ),
        )
        .help(text!("viết một cách trong cả báo cáo", "keep to one way in the report"));
        let right = with_capital_of(word.text, other);
        found.push(subject.at_with_fix(passage, word.start..word.end(), finding, right));
    }
}

/// Open syllables whose tone may stand on either vowel, and those that end in `i` or `y`.
fn has_two_spellings(shape: FoldedSyllable) -> bool {
    let has_tone = shape.tone() != crate::text::folded::LEVEL;
    matches!(shape.rhyme(), "oa" | "oe" | "uy") && has_tone && shape.onset() != "qu"
        || shape.rhyme() == "y" && matches!(shape.onset(), "h" | "k" | "l" | "m" | "t")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_report_keeps_to_one_way() {
        assert_eq!(
            in_text(&RULE, &["mở khoá học, khóa đào tạo, khóa mới"]),
            ["“khoá” và “khóa”: một chữ viết hai cách"]
        );
        assert_eq!(in_text(&RULE, &["Tỉ lệ cao, tỷ lệ thấp"]).len(), 1);
        for text in ["khóa học, hoá chất", "ông Lý Thủy, lí do", "qui định, quy định", "quý, quí"]
        {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
