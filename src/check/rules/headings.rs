//! The ends of headings, of the subject and of the body.

use crate::check::passage::Place;
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub const PUNCTUATION: Rule = Rule {
    code: Code::HeadingPunctuation,
    page: Page {
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
    run: punctuation,
};

pub const END_MARK: Rule = Rule {
    code: Code::EndMark,
    page: Page {
        what: w("Hết nội dung không có dấu “./.”.", "The body does not end with “./.”."),
        why: w("Phụ lục III, mẫu 1.4; thông lệ.", "Appendix III, form 1.4; custom."),
        wrong: "… kính báo cáo.",
        right: "… kính báo cáo./.",
    },
    run: end_mark,
};

fn punctuation(subject: &Subject<'_>, found: &mut Diagnostics) {
    let titles =
        subject.passages.iter().filter(|passage| matches!(passage.place, Place::Heading | Place::Subject));
    for passage in titles {
        let text = passage.text.trim_end();
        let Some(sign) = text.chars().next_back().filter(|sign| matches!(sign, '.' | ':' | ';' | ',')) else {
            continue;
        };
        if text.ends_with("...") {
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

fn end_mark(subject: &Subject<'_>, found: &mut Diagnostics) {
    let last = subject.passages.iter().rfind(|passage| passage.part == 0 && passage.place == Place::Prose);
    let Some(last) = last.filter(|last| !last.text.trim_end().ends_with("./.")) else { return };
    let text = last.text.trim_end();
    let start = text.rfind(' ').map_or(0, |space| space + 1);
    let finding = Diagnostic::note(
        Code::EndMark,
        text!("hết nội dung không có dấu “./.”", "the body does not end with “./.”"),
    )
    .help(text!("kết thúc câu cuối bằng ./.", "end the last sentence with ./."));
    found.push(subject.at(last, start..text.len(), finding));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{document, findings, span};
    use crate::model::{Block, BlockKind, Inline};

    #[test]
    fn titles_end_without_a_sign() {
        let heading = |text: &str| {
            let mut document = document();
            let kind =
                BlockKind::Heading { level: 1, number: "I.".into(), content: vec![Inline::plain(text)] };
            document.body.insert(0, Block { kind, span: span() });
            findings(&PUNCTUATION, &document).len()
        };
        assert_eq!((heading("KẾT QUẢ:"), heading("Kết quả."), heading("KẾT QUẢ")), (1, 1, 0));
    }

    #[test]
    fn the_body_ends_with_its_mark() {
        let mut document = document();
        assert_eq!(findings(&END_MARK, &document).len(), 0);
        document.body[0].kind = BlockKind::Paragraph(vec![Inline::plain("Trên đây là báo cáo.")]);
        assert_eq!(findings(&END_MARK, &document).len(), 1);
    }
}
