//! Zeros before days and months.

use chrono::Datelike;

use crate::check::citation::dates;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::DatePadding,
    page: CodePage {
        what: w(
            "Ngày viết bằng số không đúng cách thêm số 0.",
            "A date in figures is not padded as the decree pads it.",
        ),
        why: w(
            "Phụ lục I, II.4.b: ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0; tháng 3 đến 9 không thêm.",
            "Appendix I, II.4.b: days below 10 and months 1 and 2 take a zero; months 3 to 9 do not.",
        ),
        wrong: "ngày 4/04/2022",
        right: "ngày 04/4/2022",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for (range, day) in dates(&passage.text) {
            let typed = &passage.text[range.clone()];
            let Some(day) = day.filter(|_| typed.contains('/')) else { continue };
            let right = short(day);
            if typed == right || day.year() < 1900 {
                continue;
            }
            let finding = Diagnostic::note(
                Code::DatePadding,
                text!("ngày “{typed}” nên viết “{right}”", "the date “{typed}” is written “{right}”"),
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
    fn padding_is_that_of_the_decree() {
        assert_eq!(in_text(&RULE, &["ngày 4/4/2022", "ngày 04/04/2022", "ngày 10/1/2024"]).len(), 3);
        assert_eq!(
            in_text(&RULE, &["ngày 04/4/2022", "ngày 10/01/2024", "ngày 20/12/2024"]),
            Vec::<String>::new()
        );
    }
}
