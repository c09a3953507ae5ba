//! "Như trên" goes with "Kính gửi".

use super::addressees_missing::asks_for_direction;
use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::AsAbove,
    page: CodePage {
        what: w(
            "Có Kính gửi thì Nơi nhận mở đầu bằng “Như trên”; không có Kính gửi thì không ghi “Như trên”.",
            "With “Kính gửi” the recipients begin with “Như trên”; without it they do not.",
        ),
        why: w("Phụ lục I, II.9.b.", "Appendix I, II.9.b."),
        wrong: "kinh_gui: [UBND tỉnh]\nnoi_nhan: [Sở Nội vụ, \"Lưu: VT\"]",
        right: "kinh_gui: [UBND tỉnh]\nnoi_nhan: [Như trên, Sở Nội vụ, \"Lưu: VT\"]",
    },
    run,
};

/// Kinds whose text names who they are for: “Như trên” is right in them without “Kính gửi” (forms 1.7 and 1.8).
const SAYS_ITS_ADDRESSEE: [&str; 2] = ["GIẤY MỜI", "GIẤY GIỚI THIỆU"];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let document = subject.document;
    if document.addressees.is_empty() && SAYS_ITS_ADDRESSEE.contains(&document.kind.as_str()) {
        return;
    }
    let is_as_above =
        |text: &String| text.to_lowercase().trim_start_matches(['-', ' ']).starts_with("như trên");
    let begins = document.recipients.first().is_some_and(is_as_above);
    let anywhere = document.recipients.iter().any(is_as_above);
    let message = match (document.addressees.is_empty(), begins, anywhere) {
        (false, false, _) => text!(
            "có Kính gửi nhưng Nơi nhận không mở đầu bằng “Như trên”",
            "there is “Kính gửi”, but the recipients do not begin with “Như trên”"
        ),
        // The missing addressees are told by a rule of their own.
        (true, _, true) if !asks_for_direction(subject) => text!(
            "Nơi nhận ghi “Như trên” mà văn bản không có Kính gửi",
            "the recipients say “Như trên”, but there is no “Kính gửi”"
        ),
        _ => return,
    };
    found.push(Diagnostic::warning(Code::AsAbove, message).at_maybe(subject.key_span(keys::RECIPIENTS)));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};

    #[test]
    fn as_above_goes_with_addressees() {
        let mut document = document();
        assert_eq!(findings(&RULE, &document).len(), 0);
        document.recipients.remove(0);
        assert_eq!(findings(&RULE, &document).len(), 1);
        document.addressees.clear();
        assert_eq!(findings(&RULE, &document).len(), 0);
        document.recipients.insert(0, "Như trên".into());
        assert_eq!(findings(&RULE, &document).len(), 1);
    }
}
