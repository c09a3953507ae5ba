//! Spellings that are known to be wrong.

use std::collections::HashMap;

use crate::check::passage::adjoin;
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub const RULE: Rule = Rule {
    code: Code::KnownConfusion,
    page: Page {
        what: w(
            "Chữ hay gõ nhầm, có trong từ điển kiểm tra (mục nham).",
            "A spelling that is known to be wrong, listed in the glossary (nham).",
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
    // By first word, since nearly no word begins one.
    let mut confusions: HashMap<&str, Vec<(Vec<&str>, &str)>> = HashMap::new();
    for confusion in &subject.glossary.confusions {
        let wrong: Vec<&str> = confusion.wrong.split(' ').collect();
        confusions.entry(wrong[0]).or_default().push((wrong, &confusion.right));
    }
    for passage in &subject.passages {
        let (words, lower) = passage.words();
        for start in 0..words.len() {
            let Some(beginning) = confusions.get(lower[start]) else { continue };
            let matching = beginning.iter().find(|(wrong, _)| {
                let end = start + wrong.len();
                end <= words.len()
                    && *wrong == lower[start..end]
                    && words[start..end].windows(2).all(|pair| adjoin(&passage.text, &pair[0], &pair[1]))
            });
            let Some((wrong, right)) = matching else { continue };
            let range = words[start].start..words[start + wrong.len() - 1].end();
            let typed = &passage.text[range.clone()];
            // "dịch vụ công dịch vụ công" is another slip; "dịch vụ công, dịch vụ" is none.
            if lower[start] == "công" && start > 0 && lower[start - 1] == "vụ" {
                continue;
            }
            let finding = Diagnostic::warning(
                Code::KnownConfusion,
                text!("“{typed}” viết sai, đúng là “{right}”", "“{typed}” is misspelt, it is “{right}”"),
            )
            .help(text!("sửa thành “{right}”", "write “{right}”"));
            found.push(subject.at(passage, range, finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_listed_slip_is_found_and_its_right_form_is_not() {
        assert_eq!(in_text(&RULE, &["Cập nhập dữ liệu", "Về Công dịch vụ công"]).len(), 2);
        let right = ["Cập nhật dữ liệu", "Về Cổng dịch vụ công", "cập, nhập", "dịch vụ công dịch vụ công"];
        assert_eq!(in_text(&RULE, &right), Vec::<String>::new());
    }
}
