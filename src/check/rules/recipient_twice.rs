//! A recipient listed twice.

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::RecipientTwice,
    page: CodePage {
        what: w("Một nơi nhận ghi hai lần.", "A recipient is listed twice."),
        why: w(
            "Điều 17: số bản phát hành theo số nơi nhận.",
            "Article 17: as many copies are issued as there are recipients.",
        ),
        wrong: "- Sở Nội vụ;\n- Sở Nội vụ;",
        right: "- Sở Nội vụ;",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let recipients = &subject.document.recipients;
    let bare = |text: &str| text.trim_end_matches(['.', ';', ' ']).to_lowercase();
    for (index, recipient) in recipients.iter().enumerate() {
        if recipients[..index].iter().any(|other| bare(other) == bare(recipient)) {
            found.push(
                Diagnostic::warning(
                    Code::RecipientTwice,
                    text!(
                        "nơi nhận “{recipient}” ghi hai lần",
                        "the recipient “{recipient}” is listed twice"
                    ),
                )
                .at_maybe(subject.span_under(keys::RECIPIENTS, recipient)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};

    #[test]
    fn the_same_recipient_is_found_once() {
        let mut document = document();
        document.recipients = vec!["Sở A".into(), "Sở B".into(), "Sở a;".into(), "Lưu: VT".into()];
        assert_eq!(findings(&RULE, &document).len(), 1);
        document.recipients.remove(2);
        assert_eq!(findings(&RULE, &document), Vec::<String>::new());
    }
}
