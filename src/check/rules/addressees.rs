//! "Kính gửi" and "Như trên".

use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub const MISSING: Rule = Rule {
    code: Code::AddresseesMissing,
    page: Page {
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
    run: missing,
};

pub const AS_ABOVE: Rule = Rule {
    code: Code::AsAbove,
    page: Page {
        what: w(
            "Có Kính gửi thì Nơi nhận mở đầu bằng “Như trên”; không có Kính gửi thì không ghi “Như trên”.",
            "With “Kính gửi” the recipients begin with “Như trên”; without it they do not.",
        ),
        why: w("Phụ lục I, II.9.b.", "Appendix I, II.9.b."),
        wrong: "kinh_gui: [UBND tỉnh]\nnoi_nhan: [Sở Nội vụ, \"Lưu: VT\"]",
        right: "kinh_gui: [UBND tỉnh]\nnoi_nhan: [Như trên, Sở Nội vụ, \"Lưu: VT\"]",
    },
    run: as_above,
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

fn missing(subject: &Subject<'_>, found: &mut Diagnostics) {
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
    found.push(match subject.key_span("noi_nhan") {
        Some(place) => finding.at(place),
        None => finding.at(subject.top()),
    });
}

/// Whether the closing sentence asks a higher body for something.
fn asks_for_direction(subject: &Subject<'_>) -> bool {
    subject.closing().is_some_and(|closing| UPWARD.iter().any(|words| closing.lower.contains(words)))
}

fn as_above(subject: &Subject<'_>, found: &mut Diagnostics) {
    let document = subject.document;
    let is_as_above =
        |text: &String| text.to_lowercase().trim_start_matches(['-', ' ']).starts_with("như trên");
    let begins = document.recipients.first().is_some_and(is_as_above);
    let anywhere = document.recipients.iter().any(is_as_above);
    let message = match (document.addressees.is_empty(), begins, anywhere) {
        (false, false, _) => text!(
            "có Kính gửi nhưng Nơi nhận không mở đầu bằng “Như trên”",
            "there is “Kính gửi”, but the recipients do not begin with “Như trên”"
        ),
        // The missing addressees are told by the rule before.
        (true, _, true) if !asks_for_direction(subject) => text!(
            "Nơi nhận ghi “Như trên” mà văn bản không có Kính gửi",
            "the recipients say “Như trên”, but there is no “Kính gửi”"
        ),
        _ => return,
    };
    found.push(Diagnostic::warning(Code::AsAbove, message).at_maybe(subject.key_span("noi_nhan")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{document, findings, with_paragraphs};

    #[test]
    fn a_report_upwards_needs_addressees() {
        let closing = "Trên đây là báo cáo, kính trình UBND tỉnh xem xét, chỉ đạo.";
        let mut document = with_paragraphs(&[closing]);
        document.body.truncate(1);
        assert_eq!(findings(&MISSING, &document).len(), 0);
        document.addressees.clear();
        assert_eq!(findings(&MISSING, &document).len(), 1);
        let mut sideways = with_paragraphs(&["Trên đây là báo cáo kết quả."]);
        sideways.addressees.clear();
        assert_eq!(findings(&MISSING, &sideways).len(), 0);
    }

    #[test]
    fn as_above_goes_with_addressees() {
        let mut document = document();
        assert_eq!(findings(&AS_ABOVE, &document).len(), 0);
        document.recipients.remove(0);
        assert_eq!(findings(&AS_ABOVE, &document).len(), 1);
        document.addressees.clear();
        assert_eq!(findings(&AS_ABOVE, &document).len(), 0);
        document.recipients.insert(0, "Như trên".into());
        assert_eq!(findings(&AS_ABOVE, &document).len(), 1);
    }
}
