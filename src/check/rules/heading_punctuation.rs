//! Headings and the subject end without punctuation.

use crate::check::passage::PassagePlace;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::HeadingPunctuation,
    page: CodePage {
        what: w(
            "Đề mục hoặc trích yếu kết thúc bằng dấu câu.",
            "A heading or the subject ends with a punctuation mark.",
        ),
        why: w(
            "Phụ lục I, II.6.d: tiêu đề là cụm từ, không phải câu.",
            "Appendix I, II.6.d: a title is a phrase, not a sentence.",
        ),
        wrong: "2.1. Nhóm tiện ích phục vụ người dân:",
        right: "2.1. Nhóm tiện ích phục vụ người dân",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let titles = subject
        .passages
        .iter()
        .filter(|passage| matches!(passage.place, PassagePlace::Heading | PassagePlace::Subject));
    for passage in titles {
        let text = passage.text.trim_end();
        let Some(sign) = text.chars().next_back().filter(|sign| matches!(sign, '.' | ':' | ';' | ',')) else {
            continue;
        };
        // An article without a title is a sentence.
        let is_article = passage.place == PassagePlace::Heading && subject.document.numbering.has_articles();
        if text.ends_with("...") || is_article {
            continue;
        }
        let finding = Diagnostic::note(
            Code::HeadingPunctuation,
            text!("tiêu đề kết thúc bằng dấu “{sign}”", "a title ends with “{sign}”"),
        )
        .help(text!("bỏ dấu “{sign}”", "take the “{sign}” away"));
        let start = text.rfind(' ').map_or(0, |space| space + 1);
        found.push(subject.at(passage, start..text.len(), finding));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings, span};
    use crate::model::{Block, BlockKind, Inline};

    #[test]
    fn titles_end_without_a_sign() {
        let heading = |text: &str| {
            let mut document = document();
            let kind =
                BlockKind::Heading { level: 1, number: "I.".into(), content: vec![Inline::plain(text)] };
            document.body.insert(0, Block { kind, span: span(), begins_page: false, turned: false });
            findings(&RULE, &document).len()
        };
        assert_eq!((heading("KẾT QUẢ:"), heading("Kết quả."), heading("KẾT QUẢ")), (1, 1, 0));
    }
}
