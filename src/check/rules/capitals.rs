//! Names with the wrong capitals.

use crate::check::glossary::{Phrase, Phrases};
use crate::check::passage::PassagePlace;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::Capitals,
    page: CodePage {
        what: w(
            "Tên luật, tên cơ quan, tổ chức viết hoa không đúng.",
            "The name of a law or a body has the wrong capitals.",
        ),
        why: w(
            "Nghị định 30/2020/NĐ-CP, Phụ lục II, mục IV và V.6. Các tên được so theo từ điển (ten_rieng, luat).",
            "Decree 30/2020/NĐ-CP, Appendix II, IV and V.6. Names are those of the glossary (ten_rieng, luat).",
        ),
        wrong: "Luật cư trú; Mặt trận tổ quốc; Chi Cục thuế",
        right: "Luật Cư trú; Mặt trận Tổ quốc; Chi cục Thuế",
    },
    run,
};

/// Words that make another word of the first of a name: pháp luật, cơ sở, cán bộ.
const PARTS_OF_OTHER_WORDS: [&str; 12] =
    ["tổng", "pháp", "kỷ", "kỉ", "quy", "cơ", "cán", "toàn", "nội", "đồng", "tiến", "đảng"];

/// Names that keep their capitals when they are meant in general, too.
const ALWAYS: [&str; 4] = ["Hội đồng nhân dân", "Ủy ban nhân dân", "Uỷ ban nhân dân", "Mặt trận Tổ quốc"];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut own = Phrases::default();
    own.add_name(&subject.document.header.agency_in_text);
    let names = |word: &String| [&subject.glossary.names, &own].map(|names| names.beginning_with(word));
    let names: Vec<[&[Phrase]; 2]> = subject.vocabulary.words().iter().map(names).collect();
    for passage in subject.passages {
        if matches!(passage.place, PassagePlace::AppendixTitle) {
            continue;
        }
        let count = passage.numbers.len();
        let mut next = 0;
        while next < count {
            let start = next;
            next += 1;
            // The longest name that begins here: Luật Căn cước công dân before Luật Căn cước.
            let follows = |name: &&Phrase| {
                count - start >= name.words.len()
                    && (start..count).zip(&name.words).all(|(at, word)| passage.lower_word(at) == word)
            };
            let beginning = names[passage.numbers[start] as usize];
            let matching =
                beginning.into_iter().flatten().filter(follows).max_by_key(|name| name.words.len());
            let Some(Phrase { words: name, right }) = matching else { continue };
            // A name inside another is part of it: Cục Thuế in Chi cục Thuế.
            next = start + name.len();
            let range = passage.word(start).start..passage.word(next - 1).end();
            let typed = &passage.text[range.clone()];
            let is_phrase = right.contains(',') || passage.is_phrase(start..next);
            // "pháp luật đất đai" is no law; a text in capitals has no others.
            let is_other = start > 0 && PARTS_OF_OTHER_WORDS.contains(&passage.lower_word(start - 1));
            // Without any capital it may be meant in general: the tax offices of the region.
            let in_general = !typed.contains(char::is_uppercase) && !ALWAYS.contains(&right.as_str());
            if typed == *right || !is_phrase || is_other || in_general || typed == typed.to_uppercase() {
                continue;
            }
            let finding = Diagnostic::warning(
                Code::Capitals,
                text!(
                    "“{typed}” viết hoa chưa đúng: “{right}”",
                    "“{typed}” has the wrong capitals: “{right}”"
                ),
            )
            .help(text!("sửa thành “{right}” (Phụ lục II)", "write “{right}” (Appendix II)"));
            found.push(subject.at_with_fix(passage, range, finding, right.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn wrong_capitals_are_found_and_right_ones_are_not() {
        let wrong = [
            "một số điều của Luật cư trú",
            "10 điểm mới của luật Căn cước",
            "Mặt trận tổ quốc",
            "Chi Cục thuế",
        ];
        assert_eq!(in_text(&RULE, &wrong).len(), 4);
        let right = [
            "Luật Cư trú",
            "Mặt trận Tổ quốc",
            "Chi cục Thuế",
            "Tổng cục Thuế giao",
            "pháp luật đất đai",
            "LUẬT CƯ TRÚ",
            "kỷ luật, cư trú",
            "cơ sở y tế",
            "cán bộ Y tế",
            "các chi cục thuế",
        ];
        assert_eq!(in_text(&RULE, &right), Vec::<String>::new());
    }
}
