//! One name with two dashes.

use std::collections::BTreeMap;

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::MixedDashes,
    page: CodePage {
        what: w(
            "Gạch nối dài (–) và gạch nối ngắn (-) dùng lẫn giữa chữ.",
            "Long dashes (–) and hyphens (-) between words are mixed.",
        ),
        why: w(
            "Phụ lục I dùng gạch nối ngắn; gạch dài chỉ để giữa hai ngày hoặc hai số. Một tên, hoặc các năm học, viết hai kiểu là cảnh báo.",
            "Appendix I uses hyphens; a long dash only stands between two days or numbers. One name, or spans of years, in two ways is a warning.",
        ),
        wrong: "Phan Rang – Tháp Chàm … Phan Rang - Tháp Chàm",
        right: "Phan Rang - Tháp Chàm … Phan Rang - Tháp Chàm",
    },
    run,
};

/// Where a dash between two words stands: passage, first byte of the dash, its sign.
type Dash = (usize, usize, char);

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut by_name: BTreeMap<(String, String), Vec<Dash>> = BTreeMap::new();
    let mut all: Vec<Dash> = Vec::new();
    for (index, passage) in subject.passages.iter().enumerate() {
        let (words, _) = passage.words();
        for pair in words.windows(2) {
            let between = &passage.text[pair[0].end()..pair[1].start];
            let sign = match between {
                " – " | " — " => '–',
                " - " => '-',
                _ => continue,
            };
            let is_text = |word: &str| word.chars().any(char::is_alphabetic);
            let dash = (index, pair[0].end() + 1, sign);
            // Between numbers both may stand, but one span of years has one of them.
            if is_text(pair[0].text) && is_text(pair[1].text) {
                all.push(dash);
            } else if !(is_year(pair[0].text) && is_year(pair[1].text)) {
                continue;
            }
            by_name.entry((pair[0].text.to_lowercase(), pair[1].text.to_lowercase())).or_default().push(dash);
        }
    }
    let mut named = Vec::new();
    for (_, dashes) in by_name.into_iter().filter(|(_, dashes)| is_mixed(dashes)) {
        if let Some(&(index, at, sign)) = dashes.iter().find(|(_, _, sign)| *sign == '–') {
            named.push((index, at, sign));
        }
    }
    named.sort_unstable();
    for &(index, at, _) in &named {
        let passage = &subject.passages[index];
        let finding = Diagnostic::warning(
            Code::MixedDashes,
            text!(
                "một tên viết khi gạch dài, khi gạch ngắn",
                "one name has a long dash here and a hyphen there"
            ),
        )
        .help(text!("dùng gạch ngắn “-” ở mọi chỗ", "use the hyphen “-” everywhere"));
        found.push(subject.at(passage, at..at + '–'.len_utf8(), finding));
    }
    if named.is_empty()
        && is_mixed(&all)
        && let Some(&(index, at, _)) = all.iter().find(|(_, _, sign)| *sign == '–')
    {
        let count = all.iter().filter(|(_, _, sign)| *sign == '–').count();
        let finding = Diagnostic::note(
            Code::MixedDashes,
            text!(
                "giữa chữ khi dùng gạch dài ({count} chỗ), khi dùng gạch ngắn",
                "between words there are long dashes ({count}) and hyphens"
            ),
        )
        .help(text!("dùng gạch ngắn “-” ở mọi chỗ", "use the hyphen “-” everywhere"));
        found.push(subject.at(&subject.passages[index], at..at + '–'.len_utf8(), finding));
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_mixed(dashes: &[Dash]) -> bool {
    dashes.iter().any(|(_, _, sign)| *sign == '–') && dashes.iter().any(|(_, _, sign)| *sign == '-')
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_name_in_two_ways_is_found_and_so_is_a_mixture() {
        let found = in_text(&RULE, &["Phan Rang – Tháp Chàm", "Phan Rang - Tháp Chàm"]);
        assert!(found.len() == 1 && found[0].contains("một tên"), "{found:?}");
        assert_eq!(in_text(&RULE, &["năm học 2024 – 2025", "năm học 2024 - 2025"]).len(), 1);
        assert_eq!(in_text(&RULE, &["PC06 – Công an", "Lao động - Thương binh"]).len(), 1);
    }

    #[test]
    fn one_way_and_ranges_are_left_alone() {
        for texts in [["PC06 – Công an", "Lao động – Thương binh"], ["từ 10/5/2024 – 03/6/2024", "a - b"]]
        {
            assert_eq!(in_text(&RULE, &texts), Vec::<String>::new());
        }
    }
}
