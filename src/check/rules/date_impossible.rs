//! Days in the text that are not in the calendar.

use crate::check::citation::dates;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::DateImpossibleInText,
    page: CodePage {
        what: w(
            "Trong lời văn có ngày không có trong lịch.",
            "The text has a day that is not in the calendar.",
        ),
        why: w("Ngày viện dẫn phải có thật.", "A date that is cited must exist."),
        wrong: "ngày 31/6/2024",
        right: "ngày 30/6/2024",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for (range, _) in dates(&passage.text).into_iter().filter(|(_, day)| day.is_none()) {
            let typed = passage.text[range.clone()].to_string();
            let finding = Diagnostic::error(
                Code::DateImpossibleInText,
                text!("không có ngày “{typed}” trong lịch", "there is no day “{typed}” in the calendar"),
            );
            found.push(subject.at(passage, range, finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn days_that_do_not_exist_are_found() {
        assert_eq!(in_text(&RULE, &["ngày 31/6/2024", "ngày 29/02/2023"]).len(), 2);
        assert_eq!(in_text(&RULE, &["ngày 30/6/2024", "ngày 29/02/2024"]), Vec::<String>::new());
    }
}
