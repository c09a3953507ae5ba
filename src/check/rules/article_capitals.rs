//! Capitals of parts of laws.

use crate::check::words::adjoin;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::ArticleCapitals,
    page: CodePage {
        what: w(
            "Viện dẫn điều khoản viết hoa chưa đúng: Điều, Mục, Chương viết hoa; khoản, điểm viết thường.",
            "Parts of a law have the wrong capitals: Điều, Mục, Chương are capital; khoản, điểm are not.",
        ),
        why: w("Phụ lục II, V.7.", "Appendix II, V.7."),
        wrong: "theo Khoản 2 điều 5 Nghị định này",
        right: "theo khoản 2 Điều 5 Nghị định này",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        let (words, _) = passage.words();
        for (index, pair) in words.windows(2).enumerate() {
            let (word, number) = (&pair[0], &pair[1]);
            let is_number = number.text.bytes().all(|byte| byte.is_ascii_digit());
            let inside = index > 0 && adjoin(&passage.text, &words[index - 1], word);
            if !is_number || !inside || !adjoin(&passage.text, word, number) {
                continue;
            }
            let next = words.get(index + 2).map_or("", |word| word.text);
            let right = match word.text {
                "Khoản" => "khoản",
                "điều" if matches!(next, "Nghị" | "Luật" | "Bộ" | "Thông" | "Quyết" | "Hiến") => {
                    "Điều"
                }
                _ => continue,
            };
            let typed = word.text;
            let finding = Diagnostic::warning(
                Code::ArticleCapitals,
                text!("“{typed}” ở đây viết “{right}”", "“{typed}” is written “{right}” here"),
            );
            found.push(subject.at(passage, word.start..word.end(), finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn capitals_of_parts_are_those_of_the_decree() {
        assert_eq!(in_text(&RULE, &["theo Khoản 2 điều 5 Nghị định này"]).len(), 2);
        let right = ["theo khoản 2 Điều 5 Nghị định này", "Khoản 2 nêu rõ", "cử điều 5 xe đi"];
        assert_eq!(in_text(&RULE, &right), Vec::<String>::new());
    }
}
