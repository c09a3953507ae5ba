//! Names with the wrong capitals.

use std::collections::HashMap;

use crate::check::passage::{Place, adjoin, words};
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub const RULE: Rule = Rule {
    code: Code::Capitals,
    page: Page {
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
const PARTS_OF_OTHER_WORDS: [&str; 11] =
    ["pháp", "kỷ", "kỉ", "quy", "cơ", "cán", "toàn", "nội", "đồng", "tiến", "đảng"];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    // By first word, since few words begin a name.
    let mut names: HashMap<String, Vec<(Vec<String>, &str)>> = HashMap::new();
    let own = &subject.document.header.agency_in_text;
    for name in subject.glossary.names.iter().chain([own]) {
        let lower: Vec<String> = words(name).iter().map(|word| word.text.to_lowercase()).collect();
        if let Some(first) = lower.first() {
            names.entry(first.clone()).or_default().push((lower, name));
        }
    }
    for passage in &subject.passages {
        if matches!(passage.place, Place::AppendixTitle) {
            continue;
        }
        let (words, lower) = passage.words();
        let mut next = 0;
        while next < words.len() {
            let start = next;
            next += 1;
            let Some(beginning) = names.get(lower[start]) else { continue };
            // The longest name that begins here: Luật Căn cước công dân before Luật Căn cước.
            let follows = |name: &[String]| {
                lower.len() - start >= name.len() && name.iter().zip(&lower[start..]).all(|(a, b)| a == b)
            };
            let matching =
                beginning.iter().filter(|(name, _)| follows(name)).max_by_key(|(name, _)| name.len());
            let Some((name, right)) = matching else { continue };
            // A name inside another is part of it: Cục Thuế in Chi cục Thuế.
            next = start + name.len();
            let parts = &words[start..start + name.len()];
            let range = parts[0].start..parts[parts.len() - 1].end();
            let typed = &passage.text[range.clone()];
            let is_phrase =
                right.contains(',') || parts.windows(2).all(|pair| adjoin(&passage.text, &pair[0], &pair[1]));
            // "pháp luật đất đai" is no law; a text in capitals has no others.
            let is_other = start > 0 && PARTS_OF_OTHER_WORDS.contains(&lower[start - 1]);
            // Without any capital it may be meant in general: the tax offices of the region.
            let in_general = !typed.contains(char::is_uppercase);
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
            found.push(subject.at(passage, range, finding));
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
