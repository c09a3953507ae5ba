//! The file copy among the recipients.

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::FileCopy,
    page: CodePage {
        what: w("Dòng cuối của Nơi nhận không phải “Lưu: VT, …”.", "The last recipient is not “Lưu: VT, …”."),
        why: w(
            "Phụ lục I, II.9.d: dòng cuối ghi chữ “Lưu”, dấu hai chấm, “VT” và đơn vị soạn thảo.",
            "Appendix I, II.9.d: the last line is “Lưu”, a colon, “VT” and the drafting unit.",
        ),
        wrong: "noi_nhan:\n  - Sở Nội vụ",
        right: "noi_nhan:\n  - Sở Nội vụ\n  - Lưu: VT",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let last = subject.document.recipients.last().map(|line| line.trim_start_matches(['-', ' ']).trim());
    let is_file_copy = |line: &str| {
        let rest = line.strip_prefix("Lưu:").map(str::trim_start);
        rest.is_some_and(|rest| {
            rest == "VT" || rest.starts_with("VT,") || rest.starts_with("VT.") || rest.starts_with("VT;")
        })
    };
    if last.is_none_or(|line| !is_file_copy(line)) {
        found.push(
            Diagnostic::warning(
                Code::FileCopy,
                text!(
                    "dòng cuối của nơi nhận phải là “Lưu: VT, …”",
                    "the last recipient must be “Lưu: VT, …”"
                ),
            )
            .at_maybe(subject.span_under(keys::RECIPIENTS, last.unwrap_or_default())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};

    #[test]
    fn the_last_recipient_is_the_file_copy() {
        for (line, faults) in
            [("Lưu: VT", 0), ("Lưu: VT, TH", 0), ("Lưu VT", 1), ("Sở Nội vụ", 1), ("Lưu: TH", 1)]
        {
            let mut document = document();
            document.recipients = vec!["Như trên".into(), line.into()];
            assert_eq!(findings(&RULE, &document).len(), faults, "{line}");
        }
    }
}
