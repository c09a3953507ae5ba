//! The end of the body.

use crate::check::passage::PassagePlace;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::EndMark,
    page: CodePage {
        what: w("Hết nội dung không có dấu “./.”.", "The body does not end with “./.”."),
        why: w("Phụ lục III, mẫu 1.4; thông lệ.", "Appendix III, form 1.4; custom."),
        wrong: "… kính báo cáo.",
        right: "… kính báo cáo./.",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let is_text = |place| matches!(place, PassagePlace::Prose | PassagePlace::Heading);
    let last = subject.passages.iter().rfind(|passage| passage.part == 0 && is_text(passage.place));
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
    use super::RULE;
    use crate::check::testing::{document, findings};
    use crate::model::{BlockKind, Inline};

    #[test]
    fn the_body_ends_with_its_mark() {
        let mut document = document();
        assert_eq!(findings(&RULE, &document).len(), 0);
        document.body[0].kind = BlockKind::Paragraph(vec![Inline::plain("Trên đây là báo cáo.")]);
        assert_eq!(findings(&RULE, &document).len(), 1);
    }
}
