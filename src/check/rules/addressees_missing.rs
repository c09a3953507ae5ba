//! A report to a higher body without "Kính gửi".

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::AddresseesMissing,
    page: CodePage {
        what: w(
            "Báo cáo gửi cấp trên (câu kết xin chỉ đạo) mà không có dòng Kính gửi.",
            "A report to a higher body (its last sentence asks for direction) has no “Kính gửi”.",
        ),
        why: w(
            "Phụ lục I, II.9.b: tờ trình, báo cáo của cấp dưới gửi cấp trên có phần Kính gửi.",
            "Appendix I, II.9.b: proposals and reports to a higher body have it.",
        ),
        wrong: "Trên đây là báo cáo … kính trình UBND tỉnh xem xét, chỉ đạo. (không có Kính gửi)",
        right: "kinh_gui:\n  - UBND tỉnh",
    },
    run,
};

/// Words of the closing sentence that ask a higher body for something.
const UPWARD: [&str; 7] = [
    "chỉ đạo",
    "kính trình",
    "kính báo cáo",
    "kính đề nghị",
    "xem xét, quyết định",
    "cho ý kiến",
    "trình xem xét",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    if !subject.document.addressees.is_empty() || !asks_for_direction(subject) {
        return;
    }
    let finding = Diagnostic::warning(
        Code::AddresseesMissing,
        text!(
            "báo cáo gửi cấp trên mà không có dòng Kính gửi",
            "a report to a higher body has no “Kính gửi” line"
        ),
    )
    .help(text!("thêm mục kinh_gui", "add the key kinh_gui"));
    found.push(match subject.key_span(keys::RECIPIENTS) {
        Some(place) => finding.at(place),
        None => finding.at(subject.top()),
    });
}

/// Whether the closing sentence asks a higher body for something.
pub(super) fn asks_for_direction(subject: &Subject<'_>) -> bool {
    subject.closing().is_some_and(|closing| UPWARD.iter().any(|words| closing.lower.contains(words)))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, with_paragraphs};

    #[test]
    fn a_report_upwards_needs_addressees() {
        let closing = "Trên đây là báo cáo, kính trình UBND tỉnh xem xét, chỉ đạo.";
        let mut document = with_paragraphs(&[closing]);
        document.body.truncate(1);
        assert_eq!(findings(&RULE, &document).len(), 0);
        document.addressees.clear();
        assert_eq!(findings(&RULE, &document).len(), 1);
        let mut sideways = with_paragraphs(&["Trên đây là báo cáo kết quả."]);
        sideways.addressees.clear();
        assert_eq!(findings(&RULE, &sideways).len(), 0);
    }
}
